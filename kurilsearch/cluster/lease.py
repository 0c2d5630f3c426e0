"""The right to write, which processes that reach a cluster have as long as they renew it.

There are two kinds. One process alone may have a lease: who makes a library anew, describes it, or writes one batch.
Or any number may share it: index runs, which read their files side by side, and take turns with what they write.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
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

Holder = Mapping[str, Any]


class _Lease:
    """One lease, as one of its holders keeps it."""

    def __init__(self, cluster: Cluster, name: str, *, is_shared: bool) -> None:
        self._cluster = cluster
        self._path = f"/{INDEX}/_doc/{name}"
        self._token = uuid4().hex
        self._who = {"token": self._token, "host": socket.gethostname(), "process": os.getpid(), "shared": is_shared}
        self._is_shared = is_shared
        self._ended = threading.Event()

    def take(self) -> bool:
        """Take the lease; tell whether nobody has it who does not share it."""
        others, mark = self._others()
        if self._excludes(others):
            return False
        try:
            self._write([*others, self._me()], mark)
        except ChangedMeanwhileError:
            return False
        return True

    def keep(self) -> None:
        """Renew the lease until it is given back; for a thread of its own."""
        while not self._ended.wait(RENEWED_EVERY):
            try:
                self._change([self._me()])
            except (StoreError, EngineError):
                continue  # the cluster may answer the next time; who writes meanwhile is told by its own requests

    def give_back(self) -> None:
        self._ended.set()

    def release(self) -> None:
        """Let others have it."""
        try:
            self._change([])
        except (StoreError, EngineError):
            return  # the cluster is gone: the lease ends by itself, and whoever wrote has been told

    def _me(self) -> Holder:
        return {**self._who, "until": time.time() + SECONDS}

    def _change(self, me: list[Holder]) -> None:
        """Write how this process has the lease, unless others have it alone by now: they took it over."""
        while True:
            others, mark = self._others()
            if self._excludes(others):
                return  # what is written now will not be committed
            try:
                self._write([*others, *me], mark)
            except ChangedMeanwhileError:
                continue
            return

    def _excludes(self, others: list[Holder]) -> bool:
        """Tell whether one of the others does not share the lease, or this process would not."""
        return any(not (self._is_shared and other["shared"]) for other in others)

    def _others(self) -> tuple[list[Holder], tuple[int, int] | None]:
        """Return who else has the lease, and by what the cluster tells whether that has changed."""
        held = self._cluster.request("GET", self._path, absent={})
        if not held:
            self._make_index()
        if not held.get("found"):
            return [], None
        holders: list[Holder] = held["_source"]["holders"]
        others = [each for each in holders if each["token"] != self._token and not _is_over(each)]
        return others, (held["_seq_no"], held["_primary_term"])

    def _write(self, holders: list[Holder], mark: tuple[int, int] | None) -> None:
        only: dict[str, Any] = {"op_type": "create"}
        if mark is not None:
            only = {"if_seq_no": mark[0], "if_primary_term": mark[1]}
        self._cluster.request("PUT", self._path, {"holders": holders}, **only)

    def _make_index(self) -> None:
        try:
            self._cluster.request("PUT", f"/{INDEX}", _SETTINGS)
        except (StoreError, EngineError) as error:
            if "already exists" not in error.message:
                raise


@contextmanager
def lease(
    cluster: Cluster,
    name: str,
    wait_seconds: float = 0.0,
    on_waiting: Callable[[], None] | None = None,
    *,
    is_shared: bool = False,
) -> Iterator[None]:
    """Hold the lease ``name`` while the block runs, alone or with others that share it.

    Where another process has it otherwise, ``on_waiting`` is called once and it is waited for; then LibraryBusyError is
    raised. That of a process that has died on this machine is taken over at once, on another one after half a minute.
    """
    taken = _Lease(cluster, name, is_shared=is_shared)
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


def _is_over(holder: Holder) -> bool:
    """Tell whether a lease may be taken over."""
    if holder["until"] + _SKEW < time.time():
        return True
    return holder["host"] == socket.gethostname() and not _is_alive(holder["process"])


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
