"""Messages of e-mail, one or a mailbox of them, written as blocks of text with their senders and dates."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import FurnitureKind, Kind, SourceText
from kurilsearch.read.embedded_metadata import own_item
from kurilsearch.read.encoding.decode import decode
from kurilsearch.read.html.text import write_html
from kurilsearch.read.html.tree import MEANT_ENCODINGS, decode_html, parse_html
from kurilsearch.read.mail.body import plain_parts, unflowed
from kurilsearch.read.mail.outlook import OLE, read_outlook_message
from kurilsearch.read.mail.postmark import POSTMARK
from kurilsearch.read.mail.web_body import mail_voices
from kurilsearch.read.writer import TextWriter

MAX_DEPTH = 12
"""How deep messages may lie within messages."""

_FIELD = re.compile(rb">?[A-Za-z][A-Za-z0-9-]{1,60}:")
_FIELDS_SHOWN = ("From", "To", "Cc", "Date")


@dataclass(frozen=True, slots=True)
class Heads:
    """What the head of a message says, decoded; ``date`` is ISO 8601, empty where unknown."""

    subject: str
    sender: str
    address: str
    date: str


def read_messages(data: bytes, path: Path) -> SourceText:
    """Return the text of all messages of the file ``path``, whose content is ``data``; of a single one the item too.

    Raises UnreadableSourceError where there is none, or none with text.
    """
    if data.startswith(OLE):
        messages = [read_outlook_message(data, path)]
    else:
        messages = [email.message_from_bytes(one) for one in split_mailbox(data)]
    messages = [message for message in messages if message.keys()]
    if not messages:
        raise UnreadableSourceError("holds no message", "Save it again, or as .txt if it is none")
    writer = TextWriter()
    for message in messages:
        write_message(message, writer)
    if writer.is_blank:
        raise UnreadableSourceError("holds no text", "Its messages may have attachments only")
    item = own_item(_fields(messages[0]) if len(messages) == 1 else {}, path)
    return writer.source_text("mail", "utf-8", item)


def split_mailbox(data: bytes) -> list[bytes]:
    """Return the messages of a mailbox (RFC 4155), or the one message that the data is."""
    data = data.lstrip(b"\r\n")
    if not POSTMARK.match(data):
        return [data]
    starts = [match for match in POSTMARK.finditer(data) if match.start() == 0 or _FIELD.match(data, match.end())]
    ends = [match.start() for match in starts[1:]] + [len(data)]
    messages = (data[match.end() : end] for match, end in zip(starts, ends, strict=True))
    return [re.sub(rb"^>(>*From )", rb"\1", message, flags=re.MULTILINE) for message in messages]


def write_message(message: Message, writer: TextWriter, depth: int = 1) -> None:
    """Write a message: its subject as a heading, its head as furniture, then what it says."""
    heads = read_heads(message)
    writer.add(Kind.HEADING, [heads.subject], depth)
    shown = (f"{name}: {text}" for name in _FIELDS_SHOWN if (text := header(message, name)))
    writer.add_furniture(" · ".join(shown), FurnitureKind.MAIL_HEADER)
    _write_part(message, writer, heads, depth)


def read_heads(message: Message) -> Heads:
    """Return subject, sender and date of a message."""
    name, address = next(iter(getaddresses([header(message, "From")])), ("", ""))
    try:
        date = parsedate_to_datetime(header(message, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return Heads(header(message, "Subject"), name or address, address, "")
    return Heads(header(message, "Subject"), name or address, address, date.isoformat())


def header(message: Message, name: str) -> str:
    """Return a header as text on one line, its encoded words decoded where they can be."""
    raw = next((str(value) for field, value in message.raw_items() if field.lower() == name.lower()), "")
    if not raw.isascii():  # bytes that should not stand there
        return " ".join(_as_text(raw.encode("utf-8", "surrogateescape")).split())
    try:
        raw = str(
            make_header([(text, _meant(encoding) if encoding else None) for text, encoding in decode_header(raw)])
        )
    except (MessageError, LookupError, ValueError):
        raw = raw.encode("ascii", "replace").decode("ascii")
    return " ".join(raw.encode("utf-8", "replace").decode("utf-8").split())


def _fields(message: Message) -> dict[str, object]:
    heads = read_heads(message)
    return {
        "type": "personal_communication",
        "title": heads.subject,
        "author": heads.sender,
        "recipient": next((name or address for name, address in getaddresses([header(message, "To")])), ""),
        "issued": heads.date[:10],
    }


def _write_part(part: Message, writer: TextWriter, heads: Heads, depth: int) -> None:
    """Write what a part of a message says: text, HTML where there is no text, messages within it."""
    kind = part.get_content_type()
    name = part.get_filename()
    if depth > MAX_DEPTH:
        raise UnreadableSourceError("holds messages within messages without end", "Save the one you need by itself")
    if kind == "message/rfc822":
        for inner in _parts(part):
            write_message(inner, writer, depth + 1)
    elif part.is_multipart():
        inside = _parts(part)
        if kind == "multipart/alternative":
            inside = sorted(inside, key=_readability)[:1]
        elif kind == "multipart/related":
            inside = inside[:1]
        for inner in inside:
            _write_part(inner, writer, heads, depth + (kind != "multipart/mixed"))
    elif name or part.get_content_disposition() == "attachment":
        writer.add_furniture(f"Attachment: {' '.join((name or kind).split())}", FurnitureKind.ATTACHMENT)
    elif kind == "text/html":
        tree = parse_html(decode_html(_payload(part)).text) if _payload(part).strip() else None
        if tree is not None:
            whose = mail_voices(tree)
            write_html(tree, writer, speaker=heads.sender or None, time=heads.date or None, voices=whose)
    elif part.get_content_maintype() in ("text", "multipart"):  # the second where its parts are missing
        text = _text(part)
        if str(part.get_param("format", "")).lower() == "flowed":
            text = unflowed(text, is_space_deleted=str(part.get_param("delsp", "")).lower() == "yes")
        _write_plain(text, writer, heads)


def _parts(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []


def _readability(part: Message) -> int:
    """Return how far down the list of preferred forms a part stands: plain text first, then HTML."""
    kind = part.get_content_type()
    is_blank = kind == "text/plain" and not _payload(part).strip()
    order = ("text/plain", "text/html", "multipart/related", "multipart/mixed", "multipart/alternative")
    return len(order) + 1 if is_blank or kind not in order else order.index(kind)


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message) -> str:
    return _as_text(_payload(part), part.get_content_charset())


def _as_text(data: bytes, charset: str | None = None) -> str:
    """Return the text of bytes: as UTF-8 where they are that, else by what is declared, else as any other text."""
    for encoding in ("utf-8", charset or "utf-8"):
        if encoding == "utf-8" and data.isascii() and charset:
            continue  # it may be in an encoding of escapes
        try:
            return data.decode(_meant(encoding))
        except (LookupError, ValueError):
            continue
    return decode(data).text if data.strip() else ""


def _meant(encoding: str) -> str:
    """Return the encoding that programs mean by this name, as browsers take it; what is in ASCII says so rightly."""
    return encoding if encoding.lower() == "us-ascii" else MEANT_ENCODINGS.get(encoding.lower(), encoding)


def _write_plain(text: str, writer: TextWriter, heads: Heads) -> None:
    """Write plain text paragraph by paragraph; what others wrote is a quotation, whose date is not known."""
    for part in plain_parts(text):
        if isinstance(part.kind, FurnitureKind):
            writer.add_furniture(part.text, part.kind)
        else:
            speaker = heads.sender or None if part.kind is Kind.BODY else part.speaker
            time = None if part.speaker else heads.date or None
            writer.add(part.kind, [part.text], speaker=speaker, time=time)
