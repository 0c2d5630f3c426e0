"""``python -m tests.benchmarks.first_pages``: how well first pages are read that the models have not seen.

``fit`` also trains the models on all pages and writes them into the package.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from kurilsearch.describe.first_page.labelled import MODELS, load_models, read_lines, read_years
from kurilsearch.witnesses.guess import guess_work
from kurilsearch.work import given_of
from tests.benchmarks.first_pages.fit import SEED, Prepared, fit, in_folds, prepare, write_calibration
from tests.benchmarks.first_pages.made import made_pages
from tests.benchmarks.first_pages.scores import FIELDS, judge, judge_alternatives, judge_others, judge_reading
from tests.benchmarks.first_pages.truth import own_pages, real_pages
from tests.benchmarks.tables import Table, write_table

DATA = Path("../shared/data/first-pages")
_MADE = 480
_PROCESSES = 2
Counts = dict[tuple[str, str], Counter[str]]
Reliability = dict[str, list[tuple[float, bool]]]
"""How probable the likeliest reading of a field was said to be, and whether it was right, by CSL variable."""
_WEIGHED = {"title": "title", "author": "authors", "issued": "year"}
_NONE = [(0.0, False)]
_BINS = ((0.0, 0.5), (0.5, 0.75), (0.75, 0.9), (0.9, 0.97), (0.97, 1.01))


def main() -> None:
    """Measure page by page in folds, print the table, and write the models where ``fit`` was said."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.first_pages", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("measure", "fit"), default="measure")
    parser.add_argument("--data", type=Path, default=DATA, help="a folder with files/ and truth.jsonl")
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--show", help="print the pages of which this field is not right")
    parser.add_argument("--write", action="store_true", help="write the table of README.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="first-pages-") as temporary:
        work = Path(temporary)
        pages = [prepare(page) for page in (*real_pages(asked.data), *own_pages(work))]
        made = [prepare(page) for page in made_pages(_MADE, SEED)]
        counts, told = measure(in_folds(pages, asked.folds), made, work, asked.show)
        tables = (table_of(counts), reliability_of(told))
        for table in tables:
            print("\n".join(" | ".join(row) for row in (table.columns, *table.rows)))
        if asked.what == "fit":
            fit([*pages, *made], MODELS)
            (MODELS / "calibration.json").write_bytes((work / "calibration.json").read_bytes())
    for table in tables if asked.write else ():
        write_table(table)


def measure(
    folds: list[list[Prepared]], made: list[Prepared], work: Path, show: str | None
) -> tuple[Counts, Reliability]:
    """Return the verdicts on each page by models that were trained on the other folds, and how sure they were of which.

    How sure the models are of what they read is calibrated on all of them, and then they are asked again.
    """
    folders = [work / str(fold) for fold in range(len(folds))]
    others_of = ([page for other in folds if other is not pages for page in other] for pages in folds)
    with ProcessPoolExecutor(_PROCESSES) as pool:
        list(pool.map(fit, ([*pages, *made] for pages in others_of), folders))
    models = []
    margins: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    others: dict[str, list[bool]] = defaultdict(list)
    for folder, pages in zip(folders, folds, strict=True):
        (folder / "calibration.json").write_text("{}")
        models.append(load_models(folder))
        for page in pages:
            reading = read_lines(page.lines, page.small_words, models[-1])
            years = read_years([line.text for line in page.lines], reading.labels, page.told, models[-1])
            for name, margin, right in judge_reading(page.truth, reading, years[0] if years else None):
                margins[name].append((margin, right))
            for name, right in judge_alternatives(page.truth, reading):
                others[name].append(right)
    write_calibration(margins, others, work / "calibration.json")
    counts: Counts = defaultdict(Counter)
    told: Reliability = defaultdict(list)
    for fold, pages in enumerate(folds):
        calibrated = models[fold]._replace(calibration=load_steps(work / "calibration.json"))
        for page in pages:
            guess = guess_work(page.page.parsed, models=calibrated)
            item = given_of(guess)
            for name, right in judge_others(page.truth, item):
                others[name].append(right)
            for name, field in _WEIGHED.items():
                likeliest = guess.get(name, ())[:1]
                verdict = judge(page.truth, {name: likeliest[0].value}).get(field) if likeliest else None
                if verdict not in (None, "none", "invented"):
                    told[name].append((likeliest[0].probability, verdict == "right"))
            verdicts = judge(page.truth, item)
            for field, verdict in verdicts.items():
                counts[page.truth.kind, field][verdict] += 1
            if show and verdicts.get(show, "right") not in ("right", "none"):
                names = [name.get("family", name) for name in item.get("author", ())]
                truth = page.truth
                print(truth.name, verdicts[show], truth.titles[:1], truth.authors, truth.years)
                print("    told", item.get("title"), names, item.get("issued"))
    write_calibration(margins, others, work / "calibration.json")
    return counts, told


def load_steps(file: Path) -> dict[str, list[tuple[float, float]]]:
    """Return the steps of a calibration."""
    return {name: [(a, b) for a, b in steps] for name, steps in json.loads(file.read_text()).items()}


def table_of(counts: Counts) -> Table:
    """Return the figures as a table of README.md."""
    rows = []
    for kind, name in (("real", "first pages of papers"), ("own", "our own pages")):
        for field in FIELDS:
            count = counts[kind, field]
            judged = count.total() - count["none"] - count["invented"]
            shares = [
                f"{100 * count[verdict] / max(judged, 1):.1f}" for verdict in ("right", "near", "wrong", "missing")
            ]
            rows.append([f"{name}: {field}", str(judged), *shares, str(count["invented"])])
    columns = [
        "pages and field",
        "judged",
        "right, %",
        "near, %",
        "wrong, %",
        "missing, %",
        "given where there is none",
    ]
    return Table("first pages", columns, rows, "cross-validated by page")


def reliability_of(told: Reliability) -> Table:
    """Return what probabilities are worth: how many readings there are in each range, and how many were right."""
    rows = []
    for name, field in _WEIGHED.items():
        cells = []
        for least, most in _BINS:
            inside = [(share, right) for share, right in told[name] if least <= share < most]
            said, right = (
                100 * sum(each) / max(len(inside), 1) for each in zip(*inside or [(0.0, False)], strict=True)
            )
            cells.append(f"{len(inside)}: {said:.0f} / {right:.0f}")
        rows.append([field, *cells])
    columns = ["field", *(f"{100 * least:.0f} to {min(100 * most, 100):.0f} %" for least, most in _BINS)]
    return Table("certainty of first pages", columns, rows, "readings: mean probability said / right, %")


if __name__ == "__main__":
    main()
