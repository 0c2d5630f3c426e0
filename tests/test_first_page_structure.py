"""First pages of files whose readers know headings, paragraphs and furniture: PDF, Word, web pages.

Each golden page is a file in golden/first_pages/structure: what is right, a line of dashes, and the source from which
the test makes the file, in typst for a PDF, in Markdown for a Word file (``.docx.md``), or a web page as it is.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kurilsearch.describe.first_page.guess import guess_item
from kurilsearch.model import Kind, ParsedDocument, SourceBlock, SourceText
from kurilsearch.parse import parse_document
from kurilsearch.programs.pandoc import find_pandoc
from kurilsearch.read import read_source
from tests.test_first_page import as_golden, golden

PAGES = sorted(
    page for page in (Path(__file__).parent / "golden" / "first_pages" / "structure").iterdir() if page.is_file()
)


def made(page: Path, folder: Path) -> ParsedDocument:
    """The document that a golden page's source makes."""
    source = golden(page)[1]
    if page.suffix == ".typ":
        import typst

        (folder / "made.typ").write_text(source, encoding="utf-8")
        file = folder / "made.pdf"
        file.write_bytes(typst.compile(str(folder / "made.typ")))
    elif page.suffix == ".md":
        file = folder / "made.docx"
        command = [str(find_pandoc()), "--from=markdown", "--to=docx", f"--output={file}"]
        subprocess.run(command, input=source.encode(), check=True, capture_output=True)
    else:
        file = folder / f"made{page.suffix}"
        file.write_text(source, encoding="utf-8")
    return parse_document(read_source(file))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name.partition(".")[0])
def test_golden_page(page: Path, tmp_path: Path) -> None:
    assert as_golden(guess_item(made(page, tmp_path))) == golden(page)[0]


@pytest.mark.parametrize("page", [page for page in PAGES if not golden(page)[0]], ids=lambda page: page.stem)
def test_a_page_from_the_middle_has_no_title(page: Path, tmp_path: Path) -> None:
    document = made(page, tmp_path)
    assert len(document.passages) >= 1
    assert guess_item(document) == {}


def test_the_real_articles(shared_data: Path) -> None:
    expected = {
        "example1.pdf": ("Sundström", 2014, "26", "147-154"),
        "pdftotext_two_column_issue.pdf": ("Lucaccioni", 2015, "113", "45-58"),
    }
    for name, (family, year, volume, pages) in expected.items():
        item = guess_item(parse_document(read_source(shared_data / "pdf" / name)))
        assert item["author"][0]["family"] == family
        assert item["issued"]["date-parts"][0][0] == year
        assert (item["volume"], item["page"]) == (volume, pages)


@pytest.mark.parametrize("name", ["dehypenisation1", "graph_ocred", "issue-848", "pagelabels", "rotation"])
def test_real_pages_that_are_no_title_pages(shared_data: Path, name: str) -> None:
    assert guess_item(parse_document(read_source(shared_data / "pdf" / f"{name}.pdf"))) == {}


@pytest.mark.parametrize("piece", ["a", "A. ", "John Smith, ", "Vol 1 ", "by ", "木"])
@pytest.mark.parametrize("tag", ["p", "h1"])
def test_a_hostile_page_takes_no_longer_than_any(piece: str, tag: str) -> None:
    text = piece * 200_000
    kind = Kind.HEADING if tag == "h1" else Kind.BODY
    blocks = (SourceBlock(kind, ((0, len(text)),), 1),)
    source = SourceText(text, "html", "utf-8", blocks=blocks, is_web_page=True)
    assert all(guess_item(parse_document(source)).values())  # quadratic patterns would take minutes
