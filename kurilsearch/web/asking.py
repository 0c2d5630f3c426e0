"""A request as the pages see it, the answers that they give, and errors told once, in one place."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from kurilsearch.errors import (
    KurilsearchError,
    LibraryBusyError,
    NoLibraryError,
    NoSuchSourceError,
    SettingsError,
    StyleError,
    UnusableStoreError,
    UsageError,
)
from kurilsearch.library.library import Library
from kurilsearch.web.pages import render
from kurilsearch.web.workspace import Workspace

STYLE_COOKIE = "kurilsearch-style"
_STYLE = re.compile(r"[a-z0-9][a-z0-9-]{0,149}")
_STATUS = {
    NoSuchSourceError: 404,
    NoLibraryError: 409,
    LibraryBusyError: 503,
    UsageError: 400,
    SettingsError: 400,
    StyleError: 400,
}
MOST_FIELDS = 100
MOST_FILES = 200


@dataclass(frozen=True)
class Ask:
    """A request: what is asked for in its path, its query and its form, and the style that the user chose."""

    workspace: Workspace
    address: str
    path: Mapping[str, str]
    query: QueryParams
    form: FormData
    chosen_style: str | None

    @property
    def library(self) -> Library:
        """The library. Raises NoLibraryError."""
        return self.workspace.library

    @property
    def style(self) -> str:
        """The citation style: the one named here, else the one chosen before, else the library's own."""
        return style_name(self.query.get("style")) or self.chosen_style or self.library.style

    def text(self, name: str) -> str:
        """Return what a field of the form says; empty where it says nothing."""
        value = self.form.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str, default: int, most: int) -> int:
        """Return a number of the query from 1 to ``most``."""
        given = self.query.get(name, "")
        return min(max(int(given), 1), most) if given.isdecimal() and len(given) < 10 else default

    def page(self, template: str, view: object = None, *, status: int = 200) -> Response:
        """Return a page with the view that its template shows."""
        return HTMLResponse(render(template, view=view, frame=frame_of(self)), status)


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page shows around its matter: the library's name, whether it is being read, the style in use."""

    library: str | None
    is_indexing: bool
    percent: int
    style: str
    path: str


def frame_of(ask: Ask) -> Frame:
    """Return the frame of a page."""
    workspace = ask.workspace
    if not workspace.has_library:
        return Frame(None, False, 0, "", ask.address)
    progress = workspace.indexing.progress
    return Frame(workspace.library.settings.folder.name, progress.is_running, progress.percent, ask.style, ask.address)


def style_name(typed: str | None) -> str | None:
    """Return a style's name as it was typed; None for none. A path to a file is no name here.

    Raises StyleError.
    """
    if not typed:
        return None
    if not _STYLE.fullmatch(typed):
        raise StyleError(f"`{typed[:80]}` is no style", "Type its name: chicago, mla, apa, or that of a CSL style")
    return typed


Handler = Callable[[Ask], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def endpoint(workspace: Workspace, handler: Handler, *, as_json: bool = False) -> Endpoint:
    """Return a route's function: it reads the request, calls ``handler`` in a thread, and tells its errors."""

    async def answer(request: Request) -> Response:
        form = FormData()
        if request.method == "POST":
            form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=1 << 20)
        cookie = request.cookies.get(STYLE_COOKIE, "")
        ask = Ask(
            workspace,
            request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            request.path_params,
            request.query_params,
            form,
            cookie if _STYLE.fullmatch(cookie) else None,
        )
        try:
            return await run_in_threadpool(handler, ask)
        except KurilsearchError as error:
            return error_answer(ask, error, as_json=as_json)
        finally:
            await form.close()

    return answer


def error_answer(ask: Ask, error: KurilsearchError, *, as_json: bool) -> Response:
    """Return what is told of an error: its message and what to do; without a library, the way to make one."""
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    if as_json:
        return JSONResponse({"error": error.message, "hint": error.hint}, status)
    if isinstance(error, NoLibraryError) and not ask.workspace.has_library:
        return RedirectResponse("/start", 303)
    view = ErrorView(error.message, error.hint, can_be_made_anew=isinstance(error, UnusableStoreError))
    try:
        frame = frame_of(ask)
    except KurilsearchError:  # the same once more
        frame = Frame(None, False, 0, "", "/")
    return HTMLResponse(render("error.html", view=view, frame=frame), status)


@dataclass(frozen=True, slots=True)
class ErrorView:
    """What is told of an error; ``can_be_made_anew`` offers to make the index anew, which mends it."""

    message: str
    hint: str | None
    can_be_made_anew: bool


def json_answer(record: Mapping[str, Any]) -> Response:
    """Return a record of the library as JSON."""
    return JSONResponse(record)


def local_path(given: str) -> str:
    """Return a path on this page to go on to; the first page for all that may lead elsewhere."""
    return given if given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable() else "/"
