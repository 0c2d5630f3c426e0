"""Reading the store: what search, quotation, citation and listing ask of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from kurilsearch.engines.engine import PassageTerms
from kurilsearch.language.tokens import index_terms
from kurilsearch.location import IndexLocation
from kurilsearch.model import Document, Furniture, FurnitureKind, Kind, Passage, Run, StoredPassage
from kurilsearch.store import coding
from kurilsearch.store.identity import MOST_PASSAGES, document_of, id_span, position_of
from kurilsearch.store.packing import Texts, Unpacking, decompressed
from kurilsearch.store.records import Candidate, Changes, FailedSource, FileState, KnownSource, Totals
from kurilsearch.store.sqlite.damage import damaged
from kurilsearch.store.sqlite.database import Database
from kurilsearch.store.sqlite.remainder import whole_text
from kurilsearch.store.sqlite.vocabulary import Vocabulary

if TYPE_CHECKING:
    from kurilsearch.layout import Layout
    from kurilsearch.work import Described, Guess, Item

T = TypeVar("T")

FILE = "store.sqlite"

_USUAL_PARAGRAPH = 200
"""Characters of a paragraph, by which is reckoned how many are read at a time."""

_KINDS = {kind.value: kind for kind in Kind}
_DOCUMENT = "SELECT id, file, metadata, language, format, encoding, chars, passages, pages, left_out FROM documents"
_BELOW = f"passages LEFT JOIN sections ON sections.passage = (id & ~{MOST_PASSAGES - 1}) + section"
"""Passages with the headings that stand above them."""

_PASSAGE = (
    "SELECT id, packed, checksum, kind, headings, paragraph, line_start, line_breaks, char_start, char_end, runs,"
    f" speaker, time FROM {_BELOW}"
)
# one text for any number of ids, so that SQLite need not read it anew
_CANDIDATES = f"SELECT id, packed, kind, headings FROM {_BELOW} WHERE id IN (SELECT value FROM json_each(?))"


_SIZES = {
    "texts of passages": "SELECT total(length(packed)) FROM passages",
    "places of passages": "SELECT total(8 + 5 * 4 + coalesce(length(runs), 0) + coalesce(length(line_breaks), 0)"
    " + coalesce(length(speaker), 0) + coalesce(length(time), 0)) FROM passages",
    "headings": "SELECT total(8 + length(CAST(headings AS BLOB))) FROM sections",
    "what no passage holds": "SELECT total(length(remainder)), total(coalesce(length(furniture), 0)) FROM sources",
    "places on pages": "SELECT total(coalesce(length(layout), 0)) FROM sources",
    "vocabulary": "SELECT (SELECT total(length(CAST(word AS BLOB)) + 2) FROM words),"
    " (SELECT total(length(CAST(stem AS BLOB)) + 2) FROM stems)",
    "sources and descriptions": "SELECT total(length(CAST(file || metadata || described || own_items AS BLOB))"
    " + coalesce(length(CAST(pages AS BLOB)), 0) + 100) FROM documents",
    "what was learned": "SELECT (SELECT total(length(CAST(value AS BLOB))) FROM stored_values),"
    " (SELECT total(length(dictionary)) FROM packing)",
}
"""What counts the bytes of each part; columns of small numbers are counted by their usual length."""


class SqliteReader:
    """Reads the documents and passages of one library; see :class:`kurilsearch.store.protocol.StoreReader`."""

    def __init__(self, location: IndexLocation) -> None:
        """Read what is kept at ``location``; the file is opened when it is first asked, and never made."""
        self._database = Database(location.folder / FILE)
        self._rows = self._database.rows
        self._forget()

    def _forget(self) -> None:
        """Forget what was remembered of the revision that was read last."""
        self._known: tuple[int, dict[int, Document]] = (-1, {})
        self.vocabulary = Vocabulary(self._database)
        self._unpack = Unpacking(self._dictionary)

    def refresh(self, revision: int | None = None) -> None:
        """Do nothing: what is committed is seen at once."""

    @property
    def revision(self) -> int:
        """Counts the commits that changed documents, passages or descriptions; 0 for a library never indexed."""
        return int(self._rows("SELECT revision FROM library")[0][0])

    @property
    def identity(self) -> str:
        """A random name that this store was given when it was made, empty before."""
        return self.value("identity") or ""

    # What search and show read

    def totals(self) -> Totals:
        """Return the sizes of the library."""
        return Totals(*self._rows("SELECT documents, passages, terms FROM library")[0])

    def documents(self) -> tuple[Document, ...]:
        """Return all documents, ordered by file."""
        ordered = [number for (number,) in self._rows("SELECT id FROM documents ORDER BY file")]
        known = self.documents_with(ordered)
        return tuple(known[number] for number in ordered if number in known)

    def document(self, document: int) -> Document:
        """Return one document; KeyError where there is none (it was removed since)."""
        return self.documents_with((document,))[document]

    def documents_with(self, documents: Iterable[int]) -> dict[int, Document]:
        """Return the documents with these ids; ids that are gone are left out."""
        revision = self.revision
        if self._known[0] != revision:
            self._known = (revision, {})
        known = self._known[1]
        wanted = set(documents)
        if unknown := wanted - known.keys():
            rows = self._rows(f"{_DOCUMENT} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(unknown)),))
            known.update((row[0], self._decoded(_document, row)) for row in rows)
        return {number: known[number] for number in wanted if number in known}

    def described(self, documents: Iterable[int] | None = None) -> dict[int, Described]:
        """Return what is cited of these documents, or of all, by document id; ids that are gone are left out."""
        rows = (
            self._rows("SELECT id, described FROM documents ORDER BY id")
            if documents is None
            else self._rows(
                "SELECT id, described FROM documents WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(sorted(set(documents))),),
            )
        )
        return {number: self._decoded(coding.decode_described, described) for number, described in rows}

    def candidates(self, passages: Sequence[int]) -> list[Candidate]:
        """Return the candidates with these passage ids, in the order asked; ids that are gone are left out."""
        if not passages:
            return []
        rows = self._rows(_CANDIDATES, (json.dumps(list(passages)),))
        texts = self._decoded(self._unpack, [packed for _, packed, _, _ in rows])
        found = self._decoded(_candidates, zip(rows, texts, strict=True))
        return [found[number] for number in passages if number in found]

    def around(self, passage: int, before: int, after: int) -> tuple[list[Candidate], list[Candidate]]:
        """Return the passages of its document before and after a passage, at most so many, in the order of reading."""
        first, last = id_span(document_of(passage))
        found = self.candidates(range(max(passage - before, first), min(passage + after, last) + 1))
        at = next((index for index, candidate in enumerate(found) if candidate.id == passage), None)
        return ([], []) if at is None else (found[:at], found[at + 1 :])

    def passage(self, passage: int) -> StoredPassage:
        """Return one passage; KeyError where there is none."""
        (row,) = self._unpacked([self._one(f"{_PASSAGE} WHERE id = ?", passage)])
        return self._decoded(_passage, row)

    def passages_with(self, passages: Sequence[int]) -> dict[int, StoredPassage]:
        """Return the passages with these ids by their id; ids that are gone are left out."""
        rows = self._rows(f"{_PASSAGE} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(passages)),))
        return {row[0]: self._decoded(_passage, row) for row in self._unpacked(rows)}

    def passages(self, document: int) -> list[StoredPassage]:
        """Return the passages of a document in order."""
        self._one("SELECT 1 FROM documents WHERE id = ?", document)
        rows = self._rows(f"{_PASSAGE} WHERE id BETWEEN ? AND ?", id_span(document))
        return [self._decoded(_passage, row) for row in self._unpacked(rows)]

    def running_text(self, document: int, characters: int) -> str:
        """Return about so many characters of paragraphs from the middle of a document, a blank line between them."""
        passages = self._one("SELECT passages FROM documents WHERE id = ?", document)[0]
        first, last = id_span(document)
        first += max(passages - 1, 0) // 3
        texts: list[str] = []
        while len(found := "\n\n".join(texts)) < characters:
            rows = self._rows(
                "SELECT id, packed FROM passages WHERE id BETWEEN ? AND ? AND kind = 'body' ORDER BY id LIMIT ?",
                (first, last, characters // _USUAL_PARAGRAPH + 1),
            )
            if not rows:
                break
            first = rows[-1][0] + 1
            texts += [text for _, (text, _) in self._unpacked(rows)]
        return found[:characters]

    def source_text(self, document: int) -> str:
        """Return the text that the offsets of this document index, as it was when indexed."""
        row = self._one("SELECT remainder FROM sources WHERE document = ?", document)
        rows = self._rows(
            "SELECT char_start, packed, runs, line_breaks FROM passages WHERE id BETWEEN ? AND ?", id_span(document)
        )
        passages = (self._decoded(_as_in_source, row) for row in self._unpacked(rows))
        return self._decoded(lambda remainder: whole_text(decompressed(remainder), passages), row[0])

    def layout(self, document: int) -> Layout | None:
        """Return where the words of a document stand on its pages; None where the format has no such places."""
        from kurilsearch.layout import decode_layout

        row = self._one("SELECT layout FROM sources WHERE document = ?", document)
        return self._decoded(decode_layout, row[0]) if row[0] is not None else None

    def furniture(self, document: int, kind: FurnitureKind | None = None) -> tuple[Furniture, ...]:
        """Return the regions of the source that are not quoted, of one kind or of all, in order."""
        row = self._one("SELECT furniture FROM sources WHERE document = ?", document)
        return self._decoded(partial(coding.decode_furniture, kind=kind), row[0])

    # Small values: the Punkt parameters and the like

    def value(self, name: str) -> str | None:
        """Return a stored value, or None."""
        rows = self._rows("SELECT value FROM stored_values WHERE name = ?", (name,))
        return rows[0][0] if rows else None

    # What an engine is derived from

    def changes_since(self, revision: int) -> Changes:
        """Return what brings an engine from ``revision`` to the present one; all, where that is not known."""
        present, trimmed = self._rows("SELECT revision, trimmed FROM library")[0]
        if not revision or not trimmed <= revision <= present:  # nobody knows what this engine holds
            return Changes(None if revision else frozenset(), self._terms_since(0))
        rows = self._rows(
            "SELECT id FROM documents WHERE revision > ? UNION SELECT document FROM removed WHERE revision > ?",
            (revision, revision),
        )
        return Changes(frozenset(document for (document,) in rows), self._terms_since(revision))

    def _terms_since(self, revision: int) -> Iterator[PassageTerms]:
        documents = self._rows("SELECT id, language FROM documents WHERE revision > ? ORDER BY id", (revision,))
        for document, language in documents:
            rows = self._rows("SELECT id, packed, kind FROM passages WHERE id BETWEEN ? AND ?", id_span(document))
            for number, (text, stems), kind in self._unpacked(rows):
                yield PassageTerms(number, document, _KINDS[kind], stems, index_terms(text, language)[1])

    # What an index run compares

    def known_sources(self) -> list[KnownSource]:
        """Return all files that the library holds, as they were when they were read, ordered by name."""
        rows = self._rows("SELECT id, file, sha256, size, mtime_ns, ctime_ns, inode FROM documents ORDER BY file")
        return [KnownSource(number, file, FileState(*state), sha256) for number, file, sha256, *state in rows]

    def failures(self) -> tuple[FailedSource, ...]:
        """Return the files that could not be read, ordered by name."""
        rows = self._rows("SELECT file, reason, hint, size, mtime_ns, ctime_ns, inode FROM failures ORDER BY file")
        return tuple(
            FailedSource(file, reason, hint, None if state[0] is None else FileState(*state))
            for file, reason, hint, *state in rows
        )

    def own_items(self) -> dict[int, tuple[Item, Guess]]:
        """Return what each document says of itself, and what its first page suggests, by document id."""
        rows = self._rows("SELECT id, own_items FROM documents ORDER BY id")
        return {number: self._decoded(coding.decode_items, items) for number, items in rows}

    def verify(self) -> None:
        """Raise UnusableStoreError where something is not as it was written."""
        ((answer, *_),) = self._rows("PRAGMA integrity_check(1)")
        if answer != "ok":
            raise damaged(self._database.file, answer)
        self._known = (-1, {})  # what is remembered was right when it was read
        self.own_items(), self.described(), self.known_sources(), self.failures()
        for document in self.documents():
            self.passages(document.id), self.source_text(document.id)
            self.furniture(document.id), self.layout(document.id)

    def bytes_used(self) -> int:
        """Return the size of the file and of what SQLite keeps beside it."""
        return self._database.bytes_used()

    def sizes(self) -> Mapping[str, int]:
        """Return what the columns of the tables hold, in parts; the rest is what SQLite needs to find it."""
        sizes = {part: int(sum(self._rows(sql)[0])) for part, sql in _SIZES.items()}
        return {**sizes, "tables": max(self.bytes_used() - sum(sizes.values()), 0)}

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _dictionary(self) -> bytes:
        """Return what passages are packed with; empty where nothing was learned."""
        rows = self._rows("SELECT dictionary FROM packing")
        return rows[0][0] if rows else b""

    def _unpacked(self, rows: Sequence[Any]) -> list[Any]:
        """Return rows with the texts and stems of their passages in the second column, where what is packed was."""
        texts = self._decoded(self._unpack, [row[1] for row in rows])
        return [(row[0], text, *row[2:]) for row, text in zip(rows, texts, strict=True)]

    def _one(self, sql: str, key: int | str) -> Any:
        rows = self._rows(sql, (key,))
        if not rows:
            raise KeyError(key)
        return rows[0]

    def _decoded(self, decode: Callable[[Any], T], value: Any) -> T:
        """Decode what a column or row holds; StoreError where nobody of ours has written that."""
        try:
            return decode(value)
        except (ValueError, TypeError, KeyError) as error:
            raise damaged(self._database.file, error) from error


def _candidates(rows: Iterable[tuple[Any, Texts]]) -> dict[int, Candidate]:
    """Return candidates by their ids; of the columns the second, which is packed, comes beside them, unpacked."""
    section_of, make = coding.decode_section, tuple.__new__  # a thousand are made for some quotations
    return {
        number: make(
            Candidate,
            (number, document_of(number), position_of(number), _KINDS[kind], stems, text, section_of(headings)),
        )
        for (number, _, kind, headings), (text, stems) in rows
    }


def _as_in_source(row: Any) -> tuple[str, Sequence[Run], Sequence[int]]:
    char_start, (text, _), runs, breaks = row
    return text, coding.decode_runs(runs, char_start, len(text)).runs, _line_breaks(breaks, char_start)


def _line_breaks(breaks: bytes | None, char_start: int) -> tuple[int, ...]:
    return tuple([char_start + offset for offset in coding.unpack(breaks)]) if breaks else ()


def _document(row: Any) -> Document:
    number, file, metadata, language, form, encoding, chars, passages, pages, left_out = row
    known = coding.decode_metadata(metadata)
    listed = coding.decode_pages(pages)
    if known.page_labels:
        from kurilsearch.csl.page_numbering import number_pages  # rare, and no search waits for it

        listed = number_pages(listed, known.page_labels)
    return Document(number, file, known, language, form, encoding, chars, passages, listed, left_out)


def _passage(row: Any) -> StoredPassage:
    number, (text, _), checksum, *columns = row
    if coding.checksum(text, *columns) != checksum:
        raise ValueError(f"the checksum of passage {number} is another one")
    kind, headings, paragraph, line_start, breaks, char_start, _, runs, *spoken = columns
    way_back = coding.decode_runs(runs, char_start, len(text))
    passage = Passage(_KINDS[kind], text, way_back, coding.decode_section(headings), paragraph, *spoken)
    line_breaks = _line_breaks(breaks, char_start)
    return StoredPassage(number, document_of(number), position_of(number), passage, line_start or None, line_breaks)
