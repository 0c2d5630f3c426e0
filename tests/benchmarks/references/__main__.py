"""``python -m tests.benchmarks.references``: how well lists of references are read that the models have not seen.

``fit`` also trains the models on all lists and writes them into the package.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from kurilsearch.references.entries import BOUNDS, read_entries
from kurilsearch.references.entry_features import word_features
from kurilsearch.references.entry_fields import FIELDS
from kurilsearch.references.model import ReferenceEntry
from tests.benchmarks.first_pages.fit import SEED, train
from tests.benchmarks.first_pages.truth import fold
from tests.benchmarks.references.made import made_lists, set_anew
from tests.benchmarks.references.truth import Entry, ReferenceList, label_lines, label_words, read_lists
from tests.benchmarks.tables import Table, write_table

DATA = Path("../shared/data/references")
_KINDS = {"all": "all lists", "printed": "as printed", "grobid-citation": "GROBID's citations", "anystyle": "AnyStyle"}
_MADE = 90
Counts = dict[str, Counter[str]]


def main() -> None:
    """Measure list by list in folds, print the table, and write the models where ``fit`` was said."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.references", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("measure", "fit"), default="measure")
    parser.add_argument("--data", type=Path, default=DATA, help="a folder with files/ and truth.jsonl")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--show", action="store_true", help="print the lists of which few entries are right")
    parser.add_argument("--write", action="store_true", help="write the table of README.md")
    asked = parser.parse_args()
    lists = list(read_lists(asked.data))
    made = list(made_lists(_MADE, SEED))
    with tempfile.TemporaryDirectory(prefix="references-") as temporary:
        table = table_of(measure(lists, made, asked.folds, Path(temporary), show=asked.show))
    print("\n".join(" | ".join(row) for row in (table.columns, *table.rows)))
    if asked.what == "fit":
        fit(lists, made, BOUNDS, FIELDS)
    if asked.write:
        write_table(table)


def fit(own: Sequence[ReferenceList], made: Sequence[ReferenceList], bounds: Path, fields: Path) -> None:
    """Train both models on these lists, as they are and set anew, and on lists that are made up."""
    lists = [*own, *set_anew(own, SEED), *made]
    bounds.parent.mkdir(parents=True, exist_ok=True)
    labelled = [label_lines(each) for each in lists]
    train([(features, labels) for features, labels in labelled if labels], bounds, 0.3, 0.3, 70)
    entries = [label_words(entry) for each in lists for entry in each.entries if entry.has_fields]
    train([(word_features(words), labels) for words, labels in filter(None, entries)], fields, 1.0, 0.1, 60)


def measure(
    lists: Sequence[ReferenceList], made: Sequence[ReferenceList], folds: int, work: Path, *, show: bool
) -> Counts:
    """Return what was right of each kind of list, read by models that were trained on the other folds."""
    order = list(lists)
    random.Random(SEED).shuffle(order)
    counts: Counts = defaultdict(Counter)
    for fold_number in range(folds):
        bounds, fields = work / f"bounds{fold_number}", work / f"fields{fold_number}"
        fit([each for at, each in enumerate(order) if at % folds != fold_number], made, bounds, fields)
        for each in order[fold_number::folds]:
            counted = judge(each, read_entries(each.stored, bounds, fields))
            counts["all"] += counted
            counts[each.kind] += counted
            if show and counted["exact"] < 0.85 * counted["true"]:
                print(each.name, each.kind, each.layout, dict(counted))
    return counts


def judge(each: ReferenceList, told: Sequence[ReferenceEntry]) -> Counter[str]:
    """Return how many entries are exact, and of the fields how many are right, wrong and missing."""
    ranges = [each.range_of(entry.places[0].source_span[0], entry.places[-1].source_span[1]) for entry in told]
    counted = Counter({"true": len(each.entries), "told": len(told)})
    for entry in each.entries:
        best, where = 0, -1
        for at, (start, end) in enumerate(ranges):
            both = min(end, entry.end) - max(start, entry.start)
            if both > best and 2 * both >= max(entry.end - entry.start, end - start):
                best, where = both, at
        if where >= 0:
            start, end = ranges[where]
            counted["exact"] += end == entry.end and start in (entry.start, entry.start + entry.label)
        if entry.has_fields:
            _judge_fields(counted, entry, told[where] if where >= 0 else None)
    return counted


def _judge_fields(counted: Counter[str], entry: Entry, told: ReferenceEntry | None) -> None:
    names = told.item.get("author", ()) if told else ()
    first = (names[0].get("family") or names[0].get("literal")) if names else next(iter(told.names if told else ()), "")
    if entry.first:
        right = _last_word(first) == _last_word(entry.first)
        counted[f"first {'right' if right else 'wrong' if first else 'missing'}"] += 1
    if entry.years:
        year = (told.year or "")[:4] if told else ""
        counted[f"year {'right' if year in map(str, entry.years) else 'wrong' if year else 'missing'}"] += 1
    if entry.title:
        title = (told.title or "") if told else ""
        right = fold(title) == fold(entry.title)
        counted[f"title {'right' if right else 'wrong' if title else 'missing'}"] += 1


def _last_word(name: str) -> str:
    return next((fold(word) for word in reversed(name.split()) if fold(word)), "")


def table_of(counts: Counts) -> Table:
    """Return the figures as a table of README.md."""
    rows = []
    for kind, name in _KINDS.items():
        count = counts[kind]
        f1 = 2 * count["exact"] / max(count["true"] + count["told"], 1)
        shares = []
        for field in ("first", "year", "title"):
            judged = sum(count[f"{field} {verdict}"] for verdict in ("right", "wrong", "missing"))
            shares += [f"{100 * count[f'{field} right'] / judged:.1f}" if judged else "–"]
        rows.append([name, str(count["true"]), f"{f1:.3f}", *shares])
    columns = ["lists", "entries", "bounds, F1", "first author, %", "year, %", "title, %"]
    return Table("references", columns, rows, "cross-validated by list, in three parts")


if __name__ == "__main__":
    main()
