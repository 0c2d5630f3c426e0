"""The vocabulary of the library: its folded words and stems, and in how many passages each stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from kurilsearch.store.sqlite.database import Database

_CHUNK = 500
"""Words asked for at once; SQLite may be built with no more than 999 parameters."""

_LAST_CHARACTER = "\U0010ffff"


def passages_with_each(texts: Iterable[str]) -> dict[str, int]:
    """Return in how many of ``texts`` each of the words that they hold, joined by spaces, stands."""
    return dict(Counter(chain.from_iterable(map(set, map(str.split, texts)))))


class Vocabulary:
    """Reads the words and stems of a library."""

    def __init__(self, database: Database) -> None:
        """Read from ``database``."""
        self._rows = database.rows

    def stem_frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """Return in about how many passages each stem stands: the sum over its words; 0 for stems of no word."""
        return self._frequencies("SELECT stem, passages FROM stems WHERE stem IN", stems)

    def word_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many passages each folded word stands; words that stand nowhere are 0."""
        return self._frequencies("SELECT word, passages FROM words WHERE word IN", words)

    def _frequencies(self, select: str, terms: Iterable[str]) -> dict[str, int]:
        asked = list(dict.fromkeys(terms))
        found: dict[str, int] = dict.fromkeys(asked, 0)
        for start in range(0, len(asked), _CHUNK):
            chunk = asked[start : start + _CHUNK]
            found.update(self._rows(f"{select} ({','.join('?' * len(chunk))})", chunk))
        return found

    def words_with_prefix(self, prefix: str, limit: int) -> list[str]:
        """Return the folded words that begin with ``prefix``, the commonest first."""
        rows = self._rows(
            "SELECT word FROM words WHERE word >= ? AND word <= ? ORDER BY passages DESC, word LIMIT ?",
            (prefix, prefix + _LAST_CHARACTER, limit),
        )
        return [word for (word,) in rows]

    def words_like(self, pattern: str, limit: int) -> list[str]:
        """Return the folded words that match ``pattern`` (* any characters, ? one), the commonest first."""
        prefix = re.split(r"[*?]", pattern, maxsplit=1)[0]
        rows = self._rows(
            "SELECT word FROM words WHERE word >= ? AND word <= ? AND word GLOB ? ORDER BY passages DESC, word LIMIT ?",
            (prefix, prefix + _LAST_CHARACTER, pattern.replace("[", "[[]"), limit),
        )
        return [word for (word,) in rows]

    def words_of_length(self, shortest: int, longest: int) -> list[tuple[str, int]]:
        """Return the folded words of these lengths (inclusive) with the number of passages they stand in."""
        return self._rows("SELECT word, passages FROM words WHERE length(word) BETWEEN ? AND ?", (shortest, longest))

    def common_words(self, at_least: int) -> dict[str, int]:
        """Return the folded words that stand in ``at_least`` passages or more, with the number of those."""
        return dict(self._rows("SELECT word, passages FROM words WHERE passages >= ?", (at_least,)))
