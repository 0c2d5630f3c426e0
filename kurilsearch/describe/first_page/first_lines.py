"""The lines at the beginning of a document, and those of a plain text; see also :mod:`block_lines`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kurilsearch.describe.first_page.header_words import MENU
from kurilsearch.describe.first_page.running_text import MAX_CHARS
from kurilsearch.model import FurnitureKind, ParsedDocument

MAX_LINES = 60
LONGEST_LINE = 400


@dataclass(frozen=True, slots=True)
class FirstLine:
    """A line without its markup; ``text`` is empty for a blank one, ``raw`` has its indentation.

    ``level`` is that of a heading, from 1, else 0; ``goes_on`` says that a heading is the second half of the one above.
    ``in_menu`` says that cleaning took the line for part of a menu, ``is_menu`` that it stands among words of menus.
    ``at_edge`` marks running heads and feet, ``is_caption`` what
    stands beside a table or figure. ``block`` counts the groups of lines between blank ones.
    """

    text: str
    raw: str
    block: int
    level: int = 0
    goes_on: bool = False
    in_menu: bool = False
    is_menu: bool = False
    at_edge: bool = False
    is_caption: bool = False


_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+")
_UNDERLINE = re.compile(r"\s*(=+|-{3,})\s*")
_MARKUP = re.compile(
    r"<sup>.*?</sup>|</?[a-zA-Z][^>]{0,80}>|\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.!?])[*_](?!\w)|!?\[(?=[^\[\]]{0,300}\]\()"
)
_MARKUP_SIGNS = frozenset("<>*_[]#!")
_LINK_TARGET = re.compile(r"\]\([^)\s]{0,300}\)")
_MENU_WORDS = ("Печать", "E-mail", "Print", "PDF", "Email", "Share", "Edit", "編集", "印刷", "Drucken", "Imprimer")
_TRAILING_MENU = re.compile(rf"(?:\s+(?:{'|'.join(_MENU_WORDS)}))+$")
_SPACED_OUT = re.compile(r"(?:[^\W\d_] ){4,}[^\W\d_]")


def plain_lines(parsed: ParsedDocument) -> list[FirstLine]:
    """Return the first lines of a plain text or Markdown, at most sixty that are not blank, in 8,000 characters."""
    raw = list(_raw_lines(parsed))
    menus = _menu_lines(raw)
    lines: list[FirstLine] = []
    block = 0
    for number, (line, in_menu) in enumerate(raw):
        is_underline = _underline(line) is not None
        text = "" if is_underline else _without_markup(line)
        if not text:
            block += not is_underline
        heading = _HEADING.match(line)
        level = len(heading[1]) if heading else _underlined_level(raw, number)
        lines.append(FirstLine(text, line, block, level, in_menu=in_menu, is_menu=number in menus))
    return lines


def _raw_lines(parsed: ParsedDocument) -> Iterator[tuple[str, bool]]:
    """Yield the first lines after the front matter, each with whether it lies in a menu."""
    start = parsed.source.header[1] if parsed.source.header else 0
    text = parsed.source.text
    menus = [(region.start, region.end) for region in parsed.furniture if region.kind is FurnitureKind.MENU]
    seen = 0
    for found in re.finditer(r"[^\r\n\f\x0b]*(?:\r\n|[\r\n\f\x0b]|\Z)", text[start : start + MAX_CHARS]):
        line = found[0].rstrip("\r\n\f\x0b")
        seen += bool(line.strip())
        if seen > MAX_LINES or found.start() == found.end():
            return
        if parsed.source.is_markdown and line.lstrip().startswith(">"):
            continue  # what is quoted tells nothing of the work that quotes it
        begin, end = start + found.start(), start + found.start() + max(len(line), 1)
        yield line, any(first <= begin and end <= last for first, last in menus)


def _underline(line: str) -> re.Match[str] | None:
    """Return the underline that a line is, if it is one; few need the pattern to tell."""
    return _UNDERLINE.fullmatch(line) if "=" in line or "---" in line else None


def _without_markup(line: str) -> str:
    if not _MARKUP_SIGNS.isdisjoint(line):
        line = _LINK_TARGET.sub("", _MARKUP.sub("", _HEADING.sub("", line))).lstrip(">")
    text = tidy(line)
    return _TRAILING_MENU.sub("", text) if text.endswith(_MENU_WORDS) else text


def tidy(line: str) -> str:
    """Return a line with single spaces and without note marks at its end; ``T I T L E`` as ``TITLE``."""
    text = " ".join(line.replace("\ufeff", "").split()).rstrip("*†‡⁎ ")
    return text.replace(" ", "") if _SPACED_OUT.fullmatch(text) else text


def _underlined_level(lines: list[tuple[str, bool]], number: int) -> int:
    """Return 1 or 2 where the next line underlines this one with ``===`` or ``---``."""
    underline = _underline(lines[number + 1][0]) if number + 1 < len(lines) else None
    return 0 if underline is None else 1 if underline[1][0] == "=" else 2


def _menu_lines(lines: list[tuple[str, bool]]) -> set[int]:
    """Return the numbers of the lines that are menus: in a run of short lines all between two menu words."""
    found: set[int] = set()
    run: list[int] = []
    for number in range(len(lines) + 1):
        text = lines[number][0].strip(" \t*-•|") if number < len(lines) else ""
        if text and len(text.split()) <= 4 and len(text) <= 40:
            run.append(number)
            continue
        words = [at for at in run if MENU.fullmatch(lines[at][0].strip(" \t*-•|"))]
        if len(run) >= 3 and len(words) >= 2:
            found.update(range(words[0], words[-1] + 1))
        run = []
    return found
