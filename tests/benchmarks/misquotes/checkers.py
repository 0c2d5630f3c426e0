"""Other tools that say whether a quotation is true to its source: gtrex, krokai, quotecheck.

They are told the source, so they are only asked what they are made for: is this in there, as it stands? Each is asked
by its documented function with its own defaults, where it is installed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.benchmarks.misquotes.joined import JoinedOutcome
from tests.benchmarks.misquotes.measure import Figures, Outcome, share

Checker = Callable[[str, str], bool]
"""Tells of a quotation, and of the text of its source, whether the tool calls the quotation true."""

GROUPS = ("exact", "truths", "lies", "confusions", "pieces")
"""The beginnings of the names of the classes that are compared: the first two are true, the others are not."""

NAMES = ("gtrex", "krokai", "quotecheck")


@dataclass(frozen=True, slots=True)
class Question:
    """A quotation of a class, the files of its sources, and whether kurilsearch called it faithful (joined: found)."""

    group: str
    quotation: str
    files: tuple[str, ...]
    ours: bool


def questions(outcomes: Iterable[Outcome], joined: Iterable[JoinedOutcome], most: int | None = None) -> list[Question]:
    """Return what the checkers are asked, a case of each class in turn; at most so many of each, where it is said."""
    asked: dict[str, list[Question]] = {}
    for outcome in outcomes:
        case, answer = outcome.case, outcome.answer
        group = next((group for group in GROUPS if case.name.startswith(group)), None)
        if group and case.truth:
            faithful = bool(answer and answer.verdict == "faithful")
            asked.setdefault(case.name, []).append(Question(group, case.quotation, (case.truth.file,), faithful))
    for each in joined:
        files = tuple(dict.fromkeys(piece.file for piece in each.case.pieces))
        asked.setdefault(each.case.name, []).append(Question("pieces", each.case.quotation, files, each.found))
    longest = min(max(map(len, asked.values()), default=0), most or sys.maxsize)
    return [of_class[at] for at in range(longest) for of_class in asked.values() if at < len(of_class)]


def ask_checker(
    name: str, checker: Checker, asked: Sequence[Question], source_text: Callable[[str], str], seconds: float
) -> Figures:
    """Ask until ``seconds`` are over; return for each group what share was called true, by the tool and by us."""
    begun = time.perf_counter()
    answers: list[tuple[Question, bool]] = []
    spent: list[float] = []
    errors = 0
    for question in asked:
        start = time.perf_counter()
        if start - begun > seconds:
            break
        text = "\n\n".join(map(source_text, question.files))
        try:
            answers.append((question, checker(question.quotation, text)))
        except Exception:  # of whatever kind: a tool that gives up on a quotation does not call it true
            errors += 1
            answers.append((question, False))
        spent.append(1000 * (time.perf_counter() - start))
    return {
        "name": name,
        "cases": len(answers),
        "errors": errors,
        "p50": sorted(spent)[len(spent) // 2] if spent else 0.0,
        "groups": {
            group: {
                "cases": sum(question.group == group for question, _ in answers),
                "theirs": share(true for question, true in answers if question.group == group),
                "ours": share(question.ours for question, _ in answers if question.group == group),
            }
            for group in GROUPS
        },
    }


def installed_checkers() -> tuple[dict[str, Checker], list[str]]:
    """Return the checkers that are installed by name, and the names of those that are not."""
    makers: dict[str, Callable[[], Checker]] = {"gtrex": _gtrex, "krokai": _krokai, "quotecheck": _quotecheck}
    found = {name: makers[name]() for name in NAMES if find_spec(name)}
    return found, [name for name in NAMES if name not in found]


def _gtrex() -> Checker:
    module = import_module("gtrex")
    verifier_of = lru_cache(maxsize=8)(lambda text: module.Verifier(text, module.Policy()))

    def check(quotation: str, text: str) -> bool:
        return bool(verifier_of(text).verify(quotation).grounded)

    return check


def _quotecheck() -> Checker:
    module = import_module("quotecheck")

    def check(quotation: str, text: str) -> bool:
        return bool(module.check(quotation, text).ok)

    return check


def _krokai() -> Checker:
    verify, verdicts = import_module("krokai.verify"), import_module("krokai.verdicts")

    @lru_cache(maxsize=8)
    def corpus_of(text: str) -> Any:
        with tempfile.TemporaryDirectory(prefix="krokai-") as folder:
            (Path(folder) / "source.txt").write_text(text, encoding="utf-8")
            return import_module("krokai.corpus").Corpus([folder], quiet=True)

    def check(quotation: str, text: str) -> bool:
        return verify.check(quotation, corpus_of(text))[0] in verdicts.CLEAN

    return check
