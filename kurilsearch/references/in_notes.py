"""Works cited in notes: in full where there is no list, then by a short form or *ibid.* that leads back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kurilsearch.language.cjk import HAN
from kurilsearch.language.printed_years import LATER_YEAR
from kurilsearch.model import Span, StoredPassage
from kurilsearch.references.authors import read_authors
from kurilsearch.references.cited_names import names_before
from kurilsearch.references.entries import make_entry
from kurilsearch.references.entry_fields import Fields, read_fields
from kurilsearch.references.entry_index import EntryIndex
from kurilsearch.references.in_text import cited_texts
from kurilsearch.references.model import InTextCitation, InTextForm, Link, ReferenceEntry, passage_span
from kurilsearch.references.name_patterns import UPPER, fold
from kurilsearch.references.note_marks import note_label

_PREFIX = re.compile(
    r"(?:(?:see also|see|cf\.|compare|e\.\s?g\.,?|also|but see|for example,?|quoted in|cited in|qtd\. in|vgl\. auch"
    r"|vgl\.|siehe auch|siehe|so|ferner|dazu|ebenso|zit\. nach|"
    r"voir aussi|voir|cité dans|ср\.|см\. также|см\.:?|цит\. по:?|véase|and|und|et|и)\s+)*+",
    re.I,
)
_REPEATED = re.compile(
    r"(?P<ibid>\b(?:ibidem|ibid|ibíd|ebenda|ebd|loc\. cit)\b\.?|\bтам же\b\.?|\ba\.\s?a\.\s?O\.|同上|同前"
    r"|\bid\.(?=,?\s?(?:p|\d)))"
    r"|(?P<work>\bop\.\s?cit\.|\bуказ\. соч\.|前掲(?:書|論文|注\d*)?|\bart\. cit\.)",
    re.I,
)
_CUT = re.compile(
    r"(?P<open>[(\[“«„（「『])|(?P<close>[)\]”»）」』])|(?P<cut>;\s|；|(?<=[.)\d»”])\s(?=(?:See|Cf\.|Vgl\.|Siehe|Voir|См\."
    r"|Ср\.)\s))"
)
"""Where a note goes on to another work: at a semicolon or *see*, not inside of parentheses or quotation marks."""

_LOCATOR = re.compile(
    r"(?:[,.:]\s?|\s|\A)(?P<locator>(?:pp?\.|S\.|[сС]\.|стр\.|ch\.|§)?\s?\d{1,5}(?:\s?[-–]\s?\d{1,5})?(?:\s?ff?\.)?"
    r"|\d{1,5}(?:[-–~〜]\d{1,5})?頁)[\s.,)。]*\Z"
)
_PAGES = r"(?:pp?\.|S\.|[сС]\.|стр\.)?\s?\d{1,5}(?:\s?[-–]\s?\d{1,5})?(?:頁|\s?ff?\b\.?)?"
_SHORT = re.compile(
    rf"(?P<names>[{UPPER}{HAN}][^,:;()“”\"«»„『「]{{1,60}}?)(?:[,:、]\s?|\s?(?=[“\"«„『「]))"
    rf"(?P<title>[“\"«„『「]?[^;()]{{3,160}}?)(?:[,.;]?[”\"»“』」]?[,、.]?\s(?P<locator>{_PAGES}))?[.。”\"»“』」\s]*"
)
_AUTHOR_AND_PAGE = re.compile(
    rf"(?P<names>[{UPPER}][^\d,;:()]{{1,40}}),\s(?P<locator>(?:pp?\.\s?)?\d{{1,4}}(?:\s?[-–]\s?\d{{1,4}})?)\.?"
)
_IN_FULL = re.compile(rf"[^,“”\"«»]{{3,60}},\s(?:[“\"«„]|[^()]{{3,300}}\([^()]{{0,80}}{LATER_YEAR}\))")
"""A name, then a title in quotation marks, or one before place, publisher and year in a parenthesis."""
_SAID = re.compile(r"[“\"«„『「]")
_LONGEST_PART = 2_000


class NoteCitation(NamedTuple):
    """A citation found in a note with what it refers to."""

    citation: InTextCitation
    link: Link


class _Part(NamedTuple):
    """A part of a note that may cite one work; ``start`` is its offset in the passage."""

    stored: StoredPassage
    start: int
    text: str


class NoteReader:
    """Reads notes in order; ``entries`` grows by the works that are cited in full where the document lists none."""

    def __init__(self, entries: Sequence[ReferenceEntry], *, has_list: bool) -> None:
        """Begin with the entries of the list, if there is one."""
        self._has_list = has_list
        self._index = EntryIndex(entries)
        self._last: Link | None = None

    @property
    def entries(self) -> list[ReferenceEntry]:
        """The works known so far."""
        return self._index.entries

    def read(self, stored: StoredPassage, taken: Sequence[Span], linked: dict[int, Link]) -> Iterator[NoteCitation]:
        """Yield the citations of one note.

        ``taken`` are the ranges that author-year citations hold already, ``linked`` what those refer to, by their
        start: an *ibid.* may lead back to them too.
        """
        for part in _parts_of(stored):
            held = [span for span in taken if part.start <= span[0] < part.start + len(part.text)]
            if held:
                self._last = linked.get(held[-1][0], self._last)
                continue
            found = self._repeated(part) or self._full(part) or self._short(part)
            if found:
                self._last = found.link
                yield found

    def _repeated(self, part: _Part) -> NoteCitation | None:
        match = _REPEATED.search(part.text, 0, 120)
        if match is None:
            return None
        names = names_before(part.text, 0, match.start())
        cited = cited_texts(names.names)
        if cited:
            known = self._latest(cited[0])
            link = Link((known,)) if known is not None else Link()
        elif _PREFIX.fullmatch(part.text, 0, match.start()) or match["ibid"]:
            link = self._last or Link()
        else:
            return None
        start = names.start if cited else match.start()
        locator = _LOCATOR.search(part.text[match.end() :][-60:])
        end = len(part.text.rstrip(" .")) if locator else match.end()
        return _citation(part, (start, end), InTextForm.REPEATED, link, cited, locator and locator["locator"])

    def _latest(self, name: str) -> int | None:
        """Return the work of this author that was cited last: the latest of the entries, as notes go on."""
        known = self._index.by_name(name)
        if self._last and len(known) > 1 and (recent := [n for n in self._last.entries if n in known]):
            return recent[-1]
        return known[-1] if known else None

    def _full(self, part: _Part) -> NoteCitation | None:
        start = _after_prefix(part.text)
        words = part.text[start:]
        in_full = _IN_FULL.match(words) is not None
        if not read_authors(words, given_first=in_full).names and not _SAID.match(words):
            return None
        fields = read_fields(words, given_first=in_full)
        if not fields.title or not (fields.year or "DOI" in fields.item) or not _is_full(fields):
            return None
        span = (start, len(part.text.rstrip()))
        locator = _LOCATOR.search(words[-40:])
        cited = fields.names
        known = self._same_work(fields)
        if known is None:
            if self._has_list:
                return None
            known = len(self.entries)
            pieces = [(part.stored, (part.start + start, part.start + span[1]))]
            self._index.add(make_entry(words.strip(), fields, pieces))
        return _citation(
            part, span, InTextForm.FULL, Link((known,)), cited, locator and locator["locator"], fields.title
        )

    def _same_work(self, fields: Fields) -> int | None:
        """Return the entry that is this work: the same first author, and a title that begins alike."""
        known = self._index.by_name(fields.names[0] if fields.names else fields.title or "")
        title = fold(fields.title or "")[:30]
        for number in known:
            listed = fold(self.entries[number].title or "")
            if title and (listed.startswith(title) or (listed and title.startswith(listed[:30]))):
                return number
        return None

    def _short(self, part: _Part) -> NoteCitation | None:
        start = _after_prefix(part.text)
        text = part.text[start:].rstrip()
        alone = _AUTHOR_AND_PAGE.fullmatch(text)
        match = alone or _SHORT.fullmatch(text)
        if match is None:
            return None
        known = self._index.by_name(match["names"].strip())
        names = cited_texts(names_before(text, 0, match.end("names")).names)
        known = known or list(self._index.find(names, None))
        title = None
        if not alone:
            title = match["title"].strip(' “”"«»„『』「」,.')
            short = fold(title)
            known = [n for n in known if _begins_alike(fold(self.entries[n].title or ""), short)]
        if not known:
            return None
        span = (start, start + len(text.rstrip(" .")))
        return _citation(part, span, InTextForm.SHORT, Link(tuple(known)), names, match["locator"], title)


def _after_prefix(text: str) -> int:
    """Return where the words begin behind *see*, *cf.* and their like."""
    match = _PREFIX.match(text)
    return match.end() if match else 0


def _begins_alike(listed: str, short: str) -> bool:
    """Return whether a short title is the beginning of a whole one, or its first words at least."""
    return len(short) >= 4 and (
        listed.startswith(short) or short[:24].startswith(listed[:24] or " ") or (len(short) >= 8 and short in listed)
    )


def _is_full(fields: Fields) -> bool:
    """Return whether a note's words name a work in full: with place or publisher, container, pages or an address."""
    return bool(fields.names) or any(name in fields.item for name in ("container-title", "DOI", "URL", "publisher"))


def _parts_of(stored: StoredPassage) -> Iterator[_Part]:
    """Yield the parts of a note, at semicolons outside of parentheses and quotation marks."""
    text = stored.passage.text
    start = note_label(text)[1]
    depth = 0
    for match in _CUT.finditer(text, start):
        if match["open"]:
            depth += 1
        elif match["close"]:
            depth = max(depth - 1, 0)
        elif depth == 0:
            if text[start : match.start()].strip():
                yield _Part(stored, start, text[start : min(match.start(), start + _LONGEST_PART)])
            start = match.end()
    if text[start:].strip():
        yield _Part(stored, start, text[start : start + _LONGEST_PART])


def _citation(
    part: _Part,
    span: Span,
    form: InTextForm,
    link: Link,
    names: tuple[str, ...],
    locator: str | None,
    title: str | None = None,
) -> NoteCitation:
    start, end = part.start + span[0], part.start + span[1]
    text = part.stored.passage.text[start:end]
    place = passage_span(part.stored, start, end)
    return NoteCitation(
        InTextCitation(place, text, form, (start, end), names, title=title, locator=locator and locator.strip()), link
    )
