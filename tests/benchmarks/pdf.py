"""How fast PDFs are indexed, everything included, beside pypdfium2 alone on the same pages in the same run.

``python -m tests.benchmarks.pdf`` makes files of text pages of 2,500 characters with a running head and a page number.
"""

from __future__ import annotations

import argparse
import ctypes
import random
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library
from tests.benchmarks.tables import Table, write_table

FILES, PAGES, LINES, WIDTH = 12, 50, 32, 78
SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def make(folder: Path) -> int:
    """Write the files and return the number of their characters."""
    words = (SEEDS / "shimoda-portsmouth.txt").read_text(encoding="utf-8").split()
    pick = random.Random(5)
    count = 0
    for number in range(FILES):
        canvas = Canvas(str(folder / f"{number}.pdf"), pagesize=A4)
        for page in range(PAGES):
            canvas.setFont("Times-Roman", 10)
            canvas.drawString(72, 800, f"On the harbours of the north, part {number + 1}")
            canvas.drawString(500, 800, str(page + 1))
            for line in range(LINES):
                text = ""
                while len(text) < WIDTH:
                    text += pick.choice(words) + " "
                canvas.drawString(72 + 12 * (line % 8 == 0), 770 - 14 * line, text.strip())
                count += len(text)
            canvas.showPage()
        canvas.save()
    return count


def plain(folder: Path) -> float:
    """Return the seconds that pypdfium2 takes for the characters with their boxes and sizes, on one core."""
    import pypdfium2
    from pypdfium2 import raw

    began = perf_counter()
    edges = [ctypes.c_double() for _ in range(4)]
    for file in folder.glob("*.pdf"):
        document = pypdfium2.PdfDocument(file)
        for page in document:
            text = page.get_textpage()
            for index in range(text.count_chars()):
                raw.FPDFText_GetUnicode(text, index)
                raw.FPDFText_GetCharBox(text, index, *edges)
                raw.FPDFText_GetFontSize(text, index)
    return perf_counter() - began


def main() -> None:
    """Measure, print, and with ``--write`` put the figures into README.md."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.pdf", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the table of README.md")
    asked = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        characters = make(folder)
        init_library(folder)
        alone = plain(folder)
        began = perf_counter()
        with open_library(folder) as library:
            report = library.index()
        seconds = perf_counter() - began
    pages = FILES * PAGES
    print(f"{pages} pages of {characters // pages:,} characters, {report.passages:,} passages")
    print(f"pypdfium2 alone, one core: {pages / alone:.0f} pages a second")
    print(f"kurilsearch index, all cores: {pages / seconds:.0f} pages a second, {seconds / alone:.2f} times as long")
    if asked.write:
        rows = [
            ("pypdfium2 alone, asked for each character, its box and its size, on one core", f"{pages / alone:.0f}"),
            ("kurilsearch index, everything included, on all cores", f"{pages / seconds:.0f}"),
        ]
        caption = f"{pages} pages of {characters // pages:,} characters"
        write_table(Table("pdf", ("", "pages a second"), rows, caption))


if __name__ == "__main__":
    main()
