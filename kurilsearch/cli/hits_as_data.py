"""Hits for a program or another document: JSON, JSON lines, CSV and Markdown."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable

import click

from kurilsearch.cli.hit_lines import attribution, locator
from kurilsearch.cli.json_output import print_line, print_record
from kurilsearch.cli.terminal import write_utf8
from kurilsearch.hit import Hit, SearchResult
from kurilsearch.library.answers import lacking_line
from kurilsearch.library.records import hit_columns, hit_row, search_record


def print_json(result: SearchResult, context: str) -> None:
    """Print the whole answer as one object."""
    print_record(search_record(result))


def print_jsonl(result: SearchResult, context: str) -> None:
    """Print each hit as an object on a line of its own; what was done to the query goes to the error stream."""
    _tell(result)
    for hit in result.hits:
        print_line(hit.to_dict())


def print_csv(result: SearchResult, context: str) -> None:
    """Print a header and one row a hit."""
    _tell(result)
    write_utf8()
    writer = csv.DictWriter(sys.stdout, hit_columns(result.hits), extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(hit_row, result.hits))


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
    if result.partial_from is not None:
        click.echo(f"kurilsearch: {lacking_line(result)}", err=True)
    for note in result.notes:
        click.echo(f"kurilsearch: {note}", err=True)
    if result.suggestion:
        click.echo(f"kurilsearch: did you mean: {result.suggestion}", err=True)


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
