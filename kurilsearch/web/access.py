"""Who is let in: the browser that was given the token, at this very address, from no other site.

Checked on every route, before anything else is looked at:

- ``Host`` is exactly the address that was printed (or ``localhost`` with its port), so that a name that a stranger's
  DNS turns towards this machine reaches nothing;
- ``Origin``, where there is one, is exactly that address too, and a form is only taken where there is one;
- the token stands in the first address, then in a cookie that no script can read and no other site sends. A program
  sends it as ``Authorization: Bearer TOKEN``.
"""

from __future__ import annotations

import secrets
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kurilsearch.web.pages import DENIED_STYLE, denied_page

READING = ("GET", "HEAD")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every answer says: nothing runs but our own script, nothing is fetched from elsewhere, nothing frames us."""


_STYLE_HASH = b64encode(sha256(DENIED_STYLE.encode()).digest()).decode()
DENIED_POLICY = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; frame-ancestors 'none'"
"""The policy of the page for those who are not let in: nothing but its own few lines of style."""


def new_token() -> str:
    """Return a token that nobody guesses."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True)
class Access:
    """The addresses (``127.0.0.1:8417``) at which the page is served, the first the one printed, and its token."""

    hosts: tuple[str, ...]
    token: str

    @property
    def address(self) -> str:
        """The address of the page."""
        return f"http://{self.hosts[0]}/"

    @property
    def first_address(self) -> str:
        """The address that lets a browser in."""
        return f"{self.address}?{urlencode({'token': self.token})}"

    @property
    def cookie(self) -> str:
        """The name of the cookie; cookies do not know ports, so it has that of the page."""
        return f"kurilsearch-{self.hosts[0].rpartition(':')[2]}"

    def is_token(self, given: str) -> bool:
        """Tell whether this is the token, in the same time whatever is wrong with it."""
        return secrets.compare_digest(given.encode("utf-8", "replace"), self.token.encode())


class Guard:
    """Lets requests through to ``app`` that may come in, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        """Guard ``app`` by ``access``."""
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # no web socket is spoken here
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if "server" in headers:
                    del headers["server"]
            await send(message)

        answer = self._refusal(scope)
        await (answer or self._app)(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        """Return the answer to a request that may not come in, or must come again with its cookie; None for others."""
        access, headers = self._access, Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0] not in access.hosts:
            return _refused(f"This page is served at {access.hosts[0]} alone", 421)
        origins = headers.getlist("origin")
        if any(origin != f"http://{hosts[0]}" for origin in origins):
            return _refused("This request comes from another site", 403)
        if (bearer := headers.get("authorization")) is not None:
            kind, _, token = bearer.partition(" ")
            is_in = kind.lower() == "bearer" and access.is_token(token.strip())
            return None if is_in else _refused("The token is wrong", 401)
        if scope["method"] in READING and (again := self._let_in(scope)) is not None:
            return again
        if not access.is_token(_cookie(headers, access.cookie)):
            page = denied_page(scope["path"] if scope["method"] in READING else "/")
            return HTMLResponse(page, 403, {"Content-Security-Policy": DENIED_POLICY})
        if scope["method"] not in READING and not origins:
            return _refused("A form must say from which page it comes", 403)
        site = headers.get("sec-fetch-site", "same-origin")
        if site not in ("same-origin", "none") and headers.get("sec-fetch-mode") != "navigate":
            return _refused("This request comes from another site", 403)
        return None

    def _let_in(self, scope: Scope) -> Response | None:
        """Return the way on from an address with the right token, which it leaves out, with the cookie."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in query if name == "token"]
        if not given or not self._access.is_token(given[0]):
            return None
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        # a path that begins with two slashes would be another server's address
        path = "/" + scope["path"].lstrip("/\\")
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
        answer.set_cookie(self._access.cookie, self._access.token, httponly=True, samesite="strict", path="/")
        return answer


def _cookie(headers: Headers, name: str) -> str:
    found: SimpleCookie = SimpleCookie()
    try:
        found.load("; ".join(headers.getlist("cookie")))
    except CookieError:
        return ""
    return found[name].value if name in found else ""


def _refused(why: str, status: int) -> Response:
    return Response(f"{why}.\n", status, media_type="text/plain")
