"""Lines of right-to-left writing: one frame a line, and what is written the other way round in the order of reading.

In a line of Arabic or Hebrew, names in Latin letters and numbers run the other way, as Arabic and Hebrew words do in a
line of Latin letters. Each stretch of such words becomes one run, so that what comes after can go by places alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilsearch.read.pdf.pdfium.right_to_left import RIGHT_TO_LEFT, is_leftwards, leftwards_share
from kurilsearch.read.pdf.pdfium.runs import WIDEST_BLANK, TextRun
from kurilsearch.read.pdf.pdfium.styles import LEFTWARDS, UPRIGHT

_LETTER = re.compile(r"[^\W\d_]")


def with_directions(runs: list[TextRun]) -> list[TextRun]:
    """Return the runs of a page with those of each line in the frame that it is read in, in the order of reading."""
    if not any(run.style.frame == LEFTWARDS for run in runs):
        return runs
    share = leftwards_share("".join(run.text for run in runs))
    if not share:
        return runs  # a page that is printed mirrored
    found: list[TextRun] = []
    for line in _lines(runs):
        if not any(RIGHT_TO_LEFT.search(run.text) for run in line):
            found += _turned_line(line) if share > 0.5 and _stands_beside(line, runs) else line
        elif is_leftwards("".join(run.text for run in line), share):
            found += _turned_line(line)
        else:
            found += _kept_line(line)
    return found


def _lines(runs: Sequence[TextRun]) -> list[list[TextRun]]:
    """Return runs in the lines that PDFium makes, those set upright or leftwards apart from others."""
    lines: list[list[TextRun]] = []
    usual = False
    for run in runs:
        before, usual = usual, run.style.frame in (UPRIGHT, LEFTWARDS) and not run.style.oblique
        if not lines or before != usual or _is_on_another_line(lines[-1][-1], run):
            lines.append([])
        lines[-1].append(run)
    return lines


def _is_on_another_line(before: TextRun, run: TextRun) -> bool:
    lower = min(before.y1 - before.y0, run.y1 - run.y0)
    return min(before.y1, run.y1) - max(before.y0, run.y0) < 0.3 * lower


def _stands_beside(line: Sequence[TextRun], runs: Sequence[TextRun]) -> bool:
    """Tell whether a line without right-to-left words stands on one with them, a blank apart."""
    x0, x1 = min(run.x0 for run in line), max(run.x1 for run in line)
    y0, y1 = min(run.y0 for run in line), max(run.y1 for run in line)
    reach = WIDEST_BLANK * (y1 - y0)
    return line[0].style.frame == UPRIGHT and any(
        run.style.frame == LEFTWARDS
        and min(run.y1, y1) - max(run.y0, y0) > 0.5 * (y1 - y0)
        and -run.x1 < x1 + reach
        and -run.x0 > x0 - reach
        for run in runs
    )


def _turned_line(line: Sequence[TextRun]) -> list[TextRun]:
    """Return a line read from right to left, what is in it from left to right in one run a stretch."""
    words = sorted(_split(line), key=lambda word: -word[1].x1 if word[1].style.frame == UPRIGHT else word[1].x0)
    found: list[TextRun] = []
    for stretch in _stretches(words, UPRIGHT):
        if stretch[0][1].style.frame != UPRIGHT:
            found += [run for _, run in stretch]
            continue
        lettered = [at for at, (_, run) in enumerate(stretch) if _LETTER.search(run.text)]
        first, last = (lettered[0], lettered[-1] + 1) if lettered else (len(stretch), len(stretch))
        found += [_in_frame(run, LEFTWARDS) for _, run in stretch[:first]]
        if lettered:
            found.append(_in_frame(_merged(sorted(stretch[first:last], key=lambda word: word[1].x0)), LEFTWARDS))
        found += [_in_frame(run, LEFTWARDS) for _, run in stretch[last:]]
    return [run._replace(gap=-1) for run in found]


def _kept_line(line: Sequence[TextRun]) -> list[TextRun]:
    """Return a line read from left to right, what is in it from right to left in one run a stretch."""
    words = sorted(_split(line), key=lambda word: -word[1].x1 if word[1].style.frame == LEFTWARDS else word[1].x0)
    found: list[TextRun] = []
    for stretch in _stretches(words, LEFTWARDS):
        if stretch[0][1].style.frame == LEFTWARDS:
            found.append(_in_frame(_merged(sorted(stretch, key=lambda word: word[1].x0)), UPRIGHT))
        else:
            found += [run for _, run in stretch]
    return [run._replace(gap=-1) for run in found]


def _split(line: Sequence[TextRun]) -> list[tuple[int, TextRun]]:
    return list(enumerate(word for run in line for word in run.split()))


def _stretches(words: Sequence[tuple[int, TextRun]], frame: int) -> list[list[tuple[int, TextRun]]]:
    """Return words in groups: those of ``frame`` that follow one another without a wide gap together."""
    groups: list[list[tuple[int, TextRun]]] = []
    for word in words:
        run = word[1]
        last = groups[-1][-1][1] if groups else None
        together = last is not None and last.style.frame == run.style.frame == frame and _gap(last, run) < WIDEST_BLANK
        if together:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _gap(first: TextRun, second: TextRun) -> float:
    """Return how far two runs of one frame stand apart, in heights."""
    apart = max(first.x0, second.x0) - min(first.x1, second.x1)
    return apart / max(first.y1 - first.y0, second.y1 - second.y0, 0.1)


def _merged(stretch: Sequence[tuple[int, TextRun]]) -> TextRun:
    """Return words, in the order in which their frame is read, as one run."""
    (_, first), *others = stretch
    text, last = first.text, first
    for _, run in others:
        apart = run.x0 - last.x1 > 0.1 * (run.y1 - run.y0) or 1 in (run.gap, last.gap)
        text += (" " if apart and not (run.gap == 0 and run.x0 - last.x1 < 0.02) else "") + run.text
        last = run
    runs = [run for _, run in stretch]
    return TextRun(
        text, min(run.x0 for run in runs), min(run.y0 for run in runs), max(run.x1 for run in runs),
        max(run.y1 for run in runs), first.gap, first.style,
    )  # fmt: skip


def _in_frame(run: TextRun, frame: int) -> TextRun:
    """Return a run in the mirrored frame."""
    return run._replace(x0=-run.x1, x1=-run.x0, style=run.style._replace(frame=frame))
