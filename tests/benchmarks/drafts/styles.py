"""Seven styles of citing, in pandoc's Markdown: what stands behind a quotation, in the notes, and at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from tests.benchmarks.drafts.cited import Cited
from tests.benchmarks.drafts.fields import ZoteroFields

STYLES = ("author-date", "author-page", "numbered", "notes", "pandoc", "latex", "fields")


class Style(Protocol):
    """One draft's citations. ``cite`` is asked in the order of the draft; it returns what stands behind the marks.

    ``entries`` are what the draft lists at its end.
    """

    shows_year: bool

    def cite(self, cited: Cited) -> str: ...

    def entries(self) -> Iterable[str]: ...


def style_of(name: str) -> Style:
    """Return one of the styles, fresh for a draft."""
    made: dict[str, type[Style]] = {
        "author-date": AuthorDate, "author-page": AuthorPage, "numbered": Numbered, "notes": Notes,
        "pandoc": PandocKeys, "latex": LatexKeys, "fields": ZoteroFields,
    }  # fmt: skip
    return made[name]()


def _entry(cited: Cited) -> str:
    return f"{cited.family}, {cited.given}. {cited.year}. *{cited.title}*. London: Smith."


@dataclass
class AuthorDate:
    """(Carter 1871, 23), with a list of references."""

    shows_year = True
    listed: dict[tuple[str, str, int], str] = field(default_factory=dict)

    def cite(self, cited: Cited) -> str:
        self.listed[cited.work] = _entry(cited)
        return f" ({cited.name} {cited.year}{f', {cited.page}' if cited.page else ''})"

    def entries(self) -> Iterable[str]:
        return sorted(self.listed.values())


@dataclass
class AuthorPage:
    """(Carter 23), and (Carter, *Harbour* 23) where the name is that of two authors."""

    shows_year = False
    listed: dict[tuple[str, str, int], str] = field(default_factory=dict)

    def cite(self, cited: Cited) -> str:
        self.listed[cited.work] = f"{cited.family}, {cited.given}. *{cited.title}*. Smith, {cited.year}."
        title = f", *{cited.short}*" if cited.is_ambiguous else ""
        return f" ({cited.family}{title}{f' {cited.page}' if cited.page else ''})"

    def entries(self) -> Iterable[str]:
        return sorted(self.listed.values())


@dataclass
class Numbered:
    """[3, p. 23], with a numbered list."""

    shows_year = False
    listed: dict[tuple[str, str, int], str] = field(default_factory=dict)

    def cite(self, cited: Cited) -> str:
        number = [*self.listed, cited.work].index(cited.work) + 1
        entry = f"{cited.given[0]}. {cited.family}, *{cited.title}*. London: Smith, {cited.year}."
        self.listed.setdefault(cited.work, f"\\[{number}\\] {entry}")
        return f" \\[{number}{f', p. {cited.page}' if cited.page else ''}\\]"

    def entries(self) -> Iterable[str]:
        return self.listed.values()


@dataclass
class Notes:
    """Footnotes: the full title first, then the short one, and ibid. for what the last note cites."""

    shows_year = False
    known: set[tuple[str, str, int]] = field(default_factory=set)
    last: Cited | None = None

    def cite(self, cited: Cited) -> str:
        page = f", {cited.page}" if cited.page else ""
        if self.last is not None and self.last.work == cited.work:
            text = f"Ibid.{page}."
        elif cited.work in self.known:
            text = f"{cited.name}, *{cited.short}*{page}."
        else:
            text = f"{cited.given} {cited.family}, *{cited.title}* (London: Smith, {cited.year}){page}."
        self.known.add(cited.work)
        self.last = cited
        return f"^[{text}]"

    def entries(self) -> Iterable[str]:
        return ()


@dataclass
class PandocKeys:
    """[@carter1871, p. 23]."""

    shows_year = False

    def cite(self, cited: Cited) -> str:
        return f" [@{cited.key}{f', p. {cited.page}' if cited.page else ''}]"

    def entries(self) -> Iterable[str]:
        return ()


@dataclass
class LatexKeys:
    r"""\\autocite[23]{carter1871}."""

    shows_year = False

    def cite(self, cited: Cited) -> str:
        return f" \\autocite{f'[{cited.page}]' if cited.page else ''}{{{cited.key}}}"

    def entries(self) -> Iterable[str]:
        return ()
