"""What is left of a source text when its passages are taken out of it: with them it is the whole text again.

A passage's text is cut from the source but for the line breaks that it shows as spaces, so a store that has the
passages need not have the source text as well.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence

from kurilsearch.model import Run, Span
from kurilsearch.store.records import IngestedPassage

Piece = tuple[int, str]
"""Where in the source text these characters stand."""


def remainder_of(text: str, passages: Sequence[IngestedPassage]) -> str:
    """Return what :func:`whole_text` needs beside the passages: which of them to leave out, and all other characters.

    Those are left out of which the source has something else than they say; all of them where two overlap.
    """
    spans: list[Span] = []
    unlike: list[int] = []
    for position, (passage, _, breaks, _, _) in enumerate(passages):
        runs = passage.way_back.runs
        start, end = passage.char_start, passage.char_end
        if len(runs) == 1 and _shows_breaks_as_spaces(passage.text, text[start:end], len(breaks)):
            spans.append((start, end))
        elif all(text.startswith(piece, start) for start, piece in pieces_of(passage.text, runs, breaks)):
            spans += [(run.source, run.source + run.length) for run in runs]
        else:
            unlike.append(position)
    spans.sort()
    left: list[str] = []
    at = 0
    for start, end in spans:
        if start < at:
            return _encoded(range(len(passages)), text)
        left.append(text[at:start])
        at = end
    return _encoded(unlike, "".join([*left, text[at:]]))


def _shows_breaks_as_spaces(passage: str, source: str, breaks: int) -> bool:
    """Tell the commonest case in the quickest way: nothing but line breaks are shown as something else."""
    return source.replace("\n", " ") == passage and source.count("\n") == breaks


def whole_text(remainder: str, passages: Iterable[tuple[str, Sequence[Run], Sequence[int]]]) -> str:
    """Return the source text; ``passages`` are the text, the runs and the line breaks of each, in order."""
    unlike, left = _decoded(remainder)
    pieces = sorted(
        piece for position, passage in enumerate(passages) if position not in unlike for piece in pieces_of(*passage)
    )
    found: list[str] = []
    at = taken = 0
    for start, piece in pieces:
        found += (left[taken : taken + start - at], piece)
        taken += start - at
        at = start + len(piece)
    return "".join([*found, left[taken:]])


def pieces_of(text: str, runs: Sequence[Run], breaks: Sequence[int]) -> Iterator[Piece]:
    """Yield the runs of a passage as the source has them; ``breaks`` are the source offsets of its line breaks."""
    for begin, start, length, _ in runs:
        piece = text[begin : begin + length]
        inside = [offset - start for offset in breaks if start <= offset < start + length]
        if inside:
            ends = [*inside, length]
            piece = "\n".join(
                [piece[first:end] for first, end in zip([0, *[at + 1 for at in inside]], ends, strict=True)]
            )
        yield start, piece


def _encoded(unlike: Iterable[int], left: str) -> str:
    return f"{json.dumps([*unlike])}\n{left}"


def _decoded(remainder: str) -> tuple[Collection[int], str]:
    unlike, _, left = remainder.partition("\n")
    return frozenset(json.loads(unlike)), left
