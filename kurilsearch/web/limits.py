"""How much is taken: the size of a request, its pace, and how many come at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 1 << 20
"""Bytes of a form."""

MOST_FILE_BYTES = 256 << 20
"""Bytes of a request that brings files."""

SECONDS_BETWEEN = 20.0
"""So long a request may pause in its middle."""

REQUESTS_A_SECOND = 100.0
BURST = 400
"""Requests that may come at once; then REQUESTS_A_SECOND of them."""


class TooLargeError(Exception):
    """More came than is taken."""


class TooSlowError(Exception):
    """Nothing more came for too long."""


class Limits:
    """Lets requests through to ``app`` that are of a size and at a pace that it can bear.

    ``bring_files`` tells by the path which may be of MOST_FILE_BYTES. ``clock`` counts seconds.
    """

    def __init__(
        self, app: ASGIApp, bring_files: Callable[[str], bool], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Limit what comes to ``app``."""
        self._app = app
        self._bring_files = bring_files
        self._clock = clock
        self._left, self._at = float(BURST), clock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say that it is too much."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if not self._may_pass():
            await _refuse("Too many requests at once", 429, scope, receive, send, {"Retry-After": "1"})
            return
        most = MOST_FILE_BYTES if self._bring_files(scope["path"]) else MOST_BYTES
        if _length(scope) > most:
            await _refuse(f"More than {most >> 20} MiB are not taken", 413, scope, receive, send)
            return
        started = False
        taken = 0

        async def receive_some() -> Message:
            nonlocal taken
            try:
                # a request that has come whole waits for its own answer here, which may take its time
                message = await (receive() if taken < 0 else asyncio.wait_for(receive(), SECONDS_BETWEEN))
            except TimeoutError as error:
                raise TooSlowError from error
            if message["type"] == "http.request":
                taken += len(message.get("body", b""))
                if taken > most:
                    raise TooLargeError
                if not message.get("more_body", False):
                    taken = -1
            return message

        async def send_on(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive_some, send_on)
        except (TooLargeError, TooSlowError) as error:
            if started:
                raise
            why, status = (
                (f"More than {most >> 20} MiB are not taken", 413)
                if isinstance(error, TooLargeError)
                else ("Nothing more came for too long", 408)
            )
            await _refuse(why, status, scope, receive, send)

    def _may_pass(self) -> bool:
        """Take one of the requests that are left, which become more as time goes on."""
        now = self._clock()
        self._left = min(self._left + (now - self._at) * REQUESTS_A_SECOND, float(BURST))
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


def _length(scope: Scope) -> int:
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(lengths[0]) if lengths and lengths[0].isdigit() else 0


async def _refuse(
    why: str, status: int, scope: Scope, receive: Receive, send: Send, headers: dict[str, str] | None = None
) -> None:
    answer = PlainTextResponse(f"{why}.\n", status, {"Connection": "close", **(headers or {})})
    await answer(scope, receive, send)
