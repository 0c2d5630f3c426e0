"""A light stemmer for Ukrainian, for which Snowball has none: the endings of nouns, names and adjectives are taken off.

It is of the kind of Savoy's light stemmers (2006). What is і in a closed syllable is о or е in an open one, so that
Харків is one with Харкова, and Київ with Києві.
"""

from __future__ import annotations

from kurilsearch.language.lazy_pattern import lazy_pattern

_ENDINGS = lazy_pattern(
    "(?<=...)(?:ого|ому|ими|ами|ями|іями|ією|ах|ях|ам|ям|ом|ем|єм|ою|ею|єю|их|їх|им|їм|ій|ий|їй|ої|ьо|[аяуюоеєиіїьй])$"
)
_CLOSED = ((lazy_pattern("ів$"), "ов"), (lazy_pattern("їв$"), "єв"))
_OF_TOWNS = lazy_pattern("(?<=....)[оеє]в$")


def stem_ukrainian(word: str) -> str:
    """Return the stem of a folded Ukrainian word; short words stay as they are."""
    found = _ENDINGS.sub("", word)
    for syllable, opened in _CLOSED:
        found = syllable.sub(opened, found)
    return _OF_TOWNS.sub("", found)
