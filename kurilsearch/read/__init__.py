"""Reading: a file becomes a SourceText, whose text every offset of the library indexes.

A reader comes in by the entry-point group ``kurilsearch.readers``: a name and a callable that returns a
:class:`Reader`. The built-in ones come in by the same door.
"""

from kurilsearch.read.loader import (
    available_readers,
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
    "is_readable_name",
    "read_sample",
    "read_source",
    "readable_endings",
    "reads_as_text",
]
