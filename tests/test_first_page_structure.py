"""First pages of files whose readers know headings, paragraphs and furniture: PDF, Word, web pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from kurilsearch.describe.first_page.read import read_first_page
from kurilsearch.model import Kind, SourceBlock, SourceText
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source
from tests.first_pages import STRUCTURED, document_of, golden, is_main_right, read_page


def test_golden_pages_are_read(tmp_path: Path) -> None:
    right = [page.name for page in STRUCTURED if is_main_right(page, read_page(page, tmp_path))]
    assert len(right) >= 0.8 * len(STRUCTURED), sorted({page.name for page in STRUCTURED} - set(right))


@pytest.mark.parametrize("page", [page for page in STRUCTURED if not golden(page)[0]], ids=lambda page: page.stem)
def test_a_page_from_the_middle_has_no_title(page: Path, tmp_path: Path) -> None:
    document = document_of(page, tmp_path)
    assert len(document.passages) >= 1
    assert read_first_page(document).item == {}


def test_the_real_articles(shared_data: Path) -> None:
    expected = {
        "example1.pdf": ("Sundström", 2014, "26", "147-154"),
        "pdftotext_two_column_issue.pdf": ("Lucaccioni", 2015, "113", "45-58"),
    }
    for name, (family, year, volume, pages) in expected.items():
        item = read_first_page(parse_document(read_source(shared_data / "pdf" / name))).item
        assert item["author"][0]["family"] == family
        assert item["issued"]["date-parts"][0][0] == year
        assert (item["volume"], item["page"]) == (volume, pages)


@pytest.mark.parametrize("name", ["dehypenisation1", "graph_ocred", "issue-848", "pagelabels", "rotation"])
def test_real_pages_that_are_no_title_pages(shared_data: Path, name: str) -> None:
    assert read_first_page(parse_document(read_source(shared_data / "pdf" / f"{name}.pdf"))).item == {}


@pytest.mark.parametrize("piece", ["a", "A. ", "John Smith, ", "Vol 1 ", "by ", "木"])
@pytest.mark.parametrize("tag", ["p", "h1"])
def test_a_hostile_page_takes_no_longer_than_any(piece: str, tag: str) -> None:
    text = piece * 200_000
    kind = Kind.HEADING if tag == "h1" else Kind.BODY
    blocks = (SourceBlock(kind, ((0, len(text)),), 1),)
    source = SourceText(text, "html", "utf-8", blocks=blocks, is_web_page=True)
    assert all(read_first_page(parse_document(source)).item.values())  # quadratic patterns would take minutes
