"""What checks of drafts are measured by: spans, both verdicts, false alarms on truths, and lies let through."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks.drafts.writing import QuotedInDraft, TrueDraft

LETS_THROUGH = frozenset(("verbatim", "allowed"))
ALARMS = frozenset(("altered", "distorting", "not_found"))
F1_BAR, VERDICTS_BAR = 0.99, 0.97

_UNLETTERED = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Wrong:
    """An answer that is not right, for a person to read."""

    draft: str
    kind: str
    what: str
    text: str

    def __str__(self) -> str:
        """Return one line."""
        return f"{self.draft} {self.kind}: {self.what}: {self.text}"


@dataclass
class Score:
    """Sums over many drafts. ``false_alarms`` are truths called a lie, ``passed`` lies called true."""

    expected: int = 0
    reported: int = 0
    found: int = 0
    both_right: int = 0
    text_right: int = 0
    citation_right: int = 0
    truths: int = 0
    false_alarms: int = 0
    lies: int = 0
    passed: int = 0
    by_kind: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """F1 of the spans, each of which must have exactly the words of the true one."""
        return 2 * self.found / (self.expected + self.reported) if self.expected + self.reported else 0.0

    @property
    def both(self) -> float:
        """The share of quotations whose text and citation are judged rightly; those not found are not."""
        return self.both_right / self.expected if self.expected else 0.0

    @property
    def shortfalls(self) -> Iterator[str]:
        """Yield the bars that are missed."""
        if self.f1 < F1_BAR:
            yield f"spans F1 {self.f1:.3f}, bar {F1_BAR}"
        if self.both < VERDICTS_BAR:
            yield f"both verdicts {self.both:.3f}, bar {VERDICTS_BAR}"
        if self.false_alarms:
            yield f"{self.false_alarms} of {self.truths} truths called a lie, bar 0"
        if self.passed:
            yield f"{self.passed} of {self.lies} lies let through, bar 0"


def add(score: Score, draft: TrueDraft, records: Sequence[Mapping[str, Any]]) -> None:
    """Add what a check reported of one draft, as the records of its JSON have it."""
    score.expected += len(draft.quotations)
    score.reported += len(records)
    waiting: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for record in records:
        waiting[_letters(record["text"])].append(record)
    for quotation in draft.quotations:
        same = waiting.get(_letters(quotation.text))
        _add_one(score, draft, quotation, same.pop(0) if same else None)
    for left in waiting.values():
        score.wrong += [Wrong(draft.path.name, "no quotation", "reported", record["text"]) for record in left]


def _add_one(score: Score, draft: TrueDraft, quotation: QuotedInDraft, record: Mapping[str, Any] | None) -> None:
    kind = quotation.truth.kind
    tally = score.by_kind[kind]
    tally["all"] += 1
    is_lie = not quotation.text_verdicts & LETS_THROUGH
    score.lies += is_lie
    score.truths += not is_lie
    if record is None:
        score.wrong.append(Wrong(draft.path.name, kind, "span not found", quotation.text))
        return
    score.found += 1
    tally["found"] += 1
    text, citation = record["text_verdict"], record["citation_verdict"]
    text_right, citation_right = text in quotation.text_verdicts, citation in quotation.citation_verdicts
    score.text_right += text_right
    score.citation_right += citation_right
    score.both_right += text_right and citation_right
    tally["text"] += text_right
    tally["citation"] += citation_right
    score.false_alarms += not is_lie and text in ALARMS
    score.passed += is_lie and text in LETS_THROUGH
    if not text_right:
        score.wrong.append(
            Wrong(draft.path.name, kind, f"{text}, not {'/'.join(sorted(quotation.text_verdicts))}", quotation.text)
        )
    if not citation_right:
        what = f"{citation}, not {'/'.join(sorted(quotation.citation_verdicts))} ({record['citation']})"
        score.wrong.append(Wrong(draft.path.name, kind, what, quotation.text))


def report(score: Score) -> Iterable[str]:
    """Yield the figures, all kinds and then each of them."""
    yield f"{score.expected} quotations: spans F1 {score.f1:.4f}; both verdicts {score.both:.4f}"
    yield f"text {score.text_right / score.expected:.4f}; citation {score.citation_right / score.expected:.4f}"
    yield f"{score.false_alarms} of {score.truths} truths called a lie; {score.passed} of {score.lies} lies let through"
    for kind, tally in score.by_kind.items():
        counts = "  ".join(f"{what} {tally[what]:5}" for what in ("all", "found", "text", "citation"))
        yield f"  {kind:12} {counts}"


def _letters(text: str) -> str:
    return _UNLETTERED.sub("", text).casefold()
