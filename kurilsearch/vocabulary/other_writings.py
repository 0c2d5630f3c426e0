"""What a word may be in the letters and the forms of a library's languages; to be looked up in its vocabulary.

Each language has a module of its own, which is imported for a library that holds the language.
"""

from __future__ import annotations

from collections.abc import Iterator

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.vocabulary.english_spellings import english_spellings
from kurilsearch.vocabulary.reformed_spellings import reformed_spellings
from kurilsearch.vocabulary.scripts import Script, script_of

_SLAVIC = frozenset(("be", "bg", "mk", "sr", "uk"))
"""Languages that are written in Cyrillic and are not Russian."""

_SURNAME = lazy_pattern("(.{3,}(?:[ое]в|[иы]н))(а|у|ым|е|ой)?")


def other_writings(word: str, languages: frozenset[str], scripts: frozenset[Script]) -> Iterator[str]:
    """Yield what a folded word may stand as in a library of these languages and scripts, itself perhaps among it."""
    match script_of(word):
        case Script.LATIN:
            yield from other_orthographies(word, languages)
            yield from _from_latin(word, languages)
        case Script.CYRILLIC:
            yield from _other_cases(word)
            if Script.LATIN in scripts:
                from kurilsearch.vocabulary.slavic import in_latin

                yield from in_latin(word)
        case Script.OTHER:
            from kurilsearch.vocabulary import greek, semitic

            yield from semitic.other_forms(word)
            if Script.LATIN in scripts and greek.is_greek(word):
                yield from greek.in_latin(word)


def other_orthographies(word: str, languages: frozenset[str]) -> tuple[str, ...]:
    """Return what a Latin word may be across the Atlantic, and before or after a reform of its spelling."""
    return english_spellings(word) + reformed_spellings(word, languages) if script_of(word) is Script.LATIN else ()


def _from_latin(word: str, languages: frozenset[str]) -> Iterator[str]:
    if slavic := languages & _SLAVIC:
        from kurilsearch.vocabulary.slavic import in_cyrillic

        yield from in_cyrillic(word, slavic)
    if "tr" in languages:
        from kurilsearch.vocabulary.turkish import other_forms

        yield from other_forms(word)
    if "el" in languages:
        from kurilsearch.vocabulary.greek import in_greek

        yield from in_greek(word)


def _other_cases(word: str) -> list[str]:
    """Return a Russian surname in another case: Snowball stems Хрущёв and Хрущёва differently."""
    surname = _SURNAME.fullmatch(word)
    if not surname:
        return []
    return [surname[1] if surname[2] else surname[1] + "а"]
