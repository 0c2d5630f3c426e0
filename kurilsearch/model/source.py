"""A source as its reader returns it: its text, its pages, what is never quoted of it, its blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kurilsearch.model.kinds import Furniture, Kind, Page
from kurilsearch.model.way_back import Span
from kurilsearch.work import Item

if TYPE_CHECKING:
    from kurilsearch.layout import Layout


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as a reader returns it.

    ``text`` is the decoded file, newlines as they are, without a byte order mark, or what the reader wrote of a file
    that is no text. ``item`` is what the file says of itself, as a CSL item, and ``header`` the range of a header made
    for that (front matter), if any. Its fields ``doubted`` are no more than guesses: nothing that can be read in the
    file bears them out. ``pages`` are those that the format itself knows.

    A reader that knows the structure (headings, notes, paragraphs) gives it as ``blocks``, in reading order, and what
    is no part of the text as ``furniture``; then nothing is guessed from the lines. Else ``blocks`` is None.
    ``layout`` says where the words stand on their pages, where the format has such places.

    What else the steps must know of a text does not hang on its format's name: ``is_markdown`` says that the marks of
    Markdown in it are markup, ``is_transcript`` that it begins with what somebody says, so that no first page names the
    work, ``is_web_page`` that its blocks may still hold what the site puts around its pages.
    """

    text: str
    format: str
    encoding: str
    item: Item = field(default_factory=dict)
    header: Span | None = None
    pages: tuple[Page, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    blocks: tuple[SourceBlock, ...] | None = None
    layout: Layout | None = None
    is_markdown: bool = False
    is_transcript: bool = False
    is_web_page: bool = False
    doubted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A passage as a reader knows it from the file's own structure, before its lines are joined.

    ``pieces`` are its source ranges in reading order, several where furniture or a page break interrupts it; line
    breaks inside a piece are wraps. ``level`` is that of a heading, from 1; 0 for other kinds and where unknown.
    ``speaker`` and ``time`` say who speaks or writes, and when: ``00:12:03`` in a recording, else a date as ISO 8601.
    """

    kind: Kind
    pieces: tuple[Span, ...]
    level: int = 0
    speaker: str | None = None
    time: str | None = None
