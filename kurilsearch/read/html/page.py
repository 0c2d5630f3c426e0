"""A whole web page: its text and what it says of itself."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from pathlib import Path

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import FurnitureKind, SourceText
from kurilsearch.read.embedded_metadata import own_item
from kurilsearch.read.html.article_body import put_article_body
from kurilsearch.read.html.body import keep_body
from kurilsearch.read.html.chat_pages import write_chat
from kurilsearch.read.html.ebook_notice import take_ebook_notice
from kurilsearch.read.html.item import page_fields
from kurilsearch.read.html.kindle_notebook import write_notebook
from kurilsearch.read.html.mhtml import Saved, saved_from
from kurilsearch.read.html.printed_pages import mark_printed_pages
from kurilsearch.read.html.text import write_html
from kurilsearch.read.html.tree import Tree, decode_html, elements, parse_html, parse_xhtml, remove, seen_words
from kurilsearch.read.text.ebook_notice import ebook_fields
from kurilsearch.read.writer import TextWriter

_BY_SCRIPT = re.compile(r"\bjava\s?script\b", re.IGNORECASE)
_FIRST_TEXTS = 40
"""Texts at the beginning of a page among which the notice of a free e-book stands."""
_LONGEST_NOTICE = 300
"""Characters of a page that says nothing but that it needs a script."""


def read_saved_page(saved: Saved, path: Path) -> SourceText:
    """Return the text of a page that was saved in the file ``path``. Raises UnreadableSourceError."""
    page, encoding = decode_html(saved.page)
    root = parse_xhtml(page) if page.lstrip().startswith("<?xml") else parse_html(page)
    fields = {"type": "webpage", **{name: value for name, value in page_fields(root).items() if value}}
    address, date = saved_from(page)
    fields.setdefault("URL", saved.address or address)
    fields["accessed"] = _date(saved.date or date)
    writer = TextWriter()
    if write_notebook(root, writer):
        return writer.source_text("html", encoding, own_item(fields, path))
    if write_chat(root, writer):
        item = own_item({"type": "personal_communication", "title": fields.get("title", "")}, path)
        return writer.source_text("html", encoding, item)
    put_article_body(root)
    _demand_text(root)
    mark_printed_pages(root)
    body = root.find("body")
    if body is not None:
        fields |= ebook_fields("".join(islice(body.itertext(), _FIRST_TEXTS)))
    dropped = take_ebook_notice(body) if body is not None else []
    dropped += keep_body(root, page)
    write_html(root, writer)
    if writer.is_blank:
        raise UnreadableSourceError("holds no text", "It may be drawn by a script: save it as it is shown, or print it")
    for words in dropped:
        writer.add_furniture(words, FurnitureKind.MENU)
    item = own_item(fields, path)
    return replace(writer.source_text("html", encoding, item), is_web_page=True)


def _demand_text(root: Tree) -> None:
    """Take out what is shown only where scripts do not run.

    Raises UnreadableSourceError where nothing else is there.
    """
    notices = [element for element in elements(root) if element.tag == "noscript"]
    body = root.find("body")
    notice = " ".join(map(seen_words, notices))
    for element in notices:
        remove(element)
    words = seen_words(body) if body is not None else notice
    is_notice = len(words) < _LONGEST_NOTICE and _BY_SCRIPT.search(words) is not None
    if body is not None and (is_notice or (notice and not words)) and next(root.iter("script"), None) is not None:
        raise UnreadableSourceError(
            "is drawn by a script and holds no text", "Open it in a browser and save or print it as it is shown there"
        )


def _date(text: str) -> str:
    """Return the date of a mail header or of a comment as ISO 8601; empty where it is none."""
    from email.utils import parsedate_to_datetime

    if not text:
        return ""
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError):
        found = re.search(r"\d{4}-\d{2}-\d{2}", text)
        return found[0] if found else _in_words(text)


def _in_words(text: str) -> str:
    """Return the date in JavaScript's form (``Fri Mar 05 2021 10:00:00 GMT``) as text that CSL dates are read from."""
    found = re.search(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{4})", text)
    return f"{found[1]} {found[2]}, {found[3]}" if found else ""
