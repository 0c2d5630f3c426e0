"""Divisions of a page whose text stands in none: between two line breaks, and beside blocks within one element."""

from __future__ import annotations

from kurilsearch.read.html.tree import BLOCKS, Tree

_MAY_HOLD_BLOCKS = ("body", "div", "td", "th", "center", "section", "article", "main", "li", "dd", "blockquote")


def split_breaks(body: Tree) -> None:
    """Make divisions of the paragraphs that pages without ``<p>`` part by two line breaks."""
    for element in [found for found in body.iter(*BLOCKS) if found.tag in _MAY_HOLD_BLOCKS]:
        breaks = [child for child in element if child.tag == "br" and _is_break_before(child)]
        if not breaks:
            continue
        run = element.makeelement("div", {})
        run.text, element.text = element.text, None
        children = list(element)
        element.insert(0, run)
        for child in children:
            if child in breaks:
                element.remove(child)
                run = element.makeelement("div", {})
                run.text, child.tail = child.tail, None
                element.append(run)
            else:
                run.append(child)


def _is_break_before(line_break: Tree) -> bool:
    """Tell whether nothing stands between a line break and the one before it."""
    before = line_break.getprevious()
    return before is not None and before.tag == "br" and not (before.tail or "").strip()


def wrap_runs(body: Tree) -> None:
    """Put words that stand beside blocks, within one element, into divisions of their own."""
    for element in [found for found in body.iter(*BLOCKS) if any(inner is not found for inner in found.iter(*BLOCKS))]:
        run: Tree = None
        if element.text and element.text.strip():
            run = element.makeelement("div", {})
            run.text, element.text = element.text, None
            element.insert(0, run)
        for child in [child for child in element if child is not run]:
            tail, child.tail = child.tail, None
            if child.tag in BLOCKS:
                run = None
            else:
                if run is None:
                    run = element.makeelement("div", {})
                    child.addprevious(run)
                run.append(child)
            if run is not None and child is not run:
                child.tail = tail
            elif tail and tail.strip():
                run = element.makeelement("div", {})
                child.addnext(run)
                run.text = tail
