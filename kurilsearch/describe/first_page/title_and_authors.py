"""Which lines of a first page's header are the title and the authors, and what they say."""

from __future__ import annotations

import re
from typing import NamedTuple

from kurilsearch.describe.first_page.bylines import (
    NO_BYLINE,
    Byline,
    BylineEvidence,
    read_byline,
    read_said_names,
    split_title_and_byline,
)
from kurilsearch.describe.first_page.header_lines import HeaderLine, fields_of, line_fields
from kurilsearch.describe.first_page.header_words import SALUTATION as _SALUTATION
from kurilsearch.describe.first_page.line_roles import Role
from kurilsearch.describe.first_page.titles import choose_title, clean_title, whole_title
from kurilsearch.language.cjk_letters import CJK
from kurilsearch.language.names import has_institution_word, is_institution, without_titles
from kurilsearch.language.printed_years import LATER_YEAR

_TITLE_FIELDS = (
    "title", "titel", "titre", "título", "titolo", "название", "заглавие", "題名", "表題", "タイトル", "标题", "제목",
)  # fmt: skip
_SUBJECT_FIELDS = ("subject", "re", "betreff", "тема", "件名")
"""What a memorandum calls its title; in other headers these name keywords."""
_AUTHOR_FIELDS = (
    "author", "authors", "author(s)", "by", "inventor", "inventors",
    "autor", "autoren", "autores", "autorin", "verfasser", "verfasserin",
    "auteur", "auteurs", "автор", "авторы", "著者", "著者名", "筆者", "作者", "저자",
)  # fmt: skip
_MAIL_ADDRESS = re.compile(r"<[^<>]{0,200}>|\S+@\S+")
_SAYS_BY = frozenset(
    ("by", "von", "par", "por", "di", "door", "author", "1 author", "written by", "автор", "著者", "submitted by")
)
_JOINS = frozenset(("and", "und", "et", "y", "e", "и", "&"))
_COURSE = re.compile(r"[^\W\d_](?:[\w&:-]*\s){1,5}\d{2,4}[A-Z]?(?:[.-]\d{1,3})?")
"""``English 101``, ``HIST 4302-01``: what a student's essay is written for."""
_IN_PARENTHESES = re.compile(r"\([^()]{3,80}\)")
_LETTER_TITLE = re.compile(r"\S\s(?:to|an|à|a|к)\s\S|\bletter\b|\bbrief\b|\blettre\b|письмо", re.IGNORECASE)
_SELF_CITATION = re.compile(
    rf"(?P<names>[^\W\d_][^()\d]{{3,120}}?)\s\((?P<year>{LATER_YEAR})\)[.,:]?\s+(?P<title>[^.?!]{{8,200}}[.?!])(?=\s|$)"
)
_OF_THE_HOUSE = re.compile(
    r"\b(?:published|printed|reprinted|distributed|translated|edited|illustrated)(?: in)?(?: \d{4})?$"
)
_ENDS_IN_BY = re.compile(
    r"\b(?:vorgelegt|eingereicht|verfasst|presented|submitted|prepared|written|compiled|présentée?|soutenue?|"
    r"presentad[ao]|"
    r"apresentad[ao])\b.{0,30}\b(?:by|von|par|por|pela?)$"
)


class TitleAndAuthors(NamedTuple):
    """The title, the authors as they are cited, and the line that names them, in which a date may stand too."""

    title: str | None
    authors: tuple[str, ...]
    byline: str


def read_title_and_authors(header: list[HeaderLine], common_words: frozenset[str]) -> TitleAndAuthors:
    """Return title and authors of a header; what is labelled as such goes before what is not.

    ``common_words`` are those that the document writes small: they are no names.
    """
    fields = fields_of(header)
    said_title = _first_field(fields, _TITLE_FIELDS)
    said_authors = read_said_names(_first_field(fields, _AUTHOR_FIELDS) or "") or _sender(fields, common_words)
    texts = [number for number, line in enumerate(header) if line.role is Role.TEXT]
    readable = [number for number, line in enumerate(header) if line.role in (Role.TEXT, Role.LABEL, Role.PROSE)]
    bylines = {number: _byline_at(header, number, common_words) for number in readable}
    bylines |= _rows(header, bylines, common_words)
    essay = _essay_head(header, bylines)
    if essay is not None:
        is_read = header[essay].role is Role.TEXT
        essay_title = whole_title(header, essay, None, frozenset(bylines)) if is_read else None
        return TitleAndAuthors(clean_title(essay_title), bylines[_first_text(header)].authors, "")
    if any(name.startswith("interviewe") for name in fields):  # who asks is no author, nor is the archive
        people = [number for number in bylines if not is_institution(" ".join(bylines[number].authors))]
        bylines = {number: bylines[number] for number in people}
    bylines = {
        number: byline
        for number, byline in bylines.items()
        if byline.evidence is BylineEvidence.SAID or (byline.evidence and header[number].role is Role.TEXT)
    }
    author_at = None if said_authors else _author_line(header, texts, bylines)
    author_lines = _author_lines(header, author_at, bylines) if author_at is not None else []
    anchor = author_lines[0] if author_lines else _field_line(header) if said_authors else None
    title_at = choose_title(header, [number for number in texts if number not in author_lines], anchor)
    title = whole_title(header, title_at, anchor, frozenset(bylines)) if title_at is not None else None
    authors = said_authors or tuple(author for number in author_lines for author in bylines[number].authors)
    own = None if authors else _self_citation(header, common_words)
    if own:
        return own._replace(title=clean_title(said_title)) if said_title else own
    split = split_title_and_byline(title, common_words) if title and not authors else None
    if split:
        title, authors = split[0], split[1].authors
    byline = header[author_at].text if author_at is not None else ""
    if _SALUTATION.fullmatch(header[-1].text if header else "") and not _LETTER_TITLE.search(title or ""):
        title = None  # what stands over a letter is who writes it
    title = clean_title(said_title or title or _first_field(fields, _SUBJECT_FIELDS))
    return TitleAndAuthors(title, tuple(dict.fromkeys(authors)), byline)


def _self_citation(header: list[HeaderLine], common_words: frozenset[str]) -> TitleAndAuthors | None:
    """Return what ``Thornbury, Alice (2015) Ice as evidence. PhD thesis, …`` says on a repository's cover."""
    for line in header[:8]:
        found = _SELF_CITATION.match(line.text)
        byline = read_byline(found["names"], common_words) if found else NO_BYLINE
        if found and byline.evidence:
            return TitleAndAuthors(clean_title(found["title"]), byline.authors, f"({found['year']})")
    return None


def _sender(fields: dict[str, str], common_words: frozenset[str]) -> tuple[str, ...]:
    """Return who a memorandum or a message is from, where that is a person."""
    if not fields.keys() >= {"from", "to"} or not _first_field(fields, _SUBJECT_FIELDS):
        return ()
    return read_byline(_MAIL_ADDRESS.sub("", fields["from"]).strip(' "'), common_words).authors


def _first_field(fields: dict[str, str], names: tuple[str, ...]) -> str | None:
    """Return the value of the first of these labels that the header has."""
    return next((fields[name] for name in names if fields.get(name)), None)


def _byline_at(header: list[HeaderLine], number: int, common_words: frozenset[str]) -> Byline:
    """Return the names in a line; of a line that says only ``by``, those in the next one."""
    line = header[number]
    if line.level in (1, 2) or line.in_menu or (line.role is Role.PROSE and len(line.text) > 120):
        return NO_BYLINE
    before = header[number - 1].text.lower().strip(" :") if number else ""
    byline = read_byline(line.text, common_words)
    if byline.evidence is BylineEvidence.SAID and _OF_THE_HOUSE.search(before):
        return NO_BYLINE
    if byline.authors and (before in _SAYS_BY or _ENDS_IN_BY.search(before)):
        return Byline(byline.authors, BylineEvidence.SAID)
    return byline


def _rows(header: list[HeaderLine], bylines: dict[int, Byline], common_words: frozenset[str]) -> dict[int, Byline]:
    """Return the names of lines like ``JOHN SMITH, Palmer Group, Iceland`` that follow one whose names are sure."""
    rows: dict[int, Byline] = {}
    for number in bylines:
        above = rows.get(number - 1) or bylines.get(number - 1)
        line = header[number]
        if bylines[number].evidence >= BylineEvidence.NAME or not above or above.evidence < BylineEvidence.NAME:
            continue
        if line.block != header[number - 1].block or "," not in line.text or "," not in header[number - 1].text:
            continue
        name = line.text.partition(",")[0]
        byline = read_byline(name, common_words)
        if byline.evidence and " " in name:
            rows[number] = Byline(byline.authors, BylineEvidence.NAME)
    return rows


def _first_text(header: list[HeaderLine]) -> int:
    return next((number for number, line in enumerate(header) if line.role is Role.TEXT), 0)


def _essay_head(header: list[HeaderLine], bylines: dict[int, Byline]) -> int | None:
    """Return the line below the four lines over a student's essay, which is its title; None for no such head.

    They are the student, the teacher, the course and the date (MLA Handbook, "Formatting a Research Project").
    """
    first = _first_text(header)
    if len(header) < first + 5 or not bylines.get(first, NO_BYLINE).evidence:
        return None
    _, teacher, course, date, _ = header[first : first + 5]
    is_taught = without_titles(teacher.text) != teacher.text or bool(_COURSE.fullmatch(course.text))
    is_taught = is_taught and teacher.role is Role.TEXT and len(teacher.text.split()) <= 5
    roles = course.role in (Role.TEXT, Role.AFFILIATION, Role.LABEL) and date.role is Role.DATE
    return first + 4 if is_taught and roles else None


def _author_line(header: list[HeaderLine], texts: list[int], bylines: dict[int, Byline]) -> int | None:
    """Return the line that names the authors: the surest, and of equals the first that another text stands beside.

    A mere form of a name counts only directly under the line that would be the title, or alone above it.
    """
    others = [number for number in texts if number not in bylines and not header[number].goes_on]
    said = [number for number, byline in bylines.items() if byline.evidence is BylineEvidence.SAID]
    if said:
        return said[0]
    sure = [number for number, byline in bylines.items() if byline.evidence is BylineEvidence.NAME]
    if sure and len(texts) > len(sure):
        return sure[0]
    if len(sure) >= 2:  # a life of somebody, by somebody else
        return sure[1]
    for number in bylines:
        if header[number].level and not header[number - 1].level and is_institution(header[number].text):
            continue  # the heading of a section: "Committee Reports"
        if number - 1 in others and header[number].block - header[number - 1].block <= 1:
            return number
    if len(bylines) == 1 and others and CJK.match(header[(only := min(bylines))].text):
        return only  # under a department, far below the title, as East Asian theses have it
    if bylines and others and (first := min(bylines)) < others[0]:
        under = others[0]
        alone = header[first].block < header[under].block
        alone = alone and not (header[first].level and is_institution(header[first].text))
        is_set_apart = header[first].text.isupper() or header[under].text.isupper()
        if alone and under - first == 1 and (len(others) == 1 or is_set_apart):
            return first
    return None


def _author_lines(header: list[HeaderLine], author_at: int, bylines: dict[int, Byline]) -> list[int]:
    """Return the author's line with those of the co-authors, each on a line of its own, over affiliations."""
    lines = [author_at]
    titles_above = [number for number in range(author_at) if header[number].role is Role.TEXT and number not in bylines]
    for number in range(author_at + 1, len(header)):
        line = header[number]
        if number in bylines and _is_coauthor(header, number, lines, bylines):
            lines.append(number)
        elif line.role is Role.AFFILIATION or line.text.lower() in _JOINS:
            continue
        elif not titles_above or line.role is not Role.TEXT or line.level or not _is_workplace(line.text):
            break
    while titles_above and lines[0] > titles_above[0] + 1:
        above = lines[0] - 1
        if header[above].text.lower() in _JOINS:
            above -= 1
        if above not in bylines or (above == lines[0] - 1 and header[above].block != header[lines[0]].block):
            break
        lines.insert(0, above)
    return lines


def _is_coauthor(header: list[HeaderLine], number: int, lines: list[int], bylines: dict[int, Byline]) -> bool:
    """Return whether the names of a line belong to those of ``lines`` above it: a mere form of a name needs company."""
    if any(map(has_institution_word, bylines[number].authors)):
        return False
    if bylines[number].evidence is not BylineEvidence.FORM or _is_over_workplace(header, number):
        return True
    above = [at for at in lines if header[at].block == header[number].block]
    return len(above) >= 2 and above[-1] == number - 1 and CJK.match(header[number].text) is None


def _is_workplace(text: str) -> bool:
    """Return whether a line under a name says where somebody works, or for what group the names above stand."""
    if _IN_PARENTHESES.fullmatch(text):
        return True
    return (
        len(text) < 150
        and not CJK.search(text)
        and (has_institution_word(text) or (text.count(",") >= 2 and bool(re.search(r"\d", text))))
    )


def _is_over_workplace(header: list[HeaderLine], number: int) -> bool:
    """Return whether a line stands between two that say where somebody works, as the second author's does."""
    beside = (header[number - 1], header[number + 1]) if number + 1 < len(header) else ()
    return bool(beside) and all(
        line.role is Role.AFFILIATION or is_institution(line.text) or _is_workplace(line.text) for line in beside
    )


def _field_line(header: list[HeaderLine]) -> int | None:
    """Return the number of the ``Author:`` line."""
    names = ((number, name) for number, line in enumerate(header) for name, _ in line_fields(line))
    return next((number for number, name in names if name in _AUTHOR_FIELDS), None)
