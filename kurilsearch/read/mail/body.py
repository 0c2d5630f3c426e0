"""The plain text of a message: what its sender writes, what is quoted from others, and what programs put around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kurilsearch.model import FurnitureKind, Kind
from kurilsearch.read.mail.attribution import HEAD, Line, attribution_start, voices

_QUOTED = re.compile(r"(?:>[ ]?)+")
_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_SIGNATURE = re.compile(r"^(?:(?:- )?-- ?|-----BEGIN PGP SIGNATURE-----[ \t]*)\n", re.MULTILINE)
_SIGNED = re.compile(r"\s*-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[A-Za-z]+: [^\n]*\n)*\s*")
"""What stands before the text of a signed message (RFC 4880, section 7)."""
_LIST_FOOTER = re.compile(r"^_{40,}\n(?=[^\n]{1,100}(?:mailing list|list)\b)", re.MULTILINE)
_SIGNATURE_DEPTH = -1


class Part(NamedTuple):
    """Lines of a message: of its text, or furniture.

    ``speaker`` is who wrote them, where another message says so; None where it is the sender's or unknown.
    """

    kind: Kind | FurnitureKind
    text: str
    speaker: str | None = None


def plain_parts(text: str) -> Iterator[Part]:
    """Yield the parts of a message in order.

    Lines with ``>`` before them are what is replied to, each depth by itself; so is all that stands below the head of
    another message. Heads, signatures and the footers of lists are furniture.
    """
    text = text.replace("\r\n", "\n")
    if signed := _SIGNED.match(text):
        yield Part(FurnitureKind.MAIL_HEADER, signed[0])
        text = text[signed.end() :]
    lines = list(_lines(text))
    kept = [line for line in lines if line.depth != _SIGNATURE_DEPTH]
    known = iter(voices(kept))
    for line in lines:
        if line.depth == _SIGNATURE_DEPTH:
            yield Part(FurnitureKind.SIGNATURE, line.text)
            continue
        voice = next(known)
        if voice.is_head:
            yield Part(FurnitureKind.MAIL_HEADER, line.text)
        else:
            yield Part(Kind.BLOCKQUOTE if voice.is_quoted else Kind.BODY, line.text, voice.speaker)


def unflowed(text: str, *, is_space_deleted: bool) -> str:
    """Return text whose paragraphs are wrapped as ``format=flowed`` (RFC 3676) with its paragraphs' lines joined.

    A line that ends with a space goes on in the next one of its depth; ``is_space_deleted`` says that this space is no
    part of the text (``DelSp=yes``).
    """
    joined: list[tuple[str, str]] = []
    is_open = False
    for line in text.replace("\r\n", "\n").split("\n"):
        mark = _FLOWED_MARK.match(line)
        depth, content = (mark[0], line[mark.end() :]) if mark else ("", line)
        content = content.removeprefix(" ")
        goes_on = content.endswith(" ") and content != "-- "
        if is_open and joined[-1][0] == depth and content != "-- ":
            joined[-1] = (depth, joined[-1][1] + content)
        else:
            joined.append((depth, content))
        if goes_on and is_space_deleted:
            joined[-1] = (depth, joined[-1][1][:-1])
        is_open = goes_on
    return "\n".join(f"{depth} {content}" if depth else content for depth, content in joined)


_FLOWED_MARK = re.compile(r">+")


def _lines(text: str) -> Iterator[Line]:
    """Yield the paragraphs of a message by their depth, heads and lines above quoted words by themselves."""
    starts = [0, *(found.start() for found in HEAD.finditer(text) if found.start() > 0), len(text)]
    for start, end in pairwise(starts):
        head = HEAD.match(text, start, end)
        if head:
            yield Line(0, head[0])
        yield from _own_lines(text[head.end() if head else start : end])


def _own_lines(text: str) -> Iterator[Line]:
    """Yield the paragraphs of what one person writes, and of the replies in it; a signature ends where these begin."""
    ends = [found.start() for pattern in (_SIGNATURE, _LIST_FOOTER) if (found := pattern.search(text))]
    body, below = (text[: min(ends)], text[min(ends) :]) if ends else (text, "")
    for paragraph in _BLANK_LINES.split(body):
        yield from _paragraph(paragraph.split("\n"))
    if below:
        signature, reply = _split_signature(below)
        yield Line(_SIGNATURE_DEPTH, signature.removeprefix("-- \n").removeprefix("--\n"))
        for paragraph in _BLANK_LINES.split(reply):
            yield from _paragraph(paragraph.split("\n"))


def _split_signature(text: str) -> tuple[str, str]:
    """Return a signature, and what is quoted below it with the line that says whose it is."""
    lines = text.split("\n")
    quoted = next((index for index, line in enumerate(lines) if line.startswith(">")), len(lines))
    end = quoted
    while quoted < len(lines) and end > 1 and not lines[end - 1].strip():
        end -= 1
    above = [line.strip() for line in reversed(lines[1:end])]
    first = end - (above.index("") if "" in above else len(above))
    start = attribution_start(lines[first:end]) if quoted < len(lines) else None
    quoted = quoted if start is None else first + start
    return "\n".join(lines[:quoted]), "\n".join(lines[quoted:])


def _paragraph(lines: Sequence[str]) -> Iterator[Line]:
    for depth, run in _runs(lines):
        start = attribution_start(run)
        for part in (run[:start], run[start:]) if start is not None else (run,):
            if part:
                yield Line(depth, "\n".join(part))


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield lines of one depth of quotation in runs, without its marks, split where only these stand."""
    depth, run = 0, list[str]()
    for line in lines:
        mark = _QUOTED.match(line)
        this = mark[0].count(">") if mark else 0
        content = line[mark.end() :] if mark else line
        if run and (this != depth or not content.strip()):
            yield depth, run
            run = []
        depth = this
        if content.strip():
            run.append(content)
    if run:
        yield depth, run
