"""Drafts that are text are set right: Markdown, HTML, LaTeX, Typst, plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kurilsearch.check.repair.amendments import Amendment, Change, RepairError, without_overlaps

_BLANKS = re.compile(r"\s+")


def amend_text(text: str, amendments: Iterable[Amendment], format_name: str) -> tuple[str, list[Change]]:
    """Return the text set right, with the changes in its order; ``start`` of each counts in the new text.

    Comments stand behind their words in Markdown and HTML, and on a line of their own above them in LaTeX and Typst;
    plain text has none. ``text`` is the file's own. Raises RepairError where it has other words there.
    """
    edits: list[tuple[int, int, str, Amendment, bool]] = []
    for each in without_overlaps(amendments):
        start, end = each.span
        if text[start:end] != each.before:
            raise RepairError(
                f"The draft has changed: {_short(text[start:end])} stands where {_short(each.before)} stood",
                "Check it again",
            )
        if each.after is not None:
            edits.append((start, end, each.after, each, False))
        if each.comment and (place := _place_of_comment(text, end, each.comment, format_name)):
            edits.append((place[0], place[0], place[1], each, True))
    made: list[str] = []
    changes: list[Change] = []
    length = at = 0
    for start, end, after, each, is_comment in sorted(edits, key=lambda edit: (edit[0], edit[1])):
        if start < at:  # the comment on words within others that are replaced goes behind these
            start = end = at
        made += (text[at:start], after)
        length += start - at
        comment = each.comment if is_comment else None
        changes.append(Change(each.kind, "", length, text[start:end], after, comment))
        length += len(after)
        at = end
    made.append(text[at:])
    return "".join(made), changes


def undo_text(text: str, changes: Sequence[Change]) -> str:
    """Return a text as it was before these changes. Raises RepairError where one no longer stands in it."""
    for change in reversed(changes):  # in their own order, since a deletion and an insertion may share a place
        end = change.start + len(change.after)
        if text[change.start : end] != change.after:
            raise RepairError(
                f"The copy was changed since: {_short(change.after)} no longer stands at character {change.start}",
                "Undo by hand, by the list",
            )
        text = text[: change.start] + change.before + text[end:]
    return text


def _short(words: str) -> str:
    return f"“{words if len(words) <= 40 else words[:40] + '…'}”"


def _place_of_comment(text: str, end: int, comment: str, format_name: str) -> tuple[int, str] | None:
    """Return where a comment is put, and as what; None in a format that has none."""
    line = _BLANKS.sub(" ", comment).strip()
    if format_name in ("markdown", "html"):
        # a comment must not hold two hyphens, and ends at the first >
        return end, f" <!-- {line.replace('--', '–').replace('>', '›')} -->"
    mark = {"latex": "%", "typst": "//"}.get(format_name)
    if mark is None:
        return None
    line_start = text.rfind("\n", 0, end) + 1
    return line_start, f"{mark} {line}\n"
