"""Which passage comes first, and why."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.search.concepts import Concept, gather
from kurilsearch.search.proximity import Terms, are_linked, count_pairs, has_phrase, shortest_window
from kurilsearch.search.weighting import RARITY, C
from tests.small_library import Book, SmallLibrary

FILLER = "Snow fell and the long road was closed until spring came back to the valley again."


def library_of(tmp_path: Path, *texts: str, **options: Any) -> SmallLibrary:
    """Return a library with a document for each text, named a, b, c …, and some that have nothing to do with it."""
    books = [Book(chr(97 + index), text, **options) for index, text in enumerate(texts)]
    return SmallLibrary(tmp_path, *books, *(Book(f"z{index}", f"{FILLER} {index}") for index in range(5)))


@pytest.mark.parametrize(
    ("query", "first", "second"),
    [
        # the phrase as typed, before the phrase in other forms, before the words near each other, before elsewhere
        ("joint declaration", "A joint declaration was made.", "Joint declarations: joint declarations, all joint."),
        ("joint declarations", f"Joint declaration. {FILLER}", "A joint and a separate declaration. Joint."),
        (
            "joint declaration",
            f"{FILLER} Of the joint and solemn declaration. {FILLER} {FILLER}",
            f"Joint, joint. {FILLER} Declaration.",
        ),
        # case and accents of the text do not matter for a phrase
        ("SHOWA era", f"The Shōwa era. {FILLER}", "Showa eras. Showa eras."),
        ("seikei-fukabun", f"A policy of seikei fukabun. {FILLER}", "Fukabun seikei, fukabun seikei."),
        # a word in the form that was typed
        ("declared", f"It was declared. {FILLER}", f"It was declaring. {FILLER}"),
        ("Shōwa", f"In Shōwa. {FILLER}", f"In Showa. {FILLER}"),
        # more of it, and in fewer words
        ("ferry", f"Ferry, ferry, ferry. {FILLER}", f"Ferry. {FILLER} {FILLER} {FILLER}"),
        # the rarer word counts more
        ("ferry OR snow", f"A ferry. {FILLER[5:]}", f"Snow on snow. {FILLER[5:]}"),
        # running text before the heading that says the same, and before a list of references
        ("ferry strike", "The ferry strike lasted for weeks.", "# Ferry strike"),
        ("ferry strike", "The ferry strike lasted for weeks.", "= Ito. The ferry strike lasted. 1961."),
        # words of the query in a row, where they are not all there
        ("old ferry line OR xyzzy", f"The old ferry line. {FILLER}", f"Line of the old. {FILLER} Ferry. {FILLER}"),
    ],
)
def test_the_better_passage_comes_first_whichever_is_read_first(
    tmp_path_factory: pytest.TempPathFactory, query: str, first: str, second: str
) -> None:
    for order in ((first, second), (second, first)):
        library = library_of(tmp_path_factory.mktemp("library"), *order)
        found = [hit.passage for hit in library.search(query).hits]
        assert [text for text in found if text in (first.lstrip("#= "), second.lstrip("#= "))] == [
            first.lstrip("#= "),
            second.lstrip("#= "),
        ]


def test_the_title_and_the_headings_count(tmp_path: Path) -> None:
    library = SmallLibrary(
        tmp_path,
        Book("a", "The ferry left.", "Weather"),
        Book("b", "The ferry left.", "Ferry lines"),
        Book("c", "# Ferry lines\n\nThe ferry left.", "Weather"),
        Book("d", "# Weather\n\nThe ferry left.", "Weather"),
    )
    assert library.files("ferry kind:body") == ["b", "c", "a", "d"]


def test_ties_go_by_file_and_position(tmp_path: Path) -> None:
    texts = "The ferry left.\n\nA ferry left."
    library = SmallLibrary(tmp_path, *(Book(name, texts) for name in ("c.txt", "a.txt", "b.txt")))
    found = [(hit.file, hit.paragraph) for hit in library.search("ferry").hits]
    assert found == [("a.txt", 1), ("b.txt", 1), ("c.txt", 1), ("a.txt", 2), ("b.txt", 2), ("c.txt", 2)]


def test_one_document_does_not_crowd_out_the_others(tmp_path: Path) -> None:
    chatter = "\n\n".join(f"Ferry, ferry and ferry number {number}." for number in range(20))
    library = SmallLibrary(tmp_path, Book("a.txt", chatter), Book("b.txt", "A ferry and a second ferry left the bay."))
    assert library.files("ferry")[0] == "a.txt"
    assert "b.txt" in library.files("ferry")[1:10]


def test_repeated_passages_of_a_document_go_to_the_end(tmp_path: Path) -> None:
    library = SmallLibrary(
        tmp_path,
        Book("a.txt", "The ferry left.\n\nTHE FERRY LEFT!\n\nThe ferry left."),
        Book("b.txt", f"Nobody saw the ferry. {FILLER} {FILLER}"),
        Book("c.txt", "The ferry left."),
    )
    assert [(hit.file, hit.paragraph) for hit in library.search("ferry left OR ferry").hits] == [
        ("a.txt", 1),
        ("c.txt", 1),
        ("b.txt", 1),
        ("a.txt", 2),
        ("a.txt", 3),
    ]


def test_scores_fall_with_the_rank(tmp_path: Path) -> None:
    library = library_of(tmp_path, *(f"{'Ferry. ' * number}{FILLER}" for number in range(1, 9)))
    scores = [hit.score for hit in library.search("ferry").hits]
    assert scores == sorted(scores, reverse=True)
    assert [hit.rank for hit in library.search("ferry").hits] == list(range(1, 9))


def test_one_word_is_scored_by_its_divergence_from_randomness(tmp_path: Path) -> None:
    texts = ["Ferrying.", f"{FILLER} Ferrying."]
    library = SmallLibrary(tmp_path, *(Book(str(number), text) for number, text in enumerate(texts)))
    lengths = [1, 17]
    weight = math.log(3 / 2.5) ** RARITY
    frequencies = [math.log2(1 + C * 9 / length) for length in lengths]
    expected = [weight * frequency / (1 + frequency) for frequency in frequencies]
    assert [hit.score for hit in library.search("ferries").hits] == pytest.approx(expected, abs=1e-6)


def test_a_phrase_is_found_among_many_passages_with_its_words(tmp_path: Path) -> None:
    crowd = "\n\n".join(f"Ferry line one, ferry line two, ferry line {number}." for number in range(300))
    needle = f"{FILLER} {FILLER} The line ferry sailed. {FILLER} {FILLER}"
    library = SmallLibrary(tmp_path, Book("a.txt", crowd), Book("b.txt", needle))
    assert library.files("line ferry", 1) == ["b.txt"]


def test_a_title_brings_a_passage_to_the_front_from_behind_many_that_say_the_word_more_often(tmp_path: Path) -> None:
    crowd = [Book(f"a{number}", f"Herring. The herring prices of {number}. Herring again.") for number in range(200)]
    titled = Book("z", f"On Mondays there is no herring. {FILLER}", title="A history of the Nemuro herring market")
    library = SmallLibrary(tmp_path, *crowd, titled)
    assert library.files("herring market history unheard", 1) == ["z"]


def test_question_words_count_little_beside_others(tmp_path: Path) -> None:
    library = library_of(
        tmp_path,
        f"What is to be done? How is it done, and why, and by whom is it that it is done? {FILLER}",
        f"The ferry was late. {FILLER} {FILLER}",
    )
    assert library.files("why is it that the ferry is as late as it is", match="any")[0] == "b"


# Nearness

ROWS = st.lists(st.sampled_from("abcdx"), min_size=1, max_size=30)
NUMBERS = {"a": 0, "b": 1, "c": 2}


@given(ROWS)
def test_occurrences_are_where_the_stems_stand(row: list[str]) -> None:
    expected = [(position, NUMBERS[stem]) for position, stem in enumerate(row) if stem in NUMBERS]
    assert Terms(" ".join(row)).occurrences(NUMBERS) == expected
    many = {**NUMBERS, **{f"y{number}": 3 + number for number in range(20)}}
    assert Terms(" ".join(row)).occurrences(many) == expected


@given(ROWS)
def test_pairs_are_counted_as_one_would_by_hand(row: list[str]) -> None:
    occurrences = Terms(" ".join(row)).occurrences(NUMBERS)
    ordered, unordered = count_pairs(occurrences, {(0, 1)})
    places = [(i, j) for i, one in enumerate(row) for j, other in enumerate(row) if one == "a" and other == "b"]
    assert ordered.get((0, 1), 0) == sum(j - i == 1 for i, j in places)
    assert unordered.get((0, 1), 0) == sum(abs(j - i) < 8 for i, j in places)


@given(ROWS, st.lists(st.sampled_from("abc"), min_size=2, max_size=4))
def test_a_phrase_is_found_where_it_stands(row: list[str], phrase: list[str]) -> None:
    occurrences = Terms(" ".join(row)).occurrences(NUMBERS)
    assert has_phrase(occurrences, [NUMBERS[stem] for stem in phrase]) == ("".join(phrase) in "".join(row))


@given(ROWS)
def test_the_shortest_window_is_the_shortest(row: list[str]) -> None:
    occurrences = Terms(" ".join(row)).occurrences(NUMBERS)
    windows = [
        end - start
        for start in range(len(row))
        for end in range(start + 1, len(row) + 1)
        if {"a", "b", "c"} <= set(row[start:end])
    ]
    assert shortest_window(occurrences, 3) == min(windows, default=None)


@given(ROWS, st.integers(1, 6))
def test_two_words_are_linked_when_they_are_near(row: list[str], distance: int) -> None:
    near = any(
        one == "a" and other == "b" and abs(i - j) <= distance
        for i, one in enumerate(row)
        for j, other in enumerate(row)
    )
    assert are_linked(Terms(" ".join(row)), [frozenset("a"), frozenset("b")], distance) == near


def test_words_that_share_a_stem_are_one_concept() -> None:
    trade, traded = Concept(frozenset({"trade", "trad"}), ("trade",)), Concept(frozenset({"trad"}), ("traded",))
    peace = Concept(frozenset({"peac"}), ("peace",))
    concepts = gather([trade, peace, traded], ["trade", "peace", "traded"])
    assert concepts.sequence == (0, 1, 0)
    assert [concept.times for concept in concepts.distinct] == [2, 1]
    assert concepts.distinct[0].typed == ("trade", "traded")
