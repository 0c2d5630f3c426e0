"""A work as its first page describes it, as a CSL item: guesses, and none rather than a wild one.

The header's lines are told apart by their form (header_lines, line_roles), title and authors are looked for among those
that are left (title_and_authors), the periodical stands in lines made for it (periodical_lines), the publisher in an
imprint (imprints), and the kind of work follows from all of these (publication).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, NamedTuple

from kurilsearch.csl.names import cited_name, csl_name
from kurilsearch.describe.first_page.cite_lines import own_citation, read_cite_lines, read_in_line
from kurilsearch.describe.first_page.first_lines import FirstLine
from kurilsearch.describe.first_page.header_lines import HeaderLine, fields_of, page_lines, read_header
from kurilsearch.describe.first_page.kinds.archives import read_archive
from kurilsearch.describe.first_page.kinds.credits import read_credits, without_credited
from kurilsearch.describe.first_page.kinds.cuttings import CORRESPONDENT, read_cutting
from kurilsearch.describe.first_page.kinds.judgements import read_judgement
from kurilsearch.describe.first_page.kinds.letters import read_letter
from kurilsearch.describe.first_page.labelled import Models, Reading, load_models, probability, read_lines
from kurilsearch.describe.first_page.line_roles import Role, is_sentence
from kurilsearch.describe.first_page.page_dates import dates_read, issued_by_lines
from kurilsearch.describe.first_page.publication import encyclopedia_item, identifiers, publication_item
from kurilsearch.describe.first_page.running_text import begins_as_running_text, lower_share
from kurilsearch.describe.first_page.titles import clean_title
from kurilsearch.language.cjk_letters import CJK
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.names import family_first, split_names
from kurilsearch.language.section_headings import is_references_heading
from kurilsearch.model import Kind, ParsedDocument
from kurilsearch.work import SURE_ENOUGH, Candidate, Guess, Item

_PART = lazy_pattern(
    r"(?:section|part|chapter|book|volume|canto|act|kapitel|abschnitt|teil|chapitre|partie|livre|cap[íi]tulo|parte|libro"
    r"|глава|часть|раздел|rozdział|kapitola)\s+(?:\d+|[IVXLC]+)\b|第[\d一二三四五六七八九十百]+[章節部編回]",
    re.IGNORECASE,
)
"""The heading of a part of a work, which is not the title of the whole."""
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s")
_COMMON_WORDS_CHARS = 8_000
_LAST_CHARS = 1_500
_LINES_OF_TEXT = 8
"""Of a text without a first page so many lines have to be running text ..."""
_WORDS_OF_A_LINE = 4
"""... but for those with fewer words."""
_FIRST_HEADING = 0.9
"""How often the first heading of a text in Markdown is its title."""
_CITED_RIGHT = 0.97
"""How often the year is right that a work gives where it cites itself, of 30 among 351 real first pages."""
_MOST_READINGS = 4
_LONGEST_LIST = 120
"""Characters of a labelled list of authors."""


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What a first page prints of its work: ``item`` by itself alone, as far as it is sure enough.

    ``readings`` are the ways in which title, authors, the first of them (``first author``, one in a list) and the date
    may be read, the likeliest first, those too that are not sure enough; ``citation`` is how the page cites its work.
    """

    item: Item
    readings: Guess = field(default_factory=dict)
    citation: str = ""


class TitleAndAuthors(NamedTuple):
    """What a first page says of its work as far as it is sure enough; authors as they are printed."""

    title: str | None
    authors: tuple[str, ...]


def read_first_page(parsed: ParsedDocument, file: str = "", models: Models | None = None) -> FirstPage:
    """Return what the first page prints of its own work: title, authors, date, and where it appeared.

    ``file`` is the name of its file in the library, which may say from which paper a cutting is. What the page does not
    print, or not surely enough, is left out, the type too: then it is a ``document``. Years in running text are never
    taken, and of a transcript or a text that begins within its text nothing is read.
    """
    if parsed.source.is_transcript or begins_as_running_text(parsed, file):
        return FirstPage({})
    page = page_lines(parsed)
    header, after = read_header(page)
    lines = first_lines(parsed, page)
    texts = [line.text for line in lines]
    of_kind = encyclopedia_item(header) or read_letter(texts, _last_lines(parsed)) or read_judgement(texts)
    if of_kind:
        return FirstPage(of_kind)
    if _is_text_alone(parsed, header, lines):
        lines = []  # the models are slow, and take a sentence for a title now and then
    found = _read_paper_or_book(parsed, models or load_models(), lines, header, after)
    cutting = read_cutting(texts, file)
    title = str(found.item.get("title", ""))
    is_headline = title.startswith(cutting.get("title", "").partition(":")[0])
    if (
        cutting
        and title
        and is_headline
        and not any(name.get("family", title) in title for name in cutting.get("author", ()))
    ):
        cutting["title"] = title  # the models know better which lines below a headline belong to it
    people = [name for name in found.item.get("author", ()) if not CORRESPONDENT.search(cited_name(name))]
    if cutting and people:
        cutting.setdefault("author", people)
    return FirstPage(cutting) if cutting else found


def _read_paper_or_book(
    parsed: ParsedDocument, models: Models, lines: list[FirstLine], header: list[HeaderLine], after: list[str]
) -> FirstPage:
    reading = read_lines(lines, small_words_of(parsed) if lines else frozenset(), models)
    titles = list(_titles(reading, models))
    if not any(each.given for each in titles) and parsed.source.is_markdown and lines and lines[0].level == 1:
        titles.insert(0, Candidate(clean_title(lines[0].text), _FIRST_HEADING))
    first = probability(models, "first", reading.margins.get("first", 0))
    found = TitleAndAuthors(
        titles[0].value if titles and titles[0].given else None,
        tuple(dict.fromkeys(reading.authors)) if first > SURE_ENOUGH else (),
    )
    is_first = parsed.source.blocks is None or not found.title or _is_title_page(parsed, header, found)
    if not is_first:
        found = TitleAndAuthors(None, ())
    cited = read_in_line(header) | read_cite_lines([line.text for line in header] + after, found.title)
    item = publication_item(header, after, cited, found.title)
    item |= identifiers(header, after, item)
    if found.title:
        item["title"] = found.title
    item |= read_credits([line.text for line in header] + after) | read_archive([line.text for line in header[:3]])
    if item.get("type") == "thesis":
        item.pop("editor", None)  # who directed it
    if authors := _people(found.authors or _labelled_authors(header), parsed, item):
        item["author"] = authors
    told = item.pop("issued", None) or issued_by_lines(header, after)
    has_head = is_first and (found.title or found.authors)
    dates = list(dates_read(lines, reading, told, models))[:_MOST_READINGS] if has_head else []
    if "issued" in cited:  # what a work says where it cites itself is surer than any model of what it says
        dates = [Candidate(cited["issued"], _CITED_RIGHT)]
    issued = dates[0].value if dates and dates[0].given else None
    if issued is None and (not has_head or item.get("type") == "book"):
        issued = told  # books say it in lines made for it
    if issued:
        item["issued"] = issued
    if not is_first:
        return FirstPage(item)
    readings: dict[str, tuple[Candidate, ...]] = {"title": tuple(titles[:_MOST_READINGS]), "issued": tuple(dates)}
    if people := _people(reading.authors, parsed, item):
        whole = probability(models, "authors", reading.margins["authors"])
        other = (1 - whole) * probability(models, "other authors")
        others = [Candidate(names, other, given=False) for names in _lists(reading, parsed, item) if names != people]
        readings["author"] = (Candidate(people, whole, given=first > SURE_ENOUGH), *others)
        readings["first author"] = (Candidate(people[:1], first, given=first > SURE_ENOUGH),)
    return FirstPage(item, readings, own_citation([line.text for line in lines]))


def _titles(reading: Reading, models: Models) -> Iterator[Candidate]:
    """Yield how the title may be read, the likeliest first."""
    chance = probability(models, "title", reading.margins.get("title", 0))
    if title := clean_title(reading.title):
        yield Candidate(title, chance, given=chance > SURE_ENOUGH)
    for other in reading.other_titles:
        yield Candidate(clean_title(other), (1 - chance) * probability(models, "other titles"), given=False)


def _lists(reading: Reading, parsed: ParsedDocument, credited: Item) -> list[list[Any]]:
    """Return the other lists of authors that a page may print."""
    lists = (_people(names, parsed, credited) for names in reading.other_authors)
    return [people for people in lists if people]


_AUTHOR_FIELDS = (
    "author", "authors", "author(s)", "autor", "autora", "autores", "auteur", "auteurs", "autore", "autori",
    "verfasser", "verfasserin", "автор", "авторы", "著者", "作者", "저자",
)  # fmt: skip


def _labelled_authors(header: list[HeaderLine]) -> tuple[str, ...]:
    """Return the authors whom a line of the header names as such (``Autora: Ana Soto``)."""
    fields = fields_of(header)
    said = next((fields[name] for name in _AUTHOR_FIELDS if name in fields), "")
    return tuple(split_names(said)) if len(said) <= _LONGEST_LIST else ()


def _people(printed: Iterable[str], parsed: ParsedDocument, credited: Item) -> list[Any]:
    """Return printed names as CSL has them, without those whom the page credits with something else."""
    names = (csl_name(_spanish(family_first(author), parsed.language)) for author in dict.fromkeys(printed))
    return without_credited(
        [name for name in names if name and name.get("literal") != credited.get("publisher", "")], credited
    )


def _last_lines(parsed: ParsedDocument) -> list[str]:
    """Return the last lines of the document that are not blank."""
    return [line.strip() for line in parsed.source.text[-_LAST_CHARS:].splitlines() if line.strip()]


def first_lines(parsed: ParsedDocument, page: list[FirstLine]) -> list[FirstLine]:
    """Return those lines of the first page, which are ``page``, that the models of lines take: none that is blank."""
    own = takewhile(lambda line: not is_references_heading(line.text), page)  # what is listed there is others'
    return [line for line in own if line.text and not (line.in_menu and parsed.source.blocks is None)]


def _is_text_alone(parsed: ParsedDocument, header: list[HeaderLine], lines: list[FirstLine]) -> bool:
    """Return whether a plain text has no first page: it begins with running text, which goes on in the lines below.

    A line alone is text too: a title stands over something.
    """
    if parsed.source.blocks is not None:
        return False
    if len(lines) == 1 and not lines[0].level:
        return True
    if len(header) != 1 or header[0].role is not Role.PROSE:
        return False
    below = (line.text for line in lines[:_LINES_OF_TEXT])
    return all(lower_share(text) >= 0.5 for text in below if len(text.split()) >= _WORDS_OF_A_LINE)


def _is_title_page(parsed: ParsedDocument, header: list[HeaderLine], found: TitleAndAuthors) -> bool:
    """Return whether the first page of a source whose reader knows its blocks is one that has a title.

    A page from the middle begins with any heading, a figure or a table with any words: better no title than such.
    """
    title = found.title or ""
    if found.authors or any(line.role is Role.FIELD and title[:20] in line.text for line in header):
        return True
    is_dated = any(line.role is Role.DATE for line in header)
    if title[:1].islower() and " " in title and not is_dated and not re.search(r"[:–—?!]", title):
        return False
    headings = [passage.text for passage in parsed.passages if passage.kind is Kind.HEADING]
    first = next((text for text in headings if text[:20] in title or title in text), None)
    if first is None:
        if is_sentence(title):
            return False
        words = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) > 2 or CJK.match(word)]
        leads_to_text = bool(header) and header[-1].role in (Role.PROSE, Role.END)
        return leads_to_text and (len(words) >= 2 or (len("".join(words)) >= 4 and CJK.match(title) is not None))
    if _PART.match(first):
        return False
    return not (_NUMBERED.match(first) and sum(_NUMBERED.match(text) is not None for text in headings) > 1)


def small_words_of(parsed: ParsedDocument) -> frozenset[str]:
    """Return the words that the document writes small: they are no names."""
    start = parsed.source.header[1] if parsed.source.header else 0
    lines = parsed.source.text[start : start + _COMMON_WORDS_CHARS].split("\n")
    words = set(re.findall(r"\w+", "\n".join(line for line in lines if "@" not in line and "://" not in line)))
    return frozenset(word for word in words if word.islower() and word.isalpha())


def _spanish(name: str, language: str) -> str:
    """Return a cited name of a Spanish text with both family names: ``García Montalvo, Lucía``."""
    from kurilsearch.language.names import PARTICLES, is_given_name, is_initials

    family, comma, given = name.partition(", ")
    words = given.split()
    if language != "es" or not comma or "," in given or len(words) < 2 or " " in family:
        return name
    last = words[-1]
    if is_given_name(last) or is_initials(last) or last.lower() in PARTICLES or not is_given_name(words[0]):
        return name
    return f"{last} {family}, {' '.join(words[:-1])}"
