"""The alignment of words: which stands for which, what is joined, moved or misread, and where it begins and ends."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurilsearch.match.alignment import DROPPED, NO_NAMES, Alignment, Names, align
from kurilsearch.match.edges import settle, with_marks
from kurilsearch.match.joins import Join, find_joins
from kurilsearch.match.likeness import MISREAD, RESPELT, cost_rows, unlikeness, weight
from kurilsearch.match.misreading import likely_misread, surely_misread
from kurilsearch.match.moves import with_moves
from kurilsearch.match.quotation import parse_quotation
from kurilsearch.match.window import Window
from kurilsearch.model import Kind
from kurilsearch.store import Candidate

TEXT = "the pilot had waited for the tide with his hands in his sleeves and saw nothing of the boat"


def told(quoted: str, source: str, light: frozenset[int] = frozenset(), names: Names = NO_NAMES) -> str:
    """Return the steps as text: ``word`` the same, ``a>b`` for another, ``+a`` too many, ``-b`` lacking."""
    one, other = quoted.split(), source.split()
    alignment = align(one, other, light, names)
    steps: list[str] = []
    for q0, q1, s0, s1, _ in alignment.steps:
        mine, theirs = "_".join(one[q0:q1]), "_".join(other[s0:s1])
        steps.append(
            mine if mine == theirs else f"{mine}>{theirs}" if mine and theirs else f"+{mine}" if mine else f"-{theirs}"
        )
    return " ".join(steps)


# Steps


@pytest.mark.parametrize(
    ("quoted", "source", "steps"),
    [
        ("a boat came home", "a boat came home", "a boat came home"),
        ("boat came", "the boat came home", "boat came"),
        ("the grey boat came home", "the boat came home", "the +grey boat came home"),
        ("the boat home", "so the boat came home", "the boat -came home"),
        ("the ship came home", "and the boat came home again", "the ship>boat came home"),
        ("the baot came home", "the boat came home", "the baot>boat came home"),
        ("the harbourmaster came", "the harbour master came", "the harbourmaster>harbour_master came"),
        ("the harbour master came", "the harbourmaster came", "the harbour_master>harbourmaster came"),
        ("the boat", "the sea the boat the ice", "the boat"),
        ("in 1907 it sank", "in 1970 it sank", "in 1907>1970 it sank"),
    ],
)
def test_steps(quoted: str, source: str, steps: str) -> None:
    assert told(quoted, source) == steps


def test_words_of_the_library_stand_for_those_of_the_quotation() -> None:
    names = Names({"etorofu": frozenset({"iturup"})}, frozenset())
    assert (
        told("ferry to etorofu waited", "the ferry to iturup waited", names=names) == "ferry to etorofu>iturup waited"
    )
    assert align(["etorofu"], ["iturup"], names=names).similarity == pytest.approx(1 - RESPELT)


def test_words_in_brackets_cost_little() -> None:
    quoted, source = ["the", "old", "boat", "came", "home"], ["the", "boat", "came", "home"]
    assert align(quoted, source, frozenset({1})).similarity > align(quoted, source).similarity
    assert align(quoted, source, frozenset({1})).similarity > 0.9


def test_a_word_lacking_costs_less_than_one_too_many() -> None:
    whole = ["the", "pilot", "waited", "for", "the", "tide"]
    lacking = align([word for word in whole if word != "waited"], whole)
    too_many = align(whole, [word for word in whole if word != "waited"])
    assert lacking.cost == pytest.approx(DROPPED * weight("waited"))
    assert too_many.cost == pytest.approx(weight("waited"))


def test_nothing_corresponds() -> None:
    alignment = align(["qqqq", "zzzz"], ["sea", "ice"])
    assert alignment.similarity == 0.0
    assert align(["sea"], []).similarity == 0.0
    assert (align([], ["sea"]).similarity, align([], []).last) == (0.0, 0)


WORDS = (
    *("the", "sea", "ice", "boat", "boats", "harbour", "harbor", "master", "harbourmaster"),
    *("1907", "1970", "four", "not", "mоrе", "海", "море", "qx"),
)
words = st.sampled_from(WORDS)
rows = st.lists(words, max_size=14)


def assert_accounts_for(alignment: Alignment, quoted: list[str], source: list[str]) -> None:
    """The steps are in order and gapless on both sides, and account for every word of the quotation."""
    here, there = 0, alignment.steps[0].s0 if alignment.steps else 0
    for q0, q1, s0, s1, cost in alignment.steps:
        assert (q0, s0) == (here, there)
        assert q0 <= q1 and s0 <= s1 and (q1, s1) != (q0, s0)
        assert cost >= -1e-9
        here, there = q1, s1
    assert here == len(quoted) and there <= len(source)
    assert 0 <= alignment.similarity <= 1
    assert 0 <= alignment.first <= alignment.last <= len(source)
    assert alignment.cost == pytest.approx(sum(step.cost for step in alignment.steps))
    assert alignment.cost <= alignment.weight + 1e-6


@given(rows, rows)
def test_an_alignment_accounts_for_every_word(quoted: list[str], source: list[str]) -> None:
    assert_accounts_for(align(quoted, source), quoted, source)


@given(rows.filter(bool), rows, rows)
def test_words_that_stand_there_are_wholly_like(quoted: list[str], before: list[str], after: list[str]) -> None:
    alignment = align(quoted, before + quoted + after)
    assert alignment.similarity == 1.0
    assert (before + quoted + after)[alignment.first : alignment.last] == quoted


@given(rows.filter(bool), rows, rows)
def test_more_to_look_at_never_makes_a_quotation_less_like(
    quoted: list[str], source: list[str], after: list[str]
) -> None:
    assert align(quoted, source + after).similarity >= align(quoted, source).similarity - 1e-9


@given(rows, rows, st.integers(0, 5))
def test_a_shifted_alignment_is_the_same_further_on(quoted: list[str], source: list[str], words: int) -> None:
    alignment = with_moves(align(quoted, source), quoted, source)
    shifted = alignment.shifted(words)
    assert shifted.similarity == alignment.similarity
    assert [(s0 - words, s1 - words) for _, _, s0, s1, _ in shifted.steps] == [step[2:4] for step in alignment.steps]
    assert [(q, s - words) for q, s in shifted.moved] == list(alignment.moved)


# Long texts


def made_up(number: int, count: int) -> list[str]:
    """Return words of which hardly one is another."""
    chance = random.Random(number)
    return [chance.choice(["sea", "ice", "boat", "rope", "bell"]) + str(chance.randrange(900)) for _ in range(count)]


@pytest.mark.parametrize("start", [0, 9_000, 18_000])
def test_a_long_quotation_is_aligned_with_a_long_text(start: int) -> None:
    source = made_up(1, 20_000)
    quoted = source[start : start + 2_000]
    damaged = [word for index, word in enumerate(quoted) if index % 11]
    damaged[::17] = ["replaced"] * len(damaged[::17])
    alignment = align(damaged, source)
    assert_accounts_for(alignment, damaged, source)
    assert alignment.similarity > 0.8
    assert abs(alignment.first - start) <= 2 and abs(alignment.last - start - 2_000) <= 2


@pytest.mark.parametrize(
    "quoted", [["sea"] * 2_000, made_up(2, 2_000)], ids=["one word over and over", "nothing of it"]
)
def test_a_long_quotation_without_anchors_is_answered(quoted: list[str]) -> None:
    source = made_up(1, 20_000)
    assert_accounts_for(align(quoted, source), quoted, source)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(120, 400), st.integers(0, 40))
def test_long_texts_are_accounted_for_as_short_ones_are(seed: int, count: int, damaged: int) -> None:
    chance = random.Random(seed)
    source = made_up(seed, count + 100)
    quoted = source[50 : 50 + count]
    for _ in range(damaged):
        quoted[chance.randrange(count)] = chance.choice(["replaced", "sea1", source[chance.randrange(len(source))]])
    alignment = align(quoted, source)
    assert_accounts_for(alignment, quoted, source)
    assert alignment.similarity >= 1 - 1.5 * (damaged + 1) / count


# Joins

NO_CAPITALS: frozenset[str] = frozenset()


def test_joined_words_are_found_on_both_sides() -> None:
    assert find_joins(["harbourmaster"], ["the", "harbour", "master"], NO_CAPITALS) == {1: {3: Join(1, 2, MISREAD)}}
    assert find_joins(["the", "harbour", "master"], ["harbourmaster"], NO_CAPITALS) == {3: {1: Join(2, 1, MISREAD)}}
    joins = find_joins(["wentdowntothe"], ["went", "down", "to", "the"], NO_CAPITALS)
    assert joins[1][4].source == 4


def test_a_little_word_does_not_vanish_in_a_long_one() -> None:
    assert find_joins(["boats"], ["boat", "no"], NO_CAPITALS) == {}
    assert find_joins(["keeper"], ["not", "keeper"], NO_CAPITALS) == {}


def test_not_does_not_vanish_in_a_very_long_word() -> None:
    assert find_joins(["incomprehensable"], ["not", "incomprehensible"], NO_CAPITALS) == {}


def test_no_does_not_vanish_in_a_very_long_word() -> None:
    assert find_joins(["accommodations"], ["no", "accommodation"], NO_CAPITALS) == {}


def test_a_word_in_capitals_may_be_the_initials_of_others() -> None:
    words, capitals = ["union", "of", "soviet", "socialist", "republics"], frozenset({"ussr"})
    assert find_joins(["ussr"], words, capitals)[1][5].source == 5
    assert find_joins(words, ["ussr"], capitals)[5][1].quoted == 5
    assert find_joins(["ussr"], words, NO_CAPITALS) == {}


def test_a_number_may_be_spelled_in_several_words() -> None:
    assert find_joins(["412"], ["four", "hundred", "and", "twelve", "seals"], NO_CAPITALS)[1][4].source == 4
    assert find_joins(["413"], ["four", "hundred", "and", "twelve", "seals"], NO_CAPITALS) == {}


@given(rows, rows)
def test_a_join_is_one_word_for_several(quoted: list[str], source: list[str]) -> None:
    for row, columns in find_joins(quoted, source, NO_CAPITALS).items():
        for column, join in columns.items():
            assert min(join.quoted, join.source) == 1 < max(join.quoted, join.source)
            assert 0 <= row - join.quoted <= len(quoted) and row <= len(quoted)
            assert 0 <= column - join.source <= len(source) and column <= len(source)
            assert 0 < join.cost < 1


# Moves


def moved(quoted: str, source: str) -> list[tuple[str, str]]:
    one, other = quoted.split(), source.split()
    alignment = with_moves(align(one, other), one, other)
    assert all(one[q] == other[s] for q, s in alignment.moved)
    return [(one[q], other[s]) for q, s in alignment.moved]


def test_a_word_in_another_place_is_moved() -> None:
    source = "the pilot waited long for the tide and saw nothing"
    assert moved("the pilot waited for the tide long and saw nothing", source) == [("long", "long")]
    assert moved("long the pilot waited for the tide and saw nothing", source) == [("long", "long")]
    assert moved(source, source) == []


def test_swapped_words_are_moved() -> None:
    source = "a likely story and a reasonable price for the parish"
    swapped = moved("a reasonable story and a likely price for the parish", source)
    assert sorted(swapped) == [("likely", "likely"), ("reasonable", "reasonable")]


def test_little_words_are_not_moved_far() -> None:
    assert moved("to waited for the tide", "the pilot waited for the tide and then went down to bed") == []


@given(rows, rows)
def test_moves_make_no_quotation_less_like(quoted: list[str], source: list[str]) -> None:
    alignment = align(quoted, source)
    better = with_moves(alignment, quoted, source)
    assert better.steps == alignment.steps
    assert 0 <= better.similarity <= 1 and better.cost <= alignment.cost
    assert len({q for q, _ in better.moved}) == len({s for _, s in better.moved}) == len(better.moved)


# Edges


def stretch_of(text: str) -> Window:
    return Window((Candidate(1, 1, 0, Kind.BODY, "", text, ()),))


def span_of(quoted: str, text: str) -> str:
    """Return what of ``text`` stands for the quotation."""
    (piece,) = parse_quotation(quoted).pieces
    stretch = stretch_of(text)
    alignment = settle(piece, align(piece.folded, stretch.folded), stretch, quoted)
    start, end = with_marks(quoted, piece.words, stretch, alignment.first, alignment.last)
    return stretch.text[start:end]


@pytest.mark.parametrize(
    ("quoted", "text", "span"),
    [
        ("the bell was sold", "In May the bell was sold. Nobody came.", "the bell was sold"),
        ("the bell was sold.", "In May the bell was sold. Nobody came.", "the bell was sold."),
        ("the bell was sold.", "In May the bell was sold, and nobody came.", "the bell was sold"),
        ("“The bell was sold.”", "He said: “The bell was sold.” Nobody came.", "“The bell was sold.”"),
        ('"The bell was sold."', "He said: “The bell was sold.” Nobody came.", "“The bell was sold.”"),
        ("The bell was sold", "He said: “The bell was sold.” Nobody came.", "The bell was sold"),
        ("(the bell was sold)", "So (the bell was sold) it went.", "(the bell was sold)"),
        ("the bell was sold however", "In May the bell was sold. Nobody came.", "the bell was sold"),
        ("the bell was lost", "In May the bell was sold. Nobody came.", "the bell was sold"),
        ("the bell was lost", "In May the bell was quite sold. Nobody came.", "the bell was quite sold"),
    ],
)
def test_where_the_words_begin_and_end(quoted: str, text: str, span: str) -> None:
    assert span_of(quoted, text) == span


@given(st.integers(0, 18), st.integers(0, 18))
def test_settling_leaves_true_words_alone(one: int, other: int) -> None:
    first, last = sorted((one, other))
    quoted = " ".join(TEXT.split()[first : last + 1])
    assert span_of(quoted, TEXT) == quoted


# Likeness


@pytest.mark.parametrize(
    ("one", "other", "at_most"),
    [
        ("sea", "sea", 0.0),
        ("modern", "modem", MISREAD),
        ("mill", "mi1l", MISREAD),
        ("harbour", "harbor", 0.2),
        ("khrushchev", "хрущев", RESPELT),
        ("kunashir", "kunashiri", 0.2),
        ("boat", "boats", 0.3),
    ],
)
def test_words_that_are_alike(one: str, other: str, at_most: float) -> None:
    assert unlikeness(one, other) <= at_most
    assert unlikeness(other, one) <= at_most


@pytest.mark.parametrize(("one", "other"), [("sea", "ice"), ("1907", "1970"), ("pilot", "keeper"), ("not", "the")])
def test_words_that_are_not_alike(one: str, other: str) -> None:
    assert unlikeness(one, other) >= 0.7


@given(words, words)
def test_unlikeness_is_from_0_to_1_and_0_only_for_the_same(one: str, other: str) -> None:
    assert 0 <= unlikeness(one, other) <= 1
    assert (unlikeness(one, other) == 0) == (one == other)


@given(rows, rows)
def test_the_rows_of_costs_are_those_of_the_pairs(quoted: list[str], source: list[str]) -> None:
    costs = cost_rows(quoted, source, {})
    assert [len(row) for row in costs] == [len(source)] * len(quoted)
    for word, row in zip(quoted, costs, strict=True):
        for other, cost in zip(source, row, strict=True):
            assert cost >= unlikeness(word, other) - 1e-9
            assert (cost == 0) == (word == other)


@given(st.text(max_size=12), st.text(max_size=12))
def test_longer_words_weigh_no_less(one: str, other: str) -> None:
    assert 0 < weight(one) <= 1
    if one.isascii() and other.isascii() and len(one) <= len(other):
        assert weight(one) <= weight(other)


# Misreadings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("modern", "modem"), ("Ivan", "lvan"), ("million", "mi1lion"), ("Showa", "Sh6wa"),
        ("jury", "Jury"),
    ],
)  # fmt: skip
def test_one_to_the_eye(one: str, other: str) -> None:
    assert surely_misread(one, other) and surely_misread(other, one)


def test_two_v_are_one_w_to_the_eye() -> None:
    assert surely_misread("was", "vvas")


@pytest.mark.parametrize(
    ("one", "other"), [("1898", "1899"), ("111", "101"), ("sea", "ice"), ("not", "note"), ("", "a")]
)
def test_not_one_to_the_eye(one: str, other: str) -> None:
    assert not surely_misread(one, other)
    assert not surely_misread(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("the", "tbe"), ("boat", "hoat"), ("clear", "dear"), ("said", "faid"), ("early", "earlv"), ("1898", "l898")],
)
def test_likely_a_misreading(one: str, other: str) -> None:
    assert likely_misread(one, other)
    assert likely_misread(other, one)


@pytest.mark.parametrize(("one", "other"), [("1907", "1901"), ("sea", "ice"), ("pilot", "keeper"), ("north", "south")])
def test_hardly_a_misreading(one: str, other: str) -> None:
    assert not likely_misread(one, other)


@given(st.text("aeilmnrtuv1I6", max_size=9), st.text("aeilmnrtuv1I6", max_size=9))
def test_misreading_goes_both_ways(one: str, other: str) -> None:
    assert surely_misread(one, other) == surely_misread(other, one)
    assert surely_misread(one, one) or one.isdigit()


@given(st.integers(0, 99_999), st.integers(0, 99_999))
def test_numbers_are_never_misread_for_each_other(one: int, other: int) -> None:
    assert not surely_misread(str(one), str(other))
    assert not likely_misread(str(one), str(other))
