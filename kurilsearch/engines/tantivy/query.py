"""The query tree in tantivy's terms."""

from __future__ import annotations

import tantivy

from kurilsearch.query import And, Everything, InDocuments, Near, Not, Nothing, OfKind, Or, Phrase, Query, Term


def build_query(query: Query, schema: tantivy.Schema) -> tantivy.Query:
    """Return tantivy's query for ``query``. Only terms and phrases score."""
    match query:
        case Term(text, field):
            return tantivy.Query.term_query(schema, field, text)
        case Phrase(terms):
            return _phrase(terms, schema)
        case Near(one, other, distance):
            return _near(one, other, distance, schema)
        case And(parts):
            return _and(parts, schema)
        case Or(parts, at_least):
            return _or(parts, at_least, schema)
        case Not():
            return _and((query,), schema)
        case OfKind(kinds):
            return _filter(tantivy.Query.term_set_query(schema, "kind", sorted(kind.value for kind in kinds)))
        case InDocuments(documents):
            return _filter(tantivy.Query.term_set_query(schema, "document", sorted(documents)))
        case Everything():
            return _filter(tantivy.Query.all_query())
        case Nothing():
            return tantivy.Query.empty_query()


def _phrase(terms: tuple[str, ...], schema: tantivy.Schema) -> tantivy.Query:
    """Return a phrase of two or more terms; one term is a term, and none matches nothing."""
    if len(terms) > 1:
        return tantivy.Query.phrase_query(schema, "stems", list(terms))
    return tantivy.Query.term_query(schema, "stems", terms[0]) if terms else tantivy.Query.empty_query()


def _near(one: str, other: str, distance: int, schema: tantivy.Schema) -> tantivy.Query:
    """Return two terms near each other: one before the other with so many words between, or the other way round."""
    rows = [
        (tantivy.Occur.Should, tantivy.Query.phrase_query(schema, "stems", [first, last], distance - 1))
        for first, last in ((one, other), (other, one))
    ]
    return _filter(tantivy.Query.boolean_query(rows))


def _and(parts: tuple[Query, ...], schema: tantivy.Schema) -> tantivy.Query:
    """Return a conjunction; tantivy wants something to take the Nots from."""
    must = [build_query(part, schema) for part in parts if not isinstance(part, Not)]
    must_not = [build_query(part.part, schema) for part in parts if isinstance(part, Not)]
    clauses = [(tantivy.Occur.Must, part) for part in must or [_filter(tantivy.Query.all_query())]]
    return tantivy.Query.boolean_query(clauses + [(tantivy.Occur.MustNot, part) for part in must_not])


def _or(parts: tuple[Query, ...], at_least: int, schema: tantivy.Schema) -> tantivy.Query:
    """Return a disjunction of which ``at_least`` parts must match."""
    if len(parts) < max(at_least, 1):
        return tantivy.Query.empty_query()
    clauses = [(tantivy.Occur.Should, build_query(part, schema)) for part in parts]
    return tantivy.Query.boolean_query(clauses, minimum_number_should_match=max(at_least, 1))


def _filter(query: tantivy.Query) -> tantivy.Query:
    """Return ``query`` without a score."""
    return tantivy.Query.const_score_query(query, 0.0)
