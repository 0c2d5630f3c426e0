"""Answers as dictionaries: the names of their fields, in order, are what programs rely on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kurilsearch.hit import FIELDS
from kurilsearch.library import records
from kurilsearch.library.answers import add_cited_works, around_quote, best_places, differing_spans
from kurilsearch.library.excerpts import read_excerpt
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library
from kurilsearch.library.source_citations import cite_each
from kurilsearch.library.source_fields import guessed_fields, known_fields, missing_fields
from kurilsearch.library.stand_alone import citations_document, quotations_document
from kurilsearch.library.status import commonest_first
from kurilsearch.library.style_forms import form_instead
from kurilsearch.work import OriginKind

SURVEY = """\
---
title: A Survey of Harbours
author: Park, Se Hyun
date: 2003
---

Every harbour has its lamps, and most of them burn oil (Ziegler, 1993). The others are dark.

## References

Ziegler, A. (1993). *Lamps of the North*. Nemuro: Hamanasu.
"""
LETTER = "The Island Letter\n\nAiko Sato\n\n1958\n\nThe harbour master wrote that the ferry would sail on Monday.\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("library")
    (folder / "survey.md").write_text(SURVEY, encoding="utf-8")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "map.jpg").write_bytes(b"\xff\xd8\xff")
    init_library(folder)
    with open_library(folder) as opened:
        opened.index()
        yield opened


def test_each_answer_has_its_documented_fields_in_order_and_is_plain(library: Library) -> None:
    document = library.find_document("survey.md")
    excerpt = records.excerpt_record(read_excerpt(library, "survey.md", "par 1"))
    found = records.references_record(library.references("survey.md"), document)
    sources = records.sources_record(library.sources(), ["works.bib:1: never closed"])
    status = records.status_record(library.status(), library.stale_files())
    expected = {
        "query loosened total suggestion partial_from lacking notes hits": records.search_record(
            library.search("lamps")
        ),
        "query hits nearest problem pieces claims notes": records.quotation_record(
            library.find_quotation("most of them burn oil")
        ),
        "work total hits": records.citing_record(library.cited("Ziegler 1993")),
        "documents": records.documents_record(library.documents()),
        "document file author title year citekey guessed language format encoding chars passages pages": (
            records.document_record(document)
        ),
        "file passages": excerpt,
        "kind section paragraph speaker time page file_page line_start line_end char_start char_end pieces text": (
            excerpt["passages"][0]
        ),
        "problems sources": sources,
        "document file citekey item origins guessed candidates missing complete": sources["sources"][0],
        "file citekey citation problem guessed missing": records.citations_record(
            cite_each(library, library.sources(), "pandoc")
        )["citations"][0],
        "file entries citations marks_without_note": found,
        (
            "text form narrative names et_al year number locator passage span char_start char_end kind page file_page"
            " paragraph line_start line_end entries called_from"
        ): found["citations"][0],
        "index text label names year item char_start char_end guessed line_start": found["entries"][0],
        (
            "folder sources index engine documents passages words bytes_on_disk revision last_indexed stale_files"
            " skipped bibliography_problems failures left_out"
        ): status,
        "file reason hint": status["failures"][0],
        "added changed moved removed unchanged passages seconds skipped failures": records.index_record(
            library.index()
        ),
    }
    for names, record in expected.items():
        assert list(record) == names.split()
        assert json.loads(json.dumps(record)) == record


def test_records_say_what_the_library_holds(library: Library) -> None:
    passage = records.excerpt_record(read_excerpt(library, "survey.md", "par 1"))["passages"][0]
    assert SURVEY[passage["char_start"] : passage["char_end"]] == passage["text"]
    assert (passage["kind"], passage["page"], passage["line_start"]) == ("body", None, 7)
    found = records.references_record(library.references("survey.md"), library.find_document("survey.md"))
    assert [(each["text"], each["paragraph"], each["line_start"], each["entries"]) for each in found["citations"]] == [
        ("Ziegler, 1993", 1, 7, [0])
    ]
    status = records.status_record(library.status(), 0)
    assert [failure["file"] for failure in status["failures"]] == ["empty.txt"]
    assert (status["skipped"], status["documents"]) == ({"jpg": 1}, 2)


def test_furniture_is_told_only_where_it_was_asked_for(library: Library) -> None:
    assert "furniture" not in records.excerpt_record(read_excerpt(library, "survey.md"))
    record = records.excerpt_record(read_excerpt(library, "survey.md", furniture=True))
    assert list(record["furniture"][0]) == ["char_start", "char_end", "reason", "text"]
    assert all(SURVEY[each["char_start"] : each["char_end"]] == each["text"] for each in record["furniture"])


def test_a_row_has_a_cell_for_each_column(library: Library) -> None:
    plain = library.search("lamps kind:body").hits
    cited = library.search("lamps kind:body", cite="pandoc").hits
    assert records.hit_columns(plain) == list(FIELDS)
    assert records.hit_columns(cited) == [*FIELDS, "citation"]
    row = records.hit_row(cited[0])
    assert set(records.hit_columns(cited)) <= set(row)
    assert (row["matches"], row["section"], row["citation"]) == ("22-27", "", "[@park2003, para. 1]")


def test_an_answer_names_the_works_that_its_words_rest_on(library: Library) -> None:
    hit = add_cited_works(library, library.search("burn oil")).hits[0]
    assert [work.citation for work in hit.cites or ()] == ["Ziegler, 1993"]
    assert around_quote(hit) == ("", "The others are dark.")


def test_of_many_quotations_the_best_place_of_each_is_pasted(library: Library) -> None:
    results = list(library.find_quotations(["most of them burn oil", "nobody ever said so much", "sail on Monday"]))
    assert [hit.file for hit in best_places(results)] == ["survey.md", "letter.txt"]


def test_the_words_that_differ_are_marked_in_the_quotation(library: Library) -> None:
    hit = library.find_quotation("The harbour master wrote that the ferry would not sail on Tuesday").hits[0]
    assert [hit.quote[start:end] for start, end in differing_spans(hit)] == ["Monday"]


# Sources and their citations


def test_fields_have_the_names_that_people_use(library: Library) -> None:
    letter, survey = library.sources()
    assert {field.name: field.origin.kind for field in known_fields(survey)} == dict.fromkeys(
        ("title", "author", "year"), OriginKind.DOCUMENT
    )
    assert "year" in guessed_fields(letter) and "type" not in guessed_fields(letter)
    assert guessed_fields(survey) == []
    library.set_source("survey.md", {"type": "chapter", "journal": ""})
    survey = library.source("survey.md")
    try:
        assert [field.name for field in known_fields(survey) if field.has_none] == ["booktitle"]
        assert "publisher" in missing_fields(survey) and "booktitle" not in missing_fields(survey)
    finally:
        library.set_source("survey.md", {"type": None, "journal": None})


def test_without_a_form_a_work_is_cited_as_a_bibliography_has_it_and_with_a_place_as_a_note_has(
    library: Library,
) -> None:
    survey = [library.source("survey.md")]
    entry, *_ = cite_each(library, survey, "chicago")
    note, *_ = cite_each(library, survey, "chicago", place="p. 3")
    assert entry.text.startswith("Park, Se Hyun.")
    assert note.text.startswith("Se Hyun Park,") and "3" in note.text


def test_what_a_style_leaves_out_of_its_bibliography_is_cited_as_in_the_text(library: Library) -> None:
    library.set_source("letter.txt", {"type": "personal_communication", "author": "Sato, Aiko"})
    try:
        sources = library.sources(["letter.txt", "survey.md"])
        survey, letter = cite_each(library, sources, "apa")  # as the style sorts them
        assert letter.problem and "Sato" in letter.text
        assert (survey.problem, letter.source.document.file) == (None, "letter.txt")
        _, only_entry = cite_each(library, sources, "apa", form="bibliography")
        assert (only_entry.text, bool(only_entry.problem)) == ("", True)
    finally:
        library.set_source("letter.txt", {"type": None, "author": None})


def test_a_style_that_cites_otherwise_is_told_with_those_that_do_as_asked() -> None:
    assert form_instead("chicago", "note") is None
    assert form_instead("apa", "bibliography") is None
    assert form_instead("apa", None) is None
    assert form_instead("pandoc", "note") is None
    notes = form_instead("chicago", "intext")
    assert notes and (notes.in_notes, notes.instead) == (True, ("chicago-author-date",))
    text = form_instead("apa", "note")
    assert text and not text.in_notes and set(text.instead) >= {"chicago", "mhra"}


def test_citations_and_quotations_stand_by_themselves() -> None:
    assert citations_document(["One.", "Two."], "plain") == "One.\nTwo.\n"
    assert citations_document(["One.", "<div>2</div>"], "html") == (
        '<p>One.</p>\n<div class="csl-entry"><div>2</div></div>\n'
    )
    assert citations_document([], "plain") == ""
    assert quotations_document(["“A.”", "“B.”"], "markdown") == "“A.”\n\n“B.”\n"
    assert quotations_document(["“A.”1\n<p>1 Note</p>", "<blockquote>B</blockquote>"], "html") == (
        "<p>“A.”1</p>\n<p>1 Note</p>\n\n<blockquote>B</blockquote>\n"
    )
    for document in (citations_document, quotations_document):
        assert document([r"{\pard One.\par}"], "rtf").startswith(r"{\rtf1")


def test_what_was_passed_over_comes_commonest_first() -> None:
    assert commonest_first({"png": 1, "jpg": 3, "": 1}) == [("jpg", 3), ("", 1), ("png", 1)]
