"""Hits for a program or another document: JSON, JSON lines, CSV and Markdown. The fields are a stable interface."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import click

from kurilsearch.cli.hit_lines import attribution, locator
from kurilsearch.cli.terminal import write_utf8
from kurilsearch.hit import FIELDS, Hit, SearchResult


def print_object(head: Mapping[str, Any], **lists: Iterable[Mapping[str, Any]]) -> None:
    """Print one JSON object: the entries of ``head``, then each of the lists, with one item a line."""
    write_utf8()
    parts = [f"{_json(name)}: {_json(value)}" for name, value in head.items()]
    for name, items in lists.items():
        rows = ",\n  ".join(map(_json, items))
        parts.append(f"{_json(name)}: [\n  {rows}\n ]" if rows else f"{_json(name)}: []")
    click.echo("{" + ",\n ".join(parts) + "}")


def print_json(result: SearchResult, context: str) -> None:
    """Print the whole answer as one object."""
    head = {
        "query": result.query,
        "loosened": result.loosened,
        "total": result.total,
        "suggestion": result.suggestion,
        "notes": list(result.notes),
    }
    print_object(head, hits=[hit.to_dict() for hit in result.hits])


def print_jsonl(result: SearchResult, context: str) -> None:
    """Print each hit as an object on a line of its own; what was done to the query goes to the error stream."""
    _tell(result)
    write_utf8()
    for hit in result.hits:
        click.echo(_json(hit.to_dict()))


def print_csv(result: SearchResult, context: str) -> None:
    """Print a header and one row a hit; ranges are written 12-34, several of them with blanks between."""
    _tell(result)
    write_utf8()
    writer = csv.writer(sys.stdout, lineterminator="\n")
    columns = [*FIELDS, "citation"] if any(hit.citation for hit in result.hits) else FIELDS
    writer.writerow(columns)
    for hit in result.hits:
        row = hit.to_dict()
        row["guessed"] = " ".join(hit.guessed)
        row["section"] = " > ".join(hit.section)
        row["pieces"] = _ranges(hit.pieces)
        row["matches"] = _ranges(hit.matches)
        writer.writerow([row.get(column) for column in columns])


def print_markdown(result: SearchResult, context: str) -> None:
    """Print each hit as a block quotation with a line that says where it stands."""
    _tell(result)
    write_utf8()
    for hit in result.hits:
        if context != "none":
            click.echo(f"> {_escaped(hit.passage if context == 'passage' else hit.quote)}\n>")
        click.echo(f"> — {_source(hit)}\n")
        if hit.citation:
            click.echo(f"{_escaped(hit.citation)}\n")


PRINTERS: dict[str, Callable[[SearchResult, str], None]] = {
    "json": print_json,
    "jsonl": print_jsonl,
    "csv": print_csv,
    "markdown": print_markdown,
}


def _tell(result: SearchResult) -> None:
    """Say on the error stream what this form has no place for."""
    if result.loosened:
        click.echo(f"kurilsearch: loosened: {result.loosened}", err=True)
    for note in result.notes:
        click.echo(f"kurilsearch: {note}", err=True)
    if result.suggestion:
        click.echo(f"kurilsearch: did you mean: {result.suggestion}", err=True)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _ranges(spans: Iterable[tuple[int, int]]) -> str:
    return " ".join(f"{start}-{end}" for start, end in spans)


def _source(hit: Hit) -> str:
    """Return who wrote it and where it stands, in Markdown."""
    parts = [part for part in (attribution(hit), ", ".join(locator(hit))) if part]
    place = hit.file if hit.line_start is None else f"{hit.file}:{hit.line_start}"
    return f"{_escaped(', '.join(parts))} (`{place}`)" if parts else f"`{place}`"


def _escaped(text: str) -> str:
    """Return ``text`` so that Markdown prints it as it is."""
    text = re.sub(r"([\\`*_\[\]<>|~$^])", r"\\\1", text.replace("\n", " "))
    text = re.sub(r"&(?=#?\w+;)", r"\\&", text)
    return re.sub(r"^(\s*)(#|[-+](?=\s)|=|\d+(?=[.)]\s))", _escape_marker, text)


def _escape_marker(match: re.Match[str]) -> str:
    """Keep the beginning of a text from being taken for a heading or a list."""
    marker = match[2]
    return f"{match[1]}{marker}\\" if marker.isdigit() else f"{match[1]}\\{marker}"
