"""What kind of thesis a work is, where its entry names a bare degree: ``Ph.D.``, ``M.A.``, ``doctoral``."""

from __future__ import annotations

import re

_DEGREE = re.compile(
    r"(?P<doctor>ph\.?\s?d\.?|d\.?\s?phil\.?|ed\.?d\.?|th\.?d\.?|dr\.?(?:\s?[a-z]+\.?)?|doctor(?:al|ate)?)"
    r"|(?P<master>m\.?\s?(?:a|sc|s|phil|ed|res|litt)\.?|master(?:['’]?s)?)"
    r"|(?P<bachelor>b\.?\s?(?:a|sc|s)\.?|bachelor(?:['’]?s)?)",
    re.IGNORECASE,
)
_WORDS = {"doctor": "PhD thesis", "master": "Master’s thesis", "bachelor": "Bachelor’s thesis"}


def thesis_kind(genre: str) -> str:
    """Return the genre of a thesis in words; one that is more than a degree as it is."""
    found = _DEGREE.fullmatch(genre.strip())
    return _WORDS[str(found.lastgroup)] if found else genre
