"""The numbers of clauses in Word documents, ``§ 1`` and ``1.2``, of which pandoc keeps the last figure alone.

Numbering (ECMA-376, part 1, 17.9): a paragraph names a list and a level (``w:numPr``), the list's definition how the
numbers of each level look (``w:lvlText``, in which ``%1`` is the number of the first level). A style of paragraphs may
name the list for all of them (17.9.23), and a list may begin again where another of its definition stopped (17.9.26).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zipfile import ZipFile

from kurilsearch.language.numerals import to_roman
from kurilsearch.read.archive import member
from kurilsearch.read.pandoc.docx_xml import W, parsed_part, run_of

_PLAIN = re.compile(r"[(\[]?%\d[)\].]?")
"""A number with a mark, which pandoc keeps."""
_LEVEL = re.compile(r"%(\d)")
_MOST = 3999


_LABEL = re.compile(rb'lvlText\b[^>]{0,40}val="([^"]*)"')


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: its first number, the format of its numbers, what stands around them, its style's name.

    ``is_legal`` says that the numbers of all levels are figures in its labels.
    """

    start: int
    form: str
    text: str
    style: str = ""
    is_legal: bool = False


@dataclass(slots=True)
class _Count:
    """The numbers that a list has reached, by level."""

    levels: dict[int, _Level]
    reached: dict[int, int] = field(default_factory=dict)

    def next_label(self, level: int) -> str:
        """Return the label of the next paragraph at ``level``; deeper levels begin again."""
        own = self.levels[level]
        self.reached[level] = self.reached.get(level, own.start - 1) + 1
        for deeper in [other for other in self.reached if other > level]:
            del self.reached[deeper]
        return _LEVEL.sub(lambda sign: self._number(int(sign[1]) - 1, is_legal=own.is_legal), own.text)

    def _number(self, level: int, *, is_legal: bool) -> str:
        of = self.levels.get(level)
        return _written(self.reached.get(level, of.start), "decimal" if is_legal else of.form) if of else ""


@dataclass(slots=True)
class _List:
    """A list: what it counts with others of its definition, and the numbers at which it begins again, by level."""

    count: _Count
    restarts: dict[int, int]

    def next_label(self, level: int) -> str:
        """Return the label of the next paragraph at ``level``."""
        for again, start in self.restarts.items():
            self.count.reached[again] = start - 1
        self.restarts = {}
        return self.count.next_label(level)

    def level_of(self, style: str) -> str:
        """Return the level whose paragraphs have this style; empty where none is said to."""
        return next((str(number) for number, level in self.count.levels.items() if style and level.style == style), "")


def is_numbered_by_styles(archive: ZipFile) -> bool:
    """Tell whether styles of paragraphs have numbers, and some list has numbers that are more than a figure."""
    if b"numPr" not in (member(archive, "word/styles.xml") or b""):
        return False
    labels = _LABEL.findall(member(archive, "word/numbering.xml") or b"")
    return any(b"%" in label and not _PLAIN.fullmatch(label.decode("utf-8", "replace").strip()) for label in labels)


def number_paragraphs(root: Any, archive: ZipFile) -> None:
    """Write the labels of lists whose numbers are more than one figure into their paragraphs, no items any more."""
    content = member(archive, "word/numbering.xml")
    if not content:
        return
    styles = _numbered_styles(member(archive, "word/styles.xml"))
    lists = _lists(parsed_part(content), styles)
    for paragraph in root.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            continue
        style = _value(properties, "pStyle", "")
        own, named = properties.find(f"{W}numPr"), styles.get(style, ("", ""))
        list_id, level = (
            (_value(own, "numId", named[0]), _value(own, "ilvl", "")) if own is not None else (named[0], "")
        )
        counting = lists.get(list_id)
        if counting is None:
            continue
        level = level or counting.level_of(style) or named[1] or "0"
        if level.isdecimal() and int(level) in counting.count.levels:
            _no_item(properties, own)
            if label := counting.next_label(int(level)).strip():
                properties.addnext(run_of(paragraph, f"{label} "))


def _no_item(properties: Any, own: Any) -> None:
    """Take a paragraph out of its list; one that its style numbers is in list 0, which is none."""
    if own is not None:
        properties.remove(own)
    if properties.find(f"{W}pStyle") is not None:
        none = properties.makeelement(f"{W}numPr", {})
        none.append(none.makeelement(f"{W}numId", {f"{W}val": "0"}))
        properties.append(none)


def _numbered_styles(content: bytes | None) -> dict[str, tuple[str, str]]:
    """Return the list and the level that styles give to their paragraphs, from the styles that they rest on, too."""
    styles = {
        style.get(f"{W}styleId", ""): style for style in (parsed_part(content).iter(f"{W}style") if content else ())
    }
    found: dict[str, tuple[str, str]] = {}
    for name, style in styles.items():
        list_id = level = ""
        seen: set[str] = set()
        base: Any = style
        while base is not None and not list_id and base.get(f"{W}styleId", "") not in seen:
            seen.add(base.get(f"{W}styleId", ""))
            numbered = base.find(f"{W}pPr/{W}numPr")
            if numbered is not None:
                list_id, level = _value(numbered, "numId", ""), level or _value(numbered, "ilvl", "")
            base = styles.get(_value(base, "basedOn", ""))
        if list_id:
            found[name] = list_id, level
    return found


def _lists(numbering: Any, styles: Mapping[str, tuple[str, str]]) -> dict[str, _List]:
    """Return the lists with labels of their own, by id; those of one definition go on counting together."""
    counts: dict[str, _Count] = {}
    linked: dict[str, str] = {}
    for definition in numbering.iter(f"{W}abstractNum"):
        levels = {
            int(level.get(f"{W}ilvl")): _level(level)
            for level in definition.findall(f"{W}lvl")
            if (level.get(f"{W}ilvl") or "").isdecimal()
        }
        is_plain = all(level.form == "bullet" or _PLAIN.fullmatch(level.text.strip()) for level in levels.values())
        name = definition.get(f"{W}abstractNumId", "")
        if levels and not is_plain and not any(level.form == "bullet" for level in levels.values()):
            counts[name] = _Count(levels)
        elif not levels:
            linked[name] = styles.get(_value(definition, "numStyleLink", ""), ("", ""))[0]
    definitions = {
        found.get(f"{W}numId", ""): _value(found, "abstractNumId", "") for found in numbering.iter(f"{W}num")
    }
    lists: dict[str, _List] = {}
    for found in numbering.iter(f"{W}num"):
        name = found.get(f"{W}numId", "")
        definition = definitions[name]
        count = counts.get(definitions.get(linked.get(definition, ""), definition))
        if count is not None:
            lists[name] = _List(count, _restarts(found))
    return lists


def _level(level: Any) -> _Level:
    legal = level.find(f"{W}isLgl")
    return _Level(
        _whole(_value(level, "start", "1")),
        _value(level, "numFmt", "decimal"),
        _value(level, "lvlText", ""),
        _value(level, "pStyle", ""),
        legal is not None and legal.get(f"{W}val") not in ("0", "false", "off"),
    )


def _restarts(found: Any) -> dict[int, int]:
    """Return the numbers at which a list begins again, by level."""
    return {
        int(override.get(f"{W}ilvl")): _whole(_value(override, "startOverride", "1"))
        for override in found.findall(f"{W}lvlOverride")
        if override.find(f"{W}startOverride") is not None and (override.get(f"{W}ilvl") or "").isdecimal()
    }


def _value(element: Any, name: str, otherwise: str) -> str:
    child = element.find(f"{W}{name}")
    return str(child.get(f"{W}val", otherwise)) if child is not None else otherwise


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 1


def _written(number: int, form: str) -> str:
    """Return a number in the format that Word calls ``form``; in figures where it is another one."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number <= _MOST:
        return to_roman(number).upper() if form == "upperRoman" else to_roman(number)
    return f"{number:02}" if form == "decimalZero" else str(number)
