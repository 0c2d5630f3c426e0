"""A report of a check as a page of its own: the draft on the left, the sources on the right, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kurilsearch.library.answers import differing_spans

if TYPE_CHECKING:
    from kurilsearch.check.borrowing.report import Borrowing
    from kurilsearch.check.report import CheckedQuotation, DraftReport
    from kurilsearch.hit import Hit
    from kurilsearch.model import Span

_FILES = Path(__file__).parent / "report"
_NAMES = {
    "verbatim": "Verbatim",
    "allowed": "Changed as allowed",
    "doubtful": "Doubtful",
    "altered": "Altered",
    "distorting": "Distorting",
    "not_found": "Not found",
    "cannot_check": "Cannot be checked",
    "unmarked_copy": "Copied without quotation marks",
    "unmarked_patchwriting": "Close to the source, without quotation marks",
}


def html_of(report: DraftReport, library: str) -> str:
    """Return a report as one HTML page, which needs no other file; ``library`` is the name of the sources' folder."""
    title = escape(Path(report.draft).name)
    return "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(report.summary(library))}</title>",
            f"<style>\n{(_FILES / 'report.css').read_text(encoding='utf-8')}</style>\n</head>\n<body>",
            f"<header><h1>{title}</h1>",
            f"<p>{escape(report.summary(library))}. Keys: <kbd>j</kbd> next finding, <kbd>k</kbd> previous one.</p>",
            *(f"<p class=note>{escape(note)}</p>" for note in report.notes),
            f"</header>\n<main>\n<article>{_draft(report)}</article>\n<aside>",
            *(_card(number, quotation) for number, quotation in enumerate(report.quotations, 1)),
            *_borrowed_share(report),
            *(_borrowing_card(number, borrowing) for number, borrowing in enumerate(report.borrowings, 1)),
            "</aside>\n</main>",
            f"<script>\n{(_FILES / 'report.js').read_text(encoding='utf-8')}</script>\n</body>\n</html>\n",
        ]
    )


def _draft(report: DraftReport) -> str:
    """Return the text of the draft with its quotations and borrowings marked; one inside another is left unmarked."""
    parts: list[str] = []
    here = 0
    for start, end, identity, classes in sorted(_marked_places(report)):
        if start < here:
            continue
        parts += [
            escape(report.text[here:start]),
            f'<a class="{classes}" id="q{identity}" href="#s{identity}">{escape(report.text[start:end])}</a>',
        ]
        here = end
    return "".join((*parts, escape(report.text[here:])))


def _marked_places(report: DraftReport) -> Iterator[tuple[int, int, str, str]]:
    """Yield the ranges of the draft that are marked, each with what its card is called and its classes."""
    for number, quotation in enumerate(report.quotations, 1):
        yield quotation.char_start, quotation.char_end, str(number), _classes(quotation)
    for number, borrowing in enumerate(report.borrowings, 1):
        yield borrowing.char_start, borrowing.char_end, f"b{number}", "borrowed finding"


def _classes(quotation: CheckedQuotation) -> str:
    return f"{quotation.text_verdict.value}{' finding' if quotation.is_finding else ''}"


def _borrowed_share(report: DraftReport) -> Iterator[str]:
    if report.borrowings:
        yield f"<p>Without quotation marks from the sources: {report.borrowed_share:.0%} of the draft's own words.</p>"


def _borrowing_card(number: int, borrowing: Borrowing) -> str:
    return "\n".join(
        [
            f'<section id="sb{number}" class="borrowed finding">',
            f'<h2><a href="#qb{number}">{borrowing.line}:{borrowing.column}</a> {_NAMES[borrowing.verdict.value]}</h2>',
            f"<p><strong>{escape(borrowing.message)}.</strong></p>",
            f"<blockquote class=source>{_passage(borrowing.hit)}</blockquote>",
            f"<p class=place>{escape(_place(borrowing.hit))}</p>",
            "</section>",
        ]
    )


def _card(number: int, quotation: CheckedQuotation) -> str:
    return "\n".join(_card_lines(number, quotation))


def _card_lines(number: int, quotation: CheckedQuotation) -> Iterator[str]:
    yield f'<section id="s{number}" class="{_classes(quotation)}">'
    citation = quotation.citation_verdict.value.replace("_", " ")
    place = f'<a href="#q{number}">{quotation.line}:{quotation.column}</a>'
    yield f"<h2>{place} {_NAMES[quotation.text_verdict.value]} · citation {citation}</h2>"
    yield f"<blockquote>“{escape(quotation.text)}”</blockquote>"
    if quotation.message:
        yield f"<p><strong>{escape(quotation.message)}</strong> {escape(quotation.advice)}</p>"
    for warning in quotation.warnings:
        yield f"<p class=note>{escape(warning)}</p>"
    shown = quotation.hit or quotation.nearest
    if shown is not None:
        yield f"<p>{'The source has' if quotation.hit else 'What comes nearest'}:</p>"
        yield f"<blockquote class=source>{_passage(shown)}</blockquote>"
        yield f"<p class=place>{escape(_place(shown))}</p>"
    if quotation.also_in:
        yield f"<p class=place>Also in {escape(', '.join(quotation.also_in))}</p>"
    if quotation.set_aside is not None:
        yield f"<p class=note>Set aside: {escape(quotation.set_aside)}</p>"
    elif quotation.is_finding:
        yield f"<p class=place>To set it aside: <code>{quotation.words_hash}</code></p>"
    yield "</section>"


def _passage(hit: Hit) -> str:
    """Return the passage with the quoted words in it, and in these what differs."""
    start, end = hit.quote_in_passage
    before, after = hit.passage[:start], hit.passage[end:]
    quoted = _marked(hit.quote, differing_spans(hit))
    return f"{escape(before)}<q>{quoted}</q>{escape(after)}"


def _marked(text: str, spans: list[Span]) -> str:
    parts: list[str] = []
    here = 0
    for start, end in spans:
        parts += [escape(text[here:start]), "<mark>", escape(text[start:end]), "</mark>"]
        here = end
    return "".join((*parts, escape(text[here:])))


def _place(hit: Hit) -> str:
    work = ", ".join(part for part in (hit.author, hit.title, str(hit.year) if hit.year else None) if part)
    page = f"p. {hit.page}" if hit.page else f"page {hit.file_page} of the file" if hit.file_page else None
    paragraph = f"paragraph {hit.paragraph}" if hit.paragraph is not None else None
    return " · ".join(part for part in (work, hit.file, page, paragraph, *hit.section[-1:]) if part)
