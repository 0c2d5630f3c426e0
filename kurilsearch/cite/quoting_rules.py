"""How a style quotes: from what length a quotation is set off, and where full stop, note and citation stand.

The rules are those of the styles' manuals, and for styles without one of their own those of the language.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from kurilsearch.cite.quotation_marks import (
    QuotationMarks,
    fallbacks,
    language_of,
    marks_of_style,
    puts_punctuation_inside,
)
from kurilsearch.cite.styles import CitationStyle


class StopPlace(StrEnum):
    """Where the stop at a quotation's end stands, if no citation in brackets comes between.

    LOGICAL keeps that of a whole sentence inside the marks and puts that of a part of one outside.
    """

    INSIDE = "inside"
    LOGICAL = "logical"
    OUTSIDE = "outside"


class NotePlace(StrEnum):
    """Where the mark of a note stands: behind all, between the closing mark and the stop, or before both."""

    LAST = "last"
    BEFORE_STOP = "before stop"
    BEFORE_MARKS = "before marks"


@dataclass(frozen=True, slots=True)
class BlockLength:
    """How long a quotation must be to be set off: in words of prose, in lines of verse."""

    words: int
    lines: int


@dataclass(frozen=True, slots=True)
class Punctuation:
    """Where stop and note stand."""

    stop: StopPlace
    note: NotePlace = NotePlace.LAST


@dataclass(frozen=True, slots=True)
class QuotingRules:
    """All that is to be known to paste a quotation; ``language`` is that of the marks, as ``en-GB``."""

    language: str
    marks: QuotationMarks
    punctuation: Punctuation
    block: BlockLength

    @property
    def is_full_width(self) -> bool:
        """Whether brackets and stops are as wide as a letter, and no space stands before a citation."""
        return fallbacks(self.language)[-1] in ("ja", "zh")


_AMERICAN = Punctuation(StopPlace.INSIDE)  # Chicago Manual 17, 6.9; MLA Handbook 9, 6.53; APA Manual 7, 6.7
_LOGICAL = Punctuation(StopPlace.LOGICAL)  # MHRA CitationStyle Guide 3, 9.3; New Hart's Rules 9.2.3; Duden, K 12
_OUTSIDE = Punctuation(StopPlace.OUTSIDE, NotePlace.BEFORE_STOP)

_PUNCTUATION = {
    "en": _AMERICAN,
    "en-au": _LOGICAL,
    "en-gb": _LOGICAL,
    # The Lexique of the Imprimerie nationale, and OQLF: the note stands before the stop and the closing guillemet.
    "fr": Punctuation(StopPlace.LOGICAL, NotePlace.BEFORE_MARKS),
    # Real Academia, Ortografía 2010; the stop follows the closing mark and the note, as in Italian and Catalan books.
    "ca": _OUTSIDE,
    "es": _OUTSIDE,
    "it": _OUTSIDE,
    # Мильчин, Справочник издателя и автора: the stop follows the closing mark and the note; Polish books do the same.
    "be": _OUTSIDE,
    "pl": _OUTSIDE,
    "ru": _OUTSIDE,
    "uk": _OUTSIDE,
    # SIST 02: the number stands before the stop, and no stop stands before 」.
    "ja": _OUTSIDE,
}
"""Languages with rules of their own, by tag; all others keep the stop of a whole sentence inside."""

_SHORTEST_BLOCK = {
    "apa": BlockLength(40, 40),  # APA Manual 7, 8.27: 40 words or more; verse is not told apart
    "chicago": BlockLength(100, 2),  # Chicago Manual 17, 13.10 (a hundred words or more) and 13.25 (verse)
    "turabian": BlockLength(60, 2),  # Turabian 9, 25.2.2: five lines or more, of about 12 words as typed
    "modern-language-association": BlockLength(60, 4),  # MLA Handbook 9, 6.34–35: more than four lines, three of verse
    "mhra": BlockLength(41, 2),  # MHRA CitationStyle Guide 3, 9.4: more than forty words, two lines of verse
    "modern-humanities-research-association": BlockLength(41, 2),
    "harvard-cite-them-right": BlockLength(40, 4),  # Cite Them Right 12: more than two or three lines
}
"""Styles whose manual says when to set off a quotation, by the beginning of their name."""

_USUAL_BLOCK = BlockLength(41, 4)
"""More than three lines, about forty words: what most others ask (ABNT NBR 10520 and German and French handbooks).

The manuals of IEEE and Vancouver (Citing Medicine) name no length."""


def rules_of(style: CitationStyle) -> QuotingRules:
    """Return how a style quotes."""
    language, marks, inside = language_of(style), marks_of_style(style), puts_punctuation_inside(style)
    punctuation = next((_PUNCTUATION[tag] for tag in fallbacks(language) if tag in _PUNCTUATION), _LOGICAL)
    if inside:
        punctuation = replace(punctuation, stop=StopPlace.INSIDE)
    elif inside is False and punctuation.stop is StopPlace.INSIDE:
        punctuation = replace(punctuation, stop=StopPlace.LOGICAL)
    block = next((length for name, length in _SHORTEST_BLOCK.items() if style.name.startswith(name)), _USUAL_BLOCK)
    return QuotingRules(language, marks, punctuation, block)
