"""Numbers beside the lines of a poem are no words of it; the numbers of a table are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.clean.clean import clean_text
from kurilsearch.clean.line_numbers import find_line_numbers
from kurilsearch.model import FurnitureKind, SourceText

POEM = """\
The lamp had burnt the winter down
and still she read the letters through,
the harbour lay as black as tar
and nothing of the ferry showed       5
but one small light beyond the mole
that came and went, that came and went,
until she took it for a star,

then for a neighbour with his nets,
and then for nothing. Toward six           10
the wind went round into the east.
"""


def numbers(text: str) -> list[str]:
    return [text[cut.start : cut.end].strip() for cut in find_line_numbers(text)]


def test_numbers_in_the_right_margin_are_cut() -> None:
    assert numbers(POEM) == ["5", "10"]
    cleaned = clean_text(SourceText(POEM, "plain", "utf-8"))
    assert "ferry showed\nbut one small" in cleaned.text
    assert [each.kind for each in cleaned.furniture].count(FurnitureKind.LINE_NUMBER) == 2


def test_numbers_in_the_left_margin_are_cut() -> None:
    moved = POEM.replace("and nothing of the ferry showed       5", "5   and nothing of the ferry showed").replace(
        "and then for nothing. Toward six           10", "10   and then for nothing. Toward six"
    )
    assert numbers(moved) == ["5", "10"]


@pytest.mark.parametrize(
    "text",
    [
        "Sacks of flour landed    5\nSacks of salt landed    10\nBarrels of tar landed    15\n",
        "Sacks of flour landed    5\n\nSacks of salt landed    10\n\nBarrels of tar landed    15\n",
        "the ferry left the mole at 5\nand it came back at 10\nwith nobody on board\n",
        "the ferry left the mole     5\nand it came back by night\nwith nobody on board\n",
        "the rope and the bell     5\nwent down with the boat\nafter many years\nthe sea itself     40\ngave them up\n",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert numbers(text) == []


@given(st.text(alphabet="ab 510\n", max_size=120))
def test_only_numbers_and_the_space_beside_them_are_cut(text: str) -> None:
    assert all(number.isdigit() for number in numbers(text))
