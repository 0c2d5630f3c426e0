"""Boxes of source ranges, and what the store keeps of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.layout import Layout, LayoutBuilder, PageBox, decode_layout


def two_lines() -> Layout:
    """``harbour at`` over ``the north``: ten and nine characters, each six points wide."""
    builder = LayoutBuilder()
    builder.add(0, 3, 0, (100, 110), ([0, 8], [7, 10], [50, 98], [92, 110]))
    builder.add(11, 3, 0, (88, 98), ([0, 4], [3, 9], [50, 74], [68, 104]))
    return builder.build()


def test_a_range_has_one_box_a_line() -> None:
    assert two_lines().boxes(0, 20) == [PageBox(3, 50, 100, 110, 110), PageBox(3, 50, 88, 104, 98)]


def test_a_range_within_a_word_has_its_part() -> None:
    assert two_lines().boxes(1, 3) == [PageBox(3, 56, 100, 68, 110)]


def test_a_line_break_stands_nowhere() -> None:
    assert two_lines().boxes(10, 11) == []
    assert two_lines().boxes(7, 8) == []
    assert Layout().boxes(0, 5) == []


def test_an_empty_word_has_no_box() -> None:
    builder = LayoutBuilder()
    builder.add(0, 1, 0, (100, 110), ([0, 4, 4], [3, 4, 9], [50, 74, 74], [68, 74, 104]))
    assert builder.build().boxes(0, 9) == [PageBox(1, 50, 100, 104, 110)]


def test_text_that_reads_upwards_lies_on_its_side() -> None:
    builder = LayoutBuilder()
    builder.add(0, 1, 1, (-210, -200), ([0], [4], [300], [324]))
    assert builder.build().boxes(0, 2) == [PageBox(1, 200, 300, 210, 312)]


words = st.lists(st.tuples(st.integers(1, 12), st.floats(-5000, 5000), st.floats(0, 300)), min_size=1, max_size=9)
strips = st.lists(st.tuples(st.integers(0, 7), st.floats(-5000, 5000), st.floats(0, 40), words), max_size=30)


@given(strips)
def test_what_is_kept_is_what_was_built(made: list[tuple[int, float, float, list[tuple[int, float, float]]]]) -> None:
    builder, start = LayoutBuilder(), 0
    for page, (frame, lower, height, row) in enumerate(made):
        placed, at = [], 0
        for length, left, width in row:
            placed.append((at, at + length, left, left + width))
            at += length + 1
        starts, ends, lefts, rights = zip(*placed, strict=True)
        builder.add(start, page + 1, frame, (lower, lower + height), (starts, ends, lefts, rights))
        start += at
    layout = builder.build()
    kept = decode_layout(layout.encode())
    assert kept == layout
    assert kept.boxes(0, start) == layout.boxes(0, start)
    assert len(layout.boxes(0, start)) == len(made)


@pytest.mark.parametrize("damage", [b"", b"KSL1", b"no layout at all", two_lines().encode()[:-3]])
def test_what_is_no_layout_is_said(damage: bytes) -> None:
    with pytest.raises(ValueError, match="layout"):
        decode_layout(damage)
