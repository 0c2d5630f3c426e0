"""What is known of a source, by the names that people have for fields: ``year``, ``journal``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kurilsearch.cite.hits import Source
    from kurilsearch.work import Origin


@dataclass(frozen=True, slots=True)
class KnownField:
    """A field of a source and where it is known from; ``has_none``: the user said that the work has no such thing."""

    name: str
    origin: Origin
    has_none: bool = False


def known_fields(source: Source) -> Iterator[KnownField]:
    """Yield what is known of a source and from where, but for what kind of work it is."""
    from kurilsearch.describe.sources_file import everyday_name

    item = source.described.item
    for variable, origin in source.described.origins.items():
        if variable != "type":
            yield KnownField(everyday_name(variable, item), origin, has_none=variable not in item)


def guessed_fields(source: Source) -> list[str]:
    """Return what was guessed of a source and wants checking; the kind of work, mostly a guess, does not."""
    from kurilsearch.describe.sources_file import everyday_name

    guessed = source.described.guessed - {"type"}
    return [
        everyday_name(variable, source.described.item) for variable in source.described.origins if variable in guessed
    ]


def missing_fields(source: Source) -> list[str]:
    """Return what a complete citation of a source still needs, as :meth:`Library.set_source` takes it."""
    from kurilsearch.describe.sources_file import everyday_name

    return [everyday_name(missing.field, source.described.item) for missing in source.missing]
