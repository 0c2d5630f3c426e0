"""The page as an ASGI application: its routes, and what stands before each of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import Any

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kurilsearch.web import checking, citing, finding, preferences, proving, reading, records, sources, starting
from kurilsearch.web.access import Access, Guard
from kurilsearch.web.asking import Handler, endpoint
from kurilsearch.web.assistants import PATH, Assistants, MakeAssistant
from kurilsearch.web.limits import Limits
from kurilsearch.web.pages import STATIC
from kurilsearch.web.workspace import Workspace

THREADS = 8
"""Requests that are answered at a time; the others wait."""

PAGES: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/", finding.find),
    ("GET", "/cite/{handle}", citing.cite),
    ("GET", "/at/{handle}", citing.at_handle),
    ("GET", "/read", reading.documents),
    ("GET", "/read/{document}", reading.read),
    ("GET", "/read/{document}/page", reading.read_on),
    ("GET", "/read/{document}/sheet/{number}", reading.show_sheet),
    ("GET", "/read/{document}/picture/{number}", reading.picture),
    ("GET", "/cited/{document}", reading.who_cites),
    ("GET", "/prove", proving.prove),
    ("GET", "/check", checking.start),
    ("POST", "/check", checking.add),
    ("GET", "/check/{draft}", checking.show),
    ("POST", "/check/{draft}/set-aside", checking.set_aside),
    ("GET", "/check/{draft}/{what}", checking.download),
    ("GET", "/sources", sources.show_all),
    ("POST", "/sources/accept", sources.accept),
    ("POST", "/sources/add", sources.add_files),
    ("GET", "/sources/{document}", sources.show_one),
    ("POST", "/sources/{document}", sources.edit),
    ("GET", "/help", preferences.show_help),
    ("GET", "/style", preferences.show_style),
    ("POST", "/style", preferences.choose_style),
    ("GET", "/start", starting.start),
    ("POST", "/start", starting.make_library),
    ("GET", "/indexing", starting.show_indexing),
    ("POST", "/indexing", starting.begin_indexing),
)
JSON: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/api/search", records.search),
    ("GET", "/api/quote", records.quote),
    ("GET", "/api/at/{handle}", records.at),
    ("GET", "/api/documents", records.documents),
    ("GET", "/api/passages/{document}", records.passages),
    ("GET", "/api/sources", records.sources),
    ("GET", "/api/sources/{document}", records.source),
    ("GET", "/api/references/{document}", records.references),
    ("GET", "/api/cited", records.cited),
    ("GET", "/api/status", records.status),
    ("GET", "/api/indexing", starting.indexing_record),
    ("GET", "/api/pasted/{handle}", citing.pasted_record),
    ("POST", "/api/check", checking.add_record),
    ("GET", "/api/check/{draft}", checking.report_record),
)


class KeptFiles(StaticFiles):
    """Our script and our styles, which a browser may keep for a while."""

    def file_response(self, *args: Any, **named: Any) -> Response:
        """Return a file."""
        answer = super().file_response(*args, **named)
        answer.headers["Cache-Control"] = "private, max-age=600"
        return answer


def make_app(workspace: Workspace, access: Access, make_assistant: MakeAssistant | None = None) -> Starlette:
    """Return the application over ``workspace`` for those whom ``access`` lets in.

    ``make_assistant`` makes what answers assistants; without it there is no way for them.
    """
    assistants = Assistants(workspace, make_assistant) if make_assistant is not None else None

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = THREADS
        async with assistants.running() if assistants is not None else nullcontext():
            yield
        workspace.close()

    routes = [
        *(Route(path, endpoint(workspace, handler), methods=[method]) for method, path, handler in PAGES),
        *(Route(path, endpoint(workspace, handler, as_json=True), methods=[method]) for method, path, handler in JSON),
        *([Route(PATH, assistants, methods=["GET", "POST", "DELETE"])] if assistants is not None else []),
        Mount("/static", KeptFiles(directory=STATIC), name="static"),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, access=access), Middleware(Limits, bring_files=brings_files)],
        lifespan=lifespan,
    )


def brings_files(path: str) -> bool:
    """Tell whether a request for ``path`` may bring files along."""
    return path in ("/check", "/sources/add", "/api/check")
