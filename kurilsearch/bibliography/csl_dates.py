"""The old place of :mod:`kurilsearch.csl.dates`."""

from kurilsearch.csl.dates import (
    CslDate,
    add_month,
    csl_date,
    read_date,
    year_of_date,
)

__all__ = [
    "CslDate",
    "add_month",
    "csl_date",
    "read_date",
    "year_of_date",
]
