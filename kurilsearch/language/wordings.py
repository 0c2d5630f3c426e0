"""Words that carry the meaning, and ways to write the same, of each language: read from the plain lists beside it.

The lists are files of ``heading: words``; a line that is indented goes on with the one above. ``a/b`` are forms of one
word, ``a = b`` says that one is written for the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path

from kurilsearch.language.tokens import tokenize

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


@dataclass(frozen=True)
class Wording:
    """The lists of one or more languages, in folded words.

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

    negations: frozenset[str] = frozenset()
    negation_parts: tuple[str, ...] = ()
    denying_prefixes: tuple[str, ...] = ()
    quantifiers: frozenset[str] = frozenset()
    quantifier_parts: tuple[str, ...] = ()
    quantifier_endings: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()
    nearly: frozenset[str] = frozenset()
    bounds: frozenset[str] = frozenset()
    limits: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    hundreds: frozenset[str] = frozenset()
    scales: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    fractions: Mapping[str, Fraction] = field(default_factory=dict)
    fractions_of: frozenset[str] = frozenset()
    fractions_and: frozenset[str] = frozenset()
    numerals: Mapping[str, int] = field(default_factory=dict)
    joiners: tuple[str, ...] = ()
    weak: frozenset[str] = frozenset()
    ands: frozenset[str] = frozenset()
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    abbreviations: Mapping[str, frozenset[Words]] = field(default_factory=dict)
    contractions: Mapping[str, frozenset[Words]] = field(default_factory=dict)
    endings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    symbols: Mapping[str, frozenset[Words]] = field(default_factory=dict)
    measures: Mapping[str, frozenset[str]] = field(default_factory=dict)
    spellings: Mapping[str, frozenset[Words]] = field(default_factory=dict)
    like_spellings: tuple[tuple[re.Pattern[str], str], ...] = ()

    def __hash__(self) -> int:
        """Tell wordings apart by what they are, since each is made once."""
        return id(self)


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
    return _merged([_wording(each) for each in (*own, *OTHERS)])


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
    return tuple(token.word for token in tokenize(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for words in map(_folded, text.split()) if len(words) == 1 for word in words)


@cache
def _wording(language: str) -> Wording:
    text = _sections(language)
    get = text.get
    hundreds = _ranked(get("hundreds", ""), 100, 100)
    return Wording(
        negations=_words(get("negations", "")) - {"n", "t"},
        negation_parts=tuple(_negation_parts(get("negation parts", ""), get("negations", ""))),
        denying_prefixes=tuple(_word for each in get("denying prefixes", "").split() for _word in _folded(each)),
        quantifiers=_words(get("quantifiers", "")) if language not in _UNSPACED else frozenset(),
        quantifier_parts=tuple(get("quantifiers", "").split()) if language in _UNSPACED else (),
        quantifier_endings=tuple(get("quantifier endings", "").split()),
        only=_words(get("only", "")),
        nearly=_words(get("nearly", "")),
        bounds=frozenset(_clauses(get("bounds", ""), language)),
        limits=_clauses(get("limits", ""), language),
        exceptions=_clauses(get("exceptions", ""), language),
        numbers=_ranked(get("numbers", ""), 0, 1) | _ranked(get("tens", ""), 20, 10) | hundreds,
        hundreds=frozenset(hundreds),
        scales={_one(word): int(value) for word, value in _equations(get("scales", "").split())},
        ordinals=_ranked(get("ordinals", ""), 1, 1)
        | _ranked(get("ordinal tens", ""), 20, 10)
        | {_one(word): int(value) for word, value in _equations(get("ordinal scales", "").split())},
        fractions={
            _one(form): Fraction(value)
            for forms, value in _equations(get("fractions", "").split())
            for form in forms.split("/")
        },
        fractions_of=_words(get("fractions of", "")),
        fractions_and=_words(get("fractions and", "")),
        numerals={letter: value for value, forms in enumerate(get("numerals", "").split()) for letter in forms},
        joiners=tuple(get("joined numbers", "").split()),
        weak=_words(get("weak", "")),
        ands=_words(get("and", "")),
        months=_ranked(get("months", ""), 1, 1),
        weekdays=_ranked(get("weekdays", ""), 1, 1),
        abbreviations=_written_for(get("abbreviations", ""), joined=True),
        contractions=_written_for(get("contractions", ""), joined=True),
        endings={
            key: frozenset(value.split("/")) for key, value in _equations(get("contracted endings", "").split(";"))
        },
        symbols={
            key: frozenset(map(_folded, value.split("/"))) for key, value in _equations(get("symbols", "").split(";"))
        },
        measures=_measured(get("measures", "")),
        spellings=_written_for(get("spellings", ""), joined=False),
        like_spellings=tuple(_patterns(get("like spellings", ""))),
    )


def _negation_parts(parts: str, negations: str) -> Iterator[str]:
    """Yield what denies inside a word; the letters of scripts without spaces are words in themselves."""
    yield from parts.split()
    for word in negations.split():
        if len(word) == 1 and "\u3400" <= word <= "\u9fff":
            yield word


def _clauses(text: str, language: str) -> tuple[str, ...]:
    return tuple(each if language in _UNSPACED else " ".join(_folded(each)) for each in _commas(text))


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


def _merged(wordings: list[Wording]) -> Wording:
    """Return the lists of several languages as one; a word of two of them has what either says."""
    joined: dict[str, object] = {}
    for name in Wording.__dataclass_fields__:
        values = [getattr(wording, name) for wording in wordings]
        if isinstance(values[0], frozenset):
            joined[name] = frozenset().union(*values)
        elif isinstance(values[0], tuple):
            joined[name] = tuple(dict.fromkeys(each for value in values for each in value))
        else:
            joined[name] = _merged_tables(values)
    return Wording(**joined)  # type: ignore[arg-type]


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
