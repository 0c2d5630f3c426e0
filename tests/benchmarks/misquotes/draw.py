"""Draws the spans that become quotations: words of the library's own passages, whose place in the source is known."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kurilsearch.language.numbers import find_numbers
from kurilsearch.language.wordings import wording_of
from kurilsearch.match.words import words_of
from kurilsearch.model import Passage, Span
from tests.benchmarks.misquotes.material import Material, PassageWords

TRIES = 4000
_WORD = re.compile(r"\S+")
_LETTER = re.compile(r"\w")
_AROUND_AN_EDGE = 60
"""Characters on either side of an edge in which a number may begin and end that it cuts."""


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A word with its punctuation, as the joined passage has it, and the source range it stands at."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DrawnSpan:
    """Words that follow each other in a source. The first begins and the last ends with a letter or digit."""

    file: str
    language: str
    words: tuple[SourceWord, ...]

    @property
    def text(self) -> str:
        """The words by single spaces."""
        return " ".join(word.text for word in self.words)


Drawer = Callable[[random.Random, Material, int], DrawnSpan | None]
"""Draws a span of so many words, or None where this try met none."""


def draw_length(chance: random.Random, shortest: int, longest: int) -> int:
    """Return a number of words; the logarithm is drawn evenly, as short quotations are the more frequent."""
    return min(longest, int(shortest * ((longest + 1) / shortest) ** chance.random()))


def draw_any(chance: random.Random, material: Material, length: int) -> DrawnSpan | None:
    """Draw from anywhere inside a passage."""
    entry = material.entries[chance.choice(material.usable)]
    words = list(_WORD.finditer(entry.text))
    if len(words) < length:
        return None
    first = chance.randrange(len(words) - length + 1)
    return _span(material, entry, words[first : first + length])


def draw_sentence(chance: random.Random, material: Material, length: int) -> DrawnSpan | None:
    """Draw from the beginning of a sentence on."""
    entry = material.entries[chance.choice(material.usable)]
    words = list(_WORD.finditer(entry.text))
    starts = [
        number
        for number, word in enumerate(words)
        if (number == 0 or words[number - 1][0].rstrip("\"'”’)")[-1:] in {".", "!", "?"})
        and word[0].lstrip("\"'“‘(")[:1].isupper()
        and number + length <= len(words)
    ]
    if not starts:
        return None
    first = chance.choice(starts)
    return _span(material, entry, words[first : first + length])


def draw_around(pattern: re.Pattern[str]) -> Drawer:
    """Return what draws a span that holds a match of ``pattern`` among its inner words."""

    def draw(chance: random.Random, material: Material, length: int) -> DrawnSpan | None:
        entry = material.entries[chance.choice(material.usable)]
        matches = list(pattern.finditer(entry.text))
        if not matches:
            return None
        at = chance.choice(matches).start()
        words = list(_WORD.finditer(entry.text))
        middle = sum(word.end() <= at for word in words)
        return _around(chance, material, entry, words, middle, length)

    return draw


def draw_at_edge(pattern: re.Pattern[str], reach: int = 0) -> Drawer:
    """Return what draws a span that begins or ends with a match of ``pattern``, or up to ``reach`` words off it."""

    def draw(chance: random.Random, material: Material, length: int) -> DrawnSpan | None:
        entry = material.entries[chance.choice(material.usable)]
        matches = list(pattern.finditer(entry.text))
        if not matches:
            return None
        match = chance.choice(matches)
        words = list(_WORD.finditer(entry.text))
        off = chance.randint(0, reach)
        at_end = chance.random() < 0.5
        place = sum(word.end() <= (match.end() - 1 if at_end else match.start()) for word in words)
        first = place + off - length + 1 if at_end else place - off
        if first < 0 or first + length > len(words):
            return None
        return _span(material, entry, words[first : first + length])

    return draw


def either(*drawers: Drawer) -> Drawer:
    """Return what draws by one of ``drawers``, each as often as the others."""

    def draw(chance: random.Random, material: Material, length: int) -> DrawnSpan | None:
        return chance.choice(drawers)(chance, material, length)

    return draw


def evenly(drawer: Drawer) -> Drawer:
    """Return what draws from every shelf as often, however much stands there."""

    def draw(chance: random.Random, material: Material, length: int) -> DrawnSpan | None:
        return drawer(chance, replace(material, usable=chance.choice(material.shelves)), length)

    return draw


def draw_over_wrap(chance: random.Random, material: Material, length: int) -> DrawnSpan | None:
    """Draw a span with a line's end inside, on one page."""
    entry = material.entries[chance.choice(material.usable)]
    stored = material.library.passage(entry.id)
    if not stored.line_breaks:
        return None
    at = chance.choice(stored.line_breaks)
    span = _over(chance, material, entry, stored.passage, at, length)
    document = material.documents[entry.document]
    if span is None or not (span.words[0].start < at < span.words[-1].end):
        return None
    pages = document.pages_of(span.words[0].start, span.words[-1].end)
    return span if pages is None or pages[0] == pages[1] else None


def draw_over_page(chance: random.Random, material: Material, length: int) -> DrawnSpan | None:
    """Draw a span with a page's end inside."""
    entry = material.entries[chance.choice(material.usable)]
    document = material.documents[entry.document]
    if not document.pages:
        return None
    passage = material.library.passage(entry.id).passage
    starts = [page.start for page in document.pages if passage.char_start < page.start < passage.char_end]
    if not starts:
        return None
    at = chance.choice(starts)
    span = _over(chance, material, entry, passage, at, length)
    return span if span and span.words[0].end < at <= span.words[-1].start else None


def draw_over_paragraphs(chance: random.Random, material: Material, length: int) -> DrawnSpan | None:
    """Draw the end of one passage and the beginning of the next, at least two words of each."""
    number = chance.choice(material.usable)
    if number + 1 == len(material.entries):
        return None
    one, two = material.entries[number], material.entries[number + 1]
    if not two.usable or one.document != two.document:
        return None
    before, after = list(_WORD.finditer(one.text)), list(_WORD.finditer(two.text))
    share = chance.randint(2, length - 2)
    if share > len(before) or length - share > len(after):
        return None
    head, tail = _span(material, one, before[-share:]), _span(material, two, after[: length - share])
    if head is None or tail is None or len(head.words) + len(tail.words) != length:
        return None
    # only the edges of the whole are trimmed, so the words that meet keep their punctuation
    ends = _words(material, one, before[-1:]), _words(material, two, after[:1])
    words = (*head.words[:-1], *ends[0], *ends[1], *tail.words[1:])
    return DrawnSpan(head.file, head.language, words)


def _over(
    chance: random.Random, material: Material, entry: PassageWords, passage: Passage, at: int, length: int
) -> DrawnSpan | None:
    """Draw a span of a passage around the source offset ``at``."""
    words = list(_WORD.finditer(entry.text))
    middle = sum(passage.way_back.source_span(*word.span())[1] <= at for word in words)
    return _around(chance, material, entry, words, middle, length)


def _around(
    chance: random.Random, material: Material, entry: PassageWords, words: list[re.Match[str]], middle: int, length: int
) -> DrawnSpan | None:
    """Draw a span of which the word ``middle`` is neither the first nor the last."""
    lowest, highest = max(0, middle + 2 - length), min(middle - 1, len(words) - length)
    if lowest > highest:
        return None
    first = chance.randint(lowest, highest)
    return _span(material, entry, words[first : first + length])


def _span(material: Material, entry: PassageWords, words: list[re.Match[str]]) -> DrawnSpan | None:
    """Return the span of these words, its edges trimmed to letters; None where one has no letter or cuts a number."""
    document = material.documents[entry.document]
    first, last = _LETTER.search(words[0][0]), list(_LETTER.finditer(words[-1][0]))
    if first is None or not last:
        return None
    ranges = [word.span() for word in words]
    ranges[0] = (ranges[0][0] + first.start(), ranges[0][1])
    ranges[-1] = (ranges[-1][0], words[-1].start() + last[-1].end())
    if any(cuts_number(entry.text, edge) for edge in (ranges[0][0], ranges[-1][1])):
        return None
    return DrawnSpan(document.file, document.language, _placed(material, entry, ranges))


def cuts_number(text: str, edge: int) -> bool:
    """Tell whether a quotation that begins or ends there has a part of a number only: 4 of 4.4 billion."""
    start = max(edge - _AROUND_AN_EDGE, 0)
    near = text[start : edge + _AROUND_AN_EDGE]
    words = words_of(near)
    numbers = find_numbers(near, words, wording_of("und"))
    return any(words[each.first].start < edge - start < words[each.last - 1].end for each in numbers)


def _words(material: Material, entry: PassageWords, words: list[re.Match[str]]) -> tuple[SourceWord, ...]:
    return _placed(material, entry, [word.span() for word in words])


def _placed(material: Material, entry: PassageWords, ranges: list[Span]) -> tuple[SourceWord, ...]:
    way_back = material.library.passage(entry.id).passage.way_back
    return tuple(SourceWord(entry.text[start:end], *way_back.source_span(start, end)) for start, end in ranges)
