"""The plain text of a message: what its sender writes, what is quoted from others, and what programs put around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kurilsearch.model import FurnitureKind, Kind

_QUOTED = re.compile(r"(?:>[ ]?)+")
_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_SIGNATURE = re.compile(r"^-- ?\n", re.MULTILINE)
_LIST_FOOTER = re.compile(r"^_{40,}\n(?=[^\n]{1,100}(?:mailing list|list)\b)", re.MULTILINE)
_FIELDS = r"(?:[ \t]*\*?(?:{})\*?:[^\n]*\n)"
_FROM = _FIELDS.format("From|Von|De|От|Da|Van|差出人")
_OTHER_FIELD = _FIELDS.format(
    "Sent|Date|To|Cc|Subject|Reply-To|Gesendet|Datum|An|Betreff|Envoyé|À|Objet|Отправлено|Дата|Кому|Копия|Тема|送信日時|宛先|件名"
)
_FORWARDED = re.compile(
    rf"^(?:-{{3,12}} ?[^\n-]{{3,40}}?-{{3,12}}[ \t]*\n\s*|_{{20,}}\n\s*)?{_FROM}{_OTHER_FIELD}{{2,6}}", re.MULTILINE
)
"""The head of another message, as programs put it above the whole of what is replied to or sent on."""
_NAME_FIELD = re.compile(rf"^{_FROM}", re.MULTILINE)


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
    own, *others = _split_before(text.replace("\r\n", "\n"), _FORWARDED)
    yield from _own_parts(own)
    for other in others:
        head = _FORWARDED.match(other)
        end = head.end() if head else 0
        name = _NAME_FIELD.search(other, 0, end)
        yield Part(FurnitureKind.MAIL_HEADER, other[:end])
        speaker = name[0].partition(":")[2].partition("<")[0].strip(" *\"'\t\n") if name else ""
        for part in _own_parts(other[end:]):
            yield part._replace(kind=Kind.BLOCKQUOTE, speaker=speaker or None) if part.kind is Kind.BODY else part


def _split_before(text: str, pattern: re.Pattern[str]) -> list[str]:
    starts = [0, *(found.start() for found in pattern.finditer(text) if found.start() > 0), len(text)]
    pieces = [text[start:end] for start, end in pairwise(starts)]
    return pieces if not pattern.match(text) else ["", *pieces]


def _own_parts(text: str) -> Iterator[Part]:
    """Yield the parts of what one person writes, and of the replies in it."""
    ends = [found.start() for pattern in (_SIGNATURE, _LIST_FOOTER) if (found := pattern.search(text))]
    body, below = (text[: min(ends)], text[min(ends) :]) if ends else (text, "")
    for paragraph in _BLANK_LINES.split(body):
        for depth, lines in _runs(paragraph.split("\n")):
            yield Part(Kind.BLOCKQUOTE if depth else Kind.BODY, "\n".join(lines))
    if below:
        yield Part(FurnitureKind.SIGNATURE, below.removeprefix("-- \n").removeprefix("--\n"))


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
