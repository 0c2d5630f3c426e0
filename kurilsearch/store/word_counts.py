"""In how many passages words and stems stand, counted along with what is written, alike in every store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from kurilsearch.language.stemming import stems_in


def passages_with_each(texts: Iterable[str]) -> dict[str, int]:
    """Return in how many of ``texts`` each of the words that they hold, joined by spaces, stands."""
    return dict(Counter(chain.from_iterable(map(set, map(str.split, texts)))))


def count_words(by_language: Mapping[str, Counter[str]]) -> Counter[str]:
    """Return the counts of all languages together."""
    counts = Counter(next(iter(by_language.values()), ()))
    for more in list(by_language.values())[1:]:
        for word, count in more.items():
            counts[word] += count
    return counts


def count_stems(by_language: Mapping[str, Counter[str]]) -> Counter[str]:
    """Return how often each stem stands: a passage with two words of one stem counts twice, which saves a count."""
    counts: Counter[str] = Counter()
    known = counts.get
    for language, words in by_language.items():
        for stem, count in zip(map(stems_in(language).__getitem__, words), words.values(), strict=True):
            counts[stem] = known(stem, 0) + count
    return counts
