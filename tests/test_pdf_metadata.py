"""What PDFs say of themselves in their information dictionary and in XMP, and what of it is believed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library
from kurilsearch.model import Page
from kurilsearch.read.pdf.metadata import clean_authors, clean_title, read_metadata, read_xmp, unprinted
from kurilsearch.read.pdf.pdfium.document import opened
from kurilsearch.work import Item
from tests.pdf_files import Placed, draw

PACKET = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" prism:volume="12" prism:issn="1234-5679">
 <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Letters &amp;amp; Treaties</rdf:li></rdf:Alt></dc:title>
 <dc:creator><rdf:Seq><rdf:li>Anna Lindqvist</rdf:li><rdf:li>Petrov, Boris</rdf:li></rdf:Seq></dc:creator>
 <dc:identifier>doi:10.1234/ABC.56</dc:identifier>
 <prism:publicationName>Journal of Northern Studies</prism:publicationName>
 <prism:number>3</prism:number><prism:pageRange>217-240</prism:pageRange>
 <prism:coverDate>1998-05-01</prism:coverDate>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def described(packet: str) -> Item:
    """Return the item of a file that carries ``packet``; readers of PDF pass over what stands behind its end."""
    data = draw([[Placed(50, 500, "A line.")]], title="untitled") + packet.encode()
    with opened(data) as document:
        return read_metadata(document, data)


def test_dublin_core_and_prism() -> None:
    assert described(PACKET) == {
        "type": "article-journal",
        "title": "Letters & Treaties",
        "author": [{"family": "Lindqvist", "given": "Anna"}, {"family": "Petrov", "given": "Boris"}],
        "container-title": "Journal of Northern Studies",
        "volume": "12",
        "issue": "3",
        "page": "217-240",
        "ISSN": "1234-5679",
        "DOI": "10.1234/abc.56",
        "issued": {"date-parts": [[1998, 5, 1]]},
    }


PAGE = (Page(0, 1),)
PRINTED = "Letters and Treaties\nAnna Lindqvist\nThe treaty was signed in the autumn.\n『国境の港』佐藤愛著"


@pytest.mark.parametrize(
    ("item", "doubted"),
    [
        ({"title": "LETTERS AND TREATIES"}, set()),
        ({"title": "Letters & Treaties of autumn: Reprint"}, set()),
        ({"title": "Annual report of the fisheries"}, {"title"}),
        ({"author": [{"family": "Lindqvist", "given": "A."}]}, set()),
        ({"author": [{"family": "Scanner", "given": "Library"}]}, {"author"}),
        ({"author": [{"literal": "Anna Lindqvist"}], "volume": "3"}, set()),
        ({"title": "国境の港", "author": [{"family": "佐藤", "given": "愛"}]}, set()),
        ({}, set()),
    ],
)
def test_what_no_page_prints_is_doubted(item: Item, doubted: set[str]) -> None:
    assert unprinted(item, PRINTED, PAGE) == doubted


def test_only_the_first_pages_bear_a_title_out() -> None:
    pages = (Page(0, 1), Page(10, 2), Page(20, 3), Page(30, 4))
    assert unprinted({"title": "Harbours"}, "x" * 30 + " Harbours", pages) == {"title"}


def test_a_title_that_no_page_prints_is_a_guess_until_the_page_has_a_better_one(tmp_path: Path) -> None:
    lines = [
        "The Herring and the Flag",
        "",
        *["The fishermen of the strait paid no duty, whatever flag they flew."] * 5,
    ]
    for name, shown in (("plain", lines[2:]), ("titled", lines)):
        page = [Placed(50, 550 - 20 * at, line, size=18 if line == lines[0] else 10) for at, line in enumerate(shown)]
        (tmp_path / f"{name}.pdf").write_bytes(draw([page], title="Annual report of whales"))
    with open_library(init_library(tmp_path).folder) as library:
        library.index()
        plain, titled = (library.source(f"{name}.pdf").document.metadata for name in ("plain", "titled"))
    assert (plain.title, "title" in plain.guessed) == ("Annual report of whales", True)
    assert titled.title == "The Herring and the Flag"


def test_the_last_packet_counts() -> None:
    assert described(PACKET.replace("Letters", "Drafts") + PACKET)["title"] == "Letters & Treaties"


@pytest.mark.parametrize(
    "packet",
    [
        "<x:xmpmeta>",
        "<x:xmpmeta><a></x:xmpmeta>",
        '<x:xmpmeta xmlns:x="a"><!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a></x:xmpmeta>',
        PACKET.replace("rdf:Description", "rdf:Nothing"),
    ],
)
def test_packets_that_are_broken_say_nothing(packet: str) -> None:
    assert described(packet) == {}


def test_a_million_openings_are_looked_through_at_once() -> None:
    start = time.perf_counter()
    assert read_xmp(b"<rdf:RDF <x:xmpmeta " * 500_000) == {}
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("The Ice of the Strait", "The Ice of the Strait"),
        ("Лёд пролива", "Лёд пролива"),
        ("海峡の氷", "海峡の氷"),
        ("Ulysses", "Ulysses"),
        ("Paper 12", ""),
        ("doi:10.1016/j.x.2004.01.002", ""),
        ("Microsoft PowerPoint - Talk.ppt [Compatibility Mode]", ""),
        ("PII: S0022-1996(00)00080-7", ""),
        ("thesis_final2.tex", ""),
        ("main", ""),
        ("   ", ""),
    ],
)
def test_titles(said: str, title: str) -> None:
    assert clean_title(said) == title


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        ("Anna Lindqvist; Boris Petrov", ["Anna Lindqvist", "Boris Petrov"]),
        ("Anna Lindqvist, Boris Petrov, editors", ["Anna Lindqvist", "Boris Petrov"]),
        ("木村汎", ["木村汎"]),
        ("jsmith", []),
        ("Windows User", []),
        ("a.lindqvist@example.org", []),
        ("Elsevier Science B.V.", []),
        (
            "Anna Lindqvist,Anna Lindqvist,Boris Petrov, and, Carl Brandt,",
            ["Anna Lindqvist", "Boris Petrov", "Carl Brandt"],
        ),
        ("Anna Lindqvist , [0.5cm] Boris Petrov", ["Anna Lindqvist", "Boris Petrov"]),
    ],
)
def test_authors(said: str, authors: list[str]) -> None:
    assert clean_authors(said) == authors
