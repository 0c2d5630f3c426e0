"""Changes: what words that stand for others do to the meaning of a quotation, the gravest question first."""

from __future__ import annotations

from collections.abc import Sequence

from kurilsearch.difference import DifferenceKind
from kurilsearch.language.tokens import Token
from kurilsearch.match.meaning import exceptions_in, negations_in, quantifiers_in
from kurilsearch.match.pairs import Judge
from kurilsearch.model import Span

_FEW = 4
"""Words on a side among which a name or a quantifier that comes or goes is what changed."""


def kind_of_change(
    quoted: Sequence[Token], source: Sequence[Token], at: Span, source_at: Span, judge: Judge
) -> DifferenceKind:
    """Return what it is that words ``quoted`` stand for those of the source; either may be none.

    Asked in this order: negation, exception, name, quantifier, anything else. Numbers were asked before.
    """
    words, source_words = [token.word for token in quoted], [token.word for token in source]
    sides = ((words, judge.text, at), (source_words, judge.source, source_at))
    denied, denied_there = (len(negations_in(*side, judge.wording)) for side in sides)
    excepted, excepted_there = (exceptions_in(*side, judge.wording) for side in sides)
    if denied != denied_there or excepted != excepted_there:
        return DifferenceKind.NEGATION
    if max(len(quoted), len(source)) <= _FEW:
        if quoted and source and judge.are_names(_spans(quoted), _spans(source)):
            return DifferenceKind.NAME
        many, many_there = (quantifiers_in(*side, judge.wording) for side in sides)
        if many != many_there:
            return DifferenceKind.QUANTIFIER
    if not source:
        return DifferenceKind.ADDED
    return DifferenceKind.REPLACED if quoted else DifferenceKind.DROPPED


def _spans(words: Sequence[Token]) -> list[Span]:
    return [(word.start, word.end) for word in words]
