"""Words without their spans are those with them, and a text without capitals has no word in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.match.words import capitals_of, folded_words_of, may_have_capitals, words_of

TEXTS = st.text(st.sampled_from("abAB1 '’“.-é½日本ごカ한е\u0301\u00ad"), max_size=40)


@given(TEXTS)
def test_without_spans_they_are_the_same(text: str) -> None:
    assert list(folded_words_of(text)) == [word for _, _, word in words_of(text)]


@given(TEXTS)
def test_a_word_in_capitals_is_never_passed_over(text: str) -> None:
    if not may_have_capitals(text):
        assert not capitals_of(text, words_of(text))


@pytest.mark.parametrize(("text", "may"), [("The USSR’s fleet", True), ("“It is”, he said", False), ("4TH", True)])
def test_who_may_have_capitals(text: str, may: bool) -> None:
    assert may_have_capitals(text) is may
