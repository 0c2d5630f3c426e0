"""Records of :mod:`kurilsearch.library.records` as JSON on the output."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click

from kurilsearch.cli.terminal import write_utf8


def print_record(record: Mapping[str, Any]) -> None:
    """Print an answer as one JSON object, of a list of objects each on a line of its own."""
    write_utf8()
    click.echo("{" + ",\n ".join(f"{_json(name)}: {_value(value)}" for name, value in record.items()) + "}")


def print_line(record: Mapping[str, Any], *, indent: int | None = None) -> None:
    """Print a record as one line of JSON Lines, or with ``indent`` as a block of lines that another may follow."""
    write_utf8()
    click.echo(_json(record, indent))


def _value(value: object) -> str:
    """Return a field's value; a list of objects in several lines."""
    if isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
        rows = ",\n  ".join(map(_json, value))
        return f"[\n  {rows}\n ]"
    return _json(value)


def _json(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)
