"""A quotation as it was typed: its words, the pieces between ellipses, what stands in square brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kurilsearch.errors import QueryError
from kurilsearch.language.cjk import HAN, KANA
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.tokens import Token, tokenize
from kurilsearch.language.wordings import phrases
from kurilsearch.match.markup import IN_WORD, see_through_markup
from kurilsearch.match.words import capitals_of, words_of
from kurilsearch.model import Span
from kurilsearch.vocabulary.japanese import readings as japanese_readings

MOST_WORDS = 2_000
"""Words of one quotation: some five printed pages."""

MOST_CHARACTERS = 40_000

_OMITTED = "|".join(phrases("ellipses"))
_ELLIPSIS = lazy_pattern(
    rf"[\[(<〈（［〔【]\s?(?:…+|⋯+|\.(?:\s?\.){{1,3}}|-{{2,3}}|—|{_OMITTED})\s?[,.;]?\s?[\])>〉）］〕】]"
    r"|…+|\.(?:\s?\.){2,3}(?!\d)|⋯+"
)
_OPENING = frozenset("[(（［〔")
_SIC = lazy_pattern(rf"\s?[\[(（［〔【]\s?(?:{'|'.join(phrases('sic'))})\s?[!.！]?\s?[\])）］〕】]", re.IGNORECASE)
_EMPHASIS_ADDED = lazy_pattern(
    rf"\s?[\[(（［〔]\s*(?:{'|'.join(map(re.escape, phrases('emphasis')))})[^\])）］〕]{{0,40}}[\])）］〕]",
    re.IGNORECASE,
)
_NOTE_MARK = lazy_pattern(
    r"\[\s?\d{1,3}\s?\]|\[[a-c*†‡]\](?![^\W\d_])|<sup>\s?\d{1,3}\s?</sup>|(?<=[.,;:!?”\"’»)\]])[⁰¹²³⁴-⁹]+"
)
_MARKING = frozenset("[(（［〔【<⁰¹²³⁴⁵⁶⁷⁸⁹")
"""With one of these each [sic] and each note mark begins: the patterns are not compiled for a text without."""
_OMITTING = frozenset("[(<〈（［〔【…⋯")
"""With one of these each ellipsis begins that is not three points."""
_BRACKETED = lazy_pattern(r"[\[［〔]([^\[\]［］〔〕]{0,200})[\]］〕]")
_UNSPACED = lazy_pattern(f"[{HAN}{KANA}]")
_LINE_END_HYPHEN = lazy_pattern(r"(?<=[^\W\d_])[-‐¬\u00ad][^\S\n]*\r?\n\s*(?=[^\W\d_])")

Variants = Mapping[str, frozenset[str]]
"""Folded words that stand for a folded word of a quotation; several in a row are joined by spaces, on either side."""


@dataclass(frozen=True)
class Piece:
    """The words between two ellipses; ``bracketed`` are the indexes of those that the writer put in brackets.

    ``terms`` are the same words as an index has them. Of words with some letters in brackets (countr[y], sign[])
    ``lettered`` has, by index, what is outside of them: the folded letters before and after.
    """

    words: tuple[Token, ...]
    terms: tuple[str, ...]
    bracketed: frozenset[int] = frozenset()
    lettered: Mapping[int, tuple[str, str]] = field(default_factory=dict)

    @cached_property
    def folded(self) -> list[str]:
        """The folded words alone."""
        return [word for _, _, word in self.words]

    @property
    def is_unspaced(self) -> bool:
        """Tell whether some of the words are letters of a script without spaces, which is indexed by pairs."""
        return self.terms != tuple(self.folded)


@dataclass(frozen=True)
class Quotation:
    """A quotation with its words in ``text``; offsets index it, and ``typed``, which is as it was typed, as well.

    In ``text`` markup and citations are blank. ``variants`` are the words of the library that stand for one of the
    quotation: other spellings, other names. Where it leaves words out without saying so it does not mark its omissions.
    """

    text: str
    pieces: tuple[Piece, ...]
    variants: Variants = field(default_factory=dict)
    marks_omissions: bool = True
    typed: str = ""

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The folded words that are written in capitals, where not most of them are: they may be abbreviations."""
        return capitals_of(self.text, self.words)

    @cached_property
    def words(self) -> list[Token]:
        """The words of all pieces, in order."""
        return [word for piece in self.pieces for word in piece.words]


def read_quotation(typed: str, apart: Sequence[Span] = ()) -> Quotation:
    """Return a quotation that can be looked for, without the ranges ``apart``, if a word is left then.

    Raises QueryError where it holds no word, or more than can be a quotation.
    """
    if len(typed) > MOST_CHARACTERS:
        raise QueryError(
            f"The quotation has {len(typed):,} characters, and at most {MOST_CHARACTERS:,} can be looked for at once",
            "Look for a part of it",
        )
    quotation = parse_quotation(typed, apart)
    if not quotation.pieces and apart:
        quotation = parse_quotation(typed)  # beside what looks like a citation only a mark stands, such as [sic]
    if not quotation.pieces:
        raise QueryError("The quotation holds no word", "Type some words of it")
    if len(quotation.words) > MOST_WORDS:
        raise QueryError(
            f"The quotation has {len(quotation.words):,} words, and at most {MOST_WORDS:,} can be looked for at once",
            "Look for a part of it",
        )
    return quotation


def parse_quotation(typed: str, apart: Sequence[Span] = ()) -> Quotation:
    """Return the words of a quotation, in the pieces that its ellipses leave.

    Left out are the ranges ``apart``, markup, [sic], (emphasis added), note marks such as [12], and the marks around
    and between words. A hyphen at a line's end joins the word, as does a bracket inside a word ([T]he).
    """
    text = typed
    for start, end in apart:
        text = text[:start] + " " * (end - start) + text[end:]
    readable = text = see_through_markup(text)
    if not _MARKING.isdisjoint(readable):
        for pattern in (_SIC, _NOTE_MARK):
            readable = pattern.sub(_blank, readable)
    if not _OPENING.isdisjoint(readable):
        readable = _EMPHASIS_ADDED.sub(_blank, readable)
    readable = _LINE_END_HYPHEN.sub(lambda match: IN_WORD * len(match[0]), readable)
    brackets, readable = _brackets(readable)
    pieces: list[Piece] = []
    for start, end in _between_ellipses(readable):
        part = readable[start:end]
        words = tuple(Token(first + start, last + start, word) for first, last, word in words_of(part))
        if words:
            terms = tuple(token.word for token in (words if part.isascii() else tokenize(part)))
            inside = (i for i, word in enumerate(words) if any(a <= word.start and word.end <= b for a, b in brackets))
            pieces.append(Piece(words, terms, frozenset(inside), _lettered(text, words)))
    return Quotation(text, tuple(pieces), typed=typed)


def _lettered(text: str, words: Sequence[Token]) -> dict[int, tuple[str, str]]:
    """Return by index the words with letters in brackets: the letters before the first bracket and after the last."""
    found: dict[int, tuple[str, str]] = {}
    for index, word in enumerate(words):
        end = word.end + 1 if text[word.end : word.end + 1] == "]" else word.end
        if text[word.end : word.end + 2] == "[]":
            end = word.end + 2
        start = word.start - 1 if text[max(word.start - 1, 0) : word.start] == "[" else word.start
        raw = text[start:end]
        if "[" in raw and "]" in raw:
            before, after = raw[: raw.index("[")], raw[raw.rindex("]") + 1 :]
            found[index] = "".join(_folded(before)), "".join(_folded(after))
    return found


def _folded(text: str) -> list[str]:
    return [token.word for token in tokenize(text)]


def read_in_latin(quotation: Quotation, *, joined: bool = False) -> Quotation | None:
    """Return the quotation with its Japanese words as they are read, in Latin letters; None where it has none.

    Words that touch are one where they are to be ``joined``: 全方位 is zen hoi or zenhoi.
    """
    readings = japanese_readings(quotation.text)
    if not readings:
        return None
    pieces: list[Piece] = []
    for piece in quotation.pieces:
        start, end = piece.words[0].start, piece.words[-1].end
        inside = [reading for reading in readings if start <= reading.start and reading.end <= end]
        letters = {index for reading in inside for index in range(reading.start, reading.end)}
        read = [Token(first, last, romaji) for first, last, romaji, is_suffix in inside if not is_suffix]
        if joined:
            read = _joined(read)
        words = tuple(sorted([*read, *(word for word in piece.words if word.start not in letters)]))
        if words:
            pieces.append(Piece(words, tuple(word for _, _, word in words)))
    return replace(quotation, pieces=tuple(pieces), variants={}) if pieces else None


def _joined(words: list[Token]) -> list[Token]:
    """Return words with those made one that touch."""
    made: list[Token] = []
    for word in words:
        if made and made[-1].end == word.start:
            made[-1] = Token(made[-1].start, word.end, made[-1].word + word.word)
        else:
            made.append(word)
    return made


def part(quotation: Quotation, at: int) -> Quotation:
    """Return a quotation in one piece as two, as if an ellipsis stood before its word ``at``."""
    whole = quotation.pieces[0]
    pieces = tuple(
        Piece(
            whole.words[first:last],
            tuple(word for _, _, word in whole.words[first:last]),
            frozenset(index - first for index in whole.bracketed if first <= index < last),
        )
        for first, last in ((0, at), (at, len(whole.words)))
    )
    return replace(quotation, pieces=pieces, marks_omissions=False)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _between_ellipses(text: str) -> Iterator[Span]:
    start = 0
    may_omit = text.count(".") > 2 or not _OMITTING.isdisjoint(text)
    for ellipsis in _ELLIPSIS.finditer(text) if may_omit else ():
        yield start, ellipsis.start()
        start = ellipsis.end()
    yield start, len(text)


def _brackets(text: str) -> tuple[list[Span], str]:
    """Return the ranges of whole words in square brackets, and ``text`` with brackets inside words passed over."""
    whole: list[Span] = []
    characters: list[str] | None = None
    for match in _BRACKETED.finditer(text):
        if _ELLIPSIS.fullmatch(match[0]):
            continue
        start, end = match.span()
        glued = any(
            beside.isalnum() and not _UNSPACED.match(beside) for beside in (text[:start][-1:], text[end : end + 1])
        )
        if glued and " " not in match[1]:
            characters = characters or list(text)
            characters[start] = characters[end - 1] = IN_WORD
        else:
            whole.append((start, end))
    return whole, "".join(characters) if characters else text
