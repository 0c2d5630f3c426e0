"""A work as its first page describes it, as a CSL item: guesses, and none rather than a wild one.

The header's lines are told apart by their form (header_lines, line_roles), title and authors are looked for among those
that are left (title_and_authors), the periodical stands in lines made for it (periodical_lines), the publisher in an
imprint (imprints), and the kind of work follows from all of these (publication).
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from kurilsearch.csl.dates import CslDate
from kurilsearch.csl.names import csl_name
from kurilsearch.csl.printed_dates import date_of, is_imprint, split_off_date
from kurilsearch.describe.first_page.cite_lines import read_cite_lines, read_in_line
from kurilsearch.describe.first_page.first_lines import FirstLine
from kurilsearch.describe.first_page.header_lines import HeaderLine, fields_of, page_lines, read_header
from kurilsearch.describe.first_page.imprints import copyright_person
from kurilsearch.describe.first_page.kinds.credits import read_credits, without_credited
from kurilsearch.describe.first_page.kinds.cuttings import read_cutting
from kurilsearch.describe.first_page.kinds.judgements import read_judgement
from kurilsearch.describe.first_page.kinds.letters import read_letter
from kurilsearch.describe.first_page.labelled import Models, Reading, is_sure, load_models, read_lines, read_year
from kurilsearch.describe.first_page.line_roles import LONGEST_HEADER_LINE, Role, is_scattered
from kurilsearch.describe.first_page.periodical_names import is_periodical_name
from kurilsearch.describe.first_page.publication import encyclopedia_item, identifiers, publication_item
from kurilsearch.describe.first_page.running_text import lower_share
from kurilsearch.describe.first_page.titles import clean_title
from kurilsearch.language.cjk_letters import CJK
from kurilsearch.language.names import family_first
from kurilsearch.language.section_headings import is_references_heading
from kurilsearch.model import Kind, ParsedDocument
from kurilsearch.work import Item

_YEAR_FIELDS = (
    "first published", "originally published", "published", "published on", "published in", "publication date",
    "date", "year", "datum", "jahr", "erschienen", "дата", "год", "発行日", "公開日", "掲載日", "日付", "日期", "날짜",
    "发布时间", "时间", "来源",
    "source",
)  # fmt: skip
_PART = re.compile(
    r"(?:section|part|chapter|book|volume|canto|act|kapitel|abschnitt|teil|chapitre|partie|livre|cap[íi]tulo|parte|libro"
    r"|глава|часть|раздел|rozdział|kapitola)\s+(?:\d+|[IVXLC]+)\b|第[\d一二三四五六七八九十百]+[章節部編回]",
    re.IGNORECASE,
)
"""The heading of a part of a work, which is not the title of the whole."""
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s")
_PUBLISHED = re.compile(r"(?:^|[;,.|•·]\s)(?:published|available)(?: online)?\s*:?\s+(?=.{4,40}$)", re.IGNORECASE)
_DATELINE = re.compile(
    r"[^\W\d_a-z][^\Wa-z\d]{2,20}(?:\s[^\Wa-z\d]+){0,2},\s(?P<date>[^()—–]{6,30}?)\s*(?:\([^()]{2,20}\)\s*)?(?:—|–|--)\s"
)
"""Place and date before the first words of a report: ``CARROW, Feb. 11, 1962 (NP) —``."""
_NUMBERED_HEAD = re.compile(r"(?P<head>[^\W\d].{2,80}?)\s(?P<number>\d{1,4}|[ivxl]{1,7})")
_WITHIN = re.compile(
    r"(?:(?:table of )?contents|preface|foreword|introduction|acknowledge?ments|bibliography|references|index|vorwort|"
    r"inhalt(?:sverzeichnis)?|einleitung|literatur(?:verzeichnis)?|avant-propos|table des matières|sommaire|índice"
    r"(?: general)?|prólogo|prefacio|indice(?: generale)?|prefazione|(?:\d+\s+)?введение|предисловие|"
    r"содержание|оглавление|目\s?次|はじめに)",
    re.IGNORECASE,
)
"""Running heads of the pages before and behind the text of a book."""
_MOST_SCATTERED = 5
"""Lines of scattered letters on a page of whose words none is sure to be a title's."""
_COMMON_WORDS_CHARS = 8_000
_LAST_CHARS = 1_500
_LINES_OF_TEXT = 8
"""Of a text without a first page so many lines have to be running text ..."""
_WORDS_OF_A_LINE = 4
"""... but for those with fewer words."""
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)", re.IGNORECASE)
_YEARS = re.compile(r"\b\d{4}\s?[–—-]\s?\d{4}\b")
"""A span of years says how long something lasted, sooner than when the work appeared."""
_CITED = re.compile(r"(?<=[a-zа-яё] )\([^()]{2,60},? (?:1[5-9]|20)\d\d[a-z]?(?:[,:][^()]{1,20})?\)")
"""A citation in running text: its year is another work's."""
_LABEL_WITH_YEAR = re.compile(r"[|·•]\s*(?:19|20)\d\d$")
_FIRST_PUBLISHED = re.compile(
    r"(?:first |originally )?published\b|erstausgabe|\d+\.\s?auflage|初版|第1刷", re.IGNORECASE
)


class TitleAndAuthors(NamedTuple):
    """What a first page says of its work as far as it is sure enough; authors as they are printed."""

    title: str | None
    authors: tuple[str, ...]


def read_first_page(parsed: ParsedDocument, models: Models | None = None, file: str = "") -> Item:
    """Return what the first page prints of its own work; see :func:`kurilsearch.describe.guess_item`."""
    page = page_lines(parsed)
    header, after = read_header(page)
    lines = first_lines(parsed, page)
    texts = [line.text for line in lines]
    of_kind = encyclopedia_item(header) or read_letter(texts, _last_lines(parsed)) or read_judgement(texts)
    if of_kind:
        return of_kind
    if _is_text_alone(parsed, header, lines):
        lines = []  # the models are slow, and take a sentence for a title now and then
    item = _read_paper_or_book(parsed, models or load_models(), lines, header, after)
    cutting = read_cutting(texts, file)
    if cutting and str(item.get("title")).startswith(cutting.get("title", "").partition(":")[0]):
        cutting["title"] = item["title"]  # the models know better which lines below a headline belong to it
    return cutting or item


def _read_paper_or_book(
    parsed: ParsedDocument, models: Models, lines: list[FirstLine], header: list[HeaderLine], after: list[str]
) -> Item:
    reading = read_lines(lines, small_words_of(parsed) if lines else frozenset(), models)
    found = _sure(reading, models)
    if found.title is None and parsed.source.is_markdown and lines and lines[0].level == 1:
        found = found._replace(title=clean_title(lines[0].text))
    is_first = parsed.source.blocks is None or _may_be_first(parsed, header, found)
    if not is_first:
        found = TitleAndAuthors(None, ())
    cited = read_in_line(header) | read_cite_lines([line.text for line in header] + after, found.title)
    item = publication_item(header, after, cited, found.title)
    item |= identifiers(header, after, item)
    if found.title:
        item["title"] = found.title
    item |= read_credits([line.text for line in header] + after)
    printed = found.authors or (_holder(lines, after) if item.get("type") == "book" else ())
    names = [name for author in printed if (name := csl_name(_spanish(family_first(author), parsed.language)))]
    if authors := without_credited(names, item):
        item["author"] = authors
    told = item.pop("issued", None) or _issued(header, after)
    issued = _dated(lines, reading, told, models) if is_first and (found.title or found.authors) else told
    if issued is None and item.get("type") == "book":
        issued = told  # books say it in lines made for it
    return item | ({"issued": issued} if issued else {})


def _last_lines(parsed: ParsedDocument) -> list[str]:
    """Return the last lines of the document that are not blank."""
    return [line.strip() for line in parsed.source.text[-_LAST_CHARS:].splitlines() if line.strip()]


def _holder(lines: list[FirstLine], after: list[str]) -> tuple[str, ...]:
    """Return who has the copyright of a book, where that name stands above or below its title too."""
    holder = copyright_person([line.text for line in lines] + after)
    alone = {line.text.casefold(): line.text for line in lines}
    return (holder,) if holder and holder.casefold() in alone else ()


def first_lines(parsed: ParsedDocument, page: list[FirstLine]) -> list[FirstLine]:
    """Return those lines of the first page, which are ``page``, that the models of lines take: none that is blank."""
    own = takewhile(lambda line: not is_references_heading(line.text), page)  # what is listed there is others'
    return [line for line in own if line.text and not (line.in_menu and parsed.source.blocks is None)]


def told_year(parsed: ParsedDocument) -> int | None:
    """Return the year of the first page's line that is made to tell it: one of the marks by which years are weighed."""
    issued = _issued(*read_header(page_lines(parsed)))
    return issued["date-parts"][0][0] if issued else None


def _sure(reading: Reading, models: Models) -> TitleAndAuthors:
    title = reading.title if is_sure(models, "title", reading.margins.get("title", 0)) else None
    authors = reading.authors if is_sure(models, "first", reading.margins.get("first", 0)) else ()
    return TitleAndAuthors(clean_title(title), tuple(dict.fromkeys(authors)))


def _dated(lines: list[FirstLine], reading: Reading, told: CslDate | None, models: Models) -> CslDate | None:
    """Return the date of the work: the likeliest year that is printed, with month and day where a line has them."""
    year = told["date-parts"][0][0] if told else None
    found = read_year([_CITED.sub("", line.text) for line in lines], reading.labels, year, models)
    if found is None:
        return told
    if not is_sure(models, "year", found[2]):
        return None
    if found[0] == year:
        return told
    of_line = date_of(lines[found[1]].text)
    if of_line and of_line["date-parts"][0][0] == found[0]:
        return of_line
    return {"date-parts": [[found[0]]]}


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


def _may_be_first(parsed: ParsedDocument, header: list[HeaderLine], found: TitleAndAuthors) -> bool:
    """Return whether what was found on the first page can be title and authors of the whole."""
    if sum(is_scattered(line.text) for line in header) >= _MOST_SCATTERED:
        return False
    return not _is_inside(parsed) and (not found.title or _is_title_page(parsed, header, found))


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
        words = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) > 2 or CJK.match(word)]
        leads_to_text = bool(header) and header[-1].role in (Role.PROSE, Role.END)
        return leads_to_text and (len(words) >= 2 or (len("".join(words)) >= 4 and CJK.match(title) is not None))
    if _PART.match(first):
        return False
    return not (_NUMBERED.match(first) and sum(_NUMBERED.match(text) is not None for text in headings) > 1)


def _is_inside(parsed: ParsedDocument) -> bool:
    """Return whether the first page is one from within a book: its head or foot says so.

    Such a page has a Roman number above ii beside words, or a head that names the preface or the contents.
    """
    turn = parsed.pages[1].start if len(parsed.pages) > 1 else len(parsed.source.text)
    for region in parsed.furniture:
        if region.start >= turn:
            break
        text = parsed.source.text[region.start : min(region.end, region.start + LONGEST_HEADER_LINE)]
        inner = _NUMBERED_HEAD.fullmatch(" ".join(text.split()))
        if inner and (_WITHIN.fullmatch(inner["head"]) or not (inner["number"].isdigit() or inner["number"] in "ii")):
            return True
    return False


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


def _issued(header: list[HeaderLine], after: list[str]) -> CslDate | None:
    """Return the date of the first kind of line that has one, from the surest to the least sure."""
    fields = fields_of(header)
    labelled = [fields[name] for name in _YEAR_FIELDS if name in fields]
    labelled += [line.text[at.end() :] for line in header if (at := _PUBLISHED.search(line.text[:LONGEST_HEADER_LINE]))]
    by_role = [[line.text for line in header if line.role is role] for role in (Role.PERIODICAL, Role.DATE)]
    by_role[1].sort(key=lambda text: _YEARS.search(text) is not None)
    texts = [line.text for line in header if line.role in (Role.TEXT, Role.LABEL)]
    dated = [text for n, text in enumerate(texts) if (n and is_imprint(text)) or split_off_date(text)[1]]
    dated += [
        line.text for line in header if line.role in (Role.LABEL, Role.TEXT) and _LABEL_WITH_YEAR.search(line.text)
    ]
    imprints = [line.text for line in header if line.role is Role.IMPRINT] + dated
    first = [line.text for line in header if _FIRST_PUBLISHED.search(line.text)]
    periodicals = [text for text in texts if is_periodical_name(text)]
    dateline = _DATELINE.match(header[-1].text[:200]) if header else None
    datelines = [dateline["date"]] if dateline else []
    copyrights = [line.text for line in header if line.role is Role.COPYRIGHT]
    copyrights += [line for line in after if _COPYRIGHT.match(line) and len(line) < 120]
    for lines in (labelled, *by_role, first, imprints, datelines, periodicals, copyrights):
        for line in lines:
            issued = date_of(line)
            if issued:
                return issued
    return None
