"""Pairs of texts with the passages that one took from the other, and the measures of the PAN text alignment task.

Precision, recall, granularity and plagdet are those of Potthast, Stein, Barrón-Cedeño and Rosso, An Evaluation
Framework for Plagiarism Detection (COLING 2010), macro-averaged over cases and detections, in characters.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kurilsearch.model import Span

_FEATURE = re.compile(r'<feature\s[^>]*name="plagiarism"[^>]*>')
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


class Case(NamedTuple):
    """A passage of a draft and the one of a source that it was made of, in characters."""

    draft: Span
    source: Span


@dataclass(frozen=True)
class Pair:
    """A draft beside a source, with the cases that are in truth there; ``kind`` is the way they were altered."""

    kind: str
    name: str
    draft: str
    source: str
    cases: tuple[Case, ...]


class Measures(NamedTuple):
    """How well passages were found: all from 0 to 1, except the granularity, which is 1 at best and grows."""

    plagdet: float
    recall: float
    precision: float
    granularity: float


def read_pairs(folder: Path) -> Iterator[Pair]:
    """Yield the pairs of the task: a folder for each kind with ``pairs`` and truths, ``susp`` and ``src`` beside it."""
    for listed in sorted(folder.glob("*/pairs")):
        for line in listed.read_text(encoding="utf-8").splitlines():
            draft, source = line.split()
            truth = listed.with_name(f"{Path(draft).stem}-{Path(source).stem}.xml").read_text(encoding="utf-8")
            yield Pair(
                kind=listed.parent.name.partition("-")[2],
                name=f"{draft} {source}",
                draft=_read(folder / "susp" / draft),
                source=_read(folder / "src" / source),
                cases=tuple(_case(dict(_ATTRIBUTE.findall(feature[0]))) for feature in _FEATURE.finditer(truth)),
            )


def _read(file: Path) -> str:
    with file.open(encoding="utf-8", newline="") as opened:
        return opened.read()


def _case(values: dict[str, str]) -> Case:
    draft, source = int(values["this_offset"]), int(values["source_offset"])
    return Case((draft, draft + int(values["this_length"])), (source, source + int(values["source_length"])))


def score(cases: Sequence[Sequence[Case]], detections: Sequence[Sequence[Case]]) -> Measures:
    """Return the measures over several pairs of texts: of each its true cases and what was detected."""
    recall, precision = _covered(cases, detections), _covered(detections, cases)
    detected: dict[int, list[int]] = defaultdict(list)
    for number, (true, found) in enumerate(zip(cases, detections, strict=True)):
        detected[number] = [sum(_overlap(case, other) for other in found) for case in true]
    counts = [count for each in detected.values() for count in each if count]
    granularity = sum(counts) / len(counts) if counts else 1.0
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Measures(both / math.log2(1 + granularity), recall, precision, granularity)


def _covered(cases: Sequence[Sequence[Case]], others: Sequence[Sequence[Case]]) -> float:
    """Return the mean share of the characters of a case, in draft and source, that the others cover."""
    shares = [
        _share(case, [other for other in them if _overlap(case, other)])
        for some, them in zip(cases, others, strict=True)
        for case in some
    ]
    if not shares:
        return float(not any(others))
    return sum(shares) / len(shares)


def _share(case: Case, others: Sequence[Case]) -> float:
    covered = sum(len({at for one in others for at in range(*_common(case[side], one[side]))}) for side in (0, 1))
    return covered / sum(end - start for start, end in case)


def _common(one: Span, other: Span) -> Span:
    return max(one[0], other[0]), min(one[1], other[1])


def _overlap(one: Case, other: Case) -> bool:
    return all(start < end for start, end in map(_common, one, other))
