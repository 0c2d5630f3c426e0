"""What a reader promises."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

from kurilsearch.model import SourceText


class Reader(Protocol):
    """Turns files of one format, or of a family of formats, into source text.

    ``name`` names it; :attr:`SourceText.format` says of which format a file was. ``endings`` are the file name
    endings that are its own, lower case, with the dot. A reader is stateless: one object reads files in many processes.
    """

    @property
    def name(self) -> str:
        """The short name, such as ``markdown``."""

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings, lower case and with the dot, such as ``(".md",)``."""

    def read(self, path: Path) -> SourceText:
        """Return what the file says, the same for the same bytes.

        Raises UnreadableSourceError with the reason and a hint. The text holds no lone surrogates.
        """


@runtime_checkable
class RecognisingReader(Reader, Protocol):
    """A reader that knows its files by their content, whatever their names."""

    def recognises(self, path: Path, start: bytes) -> bool:
        """Tell whether a file is surely one of this reader's; ``start`` is its first 4,096 bytes. Raises nothing."""


@runtime_checkable
class SamplingReader(Reader, Protocol):
    """A reader that can say much sooner what words a file has than how it is built."""

    def sample(self, path: Path, length: int) -> str:
        """Return about ``length`` characters from the beginning of the file, perhaps out of order and with page heads.

        Raises UnreadableSourceError as :meth:`read` does.
        """


@runtime_checkable
class DecodingReader(Reader, Protocol):
    """A reader that decodes the file and takes no library that might hang or crash, so that it needs no worker."""

    @property
    def only_decodes(self) -> Literal[True]:
        """True."""
