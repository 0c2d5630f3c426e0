"""``python -m tests.benchmarks [FOLDER]``: speed and memory of kurilsearch beside what a user would take instead.

That is plain Whoosh, plain tantivy, and recoll and ripgrep where they are installed (Debian: recollcmd, ripgrep).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from tests.benchmarks.corpus import make_corpus
from tests.benchmarks.report import missed, report, table
from tests.benchmarks.speed import measure, measure_growth, progress
from tests.benchmarks.tables import write_table


def main() -> None:
    """Measure, print the tables, and exit with 1 where a bar was missed and ``--check`` was given."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="texts (.txt, .md, TEI .xml); default: a made corpus")
    parser.add_argument("--passages", type=int, default=30_000, help="paragraphs to take or make; 0 takes all")
    parser.add_argument("--seed", type=int, default=1956)
    parser.add_argument("--each", type=int, default=25, help="timed queries of each kind")
    parser.add_argument("--growth", default="1,2,4,8", help="sizes, in times the corpus; empty for none")
    parser.add_argument("--no-rivals", action="store_true", help="measure kurilsearch alone")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    parser.add_argument("--keep", type=Path, help="work in this new folder and keep it")
    parser.add_argument("--write", action="store_true", help="write the table of README.md")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a bar is missed")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kurilsearch-benchmark-") as temporary:
        work = asked.keep or Path(temporary)
        times = [int(size) for size in asked.growth.split(",") if size]
        source = asked.folder
        if source is None:
            source = work / "made"
            progress("making the corpus")
            make_corpus(source, asked.passages * max([1, *times]), asked.seed)
        measured = measure(source, work, asked.passages, asked.seed, asked.each, not asked.no_rivals)
        paragraphs = measured["corpus"]["paragraphs"]
        if asked.folder:  # a folder has an end: its growth is measured up to the corpus, not beyond it
            paragraphs //= max([1, *times])
        sizes = [paragraphs * size for size in times]
        measured["growth"] = measure_growth(source, work, sizes, asked.seed, asked.each)
    print("\n".join(report(measured)))
    if asked.json:
        asked.json.write_text(json.dumps(measured, indent=1), encoding="utf-8")
    if asked.write:
        write_table(table(measured))
    shortfalls = missed(measured)
    print("\n" + ("Missed: " + "; ".join(shortfalls) if shortfalls else "All bars are held."))
    if asked.check and shortfalls:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
