"""What a page tells of names apart from the line where they are printed: addresses, initials, lines of one form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kurilsearch.language.names import PARTICLES, fold_name, has_institution_word, is_given_name, is_initials

_LOCAL_PARTS = re.compile(r"[\w.+-]+(?=\s?@)|(?<=[{(\[])[^{}()\[\]]{3,120}(?=[})\]]\s?@)")
"""What stands before the sign of an e-mail address: ``anna.berg@…``, ``{berg,keller}@…``."""
_INITIALS = r"[^\W\d_a-zа-яё]{1,3}"
_WITH_INITIALS = re.compile(
    rf"\b(?P<before>[^\W\d_]{{3,}}),?\s{_INITIALS}\b(?!\.?\w)|\b(?:[^\W\d_]\.[\s-]?){{1,3}}(?P<behind>[^\W\d_]{{3,}})"
)
"""``Keller HA`` and ``H. A. Keller``."""
_LETTERS = re.compile(r"[^\W\d_][^\W\d_’'-]*\.?")
_FEWEST_LETTERS = 3
_WHOLE = 4
"""Letters from which on a name is looked for anywhere in an address, not at its edges alone."""
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class NameClues:
    """The parts of e-mail addresses, the lines in which a folded word has initials, and the forms of lines."""

    addresses: tuple[str, ...]
    initialled: dict[str, frozenset[int]]
    forms: tuple[str, ...]
    alike: Counter[str]
    given: frozenset[str]

    def in_address(self, word: str) -> bool:
        """Return whether an e-mail address of the page is made of a word: a person's name."""
        name = fold_name(word).strip(".") if self.addresses else ""
        if len(name) < _FEWEST_LETTERS:
            return False
        if len(name) >= _WHOLE:
            return any(name in address for address in self.addresses)
        return any(address.startswith(name) or address.endswith(name) for address in self.addresses)

    def has_initials_elsewhere(self, word: str, line: int) -> bool:
        """Return whether a word stands beside initials in another line than ``line``."""
        return bool(self.initialled.get(fold_name(word).strip("."), frozenset()) - {line})


@lru_cache(maxsize=2)
def name_clues(texts: tuple[str, ...]) -> NameClues:
    """Return what the lines of a page tell of names; ``forms`` has one for each line, empty where it is no name's.

    Remembered, for lines and words of a page are looked at one after the other.
    """
    addresses = [
        part for text in texts if "@" in text for found in _LOCAL_PARTS.findall(text) for part in _parts(found)
    ]
    initialled: dict[str, set[int]] = {}
    for at, text in enumerate(texts):
        for found in _WITH_INITIALS.finditer(text):
            initialled.setdefault(fold_name(found["before"] or found["behind"]), set()).add(at)
    forms = tuple(map(form_of, texts))
    given = frozenset(form for form, text in zip(forms, texts, strict=True) if form and is_given_name(text.split()[0]))
    lines = {word: frozenset(at) for word, at in initialled.items()}
    return NameClues(tuple(addresses), lines, forms, Counter(filter(None, forms)), given)


def _parts(found: str) -> Iterable[str]:
    return (fold_name(part) for part in re.split(r"[,;|\s]+", found) if len(part) >= _FEWEST_LETTERS)


def form_of(text: str) -> str:
    """Return how the words of a line look that may be one name or two, without its digits and marks; else nothing."""
    words = _LETTERS.findall(text)
    if not 2 <= len(words) <= _MOST_WORDS or has_institution_word(text):
        return ""
    return " ".join(map(_shape, words)) if all(word[0].isupper() or word in PARTICLES for word in words) else ""


def _shape(word: str) -> str:
    if is_initials(word):
        return "A."
    return "AAA" if word.isupper() else "Aa" if word[0].isupper() else "a"
