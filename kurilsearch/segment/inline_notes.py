"""Notes that Markdown writes where their mark stands, ``^[…]``: passages of their own behind the paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kurilsearch.model import Kind, Passage, Run, Span, WayBack

_BEGINS = re.compile(r"(?<=\S)\^\[")
_LONGEST = 5_000


def with_notes_apart(passage: Passage) -> list[Passage]:
    """Return a passage without the notes in it, and these behind it; offsets lead to the source as before."""
    found = list(_notes_in(passage.text))
    if not found:
        return [passage]
    kept: list[Span] = []
    at = 0
    for start, end in found:
        kept.append((at, start))
        at = end
    kept.append((at, len(passage.text)))
    body = _cut(passage, kept)
    notes = []
    for start, end in found:
        inside = passage.text[start + 2 : end - 1]
        first = start + 2 + len(inside) - len(inside.lstrip())
        note = _cut(passage, [(first, first + len(inside.strip()))])
        notes.append(replace(note, kind=Kind.NOTE, paragraph=None))
    return [body, *notes] if body.text.strip() else notes


def _notes_in(text: str) -> Iterator[Span]:
    """Yield where each note stands, brackets included; brackets within it pair."""
    at = 0
    while match := _BEGINS.search(text, at):
        depth, end = 1, match.end()
        while end < len(text) and depth and end - match.start() < _LONGEST:
            depth += (text[end] == "[") - (text[end] == "]")
            end += 1
        if depth == 0 and text[match.end() : end - 1].strip():
            yield match.start(), end
        at = end if depth == 0 else match.end()


def _cut(passage: Passage, spans: list[Span]) -> Passage:
    """Return what stands in some ranges of a passage's text, as one text with its way back."""
    parts: list[str] = []
    runs: list[Run] = []
    length = 0
    for start, end in spans:
        cut = bool(runs)
        for run in passage.way_back.runs:
            first, last = max(run.text, start), min(run.text + run.length, end)
            if first < last:
                source = run.source + first - run.text
                interrupted = bool(runs) and (cut or (run.interrupted and first == run.text))
                runs.append(Run(length + first - start, source, last - first, interrupted))
                cut = False
        parts.append(passage.text[start:end])
        length += end - start
    return replace(passage, text="".join(parts), way_back=WayBack(tuple(runs)))
