"""Newspaper cuttings: the paper and its day, in the head of the cutting or in the name of its file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from kurilsearch.csl.dates import CslDate
from kurilsearch.csl.names import csl_name
from kurilsearch.csl.printed_dates import date_of, is_date_line, without_date
from kurilsearch.describe.first_page.imprints import small_words_lowered
from kurilsearch.describe.first_page.periodical_names import NEWSPAPER
from kurilsearch.describe.first_page.running_text import DAY_IN_NAME
from kurilsearch.describe.first_page.titles import clean_title
from kurilsearch.language.names import family_first, split_names
from kurilsearch.work import Item

_HEAD_LINES = 8
_MOST_NAME_WORDS = 7
_LONGEST_HEADLINE = 120
_DATE = rf"(?P<date>{DAY_IN_NAME})"
_BY_DATE = re.compile(rf"{_DATE}[\s_,-]+(?P<name>.+?)(?:\s+[-–—]+\s+(?P<title>.+))?")
_BY_NAME = re.compile(rf"(?P<name>[^\d]+?)[\s_,-]+{_DATE}(?:[\s_,]*[-–—]+\s*(?P<title>.+))?")
_BYLINE = re.compile(
    r"(?:(?:from )?(?:our|a) (?:own |special |staff )?(?:correspondent|reporter)s?,?\s+)?(?:by|von|par|por|di|van|"
    r"av|af)\s+(?:(?:unsere[mnr]|notre|nuestr[ao]|onze[nr]?) \w+\s+)?"
    r"(?P<who>[^\W\d_].{3,80})|d(?:al nostr[oa]|e notre|e nuestr[oa]) "
    r"(?:inviat[oa]|corrispondente|envoyée? spéciale?|correspondante?|enviad[oa]|corresponsal),?\s+"
    r"(?P<sent>[^\W\d_].{3,80})|от\s+(?:нашего|собственного)\s.*",
    re.IGNORECASE,
)
CORRESPONDENT = re.compile(
    r"\bour\b|\b(?:correspondent|reporter|korrespondent|berichterstatter|correspondant|corresponsal|corrispondente)\b|"
    r"корреспондент|特派員|記者",
    re.IGNORECASE,
)
"""Who writes without being named."""
_PAGE = re.compile(
    r"\b(?:page|p\.|seite|s\.|página|pág\.|p[aá]gina|с(?:тр)?\.)\s?(?P<page>[A-Z]?\d{1,3})\b|第?(?P<han>\d{1,2})面",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"(?:朝刊|夕刊)|\b(?:morning|evening|late|city|final|abend|morgen)[- ]?(?:edition|ausgabe)\b", re.IGNORECASE
)


def read_cutting(lines: Sequence[str], file: str) -> Item:
    """Return a cutting as a newspaper's article; empty where neither the first ``lines`` nor the file's name say so.

    ``file`` is the name of the file in the library; of its folders the last may be the paper's.
    """
    return _from_head(lines) or _from_file_name(lines, PurePosixPath(file))


def _from_head(lines: Sequence[str]) -> Item:
    """Read the paper's name and its day at the head: on a line each, or on one."""
    head = lines[:_HEAD_LINES]
    for at, line in enumerate(head[:2]):
        plain = _EDITION.sub("", _PAGE.sub("", line)).strip(" ,;|·-–—()")
        name = without_date(plain).strip(" ,.;|·-–—()") if date_of(plain) else line
        if not _is_paper(name):
            continue
        dated = (
            [at]
            if name != line
            else [other for other in (at + 1, at - 1) if 0 <= other < len(head) and _is_day(head[other])]
        )
        issued = next((day for other in dated if (day := _full_date(head[other]))), None)
        if issued is None:
            continue
        below = head[max(at, *dated) + 1 :]
        return _article(name, issued, below, " ".join(head[: max(at, *dated) + 1]))
    return {}


def _article(paper: str, issued: CslDate, below: Sequence[str], where: str) -> Item:
    item: Item = {"type": "article-newspaper", "container-title": _paper_name(paper), "issued": issued}
    byline = next((at for at, line in enumerate(below[:5]) if _BYLINE.fullmatch(line.strip(" ."))), None)
    headline = [line for line in below[: byline if byline is not None else 2] if len(line) <= _LONGEST_HEADLINE]
    headline = [line for line in headline if not (line.endswith((".", "。")) or _is_day(line) or _PAGE.fullmatch(line))]
    if headline:
        title = clean_title(": ".join(headline[:2]) if len(headline) > 1 else headline[0])
        item |= {"title": title} if title else {}
    if byline is not None and (found := _BYLINE.search(below[byline])) and found.lastgroup:
        people = [name for name in split_names(found[found.lastgroup].strip(" .")) if not CORRESPONDENT.search(name)]
        names = [csl_name(family_first(name)) for name in people]
        item |= {"author": names} if names else {}
    page = _PAGE.search(where) or next((at for line in below[:2] if (at := _PAGE.fullmatch(line))), None)
    if page:
        item["page"] = page["page"] or page["han"]
    edition = _EDITION.search(where)
    return item | ({"edition": edition[0]} if edition else {})


def _from_file_name(lines: Sequence[str], file: PurePosixPath) -> Item:
    """Read ``1956-10-20 Asahi Shimbun - Declaration signed.txt``, or the date where the folder is the paper's."""
    stem = file.stem.replace("_", " ")
    for form in (_BY_DATE, _BY_NAME):
        found = form.fullmatch(stem)
        issued = _of_digits(found["date"]) if found else None
        if found is None or issued is None:
            continue
        name, title = found["name"].strip(" -–—"), found["title"]
        if _is_paper(name):
            item: Item = {"type": "article-newspaper", "container-title": name, "issued": issued}
        elif _is_paper(file.parent.name) and title is None:
            item, title = {"type": "article-newspaper", "container-title": file.parent.name, "issued": issued}, name
        else:
            continue
        if lines and len(lines[0]) <= _LONGEST_HEADLINE and not lines[0].endswith((".", "。")):
            title = lines[0]
        return item | ({"title": clean_title(title)} if title else {})
    return {}


def _of_digits(date: str) -> CslDate | None:
    """Return the date of ``1956-10-20`` or ``19561020``."""
    digits = re.sub(r"\D", "", date)
    return date_of(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")


def _is_paper(name: str) -> bool:
    return 0 < len(name.split()) <= _MOST_NAME_WORDS and len(name) <= 60 and NEWSPAPER.search(name) is not None


def _is_day(line: str) -> bool:
    return len(line) < 80 and is_date_line(_PAGE.sub("", _EDITION.sub("", line)).strip(" ,.;|·-–—()"))


def _full_date(line: str) -> CslDate | None:
    """Return a date with its day; a month alone is a magazine's."""
    found = date_of(line)
    return found if found and len(found["date-parts"][0]) == 3 else None


def _paper_name(name: str) -> str:
    return small_words_lowered(name.title()) if name.isupper() else name
