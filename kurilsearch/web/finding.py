"""Find: one box for words, a question or a quotation; hits with their places, and filters with counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from kurilsearch.errors import QueryError
from kurilsearch.facets import Facets, Filters
from kurilsearch.hit import Hit, SearchResult
from kurilsearch.library.answers import around_quote, lacking_line
from kurilsearch.library.handles import handle_of
from kurilsearch.model import Kind
from kurilsearch.web.asking import Ask
from kurilsearch.web.beside import Beside, beside_of
from kurilsearch.web.wording import Segment, kind_name, language_name, segments

HITS = 10
MOST_PAGES = 100
MOST_CHOICES = 12
"""Choices of a filter that are shown; the rarer ones are not."""

FILTERS = ("source", "author", "year", "language", "kind")
"""The filters as an address names them; each may be given several times."""

FEWEST_WORDS = 4
"""Words of a query that may be a quotation to be proved."""


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A hit as the page shows it: its sentences in pieces, what stands around them, and the address that opens it."""

    hit: Hit
    before: str
    quoted: list[Segment]
    after: str
    open_at: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: how many passages it leaves, whether it is chosen, and the address that turns it."""

    name: str
    count: int
    is_chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """A filter with its choices."""

    name: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class FindView:
    """What the page of a search shows; ``kept`` are the fields that its form keeps beside the words."""

    query: str
    result: SearchResult | None = None
    passages: tuple[FoundPassage, ...] = ()
    lacking: str = ""
    filters: tuple[FilterChoices, ...] = ()
    problem: QueryError | None = None
    page: int = 1
    earlier: str | None = None
    later: str | None = None
    prove: str | None = None
    suggestion: str | None = None
    beside: Beside | None = None
    closed: str = "/"
    documents: int = 0
    passages_in_all: int = 0
    folder: str = ""
    kept: tuple[tuple[str, str], ...] = ()


def find(ask: Ask) -> Response:
    """Answer a search, with the source of a hit beside it where one is opened."""
    view = _view(ask)
    return ask.page("find.html", view, status=400 if view.problem else 200)


def search_result(ask: Ask, limit: int = HITS) -> SearchResult:
    """Return the answer to the search that an address asks for. Raises QueryError."""
    page = ask.number("page", 1, MOST_PAGES)
    return ask.library.search(
        ask.query.get("q", ""), limit=limit, page=page, filters=filters_of(ask.query.getlist), count=True
    )


def filters_of(given: Callable[[str], Iterable[Any]]) -> Filters:
    """Return the filters that an address names; ``given`` has the values of each, and what is no value is left out."""
    return Filters(
        documents=frozenset(int(each, 16) for each in given("source") if _is_document(each)),
        authors=frozenset(given("author")),
        years=frozenset(int(each) for each in given("year") if each.isdecimal() and len(each) < 5),
        languages=frozenset(given("language")),
        kinds=frozenset(Kind(each) for each in given("kind") if each in [*Kind]),
    )


def _is_document(text: str) -> bool:
    return 0 < len(text) <= 16 and all(sign in "0123456789abcdef" for sign in text)


def _view(ask: Ask) -> FindView:
    query = ask.query.get("q", "").strip()
    library = ask.library
    kept = tuple((name, value) for name in FILTERS for value in ask.query.getlist(name))
    if not query:
        documents = library.documents()
        in_all = sum(document.passages for document in documents)
        return FindView(query, documents=len(documents), passages_in_all=in_all, folder=str(library.settings.folder))
    try:
        result = search_result(ask)
    except QueryError as error:
        return FindView(query, problem=error, kept=kept)
    page = ask.number("page", 1, MOST_PAGES)
    opened = ask.query.get("open")
    return FindView(
        query=query,
        result=result,
        passages=tuple(_shown(hit, ask, opened) for hit in result.hits),
        lacking=lacking_line(result) if result.partial_from else "",
        filters=tuple(_filter_choices(ask, result.facets)) if result.facets else (),
        page=page,
        earlier=address(ask, page=page - 1) if page > 1 else None,
        later=address(ask, page=page + 1) if page * HITS < result.total and page < MOST_PAGES else None,
        prove=f"/prove?{urlencode({'words': query})}" if len(query.split()) >= FEWEST_WORDS else None,
        suggestion=f"/?{urlencode({'q': result.suggestion})}" if result.suggestion else None,
        beside=beside_of(library, opened) if opened else None,
        closed=address(ask, open=None),
        documents=0 if result.hits else len(library.documents()),
        kept=kept,
    )


def _shown(hit: Hit, ask: Ask, opened: str | None) -> FoundPassage:
    before, after = around_quote(hit)
    handle = handle_of(hit)
    return FoundPassage(
        hit,
        _last_words(before),
        segments(hit.quote, hit.matches),
        _first_words(after),
        address(ask, open=handle),
        opened == handle,
    )


_AROUND = 180
"""Characters of the passage that are shown before and after what a hit quotes."""


def _last_words(text: str) -> str:
    return text if len(text) <= _AROUND else "… " + text[-_AROUND:].partition(" ")[2]


def _first_words(text: str) -> str:
    return text if len(text) <= _AROUND else text[:_AROUND].rpartition(" ")[0] + " …"


def address(ask: Ask, **changed: object) -> str:
    """Return the address of this search with other values of some fields; the page is the first unless it is named."""
    kept = [(name, value) for name, value in ask.query.multi_items() if name not in ("open", "page", *changed)]
    new = [(name, str(value)) for name, value in changed.items() if value is not None]
    if "open" in changed and "page" in ask.query:
        new.append(("page", ask.query["page"]))
    return f"/?{urlencode([*kept, *new])}"


def _turned(ask: Ask, name: str, value: str) -> str:
    """Return the address of this search with a choice of a filter made, or taken back."""
    kept = [each for each in ask.query.multi_items() if each[0] not in ("open", "page")]
    others = [each for each in kept if each != (name, value)]
    return f"/?{urlencode(others if len(others) < len(kept) else [*kept, (name, value)])}"


def _filter_choices(ask: Ask, facets: Facets) -> Iterable[FilterChoices]:
    counted: Mapping[str, list[tuple[str, str, int]]] = {
        "source": [(f"{each:x}", facets.titles.get(each, ""), count) for each, count in facets.documents.items()],
        "author": [(each, each, count) for each, count in facets.authors.items()],
        "year": [(str(each), str(each), count) for each, count in sorted(facets.years.items(), reverse=True)],
        "language": [(each, language_name(each), count) for each, count in facets.languages.items()],
        "kind": [(each, kind_name(each), count) for each, count in facets.kinds.items()],
    }
    for name in FILTERS:
        chosen = set(ask.query.getlist(name))
        values = counted[name]
        if not chosen and len(values) < 2:
            continue
        shown = [each for each in values if each[0] in chosen] + [each for each in values if each[0] not in chosen]
        choices = [
            Choice(label, count, value in chosen, _turned(ask, name, value))
            for value, label, count in shown[:MOST_CHOICES]
        ]
        left = chosen - {value for value, *_ in values}
        choices += [Choice(value, 0, True, _turned(ask, name, value)) for value in sorted(left)]
        yield FilterChoices(name, choices)
