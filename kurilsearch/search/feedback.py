"""Relevance feedback: the words that the best passages have in common say what the query is about.

This is Rocchio's (1971) over ten passages, without negative examples: a stem weighs what it would be worth as a word of
the query in each of them, by the ranker's own formula. Passages weigh less the more steeply their scores fall off from
the best one, as in the relevance models of Lavrenko & Croft (2001): where one passage alone answers, it is drawn ahead
and not what merely resembles it. That is added to the query in the proportion of ORIGINAL. It serves queries for any
of several words; a query whose words must all stand looks for these words and is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kurilsearch.search.weighting import rarity, saturated
from kurilsearch.vocabulary.lexicon import Lexicon

FEEDBACK_PASSAGES = 10
STEMS = 30
ORIGINAL = 0.8
SHARPNESS = 8
"""The power of a passage's score that it is weighed by."""

COMMON = 0.1
"""Stems that stand in more than this share of all passages say nothing about a topic (as in Anserini)."""

_LOOKED_UP = 5 * STEMS


def related_stems(best: Sequence[tuple[Mapping[str, float], float]], lexicon: Lexicon) -> dict[str, float]:
    """Return the stems related to a query with their shares of the weight that feedback adds; they come to 1.

    ``best`` are the best passages: the normalised frequencies of their stems, and their scores. A stem of the query
    that is found again gains by it.
    """
    gains: dict[str, float] = {}
    highest = max((score for _, score in best), default=0.0)
    if highest <= 0:
        return {}
    for frequencies, score in best:
        share = (score / highest) ** SHARPNESS
        for stem, frequency in frequencies.items():
            gains[stem] = gains.get(stem, 0.0) + share * saturated(frequency)
    likely = _best_first([stem for stem in gains if len(stem) > 1 and stem.isalpha()], gains)[:_LOOKED_UP]
    document_frequencies = lexicon.frequencies(likely)
    passages = lexicon.totals.passages
    weights = {
        stem: gains[stem] * rarity(document_frequencies[stem], passages)
        for stem in likely
        if document_frequencies[stem] <= COMMON * passages
    }
    kept = _best_first(weights, weights)[:STEMS]
    total = sum(weights[stem] for stem in kept)
    return {stem: weights[stem] / total for stem in kept} if total > 0 else {}


def _best_first(stems: Iterable[str], worth: Mapping[str, float]) -> list[str]:
    """Order stems by what they are worth, equal ones by the alphabet: two sorts of plain values are the quickest."""
    return sorted(sorted(stems), key=worth.__getitem__, reverse=True)
