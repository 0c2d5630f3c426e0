"""What the reference lists of other sources say of a work: often the best witness in a folder on one subject."""

from __future__ import annotations

from collections.abc import Iterable

from kurilsearch.references import ReferenceEntry
from kurilsearch.references.name_patterns import fold
from kurilsearch.witnesses.citation import of_citation
from kurilsearch.witnesses.weigh import Statement, weigh
from kurilsearch.work import Candidate, Guess

LISTED = {"title": 0.8, "author": 0.85, "first author": 0.93, "issued": 0.93}
"""How often an entry of a list is read right, by the benchmark of reference lists."""
_LIKE = 85
"""The least likeness, in a hundred, of a title and the words of an entry that is the same work."""


def weigh_with_lists(guess: Guess, entries: Iterable[tuple[str, ReferenceEntry]]) -> Guess:
    """Return the readings of a work weighed with what entries of other sources say of it, each with its file's name.

    An entry is heard where it has the title, misprints aside, or the DOI: others of one author and year are not meant.
    """
    from rapidfuzz import fuzz

    titles = [fold(str(each.value)) for each in guess.get("title", ())]
    dois = {str(each.value).casefold() for each in guess.get("DOI", ())}
    said: dict[str, list[Statement]] = {}
    for file, entry in entries:
        words = fold(entry.text)
        is_meant = str(entry.item.get("DOI", "")).casefold() in dois
        if is_meant or any(fuzz.partial_ratio(title, words) >= _LIKE for title in titles if len(title) <= len(words)):
            for name, testimony in of_citation(f"references of {file}", entry.text, LISTED, guess):
                said.setdefault(name, []).append(testimony)
    weighed: dict[str, tuple[Candidate, ...]] = {name: tuple(candidates) for name, candidates in guess.items()}
    for name in guess.keys() & said.keys():
        again = weigh(name, said[name], guess[name])
        is_named = bool(guess[name]) and guess[name][0].given and again[0].value == guess[name][0].value
        weighed[name] = (again[0]._replace(given=again[0].given or is_named), *again[1:])
    return weighed
