"""What the parts of a document are: kinds of passages, pages, and what is never quoted."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a passage is. ``LIST`` is an item of a list that is a fragment rather than running text."""

    BODY = "body"
    HEADING = "heading"
    NOTE = "note"
    BLOCKQUOTE = "blockquote"
    REFERENCE = "reference"
    LIST = "list"


class Page(NamedTuple):
    """A page of a document: it starts at source offset ``start`` and ends where the next one starts.

    ``number`` is its 1-based place in the file; ``label`` is what the paper prints, or None where unknown.
    """

    start: int
    number: int
    label: str | None = None


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


class Furniture(NamedTuple):
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
