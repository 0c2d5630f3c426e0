"""A message in HTML: which of its blocks others wrote, by the quotations and the lines above them."""

from __future__ import annotations

from kurilsearch.read.html.divisions import split_breaks, wrap_runs
from kurilsearch.read.html.tree import BLOCKS, UNSEEN, Tree, remove
from kurilsearch.read.mail.attribution import Line, voices
from kurilsearch.read.writer import Voice


def mail_voices(root: Tree) -> dict[Tree, Voice]:
    """Return who wrote each innermost block of a message, whose tree is changed: each run of words is a block then."""
    body = root.find("body")
    body = root if body is None else body
    for element in list(body.iter(*UNSEEN)):
        remove(element)
    split_breaks(body)
    wrap_runs(body)
    leaves = [element for element in body.iter(*BLOCKS) if next(element.iter(*BLOCKS - {element.tag}), None) is None]
    written = [(leaf, text) for leaf in leaves if (text := _in_lines(leaf))]
    whose = voices([Line(_depth(leaf), text) for leaf, text in written])
    return {leaf: voice for (leaf, _), voice in zip(written, whose, strict=True)}


def _depth(element: Tree) -> int:
    return sum(above.tag == "blockquote" for above in (element, *element.iterancestors()))


def _in_lines(element: Tree) -> str:
    """Return the words of a block with its line breaks."""
    parts = [element.text or ""]
    for inner in element.iterdescendants():
        parts += ["\0" if inner.tag == "br" else inner.text or "", inner.tail or ""]
    keeps_lines = element.tag == "pre"
    text = "".join(parts).replace("\n", "\0" if keeps_lines else " ")
    return "\n".join(line for raw in text.split("\0") if (line := " ".join(raw.split())))
