"""The nouns of kurilsearch: frozen records that every step shares.

Offsets are 0-based ``str`` offsets (characters, not bytes), end exclusive. Lines, pages, paragraphs and ranks
count from 1. *Source* offsets index the text that :meth:`kurilsearch.Library.source_text` returns; *text*
offsets index the joined text of one passage.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from kurilsearch.work import Item

if TYPE_CHECKING:
    from kurilsearch.layout import Layout

Span = tuple[int, int]
"""A range ``(start, end)`` of characters, end exclusive."""


class Kind(StrEnum):
    """What a passage is. ``LIST`` is an item of a list that is a fragment rather than running text."""

    BODY = "body"
    HEADING = "heading"
    NOTE = "note"
    BLOCKQUOTE = "blockquote"
    REFERENCE = "reference"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a document: it starts at source offset ``start`` and ends where the next one starts.

    ``number`` is its 1-based place in the file; ``label`` is what the paper prints, or None where unknown.
    """

    start: int
    number: int
    label: str | None = None


class Run(NamedTuple):
    """``length`` characters that stand in the source at ``source`` and in the joined text at ``text``.

    ``interrupted`` says that something else than a line wrap (furniture, a note, a blank line) stands between
    this run and the one before it in the source.
    """

    text: int
    source: int
    length: int
    interrupted: bool = False


_TEXT_OFFSET = itemgetter(0)


@dataclass(frozen=True, slots=True)
class WayBack:
    """The way from joined text back to the source: runs in order, without overlap.

    A character of the text that lies in no run (the space that joins two lines) stands for what is between
    the runs in the source. A line break that is shown as a space is part of its run: lengths are equal.
    """

    runs: tuple[Run, ...]

    def source_span(self, start: int, end: int) -> Span:
        """Return the source range from the first to the last character of ``text[start:end]``.

        A joining space at either end is left out. An empty range gives an empty range.
        """
        pieces = self.source_pieces(start, end, split_at_wraps=True)
        if not pieces:
            here = self.source_offset(start)
            return here, here
        return pieces[0][0], pieces[-1][1]

    def source_offset(self, offset: int) -> int:
        """Return where the character at text ``offset`` stands in the source (or the nearest one after it)."""
        if not self.runs:
            return 0
        index = max(bisect_right(self.runs, offset, key=_TEXT_OFFSET) - 1, 0)
        run = self.runs[index]
        if offset >= run.text + run.length and index + 1 < len(self.runs):
            return self.runs[index + 1].source
        return run.source + min(max(offset - run.text, 0), run.length)

    def source_pieces(self, start: int, end: int, *, split_at_wraps: bool = False) -> tuple[Span, ...]:
        """Return the source ranges that make up ``text[start:end]``.

        Ranges are split where furniture, a note or a blank line interrupts; with ``split_at_wraps`` at every
        gap of the source, so that the ranges hold the characters of the text and nothing else.
        """
        pieces: list[Span] = []
        nearest = max(bisect_right(self.runs, start, key=_TEXT_OFFSET) - 1, 0)
        for index in range(nearest, len(self.runs)):  # islice would pass over all runs before
            run = self.runs[index]
            if run.text >= end:
                break
            first, last = max(start, run.text), min(end, run.text + run.length)
            if first >= last:
                continue
            piece = (run.source + first - run.text, run.source + last - run.text)
            if pieces and not split_at_wraps and not run.interrupted:
                pieces[-1] = (pieces[-1][0], piece[1])
            else:
                pieces.append(piece)
        return tuple(pieces)


class FurnitureKind(StrEnum):
    """What a region that is never quoted is; the value is what users are shown.

    ``NOTE_MARK`` sends to a note, ``EDIT_MARK`` is a page's link to edit the heading it stands beside, ``COVER_SHEET``
    what a repository or an archive put before a work; ``OTHER`` is anything that no step asks about.
    """

    ATTACHMENT = "attachment"
    BLANK = "blank"
    COMMENT = "comment"
    CONTENTS = "contents"
    COVER_SHEET = "cover sheet"
    DOWNLOAD_STAMP = "download stamp"
    EDIT_MARK = "edit mark"
    FRONT_MATTER = "front matter"
    IMAGE = "image"
    IMPRINT = "imprint"
    LINE_NUMBER = "line number"
    LIST_MARK = "list mark"
    MAIL_HEADER = "mail header"
    MARKUP = "markup"
    MENU = "menu"
    NONSENSE = "nonsense"
    NOTE_MARK = "note mark"
    ORNAMENT = "ornament"
    PAGE_BREAK = "page break"
    PAGE_MARK = "page mark"
    PAGE_NUMBER = "page number"
    READING_AID = "reading aid"
    RULE = "rule"
    RUNNING_FOOT = "running foot"
    RUNNING_HEAD = "running head"
    SIGNATURE = "signature"
    SPEAKER = "speaker"
    STRAY_NUMBER = "stray number"
    TIME = "time"
    TITLE_PAGE = "title page"
    WATERMARK = "watermark"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Furniture:
    """A region of the source that is never quoted: a running head, a page number, a menu, markup.

    ``kind`` is what the steps go by; ``wording`` is how a reader names the region to users, where it has a better word
    than the kind's own.
    """

    start: int
    end: int
    kind: FurnitureKind
    wording: str = ""

    @property
    def reason(self) -> str:
        """Why the region is never quoted, in a few words for users."""
        return self.wording or self.kind.value


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a work. Empty or None where unknown; ``guessed`` names the fields that are guesses.

    ``authors`` are names as they are cited, family name first where there is one (``Kimura, Hiroshi``). ``page_labels``
    says which printed page a page of the file is, where the user has said so (``1=71``).
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    citekey: str | None = None
    language: str | None = None
    guessed: frozenset[str] = frozenset()
    page_labels: str | None = None


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


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, note, block quotation, reference entry or list item of a document.

    ``text`` is cut from the source and joined over wraps; ``way_back`` leads each character back. ``section`` is
    the headings above, outermost first. ``paragraph`` counts the paragraphs of running text (body and
    block quotations) from 1, and is None for other kinds. ``speaker`` and ``time`` are those of :class:`SourceBlock`.
    """

    kind: Kind
    text: str
    way_back: WayBack
    section: tuple[str, ...] = ()
    paragraph: int | None = None
    speaker: str | None = None
    time: str | None = None

    @property
    def char_start(self) -> int:
        """Source offset of the first character."""
        return self.way_back.runs[0].source if self.way_back.runs else 0

    @property
    def char_end(self) -> int:
        """Source offset after the last character."""
        last = self.way_back.runs[-1] if self.way_back.runs else None
        return last.source + last.length if last else 0


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A source after reading, cleaning and segmenting: every character is in a passage or in furniture.

    Blank space between passages and the characters that a join swallows count as covered.
    """

    source: SourceText
    passages: tuple[Passage, ...]
    furniture: tuple[Furniture, ...]
    pages: tuple[Page, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Document:
    """A source as the library holds it.

    ``file`` is its path relative to the library's folder, with forward slashes (absolute where it lies
    outside). ``chars`` is the length of its source text, ``passages`` how many passages it has, ``left_out`` how many
    characters of it were judged to be menus, running heads and the like.
    """

    id: int
    file: str
    metadata: Metadata
    language: str
    format: str
    encoding: str
    chars: int
    passages: int
    pages: tuple[Page, ...] = ()
    left_out: int = 0

    def pages_of(self, start: int, end: int) -> tuple[Page, Page] | None:
        """Return the first and last page that the source range ``start``-``end`` touches; None without pages."""
        if not self.pages:
            return None
        first = bisect_right(self.pages, start, key=lambda page: page.start) - 1
        last = bisect_right(self.pages, max(end - 1, start), key=lambda page: page.start) - 1
        return self.pages[max(first, 0)], self.pages[max(last, 0)]


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as the library holds it, with its place in the document.

    ``position`` counts all passages of the document from 0. ``line_start`` is None where the source text is not the
    file's own (that of a PDF or a Word file), which has no lines that a reader could count. ``line_breaks`` are the
    source offsets of the newlines between the first and the last character, from which the lines of any part follow.
    """

    id: int
    document: int
    position: int
    passage: Passage
    line_start: int | None
    line_breaks: tuple[int, ...] = ()

    def lines_of(self, start: int, end: int) -> Span | None:
        """Return the first and last 1-based line (both inclusive) of a source range; None where there are no lines."""
        if self.line_start is None:
            return None
        first = self.line_start + bisect_right(self.line_breaks, start - 1)
        return first, self.line_start + bisect_right(self.line_breaks, max(end - 1, start) - 1)


@dataclass(frozen=True, slots=True)
class CleanText:
    """A source text without page furniture, markup and note marks, in lines, with the way back.

    ``pages`` and ``furniture`` are in source offsets, in order. ``is_markdown`` says that the file is written as
    Markdown, in which marks tell headings and blank lines part paragraphs.
    """

    text: str
    way_back: WayBack
    furniture: tuple[Furniture, ...] = ()
    pages: tuple[Page, ...] = ()
    is_markdown: bool = False
