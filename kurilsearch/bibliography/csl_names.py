"""The old place of :mod:`kurilsearch.csl.names`."""

from kurilsearch.csl.names import (
    NAME_PARTS,
    CslName,
    cited_name,
    csl_name,
    name_of_parts,
    read_name,
    read_names,
)

__all__ = [
    "NAME_PARTS",
    "CslName",
    "cited_name",
    "csl_name",
    "name_of_parts",
    "read_name",
    "read_names",
]
