"""Letters of PDFs: ligatures that fonts lose, dropped capitals, words in tight lines, letters apart, two layers."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pytest
import reportlab
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from kurilsearch.parse import parse_document
from kurilsearch.read.pdf.document import read_pdf
from kurilsearch.read.pdf.page.drop_capitals import begins_word
from kurilsearch.read.pdf.pdfium.letter_forms import plain_letters
from kurilsearch.read.pdf.pdfium.letters import mend_letters
from tests.pdf_files import Placed, draw, wrap


def texts(pdf: bytes) -> list[str]:
    return [passage.text for passage in parse_document(read_pdf(pdf)).passages]


def with_letters_mapped(lines: list[str], mapped: dict[str, str]) -> bytes:
    """Return a PDF whose embedded font says of some letters that they are others."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 600), pageCompression=0)
    canvas.setFont("Vera", 10)
    for at, line in enumerate(lines):
        canvas.drawString(40, 550 - 13 * at, line)
    canvas.save()
    pdf = buffer.getvalue()
    for letter, other in mapped.items():
        old = f"<{ord(letter):04X}>".encode()
        assert old in pdf
        pdf = pdf.replace(old, f"<{ord(other):04X}>".encode())
    return pdf


BROKEN = "The o§cial had no co§ee, no tra§c was seen on the cli§, and the sta§ of the §eet left at §ve with a §ag."
MENDED = (
    "The official had no coffee, no traffic was seen on the cliff, and the staff of the fleet left at five with a flag."
)


@pytest.mark.parametrize("other", ["\ufffd", "\x01"], ids=["nothing", "control"])
def test_holes_are_filled_where_one_ligature_makes_a_word(other: str) -> None:
    (text,) = texts(with_letters_mapped(wrap(BROKEN, 400, 10, "Helvetica"), {"§": other}))
    assert [word for word in text.split() if "-" in word] == []
    for found, right in zip(text.split(), MENDED.split(), strict=True):
        assert found == right or "\ufffd" in found, "what cannot be told stays a hole"
    assert text.count("\ufffd") <= 1


def test_a_letter_that_stands_for_a_ligature_is_taken_for_it() -> None:
    line = "The posi§on of the na§on at the sta§on was nego§ated, and no solu§on was found for the sec§on."
    assert texts(with_letters_mapped([line], {"§": "\u019f"})) == [line.replace("§", "ti")]


@pytest.mark.parametrize(
    "text",
    [
        "Kōno and Ōtani met Šimić in Łódź, where Mr. Dvořák lived, as Gūji Ōmura wrote.",
        "Příliš žluťoučký kůň úpěl ďábelské ódy, a nikdo nevěděl proč se to stalo.",
    ],
)
def test_letters_of_names_and_languages_stay(text: str) -> None:
    assert mend_letters(None, text) == text


def test_old_style_figures_and_small_capitals_of_adobe_are_letters() -> None:
    assert mend_letters(None, "Born in \uf731\uf738\uf734\uf739 at K\uf769\uf765\uf76c.") == "Born in 1849 at KIEL."
    assert mend_letters(None, "\uf0b7 one item") == "\uf0b7 one item"


@pytest.mark.parametrize(
    ("letter", "behind", "joined"),
    [
        ("N", "OBODY knew", True), ("T", "HE quay", True), ("A", "FTER the war", True), ("A", "ship came", False),
        ("I", "N those days", True), ("I", "am sure", False), ("W", "HEN he", True), ("E", "s war", True),
        ("V", "létě roku", False), ("O", "ne day", False), ("É", "TEINDRE les feux", True), ("Ł", "ODZIE stały", True),
        ("Н", "ИКТО не знал", True), ("О", "ДНАЖДЫ море", True), ("В", "ОДНОМ порту", False), ("Θ", "ΑΛΑΣΣΑ και", True),
        ("L", "’EAU monte", True),
    ],
)  # fmt: skip
def test_a_dropped_capital_belongs_to_its_word_at_any_gap(letter: str, behind: str, joined: bool) -> None:
    assert begins_word(letter, behind) is joined


def test_the_first_line_beside_a_dropped_capital_is_of_its_paragraph() -> None:
    text = (
        "OBODY in the village wanted the old bridge mended, for it was crooked and slow to cross, and in the time that "
        "it took a debt could be forgotten, a letter be burnt, and a quarrel end that had lasted for years."
    )
    lines = wrap(text, 250, 10)
    page = [Placed(40, 500, "N", 34)]
    page += [Placed(40 + (40 if at < 3 else 0), 521 - 12 * at, line) for at, line in enumerate(lines)]
    assert texts(draw([page])) == ["N" + text]


@pytest.mark.parametrize("sign", ["", "«", "„"])
def test_a_dropped_capital_that_is_drawn_apart_goes_before_the_first_line(sign: str) -> None:
    text = (
        "IEMAND wollte die alte Brücke flicken, denn sie war krumm und langsam, und in der Zeit, die man auf ihr "
        "verlor, konnte eine Schuld vergessen, ein Brief verbrannt und ein Streit begraben werden, der lange gewährt "
        "hatte."
    )
    lines = wrap(text, 250, 10)
    page = [Placed(40 + (40 if at < 3 else 0), 521 - 12 * at, line) for at, line in enumerate(lines)]
    page += [Placed(46, 497, "N", 34), Placed(38, 521, sign)]
    assert texts(draw([page])) == [sign + "N" + text]


def test_words_in_lines_with_narrow_blanks_are_parted() -> None:
    lines = ["The old mill was sold with all that lay in it, as the deed says.", "Most tolls were paid in eels there."]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(500, 600))
    for at, line in enumerate(lines):
        x = 40.0
        for word in line.split():
            canvas.setFont("Times-Roman", 10)
            canvas.drawString(x, 550 - 13 * at, word)
            x += stringWidth(word, "Times-Roman", 10) + 1.25
    canvas.save()
    assert texts(buffer.getvalue()) == [" ".join(lines)]


def test_letters_that_stand_apart_are_words() -> None:
    line = "The scale of S u l i n a was lent, says the c l e r k, to a ship; points A B C D E lie to the north."
    assert texts(draw([[Placed(40, 550, line, 8)]])) == [
        line.replace("S u l i n a", "Sulina").replace("c l e r k", "clerk")
    ]


@pytest.mark.parametrize("better_first", [True, False])
def test_of_two_hidden_layers_the_better_one_is_read(better_first: bool) -> None:
    text = (
        "The council met four times in that year, heard the pilot and the printer, and put off the matter of a bridge "
        "until the autumn, when nobody remembered who had asked for it or why it had to be mended at all before winter."
    )
    worse = re.sub("i", "l", text).replace("m", "rn").replace("e ", "c ")
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 600))
    for layer in (text, worse) if better_first else (worse, text):
        of = canvas.beginText(40, 550)
        of.setFont("Times-Roman", 10)
        of.setTextRenderMode(3)
        of.setLeading(13)
        of.textLines(wrap(layer, 300))
        canvas.drawText(of)
    canvas.save()
    assert texts(buffer.getvalue()) == [text]


def test_a_list_of_letters_is_no_word() -> None:
    line = "The accents are Â Ê Á Ë È Í Î Ï Ì and so on."
    assert texts(draw([[Placed(40, 550, line, 8)]])) == [line]


def test_letter_spaced_words_in_a_line_of_narrow_blanks_stay_whole() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(500, 600))
    of = canvas.beginText(40, 550)
    of.setFont("Times-Roman", 10)
    of.setCharSpace(0.8)
    of.setWordSpace(-1.6)
    of.textLine("The old mill was sold with all that lay in it, as the deed says.")
    canvas.drawText(of)
    canvas.save()
    assert texts(buffer.getvalue()) == ["The old mill was sold with all that lay in it, as the deed says."]


def test_accents_set_by_themselves_part_no_word() -> None:
    line = "Die Universitäten verspüren das Bedürfnis für eine Übung am Abend, sagt der Händler."
    font, size = "Times-Roman", 11
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 600))
    canvas.setFont(font, size)
    x = 40.0
    for piece in re.split("(?=[äöüÜ])", line):
        bare = unicodedata.normalize("NFD", piece[0])
        if len(bare) > 1:
            canvas.drawString(
                x + 0.5 * (stringWidth(bare[0], font, size) - stringWidth("\u00a8", font, size)), 550, "\u00a8"
            )
        text = bare[0] + piece[1:]
        canvas.drawString(x, 550, text)
        x += stringWidth(text, font, size)
    canvas.save()
    assert texts(buffer.getvalue()) == [line]


def test_radicals_are_the_characters_that_they_show() -> None:
    assert plain_letters("⽇本の⼈⽣、第三⻚、⻓城⻔外") == "日本の人生、第三页、长城门外"
