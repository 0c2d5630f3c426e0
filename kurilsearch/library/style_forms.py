"""In notes or in the text: a style cites in one way, and a writer who wants the other is told which styles have it."""

from __future__ import annotations

from dataclasses import dataclass

from kurilsearch.cite.keys import KEY_SYNTAXES
from kurilsearch.cite.styles import SHORT_NAMES, CitationFormat, CitationStyle, counterpart, find_style


@dataclass(frozen=True, slots=True)
class OtherForm:
    """That a style cites in another form than was asked for: in notes where ``in_notes``, else in the text.

    ``instead`` are the names of styles that have what was asked for: the one of the same family, else well-known ones.
    """

    style: str
    in_notes: bool
    instead: tuple[str, ...]


def form_instead(style: str, form: str | None) -> OtherForm | None:
    """Return what ``style`` has instead of ``form``; None where it has that, as a cite key and any bibliography have.

    ``form`` is ``note``, ``intext`` or ``bibliography``, None for what the style has itself. Raises StyleError.
    """
    if style in KEY_SYNTAXES or form not in ("note", "intext"):
        return None
    in_notes = form == "note"
    found = find_style(style)
    if _cites_in_notes(found) is in_notes:
        return None
    other = counterpart(found)
    known = (name for name in SHORT_NAMES if _cites_in_notes(find_style(name)) is in_notes)
    return OtherForm(found.name, not in_notes, (other,) if other else tuple(known))


def _cites_in_notes(style: CitationStyle) -> bool:
    return style.format is CitationFormat.NOTE
