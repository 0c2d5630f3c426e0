"""Peak memory of a process and all its children, without psutil."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

_INTERVAL = 0.05


class PeakMemory:
    """Watches a process and its descendants while the block runs; ``bytes`` is the most they held together.

    Memory that processes share counts once (Linux' proportional set size), looked at twenty times a second. Other
    systems: None, as they say nothing of another process without psutil.
    """

    def __init__(self, process: int) -> None:
        """Take the id of the process to watch."""
        self.bytes: int | None = None
        self._process = process
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        """Begin to watch."""
        if sys.platform == "linux":
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop watching."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(_INTERVAL):
            held = sum(_proportional_size(process) for process in _tree(self._process))
            self.bytes = max(self.bytes or 0, held)


def _tree(process: int) -> list[int]:
    """Return the process and its living descendants."""
    found = [process]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found.extend(int(child) for child in children.read_text().split())
            except OSError:
                continue  # the thread ended meanwhile
    return found


def _proportional_size(process: int) -> int:
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass  # it ended meanwhile
    return 0
