"""Raised and lowered figures: the marks of notes, and those that belong to the text (m², H₂O)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilsearch.model import FurnitureKind
from kurilsearch.read.writer import Aside, Fragment

_RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z])[\])]?(?:,\s?\d{1,3})*")
_NUMBER = re.compile(r"(?:\d|\b[IVXLCDM]{1,4})\Z")
_SMALL_NUMBER = re.compile(r"\b(?=[ivxlc])(?:x{1,3}|xl|lx{0,3}|xc|c{1,3})?(?:ix|iv|v?i{0,3})\Z")
_ABBREVIATED = re.compile(r"(?:\d|\b[Nn]|\b[A-Z][a-z]?)\.\Z")
_SMALL_NUMBER_ENDINGS = ("e", "è")
_ABBREVIATION_ENDINGS = ("o", "a")
_MARKED = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?”’\"»)\]」』])\Z")


def superscript(words: str, before: Sequence[Fragment], *, is_link: bool = False) -> Fragment:
    """Return a superscript as it is written behind the fragments ``before``.

    A number behind a word or its punctuation, and one that links to a place of the document, is a note's mark. Letters
    behind a number, a Roman one too, are the ending of an ordinal (XIXᵉ, xixᵉ in small capitals, 2ⁿᵈ, 1.º), and those
    behind a short word with a full stop its ending (n.º, D.ª).
    """
    if words.isalpha() and not is_link and _belongs(words, _tail(before)):
        return words
    if _MARK.fullmatch(words) and (is_link or _MARKED.search(_tail(before))):
        return Aside(words, FurnitureKind.NOTE_MARK)
    return _translated(words, _RAISED)


def _belongs(ending: str, before: str) -> bool:
    """Tell whether raised letters are the end of a number or of an abbreviation."""
    return bool(
        _NUMBER.search(before)
        or (ending in _SMALL_NUMBER_ENDINGS and _SMALL_NUMBER.search(before))
        or (ending in _ABBREVIATION_ENDINGS and _ABBREVIATED.search(before))
    )


def subscript(words: str) -> str:
    """Return a subscript in figures that stand low, where there are such for all of it."""
    return _translated(words, _LOWERED)


def _translated(words: str, figures: dict[int, int]) -> str:
    return words.translate(figures) if all(ord(char) in figures for char in words) else words


def _tail(before: Sequence[Fragment]) -> str:
    return "".join(part[-6:] if isinstance(part, str) else " " for part in before[-3:])
