"""Cleaning and segmenting: golden pairs to read, and what must hold of any text.

To see or accept a change of the golden files: ``KURILSEARCH_UPDATE_GOLDEN=1 python -m pytest tests/test_segment.py``,
then look at the difference.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kurilsearch.clean import clean_text
from kurilsearch.model import Kind, ParsedDocument, SourceText
from kurilsearch.parse import covered_spans, parse_document
from kurilsearch.read import read_source
from kurilsearch.segment import joining
from kurilsearch.segment.joining import HYPHENS, count_words

GOLDEN = Path(__file__).parent / "golden" / "segments"
SOURCES = sorted(path for path in GOLDEN.iterdir() if path.suffix in (".txt", ".md"))
SEEDS = sorted(path for path in (Path(__file__).parent.parent / "seeds").iterdir() if path.suffix in (".txt", ".md"))


def described(document: ParsedDocument) -> str:
    lines = [
        f"page {page.number}{f' printed {page.label}' if page.label else ''} from {page.start}"
        for page in document.pages
    ]
    for passage in document.passages:
        number = f" ¶{passage.paragraph}" if passage.paragraph else ""
        section = f" [{' > '.join(passage.section)}]" if passage.section else ""
        lines.append(f"{passage.kind}{number}{section}: {passage.text}")
    lines += (
        f"- {region.reason}: {document.source.text[region.start : region.end].strip()!r}"
        for region in document.furniture
        if region.reason not in ("blank", "markup")
    )
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_golden(path: Path) -> None:
    expected = path.with_suffix(".expected")
    found = described(parse_document(read_source(path)))
    if os.environ.get("KURILSEARCH_UPDATE_GOLDEN"):
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert found == expected.read_text(encoding="utf-8")


WORDS = st.sampled_from(
    [
        "the",
        "island",
        "Etorofu",
        "4.5",
        "1956",
        "mili-",
        "tary",
        "U. S.",
        "end.",
        "end.9",
        '"So,"',
        "(Ito, 1961).",
        "海は",
        "静か。",
        "[1]",
        "[edit]",
        "<sup>2</sup>",
        "**bold**",
        "_x_",
        "\\$",
        ",,3",
        "Contents",
        "References",
        "CHAPTER I",
        "II.",
        "# Top",
        "> q",
        "- item",
        "[^1]: note",
        "* * *",
        "71",
        "- 72 -",
        "[p. 9]",
        "\xad",
        "é",
        "—",
        "'",
        "`code`",
        "](",
        "<b>",
        "</b>",
        "<!--",
    ]
)
BREAKS = st.sampled_from(
    [" ", " ", " ", " ", "\n", "\n", "\n\n", "\r\n", "\n\f", "\n ", "\n    ", "\t", "\u00a0", "\r", "\u2028"]
)
MADE = st.lists(st.tuples(WORDS, BREAKS), max_size=60).map(lambda pairs: "".join(word + gap for word, gap in pairs))
TEXTS = st.one_of(MADE, st.text(max_size=200), st.text(alphabet="a. -\n\f1[]*_<>#|>\"'", max_size=120))
MARKUP = st.booleans()


def stands_for(written: str, read: str) -> bool:
    """Tell whether a character of a source may be read as another: blank space, and the last or first of a misprint."""
    return written == read or (written.isspace() and read == " ") or (written in ",&;" and read not in ",&; ")


def check(document: ParsedDocument) -> None:
    """Hold the invariants of offsets and coverage."""
    text = document.source.text
    for passage in document.passages:
        assert passage.text.strip() == passage.text != ""
        at = 0
        for run in passage.way_back.runs:
            assert run.text >= at and run.length > 0
            assert passage.text[at : run.text].strip() == "", "only blank space stands between runs"
            sliced = text[run.source : run.source + run.length]
            shown = passage.text[run.text : run.text + run.length]
            assert len(sliced) == len(shown)
            assert all(map(stands_for, sliced, shown))
            at = run.text + run.length
        assert at == len(passage.text)
        sources = [run.source for run in passage.way_back.runs]
        assert sources == sorted(sources)
    covered = [*covered_spans(document.passages), *((region.start, region.end) for region in document.furniture)]
    at = 0
    for start, end in sorted(covered):
        assert start <= at, f"nothing covers {text[at:start]!r}"
        at = max(at, end)
    assert at == len(text)
    for region in document.furniture:
        assert 0 <= region.start < region.end <= len(text) and region.reason


@given(TEXTS, MARKUP)
@settings(max_examples=400, deadline=None)
def test_offsets_slice_the_source_and_every_character_is_covered(text: str, is_markdown: bool) -> None:
    check(parse_document(SourceText(text, "text", "utf-8", is_markdown=is_markdown)))


@given(TEXTS, MARKUP)
@example("# Quay\n# Pier _north_\n[edit] # Slip ", False)
@settings(max_examples=400, deadline=None)
def test_cleaning_twice_equals_once(text: str, is_markdown: bool) -> None:
    once = clean_text(SourceText(text, "text", "utf-8", is_markdown=is_markdown)).text
    assert clean_text(SourceText(once, "text", "utf-8", is_markdown=is_markdown)).text == once


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_clean_text_leads_back_to_the_source(text: str) -> None:
    clean = clean_text(SourceText(text, "text", "utf-8"))
    rebuilt = "".join(text[run.source : run.source + run.length] for run in clean.way_back.runs)
    assert len(rebuilt) == len(clean.text)
    meant = [read if stands_for(written, read) else written for written, read in zip(rebuilt, clean.text, strict=True)]
    assert "".join(meant).split() == clean.text.split()


@pytest.mark.parametrize("path", [*SOURCES, *SEEDS], ids=lambda path: path.name)
def test_the_invariants_hold_of_real_files(path: Path) -> None:
    document = parse_document(read_source(path))
    check(document)
    once = clean_text(document.source).text
    assert clean_text(SourceText(once, "text", "utf-8", is_markdown=document.source.is_markdown)).text == once


def test_the_invariants_hold_of_the_five_sources(shared_seeds: Path) -> None:
    for path in sorted(shared_seeds.iterdir()):
        document = parse_document(read_source(path))
        check(document)
        once = clean_text(document.source).text
        assert clean_text(SourceText(once, "text", "utf-8")).text == once


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "a " * 500_000,
        "a\n" * 80_000,
        "\n" * 500_000,
        "*a " * 200_000,
        "[" * 300_000,
        "<" * 300_000,
        "<!--" * 100_000,
        "a.1 " * 200_000,
        "1\n" * 60_000,
        "\f" * 100_000,
        "# x\n" * 30_000,
        "a-\nb" * 30_000,
        "word.1 word.2 word.3 " * 50_000,
        "CHAPTER I\n\n" * 50_000,
        "1. a\n\n" * 20_000,
        "short\n\n" * 20_000,
    ],
    ids=lambda text: repr(text[:12]),
)
@pytest.mark.slow
def test_hostile_texts_take_linear_time(text: str) -> None:
    # not timed: a quadratic step would hang here for minutes
    check_cheaply = parse_document(SourceText(text, "text", "utf-8"))
    assert sum(len(passage.text) for passage in check_cheaply.passages) <= len(text)


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "a-" * 500_000, "a-" + " " * 1_000_000], ids=["letters", "hyphens", "spaces"]
)
def test_the_words_of_a_hostile_text_are_counted_in_linear_time(text: str) -> None:
    # not timed: a quadratic step would hang here for minutes
    assert sum(len(word) * count for word, count in count_words(text).items()) <= 2 * len(text)


@given(st.text(alphabet="abé²-\u00ad=\n\r \t’—.7\x02", max_size=60))
def test_words_are_counted_as_their_definition_says(text: str) -> None:
    """In one pattern, which takes three times as long."""
    letters = r"[^\W\d_]+"
    cut = rf"(?<![^\W\d_]){letters}+(?:[{HYPHENS}][ \t]*\r?\n\s*|[\ufffe\x02]\s*){letters}"
    expected = Counter(re.findall(rf"{letters}(?:-{letters})*", re.sub(cut, " ", text.lower())))
    for word in [word for word in expected if "-" in word]:
        for part in word.split("-"):
            expected[part] += expected[word]
    assert count_words(text) == expected


def test_a_hyphen_at_a_lines_end_goes_by_the_vocabulary_of_the_sources() -> None:
    wrapped = (
        "They spoke of good-\nneighbourly relations and of the mili-\n"
        "tary presence on the rock, and then\nof nothing for a while.\n"
    )
    lexicon = {"good-neighbourly": 2, "military": 5}
    (passage,) = parse_document(SourceText(wrapped, "text", "utf-8"), lexicon).passages
    assert "good-neighbourly relations" in passage.text and "military presence" in passage.text


def test_lines_that_are_merely_wrapped_are_joined_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "_glue", None)  # what is asked of each line where one of them may be joined otherwise
    wrapped = "The ferry was late again, and in the\nharbour (so they said) nobody\nknew why; we left at half past 9.\n"
    (passage,) = parse_document(SourceText(wrapped, "text", "utf-8")).passages
    assert passage.text == wrapped.strip().replace("\n", " ")


def test_section_of_a_passage_is_the_headings_above_it() -> None:
    text = (
        "# Title\n\n## One\n\nA first paragraph that is long enough to be one.\n\n### Deep\n\n"
        "Another of the same kind, also long.\n\n## Two\n\nThe last one of them.\n"
    )
    document = parse_document(SourceText(text, "markdown", "utf-8", is_markdown=True))
    sections = [passage.section for passage in document.passages if passage.kind is Kind.BODY]
    assert sections == [("One",), ("One", "Deep"), ("Two",)]
