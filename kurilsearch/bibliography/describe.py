"""One source described from all that is known of it: by the user, a bibliography, the document, its first page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kurilsearch.bibliography.bibliography import Bibliography
from kurilsearch.bibliography.items import item_of, plain_text
from kurilsearch.bibliography.origins import Layer, merge
from kurilsearch.bibliography.sources_file import SOURCES_FILE
from kurilsearch.model import Metadata
from kurilsearch.work import Described, Item, Origin, OriginKind


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
    return merge(layers)


def split_guesses(metadata: Metadata) -> tuple[Item, Item]:
    """Return what a document says of itself and what was guessed, as CSL items, of metadata that mixes the two."""
    blank = Metadata()
    own = replace(metadata, **{name: getattr(blank, name) for name in metadata.guessed})
    guess = replace(blank, **{name: getattr(metadata, name) for name in metadata.guessed})
    return item_of(own), item_of(guess)
