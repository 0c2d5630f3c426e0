"""Likely spellings, from the library's own vocabulary."""

from __future__ import annotations

import math

from kurilsearch.store import NearWord
from kurilsearch.vocabulary.lexicon import Lexicon

SHORTEST = 3
"""Letters that a word must have to be respelled: shorter ones are near to everything."""

_SHORT = 4

MOST_RESPELT = 5
"""How many words of one query are respelled: each is held against the whole vocabulary."""

FAR_RARER = 100
"""A word that a neighbour one edit away is so many times commoner than is probably a slip."""


_LOOKED_AT = 200
"""Near words that are weighed for the likeliest, the nearest and commonest of all."""


def words_within(word: str, distance: int, lexicon: Lexicon, limit: int) -> list[str]:
    """Return the library's words within ``distance`` edits of ``word``, the nearest and then the commonest first.

    An edit adds, drops or changes a letter, or swaps two neighbours (optimal string alignment).
    """
    return [near.word for near in lexicon.store.vocabulary.words_near(word, distance, limit)]


def likely_spellings(word: str, lexicon: Lexicon, limit: int = 5, edits: int = 2) -> list[NearWord]:
    """Return the words that were probably meant by ``word``, which is not among them, the likeliest first.

    Up to five letters allow one edit, more allow ``edits``: two of them make another word of a short one. An edit
    weighs as much as being a hundred times rarer, and a changed first letter, which few people get wrong (Pollock &
    Zamora 1984), as much as being ten times rarer; in a word of three or four letters it makes another word. Words that
    say nothing by themselves (*for*) are never meant.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return []
    found = [
        spelling
        for spelling in _near(word, 1 if len(word) <= 5 else edits, lexicon)
        if spelling.word != word and spelling.word not in lexicon.function_words
        if len(word) > _SHORT or spelling.word[0] == word[0]
    ]
    return sorted(found, key=lambda spelling: _unlikeliness(word, spelling))[:limit]


def _unlikeliness(word: str, spelling: NearWord) -> tuple[float, str]:
    decades = math.log10(max(spelling.passages, 1))
    return 2 * spelling.distance + (spelling.word[0] != word[0]) - decades, spelling.word


def _near(word: str, distance: int, lexicon: Lexicon) -> list[NearWord]:
    return lexicon.store.vocabulary.words_near(word, distance, _LOOKED_AT)


def better_word(word: str, lexicon: Lexicon) -> str | None:
    """Return what was probably meant by ``word``: it is unknown, or far rarer than a word one edit away.

    None where it is fine as it is, or where nothing is near.
    """
    stems = lexicon.stems(word)
    frequencies = lexicon.frequencies(stems)
    passages = sum(frequencies[stem] for stem in stems)
    spellings = likely_spellings(word, lexicon, edits=1 if passages else 2)
    if not spellings:
        return None
    best = spellings[0]
    if not passages:
        return None if best.distance > 1 and best.word[0] != word[0] else best.word
    related = set(lexicon.stems(best.word)) & set(stems)
    is_slip = best.distance == 1 and best.passages >= FAR_RARER * passages and not related
    return best.word if is_slip else None


def is_known(word: str, lexicon: Lexicon) -> bool:
    """Return whether a folded word stands in the library, in some form."""
    stems = lexicon.stems(word)
    frequencies = lexicon.frequencies(stems)
    return any(frequencies[stem] for stem in stems)
