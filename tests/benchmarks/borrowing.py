"""``python -m tests.benchmarks.borrowing FOLDER``: passages that one text took from another, by plagdet.

FOLDER holds pairs as the text alignment task of PAN 2013 has them (see :mod:`tests.benchmarks.text_alignment`).
``--cross-validate`` chooses the settings anew on a grid, for each half of the pairs those best on the other half,
and so tells how much is to be expected on pairs that nobody has looked at.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from kurilsearch.check.borrowing.align import DEFAULT_SETTINGS, AlignmentSettings, align
from kurilsearch.check.borrowing.text import AlignableText, read_text
from tests.benchmarks.tables import Table, write_table
from tests.benchmarks.text_alignment import Case, Measures, Pair, read_pairs, score

BARS = {"no-obfuscation": 0.90, "random-obfuscation": 0.90, "all": 0.88}
GRID = [
    AlignmentSettings(cosine=cosine, dice=dice, likeness=likeness, gap=gap, shortest=shortest)
    for cosine, dice, likeness, gap, shortest in product(
        (0.27, 0.30, 0.33), (0.25, 0.29, 0.33), (0.32, 0.38), (2, 4), (130, 160)
    )
]
"""Values around those that the authors of the method give (.30, .33, .34 and 4)."""

ReadPair = tuple[Pair, AlignableText, AlignableText]


def read(folder: Path) -> list[ReadPair]:
    """Read all pairs of a folder."""
    return [(pair, read_text(pair.draft, "en"), read_text(pair.source, "en")) for pair in read_pairs(folder)]


def detect(pairs: Sequence[ReadPair], settings: AlignmentSettings) -> list[list[Case]]:
    """Return what is found in each pair."""
    return [[Case(found.draft, found.source) for found in align(draft, source, settings)] for _, draft, source in pairs]


def measure(pairs: Sequence[ReadPair], settings: AlignmentSettings = DEFAULT_SETTINGS) -> dict[str, Measures]:
    """Return the measures of each kind of pairs that holds cases, and of all together."""
    detected = detect(pairs, settings)
    kinds = {
        pair.kind: [number for number, (each, *_) in enumerate(pairs) if each.kind == pair.kind] for pair, *_ in pairs
    }
    kinds = {kind: chosen for kind, chosen in kinds.items() if any(pairs[number][0].cases for number in chosen)}
    kinds["all"] = list(range(len(pairs)))
    return {
        kind: score([pairs[number][0].cases for number in chosen], [detected[number] for number in chosen])
        for kind, chosen in kinds.items()
    }


def cross_validate(pairs: Sequence[ReadPair]) -> Iterator[str]:
    """Yield what is best on each half of the pairs, and how good that is on the other half."""
    detected = [(settings, detect(pairs, settings)) for settings in GRID]
    for half in (0, 1):

        def plagdet(found: Sequence[Sequence[Case]], of: int) -> float:
            return score([pair.cases for pair, *_ in pairs][of::2], found[of::2]).plagdet

        settings, found = max(detected, key=lambda each: plagdet(each[1], half))
        own, other = plagdet(found, half), plagdet(found, 1 - half)
        yield f"best on half {half + 1}: {settings}; plagdet {own:.3f}, on the other half {other:.3f}"


def table(measured: dict[str, Measures]) -> Table:
    """Return the table of README.md."""
    rows = [[kind, *(f"{value:.3f}" for value in values)] for kind, values in measured.items()]
    return Table("borrowing", ["", *Measures._fields], rows)


def main() -> None:
    """Measure and print a table; exit with 1 where a bar was missed and ``--check`` was given."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.borrowing", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--cross-validate", action="store_true", help="choose the settings anew, on one half for the other"
    )
    parser.add_argument("--write", action="store_true", help="write the table of README.md")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a bar is missed")
    asked = parser.parse_args()
    pairs = read(asked.folder)
    measured = measure(pairs)
    print(f"{'':<26}" + "".join(f"{name:>13}" for name in Measures._fields))
    for kind, values in measured.items():
        print(f"{kind:<26}" + "".join(f"{value:>13.4f}" for value in values), flush=True)
    if asked.cross_validate:
        for line in cross_validate(pairs):
            print(line, flush=True)
    if asked.write:
        write_table(table(measured))
    missed = [
        f"{kind} {measured[kind].plagdet:.3f} of {bar}" for kind, bar in BARS.items() if measured[kind].plagdet < bar
    ]
    print("Missed: " + "; ".join(missed) if missed else "All bars are held.")
    sys.exit(1 if asked.check and missed else 0)


if __name__ == "__main__":
    main()
