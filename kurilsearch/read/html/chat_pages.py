"""Chats that programs export as pages: who sent each message and when, by the classes that each program writes.

Messenger and Instagram (accountscenter.facebook.com), Telegram Desktop, Discord by DiscordChatExporter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kurilsearch.model import FurnitureKind, Kind
from kurilsearch.read.html.text import write_html
from kurilsearch.read.html.tree import Tree, elements, remove, words_of
from kurilsearch.read.writer import TextWriter

_FEWEST = 2
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\b|(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class _Layout:
    """The classes of a message and of its parts; ``beside`` are those of what is no word of the message."""

    message: frozenset[str]
    sender: str
    words: str
    time: str
    beside: frozenset[str]


_LAYOUTS = (
    _Layout(frozenset(("_a6-g",)), "_a6-h", "_a6-p", "_a6-o", frozenset(("_a6-q", "_a6-r"))),
    _Layout(frozenset(("message", "default")), "from_name", "text", "date", frozenset()),
    _Layout(frozenset(("chatlog__message",)), "chatlog__author", "chatlog__content", "chatlog__timestamp", frozenset()),
)


@dataclass(frozen=True, slots=True)
class _Message:
    sender: str
    stamp: str
    words: Tree


def write_chat(root: Tree, writer: TextWriter) -> bool:
    """Write the messages of an exported chat with their senders and times; tell whether the page is one."""
    for layout in _LAYOUTS:
        messages = list(_messages(root, layout))
        if len(messages) >= _FEWEST and messages[0].sender:
            _write(root, messages, writer)
            return True
    return False


def _messages(root: Tree, layout: _Layout) -> Iterator[_Message]:
    """Yield the messages; one without a sender is of the same as the one before."""
    sender = ""
    for element in elements(root):
        if not layout.message <= _classes(element):
            continue
        parts = {name: inner for inner in reversed(list(element.iter("*"))) for name in _classes(inner)}
        if layout.sender in parts:
            sender = words_of(parts[layout.sender])
        words, time = parts.get(layout.words), parts.get(layout.time)
        if words is None:
            continue
        for inner in [inner for inner in words.iter("*") if layout.beside & _classes(inner)]:
            remove(inner)
        stamp = " ".join(((time.get("title") or "") or words_of(time)).split()) if time is not None else ""
        yield _Message(sender, stamp, words)


def _write(root: Tree, messages: list[_Message], writer: TextWriter) -> None:
    title = root.find(".//title")
    writer.add(Kind.HEADING, [words_of(title) if title is not None else ""], 1)
    for message in messages:
        writer.add_furniture(f"{message.sender} {message.stamp}", FurnitureKind.SPEAKER)
        write_html(message.words, writer, speaker=message.sender, time=_day(message.stamp) or None)


def _classes(element: Tree) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def _day(text: str) -> str:
    """Return the day in a time as ISO 8601, else the time as it is written."""
    if not (found := _DAY.search(text)):
        return " ".join(text.split())
    day, month, year = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    return f"{year}-{int(month):02}-{int(day):02}"
