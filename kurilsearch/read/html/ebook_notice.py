"""The notice and the licence that Project Gutenberg puts around a book, in its pages and its EPUBs."""

from __future__ import annotations

import re

from kurilsearch.read.html.tree import BLOCKS, Tree, class_names, elements, remove, seen_words, words_of

_NAMES = re.compile(r"(?<![a-z])pg-(?:header|footer|boilerplate|machine-header|smallprint)(?![\w-])")
_START = re.compile(r"\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG.{0,300}", re.IGNORECASE | re.DOTALL)
_NOTICE = re.compile(
    r"(?:The )?Project Gutenberg.{0,6000}\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG.{0,600}",
    re.IGNORECASE | re.DOTALL,
)
"""A notice in one block, which says who produced the text at its end."""
_END = re.compile(
    r"(?:End of (?:the |this )?Project Gutenberg.{0,200}|\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG.{0,300})",
    re.IGNORECASE | re.DOTALL,
)


def take_ebook_notice(body: Tree) -> list[str]:
    """Take the notice and the licence out of a book, and return the words of each block that was taken out."""
    if "project gutenberg" not in words_of(body).casefold():
        return []
    dropped: list[str] = []
    for element in elements(body):
        if element.tag in BLOCKS and element is not body and _NAMES.search(class_names(element)):
            dropped.append(seen_words(element))
            remove(element)
    leaves = [element for element in body.iter(*BLOCKS) if next(element.iter(*BLOCKS - {element.tag}), None) is None]
    starts = [
        at
        for at, element in enumerate(leaves)
        if _START.fullmatch(words_of(element)) or _NOTICE.fullmatch(words_of(element))
    ]
    ends = [at for at, element in enumerate(leaves) if _END.match(words_of(element).strip())]
    before = starts[0] + 1 if starts else 0
    behind = next((at for at in ends if at >= before), len(leaves))
    for element in (*leaves[:before], *leaves[behind:]):
        dropped.append(seen_words(element))
        remove(element)
    return [words for words in dropped if words]
