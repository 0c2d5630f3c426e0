"""Words that carry the meaning, and ways to write the same, of each language: read from the plain lists beside it.

The lists are files of ``heading: words``; a line that is indented goes on with the one above. ``a/b`` are forms of one
word, ``a = b`` says that one is written for the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from kurilsearch.language.tokens import words_in

_LISTS = Path(__file__).parent / "lists"

SHARING = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "tr", "la", "sv", "da", "cs", "uk")
"""Languages with lists that share letters with another one, so that a word of one may be another word in the next."""

OTHERS = ("ru", "el", "ar", "he", "ko", "ja", "zh")
"""Languages with lists whose letters are their own: they are asked in every document."""

_LIKE = {"no": "da", "nb": "da", "nn": "da", "sk": "cs"}
"""Languages that are read by the lists of one that is nearly the same."""

_UNSPACED = ("ja", "zh")

Words = tuple[str, ...]
"""Folded words in a row."""


class Wording:
    """The lists of one or more languages, in folded words, each made when it is first asked for.

    ``negation_parts`` and ``quantifier_parts`` are found inside words too (ない in 行かない),
    ``quantifier_endings`` at their ends. ``numbers`` are the
    cardinals, ``scales`` are multiplied (hundred, million), ``ordinals`` come last; ``fractions`` come after a
    number (two thirds), an article before one of ``fractions_of`` (a third of) or one of ``fractions_and`` (two and
    a half); ``weak`` number words mostly are none. ``abbreviations`` and ``contractions`` lead to what they stand
    for, ``endings`` those of contractions (it's) likewise; ``symbols`` to words. ``measures`` lead to their sign
    after a number (metres to m). ``spellings`` lead to one of the ways in which a word is spelt. ``only`` has the
    words that say nobody else, ``nearly`` those that say not quite; ``bounds`` say that it is more or less (at
    least); ``limits`` begin a clause that takes back a part, ``exceptions`` of these say of what something is not
    so (unless).
    """

    negations: frozenset[str]
    negation_parts: tuple[str, ...]
    denying_prefixes: tuple[str, ...]
    quantifiers: frozenset[str]
    quantifier_parts: tuple[str, ...]
    quantifier_endings: tuple[str, ...]
    only: frozenset[str]
    nearly: frozenset[str]
    bounds: frozenset[str]
    limits: tuple[str, ...]
    exceptions: tuple[str, ...]
    numbers: Mapping[str, int]
    hundreds: frozenset[str]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    fractions: Mapping[str, Fraction]
    fractions_of: frozenset[str]
    fractions_and: frozenset[str]
    numerals: Mapping[str, int]
    joiners: tuple[str, ...]
    weak: frozenset[str]
    ands: frozenset[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    abbreviations: Mapping[str, frozenset[Words]]
    contractions: Mapping[str, frozenset[Words]]
    endings: Mapping[str, frozenset[str]]
    symbols: Mapping[str, frozenset[Words]]
    measures: Mapping[str, frozenset[str]]
    spellings: Mapping[str, frozenset[Words]]
    like_spellings: tuple[tuple[re.Pattern[str], str], ...]

    def __init__(self, languages: Iterable[str]) -> None:
        """Take the languages; a word of two of them has what either says."""
        self._languages = tuple(languages)

    def __getattr__(self, name: str) -> Any:
        """Make a list, and keep it."""
        if name not in _LISTS_OF_WORDING:
            raise AttributeError(name)
        value = _merged([_list_of_wording(name, language) for language in self._languages])
        setattr(self, name, value)
        return value


@cache
def wording_of(language: str) -> Wording:
    """Return the lists that words of a document of ``language`` (ISO 639) are held against.

    Those of other letters are always among them; where no list is known for the language, all are.
    """
    code = language.lower().replace("_", "-").partition("-")[0]
    code = _LIKE.get(code, code)
    if code in SHARING:
        own: tuple[str, ...] = (code,)
    else:
        own = ("en",) if code in OTHERS else SHARING
    return Wording((*own, *OTHERS))


@cache
def phrases(heading: str) -> tuple[str, ...]:
    """Return what stands under a heading of phrases (``emphasis``, ``ellipses``) in the lists of all languages."""
    lists = (_sections(language).get(heading, "") for language in (*SHARING, *OTHERS))
    return tuple(phrase for text in lists for phrase in _phrases(text))


def _phrases(text: str) -> list[str]:
    separated = text.split(";") if ";" in text else text.split()
    return [stripped for phrase in separated if (stripped := phrase.strip())]


@cache
def _sections(language: str) -> Mapping[str, str]:
    sections: dict[str, str] = {}
    heading = ""
    for line in (_LISTS / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if not line.startswith(" "):
            heading, _, line = line.partition(":")
        sections[heading] = f"{sections.get(heading, '')} {line.strip()}".strip()
    return sections


def _folded(text: str) -> Words:
    return tuple(words_in(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for words in map(_folded, text.split()) if len(words) == 1 for word in words)


def _hundreds(text: Callable[[str], str]) -> dict[str, int]:
    return _ranked(text("hundreds"), 100, 100)


_LISTS_OF_WORDING: Mapping[str, Callable[[Callable[[str], str], bool], Any]] = {
    "negations": lambda text, spaced: _words(text("negations")) - {"n", "t"},
    "negation_parts": lambda text, spaced: tuple(_negation_parts(text("negation parts"), text("negations"))),
    "denying_prefixes": lambda text, spaced: tuple(
        word for each in text("denying prefixes").split() for word in _folded(each)
    ),
    "quantifiers": lambda text, spaced: _words(text("quantifiers")) if spaced else frozenset(),
    "quantifier_parts": lambda text, spaced: () if spaced else tuple(text("quantifiers").split()),
    "quantifier_endings": lambda text, spaced: tuple(text("quantifier endings").split()),
    "only": lambda text, spaced: _words(text("only")),
    "nearly": lambda text, spaced: _words(text("nearly")),
    "bounds": lambda text, spaced: frozenset(_clauses(text("bounds"), spaced)),
    "limits": lambda text, spaced: _clauses(text("limits"), spaced),
    "exceptions": lambda text, spaced: _clauses(text("exceptions"), spaced),
    "numbers": lambda text, spaced: _ranked(text("numbers"), 0, 1) | _ranked(text("tens"), 20, 10) | _hundreds(text),
    "hundreds": lambda text, spaced: frozenset(_hundreds(text)),
    "scales": lambda text, spaced: {_one(word): int(value) for word, value in _equations(text("scales").split())},
    "ordinals": lambda text, spaced: (
        _ranked(text("ordinals"), 1, 1)
        | _ranked(text("ordinal tens"), 20, 10)
        | {_one(word): int(value) for word, value in _equations(text("ordinal scales").split())}
    ),
    "fractions": lambda text, spaced: {
        _one(form): Fraction(value)
        for forms, value in _equations(text("fractions").split())
        for form in forms.split("/")
    },
    "fractions_of": lambda text, spaced: _words(text("fractions of")),
    "fractions_and": lambda text, spaced: _words(text("fractions and")),
    "numerals": lambda text, spaced: {
        letter: value for value, forms in enumerate(text("numerals").split()) for letter in forms
    },
    "joiners": lambda text, spaced: tuple(text("joined numbers").split()),
    "weak": lambda text, spaced: _words(text("weak")),
    "ands": lambda text, spaced: _words(text("and")),
    "months": lambda text, spaced: _ranked(text("months"), 1, 1),
    "weekdays": lambda text, spaced: _ranked(text("weekdays"), 1, 1),
    "abbreviations": lambda text, spaced: _written_for(text("abbreviations"), joined=True),
    "contractions": lambda text, spaced: _written_for(text("contractions"), joined=True),
    "endings": lambda text, spaced: {
        key: frozenset(value.split("/")) for key, value in _equations(text("contracted endings").split(";"))
    },
    "symbols": lambda text, spaced: {
        key: frozenset(map(_folded, value.split("/"))) for key, value in _equations(text("symbols").split(";"))
    },
    "measures": lambda text, spaced: _measured(text("measures")),
    "spellings": lambda text, spaced: _written_for(text("spellings"), joined=False),
    "like_spellings": lambda text, spaced: tuple(_patterns(text("like spellings"))),
}
"""How each list of a wording is made of what stands under the headings of a language; not all are words in a row."""


@cache
def _list_of_wording(name: str, language: str) -> Any:
    sections = _sections(language)
    return _LISTS_OF_WORDING[name](lambda heading: sections.get(heading, ""), language not in _UNSPACED)


def _negation_parts(parts: str, negations: str) -> Iterator[str]:
    """Yield what denies inside a word; the letters of scripts without spaces are words in themselves."""
    yield from parts.split()
    for word in negations.split():
        if len(word) == 1 and "\u3400" <= word <= "\u9fff":
            yield word


def _clauses(text: str, spaced: bool) -> tuple[str, ...]:
    return tuple(" ".join(_folded(each)) if spaced else each for each in _commas(text))


def _commas(text: str) -> list[str]:
    return [stripped for limit in text.split(",") if (stripped := limit.strip())]


def _equations(parts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for part in parts:
        one, sign, other = part.partition("=")
        if sign and one.strip():
            yield one.strip(), other.strip()


def _patterns(text: str) -> Iterator[tuple[re.Pattern[str], str]]:
    for rule in text.split(";"):
        pattern, arrow, letters = rule.partition("->")
        if arrow:
            yield re.compile(pattern.strip()), letters.strip()


def _one(word: str) -> str:
    return "".join(_folded(word))


def _ranked(text: str, first: int, step: int) -> dict[str, int]:
    """Return the value of each word of a row that goes up from ``first`` by ``step``."""
    return {
        "".join(_folded(form)): first + step * rank
        for rank, forms in enumerate(text.split())
        for form in forms.split("/")
    }


def _measured(text: str) -> dict[str, frozenset[str]]:
    """Return for each sign of a measure, and for each of the words that it stands for, the sign."""
    return {
        _one(form): frozenset({sign})
        for sign, words in _equations(text.split(";"))
        for form in (sign, *words.split("/"))
    }


def _written_for(text: str, *, joined: bool) -> dict[str, frozenset[Words]]:
    """Return for each written form, its letters ``joined``, what it may stand for."""
    found: dict[str, set[Words]] = {}
    for written, meant in _equations(text.split(";")):
        words = _folded(written)
        found.setdefault("".join(words) if joined else " ".join(words), set()).add(_folded(meant))
    return {key: frozenset(values) for key, values in found.items()}


def _merged(lists: list[Any]) -> object:
    """Return the lists of several languages as one."""
    if isinstance(lists[0], frozenset):
        return frozenset().union(*lists)
    if isinstance(lists[0], tuple):
        return tuple(dict.fromkeys(each for part in lists for each in part))
    return _merged_tables(lists)


def _merged_tables(tables: list[Mapping[str, object]]) -> dict[str, object]:
    merged: dict[str, object] = {}
    for table in tables:
        for key, value in table.items():
            known = merged.get(key)
            merged[key] = known | value if isinstance(known, frozenset) and isinstance(value, frozenset) else value
    return merged


_LETTERS_OF_SPELLING = 3


def plain_spelling(word: str, wording: Wording) -> str:
    """Return a word with the letters one that are spelt in two ways (our and or): two spellings give the same."""
    if len(word) <= _LETTERS_OF_SPELLING:
        return word
    for letters, other in wording.like_spellings:
        word = letters.sub(other, word)
    return word
