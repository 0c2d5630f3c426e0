"""Spreadsheets, slides, files that their names do not tell, and files that only other programs read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import Kind, ParsedDocument
from kurilsearch.parse import parse_document
from kurilsearch.read import is_readable_content, read_source

COOK = "The cook kept the keys of both cellars in a stocking."
HEN = "No hen was ever counted twice on this farm."
WINTER = "In the winter of that year the bridge was closed, and the priest went round by the lake with his bell.\n"


def packed(file: Path, members: dict[str, str]) -> Path:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    file.write_bytes(made.getvalue())
    return file


def relations(*targets: tuple[str, str, str]) -> str:
    inner = "".join(f'<Relationship Id="{i}" Type="http://x/{kind}" Target="{to}"/>' for i, kind, to in targets)
    return f"<Relationships>{inner}</Relationships>"


def read(file: Path) -> ParsedDocument:
    document = parse_document(read_source(file))
    for passage in document.passages:
        start, end = passage.char_start, passage.char_end
        assert "".join(passage.text.split()) == "".join(document.source.text[start:end].split())
    return document


def seen(file: Path) -> list[tuple[Kind, str]]:
    return [(passage.kind, passage.text) for passage in read(file).passages]


def test_rows_of_a_workbook_are_passages_below_the_names_of_their_sheets(tmp_path: Path) -> None:
    cells = (
        '<row><c t="s"><v>0</v></c><c><v>1912.0</v></c><c s="1"><v>41275</v></c></row>'
        f'<row><c t="inlineStr"><is><t>{COOK}</t></is></c><c/><c t="b"><v>1</v></c></row>'
    )
    file = packed(
        tmp_path / "a.xlsx",
        {
            "xl/workbook.xml": '<workbook><sheets><sheet name="Cellars" r:id="r2" xmlns:r="r"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(("r2", "worksheet", "worksheets/one.xml")),
            "xl/worksheets/one.xml": f"<worksheet><sheetData>{cells}</sheetData></worksheet>",
            "xl/worksheets/_rels/one.xml.rels": relations(("c", "comments", "../comments1.xml")),
            "xl/comments1.xml": "<comments><comment><text><r><t>Seen by Ann.</t></r></text></comment></comments>",
            "xl/sharedStrings.xml": "<sst><si><r><t>Inari</t></r><rPh><t>x</t></rPh></si></sst>",
            "xl/styles.xml": '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
            "docProps/core.xml": '<cp xmlns:dc="d"><dc:title>Keys of the house</dc:title></cp>',
        },
    )
    assert seen(file) == [
        (Kind.HEADING, "Cellars (sheet)"),
        (Kind.LIST, "Inari 1912 2013-01-01"),
        (Kind.BODY, f"{COOK} TRUE"),
        (Kind.NOTE, "Seen by Ann."),
    ]
    assert read_source(file).item["title"] == "Keys of the house"


def shape(text: str, place: str = "") -> str:
    held = f'<nvSpPr><nvPr><ph type="{place}"/></nvPr></nvSpPr>' if place else ""
    return f"<sp>{held}<txBody><p><r><t>{text}</t></r></p></txBody></sp>"


def test_slides_are_pages_in_the_order_of_the_show(tmp_path: Path) -> None:
    table = (
        f"<graphicFrame><tbl><tr><tc>{shape('Eggs')[4:-5]}</tc><tc>{shape('212')[4:-5]}</tc></tr></tbl></graphicFrame>"
    )
    file = packed(
        tmp_path / "a.pptx",
        {
            "ppt/presentation.xml": '<presentation xmlns:r="r"><sldIdLst><sldId id="256" r:id="b"/>'
            '<sldId id="257" r:id="a"/>'
            "</sldIdLst></presentation>",
            "ppt/_rels/presentation.xml.rels": relations(
                ("a", "slide", "slides/slide1.xml"), ("b", "slide", "slides/slide2.xml")
            ),
            "ppt/slides/slide1.xml": f"<sld>{shape(COOK)}{shape('7', 'sldNum')}</sld>",
            "ppt/slides/slide2.xml": f"<sld>{shape('Hens', 'title')}{shape(HEN)}{table}</sld>",
            "ppt/slides/_rels/slide2.xml.rels": relations(("n", "notesSlide", "../notesSlides/n.xml")),
            "ppt/notesSlides/n.xml": f"<notes>{shape('Pause here.', 'body')}</notes>",
        },
    )
    assert seen(file) == [
        (Kind.HEADING, "Hens"),
        (Kind.BODY, HEN),
        (Kind.LIST, "Eggs 212"),
        (Kind.NOTE, "Pause here."),
        (Kind.BODY, COOK),
    ]
    document = read(file)
    assert [page.label for page in document.pages] == ["1", "2"]
    assert document.pages[1].start <= document.passages[-1].char_start


@pytest.mark.parametrize("flat", [True, False])
def test_sheets_and_slides_of_opendocument(tmp_path: Path, flat: bool) -> None:
    table = (
        '<table:table table:name="Cellars"><table:table-row><table:table-cell><text:p>Inari<text:s/>two</text:p>'
        f"<office:annotation><text:p>Seen.</text:p></office:annotation></table:table-cell><table:table-cell><text:p>{COOK}"
        "</text:p></table:table-cell></table:table-row></table:table>"
    )
    page = (
        '<draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>Hens</text:p></draw:text-box>'
        "</draw:frame>"
        f"<draw:frame><draw:text-box><text:p>{HEN}</text:p></draw:text-box></draw:frame>"
        "<presentation:notes><draw:frame><text:p>Pause.</text:p></draw:frame></presentation:notes></draw:page>"
    )
    names = " ".join(f'xmlns:{name}="{name}"' for name in ("office", "table", "text", "draw", "presentation"))
    for kind, ending, inner in (("spreadsheet", "ods", table), ("presentation", "odp", page)):
        root = "document" if flat else "document-content"
        content = (
            f'<office:{root} {names} mimetype="application/vnd.oasis.opendocument.{kind}"><office:body>'
            f"<office:{kind}>{inner}</office:{kind}></office:body></office:{root}>"
        )
        if flat:
            (tmp_path / f"a.f{ending}").write_text(content, encoding="utf-8")
        else:
            packed(tmp_path / f"a.{ending}", {"content.xml": content})
    prefix = "f" if flat else ""
    assert seen(tmp_path / f"a.{prefix}ods") == [
        (Kind.HEADING, "Cellars (sheet)"),
        (Kind.BODY, f"Inari two {COOK}"),
        (Kind.NOTE, "Seen."),
    ]
    assert seen(tmp_path / f"a.{prefix}odp") == [(Kind.HEADING, "Hens"), (Kind.BODY, HEN), (Kind.NOTE, "Pause.")]


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("csv", f'Place,Said\nInari,"{COOK[:-1]}, she said ""twice""."\nUtsjoki,"{HEN}"\n'),
        ("csv", f'Place;Said\nInari;"{COOK[:-1]}, she said ""twice""."\nUtsjoki;{HEN}\n'),
        ("csv", f'sep=;\nPlace;Said\nInari;"{COOK[:-1]}, she said ""twice""."\nUtsjoki;{HEN}\n'),
        ("tsv", f'Place\tSaid\nInari\t"{COOK[:-1]}, she said ""twice""."\nUtsjoki\t{HEN}\n'),
    ],
)
def test_rows_of_a_table_of_text_are_passages(tmp_path: Path, ending: str, content: str) -> None:
    file = tmp_path / f"a.{ending}"
    file.write_text(content, encoding="utf-8")
    assert [text for _, text in seen(file)] == [
        "Place Said",
        f'Inari {COOK[:-1]}, she said "twice".',
        f"Utsjoki {HEN}",
    ]


def test_a_mark_that_is_never_closed_swallows_no_rows(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f'Inari,"{COOK}\nUtsjoki,{HEN}\n', encoding="utf-8")
    assert len(seen(file)) == 2


# Names that do not tell


@pytest.mark.parametrize("name", ["DIARY", "diary.1871", "The diary, vol. 2 of three"])
def test_text_without_an_ending_is_a_source(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(WINTER, encoding="utf-8")
    assert is_readable_content(tmp_path / name)
    assert [text for _, text in seen(tmp_path / name)] == [WINTER.strip()]


def test_a_page_is_known_whatever_its_ending(tmp_path: Path) -> None:
    file = tmp_path / "view.aspx"
    file.write_text(f"<!DOCTYPE html><html><body><p>{WINTER}</p></body></html>", encoding="utf-8")
    assert is_readable_content(file)
    assert seen(file) == [(Kind.BODY, WINTER.strip())]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("LICENSE", WINTER),
        ("diary~", WINTER),
        (".diary", WINTER),
        ("run", "#!/bin/sh\n" + WINTER),
        ("settings", "[a]\nb = {1, 2, 3}\nc = [[4], {5}]\nd=e;\n" * 20),
        ("data", "\x00\x01\x02\x03" * 50),
        ("short", "two words"),
        ("a.xyz", WINTER),
    ],
)
def test_other_files_are_none(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert not is_readable_content(tmp_path / name)


# What only other programs read


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, ".docx or PDF, or install LibreOffice"),
        ("a.mobi", b"x" * 60 + b"BOOKMOBI" + b"\0" * 50, "Convert it to EPUB"),
        ("book", b"x" * 60 + b"BOOKMOBI" + b"\0" * 50, "Convert it to EPUB"),
        ("a.djvu", b"AT&TFORM\0\0\0", "Convert it to PDF or text"),
        ("a.pages", b"PK\x03\x04", "Export it from Pages as Word, PDF or EPUB"),
    ],
)
def test_what_nothing_reads_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, words: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableSourceError) as raised:
        read_source(tmp_path / name)
    assert words in (raised.value.hint or "")


def program(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program djvutxt before all others."""
    (folder / "bin").mkdir()
    made = folder / "bin" / "djvutxt"
    made.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    made.chmod(0o755)
    monkeypatch.setenv("PATH", f"{made.parent}:/usr/bin:/bin")


def test_a_program_that_is_installed_reads_its_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, monkeypatch, f"printf '{COOK}\\n\\f{HEN}' > \"$2\"")
    (tmp_path / "a.djvu").write_bytes(b"AT&TFORM\0\0\0")
    assert [text for _, text in seen(tmp_path / "a.djvu")] == [f"{COOK} {HEN}"]
    assert read_source(tmp_path / "a.djvu").format == "djvu"


def test_a_program_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, monkeypatch, "echo 'no such page' >&2; exit 3")
    (tmp_path / "a.djvu").write_bytes(b"AT&TFORM\0\0\0")
    with pytest.raises(UnreadableSourceError, match="could not be converted by djvutxt: no such page"):
        read_source(tmp_path / "a.djvu")
