"""Anchors: words in a row that surely correspond, between which a long quotation is aligned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

FEWEST_ANCHORED = 4
"""Words in a row that surely correspond."""


class Anchor(NamedTuple):
    """Words ``q0:q1`` of the quotation are the words ``s0:s1`` of the source."""

    q0: int
    q1: int
    s0: int
    s1: int


def find_anchors(quoted: Sequence[str], source: Sequence[str]) -> list[Anchor]:
    """Return the words in a row that are the same in both, in order.

    Among the longest common subsequences some leave words out between two rows that stand side by side elsewhere: a row
    that follows another one in the quotation is taken beside it where the source has it there too.
    """
    rows = [
        Anchor(block.src_start, block.src_end, block.dest_start, block.dest_end)
        for block in LCSseq.opcodes(quoted, source)
        if block.tag == "equal" and block.src_end - block.src_start >= FEWEST_ANCHORED
    ]
    for index in range(1, len(rows)):
        before, row = rows[index - 1 : index + 1]
        nearer = before.s1 + row.q1 - row.q0
        if before.q1 == row.q0 and source[before.s1 : nearer] == quoted[row.q0 : row.q1]:
            rows[index] = row._replace(s0=before.s1, s1=nearer)
    for index in range(len(rows) - 2, -1, -1):
        row, after = rows[index : index + 2]
        nearer = after.s0 - (row.q1 - row.q0)
        if after.q0 == row.q1 and source[max(nearer, 0) : after.s0] == quoted[row.q0 : row.q1]:
            rows[index] = row._replace(s0=nearer, s1=after.s0)
    return rows
