"""Messages that Outlook saves (.msg): the properties in a compound file, as a message of e-mail.

The format is described in [MS-OXMSG]; numbers of properties are those of [MS-OXPROPS].
"""

from __future__ import annotations

import codecs
import email
import io
import struct
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kurilsearch.errors import UnreadableSourceError

if TYPE_CHECKING:
    from olefile import OleFileIO

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""With what a compound file begins."""
_PROPERTIES = "__properties_version1.0"
_SUBJECT, _HEADERS, _SENDER_NAME, _SENDER_ADDRESS, _SENDER_SMTP = 0x0037, 0x007D, 0x0C1A, 0x0C1F, 0x5D01
_SENT_FOR_NAME, _SENT_FOR_ADDRESS, _TO, _CC, _TEXT, _HTML = 0x0042, 0x0065, 0x0E04, 0x0E03, 0x1000, 0x1013
_SUBMITTED, _DELIVERED, _CODE_PAGE, _INTERNET_CODE_PAGE = 0x0039, 0x0E06, 0x3FFD, 0x3FDE
_FILE_NAME, _LONG_FILE_NAME, _DISPLAY_NAME, _DATA = 0x3704, 0x3707, 0x3001, 0x3701
_UNICODE, _STRING8, _BINARY, _OBJECT, _TIME, _LONG = 0x001F, 0x001E, 0x0102, 0x000D, 0x0040, 0x0003
_HEAD = {0: 32, 1: 24}
"""Bytes before the entries of the properties: of the message itself, of one within it."""
_MAX_DEPTH = 12

_Storage = Sequence[str]


def is_outlook_message(data: bytes) -> bool:
    """Tell whether the content of a file is a message of Outlook."""
    return data.startswith(OLE) and _PROPERTIES.encode("utf-16-le") in data


def read_outlook_message(data: bytes, path: Path) -> Message:
    """Return the message that ``data`` holds, its attachments named and the messages within it whole.

    Raises UnreadableSourceError where the file ``path`` is damaged.
    """
    from olefile import OleFileIO

    try:
        with OleFileIO(io.BytesIO(data)) as file:
            return _message(file, (), 0)
    except (OSError, ValueError, IndexError, KeyError, struct.error, MemoryError, RecursionError) as error:
        raise UnreadableSourceError(f"is damaged ({error})", "Save it again from Outlook, or as .eml") from error


def _message(file: OleFileIO, storage: _Storage, depth: int) -> Message:
    """Return the message whose properties lie in ``storage``."""
    numbers = _fixed_properties(file, storage, _HEAD[min(depth, 1)])
    charset = _charset(numbers.get(_INTERNET_CODE_PAGE), numbers.get(_CODE_PAGE))
    message = Message()
    text = {each: _text(file, storage, each, charset) for each in (_SUBJECT, _TO, _CC, _TEXT)}
    sent = email.message_from_string(_text(file, storage, _HEADERS, charset))
    message["Subject"] = _line(text[_SUBJECT])
    message["From"] = _sender(file, storage, charset) or _line(str(sent["From"] or ""))
    for name, number in (("To", _TO), ("Cc", _CC)):
        message[name] = _line(text[number].replace(";", ","))
    message["Date"] = _line(str(sent["Date"] or "")) or _date(numbers)
    _add_text(message, text[_TEXT], _html(file, storage, charset))
    for inner in sorted({entry[len(storage)] for entry in file.listdir() if _is_attachment(entry, storage)}):
        message.attach(_attachment(file, (*storage, inner), charset, depth))
    return message


def _add_text(message: Message, text: str, page: bytes) -> None:
    """Put what the message says into it: its text, or the page where it has no text."""
    part = Message()
    if text.strip() or not page:
        part.add_header("Content-Type", "text/plain", charset="utf-8")
        part.set_payload(text.encode("utf-8", "replace"))
    else:
        part.add_header("Content-Type", "text/html")
        part.set_payload(page)
    message.add_header("Content-Type", "multipart/mixed")
    message.attach(part)


def _attachment(file: OleFileIO, storage: _Storage, charset: str, depth: int) -> Message:
    part = Message()
    inner = (*storage, f"__substg1.0_{_DATA:04X}{_OBJECT:04X}")
    if depth < _MAX_DEPTH and file.exists([*inner, _PROPERTIES]):
        part.add_header("Content-Type", "message/rfc822")
        part.attach(_message(file, inner, depth + 1))
        return part
    names = (_text(file, storage, each, charset) for each in (_LONG_FILE_NAME, _FILE_NAME, _DISPLAY_NAME))
    part.add_header("Content-Type", "application/octet-stream")
    part.add_header("Content-Disposition", "attachment", filename=_line(next(filter(None, names), "without a name")))
    return part


def _is_attachment(entry: Sequence[str], storage: _Storage) -> bool:
    depth = len(storage)
    return len(entry) > depth and tuple(entry[:depth]) == tuple(storage) and entry[depth].startswith("__attach_")


def _sender(file: OleFileIO, storage: _Storage, charset: str) -> str:
    """Return who sent a message, as the header *From* has it; for whom, where one sent it for another."""
    numbers = (_SENT_FOR_NAME, _SENDER_NAME, _SENDER_SMTP, _SENT_FOR_ADDRESS, _SENDER_ADDRESS)
    sent_for, name, *addresses = (_line(_text(file, storage, each, charset)) for each in numbers)
    address = next((each for each in addresses if "@" in each and each.isascii()), "")
    shown = (sent_for or name).replace('"', "'")
    return f'"{shown}" <{address}>' if shown or address else ""


def _date(numbers: dict[int, int]) -> str:
    """Return when a message was sent, else when it came; empty where neither is known. Units are 100 nanoseconds."""
    ticks = numbers.get(_SUBMITTED) or numbers.get(_DELIVERED) or 0
    try:
        return format_datetime(datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)) if ticks else ""
    except OverflowError:
        return ""


def _fixed_properties(file: OleFileIO, storage: _Storage, head: int) -> dict[int, int]:
    """Return the numbers and times among the properties, by their number."""
    name = [*storage, _PROPERTIES]
    data = file.openstream(name).read()[head:] if file.exists(name) else b""
    found = {}
    for kind, number, _, value in struct.iter_unpack("<HHIQ", data[: len(data) // 16 * 16]):
        if kind in (_TIME, _LONG):
            found[number] = value if kind == _TIME else value & 0xFFFFFFFF
    return found


def _text(file: OleFileIO, storage: _Storage, number: int, charset: str) -> str:
    if data := _stream(file, storage, number, _UNICODE):
        return data.decode("utf-16-le", "replace").rstrip("\0").replace("\r\n", "\n")
    return _stream(file, storage, number, _STRING8).decode(charset, "replace").rstrip("\0").replace("\r\n", "\n")


def _html(file: OleFileIO, storage: _Storage, charset: str) -> bytes:
    """Return the page of a message, in UTF-8 where it does not say its encoding itself."""
    if page := _stream(file, storage, _HTML, _BINARY):
        try:
            page.decode("utf-8")
        except UnicodeDecodeError:
            return page if b"charset" in page[:4096] else page.decode(charset, "replace").encode("utf-8")
        return page
    return _text(file, storage, _HTML, charset).encode("utf-8", "replace")


def _stream(file: OleFileIO, storage: _Storage, number: int, kind: int) -> bytes:
    name = [*storage, f"__substg1.0_{number:04X}{kind:04X}"]
    return bytes(file.openstream(name).read()) if file.exists(name) else b""


def _charset(*code_pages: int | None) -> str:
    """Return the encoding of the first code page that is known here."""
    for page in code_pages:
        for name in ("utf-8",) if page == 65001 else (f"cp{page}", {28591: "latin-1", 20866: "koi8-r"}.get(page or 0)):
            try:
                return codecs.lookup(name or "").name
            except LookupError:
                continue
    return "cp1252"


def _line(text: str) -> str:
    return " ".join(text.split())
