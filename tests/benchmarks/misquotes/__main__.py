"""``python -m tests.benchmarks.misquotes CORPUS``: how well kurilsearch finds quotations that are not quite right."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kurilsearch import Library
from tests.benchmarks.misquotes.answers import finder_of
from tests.benchmarks.misquotes.classes import CLASSES, make_cases
from tests.benchmarks.misquotes.folded import fold_corpus
from tests.benchmarks.misquotes.joined import CLASSES as JOINED
from tests.benchmarks.misquotes.joined import JoinedOutcome, add_up_joined, ask_joined, make_joined
from tests.benchmarks.misquotes.material import read_material
from tests.benchmarks.misquotes.measure import (
    Figures,
    Outcome,
    add_up,
    ask,
    compare,
    is_wrong,
    subset,
    warm_up,
    way_of_failing,
)
from tests.benchmarks.misquotes.nowhere import make_nowhere
from tests.benchmarks.misquotes.others import Limits, ask_others, tables_of_others
from tests.benchmarks.misquotes.prepare import Prepared, prepare
from tests.benchmarks.misquotes.report import missed, report, table
from tests.benchmarks.speed import progress
from tests.benchmarks.tables import machine, write_table

NEGATIVES = ("nowhere", "word salad")


def main() -> None:
    """Measure, print the tables, and exit with 1 where a bar was missed and ``--check`` was given."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.misquotes", description=__doc__)
    parser.add_argument(
        "corpus", type=Path, nargs="+", help="folders of sources, of TEI .xml files, or libraries; only read"
    )
    parser.add_argument("--documents", type=int, help="documents taken of each corpus; default all")
    parser.add_argument("--index", type=Path, help="make the libraries here, or use those of an earlier run")
    parser.add_argument("--cases", type=int, default=200, help="cases of each class")
    parser.add_argument("--seed", type=int, default=1956)
    parser.add_argument("--held-out", type=int, help="documents left out of the index; default one of twenty")
    parser.add_argument("--only", default="", help="only the classes whose names hold one of these, by commas")
    parser.add_argument("--scan", type=int, default=5, help="cases of each class for the exhaustive scan, 0 for none")
    parser.add_argument("--scan-seconds", type=float, default=120, help="the longest that the scan may take")
    parser.add_argument("--rivals", type=int, default=0, help="cases of each class for the other tools, 0 for none")
    parser.add_argument("--rival-seconds", type=float, default=60, help="time for each other tool in all")
    parser.add_argument("--each-seconds", type=float, default=10, help="time for one quotation of another tool")
    parser.add_argument("--show", type=int, default=0, help="print so many wrong answers of each class")
    parser.add_argument("-v", "--verbose", action="store_true", help="print all wrong answers")
    parser.add_argument("--json", type=Path, help="write all figures and all wrong answers to this file")
    parser.add_argument(
        "--write",
        action="store_true",
        help="write the table of README.md named after the corpus, or with --rivals those of the other tools",
    )
    parser.add_argument("--check", action="store_true", help="exit with 1 where a bar is missed")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kurilsearch-misquotes-") as temporary:
        progress("indexing")
        folder = asked.index or Path(temporary)
        prepared = prepare(asked.corpus, folder, asked.seed, asked.held_out, asked.documents)
        try:
            measured, outcomes, joined = measure(
                prepared,
                seed=asked.seed,
                count=asked.cases,
                only=[part.strip() for part in asked.only.split(",") if part.strip()],
                scanned=asked.scan,
                scan_seconds=asked.scan_seconds,
            )
            if asked.rivals:
                limits = Limits(asked.rivals, asked.rival_seconds, asked.each_seconds)
                ask_others(prepared.library, measured, outcomes, joined, limits, asked.seed)
        finally:
            prepared.close()
    print("\n".join(report(measured)))
    shown = len(outcomes) + len(joined) if asked.verbose else asked.show
    print("\n".join([*show_wrong(outcomes, shown), *show_joined(joined, shown)]))
    if asked.json:
        wrong = [*show_wrong(outcomes, len(outcomes)), *show_joined(joined, len(joined))]
        asked.json.write_text(json.dumps({**measured, "wrong": wrong}, indent=1, ensure_ascii=False), encoding="utf-8")
    if asked.write:
        name = ", ".join(corpus.resolve().name for corpus in asked.corpus)
        for written in tables_of_others(name, measured) if asked.rivals else [table(name, measured)]:
            write_table(written)
    shortfalls = missed(measured)
    print("\n" + ("Missed: " + "; ".join(shortfalls) if shortfalls else "All bars are held."))
    if asked.check and shortfalls:
        raise SystemExit(1)


def measure(
    prepared: Prepared,
    *,
    seed: int,
    count: int,
    only: list[str],
    scanned: int,
    scan_seconds: float,
) -> tuple[Figures, list[Outcome], list[JoinedOutcome]]:
    """Make the cases, ask for them, and return the figures with what they were added up from."""
    library = prepared.library
    progress("reading the passages")
    material = read_material(library)
    progress("making the cases")
    classes = tuple(one for one in CLASSES if _wanted(one.name, only))
    cases = list(make_cases(material, classes, count, seed))
    corpus = None
    if any(_wanted(name, only) for name in NEGATIVES):
        held_out = read_material(prepared.held_out) if prepared.held_out else None
        corpus = fold_corpus(material)
        cases += list(make_nowhere(material, held_out, corpus, count, seed))
    joined = list(make_joined(material, [name for name in JOINED if _wanted(name, only)], count, seed))
    finder = finder_of(library)
    progress(f"asking for {len(cases) + len(joined)} quotations")
    warm_up(finder, cases)
    ours = ask(finder, cases)
    ours_joined = ask_joined(library.find_quotation, joined)
    measured: Figures = {
        "machine": machine(),
        "seed": seed,
        "corpus": _describe(library),
        "kurilsearch": {**add_up(ours), "joined": add_up_joined(ours_joined)},
    }
    if scanned:
        corpus = corpus or fold_corpus(material)
        chosen = subset(cases, scanned, seed)
        progress(f"scanning for {len(chosen)} quotations")
        measured["rivals"] = [compare("exhaustive scan", ask(corpus.scan, chosen, scan_seconds), ours)]
    return measured, ours, ours_joined


def _describe(library: Library) -> Figures:
    status = library.status()
    return {"documents": status.documents, "passages": status.passages, "words": status.words}


def _wanted(name: str, only: list[str]) -> bool:
    return not only or any(part in name for part in only)


def show_joined(outcomes: list[JoinedOutcome], each: int) -> Iterator[str]:
    """Yield so many wrong answers about joined quotations of each class."""
    shown: Counter[str] = Counter()
    for outcome in outcomes:
        case = outcome.case
        if outcome.failing is None or shown[case.name] == each:
            continue
        shown[case.name] += 1
        yield f"[{case.name}] {case.quotation}   ({outcome.failing})"
        for piece in case.pieces:
            yield f"    true:  {piece.words}  ({piece.file} {piece.span})"
        for file, span in outcome.places[:4]:
            yield f"    named: {file} {span}"
        if outcome.error:
            yield f"    {outcome.error}"


def show_wrong(outcomes: list[Outcome], each: int) -> Iterator[str]:
    """Yield so many wrong answers of each class, for whoever mends them."""
    shown: dict[str, int] = {}
    for outcome in outcomes:
        case, answer = outcome.case, outcome.answer
        if not is_wrong(outcome) or shown.setdefault(case.name, 0) == each:
            continue
        shown[case.name] += 1
        way = way_of_failing(outcome)
        yield f"[{case.name}] {case.quotation}" + (f"   ({way})" if way else "")
        if case.truth:
            yield f"    true:  {case.truth.words}  ({case.truth.file} {case.truth.span})"
        if answer:
            kinds = ", ".join(sorted(answer.kinds or ()))
            said = f"{answer.score:.2f}, {answer.verdict}: {kinds}"
            yield f"    found: {answer.words}  ({answer.file} {answer.span}, {said})"
        else:
            yield f"    found: {outcome.error or 'nothing'}"


if __name__ == "__main__":
    main()
