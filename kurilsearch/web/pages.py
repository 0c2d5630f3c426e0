"""Pages are written by Jinja2 from small templates; whatever a source says is escaped, and runs nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kurilsearch.library.handles import handle_of, handle_of_passage
from kurilsearch.web import wording

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"


DENIED_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 40rem; margin: 15vh auto; padding: 0 1.5rem; }
"""
"""Of the one page that stands outside, where the style sheet of the others cannot be had."""


@cache
def environment() -> Environment:
    """Return what writes the pages."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        work_parts=wording.work_parts,
        place=wording.place_of,
        segments=wording.segments,
        handle=handle_of,
        passage_handle=handle_of_passage,
        kind_name=wording.kind_name,
        language_name=wording.language_name,
        counted=wording.counted,
    )
    made.globals["styles"] = wording.STYLES
    return made


def render(template: str, **view: Any) -> str:
    """Return a page."""
    return environment().get_template(template).render(**view)


def denied_page(path: str) -> str:
    """Return what a browser is told that has no cookie, with a way to ``path`` for one that has it.

    A link from another site or program brings no cookie along; a click on this page does.
    """
    return render("denied.html", path="/" + path.lstrip("/\\"), style=DENIED_STYLE)
