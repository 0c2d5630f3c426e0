"""The numbers of clauses in Word documents, ``§ 1`` and ``1.2``, of which pandoc keeps the last figure alone.

Numbering (ECMA-376, part 1, 17.9): a paragraph names a list and a level (``w:numPr``), the list's definition how the
numbers of each level look (``w:lvlText``, in which ``%1`` is the number of the first level).
"""

from __future__ import annotations

import re
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


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: its first number, the format of its numbers, and what stands around them."""

    start: int
    form: str
    text: str


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
        return _LEVEL.sub(lambda sign: self._number(int(sign[1]) - 1), own.text)

    def _number(self, level: int) -> str:
        of = self.levels.get(level)
        return _written(self.reached.get(level, of.start), of.form) if of else ""


def number_paragraphs(root: Any, archive: ZipFile) -> None:
    """Write the labels of lists whose numbers are more than one figure into their paragraphs, no items any more."""
    content = member(archive, "word/numbering.xml")
    if not content:
        return
    lists = _lists(parsed_part(content))
    for paragraph in root.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        numbered = properties.find(f"{W}numPr") if properties is not None else None
        if numbered is None:
            continue
        count = lists.get(_value(numbered, "numId", ""))
        level = _value(numbered, "ilvl", "0")
        if count is not None and level.isdecimal() and int(level) in count.levels:
            properties.remove(numbered)
            if label := count.next_label(int(level)).strip():
                properties.addnext(run_of(paragraph, f"{label} "))


def _lists(numbering: Any) -> dict[str, _Count]:
    """Return the lists with labels of their own, by id; those of one definition go on counting together."""
    counts: dict[str, _Count] = {}
    for definition in numbering.iter(f"{W}abstractNum"):
        levels = {
            int(level.get(f"{W}ilvl")): _Level(
                _whole(_value(level, "start", "1")), _value(level, "numFmt", "decimal"), _value(level, "lvlText", "")
            )
            for level in definition.findall(f"{W}lvl")
            if (level.get(f"{W}ilvl") or "").isdecimal()
        }
        is_plain = all(level.form == "bullet" or _PLAIN.fullmatch(level.text.strip()) for level in levels.values())
        if levels and not is_plain and not any(level.form == "bullet" for level in levels.values()):
            counts[definition.get(f"{W}abstractNumId", "")] = _Count(levels)
    return {
        found.get(f"{W}numId", ""): counts[_value(found, "abstractNumId", "")]
        for found in numbering.iter(f"{W}num")
        if _value(found, "abstractNumId", "") in counts
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
