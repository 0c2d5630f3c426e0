"""The vocabulary of the library: its folded words and stems, and in how many passages each stands."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from string import ascii_lowercase, digits

from kurilsearch.store.records import NearWord
from kurilsearch.store.sqlite.database import Database

# one text for any number of words, so that SQLite need not read it anew
_STEM_FREQUENCIES = "SELECT stem, passages FROM json_each(?) CROSS JOIN stems ON stem = value"
_WORD_FREQUENCIES = "SELECT word, passages FROM json_each(?) CROSS JOIN words ON word = value"

_PLAIN_LETTERS = ascii_lowercase + digits
"""What folded words in ASCII are of."""

_LAST_CHARACTER = "\U0010ffff"


class _Memory:
    """Words read at one revision, because likely spellings are looked for among all that are about as long."""

    def __init__(self, revision: int) -> None:
        self.revision = revision
        self.of_length: dict[int, dict[str, int]] = {}
        self.letters: frozenset[str] | None = None


class Vocabulary:
    """Reads the words and stems of a library; see :class:`kurilsearch.store.protocol.VocabularyReader`."""

    def __init__(self, database: Database) -> None:
        """Read from ``database``."""
        self._rows = database.rows
        self._remembered = _Memory(-1)

    def languages(self) -> tuple[str, ...]:
        """Return the languages of the documents, the commonest first."""
        rows = self._rows("SELECT language FROM documents GROUP BY language ORDER BY count(*) DESC, language")
        return tuple(language for (language,) in rows)

    def stem_frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """Return in about how many passages each stem stands: the sum over its words; 0 for stems of no word."""
        return self._frequencies(_STEM_FREQUENCIES, stems)

    def word_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many passages each folded word stands; words that stand nowhere are 0."""
        return self._frequencies(_WORD_FREQUENCIES, words)

    def _frequencies(self, select: str, terms: Iterable[str]) -> dict[str, int]:
        found = dict.fromkeys(terms, 0)
        if found:
            found.update(self._rows(select, (json.dumps(list(found)),)))
        return found

    def words_with_prefix(self, prefix: str, limit: int) -> list[str]:
        """Return the folded words that begin with ``prefix``, the commonest first."""
        rows = self._rows(
            "SELECT word FROM words WHERE word >= ? AND word <= ? ORDER BY passages DESC, word LIMIT ?",
            (prefix, prefix + _LAST_CHARACTER, limit),
        )
        return [word for (word,) in rows]

    def any_word_begins(self, letters: Collection[str]) -> bool:
        """Tell whether a folded word begins with one of these letters; quick where the commonest are first."""
        return any(self.words_with_prefix(letter, 1) for letter in letters)

    def words_like(self, pattern: str, limit: int) -> list[str]:
        """Return the folded words that match ``pattern`` (* any characters, ? one), the commonest first."""
        prefix = re.split(r"[*?]", pattern, maxsplit=1)[0]
        rows = self._rows(
            "SELECT word FROM words WHERE word >= ? AND word <= ? AND word GLOB ? ORDER BY passages DESC, word LIMIT ?",
            (prefix, prefix + _LAST_CHARACTER, pattern.replace("[", "[[]"), limit),
        )
        return [word for (word,) in rows]

    def words_near(self, word: str, edits: int, limit: int) -> list[NearWord]:
        """Return the folded words within ``edits`` of ``word``, the nearest and then the commonest first."""
        plain = word.isascii()
        near = self._one_edit_away(word) if plain and edits == 1 else self._within(word, edits)
        near = [other for other in near if other.word.isascii() or not plain]
        return sorted(near, key=lambda other: (other.distance, -other.passages, other.word))[:limit]

    def _one_edit_away(self, word: str) -> list[NearWord]:
        """Return the words at most one edit from a word in plain letters: of these few hundred those that stand."""
        parted = [(word[:at], word[at:]) for at in range(len(word) + 1)]
        edited = {word, *(start + end[1:] for start, end in parted)}
        edited.update(start + end[1] + end[0] + end[2:] for start, end in parted if len(end) > 1)
        for letter in _PLAIN_LETTERS:
            edited.update(start + letter + end for start, end in parted)
            edited.update(start + letter + end[1:] for start, end in parted if end)
        sql = "SELECT word, passages FROM words WHERE word IN (SELECT value FROM json_each(?))"
        rows = self._rows(sql, (json.dumps(list(edited)),))
        return [NearWord(other, int(other != word), passages) for other, passages in rows]

    def _within(self, word: str, edits: int) -> list[NearWord]:
        """Return the words within ``edits`` of a word, by holding it against all that are about as long."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        return [
            NearWord(other, int(distance), words[other])
            for words in self._of_lengths(range(max(len(word) - edits, 1), len(word) + edits + 1))
            for other, distance, _ in extract(word, words.keys(), scorer=OSA.distance, score_cutoff=edits, limit=None)
        ]

    def letters_in_words(self, rows: Collection[str]) -> frozenset[str]:
        """Return those of these rows of three letters that stand in a word; a blank marks its beginning or end."""
        known = self._memory()
        if known.letters is None:
            words = f" {' '.join(str(word) for (word,) in self._rows('SELECT word FROM words'))} "
            # what goes over a blank is among them, and is never asked for
            known.letters = frozenset(map("".join, set(zip(words, words[1:], words[2:], strict=False))))
        return known.letters.intersection(rows)

    def common_words(self, at_least: int, limit: int) -> dict[str, int]:
        """Return the folded words that stand in ``at_least`` passages or more, the ``limit`` commonest of them."""
        return dict(
            self._rows(
                "SELECT word, passages FROM words WHERE passages >= ? ORDER BY passages DESC, word LIMIT ?",
                (at_least, limit),
            )
        )

    def _of_lengths(self, lengths: Iterable[int]) -> list[dict[str, int]]:
        """Return the folded words of each length with the number of passages they stand in; each is read once."""
        remembered = self._memory().of_length
        wanted = list(lengths)
        if missing := [length for length in wanted if length not in remembered]:
            found: dict[int, dict[str, int]] = {length: {} for length in missing}
            marks = ",".join("?" * len(missing))
            rows = self._rows(f"SELECT word, passages FROM words WHERE length(word) IN ({marks})", missing)
            for word, passages in rows:
                found[len(word)][word] = passages
            remembered.update(found)  # whole lengths at once, as other threads may read it
        return [remembered[length] for length in wanted]

    def _memory(self) -> _Memory:
        """Return what is remembered of the present revision."""
        revision = self._rows("SELECT revision FROM library")[0][0]
        memory = self._remembered
        if memory.revision != revision:
            memory = self._remembered = _Memory(revision)
        return memory
