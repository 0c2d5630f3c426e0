"""Web pages: saved as HTML, XHTML, MHTML or by Safari, with menus around the text or without; exports of Evernote."""

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
    endings = (".html", ".htm", ".xhtml", ".xht", ".mhtml", ".mht", ".webarchive", ".enex")

    def recognises(self, path: Path, start: bytes) -> bool:
        """Tell whether a file begins like a page, or like one saved with all its pictures."""
        from kurilsearch.read.html.enex import is_enex
        from kurilsearch.read.html.mhtml import is_mhtml, is_webarchive

        return _PAGE.match(start) is not None or is_mhtml(start) or is_webarchive(start) or is_enex(start)

    def read(self, path: Path) -> SourceText:
        """Return the text of the page with its headings, lists, quotations and notes."""
        from kurilsearch.read.html.enex import is_enex, read_enex
        from kurilsearch.read.html.mhtml import open_saved
        from kurilsearch.read.html.page import read_saved_page

        data = read_bytes(path)
        return read_enex(data, path) if is_enex(data[:4096]) else read_saved_page(open_saved(data), path)
