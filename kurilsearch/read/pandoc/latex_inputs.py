r"""LaTeX documents in parts: the files that ``\input`` and ``\include`` name, as far as they lie in the same folder."""

from __future__ import annotations

import re
from pathlib import Path

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.read.encoding.decode import decode
from kurilsearch.read.file import read_bytes

_INPUT = re.compile(
    r"^(?P<before>(?:[^%\n\\]|\\[^%\n])*?)\\(?:input|include|subfile)\s*\{(?P<name>[^{}\n]{1,300})\}", re.MULTILINE
)
_DOCUMENT = re.compile(r"\\begin\s*\{document\}(.*?)(?:\\end\s*\{document\}|\Z)", re.DOTALL)
_DEEPEST = 5
_LONGEST = 50_000_000
"""Characters of a document with its parts: more are those of files that name one another."""


def with_inputs(latex: str, path: Path) -> str:
    """Return a document, the file at ``path``, with its parts in their places.

    A part that is missing, unreadable, or outside of the folder of the document, is left out, as pandoc does.
    """
    folder = path.resolve().parent
    return _with_inputs(latex, folder, frozenset((path.resolve(),)), 0)


def _with_inputs(latex: str, folder: Path, above: frozenset[Path], depth: int) -> str:
    if depth >= _DEEPEST or ("\\in" not in latex and "\\sub" not in latex):
        return latex
    length = len(latex)

    def part(match: re.Match[str]) -> str:
        nonlocal length
        file = _find(match["name"].strip(), folder)
        if file is None or file in above:
            return match[0]
        try:
            text, _ = decode(read_bytes(file))
        except UnreadableSourceError:
            return match[0]
        inner = _DOCUMENT.search(text)
        text = _with_inputs(inner[1] if inner else text, folder, above | {file}, depth + 1)
        length += len(text)
        return f"{match['before']}{text}" if length <= _LONGEST else match[0]

    return _INPUT.sub(part, latex)


def _find(name: str, folder: Path) -> Path | None:
    """Return the file of this name in the folder, with or without its ending; None where it is not within."""
    for ending in ("", ".tex"):
        try:
            file = (folder / f"{name}{ending}").resolve()
            if file.is_relative_to(folder) and file.is_file():
                return file
        except (OSError, ValueError):
            return None
    return None
