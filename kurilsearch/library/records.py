"""Answers as plain dictionaries, ready for JSON: one function for each object that a front end hands to a program.

The names of the fields are a stable interface: added to, never renamed. What an answer is made of (a hit, a difference,
a reference entry) has ``to_dict`` of its own; here are the whole answers, and nouns that know no JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kurilsearch.hit import FIELDS
from kurilsearch.library.places import position_of

if TYPE_CHECKING:
    from kurilsearch.check.mutation.report import MutationReport
    from kurilsearch.check.report import DraftReport
    from kurilsearch.cite.hits import Source
    from kurilsearch.cited.passages import CitingResult
    from kurilsearch.hit import Hit, SearchResult
    from kurilsearch.library.excerpts import Excerpt, Region
    from kurilsearch.library.source_citations import SourceCitation
    from kurilsearch.library.status import FailedSource, IndexReport, LibraryStatus
    from kurilsearch.model import Document, Span, StoredPassage
    from kurilsearch.quotation_result import QuotationResult
    from kurilsearch.references.model import PassageSpan, References

Record = dict[str, Any]
"""Plain lists, numbers, strings and dictionaries, in the documented order."""


# What was found


def search_record(result: SearchResult) -> Record:
    """Return the answer to a query."""
    return {
        "query": result.query,
        "loosened": result.loosened,
        "total": result.total,
        "suggestion": result.suggestion,
        "partial_from": result.partial_from,
        "lacking": list(result.lacking),
        "notes": list(result.notes),
        "hits": [hit.to_dict() for hit in result.hits],
    }


def quotation_record(result: QuotationResult) -> Record:
    """Return where a quotation stands: ``hits`` hold it, ``nearest`` come close and do not; ``pieces`` hold some."""
    return {
        "query": result.query,
        "hits": [hit.to_dict() for hit in result.hits],
        "nearest": [hit.to_dict() for hit in result.nearest],
        "problem": result.problem.value if result.problem else None,
        "pieces": [piece.to_dict() for piece in result.pieces],
        "claims": [claim.to_dict() for claim in result.claims],
        "notes": list(result.notes),
    }


def draft_record(report: DraftReport) -> Record:
    """Return the check of a draft: its ``quotations`` with both verdicts, and its ``borrowings``."""
    return report.to_dict()


def mutation_record(report: MutationReport) -> Record:
    """Return how far checks can be trusted with a library."""
    return report.to_dict()


def citing_record(result: CitingResult, keys: Mapping[int, str] = MappingProxyType({})) -> Record:
    """Return the passages that cite a work; ``keys`` as :func:`documents_record` has them."""
    listed = [passage.to_dict() for passage in result.passages]
    return {
        "work": result.work.text,
        "total": result.total,
        "hits": [each | {"citekey": each["citekey"] or keys.get(each["document"])} for each in listed],
    }


def hit_columns(hits: Iterable[Hit]) -> list[str]:
    """Return the columns of a table of hits: every field that all of them have, and the citation where one has it."""
    return [*FIELDS, "citation"] if any(hit.citation for hit in hits) else list(FIELDS)


def hit_row(hit: Hit) -> Record:
    """Return a hit as cells of a table, by column; ranges are written ``12-34``, several things in one line."""
    return hit.to_dict() | {
        "guessed": " ".join(hit.guessed),
        "section": " > ".join(hit.section),
        "pieces": _ranges(hit.pieces),
        "matches": _ranges(hit.matches),
    }


# Documents


def documents_record(documents: Iterable[Document], keys: Mapping[int, str] = MappingProxyType({})) -> Record:
    """Return the documents of a library; ``keys`` are the cite keys made of those that no bibliography names, by id."""
    listed = [document_record(document) for document in documents]
    return {"documents": [each | {"citekey": each["citekey"] or keys.get(each["document"])} for each in listed]}


def document_record(document: Document) -> Record:
    """Return a document; ``chars`` is the length of its source text, ``pages`` counts those of the file."""
    metadata = document.metadata
    return {
        "document": document.id,
        "file": document.file,
        "author": "; ".join(metadata.authors) or None,
        "title": metadata.title,
        "year": metadata.year,
        "citekey": metadata.citekey,
        "guessed": sorted(metadata.guessed),
        "language": document.language,
        "format": document.format,
        "encoding": document.encoding,
        "chars": document.chars,
        "passages": document.passages,
        "pages": len(document.pages),
    }


def excerpt_record(excerpt: Excerpt) -> Record:
    """Return the passages of a document, or of one place in it, with its furniture where that was asked for."""
    passages = [passage_record(stored, excerpt.document) for stored in excerpt.passages]
    record: Record = {"file": excerpt.document.file, "passages": passages}
    if excerpt.furniture is not None:
        record["furniture"] = [furniture_record(region) for region in excerpt.furniture]
    return record


def passage_record(stored: StoredPassage, document: Document) -> Record:
    """Return a passage with its place in its document."""
    passage = stored.passage
    position = position_of(stored, document)
    return {
        "kind": passage.kind.value,
        "section": list(passage.section),
        "paragraph": passage.paragraph,
        "speaker": passage.speaker,
        "time": passage.time,
        "page": position.page,
        "file_page": position.file_page,
        "line_start": position.line_start,
        "line_end": position.line_end,
        "char_start": passage.char_start,
        "char_end": passage.char_end,
        "pieces": [list(piece) for piece in passage.way_back.source_pieces(0, len(passage.text))],
        "text": passage.text,
    }


def furniture_record(region: Region) -> Record:
    """Return a region that is never quoted, with the text that stands there."""
    furniture = region.furniture
    return {
        "char_start": furniture.start,
        "char_end": furniture.end,
        "reason": furniture.reason,
        "text": region.text,
    }


# Works


def sources_record(sources: Iterable[Source], problems: Sequence[str]) -> Record:
    """Return what is known of sources, and what could not be understood in the files that say so."""
    return {"problems": list(problems), "sources": [source_record(source) for source in sources]}


def source_record(source: Source) -> Record:
    """Return a source as a CSL item, with where each field is known from, what is guessed and what is missing."""
    described = source.described
    return {
        "document": source.document.id,
        "file": source.document.file,
        "citekey": source.key,
        "item": source.item,
        "origins": {
            name: {"kind": origin.kind.value, "place": origin.place} for name, origin in described.origins.items()
        },
        "guessed": sorted(described.guessed),
        "candidates": {
            name: [
                {"value": each.value, "probability": each.probability, "witnesses": list(each.witnesses)}
                for each in candidates
            ]
            for name, candidates in described.candidates.items()
        },
        "missing": _missing(source),
        "complete": not source.missing,
    }


def citations_record(citations: Iterable[SourceCitation]) -> Record:
    """Return the citations of sources."""
    return {"citations": [citation_record(citation) for citation in citations]}


def citation_record(citation: SourceCitation) -> Record:
    """Return the citation of a source, null where it could not be made, with what it lacks and guesses."""
    source = citation.source
    return {
        "file": source.document.file,
        "citekey": source.key,
        "citation": citation.text or None,
        "problem": citation.problem,
        "guessed": sorted(source.described.guessed),
        "missing": _missing(source),
    }


def references_record(found: References, document: Document) -> Record:
    """Return what a document cites; entries and citations name each other by the index of an entry."""

    def place(where: PassageSpan) -> Record:
        stored = found.passages[where.passage_id]
        return {"kind": stored.passage.kind.value} | position_of(stored, document, where.source_span)._asdict()

    calls = found.calls_by_note()
    entries = [
        {"index": index, **entry.to_dict(), "line_start": place(entry.places[0])["line_start"]}
        for index, entry in enumerate(found.entries)
    ]
    citations = [
        {
            **citation.to_dict(),
            **place(citation.place),
            "entries": list(link.entries),
            "called_from": [
                place(call.place) | {"label": call.label} for call in calls.get(citation.place.passage_id, ())
            ],
        }
        for citation, link in zip(found.citations, found.links, strict=True)
    ]
    lost = [{"label": mark.label, "char_start": mark.start, "char_end": mark.end} for mark in found.lost_marks]
    return {"file": document.file, "entries": entries, "citations": citations, "marks_without_note": lost}


# The library


def status_record(status: LibraryStatus, stale: int, sizes: Mapping[str, int] | None = None) -> Record:
    """Return the state of a library; sizes in bytes, the time as ISO 8601. ``stale`` counts files as they changed.

    ``sizes`` are those of the parts of the index, where they were asked for.
    """
    record: Record = {
        "folder": str(status.folder),
        "sources": [str(source) for source in status.sources],
        "index": str(status.index),
        "engine": status.engine,
        "documents": status.documents,
        "passages": status.passages,
        "words": status.words,
        "bytes_on_disk": status.bytes_on_disk,
        "revision": status.revision,
        "last_indexed": status.last_indexed.isoformat() if status.last_indexed else None,
        "stale_files": stale,
        "skipped": dict(status.skipped),
        "bibliography_problems": list(status.bibliography_problems),
        "failures": [failure_record(failure) for failure in status.failures],
        "left_out": [{"file": left.file, "share": round(left.share, 2)} for left in status.left_out],
    }
    return record if sizes is None else {**record, "sizes": dict(sizes)}


def index_record(report: IndexReport) -> Record:
    """Return what an index run did: files by what became of them, then how many passages the library holds."""
    return {
        "added": report.added,
        "changed": report.changed,
        "moved": report.moved,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "passages": report.passages,
        "seconds": report.seconds,
        "skipped": dict(report.skipped),
        "failures": [failure_record(failure) for failure in report.failures],
    }


def failure_record(failure: FailedSource) -> Record:
    """Return a file that could not be read, why, and what to do."""
    return {"file": failure.file, "reason": failure.reason, "hint": failure.hint}


def _missing(source: Source) -> list[Mapping[str, str]]:
    return [{"field": field, "reason": reason} for field, reason in source.missing]


def _ranges(spans: Iterable[Span]) -> str:
    return " ".join(f"{start}-{end}" for start, end in spans)
