"""Damage to words: some are dropped, added, replaced or moved; and the ellipsis, which is the writer's own."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz

from tests.benchmarks.misquotes.draw import DrawnSpan
from tests.benchmarks.misquotes.material import Material

UNLIKE = 60
"""A word that replaces or joins others is less like them than this (RapidFuzz ratio), or it were a misspelling."""

FEWEST = 4
"""No quotation becomes shorter than this, in words."""

ELLIPSES = ("…", "...", ". . .", "[…]", "[...]", "....")
_SHELL = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)

# words whose coming and going changes the meaning: the single-kind classes of other kinds leave them alone
_MEANING_WORDS = """
not never no none nor neither nothing nobody nowhere cannot without hardly scarcely barely unable unless except only few
little less least half once twice thrice both first second third fourth fifth sixth seventh eighth ninth tenth last next
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions dozen dozens
nicht nichts niemand niemals keine keiner keinen keinem ohne zwei drei vier fünf sechs sieben acht neun zehn
"""
MEANING_WORDS = frozenset(_MEANING_WORDS.split())


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged quotation, and the first and last word of the span that still stand in it where they stood.

    ``left_out`` says that an ellipsis stands for words, which then are no damage.
    """

    text: str
    first: int
    last: int
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Shelled:
    """A word without the punctuation around it, and that punctuation."""

    before: str
    core: str
    after: str

    def with_core(self, core: str) -> str:
        """Return another word in the same punctuation."""
        return self.before + core + self.after


def shelled(word: str) -> Shelled:
    """Take the punctuation off a word."""
    match = _SHELL.fullmatch(word)
    return Shelled(*match.groups()) if match else Shelled("", word, "")


def is_plain(word: str) -> bool:
    """Tell whether a word is lower case, of four letters or more, and neither negation nor number."""
    core = shelled(word).core
    return len(core) >= 4 and core.isalpha() and core.islower() and core not in MEANING_WORDS


def is_cyrillic(word: str) -> bool:
    """Tell whether a word has a Cyrillic letter."""
    return any("\u0400" <= letter <= "\u04ff" for letter in word)


def another_word(chance: random.Random, material: Material, span: DrawnSpan, like: str) -> str:
    """Return a plain word of the corpus, of the same alphabet as ``like``, that is unlike every word of the span."""
    cores = {shelled(word.text).core.lower() for word in span.words}
    for _ in range(200):
        word = chance.choice(material.plain)
        if is_cyrillic(word) == is_cyrillic(like) and is_plain(word) and fuzz.ratio(word, like) < UNLIKE:
            close = any(fuzz.ratio(word, core, score_cutoff=80) for core in cores)
            if not close and f"un{word}" not in cores and word.removeprefix("un") not in cores:
                return word
    raise SystemExit("the corpus has too few words to replace others by")


def untouched(span: DrawnSpan) -> Damaged:
    """Return the quotation as it stands."""
    return Damaged(span.text, 0, len(span.words) - 1)


def damage_words(chance: random.Random, span: DrawnSpan, material: Material, rate: float) -> Damaged:
    """Drop, add, replace or move so many of the words (at least one), none of them twice, wherever they stand."""
    kept: list[tuple[str, int | None]] = [(word.text, number) for number, word in enumerate(span.words)]
    for _ in range(max(1, round(rate * len(span.words)))):
        whole = [place for place, (_, number) in enumerate(kept) if number is not None]
        place = chance.choice(whole)
        act = chance.choice(("drop", "add", "replace", "move") if len(kept) > FEWEST else ("add", "replace", "move"))
        text = kept[place][0]
        if act == "drop":
            del kept[place]
        elif act == "replace":
            kept[place] = (shelled(text).with_core(another_word(chance, material, span, text)), None)
        elif act == "add":
            kept.insert(chance.randint(1, len(kept) - 1), (another_word(chance, material, span, text), None))
        else:
            del kept[place]
            far = [other for other in range(len(kept) + 1) if abs(other - place) >= 2]
            kept.insert(chance.choice(far), (text, None))
    left = [number for _, number in kept if number is not None]
    return Damaged(" ".join(text for text, _ in kept), left[0], left[-1])


def leave_out(chance: random.Random, span: DrawnSpan, _: Material) -> Damaged | None:
    """Put an ellipsis for two or more of the middle words; three or more stay on either side."""
    words = [word.text for word in span.words]
    first = chance.randint(3, len(words) - 5)
    last = chance.randint(first + 2, len(words) - 3)
    text = " ".join([*words[:first], chance.choice(ELLIPSES), *words[last:]])
    return Damaged(text, 0, len(words) - 1, left_out=True)


# One word, and no other kind of damage

Change = Callable[[random.Random, DrawnSpan, Material], "Damaged | None"]


def replace_one(chance: random.Random, span: DrawnSpan, material: Material) -> Damaged | None:
    """Put another word for one plain word inside the span."""
    place = _plain_place(chance, span)
    if place is None:
        return None
    word = shelled(span.words[place].text)
    return changed(span, place, [word.with_core(another_word(chance, material, span, word.core))])


def drop_one(chance: random.Random, span: DrawnSpan, _: Material) -> Damaged | None:
    """Leave out one plain word inside the span."""
    place = _plain_place(chance, span)
    return None if place is None else changed(span, place, [])


def add_one(chance: random.Random, span: DrawnSpan, material: Material) -> Damaged | None:
    """Put a word of the corpus between two words of the span."""
    place = chance.randrange(1, len(span.words) - 1)
    word = span.words[place].text
    return changed(span, place, [word, another_word(chance, material, span, shelled(word).core)])


def move_one(chance: random.Random, span: DrawnSpan, _: Material) -> Damaged | None:
    """Take one plain word, which stands once in the span, three places or more away."""
    place = _plain_place(chance, span)
    if place is None:
        return None
    words = [word.text for word in span.words]
    core = shelled(words[place]).core
    if sum(shelled(word).core.lower() == core for word in words) > 1:
        return None
    far = [other for other in range(1, len(words) - 1) if abs(other - place) >= 3]
    if not far:
        return None
    moved = words.pop(place)
    words.insert(chance.choice(far), moved)
    return Damaged(" ".join(words), 0, len(span.words) - 1)


def changed(span: DrawnSpan, place: int, words: list[str]) -> Damaged:
    """Return the quotation with ``words`` in the place of one inner word of the span."""
    texts = [word.text for word in span.words]
    return Damaged(" ".join([*texts[:place], *words, *texts[place + 1 :]]), 0, len(texts) - 1)


def _plain_place(chance: random.Random, span: DrawnSpan) -> int | None:
    """Return the place of a plain word inside the span whose neighbours are not it again."""
    places = [place for place in range(1, len(span.words) - 1) if is_plain(span.words[place].text)]
    return chance.choice(places) if places else None
