"""The readings of a field, weighed by what each witness says of it and how often such a witness is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from kurilsearch.witnesses.agreement import agree, is_cut
from kurilsearch.work import SURE_ENOUGH, Candidate

_LEAST_LEFT = 0.02
"""Nobody is surer than this that nothing else is right: so two who are sure of different things leave both in doubt."""
_FAINTEST = 0.03
"""Readings fainter than this are not told."""
_MOST = 4


class Statement(NamedTuple):
    """What one witness says of a field: values with how probable each is by that witness alone."""

    witness: str
    readings: Sequence[tuple[Any, float]]


def weigh(field: str, testimonies: Iterable[Statement], before: Sequence[Candidate] = ()) -> tuple[Candidate, ...]:
    """Return what a field may be, the likeliest first; ``before`` is what was weighed already.

    Witnesses are taken to err independently (naive Bayes): the odds of a value, against its being none of those told,
    are the product of the odds that the witnesses give it who name it. What one witness alone says keeps its
    probability. Of values that agree that is kept which the surest witness tells; of lists of names the fullest.
    """
    unknown = max(1 - sum(each.probability for each in before), _LEAST_LEFT)
    found = [_Told(each.value, each.probability, each.probability / unknown, each.witnesses) for each in before]
    for witness, readings in testimonies:
        left = max(1 - sum(share for _, share in readings), _LEAST_LEFT)
        for value, share in readings:
            at = next((at for at, told in enumerate(found) if agree(field, told.value, value)), len(found))
            if at == len(found):
                found.append(_Told(value, share))
            found[at] = found[at].said_by(field, witness, value, share, share / left)
    all_odds = 1 + sum(told.odds for told in found)
    ranked = sorted(((told.odds / all_odds, told) for told in found), key=lambda each: -each[0])
    return tuple(
        Candidate(told.value, round(share, 3), told.witnesses, given=at == 0 and share > SURE_ENOUGH)
        for at, (share, told) in enumerate(ranked[:_MOST])
        if at == 0 or share >= _FAINTEST
    )


class _Told(NamedTuple):
    """A value, how sure the surest was who told it in these words, its odds, and who told it."""

    value: Any
    share: float
    odds: float = 1.0
    witnesses: tuple[str, ...] = ()

    def said_by(self, field: str, witness: str, value: Any, share: float, odds: float) -> _Told:
        """Return it as a further witness leaves it; a witness who says the same twice counts once."""
        is_better = (_fullness(field, value), share) > (_fullness(field, self.value), self.share)
        told = self._replace(value=value, share=share) if is_better else self
        if witness in self.witnesses:
            return told
        return told._replace(odds=self.odds * odds, witnesses=(*self.witnesses, witness))


def _fullness(field: str, value: Any) -> int:
    """Return how much more than another a value tells that agrees with it: given names in full, month and day."""
    match field:
        case "author":
            return 0 if is_cut(value) else 1 + sum(len(name.get("given", "")) for name in value)
        case "issued":
            return len(value["date-parts"][0])
        case _:
            return 0
