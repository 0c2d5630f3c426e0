"""Many quotations at once, for a library far away: what is asked first of all of them is one journey, not one each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kurilsearch.engines.engine import Engine
from kurilsearch.errors import QueryError
from kurilsearch.match.candidates import Questions, Sources
from kurilsearch.match.claims import find_claims
from kurilsearch.match.other_names import with_variants
from kurilsearch.match.quotation import Quotation, read_quotation
from kurilsearch.query import Query
from kurilsearch.store import StoreReader
from kurilsearch.vocabulary.equivalents import NO_EQUIVALENTS, Equivalents
from kurilsearch.vocabulary.lexicon import Lexicon, lexicon_of

AT_ONCE = 30
"""Quotations that are asked for together: engine and store remember what was answered of so many."""


def foresee_quotations(
    store: StoreReader,
    engine: Engine,
    texts: Sequence[str],
    *,
    equivalents: Equivalents = NO_EQUIVALENTS,
    documents: frozenset[int] | None = None,
) -> None:
    """Have answered together what :func:`kurilsearch.match.find.find_quotation` asks first of each of ``texts``.

    An engine at hand is asked nothing: see :meth:`Engine.foresee`. What cannot be looked for is left out here.
    """
    sources = Sources(lexicon_of(store, equivalents), engine, documents)
    sources.foresee(lambda: _first_questions(texts, sources))


def _first_questions(texts: Sequence[str], sources: Sources) -> Iterator[tuple[Query, int]]:
    lexicon = sources.lexicon
    quotations = list(_readable(texts, lexicon))
    words = {word for quotation in quotations for _, _, word in quotation.words}
    lexicon.store.vocabulary.word_frequencies(words)
    lexicon.look_up_variants(words)
    terms = {term for quotation in quotations for piece in quotation.pieces for term in piece.terms}
    lexicon.frequencies({stem for term in terms for stem in lexicon.stems(term)})
    for quotation in quotations:
        yield from Questions(with_variants(quotation, lexicon), sources).first()


def _readable(texts: Sequence[str], lexicon: Lexicon) -> Iterator[Quotation]:
    for text in texts:
        try:
            claims = find_claims(text, lexicon.named_words.__contains__)
            yield read_quotation(text, [claim.span for claim in claims])
        except QueryError:
            continue  # whoever looks for it is told
