"""How much memory a worker process may take: the system holds it to that, or else the process that started it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Event, Thread
from typing import Protocol

WATCH_SECONDS = 0.25


class Watched(Protocol):
    """A worker process that is watched."""

    pid: int

    def end_grown(self) -> None:
        """End it, because it takes more than it may."""


def system_limits_memory() -> bool:
    """Say whether the system can hold a process to its memory: Windows has no such call, macOS does not heed it."""
    return sys.platform.startswith(("linux", "freebsd"))


def limit_own_memory(limit: int) -> None:
    """Let this process, and those that it starts, take at most so many bytes each; where the system sees to it."""
    import resource  # not on Windows

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))


def give_back_memory() -> None:
    """Give the system what is no longer needed: glibc keeps it for the threads that took it."""
    if sys.platform == "linux":
        import ctypes

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none, and keeps nothing
        if trim is not None:
            trim(0)


class MemoryWatch:
    """Looks again and again how much the workers take, and ends one that takes more than ``limit`` bytes."""

    def __init__(self, limit: int, workers: Callable[[], Iterable[Watched]]) -> None:
        """Begin, in a thread of its own; ``workers`` are those that there are at a moment."""
        self._limit = limit
        self._workers = workers
        self._ended = Event()
        self._thread = Thread(target=self._watch, name="kurilsearch-memory", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Watch no more."""
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        import psutil

        while not self._ended.wait(WATCH_SECONDS):
            for worker in self._workers():
                with suppress(psutil.Error):  # it has ended by itself
                    if psutil.Process(worker.pid).memory_info().rss > self._limit:
                        worker.end_grown()
