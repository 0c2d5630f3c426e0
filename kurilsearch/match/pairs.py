"""Of which kind it is that a word, or a few, of the quotation are not those of the source.

The questions have an order: does it deny, is it a number, a name, a quantifier; and only then whether it is misread,
mistyped or spelt in another way. A word that is one is never explained away as another one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from kurilsearch.difference import ANOTHER_NAME, MAY_BE_MISREAD, POSSESSIVE, ROMANISED, DifferenceKind
from kurilsearch.language.abbreviations import BEFORE_NAMES
from kurilsearch.language.given_names import GIVEN_NAMES
from kurilsearch.language.known_words import is_proper_noun, is_word
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.wordings import Wording
from kurilsearch.match.known import Known
from kurilsearch.match.likeness import LEAST_LIKE
from kurilsearch.match.meaning import denies_other, negations_in, quantifiers_in
from kurilsearch.match.misreading import likely_misread, surely_misread
from kurilsearch.match.quotation import Variants
from kurilsearch.match.typography import ACCENT, LETTER_FORM, NOTE_MARK, why_same_word
from kurilsearch.model import Span
from kurilsearch.vocabulary.sound import same_name

ROMANISED_OTHERWISE = "romanised otherwise"
MISREAD = "misreading"
LOST_LIGATURE = "lost ligature"
SIC = "[sic]"
RUBY = "reading beside the characters"

_SENTENCE_STARTS = lazy_pattern(r"(?:^|[.!?…:\n][\s\"'“”‘’«»(\[]*|[\"“«])$")
_LOOKED_BACK = 12
_TITLE = lazy_pattern(r"([^\W\d_]+)\.\s$")

_APOSTROPHES = lazy_pattern("['’‘ʼ]")
_IN_BRACKETS_SIC = lazy_pattern(r"[\[(]\s?sic\s?[!.]?\s?[\])]", re.IGNORECASE)
_NOTE_BRACKETS = lazy_pattern(r"\[\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,9}\s?\]")
_NOTE_NUMBER = lazy_pattern(r"(?<=[^\W\d_]{2})\d{1,3}$")
_THOUSANDS = lazy_pattern(r"(?<=\d)[.,'’ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
_POSSESSIVE_END = lazy_pattern(r"['’‘ʼ]s?$", re.IGNORECASE)


class Judgement(NamedTuple):
    """The kind of a difference, and why in a few words, where that helps."""

    kind: DifferenceKind
    reason: str | None = None


class Judge(NamedTuple):
    """Judges pairs of words of one quotation (``text``) and one window (``source``), whose words are ``known``.

    ``variants`` are words of the library that stand for one of the quotation.
    """

    text: str
    source: str
    variants: Variants
    known: Known
    wording: Wording

    @property
    def is_chinese(self) -> bool:
        """Tell whether simplified characters may stand for traditional ones."""
        return self.known.language.startswith("zh")

    def judge(self, quoted: Sequence[str], source: Sequence[str], at: Span, source_at: Span) -> Judgement | None:
        """Return the kind of difference between folded words at these places; None where nothing sets them apart."""
        if not quoted or not source:
            return self._alone(quoted, source, at, source_at)
        if list(quoted) == list(source):
            return self.same(self.text[slice(*at)], self.source[slice(*source_at)])
        if len(quoted) > 1 or len(source) > 1:
            if " ".join(source) in self.variants.get(" ".join(quoted), ()):
                foreign = _in_another_script(self.text[slice(*at)], self.source[slice(*source_at)])
                return Judgement(DifferenceKind.SPELLING, ROMANISED if foreign else ANOTHER_NAME)
            return self._joined(quoted, source, at, source_at)
        return self._pair(quoted[0], source[0], at, source_at)

    def same(self, one: str, other: str) -> Judgement | None:
        """Return what sets apart two texts that fold to the same words."""
        if _in_another_script(one, other):
            return Judgement(DifferenceKind.SPELLING, ROMANISED)
        if bool(_POSSESSIVE_END.search(one)) != bool(_POSSESSIVE_END.search(other)):
            return Judgement(DifferenceKind.SPELLING, POSSESSIVE)
        reason = why_same_word(one, other)
        if reason in (ACCENT, LETTER_FORM) and self.known.are_two_words(one, other):
            return Judgement(DifferenceKind.REPLACED, MAY_BE_MISREAD)
        return Judgement(DifferenceKind.TYPOGRAPHIC, reason) if reason is not None else None

    def _alone(self, quoted: Sequence[str], source: Sequence[str], at: Span, source_at: Span) -> Judgement:
        """Judge a word that has no counterpart."""
        word = (quoted or source)[0]
        text, place = (self.source, source_at) if source else (self.text, at)
        if word.isdigit() and len(word) <= 3 and _is_note_mark(text, place):
            return Judgement(DifferenceKind.TYPOGRAPHIC, NOTE_MARK)
        if source and _IN_BRACKETS_SIC.search(self.source[max(source_at[0] - 2, 0) : source_at[1] + 3]):
            return Judgement(DifferenceKind.TYPOGRAPHIC, SIC)
        if source and self._is_ruby(source_at):
            return Judgement(DifferenceKind.TYPOGRAPHIC, RUBY)
        return Judgement(DifferenceKind.ADDED if quoted else DifferenceKind.DROPPED)

    def _is_ruby(self, at: Span) -> bool:
        """Tell whether some kana stand in 《》 beside the characters that they are the reading of."""
        before, after = self.source.rfind("《", max(at[0] - 20, 0), at[0] + 1), self.source.find("》", at[1] - 1)
        return before >= 0 and 0 <= after - at[1] <= 20 and "》" not in self.source[before : at[0]]

    def _joined(self, quoted: Sequence[str], source: Sequence[str], at: Span, source_at: Span) -> Judgement:
        """Judge words that are joined on one side."""
        changed = Judgement(DifferenceKind.REPLACED)
        one, other = "".join(quoted), "".join(source)
        denies = self.negations(quoted, at, self.text) != self.negations(source, source_at, self.source)
        if denies and (one != other or self.known.knows(one)):  # notable is not "not able", but notlong is "not long"
            return changed
        if one == other:
            if _digits(self.text[slice(*at)]) != _digits(self.source[slice(*source_at)]):
                return Judgement(DifferenceKind.NUMBER)
            return Judgement(DifferenceKind.TYPOGRAPHIC, "hyphen or space")
        bare, bare_other = _NOTE_NUMBER.sub("", one), _NOTE_NUMBER.sub("", other)
        if self.known.lost_ligature(quoted, source):
            return Judgement(DifferenceKind.TYPOGRAPHIC, LOST_LIGATURE)
        if (surely_misread(one, other) or likely_misread(bare, bare_other)) and self._only_one_is_a_word(
            quoted, source
        ):
            return Judgement(DifferenceKind.TYPOGRAPHIC, MISREAD)
        return changed

    def _only_one_is_a_word(self, quoted: Sequence[str], source: Sequence[str]) -> bool:
        return all(map(self.known.knows, quoted)) != all(map(self.known.knows, source))

    def negations(self, words: Sequence[str], at: Span, text: str) -> int:
        """Return how many negations stand in some words."""
        return len(negations_in(words, text, at, self.wording))

    def _pair(self, one: str, other: str, at: Span, source_at: Span) -> Judgement:
        """Judge two unlike words that stand for each other: the questions about their meaning first."""
        raw, raw_source = self.text[slice(*at)], self.source[slice(*source_at)]
        if (one.isascii() != other.isascii()) and (same_name(one, other) or other in self.variants.get(one, ())):
            return Judgement(DifferenceKind.SPELLING, ROMANISED)
        if self.known.is_misread(one, other, raw, raw_source):
            return Judgement(DifferenceKind.TYPOGRAPHIC, MISREAD)
        if self.known.lost_ligature((one,), (other,)):
            return Judgement(DifferenceKind.TYPOGRAPHIC, LOST_LIGATURE)
        if _APOSTROPHES.sub("", raw).lower() == _APOSTROPHES.sub("", raw_source).lower():
            return Judgement(DifferenceKind.SPELLING)  # its and it's
        if noted := self._with_note_number(one, other, raw, raw_source):
            return noted
        grave = self._meaning(one, other, at, source_at)
        if grave is not None:
            return grave
        return self._harmless(one, other, raw, raw_source) or self._doubtful(one, other)

    def _with_note_number(self, one: str, other: str, raw: str, raw_source: str) -> Judgement | None:
        """Judge two words of which one has the number of a note glued to it."""
        bare, bare_other = _NOTE_NUMBER.sub("", one), _NOTE_NUMBER.sub("", other)
        if (bare, bare_other) == (one, other):
            return None
        if bare == bare_other:
            return Judgement(DifferenceKind.TYPOGRAPHIC, NOTE_MARK)
        raw, raw_source = _NOTE_NUMBER.sub("", raw), _NOTE_NUMBER.sub("", raw_source)
        is_misread = self.known.is_misread(bare, bare_other, raw, raw_source)
        return Judgement(DifferenceKind.TYPOGRAPHIC, MISREAD) if is_misread else None

    def _meaning(self, one: str, other: str, at: Span, source_at: Span) -> Judgement | None:
        """Ask whether a pair denies, or is another number, name or quantifier; None where it is none of these."""
        raw, raw_source = self.text[slice(*at)], self.source[slice(*source_at)]
        alike = MAY_BE_MISREAD if self.known.look_alike(one, other) else None
        if denies_other(one, other, self.wording):
            return Judgement(DifferenceKind.NEGATION)
        if self.negations((one,), at, self.text) != self.negations((other,), source_at, self.source):
            return Judgement(DifferenceKind.REPLACED, alike)  # told as a negation, unless its neighbours make up for it
        month, month_there = self._date(one), self._date(other)
        if month is not None and month_there is not None:
            if month == month_there:
                return Judgement(DifferenceKind.SPELLING, "the same date")
            return Judgement(DifferenceKind.NAME, "date")
        is_name = self._is_name(raw, at, self.text) or self._is_name(raw_source, source_at, self.source)
        if is_name and (found := self._names(one, other, raw, raw_source)):
            return found
        quantifiers = quantifiers_in((one,), self.text, at, self.wording)
        if quantifiers != quantifiers_in((other,), self.source, source_at, self.wording):
            return Judgement(DifferenceKind.REPLACED, alike)  # told as a quantifier, with its neighbours
        return None

    def _date(self, word: str) -> tuple[str, int] | None:
        for name, table in (("month", self.wording.months), ("weekday", self.wording.weekdays)):
            if word in table:
                return name, table[word]
        return None

    def _names(self, one: str, other: str, raw: str, raw_source: str) -> Judgement | None:
        """Judge two words of which one at least is a name; None where only its case made it look so."""
        if same_name(one, other):
            return Judgement(DifferenceKind.SPELLING, ROMANISED_OTHERWISE)
        if other in self.variants.get(one, ()):
            return Judgement(DifferenceKind.SPELLING, ANOTHER_NAME)
        if self.known.knows(one) != self.known.knows(other) and self.known.is_slip(one, other):
            return Judgement(DifferenceKind.SPELLING)
        if _plain(one) == _plain(other):
            return None
        if not (raw_source[:1].isupper() and raw[:1].isupper()):
            return None
        is_nowhere = not self.known.knows(one) and not self.known.vocabulary.passages_with(one)
        return Judgement(
            DifferenceKind.NAME, MAY_BE_MISREAD if is_nowhere and self.known.look_alike(one, other) else None
        )

    def _harmless(self, one: str, other: str, raw: str, raw_source: str) -> Judgement | None:
        """Return why two words are the same in another writing; None where nothing says so."""
        if same_name(one, other) and not (self.known.knows(one) and self.known.knows(other)):
            return Judgement(DifferenceKind.SPELLING, ROMANISED_OTHERWISE)
        if other in self.variants.get(one, ()):
            return Judgement(DifferenceKind.SPELLING, ANOTHER_NAME)
        return None

    def _doubtful(self, one: str, other: str) -> Judgement:
        """Judge two words that are not the same: one of them may be mistyped or misread."""
        near = Indel.normalized_similarity(one, other) >= LEAST_LIKE
        if near and self.known.knows(one) != self.known.knows(other) and self.known.is_slip(one, other):
            return Judgement(DifferenceKind.SPELLING)
        return Judgement(DifferenceKind.REPLACED, MAY_BE_MISREAD if self.known.look_alike(one, other) else None)

    def denies(self, one: str, other: str) -> bool:
        """Tell whether one of two folded words denies what the other says."""
        denying = [word in self.wording.negations for word in (one, other)]
        return denying[0] != denying[1] or denies_other(one, other, self.wording)

    def are_names(self, quoted: Sequence[Span], source: Sequence[Span]) -> bool:
        """Tell whether a name stands for a name: a sure one on one side, at least a capital on the other."""
        sides = ((quoted, self.text), (source, self.source))
        capitals = all(any(text[at[0]].isupper() for at in words) for words, text in sides)
        return capitals and any(self.has_name(words, text) for words, text in sides)

    def has_name(self, words: Sequence[Span], text: str) -> bool:
        """Tell whether one of the words at these places is a name."""
        return any(self._is_name(text[slice(*at)], at, text) for at in words)

    def _says_how_many(self, raw: str) -> bool:
        """Tell whether a word is a quantifier or denies, with a capital or not."""
        word = raw.lower()
        return word in self.wording.quantifiers or word in self.wording.negations

    def _is_name(self, raw: str, at: Span, text: str) -> bool:
        """Tell whether a word is a name: capitalised, and not only because a sentence begins with it."""
        if len(raw) < 2 or not raw[0].isupper() or self._says_how_many(raw):
            return False
        before = text[max(at[0] - _LOOKED_BACK, 0) : at[0]]
        if raw.isupper() or not _SENTENCE_STARTS.search(before):
            return self.known.language[:2] != "de" or not is_word(raw, "de") or is_proper_noun(raw, "de")
        title = _TITLE.search(before)
        if (title and title[1].lower() in BEFORE_NAMES) or raw.lower() in GIVEN_NAMES:
            return True
        if not self.known.knows("".join(filter(str.isalpha, raw.lower()))):
            return True
        if is_proper_noun(raw, self.known.language):
            return True
        return re.search(rf"(?<=[^\W\d_,;] ){re.escape(raw)}\b", text) is not None


def _digits(text: str) -> list[str]:
    """Return the rows of digits of a text, with decimals as ``3.5``; groups of thousands are one row."""
    return re.findall(r"\d+(?:\.\d+)*", re.sub(r"(?<=\d)[.,·:](?=\d)", ".", _THOUSANDS.sub("", text)))


def _is_note_mark(text: str, at: Span) -> bool:
    """Tell whether a number is set as a note mark is: right after punctuation, raised, or alone in brackets."""
    before, after = text[max(at[0] - 1, 0) : at[0]], text[at[1] : at[1] + 1]
    if before in (*".,;:!?”\"'’)",):
        return True
    raised = unicodedata.normalize("NFKC", text[slice(*at)]) != text[slice(*at)]
    return (
        raised
        or bool(_NOTE_BRACKETS.fullmatch(text[max(text.rfind("[", 0, at[0] + 1), 0) : text.find("]", at[1]) + 1]))
        or (before == "[" and after == "]")
    )


def _in_another_script(one: str, other: str) -> bool:
    if one.isascii() and other.isascii():
        return False
    letters = [_letters(text) for text in (one, other)]
    names = [unicodedata.name(text[0], "").partition(" ")[0] for text in letters if text]
    return len(set(names)) > 1


def _letters(text: str) -> str:
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", text)
        if unicodedata.category(character)[:2] in ("Lu", "Ll", "Lo")
    )


def _plain(word: str) -> str:
    return _POSSESSIVE_END.sub("", word)
