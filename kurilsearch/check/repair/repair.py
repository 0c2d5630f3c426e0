"""A draft is set right: a copy beside it, and a list of the changes by which the copy is undone. Told on one page."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kurilsearch.check.drafts.read import read_draft
from kurilsearch.check.repair.amendments import Amendment, Change, RepairError
from kurilsearch.check.repair.from_report import amendments_of
from kurilsearch.check.repair.text_file import amend_text, undo_text
from kurilsearch.check.report import DraftReport
from kurilsearch.errors import UnreadableSourceError
from kurilsearch.read.file import read_bytes

_OFFICE = ("docx", "odt")
_ORIGINAL = "original"


@dataclass(frozen=True, slots=True)
class Repair:
    """A draft that was set right: the ``copy``, the ``list`` of changes beside it, and the ``changes`` themselves."""

    copy: Path
    list: Path
    changes: tuple[Change, ...]


def repair_draft(report: DraftReport, *, track: bool = False) -> Repair:
    """Write a copy of a checked draft that is set right, ``essay.fixed.docx``, and ``essay.fixed.changes.json``.

    The draft itself is never written. With ``track`` words are replaced as tracked changes, in Word and OpenDocument.
    Raises RepairError where the draft changed since it was checked, cannot be written as it is read (RTF, PDF), or
    cannot track changes, and where a file of the copy's name is there already.
    """
    path = Path(report.draft)
    draft = read_draft(path)
    if draft.text != report.text:
        raise RepairError(f"{path} has changed since it was checked", "Check it again")
    copy = path.with_name(f"{path.stem}.fixed{path.suffix}")
    listed = copy.with_suffix(".changes.json")
    for file in (copy, listed):
        if file.exists():
            raise RepairError(f"{file} is there already", "Move it away, or take its changes into the draft, first")
    amendments = amendments_of(report, draft.language)
    if draft.format in _OFFICE:
        made, changes = _amend_office(draft.format, read_bytes(path), amendments, track=track)
    elif draft.is_own_text and not draft.files[1:]:
        if track:
            raise RepairError(
                f"{path} is text and cannot track changes", "Leave --track away: the list has every change"
            )
        text, changes = amend_text(draft.text, amendments, draft.format)
        made = text.encode(draft.encoding)
    else:
        raise RepairError(f"{path} cannot be set right: nothing is written into files of its kind", "Mend it by hand")
    copy.write_bytes(made)
    records = {_ORIGINAL: path.name, "changes": [change.to_dict() for change in changes]}
    listed.write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return Repair(copy, listed, tuple(changes))


def _amend_office(
    format_: str, data: bytes, amendments: Iterable[Amendment], *, track: bool
) -> tuple[bytes, list[Change]]:
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if format_ == "docx":
        from kurilsearch.check.repair.docx import amend_docx

        return amend_docx(data, amendments, when, track=track)
    from kurilsearch.check.repair.odt import amend_odt

    return amend_odt(data, amendments, when, track=track)


def undo_repair(listed: Path) -> Path:
    """Take the changes of a list back in the copy that it lies beside, and return the copy.

    A text may have been worked on meanwhile, as long as what was changed still stands there; a Word or OpenDocument
    file is made again from its original. Raises RepairError where that cannot be done.
    """
    original, changes = _read_list(listed)
    copy = listed.with_name(listed.name.removesuffix(".changes.json") + original.suffix)
    try:
        if original.suffix.lower() in (f".{format_}" for format_ in _OFFICE):
            made = read_bytes(original)
        else:
            draft = read_draft(copy)
            made = undo_text(draft.text, changes).encode(draft.encoding)
    except UnreadableSourceError as error:
        raise RepairError(f"{copy} cannot be undone: {error.message}", error.hint) from error
    _replace(copy, made)
    return copy


def _read_list(listed: Path) -> tuple[Path, Sequence[Change]]:
    try:
        records = json.loads(read_bytes(listed))
        original = str(records[_ORIGINAL])
        return listed.with_name(Path(original).name), [Change.from_dict(each) for each in records["changes"]]
    except UnreadableSourceError as error:
        raise RepairError(f"{listed} {error.message}", error.hint) from error
    except (ValueError, KeyError, TypeError) as error:
        raise RepairError(
            f"{listed} is no list of changes", "Give the file that --fix wrote beside the copy"
        ) from error


def _replace(file: Path, data: bytes) -> None:
    """Write a file anew, as a whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}-", delete=False) as written:
        written.write(data)
    Path(written.name).replace(file)
