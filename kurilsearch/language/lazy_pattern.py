"""Regular expressions that are compiled when they are first asked.

To compile one with a list of months, places or labels, or with a class of Chinese letters, takes Python up to twenty
milliseconds; of the hundreds that tell how a source is set, most sources ask few. What takes over a millisecond, and is
not asked of every source, is written with :func:`lazy_pattern`; so is every pattern at the head of a module that a
search or a quotation imports, which are some two hundred of which it uses a few dozen.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as ``re.compile(pattern, flags)`` does, and is compiled at the first call of a method.

    It is no ``re.Pattern`` to ``isinstance``. An error in ``pattern`` is raised at the first call too.
    """
    return cast("re.Pattern[str]", LazyPattern(pattern, flags))


class LazyPattern:
    """Has all attributes of a compiled pattern, each kept here after it was first asked for, to be as quick again."""

    def __init__(self, pattern: str, flags: int) -> None:
        """Keep what is to be compiled."""
        self._source = pattern
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self._source, self._flags)

    def __getattr__(self, name: str) -> Any:
        """Ask the pattern, and keep its answer."""
        value = getattr(self.compiled, name)
        setattr(self, name, value)
        return value
