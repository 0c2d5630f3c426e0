"""The reader of exported annotations: those of Hypothesis (JSON, CSV, text), and notes that Zotero exports as RDF."""

from __future__ import annotations

import re
from pathlib import Path

from kurilsearch.model import SourceText
from kurilsearch.read.file import read_bytes

_JSON = re.compile(rb"\s*[\[{]")
_OF_ANNOTATIONS = re.compile(rb'"(?:annotations|rows|TextQuoteSelector|target)"')
_OF_HYPOTHESIS = re.compile(rb'"(?:export_userid|client_version|TextQuoteSelector)"|acct:[^"\s]{1,80}@hypothes\.is')
_TABLE = re.compile(rb'"?Created(?: at)?"?,[^\n]*"?Quote"?,"?Comment"?,', re.IGNORECASE)
_LIST = re.compile(rb"[^\n]{1,40}\n[^\n]*\n[^\n]*\nGroup: [^\n]*\nTotal users: \d")
_RDF = re.compile(rb"<rdf:RDF[^>]{0,2000}zotero\.org/namespaces")


class AnnotationReader:
    """Reads exported annotations: the words marked are quotations, those beside them are of whoever wrote them."""

    name = "annotations"
    endings = ()

    def recognises(self, path: Path, start: bytes) -> bool:
        """Tell whether a file begins like an export of Hypothesis or of Zotero."""
        head = start.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
        if _JSON.match(head):
            return _OF_ANNOTATIONS.search(head) is not None and _OF_HYPOTHESIS.search(head) is not None
        return any(of.match(head) for of in (_TABLE, _LIST)) or _RDF.search(head) is not None

    def read(self, path: Path) -> SourceText:
        """Return the annotations document by document. Raises UnreadableSourceError where the file is damaged."""
        data = read_bytes(path)
        if _RDF.search(data[:4096]):
            from kurilsearch.read.annotations.zotero import read_zotero

            return read_zotero(data, path)
        from kurilsearch.read.annotations.hypothesis import read_hypothesis

        return read_hypothesis(data, path)
