"""Ids that come from what they name, so that every store gives the same ones, in the same order, and none counts.

A document's id is a hash of its file's name and of its passages; a passage's is its document's and its place there.
So the passages of a document follow one another in its reading order, equal scores are ordered alike in every store and
however often the sources were indexed, and an id that was kept names the same words or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from kurilsearch.model import Passage

_DOCUMENT_BITS = 41
_POSITION_BITS = 22
"""Together 63 bits, which is what a signed integer of a database or an engine holds."""

_DOCUMENTS = 1 << _DOCUMENT_BITS
MOST_PASSAGES = 1 << _POSITION_BITS


def document_id(file: str, passages: Iterable[Passage]) -> int:
    """Return the id of a document, from 1 to 2**41 - 1; two of a million have the same one with a chance of 1 in 5."""
    from hashlib import blake2b

    named = "\0".join([file, *[f"{passage.kind.value} {passage.char_start} {passage.text}" for passage in passages]])
    digest = blake2b(named.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % (_DOCUMENTS - 1) + 1


def next_document_id(document: int) -> int:
    """Return the id that a document has whose own another document has already."""
    return document % (_DOCUMENTS - 1) + 1


def passage_ids(document: int, passages: int) -> range:
    """Return the ids of a document's passages, in the order of reading; MOST_PASSAGES at most."""
    first = document << _POSITION_BITS
    return range(first, first + passages)


def id_span(document: int) -> tuple[int, int]:
    """Return the first and the last id (inclusive) that a passage of a document may have."""
    first = document << _POSITION_BITS
    return first, first + MOST_PASSAGES - 1


def document_of(passage: int) -> int:
    """Return the document that a passage belongs to."""
    return passage >> _POSITION_BITS


def position_of(passage: int) -> int:
    """Return the place of a passage in its document, counted from 0."""
    return passage & (MOST_PASSAGES - 1)
