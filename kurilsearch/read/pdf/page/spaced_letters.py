"""Letters that stand apart, for emphasis or by a poor text layer, made words again."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from kurilsearch.read.pdf.page.lines import Line

_FEWEST_BLANKS = 3
_MOST_UNLIKE = 8
"""Words of more letters have one of them twice."""
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}[^\W\d_](?![^\W\d_])")
_VOWEL = re.compile("[aeiouyäöüéèêàáíóúаеёиоуыэюяіїєαεηιουω]", re.I)


def close_spaced(line: Line) -> None:
    """Make words of letters that stand apart, as they do for emphasis and in poor text layers.

    A wider gap parts two such words; letters in the order of the alphabet, or without vowels, are signs by themselves.
    """
    if line.text.count(" ") < _FEWEST_BLANKS:
        return
    for match in reversed(list(_SPACED.finditer(line.text))):
        first = bisect_left(line.starts, match.start())
        last = bisect_left(line.starts, match.end())
        letters = match[0].split(" ")
        if last - first != len(letters):
            continue
        spaces = [line.left[at + 1] - line.right[at] for at in range(first, last - 1)]
        limit = 1.5 * sorted(spaces)[len(spaces) // 3] + 0.05 * line.height
        cuts = [0, *(at + 1 for at, space in enumerate(spaces) if space > limit), len(letters)]
        words = ["".join(letters[a:b]) for a, b in pairwise(cuts)]
        if not all(_is_spaced_word(word) for word in words):
            continue
        words[-1] += line.text[match.end() : line.ends[last - 1]]
        _replace_words(line, first, last, list(zip(words, cuts, cuts[1:], strict=False)))


def _is_spaced_word(word: str) -> bool:
    """Tell whether letters that stand apart make a word."""
    follows = sum(ord(after) - ord(before) == 1 for before, after in pairwise(word))
    alike = word.isupper() or word[1:].islower()
    if len(word) > _MOST_UNLIKE and len(set(word)) == len(word):
        return False  # a list of letters
    return len(word) > 1 and alike and follows < 0.5 * len(word) and len(set(word)) > 1 and bool(_VOWEL.search(word))


def _replace_words(line: Line, first: int, last: int, words: Sequence[tuple[str, int, int]]) -> None:
    """Put words for those from ``first`` to ``last``; each has the range of these that it takes up."""
    start, end = line.starts[first], line.ends[last - 1]
    starts, ends, left, right = array("i"), array("i"), array("f"), array("f")
    at = start
    for word, begin, stop in words:
        starts.append(at)
        ends.append(at + len(word))
        left.append(line.left[first + begin])
        right.append(line.right[first + stop - 1])
        at += len(word) + 1
    text = " ".join(word for word, _, _ in words)
    shift = len(text) - (end - start)
    line.text = line.text[:start] + text + line.text[end:]
    line.starts = line.starts[:first] + starts + array("i", [place + shift for place in line.starts[last:]])
    line.ends = line.ends[:first] + ends + array("i", [place + shift for place in line.ends[last:]])
    line.left, line.right = line.left[:first] + left + line.left[last:], line.right[:first] + right + line.right[last:]
    line.marks = tuple((a + shift, b + shift) if a >= end else (a, b) for a, b in line.marks if a >= end or b <= start)
    line.gaps = tuple(gap + shift if gap >= end else gap for gap in line.gaps if gap >= end or gap <= start)
