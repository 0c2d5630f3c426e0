"""Seeds grow to passages: those near each other in both texts belong together, as long as the passages are alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kurilsearch.check.borrowing.sentence_vectors import Seed, Vector, cosine, summed
from kurilsearch.model import Span


class Cluster(NamedTuple):
    """A passage of the draft and one of the source, as ranges of sentences, and the cosine of the two."""

    draft: Span
    source: Span
    likeness: float


def grow(
    seeds: Sequence[Seed], draft: Sequence[Vector], source: Sequence[Vector], gap: int, least_likeness: float
) -> Iterator[Cluster]:
    """Yield the passages that seeds grow to, over at most ``gap`` sentences without a seed.

    A passage that is not alike enough as a whole is tried again with smaller gaps, and dropped with none.
    """
    for members in _parted(seeds, gap):
        in_draft, in_source = _range([seed.draft for seed in members]), _range([seed.source for seed in members])
        likeness = cosine(summed(draft[slice(*in_draft)]), summed(source[slice(*in_source)]))
        if likeness >= least_likeness:
            yield Cluster(in_draft, in_source, likeness)
        elif gap:
            yield from grow(members, draft, source, gap - 1, least_likeness)


def _range(sentences: Sequence[int]) -> Span:
    return min(sentences), max(sentences) + 1


def _parted(seeds: Sequence[Seed], gap: int) -> Iterator[list[Seed]]:
    """Yield seeds in groups without a gap in either text: parted in one and the other, until no part falls apart."""
    waiting, whole = [(list(seeds), 0, False)], []
    while waiting:
        group, side, is_whole_in_other = waiting.pop()
        parts = _split(group, side, gap)
        if len(parts) == 1 and is_whole_in_other:
            whole.append(group)
        else:
            waiting += [(part, 1 - side, len(parts) == 1) for part in parts]
    yield from sorted(whole)


def _split(seeds: Sequence[Seed], side: int, gap: int) -> list[list[Seed]]:
    """Split seeds wherever more than ``gap`` sentences of one text stand between two."""
    parts: list[list[Seed]] = []
    for seed in sorted(seeds, key=lambda seed: seed[side]):
        if parts and seed[side] - parts[-1][-1][side] <= gap + 1:
            parts[-1].append(seed)
        else:
            parts.append([seed])
    return parts


def without_overlaps(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Return clusters in the draft's order, of those that share a sentence of the draft the one that is more alike."""
    kept: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda cluster: (-cluster.likeness, cluster)):
        if all(cluster.draft[1] <= other.draft[0] or other.draft[1] <= cluster.draft[0] for other in kept):
            kept.append(cluster)
    return sorted(kept)
