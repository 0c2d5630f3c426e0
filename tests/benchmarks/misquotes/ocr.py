"""``python -m tests.benchmarks.misquotes.ocr FOLDER``: real scans, one side indexed and the other one quoted.

FOLDER holds .csv files with the columns ``Sample ID``, ``OCR Text`` and ``Ground Truth``, a sequence a row, as those of
BLN600. Each sample becomes a document, its sequences paragraphs. A fifth of the samples is held out of the index, and
their sequences are the negatives, unless an exhaustive scan finds them there all the same.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kurilsearch import open_library
from kurilsearch.model import Span
from tests.benchmarks.misquotes.answers import finder_of
from tests.benchmarks.misquotes.classes import Case
from tests.benchmarks.misquotes.folded import FoldedCorpus, fold_corpus
from tests.benchmarks.misquotes.material import fold, read_material
from tests.benchmarks.misquotes.measure import Figures, Outcome, ask, share, times, warm_up
from tests.benchmarks.misquotes.nowhere import STANDS
from tests.benchmarks.misquotes.prepare import SETTINGS
from tests.benchmarks.speed import progress
from tests.benchmarks.tables import Table, write_table

CLEAN, SCANNED = "Ground Truth", "OCR Text"
HELD_OUT = 5
"""One of so many samples is held out."""

DIRECTIONS = ((CLEAN, "scans quoted, clean text indexed"), (SCANNED, "clean text quoted, scans indexed"))
LENGTHS = ((1, 3), (4, 7), (8, 100_000))
RECALL, FALSE_FINDS = 0.99, 0.005
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Sequence:
    """A sequence on both sides: as the page has it, and as the scan read it."""

    sample: str
    clean: str
    scanned: str

    def side(self, column: str) -> str:
        """Return one side by the name of its column."""
        return self.clean if column == CLEAN else self.scanned


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Where a sequence stands in its document."""

    file: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A quotation, its other side, and the paragraph it is from; None where it is held out."""

    quotation: str
    other_side: str
    paragraph: Paragraph | None


def read_sequences(folder: Path) -> list[Sequence]:
    """Return the sequences of all .csv files in ``folder``. Raises SystemExit where there are none."""
    sequences = []
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as opened:
            for row in csv.DictReader(opened):
                clean, scanned = (" ".join(row[column].split()) for column in (CLEAN, SCANNED))
                sequences.append(Sequence(row["Sample ID"], clean, scanned))
    if not sequences:
        raise SystemExit(f"no .csv files in {folder}")
    return sequences


def write_library(folder: Path, sequences: list[Sequence], column: str) -> dict[int, Paragraph]:
    """Write one side as a library with a document a sample; return the paragraph of each sequence by its number."""
    parts: dict[str, list[str]] = {}
    placed: dict[int, Paragraph] = {}
    lengths: dict[str, int] = {}
    for number, sequence in enumerate(sequences):
        text = sequence.side(column)
        start = lengths.get(sequence.sample, 0)
        placed[number] = Paragraph(f"sources/{sequence.sample}.txt", (start, start + len(text)), fold(text))
        parts.setdefault(sequence.sample, []).append(text)
        lengths[sequence.sample] = start + len(text) + 2
    (folder / "sources").mkdir(parents=True)
    (folder / "kurilsearch.toml").write_text(SETTINGS, encoding="utf-8")
    for sample, texts in parts.items():
        (folder / "sources" / f"{sample}.txt").write_bytes("\n\n".join(texts).encode("utf-8"))
    return placed


def is_right(asked: Asked, file: str, span: Span, words: str) -> bool:
    """Tell whether a found place lies, by half or more, in the true paragraph, or has the true paragraph's words."""
    true = asked.paragraph
    if true is None:
        return False
    inside = min(span[1], true.span[1]) - max(span[0], true.span[0])
    if file == true.file and 2 * inside >= span[1] - span[0]:
        return True
    return bool(words) and f" {words} " in f" {true.words} "


def draw_asked(
    sequences: list[Sequence], placed: dict[int, Paragraph], held_out: frozenset[str], indexed: str, seed: int
) -> Iterator[Asked]:
    """Yield all sequences, by the side that is not indexed, in random order; of long ones the first 60 words."""
    numbered = list(enumerate(sequences))
    random.Random(seed).shuffle(numbered)
    for number, sequence in numbered:
        text = " ".join(sequence.side(SCANNED if indexed == CLEAN else CLEAN).split()[:LONGEST])
        if fold(text):
            other_side = " ".join(sequence.side(indexed).split()[:LONGEST])
            yield Asked(text, other_side, None if sequence.sample in held_out else placed[number])


def measure_side(sequences: list[Sequence], indexed: str, work: Path, count: int, seed: int) -> Figures:
    """Index one side, ask for up to ``count`` sequences of the other, and add up by the length of the quotation."""
    samples = sorted({sequence.sample for sequence in sequences})
    held_out = frozenset(random.Random(seed).sample(samples, len(samples) // HELD_OUT))
    kept = [sequence for sequence in sequences if sequence.sample not in held_out]
    placed = dict(zip(_numbers(sequences, held_out), write_library(work, kept, indexed).values(), strict=True))
    with open_library(work) as library:
        library.index()
        corpus = fold_corpus(read_material(library))
        asked = list(draw_asked(sequences, placed, held_out, indexed, seed))[: count or None]
        others = {each.quotation: each for each in asked if each.paragraph or not _stands(corpus, each)}
        chosen = list(others.values())
        cases = [Case("ocr", each.quotation, None) for each in chosen]
        finder = finder_of(library)
        warm_up(finder, cases)
        outcomes = ask(finder, cases)
        rows = {f"{low}-{high} words": _row(chosen, outcomes, low, high) for low, high in LENGTHS}
        return {**rows, "all": _row(chosen, outcomes, 1, LENGTHS[-1][1]), "wrong": _wrong(chosen, outcomes)}


def _numbers(sequences: list[Sequence], held_out: frozenset[str]) -> list[int]:
    return [number for number, sequence in enumerate(sequences) if sequence.sample not in held_out]


def _stands(corpus: FoldedCorpus, asked: Asked) -> bool:
    """Tell whether a sequence of a held-out sample stands in the index after all, on either of its sides."""
    return corpus.best(asked.quotation, STANDS) > 0 or corpus.best(asked.other_side, STANDS) > 0


def _row(asked: list[Asked], outcomes: list[Outcome], low: int, high: int) -> Figures:
    """Return the figures of the quotations of these lengths."""
    pairs = [
        (each, outcome)
        for each, outcome in zip(asked, outcomes, strict=True)
        if low <= len(each.quotation.split()) <= high
    ]
    true = [(each, outcome) for each, outcome in pairs if each.paragraph]
    return {
        "cases": len(true),
        "recall": share(_right(each, outcome) for each, outcome in true),
        "missed": share(outcome.answer is None for _, outcome in true),
        "negatives": len(pairs) - len(true),
        "false_finds": share(outcome.verdict.found for each, outcome in pairs if not each.paragraph),
        **times([outcome for _, outcome in pairs]),
    }


def _right(asked: Asked, outcome: Outcome) -> bool:
    answer = outcome.answer
    return answer is not None and is_right(asked, answer.file, answer.span, answer.words)


def _wrong(asked: list[Asked], outcomes: list[Outcome]) -> list[list[str]]:
    """Return quotation, true words and found words of the cases that went wrong."""
    return [
        [each.quotation, each.paragraph.words if each.paragraph else "", outcome.answer.words if outcome.answer else ""]
        for each, outcome in zip(asked, outcomes, strict=True)
        if (not _right(each, outcome) if each.paragraph else outcome.verdict.found)
    ]


def report(measured: Figures) -> Iterator[str]:
    """Yield the lines of the report."""
    for side, rows in measured.items():
        yield side
        titles = f"{'cases':>7}{'recall %':>10}{'missed %':>10}{'negatives':>11}{'false %':>9}{'p50 ms':>8}{'p95':>8}"
        yield f"{'':18}{titles}"
        for name, row in rows.items():
            if name == "wrong" or "p50" not in row:
                continue
            widths = zip(cells(row), (7, 10, 10, 11, 9, 8), strict=True)
            figures = "".join(f"{cell:>{width}}" for cell, width in widths)
            yield f"{name.replace('-100000', ' or more'):18}{figures}{row['p95']:>8.2f}"
        yield ""


def table(measured: Figures) -> Table:
    """Return the table of README.md, each way and each length a line."""
    rows = [
        (f"{side}, {name.replace('-100000', ' or more')}", *cells(row))
        for side, lengths in measured.items()
        for name, row in lengths.items()
        if name != "wrong" and "p50" in row
    ]
    return Table("scans", ("", "cases", "recall %", "missed %", "negatives", "false finds %", "median ms"), rows)


def cells(row: Figures) -> tuple[str, ...]:
    """Return the figures of some quotations as text; a dash where there are none."""
    recall, missing, false = (
        "-" if row[key] is None else f"{100 * row[key]:.1f}" for key in ("recall", "missed", "false_finds")
    )
    return (str(row["cases"]), recall, missing, str(row["negatives"]), false, f"{row['p50']:.2f}")


def missed(measured: Figures) -> list[str]:
    """Return the bars that were missed, in words; they are those of quotations of eight words or more."""
    found = []
    for side, rows in measured.items():
        row = rows[f"{LENGTHS[-1][0]}-{LENGTHS[-1][1]} words"]
        if row["recall"] is not None and row["recall"] < RECALL:
            found.append(f"{side}: recall {100 * row['recall']:.1f}% below {100 * RECALL:.0f}%")
        if row["false_finds"] is not None and row["false_finds"] > FALSE_FINDS:
            found.append(f"{side}: false finds {100 * row['false_finds']:.1f}% above {100 * FALSE_FINDS}%")
    return found


def main() -> None:
    """Measure both directions, print the tables, and exit with 1 where a bar was missed and ``--check`` was given."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.misquotes.ocr", description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder of .csv files")
    parser.add_argument("--cases", type=int, default=0, help="quotations each way; default all")
    parser.add_argument("--seed", type=int, default=1956)
    parser.add_argument("--show", type=int, default=0, help="print so many wrong answers each way")
    parser.add_argument("--json", type=Path, help="write all figures and all wrong answers to this file")
    parser.add_argument("--write", action="store_true", help="write the table of README.md")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a bar is missed")
    asked = parser.parse_args()
    sequences = read_sequences(asked.folder)
    measured = {}
    with tempfile.TemporaryDirectory(prefix="kurilsearch-ocr-") as temporary:
        for indexed, title in DIRECTIONS:
            progress(title)
            work = Path(temporary) / indexed.replace(" ", "-")
            measured[title] = measure_side(sequences, indexed, work, asked.cases, asked.seed)
    print("\n".join(report(measured)))
    for rows in measured.values():
        for quotation, true, found in rows["wrong"][: asked.show]:
            print(f"{quotation}\n    true:  {true or 'nowhere'}\n    found: {found or 'nothing'}")
    if asked.json:
        asked.json.write_text(json.dumps(measured, indent=1, ensure_ascii=False), encoding="utf-8")
    if asked.write:
        write_table(table(measured))
    shortfalls = missed(measured)
    print("Missed: " + "; ".join(shortfalls) if shortfalls else "All bars are held.")
    if asked.check and shortfalls:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
