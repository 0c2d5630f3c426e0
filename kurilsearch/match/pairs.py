"""Of which kind it is that a word, or a few, of the quotation are not those of the source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from rapidfuzz.distance import OSA, Indel, Levenshtein

from kurilsearch.hit import DifferenceKind
from kurilsearch.language.abbreviations import BEFORE_NAMES
from kurilsearch.language.given_names import GIVEN_NAMES
from kurilsearch.match.likeness import weight
from kurilsearch.match.meaning import DATES, NEGATIONS, denies_other, is_number, is_surely_number, same_number
from kurilsearch.match.misreading import likely_misread, surely_misread
from kurilsearch.match.moves import UNALIKE
from kurilsearch.match.quotation import Variants
from kurilsearch.match.typography import NOTE_MARK, why_same_word
from kurilsearch.model import Span
from kurilsearch.vocabulary.scripts import script_of
from kurilsearch.vocabulary.sound import same_name

ROMANISED = "romanised"
MISREAD = "misreading"
SAME_NUMBER = "the same number"
_LONG_NAME = 5
_NEAR_WORD = 0.7
_MUCH_RARER = 30
"""A word that is so many times rarer than one that looks alike is probably a misreading of it."""

_SENTENCE_STARTS = re.compile(r"(?:^|[.!?…:\n][\s\"'“”‘’«»(\[]*|[\"“«])$")
_DIGIT_IN_WORD = re.compile(r"[^\W\d_]\d+[^\W\d_]|^\d[^\W\d_]{2}|[^\W\d_]{2}0$")
_OLD_LETTERS = str.maketrans("fv", "su")
_DOUBLED = re.compile(r"(.)\1")
_LOOKED_BACK = 12
_TITLE = re.compile(r"([^\W\d_]+)\.\s$")
_ODD_CASE = re.compile(r"[A-ZА-Я]{2}[a-zа-яё](?<!s)|[a-zа-яё][A-ZА-Я]")
"""Capitals as nobody sets them (PRe); a plural (MPs) has a small s."""

_NOTE_NUMBER = re.compile(r"(?<=[^\W\d_]{2})\d{1,3}$")
_SAME_SPELLING = (  # endings and letters that are spelled in two ways, in this order
    ("grey", "gray"), ("though", "tho"), ("through", "thru"), ("our", "or"), ("ise", "ize"), ("isa", "iza"),
    ("isi", "izi"), ("yse", "yze"), ("yz", "ys"), ("ll", "l"), ("ae", "e"), ("oe", "e"), ("ogue", "og"), ("tre", "ter"),
    ("bre", "ber"), ("ence", "ense"), ("mme", "m"), ("xion", "ction"), ("gement", "gment"), ("ss", "s"), ("ß", "s"),
)  # fmt: skip


class Vocabulary(Protocol):
    """What is asked of the library's words."""

    @property
    def is_large(self) -> bool:
        """Tell whether a word that stands nowhere in the library is hardly one."""

    def passages_with(self, word: str) -> int:
        """Return in how many passages a folded word stands."""

    def looks_like_a_word(self, word: str) -> bool:
        """Tell whether all letters of a word stand so beside each other in other words of the library."""


class Judgement(NamedTuple):
    """The kind of a difference, and why in a few words, where that helps."""

    kind: DifferenceKind
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges pairs of words of one quotation (``text``) and one window (``source``).

    ``variants`` are words of the library that stand for one of the quotation. In a text that ``is_scanned`` misreadings
    are to be expected.
    """

    text: str
    source: str
    variants: Variants
    vocabulary: Vocabulary
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
                return Judgement(DifferenceKind.SPELLING, ROMANISED)
            reason = why_same_word(one, other)
            if reason is None:
                return None
            possessive = _letters(one) != _letters(other)
            return (
                Judgement(DifferenceKind.SPELLING, "possessive")
                if possessive
                else Judgement(DifferenceKind.TYPOGRAPHIC, reason)
            )
        if len(quoted) > 1 or len(source) > 1:
            if " ".join(source) in self.variants.get(" ".join(quoted), ()):
                foreign = _in_another_script(one, other)
                return Judgement(DifferenceKind.SPELLING, ROMANISED if foreign else "another name")
            return self._joined("".join(quoted), "".join(source))
        return self._pair(quoted[0], source[0], at, source_at, cost)

    def _alone(self, quoted: Sequence[str], source: Sequence[str], source_at: Span) -> Judgement:
        """Judge a word that has no counterpart."""
        word = (quoted or source)[0]
        if source and word.isdigit() and len(word) <= 3 and self._is_note_mark(source_at):
            return Judgement(DifferenceKind.TYPOGRAPHIC, NOTE_MARK)
        return Judgement(DifferenceKind.ADDED if quoted else DifferenceKind.DROPPED)

    def _is_note_mark(self, at: Span) -> bool:
        before = self.source[max(at[0] - 1, 0) : at[0]]
        return bool(before) and before in ".,;:!?”\"'’)"

    def _joined(self, one: str, other: str) -> Judgement:
        """Judge words that are joined on one side."""
        if one == other:
            return Judgement(DifferenceKind.TYPOGRAPHIC, "hyphen or space")
        if one.isdigit() or other.isdigit():
            return Judgement(DifferenceKind.SPELLING, SAME_NUMBER)
        bare, bare_other = _NOTE_NUMBER.sub("", one), _NOTE_NUMBER.sub("", other)
        if surely_misread(one, other) or likely_misread(bare, bare_other):
            return Judgement(DifferenceKind.TYPOGRAPHIC, MISREAD)
        shorter, longer = sorted((len(one), len(other)))
        return Judgement(DifferenceKind.SPELLING, "abbreviation" if longer > 2 * shorter else None)

    def _pair(self, one: str, other: str, at: Span, source_at: Span, cost: float) -> Judgement:
        """Judge two unlike words that stand for each other."""
        raw, raw_source = self.text[slice(*at)], self.source[slice(*source_at)]
        if one.isascii() != other.isascii() and (same_name(one, other) or other in self.variants.get(one, ())):
            return Judgement(DifferenceKind.SPELLING, ROMANISED)
        if is_number(one) and is_number(other):
            return self._numbers(one, other, raw, raw_source)
        is_name, is_name_there = self._is_name(raw, at, self.text), self._is_name(raw_source, source_at, self.source)
        if surely_misread(raw, raw_source) or surely_misread(one, other):
            return Judgement(DifferenceKind.TYPOGRAPHIC, MISREAD)
        if self.is_misread(one, other, raw_source, are_names=is_name and is_name_there):
            return Judgement(DifferenceKind.TYPOGRAPHIC, MISREAD)
        bare, bare_other = _NOTE_NUMBER.sub("", one), _NOTE_NUMBER.sub("", other)
        if bare == bare_other:
            return Judgement(DifferenceKind.TYPOGRAPHIC, NOTE_MARK)
        if (bare, bare_other) != (one, other) and likely_misread(bare, bare_other):
            return Judgement(DifferenceKind.TYPOGRAPHIC, MISREAD)
        if is_surely_number(one) or is_surely_number(other):
            return Judgement(DifferenceKind.NUMBER)
        if one in DATES and other in DATES:
            return Judgement(DifferenceKind.NAME, "date")
        if denies_other(one, other):
            return Judgement(DifferenceKind.NEGATION)
        if (one in NEGATIONS) != (other in NEGATIONS):
            return Judgement(DifferenceKind.REPLACED)  # told as a negation, unless its neighbours make up for it
        if same_name(one, other):
            return Judgement(DifferenceKind.SPELLING)
        if other in self.variants.get(one, ()):
            return Judgement(DifferenceKind.SPELLING, "another name")
        unlike = cost >= UNALIKE * weight(one)
        if is_name or is_name_there:
            return self._names(one, other, raw_source, unlike=unlike)
        return Judgement(DifferenceKind.REPLACED) if unlike else self._near(one, other)

    def is_misread(self, one: str, other: str, raw_source: str, *, are_names: bool = False) -> bool:
        """Tell whether one of two words looks like the other and is far rarer, or is none: a scan misread it.

        In a text that is misread elsewhere (``is_scanned``) a word that looks alike need not be rare, and elsewhere a
        name is no proof, as names are rare.
        """
        if not likely_misread(one, other):
            return False
        if (
            self.is_scanned
            or _ODD_CASE.search(raw_source)
            or _DIGIT_IN_WORD.search(one)
            or _DIGIT_IN_WORD.search(other)
        ):
            return True
        return self._is_no_word(one, other, are_names) or self._is_no_word(other, one, are_names)

    def _is_no_word(self, word: str, other: str, is_name: bool) -> bool:
        """Tell whether ``word`` is far rarer than the one that it looks like, so that it is none.

        A word that stands nowhere says little in a small library, and a name nowhere, unless its letters make no word,
        or it is only that s is read as f, or u and v as each other.
        """
        known, known_other = self.vocabulary.passages_with(word), self.vocabulary.passages_with(other)
        if known * _MUCH_RARER >= known_other:
            return False
        if not known and word.translate(_OLD_LETTERS) == other.translate(_OLD_LETTERS):
            return True
        if not is_name and (known > 0 or self.vocabulary.is_large):
            return True
        return not known and not self.vocabulary.looks_like_a_word(word)

    def _is_slip(self, word: str, other: str) -> bool:
        """Tell whether a word that stands nowhere is mistyped: letters swapped, or one doubled; or is no word."""
        if self.vocabulary.is_large or not self.vocabulary.looks_like_a_word(word):
            return True
        swapped = OSA.distance(word, other) < Levenshtein.distance(word, other)
        return swapped or _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", other)

    def _numbers(self, one: str, other: str, raw: str, raw_source: str) -> Judgement:
        if same_number(one, other):
            return Judgement(DifferenceKind.SPELLING, SAME_NUMBER)
        if not (one.isdigit() and other.isdigit()) and surely_misread(raw, raw_source):
            return Judgement(DifferenceKind.TYPOGRAPHIC, MISREAD)
        return Judgement(DifferenceKind.NUMBER)

    def _is_name(self, raw: str, at: Span, text: str) -> bool:
        """Tell whether a word is a name: capitalised, and not only because a sentence begins with it."""
        if len(raw) < 2 or not raw[0].isupper():
            return False
        before = text[max(at[0] - _LOOKED_BACK, 0) : at[0]]
        if raw.isupper() or not _SENTENCE_STARTS.search(before):
            return True
        title = _TITLE.search(before)
        if (title and title[1].lower() in BEFORE_NAMES) or raw.lower() in GIVEN_NAMES:
            return True
        return re.search(rf"(?<=[^\W\d_,;] ){re.escape(raw)}\b", text) is not None

    def _names(self, one: str, other: str, raw_source: str, *, unlike: bool) -> Judgement:
        if not unlike and one[0] == other[0] and len(one) >= _LONG_NAME and OSA.distance(one, other) == 1:
            known = self.vocabulary.passages_with(one)
            return Judgement(DifferenceKind.NAME if known else DifferenceKind.SPELLING)
        return Judgement(DifferenceKind.NAME) if raw_source[:1].isupper() else Judgement(DifferenceKind.REPLACED)

    def _near(self, one: str, other: str) -> Judgement:
        """Judge two words that are alike: one of them may be mistyped or misprinted, or spelled in another way."""
        known, known_source = self.vocabulary.passages_with(one), self.vocabulary.passages_with(other)
        if _plain_spelling(one) == _plain_spelling(other) or (not known and self._is_slip(one, other)):
            return Judgement(DifferenceKind.SPELLING)
        if known_source * _MUCH_RARER < known and Indel.normalized_similarity(one, other) >= _NEAR_WORD:
            return Judgement(DifferenceKind.TYPOGRAPHIC, MISREAD)
        return Judgement(DifferenceKind.REPLACED)


def _in_another_script(one: str, other: str) -> bool:
    letters = ["".join(filter(str.isalpha, unicodedata.normalize("NFKC", text))).casefold() for text in (one, other)]
    return script_of(letters[0]) is not script_of(letters[1])


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in unicodedata.normalize("NFKC", text))


def _plain_spelling(word: str) -> str:
    for one, other in _SAME_SPELLING:
        word = word.replace(one, other)
    return word
