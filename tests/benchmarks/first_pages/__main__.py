"""``python -m tests.benchmarks.first_pages``: how well first pages are read that the models have not seen.

``fit`` also trains the models on all pages and writes them into the package.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from kurilsearch.describe.first_page.labelled import MODELS, load_models, read_lines, read_year
from kurilsearch.describe.first_page.read import read_first_page
from tests.benchmarks.first_pages.fit import SEED, Prepared, fit, in_folds, prepare, write_calibration
from tests.benchmarks.first_pages.made import made_pages
from tests.benchmarks.first_pages.scores import FIELDS, judge, judge_reading
from tests.benchmarks.first_pages.truth import own_pages, real_pages
from tests.benchmarks.tables import Table, write_table

DATA = Path("../shared/data/first-pages")
_MADE = 300
Counts = dict[tuple[str, str], Counter[str]]


def main() -> None:
    """Measure page by page in folds, print the table, and write the models where ``fit`` was said."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.first_pages", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("measure", "fit"), default="measure")
    parser.add_argument("--data", type=Path, default=DATA, help="a folder with files/ and truth.jsonl")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--show", help="print the pages of which this field is not right")
    parser.add_argument("--write", action="store_true", help="write the table of README.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="first-pages-") as temporary:
        work = Path(temporary)
        pages = [prepare(page) for page in (*real_pages(asked.data), *own_pages(work))]
        made = [prepare(page) for page in made_pages(_MADE, SEED)]
        counts = measure(in_folds(pages, asked.folds), made, work, asked.show)
        table = table_of(counts)
        print("\n".join(" | ".join(row) for row in (table.columns, *table.rows)))
        if asked.what == "fit":
            fit([*pages, *made], MODELS)
            (MODELS / "calibration.json").write_bytes((work / "calibration.json").read_bytes())
    if asked.write:
        write_table(table)


def measure(folds: list[list[Prepared]], made: list[Prepared], work: Path, show: str | None) -> Counts:
    """Return the verdicts on each page by models that were trained on the other folds.

    How sure the models are of what they read is calibrated on all of them, and then they are asked again.
    """
    models = []
    margins: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for fold, pages in enumerate(folds):
        folder = work / str(fold)
        fit([*(page for other in folds if other is not pages for page in other), *made], folder)
        (folder / "calibration.json").write_text("{}")
        models.append(load_models(folder))
        for page in pages:
            reading = read_lines(page.lines, page.small_words, models[-1])
            year = read_year([line.text for line in page.lines], reading.labels, page.told, models[-1])
            for name, margin, right in judge_reading(page.truth, reading, year):
                margins[name].append((margin, right))
    write_calibration(margins, work / "calibration.json")
    counts: Counts = defaultdict(Counter)
    for fold, pages in enumerate(folds):
        calibrated = models[fold]._replace(calibration=load_steps(work / "calibration.json"))
        for page in pages:
            item = read_first_page(page.page.parsed, calibrated)
            verdicts = judge(page.truth, item)
            for field, verdict in verdicts.items():
                counts[page.truth.kind, field][verdict] += 1
            if show and verdicts.get(show, "right") not in ("right", "none"):
                told = (
                    item.get("title"),
                    [name.get("family", name) for name in item.get("author", ())],
                    item.get("issued"),
                )
                print(
                    page.truth.name,
                    verdicts[show],
                    page.truth.titles[:1],
                    page.truth.authors,
                    page.truth.years,
                    "told",
                    *told,
                )
    return counts


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


if __name__ == "__main__":
    main()
