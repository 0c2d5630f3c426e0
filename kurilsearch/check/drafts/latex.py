"""LaTeX as a draft: quotations by marks, csquotes and environments; notes; biblatex's and natbib's citations."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from kurilsearch.check.draft import BlockKind, CitationItem, DraftBlock, DraftFile
from kurilsearch.check.drafts.builder import BlockBuilder
from kurilsearch.check.drafts.latex_commands import (
    ACCENTS,
    CITED_BY_OPTION,
    CITING_QUOTES,
    COMMANDS,
    ENVIRONMENTS,
    HEADINGS,
    NAMED_ACCENTS,
    QUOTING,
    SETTING_OFF,
    SIGNS,
    WITHOUT_WORDS,
)
from kurilsearch.check.drafts.latex_files import read_with_inputs
from kurilsearch.check.drafts.locators import read_locator
from kurilsearch.check.drafts.raw import SUPERSCRIPT, Raw, raw_of
from kurilsearch.model import Span

_TOKEN = re.compile(
    r"(?P<comment>%[^\n]*(?:\n[ \t]*(?=\S))?)"
    r"|(?P<blank>\n[ \t]*\n\s*)"
    r"|\\(?P<name>[a-zA-Z@]+)\*?"
    r"|\\(?P<accent>['`^\"~=.])\{?(?P<letter>\\?[a-zA-Z])\}?"
    r"|\\(?P<escaped>[^a-zA-Z])"
    r"|(?P<sign>``|''|,,|\"[`'<>=~-]|---?|[{}~])"
    r"|(?P<math>\$\$?[^$]*\$\$?)",
    re.DOTALL,
)
_ACCENTED = re.compile(r"\s*(?:\{(?P<braced>[^\W\d_])\}|(?<=\s)(?P<bare>[^\W\d_]))")
_RAISED = re.compile(r"\{(?P<figures>\d{1,3})\}")
_BEHIND_COMMAND = re.compile(r"\{\}|[ \t]*(?:\n(?![ \t]*\n)[ \t]*)?")
"""What ends the name of a command and is not printed: empty braces, or white space."""
_CITE = re.compile(r"[a-zA-Z]*[cC]ite[a-zA-Z]*|[Tt]extcites?|fullfootcite")
_NOT_CITING = ("citestyle", "citereset", "nocite", "DeclareCiteCommand", "setcitestyle")


def read_latex(path: Path) -> tuple[str, str, list[DraftBlock], tuple[DraftFile, ...]]:
    """Return the text of a LaTeX file with those that it takes in behind it, its encoding, blocks and files."""
    whole, encoding, files, order = read_with_inputs(path)
    raw = raw_of(whole, order)
    begin, end = raw.text.find(r"\begin{document}"), raw.text.find(r"\end{document}")
    start = begin + len(r"\begin{document}") if begin >= 0 else 0
    reader = _LatexReader(raw)
    reader.read(start, end if end >= 0 else len(raw.text))
    return whole, encoding, reader.builder.result(), files


class _LatexReader:
    """Reads the commands of a LaTeX text one after the other."""

    def __init__(self, raw: Raw) -> None:
        self._text, self._at = raw.text, raw.at
        self.builder = BlockBuilder()
        self._kinds: list[BlockKind] = []
        self._cited: list[Span | None] = []
        """For each environment that is open the option that names its source, where it has one."""

    @property
    def _kind(self) -> BlockKind:
        return self._kinds[-1] if self._kinds else BlockKind.PARAGRAPH

    def read(self, start: int, end: int) -> None:
        """Read a range of the text."""
        position = start
        while position < end:
            match = _TOKEN.search(self._text, position, end)
            stop = match.start() if match else end
            self.builder.put(self._text[position:stop], self._at[position:stop])
            if match is None:
                return
            position = self._token(match, end)

    def _token(self, match: re.Match[str], end: int) -> int:
        """Read one token; return where what follows it begins."""
        position, at = match.end(), self._at[match.start()]
        if match["blank"]:
            self.builder.end(self._kind)
        elif match["name"]:
            return self._command(match["name"], match.start(), position, end)
        elif match["accent"]:
            letter = match["letter"].lstrip("\\")
            self.builder.put_sign(unicodedata.normalize("NFC", letter + ACCENTS[match["accent"]]), at)
        elif match["escaped"]:
            self.builder.put_sign(" " if match["escaped"] in "\\ ,;/" else match["escaped"], at)
        elif match["sign"]:
            self.builder.put_sign(SIGNS[match["sign"]], at)
        elif match["math"]:
            self.builder.put(match[0], self._at[match.start() : position])
        return position

    def _command(self, name: str, begin: int, position: int, end: int) -> int:
        if name == "begin":
            return self._environment(position, end)
        if name == "end":
            if self._cited and (source := self._cited.pop()) is not None:
                self.builder.put_sign(" ", self._at[begin])
                self.read(*source)
            self.builder.end(self._kind)
            if self._kinds:
                self._kinds.pop()
            return self._argument(position)[1]
        if name == "item":
            self.builder.end(self._kind)
            return position
        if name in ("par", "maketitle", "newpage", "clearpage"):
            self.builder.end(self._kind)
            return position
        if name in HEADINGS:
            return self._heading(name, position)
        if name in ("footnote", "endnote", "footnotetext", "sidenote"):
            inside, after = self._argument(self._options(position)[1])
            with self.builder.note():
                self.read(*inside)
            return after
        if name == "epigraph":
            return self._epigraph(position)
        if name in CITING_QUOTES or name in QUOTING or name in SETTING_OFF:
            return self._quotation(name, begin, position)
        if _CITE.fullmatch(name) and name not in _NOT_CITING:
            return self._citation(name, begin, position)
        if name == "textsuperscript" and (raised := _RAISED.match(self._text, position, end)):
            self.builder.put_sign(raised["figures"].translate(SUPERSCRIPT), self._at[raised.start("figures")])
            return raised.end()
        if name in COMMANDS:
            self.builder.put_sign(COMMANDS[name], self._at[begin])
            behind = _BEHIND_COMMAND.match(self._text, position, end)
            return behind.end() if behind else position
        if name in NAMED_ACCENTS and (accented := _ACCENTED.match(self._text, position, end)):
            letter = accented["braced"] or accented["bare"]
            self.builder.put_sign(unicodedata.normalize("NFC", letter + NAMED_ACCENTS[name]), self._at[begin])
            return accented.end()
        if name in WITHOUT_WORDS:
            position = self._options(position)[1]
            while self._text[position : position + 1] == "{":
                position = self._argument(position)[1]
            return position
        return self._options(position)[1]

    def _environment(self, position: int, end: int) -> int:
        span, after = self._argument(position)
        name = self._text[slice(*span)]
        self.builder.end(self._kind)
        kind = ENVIRONMENTS.get(name, self._kind)
        if kind is BlockKind.CODE:
            close = self._text.find(f"\\end{{{name}}}", after, end)
            close = close if close >= 0 else end
            self.builder.put(self._text[after:close], self._at[after:close])
            self.builder.end(BlockKind.CODE)
            return min(close + len(f"\\end{{{name}}}"), end)
        self._kinds.append(kind)
        if name in ("foreigndisplayquote", "hyphendisplayquote"):
            after = self._argument(after)[1]
        options, after = self._options(after)
        self._cited.append(options[0] if options and name in CITED_BY_OPTION else None)
        while name in ("displaycquote", "thebibliography") and self._text[after : after + 1] == "{":
            if name == "displaycquote":
                self._cite_keys(options[-1:], self._argument(after)[0])
            after = self._argument(after)[1]
        return after

    def _heading(self, name: str, position: int) -> int:
        self.builder.end(self._kind)
        inside, after = self._argument(self._options(position)[1])
        self.read(*inside)
        self.builder.end(BlockKind.HEADING, HEADINGS.index(name) + 1)
        return after

    def _epigraph(self, position: int) -> int:
        self.builder.end(self._kind)
        words, after = self._argument(position)
        self.read(*words)
        source, after = self._argument(after)
        self.builder.put_sign(" — ", self._at[source[0]] if source[0] < len(self._at) else 0)
        self.read(*source)
        self.builder.end(BlockKind.EPIGRAPH)
        return after

    def _quotation(self, name: str, begin: int, position: int) -> int:
        """Read a quotation by a command of csquotes, with the citation that it may take as an option or a key."""
        options, position = self._options(position)
        keys: Span | None = None
        if name in CITING_QUOTES:
            keys, position = self._argument(position)
            position = self._options(position)[1]
        elif QUOTING.get(name) == 2 or SETTING_OFF.get(name) == 2:
            position = self._options(self._argument(position)[1])[1]
        inside, after = self._argument(position)
        set_off = name in SETTING_OFF or CITING_QUOTES.get(name, False)
        if set_off and len(self._text[slice(*inside)].split()) < _LONG:
            set_off = False
        if set_off:
            self.builder.end(self._kind)
        start = self.builder.here
        self.read(*inside)
        if not set_off:
            self.builder.quote(start)
        if keys is not None:
            self.builder.put_sign(" ", self._at[inside[1] - 1])
            self._cite_keys(options, keys)
        elif options:
            self.builder.put_sign(" ", self._at[inside[1] - 1])
            self.read(*options[0])
        if set_off:
            self.builder.end(BlockKind.BLOCK_QUOTATION)
        return after

    def _citation(self, name: str, begin: int, position: int) -> int:
        """Read a citation by key with its notes before and behind; *cites* takes several, each with its own."""
        start = self.builder.here
        items: list[CitationItem] = []
        while True:
            options, position = self._options(position)
            if self._text[position : position + 1] != "{":
                break
            keys, position = self._argument(position)
            items += self._items(options, keys)
            if not name.endswith("s") or self._text[position : position + 1] not in "[{" or name == "cites*":
                break
        self.builder.put(self._text[begin:position], self._at[begin:position])
        self.builder.cite(start, items)
        return position

    def _cite_keys(self, options: list[Span], keys: Span) -> None:
        start = self.builder.here
        self.builder.put(self._text[slice(*keys)], self._at[slice(*keys)])
        self.builder.cite(start, self._items(options, keys))

    def _items(self, options: list[Span], keys: Span) -> list[CitationItem]:
        behind = self._text[slice(*options[-1])] if options else ""
        label, locator = read_locator(behind.replace("--", "–").replace("~", " ").replace("\\,", " "))
        names = [key.strip() for key in self._text[slice(*keys)].split(",") if key.strip()]
        return [
            CitationItem(key=key, label=label if last else None, locator=locator if last else None)
            for key, last in ((key, number == len(names) - 1) for number, key in enumerate(names))
        ]

    def _options(self, position: int) -> tuple[list[Span], int]:
        """Return the ranges of the options in square brackets that stand here, and where they end."""
        found: list[Span] = []
        while self._text[position : position + 1] == "[":
            close = self._closing(position, "[", "]")
            if close is None:
                break
            found.append((position + 1, close))
            position = close + 1
        return found, position

    def _argument(self, position: int) -> tuple[Span, int]:
        """Return the range of the argument in braces that stands here, and where it ends; empty where there is none."""
        while self._text[position : position + 1].isspace():
            position += 1
        close = self._closing(position, "{", "}") if self._text[position : position + 1] == "{" else None
        return ((position, position), position) if close is None else ((position + 1, close), close + 1)

    def _closing(self, position: int, opening: str, closing: str) -> int | None:
        depth = 0
        index = position
        while index < len(self._text):
            letter = self._text[index]
            if letter == "\\":
                index += 1
            else:
                depth += (letter == opening) - (letter == closing)
                if depth == 0:
                    return index
            index += 1
        return None


_LONG = 40
"""Words from which on csquotes' block commands set a quotation off, roughly three lines."""
