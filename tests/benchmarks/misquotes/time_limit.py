"""A limit for how long one call may take, for tools that go through every document for a quotation."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in what is done within, once it has taken so many seconds; for the main thread on Unix.

    Code that is not Python's ends first.
    """

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"not done after {seconds:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def limited(call: Callable[P, T], seconds: float) -> Callable[P, T]:
    """Return the same function with a limit for each call."""

    def within(*arguments: P.args, **named: P.kwargs) -> T:
        with time_limit(seconds):
            return call(*arguments, **named)

    return within
