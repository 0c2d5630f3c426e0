"""What is known of a source, by the names that people have for fields: ``year``, ``journal``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kurilsearch.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kurilsearch.cite.hits import Source
    from kurilsearch.model import Document
    from kurilsearch.work import Origin

_CERTAIN_ENOUGH = 0.8
_WEIGHED = ("title", "author", "issued")
"""Of other fields nothing is known but how often rules read them right."""
_FEWEST_PAGES = 2
"""A file of one page needs no numbers."""


@dataclass(frozen=True, slots=True)
class KnownField:
    """A field of a source and where it is known from; ``has_none``: the user said that the work has no such thing."""

    name: str
    origin: Origin
    has_none: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field of a source that is not certain: how it may be read, the likeliest first; ``given`` if it is shown."""

    name: str
    readings: tuple[Reading, ...]
    given: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A value as a person types it, how probable it is, 0 to 1, and which witnesses say so."""

    text: str
    probability: float
    witnesses: tuple[str, ...]


def doubts_of(source: Source) -> list[Doubt]:
    """Return what wants checking first: what is less certain than four in five, was left out, or is contradicted."""
    from kurilsearch.describe.sources_file import everyday_name
    from kurilsearch.library.bulk import field_text

    item = source.described.item
    doubts = []
    for variable, candidates in source.described.candidates.items():
        is_open = bool(candidates) and variable in _WEIGHED
        if not is_open or (candidates[0].value == item.get(variable) and candidates[0].probability >= _CERTAIN_ENOUGH):
            continue
        readings = (Reading(field_text(variable, each.value), each.probability, each.witnesses) for each in candidates)
        doubts.append(Doubt(everyday_name(variable, item), tuple(readings), variable in item))
    return sorted(doubts, key=lambda doubt: doubt.readings[0].probability)


def certainty_of(source: Source) -> float:
    """Return how certain the least certain field of a source is, 0 to 1; 1 where nothing is in doubt."""
    return min((doubt.readings[0].probability for doubt in doubts_of(source)), default=1.0)


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


def numbering_offered(source: Source) -> str | None:
    """Return which printed page the first page of the file may be, as ``pages=`` takes it: ``1=71``.

    That is where pages are cited of a work in whose file none is numbered; None else.
    """
    from kurilsearch.csl.page_ranges import split_range

    pages = source.document.pages
    cited = split_range(str(source.described.item.get("page") or ""))
    if len(pages) < _FEWEST_PAGES or cited is None or any(page.label for page in pages):
        return None
    return f"{pages[0].number}={cited[0]}"


def check_numberings(said: Iterable[tuple[Document, Mapping[str, str | None]]]) -> None:
    """Raise UsageError where the pages of a document are to be numbered that has none."""
    from kurilsearch.csl.page_numbering import is_numbering

    for document, fields in said:
        numbers = [value for name, value in fields.items() if name in ("pages", "page", "page-labels") and value]
        if not document.pages and any(map(is_numbering, numbers)):
            raise UsageError(
                f"{document.file} shows no page breaks, so that its pages cannot be numbered",
                "Its passages are cited by section, paragraph and line",
            )
