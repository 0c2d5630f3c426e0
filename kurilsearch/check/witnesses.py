"""Never a witness: the draft itself among the sources, its older versions and fixed copies, and reports on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kurilsearch.hit import Hit
from kurilsearch.language.tokens import tokenize

_AROUND = 10
"""Words on either side of a quotation that are compared with those around it in another document."""

_FEWEST_AROUND = 4
_SAME = 0.6
"""The share of the words around a quotation that are the same in a version of the draft."""

_SHARE_OF_HITS = 0.5

_OPENED = re.compile(r"[“”\"„«»‘‹「『]\s*\Z")
_CLOSED = re.compile(r"[.,;:!?…]?\s*[”“\"»«’›」』]")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The draft's own words before and after a quotation, up to the next one; ``is_marked``: it has quotation marks."""

    before: str
    after: str
    is_marked: bool = False


def versions_of_draft(found: Iterable[tuple[Surroundings, Sequence[Hit]]]) -> frozenset[int]:
    """Return the documents in which the quotations of a draft stand in the draft's own sentences.

    One that has the same words around most of the quotations it holds, and these in marks, is a version of the draft:
    a source has other words there, or, where the draft took over what leads to them, no marks. ``found`` are the
    quotations with the places that have their words.
    """
    holds: Counter[int] = Counter()
    copies: Counter[int] = Counter()
    for around, hits in found:
        by_document: dict[int, bool] = {}
        for hit in hits:
            by_document[hit.document] = by_document.get(hit.document, False) or _is_in_same_words(around, hit)
        holds.update(by_document)
        copies.update(document for document, same in by_document.items() if same)
    return frozenset(
        document for document, number in copies.items() if number >= max(1, _SHARE_OF_HITS * holds[document])
    )


def _is_in_same_words(around: Surroundings, hit: Hit) -> bool:
    """Tell whether the words before and after a place are those of the draft."""
    start, end = hit.quote_in_passage
    before, after = hit.passage[:start], hit.passage[end:]
    if hit.before is not None or hit.after is not None:
        before, after = hit.before or "", hit.after or ""
    if around.is_marked and not (_OPENED.search(before) or _CLOSED.match(after)):
        return False
    ours = [*_words(around.before)[-_AROUND:], *_words(around.after)[:_AROUND]]
    theirs = [*_words(before)[-_AROUND:], *_words(after)[:_AROUND]]
    if min(len(ours), len(theirs)) < _FEWEST_AROUND:
        return False
    same = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in same if block.size > 1) >= _SAME * min(len(ours), len(theirs))


def _words(text: str) -> list[str]:
    return [word for _, _, word in tokenize(text)]
