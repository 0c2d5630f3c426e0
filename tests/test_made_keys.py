"""Cite keys that are made: no two alike, whatever the works are called, and however many are called alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.cite.made_keys import make_keys
from kurilsearch.work import Item


def written(family: str, year: int) -> Item:
    return {"author": [{"family": family}], "issued": {"date-parts": [[year]]}}


def test_works_of_one_author_and_year_are_told_by_letters() -> None:
    assert make_keys([written("Ahn", 2021)] * 3) == ["ahn2021", "ahn2021b", "ahn2021c"]
    assert make_keys([written("Ahn", 2021)] * 28)[-2:] == ["ahn2021-27", "ahn2021-28"]


def test_a_key_that_somebody_gave_is_not_made_again() -> None:
    assert make_keys([written("Ahn", 2021), {"id": "ahn2021"}, {"id": "ahn2021b"}]) == [
        "ahn2021c",
        "ahn2021",
        "ahn2021b",
    ]


titles = st.sampled_from(["", "source", "sourceb", "Source C", "The Lamp", "Lampb"])


@given(st.lists(st.builds(lambda title: {"title": title}, titles), max_size=60))
def test_no_two_are_alike(items: list[Item]) -> None:
    assert len(set(make_keys(items))) == len(items)


def test_a_library_of_ten_thousand_nameless_notes_has_its_keys_at_once() -> None:
    keys = make_keys([{}] * 10_000)  # each suffix tried anew for each took a minute
    assert len(set(keys)) == 10_000
