r"""The files of a LaTeX draft: what ``\input`` and ``\include`` take in, from the draft's own folder or below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kurilsearch.check.draft import DraftFile
from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import Span
from kurilsearch.read.encoding.decode import decode
from kurilsearch.read.file import read_bytes

_INPUT = re.compile(r"(?m)^(?P<before>[^%\n]*?)\\(?:input|include|subfile)\s*\{(?P<name>[^{}\n]+)\}")
_MOST_FILES = 500


def read_with_inputs(path: Path) -> tuple[str, str, tuple[DraftFile, ...], list[Span]]:
    """Return the text of a file with those that it takes in behind it, its encoding, and the files.

    The spans last are the ranges of the whole text in the order in which a reader meets them. Raises
    UnreadableSourceError where one of the files cannot be read.
    """
    files: list[DraftFile] = []
    texts: list[str] = []
    encoding = _load(path, path.parent, files, texts)
    whole = "".join(texts)
    ends = [file.start for file in files[1:]] + [len(whole)]
    spans = {file.path: (file.start, end) for file, end in zip(files, ends, strict=True)}
    return whole, encoding, tuple(files), list(_in_order(path, path.parent, whole, spans, []))


def _load(path: Path, folder: Path, files: list[DraftFile], texts: list[str]) -> str:
    """Read a file and what it takes in, each once; return the encoding of the first."""
    text, encoding = decode(read_bytes(path))
    files.append(DraftFile(path, sum(map(len, texts))))
    texts.append(text)
    for match in _INPUT.finditer(text):
        other = _taken_in(match["name"], folder)
        if other is not None and len(files) < _MOST_FILES and all(file.path != other for file in files):
            try:
                _load(other, folder, files, texts)
            except UnreadableSourceError as error:
                raise UnreadableSourceError(f"takes in {other.name}, which {error.message}", error.hint) from error
    return encoding


def _taken_in(name: str, folder: Path) -> Path | None:
    """Return the file that a name stands for, in the draft's folder or below; None where there is none."""
    path = folder / name.strip()
    for candidate in (path, path.with_name(f"{path.name}.tex")):
        if candidate.is_file() and candidate.resolve().is_relative_to(folder.resolve()):
            return candidate
    return None


def _in_order(path: Path, folder: Path, whole: str, spans: dict[Path, Span], above: list[Path]) -> Iterator[Span]:
    """Yield the ranges of the whole text in the order in which a reader meets them."""
    start, end = spans[path]
    for match in _INPUT.finditer(whole, start, end):
        other = _taken_in(match["name"], folder)
        if other in spans and other not in (*above, path):
            yield start, match.end("before")
            yield from _in_order(other, folder, whole, spans, [*above, path])
            start = match.end()
    yield start, end
