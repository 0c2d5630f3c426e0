"""The classes of cases: what is drawn, what is done to it, and what a right answer reports."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from kurilsearch.difference import DifferenceKind
from kurilsearch.model import Span
from tests.benchmarks.misquotes import damage, draw, lies, meaning, print_damage, truths
from tests.benchmarks.misquotes.confusions import real_word_confusion
from tests.benchmarks.misquotes.damage import Change, Damaged
from tests.benchmarks.misquotes.draw import Drawer, DrawnSpan
from tests.benchmarks.misquotes.material import Material, fold

_CAPITAL = re.compile(r"(?<=[a-zа-я,;] )[A-ZА-Я][a-zа-я]{3,}")


@dataclass(frozen=True, slots=True)
class Truth:
    """Where a quotation stands: ``span`` of the source text, and ``core``, from the first to the last word left of it.

    ``words`` are the folded words of the span, ``nearness`` their likeness to the quotation (RapidFuzz ratio, 100 where
    an ellipsis is all that sets them apart). An end of a found span is right anywhere between the two spans.
    """

    file: str
    span: Span
    core: Span
    words: str
    nearness: float


@dataclass(frozen=True, slots=True)
class Case:
    """A quotation to look for. ``truth`` is None where it stands nowhere."""

    name: str
    quotation: str
    truth: Truth | None


@dataclass(frozen=True, slots=True)
class CaseClass:
    """A row of the table.

    ``kinds`` are the kinds of difference of which a right answer reports one, where there is one single damage;
    ``faithful`` says that a right answer calls the quotation faithful. ``verdicts`` are the right ones in the classes
    that are about the verdict: lies, truths, and confusions of real words.
    """

    name: str
    shortest: int
    longest: int
    drawer: Drawer
    change: Change
    kinds: frozenset[str] = frozenset()
    faithful: bool = False
    verdicts: frozenset[str] = frozenset()


def _exact(_: random.Random, span: DrawnSpan, __: Material) -> Damaged:
    return damage.untouched(span)


def _words(rate: float) -> Change:
    return lambda chance, span, material: damage.damage_words(chance, span, material, rate)


def _printed(change: Callable[[random.Random, str], str | None]) -> Change:
    def damaged(chance: random.Random, span: DrawnSpan, _: Material) -> Damaged | None:
        text = change(chance, span.text)
        return None if text is None else Damaged(text, 0, len(span.words) - 1)

    return damaged


def _misread(rate: float) -> Change:
    return _printed(lambda chance, text: print_damage.misread(chance, text, rate))


def _one(kind: str, *others: str) -> frozenset[str]:
    return frozenset((kind, *others))


_KINDS = DifferenceKind
_QUANTIFIER = "quantifier"
_NOT_FAITHFUL = frozenset(("doubtful", "altered"))
_ANOTHER_WORD = _one(_KINDS.REPLACED, _KINDS.NEGATION, _KINDS.NUMBER, _KINDS.NAME, _QUANTIFIER)


def _lie(
    name: str, told: lies.Lies, kinds: frozenset[str], *patterns: re.Pattern[str], reach: int = 0
) -> tuple[CaseClass, CaseClass]:
    """Return the two classes of a lie: told inside, and at an edge or within ``reach`` words of it."""
    inside = draw.evenly(draw.either(*map(draw.draw_around, patterns)))
    at_edge = draw.evenly(draw.either(*(draw.draw_at_edge(pattern, reach) for pattern in patterns)))
    changes = [lies.telling(told, at_edge=edge, reach=reach) for edge in (False, True)]
    return (
        CaseClass(f"lies: {name}", 8, 60, inside, changes[0], kinds, verdicts=_NOT_FAITHFUL),
        CaseClass(f"lies: {name}, edge", 8, 60, at_edge, changes[1], kinds, verdicts=_NOT_FAITHFUL),
    )


def _truth(name: str, drawer: Drawer, change: Change) -> CaseClass:
    return CaseClass(f"truths: {name}", 8, 60, draw.evenly(drawer), change, verdicts=frozenset(("faithful",)))


_NUMBERED = draw.either(*map(draw.draw_around, (truths.NUMBERED, truths.DATED)))
_AROUND = 60
"""Characters of the source before and after a span in which a lie must not stand."""

JUDGED: tuple[CaseClass, ...] = (
    *_lie(
        "negation", lies.other_negation, _one(_KINDS.NEGATION, _QUANTIFIER), lies.NEGATION, lies.AUXILIARY, reach=1
    ),
    *_lie("number", lies.other_number, _one(_KINDS.NUMBER, _KINDS.NAME), lies.NUMBER, lies.DIGITS),
    *_lie("quantifier", lies.other_quantifier, _one(_QUANTIFIER), lies.QUANTIFIER),
    *_lie("name", lies.other_name, _one(_KINDS.NAME), lies.NAME),
    *_lie("real word", lies.look_alike, _ANOTHER_WORD, lies.WORD),
    _lie("words", lies.other_words, _ANOTHER_WORD | {_KINDS.ADDED}, lies.WORD)[1],
    _truth("typography", draw.draw_any, truths.set_in_type),
    _truth("licence", draw.draw_any, truths.take_licence),
    _truth("misreading", draw.draw_any, truths.misread_surely),
    _truth("spelling", draw.draw_around(truths.SPELLED), truths.in_other_form(truths.other_spelling)),
    _truth("abbreviation", draw.draw_around(truths.ABBREVIATED), truths.in_other_form(truths.other_abbreviation)),
    _truth("number or date", _NUMBERED, truths.in_other_form(truths.other_figures)),
    CaseClass(
        "confusions", 8, 60, draw.evenly(draw.draw_any), lies.telling(real_word_confusion, at_edge=False),
        verdicts=frozenset(("doubtful",)),
    ),
)  # fmt: skip
"""The classes that are about the verdict. A changed year may be called a name, as a date."""

CLASSES: tuple[CaseClass, ...] = (
    CaseClass("exact", 4, 60, draw.draw_any, _exact, faithful=True),
    CaseClass("words 10%", 8, 60, draw.draw_any, _words(0.1)),
    CaseClass("words 20%", 8, 60, draw.draw_any, _words(0.2)),
    CaseClass("words 30%", 8, 60, draw.draw_any, _words(0.3)),
    CaseClass("short, one word", 4, 7, draw.draw_any, _words(0.0)),
    CaseClass("ocr 2%", 8, 60, draw.draw_any, _misread(0.02), faithful=True),
    CaseClass("ocr 5%", 8, 60, draw.draw_any, _misread(0.05), faithful=True),
    CaseClass("ocr 10%", 8, 60, draw.draw_any, _misread(0.1), faithful=True),
    CaseClass("ocr 5%, short", 4, 7, draw.draw_any, _misread(0.05), faithful=True),
    CaseClass("typography", 4, 60, draw.draw_any, _printed(print_damage.set_otherwise), faithful=True),
    CaseClass("negation", 8, 60, draw.draw_any, meaning.change_negation, _one(_KINDS.NEGATION)),
    CaseClass(
        "number", 8, 60, draw.draw_around(meaning.NUMBER), meaning.change_number, _one(_KINDS.NUMBER, _KINDS.NAME)
    ),
    CaseClass("name", 8, 60, draw.draw_around(_CAPITAL), meaning.change_name, _one(_KINDS.NAME)),
    CaseClass("replaced", 8, 60, draw.draw_any, damage.replace_one, _one(_KINDS.REPLACED)),
    CaseClass("dropped", 8, 60, draw.draw_any, damage.drop_one, _one(_KINDS.DROPPED)),
    CaseClass("added", 8, 60, draw.draw_any, damage.add_one, _one(_KINDS.ADDED)),
    CaseClass("moved", 8, 60, draw.draw_any, damage.move_one, _one(_KINDS.MOVED)),
    CaseClass("ellipsis", 10, 60, draw.draw_any, damage.leave_out, faithful=True),
    CaseClass("over a wrap", 4, 60, draw.draw_over_wrap, _exact, faithful=True),
    CaseClass("over a page", 4, 60, draw.draw_over_page, _exact, faithful=True),
    CaseClass("over two paragraphs", 8, 60, draw.draw_over_paragraphs, _exact, faithful=True),
    *JUDGED,
)
"""A changed year may be called a number or, as a date, a name; so the class of numbers accepts both."""


def make_cases(material: Material, classes: tuple[CaseClass, ...], count: int, seed: int) -> Iterator[Case]:
    """Yield ``count`` cases of each class, fewer where the corpus has no more of the kind (no pages, no wraps).

    Each class has its own random numbers, so that one more class changes no other.
    """
    for one in classes:
        chance = random.Random(f"{seed}-{one.name}")
        made = 0
        for _ in range(draw.TRIES + 60 * count):
            if made == count:
                break
            length = draw.draw_length(chance, one.shortest, one.longest)
            span = one.drawer(chance, material, length)
            damaged = one.change(chance, span, material) if span else None
            if span and damaged and not (one.kinds and one.verdicts and _stands_there(material, span, damaged)):
                yield case_of(one.name, span, damaged)
                made += 1


def _stands_there(material: Material, span: DrawnSpan, damaged: Damaged) -> bool:
    """Tell whether a lie is true after all: the source goes on, or begins, with the words that it adds."""
    around = material.library.source_text(span.file)
    start, end = max(0, span.words[0].start - _AROUND), span.words[-1].end + _AROUND
    return f" {fold(damaged.text)} " in f" {fold(around[start:end])} "


def case_of(name: str, span: DrawnSpan, damaged: Damaged) -> Case:
    """Return the case with its truth."""
    return Case(name, damaged.text, truth_of(span, damaged))


def truth_of(span: DrawnSpan, damaged: Damaged) -> Truth:
    """Return where a damaged quotation stands."""
    first, last = span.words[damaged.first], span.words[damaged.last]
    whole = (span.words[0].start, span.words[-1].end)
    words = fold(span.text)
    nearness = 100.0 if damaged.left_out else fuzz.ratio(words, fold(damaged.text))
    return Truth(span.file, whole, (first.start, last.end), words, nearness)
