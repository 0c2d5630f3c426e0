"""Lines of Arabic and Hebrew, made anew of the signs that are drawn: PDFium's order of them is no help.

PDFium breaks lines where vowel points stand higher or lower than letters, puts blanks between a letter and its point,
gives the letters of one sign in either order, and gives them twice where a program draws a letter's point apart. So
the lines of such a page are made of the places of its signs alone: what stands on one base line, from left to right,
each point with its letter, and what lies apart parted.
"""

from __future__ import annotations

import ctypes
import itertools
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median_low
from typing import Any, NamedTuple

from kurilsearch.read.pdf.pdfium.calls import bound, char_boxes
from kurilsearch.read.pdf.pdfium.reading_order import BLANK, DIGIT, GAP, LATIN, LEFTWARD, reading_order
from kurilsearch.read.pdf.pdfium.right_to_left import ARABIC, MOSTLY, RIGHT_TO_LEFT, is_leftwards
from kurilsearch.read.pdf.pdfium.tokens import PageToken

_NOTHING = "\u200b"
_BLANK = 0.12
"""A gap wider than this, in em, parts words: the letters of Arabic touch."""
_BLANK_OF_INK = 0.2
"""The same beside a letter with its points, of which PDFium knows no edges but those of some ink."""
_USUAL_WIDTH = 0.5
"""How wide a letter is taken to be, in em, that stands nowhere on the page without a point."""
_WIDEST_BLANK = 0.9
_APART = 0.3
"""How far base lines of two lines are apart at least, in em."""
_FARTHEST = 0.55
"""How far a letter that PDFium places where its point is drawn may be from its base line, in em."""
_ALEFS = "\u0622\u0623\u0625\u0627\u0671"
_LAM = "\u0644"


class Sign(NamedTuple):
    """What is drawn with the pen at one place: its characters as they are read, and where it stands, in points.

    ``x0`` and ``x1`` are the edges of its advance, ``middle`` is that of its ink, ``y`` its base line, ``size`` its em.
    ``first`` is the index of its first character on the page.
    """

    text: str
    x0: float
    x1: float
    middle: float
    y: float
    size: float
    first: int


class PlacedWords(NamedTuple):
    """Words as they are read: their edges, their base line, their em, and the index of their first character."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    first: int


def read_leftwards(
    text_page: Any, text: str, tokens: Sequence[PageToken], share: float, *, inside: bool = False
) -> list[PlacedWords]:
    """Return the words of the lines that tokens form, line by line from the top, as they are read.

    ``share`` is how much of the page is read from right to left. On such a page the words of a line that is read so
    come one by one; other lines come whole. ``inside`` says that the tokens stand inside a line of Latin letters.
    """
    signs = _without_twins(_signs(text_page, text, tokens))
    letters = [sign for sign in signs if not _is_mark(sign.text[0])]
    blanks = [sign for sign in letters if sign.text.isspace() and sign.x1 > sign.x0 + 0.01]
    widths = _widths(letters)
    lines = _lines(sign for sign in letters if not sign.text.isspace())
    _attach(lines, [sign for sign in signs if _is_mark(sign.text[0])])
    arabic = ARABIC.search(text) is not None
    found: list[PlacedWords] = []
    for line in lines:
        base = Counter(sign.y for sign in line).most_common(1)[0][0]
        leftwards = not inside and is_leftwards("".join(sign.text for sign in line), share)
        whole = not (leftwards and share > MOSTLY)
        signs = _placed(line, base, widths)
        near = [blank for blank in blanks if abs(blank.y - base) < _APART * blank.size]
        found += _words(signs, near, base, arabic=arabic, leftwards=leftwards, whole=whole)
    return found


def _signs(text_page: Any, text: str, tokens: Sequence[PageToken]) -> list[Sign]:
    """Return what is drawn of the characters of tokens and of the blanks behind them."""
    found = list(_characters(text_page, text, tokens))
    boxes = char_boxes().of(text_page, [char.at for char in found])
    drawn: dict[tuple[float, float, bool], list[tuple[_Character, float, float]]] = {}
    for char, left, right in zip(found, boxes[0::4], boxes[2::4], strict=True):
        drawn.setdefault((char.x, char.y, text[char.at].isspace()), []).append((char, left, right))
    signs = []
    for (pen, base, _), of in drawn.items():
        chars = sorted((char for char, _, _ in of), key=lambda char: char.at)
        middle = 0.5 * (min(char.left for char in chars) + max(char.right for char in chars))
        x0, x1 = min(pen, *(left for _, left, _ in of)), max(right for _, _, right in of)
        signs.append(Sign(_as_read(text, chars), x0, x1, middle, base, chars[0].size, chars[0].at))
    return signs


class _Character(NamedTuple):
    """A character of the page, the one ``at`` an index: where the pen was for it, the edges of its ink, its em."""

    at: int
    x: float
    y: float
    left: float
    right: float
    size: float


def _characters(text_page: Any, text: str, tokens: Sequence[PageToken]) -> Iterator[_Character]:
    """Yield the characters of tokens, and the blanks behind each."""
    from pypdfium2 import raw

    handle = ctypes.cast(text_page, ctypes.c_void_p)
    find_pen, find_ink = bound("FPDFText_GetCharOrigin", ctypes.c_int), bound("FPDFText_GetCharBox", ctypes.c_int)
    size_of = bound("FPDFText_GetFontSize", ctypes.c_double)
    x, y, left, right, bottom, top = (ctypes.c_double() for _ in range(6))
    pen, ink = (ctypes.byref(x), ctypes.byref(y)), tuple(map(ctypes.byref, (left, right, bottom, top)))
    matrix = raw.FS_MATRIX()
    for token in tokens:
        raw.FPDFText_GetMatrix(text_page, token.start, matrix)
        blanks = itertools.takewhile(lambda index: text[index] == " ", range(token.end, len(text)))
        for index in itertools.chain(range(token.start, token.end), blanks):
            if text[index] == _NOTHING:
                continue
            find_pen(handle, index, *pen)
            find_ink(handle, index, *ink)
            size = size_of(handle, index) * abs(matrix.d)
            if math.isfinite(x.value + y.value + left.value + right.value) and 0 < size < math.inf:  # in damaged files
                yield _Character(index, round(x.value, 2), round(y.value, 2), left.value, right.value, size)


def _as_read(text: str, of: Sequence[_Character]) -> str:
    """Return the characters of one sign in the order of reading.

    PDFium cuts the place of a sign into as many pieces as it has characters; where it does not, it gives them in either
    order.
    """
    if len(of) == 1:
        return text[of[0].at]
    leftwards = any(RIGHT_TO_LEFT.match(text[char.at]) for char in of)
    if not leftwards or len({round(char.left, 2) for char in of}) > 1:
        placed = sorted(of, key=lambda char: -(char.left + char.right)) if leftwards else of
        return _with_letter_first("".join(text[char.at] for char in placed))
    chars = "".join(text[char.at] for char in of)
    if _is_mark(chars[0]) or chars[0] in _ALEFS:
        chars = chars[::-1]
    if chars[0] in _ALEFS and _LAM in chars:
        chars = chars.translate({ord(chars[0]): _LAM, ord(_LAM): chars[0]})
    return _with_letter_first(chars)


def _with_letter_first(chars: str) -> str:
    """Return the characters of a sign with points before its first letter behind that."""
    first = next((at for at, char in enumerate(chars) if not _is_mark(char)), 0)
    return chars[first] + chars[:first] + chars[first + 1 :]


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Cf")


def _lines(letters: Iterable[Sign]) -> list[list[Sign]]:
    """Return signs in lines by their base lines, from the top down; a letter with its points may stand aside of it."""
    lines: list[list[Sign]] = []
    pointed: list[Sign] = []
    for sign in sorted(letters, key=lambda sign: -sign.y):
        if len(sign.text) > 1:
            pointed.append(sign)
        elif lines and lines[-1][0].y - sign.y < _APART * max(sign.size, lines[-1][0].size):
            lines[-1].append(sign)
        else:
            lines.append([sign])
    plain = [(line[0].y, line) for line in lines]
    for sign in pointed:
        _, line = min(plain, key=lambda base: abs(base[0] - sign.y), default=(0.0, []))
        if line and abs(line[0].y - sign.y) < _FARTHEST * sign.size:
            line.append(sign)
        else:
            lines.append([sign])
    return lines


def _attach(lines: list[list[Sign]], marks: Iterable[Sign]) -> None:
    """Put each point behind the letter of its line over or under whose middle it is drawn."""
    for mark in marks:
        line = min(lines, key=lambda line: abs(line[0].y - mark.y), default=[])
        near = [
            (max(sign.x0 - mark.middle, mark.middle - sign.x1, 0.0), abs(sign.middle - mark.middle), at)
            for at, sign in enumerate(line)
            if sign.text[0].isalpha()
        ]
        if near:
            at = min(near)[2]
            line[at] = line[at]._replace(text=_with_mark(line[at], mark))


def _with_mark(sign: Sign, mark: Sign) -> str:
    """Return a sign's characters with a point behind the letter that it stands at: lam-alef has two."""
    starts = [at for at, char in enumerate(sign.text) if not _is_mark(char)]
    width = max(sign.x1 - sign.x0, 0.01)
    letter = min(max(int(len(starts) * (sign.x1 - mark.middle) / width), 0), len(starts) - 1)
    end = [*starts, len(sign.text)][letter + 1]
    return sign.text[:end] + mark.text + sign.text[end:]


def _without_twins(signs: Sequence[Sign]) -> list[Sign]:
    """Return signs, one where a letter and its point, drawn apart, are both said to be the letter with its point."""
    bases = Counter(round(sign.y) for sign in signs)
    kept: list[Sign] = []
    by_text: dict[str, list[Sign]] = {}
    for sign in sorted(signs, key=lambda sign: (-bases[round(sign.y)], sign.x0 - sign.x1)):
        if len(sign.text) > 1:
            alike = by_text.setdefault("".join(sorted(sign.text)), [])
            if any(twin.x0 < sign.middle < twin.x1 and abs(twin.y - sign.y) < sign.size for twin in alike):
                continue
            alike.append(sign)
        kept.append(sign)
    return kept


def _widths(signs: Iterable[Sign]) -> dict[str, float]:
    """Return how wide letters are, in em, by those that are drawn without points."""
    found: dict[str, list[float]] = {}
    for sign in signs:
        if len(sign.text) == 1 and sign.size > 0:
            found.setdefault(sign.text, []).append((sign.x1 - sign.x0) / sign.size)
    return {letter: median_low(widths) for letter, widths in found.items()}


def _placed(line: Iterable[Sign], base: float, widths: dict[str, float]) -> list[Sign]:
    """Return the signs of a line from left to right.

    Where PDFium knows of a letter with a point no more than the place of the point, the letter is about there.
    """
    placed = []
    for sign in line:
        width = widths.get(sign.text[0], _USUAL_WIDTH) * sign.size
        if len(sign.text) > 1 and (sign.y != base or sign.x1 - sign.x0 < 0.6 * width):
            placed.append(sign._replace(x0=sign.middle - 0.5 * width, x1=sign.middle + 0.5 * width))
        else:
            placed.append(sign)
    return sorted(placed, key=lambda sign: sign.x0)


def _words(
    signs: Sequence[Sign], blanks: Sequence[Sign], base: float, *, arabic: bool, leftwards: bool, whole: bool
) -> Iterator[PlacedWords]:
    """Yield what one line, given from left to right, says: in the order of reading, word by word or ``whole``."""
    places: list[int] = []
    classes = ""
    for at, sign in enumerate(signs):
        parting = _parting(signs[at - 1], sign, blanks) if at else ""
        classes += parting + _class_of(sign.text[0])
        places += [*[-1] * len(parting), at]
    order = reading_order(classes, leftwards=leftwards, arabic=arabic)
    words: list[list[int]] = [[]]
    for before, place in zip([-1, *order], order, strict=False):
        parts = classes[place] == GAP or (classes[place] == BLANK and not whole and place != before + 1)
        if parts and words[-1]:
            words.append([])
        elif not parts:
            words[-1].append(place)
    for word in words:
        of = [signs[places[place]] for place in word if places[place] >= 0]
        if of:
            read = "".join(" " if classes[place] == BLANK else signs[places[place]].text for place in word)
            x0, x1 = min(sign.x0 for sign in of), max(sign.x1 for sign in of)
            yield PlacedWords(read.strip(), x0, x1, base, max(sign.size for sign in of), of[0].first)


def _parting(before: Sign, sign: Sign, blanks: Sequence[Sign]) -> str:
    """Return the class of what parts two signs that follow one another on a line; empty where nothing does."""
    size = max(before.size, sign.size)
    gap = sign.x0 - before.x1
    if gap > _WIDEST_BLANK * size:
        return GAP
    certain = len(before.text) == len(sign.text) == 1
    if gap > (_BLANK if certain else _BLANK_OF_INK) * size:
        return BLANK
    drawn = any(before.middle < blank.middle < sign.middle for blank in blanks)
    return BLANK if drawn else ""


def _class_of(char: str) -> str:
    if char.isdigit():
        return DIGIT
    if RIGHT_TO_LEFT.match(char) and char not in "\u060c\u066a\u066b\u066c":
        return LEFTWARD
    return LATIN if char.isalpha() else char
