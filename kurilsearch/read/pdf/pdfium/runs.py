"""The words of a page in runs: what stands between blanks in PDFium's text, with its box, in the order of the file.

Boxes are asked for the first and last character of a plain word only, and plain words that follow one another in one
type on one line are kept together. Words that may hold a note mark, and those of scripts without blanks, are looked
at character by character and cut where the size or the line changes.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise, repeat
from operator import sub
from typing import Any, NamedTuple

from kurilsearch.layout import AXES
from kurilsearch.read.pdf.pdfium.boxes import ASCENT, DESCENT, bounds_in_frame, boxed_tokens, boxes_within, turned
from kurilsearch.read.pdf.pdfium.calls import bound, char_boxes
from kurilsearch.read.pdf.pdfium.leftwards import read_leftwards
from kurilsearch.read.pdf.pdfium.letter_forms import plain_letters
from kurilsearch.read.pdf.pdfium.ligatures import LIGATURES
from kurilsearch.read.pdf.pdfium.right_to_left import MOSTLY, RIGHT_TO_LEFT, leftwards_share
from kurilsearch.read.pdf.pdfium.styles import DOWNWARDS, LEFTWARDS, UPRIGHT, TypeStyle
from kurilsearch.read.pdf.pdfium.token_rows import leftwards_tokens, tight_rows
from kurilsearch.read.pdf.pdfium.tokens import PageToken

WIDEST_BLANK = 0.9
"""Gaps wider than this (in box heights) may separate columns or cells; words over them are joined only within one."""
_LEAST_BLANK = 0.055
"""How wide (in box heights) a gap in a row of narrow blanks is at least, if it parts words: letters nearly touch."""
_NOTHING = "\u200b"
"""What stands for no letter, wherever its box is: an accent that its letter has."""
_CONTROL = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "\ufffd")
_RESOLVED = {
    0xFB05: "st", 0xFB06: "st",
    0x200B: "", 0x200C: None, 0x2060: "", 0xFEFF: "", 0xFFFE: "-", 0x02: "-", 0x00AD: "-",
}  # fmt: skip
_LETTERS = {
    **_CONTROL,
    **{ord(sign): letters for sign, letters in LIGATURES.items()},
    **{code: text for code, text in _RESOLVED.items() if text is not None},
}


class Places(NamedTuple):
    """Where each of several words stands: its start and end, counted from ``base`` before, its left and right edge."""

    base: int
    starts: list[int]
    ends: list[int]
    left: list[float]
    right: list[float]


class TextRun(NamedTuple):
    """A word, a part of one that is set unlike the rest, or words set alike with one blank between them, in its frame.

    x runs along the line, y upwards. ``gap`` says whether a blank stands before it in the file (1), none (0), or a line
    break (-1: geometry decides). ``places`` are those of its words where there are several.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    gap: int
    style: TypeStyle
    places: Places | None = None

    def split(self) -> list[TextRun]:
        """Return its words, each by itself."""
        if self.places is None:
            return [self]
        base, starts, ends, lefts, rights = self.places
        gaps = [self.gap, *[1] * (len(starts) - 1)]
        return [
            TextRun(self.text[start - base : end - base], left, self.y0, right, self.y1, gap, self.style)
            for start, end, left, right, gap in zip(starts, ends, lefts, rights, gaps, strict=True)
        ]


def page_text(text_page: Any, count: int) -> str:
    """Return the ``count`` characters of a text page, one code point each."""
    from pypdfium2 import raw

    buffer = ctypes.create_string_buffer(2 * (2 * count + 1))
    written = raw.FPDFText_GetText(text_page, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = buffer.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    codes = map(
        bound("FPDFText_GetUnicode", ctypes.c_uint), repeat(ctypes.cast(text_page, ctypes.c_void_p)), range(count)
    )
    return "".join(
        chr(code) if code and not 0xD800 <= code < 0xE000 and code < 0x110000 else "\ufffd" for code in codes
    )


def read_runs(text_page: Any, text: str, page_box: Sequence[float]) -> list[TextRun]:
    """Return the words of a page whose characters are ``text``; those that stand outside ``page_box`` are left out.

    ``page_box`` is the page's left, bottom, right and top, in page space. The order is that of the file.
    """
    bounds = [bounds_in_frame(page_box, frame) for frame in range(len(AXES))]
    runs: list[TextRun] = []
    found = list(boxed_tokens(text_page, text))
    tight = tight_rows(found)
    leftwards = _leftwards_runs(text_page, text, found, page_box)
    row = 0
    for token, boxes in found:
        row += token.gap < 0
        if token.start in leftwards:
            runs += leftwards[token.start]
            continue
        if row in tight and (parts := _parted(text_page, text, token)):
            for part in parts:
                runs += _cut_word(text[part.start : part.end], boxes_within(text_page, part), part, bounds)
            continue
        if not token.starts:
            runs += _cut_word(text[token.start : token.end], boxes, token, bounds)
            continue
        run = _plain_run(text[token.start : token.end], boxes, token, bounds[token.style.frame])
        if run is not None:
            runs.append(run)
        else:
            runs += _single_words(text_page, text, boxes, token, bounds)
    return runs


def _leftwards_runs(
    text_page: Any, text: str, found: Sequence[tuple[PageToken, list[float]]], page_box: Sequence[float]
) -> dict[int, list[TextRun]]:
    """Return what stands for the tokens that are read from right to left: runs in the place of the first of each group.

    The key is where a token starts. All runs are in the frame that the page is read in.
    """
    if not any(token.style.frame == LEFTWARDS for token, _ in found) or not RIGHT_TO_LEFT.search(text):
        return {}
    share = leftwards_share(text)
    lines, inside = leftwards_tokens(found, text, share)
    styles = {index: token.style for token, _ in found for index in range(token.start, token.end)}
    frame = LEFTWARDS if share > MOSTLY else UPRIGHT
    low, bottom, high, top = page_box
    runs: dict[int, list[TextRun]] = {}
    for tokens in filter(None, [lines, *inside]):
        read: list[TextRun] = []
        for words in read_leftwards(text_page, text, tokens, share, inside=tokens is not lines):
            if low <= 0.5 * (words.x0 + words.x1) <= high and bottom <= words.y <= top:
                x0, x1 = (-words.x1, -words.x0) if frame == LEFTWARDS else (words.x0, words.x1)
                y0, y1 = words.y + DESCENT * words.size, words.y + ASCENT * words.size
                style = styles[words.first]._replace(frame=frame)
                read.append(TextRun(_resolved(words.text), x0, y0, x1, y1, -1, style))
        if tokens is not lines and len(read) == 1:
            read[0] = read[0]._replace(gap=tokens[0].gap)
        runs |= {token.start: [] for token in tokens} | {tokens[0].start: read}
    return runs


def _parted(text_page: Any, text: str, token: PageToken) -> list[PageToken]:
    """Return the words of a token in a row of narrow blanks, parted where PDFium missed one; none where it did not.

    Where many letters stand as far apart as those blanks are wide the word is letter-spaced, and whole.
    """
    boxes = char_boxes().of(text_page, range(token.start, token.end))
    words: list[PageToken] = []
    missed = False
    for start, end in zip(token.starts or [token.start], token.ends or [token.end], strict=True):
        places = range(start - token.start, end - token.start)
        heights = [boxes[4 * at + 1] - boxes[4 * at + 3] for at in places]
        least = _LEAST_BLANK * max(heights)
        cuts = [
            at for at in places[1:] if boxes[4 * at] - boxes[4 * at - 2] > least and _may_part(text, token.start + at)
        ]
        if 3 * len(cuts) > len(places):
            cuts = []
        missed = missed or bool(cuts)
        edges = [start, *(token.start + at for at in cuts), end]
        words += [PageToken(first, last, [], [], 1, token.style) for first, last in pairwise(edges)]
    return [words[0]._replace(gap=token.gap), *words[1:]] if missed else []


def _may_part(text: str, at: int) -> bool:
    """Tell whether one word may end before a character and another begin with it."""
    return text[at].isalpha() and (text[at - 1].isalpha() or text[at - 1] in ",;:.!?)")


def _single_words(
    text_page: Any, text: str, boxes: Sequence[float], token: PageToken, bounds: Sequence[Sequence[float]]
) -> Iterator[TextRun]:
    """Yield plain words one by one, those that are set unlike within in parts."""
    half = len(boxes) // 2
    gap = token.gap
    for at, (start, end) in enumerate(zip(token.starts, token.ends, strict=True)):
        single = PageToken(start, end, [start], [end], gap, token.style)
        box = [*boxes[4 * at : 4 * at + 4], *boxes[half + 4 * at : half + 4 * at + 4]]
        run = _plain_word(text[start:end], box, single, bounds[token.style.frame])
        if run is not None:
            yield run
        else:
            yield from _cut_word(text[start:end], boxes_within(text_page, single), single, bounds)
        gap = 1


def _plain_run(text: str, boxes: list[float], token: PageToken, bounds: Sequence[float]) -> TextRun | None:
    """Return the run of upright words from the boxes of their first characters and then those of their last ones.

    None where they are not set alike, one after the other, and wholly on the page.
    """
    if len(boxes) == 8:
        return _plain_word(text, boxes, token, bounds)
    if token.style.frame != UPRIGHT or token.style.hidden:
        return None
    top, bottom = boxes[1], boxes[3]
    height = top - bottom
    if not (_are_alike(boxes[1::4], 0.02 * height) and _are_alike(boxes[3::4], 0.02 * height)):
        return None
    half = len(boxes) // 2
    left, right = boxes[0:half:4], boxes[half + 2 :: 4]
    blanks = list(map(sub, left[1:], right))
    if not (min(blanks) > -0.3 * height and max(blanks) < WIDEST_BLANK * height):
        return None
    x0, x1 = left[0], right[-1]
    if min(map(sub, boxes[half::4], left)) < 0 or x1 - x0 > (len(text) + 3) * height:
        return None
    if not (bounds[0] <= x0 and x1 <= bounds[2] and 2 * bounds[1] <= bottom + top <= 2 * bounds[3]):
        return None
    places = Places(token.start, token.starts, token.ends, left, right)
    return TextRun(text, x0, bottom, x1, top, token.gap, token.style, places)


def _are_alike(values: Sequence[float], tolerance: float) -> bool:
    """Tell whether all values are about the first one."""
    first = values[0]
    return values.count(first) == len(values) or (max(values) < first + tolerance and min(values) > first - tolerance)


def _plain_word(text: str, box: Sequence[float], token: PageToken, bounds: Sequence[float]) -> TextRun | None:
    """Return the word from its first and last character; None where they are set unlike, or not on the page."""
    style = token.style
    left, top, _, bottom, start, last_top, right, last_bottom = box
    if style.frame != UPRIGHT:
        left, bottom, end, top = turned(box[:4], style.frame)
        start, last_bottom, right, last_top = turned(box[4:], style.frame)
        if start < end - 0.5 * (top - bottom):
            return None
    height = top - bottom
    shift = 0.12 * height
    if not (bottom - shift < last_bottom < bottom + shift and top - shift < last_top < top + shift and start >= left):
        return None
    x0, y0, x1, y1 = bounds
    if not (2 * x0 <= left + right <= 2 * x1 and 2 * y0 <= bottom + top <= 2 * y1):
        return None
    if right - left > (len(text) + 3) * 2 * height:
        return None
    return TextRun(text, left, max(bottom, last_bottom), right, min(top, last_top), token.gap, style)


def _resolved(text: str) -> str:
    return text if text.isascii() and text.isprintable() else plain_letters(text.translate(_LETTERS))


def _cut_word(
    text: str, boxes: Sequence[float], token: PageToken, bounds: Sequence[Sequence[float]]
) -> Iterator[TextRun]:
    """Yield the parts of a word that are each set alike and on one line; characters without a place are left out."""
    gap, style = token.gap, token.style
    if style.frame == UPRIGHT and text[0] >= "\u2e80" and _runs_down(boxes):
        advance, across = boxes[1] - boxes[3], boxes[2] - boxes[0]
        style = style._replace(frame=DOWNWARDS, em=style.em * advance / across if across > 0 else style.em)
    low_x, low_y, high_x, high_y = bounds[style.frame]
    part: list[str] = []
    x0 = y0 = x1 = y1 = last = 0.0
    for place, char in enumerate(text):
        if char == _NOTHING:
            continue
        box = boxes[4 * place : 4 * place + 4]
        if style.frame == UPRIGHT:
            left, top, right, bottom = box
        else:
            left, bottom, right, top = turned(box, style.frame)
        if not (low_x <= 0.5 * (left + right) <= high_x and low_y <= 0.5 * (bottom + top) <= high_y):
            continue
        height = top - bottom
        if part:
            usual = max(y1 - y0, height)
            unlike = abs(bottom - y0) + abs(top - y1) > 0.3 * usual and height > 0
            jumps = left < last - 0.5 * usual or left > x1 + 0.6 * usual
            if unlike or jumps:
                yield TextRun(_resolved("".join(part)), x0, y0, x1, y1, gap, style)
                gap = -1 if jumps else 0
                part = []
        if not part:
            x0, y0, x1, y1 = left, bottom, right, top
        elif len(part) == 1 and _is_higher(part[0]) and y0 - 0.02 * height < bottom and top < y1 + 0.02 * height:
            y0, y1 = bottom, top
        part.append(char)
        x0, x1, last = min(x0, left), max(x1, right), left
    if part:
        yield TextRun(_resolved("".join(part)), x0, y0, x1, y1, gap, style)


def _is_higher(char: str) -> bool:
    """Tell whether a character may reach beyond what fonts claim as their height, as Ä and brackets do."""
    return char in "([{/|" or (char > "\u00bf" and char.isupper())


def _runs_down(boxes: Sequence[float]) -> bool:
    """Tell whether the second character stands below the first, as in vertical Japanese."""
    if len(boxes) < 8:
        return False
    left, top, right, bottom, next_left, next_top, next_right, next_bottom = boxes[:8]
    size = top - bottom
    below = 0.5 * (top + bottom) - 0.5 * (next_top + next_bottom)
    aside = abs(0.5 * (left + right) - 0.5 * (next_left + next_right))
    return size > 0 and below > 0.6 * size and aside < 0.3 * size
