"""A place ready to be pasted: quotation with citation, citation alone, cite key, and the durable address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from kurilsearch.errors import UsageError
from kurilsearch.library.handles import handle_of, hits_at
from kurilsearch.web.asking import Ask, json_answer

if TYPE_CHECKING:
    from kurilsearch.hit import Hit
    from kurilsearch.library.citing import Markup

MARKUPS: tuple[Markup, ...] = ("plain", "markdown", "html", "latex", "typst")


@dataclass(frozen=True, slots=True)
class Pasting:
    """What can be pasted of a place. ``problem`` says why there is no citation; ``address`` leads back to the place."""

    hit: Hit
    handle: str
    style: str
    markup: str
    quotation: str
    citation: str
    citekey: str | None
    address: str
    problem: str | None
    markups: tuple[str, ...] = MARKUPS


def cite(ask: Ask) -> Response:
    """Show what can be pasted of a place."""
    return ask.page("cite.html", pasting_of(ask))


def pasted_record(ask: Ask) -> Response:
    """Return the same as JSON."""
    pasting = pasting_of(ask)
    return json_answer(
        {
            "handle": pasting.handle,
            "style": pasting.style,
            "quotation": pasting.quotation,
            "citation": pasting.citation or None,
            "citekey": pasting.citekey,
            "path": pasting.address,
            "problem": pasting.problem,
        }
    )


def pasting_of(ask: Ask) -> Pasting:
    """Return what can be pasted of the place in the path. Raises UsageError, NoSuchSourceError, CitationError."""
    markup = next((each for each in MARKUPS if each == ask.query.get("to", "plain")), None)
    if markup is None:
        raise UsageError("This markup is not known", f"Choose one of {', '.join(MARKUPS)}")
    library, style = ask.library, ask.style
    hit = hits_at(library, ask.path["handle"])[0]
    typed = ask.query.get("typed")
    [pasted] = library.paste([hit], style, to=markup, typed=[typed] if typed else None)
    [citation] = library.cite([hit], style, to=markup)
    return Pasting(
        hit,
        handle_of(hit),
        style,
        markup,
        pasted.text,
        citation.text,
        library.source(hit.file).key,
        f"/at/{handle_of(hit)}",
        citation.problem,
    )


def at_handle(ask: Ask) -> Response:
    """Lead from a durable address to the source, opened there; say so where the source has changed."""
    hit = hits_at(ask.library, ask.path["handle"])[0]
    return RedirectResponse(f"/read/{hit.document:x}?at={handle_of(hit).partition('.')[2]}#mark", 303)
