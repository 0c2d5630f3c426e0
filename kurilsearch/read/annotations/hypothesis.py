"""Annotations that Hypothesis exports: as JSON (its client's, or its API's rows), CSV, or text.

The fields are those of https://h.readthedocs.io/en/latest/api-reference/v1/ and of the client's export.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import Kind, SourceText
from kurilsearch.read.embedded_metadata import own_item
from kurilsearch.read.encoding.decode import decode
from kurilsearch.read.writer import TextWriter

_HINT = "Export the annotations again"
_ACCOUNT = re.compile(r"acct:([^@\s]+)@\S+")
_FIELD = re.compile(r"^(Created at|Author|Page|Quote|Comment|Tags|URL): ?", re.MULTILINE)
_ANNOTATION = re.compile(r"^Annotation \d+:?[ \t]*$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one reader marked (``quote``) and wrote (``comment``); ``created`` is a date as ISO 8601 or as exported."""

    title: str
    url: str
    author: str
    created: str
    page: str
    quote: str
    comment: str


def read_hypothesis(data: bytes, path: Path) -> SourceText:
    """Return the annotations of the file ``path`` below the titles of the documents that they were made in.

    Raises UnreadableSourceError where the export is damaged or holds none.
    """
    text, encoding = decode(data)
    content = text.lstrip("\ufeff \r\n\t")
    try:
        if content.startswith(("{", "[")):
            annotations = list(_from_json(json.loads(content)))
        elif _ANNOTATION.search(content):
            annotations = list(_from_list(content.replace("\r\n", "\n")))
        else:
            annotations = list(_from_table(content))
    except (ValueError, TypeError, AttributeError, KeyError, csv.Error, RecursionError) as error:
        raise UnreadableSourceError(f"is a damaged export of annotations ({error})", _HINT) from error
    writer = TextWriter()
    documents = list(dict.fromkeys((each.title, each.url) for each in annotations))
    for document in documents:
        writer.add(Kind.HEADING, [document[0] or document[1]], 1)
        for each in annotations:
            if (each.title, each.url) == document:
                _write(each, writer)
    if writer.is_blank or not any(each.quote or each.comment for each in annotations):
        raise UnreadableSourceError("holds no annotations", _HINT)
    return writer.source_text("annotations", encoding, own_item(_fields(documents), path))


def _fields(documents: Sequence[tuple[str, str]]) -> dict[str, object]:
    if len(documents) != 1:
        return {"type": "collection"}
    title, url = documents[0]
    return {"type": "webpage", "title": title, "URL": url if url.startswith("http") else ""}


def _write(annotation: Annotation, writer: TextWriter) -> None:
    if annotation.page:
        writer.begin_page(annotation.page)
    writer.add(Kind.BLOCKQUOTE, [annotation.quote])
    for paragraph in _BLANK_LINES.split(annotation.comment):
        writer.add(Kind.BODY, [paragraph], speaker=annotation.author or None, time=annotation.created or None)


def _from_json(content: Any) -> Iterator[Annotation]:
    rows = content if isinstance(content, list) else content.get("annotations") or content.get("rows") or []
    for row in rows:
        document = row.get("document") or {}
        selectors = [each for target in row.get("target") or [] for each in target.get("selector") or []]
        account = _ACCOUNT.fullmatch(str(row.get("user") or ""))
        shown = (row.get("user_info") or {}).get("display_name")
        yield Annotation(
            title=_first(document.get("title")),
            url=str(row.get("uri") or ""),
            author=str(shown or (account[1] if account else row.get("user") or "")),
            created=str(row.get("created") or "")[:10],
            page=_selected(selectors, "PageSelector", "label"),
            quote=_selected(selectors, "TextQuoteSelector", "exact"),
            comment=str(row.get("text") or ""),
        )


def _first(value: Any) -> str:
    """Return a text, or the first of several."""
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else ""


def _selected(selectors: Sequence[Any], kind: str, name: str) -> str:
    return next((str(each.get(name) or "") for each in selectors if each.get("type") == kind), "")


def _from_table(text: str) -> Iterator[Annotation]:
    for row in csv.DictReader(io.StringIO(text.replace("\0", ""), newline="")):
        told = {
            str(name).strip().lower(): (value or "").strip() for name, value in row.items() if isinstance(value, str)
        }
        yield Annotation(
            title=told.get("title", ""),
            url=told.get("url", ""),
            author=told.get("author", told.get("user", "")),
            created=told.get("created at", told.get("created", ""))[:10],
            page=told.get("page", ""),
            quote=told.get("quote", ""),
            comment=told.get("comment", told.get("text", "")),
        )


def _from_list(text: str) -> Iterator[Annotation]:
    """Yield the annotations of an export as text: the document's title and address at its head, then field by field."""
    head, *parts = _ANNOTATION.split(text)
    lines = [*head.splitlines(), "", "", ""]
    for part in parts:
        _, *pairs = _FIELD.split(part)
        told = {name: value.strip() for name, value in zip(pairs[::2], pairs[1::2], strict=True)}
        yield Annotation(
            title=lines[1].strip(),
            url=told.get("URL", lines[2].strip()),
            author=told.get("Author", ""),
            created=told.get("Created at", "")[:10],
            page=told.get("Page", ""),
            quote=told.get("Quote", "").strip('"“”'),
            comment=told.get("Comment", ""),
        )
