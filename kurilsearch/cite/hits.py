"""Citing what the library holds: sources with what is known of them, and hits with their citations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest

from kurilsearch.cite.as_typed import as_typed
from kurilsearch.cite.by_line import numbered_lines
from kurilsearch.cite.completeness import Missing, missing
from kurilsearch.cite.export import ExportFormat, export
from kurilsearch.cite.keys import KEY_SYNTAXES
from kurilsearch.cite.letter import letter_of
from kurilsearch.cite.locator import Locator, locate
from kurilsearch.cite.made_keys import make_keys
from kurilsearch.cite.paste import Quoted, paste
from kurilsearch.cite.render import Form, Output, RenderedCitation, Request, listed_order, render
from kurilsearch.cite.styles import CitationFormat, CitationStyle, find_style
from kurilsearch.csl.dates import year_of_date
from kurilsearch.hit import Hit
from kurilsearch.model import Document, Kind, Span
from kurilsearch.quotation_result import Answer
from kurilsearch.references.note_marks import without_note_number
from kurilsearch.store import Cache, StoreReader
from kurilsearch.work import Described, Item


@dataclass(frozen=True, slots=True)
class Source:
    """A document of the library with all that is cited of it.

    ``key`` is its cite key: the bibliography's, else one made of its first author and year.
    """

    document: Document
    described: Described
    key: str

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What a complete citation still needs."""
        return missing(self.described)

    @property
    def item(self) -> Item:
        """The work as a CSL item, with its cite key; the type is empty, as pandoc writes it, where it is not known."""
        return {"type": "", **self.described.item, "id": self.key}


def list_sources(store: StoreReader) -> tuple[Source, ...]:
    """Return all sources, ordered by file."""
    documents = store.documents()
    described = store.described()
    keys = make_keys(described[document.id].item for document in documents)
    return tuple(Source(document, described[document.id], key) for document, key in zip(documents, keys, strict=True))


def cite_hits(
    store: StoreReader, cache: Cache, hits: Sequence[Hit], style: str, *, form: str | None = None, to: str = "plain"
) -> list[RenderedCitation]:
    """Return the citation of each hit in ``style``, with its page, paragraph or lines.

    ``style`` is a CSL style (see :func:`~kurilsearch.cite.styles.find_style`) or one of KEY_SYNTAXES. Raises StyleError
    for a style that does not exist, PandocMissingError where there is no pandoc.
    """
    return _cite_at(store, cache, hits, locators(store, hits), style, form, to)


def _cite_at(
    store: StoreReader,
    cache: Cache,
    hits: Sequence[Hit],
    places: Sequence[Locator | None],
    style: str,
    form: str | None,
    to: str,
) -> list[RenderedCitation]:
    if style in KEY_SYNTAXES:
        keys = {source.document.id: source.key for source in list_sources(store)}
        return [
            RenderedCitation(KEY_SYNTAXES[style](keys[hit.document], place))
            for hit, place in zip(hits, places, strict=True)
        ]
    items = {number: described.item for number, described in store.described(hit.document for hit in hits).items()}
    cited = find_style(style)
    letters = [letter_of(items[hit.document], hit) for hit in hits]
    requests = [
        _request(
            letter or items[hit.document], cited, place if not letter or letter["type"] == "book" else None, form, to
        )
        for hit, letter, place in zip(hits, letters, places, strict=True)
    ]
    return _numbered(render(requests, cache), cited, [hit.document for hit in hits])


_PROGRAMS = {"latex": Output.LATEX.value, "typst": Output.TYPST.value}
"""The markup in which a quotation beside a program's cite key stands, where none is asked for."""

MARKS_BESIDE_KEYS = "chicago-author-date"
"""The style whose quotation marks and stops a quotation has beside a cite key."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A quotation as a writer pastes it; where its citation cannot be made ``problem`` says why, and it has none."""

    text: str
    problem: str | None = None


def with_citations(store: StoreReader, cache: Cache, results: Sequence[Answer], style: str) -> list[Answer]:
    """Return the answers with the citation of each hit; where one cannot be made or names nothing, a note says why."""
    hits = [hit for result in results for hit in result.hits]
    made = iter(cite_hits(store, cache, hits, style))
    return [_with_citations(result, list(islice(made, len(result.hits)))) for result in results]


def _with_citations(result: Answer, citations: Sequence[RenderedCitation]) -> Answer:
    pairs = list(zip(result.hits, citations, strict=True))
    problems: dict[str, None] = dict.fromkeys(
        f"{hit.file}: {problem}" for hit, citation in pairs if (problem := citation.problem or _nothing_named(hit))
    )
    hits = tuple(replace(hit, citation=citation.text or None) for hit, citation in pairs)
    return replace(result, hits=hits, notes=(*result.notes, *problems))


def _nothing_named(hit: Hit) -> str | None:
    """Return what to say of a citation that names neither a person nor a title."""
    if hit.author or hit.title or hit.speaker:
        return None
    return f"neither author nor title is known; set them: kurilsearch sources set {hit.file} author=… title=…"


def paste_hits(
    store: StoreReader,
    cache: Cache,
    hits: Sequence[Hit],
    style: str,
    *,
    to: str = "plain",
    typed: Sequence[str] | None = None,
    second_hand: Sequence[str | None] = (),
) -> list[Pasted]:
    """Return each hit as a writer pastes it: its words in the marks of ``style``, with the citation in its place.

    ``typed`` are the quotations for which the hits were found, whose ellipses and brackets stay; ``second_hand`` has
    the citation of those that quote another work, in the same markup. A cite key stands where an author-date style has
    its citation. Raises what :func:`cite_hits` raises.
    """
    by_line = _cited_by_line(store, hits)
    citations = _cite_at(store, cache, hits, _places(hits, by_line), style, None, to)
    citations = [
        replace(citation, text=instead) if instead else citation
        for citation, instead in zip_longest(citations, second_hand[: len(citations)])
    ]
    to = _PROGRAMS.get(style, to) if to == Output.PLAIN else to
    rules = find_style(MARKS_BESIDE_KEYS if style in KEY_SYNTAXES else style)
    pasted = []
    for number, (hit, citation) in enumerate(zip(hits, citations, strict=True), 1):
        lines = by_line.get(hit.document)
        text = lines.quoted(hit) if lines else hit.quote
        if typed is not None:
            text = as_typed(typed[number - 1], text, [omission.text for omission in hit.omissions])
        if hit.kind == Kind.NOTE and hit.quote_in_passage[0] == 0:
            text = without_note_number(text)
        quoted = Quoted(text, store.document(hit.document).language)
        pasted.append(Pasted(paste(quoted, citation.text, rules, Output(to), note=number), citation.problem))
    return pasted


def cite_sources(
    cache: Cache,
    sources: Sequence[Source],
    style: str,
    locator: Locator | None = None,
    *,
    form: str | None = None,
    to: str = "plain",
) -> list[RenderedCitation]:
    """Return the citation of each source, at one place where ``locator`` is given; see :func:`cite_hits`.

    Where the style has numbers, works are numbered in the order of the sources.
    """
    if style in KEY_SYNTAXES:
        return [RenderedCitation(KEY_SYNTAXES[style](source.key, locator)) for source in sources]
    cited = find_style(style)
    items = [source.described.item for source in sources]
    requests = [
        replace(_request(item, cited, locator, form, to), beside=beside)
        for item, beside in zip(items, _told_apart(items, whole=_needs_whole_list(cited, form)), strict=True)
    ]
    return _numbered(render(requests, cache), cited, [source.document.id for source in sources])


def _needs_whole_list(style: CitationStyle, form: str | None) -> bool:
    """Tell whether all works of a name change how one is cited: by a dash in the list, or a title in the text."""
    if form == Form.BIBLIOGRAPHY:
        return "subsequent-author-substitute" in style.csl
    return style.format is CitationFormat.AUTHOR


def _told_apart(items: Sequence[Item], *, whole: bool = False) -> list[tuple[Item, ...]]:
    """Return for each item the others of the same first name and year, in their order: a list tells them apart.

    Copies of one work are one. In a ``whole`` list all works of a name stand beside each other.
    """
    alike: dict[str, list[Item]] = defaultdict(list)
    keys = [_name_and_year(item, year=not whole) for item in items]
    for key, item in zip(keys, items, strict=True):
        if item not in alike[key]:
            alike[key].append(item)
    return [
        tuple(other for other in alike[key] if other != item) if key else ()
        for key, item in zip(keys, items, strict=True)
    ]


def _name_and_year(item: Item, *, year: bool) -> str:
    """Return the family name and ``year`` by which the text calls a work; empty where it has no name."""
    names = item.get("author") or item.get("editor") or ()
    first = next((str(name.get("family") or name.get("literal") or "") for name in names), "")
    said = year_of_date(item.get("issued")) if year else None
    return f"{first.casefold()} {said or ''}" if first else ""


def sort_sources(sources: Sequence[Source], style: str) -> list[Source]:
    """Return sources in the order of the style's bibliography; those of a cite key's program stay as they are."""
    if style in KEY_SYNTAXES or len(sources) < 2:
        return list(sources)
    return [sources[at] for at in listed_order([source.described.item for source in sources], find_style(style))]


def export_sources(sources: Iterable[Source], to: str) -> str:
    """Return sources as a bibliography file; see :func:`~kurilsearch.cite.export.export`."""
    return export((source.item for source in sources), ExportFormat(to))


_FIRST_NUMBER = re.compile(r"(?:^|(?<=[\s\[(>{]))1(?=[\s\]).,<}\\]|$)")


def _numbered(
    citations: Sequence[RenderedCitation], style: CitationStyle, documents: Sequence[int]
) -> list[RenderedCitation]:
    """Return the citations of a numeric style with the numbers of a list: each was rendered alone, as number 1."""
    if style.format is not CitationFormat.NUMERIC:
        return list(citations)
    numbers = {document: number for number, document in enumerate(dict.fromkeys(documents), 1)}
    return [
        replace(citation, text=_FIRST_NUMBER.sub(str(numbers[document]), citation.text, count=1))
        for citation, document in zip(citations, documents, strict=True)
    ]


def _request(item: Item, style: CitationStyle, place: Locator | None, form: str | None, to: str) -> Request:
    return Request(item, style, place, Form(form) if form else None, Output(to))


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a document that is cited by them: its source text, and where in it each line begins."""

    text: str
    starts: Sequence[int]

    def touched(self, hit: Hit) -> Span:
        """Return the first and last numbered line of a hit, both inclusive."""
        return max(bisect_right(self.starts, hit.char_start), 1), max(bisect_right(self.starts, hit.char_end - 1), 1)

    def quoted(self, hit: Hit) -> str:
        """Return what a hit quotes with the line breaks of the source."""
        lines = (line.strip() for start, end in hit.pieces for line in self.text[start:end].splitlines())
        return "\n".join(filter(None, lines))


def locators(store: StoreReader, hits: Sequence[Hit]) -> list[Locator | None]:
    """Return where hits stand as citations say it: page, paragraph or, where a text is made of lines, lines."""
    return _places(hits, _cited_by_line(store, hits))


def _places(hits: Sequence[Hit], by_line: Mapping[int, _Lines]) -> list[Locator | None]:
    return [locate(hit, lines=by_line[hit.document].touched(hit) if hit.document in by_line else None) for hit in hits]


def _cited_by_line(store: StoreReader, hits: Sequence[Hit]) -> dict[int, _Lines]:
    """Return the lines of those documents of hits that are cited by line; those with pages or times are not."""
    placed = {hit.document for hit in hits if (hit.page, hit.file_page, hit.time) != (None, None, None)}
    found = {}
    for document in {hit.document for hit in hits} - placed:
        text = store.source_text(document)
        if starts := numbered_lines(store.passages(document), text):
            found[document] = _Lines(text, starts)
    return found
