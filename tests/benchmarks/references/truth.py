"""Lists of references with what is right of them, and from that the labels of their lines and words."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kurilsearch.model import SourceText, StoredPassage
from kurilsearch.parse import parse_document
from kurilsearch.references.entries import listed_passages
from kurilsearch.references.entry_features import Word, words_of
from kurilsearch.references.entry_fields import read_label
from kurilsearch.references.line_features import line_features, list_lines
from tests.benchmarks.first_pages.truth import fold

Labelled = tuple[Sequence[Sequence[str]], list[str]]


@dataclass(frozen=True)
class Entry:
    """A true entry: its range in letters and digits of the file, those of its label, and its fields where known."""

    start: int
    end: int
    label: int
    text: str
    has_fields: bool
    first: str | None
    title: str | None
    years: tuple[int, ...]


@dataclass(frozen=True)
class ReferenceList:
    """A file with one list; ``kind`` is the collection and ``layout`` how the list is set."""

    name: str
    kind: str
    layout: str
    entries: tuple[Entry, ...]
    stored: list[StoredPassage] = field(repr=False)
    letters: list[int] = field(repr=False)

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """Return a range of the source counted in letters and digits."""
        return bisect_left(self.letters, start), bisect_left(self.letters, end)


def read_lists(folder: Path) -> Iterator[ReferenceList]:
    """Yield the lists of a folder with ``files`` and ``truth.jsonl``."""
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        said: dict[str, Any] = json.loads(line)
        text = (folder / "files" / said["file"]).read_text(encoding="utf-8")
        entries = [
            (*each["span"], each["label"] or "", Entry(
                0, 0, 0, each["text"], each["fields"], each["first"], each["title"], tuple(each["years"])
            ))
            for each in said["entries"]
        ]  # fmt: skip
        yield list_of(said["file"], said["set"], said["layout"], text, entries)


def list_of(
    name: str, kind: str, layout: str, text: str, entries: Sequence[tuple[int, int, str, Entry]]
) -> ReferenceList:
    """Return the list in a text as it is parsed; of each entry start and end in the text, and its label."""
    document = parse_document(SourceText(text, "text", "utf-8"))
    letters = [at for at, char in enumerate(text) if char.isalnum()]
    known = [
        replace(
            entry,
            start=bisect_left(letters, start),
            end=bisect_left(letters, end),
            label=sum(map(str.isalnum, label)),
        )
        for start, end, label, entry in entries
    ]
    stored = [
        StoredPassage(n + 1, 1, n, passage, 1, tuple(
            at for at in range(passage.char_start, passage.char_end) if text[at] == "\n"
        ))
        for n, passage in enumerate(document.passages)
    ]  # fmt: skip
    return ReferenceList(name, kind, layout, tuple(known), stored, letters)


def label_lines(each: ReferenceList) -> Labelled:
    """Return the features of a list's lines and their labels: ``begin`` and ``on`` of an entry, ``out`` of any."""
    lines = list_lines(listed_passages(each.stored))
    ends = {entry.start: entry.end for entry in each.entries}
    labels = []
    end = 0
    for line in lines:
        start, _ = each.range_of(*line.stored.passage.way_back.source_span(*line.span))
        if start in ends:
            end = ends[start]
            labels.append("begin")
        else:
            labels.append("on" if start < end else "out")
    return line_features(lines), labels


def label_words(entry: Entry) -> tuple[list[Word], list[str]] | None:
    """Return the words of an entry with their labels; None where its fields do not stand in it.

    ``first`` is the family name of the first author, ``before`` and ``after`` are what stands around the title.
    """
    words = words_of(entry.text, read_label(entry.text)[1])
    labels = ["other"] * len(words)
    title = _find(words, entry.title) if entry.title else []
    first = _find(words, entry.first) if entry.first else []
    if (entry.title and not title) or (entry.first and not first):
        return None
    for inside, label in ((title, "title"), (first, "first")):
        for at in range(inside[0], inside[-1] + 1) if inside else ():
            labels[at] = label
    for year in entry.years[:1]:
        places = [at for at, word in enumerate(words) if labels[at] == "other" and word.text[:4] == str(year)]
        if places and len(words[places[0]].text) <= 5:
            labels[places[0]] = "year"
    if title:
        labels = [
            ("before" if at < title[0] else "after") if label == "other" else label for at, label in enumerate(labels)
        ]
    return words, labels


def _find(words: Sequence[Word], wanted: str) -> list[int]:
    """Return the numbers of the words that hold ``wanted``, from the first word that begins it."""
    folded = [fold(word.text) for word in words]
    starts, length = [], 0
    for each in folded:
        starts.append(length)
        length += len(each)
    begins = {start for start, each in zip(starts, folded, strict=True) if each}
    text, key = "".join(folded), fold(wanted)
    at = text.find(key)
    while at >= 0 and at not in begins:
        at = text.find(key, at + 1)
    return [n for n in range(len(words)) if folded[n] and at <= starts[n] < at + len(key)] if at >= 0 and key else []
