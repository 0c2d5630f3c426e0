"""How near kurilsearch comes to what careful readers have marked by hand in real documents.

The tests hold the scores against bars, and ``python -m tests.benchmarks.known_answers`` prints them. The answers are
those of ``gold/seeds-public.json`` and ``gold/quotes-public.json`` beside the repository; offsets are in characters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kurilsearch.cite.locator import parse_locator
from kurilsearch.cite.styles import CitationFormat, find_style
from kurilsearch.hit import Hit
from kurilsearch.library.library import Library
from kurilsearch.model import Kind, ParsedDocument, StoredPassage
from kurilsearch.parse import parse_document
from kurilsearch.programs.pandoc import run_pandoc
from kurilsearch.read import read_source
from kurilsearch.references import References
from kurilsearch.references.note_marks import read_marks
from kurilsearch.references.read import read_references
from kurilsearch.work import Item

Answers = dict[str, Any]
"""What is known of one document."""

NEAR = 3
"""Characters that either end of a quotation's span may be off."""

STYLES = ("chicago", "mla", "apa", "harvard", "mhra", "ieee", "vancouver", "turabian")


@dataclass(frozen=True)
class Score:
    """How many are ``right`` of those ``found`` and of those ``wanted``; ``missed`` names what was not found."""

    right: int
    found: int
    wanted: int
    missed: tuple[object, ...] = ()

    @property
    def precision(self) -> float:
        """The share of those found that are right."""
        return self.right / self.found if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        """The share of those wanted that are right."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0


def total(scores: Iterable[Score]) -> Score:
    """Add scores up."""
    every = list(scores)
    return Score(
        sum(score.right for score in every),
        sum(score.found for score in every),
        sum(score.wanted for score in every),
        tuple(missed for score in every for missed in score.missed),
    )


def read_answers(gold: Path) -> dict[str, Answers]:
    """Return what is known of each document, by the name of its file."""
    files: dict[str, Answers] = json.loads((gold / "seeds-public.json").read_text(encoding="utf-8"))["files"]
    return files


def read_quotations(gold: Path) -> list[Answers]:
    """Return quotations, each with the place where it stands or the kind ``negative``."""
    items: list[Answers] = json.loads((gold / "quotes-public.json").read_text(encoding="utf-8"))
    return items


def read_document(file: Path) -> ParsedDocument:
    """Return a document as it is indexed."""
    return parse_document(read_source(file))


# Structure


def score_paragraphs(document: ParsedDocument, known: Answers) -> Score:
    """A paragraph is right where one passage holds its first and last character and those of no other one."""
    running = [p for p in document.passages if p.kind in (Kind.BODY, Kind.BLOCKQUOTE)]
    spans = [set(p.way_back.source_pieces(0, len(p.text), split_at_wraps=True)) for p in running]
    edges = [(item["pieces"][0][0], item["pieces"][-1][1] - 1) for item in known["paragraphs"]["items"]]
    holders = [(_holder(spans, first), _holder(spans, last)) for first, last in edges]
    right = sum(
        first is not None and first == last and sum(first in pair for pair in holders) == 1 for first, last in holders
    )
    return Score(right, len(running), len(edges))


def _holder(spans: list[set[tuple[int, int]]], offset: int) -> int | None:
    # the gold counts a note mark at a paragraph's end as its part: look a few characters back as well
    for back in range(14):
        for number, pieces in enumerate(spans):
            if any(start <= offset - back < end for start, end in pieces):
                return number
    return None


def score_headings(document: ParsedDocument, known: Answers) -> Score:
    """A heading is right where its text and its line are."""
    found = {
        (document.source.text.count("\n", 0, p.char_start) + 1, p.text)
        for p in document.passages
        if p.kind is Kind.HEADING
    }
    wanted = {(heading["line"], heading["text"]) for heading in known["headings"]}
    return Score(len(found & wanted), len(found), len(wanted), tuple(wanted - found))


def score_page_breaks(document: ParsedDocument, known: Answers) -> Score:
    """A page break of which the readers were sure is found where one stands within two characters."""
    breaks = known.get("pages", {}).get("breaks", ())
    sure = [at for at in breaks if at["kind"] == "page" and at["confidence"] > 0.8]
    found = {page.start for page in document.pages}
    missed = [at["line"] for at in sure if not any(abs(start - at["char_offset"]) <= 2 for start in found)]
    return Score(len(sure) - len(missed), len(found), len(sure), tuple(missed))


# What a document cites


def read_cited(document: ParsedDocument) -> tuple[list[StoredPassage], References]:
    """Return the passages of a document as a store has them, and what they cite."""
    text = document.source.text
    stored = [
        StoredPassage(
            number + 1,
            1,
            number,
            passage,
            text.count("\n", 0, passage.char_start) + 1,
            tuple(at for at in range(passage.char_start, passage.char_end) if text[at] == "\n"),
        )
        for number, passage in enumerate(document.passages)
    ]
    return stored, read_references(stored, read_marks(text, document.furniture))


def score_entries(cited: References, known: Answers) -> Score:
    """An entry of a reference list is right where it begins where the readers say."""
    wanted = {entry["char_start"] for entry in known["references"]}
    found = {entry.places[0].source_span[0] for entry in cited.entries}
    return Score(len(found & wanted), len(found), len(wanted), tuple(wanted - found))


def score_citations(cited: References, known: Answers) -> Score:
    """A citation in the text is right where it has the readers' span and leads to the same entry, or to none."""
    starts = {entry["n"]: entry["char_start"] for entry in known["references"]}
    found = {
        citation.place.source_span: [entry.places[0].source_span[0] for entry in cited.entries_of(number)]
        for number, citation in enumerate(cited.citations)
    }
    wanted = {
        (citation["char_start"], citation["char_end"]): [starts[citation["resolves_to"]]]
        if citation["resolves_to"]
        else []
        for citation in known["citations"]
    }
    missed = [span for span, entries in wanted.items() if found.get(span) != entries]
    return Score(len(wanted) - len(missed), len(found), len(wanted), tuple(missed))


# Quotations


def score_quotations(library: Library, quotations: Sequence[Answers]) -> Score:
    """A quotation is right where the first hit is its place, each end within :data:`NEAR` characters."""
    missed: list[object] = []
    wanted = [item for item in quotations if item["kind"] != "negative"]
    for item in wanted:
        first = next(iter(library.find_quotation(item["query"]).hits), None)
        places = [item, *item.get("also_at", ())]
        if first is None or first.file != item["file"] or not any(_is_at(first, place) for place in places):
            missed.append((item["id"], first and (first.file, first.char_start, first.char_end)))
    return Score(len(wanted) - len(missed), len(wanted), len(wanted), tuple(missed))


def _is_at(hit: Hit, place: dict[str, int]) -> bool:
    return abs(hit.char_start - place["char_start"]) <= NEAR and abs(hit.char_end - place["char_end"]) <= NEAR


def found_though_nowhere(library: Library, quotations: Sequence[Answers]) -> tuple[list[str], int]:
    """Return the quotations that stand nowhere and are found, and how many stand nowhere."""
    asked = [item["query"] for item in quotations if item["kind"] == "negative"]
    return [result.query for result in library.find_quotations(asked) if result.hits], len(asked)


# Citations


def score_citing(library: Library, style: str, folder: Path) -> Score:
    """A note or entry is right where it equals what pandoc alone makes of the work, in a document of its own.

    The numbers of numeric styles are set aside: one work alone is number 1, and in a list each has its own. ``folder``
    is for pandoc's files.
    """
    sources = library.sources()
    files = [source.document.file for source in sources]
    notes = library.cite_sources(files, style, parse_locator("p. 23"))
    entries = library.cite_sources(files, style, form="bibliography")
    missed: list[object] = []
    for number, (source, note, entry) in enumerate(zip(sources, notes, entries, strict=True), 1):
        cited, listed = _by_pandoc_alone(source.item, style, "p. 23", folder)
        if (shown := re.sub(rf"^(\W){number}(?=\W)", r"\g<1>1", note.text)) != cited:
            missed.append((shown, cited))
        shown = entry.text.replace(f"[{number}]", "[1]").replace(f"{number}. ", "1. ", 1)
        if shown != listed and not (entry.left_out and not listed):
            missed.append((shown, listed))
    wanted = 2 * len(sources)
    return Score(wanted - len(missed), wanted, wanted, tuple(missed))


def _by_pandoc_alone(item: Item, style: str, place: str, folder: Path) -> tuple[str, str]:
    """What pandoc prints where one work is cited once in a document of its own: the citation, the bibliography."""
    (folder / "item.json").write_text(json.dumps([item]), encoding="utf-8")
    (folder / "style.csl").write_text(find_style(style).csl, encoding="utf-8")
    text = f"[@{item['id']}, {place}]\n"
    arguments = ["--citeproc", "--bibliography=item.json", "--csl=style.csl", "--to=plain", "--wrap=none"]
    cited, _, listed = run_pandoc(arguments, text, folder=folder).partition("\n\n")
    if find_style(style).format is CitationFormat.NOTE:
        assert cited == "[1]"
        listed, _, cited = listed.rpartition("[1] ")
    return cited.strip(), listed.strip()
