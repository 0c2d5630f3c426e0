"""A source after cleaning and segmenting: passages, and what lies between them."""

from __future__ import annotations

from typing import NamedTuple

from kurilsearch.model.kinds import Furniture, Page
from kurilsearch.model.passage import Passage
from kurilsearch.model.source import SourceText
from kurilsearch.model.way_back import WayBack


class CleanText(NamedTuple):
    """A source text without page furniture, markup and note marks, in lines, with the way back.

    ``pages`` and ``furniture`` are in source offsets, in order. ``is_markdown`` says that the file is written as
    Markdown, in which marks tell headings and blank lines part paragraphs.
    """

    text: str
    way_back: WayBack
    furniture: tuple[Furniture, ...] = ()
    pages: tuple[Page, ...] = ()
    is_markdown: bool = False


class ParsedDocument(NamedTuple):
    """A source after reading, cleaning and segmenting: every character is in a passage or in furniture.

    Blank space between passages and the characters that a join swallows count as covered.
    """

    source: SourceText
    passages: tuple[Passage, ...]
    furniture: tuple[Furniture, ...]
    pages: tuple[Page, ...]
    language: str
