"""Worker processes: functions called in other interpreters, each of which may die without harm.

Not concurrent.futures: its processes run the user's main script again on systems without fork, a library that is
called from an unguarded script would then fail, and a process that dies takes all calls down without saying which
file it was at. Here every worker is a plain ``python -c``, spoken to by its standard input and output.
"""

from __future__ import annotations

import gc
import os
import pickle
import queue
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Event, Timer
from types import TracebackType
from typing import Any, Concatenate, Generic, ParamSpec, Self, TypeAlias, TypeVar

from kurilsearch.indexing.memory import MemoryWatch, limit_own_memory, system_limits_memory

S = TypeVar("S")
P = ParamSpec("P")
T = TypeVar("T")


class WorkerDiedError(Exception):
    """A worker process ended in the middle of a call; ``returncode`` is negative for a signal.

    We ended it where it ``timed_out``, because the call took longer than it may, or had ``grown`` too large.
    """

    def __init__(self, returncode: int, *, timed_out: bool = False, grown: bool = False) -> None:
        """Keep the exit status."""
        super().__init__(f"a worker process ended with status {returncode}")
        self.returncode = returncode
        self.timed_out = timed_out
        self.grown = grown


class InProcess(Generic[S]):
    """Calls functions at once, in this process: for the few files that are read faster than a process starts."""

    def __init__(self, shared: S) -> None:
        """Every function called will be given ``shared`` first."""
        self._shared = shared

    def submit(
        self, seconds: float | None, function: Callable[Concatenate[S, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Call and return what came of it; nothing here can end a call that takes longer than ``seconds``."""
        future: Future[T] = Future()
        try:
            future.set_result(function(self._shared, *args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

    def share(self, shared: S) -> None:
        """Give ``shared`` to the functions that are called from now on."""
        self._shared = shared

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Do nothing."""


class Workers(Generic[S]):
    """``count`` worker processes. A call whose process dies raises WorkerDiedError; the next gets a new process.

    Every function called is given ``shared`` first, which each process receives once. Functions, arguments and
    results must be picklable. Leaving the context ends all processes, at once where an error leaves it. ``memory`` is
    what each may take, in bytes; where the system cannot hold it to that, one that takes more is ended.
    """

    def __init__(self, count: int, shared: S, memory: int | None = None) -> None:
        """Start the processes; they load their modules while the caller goes on."""
        self._memory = memory if system_limits_memory() else None
        self._greeting = _greeting(shared, self._memory)
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._all: set[_Worker] = set()
        self._closed = False
        for _ in range(count):
            self._start()
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="kurilsearch-worker")
        self._watch: MemoryWatch | None = None
        if memory is not None and self._memory is None:
            self._watch = MemoryWatch(memory, lambda: tuple(self._all))

    def submit(
        self, seconds: float | None, function: Callable[Concatenate[S, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Call in the first process that is free; a call of more than ``seconds`` ends its process. None: no limit."""
        return self._threads.submit(self._call, seconds, function, args, kwargs)

    def share(self, shared: S) -> None:
        """Give ``shared`` to the functions that are called from now on; no call may be under way."""
        self._greeting = _greeting(shared, self._memory)
        for worker in self._all:
            worker.greet(self._greeting)

    def _call(
        self, seconds: float | None, function: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> T:
        worker = self._idle.get()
        try:
            result: T = worker.call(seconds, function, args, kwargs)
        except WorkerDiedError:
            self._all.discard(worker)
            if not self._closed:
                self._start()
            raise
        except BaseException:
            self._idle.put(worker)
            raise
        self._idle.put(worker)
        return result

    def _start(self) -> None:
        worker = _Worker(self._greeting)
        self._all.add(worker)
        self._idle.put(worker)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all processes."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)  # first, or a thread would wait for a new process
        if error is not None:
            for worker in list(self._all):
                worker.kill()
        self._threads.shutdown()
        if self._watch is not None:
            self._watch.end()
        for worker in list(self._all):
            worker.close()


Caller: TypeAlias = Workers[S] | InProcess[S]


class _Worker:
    """One process and the two pipes to it."""

    def __init__(self, greeting: bytes) -> None:
        # the same modules as here, wherever they came from
        code = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; serve()"
        self._process = subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        # written with the first call: a pipe holds little, and the process takes a while to read
        self._unsent = greeting
        self.pid = self._process.pid
        self._grown = False

    def call(
        self, seconds: float | None, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        """Call ``function`` over there; raises what it raises, and WorkerDiedError."""
        assert self._process.stdin and self._process.stdout
        request = pickle.dumps((function, args, kwargs), pickle.HIGHEST_PROTOCOL)
        timed_out = Event()
        alarm = Timer(seconds, self._give_up, [timed_out]) if seconds is not None else None
        try:
            if alarm:
                alarm.start()
            self._process.stdin.write(self._unsent)
            self._process.stdin.write(request)
            self._process.stdin.flush()
            self._unsent = b""
            raised, result = pickle.load(self._process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self.kill()
            returncode = self._process.wait()
            self.close()
            raise WorkerDiedError(returncode, timed_out=timed_out.is_set(), grown=self._grown) from error
        finally:
            if alarm:
                alarm.cancel()
        if raised:
            raise result
        return result

    def _give_up(self, timed_out: Event) -> None:
        timed_out.set()
        self.kill()

    def end_grown(self) -> None:
        """End the process now, because it takes more memory than it may."""
        self._grown = True
        self.kill()

    def greet(self, greeting: bytes) -> None:
        """Send ``greeting`` with the next call, instead of one that is still to be sent."""
        self._unsent = greeting

    def kill(self) -> None:
        """End the process now."""
        self._process.kill()

    def close(self) -> None:
        """End the process when it has nothing to do, and release the pipes."""
        assert self._process.stdin and self._process.stdout
        with suppress(OSError):  # what was not flushed to a dead process is of no interest
            self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def _greeting(shared: object, memory: int | None) -> bytes:
    """Return the message that gives a process what it shares; it has the form of a call without a function."""
    return pickle.dumps((None, (shared, memory), {}), pickle.HIGHEST_PROTOCOL)


def serve() -> None:
    """Answer calls until the caller closes the pipe; the whole life of a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller is interrupted too, and ends us
    gc.set_threshold(100_000)  # we make tuples by the million, and hardly a cycle
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # whatever a library prints must not come between the answers
    os.dup2(2, 1)
    with suppress(EOFError, BrokenPipeError):
        shared = None
        while True:
            function, args, kwargs = pickle.load(requests)
            if function is None:
                shared, memory = args
                if memory is not None:
                    limit_own_memory(memory)
                continue
            try:
                answer = pickle.dumps((False, function(shared, *args, **kwargs)), pickle.HIGHEST_PROTOCOL)
            except Exception as error:
                answer = pickle.dumps((True, _picklable(error)))
            answers.write(answer)
            answers.flush()


def _picklable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # an exception whose constructor takes something else than it keeps
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def can_start_workers() -> bool:
    """Say whether this program can start Python again: not where it is frozen into an executable of its own."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


def cores() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
