"""OpenDocument texts are set right: comments at their words, words replaced, all else as it was."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from kurilsearch.check.drafts.odt import read_odt
from kurilsearch.check.repair.amendments import Amendment, RepairError
from kurilsearch.check.repair.odt import amend_odt
from tests.requirements import needs_libreoffice

WHEN = "2026-11-30T12:00:00Z"
OFFICE, TEXT = "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
IN_OFFICE, T = f"{{{OFFICE}}}", f"{{{TEXT}}}"
BODY = (
    "<text:p>She says “teh <text:span>ice</text:span> was<text:s/>thick” (Doe 1951).</text:p>"
    '<text:p>Nobody <text:a>came</text:a> at all<text:note text:note-class="footnote"><text:note-citation>1'
    "</text:note-citation>"
    "<text:note-body><text:p>No smoke without fire.</text:p></text:note-body></text:note>.</text:p>"
)


def odt(body: str) -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}" '
        f'office:version="1.3"><office:body><office:text>{body}</office:text></office:body></office:document-content>'
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return packed.getvalue()


FILE = odt(BODY)
DRAFT = read_odt(FILE).text


def amendment(words: str, after: str | None = None, comment: str | None = None) -> Amendment:
    start = DRAFT.index(words)
    return Amendment((start, start + len(words)), words, after, comment, "words")


def content(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        return etree.fromstring(archive.read("content.xml"))


def without_comments(root: etree._Element) -> bytes:
    """Return the content without comments: all that must be as it was."""
    etree.strip_elements(root, f"{IN_OFFICE}annotation", f"{IN_OFFICE}annotation-end", with_tail=False)
    return bytes(etree.tostring(root, method="c14n"))


def commented(root: etree._Element) -> dict[str, str]:
    """Return each comment with the words from its first to its last mark."""
    found: dict[str, str] = {}
    for annotation in root.iter(f"{IN_OFFICE}annotation"):
        said, name = annotation.findtext(f"{T}p"), annotation.get(f"{IN_OFFICE}name")
        words, within, other = "", False, 0
        for event, element in etree.iterwalk(root.find(f"{IN_OFFICE}body"), events=("start", "end")):
            is_annotation = element.tag == f"{IN_OFFICE}annotation"
            other += is_annotation if event == "start" else -is_annotation
            if event == "start" and within and not other:
                words += element.text or ""
            if event == "end" and element is annotation:
                within = True
            if (
                event == "end"
                and element.tag == f"{IN_OFFICE}annotation-end"
                and element.get(f"{IN_OFFICE}name") == name
            ):
                within = False
            if event == "end" and within and not other:
                words += element.tail or ""
        found[said] = words
    return found


@pytest.mark.parametrize("at", ["teh ice w", "ice", "S", "Doe 1951", "came", "(Doe 1951).\nNobody came", "y came at a"])
def test_a_comment_is_anchored_at_its_words_and_all_else_is_as_it_was(at: str) -> None:
    made, (change,) = amend_odt(FILE, [amendment(at, comment="Who?")], WHEN)
    assert commented(content(made)) == {"Who?": at.replace("\n", "")}
    assert without_comments(content(made)) == without_comments(content(FILE))
    assert (change.before, change.after, change.comment) == (at, at, "Who?")


def test_comments_that_overlap_are_each_anchored() -> None:
    amendments = [
        amendment("teh ice", comment="One"),
        amendment("ice was", comment="Two"),
        amendment("smoke", comment="Note"),
    ]
    root = content(amend_odt(FILE, amendments, WHEN)[0])
    found = commented(root)
    assert (found["One"], found["Two"]) == ("teh ice", "ice was")
    (note,) = root.iter(f"{T}note")
    assert note.getprevious().findtext(f"{T}p") == "Note"
    assert without_comments(root) == without_comments(content(FILE))


def test_words_are_replaced_and_read_again() -> None:
    at = DRAFT.index(" at all")
    amendments = [
        amendment("teh ice was", "the ice is", "Sure?"),
        amendment("without fire", "without a fire"),
        Amendment((at, at), "", " (Doe 1951, 3)"),
    ]
    made, changes = amend_odt(FILE, amendments, WHEN)
    text = read_odt(made).text
    assert text == DRAFT.replace("teh ice was", "the ice is").replace("came", "came (Doe 1951, 3)").replace(
        "fire", "a fire"
    )
    assert commented(content(made)) == {"Sure?": "the ice is"}
    assert all(text[change.start :].startswith(change.after) for change in changes)


def test_tracked_changes_keep_what_was_there() -> None:
    made, _ = amend_odt(FILE, [amendment("teh", "the"), amendment("Nobody ", "")], WHEN, track=True)
    root = content(made)
    (tracked,) = root.iter(f"{T}tracked-changes")
    assert ["".join(each.itertext(f"{T}p")) for each in tracked.iter(f"{T}deletion")] == ["Nobody ", "eh"]
    names = {each.get(f"{T}id") for each in tracked}
    marks = {each.get(f"{T}change-id") for each in root.iter(f"{T}change", f"{T}change-start", f"{T}change-end")}
    assert names == marks
    assert read_odt(made).text == DRAFT.replace("teh", "the").replace("Nobody ", "")


def test_words_that_do_not_stand_there_are_refused() -> None:
    with pytest.raises(RepairError, match="does not stand in the file"):
        amend_odt(FILE, [Amendment((0, 5), "Quite", "x")], WHEN)


@pytest.mark.slow
@needs_libreoffice
def test_libreoffice_opens_it_with_comments_and_changes(tmp_path: Path) -> None:
    amendments = [amendment("teh ice", "the ice", "Sure?"), amendment("smoke", comment="Who?")]
    (tmp_path / "essay.odt").write_bytes(amend_odt(FILE, amendments, WHEN, track=True)[0])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "essay.odt")], check=True, capture_output=True, timeout=120)
    flat = etree.fromstring((tmp_path / "essay.fodt").read_bytes())
    assert [each.findtext(f"{T}p") for each in flat.iter(f"{IN_OFFICE}annotation")] == ["Sure?", "Who?"]
    assert [each.tag.removeprefix(T) for each in flat.iter(f"{T}deletion", f"{T}insertion")] == [
        "deletion",
        "insertion",
    ]
