"""What a check says: the quotations of a draft with their verdicts, ready for a person or a program."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kurilsearch.check.borrowing.report import Borrowing
from kurilsearch.check.draft import CitationInDraft
from kurilsearch.check.verdicts import SEVERITY, CitationVerdict, Distortion, TextVerdict
from kurilsearch.check.words_hash import hash_of_words
from kurilsearch.hit import Hit

REPORT_SIGN = "Checked with kurilsearch against"
"""What a report that is kept in a file says in its first lines, so that none is taken for a source."""


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of a draft with both verdicts.

    ``char_start``-``char_end`` is its range in the draft's source text without the marks, 0-based, ``line`` and
    ``column`` are 1-based. ``citation`` is as the draft has it, and ``cited`` what was read in it. ``hit`` is the place
    that it was held against, ``nearest`` what comes close where it was not found, or the passage at the cited place
    where it could not be checked. ``message`` says in one sentence what is wrong, ``advice`` what to do; both are empty
    where nothing is.
    ``warnings`` are to be minded and make no finding. ``also_in`` names other editions and works with the words.
    ``set_aside`` is the reason for which the writer lets it stand.
    """

    char_start: int
    char_end: int
    line: int
    column: int
    text: str
    citation: str | None
    text_verdict: TextVerdict
    citation_verdict: CitationVerdict
    distortion: Distortion | None = None
    hit: Hit | None = None
    nearest: Hit | None = None
    message: str = ""
    advice: str = ""
    warnings: tuple[str, ...] = ()
    also_in: tuple[str, ...] = ()
    set_aside: str | None = None
    cited: CitationInDraft | None = None

    @property
    def is_finding(self) -> bool:
        """Whether something is to be done about it."""
        return (self.text_verdict.is_wrong or self.citation_verdict.is_wrong) and self.set_aside is None

    @property
    def severity(self) -> int:
        """How grave it is, from 0 (nothing is wrong) to 5."""
        return max(SEVERITY[self.text_verdict], SEVERITY[self.citation_verdict])

    @property
    def words_hash(self) -> str:
        """What tells its words and its citation from others, however they are set: twelve hexadecimal digits."""
        return hash_of_words(self.text, self.citation)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain lists and strings, in the documented order."""
        return {
            "char_start": self.char_start,
            "char_end": self.char_end,
            "line": self.line,
            "column": self.column,
            "text": self.text,
            "citation": self.citation,
            "citation_span": list(self.cited.span) if self.cited else None,
            "text_verdict": self.text_verdict.value,
            "distortion": self.distortion.value if self.distortion else None,
            "citation_verdict": self.citation_verdict.value,
            "hit": self.hit.to_dict() if self.hit else None,
            "nearest": self.nearest.to_dict() if self.nearest else None,
            "differences": [each.to_dict() for each in (self.hit.differences or () if self.hit else ())],
            "message": self.message,
            "advice": self.advice,
            "warnings": list(self.warnings),
            "also_in": list(self.also_in),
            "hash": self.words_hash,
            "set_aside": self.set_aside,
        }


@dataclass(frozen=True, slots=True)
class DraftReport:
    """The answer to a check: the ``quotations`` of the draft in their order, and ``notes`` of what must be known.

    ``draft`` is its name as given, ``text`` the text that the offsets index. ``borrowings`` are passages that
    stand in a source, or nearly so, and have no quotation marks; ``borrowed_share`` is their share of the draft's own
    words.
    """

    draft: str
    text: str
    quotations: tuple[CheckedQuotation, ...]
    borrowings: tuple[Borrowing, ...] = ()
    notes: tuple[str, ...] = field(default=())
    borrowed_share: float = 0.0

    @property
    def findings(self) -> tuple[CheckedQuotation, ...]:
        """The quotations about which something is to be done, the gravest first."""
        return tuple(
            sorted(
                (each for each in self.quotations if each.is_finding),
                key=lambda each: (-each.severity, each.char_start),
            )
        )

    @property
    def wrong_words(self) -> tuple[CheckedQuotation, ...]:
        """The findings whose words are wrong, whatever becomes of their citation."""
        return tuple(each for each in self.findings if each.text_verdict.is_wrong)

    def summary(self, library: str) -> str:
        """Return the line by which a report that is kept in a file begins; ``library`` names the sources."""
        findings, quotations = len(self.findings), len(self.quotations)
        found = f"{findings} finding{'' if findings == 1 else 's'}"
        return f"{REPORT_SIGN} {library}: {found} in {quotations} quotation{'' if quotations == 1 else 's'}"

    @property
    def set_aside(self) -> tuple[CheckedQuotation, ...]:
        """The quotations that the writer lets stand."""
        return tuple(each for each in self.quotations if each.set_aside is not None)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain lists and strings; see `kurilsearch help drafts`."""
        return {
            "draft": self.draft,
            "quotations": [each.to_dict() for each in self.quotations],
            "borrowings": [each.to_dict() for each in self.borrowings],
            "borrowed_share": round(self.borrowed_share, 4),
            "notes": list(self.notes),
        }
