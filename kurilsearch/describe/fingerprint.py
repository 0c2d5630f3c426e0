"""Whether the files of descriptions changed since they were read: by sizes and times, or by all that they say."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path], folder: Path) -> str:
    """Return the states of these files as text; a file that is not there has one too.

    Files in ``folder`` are named from there, so that it can be moved or copied.
    """
    names = (file.relative_to(folder) if file.is_relative_to(folder) else file for file in files)
    return json.dumps([_state(name.as_posix(), folder) for name in names])


def content_fingerprint(files: Iterable[Path], folder: Path) -> str:
    """Return what is another text wherever these files, their names in ``folder`` or what reads them are others."""
    from hashlib import sha256
    from importlib.metadata import version

    digest = sha256(version("kurilsearch").encode())
    for file in files:
        name = file.relative_to(folder) if file.is_relative_to(folder) else file
        try:
            content = file.read_bytes()
        except OSError:  # as good as not there: what reads it says so
            content = b""
        digest.update(f"\0{name.as_posix()}\0{file.is_file()}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def count_outdated(fingerprint: str | None, folder: Path) -> int:
    """Return how many files of a fingerprint were changed, removed or made since; 0 where there is none."""
    states = json.loads(fingerprint or "[]")
    return sum(_state(name, folder) != [name, *state] for name, *state in states)


def _state(name: str, folder: Path) -> list[str | int | None]:
    try:
        status = (folder / name).stat()
    except OSError:
        return [name, None, None]
    return [name, status.st_size, status.st_mtime_ns]
