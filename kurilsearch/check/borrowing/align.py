"""What a draft has from a source, told on one page: runs of the same words, and passages whose sentences are alike.

Seed, extend and filter, as the text alignment systems of PAN do since 2013. Seeds are pairs of sentences whose cosine
by tf-isf and whose Dice coefficient are high; they are extended over gaps as long as the passages stay alike, and of
passages that overlap the most alike is kept: Sanchez-Perez, Gelbukh and Sidorov, Adaptive Algorithm for Plagiarism
Detection (CLEF 2015). Runs of the same words come before them, because their ends are exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kurilsearch.check.borrowing.clusters import Cluster, grow, without_overlaps
from kurilsearch.check.borrowing.runs import Run, find_runs
from kurilsearch.check.borrowing.sentence_vectors import find_seeds, sentence_vectors
from kurilsearch.check.borrowing.text import AlignableText
from kurilsearch.model import Span


@dataclass(frozen=True, slots=True)
class AlignmentSettings:
    """The bounds of an alignment; those given here were chosen on grids, see ``tests/benchmarks/borrowing.py``.

    ``cosine`` and ``dice`` are what two sentences must reach to be a seed, ``likeness`` the cosine of two passages.
    ``gap`` counts sentences without a seed inside a passage, ``summary_gap`` those of a passage that sums up one of the
    source ``summary_ratio`` times as long. ``shortest_run`` counts words, ``shortest`` characters of a passage.
    """

    cosine: float = 0.27
    dice: float = 0.27
    likeness: float = 0.32
    gap: int = 2
    summary_gap: int = 24
    summary_ratio: float = 3.0
    shortest_run: int = 40
    shortest: int = 130


DEFAULT_SETTINGS = AlignmentSettings()


@dataclass(frozen=True, slots=True)
class Alignment:
    """A passage of a draft that was made of one of a source, both as ranges of characters.

    ``likeness`` is from 0 to 1: of a run the share of its words that stand in the source in a row (``is_run``), else
    the cosine of the passages.
    """

    draft: Span
    source: Span
    likeness: float
    is_run: bool


def align(
    draft: AlignableText, source: AlignableText, settings: AlignmentSettings = DEFAULT_SETTINGS
) -> list[Alignment]:
    """Return what the draft has from the source, in the draft's order and without overlaps in the draft."""
    runs = [run for run in find_runs(draft.terms, source.terms) if run.alike >= settings.shortest_run]
    found = [_of_run(run, draft, source) for run in runs]
    for alignment in _reworked(draft, source, settings):
        if all(_apart(alignment.draft, run.draft) for run in found if run.is_run):
            found.append(alignment)
    return sorted(found, key=lambda alignment: alignment.draft)


def _reworked(draft: AlignableText, source: AlignableText, settings: AlignmentSettings) -> list[Alignment]:
    """Return passages whose sentences are alike: where they sum up the source, otherwise those with small gaps."""
    vectors, others = sentence_vectors([draft, source])
    seeds = find_seeds(vectors, others, settings.cosine, settings.dice)

    def passages(gap: int) -> list[Alignment]:
        clusters = without_overlaps(list(grow(seeds, vectors, others, gap, settings.likeness)))
        return _long_enough((_of_cluster(cluster, draft, source) for cluster in clusters), settings.shortest)

    summaries = passages(settings.summary_gap)
    ratio = _length(each.source for each in summaries) / max(_length(each.draft for each in summaries), 1)
    return summaries if ratio >= settings.summary_ratio else passages(settings.gap)


def _length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def _long_enough(alignments: Iterable[Alignment], shortest: int) -> list[Alignment]:
    return [each for each in alignments if min(_length([each.draft]), _length([each.source])) >= shortest]


def _apart(one: Span, other: Span) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def _of_run(run: Run, draft: AlignableText, source: AlignableText) -> Alignment:
    share = run.alike / (run.draft[1] - run.draft[0])
    return Alignment(draft.characters(run.draft), source.characters(run.source), min(share, 1.0), is_run=True)


def _of_cluster(cluster: Cluster, draft: AlignableText, source: AlignableText) -> Alignment:
    return Alignment(
        draft.sentence_characters(cluster.draft),
        source.sentence_characters(cluster.source),
        cluster.likeness,
        is_run=False,
    )
