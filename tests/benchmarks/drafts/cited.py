"""A work as a draft cites it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.drafts.sources import Source


@dataclass(frozen=True, slots=True)
class Cited:
    """A work as a draft cites it, wrongly perhaps; ``short`` is what a second note calls it."""

    family: str
    given: str
    title: str
    short: str
    year: int
    key: str
    page: str | None = None
    is_ambiguous: bool = False

    @property
    def name(self) -> str:
        """The family name, with an initial where two authors have it."""
        return f"{self.given[0]}. {self.family}" if self.is_ambiguous else self.family

    @property
    def work(self) -> tuple[str, str, int]:
        """What tells it from other works."""
        return self.family, self.title, self.year


def cited(source: Source, sources: Sequence[Source], page: str | None) -> Cited:
    """Return a source as a careful writer cites it."""
    is_ambiguous = sum(other.family == source.family for other in sources) > 1
    given, title, short = source.given, source.title, source.short_title
    return Cited(source.family, given, title, short, source.year, source.key, page, is_ambiguous)
