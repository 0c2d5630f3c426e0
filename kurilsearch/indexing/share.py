"""A share of the sources: several index runs divide them among each other, and none reads or removes another's."""

from __future__ import annotations

import re
from typing import NamedTuple
from zlib import crc32

from kurilsearch.errors import UsageError


class Share(NamedTuple):
    """Part ``number``, counted from 1, of ``parts`` of about as many files each, divided by their names alone."""

    number: int = 1
    parts: int = 1

    def has(self, file: str) -> bool:
        """Tell whether the file of this name is of this share."""
        return crc32(file.encode("utf-8", "surrogatepass")) % self.parts == self.number - 1


ALL = Share()
"""The share of an index run that has no others beside it."""


def read_share(text: str) -> Share:
    """Return the share that ``text`` names: 2/3 is the second of three. Raises UsageError."""
    named = re.fullmatch(r"([1-9]\d{0,5})/([1-9]\d{0,5})", text)
    if not named or int(named[1]) > int(named[2]):
        raise UsageError(f"{text} is no share of the sources", "Write 1/2 for the first of two, 2/2 for the second")
    return Share(int(named[1]), int(named[2]))
