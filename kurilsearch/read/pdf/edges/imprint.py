"""What a first page says of the periodical it is from, of its publisher, and of who may copy it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from kurilsearch.language.sentence_end import ends_like_sentence
from kurilsearch.read.pdf.edges.likeness import LONGEST_HEAD
from kurilsearch.read.pdf.edges.rows import EdgeRow, begins_like_note
from kurilsearch.read.pdf.page.lines import Line, same_type
from kurilsearch.read.pdf.page.page import PageLines

_IMPRINT = re.compile(
    r"©|\(c\) (?:19|20)\d\d|\bcopyright\b|\bISSN\b|\bdoi:|doi\.org/|preprint submitted to|accepted manuscript"
    r"|\b(?:vol\.?|volume|bd\.?|band|том|т\.)\s?\d+|\d+\s?\(\d+\)\s?[:,]\s?(?:pp?\.\s?)?\d+\s?[-–]\s?\d+"
    r"|\(?(?:19|20)\d\d\)?,? \d+(?:[:(]\d+\)?)?[:,] ?(?:pp?\. ?)?\d+ ?[-–] ?\d+",
    re.I,
)
_PERMISSION = re.compile(r"permission to (?:make digital|copy|reprint|reproduce)|this is an open access article", re.I)
_RIGHTS = re.compile(
    r"(?:copyright )?(?:©|\(c\)) ?\S|copyright (?:19|20)\d\d|this (?:work|article) is licensed under", re.I
)
_RIGHTS_GO_ON = re.compile(r"\bIS[BS]N\b|\bdoi\b|https?://|\$\d|rights reserved|permission|licen[cs]e|copyright", re.I)


def imprint_rows(rows: Sequence[EdgeRow]) -> list[EdgeRow]:
    """Return the rows at the edges of a first page that name the periodical, the publisher or the rights.

    They stand apart from the text; of several the outermost begin.
    """
    found: list[EdgeRow] = []
    for place in ("head", "foot"):
        block: list[EdgeRow] = []
        for row in (row for row in rows if row.place == place):
            if len(row.text) > LONGEST_HEAD or begins_like_note(row):
                break
            block.append(row)
            if row.apart:
                if any(_IMPRINT.search(above.text) for above in block):
                    found += block
                break
    return found


def rights_lines(page: PageLines) -> Iterator[Line]:
    """Yield what a first page says in small type of who may copy it: a block at the foot, a line under the abstract."""
    usual = median(line.height for line in page.lines) if page.lines else 0.0
    block: list[Line] = []
    for line in page.lines:
        permission = _PERMISSION.match(line.text) is not None
        begins = permission or (_RIGHTS.match(line.text) is not None and len(line.text) <= LONGEST_HEAD)
        if begins and line.height < 0.97 * usual:
            block = [line]
        elif not block or not _goes_on(block, line):
            block = []
            continue
        else:
            block.append(line)
        yield line


def _goes_on(block: Sequence[Line], line: Line) -> bool:
    """Tell whether a line is of the block of small type that begins with a permission or a copyright."""
    above = block[-1]
    if above.column != line.column or not same_type(above, line) or line.marks[:1] or above.y0 - line.y1 > line.height:
        return False
    full = len(block) > 1 and above.x1 > max(of.x1 for of in block) - 2 * line.height
    return full or not ends_like_sentence(above.text) or _RIGHTS_GO_ON.search(line.text) is not None
