"""The records that pass between a store and those who read it and write to it; how it keeps them is its own affair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from kurilsearch.engines.engine import PassageTerms
from kurilsearch.model import Furniture, FurnitureKind, Kind, Page, Passage

if TYPE_CHECKING:
    from kurilsearch.layout import Layout
    from kurilsearch.work import Guess, Item


FILES_TO_COME = "files_to_come"
"""The name of the stored value that says how many files an index run has still to read; empty when it has ended."""

JUDGED = frozenset(
    (
        FurnitureKind.CONTENTS,
        FurnitureKind.COVER_SHEET,
        FurnitureKind.IMPRINT,
        FurnitureKind.MENU,
        FurnitureKind.NONSENSE,
        FurnitureKind.OTHER,
        FurnitureKind.RUNNING_FOOT,
        FurnitureKind.RUNNING_HEAD,
        FurnitureKind.TITLE_PAGE,
    )
)
"""Furniture that is words, and that the file does not say to be none of the text."""


class Candidate(NamedTuple):
    """What the ranker needs of a passage: its place, its terms joined by spaces, and its joined text."""

    id: int
    document: int
    position: int
    kind: Kind
    stems: str
    text: str
    section: tuple[str, ...]


class Totals(NamedTuple):
    """How many documents and passages the library holds, and how many terms all passages together."""

    documents: int
    passages: int
    terms: int


class NearWord(NamedTuple):
    """A word of the library near to another one: how many edits away, and in how many passages it stands."""

    word: str
    distance: int
    passages: int


class FileState(NamedTuple):
    """What the system says of a file without its being read.

    ``size`` is in bytes. ``mtime_ns`` and ``ctime_ns`` are when its content was changed, as whoever changed it likes to
    say, and when the system last changed anything of it (on Windows: when it was made), in nanoseconds since 1970.
    ``inode`` tells it from other files of its disk, 0 where the system does not. A file of another state may still have
    the same content.
    """

    size: int
    mtime_ns: int
    ctime_ns: int = 0
    inode: int = 0


class KnownSource(NamedTuple):
    """A file as it was when it was read last; ``sha256`` is empty where it changed under the reader."""

    document: int
    file: str
    state: FileState
    sha256: bytes


class FailedSource(NamedTuple):
    """A file that could not be read: why, and what to do.

    ``state`` says in which state it failed, so that it is tried again only once it has changed; it is None for a
    failure that may pass by itself (a permission, a network drive).
    """

    file: str
    reason: str
    hint: str | None = None
    state: FileState | None = None


class IngestedPassage(NamedTuple):
    """A passage with its lines, and its stems and folded words, each joined by spaces and in step.

    ``line_start`` and ``line_breaks`` are those of :class:`kurilsearch.model.StoredPassage`.
    """

    passage: Passage
    line_start: int | None
    line_breaks: tuple[int, ...]
    stems: str
    words: str


class IngestedDocument(NamedTuple):
    """A source read, cleaned, segmented and tokenised, as every store takes it.

    ``id`` is its id unless another document has it (see :mod:`kurilsearch.store.identity`). ``text`` is the source text
    that all offsets index. ``own`` is what the file says of itself, ``guess`` what the work may be by what it prints.
    ``word_counts`` says in how many of its passages each folded word stands.
    """

    id: int
    file: str
    state: FileState
    sha256: bytes
    format: str
    encoding: str
    language: str
    text: str
    own: Item
    guess: Guess
    pages: tuple[Page, ...]
    furniture: tuple[Furniture, ...]
    layout: Layout | None
    passages: tuple[IngestedPassage, ...]
    word_counts: dict[str, int]

    @property
    def left_out(self) -> int:
        """The characters of the source text that were judged to be none of what is quoted."""
        return sum(region.end - region.start for region in self.furniture if region.kind in JUDGED)


class PreparedDocument(NamedTuple):
    """An ingested document in the form in which one store writes it, which only that store reads.

    It is made where the document was read, in a process of its own, so that the one that writes need not do it.
    ``chars`` is the length of the source text.
    """

    file: str
    chars: int
    own: Item
    guess: Guess
    content: Any


class Changes(NamedTuple):
    """What brings an engine from one revision of the store to another.

    The passages of the documents ``removed`` are to be taken out, of all documents where it is None; then ``added`` are
    to be added.
    """

    removed: frozenset[int] | None
    added: Iterator[PassageTerms]
