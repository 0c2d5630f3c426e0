"""First pages with what is right of them, and from that the labels of their lines and words.

The pages are those of GROBID's header corpus (:func:`real_pages`) and our own golden ones (:func:`own_pages`).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from kurilsearch.describe.first_page.word_features import Word, words_of
from kurilsearch.model import ParsedDocument
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source
from tests.first_pages import PLAIN, STRUCTURED, document_of, golden

_LIKE_ENOUGH = 88
_JUDGED_APART = ("title", "authors", "year", "issued")
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True)
class Truth:
    """What is right of a page: any of ``titles``, all of ``authors`` (given and family name), any of ``years``.

    None where it is not known. ``kind`` is the collection that the page is of; ``others`` are its other fields, by CSL
    variable, with each value that is right.
    """

    name: str
    kind: str
    titles: tuple[str, ...]
    authors: tuple[tuple[str, str], ...] | None
    years: tuple[int, ...] | None
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """A page as it is parsed, and what is right of it."""

    truth: Truth
    parsed: ParsedDocument = field(repr=False)


def fold(text: str) -> str:
    """Return the letters and digits of a text, case and accents aside, as the scores compare them."""
    text = unicodedata.normalize("NFKD", text).translate(_LETTERS)
    return "".join(char for char in text.casefold() if char.isalnum())


def real_pages(folder: Path) -> Iterator[Page]:
    """Yield the pages of a folder with ``files`` and ``truth.jsonl``."""
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        said: dict[str, Any] = json.loads(line)
        people = said["authors"]
        authors = None if people is None else tuple((who.get("given") or "", who["family"]) for who in people)
        others = {"DOI": tuple(said["dois"]), "container-title": tuple(said["journals"])}
        truth = Truth(said["file"], "real", tuple(said["titles"]), authors, tuple(said["years"]) or None, others)
        yield Page(truth, parse_document(read_source(folder / "files" / said["file"])))


def own_pages(work: Path) -> Iterator[Page]:
    """Yield the golden pages, made in the folder ``work`` where a reader has to read them."""
    for page in (*PLAIN, *STRUCTURED):
        right, _ = golden(page)
        authors = []
        for name in filter(None, right.get("authors", "").split("; ")):
            family, _, given = name.partition(", ")
            authors.append((given, family))
        title = (right["title"],) if "title" in right else ()
        years = (int(right["year"]),) if right.get("year", "").isdigit() else ()
        others = {name: (value,) for name, value in right.items() if name not in _JUDGED_APART}
        yield Page(Truth(page.name, "own", title, tuple(authors), years, others), document_of(page, work))


def label_words(texts: Sequence[str], truth: Truth) -> list[tuple[Word, str]]:
    """Return the words of the lines, labelled ``title``, ``name`` (begins one), ``more`` of a name, or ``other``."""
    words = [word for at, text in enumerate(texts) for word in words_of(text, at, "")]
    folded = [fold(word.text) for word in words]
    labels = ["other"] * len(words)
    starts: list[int] = []
    length = 0
    for each in folded:
        starts.append(length)
        length += len(each)
    page = "".join(folded)
    for title in truth.titles[:1]:
        span = _find(page, fold(title))
        if span:
            for at in range(len(words)):
                if folded[at] and span[0] <= starts[at] < span[1]:
                    labels[at] = "title"
            inside = [at for at, label in enumerate(labels) if label == "title"]
            for at in range(inside[0], inside[-1] + 1) if inside else ():
                labels[at] = "title"
    _label_names(page, starts, folded, labels, truth)
    return list(zip(words, labels, strict=True))


def _label_names(page: str, starts: list[int], folded: list[str], labels: list[str], truth: Truth) -> None:
    begins = {start: at for at, start in reversed(list(enumerate(starts))) if folded[at]}

    def free(start: int, end: int) -> bool:
        inside = (at for at in range(len(starts)) if folded[at] and start <= starts[at] < end)
        return all(labels[at] == "other" for at in inside)

    missing = []
    found: list[tuple[int, int]] = []
    for given, family in truth.authors or ():
        short = _initials(given)
        forms = [fold(form) for form in (given + family, family + given, family + short, short + family)]
        spans = [
            (at.start(), at.start() + len(form))
            for form in forms
            if len(form) >= 2
            for at in re.finditer(f"(?={re.escape(form)})", page)
            if at.start() in begins and free(at.start(), at.start() + len(form))
        ]
        if not spans or not given:
            missing.append(family)
        if spans:
            found.append(min(spans, key=lambda span: _distance(span, found)))
            _mark(found[-1], starts, folded, labels)
    for family in missing:
        form = fold(family)
        spans = [(at.start(), at.start() + len(form)) for at in re.finditer(f"(?={re.escape(form)})", page)]
        spans = [span for span in spans if span[0] in begins and free(*span)]
        if spans and len(form) > 2 and found:
            near = min(spans, key=lambda span: _distance(span, found))
            if _distance(near, found) < 80:
                _mark(near, starts, folded, labels)


def _distance(span: tuple[int, int], found: Sequence[tuple[int, int]]) -> int:
    if not found:
        return span[0]
    gaps = [span[0] - end if span[0] >= end else 300 + start - span[1] for start, end in found[-1:]]
    return min(abs(gap) for gap in gaps)


def _mark(span: tuple[int, int], starts: list[int], folded: list[str], labels: list[str]) -> None:
    inside = [at for at in range(len(starts)) if folded[at] and span[0] <= starts[at] < span[1]]
    for at in range(inside[0], inside[-1] + 1) if inside else ():
        labels[at] = "more" if at > inside[0] else "name"


def _find(page: str, title: str) -> tuple[int, int] | None:
    if len(title) < 2:
        return None
    at = page.find(title)
    if at >= 0:
        return at, at + len(title)
    like = fuzz.partial_ratio_alignment(title, page[: 12 * len(title) + 2500])
    if like is None or like.score < _LIKE_ENOUGH or len(page) < len(title):
        return None
    return like.dest_start, like.dest_end


def _initials(given: str) -> str:
    return "".join(part[0] for part in re.split(r"[\s.-]+", given) if part)
