"""The old place of :mod:`kurilsearch.csl.doi`."""

from kurilsearch.csl.doi import (
    bare_doi,
    find_dois,
    normalise_doi,
    own_doi,
)

__all__ = [
    "bare_doi",
    "find_dois",
    "normalise_doi",
    "own_doi",
]
