"""What a complete citation of a work still needs, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from kurilsearch.work import Described


class Missing(NamedTuple):
    """A field that a citation needs and that is not known; ``reason`` says in words what it is needed for."""

    field: str
    reason: str

    def __str__(self) -> str:
        """Return the reason, which names the field in words."""
        return self.reason


_Need = tuple[tuple[str, ...], str]
"""The variables any of which will do, the one to name first, and what is missing where none is there."""

_AUTHOR: _Need = (("author", "editor", "translator", "director", "composer"), "who wrote it is not known")
_TITLE: _Need = (("title",), "the title is not known")
_YEAR: _Need = (("issued", "status"), "when it appeared is not known")
_PUBLISHER: _Need = (("publisher", "publisher-place"), "who published it is not known")
_CREATED: tuple[_Need, ...] = (_AUTHOR, _TITLE, _YEAR)
_PAGES: _Need = (
    ("page", "page-first", "number", "DOI", "URL"),
    "its pages are not known, nor a DOI or address instead",
)


def _container(what: str) -> _Need:
    return ("container-title",), f"the {what} it stands in is not known"


_NEEDS: dict[str, tuple[_Need, ...]] = {
    "article-journal": (
        *_CREATED,
        _container("journal"),
        (("volume", "issue", "number", "status"), "neither volume nor issue is known"),
        _PAGES,
    ),
    "article-magazine": (*_CREATED, _container("magazine")),
    "article-newspaper": (_TITLE, _YEAR, _container("newspaper")),
    "book": (*_CREATED, _PUBLISHER),
    "chapter": (
        *_CREATED,
        _container("book"),
        _PUBLISHER,
        (("page", "page-first", "chapter-number"), "its pages are not known"),
    ),
    "paper-conference": (*_CREATED, (("container-title", "event-title"), "the conference is not known")),
    "entry-encyclopedia": (_TITLE, _container("encyclopedia")),
    "entry-dictionary": (_TITLE, _container("dictionary")),
    "thesis": (
        *_CREATED,
        (("publisher",), "the university is not known"),
        (("genre",), "which degree it was written for is not known"),
    ),
    "report": (*_CREATED, (("publisher",), "the institution that issued it is not known")),
    "webpage": (
        _TITLE,
        (("issued", "accessed"), "neither its date nor the day it was looked at is known"),
        (("container-title", "publisher", "author"), "neither the site nor who runs it is known"),
        (("URL", "DOI"), "its address is not known"),
    ),
    "post-weblog": (_TITLE, _YEAR, _container("weblog"), (("URL",), "its address is not known")),
    "speech": (*_CREATED, (("event-title", "event-place", "event-date"), "the occasion is not known")),
    "personal_communication": (_AUTHOR, _YEAR),
    "interview": (_AUTHOR, _YEAR),
    "legislation": (_TITLE, _YEAR),
    "legal_case": (_TITLE, _YEAR),
    "treaty": (_TITLE, _YEAR),
    "periodical": (_TITLE, _YEAR),
}  # fmt: skip


def missing(described: Described | Mapping[str, Any]) -> tuple[Missing, ...]:
    """Return what a complete citation of the work still needs, in the order of a citation; empty where it is complete.

    Which fields a type needs is what Chicago, MLA and APA agree on. Of any type not named above, author, title and
    year. A guess counts as known here; :attr:`Described.guessed` tells it apart. What the user said that the work
    has not is not missing.
    """
    item, without = (
        (described.item, described.without) if isinstance(described, Described) else (described, frozenset())
    )
    needs = _NEEDS.get(str(item.get("type")), _CREATED)
    return tuple(
        Missing(fields[0], reason)
        for fields, reason in needs
        if fields[0] not in without and not any(item.get(name) for name in fields)
    )
