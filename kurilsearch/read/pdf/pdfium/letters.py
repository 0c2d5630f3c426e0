"""Letters as their page shows them, where the file's text does not: accents set apart, Cyrillic read as Latin.

Both come of old fonts without a table that says what their signs mean, as do figures and small capitals with codes of
Adobe's own. Every character keeps its place, so that
boxes can still be asked for by index.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from typing import Any

from kurilsearch.read.pdf.pdfium.calls import char_boxes
from kurilsearch.read.pdf.pdfium.ligatures import mend_ligatures

_COMBINING = {
    "`": "\u0300", "\u00b4": "\u0301", "\u02c6": "\u0302", "\u02dc": "\u0303", "\u00af": "\u0304", "\u02d8": "\u0306",
    "\u02d9": "\u0307", "\u00a8": "\u0308", "\u02da": "\u030a", "\u02dd": "\u030b", "\u02c7": "\u030c",
    "\u00b8": "\u0327",
}  # fmt: skip
_ACCENT = re.compile(r"[\u00b4\u02c6\u02dc\u00af\u02d8\u02d9\u00a8\u02da\u02dd\u02c7\u00b8]|`(?=[AEIOUaeiou])")
_REACH = 160
"""An accent may follow the end of the line that its letter is in."""
_NOTHING = "\u200b"
_BLANKS = (" ", _NOTHING)
_LEAST_BLANK = 0.22
"""How wide a blank is at least, in heights of the letter before it: those of tight lines are twice that."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PRIVATE = re.compile(r"[\uf020-\uf0ff\uf6be-\uf7ff]")
_SYMBOL = re.compile(r"[\uf020-\uf07e\uf0a1-\uf0ff]")
_SYMBOL_WORD = re.compile(r"[\uf041-\uf05a\uf061-\uf07a]{3,}")
_ADOBE = {
    **{0xF730 + digit: str(digit) for digit in range(10)},
    **{0xF700 + code: chr(code).upper() for code in (*range(0x61, 0x7B), *range(0xE0, 0xF7), *range(0xF8, 0xFF))},
    0xF7FF: "Ÿ", 0xF6F9: "Ł", 0xF6FA: "Œ", 0xF6FD: "Š", 0xF6FF: "Ž", 0xF6BE: "ȷ", 0xF6DE: "—", 0xF724: "$", 0xF726: "&",
    0xF721: "!", 0xF73F: "?",
}  # fmt: skip
"""Where the fonts of Adobe keep old-style figures and small capitals, by the Adobe Glyph List (agl-aglfn, BSD)."""
_FEWEST_LETTERS = 40
_LEAST_SHARE = 0.35
"""Languages in Latin letters have accents on far fewer."""
_WINDOWS = {code: bytes([code]).decode("cp1251", "replace") for code in range(0x80, 0x100)}
_TEX = {
    **{code: _WINDOWS[code] for code in range(0xC0, 0x100)},
    0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«", 0x14: "»", 0x15: "–", 0x16: "—", 0x7F: "-",
    0x9C: "Ё", 0x9D: "№", 0xBC: "ё", 0xBE: "«", 0xBF: "»",
}  # fmt: skip
"""The encoding T2A of TeX's fonts, as far as Russian needs it; its letters stand where Windows has them."""


def mend_letters(text_page: Any, text: str) -> str:
    """Return the characters of a text page as they are seen.

    Accents stand on their letters, Cyrillic ones for those read as Latin, and signs that fonts have in places of their
    own are letters.
    """
    if text.isascii() and not _CONTROL.search(text):
        return text
    text = _with_accents(text_page, _as_cyrillic(text))
    if _PRIVATE.search(text):
        text = _of_private_use(text)
    return mend_ligatures(text_page, text)


def _of_private_use(text: str) -> str:
    """Return text with figures and small capitals for Adobe's codes, and with letters for those of symbol fonts."""
    text = text.translate(_ADOBE)
    if not _SYMBOL_WORD.search(text):
        return text  # single signs of symbol fonts are bullets and arrows
    return _SYMBOL.sub(lambda match: chr(ord(match[0]) - 0xF000), text)


def _as_cyrillic(text: str) -> str:
    """Return text whose letters are, by far more than accents ever are, the upper half of one byte, as Russian."""
    letters = sum(map(str.isalpha, text))
    upper = len(re.findall("[\u00c0-\u00ff]", text))
    if letters < _FEWEST_LETTERS or upper < _LEAST_SHARE * letters:
        return text
    if re.search("[\x15\x16\x7f\u00be]", text):
        return re.sub("\x7f(?=\r?\n)", "\ufffe", text).translate(_TEX)
    return text.translate(_WINDOWS)


def _with_accents(text_page: Any, text: str) -> str:
    """Return text with each accent that stands over a letter, or under it, composed with that letter."""
    found = list(_ACCENT.finditer(text))
    if not found:
        return text
    chars = list(text)
    for match in found:
        at = match.start()
        letter = _letter_at(text_page, text, at)
        composed = unicodedata.normalize("NFC", _undotted(text[letter]) + _COMBINING[text[at]]) if letter >= 0 else ""
        if len(composed) == 1:
            chars[letter] = composed
            inside = text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()
            chars[at] = _NOTHING if inside else " "
            if not inside:
                _close_up(text_page, chars, at)
    return "".join(chars)


def _close_up(text_page: Any, chars: list[str], at: int) -> None:
    """Take out the blanks that PDFium puts beside an accent, where the letters before and after them stand close."""
    before, after = at - 1, at + 1
    while before >= 0 and chars[before] in _BLANKS:
        before -= 1
    while after < len(chars) and chars[after] in _BLANKS:
        after += 1
    if before < 0 or after == len(chars) or not (chars[before].isalpha() and chars[after].isalpha()):
        return
    _, top, right, bottom, next_left, _, _, next_bottom = char_boxes().of(text_page, [before, after])
    height = top - bottom
    if abs(bottom - next_bottom) < 0.5 * height and -0.5 * height < next_left - right < _LEAST_BLANK * height:
        chars[before + 1 : after] = [_NOTHING] * (after - before - 1)


def _undotted(letter: str) -> str:
    return {"\u0131": "i", "\u0237": "j"}.get(letter, letter)


def _letter_at(text_page: Any, text: str, accent: int) -> int:
    """Return the index of the letter that an accent's ink stands over or under, or -1."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text_page, accent, left, right, bottom, top)
    middle = 0.5 * (left.value + right.value)
    near = [at for at in range(max(accent - _REACH, 0), min(accent + 3, len(text))) if text[at].isalpha()]
    boxes = char_boxes().of(text_page, near)
    own = char_boxes().of(text_page, [accent])
    over = [
        (abs(middle - 0.5 * (boxes[4 * place] + boxes[4 * place + 2])), at)
        for place, at in enumerate(near)
        if boxes[4 * place] - 0.5 < middle < boxes[4 * place + 2] + 0.5
        and abs(boxes[4 * place + 3] - own[3]) < 0.5 * (own[1] - own[3])
    ]
    return min(over)[1] if over else -1
