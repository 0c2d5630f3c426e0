"""A check of a draft told to a person: the findings, the gravest first, on a terminal or as Markdown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kurilsearch.cli.hit_lines import INDENT, locator, quoted_words, source_lines
from kurilsearch.cli.terminal import Paint, counted, line_width, printable
from kurilsearch.cli.wording import path_from_here
from kurilsearch.hit import Hit
from kurilsearch.library.answers import differing_spans

if TYPE_CHECKING:
    from kurilsearch.check.borrowing.report import Borrowing
    from kurilsearch.check.report import CheckedQuotation, DraftReport

_LONGEST_SHOWN = 300


def print_report(report: DraftReport, *, folder: Path, color: bool, show_all: bool) -> None:
    """Print the findings of a check, the gravest first; with ``show_all`` the quotations that are right behind them."""
    paint = Paint(color, line_width())
    click.echo(paint.block(_summary(report), indent=INDENT, first=""), color=color)
    for number, each in enumerate(_shown(report, show_all), 1):
        click.echo()
        click.echo("\n".join(_finding_lines(number, each, report, folder, paint)), color=color)
    if report.borrowings:
        click.echo()
        click.echo(paint.block(_borrowed(report), indent=INDENT, first=""), color=color)
    for borrowing in report.borrowings:
        click.echo()
        click.echo("\n".join(_borrowing_lines(borrowing, report, folder, paint)), color=color)
    if report.notes:
        click.echo()
    for note in report.notes:
        click.echo(paint.block(note, indent="  ", first="- "), color=color)


def _borrowed(report: DraftReport) -> str:
    passages = counted(len(report.borrowings), "passage")
    return f"Without quotation marks from the sources: {passages}, {report.borrowed_share:.0%} of the draft's own words"


def _borrowing_lines(each: Borrowing, report: DraftReport, folder: Path, paint: Paint) -> Iterator[str]:
    place = paint.place(f"{report.draft}:{each.line}:{each.column}")
    yield f"  - {place}  {paint.strong(each.verdict.value.replace('_', ' '))}"
    yield paint.block(_short(each.text), indent=INDENT)
    yield paint.block(f"{each.message}.", indent=INDENT)
    yield paint.block("The source:", indent=INDENT, quiet=True)
    yield paint.block(f"“{_short(each.hit.quote)}”", indent=INDENT)
    yield from source_lines(each.hit, folder, paint)


def _shown(report: DraftReport, show_all: bool) -> Sequence[CheckedQuotation]:
    findings = report.findings
    return (*findings, *(each for each in report.quotations if each not in findings)) if show_all else findings


def _summary(report: DraftReport) -> str:
    number = len(report.quotations)
    if not number:
        return f"{report.draft}: no quotation that could be checked"
    verdicts = Counter(name for each in report.findings for name in _names(each))
    told = ", ".join(f"{count} {name}" for name, count in verdicts.most_common())
    wrong = (
        f"{counted(len(report.findings), 'finding')}: {told}"
        if told
        else f"nothing is wrong with {'it' if number == 1 else 'them'}"
    )
    return f"{report.draft}: {counted(number, 'quotation')}; {wrong}"


def _names(each: CheckedQuotation) -> Iterator[str]:
    """Yield the names of the verdicts that are not good."""
    if each.text_verdict.is_wrong:
        yield each.text_verdict.value.replace("_", " ")
    if each.citation_verdict.is_wrong:
        yield f"citation {each.citation_verdict.value.replace('_', ' ').removeprefix('citation ')}"


def _finding_lines(
    number: int, each: CheckedQuotation, report: DraftReport, folder: Path, paint: Paint
) -> Iterator[str]:
    names = " · ".join(_names(each)) or each.text_verdict.value
    place = paint.place(f"{report.draft}:{each.line}:{each.column}")
    yield f"{number:>2}. {place}  {paint.strong(names)}"
    cited = f" {in_parentheses(each.citation)}" if each.citation else ""
    yield paint.block(f"“{_short(each.text)}”{cited}", indent=INDENT)
    if each.message:
        yield paint.block(each.message, indent=INDENT)
    for warning in each.warnings:
        yield paint.block(f"Mind: {warning}", indent=INDENT)
    if each.hit is not None:
        yield paint.block("The source:", indent=INDENT, quiet=True)
        yield quoted_words(each.hit, paint, first=INDENT, marked=differing_spans(each.hit))
        yield from source_lines(each.hit, folder, paint)
    elif each.nearest is not None:
        yield paint.block("What comes nearest:", indent=INDENT, quiet=True)
        yield paint.block(f"“{_short(each.nearest.quote)}”", indent=INDENT)
        yield from source_lines(each.nearest, folder, paint)
    if each.also_in:
        yield paint.block(f"Also in {', '.join(path_from_here(file, folder) for file in each.also_in)}", indent=INDENT)
    if each.advice:
        yield paint.block(each.advice, indent=INDENT + "  ", first=INDENT + "→ ")
    yield paint.block(f"To let it stand, set {each.words_hash} aside", indent=INDENT, quiet=True)


def _short(text: str) -> str:
    text = printable(" ".join(text.split()))
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN // 2]} … {text[-_LONGEST_SHOWN // 2 :]}"


def markdown_lines(report: DraftReport, library: str, *, show_all: bool) -> Iterator[str]:
    """Yield the same report as Markdown, to be kept or sent; its title says that it is a report."""
    yield f"---\ntitle: {json.dumps(report.summary(library), ensure_ascii=False)}\n---\n"
    yield f"# {_summary(report)}"
    for number, each in enumerate(_shown(report, show_all), 1):
        yield ""
        names = ", ".join(_names(each)) or each.text_verdict.value
        yield f"## {number}. Line {each.line}: {names}"
        yield ""
        yield f"> {_short(each.text)}"
        if each.citation:
            yield f"> {in_parentheses(each.citation)}"
        yield ""
        if each.message:
            yield each.message
        yield from (f"Mind: {warning}." for warning in each.warnings)
        if each.hit is not None:
            yield ""
            yield f"The source has: “{_marked(each.hit)}” ({_source(each.hit)})"
        elif each.nearest is not None:
            yield ""
            yield f"What comes nearest: “{_short(each.nearest.quote)}” ({_source(each.nearest)})"
        if each.advice:
            yield ""
            yield f"*{each.advice}*"
    if report.borrowings:
        yield ""
        yield f"## {_borrowed(report)}"
    for borrowing in report.borrowings:
        yield ""
        yield f"- Line {borrowing.line}: “{_short(borrowing.text)}” {borrowing.message} ({_source(borrowing.hit)})"
    if report.notes:
        yield ""
        yield from (f"- {note}" for note in report.notes)


def _marked(hit: Hit) -> str:
    """Return what a hit quotes with the words that differ in bold type."""
    text, here = "", 0
    for start, end in differing_spans(hit):
        text += f"{hit.quote[here:start]}**{hit.quote[start:end]}**"
        here = end
    return " ".join((text + hit.quote[here:]).split())


def _source(hit: Hit) -> str:
    named = ", ".join(str(part) for part in (hit.author, hit.title, hit.year) if part) or hit.file
    return " · ".join((named, *locator(hit)))


def in_parentheses(citation: str) -> str:
    """Return a citation in one pair of parentheses; one that has a pair within itself, ``Ahn (2021)``, as it is."""
    bare = citation.strip("() ")
    return citation.strip() if "(" in bare else f"({bare})"
