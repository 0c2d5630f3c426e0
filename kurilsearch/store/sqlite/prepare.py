"""A document as rows: made in the process that read it, so that the one that writes only hands them to SQLite."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kurilsearch.store import coding
from kurilsearch.store.packing import compressed, packer
from kurilsearch.store.records import FileState, IngestedDocument, IngestedPassage, PreparedDocument
from kurilsearch.store.sqlite.remainder import remainder_of

PassageRow = tuple[
    str, int | None, int | None, int, bytes | None, int, int, bytes | None, bytes, str | None, str | None, int
]
"""The columns of ``passages`` after the id. A plain tuple, because thousands cross from one process to another."""


class DocumentRows(NamedTuple):
    """The rows of one document, compressed and encoded as the tables have them.

    ``remainder`` is what the passages do not hold of the source text; ``sections`` are the headings above passages,
    each with the position of the first passage below them. ``stems`` and ``words``, the folded ones, are those of each
    passage, joined by spaces; ``word_counts`` says in how many passages each word stands, ``terms`` how many there are
    in all.
    """

    id: int
    state: FileState
    sha256: bytes
    format: str
    encoding: str
    language: str
    items: str
    pages: str | None
    remainder: bytes
    furniture: bytes | None
    layout: bytes | None
    passages: list[PassageRow]
    sections: list[tuple[int, str]]
    stems: list[str]
    words: list[str]
    word_counts: dict[str, int]
    terms: int
    left_out: int


def prepare(dictionary: bytes, document: IngestedDocument) -> PreparedDocument:
    """Return ``document`` as the rows that the batch writes, its passages packed with ``dictionary``."""
    pack = packer(dictionary)
    words = [passage.words for passage in document.passages]
    sections: dict[str, int] = {}
    rows = DocumentRows(
        document.id,
        document.state,
        document.sha256,
        document.format,
        document.encoding,
        document.language,
        coding.encode_items(document.own, document.guess),
        coding.encode_pages(document.pages),
        compressed(remainder_of(document.text, document.passages)),
        coding.encode_furniture(document.furniture),
        document.layout.encode() if document.layout else None,
        [_row(position, passage, sections, pack) for position, passage in enumerate(document.passages)],
        [(position, headings) for headings, position in sections.items()],
        [passage.stems for passage in document.passages],
        words,
        document.word_counts,
        sum(text.count(" ") + 1 for text in words if text),
        document.left_out,
    )
    return PreparedDocument(document.file, len(document.text), document.own, document.guess, rows)


def _row(
    position: int, ingested: IngestedPassage, sections: dict[str, int], pack: Callable[[str, str], bytes]
) -> PassageRow:
    passage, line_start, line_breaks, stems, _ = ingested
    start = passage.char_start
    headings = coding.encode_section(passage.section)
    place = (
        passage.paragraph,
        line_start or 0,
        coding.pack([offset - start for offset in line_breaks]) if line_breaks else None,
        start,
        passage.char_end,
        coding.encode_runs(passage),
    )
    kind, spoken = passage.kind.value, (passage.speaker, passage.time)
    section = sections.setdefault(headings, position) if headings else None
    checksum = coding.checksum(passage.text, kind, headings, *place, *spoken)
    return (kind, section, *place, pack(passage.text, stems), *spoken, checksum)
