"""What a writer typed into a quotation stays: ellipses, words and letters in brackets; the rest is the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kurilsearch.language.cjk import HAN, KANA
from kurilsearch.language.wordings import phrases
from kurilsearch.model import Span

_OMITTED = "|".join(phrases("ellipses"))
_ELLIPSIS = (
    rf"[\[({{<〈（［〔【]\s?(?:…+|⋯+|\.(?:\s?\.){{1,3}}|{_OMITTED})\s?[,.;]?\s?[\])}}>〉）］〕】]"
    r"|…+|\.(?:\s?\.){2,3}(?!\d)|⋯+"
)
_REMARK = rf"[(（](?i:\s*(?:{'|'.join(map(re.escape, phrases('emphasis')))}))[^)）]{{0,40}}[)）]"
_WORD = rf"[{HAN}{KANA}]|(?:(?![{HAN}{KANA}])\w)+(?:['’](?:(?![{HAN}{KANA}])\w)+)*"
_TYPED = re.compile(
    rf"(?P<ellipsis>{_ELLIPSIS})|(?P<remark>{_REMARK})"
    rf"|(?P<lettered>\w*\[\w{{0,20}}\]\w+|\w+\[\w{{0,20}}\])"
    rf"|(?P<bracketed>[\[［〔][^\[\]［］〔〕]{{1,200}}[\]］〕])"
    rf"|(?P<word>{_WORD})"
)
_IN_SOURCE = re.compile(_WORD)
_LEFT_OUT = "\ue000"
"""Stands for the words of the source that an ellipsis leaves out, so that nothing is matched with them."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What stays of the typed text: at the boundary before its word ``before``, or instead of that word.

    ``closing`` and ``opening`` count the characters typed between it and the words around it: 5% …, … (a note).
    """

    text: str
    before: int
    is_word: bool
    closing: int = 0
    opening: int = 0


def as_typed(typed: str, source: str, left_out: Sequence[str] = ()) -> str:
    """Return the words of ``source`` with the ellipses and the brackets of the quotation ``typed`` in their places.

    ``source`` is what was cut from the source for it, ``left_out`` the parts of that which its ellipses leave out, in
    order. Where nothing was typed that stays, it is ``source`` itself.
    """
    kept, words = _taken_apart(typed)
    if not kept:
        return source
    spans = [found.span() for found in _IN_SOURCE.finditer(source)]
    known = [_folded(source[start:end]) for start, end in spans]
    for start, end in _found_in(left_out, source):
        known = [_LEFT_OUT if start <= at[0] < end else word for word, at in zip(known, spans, strict=True)]
    places = _aligned(words, known)
    edits: list[tuple[Span, str]] = []
    for each in kept:
        if each.is_word:
            at = places[each.before]
            if at is not None:
                edits.append((spans[at], each.text))
            continue
        before = next((at for at in reversed(places[: each.before]) if at is not None), -1)
        behind = next((at for at in places[each.before :] if at is not None), len(spans))
        start = spans[before][1] if before >= 0 else 0
        end = spans[behind][0] if behind < len(spans) else len(source)
        between = source[start:end]
        start += min(_marks_at_the_start(between), each.closing)
        end -= min(_marks_at_the_start(between[::-1]), each.opening)
        edits.append(((start, max(start, end)), each.text))
    return _edited(source, edits)


def _taken_apart(typed: str) -> tuple[list[_Kept], list[str]]:
    """Return what stays of a quotation, and its words, folded, without those in brackets."""
    kept: list[_Kept] = []
    words: list[str] = []
    tokens = list(_TYPED.finditer(typed))
    ends = [0, *(token.end() for token in tokens)]
    starts = [*(token.start() for token in tokens[1:]), len(typed)]
    for found, end_before, start_behind in zip(tokens, ends, starts, strict=False):
        text = found[0]
        match found.lastgroup:
            case "word":
                words.append(_folded(text))
            case "lettered":
                kept.append(_Kept(text, len(words), is_word=True))
                words.append(_folded(re.sub(r"[\[\]]", "", text)))
            case _:
                start, end = _with_its_space(typed, found.span())
                closing, opening = max(start - end_before, 0), max(start_behind - end, 0)
                kept.append(_Kept(typed[start:end], len(words), False, closing, opening))
    return kept, words


def _marks_at_the_start(text: str) -> int:
    """Count the signs and marks that a text begins with, being part of the word beside it: ``%``, ``”``, ``$``."""
    return next((at for at, letter in enumerate(text) if letter.isalnum() or letter.isspace()), len(text))


def _with_its_space(typed: str, span: Span) -> Span:
    """Return the range of an ellipsis or brackets with the blanks and the stop around them, as they were typed."""
    start, end = span
    while start and typed[start - 1] in " \u00a0,;:.":
        start -= 1
    while end < len(typed) and typed[end] in " \u00a0,;:.":
        end += 1
    return start, end


def _found_in(parts: Sequence[str], source: str) -> Iterator[Span]:
    here = 0
    for part in parts:
        start = source.find(part.strip(), here)
        if start >= 0:
            here = start + len(part.strip())
            yield start, here


def _aligned(words: Sequence[str], known: Sequence[str]) -> list[int | None]:
    """Return for each typed word which word of the source stands for it; None where none does."""
    places: list[int | None] = [None] * len(words)
    for tag, first, last, start, end in SequenceMatcher(None, words, known, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and last - first == end - start):
            places[first:last] = range(start, end)
    return places


def _edited(source: str, edits: Sequence[tuple[Span, str]]) -> str:
    """Return the source with its ranges replaced; of two at one place both stand, in order."""
    parts: list[str] = []
    done = 0
    for (start, end), text in edits:
        if start < done and end <= done:
            parts.append(text.lstrip() if parts and parts[-1].endswith(" ") else text)
            continue
        parts += [source[done:start], text]
        done = end
    return "".join([*parts, source[done:]]).strip()


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'")
