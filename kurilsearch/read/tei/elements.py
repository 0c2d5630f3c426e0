"""The elements of TEI by what they are on the page (https://tei-c.org/release/doc/tei-p5-doc/en/html/REF-ELEMENTS.html)."""

from __future__ import annotations

_UNREAD = """
    teiHeader facsimile sourceDoc standOff graphic media figDesc index interp interpGrp spanGrp linkGrp desc cb
    milestone handShift anchor addSpan delSpan
"""
UNREAD = frozenset(_UNREAD.split())
"""Elements that hold nothing of what a page prints."""

DIVISIONS = ("div", *(f"div{number}" for number in range(8)), "floatingText")
"""Elements that a heading may head."""

_BLOCKS = """
    p ab lg sp list item table row cell figure listBibl titlePage titlePart docTitle docImprint docEdition imprimatur
    byline argument epigraph opener closer salute signed dateline trailer postscript castList castItem castGroup
    prologue epilogue performance set front body back text group TEI TEI.2
"""
BLOCKS = frozenset((*_BLOCKS.split(), *DIVISIONS))
"""Elements that begin a line of their own."""

QUOTATIONS = frozenset(("quote", "q", "cit", "said", "epigraph", "floatingText"))
"""Elements whose paragraphs are quotations."""

SPOKEN = frozenset(("q", "said", "soCalled"))
"""Elements that take the place of quotation marks."""

READINGS = {"choice": ("sic", "orig", "abbr", "unclear", "seg"), "app": ("lem", "rdg"), "subst": ("add",)}
"""Elements that hold readings side by side, and those of the source among these, the best first."""
