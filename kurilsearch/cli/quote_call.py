"""A call of ``quote``: what is asked, and how that is answered. What reads options is in ``quoting``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kurilsearch.cli.reports import make_ready
from kurilsearch.cli.terminal import echo
from kurilsearch.errors import UsageError
from kurilsearch.library.answers import add_cite_keys, add_cited_works, best_places

if TYPE_CHECKING:
    from kurilsearch.library.library import Library
    from kurilsearch.quotation_result import QuotationResult


class QuoteCall(NamedTuple):
    """The words and options of a call; what stands here is meant where an option is not given."""

    words: tuple[str, ...]
    source: str | None = None
    limit: int = 5
    sources: tuple[str, ...] = ()
    context: bool = False
    form: str = "text"
    cite: str | None = None
    pasted: bool = False
    to: str = "plain"
    output: Path | None = None
    color: bool = False


def answer_quote(open_it: Callable[[], Library], call: QuoteCall) -> int:
    """Print where the quotations of a call stand, and return the exit code."""
    texts = _texts(call.words, call.source)
    with open_it() as library:
        make_ready(library)
        answers = _ask(library, texts, call)
        if call.pasted:
            from kurilsearch.cli.pasting import print_pasted

            results = list(answers)
            typed = [result.query for result in results if result.hits]
            whole = print_pasted(library, best_places(results), call.cite, call.to, call.output, typed)
            return 0 if whole and all(result.hits for result in results) else 1
        found = [_printed(answer, library, call) for answer in answers]
    return 0 if all(found) else 1


def _texts(words: tuple[str, ...], source: str | None) -> Iterator[str]:
    """Return the quotations. Bytes that are no text become question marks, which match nothing."""
    text = " ".join(words).strip()
    if source is None:
        if not text and not sys.stdin.isatty():
            raise UsageError("No quotation is given", "From a file, one a line: kurilsearch quote --from - < FILE")
        if not text:
            raise UsageError("No quotation is given", 'Type it: kurilsearch quote "words as you remember them"')
        return iter((text.encode("utf-8", "replace").decode("utf-8"),))
    if text:
        raise UsageError("Quotations are given both in the call and by --from", "Leave one of them out")
    return _lines(source)


def _lines(source: str) -> Iterator[str]:
    """Yield the lines of a file without their ends."""
    if source == "-":
        if hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
        for line in sys.stdin:
            yield line.rstrip("\r\n")
        return
    try:
        with Path(source).open(encoding="utf-8-sig", errors="replace") as file:
            for line in file:
                yield line.rstrip("\r\n")
    except OSError as error:
        raise UsageError(f"{source} cannot be read: {error.strerror or error}", "Name a text file in UTF-8") from error


def _ask(library: Library, texts: Iterator[str], call: QuoteCall) -> Iterator[QuotationResult]:
    """Yield the answers; a single quotation that cannot be looked for is an error, one of many has a note."""
    cite = None if call.pasted else call.cite
    if call.source is None:
        ask = partial(library.find_quotation, limit=call.limit, cite=cite, sources=call.sources, context=call.context)
        return map(ask, texts)
    for name in call.sources:
        library.find_document(name)
    return library.find_quotations(texts, limit=call.limit, cite=cite, sources=call.sources, context=call.context)


def _printed(result: QuotationResult, library: Library, call: QuoteCall) -> bool:
    """Print one answer and tell whether the quotation was found."""
    result = add_cited_works(library, result, call.cite)
    if call.form == "text":
        from kurilsearch.cli.quotations_as_text import print_quotation

        is_one_of_many = call.source is not None
        print_quotation(result, folder=library.settings.folder, color=call.color, heading=is_one_of_many)
        if is_one_of_many:
            echo()
    else:
        from kurilsearch.cli.json_output import print_line
        from kurilsearch.library.records import quotation_record

        print_line(quotation_record(add_cite_keys(library, result)), indent=1 if call.form == "json" else None)
    return bool(result.hits)
