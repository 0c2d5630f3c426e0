"""Ranges of pages and other numbers: read with any dash, kept with a hyphen as CSL has them, printed with an en dash.

CSL's ``page`` is a range with a hyphen (https://docs.citationstyles.org/en/stable/specification.html, appendix IV).
"""

from __future__ import annotations

import re

from kurilsearch.language.lazy_pattern import lazy_pattern

_DASH = "-–—~〜～‐‑−"
DASHES = rf"\s?[{_DASH}]{{1,2}}\s?"
"""What stands between the first and the last number of a range, for a pattern."""

_DASHES = lazy_pattern(rf"\s?[{_DASH}]{{1,3}}\s?")
_BETWEEN_NUMBERS = lazy_pattern(r"(?<=[\divxlc])\s*[-–—]\s*(?=[\divxlc])", re.IGNORECASE)
_TWO = lazy_pattern(r"(\w+)\s*[-–—]+\s*(\w+)")


def with_hyphen(text: str) -> str:
    """Return a range as CSL keeps it: ``217 – 45`` is ``217-45``."""
    return _DASHES.sub("-", text)


def with_en_dash(text: str) -> str:
    """Return text with the en dash that is printed between two numbers, Roman ones too."""
    return _BETWEEN_NUMBERS.sub("–", text)


def join_range(first: str, last: str) -> str:
    """Return the range of two numbers as CSL keeps it; the one alone where there is no other."""
    return f"{first}-{last}" if first and last and first != last else first or last


def split_range(text: str) -> tuple[str, str] | None:
    """Return the two numbers of a single range; None for anything else."""
    match = _TWO.fullmatch(text)
    return (match[1], match[2]) if match else None
