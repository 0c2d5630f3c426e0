"""Quoting: a quotation is located, and held against its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from kurilsearch.errors import QueryError

if TYPE_CHECKING:
    from kurilsearch.library.parts import Parts
    from kurilsearch.quotation_result import QuotationResult


class Quoting:
    """The part of a library that finds quotations in it."""

    def __init__(self, parts: Parts) -> None:
        """Take what it works with."""
        self.parts = parts

    def find(
        self, text: str, limit: int, documents: frozenset[int] | None = None, *, context: bool = False
    ) -> QuotationResult:
        """Return where a quotation stands; see :meth:`kurilsearch.Library.find_quotation`."""
        from kurilsearch.match.find import find_quotation

        return find_quotation(
            self.parts.store,
            self.parts.engine,
            text,
            limit,
            equivalents=self.parts.equivalents,
            documents=documents,
            context=context,
        )

    def answer(
        self, text: str, limit: int, documents: frozenset[int] | None = None, *, context: bool = False
    ) -> QuotationResult:
        """Return the same; for a text that cannot be looked for, a note that says why."""
        try:
            return self.find(text, limit, documents, context=context)
        except QueryError as error:
            from kurilsearch.quotation_result import QuotationResult

            return QuotationResult(text, (), notes=(str(error),))

    def answers(
        self, texts: Iterable[str], limit: int, documents: frozenset[int] | None = None, *, context: bool = False
    ) -> Iterator[QuotationResult]:
        """Yield the answer to each of ``texts`` in order."""
        from kurilsearch.match.foresee import AT_ONCE, foresee_quotations

        parts = self.parts
        waiting = iter(texts)
        while some := list(islice(waiting, AT_ONCE)):
            foresee_quotations(parts.store, parts.engine, some, equivalents=parts.equivalents, documents=documents)
            for text in some:
                yield self.answer(text, limit, documents, context=context)
