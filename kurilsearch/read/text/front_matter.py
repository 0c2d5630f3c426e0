"""Front matter: the block at the head of a Markdown file in which it describes itself.

YAML between two ``---`` lines (pandoc, Jekyll, Hugo, Quarto, Obsidian, exports of Zotero), TOML between two ``+++``
lines (Hugo), and pandoc's title block of ``%`` lines. What its keys mean is told in
:mod:`kurilsearch.read.text.front_fields`.
"""

from __future__ import annotations

import re

from kurilsearch.csl.items import without_lone_surrogates
from kurilsearch.model import Span
from kurilsearch.read.text.front_fields import KNOWN_KEYS, folded_key, item_of_fields
from kurilsearch.work import Item

MAX_CHARS = 32_768
"""Front matter longer than this is taken for text; YAML of this size is parsed in a fraction of a second."""
MAX_DEPTH = 20

_YAML = re.compile(r"---[ \t]*\r?\n(?P<inside>.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\r?\n(?P<inside>.*?\n)\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TITLE_BLOCK = re.compile(
    r"%[ \t]*(?P<title>[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*)"
    r"\r?\n%[ \t]*(?P<author>[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*)"
    r"(?:\r?\n%[ \t]*(?P<date>[^\r\n]*))?(?:\r?\n|\Z)"
)
_KEY = re.compile(r"[^\W\d][\w.@ -]{0,40}")


def read_front_matter(text: str) -> tuple[Item, Span | None]:
    """Return what the front matter at the start of ``text`` says, as a CSL item, and its range with both fences.

    Without front matter, or where it is no mapping of plain keys, the item is empty and the range None: then it is text
    like any other. Values are taken as they are written (``1984`` and ``No`` are titles too).
    """
    head = text[: MAX_CHARS + 16]
    block = _YAML.match(head)
    if block:
        fields = _parse_yaml(block["inside"])
    elif block := _TOML.match(head):
        fields = _parse_toml(block["inside"])
    elif block := _TITLE_BLOCK.match(head):
        fields = _parse_title_block(block)
    else:
        return {}, None
    return (item_of_fields(fields), block.span()) if fields is not None else ({}, None)


def _parse_yaml(source: str) -> dict[str, object] | None:
    """Return the mapping by folded keys, or None where it is none or is not safe to read.

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
    return _checked(without_lone_surrogates(loaded))


def _parse_toml(source: str) -> dict[str, object] | None:
    """Return the mapping of Hugo's other front matter; its dates are dates of the language, and become text."""
    import tomllib

    try:
        return _checked(tomllib.loads(source.replace("\r\n", "\n")))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return None


def _parse_title_block(block: re.Match[str]) -> dict[str, object] | None:
    """Return title, authors and date of pandoc's title block; several authors stand on lines of their own."""
    authors = [line.strip() for line in re.split(r"\n|;", block["author"]) if line.strip()]
    fields: dict[str, object] = {"title": block["title"], "author": authors, "date": block["date"] or ""}
    return fields if any(fields.values()) else None


def _checked(loaded: object) -> dict[str, object] | None:
    """Return a mapping by its folded keys; None where it is empty, or a sentence with a colon looks like one."""
    if not isinstance(loaded, dict) or not loaded:
        return None
    if not all(isinstance(key, str) and _KEY.fullmatch(key) for key in loaded):
        return None
    folded = {folded_key(key): value for key, value in loaded.items()}
    if any(" " in key for key in loaded) and not folded.keys() & KNOWN_KEYS:
        return None
    return folded
