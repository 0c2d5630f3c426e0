"""Type in PDFs: fonts that lie about their height, capitals with accents, old encodings, letters and accents apart."""

from __future__ import annotations

import re
from pathlib import Path

import reportlab

from kurilsearch.model import Kind
from kurilsearch.parse import parse_document
from kurilsearch.read.pdf.document import read_pdf
from tests.pdf_files import Placed, draw, sentences, wrap


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


def test_accents_that_stand_apart_are_put_on_their_letters() -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    line = "The old Muller Bucher lay in the harbour of Lubeck and nobody read them any more."
    marks = [Placed(50 + stringWidth(line[:at], "Times-Roman", 10) + 0.8, 530, "¨") for at in (9, 16, 45)]
    rest = "The letters had been lost in the winter of that year."
    found = kinds_and_texts(draw([[Placed(50, 530, line), *marks, Placed(50, 517, rest)]]))
    assert found == [(Kind.BODY, f"{line.replace('ubeck', 'übeck').replace('Mu', 'Mü').replace('Bu', 'Bü')} {rest}")]


def test_cyrillic_read_as_latin_is_russian() -> None:
    text = "Важно читать главы последовательно. В конце концов, книжка не такая уж большая, и каждое письмо в ней есть."
    shown = text.encode("cp1251").decode("latin-1")
    lines = [Placed(50, 530 - 13 * at, line) for at, line in enumerate(wrap(shown, 250))]
    assert kinds_and_texts(draw([lines])) == [(Kind.BODY, text)]


def test_french_is_not_taken_for_russian() -> None:
    text = "Très âgé, il a été élevé à l’île de Ré où près de là, après l’été, la forêt était brûlée et le blé gelé."
    assert kinds_and_texts(draw([[Placed(50, 530, text, 8)]])) == [(Kind.BODY, text)]


def test_a_closing_mark_set_low_opens_a_german_quotation() -> None:
    first, second = "Das Buch hatte niemand gelesen, denn es hieß", "Der Hafen im Winter“ und war nicht"
    lines = [
        Placed(50, 530, first), Placed(245, 525.5, "”"), Placed(250, 530, second),
        Placed(50, 517, "zu haben in jener Zeit, in der man noch las und schrieb."),
    ]  # fmt: skip
    text = f"{first} „{second} zu haben in jener Zeit, in der man noch las und schrieb."
    assert kinds_and_texts(draw([lines], size=(500, 600))) == [(Kind.BODY, text)]


def test_bold_words_in_the_middle_of_a_sentence_break_no_paragraph() -> None:
    lines = [
        Placed(50, 530, "The harbour was small and grey in the winter of that year, and few"),
        Placed(50, 517, "of the boats were seaworthy, and nobody asked who had come to see", font="Times-Bold"),
        Placed(50, 504, "them there. The letters had been lost in the winter of that year."),
    ]
    assert kinds_and_texts(draw([lines])) == [(Kind.BODY, " ".join(line.text for line in lines))]


def test_text_in_other_type_than_most_goes_on_over_the_page() -> None:
    made = sentences(60)
    most = [Placed(50, 530 - 12 * at, line) for at, line in enumerate(wrap(" ".join(made[:24]), 300))]
    small = wrap(" ".join(sentences(24, seed=7)), 300, 8)
    cut = next(at for at in range(6, len(small)) if small[at][0].islower() and small[at - 1][-1].isalpha())
    pages = [
        most,
        [Placed(50, 530 - 10 * at, line, 8) for at, line in enumerate(small[:2])]
        + [Placed(50, 500 - 10 * at, line, 8) for at, line in enumerate(small[2:cut])],
        [Placed(50, 530 - 10 * at, line, 8) for at, line in enumerate(small[cut:])],
    ]
    written = [passage.text for passage in parse_document(read_pdf(draw(pages))).passages]
    assert any(f"{small[cut - 1]} {small[cut]}" in text for text in written)


def test_a_capital_over_two_lines_makes_no_heading_of_the_first() -> None:
    lines = [
        Placed(50, 495, "T", 36), Placed(72, 520, "he harbour was small and grey in the winter of a year, and few of"),
        Placed(72, 507, "the boats that lay there were seaworthy. Nobody asked them anything."),
        Placed(50, 494, "The letters had been lost, and the islands were silent, and nobody knew why."),
    ]  # fmt: skip
    found = kinds_and_texts(draw([lines]))
    assert [kind for kind, _ in found] == [Kind.BODY]
    assert found[0][1].startswith("The harbour was small") and "and few of the boats" in found[0][1]
