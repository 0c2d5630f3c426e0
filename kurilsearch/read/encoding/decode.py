"""From bytes to text: which encoding a file is in.

The text is exactly ``data.decode(encoding, "replace")`` without a byte order mark: newlines as they are, and
bytes that are not of the encoding as U+FFFD, so that any other program can find the same offsets.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.read.encoding.binary import looks_binary, name_foreign_format

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_TEXT_HINT = "Take it out of the folder of sources, or save its text as .txt"


_MOST_ZEROS = 0.3
"""The part of a text in UTF-8 that zero bytes may be; in UTF-16 nearly half of Latin text are."""


class Decoded(NamedTuple):
    """The text of a file and the name of its encoding as Python knows it."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Return the text of ``data``: by its byte order mark, as UTF-8, UTF-16 or UTF-32, or in a legacy code page.

    Raises UnreadableSourceError where it is not text, holds nothing but blank space, or no encoding fits.
    """
    decoded = _by_mark(data) or _by_content(data)
    if not decoded.text.strip("\ufeff\0 \t\r\n\f\v\u3000\xa0"):
        raise UnreadableSourceError("holds nothing but blank space", "Remove it, or save it again")
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            if encoding != "utf-8" and text.count("\ufffd") > len(text) // 20:
                return None  # FF FE by chance at the start of something else
            if looks_binary(text.encode("utf-8", "replace")):
                raise _not_text(data)
            return Decoded(text, encoding)
    return None


def _by_content(data: bytes) -> Decoded:
    foreign = name_foreign_format(data)
    if foreign:
        raise UnreadableSourceError(f"is {foreign}, which this version does not read", _NOT_TEXT_HINT)
    if b"\0" in data:
        if _is_utf8_between_zeros(data):
            return Decoded(data.decode("utf-8"), "utf-8")
        wide = _wide_without_mark(data)
        if wide:
            return wide
    if looks_binary(data):
        raise _not_text(data)
    if b"\x1b$" in data and b"\x1b(" in data:
        text = data.decode("iso2022_jp", "replace")
        if "\ufffd" not in text:
            return Decoded(text, "iso2022_jp")
    return _utf8(data) or _in_code_page(data)


def _is_utf8_between_zeros(data: bytes) -> bool:
    """Return whether this is UTF-8 with zero bytes in it, stray ones or a stretch that a damaged disk left."""
    plain = data.replace(b"\0", b"")
    if not plain or len(data) - len(plain) > _MOST_ZEROS * len(data) or looks_binary(plain):
        return False
    try:
        plain.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _utf8(data: bytes) -> Decoded | None:
    """Return the text where it is UTF-8, or UTF-8 but for a few damaged bytes."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    beyond_ascii = len(data.translate(None, bytes(range(0x80))))
    damaged = text.count("\ufffd")
    # A text in a code page has next to no valid UTF-8 sequences by chance.
    return Decoded(text, "utf-8") if beyond_ascii > 5 * damaged else None


def _wide_without_mark(data: bytes) -> Decoded | None:
    """Return the text where it reads as words in UTF-16 or UTF-32 without a mark; None elsewhere.

    Of two byte orders that both give letters the right one has the blanks and newlines.
    """
    found: list[tuple[int, str]] = []
    for encoding, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        if len(data) % width:
            continue
        sample = data[:65536].decode(encoding, "replace").rstrip("\ufffd")
        if "\ufffd" in sample or looks_binary(sample.encode()) or not _is_mostly_words(sample):
            continue
        found.append((sum(map(sample.count, " \n\r,.、。\u3000")), encoding))
    if not found:
        return None
    encoding = max(found, key=lambda pair: pair[0])[1]
    return Decoded(data.decode(encoding, "replace"), encoding)


def _is_mostly_words(text: str) -> bool:
    """Return whether letters of few kinds and spaces make up the text, unlike bytes read at the wrong width."""
    plausible = sum(char.isalnum() or char.isspace() or char in ".,;:!?'\"()-、。「」" for char in text)
    blocks = {ord(char) >> 8 for char in text if not 0x4E00 <= ord(char) < 0xAC00}
    return plausible > 0.8 * len(text) and (len(blocks) <= 6 or len(blocks) * 50 < len(text))


def _in_code_page(data: bytes) -> Decoded:
    from kurilsearch.read.encoding.codepages import guess_code_page  # few files need it

    encoding = guess_code_page(data)
    if encoding is None:
        raise UnreadableSourceError("is in a character encoding that could not be told", "Save it as UTF-8")
    return Decoded(data.decode(encoding, "replace"), encoding)


def _not_text(data: bytes) -> UnreadableSourceError:
    what = "is not text but nothing except zero bytes" if not data.strip(b"\0") else "is not text but binary data"
    return UnreadableSourceError(what, _NOT_TEXT_HINT)
