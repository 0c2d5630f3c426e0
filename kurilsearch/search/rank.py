"""Ranking: the candidates of any engine, put in one order by one formula.

The score of a passage is the sum of

- **BM25F** (Robertson, Zaragoza & Taylor 2004) over the concepts of the query: ``weight * (K1 + 1) * tf / (K1 + tf)``
  with ``tf = body / (1 - B + B * length / average) + TITLE * title + AUTHOR * author + SECTION * section``, the
  year being one of the author's words. All stems of one word of
  the query count as one term. The weight is ``log(1 + (N - df + .5) / (df + .5))`` times how often the query has
  the word; function words weigh a tenth beside others.
- **Sequential dependence** (Metzler & Croft 2005): the same saturation over how often neighbours of the query
  stand in a row, and within a window of eight words, with their proportions .85 : .10 : .05.
- **Exactness**: EXACT of a word's weight where the passage has it just as typed, accents included.
- **Tiers**: words near each other, the query as a phrase, and the phrase as typed come first: each of them adds as
  much as all that is above can come to.

A heading says less than what stands under it, and an entry of a list of references less than running text:
KIND weighs them. Passages of one document that follow its best lose DECAY each, down to LEAST, so that one
document does not crowd out the others; a passage with the same words as a better one of the same document goes to
the end. Ties go by file and position. K1 and B are the values recommended by Robertson & Zaragoza (2009).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kurilsearch.language.tokens import tokenize
from kurilsearch.model import Kind
from kurilsearch.search.concepts import Concepts
from kurilsearch.search.feedback import FEEDBACK_PASSAGES, related_stems
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
from kurilsearch.store import Candidate
from kurilsearch.vocabulary.lexicon import Lexicon

K1 = 1.2
B = 0.75
TITLE = 1.0
AUTHOR = 1.0
SECTION = 0.5
ORDERED = 0.10 / 0.85
UNORDERED = 0.05 / 0.85
EXACT = 0.25
FUNCTION_WORD = 0.1
KIND: Mapping[Kind, float] = {Kind.HEADING: 0.5, Kind.REFERENCE: 0.8}
DECAY = 0.9
LEAST = 0.6


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score."""

    candidate: Candidate
    score: float


@dataclass(slots=True)
class _Scored:
    """A candidate while it is ranked."""

    candidate: Candidate
    terms: Terms
    score: float = 0.0


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
        self._headings: dict[tuple[int, tuple[str, ...]], list[tuple[int, float]]] = {}
        bound = (K1 + 1) * (sum(self._weights) + (ORDERED + UNORDERED) * sum(self._pairs.values()))
        self._tier = bound + EXACT * sum(self._weights)

    def _weigh(self) -> list[float]:
        frequencies = self._lexicon.frequencies(self._number_of)
        passages = self._lexicon.totals.passages
        weights = []
        for concept in self._concepts.distinct:
            df = min(sum(frequencies[stem] for stem in concept.stems), passages)
            weight = concept.count * math.log(1 + (passages - df + 0.5) / (df + 0.5))
            weights.append(weight * FUNCTION_WORD if concept.light else weight)
        return weights

    def _weigh_pairs(self) -> dict[Pair, float]:
        """Return the weights of neighbours: that of the lighter of the two, once, however often they come."""
        return {
            (one, other): min(
                self._weights[one] / self._concepts.distinct[one].count,
                self._weights[other] / self._concepts.distinct[other].count,
            )
            for one, other in pairwise(self._concepts.sequence)
            if one != other
        }

    def rank(self, *groups: Sequence[Candidate], feedback: bool = False) -> list[Ranked]:
        """Return the candidates of each group, best first, those of a group before those of the next.

        With ``feedback`` the passages are scored a second time with the words that the best of the first two groups
        have in common.
        """
        scored = [[_Scored(candidate, Terms(candidate.stems)) for candidate in group] for group in groups]
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
        norm = 1 - B + B * terms.length / self._average
        frequencies = [count / norm for count in counts]
        for number, amount in self._in_headings(candidate.document, candidate.section):
            frequencies[number] += amount
        folded = candidate.text.casefold()
        score = 0.0
        for number, (weight, typed) in enumerate(self._weighed):
            frequency = frequencies[number]
            if frequency:
                score += weight * (K1 + 1) * frequency / (K1 + frequency)
                if counts[number] and any(stands_in(word, folded) for word in typed):
                    score += EXACT * weight
        if self._pairs and len(occurrences) > 1:
            ordered, unordered = count_pairs(occurrences, self._pairs)
            if unordered:
                score += self._proximity(ordered, unordered, K1 * norm)
            if 0 not in counts:
                score += self._tier * self._tier_of(folded, occurrences, ordered, unordered)
        return score * KIND.get(candidate.kind, 1.0)

    def _in_headings(self, document: int, section: tuple[str, ...]) -> Sequence[tuple[int, float]]:
        """Return what title, author and year of the document and the headings above a passage hold of the query."""
        found = self._headings.get((document, section))
        if found is None:
            title = self._lexicon.title_stems(document)
            author = self._lexicon.author_stems(document)
            found = [(self._number_of[stem], TITLE * title[stem]) for stem in self._number_of.keys() & title.keys()]
            found += [(self._number_of[stem], AUTHOR * author[stem]) for stem in self._number_of.keys() & author.keys()]
            if section:
                stems = self._lexicon.section_stems(document, section)
                shared = self._number_of.keys() & stems.keys()
                found += [(self._number_of[stem], SECTION * stems[stem]) for stem in shared]
            self._headings[document, section] = found
        return found

    def _proximity(self, ordered: Mapping[Pair, int], unordered: Mapping[Pair, int], saturation: float) -> float:
        score = 0.0
        for pair, count in unordered.items():
            score += UNORDERED * self._pairs[pair] * (K1 + 1) * count / (saturation + count)
        for pair, count in ordered.items():
            score += ORDERED * self._pairs[pair] * (K1 + 1) * count / (saturation + count)
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
            if stands_in(self._phrase, folded):
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
        related = related_stems([(passage.candidate.stems.split(), passage.score) for passage in best], self._lexicon)
        scale = sum(concept.count for concept in self._concepts.distinct if not concept.light)
        for passage in scored:
            norm = K1 * (1 - B + B * passage.terms.length / self._average)
            for stem, weight in related.items():
                count = passage.terms.count(stem)
                if count:
                    passage.score += scale * weight * (K1 + 1) * count / (norm + count)

    def _spread(self, groups: Sequence[Sequence[_Scored]]) -> list[Ranked]:
        """Order each group, and raise the scores of each above those of the next, so that scores fall with the rank."""
        before: dict[str, int] = {}
        ordered = [self._ordered(group, before) for group in groups]
        ranked: list[Ranked] = []
        above = 0.0
        for group in reversed(ordered):
            ranked[:0] = [Ranked(each.candidate, each.score + above) for each in group]
            above = ranked[0].score if ranked else 0.0
        return ranked

    def _ordered(self, scored: Sequence[_Scored], before: dict[str, int]) -> list[Ranked]:
        """Order by score, let the further passages of a document sink, and put repeated ones last.

        ``before`` counts the passages of each file that stand before.
        """
        document = self._lexicon.document
        ordered = sorted(
            (-passage.score, document(passage.candidate.document).file, passage.candidate.position, number)
            for number, passage in enumerate(scored)
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
        return [Ranked(scored[number].candidate, -score) for score, _, _, number in [*fresh, *repeated]]
