"""Files that programs save and export: captions of YouTube and broadcasters, Safari's archives, Evernote's notes …"""

from __future__ import annotations

import json
import plistlib
from pathlib import Path

import pytest

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import Kind, ParsedDocument
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source

KILN = "The kiln behind the mill was lit in the last week of September, and burnt for eleven days and nights."
SMOKE = "Nobody in the valley complained of the smoke, for it kept the midges from the cattle until the frost came."


def read(folder: Path, content: str | bytes, name: str) -> ParsedDocument:
    (folder / name).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return parse_document(read_source(folder / name))


def said(document: ParsedDocument) -> list[tuple[str | None, str | None, str]]:
    return [(passage.speaker, passage.time, passage.text) for passage in document.passages]


@pytest.mark.parametrize("name", ["kiln.sbv", "captions"])
def test_captions_of_youtube(name: str, tmp_path: Path) -> None:
    cues = "0:00:01.000,0:00:03.500\nThe kiln was lit\nin the autumn.\n\n0:01:10.000,0:01:12.000\nNobody complained.\n"
    assert said(read(tmp_path, cues, name)) == [
        (None, "00:00:01", "The kiln was lit in the autumn."), (None, "00:01:10", "Nobody complained."),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["kiln.ttml", "kiln.dfxp", "kiln.xml"])
def test_timed_text_of_broadcasters(name: str, tmp_path: Path) -> None:
    cues = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en" '
        'xmlns:ttm="http://www.w3.org/ns/ttml#metadata"><head><metadata><ttm:agent xml:id="a" type="person">'
        '<ttm:name type="full">Ida</ttm:name></ttm:agent></metadata></head><body><div>\n'
        '<p begin="00:00:01.000" end="00:00:03.500" ttm:agent="a">The kiln<br/>'
        'was <span>lit &amp; fed</span></p>\n<p begin="4s" dur="1500ms" ttm:agent="a">in the autumn.</p>\n'
        '<p begin="00:01:10:15" end="00:01:12:00">Nobody complained.</p></div></body></tt>'
    )
    assert said(read(tmp_path, cues, name)) == [
        ("Ida", "00:00:01", "The kiln was lit & fed in the autumn."), (None, "00:01:10", "Nobody complained."),
    ]  # fmt: skip


@pytest.mark.parametrize("written", [plistlib.FMT_BINARY, plistlib.FMT_XML])
@pytest.mark.parametrize("name", ["kiln.webarchive", "saved"])
def test_an_archive_of_safari_is_the_page_with_its_address(
    written: plistlib.PlistFormat, name: str, tmp_path: Path
) -> None:
    page = (
        f"<html><head><title>Kilns</title></head><body><h1>Kilns</h1><p>{KILN}</p><p>{SMOKE} Größe.</p></body></html>"
    )
    main = {
        "WebResourceData": page.encode("latin-1"),
        "WebResourceURL": "https://mill.example/kilns",
        "WebResourceTextEncodingName": "ISO-8859-1",
    }
    archive = plistlib.dumps({"WebMainResource": main, "WebSubresources": []}, fmt=written)
    document = read(tmp_path, archive, name)
    assert [passage.text for passage in document.passages] == ["Kilns", KILN, f"{SMOKE} Größe."]
    assert document.source.item["URL"] == "https://mill.example/kilns"


def test_a_damaged_archive_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="is damaged"):
        read(tmp_path, b"bplist00 WebMainResource", "kiln.webarchive")


def test_notes_of_evernote_stand_under_their_titles(tmp_path: Path) -> None:
    note = (
        "<note><title>{}</title><created>20190305T101500Z</created><note-attributes><author>Ida Vik</author>"
        "<source-url>https://mill.example/{}</source-url></note-attributes><content><![CDATA[<?xml version='1.0'?>"
        "<!DOCTYPE en-note SYSTEM 'http://xml.evernote.com/pub/enml2.dtd'><en-note><div>{}</div><ul><li>Ash.</li></ul>"
        "</en-note>]]></content></note>"
    )
    whole = (
        "<?xml version='1.0'?><!DOCTYPE en-export SYSTEM 'http://xml.evernote.com/pub/evernote-export3.dtd'>"
        "<en-export>{}</en-export>"
    )
    one = read(tmp_path, whole.format(note.format("Kilns", "a", KILN)), "one.enex")
    assert [(passage.kind, passage.text) for passage in one.passages] == [
        (Kind.HEADING, "Kilns"), (Kind.BODY, KILN), (Kind.BODY, "Ash."),
    ]  # fmt: skip
    assert one.source.item["URL"] == "https://mill.example/a"
    assert one.source.item["author"] == [{"literal": "Ida Vik"}]
    two = read(tmp_path, whole.format(note.format("Kilns", "a", KILN) + note.format("Smoke", "b", SMOKE)), "two")
    assert {passage.text: passage.section for passage in two.passages}[SMOKE] == ("Smoke",)
    assert "author" not in two.source.item


def test_an_article_that_a_script_would_draw_is_read_from_the_data_of_its_page(tmp_path: Path) -> None:
    data = {"@graph": [{"@type": "NewsArticle", "headline": "Kilns", "articleBody": f"{KILN}\n\n{SMOKE}"}]}
    page = (
        f"<html><head><title>Kilns</title><script type='application/ld+json'>{json.dumps(data)}</script></head><body>"
        "<noscript>You need JavaScript for this.</noscript><div id='app'></div><script>draw()</script></body></html>"
    )
    assert [passage.text for passage in read(tmp_path, page, "kiln.html").passages] == [KILN, SMOKE]


def test_an_article_that_the_page_shows_is_read_once(tmp_path: Path) -> None:
    data = {"@type": "NewsArticle", "articleBody": f"{KILN} {SMOKE}"}
    page = (
        f"<html><head><script type='application/ld+json'>{json.dumps(data)}</script></head><body><article><p>{KILN}</p>"
        f"<p>{SMOKE}</p></article></body></html>"
    )
    assert [passage.text for passage in read(tmp_path, page, "kiln.html").passages] == [KILN, SMOKE]


def test_parts_of_a_latex_document_stand_in_their_places(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "secret.tex").write_text("Not for this book.\n", encoding="utf-8")
    (tmp_path / "book" / "parts").mkdir()
    (tmp_path / "book" / "parts" / "kiln.tex").write_text(f"{KILN}\n\n\\input{{parts/smoke}}\n", encoding="utf-8")
    (tmp_path / "book" / "parts" / "smoke.tex").write_text(f"{SMOKE}\n\n\\input{{parts/kiln}}\n", encoding="utf-8")
    main = (
        "\\documentclass{article}\n\\begin{document}\n\\section{Kilns}\n\\include{parts/kiln}\n% \\input{parts/smoke}\n"
        "\\input{../secret}\n\\input{/etc/hostname}\n\\input{missing}\nIt was over.\n\\end{document}\n"
    )
    document = read(tmp_path / "book", main, "main.tex")
    assert [passage.text for passage in document.passages if passage.kind is Kind.BODY] == [KILN, SMOKE, "It was over."]
