"""Asks for every case, times it, and adds up the figures of each class."""

from __future__ import annotations

import random
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kurilsearch.difference import DifferenceKind
from tests.benchmarks.misquotes.answers import Answer, Finder, Verdict, judge
from tests.benchmarks.misquotes.classes import CLASSES, Case

Figures = dict[str, Any]

MEANING = frozenset((DifferenceKind.NEGATION, DifferenceKind.NUMBER, DifferenceKind.NAME))
SEEN_THROUGH = frozenset((DifferenceKind.TYPOGRAPHIC,))
NEAR_ENDS = 3
"""An end is right within so many characters."""

WARM_UP = 40
_BY_NAME = {one.name: one for one in CLASSES}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, what was answered in how many milliseconds, and how right that is.

    ``error`` is what the finder raised instead of answering, which counts as finding nothing.
    """

    case: Case
    answer: Answer | None
    verdict: Verdict
    ms: float
    error: str | None = None


def ask(finder: Finder, cases: Iterable[Case], seconds: float | None = None) -> list[Outcome]:
    """Ask for the cases in turn until ``seconds`` are over; None asks for all."""
    outcomes: list[Outcome] = []
    begun = time.perf_counter()
    for case in cases:
        start = time.perf_counter()
        if seconds is not None and start - begun > seconds:
            break
        answer, error = None, None
        try:
            answer = finder(case.quotation)
        except Exception as raised:  # of whatever kind: it is counted and shown, and the others are still asked
            error = f"{type(raised).__name__}: {raised}"
        ms = (time.perf_counter() - start) * 1000
        outcomes.append(Outcome(case, answer, judge(case, answer), ms, error))
    return outcomes


def warm_up(finder: Finder, cases: Sequence[Case]) -> None:
    """Ask for a few cases untimed, so that files are open and modules loaded."""
    ask(finder, random.Random(0).sample(cases, min(WARM_UP, len(cases))))


def add_up(outcomes: Sequence[Outcome]) -> Figures:
    """Return the figures of each class and of all."""
    by_class: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_class[outcome.case.name].append(outcome)
    true = [outcome for outcome in outcomes if outcome.case.truth]
    false = [outcome for outcome in outcomes if not outcome.case.truth]
    return {
        "classes": {name: _of_class(name, each) for name, each in by_class.items()},
        "kinds": kinds_of_difference(outcomes),
        "all": {
            "cases": len(true),
            "strict": share(outcome.verdict.strict for outcome in true),
            "fair": share(outcome.verdict.fair for outcome in true),
            "negatives": len(false),
            "false_finds": share(outcome.verdict.found for outcome in false),
            "errors": sum(outcome.error is not None for outcome in outcomes),
            **times(outcomes),
        },
    }


def _of_class(name: str, outcomes: list[Outcome]) -> Figures:
    figures: Figures = {"cases": len(outcomes), **times(outcomes)}
    if outcomes[0].case.truth is None:
        return {**figures, "false_finds": share(outcome.verdict.found for outcome in outcomes)}
    figures["strict"] = share(outcome.verdict.strict for outcome in outcomes)
    figures["fair"] = share(outcome.verdict.fair for outcome in outcomes)
    figures["wrong_place"] = share(outcome.verdict.found and not outcome.verdict.fair for outcome in outcomes)
    figures["missed"] = share(not outcome.verdict.found for outcome in outcomes)
    errors = [outcome.verdict.errors for outcome in outcomes if outcome.verdict.errors]
    if errors:
        figures["span_error"] = statistics.median(max(each) for each in errors)
        figures["ends_right"] = share(max(each) <= NEAR_ENDS for each in errors)
    one = _BY_NAME.get(name)
    reporting = [outcome for outcome in outcomes if outcome.answer is None or outcome.answer.kinds is not None]
    if one and one.kinds and reporting:
        figures["kind_reported"] = share(bool(_kinds(outcome) & one.kinds) for outcome in reporting)
        if one.kinds & MEANING and not one.verdicts:
            figures["meaning_caught"] = share(bool(_kinds(outcome) & MEANING) for outcome in reporting)
    if one and one.faithful and reporting:
        figures["faithful"] = share(bool(outcome.answer and outcome.answer.faithful) for outcome in reporting)
    if one and one.verdicts:
        figures["right"] = share(way_of_failing(outcome) is None for outcome in outcomes)
        figures["verdicts"] = dict(Counter(outcome.answer.verdict for outcome in outcomes if outcome.answer))
        figures["failing"] = dict(Counter(filter(None, map(way_of_failing, outcomes))).most_common())
    if name == "exact" and reporting:
        figures["no_difference"] = share(bool(outcome.answer) and not _kinds(outcome) for outcome in reporting)
    return figures


def kinds_of_difference(outcomes: Sequence[Outcome]) -> Figures:
    """Return precision and recall of each kind over the classes with one known damage, or with none.

    A kind is right where it is that of the class; every answer that reports it in a class of another kind, or of
    damage that a reader sees through, counts against its precision. Only strictly right answers count for precision.
    """
    reported: Counter[DifferenceKind] = Counter()
    right: Counter[DifferenceKind] = Counter()
    asked: Counter[DifferenceKind] = Counter()
    for outcome in outcomes:
        one = _BY_NAME.get(outcome.case.name)
        if one is None or one.verdicts or not (one.kinds or one.faithful):
            continue
        main = next((kind for kind in DifferenceKind if kind.value == one.name), None)
        if main:
            asked[main] += 1
        kinds = _kinds(outcome)
        if main and kinds & one.kinds:
            right[main] += 1
        if outcome.verdict.strict:
            counted = {main if main and kind in one.kinds else kind for kind in kinds - SEEN_THROUGH}
            reported.update(counted)
    return {
        kind.value: {
            "recall": right[kind] / asked[kind] if asked[kind] else None,
            "precision": min(1.0, right[kind] / reported[kind]) if reported[kind] else None,
            "reported": reported[kind],
        }
        for kind in DifferenceKind
        if asked[kind] or reported[kind]
    }


def compare(name: str, theirs: list[Outcome], ours: Sequence[Outcome]) -> Figures:
    """Return the figures of another finder beside ours on the same cases, and how many times slower it is.

    ``fair`` takes its best answer whatever its score; ``fair_at_threshold`` only those above the lowest score at which
    it has no larger share of false finds than we have on these cases.
    """
    asked = {id(outcome.case) for outcome in theirs}
    same = [outcome for outcome in ours if id(outcome.case) in asked]
    true = [outcome for outcome in theirs if outcome.case.truth]
    scores = sorted((each.answer.score for each in theirs if each.answer and not each.case.truth), reverse=True)
    our_false = sum(outcome.verdict.found for outcome in same if not outcome.case.truth)
    threshold = scores[our_false] if our_false < len(scores) else None
    kept = [each.verdict.fair and (threshold is None or _score(each) > threshold) for each in true]
    by_class: dict[str, Figures] = {}
    for case_class in dict.fromkeys(outcome.case.name for outcome in true):
        by_class[case_class] = {
            "theirs": share(outcome.verdict.fair for outcome in true if outcome.case.name == case_class),
            "ours": share(outcome.verdict.fair for outcome in same if outcome.case.name == case_class),
        }
    their_times, our_times = times(theirs), times(same)
    return {
        "name": name,
        "cases": len(true),
        "negatives": len(theirs) - len(true),
        "strict": share(outcome.verdict.strict for outcome in true),
        "fair": share(outcome.verdict.fair for outcome in true),
        "fair_at_threshold": share(kept),
        "threshold": threshold,
        "false_finds": share(outcome.verdict.found for outcome in theirs if not outcome.case.truth),
        **their_times,
        "ours": {
            "strict": share(outcome.verdict.strict for outcome in same if outcome.case.truth),
            "fair": share(outcome.verdict.fair for outcome in same if outcome.case.truth),
            "false_finds": share(outcome.verdict.found for outcome in same if not outcome.case.truth),
            **our_times,
        },
        "times_slower": their_times["p50"] / our_times["p50"] if our_times.get("p50") else None,
        "classes": by_class,
    }


def subset(cases: Sequence[Case], each: int, seed: int) -> list[Case]:
    """Return ``each`` cases of every class, shuffled, so that stopping early leaves all classes the same chance."""
    by_class: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if len(by_class[case.name]) < each:
            by_class[case.name].append(case)
    chosen = [case for cases in by_class.values() for case in cases]
    random.Random(seed).shuffle(chosen)
    return chosen


def way_of_failing(outcome: Outcome) -> str | None:
    """Return how an answer of a class about the verdict is wrong; None where it is right, or the class is another."""
    one, answer = _BY_NAME.get(outcome.case.name), outcome.answer
    if one is None or not one.verdicts:
        return None
    if outcome.error:
        return "error"
    if answer is None:
        return "not found"
    if answer.verdict is not None and answer.verdict not in one.verdicts:
        return f"called {answer.verdict}"
    if not outcome.verdict.fair:
        return "elsewhere"
    if one.kinds and answer.kinds is not None and not answer.kinds & one.kinds:
        gravest = next((kind for kind in DifferenceKind if kind in answer.kinds), "nothing")
        return f"told as {gravest}"
    return None


def is_wrong(outcome: Outcome) -> bool:
    """Tell whether a person who mends kurilsearch would want to see this case."""
    one = _BY_NAME.get(outcome.case.name)
    if outcome.error or way_of_failing(outcome):
        return True
    if outcome.case.truth is None:
        return outcome.verdict.found
    if not outcome.verdict.fair or one is None:
        return not outcome.verdict.fair
    answer = outcome.answer
    if answer is None or answer.kinds is None:
        return False
    return bool(one.kinds and not answer.kinds & one.kinds) or (one.faithful and not answer.faithful)


def share(which: Iterable[bool]) -> float | None:
    """Return the share of trues, None of nothing."""
    values = list(which)
    return sum(values) / len(values) if values else None


def times(outcomes: Sequence[Outcome]) -> Figures:
    """Return the median, the 95th percentile and the longest of the times, in milliseconds."""
    ms = sorted(outcome.ms for outcome in outcomes)
    if not ms:
        return {}
    return {"p50": ms[len(ms) // 2], "p95": ms[int(len(ms) * 0.95)], "max": ms[-1]}


def _kinds(outcome: Outcome) -> frozenset[DifferenceKind]:
    return (outcome.answer.kinds if outcome.answer else None) or frozenset()


def _score(outcome: Outcome) -> float:
    return outcome.answer.score if outcome.answer else 0.0
