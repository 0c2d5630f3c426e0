"""Whether files changed since something was made from them, by their sizes and times."""

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


def is_outdated(fingerprint: str, folder: Path) -> bool:
    """Tell whether a file of a fingerprint was changed, removed or made since."""
    return any(_state(name, folder) != [name, *state] for name, *state in json.loads(fingerprint))


def _state(name: str, folder: Path) -> list[str | int | None]:
    try:
        status = (folder / name).stat()
    except OSError:
        return [name, None, None]
    return [name, status.st_size, status.st_mtime_ns]
