"""The citation style that is remembered, and the help on keys."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from kurilsearch.library.style_forms import form_instead
from kurilsearch.web.asking import STYLE_COOKIE, Ask, local_path, style_name

SECONDS_REMEMBERED = 400 * 24 * 3600


def show_style(ask: Ask) -> Response:
    """Let any style be named, and go back from there."""
    return ask.page("style.html", local_path(ask.query.get("back", "/")))


def choose_style(ask: Ask) -> Response:
    """Remember the style, and go back; let it be named where it is not. Raises StyleError where there is none of it."""
    style = style_name(ask.text("style"))
    if style is None:
        return RedirectResponse(f"/style?{urlencode({'back': local_path(ask.text('back'))})}", 303)
    form_instead(style, "note")  # raises where there is no such style
    answer = RedirectResponse(local_path(ask.text("back")), 303)
    answer.set_cookie(STYLE_COOKIE, style, max_age=SECONDS_REMEMBERED, httponly=True, samesite="strict")
    return answer


def show_help(ask: Ask) -> Response:
    """Say which keys there are, and what may be typed."""
    return ask.page("help.html")
