"""Hits: a fit becomes the quoted words of the source, with their position and what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from kurilsearch.difference import Difference, DifferenceKind, Omission, Verdict
from kurilsearch.hit import Hit, hit_at, locate_page
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.wordings import wording_of
from kurilsearch.match.cautions import cautions
from kurilsearch.match.departures import Departure, gravest_first, verdict_of
from kurilsearch.match.differences import find_departures
from kurilsearch.match.edges import with_marks
from kurilsearch.match.fitting import Fit
from kurilsearch.match.known import Known
from kurilsearch.match.meaning import reversals_in
from kurilsearch.match.misreading import likely_misread
from kurilsearch.match.pairs import Judge
from kurilsearch.match.quotation import Quotation
from kurilsearch.match.speakers import speakers_of
from kurilsearch.match.window import extend
from kurilsearch.model import Span, StoredPassage
from kurilsearch.vocabulary.lexicon import Lexicon

_BETWEEN = " "

_FEWEST_WORDS = 8_000
"""In a library of fewer words most rows of letters are missing; there it must do that another word begins so."""

_CONTEXT = 60
"""Words before and after a quotation that are shown with it."""

_CLOSING = lazy_pattern(r"^[^\w\s(“«„]+(?=\s)")

_VOWEL = lazy_pattern("[aeiouy]")
_LITTLE = 2
_MANY = 3
_ONE_MISREAD_IN = 25
"""In a scanned text at least one word of so many is misread beyond doubt."""


def make_quotation_hits(
    quotation: Quotation, fits: Sequence[Fit], lexicon: Lexicon, *, context: bool = False, ranked: bool = True
) -> tuple[Hit, ...]:
    """Return the hits for ``fits``, ``ranked``: those that are not altered first, though a scan misread them.

    Of equally like ones that with the fewest differences comes first.

    A passage that another process has removed meanwhile is left out. With ``context`` they have what stands before and
    after the words.
    """
    hits: list[Hit] = []
    for fitted in fits:
        hit = _make_hit(quotation, fitted, lexicon)
        if hit is not None:
            hits.append(_with_context(hit, fitted, lexicon) if context else hit)
    if ranked:
        hits.sort(
            key=lambda hit: (
                hit.verdict is Verdict.ALTERED,
                -round(hit.similarity or 0.0, 2),
                len(hit.differences or ()),
            )
        )
    return tuple(hit if hit.rank == rank else replace(hit, rank=rank) for rank, hit in enumerate(hits, 1))


def _make_hit(quotation: Quotation, fitted: Fit, lexicon: Lexicon) -> Hit | None:
    window = fitted.window
    words = [word for piece in quotation.pieces for word in piece.words]
    span = with_marks(quotation.text, words, window, fitted.first, fitted.last)
    places = _Places(fitted, span, lexicon)
    if places.is_gone:
        return None

    language = lexicon.document(places.parts[0][0].document).language
    known = Known(quotation.text, window.text, _Words(lexicon), language)
    known = known._replace(is_scanned=_is_scanned(quotation, fitted, known))
    judge = Judge(quotation.text, window.text, quotation.variants, known, wording_of(language))
    departures = [
        departure
        for piece, alignment in zip(quotation.pieces, fitted.alignments, strict=True)
        for departure in find_departures(quotation.text, piece, alignment, window, judge)
    ]
    if not quotation.marks_omissions:
        departures += _left_out(quotation, fitted, judge)
    stands = all(alignment.last for alignment in fitted.alignments)
    verdict = verdict_of(departures) if stands else Verdict.ALTERED
    first, first_span = places.parts[0]
    hit = hit_at(
        lexicon.document(first.document),
        first,
        first_span,
        rank=1,
        score=fitted.similarity,
        matches=places.matches(),
    )
    if len(places.parts) > 1:
        hit = _over_passages(hit, places)
    speakers = speakers_of(places.parts, window, lexicon.store)
    return replace(
        hit,
        speaker=speakers[0] if speakers else hit.speaker,
        speakers=speakers if len(speakers) > 1 else (),
        similarity=round(fitted.similarity, 4),
        differences=tuple(_difference(quotation.typed, departure, places) for departure in gravest_first(departures)),
        faithful=verdict is Verdict.FAITHFUL,
        verdict=verdict,
        omissions=tuple(places.omissions(judge)) if quotation.marks_omissions else (),
        cautions=tuple(cautions(quotation, fitted, departures, judge)),
    )


def _with_context(hit: Hit, fitted: Fit, lexicon: Lexicon) -> Hit:
    """Return a hit with some words of its document before and after it."""
    window = fitted.window
    before = extend(window, lexicon.store, _CONTEXT, forward=False)
    longer = extend(before, lexicon.store, _CONTEXT, forward=True)
    grown = len(before.words) - len(window.words)
    first, last = fitted.first + grown, fitted.last + grown
    words, text = longer.words, longer.text
    start = words[max(first - _CONTEXT, 0)].start
    end = words[min(last + _CONTEXT, len(words)) - 1].end
    following = text[words[last - 1].end : end + 1]
    return replace(
        hit,
        before=("… " if first > _CONTEXT else "") + text[start : words[first].start].strip(),
        after=_CLOSING.sub("", following).strip() + (" …" if last + _CONTEXT < len(words) else ""),
    )


def _left_out(quotation: Quotation, fitted: Fit, judge: Judge) -> Iterator[Departure]:
    """Yield what stands between the two parts of a quotation that has no ellipsis there."""
    place = quotation.pieces[1].words[0].start
    for span, negations in _gaps(fitted, judge):
        yield Departure(DifferenceKind.NEGATION if negations else DifferenceKind.DROPPED, (place, place), span)


def _gaps(fitted: Fit, judge: Judge) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the ranges of the window between two pieces, with the negations in them."""
    window = fitted.window
    for before, after in pairwise(alignment for alignment in fitted.alignments if alignment.last):
        words = window.words[before.last : after.first]
        if words:
            yield (words[0].start, words[-1].end), reversals_in(window.text, words, judge.wording)


def _is_scanned(quotation: Quotation, fitted: Fit, known: Known) -> bool:
    """Tell whether the quotation or its source was read by a machine: some words are misread and are no words so."""
    unlike = [
        (piece.words[step.q0].word, fitted.window.folded[step.s0])
        for piece, alignment in zip(quotation.pieces, fitted.alignments, strict=True)
        for step in alignment.steps
        if step.cost and step.q1 - step.q0 == 1 == step.s1 - step.s0
    ]
    misread = sum(len(one) > _LITTLE and known.is_misread(one, other, one, other) for one, other in unlike)
    perhaps = sum(likely_misread(one, other) and not known.vocabulary.passages_with(one) for one, other in unlike)
    return (misread > 0 or perhaps >= _MANY) and (misread + perhaps) * _ONE_MISREAD_IN >= len(quotation.words)


class _Words(NamedTuple):
    """The library's words, as the judge asks for them."""

    lexicon: Lexicon

    def passages_with(self, word: str) -> int:
        return self.lexicon.store.vocabulary.word_frequencies([word])[word]

    def looks_like_a_word(self, word: str) -> bool:
        if word.isascii() and not _VOWEL.search(word):
            return False
        if self.lexicon.totals.terms < _FEWEST_WORDS:
            return bool(self.lexicon.store.vocabulary.words_with_prefix(word[:3], 1))
        marked = f" {word} "
        rows = {marked[start : start + 3] for start in range(len(marked) - 2)}
        return rows == self.lexicon.store.vocabulary.letters_in_words(rows)


class _Places:
    """Leads ranges of a window back to the source."""

    def __init__(self, fitted: Fit, span: Span, lexicon: Lexicon) -> None:
        self.fitted, self.span, self.lexicon = fitted, span, lexicon
        parts = fitted.window.parts(*span)
        stored = lexicon.store.passages_with([candidate.id for candidate in fitted.window.passages])
        self._stored = stored
        self.is_gone = any(candidate.id not in stored for candidate in fitted.window.passages)
        self.parts: list[tuple[StoredPassage, Span]] = (
            [] if self.is_gone else [(stored[candidate.id], own) for candidate, own in parts]
        )

    def source(self, span: Span) -> Span:
        """Return the source range of a range of the window; an empty one stays empty."""
        ranges = [
            self._stored[candidate.id].passage.way_back.source_span(*own)
            for candidate, own in self.fitted.window.parts(*span)
        ]
        return (ranges[0][0], ranges[-1][1]) if ranges else (0, 0)

    def quote(self, span: Span) -> str:
        """Return the words of a range, a space where one passage ends and the next begins."""
        return _BETWEEN.join(
            candidate.text[slice(*own)] for candidate, own in self.fitted.window.parts(*span) if own[1] > own[0]
        )

    def matches(self) -> list[Span]:
        """Return where the pieces of the quotation stand in the quoted words."""
        words = self.fitted.window.words
        spans = [
            (words[alignment.first].start, words[alignment.last - 1].end)
            for alignment in self.fitted.alignments
            if alignment.last
        ]
        spans[0] = (self.span[0], spans[0][1])
        spans[-1] = (spans[-1][0], self.span[1])
        return [(self._in_quote(start), self._in_quote(end)) for start, end in spans]

    def _in_quote(self, offset: int) -> int:
        """Return where an offset of the window stands in the quoted words."""
        return len(self.quote((self.span[0], offset))) if offset > self.span[0] else 0

    def omissions(self, judge: Judge) -> list[Omission]:
        """Return what lies between the pieces."""
        return [
            Omission(self.quote(span), *self.source(span), negations) for span, negations in _gaps(self.fitted, judge)
        ]


def _over_passages(hit: Hit, places: _Places) -> Hit:
    """Return a hit that begins in one passage and ends in another."""
    (_, first_span), (last, last_span) = places.parts[0], places.parts[-1]
    end = last.passage.way_back.source_span(*last_span)[1]
    page, file_page = locate_page(places.lexicon.document(hit.document), (hit.char_start, end))
    passages = [stored.passage for stored, _ in places.parts]
    return replace(
        hit,
        page=page,
        file_page=file_page,
        line_end=(last.lines_of(end - 1, end) or (None, None))[1],
        char_end=end,
        pieces=tuple(piece for stored, own in places.parts for piece in stored.passage.way_back.source_pieces(*own)),
        quote=places.quote(places.span),
        passage=_BETWEEN.join(passage.text for passage in passages),
        quote_in_passage=(first_span[0], first_span[0] + len(places.quote(places.span))),
    )


def _difference(text: str, departure: Departure, places: _Places) -> Difference:
    return Difference(
        kind=departure.kind,
        quoted=text[slice(*departure.quoted)],
        source=places.quote(departure.source),
        quoted_span=departure.quoted,
        source_span=places.source(departure.source),
        reason=departure.reason,
    )
