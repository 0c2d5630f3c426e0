"""Cyrillic in Latin letters by the schemes in use, and Latin words back in likely Cyrillic.

Each scheme cites its standard. What is printed rarely keeps to one, so the spellings of a word are those of all
schemes together with what newspapers write; and as folding takes ё for е and drops marks, so do they.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, islice, product

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.tokens import scan

MOST_SPELLINGS = 300
"""How many spellings of a word are made at most."""

_REMEMBERED = 1 << 14


@dataclass(frozen=True, slots=True, eq=False)
class Scheme:
    """A romanisation of Russian: its ``name``, the standard it is cited from, and what it writes for each letter.

    ``initial`` are letters written otherwise at the beginning and after vowels, ъ and ь.
    """

    name: str
    standard: str
    letters: dict[str, str]
    initial: dict[str, str]


_PLAIN = dict(zip("абвгдезиклмнопрстуфы", "abvgdeziklmnoprstufy", strict=True))


def _scheme(name: str, standard: str, letters: str, initial: str = "") -> Scheme:
    """Return a scheme from words such as ``ж=zh``; the letters that all schemes agree on are added."""
    table, first = (dict(pair.split("=") for pair in text.split()) for text in (letters, initial))
    return Scheme(name, standard, _PLAIN | table, first)


SCHEMES = (
    _scheme(
        "BGN/PCGN", "BGN/PCGN 1947 System of Romanization for Russian",
        "ё=ë ж=zh й=y х=kh ц=ts ч=ch ш=sh щ=shch ъ=ˮ ь=’ э=e ю=yu я=ya", "е=ye ё=yë",
    ),
    _scheme(
        "ALA-LC", "ALA-LC Romanization Tables, Russian (2012), the ties left out",
        "ё=ë ж=zh й=ĭ х=kh ц=ts ч=ch ш=sh щ=shch ъ=ʺ ь=ʹ э=ė ю=iu я=ia",
    ),
    _scheme(
        "GOST 7.79 B", "GOST 7.79-2000, system B",
        "ё=yo ж=zh й=j х=x ц=c ч=ch ш=sh щ=shh ъ=`` ы=y` ь=` э=e` ю=yu я=ya",
    ),
    _scheme(
        "GOST R 52535.1", "GOST R 52535.1-2006, for passports until 2013",
        "ё=e ж=zh й=i х=kh ц=tc ч=ch ш=sh щ=shch ъ= ь= э=e ю=iu я=ia",
    ),
    _scheme(
        "ICAO 9303", "ICAO Doc 9303-3, for passports since 2013",
        "ё=e ж=zh й=i х=kh ц=ts ч=ch ш=sh щ=shch ъ=ie ь= э=e ю=iu я=ia",
    ),
    _scheme(
        "ISO 9", "ISO 9:1995, which is GOST 7.79-2000, system A",
        "ё=ë ж=ž й=j х=h ц=c ч=č ш=š щ=ŝ ъ=ʺ ь=ʹ э=è ю=û я=â",
    ),
    _scheme(
        "GOST 16876", "GOST 16876-71, table 1",
        "ё=ë ж=ž й=j х=h ц=c ч=č ш=š щ=šč ъ=ʺ ь=ʹ э=ė ю=ju я=ja",
    ),
    _scheme(
        "scholarly", "ISO/R 9:1968",
        "ё=ë ж=ž й=j х=ch ц=c ч=č ш=š щ=šč ъ=ʺ ь=ʹ э=ė ю=ju я=ja",
    ),
    _scheme(
        "English press", "what newspapers write: The Chicago Manual of Style, 17th ed., 11.98-11.104",
        "ё=yo ж=zh й=y х=kh ц=ts ч=ch ш=sh щ=shch ъ= ь= э=e ю=yu я=ya", "е=ye",
    ),
    _scheme(
        "German press", "Duden, Umschrift des Russischen",
        "в=w ё=jo ж=sch з=s й=i х=ch ц=z ч=tsch ш=sch щ=schtsch ъ= ь= э=e ю=ju я=ja", "е=je",
    ),
    _scheme(
        "French press", "the transcription of names in French: Khrouchtchev, Poutine",
        "ё=io ж=j й=i у=ou х=kh ц=ts ч=tch ш=ch щ=chtch ъ= ь= э=e ю=iou я=ia", "е=ie",
    ),
)  # fmt: skip

_OPENS = "аеёиоуыэюяъьй"
"""After these, as at the beginning of a word, some schemes write е as ye."""


def romanise(word: str, scheme: Scheme) -> str:
    """Return a Russian ``word`` in small letters in Latin ones; what the scheme does not know stays."""
    return "".join(
        scheme.initial[letter]
        if letter in scheme.initial and (not index or word[index - 1] in _OPENS)
        else scheme.letters.get(letter, letter)
        for index, letter in enumerate(word)
    )


_ENDINGS = (  # how names end in print, whatever the scheme: Dostoevsky, Poutine
    (lazy_pattern("[иы]й$"), ("y", "i", "ii", "iy")),
    (lazy_pattern("ин$"), ("in", "ine")),
)


@cache
def _folded(scheme: Scheme) -> Scheme:
    """Return the scheme as it is once its output is folded: without marks."""

    def fold(table: dict[str, str]) -> dict[str, str]:
        return {letter: "".join(piece for _, _, piece in scan(latin)) for letter, latin in table.items()}

    return Scheme(scheme.name, scheme.standard, fold(scheme.letters), fold(scheme.initial))


@lru_cache(maxsize=_REMEMBERED)
def romanisations(word: str) -> tuple[str, ...]:
    """Return the Latin spellings of a folded Cyrillic word, folded: at most :data:`MOST_SPELLINGS`."""
    with_yo = [word] + [word[:at] + "ё" + word[at + 1 :] for at, letter in enumerate(word) if letter == "е"]
    found: dict[str, None] = {}
    for cyrillic, scheme in islice(product(with_yo, map(_folded, SCHEMES)), MOST_SPELLINGS):
        found[romanise(cyrillic, scheme)] = None
        for pattern, endings in _ENDINGS:
            if pattern.search(cyrillic):
                start = romanise(pattern.sub("", cyrillic), scheme)
                found.update(dict.fromkeys(start + ending for ending in endings))
    return tuple(islice(found, MOST_SPELLINGS))


_IS_GERMAN = lazy_pattern("tsch")
_IS_FRENCH = lazy_pattern("chtch|ou.*tch|vitch$")
_GERMAN = {"schtsch": "shch", "tsch": "ch", "sch": "sh", "ch": "kh", "w": "v", "z": "ts", "j": "y"}
_FRENCH = {"chtch": "shch", "tch": "ch", "ch": "sh", "ou": "u", "j": "zh"}


def in_english_letters(word: str) -> str:
    """Return a folded Latin word as English newspapers would spell it, where it is German or French (Chruschtschow)."""
    if _IS_GERMAN.search(word):
        word = re.sub("(?<=tsch)ow", "ew", word)
        return re.sub("schtsch|tsch|sch|ch|[wzj]", lambda match: _GERMAN[match[0]], word)
    if _IS_FRENCH.search(word):
        return re.sub("chtch|tch|ch|ou|j", lambda match: _FRENCH[match[0]], re.sub("ine$", "in", word))
    return word


_NO_RUSSIAN = lazy_pattern("th|gh|ph|wh|q|ee|oo|ea|ck|(?<=[aeiouy])in$")
"""What no romanised Russian name has."""

_READINGS = (  # schemes but the English ones: how a name looks that they wrote, its letters, and what these may be
    (
        lazy_pattern("(?=.*(?:[wjz]|sch|dse))..+(?:(?<=....)owa?|ewa?|(?<=sch.)ina?|z[iy]na?|[szk]ki|skij|adse|enko|jan|oi)$"),
        lazy_pattern("schtsch|tsch|sch|ch|dse|ss|ow(?=a?$)|ew(?=a?$)|[wzsj]"),
        {
            "schtsch": "shch", "tsch": "ch", "sch": "sh zh", "ch": "kh", "dse": "dze", "ss": "s", "w": "v", "z": "ts",
            "s": "s z", "j": "y", "ow": "ov", "ew": "ev",
        },
    ),
    (
        lazy_pattern("(?=.*(?:ou|j|ch|gui|tsine|^ie))..+(?:[oe]va?|[oe]ff|(?:ts|gu)ine|tsyne|ou.*ine|s[kc][iy]|ko|itch|adze|[oe]ian)$"),
        lazy_pattern("chtch|tch|ch|ou|gu(?=[ie])|[iy]ne$|ss|^ie|iov$|j"),
        {
            "chtch": "shch", "tch": "ch", "ch": "sh", "ou": "u", "gu": "g", "ine": "in", "yne": "yn", "ss": "s",
            "ie": "e", "iov": "ev", "j": "zh",
        },
    ),
    (
        lazy_pattern("(?=.*(?:cz|sz)|j.*c)..+(?:[oe]wa?|yna?|[sc]ki|icz|enko)$"),
        lazy_pattern("szcz|cz|sz|rz|ch|ow(?=a?$)|ie|[wzjc]"),
        {
            "szcz": "shch", "cz": "ch", "sz": "sh", "rz": "r zh", "ch": "kh", "ow": "ov", "ie": "e", "w": "v",
            "z": "z zh", "j": "y", "c": "ts",
        },
    ),
    (
        lazy_pattern("(?=.*[cszj])..+(?:[oe]va?|c[iy]na?|skij|ski|adze|enko|[oe]vic|jan)$"),
        lazy_pattern("sc|ch|ic$|[cszj]"),
        {"sc": "shch", "ch": "kh", "ic": "ich", "c": "ch ts", "s": "s sh", "z": "z zh", "j": "y"},
    ),
)  # fmt: skip

_MOST_READINGS = 8
_FEWEST_LETTERS = 5


@lru_cache(maxsize=_REMEMBERED)
def english_readings(word: str) -> tuple[str, ...]:
    """Return how English newspapers may spell a folded Latin word that looks like a Russian name in another scheme.

    That is German (Jelzin), French (Eltsine), Polish (Jelcyn) or scholarly with its marks lost (Elcin); a few
    readings at most.
    """
    if len(word) < _FEWEST_LETTERS or _NO_RUSSIAN.search(word):
        return ()
    found: dict[str, None] = {}
    for looks, letters, meant in _READINGS:
        if looks.match(word):
            pieces = [meant[piece].split() if letters.fullmatch(piece) else [piece] for piece in _pieces(letters, word)]
            found.update(dict.fromkeys("".join(choice) for choice in islice(product(*pieces), _MOST_READINGS)))
    return tuple(reading for reading in found if reading != word)


def _pieces(letters: re.Pattern[str], word: str) -> list[str]:
    """Return a word cut into the letters that a scheme reads in its own way, and what stands between them."""
    pieces: list[str] = []
    end = 0
    for match in letters.finditer(word):
        pieces += [word[end : match.start()], match[0]]
        end = match.end()
    return [*pieces, word[end:]]


_BACK = {
    "shch": "щ", "shh": "щ", "sch": "ш сч", "tch": "ч", "ch": "ч х",
    "sh": "ш сх", "zh": "ж", "kh": "х", "ts": "ц тс", "tz": "ц", "tc": "ц", "sc": "ск щ", "ck": "к", "ff": "ф в",
    "ya": "я", "ia": "я ия", "ja": "я", "yu": "ю", "iu": "ю", "ju": "ю", "yo": "е", "jo": "е", "ye": "е ые", "je": "е",
    "ie": "ие ье", "a": "а", "b": "б", "c": "к ц", "d": "д", "e": "е э", "f": "ф", "g": "г", "h": "х г", "i": "и ы",
    "j": "й", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т",
    "u": "у", "v": "в", "w": "в", "x": "кс х", "y": "ы и", "z": "з ц",
}  # fmt: skip
_BACK_LETTERS = lazy_pattern("|".join(sorted(_BACK, key=len, reverse=True)))
_GLIDE = {"i": "й и", "y": "й ы"}
_MAY_BE_SOFT = frozenset("лнтсрдзмбпв")
_MOST_CHANGES = 2


@lru_cache(maxsize=_REMEMBERED)
def cyrillic_spellings(word: str) -> tuple[str, ...]:
    """Return likely Russian spellings of a folded Latin word, the likeliest first; at most :data:`MOST_SPELLINGS`.

    Each letter is what it mostly stands for; then up to two are something else, or followed by a soft sign.
    """
    word = in_english_letters(word)
    letters = _BACK_LETTERS.findall(word)
    if "".join(letters) != word:
        return ()
    options = [_options(letters, index) for index in range(len(letters))]
    if word.endswith(("sky", "ski")):
        options[-1] = ["ий", *options[-1]]
    likely = [choice[0] for choice in options]
    others = [(index, other) for index, choice in enumerate(options) for other in choice[1:]]
    spellings = (
        "".join(dict(changes).get(index, letter) for index, letter in enumerate(likely))
        for number in range(_MOST_CHANGES + 1)
        for changes in combinations(others, number)
    )
    return tuple(islice(dict.fromkeys(islice(spellings, MOST_SPELLINGS)), MOST_SPELLINGS))


def _options(letters: list[str], index: int) -> list[str]:
    """Return what the letter at ``index`` may be in Russian, the likeliest first."""
    letter = letters[index]
    before = letters[index - 1][-1] if index else ""
    if letter in _GLIDE and before and before in "aeou":
        return _GLIDE[letter].split()
    options = _BACK[letter].split()
    last = options[0][-1]
    following = letters[index + 1][0] if index + 1 < len(letters) else ""
    if last in _MAY_BE_SOFT and (following or letter != "s") and (not following or following not in "aeiouy"):
        options.append(options[0] + "ь")
    return options
