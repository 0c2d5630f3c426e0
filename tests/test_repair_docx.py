"""Word files are set right: comments anchored at their words, words replaced, all else as it was."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from kurilsearch.check.drafts.docx import read_docx
from kurilsearch.check.repair.amendments import Amendment, RepairError
from kurilsearch.check.repair.docx import amend_docx
from tests.docx_files import W, docx, footnote, note_mark, paragraph, run
from tests.requirements import needs_libreoffice

WHEN = "2026-11-30T12:00:00Z"
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ADDIN ZOTERO_ITEM</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + run("(Doe 1951)")
    + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
LINK = f'<w:hyperlink r:id="rId9">{run("the frozen harbour", "<w:u/>")}</w:hyperlink>'
INSERTED = f'<w:ins w:id="7" w:author="Ann" w:date="{WHEN}">{run("a clerk had bound")}</w:ins>'
DELETED = '<w:del w:id="8" w:author="Ann"><w:r><w:delText>two clerks</w:delText></w:r></w:del>'
DRAWING = "<w:r><w:drawing><any/></w:drawing></w:r>"
BODY = paragraph(
    "<w:pPr><w:spacing/></w:pPr>",
    run("She says “teh ", "<w:b/>"),
    run("ice "),
    DRAWING,
    run("was thick” "),
    FIELD,
    run("."),
) + paragraph(
    run("Of "),
    LINK,
    run(", that "),
    DELETED,
    INSERTED,
    run(" it"),
    note_mark(2),
    "<w:r><w:tab/><w:t>twice.</w:t></w:r>",
)
NOTES = footnote(2, run(" Ibid., “no smoke without "), run("fire”, 3."))
FILE = docx(BODY, NOTES, picture=bytes(range(256)))
DRAFT = read_docx(FILE).text


def amendment(words: str, after: str | None = None, comment: str | None = None) -> Amendment:
    start = DRAFT.index(words)
    return Amendment((start, start + len(words)), words, after, comment, "words")


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(data: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(members(data)[name])


def commented(data: bytes) -> dict[str, str]:
    """Return each comment with the words between its two anchors."""
    root = tree(data)
    comments = tree(data, "word/comments.xml")
    said = {each.get(f"{{{W}}}id"): "".join(each.itertext()) for each in comments}
    found: dict[str, str] = {}
    within: set[str] = set()
    for element in root.iter(
        f"{{{W}}}commentRangeStart", f"{{{W}}}commentRangeEnd", f"{{{W}}}t", f"{{{W}}}footnoteReference"
    ):
        number = element.get(f"{{{W}}}id")
        match etree.QName(element).localname:
            case "commentRangeStart":
                within.add(number)
            case "commentRangeEnd":
                within.remove(number)
            case _:
                for each in within:
                    found[said[each]] = found.get(said[each], "") + (element.text or "*")
    references = [each.get(f"{{{W}}}id") for each in root.iter(f"{{{W}}}commentReference")]
    assert sorted(references) == sorted(said)
    assert not within
    return found


def words(data: bytes, name: str = "word/document.xml") -> str:
    return "\n".join("".join(each.itertext(f"{{{W}}}t")) for each in tree(data, name).iter(f"{{{W}}}p"))


def plain(data: bytes, name: str = "word/document.xml") -> bytes:
    """Return a part without comments, with runs of the same properties joined."""
    root = tree(data, name)
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for element in list(root.iter(f"{{{W}}}{tag}")):
            gone = element if tag != "commentReference" else element.getparent()
            gone.getparent().remove(gone)
    for one in list(root.iter(f"{{{W}}}r")):
        before = one.getprevious()
        if before is not None and before.tag == one.tag and _properties(before) == _properties(one):
            before.extend([each for each in one if each.tag != f"{{{W}}}rPr"])
            one.getparent().remove(one)
    for text in list(root.iter(f"{{{W}}}t")):
        before = text.getprevious()
        if before is not None and before.tag == text.tag:
            before.text = (before.text or "") + (text.text or "")
            text.getparent().remove(text)
    for text in root.iter(f"{{{W}}}t"):
        text.attrib.clear()
    return bytes(etree.tostring(root, method="c14n"))


def _properties(run: etree._Element) -> bytes:
    found = run.find(f"{{{W}}}rPr")
    return b"" if found is None else bytes(etree.tostring(found, method="c14n"))


@pytest.mark.parametrize(
    "at",
    [
        "teh ice was",
        "thick” (Doe",
        "(Doe 1951)",
        "frozen",
        "harbour, that a cl",
        "had",
        "bound it\ttw",
        "S",
        "She says “teh ice was thick” (Doe 1951).",
    ],
)
def test_a_comment_is_anchored_at_its_words_and_all_else_is_as_it_was(at: str) -> None:
    made, changes = amend_docx(FILE, [amendment(at, comment="Who?")], WHEN)
    assert commented(made) == {"Who?": at.replace("\t", "*" * (at.count("it\t"))) if "\t" in at else at}
    assert plain(made) == plain(FILE)
    before, after = members(FILE), members(made)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert [change.to_dict() for change in changes] == [
        {
            "kind": "words",
            "part": "word/document.xml",
            "start": changes[0].start,
            "before": at,
            "after": at,
            "comment": "Who?",
        }
    ]


def test_comments_that_overlap_are_each_anchored() -> None:
    made, _ = amend_docx(FILE, [amendment("ice was thick", comment="One"), amendment("teh ice", comment="Two")], WHEN)
    assert commented(made) == {"One": "ice was thick", "Two": "teh ice"}
    assert plain(made) == plain(FILE)


def test_of_two_paragraphs_alike_the_right_one_is_amended() -> None:
    file = docx(paragraph(run("teh ice")) + paragraph(run("teh ice")) + paragraph(run("teh ice")))
    start = read_docx(file).text.index("teh", 9)
    made, _ = amend_docx(file, [Amendment((start, start + 3), "teh", "the", None)], WHEN)
    assert words(made) == "teh ice\nteh ice\nthe ice"


def test_a_comment_on_a_note_stands_at_its_mark() -> None:
    made, _ = amend_docx(FILE, [amendment("smoke without fire", comment="Who?")], WHEN)
    assert commented(made) == {"Who?": "*"}
    assert members(made)["word/footnotes.xml"] == members(FILE)["word/footnotes.xml"]


def test_comments_that_are_there_stay() -> None:
    there = f'<w:comment w:id="4" w:author="Ann">{paragraph(run("Nice."))}</w:comment>'
    reference = '<w:r><w:commentReference w:id="4"/></w:r>'
    anchored = f'<w:commentRangeStart w:id="4"/>{run("teh ")}<w:commentRangeEnd w:id="4"/>{reference}'
    file = docx(paragraph(anchored, run("ice was thick.")), comments=there)
    made, _ = amend_docx(file, [Amendment((4, 7), "ice", None, "Who?")], WHEN)
    assert commented(made) == {"Nice.": "teh ", "Who?": "ice"}
    assert members(made)["[Content_Types].xml"] == members(file)["[Content_Types].xml"]


def test_words_are_replaced_within_their_runs() -> None:
    amendments = [
        amendment("teh ice was", "the ice is"),
        amendment("without fire", "without a fire"),
        amendment("thick", "thin", "Sure?"),
    ]
    made, changes = amend_docx(FILE, amendments, WHEN)
    assert words(made).startswith("She says “the ice is thin” (Doe 1951).\nOf the frozen harbour")
    assert words(made, "word/footnotes.xml") == " Ibid., “no smoke without a fire”, 3."
    assert commented(made) == {"Sure?": "thin"}
    assert [(change.part, change.before, change.after) for change in changes] == [
        ("word/document.xml", "teh ice was", "the ice is"),
        ("word/document.xml", "thick", "thin"),
        ("word/footnotes.xml", "without fire", "without a fire"),
    ]


def test_tracked_changes_show_both_wordings() -> None:
    made, _ = amend_docx(
        FILE, [amendment("teh ice was", "the ice is"), amendment("had bound", "bound")], WHEN, track=True
    )
    root = tree(made)
    deleted = [
        "".join(each.itertext()) for each in root.iter(f"{{{W}}}del") if each.get(f"{{{W}}}author") == "kurilsearch"
    ]
    assert deleted == ["eh ", "ice ", "wa", "had "]
    assert words(made).startswith("She says “the ice is thick”")
    numbers = [each.get(f"{{{W}}}id") for each in root.iter(f"{{{W}}}ins", f"{{{W}}}del")]
    assert len(set(numbers)) == len(numbers)


def test_a_citation_is_put_in_behind_the_quotation() -> None:
    at = DRAFT.index(" it\ttwice")
    made, _ = amend_docx(FILE, [Amendment((at, at), "", " (Doe 1951, 3)", None)], WHEN)
    assert "a clerk had bound (Doe 1951, 3) it" in words(made)


def test_words_that_do_not_stand_there_are_refused() -> None:
    with pytest.raises(RepairError, match="does not stand in the file"):
        amend_docx(FILE, [Amendment((0, 13), "Quite another", "x")], WHEN)


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("track", [False, True])
def test_libreoffice_opens_it_with_its_comments(track: bool, tmp_path: Path) -> None:
    file = docx(BODY.replace(DRAWING, ""), NOTES)
    made, _ = amend_docx(
        file, [amendment("teh ice", "the ice", "Sure?"), amendment("smoke", comment="Who?")], WHEN, track=track
    )
    (tmp_path / "essay.docx").write_bytes(made)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "fodt",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "essay.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    flat = etree.fromstring((tmp_path / "essay.fodt").read_bytes())
    office, dc = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}", "{http://purl.org/dc/elements/1.1/}"
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    comments = list(flat.iter(f"{office}annotation"))
    assert [each.findtext(f"{dc}creator") for each in comments] == ["kurilsearch", "kurilsearch"]
    assert ["".join(each.find(f"{text}p").itertext()) for each in comments] == ["Sure?", "Who?"]
    body = "".join(flat.find(f"{office}body").itertext())
    assert "the" in body and "thick" in body
