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
from kurilsearch.bibliography.header_lines import HeaderLine, Role, fields_of, header_lines, line_fields, lines_after
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
_COMMON_WORDS_CHARS = 8_000


def read_first_page(parsed: ParsedDocument) -> Metadata:
    """Return title, authors and year as the first page prints them, as guesses; see ``guess_metadata``."""
    header = header_lines(parsed)
    fields = fields_of(header)
    title: str | None
    authors: tuple[str, ...]
    year: int | None
    if any(line.role is Role.ENCYCLOPEDIA for line in header):
        title, authors, year = _encyclopedia_title(header), (), None
    else:
        title, authors, byline = _title_and_authors(header, fields, _common_words(parsed))
        year = _year(header, fields, byline, lines_after(parsed, header))
    guessed = {name for name, value in (("title", title), ("authors", authors), ("year", year)) if value}
    return Metadata(title=title, authors=authors, year=year, guessed=frozenset(guessed))


def _common_words(parsed: ParsedDocument) -> frozenset[str]:
    """Return the words that the document writes small: they are no names."""
    start = parsed.source.header[1] if parsed.source.header else 0
    words = re.findall(r"\w+", parsed.source.text[start : start + _COMMON_WORDS_CHARS])
    return frozenset(word for word in words if word.islower() and word.isalpha())


def _title_and_authors(
    header: list[HeaderLine], fields: dict[str, str], common_words: frozenset[str]
) -> tuple[str | None, tuple[str, ...], str]:
    """Return title, authors and the line that names them; what is labelled as such goes before what is not."""
    said_title = _first_field(fields, _TITLE_FIELDS)
    said_authors = read_said_names(_first_field(fields, _AUTHOR_FIELDS) or "")
    texts = [number for number, line in enumerate(header) if line.role is Role.TEXT]
    bylines = {number: _byline_at(header, number, common_words) for number in texts}
    bylines = {number: byline for number, byline in bylines.items() if byline.evidence is not Evidence.NONE}
    author_at = None if said_authors else _author_line(header, texts, bylines)
    anchor = _field_line(header) if said_authors else author_at
    author_lines = _author_lines(header, author_at, bylines) if author_at is not None else []
    anchor = author_lines[0] if author_lines else anchor
    title_at = choose_title(header, [number for number in texts if number not in author_lines], anchor)
    title = whole_title(header, title_at, anchor) if title_at is not None else None
    authors = said_authors or tuple(author for number in author_lines for author in bylines[number].authors)
    split = split_title_and_byline(title, common_words) if title and not authors else None
    if split:
        title, authors = split[0], split[1].authors
    byline = header[author_at].text if author_at is not None else ""
    return clean_title(said_title or title or _first_field(fields, _SUBJECT_FIELDS)), authors, byline


def _first_field(fields: dict[str, str], names: tuple[str, ...]) -> str | None:
    """Return the value of the first of these labels that the header has."""
    return next((fields[name] for name in names if fields.get(name)), None)


def _byline_at(header: list[HeaderLine], number: int, common_words: frozenset[str]) -> Byline:
    """Return the names in a line; of a line that says only ``by``, those in the next one."""
    line = header[number]
    if line.level in (1, 2) or line.in_menu:
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


def _author_lines(header: list[HeaderLine], author_at: int, bylines: dict[int, Byline]) -> list[int]:
    """Return the author's line with those of the co-authors, each on a line of its own, over affiliations."""
    lines = [author_at]
    for number in range(author_at + 1, len(header)):
        if number in bylines and bylines[number].evidence is not Evidence.FORM:
            lines.append(number)
        elif header[number].role is not Role.AFFILIATION:
            break
    titles_above = [number for number in range(author_at) if header[number].role is Role.TEXT and number not in bylines]
    while lines[0] - 1 in bylines and _same_block(header, lines[0]) and titles_above and lines[0] - 1 > titles_above[0]:
        lines.insert(0, lines[0] - 1)
    return lines


def _same_block(header: list[HeaderLine], number: int) -> bool:
    """Return whether a line stands directly under the one before it."""
    return header[number].block == header[number - 1].block


def _field_line(header: list[HeaderLine]) -> int | None:
    """Return the number of the ``Author:`` line."""
    names = ((number, name) for number, line in enumerate(header) for name, _ in line_fields(line))
    return next((number for number, name in names if name in _AUTHOR_FIELDS), None)


def _encyclopedia_title(header: list[HeaderLine]) -> str | None:
    """Return the last text before the line that names the encyclopedia."""
    place = next(number for number, line in enumerate(header) if line.role is Role.ENCYCLOPEDIA)
    before = [line.text for line in header[:place] if line.role in (Role.TEXT, Role.LABEL)]
    return clean_title(before[-1]) if before else None


def _year(header: list[HeaderLine], fields: dict[str, str], byline: str, after: list[str]) -> int | None:
    """Return the year of the first kind of line that has one, from the surest to the least sure."""
    labelled = [fields[name] for name in _YEAR_FIELDS if name in fields]
    by_role = [[line.text for line in header if line.role is role] for role in (Role.PERIODICAL, Role.DATE)]
    texts = [line.text for line in header if line.role is Role.TEXT]
    imprints = [text for n, text in enumerate(texts) if (n and is_imprint(text)) or split_off_date(text)[1]]
    periodicals = [text for text in texts if is_periodical_name(text)]
    copyrights = [line.text for line in header if line.role is Role.COPYRIGHT]
    copyrights += [
        line for line in after if re.match(r"(?:©|\(c\)|copyright)", line, re.IGNORECASE) and len(line) < 120
    ]
    for lines in (labelled, *by_role, [byline], imprints, periodicals, copyrights):
        for line in lines:
            year = year_of(line)
            if year:
                return year
    return None
