"""Where a quotation stands: a span of a passage becomes a hit with file, author, page, paragraph and lines."""

from __future__ import annotations

from collections.abc import Sequence

from kurilsearch.hit import Hit
from kurilsearch.model import Document, Page, Span, StoredPassage


def hit_at(
    document: Document,
    stored: StoredPassage,
    span: Span,
    *,
    rank: int,
    score: float,
    matches: Sequence[Span] = (),
    passage_matches: Sequence[Span] = (),
) -> Hit:
    """Return the hit that quotes ``span`` of a passage's text; ``matches`` are ranges of the quotation."""
    passage = stored.passage
    start, end = passage.way_back.source_span(*span)
    line_start, line_end = stored.lines_of(start, end) or (None, None)
    page, file_page = locate_page(document, (start, end))
    metadata = document.metadata
    return Hit(
        rank=rank,
        score=round(score, 6),
        document=document.id,
        file=document.file,
        author="; ".join(metadata.authors) or None,
        title=metadata.title,
        year=metadata.year,
        citekey=metadata.citekey,
        kind=passage.kind.value,
        section=passage.section,
        page=page,
        file_page=file_page,
        paragraph=passage.paragraph,
        speaker=passage.speaker,
        time=passage.time,
        line_start=line_start,
        line_end=line_end,
        char_start=start,
        char_end=end,
        pieces=passage.way_back.source_pieces(*span),
        quote=passage.text[span[0] : span[1]],
        passage=passage.text,
        matches=tuple(matches),
        passage_matches=tuple(passage_matches),
        quote_in_passage=span,
        passage_id=stored.id,
        guessed=tuple(sorted(metadata.guessed)),
    )


def locate_page(document: Document, span: Span) -> tuple[str | None, int | None]:
    """Return the printed page of a source range (``71-72`` over several) and the page of the file it begins on.

    Both are None where the document has no pages, the first also where the pages have no labels.
    """
    pages = document.pages_of(*span)
    if pages is None:
        return None, None
    return _label(*pages), pages[0].number


def _label(first: Page, last: Page) -> str | None:
    labels = list(dict.fromkeys(page.label for page in (first, last) if page.label is not None))
    return "-".join(labels) or None
