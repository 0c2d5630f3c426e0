"""What one text has from another, and how it is scored."""

from __future__ import annotations

import math
from difflib import SequenceMatcher
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.check.borrowing.align import align
from kurilsearch.check.borrowing.runs import find_runs
from kurilsearch.check.borrowing.text import read_text
from tests.benchmarks.text_alignment import Case, score

COPIED = (
    "The harbour master kept two books, one for the ministry and one for the herring merchants, and in the winter of "
    "1931 a careless clerk bound both of them into a single volume. Nobody noticed until the inspector asked why the "
    "same schooner had unloaded twice on a day when the bay was frozen from shore to shore."
)
REWORKED = (
    "Two books were kept by the harbour master, the one for the ministry, the other for herring merchants; a careless "
    "clerk bound both into one volume in the winter of 1931. It went unnoticed until an inspector asked how the same "
    "schooner could unload twice on a day when the whole bay was frozen to the shore."
)
BEFORE = "Coffee prices rose again in spring. Planters blamed a fungus, brokers blamed the planters. "
AFTER = " Our own survey covered nine parishes. It asked families what they had eaten on the day before."
SOURCE = f"Lamps were lit early in those years. {COPIED} The volume is now in the museum of the province."


@pytest.mark.parametrize(("borrowed", "is_run"), [(COPIED, True), (REWORKED, False)])
def test_a_borrowed_passage_is_found_with_its_ends(borrowed: str, is_run: bool) -> None:
    draft = BEFORE + borrowed + AFTER
    (found,) = align(read_text(draft, "en"), read_text(SOURCE, "en"))
    assert found.is_run is is_run
    assert draft[slice(*found.draft)] == borrowed.rstrip(".")
    assert SOURCE[slice(*found.source)] == COPIED.rstrip(".")


def test_texts_on_one_subject_are_no_borrowing() -> None:
    other = (
        "Every harbour of the coast had its ministry man in 1931. Merchants dealing in herring paid him by the barrel, "
        "and schooners that came late in winter waited for the ice to break. Two inspectors travelled with the mail."
    )
    assert align(read_text(BEFORE + other + AFTER, "en"), read_text(SOURCE, "en")) == []


@given(st.lists(st.sampled_from("abcd"), max_size=60), st.lists(st.sampled_from("abcd"), max_size=60))
def test_runs_stand_in_both_texts_and_share_no_word_of_the_draft(draft: list[str], source: list[str]) -> None:
    runs = find_runs(draft, source)
    for run in runs:
        assert 6 <= run.alike <= run.draft[1] - run.draft[0]
        if run.alike == run.draft[1] - run.draft[0] == run.source[1] - run.source[0]:
            assert draft[slice(*run.draft)] == source[slice(*run.source)]
    assert all(one.draft[1] <= other.draft[0] for one, other in pairwise(runs))
    longest = SequenceMatcher(None, draft, source, autojunk=False).find_longest_match()
    assert bool(runs) is (longest.size >= 6)


@given(st.text("ab .\n中", max_size=80))
def test_sentences_hold_every_word_once(text: str) -> None:
    read = read_text(text, "en")
    words = [word for first, last in read.sentences for word in range(first, last)]
    assert words == list(range(len(read.terms)))


def test_plagdet_is_that_of_its_authors() -> None:
    case = Case((0, 100), (50, 150))
    assert score([[case]], [[case]]) == (1.0, 1.0, 1.0, 1.0)
    two = [Case((0, 50), (50, 100)), Case((50, 100), (100, 150))]
    assert score([[case]], [two]) == (1 / math.log2(3), 1.0, 1.0, 2.0)
    elsewhere = Case((0, 100), (500, 600))  # the right words of the draft, from a wrong place
    assert score([[case]], [[elsewhere]]).plagdet == 0
    assert score([[case], []], [[case], [case]]).precision == 0.5
    assert score([[]], [[]]).recall == 1.0
