"""Living with findings: those that a writer sets aside with a reason, those of a baseline, those of unchanged lines.

A quotation is known by the hash of its words and its citation, so that a finding comes back when one of them changes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from kurilsearch.check.report import CheckedQuotation, DraftReport
from kurilsearch.check.words_hash import hash_of_words
from kurilsearch.errors import UsageError

SET_ASIDE_FILE = "kurilsearch-check.toml"
"""What stands beside a draft and names what is set aside: tables ``[[set_aside]]`` with ``hash`` and ``reason``."""

_COMMENT = re.compile(
    r"(?:<!--|%+|//|/\*|\{\#)\s*kurilsearch:?\s+set\s+aside\s+(?P<hash>[0-9a-f]{12})\b[\s:,–—-]*(?P<reason>[^\n]*?)"
    r"\s*(?:-->|\*/|\#\}|$)",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A finding that is to be let stand, by the hash of its words; ``place`` is where that is said."""

    words_hash: str
    reason: str
    place: str


def set_aside_in_comments(text: str) -> Iterator[SetAside]:
    """Yield what comments set aside: ``<!-- kurilsearch: set aside HASH reason -->``, ``% …`` and ``// …`` likewise."""
    for comment in _COMMENT.finditer(text):
        line = text.count("\n", 0, comment.start()) + 1
        yield SetAside(comment["hash"].lower(), comment["reason"].strip(), f"line {line}")


def read_set_aside(text: str, name: str) -> list[SetAside]:
    """Return what a ``kurilsearch-check.toml`` sets aside. Raises UsageError where it cannot be read, and says why."""
    try:
        tables = tomllib.loads(text).get("set_aside", [])
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name} cannot be read: {error}", "Mend it; `kurilsearch help check` shows one") from error
    if not isinstance(tables, list):
        raise UsageError(f"{name} has no tables [[set_aside]]", "`kurilsearch help check` shows one")
    found: list[SetAside] = []
    for number, table in enumerate(tables, 1):
        words_hash = table.get("hash") if isinstance(table, dict) else None
        if not isinstance(words_hash, str):
            raise UsageError(f"Entry {number} of {name} has no hash", "Copy it from a report of `kurilsearch check`")
        found.append(SetAside(words_hash.lower(), str(table.get("reason", "")).strip(), f"entry {number} of {name}"))
    return found


def set_findings_aside(report: DraftReport, entries: Iterable[SetAside]) -> DraftReport:
    """Return a report whose findings that ``entries`` name are set aside, with notes of what names none.

    An entry without a reason sets nothing aside, and the notes say so.
    """
    notes: list[str] = []
    reasons: dict[str, str] = {}
    known = {quotation.words_hash for quotation in report.quotations}
    for entry in entries:
        if not entry.reason:
            notes.append(f"{entry.place} sets {entry.words_hash} aside without a reason; say why")
        elif entry.words_hash not in known:
            notes.append(f"{entry.place} sets {entry.words_hash} aside, but no quotation has these words any more")
        else:
            reasons[entry.words_hash] = entry.reason
    quotations = tuple(
        replace(each, set_aside=reasons[each.words_hash]) if each.is_finding and each.words_hash in reasons else each
        for each in report.quotations
    )
    return replace(report, quotations=quotations, notes=(*report.notes, *notes))


def only_new(report: DraftReport, baseline: Mapping[str, Any]) -> DraftReport:
    """Return a report without the findings that an earlier one, as its JSON has it, has with the same verdicts.

    Raises UsageError where ``baseline`` is no report.
    """
    records = baseline.get("quotations")
    if not isinstance(records, list):
        raise UsageError("The baseline is no report of a check", "Make one: kurilsearch check DRAFT --format json")
    known = {_seen(record) for record in records if isinstance(record, dict)}
    kept = tuple(each for each in report.quotations if not (each.is_finding and _seen(each.to_dict()) in known))
    return _fewer(report, kept, "in the baseline")


def _seen(record: Mapping[str, Any]) -> tuple[str, object, object]:
    """Return what is the same of a finding in two reports."""
    words_hash = record.get("hash") or hash_of_words(str(record.get("text", "")), record.get("citation"))
    return str(words_hash), record.get("text_verdict"), record.get("citation_verdict")


def only_changed(report: DraftReport, earlier: str) -> DraftReport:
    """Return a report of the quotations that touch a line which is another one than in the ``earlier`` text."""
    lines = report.text.splitlines()
    changed = set(_changed_lines(earlier.splitlines(), lines))
    kept = tuple(each for each in report.quotations if changed.intersection(_lines_of(each, report.text)))
    return _fewer(report, kept, "in lines that did not change")


def _changed_lines(before: Sequence[str], after: Sequence[str]) -> Iterator[int]:
    """Yield the 1-based numbers of the lines of ``after`` that are new or other ones."""
    for what, _, _, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what in ("replace", "insert"):
            yield from range(start + 1, end + 1)


def _lines_of(quotation: CheckedQuotation, text: str) -> range:
    first = text.count("\n", 0, quotation.char_start) + 1
    return range(first, first + text.count("\n", quotation.char_start, quotation.char_end) + 1)


def _fewer(report: DraftReport, kept: tuple[CheckedQuotation, ...], why: str) -> DraftReport:
    """Return a report of some of its quotations, with a note of how many findings are left out."""
    left_out = len(report.findings) - sum(each.is_finding for each in kept)
    findings = "1 finding is" if left_out == 1 else f"{left_out} findings are"
    notes = (f"{findings} {why}",) if left_out else ()
    return replace(report, quotations=kept, notes=(*report.notes, *notes))
