"""The references of a YAML file, as pandoc reads them: a ``references:`` list of CSL items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kurilsearch.csl.items import metadata_of, read_item
from kurilsearch.describe.files.entry import BibliographyEntry, ParsedBibliography
from kurilsearch.describe.files.file_field import files_of

_LIST = re.compile(r"^references:[ \t]*(?:#.*)?$", re.MULTILINE)
_ITEM = re.compile(r"^([ \t]*)-[ \t]", re.MULTILINE)
_NEXT_KEY = re.compile(r"^(?![ \t#-])\S|^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_MAX_DEPTH = 20


def parse_yaml_references(text: str) -> ParsedBibliography:
    """Return the items of ``references:``; an item with an error is left out and named by its line.

    Each item is read for itself, so that one with an error costs no other. A YAML file without such a list is no
    bibliography, and nothing is said of it.
    """
    import yaml

    entries: list[BibliographyEntry] = []
    problems: list[tuple[int, str]] = []
    for line, source in _items(text.replace("\r\n", "\n").replace("\r", "\n")):
        try:
            loaded = _load(source)
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            mark = getattr(error, "problem_mark", None)
            reason = getattr(error, "problem", None) or str(error)
            last = source.rstrip().count("\n")
            problems.append((line + (min(mark.line, last) if mark else 0), f"not valid YAML: {reason}"))
            continue
        value = loaded[0] if isinstance(loaded, list) and loaded else None
        if isinstance(value, dict):
            item = read_item({str(key): field for key, field in value.items()})
            entries.append(BibliographyEntry(metadata_of(item), files_of(value.get("file")), item))
        else:
            problems.append((line, "a reference must be a mapping (id: …, title: …)"))
    return ParsedBibliography(entries, problems)


def _items(text: str) -> Iterator[tuple[int, str]]:
    """Yield the text of each item of the list, up to where the next one of its depth begins, with its 1-based line."""
    found = _LIST.search(text)
    if not found:
        return
    after = found.end()
    first = _ITEM.search(text, after)
    if not first:
        return
    end = next(
        (key.start() for key in _NEXT_KEY.finditer(text, first.start()) if key.start() > first.start()), len(text)
    )
    starts = [item.start() for item in _ITEM.finditer(text, after, end) if item[1] == first[1]]
    line, counted = 1, 0
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        line += text.count("\n", counted, start)
        counted = start
        yield line, text[start:stop]


def _load(source: str) -> Any:
    """Return the value of one item; scalars stay strings (``No`` is a title), aliases and deep nesting are refused."""
    import yaml
    from yaml.composer import ComposerError

    class Loader(yaml.BaseLoader):
        """Reads strings, lists and mappings; see :func:`_load`."""

        depth = 0

        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            self.depth += 1
            is_alias = self.check_event(yaml.AliasEvent)
            if is_alias or self.depth > _MAX_DEPTH:
                reason = "aliases are not read" if is_alias else "nested too deeply"
                event = self.peek_event()  # type: ignore[no-untyped-call]
                raise ComposerError(None, None, reason, event.start_mark)
            node = super().compose_node(parent, index)
            self.depth -= 1
            return node

    return yaml.load(source, Loader)  # BaseLoader builds strings, lists and dicts only
