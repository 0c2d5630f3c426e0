"""Whether a line or a paragraph ends like a sentence, or goes on with one, by its signs alone."""

from __future__ import annotations

from kurilsearch.language.lazy_pattern import lazy_pattern

_TERMINAL = lazy_pattern(r"[.!?…。！？:;](?:['\"’”´`‘›»)\]」』】]| ?,,| ?\.,)*\s*\Z")
_LOWERCASE_START = lazy_pattern(r"[(\[\"'“‘«]?[^\W\d_]")
_LONGEST_END = 12
_SAID = lazy_pattern(r"\s*「[^「」]{9,}」\s*\Z")
"""Words in Japanese or Chinese that somebody says, by themselves; short ones may be a title."""


def ends_like_sentence(text: str) -> bool:
    """Tell whether ``text`` ends with a stop, a colon or a semicolon, closing marks behind it allowed.

    What is said in Japanese or Chinese has no stop before its closing mark.
    """
    if _TERMINAL.search(text, max(len(text) - _LONGEST_END, 0)) is not None:
        return True
    return text.endswith("」") and _SAID.match(text) is not None


def starts_lowercase(text: str) -> bool:
    """Tell whether the first letter of ``text``, at most one bracket or quotation mark before it, is lower case."""
    match = _LOWERCASE_START.match(text)
    return match is not None and match[0][-1].islower()
