"""What the engine is asked, together with what must be checked above it because engines do not know nearness."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import product
from typing import NamedTuple

from kurilsearch.language.tokens import tokenize
from kurilsearch.model import Kind
from kurilsearch.query import And, Everything, InDocuments, Near, Not, Nothing, OfKind, Or, Phrase, Query, Term
from kurilsearch.search.proximity import Terms, are_linked
from kurilsearch.store import Candidate

_MOST_PAIRS = 64
"""Pairs of stems that engines are asked for; of words in more spellings nearness is checked above them."""


class View:
    """A candidate as a check looks at it: its id, its terms in both fields, its kind, document and headings."""

    def __init__(self, candidate: Candidate) -> None:
        """Take the candidate; the folded words are only made when asked for."""
        self._text = candidate.text
        self._stems = candidate.stems
        self.terms = Terms(candidate.stems)
        self.kind: Kind = candidate.kind
        self.document = candidate.document
        self.passage = candidate.id
        self.section = candidate.section

    @cached_property
    def stems(self) -> list[str]:
        """The stems, in order."""
        return self._stems.split()

    @cached_property
    def words(self) -> list[str]:
        """The folded words, in step with ``stems``."""
        return [token.word for token in tokenize(self._text)]


Check = Callable[[View], bool]


class CheckedQuery(NamedTuple):
    """An ``engine_query``, and the ``check`` that its passages must pass; None where the answer is exact.

    With a check the engine's passages hold all those meant, and some more.
    """

    engine_query: Query
    check: Check | None = None


def near(groups: Sequence[frozenset[str]], distance: int) -> CheckedQuery:
    """Ask for passages in which a stem of each group stands within ``distance`` words of the next one."""
    parts = [either(tuple(Term(stem) for stem in sorted(group))) for group in groups]
    if len(groups) == 2 and groups[0].isdisjoint(groups[1]) and distance > 0:
        pairs = [Near(one, other, distance) for one, other in product(sorted(groups[0]), sorted(groups[1]))]
        if len(pairs) <= _MOST_PAIRS:
            return CheckedQuery(And((*parts, either(pairs))))
    return CheckedQuery(And(tuple(parts)), lambda view: are_linked(view.terms, groups, distance))


def all_of(parts: Sequence[CheckedQuery]) -> CheckedQuery:
    """Ask for all the parts."""
    if len(parts) == 1:
        return parts[0]
    queries = tuple(inner for part in parts for inner in _flat(part.engine_query))
    if all(part.check is None for part in parts):
        return CheckedQuery(And(queries))
    checks = [check_of(part) for part in parts]
    return CheckedQuery(And(queries), lambda view: all(check(view) for check in checks))


def _flat(query: Query) -> tuple[Query, ...]:
    return query.parts if isinstance(query, And) else (query,)


def any_of(parts: Sequence[CheckedQuery], at_least: int = 1) -> CheckedQuery:
    """Ask for at least so many of the parts."""
    if len(parts) == 1:
        return parts[0]
    # An engine's Or takes no bare Not; inside an And it does.
    queries = tuple(
        And((part.engine_query,)) if isinstance(part.engine_query, Not) else part.engine_query for part in parts
    )
    if all(part.check is None for part in parts):
        return CheckedQuery(Or(queries, at_least))
    checks = [check_of(part) for part in parts]
    return CheckedQuery(Or(queries, at_least), lambda view: sum(check(view) for check in checks) >= at_least)


def none_of(part: CheckedQuery) -> CheckedQuery:
    """Ask for all passages that are not meant by ``part``."""
    check = part.check
    if check is None:
        return CheckedQuery(Not(part.engine_query))
    return CheckedQuery(Everything(), lambda view: not check(view))


def either(queries: Sequence[Query]) -> Query:
    """Return the query for any of the given ones."""
    if not queries:
        return Nothing()
    return queries[0] if len(queries) == 1 else Or(tuple(queries))


def check_of(part: CheckedQuery) -> Check:
    """Return what tells of a passage whether it is meant by ``part``."""
    return part.check or (lambda view: holds(part.engine_query, view))


def holds(query: Query, view: View) -> bool:
    """Return whether a passage matches an engine query; what an engine answers for this one passage."""
    match query:
        case Term(text, field):
            return text in (view.stems if field == "stems" else view.words)
        case Phrase(terms):
            return _holds_phrase(terms, view.stems)
        case Near(one, other, distance):
            return are_linked(view.terms, [frozenset((one,)), frozenset((other,))], distance)
        case And(parts):
            return all(holds(part, view) for part in parts)
        case Or(parts, at_least):
            return sum(holds(part, view) for part in parts) >= at_least
        case Not(part):
            return not holds(part, view)
        case OfKind(kinds):
            return view.kind in kinds
        case InDocuments(documents):
            return view.document in documents
        case Everything():
            return True
        case Nothing():
            return False


def _holds_phrase(terms: Sequence[str], words: Sequence[str]) -> bool:
    # joined with spaces at both ends, so that a term is found whole
    return f" {' '.join(terms)} " in f" {' '.join(words)} "
