"""Candidates: which passages are worth holding against a quotation, the cheapest and likeliest questions first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kurilsearch.engines.engine import Engine, Question
from kurilsearch.match.quotation import Quotation, Variants
from kurilsearch.match.words import terms_of_words
from kurilsearch.query import And, InDocuments, Or, Phrase, Query, Term
from kurilsearch.vocabulary.lexicon import Lexicon

_LONGEST_PHRASE = 12
_ROW = 6
"""Words of a longer quotation that are asked for in a row: few enough to be whole in most that are damaged."""

_FEWEST, _FEW, _MORE, _MANY = 25, 60, 150, 1000
_RAREST, _RARE, _RARER = 3, 7, 14
"""How many of the rarest words are asked for: few are answered fast, more find what is badly damaged."""

_SHORT = 14
"""In quotations of so many words pairs of neighbours are asked for too: the words alone may all be common."""

_LONG_WORD = 4
_MOST_RESPELT = 6
_MOST_EDITS = 2
"""Words that stand nowhere are given the likest spelling that the library has, if they are long enough and few."""

_FEWEST_IN_HALF = 4


class Sources(NamedTuple):
    """Where a quotation is looked for: in a whole library, or in some ``documents`` of it."""

    lexicon: Lexicon
    engine: Engine
    documents: frozenset[int] | None = None

    def ask(self, query: Query, limit: int) -> tuple[int, ...]:
        """Return the ``limit`` best passages that match."""
        return self.engine.search(self._there(query), limit, count=False).passages

    def foresee(self, questions: Callable[[], Iterable[tuple[Query, int]]]) -> None:
        """Have an engine and a store far away answer at once what :meth:`ask` will be asked, and read the passages."""
        asked = self.engine.foresee(
            lambda: [Question(self._there(query), limit, total=False) for query, limit in questions()]
        )
        if asked:
            self.lexicon.store.candidates(asked)

    def _there(self, query: Query) -> Query:
        return query if self.documents is None else And((query, InDocuments(self.documents)))


class CandidateBatch(NamedTuple):
    """The passages that answered one question, best first, and the words of the quotation that were asked for."""

    passages: tuple[int, ...]
    words: tuple[str, ...]


class Questions:
    """The questions that are put to the engine for one quotation, in stems."""

    def __init__(self, quotation: Quotation, sources: Sources) -> None:
        """Look up how often all words of the quotation stand."""
        self.ask = sources.ask
        self._foresee = sources.foresee
        self._lexicon = sources.lexicon
        self._variants = quotation.variants
        self._other_terms = _terms_of_variants(quotation.variants)
        self._memo: dict[str, tuple[tuple[str, ...], int]] = {}
        self._typed = [term for piece in quotation.pieces for term in piece.terms]
        self._look_up(self._typed)
        self.terms = self._as_they_stand(self._typed)
        """The words as the library spells them."""
        self._longest = self._as_they_stand(max(quotation.pieces, key=lambda piece: len(piece.terms)).terms)

    def candidates(self) -> Iterator[CandidateBatch]:
        """Yield batches of candidates; the caller stops as soon as one of them holds the quotation beyond doubt."""
        terms, longest = self.terms, self._longest
        self._foresee(self.first)
        for query, limit in self.first():
            yield CandidateBatch(self.ask(query, limit), terms)
        self._foresee(self._further)
        respelt = self._respelt(terms)
        if respelt != terms:
            yield CandidateBatch(self.ask(self._any_of(self._rarest(respelt, _RARER)), _FEW), respelt)
        if len(terms) > 1:
            if len(longest) <= _SHORT:
                yield CandidateBatch(self.ask(self._pairs(longest), _MORE), terms)
            yield CandidateBatch(self.ask(self._any_of(self._rarest(terms, _RARER)), _MORE), terms)

    def first(self) -> Iterator[tuple[Query, int]]:
        """Yield what is asked in any case: a few words in a row, or all, and then the rarest of them."""
        terms, longest = self.terms, self._longest
        yield self._phrase(longest if len(longest) <= _LONGEST_PHRASE else self._row_around_rarest(longest)), _FEW
        if len(terms) > 1:
            yield self._any_of(self._rarest(terms, _RARE)), _FEW if len(terms) <= _SHORT else _FEWEST

    def wider_candidates(self) -> Iterator[CandidateBatch]:
        """Yield further batches, for a quotation that is damaged so badly that it was not among the first ones."""
        terms, longest = self.terms, self._longest
        if len(longest) >= 2 * _FEWEST_IN_HALF:
            for half in (longest[: len(longest) // 2], longest[len(longest) // 2 :]):
                yield CandidateBatch(self.ask(self._any_of(self._rarest(half, _RARE)), _FEW), half)
        if len(terms) > 1:
            yield CandidateBatch(self.ask(self._any_of(self._rarest(terms, _RARER)), _MANY), terms)

    def _further(self) -> Iterator[tuple[Query, int]]:
        """Yield what is asked where the first questions were not enough, but for what depends on their answers."""
        if len(self._longest) <= _SHORT:
            yield self._pairs(self._longest), _MORE
        yield self._any_of(self._rarest(self.terms, _RARER)), _MORE
        yield self._any_of(self._rarest(self.terms, _RAREST)), _FEWEST

    def runners_up(self) -> CandidateBatch:
        """Return the passages that may hold nearly the same words, for a quotation that was found already."""
        return CandidateBatch(self.ask(self._any_of(self._rarest(self.terms, _RARE)), _FEWEST), self.terms)

    def rarest_words(self) -> CandidateBatch:
        """Return the passages that hold the rarest words of a quotation: they may be what its writer remembered."""
        return CandidateBatch(self.ask(self._any_of(self._rarest(self.terms, _RAREST)), _FEWEST), self.terms)

    def phrase(self) -> CandidateBatch:
        """Return the passages that hold a few words of a quotation in a row, the rarest of them among these."""
        terms = self._longest
        row = terms if len(terms) <= _ROW else self._row_around_rarest(terms)
        return CandidateBatch(self.ask(self._phrase(row), _FEWEST), terms)

    def share_known(self) -> float:
        """Return which share of a quotation's different words stands in the library: of a misread one few do."""
        terms = set(self._typed)
        return sum(self._frequency(term) > 0 for term in terms) / len(terms)

    def _respelt(self, terms: Sequence[str]) -> tuple[str, ...]:
        """Return ``terms`` with the word of the library that is most like it for each that stands nowhere."""
        unknown = [term for term in dict.fromkeys(terms) if len(term) >= _LONG_WORD and not self._frequency(term)]
        near = {term: self._nearest(term) for term in unknown[:_MOST_RESPELT]}
        return tuple(near.get(term, term) for term in terms)

    def _nearest(self, term: str) -> str:
        near = self._lexicon.store.vocabulary.words_near(term, _MOST_EDITS, 1)
        return near[0].word if near else term

    def _look_up(self, terms: Iterable[str]) -> None:
        """Let the lexicon read how often all of ``terms`` stand, which is quicker at once than one by one."""
        words = {word for term in terms for word in (term, *self._other_terms.get(term, ()))}
        self._lexicon.frequencies({stem for word in words for stem in self._lexicon.stems(word)})

    def _as_they_stand(self, terms: Iterable[str]) -> tuple[str, ...]:
        """Return ``terms`` with the library's spelling for those that stand nowhere as they are."""
        return tuple(standing for term in terms for standing in self._as_it_stands(term))

    def _as_it_stands(self, term: str) -> tuple[str, ...]:
        """Return a term, or those of the name that stands for it: of one word rather than of several."""
        variants = self._variants.get(term)
        if not variants or self._frequencies_of(term):
            return (term,)
        return terms_of_words(min(variants, key=lambda name: (" " in name, name)).split())

    def _frequencies_of(self, term: str) -> int:
        stems = self._lexicon.stems(term)
        frequencies = self._lexicon.frequencies(stems)
        return sum([frequencies[stem] for stem in stems])

    def _rarest(self, terms: Iterable[str], number: int) -> list[str]:
        """Return the rarest of ``terms`` that stand anywhere."""
        frequency = {term: self._frequency(term) for term in dict.fromkeys(terms)}
        known = [term for term, passages in frequency.items() if passages]
        return sorted(known, key=lambda term: frequency[term])[:number]

    def _row_around_rarest(self, terms: Sequence[str]) -> Sequence[str]:
        """Return a few words in a row of which one is the rarest that stands anywhere."""
        rarest = self._rarest(terms, 1)
        place = terms.index(rarest[0]) if rarest else 0
        start = min(max(place - _ROW // 2, 0), len(terms) - _ROW)
        return terms[start : start + _ROW]

    def _frequency(self, term: str) -> int:
        return self._known(term)[1]

    def _stems(self, term: str) -> tuple[str, ...]:
        """Return the stems of a word and of what stands for it."""
        return self._known(term)[0]

    def _known(self, term: str) -> tuple[tuple[str, ...], int]:
        """Return the stems of a word and of what stands for it, and how often they stand."""
        known = self._memo.get(term)
        if known is None:
            stems = self._lexicon.stems(term)
            if others := self._other_terms.get(term):
                stems = tuple(dict.fromkeys(stem for word in (term, *others) for stem in self._lexicon.stems(word)))
            frequencies = self._lexicon.frequencies(stems)
            known = self._memo[term] = stems, sum([frequencies[stem] for stem in stems])
        return known

    def _any_of(self, terms: Iterable[str]) -> Query:
        stems = dict.fromkeys(stem for term in terms for stem in self._stems(term))
        return Or(tuple(Term(stem) for stem in stems))

    def _phrase(self, terms: Sequence[str]) -> Query:
        if len(terms) == 1:
            return self._any_of(terms)
        rows = self._lexicon.rows_of_stems(terms)
        return Or(tuple(Phrase(row) for row in rows)) if len(rows) > 1 else Phrase(rows[0])

    def _pairs(self, terms: Sequence[str]) -> Query:
        """Ask for neighbours: two or more words in a row are rare where each of them is common."""
        rows = self._lexicon.rows_of_stems(terms)
        pairs = dict.fromkeys(pair for row in rows for pair in pairwise(row))
        return Or(tuple(Phrase(pair) for pair in pairs))


def _terms_of_variants(variants: Variants) -> dict[str, list[str]]:
    """Return for each term of a quotation those of the index that may stand for it, in names of several words too."""
    found: dict[str, list[str]] = {}
    for row, others in variants.items():
        other_terms = [term for other in others for term in terms_of_words(other.split())]
        for term in (*row.split(), *terms_of_words(row.split())):
            found.setdefault(term, []).extend(other_terms)
    return found
