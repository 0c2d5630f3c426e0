"""Ranking: the candidates of any engine, put in one order by one formula.

The score of a passage is the sum of

- **Divergence from randomness**, the model InL2 (Amati & van Rijsbergen 2002; see :mod:`kurilsearch.search.weighting`),
  over the concepts of the query: ``weight * f / (f + 1)`` with ``f = body * log2(1 + C * average / length) + TITLE *
  title + AUTHOR * author + SECTION * section``, fields added up before they saturate as in BM25F (Robertson, Zaragoza &
  Taylor 2004), the year being one of the author's words. All stems of one word of the query count as one term. The
  weight comes from the word's rarity and is multiplied by how often the query has it; function words weigh a tenth
  beside others.
- **Sequential dependence** (Metzler & Croft 2005): the same saturation over how often neighbours of the query
  stand in a row, and within a window of eight words, with their proportions .85 : .10 : .05.
- **Exactness**: EXACT of a word's weight where the passage has it just as typed, accents included.
- **Tiers**: words near each other, the query as a phrase, and the phrase as typed come first: each of them adds as
  much as all that is above can come to.

A heading says less than what stands under it, and an entry of a list of references less than running text:
KIND weighs them. Passages of one document that follow its best lose DECAY each, down to LEAST, so that one
document does not crowd out the others; a passage with the same words as a better one of the same document goes to
the end. Ties go by file and position. The constants are those that do best over several judged collections; chosen
anew without the one that is judged they stay within its noise (tests/benchmarks/README.md).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kurilsearch.language.tokens import tokenize
from kurilsearch.model import Kind
from kurilsearch.search.concepts import Concepts
from kurilsearch.search.feedback import FEEDBACK_PASSAGES, ORIGINAL, related_stems
from kurilsearch.search.proximity import (
    WINDOW,
    Occurrence,
    Pair,
    Terms,
    count_pairs,
    has_phrase,
    shortest_window,
    stands_in,
)
from kurilsearch.search.weighting import length_factor, rarity, saturated
from kurilsearch.store import Candidate
from kurilsearch.vocabulary.lexicon import Lexicon

TITLE = 1.0
AUTHOR = 1.0
SECTION = 0.5
ORDERED = 0.10 / 0.85
UNORDERED = 0.05 / 0.85
EXACT = 0.1
FUNCTION_WORD = 0.1
KIND: Mapping[Kind, float] = {Kind.HEADING: 0.5, Kind.REFERENCE: 0.8}
DECAY = 0.9
LEAST = 0.6


class Ranked(NamedTuple):
    """A candidate with its score."""

    candidate: Candidate
    score: float


class _Scored:
    """A candidate while it is ranked."""

    __slots__ = ("candidate", "score", "terms")

    def __init__(self, candidate: Candidate) -> None:
        self.candidate = candidate
        self.terms = Terms(candidate.stems)
        self.score = 0.0


class Ranker:
    """Scores passages for one query in one library."""

    def __init__(self, concepts: Concepts, lexicon: Lexicon) -> None:
        """Weigh the concepts and the pairs of neighbours of the query."""
        self._concepts = concepts
        self._lexicon = lexicon
        self._number_of = concepts.number_of()
        self._phrase = " ".join(concepts.as_typed).casefold()
        self._average = lexicon.average_length
        self._weights = self._weigh()
        self._weighed = [
            (weight, concept.typed) for weight, concept in zip(self._weights, concepts.distinct, strict=True)
        ]
        self._pairs = self._weigh_pairs()
        self._headings: dict[tuple[int, tuple[str, ...]], Sequence[tuple[int, float]]] = {}
        self._of_documents: dict[int, Sequence[tuple[int, float]]] = {}
        self._tier = (1 + EXACT) * sum(self._weights) + (ORDERED + UNORDERED) * sum(self._pairs.values())

    def _weigh(self) -> list[float]:
        frequencies = self._lexicon.frequencies(self._number_of)
        passages = self._lexicon.totals.passages
        weights = []
        for concept in self._concepts.distinct:
            df = min(sum(frequencies[stem] for stem in concept.stems), passages)
            weight = concept.times * rarity(df, passages)
            weights.append(weight * FUNCTION_WORD if concept.light else weight)
        return weights

    def _weigh_pairs(self) -> dict[Pair, float]:
        """Return the weights of neighbours: that of the lighter of the two, once, however often they come."""
        return {
            (one, other): min(
                self._weights[one] / self._concepts.distinct[one].times,
                self._weights[other] / self._concepts.distinct[other].times,
            )
            for one, other in pairwise(self._concepts.sequence)
            if one != other
        }

    def rank(self, *groups: Sequence[Candidate], feedback: bool = False) -> list[Ranked]:
        """Return the candidates of each group, best first, those of a group before those of the next.

        With ``feedback`` the passages are scored a second time with the words that the best of the first two groups
        have in common.
        """
        scored = [[_Scored(candidate) for candidate in group] for group in groups]
        together = [passage for group in scored for passage in group]
        for passage in together:
            passage.score = self._score(passage.candidate, passage.terms)
        if feedback and self._weights:
            self._score_again(together, [passage for group in scored[:2] for passage in group])
        return self._spread(scored)

    def _score(self, candidate: Candidate, terms: Terms) -> float:
        occurrences = terms.occurrences(self._number_of)
        counts = [0] * len(self._weights)
        for _, number in occurrences:
            counts[number] += 1
        factor = length_factor(terms.length, self._average)
        frequencies = [count * factor for count in counts]
        for number, amount in self._in_headings(candidate.document, candidate.section):
            frequencies[number] += amount
        folded = candidate.text.casefold()
        score = 0.0
        for number, (weight, typed) in enumerate(self._weighed):
            frequency = frequencies[number]
            if frequency:
                score += weight * saturated(frequency)
                if counts[number] and stands_in(typed, folded):
                    score += EXACT * weight
        if self._pairs and len(occurrences) > 1:
            ordered, unordered = count_pairs(occurrences, self._pairs)
            if unordered:
                score += self._proximity(ordered, unordered, factor)
            if 0 not in counts:
                score += self._tier * self._tier_of(folded, occurrences, ordered, unordered)
        return score * KIND.get(candidate.kind, 1.0)

    def _in_headings(self, document: int, section: tuple[str, ...]) -> Sequence[tuple[int, float]]:
        """Return what title, author and year of the document and the headings above a passage hold of the query."""
        found = self._headings.get((document, section))
        if found is None and self._lexicon.stems_above(document, section).isdisjoint(self._number_of):
            found = self._headings[document, section] = ()
        if found is None:
            of_document = self._of_documents.get(document)
            if of_document is None:
                of_document = self._of_documents[document] = (
                    *self._held_by(self._lexicon.title_stems(document), TITLE),
                    *self._held_by(self._lexicon.author_stems(document), AUTHOR),
                )
            of_section = self._held_by(self._lexicon.section_stems(document, section), SECTION) if section else ()
            found = self._headings[document, section] = (*of_document, *of_section)
        return found

    def _held_by(self, stems: Mapping[str, int], weight: float) -> Sequence[tuple[int, float]]:
        """Return the words of the query that a heading with these stems holds, and what each comes to."""
        if stems.keys().isdisjoint(self._number_of):
            return ()
        return [(number, weight * stems[stem]) for stem, number in self._number_of.items() if stem in stems]

    def _proximity(self, ordered: Mapping[Pair, int], unordered: Mapping[Pair, int], factor: float) -> float:
        score = 0.0
        for pair, count in unordered.items():
            score += UNORDERED * self._pairs[pair] * saturated(count * factor)
        for pair, count in ordered.items():
            score += ORDERED * self._pairs[pair] * saturated(count * factor)
        return score

    def _tier_of(
        self,
        folded: str,
        occurrences: Sequence[Occurrence],
        ordered: Mapping[Pair, int],
        unordered: Mapping[Pair, int],
    ) -> int:
        """Return the tier of a passage that has all the words; ``folded`` is its text in small letters.

        That is 3 for the query as a phrase word for word, 2 for a phrase of other forms, 1 for words near each other.
        """
        concepts = self._concepts
        if concepts.folded and len(ordered) == len(self._pairs) and has_phrase(occurrences, concepts.sequence):
            if stands_in((self._phrase,), folded):
                return 3
            if folded.isascii():
                return 2
            words = " ".join(token.word for token in tokenize(folded))
            return 3 if f" {' '.join(concepts.folded)} " in f" {words} " else 2
        number = len(self._weights)
        if number == 2:
            return int(bool(unordered))
        shortest = shortest_window(occurrences, number)
        return int(shortest is not None and shortest <= max(WINDOW, 2 * number))

    def _score_again(self, scored: Sequence[_Scored], first: Sequence[_Scored]) -> None:
        """Add the related stems to the scores, in the proportion of :mod:`kurilsearch.search.feedback`."""
        best = sorted(first, key=lambda passage: -passage.score)[:FEEDBACK_PASSAGES]
        related = related_stems([(self._stem_frequencies(passage), passage.score) for passage in best], self._lexicon)
        telling = sum(
            weight for weight, concept in zip(self._weights, self._concepts.distinct, strict=True) if not concept.light
        )
        scale = telling * (1 - ORIGINAL) / ORIGINAL
        for passage in scored:
            gain = 0.0
            for stem, frequency in self._stem_frequencies(passage, related).items():
                gain += related[stem] * saturated(frequency)
            passage.score += scale * gain

    def _stem_frequencies(self, passage: _Scored, among: Collection[str] | None = None) -> dict[str, float]:
        """Return how often each stem, of those ``among``, stands in a passage and its title, normalised."""
        factor = length_factor(passage.terms.length, self._average)
        stems = passage.candidate.stems.split()
        counts: dict[str, int] = {}
        for stem in stems if among is None else [stem for stem in stems if stem in among]:
            counts[stem] = counts.get(stem, 0) + 1
        found = {stem: count * factor for stem, count in counts.items()}
        title = self._lexicon.title_stems(passage.candidate.document)
        if among is None or not title.keys().isdisjoint(among):
            for stem, count in title.items():
                if among is None or stem in among:
                    found[stem] = found.get(stem, 0.0) + TITLE * count
        return found

    def _spread(self, groups: Sequence[Sequence[_Scored]]) -> list[Ranked]:
        """Order each group, and raise the scores of each above those of the next, so that scores fall with the rank."""
        before: dict[str, int] = {}
        ordered = [self._ordered(group, before) for group in groups]
        ranked: list[Ranked] = []
        above = 0.0
        for group in reversed(ordered):
            ranked[:0] = [Ranked(candidate, score + above) for candidate, score in group]
            above = ranked[0].score if ranked else 0.0
        return ranked

    def _ordered(self, scored: Sequence[_Scored], before: dict[str, int]) -> list[tuple[Candidate, float]]:
        """Order by score, let the further passages of a document sink, and put repeated ones last.

        ``before`` counts the passages of each file that stand before.
        """
        document = self._lexicon.document
        files = {number: document(number).file for number in {passage.candidate.document for passage in scored}}
        ordered = sorted(
            [
                (-passage.score, files[passage.candidate.document], passage.candidate.position, number)
                for number, passage in enumerate(scored)
            ]
        )
        seen: set[tuple[str, str]] = set()
        fresh: list[tuple[float, str, int, int]] = []
        repeated: list[tuple[float, str, int, int]] = []
        for score, file, position, number in ordered:
            words = (file, scored[number].candidate.stems)
            if words in seen:
                repeated.append((score, file, position, number))
                continue
            seen.add(words)
            count = before.get(file, 0)
            before[file] = count + 1
            fresh.append((score * max(DECAY**count, LEAST), file, position, number))
        fresh.sort()
        return [(scored[number].candidate, -score) for score, _, _, number in [*fresh, *repeated]]
