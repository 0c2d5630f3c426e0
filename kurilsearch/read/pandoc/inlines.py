"""The inline elements of pandoc's documents as fragments of text.

The elements are those of pandoc's JSON (https://hackage.haskell.org/package/pandoc-types, Text.Pandoc.Definition): each
a dict with its type ``t`` and content ``c``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kurilsearch.model import FurnitureKind
from kurilsearch.read.superscripts import subscript, superscript
from kurilsearch.read.writer import Aside, Fragment, PageBreak

Element = dict[str, Any]

_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
_OF_OUTLINE = frozenset(("tag", "todo", "done"))
"""What Org writes beside a heading for its author alone."""
_RAISED_MARK = re.compile(r"\^\{?((?:\d{1,2}|[*†‡])(?:,\s?(?:\d{1,2}|[*†‡]))*)\}?")
"""The mark of an institution or a note as a formula, ``$^{1}$``."""
_OF_NOTE = ("footnote reference", "endnote reference", "footnote anchor", "endnote anchor", "footnote characters")


def fragments_of(inlines: Iterable[Element], note: Callable[[list[Element]], None]) -> list[Fragment]:
    """Return the text of ``inlines`` in fragments; ``note`` is called with the blocks of each note found.

    Images and raw mark-up give nothing; a note's mark, what is struck out and a bare citation command give an aside. A
    superscript number behind a word or its punctuation is taken for a mark. Formulas stay in TeX.
    """
    found: list[Fragment] = []
    _walk(inlines, found, note)
    return found


def plain(inlines: Iterable[Element]) -> str:
    """Return the words of ``inlines`` on one line, as metadata need them."""
    parts = fragments_of(inlines, lambda blocks: None)
    return " ".join("".join(part for part in parts if isinstance(part, str)).split())


def page_label(attributes: Sequence[Any]) -> str | None:
    """Return the label of a printed page that a Span or Div with these attributes begins; None where it begins none.

    As EPUB 3 has it (``epub:type="pagebreak"`` or ``role="doc-pagebreak"``), with the label as title or ``aria-label``.
    An empty string is a page without a known label.
    """
    _, classes, pairs = attributes
    named = {str(name): str(value) for name, value in pairs}
    kinds = f"{named.get('epub:type', '')} {named.get('type', '')} {named.get('role', '')} {' '.join(classes)}".split()
    if "pagebreak" not in kinds and "doc-pagebreak" not in kinds:
        return None
    return (named.get("data-label") or named.get("title") or named.get("aria-label") or "").strip(" .")


def _walk(inlines: Iterable[Element], found: list[Fragment], note: Callable[[list[Element]], None]) -> None:
    for inline in inlines:
        kind: str = inline["t"]
        content: Any = inline.get("c")
        if kind == "Str":
            found.append(content)
        elif kind in ("Space", "SoftBreak"):
            found.append(" ")
        elif kind == "LineBreak":
            found.append("\n")
        elif kind in ("Emph", "Strong", "SmallCaps", "Underline"):
            _walk(content, found, note)
        elif kind == "Strikeout":
            found.append(Aside(plain(content), FurnitureKind.OTHER, "struck out"))
        elif kind == "Span":
            _walk_span(content, found, note)
        elif kind == "Link":
            _walk(content[1], found, note)
        elif kind == "Quoted":
            opening, closing = _QUOTES[content[0]["t"]]
            found.append(opening)
            _walk(content[1], found, note)
            found.append(closing)
        elif kind == "Math" and (mark := _RAISED_MARK.fullmatch(content[1])):
            found.append(superscript(mark[1], found))
        elif kind in ("Code", "Math"):
            found.append(content[1])
        elif kind in ("Superscript", "Subscript"):
            _walk_script(kind, content, found, note)
        elif kind == "Note":
            note(content)
        elif kind == "Cite":
            _walk_citation(content, found, note)


def _walk_span(content: list[Any], found: list[Fragment], note: Callable[[list[Element]], None]) -> None:
    attributes, inner = content
    label = page_label(attributes)
    if label is not None:
        found.append(PageBreak(label or None))
        return
    if _OF_OUTLINE & set(attributes[1]):
        found.append(Aside(f"{plain(inner)} ", FurnitureKind.OTHER, "outline mark"))
        return
    style = next((value.lower() for name, value in attributes[2] if name == "custom-style"), "")
    if style in _OF_NOTE:
        words = plain(inner)
        if words:
            found.append(Aside(words, FurnitureKind.NOTE_MARK))
        return
    _walk(inner, found, note)


def _walk_script(kind: str, inner: list[Element], found: list[Fragment], note: Callable[[list[Element]], None]) -> None:
    """Write a superscript or subscript; a note within it is called."""
    fragments = fragments_of(inner, note)
    words = "".join(part for part in fragments if isinstance(part, str)).strip()
    if words:
        found.append(superscript(words, found, is_link=_is_link(inner)) if kind == "Superscript" else subscript(words))


def _is_link(inner: Sequence[Element]) -> bool:
    return len(inner) == 1 and inner[0]["t"] == "Link" and "#" in inner[0]["c"][2][0]


def _walk_citation(content: list[Any], found: list[Fragment], note: Callable[[list[Element]], None]) -> None:
    """Write what a citation prints; a bare command prints what only a bibliography could tell."""
    citations, inner = content
    start = len(found)
    _walk((inline for inline in inner if inline["t"] != "RawInline"), found, note)
    if len(found) == start:
        keys = "; ".join(str(citation["citationId"]) for citation in citations)
        before = found.pop() if found else ""
        words = before.rstrip(" \xa0") if isinstance(before, str) else before
        found += [words, Aside(f"{'' if words == before else ' '}[{keys}]", FurnitureKind.OTHER, "citation")]
