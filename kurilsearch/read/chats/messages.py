"""Messages of exported chats: who sent each, when, and its words, by the fields that programs give them.

Messenger and Instagram (accountscenter.facebook.com), Telegram (https://core.telegram.org/import-export), Discord by
DiscordChatExporter, Slack (https://slack.com/help/articles/220556107), Google Chat by Takeout, Element, Skype.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import Kind, SourceText
from kurilsearch.read.embedded_metadata import own_item
from kurilsearch.read.encoding.decode import decode
from kurilsearch.read.writer import TextWriter

_HINT = "Export the chat again, as JSON"
_SENDERS = (
    "sender_name", "from", "author.nickname", "author.name", "creator.name", "user_profile.real_name",
    "user_profile.name", "displayName", "sender.name", "sender", "username", "user",
)  # fmt: skip
_WORDS = ("content.body", "content", "text", "body")
_TIMES = ("timestamp_ms", "timestamp", "date", "ts", "created_date", "origin_server_ts", "originalarrivaltime")
_TITLES = ("title", "name", "channel.name", "room_name", "displayName")
_MILLISECONDS = 1e11
"""Seconds since 1970 have fewer digits."""
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Message:
    """What one person says; ``sent`` is the day as ISO 8601, or empty, ``order`` sorts by time."""

    sender: str
    text: str
    sent: str
    order: float


def read_chats(data: bytes, path: Path) -> SourceText:
    """Return the messages of each chat in the file ``path``, in the order of their times, below the chat's name.

    Raises UnreadableSourceError where the export is damaged or holds no message.
    """
    text, encoding = decode(data)
    try:
        chats = list(_chats(json.loads(text.lstrip("\ufeff"))))
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise UnreadableSourceError(f"is a damaged export of a chat ({error})", _HINT) from error
    writer = TextWriter()
    for title, messages in chats:
        if title and messages:
            writer.add(Kind.HEADING, [title], 1)
        for message in sorted(messages, key=lambda message: message.order):
            for paragraph in message.text.split("\n"):
                writer.add(Kind.BODY, [paragraph], speaker=message.sender, time=message.sent or None)
    if not any(messages for _, messages in chats):
        raise UnreadableSourceError("is an export of a chat without messages", _HINT)
    title = chats[0][0] if len(chats) == 1 else ""
    return writer.source_text("chats", encoding, own_item({"type": "personal_communication", "title": title}, path))


def _chats(content: Any, title: str = "", depth: int = 0) -> Iterator[tuple[str, list[Message]]]:
    """Yield the chats that an export holds, however deep, with their names; a list at its top is one."""
    if isinstance(content, list):
        messages = [found for row in content if isinstance(row, dict) and (found := _message(row)) is not None]
        if messages:
            yield title, messages
            return
    if depth < _DEEPEST:
        inner = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
        name = _first(content, _TITLES) if isinstance(content, dict) else ""
        for value in inner:
            if isinstance(value, dict | list):
                yield from _chats(value, name or title, depth + 1)


def _message(row: Mapping[str, Any]) -> Message | None:
    """Return what a row says; None for one without words, a sender and a time."""
    sender, words = _first(row, _SENDERS), _first(row, _WORDS)
    order, sent = _time(next((row[name] for name in _TIMES if row.get(name)), None))
    return Message(sender, words, sent, order) if sender and words and order else None


def _first(row: Mapping[str, Any], names: Sequence[str]) -> str:
    """Return the text of the first of several fields that has one; a dot leads to a field within a field."""
    for name in names:
        value: Any = row
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if text := _text(value):
            return text
    return ""


def _text(value: Any) -> str:
    """Return a text, or that of parts of which some are marked, with the letters that Messenger writes byte by byte."""
    if isinstance(value, list):
        return "".join(_text(part.get("text") if isinstance(part, dict) else part) for part in value)
    if not isinstance(value, str):
        return ""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _time(value: Any) -> tuple[float, str]:
    """Return a time as seconds since 1970 and as a day; 0 and nothing where there is none."""
    if isinstance(value, str) and not value.replace(".", "", 1).isdecimal():
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return 1.0, value[:60]
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp(), value[:10]
    if value is None or isinstance(value, dict | list | bool):
        return 0.0, ""
    seconds = float(value) / (1000 if float(value) > _MILLISECONDS else 1)
    return seconds, datetime.fromtimestamp(seconds, UTC).date().isoformat()
