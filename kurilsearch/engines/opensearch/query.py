"""The query tree in OpenSearch's terms."""

from __future__ import annotations

from typing import Any

from kurilsearch.cluster.generations import any_of
from kurilsearch.engines.opensearch.terms import term_written
from kurilsearch.query import And, Everything, InDocuments, Near, Not, Nothing, OfKind, Or, Phrase, Query, Term

Body = dict[str, Any]

_EVERYTHING: Body = {"match_all": {}}
_NOTHING: Body = {"match_none": {}}


def build_query(query: Query) -> Body:
    """Return OpenSearch's query for ``query``. Only terms and phrases score."""
    match query:
        case Term(text, field):
            return {"term": {field: {"value": term_written(text)}}}
        case Phrase(terms):
            return _phrase(terms)
        case Near(one, other, distance):
            return _near(one, other, distance)
        case And(parts):
            return _and(parts)
        case Or(parts, at_least):
            return _or(parts, at_least)
        case Not():
            return _and((query,))
        case OfKind(kinds):
            return _filter({"terms": {"kind": sorted(kind.value for kind in kinds)}})
        case InDocuments(documents):
            return _filter(any_of("document", sorted(documents)))
        case Everything():
            return _filter(_EVERYTHING)
        case Nothing():
            return _NOTHING


def _phrase(terms: tuple[str, ...]) -> Body:
    """Return a phrase of two or more terms; one term is a term, and none matches nothing."""
    if len(terms) > 1:
        return {"match_phrase": {"stems": {"query": " ".join(map(term_written, terms))}}}
    return build_query(Term(terms[0])) if terms else _NOTHING


def _near(one: str, other: str, distance: int) -> Body:
    terms = [{"span_term": {"stems": term_written(term)}} for term in (one, other)]
    return _filter({"span_near": {"clauses": terms, "slop": distance - 1, "in_order": False}})


def _and(parts: tuple[Query, ...]) -> Body:
    must = [build_query(part) for part in parts if not isinstance(part, Not)]
    must_not = [build_query(part.part) for part in parts if isinstance(part, Not)]
    return {"bool": {"must": must or [_filter(_EVERYTHING)], "must_not": must_not}}


def _or(parts: tuple[Query, ...], at_least: int) -> Body:
    if len(parts) < max(at_least, 1):
        return _NOTHING
    return {"bool": {"should": [build_query(part) for part in parts], "minimum_should_match": max(at_least, 1)}}


def _filter(query: Body) -> Body:
    """Return ``query`` without a score."""
    return {"constant_score": {"filter": query, "boost": 0}}
