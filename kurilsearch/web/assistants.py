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
        self._making = asyncio.Lock()
        self._made: asyncio.Queue[tuple[Starlette, asyncio.Future[None]]] = asyncio.Queue()
        self._app: ASGIApp | None = None

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
        try:
            app = await self._begun_app()
        except KurilsearchError as error:  # a library may be chosen yet
            app = PlainTextResponse(f"{error}.\n", 503)
        await app(scope, receive, send)

    async def _begun_app(self) -> ASGIApp:
        """Return what answers, made and begun where it is not; raises what its making or its beginning raises."""
        async with self._making:
            if self._app is None:
                app = await run_in_threadpool(lambda: self._make(self._workspace.library))
                begun = asyncio.get_running_loop().create_future()
                self._made.put_nowait((app, begun))
                await begun
                self._app = app
            return self._app

    async def _run(self) -> None:
        while True:
            app, begun = await self._made.get()
            try:
                async with app.router.lifespan_context(app):
                    begun.set_result(None)
                    await asyncio.Event().wait()
            except Exception as error:
                if begun.done():
                    raise
                begun.set_exception(error)  # who asked is told, and who asks next may have better luck
