"""Pages that a browser saved whole in one file: the page itself, its address, when it was saved.

MHTML is that of RFC 2557, a web archive Safari's, which is a property list of Apple's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kurilsearch.errors import UnreadableSourceError

if TYPE_CHECKING:
    from email.message import EmailMessage, Message

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{4}\)(\S+)\s*-->")
_SAVED_BY_SINGLEFILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n]+?)\s*(?:\n|-->)"
)


@dataclass(frozen=True, slots=True)
class Saved:
    """A page as it was saved: its bytes, the address that it came from and the date, empty where unknown."""

    page: bytes
    address: str = ""
    date: str = ""


def is_mhtml(start: bytes) -> bool:
    """Tell whether a file begins like MHTML: with headers, of a multipart/related message."""
    head = start[:4096].lower()
    if b"mime-version:" not in head or b"multipart/related" not in head:
        return False
    return not any(field in b"\n" + head for field in (b"\nreceived:", b"\nto:", b"\nmessage-id:", b"\ndelivered-to:"))


def is_webarchive(start: bytes) -> bool:
    """Tell whether a file begins like a web archive, as it is or written as XML."""
    return start.startswith((b"bplist00", b"<?xml")) and b"WebMainResource" in start[:4096]


def open_saved(data: bytes) -> Saved:
    """Return the page in a file of any of these kinds. Raises UnreadableSourceError where there is none."""
    if is_mhtml(data[:4096]):
        return open_mhtml(data)
    return _open_webarchive(data) if is_webarchive(data) or data.startswith(b"bplist00") else Saved(data)


def _open_webarchive(data: bytes) -> Saved:
    """Return the page in a web archive, in UTF-8."""
    import plistlib
    from xml.parsers.expat import ExpatError

    damage = (plistlib.InvalidFileException, ExpatError, KeyError, TypeError, ValueError, AttributeError)
    try:
        main = plistlib.loads(data)["WebMainResource"]
        page, address = bytes(main["WebResourceData"]), str(main.get("WebResourceURL", ""))
    except damage as error:
        raise UnreadableSourceError("is damaged", "Save it again in the browser") from error
    encoding = str(main.get("WebResourceTextEncodingName") or "utf-8")
    try:
        page = page.decode(encoding).encode("utf-8")
    except (LookupError, ValueError):
        return Saved(page, address)  # its own declaration says more than the archive
    return Saved(page, address)


def open_mhtml(data: bytes) -> Saved:
    """Return the page in an MHTML file. Raises UnreadableSourceError where there is none."""
    from email import message_from_bytes, policy

    message = message_from_bytes(data, policy=policy.default)
    address = _header(message, "Snapshot-Content-Location") or _header(message, "Content-Location")
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return Saved(content, address or _header(part, "Content-Location"), _header(message, "Date"))
    raise UnreadableSourceError("holds no page", "Save it again in the browser")


def saved_from(page: str) -> tuple[str, str]:
    """Return the address and the date in the comment that a browser, or SingleFile, leaves in a page it saves."""
    if found := _SAVED_BY_SINGLEFILE.search(page, 0, 4096):
        return found[1], found[2]
    found = _SAVED_FROM.search(page, 0, 4096)
    return (found[1], "") if found else ("", "")


def _header(message: EmailMessage | Message, name: str) -> str:
    try:
        return str(message.get(name) or "").strip()
    except (ValueError, LookupError, IndexError, AttributeError):  # damaged headers trip the parser of the library
        return ""
