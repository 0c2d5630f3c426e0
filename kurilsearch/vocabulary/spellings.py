"""Which words of a library are other spellings of a word: another scheme, another script, a join lost or gained.

Likely spellings are made and looked up in the vocabulary, so a word costs one small query, whatever the library's
size. What is made for a script that the library does not hold is not even looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import pairwise
from weakref import WeakKeyDictionary

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.store import StoreReader
from kurilsearch.vocabulary.morae import (
    hepburn,
    japanese_keys,
    kana,
    katakana,
    kunrei,
    morae_of_romaji,
    polivanov,
    split_key,
)
from kurilsearch.vocabulary.romanise import cyrillic_spellings, english_readings, romanisations
from kurilsearch.vocabulary.scripts import Script, script_of
from kurilsearch.vocabulary.sound import looks_foreign, same_name, sound_key

SHORTEST = 4
"""Letters that a Latin or Cyrillic word must have to be spelt otherwise."""

SHORTEST_DAMAGED = 10
"""Letters that a word of another script must have to be found misread."""

MOST_MISREAD = 2
"""How many sounds of it may then be misread."""

_FEWEST_LETTERS_OF_PART = 3
_REMEMBERED = 1 << 14
_INITIALS = {
    Script.CYRILLIC: "пвсниокрдмтбгзуечачжяэюхфлшщц",
    Script.LATIN: "tsacpibmfdwrheolngukvyjqxz",
    Script.KANA: "のはにをがしいとてたでなかスラルリイア",
}
"""First letters of the words of a script, the commonest first."""


_known: WeakKeyDictionary[StoreReader, tuple[int, frozenset[Script], dict[str, tuple[str, ...]]]] = WeakKeyDictionary()


def scripts_of(store: StoreReader) -> frozenset[Script]:
    """Return which of Latin, Cyrillic and kana the library holds words in."""
    return _memory(store)[1]


def _memory(store: StoreReader) -> tuple[int, frozenset[Script], dict[str, tuple[str, ...]]]:
    """Return what is remembered of the present revision of a library."""
    revision = store.revision
    known = _known.get(store)
    if known is None or known[0] != revision:
        scripts = (script for script, initials in _INITIALS.items() if store.vocabulary.any_word_begins(initials))
        known = _known[store] = (revision, frozenset(scripts), {})
    return known


def spellings(word: str, store: StoreReader) -> tuple[str, ...]:
    """Return the other folded words of the library that are spellings of this folded word.

    Kana are looked up as the pairs of characters that they are in the vocabulary, so words in kana are never among
    them. A long Russian or Japanese word in its own script that stands nowhere is also found misread by a machine.
    """
    _, scripts, remembered = _memory(store)
    found = remembered.get(word)
    if found is None:
        standing = _standing(possible_spellings(word, scripts), store)
        found = tuple(other for other in standing if same_name(word, other))
        if not found and script_of(word) is not Script.LATIN and len(word) >= SHORTEST_DAMAGED:
            found = tuple(_misread(word, store))
        remembered[word] = found
    return found


def _standing(words: Sequence[str], store: StoreReader) -> list[str]:
    if not words:
        return []
    frequencies = store.vocabulary.word_frequencies(words)
    return [word for word in words if frequencies[word]]


@lru_cache(maxsize=_REMEMBERED)
def possible_spellings(word: str, scripts: frozenset[Script]) -> tuple[str, ...]:
    """Return what may be other spellings of a folded word in these scripts, kana left out; a few hundred at most.

    Those that stand in a library are still to be held against :func:`kurilsearch.vocabulary.sound.same_name`.
    """
    script = script_of(word)
    if script is not Script.KANA and len(word) < SHORTEST:
        return ()
    made: list[str] = []
    if script is Script.LATIN:
        foreign = looks_foreign(word)
        made += _latin_spellings(word) if foreign else _respelt(word)
        if Script.CYRILLIC in scripts and (foreign or not word.endswith(_ENGLISH_ENDINGS)):
            for reading in english_readings(word):
                made += cyrillic_spellings(reading)[:_FEW]
            made += cyrillic_spellings(word)[: (_MANY if len(word) < _LONG else None) if foreign else _FEW]
            for key in japanese_keys(word):
                made += _in_polivanov(key)
    elif script in (Script.CYRILLIC, Script.KANA) and Script.LATIN in scripts:
        if script is Script.CYRILLIC:
            latin = romanisations(word)
            made += (each for each in latin if not each.endswith(_ENGLISH_ENDINGS) or looks_foreign(each))
        made += _romaji(word)
    made += [other for spelling in (word, *made) for other in _with_endings(spelling)]
    return tuple(other for other in dict.fromkeys(made) if other != word)


_FEW = 10
"""Russian spellings that are tried of a word that looks English, and of one that does not."""

_MANY = 100
_LONG = 12
"""Letters of a word of which all are tried."""

_ENGLISH_ENDINGS = ("e", "es", "en")
"""StoreReader that end so are English, not romanised: state is no статье."""

_RUSSIAN_READINGS = 3


_EITHER_WAY = (
    (lazy_pattern("(?<=[^aeiou])[iy]a"), ("ia", "ya")),
    (lazy_pattern("[iy]u"), ("iu", "yu")),
    (lazy_pattern("(?<=[aeou])[iyj]$"), ("i", "y", "j")),
    (lazy_pattern("(?<=..[aeiou])ye(?=...)"), ("e",)),
    (lazy_pattern("^ye(?!a)(?=...)"), ("e",)),
    (lazy_pattern("^e(?=....)"), ("ye",)),
)


_MAY_BE_RESPELT = lazy_pattern("^[ey]|[iy][au]|[aeou][iyj]$|[aeiou]ye")


def _respelt(word: str) -> Iterator[str]:
    """Yield a word that looks English with the letters changed that schemes write either way: Anastasya."""
    if not _MAY_BE_RESPELT.search(word):
        return
    for letters, ways in _EITHER_WAY:
        if letters.search(word):
            yield from (letters.sub(way, word) for way in ways)


def _latin_spellings(word: str) -> Iterator[str]:
    for cyrillic in cyrillic_spellings(word)[:_RUSSIAN_READINGS]:
        yield from romanisations(cyrillic)
    for reading in english_readings(word):
        for cyrillic in cyrillic_spellings(reading)[:1]:
            yield from romanisations(cyrillic)
    yield from _romaji(word)


def _in_polivanov(key: str) -> tuple[str, ...]:
    """Return Japanese in Cyrillic, and Tokyo and Kyoto as they are written: with ио."""
    try:
        written = polivanov(split_key(key))
    except ValueError:  # what Japanese has no sound for
        return ()
    return written, written.replace("ке", "кио")


_PARTICLES = {"wa": "は", "e": "へ", "o": "を", "wo": "を"}


def kana_spellings(word: str) -> tuple[str, ...]:
    """Return a folded Latin word in hiragana and katakana, its vowels short and some of them long; few at most.

    Particles are written otherwise than they are said: wa is は.
    """
    found: dict[str, None] = dict.fromkeys(_PARTICLES.get(word, ""))
    for romaji in _romaji(word):
        row = morae_of_romaji(romaji)
        with suppress(ValueError):  # what Japanese has no kana for
            if row:
                found.update({kana(row): None, katakana(kana(row)): None})
    return tuple(found)


_LENGTHENED = (("o", ("ou", "oo", "oh")), ("u", ("uu",)))
_MOST_LENGTHENED = 2


def _romaji(word: str) -> Iterator[str]:
    """Yield the romaji of a word that may be Japanese: Hepburn and Kunrei, vowels short and then some of them long."""
    for key in japanese_keys(word):
        row = split_key(key)
        for spelling in {hepburn(row), kunrei(row), re.sub("n(?=[bmp])", "m", hepburn(row))}:
            yield spelling
            for vowel, long in _LENGTHENED:
                places = [match.start() for match in re.finditer(vowel, spelling)][: _MOST_LENGTHENED * 2]
                for longer in long:
                    yield from (spelling[:at] + longer + spelling[at + 1 :] for at in places)
                    yield from (
                        spelling[:at] + longer + spelling[at + 1 : then] + longer + spelling[then + 1 :]
                        for at, then in pairwise(places)
                    )


_ENDINGS = (
    ("shiri", "shir"),
    ("shir", "shiri"),
    ("ril", "rile"),
    ("rile", "ril"),
    ("rils", "riles"),
    ("riles", "rils"),
)

_VARYING_ENDINGS = tuple(ending for ending, _ in _ENDINGS)


def _with_endings(word: str) -> list[str]:
    """Return the word as Kurile for Kuril, and Kunashiri for Kunashir."""
    if not word.endswith(_VARYING_ENDINGS):
        return []
    return [word.removesuffix(ending) + other for ending, other in _ENDINGS if word.endswith(ending)]


_NEAR = 200
"""StoreReader with the same first letters that a misread one is looked for among, for each scheme."""


def _misread(word: str, store: StoreReader) -> Iterator[str]:
    """Yield the Latin words of the library that sound like ``word`` but for a sound or two."""
    from rapidfuzz.distance import Levenshtein

    key = sound_key(word)
    prefixes = dict.fromkeys(spelling[:_FEWEST_LETTERS_OF_PART] for spelling in romanisations(word))
    for prefix in prefixes:
        for near in store.vocabulary.words_with_prefix(prefix, _NEAR):
            if Levenshtein.distance(key, sound_key(near), score_cutoff=MOST_MISREAD) <= MOST_MISREAD:
                yield near


def joined(words: Sequence[str], store: StoreReader) -> dict[int, str]:
    """Return the words of the library that two neighbours in ``words`` are without the hyphen or space between them.

    The key is the index of the first of the two: ``{0: "sovietjapanese"}`` for soviet, japanese.
    """
    pairs = [one + other for one, other in pairwise(words)]
    standing = set(_standing(pairs, store))
    return {index: pair for index, pair in enumerate(pairs) if pair in standing}


def parted(word: str, store: StoreReader) -> tuple[str, str] | None:
    """Return the two words of the library that ``word`` is when it has lost a hyphen or space; None where it is not.

    Both have three letters or more; of several ways to part it, the one whose rarer part is the commonest.
    """
    cuts = range(_FEWEST_LETTERS_OF_PART, len(word) - _FEWEST_LETTERS_OF_PART + 1)
    parts = [(word[:cut], word[cut:]) for cut in cuts]
    frequencies = store.vocabulary.word_frequencies(part for pair in parts for part in pair)
    best = max(parts, key=lambda pair: min(frequencies[pair[0]], frequencies[pair[1]]), default=None)
    return best if best and min(frequencies[best[0]], frequencies[best[1]]) else None
