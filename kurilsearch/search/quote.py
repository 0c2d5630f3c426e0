"""The quotation of a hit: which words of the passage match, and which sentences to quote."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from kurilsearch.language.tokens import tokens_at
from kurilsearch.model import Kind, Span
from kurilsearch.search.concepts import Concepts
from kurilsearch.search.proximity import Occurrence, Terms

MOST_SENTENCES = 3
MOST_CHARACTERS = 600
"""How long a quotation of several sentences, or of a whole heading, note or reference, may be."""

LONGEST_SENTENCE = 1_500
"""A longer sentence is cut to the words around the matches."""


class Match(NamedTuple):
    """A matching word at ``text[start:end]``: its number among the words of the text, and its concept."""

    start: int
    end: int
    word: int
    concept: int


def find_matches(text: str, stems: str, concepts: Concepts) -> list[Match]:
    """Return the words of a passage that the query asked for, in order; ``stems`` are in step with its words."""
    number_of = concepts.number_of()
    occurrences = Terms(stems).occurrences(number_of)
    if not occurrences:
        return []
    rows = [stem for stem in number_of if " " in stem]
    if rows:
        occurrences = _with_rows(occurrences, stems, {stem: number_of[stem] for stem in rows})
    matches = []
    found = tokens_at(text, [index for index, _ in occurrences])
    for (index, number), token in zip(occurrences, found, strict=True):
        words = concepts.distinct[number].words
        if words is None or token.word in words:
            matches.append(Match(token.start, token.end, index, number))
    return matches


def _with_rows(occurrences: Sequence[Occurrence], stems: str, rows: Mapping[str, int]) -> list[Occurrence]:
    """Return the occurrences with every word of those that are several in a row."""
    found = dict(occurrences)
    for row, number in rows.items():
        for start, _ in Terms(stems).occurrences({row: number}):
            found.update((start + step, number) for step in range(row.count(" ") + 1))
    return sorted(found.items())


def shown(matches: Sequence[Match], light: Container[int]) -> list[Match]:
    """Return the matches that a reader is shown: no word that tells nothing, unless it joins two that do.

    Where none tells anything, all are.
    """
    kept: list[Match] = []
    joining: list[Match] = []
    for match in matches:
        follows = bool(kept) and match.word == (joining or kept)[-1].word + 1
        if match.concept in light:
            joining = [*joining, match] if follows else []
        else:
            kept += [*(joining if follows else []), match]
            joining = []
    return kept or list(matches)


def spans_of(matches: Sequence[Match], within: Span) -> tuple[Span, ...]:
    """Return the spans of the matches in ``within``, counted from its start; overlapping ones made one."""
    first, last = within
    spans: list[Span] = []
    for match in matches:
        if match.start < first or match.end > last:
            continue
        start, end = match.start - first, match.end - first
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def choose_quote(
    text: str, kind: Kind, sentences: Iterable[Span], matches: Sequence[Match], light: Container[int] = ()
) -> Span:
    """Return the part of a passage to quote: the fewest sentences in a row that hold the most of the query.

    That is most different words first, then most that follow each other (in both those whose concepts are ``light``
    do not count), then the shortest run and the first. A run has at most three sentences and 600 characters, or is one
    sentence. Short headings, notes, references and list items are quoted whole. Of the ``sentences`` no more are taken
    than it needs to see.
    """
    if kind not in (Kind.BODY, Kind.BLOCKQUOTE) and len(text) <= MOST_CHARACTERS:
        return _stripped(text, 0, len(text))
    every = {match.concept for match in matches}
    heavy = sum(concept not in light for concept in every)
    fullest = (heavy, heavy, 0, len(every))
    best: tuple[tuple[int, int, int, int], Span] | None = None
    recent: deque[tuple[int, list[Match]]] = deque(maxlen=MOST_SENTENCES)
    seen = 0
    for start, end in sentences:
        first = seen
        while seen < len(matches) and matches[seen].start < end:
            seen += 1
        recent.append((start, [*matches[first:seen]]))
        if first == seen and matches:
            continue  # a run that ends with the sentence before is shorter and holds as much
        run: list[Match] = []
        for before, (begin, inside) in enumerate(reversed(recent)):
            if before and end - begin > MOST_CHARACTERS:
                break
            if not inside and matches:
                continue  # one that begins with the next sentence is
            run = inside + run
            found = _worth(run, light, before)
            if best is None or found > best[0]:
                best = (found, (begin, end))
        if seen == len(matches) or (best is not None and best[0] == fullest):
            break
    if best is None:
        return _stripped(text, 0, len(text))
    start, end = best[1]
    return (start, end) if end - start <= LONGEST_SENTENCE else _cut(text, start, end, matches)


def _worth(run: Sequence[Match], light: Container[int], before: int) -> tuple[int, int, int, int]:
    """Return what a sentence is worth, quoted with so many ``before`` it, by what they match."""
    different = {match.concept for match in run}
    heavy = sum(concept not in light for concept in different)
    return heavy, _neighbours(run, light), -before, len(different)


def _neighbours(matches: Sequence[Match], light: Container[int]) -> int:
    """Return the most different concepts that stand in a row; light ones join others but do not count."""
    best, run, heavy = 0, set[int](), 0
    last = -2
    for match in matches:
        if match.word != last + 1 or match.concept in run:
            run, heavy = set(), 0
        run.add(match.concept)
        heavy += match.concept not in light
        last = match.word
        best = max(best, heavy)
    return best


def _cut(text: str, start: int, end: int, matches: Sequence[Match]) -> Span:
    """Return the stretch of a very long sentence that holds the most different concepts, cut between words."""
    inside = [match for match in matches if start <= match.start and match.end <= end]
    centre = start
    if inside:
        best = (0, 0)
        first = 0
        counts: dict[int, int] = {}
        for last, match in enumerate(inside):
            counts[match.concept] = counts.get(match.concept, 0) + 1
            while match.end - inside[first].start > MOST_CHARACTERS // 2 and first < last:
                counts[inside[first].concept] -= 1
                if not counts[inside[first].concept]:
                    del counts[inside[first].concept]
                first += 1
            if (len(counts), -first) > best:
                best = (len(counts), -first)
        centre = inside[-best[1]].start
    earliest = max(centre - MOST_CHARACTERS // 4, start)
    latest = min(earliest + MOST_CHARACTERS, end)
    if earliest > start:
        space = text.find(" ", earliest, centre)
        earliest = space + 1 if space >= 0 else earliest
    if latest < end:
        space = text.rfind(" ", centre, latest)
        latest = space if space > centre else latest
    return _stripped(text, earliest, latest)


def _stripped(text: str, start: int, end: int) -> Span:
    """Return the span without blank space at its ends."""
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return start, start + len(part.strip())
