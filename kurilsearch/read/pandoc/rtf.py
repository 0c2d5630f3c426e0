"""RTF made plain before pandoc reads it: every letter beyond ASCII as itself, in UTF-8.

Pandoc's reader takes all code pages for Windows-1252, and loses letters behind a Unicode number that a question mark
stands in for; Word writes both. RTF 1.9.1, "Unicode RTF", "Character Set" and "Font Table".
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

_TOKEN = re.compile(
    rb"\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
_OPEN_WORD = re.compile(rb"\A\\[A-Za-z]+-?\d*\Z")
"""A control word that no space ends: what is written behind it needs one."""

_CHARSETS = {
    *((0, "cp1252"), (77, "mac_roman"), (128, "cp932"), (129, "cp949"), (134, "gb18030"), (136, "cp950")),
    *((161, "cp1253"), (162, "cp1254"), (163, "cp1258"), (177, "cp1255"), (178, "cp1256"), (186, "cp1257")),
    *((204, "cp1251"), (222, "cp874"), (238, "cp1250"), (255, "cp437")),
}
_CODE_PAGES = dict(_CHARSETS)
_DROPPED = frozenset((b"fonttbl", b"colortbl", b"stylesheet", b"pict", b"object", b"themedata", b"datastore"))
_CHARACTER_STYLE = re.compile(rb"\{\\\*\\[ctd]s\d+[^{}]*\}")
"""A style of characters in the style sheet, which pandoc takes for the type of all that follows."""
_BREAKS = {b"page": b"\\line ", b"column": b"\\line ", b"sect": b"\\par "}
"""Ends of pages and sections, which pandoc passes over together with the space that they make."""
_UNSEEN = frozenset((b"zwbo", b"zwnbo", b"zwj", b"zwnj"))


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group: the code page, how many characters stand in for one in Unicode, what to pass over."""

    code_page: str
    fallback: int = 1
    in_fonts: bool = False
    raw: bool = False
    deleted: bool = False


def plain_rtf(data: bytes) -> bytes:
    """Return an RTF file in UTF-8 in which no letter is written by a number, of a code page or of Unicode.

    Footnotes that are marked as a destination, which readers may pass over, become ordinary ones. What is damaged is
    left as it is. What was deleted while changes were tracked is left out; hidden text is pandoc's matter.
    """
    return _CHARACTER_STYLE.sub(b"", _Plainer().write(data)).replace(rb"{\*\footnote", rb"{\footnote")


class _Plainer:
    """Goes through an RTF file token by token; letters gather until something else comes."""

    def __init__(self) -> None:
        self._out: list[bytes] = []
        self._groups: list[_State] = []
        self._state = _State("cp1252")
        self._default_page = "cp1252"
        self._font = 0
        self._fonts: dict[int, str] = {}
        self._bytes, self._units = bytearray(), bytearray()
        self._skip = 0

    def write(self, data: bytes) -> bytes:
        """Return ``data`` made plain."""
        at = 0
        while (token := _TOKEN.match(data, at)) is not None:  # None at a lone backslash at the end, too
            at = token.end()
            word, number = token["word"], int(token["number"] or 0)
            if self._state.raw and not token["brace"]:
                at += max(number, 0) if word == b"bin" else 0
                self._out.append(token[0] if word != b"bin" else b"")
            elif token["hex"]:
                self._byte(bytes.fromhex(token["hex"].decode("ascii")))
            elif word == b"u" and token["number"]:
                self._unit(number)
            elif token["text"]:
                self._text(token["text"])
            elif self._skip and (word or token["sign"]):
                self._skip -= 1
            elif word == b"bin":
                at += max(number, 0)
            elif word not in _UNSEEN:
                self._control(token, word, number)
        self._flush()
        return b"".join(self._out)

    def _byte(self, byte: bytes) -> None:
        if self._skip:
            self._skip -= 1
            return
        if self._units:
            self._flush()
        self._bytes += byte

    def _unit(self, number: int) -> None:
        """Take a unit of UTF-16, which RTF writes as a signed number."""
        if self._bytes:
            self._flush()
        self._units += (number & 0xFFFF).to_bytes(2, "little")
        self._skip = self._state.fallback

    def _text(self, text: bytes) -> None:
        kept = text[self._skip :]
        self._skip = max(self._skip - len(text), 0)
        if not kept.isascii():
            self._byte(kept)
        elif kept and not self._state.deleted:
            self._flush()
            self._out.append(kept)

    def _control(self, token: re.Match[bytes], word: bytes | None, number: int) -> None:
        """Take a brace, a control word or sign, and what it changes in what letters mean."""
        self._flush()
        if token["brace"] == b"{":
            self._groups.append(self._state)
        elif token["brace"] == b"}" and self._groups:
            self._state = self._groups.pop()
        if token["brace"]:
            self._skip = 0
        state = self._state
        if word == b"uc":
            self._state = replace(state, fallback=min(max(number, 0), 8))
            return
        if word in (b"ansicpg", b"mac"):
            self._default_page = "mac_roman" if word == b"mac" else _code_page(f"cp{number}", self._default_page)
            self._state = replace(state, code_page=self._default_page)
        elif word in _DROPPED:
            self._state = replace(state, in_fonts=word == b"fonttbl", raw=word != b"fonttbl")
        elif word == b"f":
            self._font = number
            if not state.in_fonts:
                self._state = replace(state, code_page=self._fonts.get(number, self._default_page))
        elif word == b"fcharset" and state.in_fonts:
            self._fonts[self._font] = _CODE_PAGES.get(number, self._default_page) if number > 1 else self._default_page
        elif word == b"plain":
            self._state = replace(state, code_page=self._default_page)
        elif word == b"deleted":
            self._state = replace(state, deleted=token["number"] is None or number != 0)
        if token["sign"] in (b"\n", b"\r"):  # as TextEdit and Scrivener write them
            self._out.append(b"\\par ")
        else:
            self._out.append(_BREAKS.get(word or b"", token[0]))

    def _flush(self) -> None:
        """Write the bytes of the code page, or the units of UTF-16, that have gathered."""
        text = bytes(self._bytes).decode(self._state.code_page, "replace")
        text += bytes(self._units).decode("utf-16-le", "replace")
        self._bytes.clear()
        self._units.clear()
        if text and not self._state.deleted:
            is_behind_word = self._out and _OPEN_WORD.search(self._out[-1]) is not None
            self._out.append((b" " if is_behind_word else b"") + _escaped(text))


def _code_page(name: str, otherwise: str) -> str:
    try:
        return codecs.lookup("utf-8" if name == "cp65001" else name).name
    except LookupError:
        return otherwise


def _escaped(text: str) -> bytes:
    """Return text as it stands in RTF."""
    return "".join(f"\\{char}" if char in "\\{}" else char for char in text).encode("utf-8", "replace")
