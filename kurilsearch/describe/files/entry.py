"""The nouns of a bibliography: what every file format is turned into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kurilsearch.model import Metadata


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """A work as a bibliography describes it. ``files`` are the paths in its file field, as they are written.

    Those that exist where it says are in ``sources`` instead, as the library calls them.

    ``item`` is all that the bibliography says of it, as a CSL item (see :mod:`kurilsearch.csl.items`);
    ``metadata`` what lists and hits show, the title with its capitals. ``source`` names the bibliography file.
    """

    metadata: Metadata
    files: tuple[str, ...] = ()
    item: Mapping[str, Any] = field(default_factory=dict, hash=False)
    source: str = field(default="", compare=False)
    sources: tuple[str, ...] = field(default=(), compare=False)


class BibliographyWarning(NamedTuple):
    """Something in a bibliography file that was not understood; the rest of the file is used.

    ``line`` is 1-based, None where the whole file is concerned.
    """

    file: Path
    line: int | None
    message: str

    def __str__(self) -> str:
        """Return ``file:line: message``."""
        place = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        return f"{place}: {self.message}"


class ParsedBibliography(NamedTuple):
    """What the parser of one format returns: the entries, and the lines that it could not use, with reasons."""

    entries: list[BibliographyEntry]
    problems: list[tuple[int, str]]
