"""Which printed page a page of a file is, where its user says so: ``1=71``, ``1=i; 13=1``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilsearch.language.numerals import roman_value, to_roman
from kurilsearch.model import Page

PAGE_LABELS = "page-labels"
"""The field of a source that holds it; no variable of CSL."""

_ONE = r"(\d{1,5})\s*=\s*(\w+|-)"
_ALL = re.compile(rf"{_ONE}(?:\s*[,;]\s*{_ONE})*")


def is_numbering(text: str) -> bool:
    """Tell whether a text says which printed page a page of a file is."""
    return _ALL.fullmatch(text.strip()) is not None


def number_pages(pages: Sequence[Page], numbering: str) -> tuple[Page, ...]:
    """Return the pages with the labels that ``numbering`` gives them.

    ``1=i; 13=1`` says that the first page of the file is page i and the thirteenth page 1; those between count on, in
    Roman numerals where they began so. ``-`` stands for no number. Pages before the first that is named keep theirs.
    """
    said = {int(number): label for number, label in re.findall(_ONE, numbering)}
    numbered: list[Page] = []
    first, label = 0, ""
    for page in pages:
        if page.number in said:
            first, label = page.number, said[page.number]
        numbered.append(page._replace(label=_count_on(label, page.number - first)) if first else page)
    return tuple(numbered)


def _count_on(label: str, pages: int) -> str | None:
    """Return what is printed so many pages after the page ``label``; None where that cannot be told."""
    if label.isdecimal():
        return str(int(label) + pages)
    if value := roman_value(label):
        numeral = to_roman(value + pages)
        return numeral.upper() if label.isupper() else numeral
    return label if label != "-" and not pages else None
