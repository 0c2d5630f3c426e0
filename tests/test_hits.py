"""What a hit says: the words, and where they stand."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch import open_library
from kurilsearch.difference import Difference, DifferenceKind, Omission, Verdict
from kurilsearch.hit import Hit
from kurilsearch.language.sentences import SentenceSplitter
from kurilsearch.language.tokens import tokenize
from kurilsearch.model import Kind
from kurilsearch.search.quote import LONGEST_SENTENCE, MOST_CHARACTERS, Match, choose_quote
from tests.small_library import Book, SmallLibrary

ARTICLE = Book(
    "notes/strait.txt",
    """# The strait

In March the ice closed the harbour. The ferry
could not sail, and nobody came. The harbour master
wrote that the mail
~~~
would be late. He was right.\f

> It was late, as Shōwa-era mail often was.

^ Log of 1931.
""",
    "Winter on the Strait",
    ("Sato, Aiko", "Brown, Mary"),
    1987,
    labels=("71", "72"),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> SmallLibrary:
    return SmallLibrary(tmp_path_factory.mktemp("library"), ARTICLE)


def test_a_hit_has_these_names_in_this_order(library: SmallLibrary) -> None:
    hit = library.search("ferry").hits[0].to_dict()
    assert list(hit) == [
        "rank", "score", "document", "file", "author", "title", "year", "citekey", "guessed", "kind", "section",
        "page", "file_page", "paragraph", "speaker", "time", "line_start", "line_end", "char_start", "char_end",
        "pieces", "quote", "passage", "matches",
    ]  # fmt: skip
    assert json.loads(json.dumps(hit)) == hit


def test_a_hit_says_where_it_stands(library: SmallLibrary) -> None:
    hit = library.search("ferry").hits[0].to_dict()
    assert {name: hit[name] for name in ("file", "author", "title", "year", "kind", "section", "paragraph")} == {
        "file": "notes/strait.txt",
        "author": "Sato, Aiko; Brown, Mary",
        "title": "Winter on the Strait",
        "year": 1987,
        "kind": "body",
        "section": ["The strait"],
        "paragraph": 1,
    }
    assert hit["quote"] == "The ferry could not sail, and nobody came."
    assert (hit["line_start"], hit["line_end"], hit["page"], hit["file_page"]) == (3, 4, "71", 1)
    assert ARTICLE.text[hit["char_start"] : hit["char_end"]] == "The ferry\ncould not sail, and nobody came."
    assert hit["pieces"] == [[hit["char_start"], hit["char_end"]]]
    assert [hit["quote"][start:end] for start, end in hit["matches"]] == ["ferry"]


def test_a_quotation_that_something_interrupts_is_in_pieces(library: SmallLibrary) -> None:
    hit = library.search("harbour master mail late").hits[0]
    assert hit.quote == "The harbour master wrote that the mail would be late."
    assert [ARTICLE.text[start:end] for start, end in hit.pieces] == [
        "The harbour master\nwrote that the mail",
        "would be late.",
    ]


def test_only_what_is_known_is_added() -> None:
    plain: dict[str, Any] = dict.fromkeys(Hit.__dataclass_fields__, None)
    hit = Hit(**plain | {"pieces": (), "matches": (), "guessed": ("year",), "section": ("A", "B")})
    assert "citation" not in hit.to_dict()
    assert hit.to_dict()["guessed"] == ["year"]
    found = Hit(
        **plain
        | {"pieces": ((1, 2), (4, 9)), "matches": (), "guessed": (), "section": (), "citation": "Sato 1987"}
        | {
            "similarity": 0.5,
            "verdict": Verdict.ALTERED,
            "faithful": False,
            "cautions": (),
            "speakers": (),
            "omissions": (Omission("none of it", 9, 19, ("none",)),),
        }
        | {"differences": (Difference(DifferenceKind.NUMBER, "1956", "1957", (0, 4), (5, 9)),)}
    ).to_dict()
    assert " ".join(list(found)[-9:]) == (
        "citation similarity verdict faithful differences omissions cautions relation speakers"
    )
    assert found["pieces"] == [[1, 2], [4, 9]]
    assert found["differences"] == [
        {
            "kind": "number",
            "quoted": "1956",
            "source": "1957",
            "quoted_span": [0, 4],
            "source_span": [5, 9],
            "reason": None,
        }
    ]
    assert found["omissions"] == [{"text": "none of it", "char_start": 9, "char_end": 19, "negations": ["none"]}]


@pytest.mark.parametrize(
    ("labels", "page", "file_page"),
    [
        ((None, None), None, 1),
        (("71", None), "71", 1),
        (("71", "72"), "71-72", 1),
        (("xi", "xi"), "xi", 1),
        ((), None, None),
    ],
)
def test_pages_are_printed_ones(
    tmp_path: Path, labels: tuple[str | None, ...], page: str | None, file_page: int | None
) -> None:
    library = SmallLibrary(tmp_path, Book("a.txt", "The ferry sailed on\fand came back.", labels=labels))
    hit = library.search("ferry").hits[0]
    assert (hit.page, hit.file_page, hit.quote) == (page, file_page, "The ferry sailed on and came back.")


def test_unknown_fields_are_null(tmp_path: Path) -> None:
    hit = SmallLibrary(tmp_path, Book("a.txt", "- The ferry.")).search("ferry").hits[0].to_dict()
    unknown = ("author", "title", "year", "citekey", "page", "file_page", "paragraph")
    assert [hit[name] for name in unknown] == [None] * len(unknown)
    assert (hit["kind"], hit["guessed"], hit["section"]) == ("list", [], [])


REAL_QUERIES = (
    "seikei fukabun",
    "islands",
    '"joint declaration"',
    "Gorbach*",
    "territor* NOT Kuril*",
    "policy relations",
)

# Which sentences are quoted

CASES = [
    # one sentence has them all
    ("ferry ice", "A ferry. Snow. The ferry met ice. Ice.", "The ferry met ice."),
    # two sentences together
    ("ferry ice", "Snow fell. A ferry came. Ice went. It was over.", "A ferry came. Ice went."),
    # the sentence where the words follow each other, rather than the first that has them
    ("ferry line", "A line of men at the ferry. The ferry line closed.", "The ferry line closed."),
    # words too far apart for one quotation: as many as three sentences can hold
    ("ferry ice", "A ferry came. One. Two. Three. Four. Ice went.", "A ferry came."),
    ("ferry ice mail", "Ice. One. Two. Three. A ferry brought mail. Four.", "A ferry brought mail."),
    # function words only count where nothing else does
    ("is the ferry of that line", "Is it the one of that? No. A ferry.", "A ferry."),
    # no words: the beginning
    ("kind:body", "The first one. The second.", "The first one."),
    # headings, notes and references whole
    ("ferry", "= Ito, K. The Ferry. Nemuro: Sea. 1961.", "Ito, K. The Ferry. Nemuro: Sea. 1961."),
    ("ferry", "^ See above. The ferry is meant.", "See above. The ferry is meant."),
]


@pytest.mark.parametrize(("query", "passage", "quote"), CASES)
def test_the_quotation_is_the_fewest_sentences_with_the_most_words(
    tmp_path: Path, query: str, passage: str, quote: str
) -> None:
    result = SmallLibrary(tmp_path, Book("a.txt", passage)).search(query)
    assert result.hits[0].quote == quote


def test_matches_are_the_words_that_were_asked_for(tmp_path: Path) -> None:
    library = SmallLibrary(
        tmp_path,
        Book("a.txt", "The ferries’ crews, Ferry-men and the ferry: all ferrying."),
        Book("b.txt", "政経不可分の原則。", language="ja"),
        Book("c.txt", "L’été, the café and naïve façades."),
    )

    def marked(query: str) -> list[str]:
        hit = library.search(query).hits[0]
        return [hit.quote[start:end] for start, end in hit.matches]

    assert marked("ferry") == ["ferries", "Ferry", "ferry", "ferrying"]
    assert marked('"ferry"') == ["Ferry", "ferry"]
    assert marked("ferr*") == ["ferries", "Ferry", "ferry", "ferrying"]
    assert marked("ferryng~") == ["ferrying"]
    assert marked("ferry crew NOT mail") == ["ferries", "crews", "Ferry", "ferry", "ferrying"]
    assert marked("原則") == ["原則"]
    assert marked("不可分") == ["不可分"]
    assert marked("cafe facades") == ["café", "façades"]
    # words that tell nothing are marked where they join two that do, or where nothing else was asked
    assert marked("when was the ferry all ferrying") == ["ferries", "Ferry", "ferry", "all", "ferrying"]
    assert marked("the crews of a ferry") == ["ferries", "crews", "Ferry", "ferry", "ferrying"]
    assert marked('"and the"') == ["The", "and", "the"]


def test_quotations_from_real_documents_are_cut_from_their_source(shared_seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "kurilsearch.toml").write_text(f"sources = [{json.dumps(str(shared_seeds))}]\n", encoding="utf-8")
    with open_library(tmp_path) as library:
        found = [hit for query in REAL_QUERIES for hit in library.search(query, limit=50).hits]
        assert len({hit.file for hit in found}) >= 4
        for hit in found:
            source = library.source_text(hit.file)
            way_back = library.passage(hit.passage_id).passage.way_back
            slices = way_back.source_pieces(*hit.quote_in_passage, split_at_wraps=True)
            # where markup was cut out of a line, two slices are joined by nothing
            cut = "".join("".join(source[slice(*piece)] for piece in slices).split())
            quote = "".join(hit.quote.split())
            # a scan has a comma, the second of two, where the page has a quotation mark
            assert len(cut) == len(quote)
            assert all(b in (a, "”" if a == "," else a) for a, b in zip(cut, quote, strict=True))
            assert source[hit.char_start] == hit.quote[0]
            assert source[hit.char_end - 1] in (hit.quote[-1], ",")
            assert source.count("\n", 0, hit.char_start) + 1 == hit.line_start
            assert hit.matches


def test_a_sentence_without_end_is_cut_around_the_words(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(3000))
    passage = words.replace("word1500", "ferry").replace("word1502", "harbour")
    hit = SmallLibrary(tmp_path, Book("a.txt", passage)).search("ferry harbour").hits[0]
    assert len(hit.quote) <= MOST_CHARACTERS
    assert "ferry word1501 harbour" in hit.quote
    assert re.fullmatch(r"(\w+ )+\w+", hit.quote)


@given(st.text("ab. \n", min_size=1, max_size=200), st.lists(st.integers(0, 2), min_size=1))
def test_any_passage_has_a_quotation_without_blank_space_at_its_ends(text: str, numbers: list[int]) -> None:
    tokens = tokenize(text)
    matches = [
        Match(token.start, token.end, index, numbers[index % len(numbers)]) for index, token in enumerate(tokens)
    ][::3]
    for kind in (Kind.BODY, Kind.NOTE):
        start, end = choose_quote(text, kind, SentenceSplitter().spans(text), matches)
        assert 0 <= start <= end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert end - start <= max(LONGEST_SENTENCE, MOST_CHARACTERS)


def _worth(run: Sequence[Match], light: Container[int], sentences: int) -> tuple[int, int, int, int]:
    """Return what a run of sentences is worth, straight from what the docstring of ``choose_quote`` says."""
    concepts = {match.concept for match in run}
    rows: list[list[Match]] = []
    for match in run:
        if not rows or rows[-1][-1].word + 1 < match.word:
            rows.append([])
        rows[-1].append(match)
    in_a_row = max((sum(match.concept not in light for match in row) for row in rows), default=0)
    return sum(concept not in light for concept in concepts), in_a_row, -sentences, len(concepts)


@given(
    st.lists(st.sampled_from(["ab", "a b", "abc ab", "c"]), min_size=1, max_size=7),
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3)), min_size=1, max_size=4),
    st.sets(st.integers(0, 3)),
)
def test_the_sentences_quoted_are_the_best_of_all_runs(
    sentences: list[str], steps: list[tuple[int, int]], light: set[int]
) -> None:
    text = " ".join(f"{sentence.capitalize()}." for sentence in sentences)
    tokens, chosen, at = tokenize(text), list[Match](), -1
    for step, concept in steps:
        # a word that comes again begins a new row
        at += max(step, 2) if concept in {match.concept for match in chosen} else step
        if at < len(tokens):
            chosen.append(Match(tokens[at].start, tokens[at].end, at, concept))
    spans = SentenceSplitter().spans(text)
    runs = [
        (spans[first][0], spans[last][1], last - first)
        for first in range(len(spans))
        for last in range(first, min(first + 3, len(spans)))
    ]
    inside = [[match for match in chosen if start <= match.start < end] for start, end, _ in runs]
    best = max(range(len(runs)), key=lambda each: (*_worth(inside[each], light, runs[each][2]), -each))
    assert choose_quote(text, Kind.BODY, SentenceSplitter().each_span(text), chosen, light) == runs[best][:2]


def test_no_more_sentences_are_cut_than_the_quotation_needs() -> None:
    text = "A ferry came. It left. Nobody saw it. It never came back."
    spans = SentenceSplitter().each_span(text)
    assert choose_quote(text, Kind.BODY, spans, [Match(2, 7, 1, 0)]) == (0, 13)
    assert [text[start:end] for start, end in spans] == ["It left.", "Nobody saw it.", "It never came back."]


LINES = st.lists(
    st.sampled_from(["ferry one.", "Two", "a ferry", "~~~", "three. Four", "Ferry!"]), min_size=1, max_size=8
)


@given(st.lists(LINES, min_size=1, max_size=4))
def test_the_pieces_hold_the_quotation(tmp_path_factory: pytest.TempPathFactory, paragraphs: list[list[str]]) -> None:
    text = "\n\n".join("\n".join(lines) for lines in paragraphs)
    library = SmallLibrary(tmp_path_factory.mktemp("library"), Book("a.txt", text))
    for hit in library.search("ferry OR two").hits:
        stored = library.store.passage(hit.passage_id)
        slices = [
            text[start:end]
            for start, end in stored.passage.way_back.source_pieces(*hit.quote_in_passage, split_at_wraps=True)
        ]
        assert " ".join(slices) == hit.quote
        assert hit.quote == hit.passage[slice(*hit.quote_in_passage)]
        assert (hit.pieces[0][0], hit.pieces[-1][1]) == (hit.char_start, hit.char_end)
        assert text.count("\n", 0, hit.char_start) + 1 == hit.line_start
        assert text.count("\n", 0, hit.char_end) + 1 == hit.line_end
        assert all("~" not in text[start:end] for start, end in hit.pieces)
        assert {hit.quote[start:end].lower() for start, end in hit.matches} <= {"ferry", "two"}
        assert {hit.passage[start:end].lower() for start, end in hit.passage_matches} <= {"ferry", "two"}
    library.store.close()
