"""Footnotes in PDFs: under one column or two, longer than their page, in the type of the text, in Russian."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from kurilsearch.model import Kind
from kurilsearch.parse import parse_document
from kurilsearch.read.pdf.document import read_pdf
from tests.pdf_files import Planted, compile_typst, paragraphs, sentences
from tests.test_pdf import assert_found

_BOOK = """
#set page(width: 130mm, height: 200mm, margin: 18mm, numbering: "1")
#set par(justify: true, first-line-indent: 1.2em, spacing: 0.65em)
#set text(size: 10.5pt, hyphenate: true)
#counter(page).update(51)
"""
_JOURNAL = """
#set page(width: 210mm, height: 280mm, margin: 20mm, columns: 2, footer: none, header: context [
  #set text(8pt)
  #if calc.odd(counter(page).get().first()) [Letters Home #h(1fr) #counter(page).display()] else [
    #counter(page).display() #h(1fr) Journal of Northern Studies 12 (1998)]])
#counter(page).update(217)
#set par(justify: true, first-line-indent: 1em, spacing: 0.65em)
#set text(size: 9.5pt, hyphenate: true)
#place(top, scope: "parent", float: true)[
  #align(center)[#text(18pt)[*Fishermen and Treaties*] \\ Anna Lindqvist and Boris Petrov]]
"""
_SPACED = """
#set page(width: 210mm, height: 297mm, margin: (x: 30mm, y: 25mm), numbering: "1", header: [#text(8pt)[THE HARBOUR]])
#set par(justify: true, spacing: 1.5em, leading: 1.3em)
#set text(size: 12pt)
"""


def made_with_notes(
    folder: Path, head: str, language: str, lengths: tuple[int, ...]
) -> tuple[bytes, list[Planted], list[str]]:
    """Return a PDF with 26 notes of so many sentences each, its planted sentences, and the notes."""
    made = sentences(260, language)
    rng = random.Random(5)
    notes = [" ".join(sentences(rng.choice(lengths), language, seed=500 + at)) for at in range(26)]
    parts = paragraphs(made, 5).split("\n\n")
    for at, note in enumerate(notes):
        parts[2 * at] += f"#footnote[{note}]"
    pdf, planted = compile_typst(folder, f'#set text(lang: "{language}")\n{head}' + "\n\n".join(parts), made)
    return pdf, planted, notes


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    ("head", "lengths"),
    [(_BOOK, (1, 1, 3, 9)), (_JOURNAL, (1, 1, 2, 6)), (_SPACED, (1, 4))],
    ids=["longer than their page", "under two columns", "in a typescript"],
)
def test_notes_are_whole_and_break_no_paragraph(
    head: str, lengths: tuple[int, ...], language: str, tmp_path: Path
) -> None:
    pdf, planted, notes = made_with_notes(tmp_path, head, language, lengths)
    parsed = parse_document(read_pdf(pdf))
    assert_found(parsed, planted)
    found = [re.sub(r"^\d+ ", "", passage.text) for passage in parsed.passages if passage.kind is Kind.NOTE]
    assert found == notes


def test_notes_in_the_type_of_the_text_are_known_by_their_marks(tmp_path: Path) -> None:
    head = _BOOK + "#show footnote.entry: set text(size: 10.5pt)\n"
    pdf, planted, notes = made_with_notes(tmp_path, head, "en", (1, 1, 2))
    parsed = parse_document(read_pdf(pdf))
    assert_found(parsed, planted, at_least=0.97)
    found = {re.sub(r"^\d+ ", "", passage.text) for passage in parsed.passages if passage.kind is Kind.NOTE}
    assert len(found & set(notes)) >= 24


def test_block_quotations_are_told_from_the_text(tmp_path: Path) -> None:
    made = sentences(60)
    quoted = [" ".join(sentences(4, seed=700 + at)) for at in range(3)]
    parts = paragraphs(made).split("\n\n")
    for at, words in enumerate(quoted):
        parts[3 * at + 2] += f"\n\n#quote(block: true)[{words}]\n"
    pdf, planted = compile_typst(tmp_path, _BOOK + "\n\n".join(parts), made)
    parsed = parse_document(read_pdf(pdf))
    assert_found(parsed, planted)
    assert [passage.text for passage in parsed.passages if passage.kind is Kind.BLOCKQUOTE] == quoted
