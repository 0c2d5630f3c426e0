"""What the pages say of hits, works and places, in the words that a reader knows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kurilsearch.difference import DifferenceKind, Verdict
from kurilsearch.hit import Hit
from kurilsearch.library.places import page_place
from kurilsearch.model import Kind, Span

KIND_NAMES = {
    Kind.BODY: "running text",
    Kind.HEADING: "heading",
    Kind.NOTE: "note",
    Kind.BLOCKQUOTE: "block quotation",
    Kind.REFERENCE: "reference list entry",
    Kind.LIST: "list item",
}
VERDICTS = {
    Verdict.FAITHFUL: "Faithful: the source has these words",
    Verdict.DOUBTFUL: "Doubtful: it differs by what may be a misprint or a slip; look at the page",
    Verdict.ALTERED: "Altered: the source says something else",
}
DIFFERENCES = {
    DifferenceKind.NEGATION: "A negation",
    DifferenceKind.NUMBER: "A number",
    DifferenceKind.NAME: "A name or date",
    DifferenceKind.QUANTIFIER: "How many or how often",
    DifferenceKind.MOVED: "Moved",
    DifferenceKind.REPLACED: "Other words",
    DifferenceKind.DROPPED: "Left out",
    DifferenceKind.ADDED: "Added",
    DifferenceKind.SPELLING: "Spelling",
    DifferenceKind.TYPOGRAPHIC: "Typography",
}
TEXT_VERDICTS = {
    "verbatim": "Verbatim",
    "allowed": "Changed as allowed",
    "doubtful": "Doubtful",
    "altered": "Altered",
    "distorting": "Distorting",
    "not_found": "Not found",
    "cannot_check": "Cannot be checked",
}
CITATION_VERDICTS = {
    "correct": "citation correct",
    "missing": "citation missing",
    "wrong_source": "wrong source cited",
    "wrong_year": "wrong year cited",
    "wrong_place": "wrong place cited",
    "wrong_speaker": "wrong speaker named",
    "not_in_source": "not in the work cited",
    "unresolved": "cited work not known",
}
STYLES = {
    "chicago": "Chicago, notes", "chicago-author-date": "Chicago, author and date", "mla": "MLA", "apa": "APA",
    "harvard": "Harvard", "mhra": "MHRA", "ieee": "IEEE", "vancouver": "Vancouver", "turabian": "Turabian",
    "pandoc": "keys for Pandoc", "latex": "keys for LaTeX", "typst": "keys for Typst",
}  # fmt: skip
"""The styles that are offered by name; any other of the CSL project can be typed."""

_LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hu": "Hungarian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "la": "Latin", "lt": "Lithuanian", "lv": "Latvian",
    "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "und": "not known", "zh": "Chinese",
}  # fmt: skip


class Segment(NamedTuple):
    """A piece of a text, and how it is marked: the name of a CSS class, empty for what is not."""

    text: str
    mark: str = ""


class Marked(NamedTuple):
    """A range of a text with the CSS class that marks it."""

    start: int
    end: int
    mark: str


def segments(text: str, spans: Iterable[Span], mark: str = "match") -> list[Segment]:
    """Return a text in pieces, those at ``spans`` marked; of ranges that overlap the first is shown."""
    return marked_segments(text, [Marked(start, end, mark) for start, end in spans])


def marked_segments(text: str, marks: Iterable[Marked]) -> list[Segment]:
    """Return a text in pieces, each range marked in its own way; of ranges that overlap the first is shown.

    An empty range is a piece without text: a place at which something is left out.
    """
    pieces: list[Segment] = []
    here = 0
    for start, end, mark in sorted(marks):
        if start < here or end < start:
            continue
        pieces += [Segment(text[here:start]), Segment(text[start:end], mark)]
        here = end
    return [piece for piece in (*pieces, Segment(text[here:])) if piece.text or piece.mark]


class WorkPart(NamedTuple):
    """One of author, title and year of a work, and whether it is a guess."""

    name: str
    value: str
    is_guess: bool


def work_parts(hit: Hit) -> list[WorkPart]:
    """Return what is known of author, title and year; the file for the title where none is known."""
    fields = (("authors", hit.author), ("title", hit.title), ("year", hit.year))
    known = [WorkPart(name, str(value), name in hit.guessed) for name, value in fields if value]
    return known or [WorkPart("title", hit.file, False)]


def field_label(name: str) -> str:
    """Return what a field of a source is called before its box."""
    return name.upper() if name in ("doi", "url", "isbn", "issn", "pmid") else name.capitalize()


def place_of(hit: Hit) -> str:
    """Return where in its document a hit stands, as a reader finds it."""
    page = page_place(hit.page, hit.file_page)
    differs = hit.page is not None and hit.file_page is not None and hit.page != str(hit.file_page)
    lines = (hit.line_start, hit.line_end)
    parts = [
        str(page) if page else None,
        f"page {hit.file_page} of the file" if differs else None,
        f"¶ {hit.paragraph}" if hit.paragraph is not None else None,
        f"line {lines[0]}" if lines[0] is not None and lines[0] == lines[1] else None,
        f"lines {lines[0]}–{lines[1]}" if lines[0] is not None and lines[0] != lines[1] else None,
        " › ".join(hit.section),
        hit.speaker,
        hit.time,
        kind_name(hit.kind) if hit.kind != Kind.BODY else None,
    ]
    return " · ".join(part for part in parts if part)


def kind_name(kind: str) -> str:
    """Return what a kind of passage is called."""
    return KIND_NAMES[Kind(kind)]


def language_name(code: str) -> str:
    """Return what a language is called; its code where we have no name for it."""
    return _LANGUAGES.get(code, code)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: ``1 passage``, ``2,310 passages``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
