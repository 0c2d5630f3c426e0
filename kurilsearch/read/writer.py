"""Writing the text of a document whose file is no text: block by block, with what is known of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kurilsearch.language.sentence_end import ends_like_sentence
from kurilsearch.model import Furniture, FurnitureKind, Kind, Page, SourceBlock, SourceText, Span
from kurilsearch.work import Item

LONGEST_FRAGMENT = 100
LONGEST_BOLD_HEADING = 120

_ODD_SPACES = re.compile(r"[\t\v\f\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_NOTHING = re.compile("[\\x00-\\x08\\x0e-\\x1b\\x7f\xad\\u200b\\u2060\\ufeff\\ufffe\\ufff9-\\ufffb\\ud800-\\udfff]")
_SPACES = re.compile(r" {2,}")
_AROUND_BREAK = re.compile(r" *\n[ \n]*")


@dataclass(frozen=True, slots=True)
class Aside:
    """Words within a block that are no part of its text, such as a note's mark; see :class:`Furniture` for the rest."""

    text: str
    kind: FurnitureKind
    wording: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A page begins here; ``label`` is what the paper prints, None where that is unknown."""

    label: str | None


class Voice(NamedTuple):
    """Who wrote a part of a message: its ``speaker`` as another message names him, None where nothing does.

    ``is_head`` is what programs put above quoted words; ``is_quoted`` says that the sender did not write the part.
    """

    speaker: str | None = None
    is_quoted: bool = False
    is_head: bool = False


Fragment = str | Aside | PageBreak
"""A part of a block in reading order. A line feed in a string is a line break that the document has."""


def is_fragment(text: str) -> bool:
    """Tell whether an item of a list is a mere fragment rather than running text."""
    return len(text) < LONGEST_FRAGMENT and not ends_like_sentence(text)


def level_text(text: str) -> str:
    """Return text of a document with the plain space as its only blank, and without signs that nobody sees.

    These are control characters, soft hyphens, zero-width spaces and byte order marks.
    """
    if text.isascii() and text.isprintable():
        return text
    return _NOTHING.sub("", _ODD_SPACES.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")))


@dataclass(frozen=True, slots=True)
class _Held:
    """A paragraph in bold type, which the next block shows to be a heading or not."""

    fragments: tuple[Fragment, ...]
    speaker: str | None
    time: str | None

    @property
    def is_like_heading(self) -> bool:
        """Whether it is a few words that do not end like a sentence, a question allowed."""
        words = "".join(part for part in self.fragments if isinstance(part, str)).strip()
        return 0 < len(words) <= LONGEST_BOLD_HEADING and words[0].isalnum() and is_fragment(words.rstrip("?!"))


class TextWriter:
    """Collects blocks in reading order; :meth:`source_text` then gives the text with a blank line between them."""

    def __init__(self) -> None:
        """Begin an empty text."""
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[SourceBlock] = []
        self._furniture: list[Furniture] = []
        self._pages: list[Page] = []
        self._pending: list[str | None] = []
        self._held: _Held | None = None

    def add(
        self,
        kind: Kind,
        fragments: Sequence[Fragment],
        level: int = 0,
        *,
        speaker: str | None = None,
        time: str | None = None,
        is_bold: bool = False,
    ) -> None:
        """Write a block. One that is blank is left out; the pages that begin in it then begin at the next one.

        A paragraph that is bold throughout, short and no sentence, is a heading of unknown level where a block that is
        not so follows. A heading without a letter or a figure (``* * *``) is an ornament.
        """
        if kind is Kind.HEADING and (ornament := _ornament(fragments)):
            self.add_furniture(ornament, FurnitureKind.ORNAMENT)
            return
        held = _Held(tuple(fragments), speaker, time)
        if is_bold and kind is Kind.BODY and held.is_like_heading:
            self._release(Kind.BODY)
            self._held = held
            return
        if any(isinstance(part, str) and part.strip() for part in fragments):
            self._release(Kind.HEADING)
        self._write_block(kind, fragments, level, speaker, time)

    def _write_block(
        self, kind: Kind, fragments: Sequence[Fragment], level: int, speaker: str | None, time: str | None
    ) -> None:
        content = _tidy(fragments)
        if not any(isinstance(part, str) for part in content):
            self._pending += (part.label for part in content if isinstance(part, PageBreak))
            content = [part for part in content if isinstance(part, Aside)]
        if not content:
            return
        self._separate()
        pieces: list[Span] = []
        for part in content:
            start = self._length
            if isinstance(part, PageBreak):
                self._begin_page(part.label)
            elif isinstance(part, Aside):
                self._write(part.text)
                self._furniture.append(Furniture(start, self._length, part.kind, part.wording))
            else:
                self._write(part)
                if pieces and pieces[-1][1] == start:
                    start = pieces.pop()[0]
                pieces.append((start, self._length))
        if pieces:
            self._blocks.append(SourceBlock(kind, tuple(pieces), level, speaker, time))

    def add_furniture(self, text: str, kind: FurnitureKind, wording: str = "") -> None:
        """Write words that are never quoted as a block of their own."""
        self._release(Kind.BODY)
        self._write_block(Kind.BODY, [Aside(" ".join(level_text(text).split()), kind, wording)], 0, None, None)

    def begin_page(self, label: str | None) -> None:
        """Begin a page at the next block."""
        self.add(Kind.BODY, [PageBreak(label)])

    @property
    def text(self) -> str:
        """What was written so far."""
        self._release(Kind.BODY)
        return "".join(self._parts)

    @property
    def is_blank(self) -> bool:
        """Tell whether no block was written."""
        return not self._blocks and self._held is None

    def source_text(self, format_name: str, encoding: str, item: Item) -> SourceText:
        """Return what was written. Text before the first page that is marked is a page without a label."""
        text, pages = self.text, self._pages
        if pages and pages[0].start > 0:
            pages = [Page(0, 1), *(Page(page.start, page.number + 1, page.label) for page in pages)]
        return SourceText(
            text,
            format_name,
            encoding,
            item,
            pages=tuple(pages),
            furniture=tuple(self._furniture),
            blocks=tuple(self._blocks),
        )

    def _release(self, kind: Kind) -> None:
        """Write the bold paragraph that was held, if any, as this kind."""
        if self._held is not None:
            held, self._held = self._held, None
            self._write_block(kind, held.fragments, 0, held.speaker, held.time)

    def _separate(self) -> None:
        if self._length:
            self._write("\n\n")
        for label in self._pending:
            self._begin_page(label)
        self._pending.clear()

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _begin_page(self, label: str | None) -> None:
        """Begin a page here; of several that begin at one place (blank pages) the last is the one with the text."""
        number = len(self._pages) + 1
        if self._pages and self._pages[-1].start == self._length:
            number = self._pages.pop().number
        self._pages.append(Page(self._length, number, label))


def _ornament(fragments: Sequence[Fragment]) -> str:
    """Return the signs that a heading consists of; empty where it has words, or is blank."""
    text = "".join(part for part in fragments if isinstance(part, str)).strip()
    is_plain = all(isinstance(part, str) for part in fragments)
    return text if is_plain and not any(char.isalnum() for char in text) else ""


def _tidy(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Return the fragments with single spaces, none at the ends of lines, and neighbouring strings in one."""
    tidy: list[Fragment] = []
    words: list[str] = []

    def close(*, last: bool) -> None:
        text = _AROUND_BREAK.sub("\n", _SPACES.sub(" ", level_text("".join(words))))
        words.clear()
        before = next((part for part in reversed(tidy) if isinstance(part, str)), "\n")
        if before.endswith((" ", "\n")):
            text = text.lstrip()
        if text := text.rstrip() if last else text:
            tidy.append(text)

    for part in fragments:
        if isinstance(part, str):
            words.append(part)
        else:
            close(last=False)
            tidy.append(part)
    close(last=True)
    for index in range(len(tidy) - 1, -1, -1):  # a space before a mark that ends the block
        text = tidy[index]
        if isinstance(text, str):
            tidy[index] = text.rstrip()
            break
    return [part for part in tidy if part != ""]
