"""Hits: a ranked passage becomes a quotation with its position."""

from __future__ import annotations

from kurilsearch.hit import Hit, hit_at
from kurilsearch.language.sentences import SentenceSplitter
from kurilsearch.model import StoredPassage
from kurilsearch.search.concepts import Concepts
from kurilsearch.search.quote import choose_quote, find_matches, spans_of
from kurilsearch.search.rank import Ranked
from kurilsearch.vocabulary.lexicon import Lexicon


def make_hit(
    rank: int,
    ranked: Ranked,
    stored: StoredPassage,
    concepts: Concepts,
    lexicon: Lexicon,
    splitter: SentenceSplitter,
) -> Hit:
    """Return the hit for a ranked passage; KeyError where its document was removed since."""
    text = stored.passage.text
    matches = find_matches(text, ranked.candidate.stems, concepts)
    light = {number for number, concept in enumerate(concepts.distinct) if concept.light}
    span = choose_quote(text, stored.passage.kind, splitter.spans(text), matches, light)
    return hit_at(
        lexicon.document(ranked.candidate.document),
        stored,
        span,
        rank=rank,
        score=ranked.score,
        matches=spans_of(matches, span),
        passage_matches=spans_of(matches, (0, len(text))),
    )
