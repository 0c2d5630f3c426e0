"""Deleting an engine's folder while a thread of the engine may still be closing a file in it."""

from __future__ import annotations

import time
from pathlib import Path

_TRIES = 20
_PAUSE_SECONDS = 0.05


def delete_folder(folder: Path) -> None:
    """Delete ``folder`` and all in it, if it is there. Raises OSError where that fails for a whole second.

    An index library looks after its files in threads of its own, and may make a lock file in a folder that is just
    being deleted; on Windows it may hold one open.
    """
    import shutil

    for remaining in reversed(range(_TRIES)):
        try:
            if folder.exists():
                shutil.rmtree(folder)
            return
        except OSError:
            if not remaining:
                raise
            time.sleep(_PAUSE_SECONDS)
