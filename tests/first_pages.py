"""The golden first pages in golden/first_pages, and what is read of each.

A page is a file: what is right, a line of dashes, the page. Dates with more than a year stand in ``issued`` as EDTF
writes them (``1994-23`` is autumn 1994). Those in ``structure`` are the source of a file whose reader knows headings,
paragraphs and furniture: typst for a PDF, Markdown for a Word file (``.docx.md``), or a web page as it is.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from kurilsearch.csl.names import cited_name
from kurilsearch.describe.first_page.read import read_first_page
from kurilsearch.model import ParsedDocument, SourceText
from kurilsearch.parse import parse_document
from kurilsearch.programs.pandoc import find_pandoc
from kurilsearch.read import read_source
from kurilsearch.work import Item

FOLDER = Path(__file__).parent / "golden" / "first_pages"
PLAIN = sorted(FOLDER.glob("*.txt"))
STRUCTURED = sorted(page for page in (FOLDER / "structure").iterdir() if page.is_file())
MAIN = ("title", "authors", "year")
PEOPLE = {"author": "authors", "editor": "editors", "translator": "translators", "recipient": "recipients"}


def golden(page: Path) -> tuple[dict[str, str], str]:
    """Return what is right of a page, and the page or its source."""
    head, _, text = page.read_text(encoding="utf-8").partition("----\n")
    said = {name: value.strip() for name, _, value in (line.partition(":") for line in head.splitlines())}
    return {name: value for name, value in said.items() if value not in ("", "None")}, text


def document_of(page: Path, folder: Path) -> ParsedDocument:
    """Return the document that a page makes; ``folder`` is for the file of a structured one."""
    source = golden(page)[1]
    if page.suffix == ".txt":
        return parse_document(SourceText(source, "text", "utf-8"))
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


def read_page(page: Path, folder: Path) -> dict[str, str]:
    """Return what is read of a page, in the words of the golden pages."""
    return as_golden(read_first_page(document_of(page, folder)).item)


def is_main_right(page: Path, found: dict[str, str]) -> bool:
    """Tell whether title, authors and year are right, those that the page does not print left out."""
    expected, _ = golden(page)
    return all(found.get(name) == expected.get(name) for name in MAIN)


def as_golden(item: Item) -> dict[str, str]:
    """Return an item in the words of the golden pages."""
    found = {name: str(value) for name, value in item.items() if name not in (*PEOPLE, "issued")}
    for name, golden_name in PEOPLE.items():
        if item.get(name):
            found[golden_name] = "; ".join(map(cited_name, item[name]))
    if issued := item.get("issued"):
        parts = issued["date-parts"][0]
        found["year"] = str(parts[0])
        if len(parts) > 1 or "season" in issued:
            season = [20 + issued["season"]] if "season" in issued else []
            found["issued"] = "-".join(f"{part:02d}" for part in (*parts, *season))
    return found
