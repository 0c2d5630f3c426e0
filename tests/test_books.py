"""E-books: chapters in order, the pages of the printed book, notes, and what the package says."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import Kind, ParsedDocument
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source

CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""

METADATA = """<dc:title id="t1">The Ice</dc:title><meta refines="#t1" property="title-type">main</meta>
<dc:title id="t2">A Log</dc:title><meta refines="#t2" property="title-type">subtitle</meta>
<dc:creator id="a">Tamiko van der Ahn</dc:creator><meta refines="#a" property="role">aut</meta>
<meta refines="#a" property="file-as">van der Ahn, Tamiko</meta>
<dc:creator id="b">Jane Doe</dc:creator><meta refines="#b" property="role">trl</meta>
<dc:identifier>urn:isbn:978-0-306-40615-7</dc:identifier><dc:publisher>Sea Press</dc:publisher>
<dc:date>2021-03-05</dc:date><dc:language>en</dc:language>"""

CHAPTERS = {
    "one.xhtml": """<section epub:type="chapter"><h1>The ferry</h1>
<p>It froze in the harbour, and <span epub:type="pagebreak" id="p12" title="12"/>nobody had seen it.<a
epub:type="noteref" href="notes.xhtml#n1">1</a></p><p id="p13">It froze&nbsp;again.</p></section>""",
    "two.xhtml": """<section><h1>The wind</h1><p><a id="p14"/>It blew for eleven days.<a epub:type="noteref"
href="notes.xhtml#n2">2</a></p></section>""",
    "notes.xhtml": """<section epub:type="endnotes"><aside epub:type="footnote" id="n1"><p>Log, 12 February.</p></aside>
<aside epub:type="footnote" id="n2"><p>And ten hours.</p></aside></section>""",
}

PAGE_LIST = """<nav epub:type="toc"><ol><li><a href="one.xhtml">The ferry</a></li></ol></nav>
<nav epub:type="page-list" hidden=""><ol><li><a href="one.xhtml">11</a></li><li><a href="one.xhtml#p12">12</a></li>
<li><a href="one.xhtml#p13">13</a></li><li><a href="two.xhtml#p14">xiv</a></li></ol></nav>"""


def xhtml(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>t</title></head><body>{body}</body></html>'
    )


def book(
    folder: Path,
    chapters: dict[str, str],
    *,
    metadata: str = METADATA,
    navigation: str = "",
    ncx: str = "",
    **more: str,
) -> Path:
    """Write an EPUB with these chapters and return its path."""
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in chapters)
    if navigation:
        items += '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    if ncx:
        items += '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    spine = "".join(f'<itemref idref="{name}"/>' for name in chapters)
    package = f"""<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">{metadata}</metadata>
<manifest>{items}</manifest><spine toc="ncx">{spine}</spine></package>"""
    members = {"META-INF/container.xml": CONTAINER, "OPS/book.opf": package}
    members |= {f"OPS/{name}": xhtml(body) for name, body in chapters.items()}
    members |= {"OPS/nav.xhtml": xhtml(navigation)} if navigation else {}
    members |= {"OPS/toc.ncx": ncx} if ncx else {}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in {**members, **more}.items():
            archive.writestr(name, content)
    file = folder / "book.epub"
    file.write_bytes(data.getvalue())
    return file


def read(file: Path) -> ParsedDocument:
    return parse_document(read_source(file))


def page_of(document: ParsedDocument, words: str) -> str | None:
    at = document.source.text.index(words)
    return [page.label for page in document.pages if page.start <= at][-1]


def reason(file: Path) -> str:
    with pytest.raises(UnreadableSourceError) as caught:
        read_source(file)
    assert caught.value.hint
    return caught.value.message


def test_chapters_are_sections_and_notes_of_another_file_stand_behind_their_paragraph(tmp_path: Path) -> None:
    document = read(book(tmp_path, CHAPTERS, navigation=PAGE_LIST))
    assert [(p.kind, p.text) for p in document.passages] == [
        (Kind.HEADING, "The ferry"),
        (Kind.BODY, "It froze in the harbour, and nobody had seen it."),
        (Kind.NOTE, "Log, 12 February."),
        (Kind.BODY, "It froze again."),
        (Kind.HEADING, "The wind"),
        (Kind.BODY, "It blew for eleven days."),
        (Kind.NOTE, "And ten hours."),
    ]
    assert document.passages[5].section == ("The wind",)
    assert document.passages[5].paragraph == 3


def test_pages_begin_where_the_page_list_says(tmp_path: Path) -> None:
    document = read(book(tmp_path, CHAPTERS, navigation=PAGE_LIST))
    assert [page.label for page in document.pages] == ["11", "12", "13", "xiv"]
    pages = {words: page_of(document, words) for words in ("It froze in", "nobody", "It froze again", "It blew")}
    assert pages == {"It froze in": "11", "nobody": "12", "It froze again": "13", "It blew": "xiv"}


def test_the_marks_of_the_text_count_where_there_is_no_list(tmp_path: Path) -> None:
    document = read(book(tmp_path, CHAPTERS))
    assert [page.label for page in document.pages] == [None, "12"]
    assert page_of(document, "nobody") == "12"


def test_the_ncx_of_older_books_has_a_page_list_too(tmp_path: Path) -> None:
    ncx = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><pageList><pageTarget type="normal" value="13"
id="x"><navLabel><text>13</text></navLabel><content src="one.xhtml#p13"/></pageTarget></pageList></ncx>"""
    document = read(book(tmp_path, CHAPTERS, ncx=ncx))
    assert page_of(document, "It froze again") == "13"


def test_endnotes_stay_where_they_are_printed(tmp_path: Path) -> None:
    chapters = {
        "one.xhtml": '<p>It froze.<a href="#n1"><sup>1</sup></a> Twice.<a href="#n2"><sup>2</sup></a></p>'
        "<p>It thawed.</p>"
        '<h2>Notes</h2><ol><li id="n1">Log.</li>'
        '<li id="n2"><span epub:type="pagebreak" title="99"/>Diary.</li></ol>'
    }
    document = read(book(tmp_path, chapters))
    assert [(p.kind, p.text) for p in document.passages][-3:] == [
        (Kind.HEADING, "Notes"),
        (Kind.NOTE, "Log."),
        (Kind.NOTE, "Diary."),
    ]
    assert page_of(document, "Diary") == "99"


def test_words_that_lead_to_a_note_stay(tmp_path: Path) -> None:
    chapters = {
        "one.xhtml": '<p>The <a epub:type="annoref" href="#a1">Emperor</a> froze.</p><p>It thawed.</p>'
        '<aside epub:type="annotation" id="a1"><p>Original reads Emporer.</p></aside>'
    }
    document = read(book(tmp_path, chapters))
    assert [(p.kind, p.text) for p in document.passages] == [
        (Kind.BODY, "The Emperor froze."),
        (Kind.NOTE, "Original reads Emporer."),
        (Kind.BODY, "It thawed."),
    ]


def test_what_the_package_says(tmp_path: Path) -> None:
    assert read_source(book(tmp_path, CHAPTERS)).item == {
        "type": "book",
        "title": "The Ice: A Log",
        "author": [{"family": "Ahn", "given": "Tamiko", "non-dropping-particle": "van der"}],
        "translator": [{"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[2021, 3, 5]]},
        "publisher": "Sea Press",
        "ISBN": "978-0-306-40615-7",
        "language": "en",
    }


def test_what_an_older_package_says(tmp_path: Path) -> None:
    metadata = """<dc:title>The Ice</dc:title>
<dc:creator opf:role="aut" opf:file-as="Ahn, Tamiko">Tamiko Ahn</dc:creator>
<dc:creator opf:role="ill">John Brush</dc:creator><dc:identifier opf:scheme="UUID">0306406152</dc:identifier>
<dc:date opf:event="modification">2022-01-01</dc:date><dc:date opf:event="publication">1987</dc:date>"""
    assert read_source(book(tmp_path, CHAPTERS, metadata=metadata)).item == {
        "type": "book",
        "title": "The Ice",
        "author": [{"family": "Ahn", "given": "Tamiko"}],
        "issued": {"date-parts": [[1987]]},
    }


def test_a_chapter_that_is_no_xml_is_read_as_browsers_do(tmp_path: Path) -> None:
    document = read(book(tmp_path, {"one.xhtml": "<p>It froze.<br>Twice.<p>Nobody <b>knew."}))
    assert [p.text for p in document.passages] == ["It froze. Twice.", "Nobody knew."]


def test_a_list_of_contents_is_furniture(tmp_path: Path) -> None:
    links = "".join(f'<li><a href="one.xhtml#c{n}">Chapter {n}</a></li>' for n in range(5))
    chapters = {"toc.xhtml": f"<h1>Contents</h1><ol>{links}</ol>", "one.xhtml": "<p>It froze.</p>"}
    document = read(book(tmp_path, chapters))
    assert [p.text for p in document.passages if p.kind is not Kind.HEADING] == ["It froze."]


def test_books_of_pictures_are_named(tmp_path: Path) -> None:
    assert "holds no text" in reason(book(tmp_path, {"one.xhtml": '<div><img src="1.jpg" alt="page 1"/></div>'}))


def test_protected_books_are_named(tmp_path: Path) -> None:
    locked = """<encryption><EncryptedData><CipherData><CipherReference URI="OPS/one.xhtml"/></CipherData>
</EncryptedData></encryption>"""
    assert "DRM" in reason(book(tmp_path, CHAPTERS, **{"META-INF/encryption.xml": locked}))
    fonts = locked.replace("OPS/one.xhtml", "OPS/font.otf")
    assert read_source(book(tmp_path, CHAPTERS, **{"META-INF/encryption.xml": fonts})).text


LONG = "The pilots of the strait kept their own count of the ice, and it was never the same as that of the harbour."
NCX = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint id="a"><navLabel><text>1. The Pilots</text>
</navLabel><content src="one.xhtml"/><navPoint id="b"><navLabel><text>Of ice</text></navLabel>
<content src="one.xhtml#ice"/></navPoint></navPoint><navPoint id="c"><navLabel><text>The Harbour</text></navLabel>
<content src="two.xhtml"/></navPoint></navMap></ncx>"""


def test_the_ncx_names_chapters_that_print_their_names_as_paragraphs_or_not_at_all(tmp_path: Path) -> None:
    chapters = {
        "one.xhtml": f"<p>1</p><p class='t'>The Pilots</p><p>{LONG}</p><div id='ice'><p><b>Of Ice</b></p></div>"
        f"<p>It was thick.</p>",
        "two.xhtml": f"<p>{LONG}</p><p>{LONG}</p>",
    }
    found = [
        (passage.kind, passage.section, passage.text) for passage in read(book(tmp_path, chapters, ncx=NCX)).passages
    ]
    assert found == [
        (Kind.HEADING, (), "1 The Pilots"),
        (Kind.BODY, ("1 The Pilots",), LONG),
        (Kind.HEADING, ("1 The Pilots",), "Of Ice"),
        (Kind.BODY, ("1 The Pilots", "Of Ice"), "It was thick."),
        (Kind.HEADING, (), "The Harbour"),
        (Kind.BODY, ("The Harbour",), LONG),
        (Kind.BODY, ("The Harbour",), LONG),
    ]


def test_headings_of_chapters_stay_and_covers_get_no_name(tmp_path: Path) -> None:
    chapters = {"one.xhtml": f"<h2>Pilots and ice</h2><p>{LONG}</p>", "two.xhtml": "<p>For nobody</p>"}
    headings = [each.text for each in read(book(tmp_path, chapters, ncx=NCX)).passages if each.kind is Kind.HEADING]
    assert headings == ["Pilots and ice"]


def test_anchors_that_are_named_after_pages_tell_them_where_no_list_does(tmp_path: Path) -> None:
    chapters = {
        "one.xhtml": f"<p><a id='page_7'/>{LONG}</p><p>It froze <a id='page_8'/>early and hard.</p>",
        "two.xhtml": "<p><a id='page_9'/>It thawed late and slowly.</p>",
    }
    document = read(book(tmp_path, chapters))
    assert [page_of(document, words) for words in ("The pilots", "early and", "It thawed")] == ["7", "8", "9"]


def test_real_books(shared_data: Path) -> None:
    books = shared_data / "epub"
    fairy = read(books / "childrens-literature.epub")
    assert [page.label for page in fairy.pages] == [str(number) for number in range(169, 261)]
    assert page_of(fairy, "ugly, the rest quite lovely") == "189"
    kusamakura = read(books / "kusamakura-preview.epub")
    assert "山路を登りながら、こう考えた。" in [p.text for p in kusamakura.passages]
    assert kusamakura.language == "ja"
    assert "holds no text" in reason(books / "page-blanche.epub")
