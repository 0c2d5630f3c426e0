"""Read: a PDF on its own pages with the passage outlined, any other source as its own text with the passage marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from kurilsearch.errors import KurilsearchError, NoSuchSourceError
from kurilsearch.facets import Filters
from kurilsearch.hit import Hit
from kurilsearch.library.handles import Handle, hits_at
from kurilsearch.library.library import Library
from kurilsearch.model import Document, Kind, StoredPassage
from kurilsearch.web.asking import Ask
from kurilsearch.web.parts import part_of
from kurilsearch.web.sheets import PageLink, Sheet, page_links, sheets_of
from kurilsearch.web.wording import Segment, segments

WINDOW = 120
"""Passages of a text that are shown at once."""

MOST_FOUND = 50
MOST_SECTIONS = 400


@dataclass(frozen=True, slots=True)
class TextPassage:
    """A passage of a source as its own text; ``page`` is printed where one begins with it, ``address`` leads to it."""

    kind: str
    pieces: list[Segment]
    address: str
    is_first_marked: bool
    page: str | None
    speaker: str | None
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A heading of a source, and the address that leads to it."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class ReadView:
    """A source that is read: its sheets where it is a PDF, else passages, with what stands beside them."""

    document: Document
    id: str
    name: str
    hit: Hit | None
    sections: list[SectionLink]
    within: str
    found: tuple[Hit, ...]
    sheets: list[Sheet]
    pages: list[PageLink]
    passages: list[TextPassage]
    earlier: str | None
    later: str | None
    page: int
    undrawn: KurilsearchError | None
    has_changed: bool


def documents(ask: Ask) -> Response:
    """List the documents to read."""
    listed = [(f"{each.id:x}", name_of(each), each) for each in ask.library.documents()]
    return ask.page("documents.html", part_of(ask, listed, lambda each: f"{each[1]} {each[2].file}"))


def read(ask: Ask) -> Response:
    """Show a source, from a place on."""
    return ask.page("read.html", _view(ask, document_of(ask)))


def show_sheet(ask: Ask) -> Response:
    """Show one page of a PDF alone: what the page fetches as it scrolls."""
    document = document_of(ask)
    number = _number(ask.path["number"], document)
    hits = _hits(ask, document)
    return ask.page("sheet.html", sheets_of(ask.library, document, hits, number, around=0)[number - 1])


def picture(ask: Ask) -> Response:
    """Return a page of a PDF as a picture; it stays the same as long as its address does."""
    document = document_of(ask)
    number = _number(ask.path["number"], document)
    asked = ask.number("width", USUAL_WIDTH, WIDTHS[-1])
    width = next(each for each in WIDTHS if each >= asked)
    drawn = ask.library.drawing.picture(document, number, width)
    return Response(drawn, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


USUAL_WIDTH = 1400
WIDTHS = (200, 900, USUAL_WIDTH, 2000, 2800)
"""Widths in which pages are drawn, in pixels."""


def document_of(ask: Ask) -> Document:
    """Return the document whose id stands in the path, in hexadecimal. Raises NoSuchSourceError."""
    named = ask.path["document"]
    for document in ask.library.documents():
        if f"{document.id:x}" == named:
            return document
    raise NoSuchSourceError("This source has changed or was removed", "Search again: what it says has new addresses")


def name_of(document: Document) -> str:
    """Return what a document is called: its author and title where they are known, else its file."""
    known = document.metadata
    return ": ".join(part for part in ("; ".join(known.authors), known.title) if part) or document.file


def _number(text: str, document: Document) -> int:
    number = int(text) if text.isdecimal() and len(text) < 9 else 0
    last = _last_page(document)
    if not 1 <= number <= last:
        raise NoSuchSourceError(f"There is no page {text[:20]}", f"Its pages go from 1 to {last}")
    return number


def _last_page(document: Document) -> int:
    return document.pages[-1].number if document.pages else 1


def _hits(ask: Ask, document: Document) -> list[Hit]:
    """Return what is to be marked: what stands at ``at``, a range of the source text. Raises as hits_at does."""
    given = ask.query.get("at")
    return hits_at(ask.library, f"{document.id:x}.{given}") if given else []


def _view(ask: Ask, document: Document) -> ReadView:
    library = ask.library
    hits = _hits(ask, document)
    passages = library.passages(document.file)
    id_ = f"{document.id:x}"
    within = ask.query.get("within", "").strip()
    first = hits[0] if hits else None
    page = ask.number("page", (first.file_page if first else None) or 1, _last_page(document))
    undrawn: KurilsearchError | None = None
    sheets: list[Sheet] = []
    if document.format == "pdf" and ask.query.get("as") != "text":
        try:
            sheets = sheets_of(library, document, hits, page)
        except KurilsearchError as error:
            undrawn = error
    start = _start(ask, passages, hits)
    shown = [] if sheets else passages[start : start + WINDOW]
    return ReadView(
        document=document,
        id=id_,
        name=name_of(document),
        hit=library.with_cited_works([first], None)[0] if first else None,
        sections=_sections(document, passages, by_page=bool(sheets)),
        within=within,
        found=_within(library, document, within),
        sheets=sheets,
        pages=page_links(document) if sheets else [],
        passages=_text(document, shown, hits),
        earlier=_from(id_, max(start - WINDOW, 0)) if shown and start else None,
        later=_from(id_, start + WINDOW) if shown and start + WINDOW < len(passages) else None,
        page=page,
        undrawn=undrawn,
        has_changed=library.drawing.has_changed(document),
    )


def _from(document: str, position: int) -> str:
    return f"/read/{document}?{urlencode({'as': 'text', 'from': position})}"


def _start(ask: Ask, passages: Sequence[StoredPassage], hits: Sequence[Hit]) -> int:
    """Return the first passage of a text that is shown: a few before the marked one, else the one that is named."""
    if hits and "from" not in ask.query:
        marked = next((at for at, stored in enumerate(passages) if stored.id == hits[0].passage_id), 0)
        return max(marked - WINDOW // 4, 0)
    return min(ask.number("from", 0, 1 << 22), max(len(passages) - 1, 0))


def _text(document: Document, shown: Iterable[StoredPassage], hits: Sequence[Hit]) -> list[TextPassage]:
    marks = {hit.passage_id: hit.quote_in_passage for hit in hits}
    starts = [page.start for page in document.pages]
    made: list[TextPassage] = []
    before = -1
    for stored in shown:
        passage = stored.passage
        page = bisect_right(starts, passage.char_start) - 1
        label = (document.pages[page].label or str(document.pages[page].number)) if page > before >= -1 else None
        before = max(page, before)
        handle = Handle(document.id, passage.char_start, passage.char_end)
        made.append(
            TextPassage(
                passage.kind.value,
                segments(passage.text, [marks[stored.id]] if stored.id in marks else []),
                f"/at/{handle}",
                bool(hits) and stored.id == hits[0].passage_id,
                label if starts else None,
                passage.speaker,
                passage.paragraph,
            )
        )
    return made


def _sections(document: Document, passages: Iterable[StoredPassage], *, by_page: bool) -> list[SectionLink]:
    found = []
    for stored in passages:
        passage = stored.passage
        if passage.kind is not Kind.HEADING:
            continue
        at = f"{passage.char_start}-{passage.char_end}"
        query = {"at": at} if by_page else {"as": "text", "at": at}
        found.append(SectionLink(passage.text, f"/read/{document.id:x}?{urlencode(query)}#mark"))
        if len(found) == MOST_SECTIONS:
            break
    return found


def _within(library: Library, document: Document, words: str) -> tuple[Hit, ...]:
    """Return where words stand in a document, in the order of reading."""
    if not words:
        return ()
    result = library.search(words, limit=MOST_FOUND, filters=Filters(documents=frozenset({document.id})))
    return tuple(sorted(result.hits, key=lambda hit: hit.char_start))


def who_cites(ask: Ask) -> Response:
    """Show who cites a work of the library."""
    document = document_of(ask)
    known = document.metadata
    if not known.title and not known.authors:
        raise NoSuchSourceError(
            "Neither author nor title of this source is known", "Say them on its page under Sources"
        )
    family = known.authors[0].partition(",")[0] if known.authors else ""
    work = f"{family} {known.year}" if family and known.year else f'"{known.title or family}"'
    return ask.page("cited.html", (name_of(document), ask.library.cited(work)))


def read_on(ask: Ask) -> Response:
    """Lead from a printed page number to the page; used where pages are named by what is printed on them."""
    document = document_of(ask)
    label = ask.query.get("label", "").strip()
    for page in document.pages:
        if label in (page.label, f"#{page.number}"):
            return RedirectResponse(f"/read/{document.id:x}?page={page.number}#page-{page.number}", 303)
    if label.isdecimal() and 1 <= int(label[:9]) <= _last_page(document):
        return RedirectResponse(f"/read/{document.id:x}?page={int(label)}#page-{int(label)}", 303)
    raise NoSuchSourceError(f"No page {label[:20]} is printed in this source", "Choose one of its list of pages")
