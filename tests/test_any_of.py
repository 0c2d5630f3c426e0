"""A pattern of many words finds what the words one after the other, the longest first, would find."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.language.any_of import any_of

_WORDS = st.lists(st.text("abm.", min_size=1, max_size=4), min_size=1, max_size=8)


def test_what_words_begin_with_is_told_once() -> None:
    assert any_of(["mar.", "march", "may"]) == r"(?:m(?:a(?:r(?:\.|c(?:h))|y)))"


@given(_WORDS, st.text("abm.", max_size=12))
def test_the_longest_word_is_found_where_any_stands(words: list[str], text: str) -> None:
    plain = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    assert [found.span() for found in re.finditer(any_of(words), text)] == [
        found.span() for found in re.finditer(plain, text)
    ]
