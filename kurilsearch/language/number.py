"""A number as a value, and the row of words that it is found in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kurilsearch.language.tokens import Token
from kurilsearch.language.wordings import Wording

Key = tuple[object, ...]
"""What two numbers share that are the same: ``("c", 4)`` for the cardinal, ``("o", 4)`` for the ordinal …"""


class Number(NamedTuple):
    """The words ``first:last`` of a row are one number; two are the same where they share one of the ``keys``.

    One with ``is_date`` is a date, or a ruler's number, which count as such only against another one. ``prefix`` and
    ``suffix`` are what is glued to its first and to its last word, and would else be words: kg of 3kg, 명이 of 12명이.
    """

    first: int
    last: int
    keys: frozenset[Key]
    weak: bool = False
    is_date: bool = False
    misread: bool = False
    prefix: str = ""
    suffix: str = ""

    def same_as(self, other: Number) -> bool:
        """Tell whether two numbers have the same value."""
        return not self.keys.isdisjoint(other.keys)


class Row(NamedTuple):
    """Words in a row, which stand in ``text``, with the lists that they are held against. Indexes count words."""

    text: str
    words: Sequence[Token]
    wording: Wording

    def between(self, index: int) -> str:
        """Return what stands between a word and the next one; a line break after the last."""
        if index + 1 >= len(self.words):
            return "\n"
        return self.text[self.words[index].end : self.words[index + 1].start]

    def word(self, index: int) -> str:
        """Return a folded word, beyond the ends an empty one."""
        return self.words[index].word if 0 <= index < len(self.words) else ""

    def raw(self, index: int) -> str:
        """Return a word as it stands in the text."""
        return self.text[self.words[index].start : self.words[index].end]

    def is_chinese(self, index: int) -> bool:
        """Tell whether a word is a Chinese numeral or another Han character."""
        return self.word(index) in self.wording.numerals or "\u3400" <= self.word(index)[:1] <= "\u9fff"
