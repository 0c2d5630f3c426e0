"""Sifting: which few of many candidates are worth an alignment."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import partial_ratio
from rapidfuzz.process import extract

from kurilsearch.language.tokens import stem
from kurilsearch.match.quotation import Quotation
from kurilsearch.match.words import is_unspaced
from kurilsearch.store import Candidate
from kurilsearch.vocabulary.lexicon import Lexicon

_SHORT = 64
"""Characters that a quotation may have to be compared letter by letter: RapidFuzz's fast way ends there."""

LEAST = 40.0
"""Letters of a short quotation that are less alike, 0 to 100, are passed over."""

_AFTER_LATIN = "\u0250"

MOST_LACKING = 4.0
"""Bits that a word of a row counts at most where it does not correspond."""

MOST_BETWEEN = 6
"""Words of the source that may stand between two of a row."""

_LEAST_LIKE = 60.0
"""No passage whose letters are less like those of a quotation was ever found to hold it, over its end or not."""


def prefilter(
    words: Sequence[str],
    candidates: Sequence[Candidate],
    lexicon: Lexicon,
    limit: int,
    *,
    by_words: bool = False,
    least: float = LEAST,
) -> list[tuple[float, Candidate]]:
    """Return the ``limit`` candidates that are most like the words of a quotation, with a score from 0 to 100.

    Short quotations are compared letter by letter, because each word may be damaged; longer ones by how much the words
    that they share with a passage tell (their inverse document frequency), as are short ones where ``by_words`` is
    asked for. Letters of a short quotation that are less alike than ``least`` need not be counted to the end.
    """
    by_language: dict[str, list[int]] = {}
    for index, candidate in enumerate(candidates):
        by_language.setdefault(lexicon.document(candidate.document).language, []).append(index)
    scored: list[tuple[float, int]] = []
    for language, indexes in by_language.items():
        stems = [stem(word, language) for word in words]
        texts = [candidates[index].stems for index in indexes]
        letters = not by_words and len(" ".join(stems)) <= _SHORT
        found = _by_letters(stems, texts, limit, least) if letters else _by_words(stems, texts, lexicon)
        scored += [(score, indexes[position]) for score, position in found]
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    return [(score, candidates[index]) for score, index in scored[:limit]]


def _by_letters(stems: Sequence[str], texts: Sequence[str], limit: int, least: float) -> list[tuple[float, int]]:
    """Return the likest texts; one that is shorter than the quotation can hold only so much of it."""
    needle = " ".join(stems)
    found = extract(needle, texts, scorer=partial_ratio, score_cutoff=least, limit=2 * limit)
    return [(score * min(1.0, len(text) / len(needle)), position) for text, score, position in found]


def _by_words(stems: Sequence[str], texts: Sequence[str], lexicon: Lexicon) -> list[tuple[float, int]]:
    """Return for each text how much of what the quotation's words tell it shares."""
    tells = _tells(stems, lexicon)
    total = sum(tells.values()) or 1.0
    words = [(f" {word} ", bits) for word, bits in tells.items()]
    # each word is looked for in the text as it is, which takes half as long as to split the text
    return [
        (100 * sum([bits for word, bits in words if word in text]) / total, position)
        for position, text in enumerate(map(" {} ".format, texts))
    ]


def _tells(stems: Sequence[str], lexicon: Lexicon) -> Mapping[str, float]:
    """Return how many bits each stem tells: one for each time that it halves the passages to look in."""
    frequencies = lexicon.frequencies(stems)
    passages = lexicon.totals.passages + 1
    return {word: math.log2(1 + passages / (1 + frequencies[word])) for word in dict.fromkeys(stems)}


def may_stand(quotation: Quotation, candidate: Candidate, lexicon: Lexicon) -> bool:
    """Tell by the letters alone, far faster than an alignment can, whether a piece of a quotation may stand there.

    What is in another script, or in one that is indexed by pairs of characters, is not told by its letters, and may.
    """
    language = lexicon.document(candidate.document).language
    standing = frozenset(candidate.stems.split()) if quotation.variants else frozenset[str]()
    for piece in quotation.pieces:
        others = (other for word in piece.terms for other in quotation.variants.get(word, ()))
        if piece.is_unspaced or any(map(is_unspaced, others)):
            return True
        stems = [_standing_stem(word, quotation.variants.get(word), standing, language) for word in piece.terms]
        if partial_ratio(" ".join(stems), candidate.stems, score_cutoff=_LEAST_LIKE):
            return True
        if _is_latin("".join(piece.terms)) != _is_latin(candidate.stems):
            return True
    return False


def _is_latin(text: str) -> bool:
    return text.isascii() or max(text) < _AFTER_LATIN


def bits_in_a_row(words: Sequence[str], candidate: Candidate, lexicon: Lexicon) -> float:
    """Return how many bits those of some words tell that stand in a passage nearly in a row, as they are.

    What the words between them tell is taken off again, and with more than :data:`MOST_BETWEEN` words of the passage
    between two of them a row ends.
    """
    language = lexicon.document(candidate.document).language
    stems = [stem(word, language) for word in words]
    tells = _tells(stems, lexicon)
    best = total = 0.0
    before = 0
    for block in LCSseq.opcodes(stems, candidate.stems.split()):
        inside = [tells[word] for word in stems[block.src_start : block.src_end]]
        if block.tag != "equal":
            total = max(total - sum([min(bits, MOST_LACKING) for bits in inside]), 0.0)
            continue
        total = sum(inside) + (total if block.dest_start - before <= MOST_BETWEEN else 0.0)
        before = block.dest_end
        best = max(best, total)
    return best


def _standing_stem(word: str, variants: frozenset[str] | None, standing: frozenset[str], language: str) -> str:
    """Return the stem of a word, or of that which stands for it among some stems."""
    own = stem(word, language)
    if not variants or own in standing:
        return own
    others = (" ".join(stem(part, language) for part in variant.split()) for variant in variants)
    return min((other for other in others if standing.issuperset(other.split())), default=own)
