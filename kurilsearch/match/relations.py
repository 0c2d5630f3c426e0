"""Relations: what the places of one quotation are to each other, and which of them is the witness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.fuzz import partial_ratio

from kurilsearch.difference import DifferenceKind, Verdict
from kurilsearch.hit import Hit, Relation
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.tokens import tokenize
from kurilsearch.model import Kind

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』", "‘": "’"}
_CITES_BEHIND = lazy_pattern(r"\W{0,3}(?:[(\[（][^()\[\]（）]{0,80}\d|\d{1,3}(?!\d|[.,]\d)|[¹²³⁰⁴-⁹])")
_SHORTEST_NAME = 4
_AROUND = 240
_FEWEST_AROUND = 40
_SAME_TEXT = 75.0
"""How like (RapidFuzz partial ratio) what stands around the words in two places is in two copies of one text."""

_MEANING_WEIGHS = 0.02
"""How much less similar a place counts for each difference that changes the meaning."""

_SEEN_THROUGH = frozenset((DifferenceKind.TYPOGRAPHIC, DifferenceKind.SPELLING))


def rank_places(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the places with their relations, the best witness first.

    A list of references comes last, and before it a work that quotes the words, where another has them itself. A copy
    that is only misread comes before one with other words, and of these the likest before others, which is one with
    another word rather than with another name or number.
    """
    quoting = {id(hit): _quotes(hit, hits) for hit in hits}
    ranked = sorted(hits, key=lambda hit: (hit.kind == Kind.REFERENCE, quoting[id(hit)], *_badness(hit)))
    placed: list[Hit] = []
    for rank, hit in enumerate(ranked, 1):
        relation = _relation(hit, placed, quotes=quoting[id(hit)]) if len(ranked) > 1 else None
        if hit.kind == Kind.REFERENCE:
            relation = Relation.LISTED
        placed.append(replace(hit, rank=rank, relation=relation))
    return tuple(placed)


def _badness(hit: Hit) -> tuple[bool, float, bool, int]:
    differences = hit.differences or ()
    graver = _MEANING_WEIGHS * sum(difference.changes_meaning for difference in differences)
    is_another = any(difference.kind not in _SEEN_THROUGH for difference in differences)
    return hit.verdict is Verdict.ALTERED, graver - round(hit.similarity or 0.0, 2), is_another, len(differences)


def _relation(hit: Hit, before: Sequence[Hit], *, quotes: bool) -> Relation:
    if quotes:
        return Relation.QUOTING
    own = [other for other in before if other.relation is Relation.SOURCE]
    if not own:
        return Relation.SOURCE
    return Relation.COPY if any(_is_copy(hit, other) for other in own) else Relation.ALSO


def _quotes(hit: Hit, hits: Sequence[Hit]) -> bool:
    """Tell whether the words are a quotation where a hit has them, and some other work has them itself."""
    others = [other for other in hits if other.document != hit.document and other.kind != Kind.REFERENCE]
    if hit.kind == Kind.REFERENCE or not others or any(_is_copy(hit, other) for other in others):
        return False
    if hit.kind == Kind.BLOCKQUOTE:
        return any(other.kind != Kind.BLOCKQUOTE for other in others)
    if not _is_in_marks(hit):
        return False
    if any(other.kind != Kind.BLOCKQUOTE and not _is_in_marks(other) for other in others):
        return True
    return bool(_CITES_BEHIND.match(hit.passage, hit.quote_in_passage[1])) or any(
        _names(hit, other) for other in others
    )


def _names(hit: Hit, other: Hit) -> bool:
    """Tell whether the passage of a hit names an author of another one's work, or its title."""
    words = {word for _, _, word in tokenize(hit.passage)}
    author = [word for _, _, word in tokenize(other.author or "") if len(word) >= _SHORTEST_NAME]
    title = [word for _, _, word in tokenize(other.title or "") if len(word) >= _SHORTEST_NAME]
    return not words.isdisjoint(author) or (len(title) > 1 and words.issuperset(title))


def _is_in_marks(hit: Hit) -> bool:
    """Tell whether the words stand within quotation marks in their passage."""
    start, end = hit.quote_in_passage
    before, after = hit.passage[:start], hit.passage[end:]
    inner = hit.passage[start:end]
    for opening, closing in _PAIRS.items():
        opened = (before + inner[:1]).rfind(opening)
        if opened >= 0 and not any(mark in before[opened + 1 :] for mark in closing):
            return any(mark in inner[-1:] + after for mark in closing)
    return (before + inner[:1]).count('"') % 2 == 1 and '"' in inner[-1:] + after


def _is_copy(hit: Hit, other: Hit) -> bool:
    """Tell whether two places are of one text: the same stands around the words, or nothing and it is one work."""
    if hit.document == other.document:
        return False
    around, around_other = (" ".join(_around(each)) for each in (hit, other))
    if min(len(around), len(around_other)) < _FEWEST_AROUND:
        return max(len(around), len(around_other)) < _FEWEST_AROUND and _is_same_work(hit, other)
    return partial_ratio(around, around_other) >= _SAME_TEXT


def _is_same_work(hit: Hit, other: Hit) -> bool:
    """Tell whether two documents have an author, or words of their titles, in common."""
    if hit.author and hit.author == other.author:
        return True
    title, other_title = (
        {word for _, _, word in tokenize(each.title or "") if len(word) >= _SHORTEST_NAME} for each in (hit, other)
    )
    return not title.isdisjoint(other_title)


def _around(hit: Hit) -> Iterator[str]:
    """Yield the folded words around a quotation in its passage."""
    start, end = hit.quote_in_passage
    for text in (hit.passage[max(start - _AROUND, 0) : start], hit.passage[end : end + _AROUND]):
        yield from (word for _, _, word in tokenize(text))
