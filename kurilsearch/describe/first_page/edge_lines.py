"""Running heads and feet of the first pages, where a journal prints its name, its volume and the pages."""

from __future__ import annotations

import re

from kurilsearch.describe.first_page.first_lines import LONGEST_LINE, MAX_LINES, FirstLine, tidy
from kurilsearch.describe.first_page.periodical_lines import read_periodical_line
from kurilsearch.model import FurnitureKind, Kind, ParsedDocument

_EDGES = (
    FurnitureKind.RUNNING_HEAD,
    FurnitureKind.RUNNING_FOOT,
    FurnitureKind.IMPRINT,
    FurnitureKind.PAGE_NUMBER,
)
_EARLY_PAGES = 3
"""Heads are read on these pages: on the first many journals print none."""
_RIGHTS = re.compile(r"\s*(?:[|•·]\s*)?(?=©|\(c\)|[-−\ufffd]C\s+[^\W\d_]|copyright\b)", re.IGNORECASE)
"""Before a notice of copyright on the line that names the journal; ``-C`` is what some fonts make of its sign."""
_PAGE_AT_EDGE = re.compile(r"^(?:\d{1,4}|[ivxl]{1,6})(?:\s+[|•·/]\s*|\s+(?=[^\W\d_]))|(?<=\d)\s+\d{1,4}$")


def edge_lines(parsed: ParsedDocument) -> list[FirstLine]:
    """Return what stands at the edges of the first page, without its number.

    Where that names no periodical, the heads of the next pages that do: their facts are those of this work.
    """
    turn = parsed.pages[1].start if len(parsed.pages) > 1 else len(parsed.source.text)
    end = parsed.pages[_EARLY_PAGES].start if len(parsed.pages) > _EARLY_PAGES else len(parsed.source.text)
    lines: list[str] = []
    for region in parsed.furniture:
        if region.start >= end or len(lines) >= MAX_LINES:
            break
        if region.kind not in _EDGES:
            continue
        text = tidy(parsed.source.text[region.start : region.end])[:LONGEST_LINE]
        for part in _RIGHTS.split(text):
            plain = _PAGE_AT_EDGE.sub("", part).strip()
            if any(map(str.isalpha, plain)) and plain not in lines and (region.start < turn or _is_source(plain)):
                lines.append(plain)
    lines += _foot_of_first_page(parsed)
    return [FirstLine(line, line, 0, at_edge=True) for line in lines]


def _foot_of_first_page(parsed: ParsedDocument) -> list[str]:
    """Return the last one or two passages of the first page where they say on which pages of what it stands.

    No repetition tells such a foot from the text.
    """
    end = parsed.pages[1].start if len(parsed.pages) > 1 else len(parsed.source.text) if parsed.pages else 0
    page = [passage for passage in parsed.passages[: 2 * MAX_LINES] if passage.char_start < end]
    feet = page[-2:] if len(page) > 4 else page[-1:] if len(page) > 2 else []
    if any(foot.kind in (Kind.HEADING, Kind.REFERENCE) or len(foot.text) > 220 for foot in feet[-1:]):
        return []
    joined = [" ".join(foot.text for foot in feet[at:]) for at in range(len(feet))]
    return next(([text] for text in joined if len(text) < 300 and "page" in read_periodical_line(text)), [])


def _is_source(text: str) -> bool:
    """Return whether a line names a periodical with pages or issue; a volume alone stands beside short titles too."""
    source = read_periodical_line(text)
    return "container-title" in source and not source.keys().isdisjoint(("page", "issue"))
