"""Units: words, or a few that are one thing however written: a number, a date, an abbreviation, a contraction.

Two units are the same where they share a key. So XIV is 14, the U.S.A. the United States of America, it's it is, and
shewn is shown; and nothing is the same that no list and no rule of writing says is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kurilsearch.language.folding import chinese_forms, fold_word
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.number import Number
from kurilsearch.language.numbers import find_numbers_and_dates
from kurilsearch.language.tokens import Token
from kurilsearch.language.wordings import Wording, Words, plain_spelling
from kurilsearch.match.words import is_unspaced
from kurilsearch.model import Span

SAME_NUMBER = "the same number"
SAME_DATE = "the same date"
ABBREVIATION = "abbreviation"
CONTRACTION = "contraction"
OLD_SPELLING = "spelt otherwise"
WRITTEN_OUT = "umlaut or tied letters written out"
LETTER_SPACED = "letter-spaced"
CHARACTER_FORM = "character form"

_LONGEST_PHRASE = 8
_FEWEST_SPACED = 3
_APOSTROPHE_ENDING = lazy_pattern(r"['’‘ʼ]([a-z]{1,2})$", re.IGNORECASE)
_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
_APOSTROPHES = ("'", "’", "‘", "ʼ")
_POSSESSIVE = lazy_pattern(r"['’‘ʼ]s\b", re.IGNORECASE)
_NOTHING_BETWEEN_INITIALS = lazy_pattern(r"\.?\s?|\s")


class Unit(NamedTuple):
    """The words ``first:last``. Units that share one of the ``keys`` are the same, for the ``reason``.

    One that ``may_lack`` is no word of its own: the s of a possessive, which may also be a verb.
    """

    first: int
    last: int
    keys: frozenset[tuple[object, ...]]
    reason: str | None = None
    may_lack: bool = False
    number: Number | None = None


class Side(NamedTuple):
    """One of the two texts: its words, and the numbers among them."""

    text: str
    words: Sequence[Token]
    numbers: Mapping[int, Number]
    parts: Mapping[int, Number]
    wording: Wording
    is_chinese: bool = False

    def number_at(self, index: int) -> Number | None:
        """Return the number that a word belongs to."""
        return next((number for number in self.parts.values() if number.first <= index < number.last), None)

    def span(self, first: int, last: int) -> Span:
        """Return the range of some words with a possessive 's; of none the place before the next word."""
        if first == last:
            place = self.words[first].start if first < len(self.words) else len(self.text)
            return place, place
        end = self.words[last - 1].end
        possessive = _POSSESSIVE.match(self.text, end) if self.text[end : end + 1] in _APOSTROPHES else None
        return self.words[first].start, possessive.end() if possessive else end

    def has_ending(self, index: int) -> bool:
        """Tell whether a word ends as a contraction does (it's), so that the word after it may be its other half."""
        token = self.words[index]
        ending = _APOSTROPHE_ENDING.search(self.text[token.start : self.span(index, index + 1)[1]])
        return ending is not None and f"'{ending[1].lower()}" in self.wording.endings

    def units(self, first: int, last: int, dates: frozenset[object] = frozenset()) -> list[Unit]:
        """Return the units of some words in order; dates are read as such only where they are among ``dates``."""
        found: list[Unit] = []
        at = first
        while at < last:
            found.extend(self._units_at(at, last, dates))
            at = found[-1].last
        return found

    def dates(self, first: int, last: int) -> frozenset[object]:
        """Return the keys of the dates among some words."""
        inside = (number for number in self.numbers.values() if number.is_date and first <= number.first < last)
        return frozenset(key for number in inside for key in number.keys)

    def _units_at(self, at: int, last: int, dates: frozenset[object]) -> Iterator[Unit]:
        date = self.numbers.get(at)
        if date is not None and date.is_date and date.last <= last and not dates.isdisjoint(date.keys):
            reason = SAME_DATE if any(key[0] == "date" for key in date.keys) else SAME_NUMBER
            yield from self._number(date, {("#", key) for key in date.keys}, reason)
            return
        number = self.parts.get(at)
        if number is not None and number.last <= last:
            keys: set[tuple[object, ...]] = {("#", key) for key in number.keys}
            if number.last == at + 1:
                keys.add(("w", self.words[at].word))
            yield from self._number(number, keys, SAME_NUMBER)
            return
        word = self.words[at].word
        if at and (measures := self._measures(word)) and self.number_at(at - 1) is not None:
            phrase = self._phrase(at, last)
            keys = {("w", word), *measures, *(phrase.keys if phrase is not None and phrase.last == at + 1 else ())}
            yield Unit(at, at + 1, frozenset(keys), ABBREVIATION)
            return
        phrase = self._spaced(at, last) or self._phrase(at, last)
        if phrase is not None:
            yield phrase
            return
        yield from self._word(at)

    def _number(self, number: Number, keys: set[tuple[object, ...]], reason: str) -> Iterator[Unit]:
        """Yield a number, and what is glued to it as words of their own: 12척이 is 12 and 척이."""
        if number.prefix:
            yield Unit(number.first, number.first + 1, frozenset({("w", number.prefix)}))
        yield Unit(number.first, number.last, frozenset(keys), reason, number=number)
        if number.suffix:
            keys_of_suffix = {("w", number.suffix), *self._measures(number.suffix)}
            yield Unit(number.last - 1, number.last, frozenset(keys_of_suffix))

    def _measures(self, word: str) -> frozenset[tuple[object, ...]]:
        """Return what a word measures, by its sign or written out."""
        meant = self.wording.measures.get(word, frozenset())
        return frozenset(("m", each) for each in meant)

    def _spaced(self, at: int, last: int) -> Unit | None:
        """Return a word that is set with spaces between its letters."""
        end = at
        while end < last and len(self.words[end].word) == 1 and (end == at or self._between(end - 1) == " "):
            end += 1
        if end - at < _FEWEST_SPACED:
            return None
        return Unit(at, end, frozenset({("w", "".join(token.word for token in self.words[at:end]))}), LETTER_SPACED)

    def _between(self, index: int) -> str:
        return self.text[self.words[index].end : self.words[index + 1].start]

    def _phrase(self, at: int, last: int) -> Unit | None:
        """Return the longest abbreviation, or what one stands for, that begins here."""
        row = [token.word for token in self.words[at : min(at + _LONGEST_PHRASE, last)]]
        for length in range(len(row), 0, -1):
            words = tuple(row[:length])
            if length == 2 and " ".join(words) in self.wording.spellings:
                meant = self.wording.spellings[" ".join(words)]
                return Unit(at, at + 2, frozenset(("w", " ".join(each)) for each in meant), OLD_SPELLING)
            keys = self._abbreviation(at, words)
            if keys:
                return Unit(
                    at, at + length, keys | (next(self._word(at)).keys if length == 1 else frozenset()), ABBREVIATION
                )
        return self._initials(at, last)

    def _abbreviation(self, at: int, words: Words) -> frozenset[tuple[object, ...]]:
        keys: set[tuple[object, ...]] = {("p", words)} if words in _expansions(self.wording) else set()
        joined = "".join(words)
        if joined in self.wording.abbreviations and (len(words) == 1 or self._are_initials(at, at + len(words))):
            keys |= {("p", meant) for meant in self.wording.abbreviations[joined]} | {("a", joined)}
        return frozenset(keys)

    def _initials(self, at: int, last: int) -> Unit | None:
        """Return an abbreviation that no list has, with its points or without: G.E.R.D., GERD."""
        end = at
        if is_unspaced(self.words[at].word):
            return None
        while end < last and len(self.words[end].word) == 1 and self._are_initials(at, end + 1):
            end += 1
        raw = self.text[self.words[at].start : self.words[at].end]
        if end - at > 1:
            return Unit(at, end, frozenset({("a", "".join(token.word for token in self.words[at:end]))}), ABBREVIATION)
        if len(raw) > 1 and raw.isupper():
            return Unit(at, at + 1, next(self._word(at)).keys | {("a", self.words[at].word)}, None)
        return None

    def _are_initials(self, first: int, last: int) -> bool:
        return (
            all(
                len(self.words[index].word) <= 2 and _NOTHING_BETWEEN_INITIALS.fullmatch(self._between(index))
                for index in range(first, last - 1)
            )
            and len(self.words[last - 1].word) <= 3
        )

    def _word(self, at: int) -> Iterator[Unit]:
        token = self.words[at]
        raw = self.text[token.start : token.end]
        meant = self.wording.contractions.get(token.word)
        if meant is not None and (len(meant) == 1 or "'" in raw or "’" in raw):
            rows = [row for row in meant if len(row) == max(map(len, meant))]
            for place in range(len(rows[0])):
                yield Unit(at, at + 1, frozenset(("w", row[place]) for row in rows), CONTRACTION)
            return
        ending = _APOSTROPHE_ENDING.search(self.text[token.start : self.span(at, at + 1)[1]])
        letters = ending[1].lower() if ending else ""
        endings = self.wording.endings.get(f"'{letters}")
        if endings:
            bare = token.word if letters == "s" else token.word.removesuffix(letters)
            yield Unit(at, at + 1, frozenset({("w", bare), ("w", token.word)}), CONTRACTION)
            yield Unit(at, at + 1, frozenset(("w", word) for word in endings), CONTRACTION, may_lack=letters == "s")
            return
        keys, reason = self._spellings(token.word, raw)
        yield Unit(at, at + 1, keys, reason)

    def _spellings(self, word: str, raw: str) -> tuple[frozenset[tuple[object, ...]], str | None]:
        keys: set[tuple[object, ...]] = {("w", word)}
        reason = None
        for meant in self.wording.spellings.get(word, ()):
            keys.add(("w", " ".join(meant)))
            reason = OLD_SPELLING
        plain = plain_spelling(word, self.wording)
        keys.add(("w", plain))
        if plain != word:
            reason = OLD_SPELLING
        if not raw.isascii():
            written_out = raw.translate(_WRITTEN_OUT)
            if written_out != raw:
                keys |= {("w", folded) for _, _, folded in fold_word(written_out)}
                reason = reason or WRITTEN_OUT
            if self.is_chinese and (forms := chinese_forms().get(word)):
                keys |= {("w", form) for form in forms}
                reason = CHARACTER_FORM
        return frozenset(keys), reason


@cache
def _expansions(wording: Wording) -> frozenset[Words]:
    return frozenset(
        words for meant in wording.abbreviations.values() for words in meant if len(words) > 1 or len(words[0]) > 1
    )


def reason_of(one: Unit, other: Unit) -> str:
    """Return why two units that share a key are the same."""
    shared = {key[0] for key in one.keys & other.keys}
    reasons = [unit.reason for unit in (one, other) if unit.reason is not None]
    if "w" in shared:
        reasons = [reason for reason in reasons if reason != ABBREVIATION]
    return reasons[0] if reasons else OLD_SPELLING


def side_of(text: str, words: Sequence[Token], wording: Wording, *, is_chinese: bool = False) -> Side:
    """Return one side of a comparison, its numbers found."""
    parts, numbers = find_numbers_and_dates(text, words, wording)
    dated, apart = ({number.first: number for number in found} for found in (numbers, parts))
    return Side(text, words, dated, apart, wording, is_chinese)


def matched(
    quoted: Sequence[Unit], source: Sequence[Unit], may_pair: Callable[[Unit, Unit], bool] = lambda one, other: True
) -> list[tuple[Unit, Unit]]:
    """Return the pairs of units that are the same, as many as can be, in order (a longest common subsequence)."""
    rows, columns = len(quoted), len(source)
    same = [[not one.keys.isdisjoint(other.keys) and may_pair(one, other) for other in source] for one in quoted]
    table = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            table[i][j] = max(table[i + 1][j], table[i][j + 1], table[i + 1][j + 1] + same[i][j])
    pairs: list[tuple[Unit, Unit]] = []
    i = j = 0
    while i < rows and j < columns:
        if same[i][j] and table[i][j] == table[i + 1][j + 1] + 1:
            pairs.append((quoted[i], source[j]))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
