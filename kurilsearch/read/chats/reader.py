"""The reader of exported chats: those of Messenger, Telegram, Discord, Slack, Google Chat and others."""

from __future__ import annotations

import re
from pathlib import Path

from kurilsearch.model import SourceText
from kurilsearch.read.file import read_bytes

_JSON = re.compile(rb"\s*[\[{]")
_MESSAGES = re.compile(rb'"(?:messages|MessageList)"\s*:\s*\[|"type"\s*:\s*"message"')
_SENDER = re.compile(rb'"(?:sender_name|from|author|creator|user|user_profile|sender|displayName)"\s*:')
_SAID = re.compile(rb'"(?:content|text|body)"\s*:')
_SENT = re.compile(rb'"(?:timestamp(?:_ms)?|date|ts|created_date|origin_server_ts|originalarrivaltime)"\s*:')


class ChatReader:
    """Reads exported chats: each message is a passage of the one who sent it."""

    name = "chats"
    endings = ()

    def recognises(self, path: Path, start: bytes) -> bool:
        """Tell whether a file begins like a chat: a list of messages, with who sent each, when, and its words."""
        head = start.removeprefix(b"\xef\xbb\xbf")
        signs = (_MESSAGES, _SENDER, _SAID, _SENT)
        return _JSON.match(head) is not None and all(sign.search(head) for sign in signs)

    def read(self, path: Path) -> SourceText:
        """Return the messages in the order of their times. Raises UnreadableSourceError where the file is damaged."""
        from kurilsearch.read.chats.messages import read_chats

        return read_chats(read_bytes(path), path)
