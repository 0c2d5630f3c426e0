"""Relevance feedback: the words that the best passages have in common say what the query is about.

This is RM3 (Lavrenko & Croft 2001; Abdul-Jaleel et al. 2004) over ten passages and ten words, as Anserini has it by
default. Half of the weight to the query, as there, suits topics with many relevant passages and costs one passage that
is looked for its place (``python -m tests.benchmarks.retrieval --known-items``); nine tenths suit both. It serves
queries for any of several words; a query whose words must all stand looks for these words and is left alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from kurilsearch.vocabulary.lexicon import Lexicon

FEEDBACK_PASSAGES = 10
STEMS = 10
ORIGINAL = 0.9
COMMON = 0.1
"""Stems that stand in more than this share of all passages say nothing about a topic (as in Anserini)."""

_LOOKED_UP = 10 * STEMS


def related_stems(best: Sequence[tuple[Sequence[str], float]], lexicon: Lexicon) -> dict[str, float]:
    """Return stems related to the query with their weights.

    ``best`` are the stems and scores of the best passages. The weights are those beside one word of the query: they
    are to be multiplied by how many words it has. A stem of the query that is found again gains by it.
    """
    total = sum(score for _, score in best)
    if total <= 0:
        return {}
    shares: dict[str, float] = {}
    for stems, score in best:
        for stem, count in Counter(stems).items():
            if len(stem) > 1 and stem.isalpha():
                shares[stem] = shares.get(stem, 0.0) + score / total * count / len(stems)
    likely = sorted(shares, key=lambda stem: (-shares[stem], stem))[:_LOOKED_UP]
    frequencies = lexicon.frequencies(likely)
    passages = lexicon.totals.passages
    kept = [stem for stem in likely if frequencies[stem] <= COMMON * passages][:STEMS]
    mass = sum(shares[stem] for stem in kept)
    if not mass:
        return {}
    idf = {stem: math.log(1 + (passages - frequencies[stem] + 0.5) / (frequencies[stem] + 0.5)) for stem in kept}
    return {stem: (1 - ORIGINAL) / ORIGINAL * shares[stem] / mass * idf[stem] for stem in kept}
