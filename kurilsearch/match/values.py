"""Numbers of which the same words are another value: cut at an edge (4 of 4.4 billion), or with another sign.

Signs that belong to a value are minus, a currency, per cent.
"""

from __future__ import annotations

from collections.abc import Iterator

from kurilsearch.difference import DifferenceKind
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.number import Number
from kurilsearch.match.alignment import Alignment
from kurilsearch.match.departures import Departure
from kurilsearch.match.regions import Sides
from kurilsearch.match.units import Side
from kurilsearch.model import Span

_SIGNS_OF_MONEY = "[$£€¥₽₩₺₹₤￡￥＄]"
_MINUS = rf"(?:^|(?<=[\s(\[“„«\"'])|(?<={_SIGNS_OF_MONEY}))(?<!\d[\s(\[“„«\"'])[-−–]"
_BEFORE = lazy_pattern(rf"(?:{_MINUS}|{_SIGNS_OF_MONEY} ?)$")
_CURRENCIES = tuple("$£€¥₽₩₺₹")
_AFTER = lazy_pattern(r"\s?[%‰％]")
_ONE_FORM = str.maketrans("−–₤￡￥＄％", "--££¥$%")
_LOOKED_BACK = 4


def changed_values(sides: Sides, alignment: Alignment) -> Iterator[Departure]:
    """Yield the numbers of the quotation that are another value in the source, though their words are the same."""
    yield from _cut(sides, alignment)
    yield from _with_other_signs(sides, alignment)


def _cut(sides: Sides, alignment: Alignment) -> Iterator[Departure]:
    """Yield the numbers that go on in the source beyond an end of what was quoted, and are another one there."""
    pairs = {step.s0: step.q0 for step in alignment.steps if step.q1 > step.q0 and step.s1 > step.s0}
    for end in dict.fromkeys((alignment.first, alignment.last - 1)):
        other = sides.source_number_at(end)
        at = pairs.get(end)
        if other is None or at is None:
            continue
        if alignment.first <= other.first + sides.offset and other.last + sides.offset <= alignment.last:
            continue
        number = sides.quoted.number_at(at)
        if number is not None and not number.same_as(other):
            quoted, source = sides.quoted.span(number.first, number.last), sides.source.span(other.first, other.last)
            yield Departure(DifferenceKind.NUMBER, quoted, source)


def _with_other_signs(sides: Sides, alignment: Alignment) -> Iterator[Departure]:
    """Yield the numbers that are the same in both texts but for a sign before or after one of them."""
    places = {step.q0: step.s0 for step in alignment.steps if step.q1 > step.q0 and step.s1 > step.s0}
    for number in sides.quoted.parts.values():
        place = places.get(number.first)
        other = sides.source_number_at(place) if place is not None else None
        if other is None or not number.same_as(other):
            continue
        (start, before, after), (start_there, before_there, after_there) = (
            _signs(side, each) for side, each in ((sides.quoted, number), (sides.source, other))
        )
        if not before and not number.first and before_there in _CURRENCIES:
            before = before_there  # cut off with what stands before the quotation, as a word may be
        if (before, after) != (before_there, after_there):
            quoted, source = _span(sides.quoted, number, start), _span(sides.source, other, start_there)
            yield Departure(DifferenceKind.NUMBER, quoted, source)


def _signs(side: Side, number: Number) -> tuple[int, str, str]:
    """Return where a number begins with its sign, and the signs before and after it, each in one form."""
    start, end = side.words[number.first].start, side.words[number.last - 1].end
    sign = _BEFORE.search(side.text[max(start - _LOOKED_BACK, 0) : start])
    before = sign[0].strip().translate(_ONE_FORM) if sign else ""
    after = _AFTER.match(side.text, end)
    is_hundredth = side.text.startswith("百分之", start)
    following = side.words[number.last].word if number.last < len(side.words) else ""
    preceding = side.words[number.first - 1].word if number.first else ""
    return (
        start - len(sign[0]) if sign else start,
        before or _named(side, preceding, "-") or _named(side, following, *_CURRENCIES),
        after[0].strip().translate(_ONE_FORM) if after else "%" if is_hundredth else _named(side, following, "%"),
    )


def _named(side: Side, word: str, *signs: str) -> str:
    """Return the one of the signs that a word begins to name: per cent, minus."""
    return next((sign for sign in signs if any(word == row[0] for row in side.wording.symbols.get(sign, ()))), "")


def _span(side: Side, number: Number, start: int) -> Span:
    end = side.words[number.last - 1].end
    after = _AFTER.match(side.text, end)
    return start, after.end() if after else end
