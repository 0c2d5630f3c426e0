"""Scans with a text layer, as programs for recognising text write it: invisible words, narrower than they look."""

from __future__ import annotations

import io
import textwrap

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from kurilsearch.model import Kind, SourceText
from kurilsearch.read.pdf.reader import read_pdf
from tests.pdf_files import sentences

SIZE, PITCH, TOP = 10, 12, 720


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


def write_line(canvas: Canvas, line: str, left: float, y: float, width: float, *, last: bool) -> None:
    words = line.split(" ")
    natural = sum(stringWidth(word, "Times-Roman", SIZE) for word in words)
    blank = 3.0 if last or len(words) == 1 else (width - natural) / (len(words) - 1)
    text = canvas.beginText()
    text.setTextRenderMode(3)
    text.setFont("Times-Roman", SIZE)
    x = left
    for word in words:
        seen = stringWidth(word, "Times-Roman", SIZE)
        text.setHorizScale(100 * seen / stringWidth(word + " ", "Times-Roman", SIZE))
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
    assert " ".join(read.text[start:end] for block in read.blocks for start, end in block.pieces).split() == made.split()
