"""The classes that are about the verdict: every lie is another thing, in the one way that it claims; no truth is."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kurilsearch.quotation_result import QuotationResult
from tests.benchmarks.misquotes import confusions, joined, lies, truths
from tests.benchmarks.misquotes.answers import Answer
from tests.benchmarks.misquotes.checkers import Question, ask_checker, questions
from tests.benchmarks.misquotes.classes import JUDGED, Case, make_cases
from tests.benchmarks.misquotes.damage import ELLIPSES
from tests.benchmarks.misquotes.joined import add_up_joined, ask_joined, make_joined
from tests.benchmarks.misquotes.material import Material, fold, read_material
from tests.benchmarks.misquotes.measure import add_up, ask
from tests.benchmarks.misquotes.prepare import prepare
from tests.benchmarks.misquotes.report import missed, report
from tests.benchmarks.misquotes.spellings import SPELLINGS, same_spelling
from tests.test_misquotes import case_named, span_of

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
COMMON_WORDS = "not net were wore ten ton house horse walk walked walking colour color"
COMMON = frozenset(COMMON_WORDS.split())
WORDS = Material(
    None, (), (), (), ("Hakodate", "Portsmouth", "Marian"), ("harbour", "window"), frozenset(),  # type: ignore[arg-type]
    words=COMMON, common=COMMON,
)  # fmt: skip


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Material]:
    """The repository's own seeds, none held out."""
    prepared = prepare([SEEDS], tmp_path_factory.mktemp("judged") / "made", seed=3, held_out=0)
    yield read_material(prepared.library)
    prepared.close()


@pytest.fixture(scope="module")
def cases(material: Material) -> list[Case]:
    return list(make_cases(material, JUDGED, 8, seed=5))


def told(told_by: lies.Lies, text: str, *, at_edge: bool = False, reach: int = 0) -> set[str]:
    """Return all lies that chance tells of a quotation."""
    change = lies.telling(told_by, at_edge=at_edge, reach=reach)
    damaged = [change(random.Random(seed), span_of(text), WORDS) for seed in range(80)]
    return {each.text for each in damaged if each}


def difference(one: list[str], two: list[str]) -> tuple[list[str], list[str], int, int]:
    """Return the words that two quotations do not share, and how many they share before and after them."""
    before = 0
    while before < min(len(one), len(two)) and one[before] == two[before]:
        before += 1
    after = 0
    while after < min(len(one), len(two)) - before and one[-1 - after] == two[-1 - after]:
        after += 1
    return one[before : len(one) - after], two[before : len(two) - after], before, after


# Lies


@pytest.mark.parametrize(
    ("told_by", "text", "wanted"),
    [
        (lies.other_negation, "so he was there", {"so he was not there"}),
        (lies.other_negation, "We do not know", {"We do know", "We know"}),
        (lies.other_negation, "and nobody came", {"and somebody came", "and everybody came"}),
        (lies.other_negation, "that no one denies", {"that everyone denies"}),
        (lies.other_negation, "he can't come", {"he can come"}),
        (lies.other_quantifier, "so many ships", {"so few ships", "so some ships"}),
        (lies.other_quantifier, "the only bridge", {"the bridge"}),
        (lies.other_quantifier, "the old bridge", set()),
        (lies.other_number, "about 4.4 billion", {"about 44 billion"}),
        (lies.other_number, "the third time", set()),
        (lies.look_alike, "the house stood", {"the horse stood"}),
        (lies.look_alike, "he walked home", {"he walk home", "he walking home"}),
        (lies.look_alike, "this colour faded", set()),
        (confusions.real_word_confusion, "is not here", {"is net here"}),
        (confusions.real_word_confusion, "they were there", {"they wore there"}),
        (confusions.real_word_confusion, "some ten men", {"some ton men"}),
        (confusions.real_word_confusion, "the old bridge", set()),
    ],
)
def test_a_lie_is_told_inside(told_by: lies.Lies, text: str, wanted: set[str]) -> None:
    made = told(told_by, text)
    assert made >= wanted
    if told_by is lies.other_number:
        assert all(len(each.split()) == 3 for each in made)
        assert text not in made
    else:
        assert made == wanted


@pytest.mark.parametrize(
    ("told_by", "text", "wanted"),
    [
        (lies.other_negation, "never came before", {"always came before", "often came before"}),
        (lies.other_negation, "for so he was", {"for so he was not"}),
        (lies.other_negation, "not the old ships", set()),  # without it the quotation is true
        (lies.other_quantifier, "All ships came", {"Some ships came", "Few ships came"}),
        (lies.other_quantifier, "came only", set()),
        (lies.other_name, "Hakodate was far", {"Portsmouth was far", "Marian was far"}),
        (lies.other_name, "Hakodate Portsmouth was far", {"Marian was far"}),
    ],
)
def test_a_lie_is_told_at_an_edge(told_by: lies.Lies, text: str, wanted: set[str]) -> None:
    assert told(told_by, text, at_edge=True) == wanted


def test_every_lie_is_one_and_stands_where_its_class_says(cases: list[Case]) -> None:
    made = [case for case in cases if case.name.startswith(("lies", "confusions"))]
    names = {one.name for one in JUDGED if one.name.startswith("lies")}
    assert {case.name for case in made} >= names - {"lies: quantifier, edge"}
    for case in made:
        assert case.truth
        true, quoted = case.truth.words.split(), fold(case.quotation).split()
        old, new, before, after = difference(true, quoted)
        assert old != new, case
        assert max(len(old), len(new)) <= 6, case
        reach = 2 if "negation" in case.name else 0  # may | not
        # a letter that two words share may be an edge of their own, so what is shared is only bounded from above
        assert (min(before, after) <= reach) if "edge" in case.name else min(before, after) > 0, case


def test_a_number_is_another_one(cases: list[Case]) -> None:
    numbers = [case for case in cases if case.name.startswith("lies: number")]
    assert numbers
    for case in numbers:
        assert case.truth
        old, new, _, _ = difference(case.truth.words.split(), fold(case.quotation).split())
        assert " ".join(old) != " ".join(new)
        assert lies.NUMBER.search(" ".join(old).upper()) or lies.NUMBER.search(" ".join(old)), case


def test_looking_alike_is_no_other_spelling() -> None:
    assert all(same_spelling(one, other) for one, other in SPELLINGS.items())
    assert not same_spelling("house", "horse")
    assert not same_spelling("were", "wore")


# Truths


@pytest.mark.parametrize(
    ("retelling", "text", "wanted"),
    [
        (truths.other_spelling, "the colour of it", {"the color of it"}),
        (truths.other_spelling, "he came to-day, then", {"he came today, then"}),
        (truths.other_spelling, "a show of it", set()),
        (truths.other_abbreviation, "and Mr. Doe came", {"& Mr. Doe came", "and Mr Doe came"}),
        (truths.other_abbreviation, "he did not, then", {"he didn't, then"}),
        (truths.other_abbreviation, "we cannot go", {"we can't go", "we can not go"}),
        (truths.other_figures, "with three men", {"with 3 men"}),
        (truths.other_figures, "with twenty-five men", {"with 25 men"}),
        (truths.other_figures, "with 25 men", {"with twenty-five men"}),
        (truths.other_figures, "three hundred men", set()),  # no more than a part of the number
        (truths.other_figures, "lost 12,500 men", {"lost 12500 men"}),
        (truths.other_figures, "the nineteenth century", {"the 19th century"}),
        (truths.other_figures, "in chapter XIV of", {"in chapter 14 of"}),
        (truths.other_figures, "on 7 February 1855, when", {"on February 7, 1855, when"}),
        (truths.other_figures, "on February 7th, 1855 when", {"on 7 February 1855 when"}),
        (truths.other_figures, "said so.12 Then men", set()),
    ],
)
def test_the_same_is_told_in_another_form(retelling: truths.Retelling, text: str, wanted: set[str]) -> None:
    change = truths.in_other_form(retelling)
    made = [change(random.Random(seed), span_of(text), WORDS) for seed in range(40)]
    assert {each.text for each in made if each} == wanted


def test_a_licence_leaves_the_words_of_the_source(cases: list[Case]) -> None:
    licensed = [case for case in cases if case.name == "truths: licence"]
    assert licensed
    for case in licensed:
        assert case.truth
        text = case.quotation
        for mark in (*truths.EMPHASIS, *ELLIPSES, "[sic]"):
            text = text.replace(f" {mark}", " ")
        text = re.sub(r" \[the \w+\]", "", text)
        true = case.truth.words.split()
        words = iter(true)
        kept = [re.sub(r"(?<=\w)\[\w*\]", "", word) for word in text.split()]
        whole = [fold(word.replace("[", "").replace("]", "")) for word in kept]
        for word in filter(None, whole):
            assert any(each.startswith(word.split()[0]) for each in words), (word, case)


def test_a_sure_misreading_is_no_word(material: Material, cases: list[Case]) -> None:
    misread = [case for case in cases if case.name == "truths: misreading"]
    assert misread
    for case in misread:
        assert case.truth
        old, new, _, _ = difference(case.truth.words.split(), fold(case.quotation).split())
        assert len(old) == 1
        assert len(old[0]) >= 7
        assert not set(new) & material.words


def test_typography_keeps_the_letters(cases: list[Case]) -> None:
    for case in cases:
        if case.name == "truths: typography":
            assert case.truth
            plain = case.quotation.replace("-\n", "").replace("\u00ad", "").replace("ſ", "s")
            assert fold(plain) == case.truth.words


def test_a_word_is_misread_by_one_confusion() -> None:
    assert {"net", "hot"} & set(confusions.misreadings("not")) == {"net"}
    assert "wore" in confusions.misreadings("were")
    assert "he" in confusions.misreadings("she")
    assert "stem" in confusions.misreadings("stern")
    assert "not" not in confusions.misreadings("not")


# Joined of two pieces


@pytest.mark.parametrize("name", joined.CLASSES)
def test_both_pieces_stand_and_the_whole_does_not(material: Material, name: str) -> None:
    made = list(make_joined(material, [name], 6, seed=2))
    assert len(made) == 6
    assert made == list(make_joined(material, [name], 6, seed=2))
    for case in made:
        one, two = case.pieces
        assert fold(case.quotation) == f"{one.words} {two.words}"
        assert (one.file == two.file) == (name != joined.TWO_WORKS)
        if name != joined.TWO_WORKS:
            assert (one.span < two.span) == (name == joined.FAR_APART)


def test_what_is_joined_is_added_up(material: Material) -> None:
    made = list(make_joined(material, [joined.TWO_WORKS], 4, seed=2))
    outcomes = ask_joined(lambda text: QuotationResult(text, ()), made)
    figures = add_up_joined(outcomes)[joined.TWO_WORKS]
    assert figures == {"cases": 4, "found": 0, "both_named": 0, "failing": {"no place named": 4}}
    both = joined.JoinedOutcome(made[0], False, tuple((piece.file, piece.span) for piece in made[0].pieces))
    assert both.failing is None
    assert joined.JoinedOutcome(made[0], True, both.places).failing == "found"
    assert joined.JoinedOutcome(made[0], False, both.places[:1]).failing == "one place named"


# The measures


def test_each_way_of_failing_is_counted() -> None:
    answers = {
        "told": Answer("a.txt", (0, 10), "", 1.0, frozenset(("number",)), False, "altered"),  # type: ignore[arg-type]
        "as spelling": Answer("a.txt", (0, 10), "", 1.0, frozenset(("spelling",)), False, "altered"),  # type: ignore[arg-type]
        "faithful": Answer("a.txt", (0, 10), "", 1.0, frozenset(), True, "faithful"),
        "elsewhere": Answer("b.txt", (0, 10), "", 1.0, frozenset(("number",)), False, "altered"),  # type: ignore[arg-type]
    }
    lying = [case_named("lies: number", text, "true words", (0, 10)) for text in (*answers, "nowhere")]
    true = [case_named("truths: spelling", text, "true words", (0, 10)) for text in ("faithful", "told")]
    figures = add_up(ask(answers.get, [*lying, *true]))
    number = figures["classes"]["lies: number"]
    assert number["right"] == 1 / 5
    assert number["failing"] == {"told as spelling": 1, "called faithful": 1, "elsewhere": 1, "not found": 1}
    assert figures["classes"]["truths: spelling"]["failing"] == {"called altered": 1}
    measured = {
        "machine": "a machine",
        "seed": 1,
        "corpus": {"documents": 1, "passages": 2, "words": 3},
        "kurilsearch": {**figures, "joined": {joined.TWO_WORKS: add_up_joined([])}} | {"joined": {}},
    }
    assert any(line.startswith("lies: number") and "1 told as spelling" in line for line in report(measured))
    shortfalls = missed(measured)
    assert "lies judged right in 20.0%, below 99.5%" in shortfalls
    assert "1 of 5 lies called faithful" in shortfalls
    assert "1 of 2 truths called altered" in shortfalls


def test_other_tools_are_asked_the_same() -> None:
    answers = {"a lie": Answer("a.txt", (0, 5), "", 1.0, frozenset(), True, "faithful")}
    outcomes = ask(answers.get, [case_named("lies: name", each, "words", (0, 5)) for each in ("a lie", "another")])
    asked = questions(outcomes, [])
    assert asked == [Question("lies", "a lie", ("a.txt",), True), Question("lies", "another", ("a.txt",), False)]
    figures = ask_checker("a tool", lambda quotation, text: quotation in text, asked, lambda _: "not another", 60.0)
    assert (figures["cases"], figures["errors"]) == (2, 0)
    assert figures["groups"]["lies"] == {"cases": 2, "theirs": 0.5, "ours": 0.5}
