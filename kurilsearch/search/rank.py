"""Ranking: the candidates of any engine, put in one order by one formula.

The score of a passage is the sum of

- **BM25F** (Robertson, Zaragoza & Taylor 2004) over the concepts of the query: ``weight * (K1 + 1) * tf / (K1 + tf)``
  with ``tf = body / (1 - B + B * length / average) + TITLE * title + SECTION * section``. All stems of one word of
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

from kurilsearch.model import Kind
from kurilsearch.search.concepts import Concepts
from kurilsearch.search.feedback import related_stems
from kurilsearch.search.lexicon import Lexicon
from kurilsearch.search.proximity import WINDOW, Occurrence, count_pairs, phrase_starts, shortest_window
from kurilsearch.store import Candidate
from kurilsearch.tokens import tokenize

K1 = 1.2
B = 0.75
TITLE = 1.0
SECTION = 0.5
ORDERED = 0.10 / 0.85
UNORDERED = 0.05 / 0.85
EXACT = 0.1
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
    """A candidate while it is ranked: its terms, what its body, title and section hold of the query, its score."""

    candidate: Candidate
    stems: list[str]
    score: float = 0.0


class Ranker:
    """Scores passages for one query in one library."""

    def __init__(self, concepts: Concepts, lexicon: Lexicon) -> None:
        """Weigh the concepts and the pairs of neighbours of the query."""
        self._concepts = concepts
        self._lexicon = lexicon
        self._number_of = concepts.number_of()
        self._functional = self._find_functional()
        self._weights = self._weigh()
        self._pairs = self._weigh_pairs()
        bound = (K1 + 1) * (sum(self._weights) + (ORDERED + UNORDERED) * sum(self._pairs.values()))
        self._tier = bound + EXACT * sum(self._weights)

    def _find_functional(self) -> list[bool]:
        """Return which concepts are function words beside words that are not."""
        concepts = self._concepts.distinct
        if len(concepts) < 3:
            return [False] * len(concepts)
        functional = [
            concept.words is None and all(typed in self._lexicon.function_words for typed in concept.typed)
            for concept in concepts
        ]
        return [False] * len(concepts) if all(functional) else functional

    def _weigh(self) -> list[float]:
        frequencies = self._lexicon.frequencies(self._number_of)
        passages = self._lexicon.totals.passages
        weights = []
        for concept, is_functional in zip(self._concepts.distinct, self._functional, strict=True):
            df = min(sum(frequencies[stem] for stem in concept.stems), passages)
            weight = concept.count * math.log(1 + (passages - df + 0.5) / (df + 0.5))
            weights.append(weight * FUNCTION_WORD if is_functional else weight)
        return weights

    def _weigh_pairs(self) -> dict[tuple[int, int], float]:
        """Return the weights of neighbours: that of the lighter of the two, once, however often they come."""
        sequence = self._concepts.sequence
        return {
            (one, other): min(
                self._weights[one] / self._concepts.distinct[one].count,
                self._weights[other] / self._concepts.distinct[other].count,
            )
            for one, other in pairwise(sequence)
            if one != other
        }

    def rank(self, candidates: Sequence[Candidate], *, feedback: bool = False) -> list[Ranked]:
        """Return the candidates, best first.

        With ``feedback`` the passages are scored a second time with the words that the best of them have in common.
        """
        scored = [_Scored(candidate, candidate.stems.split()) for candidate in candidates]
        for passage in scored:
            passage.score = self._score(passage)
        if feedback and self._weights:
            self._score_again(scored)
        return self._spread(scored)

    def _score(self, passage: _Scored) -> float:
        candidate, stems = passage.candidate, passage.stems
        number_of = self._number_of
        occurrences = [(position, number_of[stem]) for position, stem in enumerate(stems) if stem in number_of]
        counts = [0.0] * len(self._weights)
        for _, number in occurrences:
            counts[number] += 1.0
        norm = 1 - B + B * len(stems) / self._lexicon.average_length
        present = sum(count > 0 for count in counts)
        frequencies = [count / norm for count in counts]
        self._add_headings(candidate, frequencies)
        score = sum(
            weight * (K1 + 1) * frequency / (K1 + frequency)
            for weight, frequency in zip(self._weights, frequencies, strict=True)
        )
        if present > 1 and self._pairs:
            score += self._proximity(occurrences, K1 * norm)
        score += self._exactness(candidate.text, counts)
        score += self._tier * self._tier_of(candidate, occurrences, present)
        return score * KIND.get(candidate.kind, 1.0)

    def _add_headings(self, candidate: Candidate, frequencies: list[float]) -> None:
        """Add what the document's title and the headings above the passage hold of the query."""
        title = self._lexicon.title_stems(candidate.document)
        for stem in self._number_of.keys() & title.keys():
            frequencies[self._number_of[stem]] += TITLE * title[stem]
        if candidate.section:
            section = self._lexicon.section_stems(candidate.document, candidate.section)
            for stem in self._number_of.keys() & section.keys():
                frequencies[self._number_of[stem]] += SECTION * section[stem]

    def _proximity(self, occurrences: Sequence[Occurrence], saturation: float) -> float:
        ordered, unordered = count_pairs(occurrences, self._pairs)
        score = 0.0
        for share, found in ((ORDERED, ordered), (UNORDERED, unordered)):
            for pair, count in found.items():
                score += share * self._pairs[pair] * (K1 + 1) * count / (saturation + count)
        return score

    def _exactness(self, text: str, counts: Sequence[float]) -> float:
        folded = text.casefold()
        return EXACT * sum(
            weight
            for weight, count, concept in zip(self._weights, counts, self._concepts.distinct, strict=True)
            if count and any(typed in folded for typed in concept.typed)
        )

    def _tier_of(self, candidate: Candidate, occurrences: Sequence[Occurrence], present: int) -> int:
        """Return 3 for the query as a phrase word for word, 2 for it in other forms, 1 for all words near, else 0."""
        number = len(self._weights)
        if len(self._concepts.sequence) < 2 or present < number:
            return 0
        if starts := phrase_starts(occurrences, self._concepts.sequence) if self._concepts.folded else []:
            words = [token.word for token in tokenize(candidate.text)]
            folded = list(self._concepts.folded)
            return 3 if any(words[start : start + len(folded)] == folded for start in starts) else 2
        shortest = shortest_window(occurrences, number)
        return int(shortest is not None and shortest <= max(WINDOW, 2 * number))

    def _score_again(self, scored: list[_Scored]) -> None:
        """Add the related stems to the scores, in the proportion of :mod:`kurilsearch.search.feedback`."""
        related = related_stems([(passage.stems, passage.score) for passage in scored], self._lexicon)
        scale = sum(
            concept.count
            for concept, is_functional in zip(self._concepts.distinct, self._functional, strict=True)
            if not is_functional
        )
        average = self._lexicon.average_length
        for passage in scored:
            found: dict[str, int] = {}
            for stem in passage.stems:
                if stem in related:
                    found[stem] = found.get(stem, 0) + 1
            norm = K1 * (1 - B + B * len(passage.stems) / average)
            passage.score += scale * sum(
                related[stem] * (K1 + 1) * count / (norm + count) for stem, count in found.items()
            )

    def _spread(self, scored: list[_Scored]) -> list[Ranked]:
        """Order by score, let the further passages of a document sink, and put repeated ones last."""

        def place(passage: _Scored) -> tuple[float, str, int]:
            candidate = passage.candidate
            return -passage.score, self._lexicon.document(candidate.document).file, candidate.position

        ordered = sorted(scored, key=place)
        seen: dict[int, int] = {}
        texts: set[tuple[int, str]] = set()
        fresh: list[_Scored] = []
        repeated: list[_Scored] = []
        for passage in ordered:
            document = passage.candidate.document
            words = (document, passage.candidate.stems)
            if words in texts:
                repeated.append(passage)
                continue
            texts.add(words)
            before = seen.get(document, 0)
            seen[document] = before + 1
            passage.score *= max(DECAY**before, LEAST)
            fresh.append(passage)
        fresh.sort(key=place)
        return [Ranked(passage.candidate, passage.score) for passage in [*fresh, *repeated]]
