"""Makes drafts, checks them, and says how well: ``python -m tests.benchmarks.drafts --novels FOLDER``."""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from kurilsearch import Library, open_library
from tests.benchmarks.drafts.quotations import KINDS, Stock, make_quotations
from tests.benchmarks.drafts.score import Score, add, report
from tests.benchmarks.drafts.sources import write_sources
from tests.benchmarks.drafts.writing import TrueDraft, write_drafts
from tests.benchmarks.misquotes.material import read_material
from tests.benchmarks.tables import Table, write_table

EVERYDAY_BYTES = 10_000_000


def main() -> None:
    """Read the arguments, measure, print, and write the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.drafts", description=__doc__)
    parser.add_argument("--novels", type=Path, required=True, help="a folder of novels in TEI")
    parser.add_argument("--bytes", type=int, default=EVERYDAY_BYTES, help="how much of them; 0 for all")
    parser.add_argument("--quotations", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="make sources and drafts in this folder, and leave them there")
    parser.add_argument("--show", type=int, default=40, help="how many wrong answers to print")
    parser.add_argument("--write", action="store_true", help="put the figures into the README beside this package")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a bar is missed")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kurilsearch-drafts-") as temporary:
        folder = asked.keep or Path(temporary)
        with _library(folder) as library:
            drafts, size = make_drafts(library, folder, asked.novels, asked.bytes, asked.quotations, asked.seed)
            score, seconds = check_drafts(library, drafts)
    print("\n".join(report(score)))
    words = sum(draft.words for draft in drafts)
    print(f"{len(drafts)} drafts, {words:,} words, {size / 1e6:.0f} MB of sources: {seconds:.1f} s")
    print("\n".join(str(wrong) for wrong in score.wrong[: asked.show]))
    shortfalls = list(score.shortfalls)
    print("Missed: " + "; ".join(shortfalls) if shortfalls else "All bars are held.")
    if asked.write:
        write_table(table(score, f"{len(drafts)} drafts, {words:,} words, against {size / 1e6:.0f} MB"))
    if asked.check and shortfalls:
        raise SystemExit(1)


def _library(folder: Path) -> Library:
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    (folder / "kurilsearch.toml").write_text('sources = ["sources"]\nindex = "index"\n', encoding="utf-8")
    return open_library(folder)


def make_drafts(
    library: Library, folder: Path, novels: Path, most_bytes: int, count: int, seed: int
) -> tuple[list[TrueDraft], int]:
    """Write and index the sources, write the drafts, and return these with the size of the sources in bytes."""
    sources, left_out = write_sources(novels, folder / "sources", most_bytes or 10**12, seed)
    library.index()
    chance = random.Random(seed)
    quotations = make_quotations(Stock(sources, left_out, read_material(library)), count, chance)
    drafts = list(write_drafts(quotations, sources, folder / "drafts", chance))
    return drafts, sum(file.stat().st_size for file in (folder / "sources").iterdir())


def check_drafts(library: Library, drafts: Sequence[TrueDraft]) -> tuple[Score, float]:
    """Check all drafts, and return the score with the seconds that it took."""
    score = Score()
    start = time.perf_counter()
    for draft in drafts:
        checked = library.check(draft.path)
        add(score, draft, checked.to_dict()["quotations"])
    return score, time.perf_counter() - start


def table(score: Score, caption: str) -> Table:
    """Return the figures as the table of the README."""
    rows = [
        (kind, str(tally["all"]), *(f"{tally[which] / tally['all']:.3f}" for which in ("found", "text", "citation")))
        for kind, tally in ((kind, score.by_kind[kind]) for kind in KINDS)
        if tally["all"]
    ]
    rows.append(("all: spans F1, both verdicts", str(score.expected), f"{score.f1:.3f}", f"{score.both:.3f}", ""))
    rows.append((f"truths called a lie: {score.false_alarms} of {score.truths}", "", "", "", ""))
    rows.append((f"lies let through: {score.passed} of {score.lies}", "", "", "", ""))
    return Table("drafts", ("quotations", "number", "found", "text right", "citation right"), rows, caption)


if __name__ == "__main__":
    main()
