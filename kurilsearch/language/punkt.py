"""What Punkt decides with trained parameters, without NLTK, so that a query may ask it.

The rules are those of Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational
Linguistics 32 (2006), sections 3 and 4, in the form that NLTK's ``PunktSentenceTokenizer`` gives them;
:func:`kurilsearch.language.train_punkt.train_punkt` trains the parameters.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from kurilsearch.language.lazy_pattern import lazy_pattern

# How a word type was seen in the sample: at the beginning of a sentence, in the middle, or unknown; in which case.
BEGIN_UPPER, MIDDLE_UPPER, UNKNOWN_UPPER = 1 << 1, 1 << 2, 1 << 3
BEGIN_LOWER, MIDDLE_LOWER, UNKNOWN_LOWER = 1 << 4, 1 << 5, 1 << 6
ANY_UPPER = BEGIN_UPPER | MIDDLE_UPPER | UNKNOWN_UPPER
ANY_LOWER = BEGIN_LOWER | MIDDLE_LOWER | UNKNOWN_LOWER

_NUMBER = lazy_pattern(r"-?[.,]?\d[\d,.-]*\.?$")
_ELLIPSIS = lazy_pattern(r"\.\.+$")
_INNER = frozenset(";:,.!?")
_NUMBER_TYPE = "##number##"


def type_of(token: str) -> str:
    """Return the type of a token: lower case, every number the same type."""
    lower = token.lower()
    return _NUMBER_TYPE if _NUMBER.match(lower) else lower


def is_initial(token: str) -> bool:
    """Return whether the token is one letter and a full stop."""
    if len(token) != 2 or token[1] != ".":
        return False
    return token[0].isalpha() or unicodedata.category(token[0]) in {"Mn", "Mc", "Me", "Pc", "Nl"}


class PunktModel(NamedTuple):
    """Trained parameters: abbreviations without their stop, pairs that belong together, frequent sentence starters.

    ``contexts`` says for each word type, as a sum of the flags above, where and in which case it was seen.
    """

    abbreviations: frozenset[str] = frozenset()
    collocations: frozenset[tuple[str, str]] = frozenset()
    starters: frozenset[str] = frozenset()
    contexts: Mapping[str, int] = MappingProxyType({})

    @classmethod
    def from_json(cls, parameters: str) -> PunktModel:
        """Return the model that ``to_json`` wrote. Raises ValueError or KeyError where it is something else."""
        read = json.loads(parameters)
        return cls(
            frozenset(read["abbrev_types"]),
            frozenset((first, second) for first, second in read["collocations"]),
            frozenset(read["sent_starters"]),
            {word: int(flags) for flags, words in read["ortho_context"].items() for word in words.split("\n")},
        )

    def to_json(self) -> str:
        """Return the parameters as compact JSON, the same for the same model, word types grouped by their flags."""
        grouped: dict[int, list[str]] = {}
        for word in sorted(self.contexts):
            grouped.setdefault(self.contexts[word], []).append(word)
        written = {
            "abbrev_types": sorted(self.abbreviations),
            "collocations": sorted(self.collocations),
            "sent_starters": sorted(self.starters),
            "ortho_context": {str(flags): "\n".join(grouped[flags]) for flags in sorted(grouped)},
        }
        return json.dumps(written, ensure_ascii=False, separators=(",", ":"))

    def is_abbreviation(self, word: str) -> bool:
        """Return whether ``word`` (without its stop), or its part after the last hyphen, was learned as one."""
        lower = word.lower()
        return lower in self.abbreviations or lower.rpartition("-")[2] in self.abbreviations

    def starts_sentence(self, token: str) -> bool | None:
        """Return whether the case of ``token`` shows that it starts a sentence; None where it shows nothing.

        This is the orthographic heuristic: a capital on a word that is otherwise seen small, and never with a
        capital within a sentence, starts one; a small letter does not, unless it was seen to.
        """
        if token in _INNER:
            return False
        flags = self.contexts.get(self._type_before_break(token), 0)
        first = token[0]
        if first.isupper() and flags & ANY_LOWER and not flags & MIDDLE_UPPER:
            return True
        if first.islower() and (flags & ANY_UPPER or not flags & BEGIN_LOWER):
            return False
        return None

    def breaks_between(self, token: str, following: str) -> bool:
        """Return whether a sentence ends after ``token`` (with its stop) when the token ``following`` comes next."""
        abbreviated, ends = self._first_pass(token)
        if not token.endswith("."):
            return ends
        plain = type_of(token)
        plain = plain[:-1] if len(plain) > 1 and plain[-1] == "." else plain
        next_type = self._type_before_break(following)
        if (plain, next_type) in self.collocations:
            return False
        initial = is_initial(token)
        capital = following[0].isupper()
        frequent = capital and next_type in self.starters
        if abbreviated and not initial and (frequent or self.starts_sentence(following)):
            return True
        if initial or plain == _NUMBER_TYPE:
            starts = self.starts_sentence(following)
            always_capital = capital and not self.contexts.get(next_type, 0) & ANY_LOWER
            if starts is False or (starts is None and initial and always_capital):
                return False
        return ends

    def _first_pass(self, token: str) -> tuple[bool, bool]:
        """Return whether the token is an abbreviation or ellipsis, and whether it ends a sentence by its type alone."""
        if token in {".", "?", "!"}:
            return False, True
        if _ELLIPSIS.match(token):
            return True, False
        if token.endswith(".") and not token.endswith(".."):
            abbreviated = self.is_abbreviation(token[:-1])
            return abbreviated, not abbreviated
        return False, False

    def _type_before_break(self, token: str) -> str:
        """Return the type of a token, without the stop where that ends a sentence."""
        plain = type_of(token)
        if len(plain) > 1 and plain[-1] == "." and self._first_pass(token)[1]:
            return plain[:-1]
        return plain
