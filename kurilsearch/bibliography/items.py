"""The old place of :mod:`kurilsearch.csl.items`."""

from kurilsearch.csl.items import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    TEXT_VARIABLES,
    TYPES,
    is_cite_key,
    item_of,
    metadata_of,
    plain_text,
    read_item,
    variable_name,
)

__all__ = [
    "DATE_VARIABLES",
    "NAME_VARIABLES",
    "TEXT_VARIABLES",
    "TYPES",
    "is_cite_key",
    "item_of",
    "metadata_of",
    "plain_text",
    "read_item",
    "variable_name",
]
