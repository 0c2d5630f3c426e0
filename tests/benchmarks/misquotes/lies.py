"""Lies: a true quotation in which one thing that matters is another one, inside it or at its edges.

Each lie puts other words for some of the quotation's: another number, negation, quantifier or name, a real word that
looks like the true one, or, at an edge, other words altogether.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from rapidfuzz import fuzz

from tests.benchmarks.misquotes.damage import (
    MEANING_WORDS,
    UNLIKE,
    Change,
    Damaged,
    another_word,
    is_cyrillic,
    is_plain,
    shelled,
)
from tests.benchmarks.misquotes.draw import DrawnSpan
from tests.benchmarks.misquotes.material import Material
from tests.benchmarks.misquotes.meaning import NUMBER_WORDS
from tests.benchmarks.misquotes.spellings import same_spelling

Lie = tuple[int, int, list[str]]
"""The first word that is another one, how many are, and the words that stand there instead."""

Lies = Callable[[random.Random, DrawnSpan, int, Material], Iterator[Lie]]
"""Yields the lies that can be told from one word of a span on."""


def telling(lies: Lies, *, at_edge: bool, reach: int = 0) -> Change:
    """Return the change that tells one of ``lies``, at an edge (within ``reach`` words of it) or inside the span.

    Lies that add a word are as likely as all others together, where the span allows both.

    Words that are merely left out at an edge are no lie: the quotation then is shorter, and true.
    """

    def tell(chance: random.Random, span: DrawnSpan, material: Material) -> Damaged | None:
        last = len(span.words) - 1
        told: dict[bool, list[Lie]] = {}
        for place in range(last + 1):
            for first, count, words in lies(chance, span, place, material):
                touches = first <= reach or first + count > last - reach
                inside = first > 0 and first + count <= last
                if touches == at_edge and (words or inside):
                    told.setdefault(len(words) > count, []).append((first, count, words))
        return replaced(span, *chance.choice(told[chance.choice(sorted(told))])) if told else None

    return tell


def replaced(span: DrawnSpan, first: int, count: int, words: list[str]) -> Damaged:
    """Return the quotation with ``words`` in the place of ``count`` words of the span."""
    texts = [word.text for word in span.words]
    text = " ".join([*texts[:first], *words, *texts[first + count :]])
    return Damaged(text, count if first == 0 else 0, first - 1 if first + count == len(texts) else len(texts) - 1)


# Numbers

_ORDINALS = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
_SCALES = ("hundred", "thousand", "million", "billion")
_ROMANS = ("II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XVI", "XVII", "XVIII", "XIX")
_SERIES = (*NUMBER_WORDS.values(), _ORDINALS, _SCALES, _ROMANS)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*(st|nd|rd|th)?")
_DECIMAL = re.compile(r"(\d+)\.(\d{1,2})")
NUMBER = re.compile(
    r"(?<![\w-])(?:\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|"
    + "|".join(f"(?i:{word})" if word.islower() else word for series in _SERIES for word in series)
    + r")(?![\w-])"
)


DIGITS = re.compile(r"(?<![\w.,-])\d{1,3}(?:[.,]\d+)+(?![\w-])|\d+(?:st|nd|rd|th)")
"""Decimals, thousands and ordinals, which are rarer than years and numbers in words."""


def other_number(chance: random.Random, span: DrawnSpan, place: int, _: Material) -> Iterator[Lie]:
    """Yield another digit, a decimal point lost, a zero more, and another word or roman numeral of the same series."""
    word = shelled(span.words[place].text)
    digits = _DIGITS.fullmatch(word.core)
    if digits:
        others = [word.core[:at] + digit + word.core[at + 1 :] for at, digit in _other_digits(chance, word.core)]
        if decimal := _DECIMAL.fullmatch(word.core):
            others.append(decimal[1] + decimal[2])
        elif not digits[1] and word.core.isdigit():
            others.append(word.core + "0")
        yield place, 1, [word.with_core(chance.choice(others))]
    for series in _SERIES:
        number = word.core if word.core in series else word.core.lower()
        if number in series:
            other = chance.choice([each for each in series if each != number and fuzz.ratio(each, number) < 80])
            yield place, 1, [word.with_core(_cased(other, word.core))]


def _other_digits(chance: random.Random, core: str) -> Iterator[tuple[int, str]]:
    """Yield places of digits with another digit; the last one stays before an ending, which agrees with it."""
    places = [at for at, character in enumerate(core) if character.isdigit()]
    for at in places[:-1] if core[-1].isalpha() and len(places) > 1 else places:
        yield at, chance.choice([digit for digit in "123456789" if digit != core[at]])


# Negations

_AUXILIARY_WORDS = "was is were are had has have could would should must did does do will may might can"
_AUXILIARIES = frozenset(_AUXILIARY_WORDS.split())
_CONTRACTED = re.compile(r"([a-z]+)n['’]t", re.IGNORECASE)
_IRREGULAR = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}
_UNDENIED = {
    "never": ("always", "often"),
    "nothing": ("something", "everything"),
    "nobody": ("somebody", "everybody"),
    "nowhere": ("somewhere", "everywhere"),
    "none": ("some", "all"),
    "neither": ("either",),
    "without": ("with",),
    "cannot": ("can",),
    "nie": ("immer",),
    "niemand": ("jeder",),
    "nichts": ("alles",),
    "kein": ("ein",),
    "keine": ("eine",),
    "никогда": ("всегда",),
    "никто": ("каждый",),
    "ничего": ("всё",),
}
_NOT = frozenset(("not", "nicht", "не"))
_DENYING = frozenset(("not", "never", "no", "nor", "neither", "nothing", "none", "nobody", "cannot"))
NEGATION = re.compile(r"(?<![\w-])(?:no|[a-z]+n['’]t|" + "|".join([*_UNDENIED, *_NOT]) + r")(?![\w-])", re.IGNORECASE)
AUXILIARY = re.compile(r"(?<![\w-])(?:" + "|".join(_AUXILIARY_WORDS.split()) + r")(?![\w-])")


def other_negation(_: random.Random, span: DrawnSpan, place: int, material: Material) -> Iterator[Lie]:
    """Yield a negation lost or added: not, n't, no, never, without, un- and their like."""
    word = shelled(span.words[place].text)
    core = word.core.lower()
    after = shelled(span.words[place + 1].text).core.lower() if place + 1 < len(span.words) else ""
    before = shelled(span.words[place - 1].text).core.lower() if place else ""
    for other in _UNDENIED.get(core, ()):
        yield place, 1, [word.with_core(_cased(other, word.core))]
    if core in _NOT and not word.before + word.after and "not" not in (before, after):
        yield place, 1, []
    if core in _AUXILIARIES and not word.after and after == "not" and place + 2 < len(span.words):
        yield place, 2, [span.words[place].text]
        if core in ("do", "does", "did"):
            yield place, 2, []
    if core == "no" and not word.after and after.isalpha() and after not in ("one", "no", "more", "longer"):
        yield place, 1, [word.with_core(_cased("some", word.core))]
    if core == "no" and after == "one" and not word.after:
        yield place, 2, [word.before + _cased("everyone", word.core) + shelled(span.words[place + 1].text).after]
    if contracted := _CONTRACTED.fullmatch(word.core):
        yield place, 1, [word.with_core(_IRREGULAR.get(contracted[1].lower(), contracted[1]))]
    if core in _AUXILIARIES and core != "do" and not word.after and after not in _DENYING and before not in _DENYING:
        yield place, 1, [span.words[place].text, "not"]
    if word.core.islower() and len(core) >= 4:
        if f"un{core}" in material.common:
            yield place, 1, [word.with_core(f"un{core}")]
        if core.startswith("un") and core[2:] in material.common and core not in ("under", "until", "union", "unto"):
            yield place, 1, [word.with_core(core[2:])]


# Quantifiers

QUANTIFIERS: dict[str, tuple[str, ...]] = {
    "all": ("some", "few"),
    "some": ("all", "many"),
    "every": ("some",),
    "many": ("few", "some"),
    "few": ("many", "all"),
    "several": ("all",),
    "always": ("sometimes", "often"),
    "often": ("seldom", "always"),
    "seldom": ("often",),
    "sometimes": ("always",),
    "everyone": ("someone",),
    "everybody": ("somebody",),
    "everything": ("something",),
    "someone": ("everyone",),
    "somebody": ("everybody",),
    "something": ("everything",),
    "alle": ("einige",),
    "viele": ("wenige",),
    "wenige": ("viele",),
    "immer": ("manchmal",),
    "все": ("некоторые",),
    "всегда": ("иногда",),
    "часто": ("редко",),
}
_ONLY = frozenset(("only", "nur", "только"))
QUANTIFIER = re.compile(r"(?<![\w-])(?:" + "|".join([*QUANTIFIERS, *_ONLY]) + r")(?![\w-])", re.IGNORECASE)


def other_quantifier(_: random.Random, span: DrawnSpan, place: int, __: Material) -> Iterator[Lie]:
    """Yield another quantifier, and ``only`` lost."""
    word = shelled(span.words[place].text)
    for other in QUANTIFIERS.get(word.core.lower(), ()):
        yield place, 1, [word.with_core(_cased(other, word.core))]
    if word.core in _ONLY and not word.before + word.after:
        yield place, 1, []


# Names

NAME = re.compile(r"(?<=[a-zа-я,;] )[A-ZА-Я][a-zа-я]{3,}")
_POSSESSIVE = re.compile(r"(.+?)(['’]s)?")


def other_name(chance: random.Random, span: DrawnSpan, place: int, material: Material) -> Iterator[Lie]:
    """Yield one name of the corpus for a name, or for names that follow each other; German has too many capitals."""
    names = _names(material)
    if span.language == "de" or not _named(span, place, names) or (place and _named(span, place - 1, names)):
        return
    last = place
    while last + 1 < len(span.words) and not shelled(span.words[last].text).after and _named(span, last + 1, names):
        last += 1
    match = _POSSESSIVE.fullmatch(shelled(span.words[last].text).core)
    ending = (match[2] if match else "") or ""
    text = " ".join(word.text for word in span.words[place : last + 1])
    before, after = shelled(span.words[place].text).before, shelled(span.words[last].text).after
    for _ in range(40):
        other = chance.choice(material.names)
        if fuzz.partial_ratio(other.lower(), text.lower()) < UNLIKE and is_cyrillic(other) == is_cyrillic(text):
            yield place, last + 1 - place, [before + other + ending + after]
            return


def _named(span: DrawnSpan, place: int, names: frozenset[str]) -> bool:
    match = _POSSESSIVE.fullmatch(shelled(span.words[place].text).core)
    return bool(match and match[1] in names)


def _names(material: Material) -> frozenset[str]:
    return frozenset(material.names)


# Words

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ENDINGS = ("ed", "ing", "s", "er", "ly", "")
WORD = re.compile(r"(?<![\w’'-])[a-z]{4,}(?![\w’'-])")


def look_alike(chance: random.Random, span: DrawnSpan, place: int, material: Material) -> Iterator[Lie]:
    """Yield a common word that looks like the true one: one letter is another, lost or more, or the ending is."""
    word = shelled(span.words[place].text)
    if len(word.core) < 3 or word.core not in material.common or word.core in MEANING_WORDS:
        return
    others = sorted(
        other
        for other in {*one_letter_off(word.core), *_other_endings(word.core)} & material.common
        if len(other) >= 3
        and other != word.core
        and other not in MEANING_WORDS
        and not same_spelling(word.core, other)
        and other.startswith("un") == word.core.startswith("un")
    )
    if others:
        yield place, 1, [word.with_core(chance.choice(others))]


def one_letter_off(word: str) -> Iterator[str]:
    """Yield all strings that are a letter lost, added, another one, or two in another order away."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _LETTERS)


def _other_endings(word: str) -> Iterator[str]:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            yield from (word.removesuffix(ending) + other for other in _ENDINGS)


def other_words(chance: random.Random, span: DrawnSpan, place: int, material: Material) -> Iterator[Lie]:
    """Yield one to three unlike words for as many plain ones that begin or end the span, of six words one."""
    last = len(span.words) - 1
    count = chance.randint(1, max(1, min(3, len(span.words) // 6)))
    words = span.words[place : place + count]
    are_plain = all(is_plain(word.text) or len(word.text) < 4 for word in words) and any(
        is_plain(word.text) for word in words
    )
    if are_plain and (place == 0 or place + count == last + 1):
        others = [shelled(word.text).with_core(another_word(chance, material, span, word.text)) for word in words]
        yield place, len(words), others


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() and like not in _ROMANS else word
