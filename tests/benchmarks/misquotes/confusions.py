"""Real words that a scan reads for other real words: not for net, were for wore, ten for ton."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.benchmarks.misquotes.damage import shelled
from tests.benchmarks.misquotes.draw import DrawnSpan
from tests.benchmarks.misquotes.lies import Lie
from tests.benchmarks.misquotes.material import Material
from tests.benchmarks.misquotes.spellings import same_spelling

_ALIKE = "e c o; n u; n r; h b; h li; l t; l i; f t; f s; rn m; m nn; m in; cl d; vv w; u v; y v; g q; ri n; ii u"
"""What surveys of OCR errors name again and again; in each group one is read for any other (Kukich 1992)."""

READINGS: dict[str, tuple[str, ...]] = {}
for _group in _ALIKE.split(";"):
    for _one in _group.split():
        READINGS[_one] = (*READINGS.get(_one, ()), *(each for each in _group.split() if each != _one))

LOST_LETTERS = {"she": "he"}
"""Words whose first letter scans lose, so that a word of its own is left."""


def real_word_confusion(chance: random.Random, span: DrawnSpan, place: int, material: Material) -> Iterator[Lie]:
    """Yield a common word that is one misreading away from the true one, which is common too."""
    word = shelled(span.words[place].text)
    if word.core not in material.common:
        return
    others = [other for other in misreadings(word.core) if other in material.common]
    others = [other for other in others if not same_spelling(word.core, other)]
    if others:
        yield place, 1, [word.with_core(chance.choice(others))]


def misreadings(word: str) -> list[str]:
    """Return what ``word`` is misread as by one confusion, in the order of the alphabet."""
    found = {LOST_LETTERS[word]} if word in LOST_LETTERS else set()
    for at in range(len(word)):
        for length in (1, 2):
            for reading in READINGS.get(word[at : at + length], ()):
                if len(word) >= at + length:
                    found.add(word[:at] + reading + word[at + length :])
    return sorted(found - {word})
