"""Cite keys as writers type them: for pandoc's Markdown, LaTeX (BibLaTeX) and Typst."""

from __future__ import annotations

import re
from collections.abc import Callable

from kurilsearch.cite.locator import Label, Locator
from kurilsearch.errors import CitationError

_BARE_IN_PANDOC = re.compile(r"\w+(?:[:.#$%&\-+?<>~/]\w+)*")
_BARE_IN_TYPST = re.compile(r"[^\W_][\w-]*(?:[.:][\w-]+)*")
_SPECIAL_TO_MARKDOWN = re.compile(r"""([\\`*_{}\[\]<>#~^$@|;!"'&])""")
_SPECIAL_TO_TYPST = re.compile(r"""([\\`*_{}\[\]<>#~$@"'=/-])""")
_IN_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "–": "--",
        **{letter: f"\\{letter}" for letter in "{}$&#_%"},
    }
)


def pandoc_key(key: str, locator: Locator | None = None) -> str:
    """Return ``[@ahn2021, p. 23]``; a key that pandoc would not read to its end stands in braces.

    Raises CitationError for a key that pandoc cannot be given: with a space or a brace in it.
    """
    if not _BARE_IN_PANDOC.fullmatch(key):
        _refuse(key, r"[\s{}]", "pandoc")
        key = f"{{{key}}}"
    if locator is None:
        return f"[@{key}]"
    return f"[@{key}, {_SPECIAL_TO_MARKDOWN.sub(_BACKSLASHED, str(locator))}]"


def latex_key(key: str, locator: Locator | None = None) -> str:
    r"""Return ``\autocite[23]{ahn2021}``: BibLaTeX puts ``p.`` before bare pages itself.

    Raises CitationError for a key that LaTeX cannot read: with a space, a comma or a character that is a command.
    """
    _refuse(key, r"[\s,\\{}#%~\"]", "LaTeX")
    if locator is None:
        return f"\\autocite{{{key}}}"
    is_bare = locator.label is Label.PAGE and locator.aside is None
    place = locator.value if is_bare else str(locator)
    note = _joined(place.translate(_IN_LATEX), "~", locator)
    # Brackets would end the optional argument, unless they stand in braces.
    return f"\\autocite[{{{note}}}]{{{key}}}" if re.search(r"[\[\]]", note) else f"\\autocite[{note}]{{{key}}}"


def typst_key(key: str, locator: Locator | None = None) -> str:
    """Return ``@ahn2021[p.~23]``; a key that is no Typst label by itself is given to ``#cite``.

    Raises CitationError for an empty key.
    """
    _refuse(key, r"[\n\r]", "Typst")
    place = _joined(_SPECIAL_TO_TYPST.sub(_BACKSLASHED, str(locator)), "~", locator) if locator else None
    if _BARE_IN_TYPST.fullmatch(key):
        return f"@{key}[{place}]" if place else f"@{key}"
    quoted = key.replace("\\", "\\\\").replace('"', '\\"')
    return f'#cite(label("{quoted}")' + (f", supplement: [{place}])" if place else ")")


KEY_SYNTAXES: dict[str, Callable[[str, Locator | None], str]] = {
    "pandoc": pandoc_key,
    "latex": latex_key,
    "typst": typst_key,
}
"""The programs for which a cite key can be written, instead of a citation."""

_BACKSLASHED = r"\\\1"


def _joined(place: str, space: str, locator: Locator | None) -> str:
    """Return a place with ``space``, which does not break, between its label and its number."""
    return re.sub(r"^([^\W\d_]+\.) ", lambda label: label[1] + space, place, count=1) if locator else place


def _refuse(key: str, unusable: str, program: str) -> None:
    """Raise CitationError where a key is empty or matches the pattern of what a program cannot read."""
    if not key or re.search(unusable, key):
        raise CitationError(f"{program} cannot read the cite key `{key}`", "Give the work another key")
