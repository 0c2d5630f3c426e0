"""The way for assistants that speak over HTTP: ``/mcp``, behind the same guard as the page.

What answers them is made when one asks for the first time, because the protocol's SDK takes a while to load.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from kurilsearch.errors import KurilsearchError
from kurilsearch.library.library import Library
from kurilsearch.web.workspace import Workspace

PATH = "/mcp"
MakeAssistant = Callable[[Library], Starlette]
"""Makes the application that answers assistants at PATH; raises UsageError where the SDK is not installed."""


class Assistants:
    """Answers assistants over the workspace's library by what ``make`` makes."""

    def __init__(self, workspace: Workspace, make: MakeAssistant) -> None:
        """Take both; nothing is made yet."""
        self._workspace = workspace
        self._make = make
        self._wanted, self._made = asyncio.Event(), asyncio.Event()
        self._app: ASGIApp | None = None
        self._error: KurilsearchError | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Be ready to answer while the block runs."""
        # the application must be begun and ended in one task, which no request's is
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        self._wanted.set()
        await self._made.wait()
        await (self._app or self._refusal())(scope, receive, send)

    async def _run(self) -> None:
        while self._app is None:
            await self._wanted.wait()
            try:
                app = await run_in_threadpool(lambda: self._make(self._workspace.library))
            except KurilsearchError as error:  # a library may be chosen yet
                self._error = error
                self._wanted.clear()
                self._made.set()
                continue
            async with app.router.lifespan_context(app):
                self._app = app
                self._made.set()
                await asyncio.Event().wait()

    def _refusal(self) -> ASGIApp:
        self._made.clear()
        return PlainTextResponse(f"{self._error}.\n", 503)
