"""A report of a check as SARIF 2.1.0, the form in which editors and code hosts take findings.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html says what each property holds.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from kurilsearch.check.borrowing.report import Borrowing
    from kurilsearch.check.report import CheckedQuotation, DraftReport
    from kurilsearch.hit import Hit

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "quotationAndCitation/v1"
TEXT_ENDINGS = frozenset((".md", ".markdown", ".qmd", ".rmd", ".txt", ".tex", ".typ", ".html", ".htm"))
"""Drafts in which a line and a column can be shown."""

_RULES = {
    "altered": "The words are not the source's",
    "distorting": "The quotation says what its source does not say",
    "doubtful": "A misprint or a slip may be at work",
    "not_found": "No source has these words",
    "cannot_check": "The quotation cannot be checked",
    "missing": "No citation stands by the quotation",
    "wrong_source": "The words stand in another work than the cited one",
    "wrong_year": "The year of the citation is wrong",
    "wrong_place": "The page, paragraph or section of the citation is wrong",
    "wrong_speaker": "The words are somebody else's than the draft says",
    "not_in_source": "The cited work does not have the words",
    "unresolved": "The cited work is not known",
    "unmarked_copy": "The words stand in a source and have no quotation marks",
    "unmarked_patchwriting": "The words follow those of a source closely and have no quotation marks",
}
_RULE_IDS = tuple(_RULES)
_FIXED = frozenset(("altered", "doubtful"))
_GRAVE, _MINOR = 3, 2


def sarif_of(report: DraftReport) -> dict[str, Any]:
    """Return a report as a SARIF log of one run; what is set aside is a result that is suppressed."""
    told = [each for each in report.quotations if each.is_finding or each.set_aside is not None]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "kurilsearch",
                        "version": version("kurilsearch"),
                        "rules": [{"id": name, "shortDescription": {"text": text}} for name, text in _RULES.items()],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    *(_result(report, each) for each in told),
                    *(_borrowing(report, each) for each in report.borrowings),
                ],
            }
        ],
    }


def rule_of(quotation: CheckedQuotation) -> str:
    """Return the name of what is wrong: of the words, where they are to blame, else of the citation."""
    if quotation.text_verdict.value in _RULES:
        return quotation.text_verdict.value
    return quotation.citation_verdict.value


def _result(report: DraftReport, quotation: CheckedQuotation) -> dict[str, Any]:
    rule = rule_of(quotation)
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": _RULE_IDS.index(rule),
        "level": _level(quotation.severity),
        "message": {"text": " ".join(part for part in (quotation.message, quotation.advice) if part) or _RULES[rule]},
        "locations": [{"physicalLocation": _location(report, quotation)}],
        "partialFingerprints": {FINGERPRINT: quotation.words_hash},
    }
    if quotation.hit is not None:
        result["relatedLocations"] = [_source(quotation.hit)]
    fix = _fix(report, quotation)
    if fix is not None:
        result["fixes"] = [fix]
    if quotation.set_aside is not None:
        result["suppressions"] = [{"kind": "external", "justification": quotation.set_aside}]
    return result


def _borrowing(report: DraftReport, borrowing: Borrowing) -> dict[str, Any]:
    return {
        "ruleId": borrowing.verdict.value,
        "ruleIndex": _RULE_IDS.index(borrowing.verdict.value),
        "level": "warning",
        "message": {"text": f"{borrowing.message}."},
        "locations": [{"physicalLocation": _location(report, borrowing)}],
        "relatedLocations": [_source(borrowing.hit)],
        "partialFingerprints": {FINGERPRINT: borrowing.words_hash},
    }


def _source(hit: Hit) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": _uri(hit.file)}}
    return {"id": 0, "physicalLocation": place, "message": {"text": f"“{hit.quote}”"}}


def _level(severity: int) -> str:
    return "error" if severity >= _GRAVE else "warning" if severity >= _MINOR else "note"


def _location(report: DraftReport, quotation: CheckedQuotation | Borrowing) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(report.draft)}}
    if _is_text(report):
        location["region"] = _region(report.text, quotation)
    return location


def _region(text: str, quotation: CheckedQuotation | Borrowing) -> dict[str, Any]:
    end_line_start = text.rfind("\n", 0, quotation.char_end) + 1
    return {
        "startLine": quotation.line,
        "startColumn": quotation.column,
        "endLine": quotation.line + text.count("\n", quotation.char_start, quotation.char_end),
        "endColumn": quotation.char_end - end_line_start + 1,
        "charOffset": quotation.char_start,
        "charLength": quotation.char_end - quotation.char_start,
        "snippet": {"text": text[quotation.char_start : quotation.char_end]},
    }


def _fix(report: DraftReport, quotation: CheckedQuotation) -> dict[str, Any] | None:
    """Return what puts the source's words in the place of the draft's; None where a person must think of one.

    Words with marks of omission or insertion are left alone, since these may be right.
    """
    hit = quotation.hit
    if hit is None or not _is_text(report) or quotation.text_verdict.value not in _FIXED:
        return None
    if hit.omissions or any(mark in quotation.text for mark in "[]…"):
        return None
    replacement = {"deletedRegion": _region(report.text, quotation), "insertedContent": {"text": hit.quote}}
    change = {"artifactLocation": {"uri": _uri(report.draft)}, "replacements": [replacement]}
    return {"description": {"text": "Put the source's words"}, "artifactChanges": [change]}


def _is_text(report: DraftReport) -> bool:
    return Path(report.draft).suffix.lower() in TEXT_ENDINGS


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
