"""One source described from all that is known of it: by the user, a bibliography, the document, its first page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kurilsearch.csl.items import metadata_of, plain_text
from kurilsearch.describe.files.bibliography import Bibliography
from kurilsearch.describe.origins import Layer, merge
from kurilsearch.describe.sources_file import SOURCES_FILE
from kurilsearch.model import Metadata
from kurilsearch.work import Described, Origin, OriginKind


def describe_work(
    file: str,
    bibliography: Bibliography,
    *,
    user: Mapping[str, Any] | None = None,
    own: Mapping[str, Any] | None = None,
    guess: Mapping[str, Any] | None = None,
) -> Described:
    """Return the CSL item of the source ``file`` (its name in the library) with the origin of every field.

    ``user`` is what ``sources.toml`` sets for it, ``own`` what the document's own metadata says, ``guess`` what its
    first page was guessed to say, each a CSL item. The entry of the bibliography is found by file field, then by a DOI,
    then by a title that any of them gives.
    """
    said = [item or {} for item in (user, own, guess)]
    dois = [str(item["DOI"]) for item in said if item.get("DOI")]
    titles = [plain_text(item["title"]) for item in said if item.get("title")]
    entry = bibliography.find_entry(file, dois, titles)
    layers = [
        Layer(said[0], Origin(OriginKind.USER, SOURCES_FILE)),
        Layer(said[1], Origin(OriginKind.DOCUMENT)),
        Layer(said[2], Origin(OriginKind.GUESS)),
    ]
    if entry:
        layers.append(Layer(entry.item, Origin(OriginKind.BIBLIOGRAPHY, entry.source or None)))
    described = merge(layers)
    is_its_title = entry and described.origins.get("title") == layers[-1].origin
    return replace(described, title=entry.metadata.title) if entry and is_its_title else described


_SHOWN = {"title": "title", "author": "authors", "issued": "year", "id": "citekey", "language": "language"}
"""What hits and lists show of a work, by the CSL variable that says it."""


def summarise(described: Described) -> Metadata:
    """Return what hits and lists show of a work, with the names of those fields that are guesses."""
    metadata = metadata_of(described.item)
    metadata = replace(metadata, title=described.title or metadata.title)
    guessed = described.guessed
    names = {shown for variable, shown in _SHOWN.items() if variable in guessed and getattr(metadata, shown)}
    if "editor" in guessed and "author" not in described.item and metadata.authors:
        names.add("authors")
    return replace(metadata, guessed=frozenset(names))
