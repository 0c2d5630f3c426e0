"""PDFs made by typst and reportlab: every planted sentence is found, on its printed page, inside its boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from kurilsearch.model import Kind, ParsedDocument
from kurilsearch.parse import parse_document
from kurilsearch.read.pdf import is_pdf
from kurilsearch.read.pdf.document import read_pdf
from tests.pdf_files import Planted, compile_typst, paragraphs, sentences

_LAYOUTS = {
    "one column, head and foot": """
        #set page(width: 148mm, height: 210mm, margin: 20mm, numbering: "1",
          header: [The Northern Harbour #h(1fr) A. Author])
        #set par(justify: true, first-line-indent: 1em, spacing: 0.65em)
        #set text(size: 10pt, hyphenate: true)
    """,
    "two columns, number in the head": """
        #set page(width: 210mm, height: 280mm, margin: 18mm, columns: 2, numbering: "1", number-align: center + top)
        #set par(justify: true, first-line-indent: 1em, spacing: 0.65em)
        #set text(size: 9pt, hyphenate: true)
        #counter(page).update(217)
    """,
    "paragraphs apart, ragged": """
        #set page(width: 160mm, height: 220mm, margin: 24mm, numbering: "— 1 —")
        #set par(spacing: 1.4em)
        #set text(size: 11pt, hyphenate: false)
        #counter(page).update(33)
    """,
    "three columns": """
        #set page(width: 297mm, height: 210mm, margin: 15mm, columns: 3, numbering: "1")
        #set par(justify: true, first-line-indent: 1em, spacing: 0.6em)
        #set text(size: 8pt, hyphenate: true)
    """,
}


def letters(text: str) -> str:
    """Return the letters of ``text`` alone, to compare over line breaks and hyphens."""
    return re.sub(r"[\W\d_]+", "", text)


def pages_of(parsed: ParsedDocument, start: int) -> str | None:
    return next(page.label for page in reversed(parsed.pages) if page.start <= start)


def found(parsed: ParsedDocument, planted: Planted) -> tuple[tuple[int, int], ...]:
    """Return the source ranges of a planted sentence where a passage holds it word for word, else none."""
    for passage in parsed.passages:
        at = passage.text.find(planted.text)
        if at >= 0:
            return passage.way_back.source_pieces(at, at + len(planted.text))
    return ()


def assert_found(parsed: ParsedDocument, made: Iterable[Planted], *, at_least: float = 0.99) -> None:
    made = list(made)
    places = [(planted, found(parsed, planted)) for planted in made]
    missing = [planted.text for planted, place in places if not place]
    assert len(missing) <= (1 - at_least) * len(made), missing[:5]
    wrong = [
        (planted.text, planted.page, pages_of(parsed, place[0][0]))
        for planted, place in places
        if place and pages_of(parsed, place[0][0]) != planted.page
    ]
    assert len(wrong) <= (1 - at_least) * len(made), wrong[:5]


def assert_boxed(pdf: bytes, parsed: ParsedDocument, made: Iterable[Planted]) -> None:
    """Assert that the boxes of each sentence hold its letters, as PDFium reads them there."""
    layout = parsed.source.layout
    assert layout is not None
    document = pypdfium2.PdfDocument(pdf)
    pages: dict[int, Any] = {}
    for planted in made:
        seen = ""
        places = found(parsed, planted)
        for box in (box for place in places for box in layout.boxes(*place)):
            text_page = pages.setdefault(box.page_number, document[box.page_number - 1].get_textpage())
            inside = 0.25 * (box.y1 - box.y0)
            seen += text_page.get_text_bounded(box.x0 - 0.2, box.y0 + inside, box.x1 + 0.2, box.y1 - inside)
        assert not places or letters(planted.text) in letters(seen)
        assert len(letters(seen)) < len(letters(planted.text)) + 12
    document.close()


@pytest.mark.slow
@pytest.mark.parametrize("layout", _LAYOUTS)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_planted_sentence_is_found_on_its_page(layout: str, language: str, tmp_path: Path) -> None:
    made = sentences(160, language)
    source = _LAYOUTS[layout] + f'#set text(lang: "{language}")\n' + paragraphs(made)
    pdf, planted = compile_typst(tmp_path, source, made)
    parsed = parse_document(read_pdf(pdf))
    assert_found(parsed, planted)
    assert_boxed(pdf, parsed, planted)
    assert {passage.kind for passage in parsed.passages} == {Kind.BODY}


def test_paragraphs_are_whole_over_columns_and_pages(tmp_path: Path) -> None:
    made = sentences(120)
    pdf, _ = compile_typst(tmp_path, _LAYOUTS["two columns, number in the head"] + paragraphs(made), made)
    parsed = parse_document(read_pdf(pdf))
    wanted = [" ".join(made[at : at + 4]) for at in range(0, len(made), 4)]
    assert [passage.text for passage in parsed.passages] == wanted


def test_roman_then_arabic_pages(tmp_path: Path) -> None:
    made = sentences(120)
    front, text = made[:40], made[40:]
    source = (
        '#set page(width: 120mm, height: 180mm, margin: 15mm, numbering: "i")\n'
        + paragraphs(front)
        + '\n#pagebreak()\n#set page(numbering: "1")\n#counter(page).update(1)\n'
        + "\n\n".join(paragraphs(made).split("\n\n")[10:])
    )
    pdf, planted = compile_typst(tmp_path, source, made)
    assert {page.page for page in planted} >= {"i", "ii", "1", "2"}
    assert len(text) == 80
    assert_found(parse_document(read_pdf(pdf)), planted)


def test_notes_are_kept_apart_and_their_marks_cut(tmp_path: Path) -> None:
    made = sentences(60)
    notes = [f"Compare the archive of {word}, where the matter is treated at some length." for word in "abcdefghij"]
    marked = paragraphs(made).split("\n\n")
    for at, note in enumerate(notes):
        marked[at] += f"#footnote[{note}]"
    source = _LAYOUTS["one column, head and foot"] + "\n\n".join(marked)
    pdf, planted = compile_typst(tmp_path, source, made)
    parsed = parse_document(read_pdf(pdf))
    assert_found(parsed, planted)
    found_notes = [passage.text for passage in parsed.passages if passage.kind is Kind.NOTE]
    assert [re.sub(r"^\d+\s*", "", note) for note in found_notes] == notes
    body = " ".join(passage.text for passage in parsed.passages if passage.kind is Kind.BODY)
    assert not re.search(r"\d", body)
    assert sum(region.reason == "note mark" for region in parsed.furniture) == len(notes)


def test_headings_have_their_levels_and_furniture_its_reasons(tmp_path: Path) -> None:
    made = sentences(80)
    parts = paragraphs(made).split("\n\n")
    source = _LAYOUTS["one column, head and foot"] + '#set heading(numbering: "1.1")\n'
    source += "#align(center)[#text(18pt)[*A History of the Northern Harbour*]]\n\n"
    source += "\n\n".join(["= Harbours", *parts[:6], "== Winter", *parts[6:12], "= Letters", *parts[12:]])
    pdf, planted = compile_typst(tmp_path, source, made)
    parsed = parse_document(read_pdf(pdf))
    assert_found(parsed, planted)
    sections = [passage.section for passage in parsed.passages if passage.kind is Kind.BODY]
    assert sections[0] == ("1 Harbours",)
    assert sections[8] == ("1 Harbours", "1.1 Winter")
    assert sections[-1] == ("2 Letters",)
    reasons = {region.reason for region in parsed.furniture if region.reason not in ("blank", "markup")}
    assert reasons == {"running head", "page number"}


def test_every_character_is_in_a_passage_or_in_furniture(tmp_path: Path) -> None:
    made = sentences(40)
    pdf, _ = compile_typst(tmp_path, _LAYOUTS["three columns"] + paragraphs(made), made)
    parsed = parse_document(read_pdf(pdf))
    covered = sorted((region.start, region.end) for region in parsed.furniture)
    for before, after in pairwise(covered):
        assert before[1] <= after[0]
    held = "".join(passage.text for passage in parsed.passages)
    furniture = "".join(parsed.source.text[start:end] for start, end in covered)
    assert len(letters(held)) + len(letters(furniture)) == len(letters(parsed.source.text))


def test_a_pdf_is_known_by_its_content() -> None:
    assert is_pdf(b"%PDF-1.7\n")
    assert is_pdf(b"\r\n" * 200 + b"%PDF-1.4")
    assert not is_pdf(b"PDF files begin otherwise")
    assert not is_pdf(b" " * 1024 + b"%PDF-1.4")
