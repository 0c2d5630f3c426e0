"""Web pages: saved as HTML, XHTML or MHTML, with menus and boxes around the text or without."""

from __future__ import annotations

import re
from pathlib import Path

from kurilsearch.model import SourceText
from kurilsearch.read.file import read_bytes

_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]{0,200}>|<!--.{0,2000}?-->)*<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)


class WebReader:
    """Reads saved web pages. The text is that of the page's body; what else stands there follows it as furniture.

    The item has the canonical address, else the one that the page was saved from, and the date of access where the
    file says when it was saved (MHTML does, and SingleFile); a file's own time is not taken for it, copying changes it.
    """

    name = "web"
    endings = (".html", ".htm", ".xhtml", ".xht", ".mhtml", ".mht")

    def recognises(self, path: Path, start: bytes) -> bool:
        """Tell whether a file begins like a page, or like one saved with all its pictures."""
        from kurilsearch.read.html.mhtml import is_mhtml

        return _PAGE.match(start) is not None or is_mhtml(start)

    def read(self, path: Path) -> SourceText:
        """Return the text of the page with its headings, lists, quotations and notes."""
        from kurilsearch.read.html.mhtml import Saved, is_mhtml, open_mhtml
        from kurilsearch.read.html.page import read_saved_page

        data = read_bytes(path)
        return read_saved_page(open_mhtml(data) if is_mhtml(data[:4096]) else Saved(data), path)
