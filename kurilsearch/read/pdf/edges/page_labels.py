"""The page that is printed on the paper: numbers at the pages' edges that count up, held against the file's labels.

The labels of a file often lie (they count from 0 while the page prints 162), so numbers that a reader sees win where
they form a run: the same distance between printed number and page of the file, on most pages of the run. Pages
within a run that print no number (chapter openings) are numbered by it, and so is one before or after it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from kurilsearch.language.numerals import roman_value, to_roman
from kurilsearch.read.pdf.edges.rows import EdgeRow
from kurilsearch.read.pdf.page.lines import Line

_NUMBER = re.compile(r"(?:\d{1,5}|[ivxlcdm]{1,9}|[IVXLCDM]{1,9})\Z")
_PAGE = r"(?:pages?|pag\.?|pg\.?|pp?\.|seite|s\.|стр\.?|с\.|página:?|pagina|blz\.?|side|sida|str\.?|第)"
_OF = r"(?:of|/|из|von|de|sur|di|van|av)"
_LEAF = r"(?:[頁页]|ページ|쪽)"
_DRESSED = re.compile(
    rf"[\[({{<|\-–—~•·*\s]*(?:{_PAGE}\s*)?"
    r"(?P<number>\d{1,5}|[ivxlcdm]{1,9}|[IVXLCDM]{1,9})"
    rf"(?:\s*{_OF}\s*\d{{1,5}})?\s*(?:{_LEAF}(?:[\s,，/]*共\s*\d{{1,5}}\s*{_LEAF})?)?[\])}}>|\-–—~•·*.\s]*",
    re.I,
)
_CALLED = re.compile(
    rf"(?:^|[\s,|·–—(]){_PAGE}\s*(?P<named>\d{{1,5}})(?=$|[\s.,|)])|(?:^|\s)(?P<counted>\d{{1,5}})\s*{_OF}\s*\d{{1,5}}(?=$|[\s.,)])",
    re.I,
)
"""A number that is called a page, or said to be one of so many, beside a head."""
_COMPOUND = re.compile(
    r"[\[(\-–—\s]*(?P<prefix>(?:[A-Z]{1,2}|\d{1,2}|[IVX]{1,5}|\d{5,6}) ?[-–] ?)(?P<number>\d{1,4})[\])\-–—\s]*\Z"
)
"""The number of a page within its chapter or article: ``2-14``, ``B-3``, ``044103-2``."""
_OF_ARTICLE = re.compile(r"(?P<prefix>\d{1,4}:)(?P<number>[1-9]\d{0,2})\Z")
"""The same beside a head, with the number of the article that the page is of: ``111:2``."""
_OF_SECTION = re.compile(r"(?:\d+|[IVXivx]+)\.")
_NOT_FOR_CITING = re.compile(r"\s*\(page number not for citation purposes?\)\s*", re.I)
"""What publishers print beside the numbers of pages of an article that is cited by its own number."""
_LABEL_DRESS = re.compile(r"\A(?:pp?\.|page|seite|s\.)\s*(?=[\divxlcdm])", re.I)
_UNREADABLE = re.compile(r"[?\x00-\x1f\ufffd]")
"""What stands in a label for letters that its maker could not write."""
_WORDS = re.compile(r"(?=\D*\Z)(?![ivxlcdm]+\Z)[^\W\d_]{3,}", re.I)
_FEWEST = 3
_FEWEST_COMPOUND = 5
_LONGEST_GAP = 6
_LONGEST_FOOT = 100


class Printed(NamedTuple):
    """A number printed at a page's edge: the page's index from 0, the value, how it is written, its row and line.

    ``prefix`` is what stands before the number within the chapter or article that it counts, as in ``2-14``.
    """

    page: int
    value: int
    text: str
    roman: bool
    row: EdgeRow
    line: int
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The printed label of each page (None where unknown), and the numbers of the rows that it was read from.

    ``numbers`` are those that belong to the runs: they are page numbers and nothing else.
    """

    labels: tuple[str | None, ...]
    numbers: tuple[Printed, ...]


class _Run(NamedTuple):
    """Pages ``first`` to ``last`` (indices) print their index plus ``distance``."""

    first: int
    last: int
    distance: int
    roman: bool
    upper: bool
    printed: tuple[Printed, ...]
    prefix: str


def number_pages(
    edges: Sequence[Sequence[EdgeRow]], file_labels: Sequence[str], covers: Set[int] = frozenset()
) -> Numbering:
    """Return the printed labels of the pages whose edges are ``edges``; ``file_labels`` are empty where it has none.

    ``covers`` are the indices of pages that are not the work's; a page whose own label is words is such a one too.
    """
    count = len(edges)
    found = [printed for page, rows in enumerate(edges) for printed in printed_numbers(page, rows)]
    runs = _choose_runs(_find_runs(found, count), count)
    labels: list[str | None] = [None] * count
    for run in runs:
        for page in range(run.first, run.last + 1):
            labels[page] = _written(page + run.distance, run)
    seen = {(printed.page, printed.text.casefold()) for printed in found}
    known = _file_labels(file_labels, labels, seen)
    for page, label in enumerate(known):
        if labels[page] is None:
            labels[page] = label
    covers = covers | {page for page, label in enumerate(file_labels) if _WORDS.match(label)}
    _extend(labels, runs, covers)
    numbers = [printed for run in runs for printed in run.printed]
    numbers += [
        printed
        for printed in found
        if printed.row.place == "foot" and printed.row.rank == 0 and printed.text == labels[printed.page]
    ]
    return Numbering(tuple(labels), tuple(dict.fromkeys(numbers)))


def printed_numbers(page: int, rows: Sequence[EdgeRow]) -> Iterator[Printed]:
    """Yield the numbers that stand alone in a row's line, first or last in it, or within a foot."""
    for row in rows:
        for at, line in enumerate(row.lines):
            if len(line.text) > 200:
                continue
            compound = _COMPOUND.match(line.text) or (_of_article(line) if row.rank == 0 else None)
            if compound:
                value = int(compound["number"])
                yield Printed(page, value, compound["number"], False, row, at, compound["prefix"])
                continue
            for text in _numbers(line, row):
                roman = not text[0].isdigit()
                value = roman_value(text) if roman else int(text)
                if value:
                    yield Printed(page, value, text, roman, row, at)


def _of_article(line: Line) -> re.Match[str] | None:
    """Return the number of a page within its article where a line begins or ends with one."""
    words = line.text.split()
    return _OF_ARTICLE.match(words[0]) or _OF_ARTICLE.match(words[-1]) if words else None


def _numbers(line: Line, row: EdgeRow) -> list[str]:
    """Return the numbers in a line that may be its page's: the only thing in it, first or last, or called so.

    The outermost row may have it between other things. At the foot a number before a sentence is a note's.
    """
    alone = _DRESSED.fullmatch(_NOT_FOR_CITING.sub("", line.text))
    if alone:
        return [alone["number"]]
    words = line.text.split()
    if row.rank >= _FEWEST or not words:
        return []
    called = [match["named"] or match["counted"] for match in _CALLED.finditer(line.text)]
    if row.place == "foot" and (line.text[-1] in ".!?" or (line.marks and line.marks[0][0] == 0)):
        return called
    first = words[-1] if _OF_SECTION.fullmatch(words[0]) else words[0]
    ends = [word.strip("|·•-–—[]().,:") for word in (first, words[-1])]
    if row.rank == 0 and row.apart and len(line.text) <= _LONGEST_FOOT:
        ends += [word for word in words[1:-1] if word.isdecimal()]
    return [text for text in dict.fromkeys([*called, *ends]) if _NUMBER.match(text)]


def _find_runs(printed: Sequence[Printed], count: int) -> list[_Run]:
    """Return the runs of pages on which numbers keep one distance to the page's index."""
    by_distance: dict[tuple[bool, str, int], list[Printed]] = {}
    for number in printed:
        by_distance.setdefault((number.roman, number.prefix, number.value - number.page), []).append(number)
    compound = sum(bool(number.prefix) for number in printed) >= _FEWEST_COMPOUND
    runs = []
    for numbers in by_distance.values():
        for group in _unbroken(numbers):
            run = _run_of(group, count, short=compound and bool(numbers[0].prefix))
            if run is not None:
                runs.append(run)
    longer = [run for run in runs if run.last > run.first]
    return longer if longer and count <= _FEWEST else runs  # of few pages, what two print says more than what one does


def _unbroken(numbers: Sequence[Printed]) -> list[list[Printed]]:
    """Return numbers in page order, cut where more pages than a few have none."""
    groups: list[list[Printed]] = []
    for number in numbers:
        if groups and number.page - groups[-1][-1].page <= _LONGEST_GAP:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _run_of(found: Sequence[Printed], count: int, *, short: bool) -> _Run | None:
    """Return the run that numbers of one distance form, or None; of two on one page that at the usual place counts.

    A ``short`` one may be of a single page: chapters that count their own pages are.
    """
    group = _at_usual_place(found)
    pages = sorted({number.page for number in group})
    first, last = pages[0], pages[-1]
    fewest = 1 if short else _FEWEST if count > _FEWEST + 1 else 2
    places = Counter(_place(number) for number in found)
    alone = sum(map(_is_alone, group))
    if len(group) == 1 and count <= _FEWEST:
        fewest = 1 if alone and _is_page_of_few(group[0], count) else 2
    usual = {_place(number) for number in group}
    if len(pages) < fewest and not (len(pages) == 2 and len(usual) == 1 and alone == len(group)):
        return None
    if len(pages) < 0.4 * (last - first + 1) or len(pages) < 0.5 * len(usual):
        return None
    upper = sum(number.text.isupper() for number in group) > 0.5 * len(group)
    twice = [
        number
        for number in found
        if number in group
        or (places[_place(number)] >= _FEWEST and (number.row.rank == 0 or _is_alone(number)))  # no section's number
    ]
    begin = group[0]
    return _Run(first, last, begin.value - begin.page, begin.roman, upper, tuple(twice), begin.prefix)


def _is_alone(number: Printed) -> bool:
    """Tell whether nothing but what dresses a page's number stands beside it."""
    return len(_NOT_FOR_CITING.sub("", number.row.lines[number.line].text)) <= len(number.text) + 6


def _is_page_of_few(number: Printed, count: int) -> bool:
    """Tell whether a number alone on the last of a few pages is that page's: first pages often print none."""
    row = number.row
    if not row.apart or row.rank or (count > 1 and len(row.lines) > 1):
        return False
    return count == 1 or (not number.roman and number.value <= number.page + 1)


def _place(number: Printed) -> tuple[str, int]:
    """Return where on its page a number stands: the edge, and the distance from it in steps of 12 points."""
    return number.row.place, round(number.row.depth / 12)


def _at_usual_place(group: Sequence[Printed]) -> list[Printed]:
    """Return one number a page: that which stands where most do, of two such the one that stands alone."""
    times = Counter(_place(number) for number in group)
    best: dict[int, Printed] = {}
    for number in sorted(group, key=lambda number: (times[_place(number)], _is_alone(number)), reverse=True):
        best.setdefault(number.page, number)
    return [best[page] for page in sorted(best)]


def _choose_runs(runs: Sequence[_Run], count: int) -> list[_Run]:
    """Return runs that do not overlap, the longest first, of two so long that with more numbers alone."""
    taken = [False] * count
    chosen: list[_Run] = []
    for run in sorted(runs, key=_weight, reverse=True):
        pages = [page for page in range(run.first, run.last + 1) if not taken[page]]
        if len(pages) < 0.7 * (run.last - run.first + 1):
            continue
        for page in pages:
            taken[page] = True
        chosen.append(run._replace(first=pages[0], last=pages[-1]))
    return sorted(chosen, key=lambda run: run.first)


def _weight(run: _Run) -> tuple[int, int, int]:
    return len({number.page for number in run.printed}), sum(map(_is_alone, run.printed)), -run.first


def _written(value: int, run: _Run) -> str | None:
    if value < 1:
        return None
    if not run.roman:
        return f"{run.prefix}{value}"
    return to_roman(value).upper() if run.upper else to_roman(value)


def _extend(labels: list[str | None], runs: Sequence[_Run], covers: Set[int]) -> None:
    """Give numbers to up to two pages before and after each run that print none, the first page above all."""
    for run in runs:
        steps = 2 if run.first <= 2 else 1
        for page in range(run.first - 1, max(run.first - 1 - steps, -1), -1):
            if labels[page] is not None or page in covers:
                break
            labels[page] = _written(page + run.distance, run)
        for page in range(run.last + 1, min(run.last + 3, len(labels))):
            if labels[page] is not None:
                break
            labels[page] = _written(page + run.distance, run)


def _file_labels(
    file_labels: Sequence[str], printed: Sequence[str | None], seen: Set[tuple[int, str]]
) -> list[str | None]:
    """Return the file's own labels where they can be trusted: not those that contradict what is printed.

    Labels that merely count the pages of the file say nothing, nor do those that several pages have; unless the page
    itself shows the number (``seen``).
    """
    readable = ["" if _UNREADABLE.search(label) else label for label in file_labels]
    cleaned = [_LABEL_DRESS.sub("", label).strip() or None for label in readable] or [None] * len(printed)
    if len(cleaned) != len(printed) or all(label == str(page) for page, label in enumerate(cleaned, start=1)):
        return [None] * len(printed)
    both = [(own, seen) for own, seen in zip(cleaned, printed, strict=True) if own and seen]
    agreeing = sum(own.casefold() == seen.casefold() for own, seen in both)
    if both and agreeing < 0.8 * len(both):
        return [None] * len(printed)
    if not both and cleaned[0] == "0":
        return [None] * len(printed)
    taken = {label for label in printed if label}
    times = Counter(cleaned)
    once = {label for label in cleaned if times[label] == 1 and label and not _WORDS.match(label)}
    shown = [label and (page, label.casefold()) in seen for page, label in enumerate(cleaned)]
    return [
        label if shows or (label in once and label not in taken) else None
        for label, shows in zip(cleaned, shown, strict=True)
    ]
