"""Hits: a ranked passage becomes a quotation with its position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kurilsearch.hit import Hit, hit_at
from kurilsearch.language.sentences import SentenceSplitter
from kurilsearch.model import Span, StoredPassage
from kurilsearch.search.concepts import Concepts
from kurilsearch.search.quote import LONGEST_SENTENCE, Match, choose_quote, find_matches, shown, spans_of
from kurilsearch.search.rank import Ranked
from kurilsearch.vocabulary.lexicon import Lexicon


def make_hit(
    rank: int,
    ranked: Ranked,
    stored: StoredPassage,
    concepts: Concepts,
    lexicon: Lexicon,
    splitter: SentenceSplitter,
    meant: Sequence[Span] = (),
) -> Hit:
    """Return the hit for a ranked passage; KeyError where its document was removed since.

    ``meant`` are ranges of its text for which it is shown where it holds none of the words.
    """
    text = stored.passage.text
    matches = find_matches(text, ranked.candidate.stems, concepts) or [
        Match(start, end, number, 0) for number, (start, end) in enumerate(meant)
    ]
    light = {number for number, concept in enumerate(concepts.distinct) if concept.light}
    span = choose_quote(text, stored.passage.kind, splitter.each_span(text), matches, light)
    marked = shown(matches, light)
    return hit_at(
        lexicon.document(ranked.candidate.document),
        stored,
        span,
        rank=rank,
        score=ranked.score,
        matches=spans_of(marked, span),
        passage_matches=spans_of(marked, (0, len(text))),
    )


def in_whole_sentences(hit: Hit, lexicon: Lexicon, splitter: SentenceSplitter) -> Hit:
    """Return a near quotation with the sentences whole that it begins and ends in; it may be half a question.

    Words that go over passages stay as they are, and so does what is more than a sentence may be long.
    """
    stored = lexicon.store.passages_with([hit.passage_id]).get(hit.passage_id)
    if stored is None or stored.passage.text != hit.passage:
        return hit
    start, end = hit.quote_in_passage
    touched = [span for span in splitter.spans(hit.passage) if span[0] < end and span[1] > start]
    whole = (min(touched[0][0], start), max(touched[-1][1], end))
    if whole[1] - whole[0] > LONGEST_SENTENCE:
        return hit
    matches = [(first + start - whole[0], last + start - whole[0]) for first, last in hit.matches]
    placed = hit_at(lexicon.document(hit.document), stored, whole, rank=hit.rank, score=hit.score, matches=matches)
    return replace(
        hit,
        page=placed.page,
        file_page=placed.file_page,
        line_start=placed.line_start,
        line_end=placed.line_end,
        char_start=placed.char_start,
        char_end=placed.char_end,
        pieces=placed.pieces,
        quote=placed.quote,
        matches=placed.matches,
        quote_in_passage=whole,
    )
