"""PDFs for the tests of the page: one sentence each that runs over a column, a page, a turned and a cropped page."""

from __future__ import annotations

import io
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.pdf_files import sentences, wrap

WIDTH, HEIGHT = 420.0, 600.0
SIZE, LEADING = 11.0, 14.0
MARGIN = 50.0

OVER_COLUMNS = "The harbour master counted every lantern on the northern quay before he let the last ferry go."
OVER_PAGES = "Nobody in the village remembered who had carried the winter letter across the frozen strait."
TURNED = "The customs officer wrote his whole report sideways because the table would not fit the page."
CROPPED = "A margin that no reader sees still shifts whatever a careless program draws upon the page."


def two_columns() -> bytes:
    """Return a page in two columns; the sentence begins at the foot of the first."""
    column = 150.0
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
    canvas.setTitle("Lanterns")
    made = sentences(90, seed=4)
    lines = wrap(" ".join(made[:18]) + " " + OVER_COLUMNS + " " + " ".join(made[18:60]), column, SIZE)
    rows = 34
    begins = next(at for at, line in enumerate(lines) if "The harbour" in line)
    filler = wrap(" ".join(made[60:90]), column, SIZE)[: rows - 2 - begins] if begins < rows - 2 else []
    lines = [*filler, *lines] if filler else lines[begins - rows + 2 :]
    canvas.setFont("Times-Roman", SIZE)
    for at, line in enumerate(lines[: 2 * rows]):
        canvas.drawString(MARGIN + (at // rows) * (column + 20), HEIGHT - 60 - (at % rows) * LEADING, line)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def two_pages() -> bytes:
    """Return pages with heads and numbers; the sentence runs from the second to the third."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
    canvas.setTitle("The Winter Letter")
    made = sentences(120, seed=7)
    rows = 33
    text = wrap(" ".join(made[:8]), WIDTH - 2 * MARGIN, SIZE)
    while len(text) < 2 * rows - 1:
        text = wrap(" ".join(made[: len(made[:8]) + len(text)]), WIDTH - 2 * MARGIN, SIZE)
    body = " ".join(made[:60])
    before = wrap(body, WIDTH - 2 * MARGIN, SIZE)[: 2 * rows - 1]
    after = wrap(OVER_PAGES + " " + " ".join(made[60:80]), WIDTH - 2 * MARGIN, SIZE)
    for number, page in enumerate(([*before[:rows]], [*before[rows:], after[0]], after[1:]), 71):
        canvas.setFont("Times-Roman", SIZE)
        canvas.drawString(MARGIN, HEIGHT - 35, "THE WINTER LETTER")
        canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 35, str(number))
        for at, line in enumerate(page):
            canvas.drawString(MARGIN, HEIGHT - 70 - at * LEADING, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def special(sentence: str, *, turn: int = 0, crop: tuple[float, float, float, float] | None = None) -> bytes:
    """Return a page that a viewer is told to turn, or of which it shows a part."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
    canvas.setTitle("A Report")
    if crop:
        canvas.setCropBox(crop)
    made = sentences(40, seed=len(sentence))
    lines = wrap(" ".join(made[:6]) + " " + sentence + " " + " ".join(made[6:16]), WIDTH - 2 * MARGIN - 40, SIZE)
    canvas.setFont("Times-Roman", SIZE)
    for at, line in enumerate(lines):
        canvas.drawString(MARGIN + 20, HEIGHT - 110 - at * LEADING, line)
    if turn:
        canvas.setPageRotation(turn)
    if turn in (90, 270):
        canvas.setPageSize((HEIGHT, WIDTH))  # reportlab turns it, too
    canvas.showPage()
    canvas.save()
    return file.getvalue()


PAPERS = {
    "columns.pdf": (two_columns, OVER_COLUMNS),
    "pages.pdf": (two_pages, OVER_PAGES),
    "turned.pdf": (lambda: special(TURNED, turn=90), TURNED),
    "upside-down.pdf": (
        lambda: special(TURNED.replace("customs", "harbour"), turn=180),
        TURNED.replace("customs", "harbour"),
    ),
    "cropped.pdf": (lambda: special(CROPPED, crop=(30, 40, WIDTH - 25, HEIGHT - 60)), CROPPED),
    "cropped-and-turned.pdf": (
        lambda: special(CROPPED.replace("margin", "border"), turn=270, crop=(30, 40, WIDTH - 25, HEIGHT - 60)),
        CROPPED.replace("margin", "border"),
    ),
}
"""The papers by the names of their files: what makes each, and its sentence."""


def write_papers(folder: Path) -> None:
    """Write all of them into a folder."""
    for name, (make, _) in PAPERS.items():
        (folder / name).write_bytes(make())


def width_of(text: str) -> float:
    """Return how many points a line of the papers takes."""
    return float(stringWidth(text, "Times-Roman", SIZE))
