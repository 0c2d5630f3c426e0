"""Whether files changed since something was made from them, by their sizes and times."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path]) -> str:
    """Return the states of these files as text; a file that is not there has one too."""
    return json.dumps([_state(file) for file in files])


def is_outdated(fingerprint: str) -> bool:
    """Tell whether a file of a fingerprint was changed, removed or made since."""
    return any(_state(Path(path)) != [path, *state] for path, *state in json.loads(fingerprint))


def _state(file: Path) -> list[str | int | None]:
    try:
        status = file.stat()
    except OSError:
        return [str(file), None, None]
    return [str(file), status.st_size, status.st_mtime_ns]
