"""Damage that changes what is said by a single word: a negation, a number, a name."""

from __future__ import annotations

import random
import re

from rapidfuzz import fuzz

from tests.benchmarks.misquotes.damage import UNLIKE, Damaged, changed, is_cyrillic, shelled
from tests.benchmarks.misquotes.draw import DrawnSpan
from tests.benchmarks.misquotes.material import Material

_AUXILIARY = re.compile("was|is|were|are|had|has|could|would|should|must|did|does|will|may|might|can")
_SAYS_NO = frozenset(("not", "never", "no", "nor", "neither", "nothing", "none"))
_DROPPED_NOT = frozenset(("not", "nicht", "не"))
_OPPOSITES = {"never": "always", "nothing": "everything", "nobody": "everybody", "nie": "immer", "никогда": "всегда"}
_CONTRACTED = re.compile(r"([a-z]+)n['’]t", re.IGNORECASE)
_IRREGULAR = {"wo": "will", "ca": "can", "sha": "shall"}

_NUMBERS = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig",
    "ru": "два три четыре пять шесть семь восемь девять десять",
}
NUMBER_WORDS = {language: tuple(words.split()) for language, words in _NUMBERS.items()}
NUMBER = re.compile(r"(?<!\S)\W*(?:\d+|" + "|".join(word for each in NUMBER_WORDS.values() for word in each) + r")\b")
_POSSESSIVE = re.compile(r"(.+?)(['’]s)?")


def change_negation(chance: random.Random, span: DrawnSpan, material: Material) -> Damaged | None:
    """Lose or add a negation: not, never, no, n't, un-. Every way that the span allows is equally likely."""
    ways: dict[str, list[tuple[int, list[str]]]] = {}
    for place in range(1, len(span.words) - 1):
        for way, words in _negations(span, place, material.vocabulary):
            ways.setdefault(way, []).append((place, words))
    if not ways:
        return None
    place, words = chance.choice(ways[chance.choice(sorted(ways))])
    return changed(span, place, words)


def _negations(span: DrawnSpan, place: int, vocabulary: frozenset[str]) -> list[tuple[str, list[str]]]:
    """Return the ways to turn one word into its opposite, and the words that then stand there."""
    text = span.words[place].text
    word = shelled(text)
    core, following = word.core, shelled(span.words[place + 1].text).core
    ways: list[tuple[str, list[str]]] = []
    if core in _DROPPED_NOT and not word.before + word.after:
        ways.append(("not lost", []))
    if core in _OPPOSITES:
        ways.append(("opposite", [word.with_core(_OPPOSITES[core])]))
    if core == "no" and not word.after and following.islower() and len(following) > 4:
        ways.append(("no lost", [word.with_core("some")]))
    if contracted := _CONTRACTED.fullmatch(core):
        ways.append(("n't lost", [word.with_core(_IRREGULAR.get(contracted[1].lower(), contracted[1]))]))
    if _AUXILIARY.fullmatch(core) and not word.after and following.lower() not in _SAYS_NO:
        ways.append(("not added", [text, "not"]))
    if core.islower() and len(core) >= 4:
        if f"un{core}" in vocabulary:
            ways.append(("un- added", [word.with_core(f"un{core}")]))
        if core.startswith("un") and core[2:] in vocabulary and f"un{core[2:]}" not in {"under", "until", "union"}:
            ways.append(("un- lost", [word.with_core(core[2:])]))
    return ways


def change_number(chance: random.Random, span: DrawnSpan, _: Material) -> Damaged | None:
    """Put another number for one in digits or in words."""
    names = NUMBER_WORDS.get(span.language, ())
    places = [
        place
        for place in range(1, len(span.words) - 1)
        if (core := shelled(span.words[place].text).core) in names or (core.isascii() and core.isdigit())
    ]
    if not places:
        return None
    place = chance.choice(places)
    word = shelled(span.words[place].text)
    if not word.core.isdigit():
        return changed(span, place, [word.with_core(chance.choice([name for name in names if name != word.core]))])
    digit = chance.randrange(len(word.core))
    others = [each for each in "123456789" if each != word.core[digit]]
    return changed(span, place, [word.with_core(word.core[:digit] + chance.choice(others) + word.core[digit + 1 :])])


def change_name(chance: random.Random, span: DrawnSpan, material: Material) -> Damaged | None:
    """Put another name of the corpus for one in the span. German has too many capitals, and is left alone."""
    if span.language == "de":
        return None
    names = frozenset(material.names)
    found: list[tuple[int, str, str]] = []
    for place in range(1, len(span.words) - 1):
        match = _POSSESSIVE.fullmatch(shelled(span.words[place].text).core)
        if match and match[1] in names:
            found.append((place, match[1], match[2] or ""))
    if not found:
        return None
    place, name, ending = chance.choice(found)
    others = [chance.choice(material.names) for _ in range(40)]
    for other in others:
        if fuzz.ratio(other.lower(), name.lower()) < UNLIKE and is_cyrillic(other) == is_cyrillic(name):
            return changed(span, place, [shelled(span.words[place].text).with_core(other + ending)])
    return None
