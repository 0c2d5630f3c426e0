"""Names in the Cyrillic of Ukrainian, Serbian, Bulgarian, Belarusian and Macedonian, in Latin letters and back.

Russian has a module of its own (:mod:`kurilsearch.vocabulary.romanise`), because so many schemes write it. These have
one or two each: Ukraine's of 2010, Gaj's alphabet for Serbian, Bulgaria's of 2009, and what BGN/PCGN and scholars
write. All is folded (:mod:`kurilsearch.language.folding`), so that Đ is d and Š is s. What is made is to be looked up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import combinations, islice, product

from kurilsearch.language.lazy_pattern import lazy_pattern

MOST_SPELLINGS = 300
"""How many spellings of a word are made at most for a language."""

SHORTEST = 4
"""Letters of a word that may be spelt otherwise."""

_MOST_CHANGES = 2
_REMEMBERED = 1 << 12

_SHARED = "а=a б=b в=v д=d е=e ж=zh/z з=z к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f ц=ts/c ч=ch/c ш=sh/s"
_LETTERS = {  # what each letter is in Latin ones, the likeliest first; - is nothing
    "uk": "г=h/g ґ=g є=ie/ye/je и=y/i і=i ї=i/yi/ji й=i/y/j х=kh/h щ=shch ь=- ю=iu/yu/ju я=ia/ya/ja",
    "be": "г=h/g ё=io/yo/jo і=i й=i/y/j ў=u/w х=kh/h ы=y ь=- э=e ю=iu/yu/ju я=ia/ya/ja",
    "bg": "г=g и=i й=y/i/j х=h/kh щ=sht ъ=a/u ь=y/- ю=yu/iu/ju я=ya/ia/ja",
    "mk": "г=g ѓ=gj/g ѕ=dz и=i ј=j љ=lj/l њ=nj/n ќ=kj/k х=h џ=dzh/dz/dj",
    "sr": "г=g ђ=dj/d и=i ј=j љ=lj њ=nj ћ=c х=h џ=dz/dzh",
}
_OWN = {"uk": "іїєґ", "be": "ўё", "bg": "ъщ", "mk": "ѓќѕ", "sr": "ђћљњџј"}
"""Letters by which a word is known for one of the language: of several, the first that has all its letters."""

LANGUAGES = frozenset(_LETTERS)


def _table(language: str) -> dict[str, tuple[str, ...]]:
    pairs = (pair.split("=") for pair in f"{_SHARED} {_LETTERS[language]}".split())
    return {letter: tuple(latin.replace("-", "") for latin in each.split("/")) for letter, each in pairs}


_TO_LATIN = {language: _table(language) for language in _LETTERS}


def _reversed(table: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Return which letters some Latin ones may be, those that are likeliest written so first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for letter, latin in table.items():
        for rank, each in enumerate(latin):
            if each:
                found.setdefault(each, []).append((rank, letter))
    return {
        latin: [letter for _, letter in sorted(letters, key=lambda each: each[0])] for latin, letters in found.items()
    }


_TO_CYRILLIC = {language: _reversed(table) for language, table in _TO_LATIN.items()}
_PIECES = {
    language: lazy_pattern("|".join(sorted(table, key=len, reverse=True))) for language, table in _TO_CYRILLIC.items()
}

_ENDINGS = {  # of adjectives, names and towns: Khmelnytsky
    "uk": {"tskyi": "цький", "tsky": "цький", "skyi": "ський", "sky": "ський", "tska": "цька", "ska": "ська"},
    "bg": {"ski": "ски"},
    "be": {"tski": "цкі", "ski": "скі"},
}

_RUSSIAN_NAMES = (  # how Ukrainian towns were long called: Kiev, Kharkov, Lvov
    (lazy_pattern("iev$"), "yiv"),
    (lazy_pattern("(?<=[^aeiou])ov$"), "iv"),
)


@lru_cache(maxsize=_REMEMBERED)
def in_cyrillic(word: str, languages: frozenset[str]) -> tuple[str, ...]:
    """Return what a folded Latin ``word`` may be in the Cyrillic of those of ``languages`` that are known here."""
    if len(word) < SHORTEST:
        return ()
    found: dict[str, None] = {}
    for language in sorted(languages & LANGUAGES):
        for spelt in _spelt_in(word, language):
            found.update(dict.fromkeys(_read_back(spelt, language)))
    return tuple(found)


def _spelt_in(word: str, language: str) -> Collection[str]:
    """Return a Latin word, and what it is in its own country where it is a Russian name."""
    if language != "uk":
        return (word,)
    return dict.fromkeys((word, *(pattern.sub(name, word) for pattern, name in _RUSSIAN_NAMES)))


def _read_back(word: str, language: str) -> Iterable[str]:
    """Yield Cyrillic spellings: each letter what it mostly is, then up to two something else, or soft, or parted."""
    ending = next((each for each in _ENDINGS.get(language, {}) if word.endswith(each)), "")
    word = word.removesuffix(ending)
    pieces = _PIECES[language].findall(word)
    if "".join(pieces) != word:
        return ()
    table = _TO_CYRILLIC[language]
    options = [_options(piece, table, language) for piece in pieces]
    others = [(index, other) for index, choice in enumerate(options) for other in choice[1:]]
    last = _ENDINGS[language][ending] if ending else ""
    spellings = (
        "".join(dict(changes).get(index, choice[0]) for index, choice in enumerate(options)) + last
        for number in range(_MOST_CHANGES + 1)
        for changes in combinations(others, number)
    )
    return islice(spellings, MOST_SPELLINGS)


def _options(piece: str, table: Mapping[str, list[str]], language: str) -> list[str]:
    """Return what Latin letters may be: one letter, several, or a soft consonant."""
    options = list(table[piece])
    if len(piece) > 1 and all(letter in table for letter in piece):
        options += ["".join(choice) for choice in product(*(table[letter][:2] for letter in piece))]
    elif piece in "lnstdzc" and language in ("uk", "be"):
        options.append(options[0] + "ь")
    return options


@lru_cache(maxsize=_REMEMBERED)
def in_latin(word: str) -> tuple[str, ...]:
    """Return what a folded Cyrillic ``word`` of these languages may be in folded Latin letters.

    Nothing where no letter of it says that it is not Russian.
    """
    if len(word) < SHORTEST:
        return ()
    language = next((each for each in _OWN if _is_written(word, each)), None)
    if language is None:
        return ()
    choices = [_TO_LATIN[language][letter] for letter in word]
    found = list(islice(map("".join, product(*choices)), MOST_SPELLINGS))
    if language == "uk":
        found += [_OPENED.sub(lambda end: "iev" if "y" in end[0] else "ov", name) for name in found]
    return tuple(dict.fromkeys(found))


_OPENED = lazy_pattern("y?y?iv$")
"""How Kyiv and Kharkiv end, which were Kiev and Kharkov."""


def _is_written(word: str, language: str) -> bool:
    """Tell whether a word has a letter that tells the language, and only letters of it."""
    return not set(_OWN[language]).isdisjoint(word) and _TO_LATIN[language].keys() >= set(word)
