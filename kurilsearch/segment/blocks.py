"""Blocks: lines that belong together because nothing separates them, before anything is known of their kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kurilsearch.language.sentence_end import ends_like_sentence, starts_lowercase
from kurilsearch.model import FurnitureKind, Kind
from kurilsearch.segment.headings import is_title_case
from kurilsearch.segment.lines import Line, LineLayout
from kurilsearch.segment.menu_words import is_chrome, without_toggle

_ATX = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_ATX_TAIL = re.compile(r"\s+#+\s*\Z")
_RULE = re.compile(r"(?:[-*_=~•·+—–]\s*){3,}\Z")
_SETEXT = re.compile(r"(?:={3,}|-{3,})\Z")
_QUOTE = re.compile(r"(?:>\s?)+")
_CALLOUT = re.compile(r"\[![\w-]{1,30}\][+-]?\s+(?=\S)")
"""What Obsidian and GitHub write before the title of a box."""
_ADMONITION = re.compile(
    r"(?:!!!|\?\?\?\+?|===\+?)[ ]+(?:[a-z][\w-]*(?:[ ]+[a-z-]+){0,3}[ ]*(?=\"|\Z))?(?:\"([^\"\n]{0,200})\"[ ]*)?\Z"
)
"""What MkDocs writes before the title of a box or a tab."""
_BULLET = re.compile(r"[-*+•‣▪◦]\s+(?:\[[ xX]\]\s+)?(?=\S)")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s+(?=\S)")
_NOTE_DEFINITION = re.compile(r"\[\^[^\]\s]{1,60}\]:\s*")
_FOOTNOTE = re.compile(
    r"\[(?:Footnote|Note|Sidenote|Side-?note|Fußnote|Anmerkung|Randnote|Note de bas de page|Nota(?: al pie)?"
    r"|Voetnoot|Noot|Fotnot|Fodnote|Alaviite|Przypis|Сноска|Примечание)[ \xa0]?(?:\d{1,4}|[A-Z]|\*)?:\s*(?=\S)",
    re.I,
)
"""How e-books in plain text print a note where its mark stands, up to a closing bracket."""
_CAPTION = re.compile(
    r"\[(?:Illustration|Frontispiece|Abbildung|Image|Ilustración|Illustrazione|Иллюстрация)(?:: *(?=\S)|\]\Z)", re.I
)
"""How they print the words under a picture, and a picture without any."""
_BARE_NUMBER = re.compile(r"(?:\d{1,2}|[IVX]{1,4})[.)]\Z")
_ENTRY_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s")
_MARKS = frozenset("#-*_=~•·+—–|>[‣▪◦!?")
_MARKS_AND_NUMBERS = _MARKS | frozenset("`~0123456789(")
_OPENING, _CLOSING, _STOPS = frozenset('“"„«»'), frozenset('”"“»«'), frozenset(".!?…")
_SHORTEST_FULL = 5
"""Characters of a line that may be nothing but a number that lost its place."""
_NOTE_INDENT = 4
_LONG_LINE = 2.5  # converters make one line of two where a hyphen stood between them, but not of three
_FENCE = re.compile(r"(?:```|~~~)")
_TABLE_RULE = re.compile(r"\|?[\s:|-]{3,}\|?\Z")


class Block(NamedTuple):
    """Lines that stand together, and their ``text`` joined by spaces, hyphens left as they are.

    ``kind`` None is not yet known; ``furniture`` says what the block is that is no passage.

    ``level`` is the depth of a heading that its markup gives (1-6), 0 where it gives none. ``marker`` says what
    stood before the first line: ``>``, a bullet, a note's label, the bar of a row.
    """

    lines: tuple[Line, ...]
    text: str = ""
    kind: Kind | None = None
    level: int = 0
    marker: str = ""
    furniture: FurnitureKind | None = None

    @property
    def start(self) -> int:
        """Offset of the first character in the clean text."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Offset after the last character in the clean text."""
        return self.lines[-1].end

    def joined_with(self, other: Block) -> Block:
        """Return this block with the lines of ``other`` behind its own."""
        return self._replace(lines=(*self.lines, *other.lines), text=f"{self.text} {other.text}")


_PLAIN = Block(())


def group_blocks(text: str, lines: Sequence[Line], layout: LineLayout) -> list[Block]:
    """Return the blocks of ``text``: one a paragraph where paragraphs are wrapped, else one a line.

    Blank lines separate, and so do the marks of Markdown, list markers, and a line that ends early with a stop.
    """
    blocks: list[Block] = []
    growing: Block | None = None
    current: list[Line] = []
    fenced = False

    def close() -> None:
        nonlocal growing
        if growing is not None:
            if growing.marker and text[current[-1].end - 1] == "]" and _opens_bracket(growing.marker):
                current[-1] = current[-1]._replace(end=max(current[-1].end - 1, current[-1].start + 1))
            joined = _joined(text, current)
            if growing is _PLAIN:  # by far the commonest case
                blocks.append(Block(tuple(current), joined))
            else:
                blocks.append(growing._replace(lines=tuple(current), text=joined))
        growing = None
        current.clear()

    full = _full_lines(text, lines, layout)
    for position, line in enumerate(lines):
        if growing is _PLAIN and position in full and not fenced:
            current.append(line)
            continue
        content = text[line.start : line.end]
        if content[0] in "`~" and _FENCE.match(content):
            fenced = not fenced
            close()
            blocks.append(Block((line,), content, furniture=FurnitureKind.MARKUP))
            continue
        if len(content) <= 5 and growing is not None and layout.width and _is_stray_number(text, lines, position):
            blocks.append(Block((line,), content, furniture=FurnitureKind.STRAY_NUMBER))
            continue
        special = None if fenced or content[0] not in _MARKS else _special_block(content, line)
        if special is None:
            if growing is None or _separates(text, lines, position, current[-1], line, layout, fenced=fenced):
                close()
                growing = _PLAIN
            current.append(line)
        elif special.furniture or special.kind in (Kind.HEADING, Kind.LIST):
            close()
            if special.furniture is FurnitureKind.RULE and _SETEXT.match(content) and _underlines(blocks, line):
                blocks[-1] = blocks[-1]._replace(kind=Kind.HEADING, level=1 if content[0] == "=" else 2)
            blocks.append(special)
        else:
            quoted_on = growing is not None and growing.marker == special.marker == ">"
            if not quoted_on or line.row - current[-1].row > 1:
                close()
                growing = special
            current.extend(special.lines)
    close()
    return _with_whole_notes(blocks)


def _opens_bracket(marker: str) -> bool:
    return any(pattern.match(f"{marker} x") for pattern in (_FOOTNOTE, _CAPTION))


def _full_lines(text: str, lines: Sequence[Line], layout: LineLayout) -> set[int]:
    """Return the positions of lines that surely go on with the paragraph of the line above, which is a full one.

    In a wrapped text most lines do, and what :func:`group_blocks` asks of the others takes ten times as long.
    """
    full: set[int] = set()
    if not layout.width:
        return full
    width, margin, longest = _room(layout), layout.margin, _LONG_LINE * layout.width
    row_above, reach = -2, 0
    for position, (start, end, indent, row) in enumerate(lines):
        length = end - start
        if not _SHORTEST_FULL < length <= longest:
            row_above = -2  # the next line is asked as any other
            continue
        if (
            row == row_above + 1
            and indent <= margin
            and text[start] not in _MARKS_AND_NUMBERS
            and not (text[start] in _OPENING and _is_other_speaker(text, lines[position - 1], lines[position]))
            and text[start + 1] not in ".)"
            and reach + (word if (word := text.find(" ", start, end)) >= 0 else end) - start > width
            and position > 1
        ):
            full.add(position)
        row_above, reach = row, indent + length + 1
    return full


def _with_whole_notes(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the indented paragraphs behind the first one of a note made notes."""
    for i in range(1, len(blocks)):
        is_note = blocks[i - 1].kind is Kind.NOTE and blocks[i].kind is None and not blocks[i].furniture
        if is_note and blocks[i].lines[0].indent >= _NOTE_INDENT:
            blocks[i] = blocks[i]._replace(kind=Kind.NOTE)
    return blocks


def _joined(text: str, lines: Sequence[Line]) -> str:
    if len(lines) == 1:
        return text[lines[0].start : lines[0].end]
    return " ".join(text[line.start : line.end] for line in lines)


def _is_stray_number(text: str, lines: Sequence[Line], position: int) -> bool:
    """Tell whether a line is nothing but a heading's or list's number that lost its place inside a sentence."""
    line = lines[position]
    if not _BARE_NUMBER.match(text, line.start, line.end) or position + 1 == len(lines):
        return False
    above, below = lines[position - 1], lines[position + 1]
    inside = above.row == line.row - 1 and below.row == line.row + 1
    return (
        inside
        and not ends_like_sentence(text[above.start : above.end])
        and starts_lowercase(text[below.start : below.end])
    )


def _underlines(blocks: Sequence[Block], line: Line) -> bool:
    above = blocks[-1] if blocks else None
    return (
        above is not None
        and len(above.lines) == 1
        and above.kind is None
        and not above.furniture
        and above.lines[0].row == line.row - 1
        and above.lines[0].length <= 120
        and not (starts_lowercase(above.text) and 2 * line.length < above.lines[0].length)
    )


def _special_block(content: str, line: Line) -> Block | None:
    """Return the block that a line begins by its mark, with its kind where the mark tells it; None for plain lines."""
    first = content[0]
    if first == "#" and (match := _ATX.match(content)):
        tail = _ATX_TAIL.search(content)
        end = line.start + (tail.start() if tail and tail.start() > match.end() else len(content))
        rest = content[match.end() : end - line.start]
        return Block((line._replace(start=line.start + match.end(), end=end),), rest, Kind.HEADING, len(match[1]))
    if first in "!?=" and (match := _ADMONITION.match(content)):
        if not match[1]:
            return Block((line,), content, furniture=FurnitureKind.MARKUP)
        title = line._replace(start=line.start + match.start(1), end=line.start + match.end(1))
        return Block((title,), match[1], Kind.LIST)
    if first in "-*_=~•·+—–|" and (_RULE.match(content) or (first == "|" and _TABLE_RULE.match(content))):
        return Block((line,), content, furniture=FurnitureKind.RULE)
    if first == "|" and len(content) > 4 and content[-1] == "|" and (row := content.strip("| ")):
        start = line.start + content.index(row)
        return Block((line._replace(start=start, end=start + len(row)),), marker="|")
    if first == ">" and (match := _QUOTE.match(content)):
        if match.end() == len(content):
            return Block((line,), content, furniture=FurnitureKind.MARKUP)
        if callout := _CALLOUT.match(content, match.end()):
            title = line._replace(start=line.start + callout.end())
            return Block((title,), kind=Kind.BLOCKQUOTE, marker="[!]")
        return Block((line._replace(start=line.start + match.end()),), kind=Kind.BLOCKQUOTE, marker=">")
    if first in "-*+•‣▪◦" and (match := _BULLET.match(content)):
        return Block((line._replace(start=line.start + match.end()),), marker="•")
    if first == "[" and (match := _CAPTION.match(content)):
        if match.end() == len(content):
            return Block((line,), content, furniture=FurnitureKind.IMAGE)
        return Block((line._replace(start=line.start + match.end()),), kind=Kind.BODY, marker=match[0].strip())
    if first == "[" and (match := _NOTE_DEFINITION.match(content) or _FOOTNOTE.match(content)):
        start = min(line.start + match.end(), line.end - 1)
        return Block((line._replace(start=start),), kind=Kind.NOTE, marker=match[0].strip())
    return None


def _separates(
    text: str, lines: Sequence[Line], position: int, above: Line, line: Line, layout: LineLayout, *, fenced: bool
) -> bool:
    """Tell whether a new paragraph begins with ``line``, which stands below ``above`` without a mark of its own."""
    if line.row - lines[position - 1].row > layout.spacing:
        return True
    if fenced:
        return False
    if not layout.width:
        return (
            not layout.ragged
            or _stands_alone(text[above.start : above.end])
            or _stands_alone(text[line.start : line.end])
        )
    length = above.end - above.start
    if length > _LONG_LINE * layout.width or line.end - line.start > _LONG_LINE * layout.width:
        return ends_like_sentence(text[above.start : above.end])
    word = text.find(" ", line.start, line.end)
    reach = above.indent + length + 1 + (word if word >= 0 else line.end) - line.start
    early = reach <= _room(layout) and (bool(layout.limit) or reach <= _local_width(lines, position, layout) - 2)
    indented = line.indent > layout.margin and (line.indent == layout.first_indent or line.indent >= above.indent + 2)
    numbered = text[line.start] in "0123456789(" or text[line.start + 1 : line.start + 2] in (".", ")")
    if text[line.start] in _OPENING and _is_other_speaker(text, above, line):
        return True
    if not early and not indented and not numbered and position > 1:
        return False  # by far the commonest case: a full line within a paragraph
    before, here = text[above.start : above.end], text[line.start : line.end]
    terminal = ends_like_sentence(before)
    if position == 1 and above.length < layout.width and is_title_case(before) and not terminal:
        return True
    if layout.first_indent and line.indent == layout.first_indent:
        return terminal or above.length < 0.7 * layout.width or before.endswith(("--", "—", "–"))
    if indented and above.indent <= layout.margin:
        return terminal
    if numbered and terminal and _NUMBERED.match(here) and len(here) > 3:
        return True
    if not early:
        return False
    if starts_lowercase(here):  # a name whose capital was misread, where the line above is short enough
        return terminal and above.length < 0.5 * layout.width and before[-1] not in ":;"
    if terminal:
        return not before.endswith(";") or above.length < 0.5 * layout.width
    return above.length < 0.6 * layout.width and not before.endswith((",", "-", "—", "–"))


def _is_other_speaker(text: str, above: Line, line: Line) -> bool:
    """Tell whether a line that opens a quotation follows one that ends with a whole one: somebody else speaks."""
    ends = (
        above.length > 2
        and text[above.end - 1] in _CLOSING
        and text[above.start : above.end - 1].rstrip()[-1:] in _STOPS
    )
    return ends and line.row == above.row + 1 and text[line.start + 1 : line.start + 3].strip()[:1].isupper()


def _room(layout: LineLayout) -> int:
    """Return how long a line with the next word may be, so that the word surely had room there."""
    return layout.limit or int(1.03 * layout.width) - 2


def _local_width(lines: Sequence[Line], position: int, layout: LineLayout) -> int:
    """Return the width of the lines around, within reason: quotations are set narrower than the text."""
    width = max(entry.length + entry.indent for entry in lines[max(position - 3, 0) : position + 3])
    return min(max(width, int(0.75 * layout.width)), int(1.03 * layout.width))


def _stands_alone(content: str) -> bool:
    """Tell whether a short line is an entry of a menu or of a table of contents, never a line of verse."""
    return _ENTRY_NUMBER.match(content) is not None or is_chrome(without_toggle(content))


def stands_before(blocks: Sequence[Block], i: int) -> bool:
    """Tell whether a blank line, a heading or the text's beginning stands before block ``i``."""
    if i == 0:
        return True
    above = blocks[i - 1]
    return blocks[i].lines[0].row - above.lines[-1].row > 1 or above.kind is Kind.HEADING


def stands_after(blocks: Sequence[Block], i: int) -> bool:
    """Tell whether a blank line or the text's end stands after block ``i``."""
    return i + 1 == len(blocks) or blocks[i + 1].lines[0].row - blocks[i].lines[-1].row > 1
