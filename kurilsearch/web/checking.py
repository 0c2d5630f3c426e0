"""Check: a draft is dropped, its findings are gone through, one is set aside, and the mended copy taken away."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from kurilsearch.errors import UsageError
from kurilsearch.library.records import draft_record
from kurilsearch.web.asking import Ask, json_answer
from kurilsearch.web.drafts import CheckedDraft
from kurilsearch.web.proving import ProvedPlace, proved_place
from kurilsearch.web.wording import CITATION_VERDICTS, TEXT_VERDICTS, Marked, Segment, marked_segments

if TYPE_CHECKING:
    from kurilsearch.check.report import CheckedQuotation, DraftReport


@dataclass(frozen=True, slots=True)
class Finding:
    """A quotation of a draft as the page shows it; ``number`` is its place in the draft, from 1."""

    number: int
    quotation: CheckedQuotation
    text_verdict: str
    citation_verdict: str
    place: ProvedPlace | None
    is_nearest: bool


@dataclass(frozen=True, slots=True)
class CheckView:
    """A draft with what its check says, the findings first, the gravest of them before the others."""

    draft: CheckedDraft
    name: str
    text: list[tuple[Segment, int]]
    findings: list[Finding]
    others: list[Finding]
    set_aside: list[Finding]
    can_be_mended: bool


_MENDED = (".md", ".markdown", ".txt", ".tex", ".typ", ".html", ".htm", ".docx", ".odt", ".qmd", ".rmd")


def start(ask: Ask) -> Response:
    """Let a draft be dropped, and list those that were."""
    return ask.page("drafts.html", [(each, each.file.name) for each in ask.workspace.drafts.all()])


def add(ask: Ask) -> Response:
    """Take a draft and begin to check it."""
    return RedirectResponse(f"/check/{_add(ask)}", 303)


def _add(ask: Ask) -> str:
    draft = ask.form.get("draft")
    if not isinstance(draft, UploadFile) or not draft.filename:
        raise UsageError("No draft was given", "Choose a file: Word, OpenDocument, Markdown, LaTeX, Typst or text")
    return ask.workspace.drafts.add(ask.library, draft.filename, draft.file)


def show(ask: Ask) -> Response:
    """Show what the check of a draft says, or how far it is."""
    draft = ask.workspace.drafts.get(ask.path["draft"])
    return ask.page("check.html", _view(draft), status=400 if draft.error else 200)


def set_aside(ask: Ask) -> Response:
    """Set a finding aside, or take that back where no reason is given."""
    draft = ask.path["draft"]
    number = ask.text("number")
    ask.workspace.drafts.set_aside(ask.library, draft, ask.text("hash"), ask.text("reason").strip()[:500])
    return RedirectResponse(f"/check/{draft}" + (f"#s{number}" if number.isdecimal() else ""), 303)


def download(ask: Ask) -> Response:
    """Give the copy of a draft that is set right, the list of its changes, or what is set aside."""
    draft = ask.workspace.drafts.get(ask.path["draft"])
    what = ask.path["what"]
    if what == "set-aside":
        return _attachment(draft.set_aside_file.encode(), "kurilsearch-check.toml")
    if draft.report is None:
        raise UsageError("The draft is still being checked", "Wait for the end of the check")
    folder = draft.file.parent
    for old in folder.glob(f"{draft.file.stem}.fixed*"):
        old.unlink()
    made = ask.library.repair(draft.report)
    file = made.list if what == "changes" else made.copy
    return _attachment(file.read_bytes(), file.name)


def add_record(ask: Ask) -> Response:
    """Take a draft from a program; the answer names where its report will be."""
    return json_answer({"path": f"/api/check/{_add(ask)}"})


def report_record(ask: Ask) -> Response:
    """Return the report on a draft, or how far its check is."""
    draft = ask.workspace.drafts.get(ask.path["draft"])
    if draft.error is not None:
        raise draft.error
    return json_answer(
        {
            "is_running": draft.is_running,
            "done": draft.done,
            "all": draft.all,
            "report": {**draft_record(draft.report), "draft": draft.file.name} if draft.report else None,
        }
    )


def _attachment(data: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(data, media_type="application/octet-stream", headers=headers)


def _view(draft: CheckedDraft) -> CheckView:
    report = draft.report
    if report is None:
        return CheckView(draft, draft.file.name, [], [], [], [], False)
    numbered = [_finding(number, each) for number, each in enumerate(report.quotations, 1)]
    findings = [each for each in numbered if each.quotation.is_finding]
    return CheckView(
        draft,
        draft.file.name,
        _marked_draft(report),
        sorted(findings, key=lambda each: (-each.quotation.severity, each.number)),
        [each for each in numbered if not each.quotation.is_finding and each.quotation.set_aside is None],
        [each for each in numbered if each.quotation.set_aside is not None],
        Path(draft.file.name).suffix.lower() in _MENDED,
    )


def _finding(number: int, quotation: CheckedQuotation) -> Finding:
    shown = quotation.hit or quotation.nearest
    return Finding(
        number,
        quotation,
        TEXT_VERDICTS[quotation.text_verdict.value],
        CITATION_VERDICTS[quotation.citation_verdict.value],
        proved_place(quotation.text, shown) if shown else None,
        quotation.hit is None,
    )


def _marked_draft(report: DraftReport) -> list[tuple[Segment, int]]:
    """Return the text of a draft in pieces, with the number of the quotation that a piece is, else 0."""
    marks: list[Marked] = []
    numbers: dict[int, int] = {}
    end = 0
    for number, each in enumerate(report.quotations, 1):
        if each.char_start < end:
            continue  # one inside another belongs to the outer
        end = each.char_end
        finding = " finding" if each.is_finding else ""
        marks.append(Marked(each.char_start, each.char_end, f"v-{each.text_verdict.value}{finding}"))
        numbers[each.char_start] = number
    pieces: list[tuple[Segment, int]] = []
    at = 0
    for piece in marked_segments(report.text, marks):
        pieces.append((piece, numbers.get(at, 0) if piece.mark else 0))
        at += len(piece.text)
    return pieces
