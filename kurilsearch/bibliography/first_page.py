"""Title, authors and year from what the first page prints: guesses, and none rather than a wild one.

The header's lines are told apart by their form (header_lines), names are looked for among those that are left
(bylines), the title is the likeliest line beside them (titles), and the year stands in a line made for it (dates).
"""

from __future__ import annotations

import re

from kurilsearch.bibliography.bylines import (
    NO_BYLINE,
    Byline,
    Evidence,
    read_byline,
    read_said_names,
    split_title_and_byline,
)
from kurilsearch.bibliography.dates import is_imprint, split_off_date, year_of
from kurilsearch.bibliography.header_lines import HeaderLine, Role, field_of, header_lines, lines_after
from kurilsearch.bibliography.titles import choose_title, clean_title, is_periodical_name, whole_title
from kurilsearch.model import Metadata, ParsedDocument

_TITLE_FIELDS = (
    "title",
    "titel",
    "titre",
    "título",
    "titolo",
    "название",
    "заглавие",
    "題名",
    "表題",
    "タイトル",
    "标题",
    "제목",
)
_SUBJECT_FIELDS = ("subject", "re", "betreff", "тема", "件名")
"""What a memorandum calls its title; in other headers these name keywords."""
_AUTHOR_FIELDS = (
    "author", "authors", "author(s)", "by", "autor", "autoren", "autores", "autorin", "verfasser", "verfasserin",
    "auteur", "auteurs", "автор", "авторы", "著者", "著者名", "筆者", "作者", "저자",
)  # fmt: skip
_YEAR_FIELDS = (
    "first published", "originally published", "published", "published on", "published in", "publication date",
    "date", "year", "datum", "jahr", "erschienen", "дата", "год", "発行日", "公開日", "掲載日", "日付", "日期", "날짜",
    "source",
)  # fmt: skip
_COMMON_WORDS_CHARS = 30_000


def read_first_page(parsed: ParsedDocument) -> Metadata:
    """Return title, authors and year as the first page prints them, as guesses; see ``guess_metadata``."""
    header = header_lines(parsed)
    title, authors = _title_and_authors(header, _common_words(parsed))
    year = None
    if not any(line.role is Role.ENCYCLOPEDIA for line in header):
        year = _year(header, lines_after(parsed, header))
    guessed = {name for name, value in (("title", title), ("authors", authors), ("year", year)) if value}
    return Metadata(title=title, authors=authors, year=year, guessed=frozenset(guessed))


def _common_words(parsed: ParsedDocument) -> frozenset[str]:
    """Return the words that the document writes small: they are no names."""
    start = parsed.source.header[1] if parsed.source.header else 0
    words = re.findall(r"(?<!\w)[^\W\d_]+(?!\w)", parsed.source.text[start : start + _COMMON_WORDS_CHARS])
    return frozenset(word for word in words if word.islower())


def _title_and_authors(header: list[HeaderLine], common_words: frozenset[str]) -> tuple[str | None, tuple[str, ...]]:
    """Return what the header calls the work and its authors; what is labelled as such before what is not."""
    fields = dict(reversed([field for line in header if (field := field_of(line))]))
    said_title = next((value for name, value in fields.items() if name in _TITLE_FIELDS), None)
    said_authors = next((read_said_names(value) for name, value in fields.items() if name in _AUTHOR_FIELDS), ())
    if any(line.role is Role.ENCYCLOPEDIA for line in header):
        return _encyclopedia_title(header), ()
    texts = [number for number, line in enumerate(header) if line.role is Role.TEXT]
    bylines = {number: _byline_at(header, number, common_words) for number in texts}
    bylines = {number: byline for number, byline in bylines.items() if byline.evidence is not Evidence.NONE}
    author_at = None if said_authors else _author_line(header, texts, bylines)
    anchor = _field_line(header) if said_authors else author_at
    title_at = choose_title(header, [number for number in texts if number != author_at], anchor)
    title = whole_title(header, title_at, anchor) if title_at is not None else None
    authors = said_authors or (bylines[author_at].authors if author_at is not None else ())
    if title and title_at is not None and not authors:
        split = split_title_and_byline(title, common_words)
        if split:
            title, authors = split[0], split[1].authors
    subject = next((value for name, value in fields.items() if name in _SUBJECT_FIELDS), None)
    return clean_title(said_title or title or subject), authors


def _byline_at(header: list[HeaderLine], number: int, common_words: frozenset[str]) -> Byline:
    """Return the names in a line; of a line that says only ``by``, those in the next one."""
    line = header[number]
    if line.level == 1 or line.level == 2:
        return NO_BYLINE
    before = header[number - 1].text.lower().strip(" :") if number else ""
    byline = read_byline(line.text, common_words)
    if before in ("by", "von", "par", "por", "di", "and", "author", "written by", "автор", "著者") and byline.authors:
        return Byline(byline.authors, Evidence.SAID)
    return byline


def _author_line(header: list[HeaderLine], texts: list[int], bylines: dict[int, Byline]) -> int | None:
    """Return the line that names the authors: the surest, and of equals the first that another text stands beside.

    A mere form of a name counts only directly under the line that would be the title.
    """
    others = [number for number in texts if number not in bylines]
    said = [number for number, byline in bylines.items() if byline.evidence is Evidence.SAID]
    if said:
        return said[0]
    sure = [number for number, byline in bylines.items() if byline.evidence is Evidence.NAME]
    if sure and len(texts) > len(sure):
        return sure[0]
    if len(sure) >= 2:  # a life of somebody, by somebody else
        return sure[1]
    for number in bylines:
        if number - 1 in others and header[number].block - header[number - 1].block <= 1:
            return number
    return None


def _field_line(header: list[HeaderLine]) -> int | None:
    """Return the number of the ``Author:`` line."""
    fields = ((number, field_of(line)) for number, line in enumerate(header))
    return next((number for number, field in fields if field and field[0] in _AUTHOR_FIELDS), None)


def _encyclopedia_title(header: list[HeaderLine]) -> str | None:
    """Return the last text before the line that names the encyclopedia."""
    place = next(number for number, line in enumerate(header) if line.role is Role.ENCYCLOPEDIA)
    before = [line.text for line in header[:place] if line.role in (Role.TEXT, Role.LABEL)]
    return clean_title(before[-1]) if before else None


def _year(header: list[HeaderLine], after: list[str]) -> int | None:
    """Return the year of the first kind of line that has one: field, volume, date, imprint, journal, copyright."""
    fields = dict(reversed([field for line in header if (field := field_of(line))]))
    labelled = [fields[name] for name in _YEAR_FIELDS if name in fields]
    by_role = [[line.text for line in header if line.role is role] for role in (Role.PERIODICAL, Role.DATE)]
    texts = [line.text for line in header if line.role is Role.TEXT]
    imprints = [text for n, text in enumerate(texts) if (n and is_imprint(text)) or split_off_date(text)[1]]
    periodicals = [text for text in texts if is_periodical_name(text)]
    copyrights = [line.text for line in header if line.role is Role.COPYRIGHT]
    copyrights += [
        line for line in after if re.match(r"(?:©|\(c\)|copyright)", line, re.IGNORECASE) and len(line) < 120
    ]
    for lines in (labelled, *by_role, imprints, periodicals, copyrights):
        for line in lines:
            year = year_of(line)
            if year:
                return year
    return None
