"""Where text within one element of a page falls into paragraphs: at blank lines, or where each line is one."""

from __future__ import annotations

import re

from kurilsearch.language.sentence_end import ends_like_sentence
from kurilsearch.read.writer import Fragment, is_fragment

_LONG_LINE = 120
_MOSTLY = 0.9
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def split_at_blank_lines(fragments: list[Fragment]) -> list[list[Fragment]]:
    """Return the paragraphs of text that keeps its lines, as plain text has them; code is left whole."""
    text = "".join(part for part in fragments if isinstance(part, str))
    paragraphs = [paragraph.strip() for paragraph in _BLANK_LINES.split(text) if paragraph.strip()]
    whole = sum(len(paragraph) for paragraph in paragraphs if ends_like_sentence(paragraph))
    is_prose = whole >= 0.5 * sum(map(len, paragraphs)) or is_mostly_words(text)
    if len(paragraphs) < 2 or not is_prose:
        return [fragments]
    split: list[list[Fragment]] = [[]]
    for part in fragments:
        pieces = _BLANK_LINES.split(part) if isinstance(part, str) else []
        split[-1].append(pieces[0] if pieces else part)
        split += [[piece] for piece in pieces[1:]]
    return [
        paragraph for paragraph in split if any(part.strip() if isinstance(part, str) else part for part in paragraph)
    ]


def is_mostly_words(text: str) -> bool:
    """Tell whether nearly all of a text is letters and blanks, which code is not."""
    dense = "".join(text.split())
    return sum(map(str.isalpha, dense)) >= _MOSTLY * len(dense)


def split_paragraphs(fragments: list[Fragment]) -> list[list[Fragment]]:
    """Return the paragraphs that blank lines separate, or single breaks where each line is a paragraph of its own."""
    breaks = [index for index, part in enumerate(fragments) if part == "\n"]
    if not breaks:
        return [fragments]
    paragraphs: list[list[Fragment]] = [[]]
    blank = True
    lines = "".join(part for part in fragments if isinstance(part, str)).split("\n")
    prose = [line for line in lines if line.strip()]
    each = len(prose) > 1 and sum(len(line) > _LONG_LINE or not is_fragment(line[-20:]) for line in prose) == len(prose)
    each = each and sum(map(len, prose)) > _LONG_LINE * len(prose)
    for part in fragments:
        if part == "\n" and (blank or each):
            paragraphs.append([])
        elif part == "\n":
            paragraphs[-1].append(part)
            blank = True
        else:
            paragraphs[-1].append(part)
            blank = blank and isinstance(part, str) and not part.strip()
    return [paragraph for paragraph in paragraphs if paragraph]
