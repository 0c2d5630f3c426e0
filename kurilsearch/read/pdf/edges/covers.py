"""Cover sheets that archives put before a work: they are no page of it, and what they say is not quoted."""

from __future__ import annotations

import re

from kurilsearch.read.pdf.page.page import PageLines

_MARKS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\bjstor\b",
        r"stable url",
        r"your use of .{0,30}indicates your acceptance",
        r"researchgate",
        r"see discussions, stats,? and author profiles",
        r"\bcitations?\b[\s\S]{0,40}\breads\b",
        r"this (?:article|pdf) was downloaded (?:by|from)",
        r"to cite this (?:article|version|document)",
        r"to link to this article",
        r"full terms (?:and|&) conditions",
        r"\bhal\b.{0,20}(?:archives|open science)|hal id:",
        r"(?:university|institutional|open access) .{0,30}repository",
        r"citation for (?:the )?published (?:version|paper)|document version",
        r"general rights|take down policy|copyright and moral rights",
        r"all use subject to|terms of use",
        r"\baccess(?:ed)? (?:on|:) ?\d|downloaded (?:on|at) \d",
        r"project muse",
        r"published by:? \S",
    )
)
_FEWEST = 3
_MOST_LONG_LINES = 15
"""A sheet has a paragraph of terms, a work's first page has more."""


def is_cover(page: PageLines) -> bool:
    """Tell whether a first page is such a sheet, from at least three of the phrases that they carry."""
    if sum(len(line.text) > 70 for line in page.lines) > _MOST_LONG_LINES:
        return False
    text = "\n".join(line.text for line in page.lines)[:6000]
    return sum(mark.search(text) is not None for mark in _MARKS) >= _FEWEST
