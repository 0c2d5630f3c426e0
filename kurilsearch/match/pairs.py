"""Of which kind it is that a word, or a few, of the quotation are not those of the source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Indel

from kurilsearch.hit import DifferenceKind as Kind
from kurilsearch.match.likeness import weight
from kurilsearch.match.meaning import DATES, NEGATIONS, denies_other, is_number, is_surely_number, same_number
from kurilsearch.match.misreading import likely_misread, surely_misread
from kurilsearch.match.moves import UNALIKE
from kurilsearch.match.quotation import Variants
from kurilsearch.match.typography import why_same_word
from kurilsearch.model import Span
from kurilsearch.variants.scripts import script_of
from kurilsearch.variants.sound import same_name

ROMANISED = "romanised"
MISREAD = "misreading"
SAME_NUMBER = "the same number"
_NEAR_NAME = 0.8
_NEAR_WORD = 0.7
_MUCH_RARER = 30
"""A word that is so many times rarer than one that looks alike is probably a misreading of it."""

_SENTENCE_STARTS = re.compile(r"(?:^|[.!?…:\n][\s\"'“”‘’«»(\[]*|[\"“«])$")
_ODD_CASE = re.compile(r"[A-ZА-Я]{2}[a-zа-яё](?<!s)|[a-zа-яё][A-ZА-Я]")
"""Capitals as nobody sets them (PRe); a plural (MPs) has a small s."""

_NOTE_NUMBER = re.compile(r"(?<=[^\W\d_]{2})\d{1,3}$")
_SAME_SPELLING = (  # endings and letters that are spelled in two ways, in this order
    ("our", "or"), ("ise", "ize"), ("isa", "iza"), ("isi", "izi"), ("yse", "yze"), ("yz", "ys"), ("ll", "l"),
    ("ae", "e"), ("oe", "e"), ("ogue", "og"), ("tre", "ter"), ("bre", "ber"), ("ence", "ense"), ("mme", "m"),
    ("xion", "ction"), ("gement", "gment"), ("ss", "s"), ("ß", "s"),
)  # fmt: skip


class Judgement(NamedTuple):
    """The kind of a difference, and why in a few words, where that helps."""

    kind: Kind
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges pairs of words of one quotation (``text``) and one stretch (``source``).

    ``variants`` are words of the library that stand for one of the quotation; ``passages_with`` tells in how many
    passages a folded word stands.
    """

    text: str
    source: str
    variants: Variants
    passages_with: Callable[[str], int]
    is_scanned: bool = False

    def judge(
        self, quoted: Sequence[str], source: Sequence[str], at: Span, source_at: Span, cost: float
    ) -> Judgement | None:
        """Return the kind of difference between folded words at these places; None where nothing sets them apart."""
        one, other = self.text[slice(*at)], self.source[slice(*source_at)]
        if not quoted or not source:
            return self._alone(quoted, source, source_at)
        if list(quoted) == list(source):
            if _in_another_script(one, other):
                return Judgement(Kind.SPELLING, ROMANISED)
            reason = why_same_word(one, other)
            if reason is None:
                return None
            possessive = _letters(one) != _letters(other)
            return Judgement(Kind.SPELLING, "possessive") if possessive else Judgement(Kind.TYPOGRAPHIC, reason)
        if len(quoted) > 1 or len(source) > 1:
            return self._joined("".join(quoted), "".join(source))
        return self._pair(quoted[0], source[0], at, source_at, cost)

    def _alone(self, quoted: Sequence[str], source: Sequence[str], source_at: Span) -> Judgement:
        """Judge a word that has no counterpart."""
        word = (quoted or source)[0]
        if source and word.isdigit() and len(word) <= 3 and self._is_note_mark(source_at):
            return Judgement(Kind.TYPOGRAPHIC, "note mark")
        return Judgement(Kind.ADDED if quoted else Kind.DROPPED)

    def _is_note_mark(self, at: Span) -> bool:
        before = self.source[max(at[0] - 1, 0) : at[0]]
        return bool(before) and before in ".,;:!?”\"'’)"

    def _joined(self, one: str, other: str) -> Judgement:
        """Judge words that are joined on one side."""
        if one == other:
            return Judgement(Kind.TYPOGRAPHIC, "hyphen or space")
        if one.isdigit() or other.isdigit():
            return Judgement(Kind.SPELLING, SAME_NUMBER)
        bare, bare_other = _NOTE_NUMBER.sub("", one), _NOTE_NUMBER.sub("", other)
        if surely_misread(one, other) or likely_misread(bare, bare_other):
            return Judgement(Kind.TYPOGRAPHIC, MISREAD)
        return Judgement(
            Kind.SPELLING, "abbreviation" if max(len(one), len(other)) > 2 * min(len(one), len(other)) else None
        )

    def _pair(self, one: str, other: str, at: Span, source_at: Span, cost: float) -> Judgement:
        """Judge two unlike words that stand for each other."""
        raw, raw_source = self.text[slice(*at)], self.source[slice(*source_at)]
        if is_number(one) and is_number(other):
            return self._numbers(one, other, raw, raw_source)
        are_names = self._is_name(raw, at, self.text) and self._is_name(raw_source, source_at, self.source)
        if surely_misread(raw, raw_source) or surely_misread(one, other):
            return Judgement(Kind.TYPOGRAPHIC, MISREAD)
        if self.is_misread(one, other, raw_source, are_names=are_names):
            return Judgement(Kind.TYPOGRAPHIC, MISREAD)
        bare, bare_other = _NOTE_NUMBER.sub("", one), _NOTE_NUMBER.sub("", other)
        if bare == bare_other:
            return Judgement(Kind.TYPOGRAPHIC, "note mark")
        if (bare, bare_other) != (one, other) and likely_misread(bare, bare_other):
            return Judgement(Kind.TYPOGRAPHIC, MISREAD)
        if is_surely_number(one) or is_surely_number(other):
            return Judgement(Kind.NUMBER)
        if one in DATES and other in DATES:
            return Judgement(Kind.NAME, "date")
        if denies_other(one, other):
            return Judgement(Kind.NEGATION)
        if (one in NEGATIONS) != (other in NEGATIONS):
            return Judgement(Kind.REPLACED)  # told as a negation, unless its neighbours make up for it
        if same_name(one, other):
            return Judgement(Kind.SPELLING, None if one.isascii() and other.isascii() else ROMANISED)
        if other in self.variants.get(one, ()):
            return Judgement(Kind.SPELLING, "another name")
        unlike = cost >= UNALIKE * weight(one)
        if self._is_name(raw, at, self.text) or self._is_name(raw_source, source_at, self.source):
            return self._names(one, other, raw_source, unlike=unlike)
        return Judgement(Kind.REPLACED) if unlike else self._near(one, other)

    def is_misread(self, one: str, other: str, raw_source: str, *, are_names: bool = False) -> bool:
        """Tell whether one of two words looks like the other and is far rarer, or is none: a scan misread it.

        In a text that is misread elsewhere (``is_scanned``) a word that looks alike need not be rare, and elsewhere a
        name is no proof, as names are rare.
        """
        if not likely_misread(one, other):
            return False
        if self.is_scanned or _ODD_CASE.search(raw_source):
            return True
        if are_names:
            return False
        known, known_source = self.passages_with(one), self.passages_with(other)
        return known * _MUCH_RARER < known_source or known_source * _MUCH_RARER < known

    def _numbers(self, one: str, other: str, raw: str, raw_source: str) -> Judgement:
        if same_number(one, other):
            return Judgement(Kind.SPELLING, SAME_NUMBER)
        if not (one.isdigit() and other.isdigit()) and surely_misread(raw, raw_source):
            return Judgement(Kind.TYPOGRAPHIC, MISREAD)
        return Judgement(Kind.NUMBER)

    def _is_name(self, raw: str, at: Span, text: str) -> bool:
        """Tell whether a word is capitalised, and not because a sentence begins with it."""
        if not raw[:1].isupper():
            return False
        return raw.isupper() or not _SENTENCE_STARTS.search(text[max(at[0] - 6, 0) : at[0]])

    def _names(self, one: str, other: str, raw_source: str, *, unlike: bool) -> Judgement:
        if not unlike and one[0] == other[0] and Indel.normalized_similarity(one, other) >= _NEAR_NAME:
            near = self._near(one, other)
            return near if near.kind is Kind.SPELLING else Judgement(Kind.NAME)
        return Judgement(Kind.NAME) if raw_source[:1].isupper() else Judgement(Kind.REPLACED)

    def _near(self, one: str, other: str) -> Judgement:
        """Judge two words that are alike: one of them may be mistyped or misprinted, or spelled in another way."""
        known, known_source = self.passages_with(one), self.passages_with(other)
        if _plain_spelling(one) == _plain_spelling(other) or not known:
            return Judgement(Kind.SPELLING)
        if known_source * _MUCH_RARER < known and Indel.normalized_similarity(one, other) >= _NEAR_WORD:
            return Judgement(Kind.TYPOGRAPHIC, MISREAD)
        return Judgement(Kind.REPLACED)


def _in_another_script(one: str, other: str) -> bool:
    letters = ["".join(filter(str.isalpha, unicodedata.normalize("NFKC", text))).casefold() for text in (one, other)]
    return script_of(letters[0]) is not script_of(letters[1])


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in unicodedata.normalize("NFKC", text))


def _plain_spelling(word: str) -> str:
    for one, other in _SAME_SPELLING:
        word = word.replace(one, other)
    return word
