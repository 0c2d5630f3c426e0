"""``python -m tests.benchmarks.known_answers FOLDER``: what of real documents is read as careful readers marked it.

FOLDER holds ``seeds`` (the documents) and ``gold`` (the answers), as the folder ``shared`` beside the repository does.
The tests score with the same code, in :mod:`tests.known_answers`, and hold the scores against their bars.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kurilsearch import Library, open_library
from kurilsearch.library.settings import init_library
from tests import known_answers
from tests.benchmarks.tables import Table, write_table
from tests.first_pages import PLAIN, STRUCTURED, is_main_right, read_page
from tests.known_answers import Score, read_answers, read_document, read_quotations, total

BIBLIOGRAPHY = Path(__file__).resolve().parents[2] / "seeds" / "library.bib"
COLUMNS = ("what", "wanted", "found", "right", "F1 %")


def measure(folder: Path, work: Path) -> Iterator[tuple[str, Score]]:
    """Yield what was scored and its score."""
    answers = read_answers(folder / "gold")
    documents = {file: read_document(folder / "seeds" / file) for file in answers}
    for name, score in (
        ("paragraphs", known_answers.score_paragraphs),
        ("headings", known_answers.score_headings),
    ):
        yield name, total(score(documents[file], known) for file, known in answers.items() if known.get(name))
    breaks = (known_answers.score_page_breaks(documents[file], known) for file, known in answers.items())
    yield "page breaks", total(score for score in breaks if score.wanted)
    listing = {file: known for file, known in answers.items() if "citations" in known}
    cited = {file: known_answers.read_cited(documents[file])[1] for file in listing}
    for name, score_cited in (
        ("entries of reference lists", known_answers.score_entries),
        ("citations with their entries", known_answers.score_citations),
    ):
        yield name, total(score_cited(cited[file], known) for file, known in listing.items())
    with library_of(folder / "seeds", work) as library:
        quotations = read_quotations(folder / "gold")
        found = known_answers.score_quotations(library, quotations)
        wrong, _ = known_answers.found_though_nowhere(library, quotations)
        yield "quotations", Score(found.right, found.found + len(wrong), found.wanted)
        styles = known_answers.STYLES
        yield (
            f"notes and entries in {len(styles)} styles, as by pandoc alone",
            total(known_answers.score_citing(library, style, work) for style in styles),
        )
    for name, pages in (("plain", PLAIN), ("structured", STRUCTURED)):
        right = sum(is_main_right(page, read_page(page, work)) for page in pages)
        yield f"{name} first pages of the tests: title, authors, year", Score(right, len(pages), len(pages))


def library_of(seeds: Path, work: Path) -> Library:
    """Index copies of the documents, because the index goes beside them; the sample bibliography describes them."""
    sources = work / "sources"
    sources.mkdir()
    for file in (*seeds.glob("*.txt"), BIBLIOGRAPHY):
        shutil.copy(file, sources)
    init_library(sources)
    library = open_library(sources)
    library.index()
    return library


def main() -> None:
    """Score, print, and with ``--write`` put the scores into the README."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.known_answers", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true", help="write the table of README.md")
    asked = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory(prefix="kurilsearch-known-answers-") as work:
        for name, score in measure(asked.folder, Path(work)):
            rows.append((name, *map(str, (score.wanted, score.found, score.right)), f"{100 * score.f1:.1f}"))
            print("  ".join([f"{name:60}", *(f"{cell:>6}" for cell in rows[-1][1:])]), flush=True)
    if asked.write:
        write_table(Table("known answers", COLUMNS, rows))


if __name__ == "__main__":
    main()
