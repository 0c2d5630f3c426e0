"""What a terminal needs: its width, lines that fit it, colour, and characters that it can show."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kurilsearch.model import Span

WIDEST = 100
"""Longer lines are hard to read, however wide the terminal is."""

NARROWEST = 30
"""In fewer columns words stand one below the other."""

_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd"
)
_OPENING = "（「『【〔〈《"
_CLOSING = "、。，．・：；！？ー…ゝ々）」』】〕〉》"
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), "�") | dict.fromkeys(b"\t\n\x0b\x0c\r", " ")
_CONTROLS[0x85] = " "


def echo(text: str = "", *, err: bool = False, color: bool | None = None) -> None:
    """Print a line at once, as ``click.echo`` does, which alone knows what a terminal of Windows makes of colours."""
    if sys.platform == "win32":
        import click

        click.echo(text, err=err, color=color)
    else:
        stream = sys.stderr if err else sys.stdout
        stream.write(f"{text}\n")
        stream.flush()


def line_width(elsewhere: int = WIDEST) -> int:
    """Return how many columns a line may fill: what ``--width`` says, else those of the terminal, at most WIDEST.

    A file or a pipe has no edge: there it is what the environment variable ``COLUMNS`` says, else ``elsewhere``.
    """
    if "click" in sys.modules:  # else there were no options
        import click

        context = click.get_current_context(silent=True)
        if context is not None and (chosen := context.meta.get("kurilsearch.width")):
            return int(chosen)
    if sys.stdout.isatty():
        import shutil

        return max(min(shutil.get_terminal_size().columns, WIDEST), NARROWEST)
    named = os.environ.get("COLUMNS", "")
    return max(int(named), NARROWEST) if named.isdecimal() else elsewhere


def wants_color(choice: str = "auto") -> bool:
    """Tell whether to colour the output, as https://no-color.org asks."""
    if choice == "auto":
        return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and sys.stdout.isatty()
    return choice == "always"


def counted(number: int, thing: str) -> str:
    """Return ``1 passage``, ``2 passages``: a number with what it counts."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def printable(text: str) -> str:
    """Return ``text`` with line breaks and tabs as spaces and other control characters made harmless, one for one.

    A source may hold escape sequences; a terminal would obey them.
    """
    return text.translate(_CONTROLS)


def shell_word(word: str) -> str:
    """Return a word as a shell takes it for one: in quotation marks where it holds blanks or signs of the shell."""
    return word if re.fullmatch(r"[\w@%+=:,./-]+", word) else "'" + printable(word).replace("'", "'\"'\"'") + "'"


def columns(text: str) -> int:
    """Return how many columns of a terminal ``text`` fills: East Asian wide characters two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


@cache
def _columns_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int | None) -> list[Span]:
    """Return the ranges of ``text`` that make its lines, each at most ``width`` columns, broken as scripts allow.

    A word that is too long has a line to itself. Without a width there is one line.
    """
    if width is None:
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        return [(start, end)] if start < end else []
    lines: list[Span] = []
    used = 0
    for unit in _units(text).finditer(text):
        size = columns(unit.group())
        gap = columns(text[lines[-1][1] : unit.start()]) if lines else 0
        if lines and used + gap + size <= width:
            lines[-1] = (lines[-1][0], unit.end())
            used += gap + size
        else:
            lines.append(unit.span())
            used = size
    return lines


def _units(text: str) -> re.Pattern[str]:
    """Return what no line break may part: a word, or one wide character with the punctuation that clings to it."""
    if not any(character >= "\u2e80" or "\u1100" <= character <= "\u115f" for character in set(text)):
        return re.compile(r"\S+")
    return re.compile(rf"[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}]+)[{_CLOSING}]*")


class Paint(NamedTuple):
    """Colours, or none where ``color`` is False. ``width`` is that of a line, None without limit."""

    color: bool
    width: int | None = None

    def match(self, text: str) -> str:
        """Return words that were looked for."""
        return f"\033[31m\033[1m{text}\033[0m" if self.color else text

    def strong(self, text: str) -> str:
        """Return a heading."""
        return f"\033[1m{text}\033[0m" if self.color else text

    def place(self, text: str) -> str:
        """Return the name of a file, with its line."""
        return f"\033[36m{text}\033[0m" if self.color else text

    def quiet(self, text: str) -> str:
        """Return what stands around the matter."""
        return f"\033[2m{text}\033[0m" if self.color else text

    def block(
        self, text: str, *, indent: str, first: str | None = None, matches: Iterable[Span] = (), quiet: bool = False
    ) -> str:
        """Return ``text`` as lines behind ``indent``, the first behind ``first``, with its matches marked."""
        text = printable(text)
        spans = wrap(text, None if self.width is None else max(self.width - columns(indent), NARROWEST // 2))
        lines = [self._line(text, start, end, list(matches), quiet) for start, end in spans]
        return "\n".join((indent if number or first is None else first) + line for number, line in enumerate(lines))

    def _line(self, text: str, start: int, end: int, matches: list[Span], quiet: bool) -> str:
        """Return one line of a block."""
        if not self.color:
            return text[start:end]
        parts: list[str] = []
        here = start
        for match_start, match_end in matches:
            if match_end <= here or match_start >= end:
                continue
            match_start, match_end = max(match_start, here), min(match_end, end)
            parts += [text[here:match_start], self.match(text[match_start:match_end])]
            here = match_end
        line = "".join((*parts, text[here:end]))
        return self.quiet(line) if quiet else line


def write_utf8() -> None:
    """Make the output UTF-8, as machine formats are on every system, unless it goes to a terminal."""
    if not sys.stdout.isatty() and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
