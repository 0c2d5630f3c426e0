"""Quotation marks in pairs, within a paragraph or over paragraphs that each repeat the opening mark.

Which characters may be marks is told by :mod:`kurilsearch.cite.quote_glyphs`; here they are held against each other. A
mark without its mate is told as such and never paired over the end of a paragraph or over a citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kurilsearch.cite.quote_glyphs import CLOSERS, Elision, Firmness, Glyph, find_glyphs
from kurilsearch.model import Span

_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_INCHES = re.compile(r"\d\"\Z")
_GUILLEMETS = frozenset("«»‹›")
_DEEPEST = 12
"""Marks that may be open at once: more are marks that nothing closes."""


class MarkedWords(NamedTuple):
    """Words between a pair of marks: ``pieces`` are a span without the marks for each paragraph, from ``paragraph`` on.

    ``opening`` and ``closing`` are the spans of the marks, in the first and in the last of these paragraphs.
    """

    paragraph: int
    pieces: tuple[Span, ...]
    opening: Span
    closing: Span

    @property
    def last_paragraph(self) -> int:
        """The index of the paragraph in which they end."""
        return self.paragraph + len(self.pieces) - 1


class LoneMark(NamedTuple):
    """A mark without its mate at a span of a paragraph."""

    paragraph: int
    span: Span
    opens: bool


class Pairing(NamedTuple):
    """The words in marks, inner ones after the outer one that holds them, and the marks that have no mate."""

    marked: list[MarkedWords]
    lone: list[LoneMark]


@dataclass(slots=True)
class _Open:
    """A mark that waits for its mate; ``pieces`` are those of the paragraphs before, where it was carried over."""

    glyph: Glyph
    paragraph: int
    start: int
    pieces: list[Span] = field(default_factory=list)


def find_in_plain_text(text: str, language: str | None = None) -> list[Span]:
    """Return where a plain text quotes, without the marks, in order; what stands inside of another is left out.

    Paragraphs are parted by blank lines. A quotation of several paragraphs has a span for each of them.
    """
    paragraphs = [(match.start(), match[0]) for match in _PARAGRAPH.finditer(text)]
    pairing = pair_marks([words for _, words in paragraphs], language)
    spans = sorted(
        (paragraphs[each.paragraph + number][0] + start, paragraphs[each.paragraph + number][0] + end)
        for each in pairing.marked
        for number, (start, end) in enumerate(each.pieces)
    )
    outer: list[Span] = []
    for span in spans:
        if not outer or span[1] > outer[-1][1]:
            outer.append(span)
    return outer


def pair_marks(
    paragraphs: Sequence[str],
    language: str | None = None,
    barriers: Sequence[Sequence[Span]] = (),
    breaks: frozenset[int] = frozenset(),
) -> Pairing:
    """Return the words in quotation marks of paragraphs that follow each other.

    ``barriers`` are for each paragraph the spans of citations, over which no pair reaches. ``breaks`` are the indexes
    of paragraphs that never go on with what the one before began: headings, notes.
    """
    glyphs = [find_glyphs(paragraph, language) for paragraph in paragraphs]
    opening_guillemet = _opening_guillemet(glyphs)
    pairing = Pairing([], [])
    carried: list[_Open] = []
    for index, text in enumerate(paragraphs):
        stops = [start for start, _ in barriers[index]] if barriers else []
        own = _balance(glyphs[index])
        is_sure = abs(own) > 1  # a French sentence in a German text has its own
        found = _turned(glyphs[index], ("«" if own > 0 else "»") if is_sure else opening_guillemet)
        stack: list[_Open] = []
        if carried and index not in breaks and found and _repeats(text, found[0], carried[0]):
            carried[0].start = found[0].end
            stack, found = carried[:1], found[1:]
        else:
            pairing.lone.extend(_lone(each) for each in carried)
        carried = _pair_paragraph(text, index, found, stack, stops, pairing)
        for each in carried:
            end = len(text.rstrip())
            each.pieces.append((min(each.start, end), end))
    pairing.lone.extend(_lone(each) for each in carried)
    pairing.marked.sort(key=lambda each: (each.paragraph, each.pieces[0][0], -each.last_paragraph, -each.pieces[-1][1]))
    return pairing


def _lone(opened: _Open) -> LoneMark:
    return LoneMark(opened.paragraph, (opened.glyph.start, opened.glyph.end), opens=True)


def _opening_guillemet(glyphs: Sequence[Sequence[Glyph]]) -> str:
    """Return with which guillemet a text opens, « or », by how most of them stand to the words beside them."""
    return "«" if sum(map(_balance, glyphs)) >= 0 else "»"


def _balance(glyphs: Iterable[Glyph]) -> int:
    """Return how many more guillemets open to the left, as in French, than to the right, as in German."""
    told = [glyph for glyph in glyphs if glyph.symbol in _GUILLEMETS and (glyph.at_start or glyph.at_end)]
    return sum(1 if (glyph.symbol in "«‹") == glyph.at_start else -1 for glyph in told)


def _turned(glyphs: Sequence[Glyph], opening_guillemet: str) -> list[Glyph]:
    """Return the glyphs with guillemets that open and close as in the whole text."""
    from dataclasses import replace

    turned = []
    for glyph in glyphs:
        if glyph.symbol in _GUILLEMETS:
            opens = (glyph.symbol in "«‹") == (opening_guillemet == "«")
            glyph = replace(glyph, opens=opens, closes=not opens, at_start=opens, at_end=not opens)
        turned.append(glyph)
    return turned


def _repeats(text: str, glyph: Glyph, opened: _Open) -> bool:
    """Return whether a paragraph begins with the mark that an open quotation began with."""
    same = glyph.symbol == opened.glyph.symbol or {glyph.symbol, opened.glyph.symbol} <= _GUILLEMETS
    return same and not text[: glyph.start].strip() and not glyph.elision


def _pair_paragraph(
    text: str, index: int, glyphs: Sequence[Glyph], stack: list[_Open], stops: Sequence[int], pairing: Pairing
) -> list[_Open]:
    """Pair the glyphs of one paragraph; return the outermost mark that is still open at its end, if any."""
    for number, glyph in enumerate(glyphs):
        sure = stack[-1] if stack and _closes_surely(glyph, stack[-1].glyph) else None
        crossing = (each for each in stack if each.paragraph == index and each is not sure)
        for crossed in [each for each in crossing if _crosses(each, glyph, stops)]:
            stack.remove(crossed)
            pairing.lone.append(_lone(crossed))
        mate = next((n for n in range(len(stack) - 1, -1, -1) if _closes(glyph, stack[n].glyph)), None)
        if mate is not None and not _is_apostrophe(glyphs, number, stack[mate]):
            opened = stack[mate]
            pairing.lone.extend(_lone(each) for each in stack[mate + 1 :] if not each.glyph.is_single)
            del stack[mate:]
            pieces = (*opened.pieces, (opened.start, glyph.start))
            opening = (opened.glyph.start, opened.glyph.end)
            pairing.marked.append(MarkedWords(opened.paragraph, pieces, opening, (glyph.start, glyph.end)))
        elif glyph.opens and _may_open(glyphs, number):
            stack.append(_Open(glyph, index, glyph.end))
            if len(stack) > _DEEPEST:
                pairing.lone.append(_lone(stack.pop(0)))
        elif glyph.closes and not glyph.is_single and not _INCHES.search(text, 0, glyph.end):
            pairing.lone.append(LoneMark(index, (glyph.start, glyph.end), opens=False))
    pairing.lone.extend(_lone(each) for each in stack[1:] if not each.glyph.is_single)
    return [each for each in stack[:1] if not each.glyph.is_single or each.glyph.begins_speech]


def _crosses(opened: _Open, glyph: Glyph, stops: Sequence[int]) -> bool:
    return any(opened.start <= stop < glyph.start for stop in stops)


def _closes_surely(glyph: Glyph, opened: Glyph) -> bool:
    """Return whether two marks are a pair by their shapes alone, so that a citation between them is quoted too."""
    return glyph.symbol != opened.symbol and not glyph.opens and not glyph.is_single and _closes(glyph, opened)


def _closes(glyph: Glyph, opened: Glyph) -> bool:
    """Return whether a glyph may close what another opened, and is not rather the beginning of something."""
    if glyph.symbol in _GUILLEMETS and opened.symbol in _GUILLEMETS:
        return glyph.closes and (glyph.symbol in "«»") == (opened.symbol in "«»")
    if glyph.symbol not in CLOSERS.get(opened.symbol, ()):
        return False
    return glyph.closes or (glyph.symbol in '“"' and opened.symbol == "„" and not glyph.at_start)


def _is_apostrophe(glyphs: Sequence[Glyph], number: int, opened: _Open) -> bool:
    """Return whether a single mark behind a word is an apostrophe: one that closes more surely follows."""
    glyph = glyphs[number]
    if not glyph.is_single or glyph.firmness is not Firmness.WEAK:
        return False
    for later in glyphs[number + 1 :]:
        if later.is_single and later.opens and later.at_start and not later.elision:
            return False
        if _closes(later, opened.glyph) and later.firmness > Firmness.WEAK:
            return True
    return False


def _may_open(glyphs: Sequence[Glyph], number: int) -> bool:
    """Return whether a single mark before a word opens rather than stands for lost letters: its mate follows."""
    glyph = glyphs[number]
    if not glyph.is_single or (glyph.symbol in "‚‘" and not glyph.elision):
        return True
    needed = Firmness.FIRM if glyph.elision is Elision.SURE else Firmness.LIKELY if glyph.elision else Firmness.WEAK
    for later in glyphs[number + 1 :]:
        if glyph.elision and later.opens and not later.is_single:
            break  # what closes behind it closes something within those marks
        if _closes(later, glyph) and not later.at_start and later.firmness >= needed:
            return True
        if later.symbol == glyph.symbol and later.at_start and not later.elision:
            break
    return glyph.begins_speech and not glyph.elision
