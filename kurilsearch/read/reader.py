"""What a reader promises."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from kurilsearch.model import SourceText


class Reader(Protocol):
    """Turns files of one format into source text.

    ``name`` names the format in :attr:`SourceText.format`. ``endings`` are the file name endings that are its
    own, lower case, with the dot. A reader is stateless: one object reads files in many processes.
    """

    @property
    def name(self) -> str:
        """The format's short name, such as ``markdown``."""

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings, lower case and with the dot, such as ``(".md",)``."""

    def read(self, path: Path) -> SourceText:
        """Return what the file says, the same for the same bytes.

        Raises UnreadableSourceError with the reason and a hint. The text holds no lone surrogates.
        """
