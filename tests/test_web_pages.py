"""Saved web pages: the text without the menus, what the page says of itself, pages of every make and age."""

from __future__ import annotations

from pathlib import Path

import pytest

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import ParsedDocument
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source

GOLDEN = Path(__file__).parent / "golden" / "pages"

NEWS = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Ice at Chofu | The Harbour News</title>
<link rel="canonical" href="https://news.example/ice">
<meta property="og:site_name" content="The Harbour News"><meta name="author" content="Tamiko Ahn">
<meta property="article:published_time" content="2021-03-05T10:00:00Z">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Ice at Chofu", "author": [{"@type": "Person", "name": "Tamiko Ahn"},
{"@type": "Person", "name": "Jane Doe"}], "datePublished": "2021-03-05"}</script></head>
<body><nav><ul><li><a href="/">Home</a></li>
<li><a href="/a">We use cookies to give you the best site.</a></li></ul></nav>
<div id="login"><p>Please sign in to continue reading. Your subscription supports our journalism every day.</p>
<form><input name="u"><button>Sign in</button></form></div>
<main><article><h1>Ice at Chofu</h1><p class="byline">By Tamiko Ahn</p>
<h2>The ferry</h2><p>It froze, they say, twice in the winter of that year, and the harbour was bound in ice until
the ferry came.<sup><a href="#fn1" id="r1">1</a></sup> Nobody had seen such a thing before.</p>
<blockquote><p>The ice was thick enough to bear a horse and a cart, said the harbour-master.</p></blockquote>
<ul><li>one item</li><li>another that is a sentence, and ends.</li></ul>
<h2>Why</h2><p>The reason was a wind from the north-east that blew for eleven days, as the log of the lighthouse says in
so many words.</p><table><tr><th>Year</th><th>Ships</th></tr><tr><td>1950</td><td>12</td></tr></table>
<ol class="notes"><li id="fn1">Log of the lighthouse, 12 February. <a href="#r1">↩</a></li></ol>
<div class="share"><a href="x">Share on Twitter</a> <a href="y">Share on Facebook</a></div></article>
<aside><h3>Related stories</h3><p><a href="/z">The lighthouse keeper tells of the longest winter he has known.</a></p>
</aside></main><footer><p>© 2021 The Harbour News. All rights reserved.</p></footer></body></html>
"""


def saved(folder: Path, page: str | bytes, name: str = "page.html") -> Path:
    file = folder / name
    file.write_bytes(page.encode("utf-8") if isinstance(page, str) else page)
    return file


def read(file: Path) -> ParsedDocument:
    return parse_document(read_source(file))


def described(document: ParsedDocument) -> list[str]:
    return [f"{p.kind.value} [{' / '.join(p.section)}] {p.text}" for p in document.passages]


def reason(file: Path) -> str:
    with pytest.raises(UnreadableSourceError) as caught:
        read_source(file)
    assert caught.value.hint
    return caught.value.message


def test_the_text_of_a_page_and_nothing_else(tmp_path: Path) -> None:
    document = read(saved(tmp_path, NEWS))
    assert described(document) == [
        "heading [] Ice at Chofu",
        "list [] By Tamiko Ahn",
        "heading [] The ferry",
        "body [The ferry] It froze, they say, twice in the winter of that year, and the harbour was bound in ice until "
        "the ferry came. Nobody had seen such a thing before.",
        "note [The ferry] Log of the lighthouse, 12 February.",
        "blockquote [The ferry] The ice was thick enough to bear a horse and a cart, said the harbour-master.",
        "list [The ferry] one item",
        "body [The ferry] another that is a sentence, and ends.",
        "heading [] Why",
        "body [Why] The reason was a wind from the north-east that blew for eleven days, as the log of the lighthouse "
        "says in so many words.",
        "list [Why] Year Ships",
        "list [Why] 1950 12",
    ]
    source = document.source.text
    menus = [source[r.start : r.end] for r in document.furniture if r.reason == "menu"]
    assert any("Please sign in" in menu for menu in menus)
    assert any("Related stories" in menu for menu in menus)


@pytest.mark.parametrize("name", [file.stem for file in sorted(GOLDEN.glob("*.html"))])
def test_pages_of_several_makes(name: str) -> None:
    """Each page of the golden folder beside the passages that a reader sees in it."""
    expected = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert described(read(GOLDEN / f"{name}.html")) == expected


def test_what_a_page_says_of_itself(tmp_path: Path) -> None:
    assert read_source(saved(tmp_path, NEWS)).item == {
        "type": "webpage",
        "title": "Ice at Chofu",
        "author": [{"family": "Ahn", "given": "Tamiko"}, {"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[2021, 3, 5]]},
        "container-title": "The Harbour News",
        "language": "en",
        "URL": "https://news.example/ice",
    }


def test_an_article_with_the_fields_of_scholars(tmp_path: Path) -> None:
    names = {
        "citation_title": "The Ice", "citation_author": "Ahn, Tamiko", "citation_journal_title": "Journal of Ice",
        "citation_volume": "12", "citation_firstpage": "45", "citation_lastpage": "58",
        "citation_publication_date": "2021/03/05", "citation_doi": "doi:10.1234/ice.5", "DC.language": "en",
    }  # fmt: skip
    head = "".join(f'<meta name="{name}" content="{value}">' for name, value in names.items())
    item = read_source(saved(tmp_path, f"<html><head>{head}</head><body><p>It froze.</p></body></html>")).item
    assert item == {
        "type": "article-journal",
        "title": "The Ice",
        "author": [{"family": "Ahn", "given": "Tamiko"}],
        "container-title": "Journal of Ice",
        "volume": "12",
        "page": "45-58",
        "issued": {"date-parts": [[2021, 3, 5]]},
        "DOI": "10.1234/ice.5",
        "language": "en",
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # No paragraphs at all, as pages of the nineties have it.
        ("It froze, twice.<br><br>Nobody saw it.", ["body [] It froze, twice.", "body [] Nobody saw it."]),
        ("<p>It froze<br>in the harbour.</p>", ["body [] It froze in the harbour."]),
        ("<p>One.<p>Two.<hr>Three.", ["body [] One.", "body [] Two.", "body [] Three."]),
        ("<div>Before.<p>Within.</p>Behind.</div>", ["body [] Before.", "body [] Within.", "body [] Behind."]),
        ("<p><b>The ferry</b></p><p>It froze.</p>", ["heading [] The ferry", "body [] It froze."]),
        ("<p>He said <q>no</q>, x<sup>2</sup> of H<sub>2</sub>O.</p>", ["body [] He said “no”, x² of H₂O."]),
        ("<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>です。</p>", ["body [] 漢字です。"]),
        ("<ol start=3><li>First it froze.</ol>", ["body [] 3. First it froze."]),
        ("<pre>one\ntwo three four.</pre>", ["body [] one two three four."]),
        ("<dl><dt>Ice<dd>Water that froze.</dl>", ["list [] Ice", "body [] Water that froze."]),
        ("<p hidden>Not seen.</p><p style='display: none'>Nor this.</p><p>Seen.</p>", ["body [] Seen."]),
        ("<p>It&nbsp;fro\u00adze &mdash; twice.\u200b</p>", ["body [] It froze — twice."]),
        ("<p>Claim.[<a href='#n1'>1</a>]</p><p>End.</p><p><a name='n1'>1</a>. The note.</p>",
         ["body [] Claim.", "note [] 1. The note.", "body [] End."]),
        ("<p>Claim.<a href='#n1'>[1]</a></p><p>End.</p><p id='n1'>The note.</p>",
         ["body [] Claim.", "note [] The note.", "body [] End."]),
        ("<h2>Ice<a href='#ice'>¶</a></h2><p>It froze.</p>", ["heading [] Ice", "body [] It froze."]),
        ("<script>var a = 'hidden';</script><style>p {}</style><p>Seen.</p>", ["body [] Seen."]),
    ],
)  # fmt: skip
def test_pages_written_by_hand(tmp_path: Path, body: str, expected: list[str]) -> None:
    page = f"<html><head><title>t</title></head><body>{body}</body></html>"
    assert described(read(saved(tmp_path, page))) == expected


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("cp1251", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
        ("shift_jis", "<meta charset=Shift_JIS>"),
        ("utf-16", ""),
        ("utf-8", '<meta charset="iso-8859-1">'),  # it says so, and it is not
        ("koi8-r", ""),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, head: str) -> None:
    text = "氷は解けた。" if encoding == "shift_jis" else "Лёд стоял в проливе до апреля, и это было в первый раз."
    page = f"<html><head>{head}<title>t</title></head><body><p>{text}</p></body></html>"
    assert read_source(saved(tmp_path, page.encode(encoding))).text == text


def test_a_page_saved_whole_has_its_address_and_its_date(tmp_path: Path) -> None:
    mhtml = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/ice?a=1\r\nSubject: Ice\r\n"
        "Date: Fri, 5 Mar 2021 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n'
        "----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        '<html><head><meta charset=3D"utf-8"><title>Ice</title></head>'
        "<body><p>It froze =E2=80=94 twice.</p></body></html>\r\n"
        "----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n----b--\r\n"
    )
    for name in ("page.mhtml", "page.mht", "page"):
        source = read_source(saved(tmp_path, mhtml, name))
        assert source.text == "It froze — twice."
        assert source.item["URL"] == "https://news.example/ice?a=1"
        assert source.item["accessed"] == {"date-parts": [[2021, 3, 5]]}


def test_a_browsers_comment_tells_where_a_page_is_from(tmp_path: Path) -> None:
    page = "<!DOCTYPE html>\n<!-- saved from url=(0023)https://news.example/x -->\n<html><body><p>It froze.</p></html>"
    item = read_source(saved(tmp_path, page)).item
    assert item["URL"] == "https://news.example/x"
    assert "accessed" not in item


def test_a_comment_of_singlefile_tells_when_too(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://news.example/x \n"
        " saved date: Fri Mar 05 2021 10:00:00 GMT+0100\n--><body><p>It froze.</p></html>"
    )
    item = read_source(saved(tmp_path, page)).item
    assert item["URL"] == "https://news.example/x"
    assert item["accessed"] == {"date-parts": [[2021, 3, 5]]}


def test_xhtml_is_read_as_the_xml_that_it_is(tmp_path: Path) -> None:
    page = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"><head>'
        '<title>Ice</title><script src="a.js"/></head>'
        '<body><a id="top"/><p>It froze&nbsp;&mdash; twice.</p></body></html>'
    )
    source = read_source(saved(tmp_path, page, "page.xhtml"))
    assert source.text == "It froze — twice."
    assert source.item["title"] == "Ice"


def test_a_page_without_text_is_named(tmp_path: Path) -> None:
    assert "holds no text" in reason(saved(tmp_path, "<html><body><script>draw()</script></body></html>"))


def test_a_page_that_never_closes_anything_is_read(tmp_path: Path) -> None:
    page = "<html><body>" + "<font><p>It froze." * 600
    assert len(read(saved(tmp_path, page)).passages) == 600


def test_a_page_nested_without_end_is_named(tmp_path: Path) -> None:
    assert "nested too deeply" in reason(saved(tmp_path, "<html><body>" + "<div>" * 50_000 + "It froze."))


def test_a_large_page_takes_time_by_its_size(tmp_path: Path) -> None:
    item = "<li>It froze<sup><a href='#n'>1</a></sup> in the harbour, twice.</li>"
    assert len(read(saved(tmp_path, f"<html><body><ol>{item * 5_000}</ol></body></html>")).passages) == 5_000


def test_a_blog_says_in_its_text_who_wrote_when() -> None:
    item = read_source(GOLDEN / "blog.html").item
    assert item["title"] == "Why the ferry never came"
    assert item["author"] == [{"family": "Ahn", "given": "Tamiko"}]
    assert item["issued"] == {"date-parts": [[2014, 3, 9]]}


def test_the_sign_beside_a_heading_is_no_part_of_the_title() -> None:
    assert read_source(GOLDEN / "manual.html").item["title"] == "7. Keeping the log"


def test_a_bar_parts_the_title_from_a_short_name_of_the_site(tmp_path: Path) -> None:
    page = "<html><head><title>What is ice for? | Ice Writers</title></head><body><p>It froze.</p></body></html>"
    assert read_source(saved(tmp_path, page)).item["title"] == "What is ice for?"


def test_words_beside_blocks_stay_apart(tmp_path: Path) -> None:
    links = "".join(f'<a href="/{n}">Ships of the year {n}</a>' for n in range(9))
    page = (
        f"<html><body><div>{links}</div><div><b>The ferry</b> <i>of Chofu</i> lay in the harbour for eleven days that "
        f"winter.<p>{'It froze in the harbour, and nobody had seen such a thing before. ' * 9}</p></div></body></html>"
    )
    assert "The ferry of Chofu lay" in read_source(saved(tmp_path, page)).text


def test_an_encyclopedia_says_its_title_as_name_and_its_own_name_in_the_title_of_the_page() -> None:
    item = read_source(GOLDEN / "vector.html").item
    assert (item["title"], item["container-title"]) == ("Strait of Chofu", "Wikipedia")


def test_items_of_a_list_stay_together_however_many_links_they_hold(tmp_path: Path) -> None:
    menu = "".join(f'<li><a href="/{n}">Ships of the year {n}</a></li>' for n in range(9))
    items = "".join(
        f"<li>The harbour-master wrote of the ice in {1900 + n}, and nobody believed him.</li>" for n in range(9)
    )
    odd = '<li>See <a href="/a">the log of the lighthouse</a> and <a href="/b">the letters of the doctor</a></li>'
    article = f"<article><h1>Ice</h1><ul>{items}{odd}{items}</ul></article>"
    page = f"<html><body><nav><ul>{menu}</ul></nav>{article}</body></html>"
    assert "See the log of the lighthouse and the letters of the doctor" in [
        passage.text for passage in read(saved(tmp_path, page)).passages
    ]
