"""Marks by which proofreaders of free e-books write type in plain text, and what scanners say on each page.

https://www.pgdp.net/wiki/DP_Official_Documentation has the former: ``_italics_``, ``=bold=``, ``+spaced+``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kurilsearch.clean.cut import Cut
from kurilsearch.model import FurnitureKind

_TYPE = tuple(
    re.compile(
        rf"(?<![\w{mark}])({mark})(?=[^\s{mark}])(?:[^{mark}\n]|\n(?!\s*\n)){{1,600}}?(?<=[^\s{mark}])({mark})(?![\w{mark}])"
    )
    for mark in ("_", "=", r"\+", "~")
)
_SCANNED_BY = re.compile(
    r"^[ \t]*Digiti[sz]ed by (?:the )?(?:Google|Internet Archive|Microsoft|[A-Z][\w.]{0,3}OO[\w.]{0,6}"
    r"|[VLC][\w.]{0,3}ooQ\w{0,4})[^\n]{0,60}$",
    re.MULTILINE,
)
_GOOGLE = re.compile(
    r"\A.{0,300}?(?:This is a digital copy of a book that was preserved for generations"
    r"|Dies ist ein digitales Exemplar eines Buches, das seit Generationen"
    r"|Ceci est une copie numérique d.un ouvrage conservé depuis des générations"
    r"|Esta es una copia digital de un libro que, durante generaciones"
    r"|Questa è la copia digitale di un libro che per generazioni).{200,12000}?books\.google\.com[^\n]*",
    re.DOTALL,
)


def find_ebook_marks(text: str) -> Iterator[Cut]:
    """Find the marks of type in a text of Project Gutenberg; the words that they dress stay."""
    for pattern in _TYPE:
        for match in pattern.finditer(text):
            yield Cut(*match.span(1), FurnitureKind.MARKUP)
            yield Cut(*match.span(2), FurnitureKind.MARKUP)


def find_scanner_notes(text: str) -> Iterator[Cut]:
    """Find what those who scanned a book put before it, and at the foot of its pages."""
    if "Digiti" in text:
        for match in _SCANNED_BY.finditer(text):
            yield Cut(*match.span(), FurnitureKind.WATERMARK)
    if "oogle" in text[:12_000] and (preface := _GOOGLE.match(text)):
        yield Cut(*preface.span(), FurnitureKind.COVER_SHEET)
