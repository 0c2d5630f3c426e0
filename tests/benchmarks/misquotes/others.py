"""Other tools beside kurilsearch, on a few of the same cases: those that find quotations and those that check them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kurilsearch import Library
from tests.benchmarks.misquotes.checkers import ask_checker, installed_checkers, questions
from tests.benchmarks.misquotes.folded import fold_corpus
from tests.benchmarks.misquotes.joined import JoinedOutcome
from tests.benchmarks.misquotes.material import read_material
from tests.benchmarks.misquotes.measure import Figures, Outcome, ask, compare, subset
from tests.benchmarks.misquotes.rivals import installed_rivals
from tests.benchmarks.misquotes.time_limit import limited
from tests.benchmarks.speed import progress
from tests.benchmarks.tables import Table


class Limits(NamedTuple):
    """How many cases of each class a tool is asked, for how many seconds in all, and for how many a quotation."""

    cases: int
    seconds: float
    each_seconds: float


def ask_others(
    library: Library,
    measured: Figures,
    ours: Sequence[Outcome],
    joined: Sequence[JoinedOutcome],
    limits: Limits,
    seed: int,
) -> None:
    """Ask the other tools that are installed, and add their figures beside ours to what was ``measured``."""
    corpus = fold_corpus(read_material(library))
    chosen = subset([outcome.case for outcome in ours], limits.cases, seed)
    finders, absent = installed_rivals(corpus)
    rivals = measured.setdefault("rivals", [])
    for name, finder in finders.items():
        progress(f"{name} for {limits.seconds:.0f} seconds")
        theirs = ask(limited(finder, limits.each_seconds), chosen, limits.seconds)
        errors = sum(outcome.error is not None for outcome in theirs)
        rivals.append({**compare(name, theirs, ours), "errors": errors})
    checkers, absent_checkers = installed_checkers()
    asked = questions(ours, joined, limits.cases)
    measured["checkers"] = []
    for name, checker in checkers.items():
        progress(f"{name} for {limits.seconds:.0f} seconds")
        check = limited(checker, limits.each_seconds)
        measured["checkers"].append(ask_checker(name, check, asked, library.source_text, limits.seconds))
    measured["absent"] = absent + absent_checkers


def tables_of_others(corpus: str, measured: Figures) -> list[Table]:
    """Return the tables of README.md for the tools that find and for those that check, each beside kurilsearch."""
    finders = [
        (
            rival["name"],
            str(rival["cases"] + rival["negatives"]),
            str(rival.get("errors", 0)),
            _both(rival["fair"], rival["ours"]["fair"]),
            _both(rival["fair_at_threshold"], rival["ours"]["fair"]),
            _both(rival["false_finds"], rival["ours"]["false_finds"]),
            f"{rival['p50']:.0f} / {rival['ours']['p50']:.1f}",
        )
        for rival in measured["rivals"]
        if rival["cases"]
    ]
    columns = (
        "",
        "cases",
        "gave up or too long",
        "fair recall %",
        "fair recall %, with our false finds",
        "false finds %",
        "median ms",
    )
    checkers = [
        (
            each["name"],
            str(each["cases"]),
            str(each["errors"]),
            *(_both(group["theirs"], group["ours"]) for group in each["groups"].values()),
            f"{each['p50']:.0f}",
        )
        for each in measured["checkers"]
        if each["cases"]
    ]
    groups: Figures = next((each["groups"] for each in measured["checkers"]), {})
    size = measured["corpus"]
    caption = f"{size['documents']:,} documents, {size['passages']:,} passages, seed {measured['seed']}"
    return [
        Table(f"finders: {corpus}", columns, finders, caption),
        Table(
            f"checkers: {corpus}",
            ("", "cases", "gave up or too long", *(f"{group}, called true %" for group in groups), "median ms"),
            checkers,
            caption,
        ),
    ]


def _both(theirs: float | None, ours: float | None) -> str:
    """Return a share of theirs and of ours, in per cent; a dash where nothing was asked."""
    return " / ".join("-" if share is None else f"{100 * share:.1f}" for share in (theirs, ours))
