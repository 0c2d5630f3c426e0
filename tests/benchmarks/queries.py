"""Queries drawn from a corpus with a seed: words rare and common, phrases, near words, prefixes, filters."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

_WORD = re.compile(r"[a-z]{3,}")
PLAIN_KINDS = ("rare", "common", "two", "three", "four", "phrase", "near", "prefix")
"""Kinds of query that plain engines answer too."""
FILTERS = ("kind:body", "author:amura", "year:[1960 TO 1990]", "lang:en")
_DRAWN = 4000


class DrawnQuery(NamedTuple):
    """A query in kurilsearch's language (and Whoosh's), its kind, and its words."""

    kind: str
    text: str
    words: tuple[str, ...]


def draw_queries(paragraphs: Iterable[tuple[str, str]], seed: int, each: int) -> list[DrawnQuery]:
    """Return ``each`` queries of every kind, in random order, no two alike; most have at least one answer."""
    chance = random.Random(seed)
    frequencies: Counter[str] = Counter()
    sample: list[list[str]] = []
    for seen, (_, text) in enumerate(paragraphs):
        words = _WORD.findall(text.lower())
        frequencies.update(set(words))
        if len(words) < 12:
            continue
        if len(sample) < _DRAWN:
            sample.append(words)
        elif (place := chance.randrange(seen + 1)) < _DRAWN:
            sample[place] = words
    by_frequency = sorted(frequencies, key=lambda word: (-frequencies[word], word))
    common = by_frequency[20:300]
    rare = [word for word in by_frequency if frequencies[word] <= 5]
    drawn: dict[str, DrawnQuery] = {}
    for kind in (*PLAIN_KINDS, "filter"):
        before = len(drawn)
        for _ in range(50 * each):
            if len(drawn) - before == each:
                break
            query = _draw(kind, chance, chance.choice(sample), common, rare)
            drawn.setdefault(query.text, query)
    queries = list(drawn.values())
    chance.shuffle(queries)
    return queries


def _draw(kind: str, chance: random.Random, words: list[str], common: list[str], rare: list[str]) -> DrawnQuery:
    content = [word for word in words if len(word) > 4] or words
    place = chance.randrange(len(words) - 4)
    chosen: tuple[str, ...]
    if kind in {"rare", "common"}:
        chosen = (chance.choice(rare if kind == "rare" else common),)
        return DrawnQuery(kind, chosen[0], chosen)
    if kind in {"two", "three", "four"}:
        count = {"two": 2, "three": 3, "four": 4}[kind]
        chosen = tuple(dict.fromkeys(chance.choices(content, k=count)))
        return DrawnQuery(kind, " ".join(chosen), chosen)
    if kind == "phrase":
        chosen = tuple(words[place : place + chance.randint(2, 4)])
        return DrawnQuery(kind, '"' + " ".join(chosen) + '"', chosen)
    if kind == "near":
        chosen = (words[place], words[place + 2])
        return DrawnQuery(kind, f'"{chosen[0]} {chosen[1]}"~5', chosen)
    word = chance.choice(content)
    if kind == "prefix":
        return DrawnQuery(kind, word[:4] + "*", (word[:4],))
    return DrawnQuery(kind, f"{word} {chance.choice(FILTERS)}", (word,))
