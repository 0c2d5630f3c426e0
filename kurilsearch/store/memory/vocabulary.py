"""The words of a store in memory, looked through one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from fnmatch import translate
from re import compile as compile_pattern

from kurilsearch.store.memory.state import State
from kurilsearch.store.records import NearWord


class MemoryVocabulary:
    """Counts words when it is asked; see :class:`kurilsearch.store.protocol.VocabularyReader`."""

    def __init__(self, state: Callable[[], State]) -> None:
        """Take what returns the store's present state."""
        self._state = state

    def languages(self) -> tuple[str, ...]:
        """Return the languages of the documents, the commonest first."""
        counts = Counter(held.ingested.language for held in self._state().documents.values())
        return tuple(sorted(counts, key=lambda language: (-counts[language], language)))

    def stem_frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """Return in about how many passages each stem stands: the sum over its words; 0 for stems of no word."""
        counts = self._state().stems
        return {stem: counts[stem] for stem in stems}

    def word_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many passages each folded word stands; words that stand nowhere are 0."""
        counts = self._state().words
        return {word: counts[word] for word in words}

    def words_with_prefix(self, prefix: str, limit: int) -> list[str]:
        """Return the folded words that begin with ``prefix``, the commonest first, then by letter."""
        return self._commonest((word for word in self._state().words if word.startswith(prefix)), limit)

    def any_word_begins(self, letters: Collection[str]) -> bool:
        """Tell whether a folded word begins with one of these letters."""
        return any(word.startswith(tuple(letters)) for word in self._state().words)

    def words_like(self, pattern: str, limit: int) -> list[str]:
        """Return the folded words that match ``pattern`` (* any characters, ? one), the commonest first."""
        matches = compile_pattern(translate(pattern.replace("[", "[[]"))).match
        return self._commonest(filter(matches, self._state().words), limit)

    def words_near(self, word: str, edits: int, limit: int) -> list[NearWord]:
        """Return the folded words within ``edits`` of ``word``, the nearest and then the commonest first."""
        from rapidfuzz.distance import OSA

        near = [
            NearWord(other, distance, passages)
            for other, passages in self._state().words.items()
            if other.isascii() or not word.isascii()
            if (distance := OSA.distance(word, other, score_cutoff=edits)) <= edits
        ]
        return sorted(near, key=lambda other: (other.distance, -other.passages, other.word))[:limit]

    def letters_in_words(self, rows: Collection[str]) -> frozenset[str]:
        """Return those of these rows of three letters that stand in a word; a blank marks its beginning or end."""
        words = [f" {word} " for word in self._state().words]
        return frozenset(row for row in rows if any(row in word for word in words))

    def common_words(self, at_least: int, limit: int) -> dict[str, int]:
        """Return the folded words that stand in ``at_least`` passages or more, the ``limit`` commonest of them."""
        words = self._state().words
        return {word: words[word] for word in self._commonest(words, limit) if words[word] >= at_least}

    def _commonest(self, words: Iterable[str], limit: int) -> list[str]:
        counts = self._state().words
        return sorted(words, key=lambda word: (-counts[word], word))[:limit]
