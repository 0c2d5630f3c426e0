"""In notes or in the text: a style cites in one way, and a writer who wants the other is told which styles have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kurilsearch.library.citing import CitationForm


@dataclass(frozen=True, slots=True)
class OtherForm:
    """That a style cites in another form than was asked for: in notes where ``in_notes``, else in the text.

    ``instead`` are the names of styles that have what was asked for: the one of the same family, else well-known ones.
    """

    style: str
    in_notes: bool
    instead: tuple[str, ...]


def form_instead(style: str, form: CitationForm | None) -> OtherForm | None:
    """Return what ``style`` has instead of ``form``; None where it has that, as a cite key and any bibliography have.

    ``form`` is ``note``, ``intext`` or ``bibliography``, None for what the style has itself. Raises StyleError.
    """
    from kurilsearch.cite.keys import KEY_SYNTAXES
    from kurilsearch.cite.styles import SHORT_NAMES, counterpart, find_style

    if style in KEY_SYNTAXES or form not in ("note", "intext"):
        return None
    in_notes = form == "note"
    found = find_style(style)
    if found.in_notes is in_notes:
        return None
    other = counterpart(found)
    known = (name for name in SHORT_NAMES if find_style(name).in_notes is in_notes)
    return OtherForm(found.name, not in_notes, (other,) if other else tuple(known))
