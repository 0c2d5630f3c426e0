"""Type in PDFs: fonts that lie about their height, capitals with accents, old encodings, letters and accents apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kurilsearch.model import Kind
from kurilsearch.parse import parse_document
from kurilsearch.read.pdf import read_pdf
from tests.pdf_files import Placed, draw, wrap

pytest.importorskip("pypdfium2")
reportlab = pytest.importorskip("reportlab")


def kinds_and_texts(pdf: bytes) -> list[tuple[Kind, str]]:
    return [(passage.kind, passage.text) for passage in parse_document(read_pdf(pdf)).passages]


def with_lying_font(lines: list[Placed], ascent: int, descent: int) -> bytes:
    """Return a PDF in an embedded font that claims to reach so far up and down, in thousandths of its size."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))
    pdf = draw([lines])
    for key, value in ((b"Ascent", ascent), (b"Descent", descent)):
        claim = re.search(rb"/%s ([-\d.]+)" % key, pdf)
        assert claim is not None
        pdf = pdf.replace(claim[0], b"/%s %s" % (key, str(value).encode().ljust(len(claim[1]))))
    return pdf


def test_a_capital_with_an_accent_makes_no_heading_of_its_line() -> None:
    text = (
        "The harbour was small and grey in the winter of that year, and few of the boats lying there were seaworthy. "
        "À la fin de la guerre nobody asked them. Much later Über den Hafen was printed, and École du port after it, "
        "yet Ärger about the letters went on for as long as anybody could remember on the islands."
    )
    lines = wrap(text, 300, 9, "Helvetica")
    assert len([line for line in lines if re.search("[ÀÜÉÄ]", line)]) >= 3
    placed = [Placed(50, 530 - 13 * at, line, 9, "Vera") for at, line in enumerate(lines)]
    assert kinds_and_texts(with_lying_font(placed, 730, -220)) == [(Kind.BODY, text)]


def test_a_font_that_lies_about_its_height_loses_no_letter_and_breaks_no_paragraph() -> None:
    text = (
        "as is a common use among us, (quickly) a gypsy may jump over a quay, or a year. For a man on an ocean a sea "
        "is a home; Queen of a colony, she gave a ship, a sum and a name to a judge. Never was a year so warm as a. d. "
        "1905, when a group of young people (from a village nearby) came across a path to a quiet bay, and a squire "
        "saw a sun rise on a grey morning. Our own way is a slow one."
    )
    note = "A letter is lost."
    body = [Placed(50, 530 - 13 * at, line, 9, "Vera") for at, line in enumerate(wrap(text, 300, 9, "Helvetica"))]
    below = [Placed(50, 63, "a", 5, "Vera"), Placed(54, 60, note, 7, "Vera")]
    found = kinds_and_texts(with_lying_font([*body, *below], 455, -2))
    assert found == [(Kind.BODY, text), (Kind.NOTE, f"a {note}")]
