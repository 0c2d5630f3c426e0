"""The right to write, which one process of all that reach a cluster has at a time, as long as it renews it."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from kurilsearch.cluster.connection import ChangedMeanwhileError, Cluster
from kurilsearch.errors import EngineError, LibraryBusyError, StoreError

INDEX = "kurilsearch-leases"

SECONDS = 15.0
"""How long a lease holds unless it is renewed ..."""

RENEWED_EVERY = 4.0

_SKEW = 15.0
"""... and how much longer nobody takes it over, because the clocks of two machines differ."""

_ASKED_EVERY = 0.25

_SETTINGS = {
    "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
    "mappings": {"dynamic": False, "properties": {}},
}


class _Lease:
    """One lease, as its holder keeps it."""

    def __init__(self, cluster: Cluster, name: str) -> None:
        self._cluster = cluster
        self._path = f"/{INDEX}/_doc/{name}"
        self._holder = {"token": uuid4().hex, "host": socket.gethostname(), "process": os.getpid()}
        self._mark: tuple[int, int] | None = None
        self._ended = threading.Event()

    def take(self) -> bool:
        """Take the lease; tell whether nobody else has it."""
        held = self._cluster.request("GET", self._path, absent={})
        if not held:
            self._make_index()
        self._mark = (held["_seq_no"], held["_primary_term"]) if held.get("found") else None
        if self._mark and not _is_over(held["_source"]):
            return False
        try:
            self._write(time.time() + SECONDS)
        except ChangedMeanwhileError:
            return False
        return True

    def keep(self) -> None:
        """Renew the lease until it is given back; for a thread of its own."""
        while not self._ended.wait(RENEWED_EVERY):
            try:
                self._write(time.time() + SECONDS)
            except ChangedMeanwhileError:
                return  # somebody has taken it over: what is written now will not be committed
            except (StoreError, EngineError):
                continue  # the cluster may answer the next time; who writes meanwhile is told by its own requests

    def give_back(self) -> None:
        self._ended.set()

    def release(self) -> None:
        """Let others have it."""
        try:
            self._write(0.0)
        except ChangedMeanwhileError:
            return
        except (StoreError, EngineError):
            return  # the cluster is gone: the lease ends by itself, and whoever wrote has been told

    def _write(self, until: float) -> None:
        number, term = self._mark or (None, None)
        only = {} if number is None or term is None else {"if_seq_no": number, "if_primary_term": term}
        parameters: dict[str, Any] = only or {"op_type": "create"}
        answer = self._cluster.request("PUT", self._path, {**self._holder, "until": until}, **parameters)
        self._mark = (answer["_seq_no"], answer["_primary_term"])

    def _make_index(self) -> None:
        try:
            self._cluster.request("PUT", f"/{INDEX}", _SETTINGS)
        except (StoreError, EngineError) as error:
            if "already exists" not in error.message:
                raise


@contextmanager
def lease(
    cluster: Cluster, name: str, wait_seconds: float = 0.0, on_waiting: Callable[[], None] | None = None
) -> Iterator[None]:
    """Hold the lease ``name`` while the block runs.

    Where another process has it, ``on_waiting`` is called once and it is waited for; then LibraryBusyError is raised.
    That of a process that has died on this machine is taken over at once, on another one after half a minute.
    """
    taken = _Lease(cluster, name)
    deadline = time.monotonic() + wait_seconds
    is_waiting = False
    while not taken.take():
        if time.monotonic() >= deadline:
            raise LibraryBusyError(
                f"Another process is writing to the library at {cluster.address.shown}", "Try again when it is done"
            )
        if not is_waiting and on_waiting is not None:
            on_waiting()
        is_waiting = True
        time.sleep(_ASKED_EVERY)
    keeper = threading.Thread(target=taken.keep, name="lease", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        taken.give_back()
        keeper.join()
        taken.release()


def _is_over(held: dict[str, Any]) -> bool:
    """Tell whether a lease may be taken over."""
    if held["until"] + (_SKEW if held["until"] else 0) < time.time():
        return True
    return held["host"] == socket.gethostname() and not _is_alive(held["process"])


def _is_alive(process: int) -> bool:
    """Tell whether a process of this machine is there; where the system does not say, it is taken to be."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
