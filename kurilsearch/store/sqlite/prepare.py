"""A document as rows: made in the process that read it, so that the one that writes only hands them to SQLite."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kurilsearch.store.records import FileState, IngestedDocument, IngestedPassage, PreparedDocument
from kurilsearch.store.sqlite import coding
from kurilsearch.store.sqlite.packing import compressed, packer

PassageRow = tuple[
    str, str | None, int | None, int, bytes | None, int, int, bytes | None, bytes, str | None, str | None, int
]
"""The columns of ``passages`` after the id. A plain tuple, because thousands cross from one process to another."""


class DocumentRows(NamedTuple):
    """The rows of one document, compressed and encoded as the tables have them.

    ``stems`` and ``words``, the folded ones, are those of each passage, joined by spaces; ``word_counts`` says in
    how many passages each word stands, ``terms`` how many there are in all.
    """

    id: int
    state: FileState
    sha256: bytes
    format: str
    encoding: str
    language: str
    items: str
    pages: str | None
    source: bytes
    furniture: bytes | None
    layout: bytes | None
    passages: list[PassageRow]
    stems: list[str]
    words: list[str]
    word_counts: dict[str, int]
    terms: int
    left_out: int


def prepare(dictionary: bytes, document: IngestedDocument) -> PreparedDocument:
    """Return ``document`` as the rows that the batch writes, its passages packed with ``dictionary``."""
    pack = packer(dictionary)
    words = [passage.words for passage in document.passages]
    rows = DocumentRows(
        document.id,
        document.state,
        document.sha256,
        document.format,
        document.encoding,
        document.language,
        coding.encode_items(document.own, document.guess),
        coding.encode_pages(document.pages),
        compressed(document.text),
        coding.encode_furniture(document.furniture),
        document.layout.encode() if document.layout else None,
        [_row(passage, pack) for passage in document.passages],
        [passage.stems for passage in document.passages],
        words,
        document.word_counts,
        sum(text.count(" ") + 1 for text in words if text),
        document.left_out,
    )
    return PreparedDocument(document.file, len(document.text), document.own, document.guess, rows)


def _row(ingested: IngestedPassage, pack: Callable[[str, str], bytes]) -> PassageRow:
    passage, line_start, line_breaks, stems, _ = ingested
    start = passage.char_start
    place = (
        passage.kind.value,
        coding.encode_section(passage.section),
        passage.paragraph,
        line_start or 0,
        coding.pack([offset - start for offset in line_breaks]) if line_breaks else None,
        start,
        passage.char_end,
        coding.encode_runs(passage),
    )
    spoken = (passage.speaker, passage.time)
    return (*place, pack(passage.text, stems), *spoken, coding.checksum(passage.text, *place, *spoken))
