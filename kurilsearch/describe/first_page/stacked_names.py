"""Authors who stand one below the other, each over a workplace: where some were read, the others are set likewise."""

from __future__ import annotations

from collections.abc import Sequence

from kurilsearch.describe.files.sentence_case import PROPER_NAMES
from kurilsearch.describe.first_page.header_words import is_affiliation
from kurilsearch.describe.first_page.name_clues import name_clues
from kurilsearch.describe.first_page.no_persons import has_workplace_word
from kurilsearch.describe.first_page.word_features import words_of
from kurilsearch.language.names import has_institution_word, is_given_name
from kurilsearch.language.sequence_labels import Labelled

_LEAST = 0.03
"""A line that may be a name holds authors with at least this probability."""
_LINES_BELOW = 9
"""Lines of a workplace and an address that may stand between two authors."""


def stacked_names(texts: Sequence[str], labelled: Sequence[Labelled], read: Sequence[str]) -> tuple[str, ...]:
    """Return the authors that were ``read`` with those whose lines the models left out; empty where none is added.

    Such a line is one name and stands over a workplace or an address of mail, as a line does that one was read of.
    """
    found: dict[int, list[str]] = {}
    for name in read:
        at = next((at for at, text in enumerate(texts) if name in text), None)
        if at is None:
            return ()
        found.setdefault(at, []).append(name)
    clues = name_clues(tuple(texts))
    alone = [at for at, names in found.items() if len(names) == 1 and clues.forms[at] and _is_over(texts, at)]
    if not alone:
        return ()
    last, added = max(found), False
    for at in range(min(alone) + 1, len(texts)):
        may_be = clues.forms[at] and labelled[at].probabilities.get("author", 0) >= _LEAST
        if at > last + _LINES_BELOW:
            break
        if at in found or not may_be or labelled[at].label.startswith("title") or not _is_over(texts, at):
            continue
        words = [word.text for word in words_of(texts[at], at, "") if word.text[0].isalpha()]
        parts = [word for word in words if len(word) > 1 or word.isupper()]
        if len(parts) > 1 and not has_workplace_word(parts) and not any(map(_is_of_place, parts)):
            found[at], last, added = [" ".join(parts)], at, True
    return tuple(name for at in sorted(found) for name in found[at]) if added else ()


def _is_over(texts: Sequence[str], at: int) -> bool:
    return any("@" in text or has_institution_word(text) or is_affiliation(text) for text in texts[at + 1 : at + 3])


def _is_of_place(word: str) -> bool:
    is_sign = word.isupper() and 1 < len(word) <= 3
    return is_sign or (word in PROPER_NAMES and not is_given_name(word))
