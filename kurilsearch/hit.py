"""What a search returns: hits with the fields that every output format and front end shows, made at a place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from kurilsearch.model import Document, Page, Span, StoredPassage

if TYPE_CHECKING:
    from kurilsearch.difference import Caution, Difference, Omission, Verdict
    from kurilsearch.facets import Facets

FIELDS = (
    *("rank", "score", "document", "file", "author", "title", "year", "citekey", "guessed", "kind", "section"),
    *("page", "file_page", "paragraph", "speaker", "time", "line_start", "line_end"),
    *("char_start", "char_end", "pieces"),
    *("quote", "passage", "matches"),
)
"""The names that every hit has for a program, in order; `kurilsearch help json` explains them."""


class CitedThere(NamedTuple):
    """A work on which quoted words rest, as the source itself says.

    ``citation`` is how it is cited there (``Nimmo, 1994``), ``entries`` the works as the source lists them: none where
    it does not, several where it cannot be told which. ``second_hand`` says that the words are themselves a quotation
    from that work; ``quoted_as`` is then the citation by which a writer quotes them from here, where a style was named.
    """

    citation: str
    entries: tuple[str, ...]
    second_hand: bool = False
    quoted_as: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the work as plain lists and strings."""
        return {
            "citation": self.citation,
            "entries": list(self.entries),
            "second_hand": self.second_hand,
            "quoted_as": self.quoted_as,
        }


class Relation(StrEnum):
    """What a place that has the words of a quotation is to the other places that have them.

    ``SOURCE`` has them itself; ``COPY`` is the same text in another file, such as another edition or a scan; in
    ``QUOTING`` they are a quotation; ``LISTED`` is an entry of a list of references; ``ALSO`` has them too.
    """

    SOURCE = "source"
    COPY = "copy"
    QUOTING = "quoting"
    LISTED = "listed"
    ALSO = "also"


@dataclass(frozen=True, slots=True)
class Hit:
    """A quoted passage with its position; the fields are a stable interface: added to, never renamed.

    ``quote`` is the sentence or sentences that hold the words, cut from the source at ``char_start``-``char_end``
    and joined over wraps; ``pieces`` are its source ranges where furniture or a note interrupts it, one piece
    otherwise. ``matches`` are ranges in ``quote``, ``passage_matches`` the same in ``passage``. ``page`` is the
    printed page label (``71-72`` for a range), ``file_page`` the 1-based page of the file.

    ``speaker`` and ``time`` say who says or writes it and when, in transcripts, subtitles and letters.
    ``citation`` and ``cites``, the works on which the words rest, are there where they were asked for.

    The others are those of a quotation that was looked for: ``similarity`` from 0 to 1, the ``differences``, the
    gravest first, the ``verdict``, whether that is ``faithful``, what its ellipses leave out, and ``cautions``; the
    ``relation`` of the place to the others, where there are several; ``speakers``, where more than one says the words;
    what stands ``before`` and ``after`` it, where that was asked for.
    """

    rank: int
    score: float
    document: int
    file: str
    author: str | None
    title: str | None
    year: int | None
    citekey: str | None
    kind: str
    section: tuple[str, ...]
    page: str | None
    file_page: int | None
    paragraph: int | None
    line_start: int | None
    line_end: int | None
    char_start: int
    char_end: int
    pieces: tuple[Span, ...]
    quote: str
    passage: str
    matches: tuple[Span, ...]
    passage_matches: tuple[Span, ...] = ()
    quote_in_passage: Span = (0, 0)
    passage_id: int = 0
    guessed: tuple[str, ...] = ()
    citation: str | None = None
    similarity: float | None = None
    differences: tuple[Difference, ...] | None = None
    faithful: bool | None = None
    verdict: Verdict | None = None
    omissions: tuple[Omission, ...] = ()
    cautions: tuple[Caution, ...] = ()
    cites: tuple[CitedThere, ...] | None = None
    speaker: str | None = None
    time: str | None = None
    relation: Relation | None = None
    speakers: tuple[str, ...] = ()
    before: str | None = None
    after: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the hit as plain lists, numbers and strings, ready for JSON, in the documented order."""
        plain: dict[str, Any] = {name: getattr(self, name) for name in FIELDS}
        for name in ("guessed", "section"):
            plain[name] = list(plain[name])
        for name in ("pieces", "matches"):
            plain[name] = [list(span) for span in plain[name]]
        if self.citation is not None:
            plain["citation"] = self.citation
        if self.cites is not None:
            plain["cites"] = [work.to_dict() for work in self.cites]
        if self.differences is not None:
            plain["similarity"] = self.similarity
            plain["verdict"] = self.verdict.value if self.verdict is not None else None
            plain["faithful"] = self.faithful
            plain["differences"] = [difference.to_dict() for difference in self.differences]
            plain["omissions"] = [omission.to_dict() for omission in self.omissions]
            plain["cautions"] = [caution.to_dict() for caution in self.cautions]
            plain["relation"] = self.relation.value if self.relation else None
            plain["speakers"] = list(self.speakers)
        if self.before is not None or self.after is not None:
            plain["before"], plain["after"] = self.before, self.after
        return plain


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a query: the hits, how many passages match in all, and what was done to the query.

    ``loosened`` is None, or one sentence that says how the query was loosened because nothing matched it.
    ``suggestion`` is a query that probably was meant (did you mean), or None. ``partial_from`` is the rank of the first
    hit that lacks a word of the question, None where none does, and ``lacking`` are the words that some hits lack.
    ``facets``, where they were asked for, count the passages that match by source, author, year, language and kind.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    loosened: str | None = None
    suggestion: str | None = None
    notes: tuple[str, ...] = field(default=())
    partial_from: int | None = None
    lacking: tuple[str, ...] = ()
    facets: Facets | None = None

    @property
    def complete_hits(self) -> tuple[Hit, ...]:
        """The hits that lack no word of the question; all where each lacks some."""
        return tuple(hit for hit in self.hits if hit.rank < (self.partial_from or 1)) or self.hits

    @property
    def near_quotations(self) -> int:
        """How many of the hits, the first ones, are near quotations of the query's words."""
        return sum(hit.similarity is not None for hit in self.hits)

    def after(self, quotations: Sequence[Hit]) -> SearchResult:
        """Return the result with near quotations in front, which alone have a similarity, and hide none of its hits."""
        places = {(hit.document, hit.passage_id) for hit in quotations}
        others = (hit for hit in self.hits if (hit.document, hit.passage_id) not in places)
        hits = tuple(replace(hit, rank=rank) for rank, hit in enumerate(chain(quotations, others), 1))
        first = len(quotations) + 1
        partial_from = None if self.partial_from is None or first > len(hits) else max(self.partial_from, first)
        return replace(self, hits=hits, total=max(self.total, len(hits)), partial_from=partial_from)


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
    pieces = passage.way_back.source_pieces(*span)
    start, end = (pieces[0][0], pieces[-1][1]) if pieces else passage.way_back.source_span(*span)
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
        pieces=pieces,
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

    Both are None where the document has no pages, the first also where the pages have no labels. Where marks of pages
    are lost, the page is the range in which the words may stand: ``84-93`` between the marks of 84 and 94.
    """
    pages = document.pages_of(*span)
    if pages is None:
        return None, None
    first, last = pages
    return _label(first.label, _last_label(document, last)), first.number


def _label(first: str | None, last: str | None) -> str | None:
    labels = list(dict.fromkeys(label for label in (first, last) if label is not None))
    return "-".join(labels) or None


_LONGER = 1.5
"""How many times the usual length a page must have to be taken for several whose marks are lost."""


def _last_label(document: Document, page: Page) -> str | None:
    """Return what is printed on a page, or on the last of those that stand before the next mark of one.

    A page of a PDF is always one; elsewhere a gap in the numbers is that of lost marks if there is text for more pages.
    """
    pages = document.pages
    at = bisect_right(pages, page.start, key=lambda each: each.start)
    if document.format == "pdf" or at >= len(pages) or not (page.label and pages[at].label):
        return page.label
    here, next_one = page.label, pages[at].label or ""
    if not (here.isdecimal() and next_one.isdecimal() and int(next_one) - int(here) > 1):
        return here
    lengths = sorted(after.start - before.start for before, after in pairwise(pages))
    is_long = pages[at].start - page.start > _LONGER * lengths[len(lengths) // 2]
    return str(int(next_one) - 1) if is_long else here
