"""Lines and how they are laid out: whether paragraphs are wrapped, and at which width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import NamedTuple

from kurilsearch.language.cjk_letters import HAN_OR_KANA
from kurilsearch.language.sentence_end import ends_like_sentence, starts_lowercase

_LONGEST_WRAP = 160
_SHORTEST_WRAP = 24
_DEEPEST_FIRST_LINE = 12
_SHORTEST_PARAGRAPH = 60
_NEARLY_ALL = 0.9
_MOST_ASKED = 200
_MOST_FILLED = 600
_FEWEST_FILLED = 60
_OFTEN = 0.03
_SELDOM = 0.02


class Line(NamedTuple):
    """A line that is not blank: the range of its content in the clean text, its indentation, its row from 0."""

    start: int
    end: int
    indent: int
    row: int

    @property
    def length(self) -> int:
        """Characters of content."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class LineLayout:
    """How a text is set: ``width`` of its wrapped lines (0 where each line is a paragraph), usual ``margin``.

    ``spacing`` is how many lines on the next line of a paragraph stands: 2 in double-spaced text. ``ragged`` tells
    of short lines that were not wrapped at a width, as in verse. ``first_indent`` is the indentation by which the
    first lines of paragraphs are known, 0 where they are not indented. ``limit`` is the length up to which lines are
    filled, where every line within a paragraph is: one behind which the next word had room ends a paragraph; else 0.
    """

    width: int
    margin: int
    spacing: int = 1
    ragged: bool = False
    first_indent: int = 0
    limit: int = 0


def split_lines(text: str) -> list[Line]:
    """Return the lines of ``text`` that are not blank."""
    lines, start = [], 0
    for row, raw in enumerate(text.split("\n")):
        content, length = raw.strip(), len(raw)
        if content:
            if len(content) == length:  # by far the commonest line
                lines.append(Line(start, start + length, 0, row))
            else:
                indent = length - len(raw.lstrip())
                lines.append(Line(start + indent, start + indent + len(content), indent, row))
        start += length + 1
    return lines


def measure_layout(text: str, lines: Sequence[Line], *, is_spaced: bool = True) -> LineLayout:
    """Return how ``lines`` of ``text`` are set; with ``is_spaced`` they may be double-spaced."""
    margin = Counter([indent for _, _, indent, _ in lines]).most_common(1)[0][0] if lines else 0
    if _are_paragraphs(text, lines):
        return LineLayout(0, margin)
    followed = [end - start for (start, end, _, row), (_, _, _, next_row) in pairwise(lines) if next_row == row + 1]
    if width := _wrap_width(followed):
        longer = sum([end - start > 2.5 * width for start, end, _, _ in lines])
        if longer <= 0.25 * len(followed):
            first_indent = _first_indent(text, lines, margin)
            return LineLayout(width, margin, first_indent=first_indent, limit=_fill_limit(text, lines, followed))
    if is_spaced and len(followed) < 0.1 * len(lines) and (width := _double_spaced_width(text, lines)):
        return LineLayout(width, margin, spacing=2)
    return LineLayout(0, margin, ragged=all(line.length <= _LONGEST_WRAP for line in lines))


def _are_paragraphs(text: str, lines: Sequence[Line]) -> bool:
    """Tell whether each line is a paragraph: nearly all are long and end sentences, as wrapped ones seldom do."""
    if len(lines) < 2:
        return False
    sample = lines[:_MOST_ASKED]
    whole = sum(ends_like_sentence(text[line.start : line.end]) for line in sample)
    lengths = sorted(line.length + 2 * len(HAN_OR_KANA.findall(text, line.start, line.end)) for line in sample)
    return whole >= _NEARLY_ALL * len(sample) and lengths[len(lengths) // 2] >= _SHORTEST_PARAGRAPH


def _wrap_width(lengths: Sequence[int]) -> int:
    """Return the width at which lines were wrapped, 0 where their lengths do not show one."""
    if len(lengths) < 3:
        return 0
    width = sorted(lengths)[int(0.9 * (len(lengths) - 1))]
    near = sum([0.75 * width <= length for length in lengths])
    return width if _SHORTEST_WRAP <= width <= _LONGEST_WRAP and near >= 0.3 * len(lengths) else 0


def _fill_limit(text: str, lines: Sequence[Line], lengths: Sequence[int]) -> int:
    """Return the length up to which a program filled lines; 0 where some within paragraphs had room for a word more."""
    times = Counter(lengths)
    usual = [length for length, count in times.items() if count >= _OFTEN * len(lengths)]
    limit = max(usual, default=0)
    if not limit or sum(count for length, count in times.items() if length > limit) > _SELDOM * len(lengths):
        return 0
    within = roomy = 0
    for above, line in islice(pairwise(lines), _MOST_FILLED):
        if line.row == above.row + 1 and not ends_like_sentence(text[above.start : above.end]):
            word = text.find(" ", line.start, line.end)
            within += 1
            roomy += above.length + 1 + (word if word >= 0 else line.end) - line.start <= limit
    return limit if within >= _FEWEST_FILLED and roomy <= _SELDOM * within else 0


def _first_indent(text: str, lines: Sequence[Line], margin: int) -> int:
    """Return the indentation that most often follows the end of a sentence, where it is the text's way; else 0."""
    follows: Counter[int] = Counter()
    all_lines: Counter[int] = Counter()
    for above, line in pairwise(lines):
        if margin < line.indent <= margin + _DEEPEST_FIRST_LINE:
            all_lines[line.indent] += 1
            follows[line.indent] += ends_like_sentence(text[above.start : above.end])
    if not follows:
        return 0
    indent, times = follows.most_common(1)[0]
    return indent if times >= 0.7 * all_lines[indent] and times >= max(3, 0.03 * len(lines)) else 0


def _double_spaced_width(text: str, lines: Sequence[Line]) -> int:
    """Return the width of lines that have a blank line after each, though most cut a sentence; else 0."""
    if len(lines) < 12:
        return 0
    width = _wrap_width([line.length for line in lines])
    if not width or width > 110:
        return 0
    cut = sum(
        not ends_like_sentence(text[a.start : a.end]) and starts_lowercase(text[b.start : b.start + 3])
        for a, b in pairwise(lines)
    )
    return width if cut >= 0.5 * len(lines) else 0
