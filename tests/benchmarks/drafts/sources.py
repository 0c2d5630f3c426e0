"""The sources of the benchmark: novels, set as Markdown, as pages with notes, and as pages that a machine has misread.

What is written is damaged; what is drawn from is the clean text, so that the truth comes from no reader of ours.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.corpus import paragraphs_of, tei_to_markdown
from tests.benchmarks.misquotes.print_damage import misread

DRESSES = ("markdown", "pages", "scan")
"""How a source is set: paragraphs without pages; pages with heads, numbers and notes; the same, misread."""

_COLUMNS, _LINES = 66, 36
_NOTED = 0.35
"""The share of pages that have a note."""

_MISREAD_LINES, _MISREAD_RATE = 0.12, 0.012
_FRONT = re.compile(r'\A---\ntitle: "(?P<title>.*)"\nauthor: "(?P<author>.*)"\n(?:year: (?P<year>\d{4})\n)?---\n')


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """The words of a paragraph, and the page of each; no pages where the source shows none."""

    words: tuple[str, ...]
    pages: tuple[int, ...] = ()
    noted: frozenset[int] = frozenset()
    """Indexes of the words behind which the mark of a note stands."""


@dataclass(frozen=True, slots=True)
class Source:
    """A work as it is cited, its file, and its paragraphs."""

    file: str
    key: str
    family: str
    given: str
    title: str
    year: int
    dress: str
    paragraphs: tuple[SourceParagraph, ...]

    @property
    def short_title(self) -> str:
        """The title up to its subtitle, of four words at most."""
        return " ".join(re.split(r"[:;,.(]| or,? ", self.title)[0].split()[:4])


def write_sources(novels: Path, folder: Path, most_bytes: int, seed: int) -> tuple[list[Source], Source]:
    """Write novels of so many bytes to ``folder`` with their bibliography, and return them and one that is left out.

    Novels without author, or of the same author and year as another, are left out. SystemExit where there are none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sources: list[Source] = []
    left_out: Source | None = None
    written = 0
    known: set[tuple[str, int]] = set()
    for number, file in enumerate(sorted(novels.rglob("*.xml"))):
        chance = random.Random(f"{seed}-{file.name}")
        text = tei_to_markdown(file)
        front = _FRONT.match(text)
        if front is None or not front["year"] or "," not in front["author"]:
            continue
        family, given = (part.strip() for part in front["author"].split(",", 1))
        if (family, int(front["year"])) in known or " " in family:
            continue
        known.add((family, int(front["year"])))
        dress = DRESSES[number % len(DRESSES)]
        key = f"{family.lower()}{front['year']}"
        name = f"{key}.{'md' if dress == 'markdown' else 'txt'}"
        paragraphs = [tuple(paragraph.split()) for paragraph in paragraphs_of(text)]
        laid, set_text = _set(paragraphs, front["title"], dress, chance)
        source = Source(name, key, family, given, front["title"], int(front["year"]), dress, tuple(laid))
        if left_out is None:
            left_out = source  # what is invented is taken from it
            continue
        (folder / name).write_text(set_text, encoding="utf-8")
        sources.append(source)
        written += len(set_text)
        if written >= most_bytes:
            break
    if left_out is None or not sources:
        raise SystemExit(f"no novels in TEI with author and year in {novels}")
    (folder / "library.bib").write_text("\n".join(map(_entry, sources)), encoding="utf-8")
    return sources, left_out


def _entry(source: Source) -> str:
    fields = {
        "author": f"{source.family}, {source.given}",
        "title": source.title,
        "date": str(source.year),
        "publisher": "Smith",
        "location": "London",
        "file": source.file,
    }
    return f"@book{{{source.key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"


def _set(
    paragraphs: Sequence[tuple[str, ...]], title: str, dress: str, chance: random.Random
) -> tuple[list[SourceParagraph], str]:
    if dress == "markdown":
        return [SourceParagraph(words) for words in paragraphs], "\n\n".join(" ".join(words) for words in paragraphs)
    press = _Press(title, chance, is_scanned=dress == "scan")
    laid = [press.set(words) for words in paragraphs]
    return laid, press.finish()


class _Press:
    """Sets paragraphs on pages of a fixed number of lines."""

    def __init__(self, title: str, chance: random.Random, *, is_scanned: bool) -> None:
        self._head = " ".join(title.split()[:5]).upper()
        self._chance, self._is_scanned = chance, is_scanned
        self._pages: list[str] = []
        self._lines: list[str] = []
        self._note: str | None = None
        self._notes = 0
        self._begin()

    @property
    def page(self) -> int:
        """The number of the page that is being set."""
        return len(self._pages) + 1

    def _begin(self) -> None:
        self._lines = []
        self._wants_note = self._chance.random() < _NOTED
        self._note = None

    def set(self, words: Sequence[str]) -> SourceParagraph:
        """Set a paragraph, its first line indented, and return where its words stand."""
        pages: list[int] = []
        noted: set[int] = set()
        line = "    "
        for index, word in enumerate(words):
            printed = word
            if self._wants_note and self._note is None and len(self._lines) > 3 and word[-1:] in ".,;":
                self._notes += 1
                printed = f"{word}[{self._notes}]"
                self._note = f"[{self._notes}] The first edition has another reading in this place."
                noted.add(index)
            if len(line) + 1 + len(printed) > _COLUMNS:
                line = self._break(line, printed)
                printed = "" if line else printed
            if printed:
                line = f"{line} {printed}" if line.strip() else line + printed
            pages.append(self.page)
        self._add(line)
        return SourceParagraph(tuple(words), tuple(pages), frozenset(noted))

    def _break(self, line: str, word: str) -> str:
        """End a line, dividing the next word now and then; return what begins the next line."""
        if len(word) > 8 and word.isalpha() and word.islower() and self._chance.random() < 0.25:
            at = len(word) // 2
            self._add(f"{line} {word[:at]}-")
            return word[at:]
        self._add(line)
        return ""

    def _add(self, line: str) -> None:
        if self._is_scanned and self._chance.random() < _MISREAD_LINES:
            line = misread(self._chance, line, _MISREAD_RATE)
        self._lines.append(line)
        if len(self._lines) >= _LINES:
            self._turn()

    def _turn(self) -> None:
        foot = f"\n\n{self._note}" if self._note else ""
        head = f"{self.page}    {self._head}" if self.page % 2 == 0 else f"{self._head}    {self.page}"
        self._pages.append(f"{head}\n\n" + "\n".join(self._lines) + foot)
        self._begin()

    def finish(self) -> str:
        """Return all pages, a form feed between them."""
        if self._lines:
            self._turn()
        return "\n\f".join(self._pages) + "\n"


def drawn_from(source: Source, chance: random.Random, length: int) -> Iterator[tuple[SourceParagraph, int]]:
    """Yield places of a source where so many words stand in one paragraph, without end."""
    while True:
        paragraph = chance.choice(source.paragraphs)
        if len(paragraph.words) >= length + 2:
            yield paragraph, chance.randrange(1, len(paragraph.words) - length)
