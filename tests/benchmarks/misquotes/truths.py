"""Truths: quotations that are set, marked, misread or spelled otherwise, and say nothing else than their source."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator

from tests.benchmarks.misquotes.confusions import misreadings
from tests.benchmarks.misquotes.damage import MEANING_WORDS, Damaged, is_plain, leave_out, shelled
from tests.benchmarks.misquotes.draw import DrawnSpan
from tests.benchmarks.misquotes.lies import one_letter_off, replaced
from tests.benchmarks.misquotes.material import Material
from tests.benchmarks.misquotes.print_damage import set_otherwise
from tests.benchmarks.misquotes.spellings import NOT_BOTH_WAYS, SPELLINGS

Retold = Iterator[tuple[int, int, list[str]]]
"""Words that say the same: the first word that is otherwise, how many are, and what stands there instead."""

Retelling = Callable[[DrawnSpan, int], Retold]


# Typography


def set_in_type(chance: random.Random, span: DrawnSpan, _: Material) -> Damaged | None:
    """Set quotation marks, dashes, ligatures, accents and spaces otherwise, or letters decomposed, or soft hyphens."""
    way = chance.random()
    text: str | None = span.text
    if way < 0.1:
        text = unicodedata.normalize("NFD", span.text)
    elif way < 0.2:
        text = re.sub(r"(?<=[^\W\d_]{3})(?=[^\W\d_]{3})", "\u00ad", span.text, count=2)
    if text == span.text:
        text = set_otherwise(chance, span.text)
    return Damaged(text, 0, len(span.words) - 1) if text else None


# Licence

EMPHASIS = ("(emphasis added)", "[emphasis added]", "(my emphasis)", "(italics mine)", "[emphasis in original]")


def take_licence(chance: random.Random, span: DrawnSpan, material: Material) -> Damaged | None:
    """Mark what a scholar may change: a first letter, an ending, sic, a word put in, an ellipsis, emphasis, a stop."""
    licences = [_first_letter, _ending, _sic, _word_put_in, _ellipsis, _emphasis, _stop]
    return chance.choice(licences)(chance, span, material)


def _first_letter(_: random.Random, span: DrawnSpan, __: Material) -> Damaged | None:
    first = span.words[0].text
    if not first[0].isalpha() or first[0].swapcase() == first[0] or len(first) < 2 or not first[1:].islower():
        return None
    return replaced(span, 0, 1, [f"[{first[0].swapcase()}]{first[1:]}"])


def _ending(chance: random.Random, span: DrawnSpan, _: Material) -> Damaged | None:
    place = _plain_place(chance, span)
    if place is None:
        return None
    word = shelled(span.words[place].text)
    core = word.core
    if core.endswith("ies"):
        core = core[:-3] + "[y]"
    elif core.endswith(("ed", "s")) and not core.endswith(("ss", "ied", "eed")):
        core = core.removesuffix("s") if core.endswith("s") else core.removesuffix("ed")
        core += "[]"
    else:
        core += chance.choice(("[s]", "[ed]"))
    return _inside(span, place, 1, [word.with_core(core)])


def _sic(chance: random.Random, span: DrawnSpan, _: Material) -> Damaged | None:
    place = _plain_place(chance, span)
    return None if place is None else _inside(span, place, 1, [span.words[place].text, "[sic]"])


def _word_put_in(chance: random.Random, span: DrawnSpan, material: Material) -> Damaged | None:
    place = _plain_place(chance, span)
    if place is None:
        return None
    return _inside(span, place, 1, [span.words[place].text, f"[the {chance.choice(material.plain)}]"])


def _ellipsis(chance: random.Random, span: DrawnSpan, material: Material) -> Damaged | None:
    """Leave words out, none of which denies, counts or limits."""
    if len(span.words) < 10 or any(shelled(word.text).core.lower() in MEANING_WORDS for word in span.words):
        return None
    return leave_out(chance, span, material)


def _emphasis(chance: random.Random, span: DrawnSpan, _: Material) -> Damaged:
    return Damaged(f"{span.text} {chance.choice(EMPHASIS)}", 0, len(span.words) - 1)


def _stop(chance: random.Random, span: DrawnSpan, _: Material) -> Damaged:
    return Damaged(span.text + chance.choice(".,"), 0, len(span.words) - 1)


def _plain_place(chance: random.Random, span: DrawnSpan) -> int | None:
    """Return the place of a plain word inside the span that no negation stands beside."""
    places = [
        place
        for place in range(1, len(span.words) - 1)
        if is_plain(span.words[place].text)
        and not any(shelled(span.words[place + by].text).core.lower() in MEANING_WORDS for by in (-1, 1))
    ]
    return chance.choice(places) if places else None


# Misreadings


def misread_surely(chance: random.Random, span: DrawnSpan, material: Material) -> Damaged | None:
    """Misread one long word by one confusion as what is no word and looks like no other common one."""
    places = [
        place
        for place in range(1, len(span.words) - 1)
        if len(core := shelled(span.words[place].text).core) >= 7 and core in material.common
    ]
    if not places:
        return None
    place = chance.choice(places)
    word = shelled(span.words[place].text)
    read = [
        other
        for other in misreadings(word.core)
        if other not in material.words
        and other[0] == word.core[0]
        and material.common.intersection(one_letter_off(other)) <= {word.core}
    ]
    return _inside(span, place, 1, [word.with_core(chance.choice(read))]) if read else None


# Variants


def in_other_form(retelling: Retelling) -> Callable[[random.Random, DrawnSpan, Material], Damaged | None]:
    """Return the change that tells something of a span in another form."""

    def retell(chance: random.Random, span: DrawnSpan, _: Material) -> Damaged | None:
        told: dict[str, list[tuple[int, int, list[str]]]] = {}
        for place in range(len(span.words)):
            for first, count, words in retelling(span, place):
                retold = " ".join(shelled(word.text).core.lower() for word in span.words[first : first + count])
                told.setdefault(retold, []).append((first, count, words))
        return _inside(span, *chance.choice(told[chance.choice(sorted(told))])) if told else None

    return retell


_SPELLED = "|".join(word for word in SPELLINGS if word not in NOT_BOTH_WAYS)
SPELLED = re.compile(rf"(?<![\w-])(?:{_SPELLED})(?![\w-])")


def other_spelling(span: DrawnSpan, place: int) -> Retold:
    """Yield another spelling of a word."""
    word = shelled(span.words[place].text)
    if word.core in SPELLINGS and word.core not in NOT_BOTH_WAYS:
        yield place, 1, [word.with_core(SPELLINGS[word.core])]


_FORMS = (
    *(("Mr.", "Mr"), ("Mrs.", "Mrs"), ("Dr.", "Dr"), ("Mr", "Mister"), ("Dr.", "Doctor"), ("and", "&")),
    *(("cannot", "can't"), ("can't", "cannot"), ("cannot", "can not"), ("do not", "don't"), ("don't", "do not")),
    *(("did not", "didn't"), ("didn't", "did not"), ("is not", "isn't"), ("was not", "wasn't"), ("won't", "will not")),
    *(("will not", "won't"), ("would not", "wouldn't"), ("it is", "it's"), ("I am", "I'm"), ("I have", "I've")),
    *(("USSR", "U.S.S.R."), ("U.S.S.R.", "USSR"), ("US", "U.S."), ("U.S.", "US"), ("percent", "per cent")),
    *(("per cent", "percent"), ("isn't", "is not"), ("wasn't", "was not"), ("wouldn't", "would not")),
)
ABBREVIATED = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(re.escape(one).replace("'", "['’]") for one, _ in _FORMS if one != "and")
    + r")(?![\w-])"
)


def other_abbreviation(span: DrawnSpan, place: int) -> Retold:
    """Yield the long form of a known abbreviation or contraction, or the short one."""
    for one, other in _FORMS:
        count = one.count(" ") + 1
        words = [word.text for word in span.words[place : place + count]]
        if len(words) < count:
            continue
        last = "" if one.endswith(".") else shelled(words[-1]).after
        text = " ".join(words).replace("’", "'")
        if text == one + last and not set(last) - set(",;:!?"):
            yield place, count, [other + last]


_UNIT_WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_UNITS = _UNIT_WORDS.split()
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: value for value, word in enumerate(_UNITS) if value > 1}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
_VALUES |= {f"{ten}-{unit}": _VALUES[ten] + value for ten in _TENS for value, unit in enumerate(_UNITS[1:10], 1)}
_WORDS = {str(value): word for word, value in _VALUES.items()}
_ORDINALS = {"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_ORDINALS |= {"nineteenth": 19, "twentieth": 20, "eighteenth": 18, "sixteenth": 16, "seventeenth": 17}
_ROMANS = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12, "XIV": 14, "XIX": 19}
_NUMBERED_PARTS = ("chapter", "part", "book", "volume")
_SCALES = frozenset(
    ["hundred", "thousand", "million", "billion", "dozen", "score", "hundreds", "thousands", "and", "or"]
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH}),? (\d{{4}})\b(.*)")
_MONTH_FIRST = re.compile(rf"({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b(.*)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_NUMBER_WORDS = "|".join([*_VALUES, *_ORDINALS, *_ROMANS])
NUMBERED = re.compile(
    rf"(?<![\w-])(?:\d{{1,3}}(?:,\d{{3}})+|\d\d?|{_NUMBER_WORDS}|(?:{_MONTH}) \d+,? \d{{4}})(?![\w-])"
)


DATED = re.compile(
    rf"(?<![\w-])(?:\d{{1,3}}(?:,\d{{3}})+|\d\d? (?:{_MONTH})|(?:{_MONTH}) \d+,? \d{{4}}|(?i:chapter) [IVX]+"
    rf"|{'|'.join(_ORDINALS)})(?![\w-])"
)
"""Dates, ordinals and numbers with a comma, which are rarer than counts."""


def other_figures(span: DrawnSpan, place: int) -> Retold:
    """Yield the same number in digits or in words, with or without its comma, and the same date in another order."""
    yield from _other_date(span, place)
    word = shelled(span.words[place].text)
    core = word.core
    if _THOUSANDS.fullmatch(core):
        yield place, 1, [word.with_core(core.replace(",", ""))]
    elif not core or word.before + word.after.strip(",;:!?"):
        return
    elif core in _ORDINALS:
        yield place, 1, [word.with_core(f"{_ORDINALS[core]}" + ("rd" if core == "third" else "th"))]
    elif core in _ROMANS and place and span.words[place - 1].text.lower() in _NUMBERED_PARTS:
        yield place, 1, [word.with_core(str(_ROMANS[core]))]
    elif core in (_VALUES if core.isalpha() or "-" in core else _WORDS) and _stands_alone(span, place):
        yield place, 1, [word.with_core(str(_VALUES[core]) if core in _VALUES else _WORDS[core])]


def _stands_alone(span: DrawnSpan, place: int) -> bool:
    """Tell whether a number is whole and counts something: no part of a date, of a clock, and no note's mark."""
    if place == 0 or place + 1 == len(span.words):
        return False
    near = [shelled(span.words[place + by].text).core for by in (-1, 1)]
    is_counting = near[1].islower() and span.words[place - 1].text[-1].isalpha()
    return is_counting and not any(
        each.lower() in _SCALES or each in _VALUES or each[:1].isdigit() or re.fullmatch(_MONTH, each) for each in near
    )


def _other_date(span: DrawnSpan, place: int) -> Retold:
    text = " ".join(word.text for word in span.words[place : place + 4])
    if match := _DAY_FIRST.match(text):
        count = match[0][: match.start(4)].count(" ") + 1
        rest = match[4].split(" ")[0]
        yield place, count, [f"{match[2]} {match[1]}, {match[3]}{rest}"]
    if match := _MONTH_FIRST.match(text):
        count = match[0][: match.start(4)].count(" ") + 1
        rest = match[4].split(" ")[0]
        yield place, count, [f"{match[2]} {match[1]} {match[3]}{rest}"]


def _inside(span: DrawnSpan, first: int, count: int, words: list[str]) -> Damaged:
    """Return a quotation in which all words of the span still stand, some in another form."""
    return Damaged(replaced(span, first, count, words).text, 0, len(span.words) - 1)
