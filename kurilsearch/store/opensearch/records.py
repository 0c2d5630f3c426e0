"""What a document is on the cluster: the records that hold it, and what is read from them again.

All records are in one index and have a ``type``. A passage has one, a source text one for each two million
characters; what is cited of a document, and the state of its file, are in the record of the document alone, so that
they can change without its passages. What is searched for is a field of its own; the rest is kept as it is.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from kurilsearch.layout import decode_layout
from kurilsearch.model import Document, Furniture, FurnitureKind, Kind, Page, Passage, Run, StoredPassage, WayBack
from kurilsearch.store import coding
from kurilsearch.store.identity import document_of, position_of
from kurilsearch.store.packing import compressed, decompressed
from kurilsearch.store.records import (
    Candidate,
    FailedSource,
    FileState,
    IngestedDocument,
    IngestedPassage,
    KnownSource,
    PreparedDocument,
)

Fields = Mapping[str, Any]

VERSION = 5
"""Raised whenever the mapping changes, or what is in a record, or the tokeniser's words."""

PART_CHARS = 2_000_000

_MOST_HITS = 1_000_000

_KINDS = {kind.value: kind for kind in Kind}


def mapping(shards: int, replicas: int) -> Fields:
    """Return how the index is made."""
    keyword, number = {"type": "keyword", "ignore_above": 8000}, {"type": "long"}
    return {
        "settings": {
            "index": {
                "number_of_shards": shards,
                "number_of_replicas": replicas,
                "refresh_interval": "-1",  # whoever commits refreshes
                "max_result_window": _MOST_HITS,
                "codec": "default",  # best_compression takes a third less, and twice the time to read passages
                "store.stats_refresh_interval": "1ms",  # else its size is that of ten seconds ago
            }
        },
        "mappings": {
            "dynamic": False,
            "properties": {
                "type": {"type": "keyword"},
                "since": number,
                "revision": number,
                "document": number,
                "passage": number,
                "part": {"type": "integer"},
                "kind": {"type": "keyword"},
                "word": keyword,
                "stems_of_word": {**keyword, "doc_values": False},
                "letters": {**keyword, "doc_values": False},
                "length": {"type": "integer"},
                "passages": number,
                "counts": {"type": "keyword", "index": False},
            },
        },
    }


class PreparedRecords(NamedTuple):
    """A document as its records will be, but for what is known only when they are written."""

    id: int
    fields: dict[str, Any]
    passages: list[dict[str, Any]]
    words: list[str]
    sources: list[dict[str, Any]]
    word_counts: dict[str, int]


def prepare(document: IngestedDocument) -> PreparedDocument:
    """Return ``document`` as the batch writes it; runs where the document was read."""
    records = PreparedRecords(
        document.id,
        {
            "file": document.file,
            "state": list(document.state),
            "sha256": document.sha256.hex(),
            "format": document.format,
            "encoding": document.encoding,
            "language": document.language,
            "chars": len(document.text),
            "passage_count": len(document.passages),
            "left_out": document.left_out,
            "terms": sum(len(passage.words.split()) for passage in document.passages),
            "items": coding.encode_items(document.own, document.guess),
            "pages": coding.encode_pages(document.pages),
        },
        [_passage_fields(each) for each in document.passages],
        [each.words for each in document.passages],
        _source_fields(document),
        document.word_counts,
    )
    return PreparedDocument(document.file, len(document.text), document.own, document.guess, records)


def _passage_fields(ingested: IngestedPassage) -> dict[str, Any]:
    passage, line_start, line_breaks, stems, _ = ingested
    runs = passage.way_back.runs
    whole = len(runs) == 1 and runs[0] == Run(0, passage.char_start, len(passage.text))
    fields = {
        "kind": passage.kind.value,
        "text": passage.text,
        "stems": stems,
        "section": passage.section,
        "paragraph": passage.paragraph,
        "line_start": line_start,
        "line_breaks": line_breaks,
        "char_start": passage.char_start,
        "runs": None if whole else [[run.text, run.source, run.length, int(run.interrupted)] for run in runs],
        "speaker": passage.speaker,
        "time": passage.time,
    }
    return {name: value for name, value in fields.items() if value not in (None, ())}


def _source_fields(document: IngestedDocument) -> list[dict[str, Any]]:
    text = document.text
    parts = [text[at : at + PART_CHARS] for at in range(0, len(text), PART_CHARS)] or [""]
    fields: list[dict[str, Any]] = [{"part": number, "packed": packed(part)} for number, part in enumerate(parts)]
    furniture = coding.encode_furniture(document.furniture)
    fields[0]["furniture"] = b64encode(furniture).decode() if furniture else None
    fields[0]["layout"] = b64encode(document.layout.encode()).decode() if document.layout else None
    fields[0]["word_counts"] = packed("\n".join(f"{count} {word}" for word, count in document.word_counts.items()))
    return fields


def packed(text: str) -> str:
    """Return a text packed, as a record can have it."""
    return b64encode(compressed(text)).decode()


def unpacked(packed: str) -> str:
    """Return a text again."""
    return decompressed(b64decode(packed))


def word_counts(fields: Fields) -> dict[str, int]:
    """Return in how many passages of a document each word stands, from the first part of its source."""
    pairs = (line.split(" ", 1) for line in unpacked(fields["word_counts"]).split("\n") if line)
    return {word: int(count) for count, word in pairs}


def document_read(fields: Fields) -> Document:
    """Return a document from its record."""
    metadata = coding.decode_metadata(fields["metadata"])
    pages: tuple[Page, ...] = coding.decode_pages(fields["pages"])
    if metadata.page_labels:
        from kurilsearch.csl.page_numbering import number_pages  # rare, and no search waits for it

        pages = number_pages(pages, metadata.page_labels)
    return Document(
        fields["document"], fields["file"], metadata, fields["language"], fields["format"], fields["encoding"],
        fields["chars"], fields["passage_count"], pages, fields["left_out"],
    )  # fmt: skip


def known_source(fields: Fields) -> KnownSource:
    """Return the file of a document as it was when it was read."""
    return KnownSource(fields["document"], fields["file"], FileState(*fields["state"]), bytes.fromhex(fields["sha256"]))


def candidate(fields: Fields) -> Candidate:
    """Return a passage as the ranker needs it."""
    number = fields["passage"]
    return Candidate(
        number,
        document_of(number),
        position_of(number),
        _KINDS[fields["kind"]],
        fields["stems"],
        fields["text"],
        tuple(fields.get("section", ())),
    )


def stored_passage(fields: Fields) -> StoredPassage:
    """Return a passage with its way back."""
    number, text = fields["passage"], fields["text"]
    runs = fields.get("runs") or [(0, fields["char_start"], len(text), 0)]
    passage = Passage(
        _KINDS[fields["kind"]],
        text,
        WayBack(tuple(Run(at, source, length, bool(cut)) for at, source, length, cut in runs)),
        tuple(fields.get("section", ())),
        fields.get("paragraph"),
        fields.get("speaker"),
        fields.get("time"),
    )
    return StoredPassage(
        number,
        document_of(number),
        position_of(number),
        passage,
        fields.get("line_start"),
        tuple(fields.get("line_breaks", ())),
    )


def furniture_read(fields: Fields, kind: FurnitureKind | None) -> tuple[Furniture, ...]:
    """Return the furniture of a source, of one kind or of all."""
    packed = fields.get("furniture")
    return coding.decode_furniture(b64decode(packed) if packed else None, kind)


def layout_read(fields: Fields) -> Any:
    """Return where the words of a document stand on its pages; None where it has no such places."""
    packed = fields.get("layout")
    return decode_layout(b64decode(packed)) if packed else None


def failure_fields(failure: FailedSource) -> dict[str, Any]:
    """Return the fields of a failure."""
    state = None if failure.state is None else list(failure.state)
    return {"file": failure.file, "reason": failure.reason, "hint": failure.hint, "state": state}


def failure_read(fields: Fields) -> FailedSource:
    """Return a failure from its record."""
    state = None if fields["state"] is None else FileState(*fields["state"])
    return FailedSource(fields["file"], fields["reason"], fields["hint"], state)


def number_of_file(file: str) -> int:
    """Return a number by which the failures of a file are found."""
    return int.from_bytes(blake2b(file.encode("utf-8", "surrogatepass"), digest_size=7).digest(), "big")
