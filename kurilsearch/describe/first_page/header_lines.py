"""The lines at the head of a document, and what part each plays there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kurilsearch.describe.first_page.block_lines import block_lines
from kurilsearch.describe.first_page.first_lines import FirstLine, plain_lines
from kurilsearch.describe.first_page.header_words import COPYRIGHT, FIELD_NAMES, PERIODICAL
from kurilsearch.describe.first_page.imprints import (
    is_imprint_line,
    is_place,
    is_published,
    is_publisher,
    is_said_imprint,
)
from kurilsearch.describe.first_page.line_roles import FIELD_NAME, Role, label_of, role_of
from kurilsearch.describe.first_page.periodical_lines import read_periodical_line
from kurilsearch.model import ParsedDocument


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line of the first page without its markup.

    ``block`` counts the groups of lines between blank ones, ``level`` is 1 to 6 for a Markdown heading and 0
    otherwise, ``source`` is what the line says of the journal or newspaper, as a CSL item.
    """

    text: str
    role: Role
    block: int
    level: int = 0
    source: Mapping[str, Any] = field(default_factory=dict, hash=False)


_MAY_BE_SOURCE = (Role.TEXT, Role.PERIODICAL, Role.DATE, Role.PROSE, Role.AFFILIATION)
_ET_AL = re.compile(r"\bet al\b|\bи др\b|\bu\. ?a\.", re.IGNORECASE)


def page_lines(parsed: ParsedDocument) -> list[FirstLine]:
    """Return the lines of the first page, blank ones too."""
    return plain_lines(parsed) if parsed.source.blocks is None else block_lines(parsed)


def read_header(lines: list[FirstLine]) -> tuple[list[HeaderLine], list[str]]:
    """Return the lines of the first page up to and with the first line of running text or the abstract; and the rest.

    Among the rest are the copyright line and the imprint that may stand at the foot.
    """
    texts = [line.text for line in lines]
    header: list[HeaderLine] = []
    last = 0
    for number, line in enumerate(lines):
        last = number + 1
        if not line.text:
            continue
        header.append(_header_line(line, texts[number + 1 : number + 3], header[-1:]))
        if header[-1].role in (Role.PROSE, Role.END):
            break
    header = _with_imprint(header)
    return header, [text for text in texts[last:] if text]


def _header_line(line: FirstLine, following: list[str], above: list[HeaderLine]) -> HeaderLine:
    """Return a line with its role, to which the line above and the two that follow contribute."""
    if line.at_edge:
        return _edge_line(line)
    text = line.text
    role = Role.MENU if line.is_menu else role_of(text, following, is_heading=line.level > 0)
    if line.is_caption:
        role = Role.END
    source: Mapping[str, Any] = read_periodical_line(text) if role in _MAY_BE_SOURCE and not line.level else {}
    role = Role.PERIODICAL if source else role
    if line.in_menu and role in (Role.PROSE, Role.END):
        role = Role.MENU  # "We use cookies …" is running text too
    if role is Role.TEXT and any(one.role is Role.COPYRIGHT and one.block == line.block for one in above):
        role = Role.COPYRIGHT  # the notice goes on
    return HeaderLine(text, role, line.block, line.level, source)


def _edge_line(line: FirstLine) -> HeaderLine:
    """Return a line of a running head or foot: it says where the work appeared, or who has the rights, or nothing."""
    source = read_periodical_line(line.text.rpartition(" / ")[2])
    if _ET_AL.search(str(source.get("container-title", ""))):
        source = {name: value for name, value in source.items() if name != "container-title"}
    is_detail = source or PERIODICAL.search(line.text)
    role = Role.PERIODICAL if is_detail else Role.COPYRIGHT if COPYRIGHT.search(line.text) else Role.MENU
    return HeaderLine(line.text, role, line.block, source=source)


def _with_imprint(header: list[HeaderLine]) -> list[HeaderLine]:
    """Return the lines with those of publisher and place told apart: after the title, beside a date or a place."""
    lines = list(header)
    first = next((number for number, line in enumerate(lines) if line.role is Role.TEXT), len(lines))
    for number, line in enumerate(lines[first + 1 :], start=first + 1):
        if line.role in (Role.TEXT, Role.AFFILIATION, Role.PERIODICAL) and not line.level and not line.source:
            beside = [lines[other] for other in (number - 1, number + 1) if other < len(lines)]
            near_date = any(other.role is Role.DATE or is_imprint_line(other.text) for other in beside[-1:]) or (
                number == len(lines) - 1 or beside[0].role is Role.IMPRINT
            )
            is_continued = line.text.startswith("by ") and line.role is Role.TEXT and is_published(beside[0].text)
            is_house = " & " in line.text and len(line.text) < 50 and is_place(beside[-1].text)
            between = is_place(beside[0].text) and beside[-1] is not beside[0] and beside[-1].role is Role.DATE
            is_house = is_house or (between and len(line.text) < 70)
            if is_house or is_continued or is_said_imprint(line.text) or (near_date and is_publisher(line.text)):
                lines[number] = replace(line, role=Role.IMPRINT)
    return lines


def fields_of(header: list[HeaderLine]) -> dict[str, str]:
    """Return the labelled values of a header (``Author: Hiroshi Kimura``) by their labels in lower case.

    A line may hold several (``Author: A. Published: 14 March``); of a label that comes twice the first counts.
    """
    fields: dict[str, str] = {}
    for line in header:
        for name, value in line_fields(line):
            fields.setdefault(name, value)
    return fields


def line_fields(line: HeaderLine) -> list[tuple[str, str]]:
    """Return the labels (lower case) and values of one line; none where it is not made of them."""
    if line.role is not Role.FIELD:
        return []
    names = [found for found in FIELD_NAME.finditer(line.text) if FIELD_NAMES.fullmatch(label_of(found))]
    ends = [found.start() for found in names[1:]] + [len(line.text)]
    return [
        (label_of(found).lower(), line.text[found.end() : end].strip(" .;|"))
        for found, end in zip(names, ends, strict=True)
    ]
