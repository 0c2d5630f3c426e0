"""PDF files made for the tests: known sentences on known printed pages, set by typst and reportlab."""

from __future__ import annotations

import io
import json
import random
from dataclasses import dataclass
from pathlib import Path

import typst

_WORDS = {
    "en": (
        "harbour winter island letter border fishing village treaty officer garden morning narrow winding stone bridge "
        "carried forgotten promise silver lantern market weather northern settlement archive patient gathering evening "
        "difficult government translation important conference agreement extraordinary administrative development "
        "shoreline remarkable neighbour correspondence affectionate fishermen understanding"
    ),
    "ru": (
        "гавань зимний остров письмо граница рыбацкий деревня договор офицер садовый утренний узкий каменный мостовая "
        "забытый обещание серебряный фонарь рыночный погода северный поселение архивный терпеливый собрание вечерний "
        "трудность правительство перевод важность соглашение чрезвычайный административный развитие побережье"
    ),
}


@dataclass(frozen=True)
class Planted:
    """A sentence and the number that its page prints."""

    text: str
    page: str


def sentences(count: int, language: str = "en", seed: int = 1) -> list[str]:
    """Return ``count`` sentences of seven to eighteen words, no two alike."""
    rng = random.Random(seed)
    words = _WORDS[language].split()
    made = []
    for number in range(count):
        chosen = [rng.choice(words) for _ in range(rng.randint(6, 17))]
        made.append(" ".join([chosen[0].capitalize(), *chosen[1:], _in_words(number, language)]) + ".")
    return made


def _in_words(number: int, language: str) -> str:
    """Return a number as a word of made-up syllables, so that every sentence ends in a word of its own."""
    syllables = ("ba", "ke", "lo", "mu", "ni", "ra", "so", "tu", "ve", "zi") if language == "en" else (
        "ба", "ке", "ло", "му", "ни", "ра", "со", "ту", "ве", "зи"
    )  # fmt: skip
    return "".join(syllables[int(digit)] for digit in f"{number:03d}")


def marked(sentence: str, number: int) -> str:
    """Return a sentence in typst's markup that reports the page on which it begins."""
    report = f"#context [#metadata((number: {number}, page: counter(page).display())) <planted>]"
    return report + sentence


def paragraphs(made: list[str], each: int = 4) -> str:
    """Return sentences in typst's markup, ``each`` to a paragraph, with the reports of their pages."""
    lines = [marked(sentence, number) for number, sentence in enumerate(made)]
    return "\n\n".join(" ".join(lines[at : at + each]) for at in range(0, len(lines), each))


def compile_typst(folder: Path, source: str, made: list[str], name: str = "made") -> tuple[bytes, list[Planted]]:
    """Return the PDF that typst makes of ``source`` and the sentences with the pages that it printed."""
    path = folder / f"{name}.typ"
    path.write_text(source, encoding="utf-8")
    pdf = typst.compile(str(path))
    reported = json.loads(typst.query(str(path), "<planted>", field="value"))
    pages = {entry["number"]: entry["page"] for entry in reported}
    return pdf, [Planted(sentence, pages[number].strip("— ")) for number, sentence in enumerate(made)]


@dataclass(frozen=True)
class Placed:
    """A line of text for reportlab: where it begins, in points from the bottom left, and its size."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "Times-Roman"


def draw(pages: list[list[Placed]], *, size: tuple[float, float] = (400, 600), **info: str) -> bytes:
    """Return a PDF with lines at given places; ``info`` holds ``title`` and ``author``."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size)
    if "title" in info:
        canvas.setTitle(info["title"])
    if "author" in info:
        canvas.setAuthor(info["author"])
    for page in pages:
        for line in page:
            canvas.setFont(line.font, line.size)
            canvas.drawString(line.x, line.y, line.text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def wrap(text: str, width: float, size: float = 10, font: str = "Times-Roman") -> list[str]:
    """Return the lines that ``text`` takes up in a column ``width`` points wide."""
    from reportlab.lib.utils import simpleSplit

    return list(simpleSplit(text, font, size, width))
