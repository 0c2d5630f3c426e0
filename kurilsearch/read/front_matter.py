"""YAML front matter: the block between two ``---`` lines in which a Markdown file describes itself."""

from __future__ import annotations

import re

from kurilsearch.model import Metadata, Span

MAX_CHARS = 32_768
"""Front matter longer than this is taken for text; YAML of this size is parsed in a fraction of a second."""
MAX_DEPTH = 20

_BLOCK = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_KEY = re.compile(r"[^\W\d][\w.@-]{0,40}")
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")

_AUTHOR_KEYS = ("author", "authors", "creator", "creators")
_YEAR_KEYS = ("year", "date", "issued", "published")
_LANGUAGE_KEYS = ("lang", "language")


def read_front_matter(text: str) -> tuple[Metadata, Span | None]:
    """Return what the front matter at the start of ``text`` says, and its range with both fences.

    Without front matter, or where it is no YAML mapping of plain keys, the metadata is empty and the range None:
    then it is text like any other. Values are taken as they are written (``1984`` and ``No`` are titles too).
    """
    block = _BLOCK.match(text[: MAX_CHARS + 16])
    fields = _parse_mapping(block["yaml"]) if block else None
    if block is None or fields is None:
        return Metadata(), None
    return _metadata(fields), block.span()


def _metadata(fields: dict[str, object]) -> Metadata:
    title = _first_text(fields, ("title",))
    subtitle = _first_text(fields, ("subtitle",))
    return Metadata(
        title=f"{title}: {subtitle}" if title and subtitle else title,
        authors=tuple(name for key in _AUTHOR_KEYS for name in _names(fields.get(key))),
        year=_year(fields),
        citekey=_first_text(fields, ("citekey", "citation-key", "citation_key")),
        language=_language(fields),
    )


def _parse_mapping(source: str) -> dict[str, object] | None:
    """Return the mapping with lower-case keys, or None where it is none or is not safe to read.

    Scalars stay strings. Aliases are refused, because nested ones grow without bound when they are written out,
    and so is deep nesting, on which PyYAML spends time by the square.
    """
    import yaml

    class Loader(yaml.BaseLoader):
        """Reads scalars as strings, no aliases, and nothing nested deeper than MAX_DEPTH."""

        depth = 0

        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("aliases are not read")
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise yaml.YAMLError("nested too deeply")
            node = super().compose_node(parent, index)
            self.depth -= 1
            return node

    try:
        loaded = yaml.load(source, Loader)  # BaseLoader builds strings, lists and dicts only
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    if not isinstance(loaded, dict) or not loaded:
        return None
    if not all(isinstance(key, str) and _KEY.fullmatch(key) for key in loaded):
        return None
    return {key.lower(): value for key, value in loaded.items()}


def _first_text(fields: dict[str, object], keys: tuple[str, ...]) -> str | None:
    """Return the first of these fields that is a plain string, its blank space normalised."""
    for key in keys:
        value = fields.get(key)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return None


def _names(value: object) -> list[str]:
    """Return the names in a string, a list, or mappings with ``name`` or ``given`` and ``family``."""
    from kurilsearch.names import family_first

    if isinstance(value, str):
        return [family_first(name) for name in re.split(r"\s*;\s*|\s+(?:and|&)\s+", value.strip()) if name]
    if isinstance(value, list):
        return [name for item in value for name in _names(item)]
    if isinstance(value, dict):
        family, given = (_first_text(value, keys) for keys in (("family",), ("given",)))
        if family:
            return [f"{family}, {given}" if given else family]
        literal = _first_text(value, ("literal",))
        return [literal] if literal else _names(_first_text(value, ("name",)))
    return []


def _year(fields: dict[str, object]) -> int | None:
    """Return the year of the first of the date fields that holds one."""
    for key in _YEAR_KEYS:
        value = fields.get(key)
        if isinstance(value, dict):  # CSL: issued: {year: 1988} or {date-parts: [[1988, 5]]}
            value = value.get("year", value.get("date-parts"))
        found = _YEAR.search(str(value)) if value else None
        if found:
            return int(found[0])
    return None


def _language(fields: dict[str, object]) -> str | None:
    """Return the primary subtag of the language (``en`` of ``en-GB``), lower case."""
    found = _LANGUAGE.match(_first_text(fields, _LANGUAGE_KEYS) or "")
    return found[0].lower() if found else None
