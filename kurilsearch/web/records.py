"""The JSON interface: what the pages show, as the records of the library that `kurilsearch help json` documents."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from kurilsearch.errors import UsageError
from kurilsearch.facets import Facets
from kurilsearch.hit import Hit
from kurilsearch.library.excerpts import read_excerpt
from kurilsearch.library.handles import handle_of, hits_at
from kurilsearch.library.records import (
    citing_record,
    documents_record,
    excerpt_record,
    quotation_record,
    references_record,
    search_record,
    source_record,
    sources_record,
    status_record,
)
from kurilsearch.web.asking import Ask, json_answer
from kurilsearch.web.finding import HITS, search_result
from kurilsearch.web.proving import quotation_result
from kurilsearch.web.reading import document_of

MOST_HITS = 100


def search(ask: Ask) -> Response:
    """Answer ``q`` with its filters: the record of a search, a handle in each hit, and what each filter leaves."""
    result = search_result(ask, ask.number("limit", HITS, MOST_HITS))
    record = search_record(result)
    _add_handles(record["hits"], result.hits)
    record["facets"] = _facets(result.facets) if result.facets else None
    return json_answer(record)


def quote(ask: Ask) -> Response:
    """Answer ``words``: the record of a quotation, a handle in each hit."""
    result = quotation_result(ask)
    record = quotation_record(result)
    _add_handles(record["hits"], result.hits)
    _add_handles(record["nearest"], result.nearest)
    return json_answer(record)


def at(ask: Ask) -> Response:
    """Return what stands at a handle: a hit for each passage that it touches."""
    hits = hits_at(ask.library, ask.path["handle"])
    records = [hit.to_dict() for hit in hits]
    _add_handles(records, hits)
    return json_answer({"hits": records})


def documents(ask: Ask) -> Response:
    """Return the documents."""
    return json_answer(documents_record(ask.library.documents()))


def passages(ask: Ask) -> Response:
    """Return the passages of a document, or those at a place of it (``at=p. 12``)."""
    document = document_of(ask)
    return json_answer(excerpt_record(read_excerpt(ask.library, document.file, ask.query.get("at"))))


def sources(ask: Ask) -> Response:
    """Return what is known of all sources."""
    return json_answer(sources_record(ask.library.sources(), ask.library.bibliography_problems()))


def source(ask: Ask) -> Response:
    """Return what is known of a source."""
    return json_answer(source_record(ask.library.source(document_of(ask).file)))


def references(ask: Ask) -> Response:
    """Return what a document cites, and where."""
    document = document_of(ask)
    return json_answer(references_record(ask.library.references(document.file), document))


def cited(ask: Ask) -> Response:
    """Return who cites ``work``."""
    work = ask.query.get("work", "").strip()
    if not work:
        raise UsageError("No work is named", "Name it: work=Ziegler 1993")
    return json_answer(citing_record(ask.library.cited(work)))


def status(ask: Ask) -> Response:
    """Return the state of the library."""
    return json_answer(status_record(ask.library.status(), ask.library.stale_files()))


def _add_handles(records: list[dict[str, Any]], hits: tuple[Hit, ...] | list[Hit]) -> None:
    for record, hit in zip(records, hits, strict=True):
        record["handle"] = handle_of(hit)


def _facets(facets: Facets) -> dict[str, dict[str, int]]:
    """Return facets by the names and values that an address takes."""
    return {
        "source": {f"{each:x}": count for each, count in facets.documents.items()},
        "author": dict(facets.authors),
        "year": {str(each): count for each, count in facets.years.items()},
        "language": dict(facets.languages),
        "kind": {each.value: count for each, count in facets.kinds.items()},
    }
