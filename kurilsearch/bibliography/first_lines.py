"""The lines at the beginning of a document, as they stand in a plain text or as the reader's blocks make them.

Of a plain text they are its own lines. Of a source whose reader knows its blocks (PDF, Word, a web page) a heading is
one line however it is wrapped, and what stands at the edges of the first page, furniture to a reader, comes first:
there a journal prints its name, volume and pages.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kurilsearch.bibliography.header_words import MENU
from kurilsearch.model import Furniture, Kind, ParsedDocument, Passage

MAX_LINES = 60
MAX_CHARS = 8_000
_LONGEST_LINE = 400


@dataclass(frozen=True, slots=True)
class FirstLine:
    """A line without its markup; ``text`` is empty for a blank one, ``raw`` has its indentation.

    ``level`` is that of a heading, from 1, else 0; ``goes_on`` says that a heading is the second half of the one above.
    ``in_menu`` says that cleaning took the line for part of a menu, ``is_menu`` that it stands among words of menus.
    ``at_edge`` marks running heads and feet. ``block`` counts the groups of lines between blank ones.
    """

    text: str
    raw: str
    block: int
    level: int = 0
    goes_on: bool = False
    in_menu: bool = False
    is_menu: bool = False
    at_edge: bool = False


_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+")
_UNDERLINE = re.compile(r"\s*(=+|-{3,})\s*")
_MARKUP = re.compile(
    r"<sup>.*?</sup>|</?[a-zA-Z][^>]{0,80}>|\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.!?])[*_](?!\w)|!?\[(?=[^\[\]]{0,300}\]\()"
)
_MARKUP_SIGNS = frozenset("<>*_[]#!")
_LINK_TARGET = re.compile(r"\]\([^)\s]{0,300}\)")
_TRAILING_MENU = re.compile(r"(?:\s+(?:Печать|E-mail|Print|PDF|Email|Share|Edit|編集|印刷|Drucken|Imprimer))+$")
_SPACED_OUT = re.compile(r"(?:[^\W\d_] ){4,}[^\W\d_]")


def first_lines(parsed: ParsedDocument) -> list[FirstLine]:
    """Return the first lines of a document, at most about sixty that are not blank, in 8,000 characters."""
    if parsed.source.blocks is not None:
        return _marked_lines(parsed)
    raw = list(_raw_lines(parsed))
    menus = _menu_lines(raw)
    lines: list[FirstLine] = []
    block = 0
    for number, (line, in_menu) in enumerate(raw):
        text = _without_markup(line)
        if not text:
            block += not _UNDERLINE.fullmatch(line)
        heading = _HEADING.match(line)
        level = len(heading[1]) if heading else _underlined_level(raw, number)
        lines.append(FirstLine(text, line, block, level, in_menu=in_menu, is_menu=number in menus))
    return lines


# Plain text


def _raw_lines(parsed: ParsedDocument) -> Iterator[tuple[str, bool]]:
    """Yield the first lines after the front matter, each with whether it lies in a menu."""
    start = parsed.source.header[1] if parsed.source.header else 0
    text = parsed.source.text
    menus = [(region.start, region.end) for region in parsed.furniture if "menu" in region.reason]
    seen = 0
    for found in re.finditer(r"[^\r\n\f\x0b]*(?:\r\n|[\r\n\f\x0b]|\Z)", text[start : start + MAX_CHARS]):
        line = found[0].rstrip("\r\n\f\x0b")
        seen += bool(line.strip())
        if seen > MAX_LINES or found.start() == found.end():
            return
        begin, end = start + found.start(), start + found.start() + max(len(line), 1)
        yield line, any(first <= begin and end <= last for first, last in menus)


def _without_markup(line: str) -> str:
    if _UNDERLINE.fullmatch(line):
        return ""
    if not _MARKUP_SIGNS.isdisjoint(line):
        line = _LINK_TARGET.sub("", _MARKUP.sub("", _HEADING.sub("", line))).lstrip(">")
    return _TRAILING_MENU.sub("", _tidy(line))


def _tidy(line: str) -> str:
    """Return a line with single spaces and without note marks at its end; ``T I T L E`` as ``TITLE``."""
    text = " ".join(line.replace("\ufeff", "").split()).rstrip("*†‡⁎ ")
    return text.replace(" ", "") if _SPACED_OUT.fullmatch(text) else text


def _underlined_level(lines: list[tuple[str, bool]], number: int) -> int:
    """Return 1 or 2 where the next line underlines this one with ``===`` or ``---``."""
    underline = _UNDERLINE.fullmatch(lines[number + 1][0]) if number + 1 < len(lines) else None
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


# Sources whose reader knows their blocks

_EDGES = ("running head", "running foot", "imprint")
_EARLY_PAGES = 3
"""Heads are read on these pages: on the first many journals print none."""
_RIGHTS = re.compile(r"\s*(?:[|•·]\s*)?(?=©|\(c\)|[-−]C\s+[^\W\d_]|copyright\b)", re.IGNORECASE)
"""Before a notice of copyright on the line that names the journal; ``-C`` is what some fonts make of its sign."""
_PAGE_AT_EDGE = re.compile(r"^(?:\d{1,4}|[ivxl]{1,6})(?:\s+[|•·/]\s*|\s+(?=[^\W\d_]))|(?<=\d)\s+\d{1,4}$")
_OPEN = re.compile(r"(?:[,;&:–—-]|\b(?:and|und|et|y|e|и|of|the|de|von|der|in|for|to))$", re.IGNORECASE)
_REPOSITORY_COPY = re.compile(
    r"This is (?:a|an|the)\s(?:repository copy|author(?:[’']s)? (?:accepted )?(?:manuscript|version)|accepted version)"
    r" of:?\s+(?!an?\s|the (?:following|published)\s)(?P<title>.{3,300})",
    re.IGNORECASE,
)
"""What a university's repository prints on the cover that it puts before an article."""


def _marked_lines(parsed: ParsedDocument) -> list[FirstLine]:
    """Return the lines at the edges of the first page, then those of the first passages and menus, in order."""
    lines = _edge_lines(parsed)
    starts = [page.start for page in parsed.pages]
    begun = bool(lines)
    above: Passage | None = None
    levels = _levels(parsed)
    for at, thing in _in_order(parsed):
        if len(lines) > 2 * MAX_LINES:
            break
        if begun:
            lines.append(FirstLine("", "", lines[-1].block + 1))
        begun = True
        block = lines[-1].block if lines else 0
        if isinstance(thing, Furniture):
            texts = parsed.source.text[thing.start : thing.end].split("\n")
            lines += [FirstLine(_tidy(text), text, block, in_menu=True) for text in texts if text.strip()]
            above = None
        elif thing.kind is Kind.HEADING:
            level = levels.get(at, 0)
            goes_on = above is not None and above.kind is Kind.HEADING and levels.get(above.char_start) == level
            goes_on = goes_on and bisect_right(starts, at) == bisect_right(starts, above.char_start if above else 0)
            rank = 1 if level == min(levels.values()) else 3
            lines.append(FirstLine(_tidy(thing.text), thing.text, block, rank, goes_on=goes_on))
            above = thing
        else:
            lines += [FirstLine(text, text, block) for text in _passage_lines(parsed, thing)]
            above = None
    return lines


def _in_order(parsed: ParsedDocument) -> list[tuple[int, Passage | Furniture]]:
    """Return the first passages but notes, and the menus among them, by where they start."""
    things: list[tuple[int, Passage | Furniture]] = []
    for passage in parsed.passages[: 2 * MAX_LINES]:
        if passage.char_start > MAX_CHARS:
            break
        if passage.kind is not Kind.NOTE and any(map(str.isalpha, passage.text)):
            things.append((passage.char_start, passage))
    for region in parsed.furniture:
        if region.start > MAX_CHARS:
            break
        if "menu" in region.reason and region.end - region.start < MAX_CHARS:
            things.append((region.start, region))
    return sorted(things, key=lambda thing: thing[0])


def _levels(parsed: ParsedDocument) -> dict[int, int]:
    """Return the levels of the headings that stand before the first running text, by where they start."""
    headings = {block.pieces[0][0]: block.level or 9 for block in parsed.source.blocks or () if block.kind is Kind.HEADING}
    levels: dict[int, int] = {}
    for passage in parsed.passages:
        if passage.kind is Kind.HEADING:
            levels[passage.char_start] = headings.get(passage.char_start, 9)
        elif len(passage.text) > _LONGEST_LINE and levels:
            break
    return levels


def _passage_lines(parsed: ParsedDocument, passage: Passage) -> list[str]:
    """Return the lines of a passage, its note marks kept (they tell authors); running text is one line."""
    if len(passage.text) > _LONGEST_LINE:
        return [passage.text]
    copy = _REPOSITORY_COPY.match(passage.text)
    if copy:
        return [f"Title: {copy['title']}"]
    lines: list[str] = []
    for line in parsed.source.text[passage.char_start : passage.char_end].split("\n"):
        text = _tidy(line)
        if lines and text and (_OPEN.search(lines[-1]) or text[0].islower()):
            lines[-1] = f"{lines[-1]} {text}"
        elif text:
            lines.append(text)
    return lines


def _edge_lines(parsed: ParsedDocument) -> list[FirstLine]:
    """Return what stands at the edges of the first page, and at the head of the next ones, without page numbers."""
    end = parsed.pages[_EARLY_PAGES].start if len(parsed.pages) > _EARLY_PAGES else len(parsed.source.text)
    lines: list[FirstLine] = []
    for region in parsed.furniture:
        if region.start >= end or len(lines) >= MAX_LINES:
            break
        if not any(region.reason.startswith(edge) for edge in _EDGES) and region.reason != "page number":
            continue
        text = _tidy(parsed.source.text[region.start : region.end])[:_LONGEST_LINE]
        for part in _RIGHTS.split(text):
            plain = _PAGE_AT_EDGE.sub("", part).strip()
            if any(map(str.isalpha, plain)) and all(plain != line.text for line in lines):
                lines.append(FirstLine(plain, plain, 0, at_edge=True))
    return lines
