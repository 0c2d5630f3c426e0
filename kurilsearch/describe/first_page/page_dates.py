"""When a work appeared, by the lines of its first page that tell it and by the model of years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kurilsearch.csl.dates import CslDate
from kurilsearch.csl.printed_dates import date_of, is_imprint, split_off_date
from kurilsearch.describe.first_page.first_lines import FirstLine
from kurilsearch.describe.first_page.header_lines import HeaderLine, fields_of, page_lines, read_header
from kurilsearch.describe.first_page.labelled import Models, Reading, probability, read_years
from kurilsearch.describe.first_page.line_roles import Role
from kurilsearch.describe.first_page.periodical_names import is_periodical_name
from kurilsearch.model import ParsedDocument
from kurilsearch.work import SURE_ENOUGH, Candidate

_YEAR_FIELDS = (
    "first published", "originally published", "published", "published on", "published in", "publication date",
    "date", "year", "datum", "jahr", "erschienen", "дата", "год", "発行日", "公開日", "掲載日", "日付", "日期", "날짜",
    "发布时间", "时间", "来源",
    "source",
)  # fmt: skip
_DATELINE = re.compile(
    r"[^\W\d_a-z][^\Wa-z\d]{2,20}(?:\s[^\Wa-z\d]+){0,2},\s(?P<date>[^()—–]{6,30}?)\s*(?:\([^()]{2,20}\)\s*)?(?:—|–|--)\s"
)
"""Place and date before the first words of a report: ``CARROW, Feb. 11, 1962 (NP) —``."""
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)", re.IGNORECASE)
_TOLD = 0.9
"""How often a date is right that a line tells and that has no year in figures."""
_YEAR = re.compile(r"\b\d{4}\b")
_YEARS = re.compile(r"\b\d{4}\s?[–—-]\s?\d{4}\b")
"""A span of years says how long something lasted, sooner than when the work appeared."""
_CITED = re.compile(r"(?<=[a-zа-яё] )\([^()]{2,60},? (?:1[5-9]|20)\d\d[a-z]?(?:[,:][^()]{1,20})?\)")
"""A citation in running text: its year is another work's."""


def told_year(parsed: ParsedDocument) -> int | None:
    """Return the year of the first page's line that is made to tell it: one of the marks by which years are weighed."""
    issued = issued_by_lines(*read_header(page_lines(parsed)))
    return issued["date-parts"][0][0] if issued else None


def dates_read(
    lines: Sequence[FirstLine], reading: Reading, told: CslDate | None, models: Models
) -> Iterator[Candidate]:
    """Yield the dates that the work may have, the likeliest first: years that are printed, ``told`` where none is.

    They have month and day where a line says them.
    """
    year = told["date-parts"][0][0] if told else None
    years = read_years([_CITED.sub("", line.text) for line in lines], reading.labels, year, models)
    if not years and told:
        yield Candidate(told, _TOLD)
    left = 1.0
    for each in years:
        chance = min(probability(models, "year", each.margin) if left == 1.0 else each.margin, left)
        left -= chance
        of_line = date_of(lines[each.line].text)
        is_whole = of_line is not None and of_line["date-parts"][0][0] == each.year
        date = told if each.year == year else of_line if is_whole else {"date-parts": [[each.year]]}
        yield Candidate(date, chance, given=chance > SURE_ENOUGH)


def issued_by_lines(header: list[HeaderLine], after: list[str]) -> CslDate | None:
    """Return the date of the first kind of line that has one, from the surest to the least sure."""
    fields = fields_of(header)
    labelled = [fields[name] for name in _YEAR_FIELDS if name in fields]
    by_role = [[line.text for line in header if line.role is role] for role in (Role.PERIODICAL, Role.DATE)]
    by_role[1].sort(key=lambda text: _YEARS.search(text) is not None)
    texts = [line.text for line in header if line.role in (Role.TEXT, Role.LABEL)]
    dated = [text for n, text in enumerate(texts) if (n and is_imprint(text)) or split_off_date(text)[1]]
    imprints = [line.text for line in header if line.role is Role.IMPRINT] + dated
    periodicals = [text for text in texts if is_periodical_name(text)]
    dateline = _DATELINE.match(header[-1].text[:200]) if header else None
    datelines = [dateline["date"]] if dateline else []
    copyrights = [line.text for line in header if line.role is Role.COPYRIGHT]
    copyrights += [line for line in after if _COPYRIGHT.match(line) and len(line) < 120]
    copyrights.sort(key=lambda line: max(_YEAR.findall(line), default=""), reverse=True)  # a translation's is the later
    for lines in (labelled, *by_role, imprints, datelines, periodicals, copyrights):
        for line in lines:
            issued = date_of(line)
            if issued:
                return issued
    return None
