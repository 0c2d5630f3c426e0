"""Decades: the 1980s, die 1980er, 1980-е, les années 1980, 1980年代 are the years from 1980 to 1989.

A passage that says 1984 speaks of the 1980s, and a question after the one looks for the other. Two figures (années 80,
80er, 80-х) are of the twentieth century.
"""

from __future__ import annotations

import re

from kurilsearch.language.lazy_pattern import lazy_pattern

_NUMBER = r"(?P<century>1\d|20)?(?P<decade>\d)0"
_ENDINGS = (
    r"['’]?s",  # English
    r"['’]?(?:er[nr]?|erne|ere)(?:[- ]?Jahren?)?",  # German, Danish, Dutch
    r"[-‐‑](?:х|е|ые|ых|ми|ыми|ті|тих|те|та|ти|тите)",  # Russian, Ukrainian, Bulgarian, Serbian
    r"[-‐‑]?(?:tale(?:t|ts|n)|talle(?:t|ts)|årene|lu[kv]u\w*)",  # Swedish, Norwegian, Finnish
    r"['’]?l[ae]r\w*",  # Turkish
    r"年代",
    r"년대\S{0,2}",
)
_DECADE = lazy_pattern(rf"(?:{_NUMBER})(?:{'|'.join(_ENDINGS)})", re.IGNORECASE)
_PLAIN = lazy_pattern(_NUMBER)
_BEFORE = frozenset((
    "années", "annees", "decennio", "anni", "años", "anos", "jaren", "lata", "latach", "década", "decada",
    "δεκαετία", "عقد",
))  # fmt: skip
"""Words after which a plain number is a decade, with or without one of _BETWEEN between."""

_BETWEEN = frozenset(["de", "di", "du", "del", "του"])


def decade_years(typed: str, before: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the ten years that are meant where ``typed`` is a decade, else none.

    ``before`` are the words before it, by which 1980 is one in some languages (les années 1980, la década de 1980).
    """
    if not any(map(str.isdecimal, typed)):
        return ()
    found = _DECADE.fullmatch(typed)
    if found is None and _is_decade_after(before):
        found = _PLAIN.fullmatch(typed)
    if found is None or (found["century"] is None and found[0][2:] in ("s", "S")):  # in his 60s
        return ()
    first = f"{found['century'] or 19}{found['decade']}"
    return tuple(f"{first}{last}" for last in range(10))


def _is_decade_after(before: tuple[str, ...]) -> bool:
    words = [word.casefold() for word in before[-2:]]
    if words and words[-1] in _BETWEEN:
        words.pop()
    return bool(words) and words[-1] in _BEFORE
