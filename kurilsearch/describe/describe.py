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
from kurilsearch.work import Described, Guess, Origin, OriginKind, given_of


def describe_work(
    file: str,
    bibliography: Bibliography,
    *,
    user: Mapping[str, Any] | None = None,
    own: Mapping[str, Any] | None = None,
    guess: Guess | None = None,
) -> Described:
    """Return the CSL item of the source ``file`` (its name in the library) with the origin of every field.

    ``user`` is what ``sources.toml`` sets for it, ``own`` what the document's own metadata says, each a CSL item;
    ``guess`` is what it may be by what it prints. The entry of the bibliography is found by file field, then by a DOI,
    then by a title that any of them gives, last by one that the document may have: what is too unsure to be given is
    sure where a bibliography has it.
    """
    said = [item or {} for item in (user, own, given_of(guess or {}))]
    dois = [str(item["DOI"]) for item in said if item.get("DOI")]
    titles = [plain_text(item["title"]) for item in said if item.get("title")]
    titles += [plain_text(each.value) for each in (guess or {}).get("title", ()) if not each.given]
    entry = bibliography.find_entry(file, dois, titles)
    layers = [
        Layer(said[0], Origin(OriginKind.USER, SOURCES_FILE)),
        Layer(said[1], Origin(OriginKind.DOCUMENT)),
        Layer(said[2], Origin(OriginKind.GUESS)),
    ]
    if entry:
        layers.append(Layer(entry.item, Origin(OriginKind.BIBLIOGRAPHY, entry.source or None)))
    described = merge(layers)
    described = replace(described, candidates=_still_open(described, guess or {}, has_entry=entry is not None))
    is_its_title = entry and described.origins.get("title") == layers[-1].origin
    return replace(described, title=entry.metadata.title) if entry and is_its_title else described


def _still_open(described: Described, guess: Guess, *, has_entry: bool) -> Guess:
    """Return the readings of what is guessed in the end, and of what is unknown, unless a bibliography has the work."""
    return {
        name: tuple(candidates)
        for name, candidates in guess.items()
        if name in described.guessed or (name not in described.origins and not has_entry)
    }


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
