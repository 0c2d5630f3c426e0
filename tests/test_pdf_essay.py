"""One essay as Markdown and as PDFs made of it by two programs: the passages are the same."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import typst

from kurilsearch.model import Kind, ParsedDocument, Passage
from kurilsearch.parse import parse_document
from kurilsearch.programs.pandoc import find_pandoc
from kurilsearch.read import read_source
from tests.pdf_files import Placed, draw, wrap
from tests.test_documents import ESSAY

_JAPANESE = " 春になると氷は解けた。"  # typst brings no font for it
_RUSSIAN = " Лёд стоял до апреля."  # nor does reportlab for this
_SET = """
#set page(width: 160mm, height: 200mm, margin: 20mm, numbering: "1")
#set par(justify: true, spacing: 1.2em)
#set text(size: 10pt)
#show heading: set block(above: 1.4em, below: 1em)
#show footnote.entry: set text(size: 8pt)
"""


def read(folder: Path, essay: str) -> ParsedDocument:
    """Return the essay as its Markdown gives it."""
    markdown = folder / "essay.md"
    markdown.write_text(essay, encoding="utf-8")
    return parse_document(read_source(markdown))


def assert_same(found: ParsedDocument, expected: ParsedDocument) -> None:
    """Hold the passages of one document against those of another; a PDF's notes begin with their number."""
    apart = (Kind.NOTE, Kind.LIST)
    assert [
        (passage.kind, passage.text, passage.section, passage.paragraph)
        for passage in found.passages
        if passage.kind not in apart
    ] == [
        (passage.kind, passage.text, passage.section, passage.paragraph)
        for passage in expected.passages
        if passage.kind not in apart
    ]
    assert [passage.text for passage in found.passages if passage.kind is Kind.LIST] == [
        passage.text for passage in expected.passages if passage.kind is Kind.LIST
    ]
    assert [re.sub(r"^\d ", "", passage.text) for passage in found.passages if passage.kind is Kind.NOTE] == [
        passage.text for passage in expected.passages if passage.kind is Kind.NOTE
    ]


def test_the_same_essay_gives_the_same_passages(tmp_path: Path) -> None:
    essay = ESSAY.replace(_JAPANESE, "")
    command = [str(find_pandoc()), "--from=markdown", "--to=typst"]
    made = subprocess.run(command, input=essay.encode(), check=True, capture_output=True).stdout.decode()
    source = tmp_path / "essay.typ"
    source.write_text(_SET + made, encoding="utf-8")
    pdf = tmp_path / "essay.pdf"
    pdf.write_bytes(typst.compile(str(source)))
    assert_same(parse_document(read_source(pdf)), read(tmp_path, essay))


def test_the_same_essay_with_its_japanese_sentence(tmp_path: Path) -> None:
    essay = ESSAY.replace(_RUSSIAN, "")
    expected = read(tmp_path, essay)
    pdf = tmp_path / "essay.pdf"
    pdf.write_bytes(draw([_page(expected)]))
    assert_same(parse_document(read_source(pdf)), expected)


def _page(essay: ParsedDocument) -> list[Placed]:
    """Return an essay's passages as a person would set them on one page, its notes at the foot of it."""
    placed: list[Placed] = []
    y = 565.0
    notes = [passage.text for passage in essay.passages if passage.kind is Kind.NOTE]
    for passage in essay.passages:
        if passage.kind is Kind.NOTE:
            continue
        size, font = _type(passage)
        left = 70.0 if passage.kind is Kind.BLOCKQUOTE else 50.0
        bullet = "• " if passage.text[0].islower() else ""
        y -= 10 if passage.kind is Kind.HEADING else 5
        for line in wrap(bullet + passage.text, 300 - 2 * (left - 50), size, font):
            placed += _line(left, y, line, size, font)
            y -= size * 1.25
    for number, note in enumerate(notes, start=1):
        placed += [Placed(50, 70 - 10 * number, str(number), 5), Placed(54, 67 - 10 * number, note, 7)]
    return [*placed, Placed(198, 24, "1", 9)]


def _type(passage: Passage) -> tuple[float, str]:
    """Return the size and the font that a passage is set in: headings by their level."""
    if passage.kind is not Kind.HEADING:
        return 9.0, "Times-Roman"
    if passage.text == "The Ice of the Strait":
        return 16.0, "Times-Bold"
    return (11.0 if passage.section else 12.5), "Times-Bold"


def _line(x: float, y: float, text: str, size: float, font: str) -> list[Placed]:
    """Return a line, its Japanese words in a font that has them."""
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth

    registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    placed = []
    for part in re.findall(r"[\u3000-\u9fff]+|[^\u3000-\u9fff]+", text):
        face = "HeiseiMin-W3" if part[0] >= "\u3000" else font
        placed.append(Placed(x, y, part, size, face))
        x += stringWidth(part, face, size)
    return placed
