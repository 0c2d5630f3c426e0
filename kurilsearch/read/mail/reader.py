"""E-mail: single messages (.eml, Outlook's .msg) and mailboxes (.mbox), with subjects, senders and dates."""

from __future__ import annotations

import re
from pathlib import Path

from kurilsearch.model import SourceText
from kurilsearch.read.file import read_bytes
from kurilsearch.read.mail.postmark import POSTMARK

_FIELD = re.compile(rb"\A(?:[A-Za-z][A-Za-z-]{1,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}")
_OF_MAIL = re.compile(rb"^(?:Message-ID|MIME-Version|Received|Delivered-To|X-Mailer):", re.IGNORECASE | re.MULTILINE)
_SENDER = re.compile(rb"^From:", re.IGNORECASE | re.MULTILINE)
_SIGNAL = re.compile(rb"^Type: (?:incoming|outgoing)", re.MULTILINE)
"""What each message of a chat begins with that Signal exports, with fields as mail has them."""


class MailReader:
    """Reads .eml, .msg and .mbox.

    Replies that a message quotes are block quotations, attachments are named and not read.
    """

    name = "mail"
    endings = (".eml", ".mbox", ".msg", ".oft")

    def recognises(self, path: Path, start: bytes) -> bool:
        """Tell whether a file begins like a mailbox, or with the headers that only mail has."""
        from kurilsearch.read.html.mhtml import is_mhtml
        from kurilsearch.read.mail.outlook import OLE, is_outlook_message

        if start.startswith(OLE):
            return is_outlook_message(read_bytes(path))
        head = start.lstrip(b"\r\n")
        if POSTMARK.match(head):
            return True
        fields = _FIELD.match(head)
        return bool(
            fields
            and _SENDER.search(fields[0])
            and _OF_MAIL.search(fields[0])
            and not (is_mhtml(head) or _SIGNAL.search(fields[0]))
        )

    def read(self, path: Path) -> SourceText:
        """Return the text of all messages; of a single one the item too."""
        from kurilsearch.read.mail.messages import read_messages

        return read_messages(read_bytes(path), path)
