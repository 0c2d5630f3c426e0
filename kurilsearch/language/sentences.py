"""Sentence boundaries from Punkt parameters, without importing NLTK, so that a query may use it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from kurilsearch.language import abbreviations as known
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.punkt import ANY_LOWER, MIDDLE_UPPER, PunktModel
from kurilsearch.model import Span

_WIDE_STOPS = frozenset("。！？｡")
_QUOTES = "\"'‘’“”«»"
# One match takes in a whole run of stops and all that is glued to it, so that no character is looked at twice.
# Sets of characters from all over Unicode take a millisecond each to compile, so there are as few as can be.
_CANDIDATE = lazy_pattern(
    rf"""(?P<stops>[.?!…؟।۔。！？｡]+(?:\s\.++(?!\w))*)
    (?P<closing>(?:[)\]}}{_QUOTES}」』）】〉》]|\s?,,(?=\s|$|[\dlI]{{1,3}}(?:\s|$))|\s(?:»|["”](?=\s|$)))*)
    (?P<note>(?:\[\^?\w{{1,4}}\])+|<sup>[^<>]{{1,8}}</sup>|[⁰-⁹¹²³]+|\d{{1,3}}(?!\d)|(?<![\w\s.])[lI](?=\s)|[*†‡_]{{1,3}})?
    """,
    re.VERBOSE,
)
_BLANK_LINE = lazy_pattern(r"\n[^\S\n]*\n")
_FOLLOWING = lazy_pattern(r"\s++(?P<opening>[\W_]{0,12}?)(?P<word>[^\W_][\w'’]{0,40})(?P<stop>\.?)")
_SPACED_NOTE = lazy_pattern(r"\s\d{1,3}(?=\s+[\W_]{0,3}(?P<word>[^\W\d_]\w{0,40}))")
_PRONOUN = lazy_pattern(r"(?<![A-Za-z])[a-z]+\s+I$")
_ROMAN = lazy_pattern(r"[IVXLCDM]+$")
_ENUMERATOR = lazy_pattern(r"[(\[]?(?:\d{1,3}|[IVXLCDM]+|[^\W\d_])$")
_NUMBER = lazy_pattern(r"(?<![^\W\d_])\d[\d.,'’]*$")
_YEARS = lazy_pattern(r"(?<!\d)(?<!\d[.,'’])(?:1[5-9]|20)\d\d(?:[-–/](?:\d\d|\d{4}))?$")
_BEFORE_ORDINAL = lazy_pattern(r"(?<!\w)(?:(?<!I )am|im|vom|zum|zur|beim|der|die|das|dem|den)\s\d{1,2}$", re.IGNORECASE)
"""A German article before an ordinal number (zum 12. Schuljahr)."""
_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxzßбвгджзклмнпрстфхцчшщ")
_NOT_IN_WORD = "([{<" + _QUOTES + "„‚¿¡*_-–—"
_BRACKET = lazy_pattern(r"[「『（」』）]")
_OPENING_OF = {"」": "「", "』": "『", "）": "（"}
_WINDOW = 48
"""How many characters before a stop are looked at: what is longer is no abbreviation."""


class _Following(NamedTuple):
    """What comes after a stop: the signs that open the next sentence, its first word, whether that is an initial."""

    opening: str
    word: str
    is_initial: bool


class SentenceSplitter:
    """Cuts text into sentences as Punkt does with these parameters, and keeps abbreviations and initials whole.

    Beyond Punkt it knows common abbreviations of English, German, French and Russian, sentences that end in closing
    quotation marks (also as a scan misreads them, ``.,,``), brackets or note marks, and Chinese and Japanese stops.
    Time grows with the length of the text, whatever it holds. An instance may be shared by threads.
    """

    def __init__(self, parameters: str | None = None) -> None:
        """Take what :func:`kurilsearch.language.train_punkt.train_punkt` made; None for the built-in rules only."""
        self._punkt = PunktModel.from_json(parameters) if parameters else PunktModel()

    def spans(self, text: str) -> list[Span]:
        """Return the sentences of ``text`` in order, without the blank space around them.

        They do not overlap, none is empty, and together they hold every character that is not blank space.
        """
        return list(self.each_span(text))

    def each_span(self, text: str) -> Iterator[Span]:
        """Yield the same one by one: who needs the first few alone does not wait for the others."""
        start = 0
        for blank in _BLANK_LINE.finditer(text):
            yield from self._spans_between(text, start, blank.start())
            start = blank.end()
        yield from self._spans_between(text, start, len(text))

    def _spans_between(self, text: str, start: int, limit: int) -> Iterator[Span]:
        """Yield the sentences of a piece of text without blank lines."""
        start = _skip_spaces(text, start, limit)
        first_word = _first_word(text, start, limit)
        quotations: list[Span] | None = None
        for match in _CANDIDATE.finditer(text, start, limit):
            stop, end = match.start(), match.end()
            sentence_end: int | None = None
            if first_word >= stop:
                continue  # nothing but punctuation so far
            if text[stop] in _WIDE_STOPS:
                quotations = _quotations(text, start, limit) if quotations is None else quotations
                sentence_end = None if _is_inside(quotations, end) or _goes_on(text, end) else end
            elif end == limit or text[end].isspace():
                plain = match.lastgroup == "closing" and self._ends_plainly(text, start, stop, end)
                sentence_end = end if plain else self._end_at(text, start, first_word, match)
            if sentence_end is not None:
                yield start, sentence_end
                start = _skip_spaces(text, sentence_end, limit)
                first_word = _first_word(text, start, limit)
        if start < limit:
            yield start, start + len(text[start:limit].rstrip())

    def _ends_plainly(self, text: str, start: int, stop: int, end: int) -> bool:
        """Return whether this is the case of nine in ten: an ordinary word, one stop, and a capital after it.

        It says nothing that the rules below would not say; it says it sooner.
        """
        following = text[end + 1 : end + 2]
        if following in _QUOTE_MARKS:
            following = text[end + 2 : end + 3]
        if not following.isupper() or not (stop + 1 == end or text[stop + 1] in _QUOTES):
            return False
        if text[stop] != ".":
            return text[stop] in "?!"
        earliest = max(start, stop - _WINDOW)
        return self._is_ordinary(text[max(text.rfind(" ", earliest, stop) + 1, earliest) : stop])

    def _is_ordinary(self, word: str) -> bool:
        """Return whether ``word`` is no abbreviation: small letters, with a vowel where it is short, and not known."""
        return (
            word.islower()
            and word.isalpha()
            and word not in known.LAST_WORDS
            and word not in self._punkt.abbreviations
            and len(word) > 1
            and not _has_no_vowel(word)
        )

    def _end_at(self, text: str, start: int, first_word: int, match: re.Match[str]) -> int | None:
        """Return where the sentence from ``start`` ends if it does at the stop that ``match`` found."""
        found = _FOLLOWING.match(text, match.end())
        if found is None:
            return None
        following = _Following(found["opening"], found["word"], bool(found["stop"]) and len(found["word"]) == 1)
        first = following.word[0]
        if first.islower() or not _WORD_GAP.isdisjoint(following.opening):
            return None
        stops, closing, note = match["stops"], match["closing"], match["note"]
        if stops != ".":
            return match.end() if self._ends_at_mark(text, match.start(), stops, closing, following.word) else None
        before = text[max(start, match.start() - _WINDOW) : match.start()]
        if not before[-1].isalnum():
            return match.end()
        token = before.rsplit(None, 1)[-1]
        if note and note[0].isdigit() and not closing and not self._takes_note(token, first):
            return None
        if first_word >= match.start() - len(token) and not closing and _ENUMERATOR.match(token):
            return None
        if not self._ends_after(before, token, closing, following):
            return None
        if first.isdigit():
            return self._with_note(text, match.end())
        return match.end()

    def _ends_at_mark(self, text: str, offset: int, stops: str, closing: str, word: str) -> bool:
        """Return whether a question mark, exclamation mark or ellipsis ends the sentence; ``word`` is not small."""
        if not stops.strip(" \xa0\u202f\n.…"):
            is_name = word == "I" or self._seen(word) & (MIDDLE_UPPER | ANY_LOWER) == MIDDLE_UPPER
            return word[0].isupper() and (stops.count(".") > 3 or not is_name)
        return not (closing[:1] in {")", "]"} and text[offset - 1] in "([")  # (?) is a remark, not a question

    def _ends_after(self, before: str, token: str, closing: str, following: _Following) -> bool:
        """Return whether a full stop after ``token``, the last word of ``before``, ends the sentence."""
        if self._is_ordinary(token) or _PRONOUN.search(before):
            return True
        word = following.word
        keys = _keys(before)
        found = next((key for key in keys if key in known.ALL), keys[-1])
        if found.isdigit():
            return self._ends_after_number(found, word, before)
        if found in known.BEFORE_ANYTHING:
            return False
        if found in known.MOSTLY_END:
            return not following.opening.endswith("-")
        if _is_numeral(word, found) and (found in known.ALL or len(found) == 1 or self._punkt.is_abbreviation(found)):
            return False
        if found in known.BEFORE_NAMES:
            return self._starts_sentence(following, known.STARTERS_NEVER_NAMES)
        if not _QUOTE_MARKS.isdisjoint(closing):
            return True
        if found in known.MAY_END or found in known.ACRONYMS:
            return self._starts_sentence(following, known.STARTERS)
        if len(found) == 1:
            return self._starts_sentence(following, known.STARTERS_NEVER_NAMES)
        if self._punkt.is_abbreviation(found) or _has_no_vowel(token) or _is_dotted(found):
            return self._starts_sentence(following, known.STARTERS)
        return True

    def _ends_after_number(self, number: str, word: str, before: str) -> bool:
        """Return whether a full stop after ``number`` ends the sentence, rather than marks an ordinal or a date.

        ``before`` is what stands there, the number at its end.
        """
        if len(number) <= 2 and (word.lower() in known.AFTER_ORDINALS or word[0].isdigit()):
            return False
        if len(number) <= 2 and word[0].isupper() and _BEFORE_ORDINAL.search(before):
            return False
        return self._punkt.breaks_between(f"{number}.", word)

    def _starts_sentence(self, following: _Following, starters: frozenset[str]) -> bool:
        """Return whether there is good evidence that a sentence starts here, in spite of the abbreviation before it.

        Evidence is one of ``starters``, or a frequent starter of the sample, or, unless only a name may follow,
        Punkt's orthographic heuristic.
        """
        word = following.word.replace("’", "'").partition("'")[0]
        if following.is_initial or not word[:1].isupper() or following.opening.endswith("-"):
            return False
        lower = word.lower()
        if lower in starters or lower in self._punkt.starters:
            return True
        return starters is known.STARTERS and self._punkt.starts_sentence(word) is True

    def _takes_note(self, token: str, first: str) -> bool:
        """Return whether digits glued to the stop after ``token`` are a note mark and no decimals or number."""
        if _NUMBER.search(token):
            return _YEARS.search(token) is not None and first.isupper()
        key = _keys(token)[-1]
        return len(key) > 1 and key not in known.ALL and not self._punkt.is_abbreviation(key) and not first.isdigit()

    def _with_note(self, text: str, end: int) -> int:
        """Return the end of the sentence, with a number that stands loose after it if that is a note mark."""
        note = _SPACED_NOTE.match(text, end)
        if note and self._starts_sentence(_Following("", note["word"], is_initial=False), known.STARTERS):
            return note.end()
        return end

    def _seen(self, word: str) -> int:
        return self._punkt.contexts.get(word.lower(), 0)


_WORD_GAP = frozenset(",;:&")
_QUOTE_MARKS = frozenset(_QUOTES + ",")


def _skip_spaces(text: str, start: int, limit: int) -> int:
    """Return where the next character stands that is no blank space, ``limit`` where there is none."""
    while start < limit and text[start].isspace():
        start += 1
    return start


def _first_word(text: str, start: int, limit: int) -> int:
    """Return where the next letter or digit stands, ``limit`` where there is none."""
    while start < limit and not text[start].isalnum():
        start += 1
    return start


def _keys(before: str) -> list[str]:
    """Return the abbreviations that ``before`` may end with, longest first, as :mod:`abbreviations` writes them.

    ``in the U. S`` gives ``u.s`` and ``s``.
    """
    keys: list[str] = []
    joined = ""
    for token in reversed(before.rsplit(None, 6)[-6:]):
        if joined and not token.endswith("."):
            break
        joined = token.lstrip(_NOT_IN_WORD).lower() + joined
        keys.append(joined)
    last = keys[0].replace("–", "-").replace("—", "-").replace("/", "-").rpartition("-")[2]
    keys.reverse()
    return [*keys, last] if last and last != keys[-1] else keys


def _has_no_vowel(word: str) -> bool:
    """Return whether ``word`` has two to four letters, all consonants, and is no Roman numeral: an abbreviation."""
    return len(word) in {2, 3, 4} and _CONSONANTS.issuperset(word.lower()) and not _ROMAN.match(word)


def _is_numeral(word: str, abbreviation: str) -> bool:
    """Return whether ``word`` is a number after this abbreviation: digits or a Roman numeral."""
    if word == "I" and (abbreviation in known.WORDS_TOO or abbreviation in known.MAY_END):
        return False
    return word[0].isdigit() or _ROMAN.match(word) is not None


def _is_dotted(key: str) -> bool:
    """Return whether the key is letters with stops between them, as ``w.o`` is."""
    return "." in key and all(0 < len(part) <= 2 for part in key.split("."))


def _quotations(text: str, start: int, limit: int) -> list[Span]:
    """Return the outermost pairs of Chinese and Japanese brackets, in order; brackets without a partner are passed."""
    pairs: list[Span] = []
    open_brackets: dict[str, list[int]] = {"「": [], "『": [], "（": []}
    for match in _BRACKET.finditer(text, start, limit):
        if match[0] in open_brackets:
            open_brackets[match[0]].append(match.start())
        elif opened := open_brackets[_OPENING_OF[match[0]]]:
            start = opened.pop()
            while pairs and pairs[-1][0] > start:
                pairs.pop()
            pairs.append((start, match.start()))
    return pairs


def _is_inside(quotations: list[Span], end: int) -> bool:
    index = bisect_right(quotations, (end, 0)) - 1
    return index >= 0 and quotations[index][0] < end <= quotations[index][1]


def _goes_on(text: str, end: int) -> bool:
    """Return whether a wide stop and what closes a quotation after it stand within a sentence (「…。」と言った)."""
    following = text[end : end + 1]
    return (
        text[end - 1] not in _WIDE_STOPS and bool(following) and not following.isspace() and following not in "「『（“"
    )
