"""Which entry a citation refers to, and whether what looks like one is one.

A name with a year that the list holds is a citation wherever it stands. What the list does not hold counts only where
it can hardly be anything else: alone in a parenthesis, of a document that cites so; a date is no citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kurilsearch.model import StoredPassage
from kurilsearch.references.cited_names import Name
from kurilsearch.references.entry_index import EntryIndex
from kurilsearch.references.in_text import CitationCandidate, cited_texts
from kurilsearch.references.model import InTextCitation, InTextForm, Link, passage_span
from kurilsearch.references.name_patterns import fold
from kurilsearch.references.no_authors import NO_AUTHORS, OPENING_WORDS
from kurilsearch.references.note_marks import is_note

_REPORTS = re.compile(
    r"\s(?:argue|write|note|claim|state|suggest|show|point|report|observe|maintain|describe|find|found|wrote|contend"
    r"|conclude|explain|emphasi|add|call"
    r"|schreib|zeigt|betont|meint|argument|écrit|montre|souligne|affirm|пишет|отмечает|считает|указывает|утверждает"
    r"|escribe|señala|sostiene)|は|も|が|に"
)
_SIGNAL = re.compile(r"[(\[（]\s?(?:see|cf|cp|compare|siehe|vgl|voir|véase|cfr|vedi|см|ср)\b", re.I)
"""What sends a reader to a work: (see Nimmo, 1994)."""

_SENTENCE_END = re.compile(r"[.!?]\s(?=[^a-zа-я])|。")
_BEFORE = 300
"""Characters before a year or page in a parenthesis of its own in which its author may be named."""

_MANY = 3


class Linked(NamedTuple):
    """A citation and what it refers to."""

    citation: InTextCitation
    link: Link


class Reading(NamedTuple):
    """A candidate read against the entries: the names kept, where they begin, what they link to."""

    stored: StoredPassage
    candidate: CitationCandidate
    names: tuple[Name, ...]
    start: int
    link: Link


def read_candidates(
    stored: StoredPassage, candidates: Sequence[CitationCandidate], index: EntryIndex
) -> Iterator[Reading]:
    """Yield each candidate with the entries it fits; those behind another (1998a, 1998b) have its names."""
    before: Reading | None = None
    for candidate in candidates:
        if candidate.follows and before is not None:
            names, link = before.names, _link(before.names, candidate, index)
            start = candidate.span[0]
        elif candidate.names.names:
            names, link = _best_names(stored.passage.text, candidate, index)
            start = names[0].start
        elif candidate.title:
            names, link, start = (), Link(tuple(index.by_title(candidate.title))), candidate.span[0]
        elif is_note(stored):
            continue
        else:
            names, link, start = (), _link_of_sentence(stored.passage.text, candidate, index), candidate.span[0]
            if link.is_unresolved:
                continue
        before = Reading(stored, candidate, names, start, link)
        yield before


def accept(readings: Sequence[Reading], index: EntryIndex) -> Iterator[Linked]:
    """Yield the readings that are citations, in the order given."""
    linked = sum(not reading.link.is_unresolved for reading in readings)
    likely = sum(_is_bare_citation(reading) and not _is_plain(reading) for reading in readings)
    citing = linked > 0 or (not index.entries and likely >= _MANY)
    authors = {_first_author(reading) for reading in readings if reading.names and _is_surely_one(reading, index)}
    for reading in readings:
        if not reading.link.is_unresolved:
            yield _linked(reading)
        elif _is_bare_citation(reading) and (
            citing or not _is_plain(reading) or (reading.names and _first_author(reading) in authors)
        ):
            like = index.find_like(cited_texts(reading.names), reading.candidate.year)
            yield _linked(reading._replace(link=Link(like)))
        elif citing and _is_told(reading, index):
            yield _linked(
                reading._replace(link=Link(index.find_like(cited_texts(reading.names), reading.candidate.year)))
            )


def _link_of_sentence(text: str, candidate: CitationCandidate, index: EntryIndex) -> Link:
    """Return the works of the author whom the words before a year, or before a page in the same sentence, name."""
    before = text[max(candidate.span[0] - _BEFORE, 0) : candidate.span[0]]
    if candidate.year is None:
        before = _SENTENCE_END.split(before)[-1]
    return Link(index.named_in(before, candidate.year))


def _best_names(text: str, candidate: CitationCandidate, index: EntryIndex) -> tuple[tuple[Name, ...], Link]:
    """Return the names, and the link, of the most words before the year that the list knows; else all of them."""
    every = candidate.names.names
    for first, name in enumerate(every):
        for cut in range(len(name.words)):
            names = (Name(name.words[cut:], name.end), *every[first + 1 :])
            link = _link(names, candidate, index)
            if link.entries:
                return names, link
        if first + 1 < len(every) and text[name.end : every[first + 1].start].strip() != ",":
            break  # Kimura and Welch is not Welch
    return _without_opening(every), Link()


def _without_opening(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return the names without the word that opens a sentence: ``In Japan, Nimmo`` begins with Japan."""
    first = names[0]
    if len(first.words) > 1 and fold(first.words[0][0]) in OPENING_WORDS:
        return (Name(first.words[1:], first.end), *names[1:])
    return names


def _link(names: tuple[Name, ...], candidate: CitationCandidate, index: EntryIndex) -> Link:
    cited = cited_texts(names)
    found = index.find(cited, candidate.year, et_al=candidate.names.et_al)
    if candidate.year is None and candidate.title:
        titled = set(index.by_title(candidate.title))
        found = tuple(number for number in found if number in titled)
    return Link(found)


def _is_bare_citation(reading: Reading) -> bool:
    """Return whether a parenthesis holds nothing but names that may be authors and a year."""
    candidate = reading.candidate
    if not (candidate.group and candidate.is_clean) or candidate.narrative or candidate.year is None:
        return False
    if reading.names:
        return all(fold(name.words[-1][0]) not in NO_AUTHORS for name in reading.names) and (
            fold(reading.names[0].words[0][0]) not in NO_AUTHORS
        )
    return candidate.title is not None


def _is_plain(reading: Reading) -> bool:
    """Return whether a name and a year could as well be a place and a date: ``(Moscow, 1985)``."""
    candidate = reading.candidate
    year = candidate.year or ""
    if candidate.group and _SIGNAL.match(reading.stored.passage.text, candidate.group[0]):
        return False
    return not (candidate.locator or candidate.names.et_al or len(reading.names) > 1 or year[4:].isalpha())


def _is_surely_one(reading: Reading, index: EntryIndex) -> bool:
    """Return whether a reading can hardly be anything but a citation, so that its name is an author's elsewhere too."""
    return (_is_bare_citation(reading) and not _is_plain(reading)) or _is_told(reading, index)


def _first_author(reading: Reading) -> str:
    return fold(reading.names[0].text)


def _is_told(reading: Reading, index: EntryIndex) -> bool:
    """Return whether ``Nimmo (1995)``, which the list lacks, is told as what somebody says rather than when it was."""
    candidate = reading.candidate
    if not candidate.narrative or candidate.group is None or not reading.names:
        return False
    last = reading.names[-1].words[-1][0]
    if fold(last) in NO_AUTHORS or any(fold(name.words[0][0]) in NO_AUTHORS for name in reading.names):
        return False
    if index.by_name(reading.names[0].text) or candidate.names.et_al or (candidate.year or "")[4:].isalpha():
        return True
    text = reading.stored.passage.text
    return candidate.locator is not None or _REPORTS.match(text, candidate.group[1]) is not None


def _linked(reading: Reading) -> Linked:
    candidate, stored = reading.candidate, reading.stored
    start, end = reading.start, candidate.span[1]
    citation = InTextCitation(
        passage_span(stored, start, end),
        stored.passage.text[start:end],
        InTextForm.AUTHOR_YEAR if candidate.year else InTextForm.AUTHOR_PAGE,
        candidate.group or (start, end),
        cited_texts(reading.names),
        candidate.names.et_al,
        candidate.year,
        title=candidate.title,
        locator=candidate.locator,
        narrative=candidate.narrative and candidate.group is not None,
    )
    return Linked(citation, reading.link)
