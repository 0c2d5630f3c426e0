"""The nouns of a draft: its blocks and notes, the quotations and citations in it.

Spans are 0-based ranges of characters, end exclusive. *Draft* spans index :attr:`Draft.text`; for Markdown, LaTeX,
Typst, HTML and plain text that is the file's own decoded text, so that a draft can be mended at them. *Block* spans
index the text of one block, which is what a reader sees of it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from kurilsearch.model import Span, WayBack
from kurilsearch.references.model import ReferenceEntry
from kurilsearch.work import Item


class BlockKind(StrEnum):
    """What a block of a draft is. ``REFERENCE`` is an entry of the draft's own bibliography."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    NOTE = "note"
    BLOCK_QUOTATION = "block quotation"
    EPIGRAPH = "epigraph"
    LIST = "list"
    CODE = "code"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One work that a citation names, as far as it says.

    ``names`` are family names or whole names as printed, ``year`` is printed with its letter, ``locator`` is the place
    (``71-72``, ``xii``) and ``label`` what it counts, by CSL's terms (``page``, ``section``; None where not said).
    ``key`` is a cite key, ``number`` that of a numbered style, ``item`` the work as a word processor's field has it.
    ``quoted_in`` is the work through which this one is quoted.
    """

    names: tuple[str, ...] = ()
    et_al: bool = False
    year: str | None = None
    title: str | None = None
    locator: str | None = None
    label: str | None = None
    key: str | None = None
    number: str | None = None
    item: Item | None = None
    quoted_in: CitationItem | None = None


class CitationForm(StrEnum):
    """How a draft cites. ``FIELD`` is what Zotero, Mendeley or EndNote left there; ``REPEATED`` leads back (ibid.)."""

    PARENTHESIS = "parenthesis"
    NARRATIVE = "narrative"
    KEY = "key"
    NUMBERED = "numbered"
    FULL = "full"
    SHORT = "short"
    REPEATED = "repeated"
    FIELD = "field"


class FoundCitation(NamedTuple):
    """A citation that the file's own marks tell, at a block span; a field or a key, about which nothing is guessed."""

    span: Span
    form: CitationForm
    items: tuple[CitationItem, ...]


class NoteCall(NamedTuple):
    """A mark in a block, at a block offset, that sends to a note; ``note`` is the index of the note's block."""

    offset: int
    label: str
    note: int


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A paragraph, heading, note or the like of a draft, in the order of the draft.

    ``text`` is what a reader sees, without markup and note marks, wraps as one blank; ``way_back`` leads each character
    to :attr:`Draft.text`. ``level`` is a heading's, ``label`` a note's number or name. ``calls`` send to notes,
    ``citations`` are those that the file's own marks tell, ``quotations`` are block spans that its markup sets in
    quotation marks (LaTeX's ``enquote``, Typst's ``quote``, ``<q>``).
    """

    kind: BlockKind
    text: str
    way_back: WayBack
    level: int = 0
    label: str | None = None
    calls: tuple[NoteCall, ...] = ()
    citations: tuple[FoundCitation, ...] = ()
    quotations: tuple[Span, ...] = ()

    def draft_span(self, start: int, end: int) -> Span:
        """Return the draft span of ``text[start:end]``."""
        return self.way_back.source_span(start, end)


class DraftFile(NamedTuple):
    """A file whose text begins at ``start`` of the draft's text: the draft itself first, then what it takes in."""

    path: Path
    start: int


class DraftPlace(NamedTuple):
    """A place in a file: 0-based offset in its text, 1-based line and column."""

    path: Path
    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A file read as a draft: all that its author wrote, in blocks.

    ``format`` is ``markdown``, ``docx``, ``odt``, ``latex``, ``typst``, ``html``, ``rtf``, ``text`` or ``pdf``.
    ``is_own_text`` says that ``text`` is the file's own decoded text; what LaTeX takes in from other files follows it,
    and ``files`` says where. Else it is made: of paragraphs, or by the reader. ``language`` is as far as is known.
    """

    path: Path
    format: str
    text: str
    blocks: tuple[DraftBlock, ...]
    language: str
    is_own_text: bool
    encoding: str = "utf-8"
    files: tuple[DraftFile, ...] = ()

    def place_of(self, offset: int) -> DraftPlace:
        """Return the file, line and column of a character of the text."""
        files = self.files or (DraftFile(self.path, 0),)
        file = files[max(bisect_right(files, offset, key=lambda each: each.start) - 1, 0)]
        line_start = max(self.text.rfind("\n", file.start, offset) + 1, file.start)
        line = self.text.count("\n", file.start, offset) + 1
        return DraftPlace(file.path, offset - file.start, line, offset - line_start + 1)


class QuotationForm(StrEnum):
    """How words are set off as a quotation."""

    INLINE = "inline"
    BLOCK = "block"
    EPIGRAPH = "epigraph"


class Remark(StrEnum):
    """What a writer says of a quotation behind it."""

    EMPHASIS_ADDED = "emphasis added"
    EMPHASIS_ORIGINAL = "emphasis in the original"
    OWN_TRANSLATION = "my translation"
    CITATIONS_OMITTED = "citations omitted"


@dataclass(frozen=True, slots=True)
class QuotationInDraft:
    """Words that a draft gives as somebody else's.

    ``span`` is the draft span without the marks, ``words`` what a reader sees there and ``way_back`` leads from it to
    the draft's text. ``marks`` are the opening and closing mark as printed, empty where layout or markup alone sets the
    words off. ``block`` and ``last_block`` are indexes of :attr:`Draft.blocks`, ``block_span`` the span in the first.
    ``is_scare`` says that it is of one to three words, judged only where a citation stands by them.
    ``nested`` are draft spans of the quotations inside it.
    """

    span: Span
    words: str
    way_back: WayBack
    marks: tuple[str, str]
    form: QuotationForm
    block: int
    last_block: int
    block_span: Span
    in_note: bool = False
    is_scare: bool = False
    nested: tuple[Span, ...] = ()
    language: str | None = None
    remarks: frozenset[Remark] = frozenset()


class UnpairedMark(NamedTuple):
    """A quotation mark without its mate, at a draft span; ``opens`` says which of the two it is."""

    span: Span
    mark: str
    opens: bool


@dataclass(frozen=True, slots=True)
class QuotationsInDraft:
    """The quotations of a draft in their order, and the marks that belong to none."""

    quotations: tuple[QuotationInDraft, ...]
    unpaired: tuple[UnpairedMark, ...] = ()


@dataclass(frozen=True, slots=True)
class CitationInDraft:
    """A citation: what stands in one parenthesis, one key group, one field, or one place of a note.

    ``span`` is the draft span and ``text`` what a reader sees there, without the parenthesis. ``items`` are the works
    in their order; ``entries`` has for each the indexes of the draft's own ``entries`` that it means. ``note`` is the
    label of the note in which it stands, None in the running text.
    """

    span: Span
    text: str
    form: CitationForm
    items: tuple[CitationItem, ...]
    entries: tuple[tuple[int, ...], ...] = ()
    block: int = 0
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CitationsInDraft:
    """All that a draft cites. ``of_quotations`` has for each quotation the indexes of its citations, the nearest first.

    ``speakers`` has for each quotation the names to whom its sentence gives the words (*Kimura argues that*), empty
    where it names nobody. ``entries`` is the draft's own bibliography.
    """

    citations: tuple[CitationInDraft, ...]
    of_quotations: tuple[tuple[int, ...], ...]
    speakers: tuple[tuple[str, ...], ...]
    entries: tuple[ReferenceEntry, ...] = field(default=())
