"""Drafts: prose with quotations and their citations, right and wrong, written in nine formats."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kurilsearch.programs.pandoc import find_pandoc, run_pandoc
from tests.benchmarks.drafts import prose
from tests.benchmarks.drafts.cited import Cited, cited
from tests.benchmarks.drafts.fields import ZoteroFields, put_fields
from tests.benchmarks.drafts.quotations import TrueQuotation
from tests.benchmarks.drafts.sources import Source
from tests.benchmarks.drafts.styles import STYLES, Style, style_of

FORMATS = ("md", "docx", "odt", "html", "rtf", "txt", "typ", "tex", "pdf")
_ONLY = {"pandoc": ("md",), "latex": ("tex",), "fields": ("docx",)}
_WRITERS = {
    "html": "html",
    "rtf": "rtf",
    "txt": "plain",
    "typ": "typst",
    "tex": "latex",
    "docx": "docx",
    "odt": "odt",
    "pdf": "typst",
}
_MARKS = (("“", "”"), ('"', '"'))
_GHOSTS = ("Quennell", "Abernathy", "Okonjo", "Vasquez", "Lindqvist", "Tregarthen")
_WORDS_EACH = 110
"""Words of a draft for each quotation, about."""

FAULTS = ("correct",) * 14 + ("missing", "wrong_source", "wrong_year", "wrong_place", "unresolved")


@dataclass(frozen=True, slots=True)
class QuotedInDraft:
    """A quotation as a draft has it, and what is true of it; of ``citation_verdicts`` any is right."""

    truth: TrueQuotation
    text: str
    text_verdicts: frozenset[str]
    citation_verdicts: frozenset[str]


@dataclass(frozen=True, slots=True)
class TrueDraft:
    """A draft that was written, and the quotations that it has, in order."""

    path: Path
    style: str
    words: int
    quotations: tuple[QuotedInDraft, ...]


def write_drafts(
    quotations: Sequence[TrueQuotation], sources: Sequence[Source], folder: Path, chance: random.Random
) -> Iterator[TrueDraft]:
    """Write drafts of 2,000 to 20,000 words until all quotations stand in one."""
    folder.mkdir(parents=True, exist_ok=True)
    number = start = 0
    while start < len(quotations):
        words = int(2000 * 10 ** chance.random())
        some = list(quotations[start : start + max(5, words // _WORDS_EACH)])
        style = STYLES[number % len(STYLES)]
        formats = _ONLY.get(style, FORMATS)
        form = formats[(number + number // len(STYLES)) % len(formats)]
        if number % 2:
            some.sort(key=lambda each: each.source.key)  # several from one work in a row
        yield _write(folder / f"draft{number:03}.{form}", style, some, sources, chance)
        start += len(some)
        number += 1


def _write(
    path: Path, style: str, quotations: Sequence[TrueQuotation], sources: Sequence[Source], chance: random.Random
) -> TrueDraft:
    citing = style_of(style)
    writer = _Writer(citing, _MARKS[chance.randrange(2)], sources, chance, is_latex=style == "latex")
    text = "\n\n".join(writer.blocks(quotations))
    _save(text, path)
    if isinstance(citing, ZoteroFields):
        put_fields(path, citing.cited)
    return TrueDraft(path, style, len(text.split()), tuple(writer.written))


class _Writer:
    """Writes one draft in pandoc's Markdown, and keeps what is true of its quotations."""

    def __init__(
        self, style: Style, marks: tuple[str, str], sources: Sequence[Source], chance: random.Random, *, is_latex: bool
    ) -> None:
        self._style, self._marks, self._sources, self._chance = style, marks, sources, chance
        self._is_latex = is_latex
        self.written: list[QuotedInDraft] = []

    def blocks(self, quotations: Sequence[TrueQuotation]) -> Iterator[str]:
        """Yield heading, paragraphs and list of references."""
        yield "# Reading the household"
        for index, quotation in enumerate(quotations):
            if index % 12 == 11:
                yield f"## Part {index // 12 + 1}"
            yield " ".join(self._paragraph(quotation))
        entries = list(self._style.entries())
        if entries:
            yield "## References"
            yield from entries

    def _paragraph(self, quotation: TrueQuotation) -> Iterator[str]:
        yield from (prose.sentence(self._chance) for _ in range(self._chance.randint(1, 3)))
        if self._chance.random() < 0.15:
            yield prose.aside(self._chance, self._marks)
        yield self._quoting(quotation)
        yield from (prose.sentence(self._chance) for _ in range(self._chance.randint(1, 3)))

    def _quoting(self, quotation: TrueQuotation) -> str:
        fault = self._fault(quotation)
        text = quotation.text
        if self._marks[0] == '"':
            text = text.replace("’", "'").replace("‘", "'")
        self.written.append(_truth(quotation, text, fault))
        behind = "" if fault == "missing" else self._style.cite(self._cited(quotation, fault))
        if quotation.remark:
            behind = _with_remark(behind, quotation.remark)
        quoted = f"\\enquote{{{text}}}" if self._is_latex else self._marks[0] + text + self._marks[1]
        return f"{self._chance.choice(prose.LEADS)} {quoted}{behind}{'' if behind.startswith('^') else '.'}"

    def _fault(self, quotation: TrueQuotation) -> str:
        """Return what is wrong with the citation, of what can be with this quotation in this style."""
        while True:
            fault = self._chance.choice(FAULTS)
            if fault == "wrong_year" and not self._style.shows_year:
                continue
            if fault == "wrong_place" and quotation.pages is None:
                continue
            if fault != "correct" and quotation.kind in ("spliced", "scattered"):
                continue
            if fault in ("wrong_year", "wrong_place", "wrong_source") and quotation.kind == "invented":
                continue
            if fault != "correct" and quotation.kind == "translated":
                continue
            return fault

    def _cited(self, quotation: TrueQuotation, fault: str) -> Cited:
        source, chance = quotation.source, self._chance
        if fault == "unresolved":
            name, year = chance.choice(_GHOSTS), chance.randint(1950, 1999)
            key = f"{name.lower()}{year}"
            return Cited(name, "Maria", "The Unwritten Shelf", "Unwritten Shelf", year, key, "44")
        if fault == "wrong_source":
            families = {other.family for other in self._sources if other.key != source.key} - {source.family}
            source = chance.choice([other for other in self._sources if other.family in families])
            return cited(source, self._sources, "12" if source.dress != "markdown" else None)
        right = cited(source, self._sources, _pages(quotation.pages))
        if fault == "wrong_place" and quotation.pages:
            return replace(right, page=str(quotation.pages[1] + chance.randint(9, 60)))
        if fault == "wrong_year":
            years = {other.year for other in self._sources if other.family == source.family}
            moved = [source.year + by for by in (-9, 2, 10, 11) if source.year + by not in years]
            return replace(right, year=chance.choice(moved))
        return right


def _with_remark(citation: str, remark: str) -> str:
    """Return a citation with a remark: inside of its parenthesis or note, else behind it."""
    for end in (".]", "\\]", ")", "]"):
        if citation.endswith(end):
            return f"{citation.removesuffix(end)}, {remark}{end}"
    return f"{citation} ({remark})"


def _pages(pages: tuple[int, int] | None) -> str | None:
    if pages is None:
        return None
    return str(pages[0]) if pages[0] == pages[1] else f"{pages[0]}-{pages[1]}"


def _truth(quotation: TrueQuotation, text: str, fault: str) -> QuotedInDraft:
    """Return what is true of a quotation once its citation has a fault."""
    verdicts, cited_right = quotation.verdicts, frozenset((fault,))
    if quotation.kind == "invented" and fault == "unresolved":
        verdicts = frozenset(("cannot_check",))
    elif quotation.kind == "invented" and fault == "correct":
        cited_right = frozenset(("not_in_source",))
    elif quotation.kind == "spliced":
        cited_right = frozenset(("correct", "wrong_source", "wrong_place", "not_in_source"))
    elif quotation.kind == "scattered":
        cited_right = frozenset(("correct", "wrong_place"))
    return QuotedInDraft(quotation, text, verdicts, cited_right)


def _save(text: str, path: Path) -> None:
    """Write a draft in the format that its name says. Quotation marks stay as they were typed."""
    form = path.suffix[1:]
    if form == "md":
        path.write_text(text + "\n", encoding="utf-8")
        return
    options = ["-f", "markdown-smart", "-t", f"{_WRITERS[form]}{'-smart' if form in ('tex', 'typ', 'pdf') else ''}"]
    if form in ("docx", "odt"):
        import subprocess

        subprocess.run([find_pandoc(), *options, "-o", path], input=text.encode(), check=True)
        return
    written = run_pandoc([*options, "-s", "--wrap=none"], text)
    if form == "pdf":
        import typst

        path.write_bytes(typst.compile(written.encode()))
        return
    path.write_text(written, encoding="utf-8")


def all_quotations(drafts: Iterable[TrueDraft]) -> Iterator[QuotedInDraft]:
    """Yield the quotations of all drafts."""
    for draft in drafts:
        yield from draft.quotations
