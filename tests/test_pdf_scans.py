"""Scans with a text layer, as programs for recognising text write it: invisible words, narrower than they look."""

from __future__ import annotations

import io
import random
import textwrap

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from kurilsearch.model import Kind, SourceText
from kurilsearch.read.pdf.document import read_pdf
from tests.pdf_files import sentences

FONT, SIZE, PITCH, TOP = "Times-Roman", 10, 12, 720


def scan(columns: list[list[str]], lefts: list[float], width: float) -> SourceText:
    """Return what is read of a page of lines set flush in columns, each word as wide as if a blank belonged to it."""
    page = io.BytesIO()
    canvas = Canvas(page, pagesize=(612, 792))
    for left, lines in zip(lefts, columns, strict=True):
        for number, line in enumerate(lines):
            write_line(canvas, line, left, TOP - PITCH * number, width, last=number + 1 == len(lines))
    canvas.showPage()
    canvas.save()
    return read_pdf(page.getvalue())


def write_line(
    canvas: Canvas,
    line: str,
    left: float,
    y: float,
    width: float,
    *,
    last: bool,
    size: float = SIZE,
    said: float = SIZE,
) -> None:
    """Write the words of a line that is set in ``size`` where the text layer says that it is in ``said``.

    Each word has, with a blank behind it, the place that it takes in the picture.
    """
    words = line.split(" ")
    natural = sum(stringWidth(word, FONT, size) for word in words)
    blank = 0.3 * size if last or len(words) == 1 else (width - natural) / (len(words) - 1)
    text = canvas.beginText()
    text.setTextRenderMode(3)
    text.setFont(FONT, said)
    x = left
    for word in words:
        seen = stringWidth(word, FONT, size)
        text.setHorizScale(100 * seen / stringWidth(word + " ", FONT, said))
        text.setTextOrigin(x, y)
        text.textOut(word + " ")
        x += seen + blank
    canvas.drawText(text)


@pytest.mark.parametrize("characters", [54, 56])
def test_columns_of_words_with_wide_blanks_are_read_one_after_the_other(characters: int) -> None:
    made = " ".join(sentences(36, seed=7))
    lines = textwrap.wrap(made, characters)
    half = len(lines) // 2
    read = scan([lines[:half], lines[half:]], [54, 318], 240)
    assert read.blocks is not None
    assert {block.kind for block in read.blocks} == {Kind.BODY}
    assert (
        " ".join(read.text[start:end] for block in read.blocks for start, end in block.pieces).split() == made.split()
    )


def test_the_size_of_type_is_seen_from_its_letters_not_from_what_the_layer_says() -> None:
    made = sentences(24, seed=9)
    pick = random.Random(4)
    page = io.BytesIO()
    canvas = Canvas(page, pagesize=(612, 792))
    y = float(TOP)

    def put(lines: list[str], size: float) -> None:
        nonlocal y
        for number, line in enumerate(lines):
            last = number + 1 == len(lines)
            write_line(canvas, line, 72, y, 430, last=last, size=size, said=pick.choice([0.75, 0.9, 1, 1.1]) * size)
            y -= 1.2 * size

    put(textwrap.wrap(" ".join(made[:12]), 92), SIZE)
    y -= 14
    put(["On the harbour of the island"], 1.4 * SIZE)
    y -= 8
    put(textwrap.wrap(" ".join(made[12:]), 92), SIZE)
    canvas.showPage()
    canvas.save()
    read = read_pdf(page.getvalue())
    assert read.blocks is not None
    found = [
        (block.kind, " ".join(" ".join(read.text[start:end] for start, end in block.pieces).split()))
        for block in read.blocks
    ]
    assert found == [
        (Kind.BODY, " ".join(made[:12])),
        (Kind.HEADING, "On the harbour of the island"),
        (Kind.BODY, " ".join(made[12:])),
    ]
