"""Digital object identifiers, as one work is known everywhere: found in text, and written one way."""

from __future__ import annotations

import re

DOI_PREFIX = r"10\.\d{4,9}/"
"""How every DOI begins: a registrant of four figures or more (ISO 26324), for a pattern."""

_SICI = r"<\d+:[^<>\s]*>|\[\d+:[^\[\]\s]*\]"
"""The part of older DOIs that a serial item's code (ANSI/NISO Z39.56) puts in brackets: ``<1661::AID-SIM968>``."""
_DOI = re.compile(rf"\b{DOI_PREFIX}(?:[^\s\"'<>{{}}|\\^`\[\]]|{_SICI})+")
_WHOLE = re.compile(
    rf"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:?\s*)?"
    rf"(?P<doi>{DOI_PREFIX}(?:[^\s\"<>\[\]]|<[^<>\s]*>|\[[^\[\]\s]*\])+)",
    re.IGNORECASE,
)
_OPENING = {")": "(", "]": "["}


def find_dois(text: str) -> tuple[str, ...]:
    """Return the DOIs in ``text`` in order, each once, normalised; punctuation of the sentence is no part of them."""
    return tuple(dict.fromkeys(_trim(found[0]).lower() for found in _DOI.finditer(text)))


def normalise_doi(value: str) -> str | None:
    """Return the DOI in a field, address or ``doi:`` form, in small letters (DOIs know no case); None for none."""
    from urllib.parse import unquote

    doi = bare_doi(unquote(value))
    return doi.lower() if _WHOLE.fullmatch(doi) else None


def bare_doi(value: str) -> str:
    """Return a field's DOI without ``https://doi.org/`` or ``doi:`` before it, as CSL wants it; other text as it is."""
    from html import unescape

    value = unescape(value).strip()
    found = _WHOLE.fullmatch(value) or _DOI.search(value)
    return _trim(found[found.lastgroup or 0]) if found else value


def _trim(doi: str) -> str:
    """Return the DOI without what only ends a sentence: full stop, comma, a bracket that nothing opened."""
    while doi[-1] in ".,;:!?)]”’*":
        opening = _OPENING.get(doi[-1])
        if opening and doi.count(doi[-1]) <= doi.count(opening):
            break
        doi = doi[:-1]
    return doi
