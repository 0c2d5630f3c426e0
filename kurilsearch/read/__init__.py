"""Reading: a file becomes a SourceText, whose text every offset of the library indexes.

A reader comes in by the entry-point group ``kurilsearch.readers``: a name and a callable that returns a
:class:`Reader`. The built-in ones come in by the same door.

In order: :mod:`file <kurilsearch.read.file>` has the bytes, ``loader`` chooses among the readers that ``reader``
describes. Text is decoded (``encoding/``) and taken as it stands (``text/``, ``subtitles/``); of other files
(``html/``, ``epub/``, ``tei/``, ``mail/``, ``pandoc/``, ``office/``, ``annotations/``) ``writer`` writes the text
block by block, ``superscripts`` tells which raised figures are note marks, and PDFs have a house of their own
(``pdf/``); what only other programs read goes by way of them (``converted/``). What a file says of itself is cleared
of junk in ``embedded_metadata``. ``archive`` and ``guarded_xml`` open what may be hostile.
"""

from kurilsearch.read.loader import (
    available_readers,
    is_readable_content,
    is_readable_name,
    read_sample,
    read_source,
    readable_endings,
    reads_as_text,
)
from kurilsearch.read.reader import Reader

__all__ = [
    "Reader",
    "available_readers",
    "is_readable_content",
    "is_readable_name",
    "read_sample",
    "read_source",
    "readable_endings",
    "reads_as_text",
]
