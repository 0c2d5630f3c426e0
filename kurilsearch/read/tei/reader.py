"""The reader of texts encoded by the guidelines of the Text Encoding Initiative."""

from __future__ import annotations

import re
from pathlib import Path

from kurilsearch.model import SourceText
from kurilsearch.read.file import read_bytes

_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:TEI(?:\.2)?|teiCorpus(?:\.2)?)[\s>]")


class TeiReader:
    """Reads TEI P5 and P4 (https://tei-c.org/release/doc/tei-p5-doc/en/html/), whose files mostly end in ``.xml``."""

    name = "tei"
    endings = (".tei",)

    def recognises(self, path: Path, start: bytes) -> bool:
        """Tell whether a file is XML whose first element is that of TEI."""
        if not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return False
        first = re.search(rb"<[A-Za-z]", start)
        return first is not None and _ROOT.match(start, first.start()) is not None

    def read(self, path: Path) -> SourceText:
        """Return the text as its pages print it, with the pages, and the work that the header describes."""
        from kurilsearch.read.tei.document import read_tei

        return read_tei(read_bytes(path), path)
