"""Quotations that stand nowhere in the library: sentences of documents left out of it, and word salad."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator

from tests.benchmarks.misquotes.classes import Case
from tests.benchmarks.misquotes.damage import damage_words
from tests.benchmarks.misquotes.draw import DrawnSpan, draw_length, draw_sentence
from tests.benchmarks.misquotes.folded import FoldedCorpus
from tests.benchmarks.misquotes.material import Material
from tests.benchmarks.misquotes.print_damage import misread, set_otherwise

STANDS = 90.0
"""From this partial ratio on a sentence does stand in the corpus, as a stock phrase or a quotation, and is dropped."""

_PASSAGES_OF_CHAIN = 20_000
_TRIES_A_CASE = 6
_LONGEST_STRETCH = 4


def make_nowhere(
    material: Material, held_out: Material | None, corpus: FoldedCorpus, count: int, seed: int
) -> Iterator[Case]:
    """Yield ``count`` negatives of each class: short and longer sentences held out, these damaged, and word salad.

    Whatever an exhaustive scan finds in the corpus after all, before it is damaged, is left out.
    """
    if held_out:
        for name, shortest, longest in (("nowhere, short", 4, 7), ("nowhere", 8, 60), ("nowhere, damaged", 8, 60)):
            chance = random.Random(f"{seed}-{name}")
            damaging = name.endswith("damaged")
            made = 0
            for _ in range(_TRIES_A_CASE * count + 200):
                if made == count:
                    break
                span = draw_sentence(chance, held_out, draw_length(chance, shortest, longest))
                if span is None or corpus.best(span.text, STANDS):
                    continue
                yield Case(name, _damage(chance, span, held_out) if damaging else span.text, None)
                made += 1
    yield from _salad(material, corpus, count, seed)


def _salad(material: Material, corpus: FoldedCorpus, count: int, seed: int) -> Iterator[Case]:
    chance = random.Random(f"{seed}-salad")
    babble = trigram_chain(material, chance)
    made = 0
    for _ in range(_TRIES_A_CASE * count):
        if made == count:
            return
        text = babble(chance, draw_length(chance, 8, 60))
        if not corpus.best(text, STANDS):
            yield Case("word salad", text, None)
            made += 1


def _damage(chance: random.Random, span: DrawnSpan, material: Material) -> str:
    """Return the words of a span after one of the usual kinds of damage."""
    kind = chance.choice(("words", "ocr", "typography"))
    if kind == "words":
        return damage_words(chance, span, material, 0.2).text
    if kind == "ocr":
        return misread(chance, span.text, 0.05)
    return set_otherwise(chance, span.text) or span.text


def trigram_chain(material: Material, chance: random.Random) -> Callable[[random.Random, int], str]:
    """Return what babbles so many words: each follows the two before it somewhere in the corpus.

    After one to four words of that it begins anew elsewhere, as a small corpus would be recited otherwise.
    """
    following: dict[tuple[str, str], list[str]] = defaultdict(list)
    chosen = material.usable
    if len(chosen) > _PASSAGES_OF_CHAIN:
        chosen = tuple(chance.sample(chosen, _PASSAGES_OF_CHAIN))
    for number in chosen:
        words = material.entries[number].text.split()
        for one, two, three in zip(words, words[1:], words[2:], strict=False):
            following[one, two].append(three)
    starts = sorted(following)

    def babble(chance: random.Random, length: int) -> str:
        words = list(chance.choice(starts))
        stretch = chance.randint(1, _LONGEST_STRETCH)
        while len(words) < length:
            next_words = following.get((words[-2], words[-1]))
            if next_words and stretch:
                words.append(chance.choice(next_words))
                stretch -= 1
            else:
                words += chance.choice(starts)
                stretch = chance.randint(1, _LONGEST_STRETCH)
        return " ".join(words[:length])

    return babble
