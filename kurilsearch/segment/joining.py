"""Joining the lines of a passage: wraps become spaces, and hyphens at line ends are dropped or kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kurilsearch.language.cjk import UNSPACED
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.model import Run, WayBack
from kurilsearch.segment.lines import Line

Lexicon = Mapping[str, int]
"""How often each word (lower case, inner hyphens kept) stands in the sources."""

HYPHENS = "-\u00ad\u2010\u2011¬⸗="
"""What stands for a hyphen at the end of a line: old type has two strokes, which are read as a sign that equals."""
_STROKES = "⸗="
"""Two strokes stand between small letters where they are a hyphen; else they are a sign of their own."""
_NOT_A_SPACE = lazy_pattern(rf"\n(?:[ \n]|(?<=[{HYPHENS} —–/{UNSPACED}]\n))")
_IS_UNSPACED = lazy_pattern(f"[{UNSPACED}]")
_WORD_BEFORE = re.compile(rf"[^\W\d_]+(?:[{HYPHENS}'’][^\W\d_]+)*[{HYPHENS}]\Z")
_WORD_AFTER = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PUNCTUATION = ".,;:!?()[]\"'/_*“”‘’—–…«»"
"""The commonest signs that stand in no word; the others are left to the pattern."""
_LETTERS = re.compile(r"[^\W\d_]+")
_CUT = re.compile(rf"[{HYPHENS}\ufffe\x02](?:(?<=[\ufffe\x02])\s*|[ \t]*\r?\n\s*)")
"""What stands in a word that the end of a line has cut."""
_SUSPENDED = frozenset(["and", "or", "und", "oder", "et", "ou", "y", "o", "и", "или", "bis", "to", "e"])


def count_words(text: str) -> Lexicon:
    """Return how often each word stands in ``text``, words with inner hyphens counted whole and in parts.

    What a line's end has cut in two is not counted: its halves are no words, and whether it is one is the question.
    """
    counts: Counter[str] = Counter()
    text = _without_cut_words(text.lower())
    for sign in _PUNCTUATION:
        text = text.replace(sign, " ")
    for chunk, times in Counter(text.split()).items():  # most come often: it takes half the time of the whole text
        for word in (chunk,) if chunk.isalpha() else _WORD.findall(chunk):
            counts[word] += times
            if "-" in word:
                for part in word.split("-"):
                    counts[part] += times
    return counts


def _without_cut_words(text: str) -> str:
    """Return ``text`` with a space for each word that a line's end has cut."""
    pieces: list[str] = []
    at = 0
    for cut in _CUT.finditer(text):
        start, after = cut.start(), _LETTERS.match(text, cut.end())
        while start > at and _LETTERS.match(text[start - 1]):
            start -= 1
        if after and start < cut.start():
            pieces += (text[at:start], " ")
            at = after.end()
    return "".join([*pieces, text[at:]])


def keeps_hyphen(before: str, after: str, lexicons: Sequence[Lexicon]) -> bool:
    """Decide whether the hyphen between ``before`` and ``after``, at a line's end, belongs to the word.

    The vocabulary of the sources decides; where it knows neither form, the hyphen belongs to the word if a capital
    or two known words follow one another, or in a number (twenty-five), else it was put there to cut the word.
    """
    first, second = before.lower(), after.lower()
    for lexicon in lexicons:
        joined, hyphened = lexicon.get(first.rpartition("-")[2] + second, 0), lexicon.get(f"{first}-{second}", 0)
        if joined or hyphened:
            return hyphened > joined
    from kurilsearch.language.numbers import is_hyphenated_number  # the number words of all languages

    if after[0].isupper() or is_hyphenated_number(first, second):
        return True
    last = first.rpartition("-")[2]
    return any(
        lexicon.get(last, 0) >= 2 and lexicon.get(second, 0) >= 2 and min(len(last), len(second)) >= 3
        for lexicon in lexicons
    )


def lexicons_for(text: str, blocks: Iterable[Sequence[Line]], lexicon: Lexicon | None) -> list[Lexicon]:
    """Return what decides about hyphens at line ends: the text's own words where it has any, ``lexicon``."""
    hyphens = any(
        text[line.end - 1] in HYPHENS and text[line.end - 2].isalnum() for lines in blocks for line in lines[:-1]
    )
    return ([count_words(text)] if hyphens else []) + ([lexicon] if lexicon else [])


def join_lines(
    text: str, lines: Sequence[Line], lexicons: Sequence[Lexicon], spaced: str = ""
) -> tuple[str, tuple[Run, ...]]:
    """Return the lines of one passage as one text, and the runs that lead back to ``text`` (the clean text).

    ``spaced`` are the lines joined by blanks, where the caller has them so.
    """
    whole = text[lines[0].start : lines[-1].end]
    if len(lines) == 1:
        return whole, (Run(0, lines[0].start, len(whole)),)
    if not spaced:
        spaced = " ".join([text[line.start : line.end] for line in lines])
    if len(spaced) == len(whole) and not _NOT_A_SPACE.search(whole):  # one character between any two, and no more
        return whole.replace("\n", " "), (Run(0, lines[0].start, len(whole)),)
    parts: list[str] = []
    runs: list[Run] = []
    length = 0
    for above, line in zip([None, *lines], lines, strict=False):
        content = text[line.start : line.end]
        if above is not None:
            glue, drop = _glue(text, parts[-1], content, lexicons)
            if drop:
                parts[-1] = parts[-1][:-drop]
                runs[-1] = Run(runs[-1].text, runs[-1].source, runs[-1].length - drop)
                length -= drop
            if glue and not drop and line.start == above.end + 1:
                runs[-1] = Run(runs[-1].text, runs[-1].source, runs[-1].length + 1 + len(content))
                parts.append(glue + content)
                length += 1 + len(content)
                continue
            parts.append(glue)
            length += len(glue)
        parts.append(content)
        runs.append(Run(length, line.start, len(content)))
        length += len(content)
    return "".join(parts), tuple(run for run in runs if run.length)


def _glue(text: str, above: str, below: str, lexicons: Sequence[Lexicon]) -> tuple[str, int]:
    """Return what joins two lines (a space or nothing) and how many characters at the end of the first fall away."""
    last, first = above[-1:], below[:1]
    if last and last in HYPHENS and (last not in _STROKES or (above[-2:-1].islower() and first.islower())):
        before, after = _WORD_BEFORE.search(above, max(len(above) - 60, 0)), _WORD_AFTER.match(below)
        if before and after and not above.endswith("--"):
            if after[0].lower() in _SUSPENDED and len(after[0]) < len(below):
                return " ", 0
            if not lexicons:
                lexicons = (count_words(text),)
            return "", int(last == "\u00ad" or not keeps_hyphen(before[0][:-1], after[0], lexicons))
        return ("", 0) if above.endswith("--") or first.isdigit() else (" ", 0)
    if last in "—–/" or (_IS_UNSPACED.match(last) and _IS_UNSPACED.match(first)):
        return "", 0
    return " ", 0


class Composer:
    """Leads passages from the clean text back to the source; quick where they are asked for in order."""

    def __init__(self, inner: WayBack, source: str) -> None:
        """Take the way ``inner`` from the clean text to ``source``."""
        self._inner = inner
        self._source = source
        self._ends = [run.text + run.length for run in inner.runs]
        self._at = 0

    def compose(self, runs: Sequence[Run]) -> WayBack:
        """Return the way from a passage's text to the source; ``runs`` lead to the clean text.

        A run is interrupted where a blank line, or more than a line wrap, stands before it in the source.
        """
        if len(runs) == 1:
            _, start, length, _ = runs[0]
            inner, ends, at = self._inner.runs, self._ends, self._at
            if inner[at].text > start:
                at = 0
            while ends[at] <= start:
                at += 1
            self._at = at
            if ends[at] >= start + length:  # nothing was cut: by far the commonest case
                run = inner[at]
                return WayBack((Run(0, run.source + start - run.text, length),))
        composed: list[Run] = []
        for run in runs:
            at = run.text
            for start, end in self._inner.source_pieces(run.source, run.source + run.length, split_at_wraps=True):
                interrupted = bool(composed) and self._is_interrupted(composed[-1], start)
                composed.append(Run(at, start, end - start, interrupted))
                at += end - start
        return WayBack(tuple(composed))

    def _is_interrupted(self, before: Run, start: int) -> bool:
        gap = self._source[before.source + before.length : start]
        return gap.count("\n") + (gap.count("\r") > 1) > 1
