"""Marks of note books in Markdown: notes within paragraphs, titles of boxes; and old hyphens at the ends of lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from kurilsearch.describe.first_page.read import read_first_page
from kurilsearch.model import Kind, ParsedDocument
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source


def read(folder: Path, text: str, name: str = "note.md") -> ParsedDocument:
    (folder / name).write_text(text, encoding="utf-8")
    return parse_document(read_source(folder / name))


def test_a_note_within_a_paragraph_is_a_note_behind_it(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "The pilot kept the key.^[So the log says, [p. 3] of\nwhich is lost.] Nobody did,^[ Not once. ] and\nhe left.",
    )
    assert [(passage.kind, passage.paragraph, passage.text) for passage in document.passages] == [
        (Kind.BODY, 1, "The pilot kept the key. Nobody did, and he left."),
        (Kind.NOTE, None, "So the log says, [p. 3] of which is lost."),
        (Kind.NOTE, None, "Not once."),
    ]
    for passage in document.passages:
        pieces = passage.way_back.source_pieces(0, len(passage.text), split_at_wraps=True)
        source = "".join(document.source.text[start:end] for start, end in pieces)
        assert "".join(source.split()) == "".join(passage.text.split())


def test_a_bracket_that_never_closes_is_text(tmp_path: Path) -> None:
    text = "The power x^[2 was never written down by the pilot."
    assert [passage.text for passage in read(tmp_path, text).passages] == [text]


def test_a_year_in_a_quotation_does_not_date_the_note_that_quotes_it(tmp_path: Path) -> None:
    text = (
        "# On pilots\n\nThe pilot kept the key of the tower for years.\n\n> [!quote] Vik, 1871\n> The key was lost.\n"
    )
    assert "issued" not in read_first_page(read(tmp_path, text)).item


@pytest.mark.parametrize("hyphen", ["-", "¬", "⸗", "="])
def test_old_hyphens_at_the_ends_of_lines_join_words(hyphen: str, tmp_path: Path) -> None:
    text = (
        f"Der Schiffer legte Rechnung der Verſamm{hyphen}\nlung vor, und die Vorſteher fanden ſie rich{hyphen}\ntig, "
        f"wie ſie ſagten; doch der Schrei{hyphen}\nber ſchwieg dazu, und niemand fragte ihn.\n"
    )
    (passage,) = read(tmp_path, text, "alt.txt").passages
    assert passage.text == (
        "Der Schiffer legte Rechnung der Verſammlung vor, und die Vorſteher fanden ſie richtig, wie ſie ſagten; "
        "doch der Schreiber ſchwieg dazu, und niemand fragte ihn."
    )


def test_a_sentence_without_its_stop_under_a_title_is_no_heading(tmp_path: Path) -> None:
    sentence = "The pilot of the strait kept two logs and nobody could tell which one was true"
    below = "In the autumn of that year he was asked about it by the harbour office, and said that both of them were."
    document = read(tmp_path, f"Two logs\n\n{sentence}\n\n{below}\n", "logs.txt")
    assert [passage.section for passage in document.passages if passage.text in (sentence, below)] == [(), ()]


def test_a_sign_that_equals_at_the_end_of_a_line_stays(tmp_path: Path) -> None:
    text = (
        "The tables of the survey give the age of the pilots at the time of the wreck, and how many there were (n =\n"
        "147), in a list that was made for the harbour office, and nobody in it was under thirty years of age; TERM=\n"
        "Vessel was how the clerk wrote it, for he had no other sign to hand, and saw no reason to look for one.\n"
    )
    (passage,) = read(tmp_path, text, "survey.txt").passages
    assert "(n = 147)" in passage.text
    assert "TERM= Vessel" in passage.text
