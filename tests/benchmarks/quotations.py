"""Quotations drawn from a corpus, and made that stand nowhere in it, for timing alone."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tests.benchmarks.queries import DrawnQuery

KINDS = ("exact", "damaged", "salad")
"""Twelve words as they stand; six, one of them another word; and words of everywhere that never stood together."""


def draw_quotations(paragraphs: Sequence[tuple[str, str]], seed: int, each: int) -> list[DrawnQuery]:
    """Return ``each`` quotations of every kind, in random order."""
    chance = random.Random(seed)
    texts = [words for _, text in paragraphs if len(words := text.split()) >= 20]
    if not texts:
        return []
    drawn = [_draw(kind, chance, texts) for kind in KINDS for _ in range(each)]
    chance.shuffle(drawn)
    return drawn


def _draw(kind: str, chance: random.Random, texts: Sequence[list[str]]) -> DrawnQuery:
    words = chance.choice(texts)
    length = 6 if kind == "damaged" else 12
    start = chance.randrange(len(words) - length)
    taken = words[start : start + length]
    if kind == "damaged":
        taken[chance.randrange(1, 5)] = chance.choice(chance.choice(texts))
    elif kind == "salad":
        taken = [chance.choice(chance.choice(texts)) for _ in taken]
    return DrawnQuery(kind, " ".join(taken), tuple(taken))
