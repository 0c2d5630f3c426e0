"""Quotations that were looked for, told to a person: the true words, what differs, and where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kurilsearch.cli.hit_lines import INDENT, quoted_words, source_lines
from kurilsearch.cli.terminal import Paint, echo, line_width, printable
from kurilsearch.difference import (
    ANOTHER_NAME,
    BRACKETED,
    ROMANISED,
    CautionPlace,
    Difference,
    DifferenceKind,
    Omission,
    Verdict,
    leaves_faithful,
)
from kurilsearch.hit import Hit, Relation
from kurilsearch.library.answers import differing_spans
from kurilsearch.quotation_result import PieceProblem, QuotationResult, QuotedPiece

_LONGEST_SHOWN = 240
"""Characters of a quotation among many, or of what one leaves out, that are printed."""

_OTHER_WORDS = (ROMANISED, ANOTHER_NAME)
_HIDDEN = {
    CautionPlace.BEFORE: "Mind: just before the quotation begins stands",
    CautionPlace.AFTER: "Mind: just after the quotation ends stands",
    CautionPlace.BRACKETS: "Mind: what your brackets stand for holds",
}

_PROBLEMS = {
    PieceProblem.PARTIAL: "only a part of it stands in the sources.",
    PieceProblem.SPLICED: "it is spliced, its pieces stand in different works.",
    PieceProblem.SCATTERED: "its pieces stand far apart in one work, or in another order.",
}

_RELATIONS = {
    Relation.COPY: "The same text as above, in another copy.",
    Relation.QUOTING: "Quoted here from another work.",
    Relation.LISTED: "In a list of references.",
}


def print_quotation(result: QuotationResult, *, folder: Path, color: bool, heading: bool) -> None:
    """Print where a quotation stands and what differs, or what comes near; with ``heading`` the quotation before it."""
    paint = Paint(color, line_width())
    if heading:
        echo(paint.block(_shortened(one_line(result.query)), indent="  ", first="> "), color=color)
        echo()
    for hit in result.hits:
        echo("\n".join(_hit_lines(hit, folder, paint)) + "\n", color=color)
    if result.problem:
        echo(paint.block(f"Not found: {_PROBLEMS[result.problem]}", indent="") + "\n", color=color)
        for number, piece in enumerate(result.pieces, 1):
            echo("\n".join(_piece_lines(number, piece, folder, paint)) + "\n", color=color)
    for claim in result.claims:
        echo(paint.block(claim.message, indent=""), color=color)
    for note in result.notes:
        echo(paint.block(note, indent=""), color=color)
    if result.hits:
        places = "1 place." if len(result.hits) == 1 else f"{len(result.hits)} places."
        echo(paint.quiet(places), color=color)
        return
    if result.problem in (PieceProblem.SPLICED, PieceProblem.SCATTERED):
        return
    if result.nearest:
        echo("What comes nearest:\n" if result.problem else "Not found. What comes nearest:\n")
        for hit in result.nearest:
            echo("\n".join(_near_lines(hit, folder, paint)) + "\n", color=color)
    elif not result.notes and not result.problem:
        echo("Not found, and nothing comes near.")


def one_line(text: str) -> str:
    """Return a text as one printable line."""
    return printable(" ".join(text.split()))


def near_quotation_lines(hit: Hit, paint: Paint) -> Iterator[str]:
    """Yield what a search says of a hit that is a near quotation of its words."""
    yield paint.block(f"Near quotation: {_verdict(hit)[0].lower()}{_verdict(hit)[1:]}", indent=INDENT)
    yield from _difference_lines(hit, paint)


def _hit_lines(hit: Hit, folder: Path, paint: Paint) -> Iterator[str]:
    if hit.before:
        yield paint.block(one_line(hit.before), indent=INDENT, quiet=True)
    yield quoted_words(hit, paint, marked=differing_spans(hit))
    if hit.after:
        yield paint.block(one_line(hit.after), indent=INDENT, quiet=True)
    yield from source_lines(hit, folder, paint)
    if hit.relation in _RELATIONS:
        yield paint.block(_RELATIONS[hit.relation], indent=INDENT)
    yield paint.block(_verdict(hit), indent=INDENT)
    yield from _difference_lines(hit, paint)
    for omission in hit.omissions:
        yield from _omission_lines(omission, paint)
    for caution in hit.cautions:
        words = ", ".join(f"“{word}”" for word in caution.words)
        yield paint.block(f"{_HIDDEN[caution.place]} {words}: … {one_line(caution.text)} …", indent=INDENT)
    if hit.speakers:
        yield paint.block(f"Mind: these are the words of {_listed(hit.speakers)}.", indent=INDENT)


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _piece_lines(number: int, piece: QuotedPiece, folder: Path, paint: Paint) -> Iterator[str]:
    """Yield a piece of a quotation as it was typed, and where it stands or that it does not."""
    quoted = _shortened(one_line(piece.quoted))
    if piece.hit is None:
        yield paint.block(f"not there: “{quoted}”", indent=INDENT, first=f"{number:>2}. ")
        return
    hit = piece.hit
    yield quoted_words(hit, paint, first=f"{number:>2}. stands: ", marked=differing_spans(hit))
    yield from source_lines(hit, folder, paint)
    if hit.differences:
        yield paint.block(_verdict(hit), indent=INDENT)
        yield from _difference_lines(hit, paint)


def _near_lines(hit: Hit, folder: Path, paint: Paint) -> Iterator[str]:
    yield quoted_words(hit, paint)
    yield from source_lines(hit, folder, paint)
    yield paint.block(_alike(hit), indent=INDENT)


def _verdict(hit: Hit) -> str:
    """Return in a few words how true the quotation is."""
    if not hit.differences:
        return "Word for word, but for what is left out." if hit.omissions else "Word for word."
    if hit.verdict is Verdict.FAITHFUL:
        return f"Faithful, apart from: {_counted(hit)}." if _counted(hit) else "Faithful, in another writing:"
    if hit.verdict is Verdict.DOUBTFUL:
        if all(each.reason in _OTHER_WORDS for each in hit.differences if not leaves_faithful(each.kind, each.reason)):
            return f"Doubtful, {_alike(hit)}, in another script or under another name; the source has:"
        return "Doubtful: the scan may be wrong here, or the quotation. Look at the page; the source has:"
    return f"Altered, {_alike(hit)}; the source has:"


def _alike(hit: Hit) -> str:
    return f"{100 * (hit.similarity or 0):.0f}% alike"


def _counted(hit: Hit) -> str:
    """Return what a reader sees through, counted: ``quotation marks (6), accent``."""
    counts = Counter(
        "your own words in brackets" if each.reason == BRACKETED else each.reason or "marks"
        for each in hit.differences or ()
        if each.is_seen_through
    )
    return ", ".join(f"{reason} ({count})" if count > 1 else reason for reason, count in counts.items())


def _difference_lines(hit: Hit, paint: Paint) -> Iterator[str]:
    """Yield a line for each difference but those of typography, which are counted in one where there are others."""
    for difference in hit.differences or ():
        if not difference.is_seen_through:
            line = f"{difference.kind.value:<10} {told(difference)}"
            marks = [(0, len(difference.kind.value))] if difference.changes_meaning else []
            yield paint.block(line, indent=INDENT * 2, first=INDENT + "  ", matches=marks)
    seen_through = _counted(hit)
    if seen_through and hit.verdict is not Verdict.FAITHFUL:
        yield paint.block(f"also       {seen_through}", indent=INDENT * 2, first=INDENT + "  ", quiet=True)


def told(difference: Difference) -> str:
    """Return a difference in words: what the source has for what was typed."""
    quoted, source = one_line(difference.quoted), one_line(difference.source)
    why = f" ({difference.reason})" if difference.reason else ""
    if difference.kind is DifferenceKind.MOVED:
        return f"“{source}” stands elsewhere{why}"
    if not quoted:
        return f"“{source}”, left out of the quotation{why}"
    if not source:
        return f"“{quoted}” is not there{why}"
    return f"“{source}” for “{quoted}”{why}"


def _omission_lines(omission: Omission, paint: Paint) -> Iterator[str]:
    if omission.negations:
        denials = ", ".join(f"“{word}”" for word in omission.negations)
        yield paint.block(f"Mind: what the ellipsis leaves out holds {denials}.", indent=INDENT)
    yield paint.block(f"left out: {_shortened(one_line(omission.text))}", indent=INDENT, quiet=True)


def _shortened(text: str) -> str:
    """Return the beginning of a long text, and how long it is."""
    if len(text) <= _LONGEST_SHOWN:
        return text
    cut = text.rfind(" ", 0, _LONGEST_SHOWN)
    return f"{text[: cut if cut > 0 else _LONGEST_SHOWN]} … ({len(text):,} characters)"
