"""TEI novels as plain text of the kind that scans and web archives give: pages, wrapped lines, cut words."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

COLUMNS = 72
HYPHENATED = 0.35
"""How often a long word that does not fit is cut over the line's end, where it can be cut."""

_LINE, _BLOCKS, _LEFT_OUT = "l", frozenset({"p", "head", "l"}), frozenset({"note", "teiHeader"})
_CUT = re.compile(r"(?<=[a-z]{2}[bcdfghklmnprstvz])(?=[bcdfghklmnprstvz][a-z]{2})")
_PAGE = "\f"


def tei_to_text(file: Path, seed: int) -> str:
    """Return paragraphs, headings and verse of a TEI text with a blank line between; a page begins with a form feed.

    Half of all texts, by their name and ``seed``, are wrapped at 72 columns, some words cut at the line's end. Notes
    are left out.
    """
    chance = random.Random(f"{seed}-{file.name}")
    wrapped = chance.random() < 0.5
    parts: list[str] = []
    before = ""
    for kind, block in _blocks(ET.parse(file).getroot()):
        words = block.split(" ")
        text = _wrap(words, chance) if wrapped else " ".join(words).replace(" \f", "\n\f").replace("\f ", "\f")
        parts += [("\n" if kind == before == _LINE else "\n\n") if parts else "", text.lstrip("\n")]
        before = kind
    return "".join(parts) + "\n"


def convert_folder(source: Path, folder: Path, seed: int) -> None:
    """Write each TEI file of ``source`` and below as plain text of the same name to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(source.rglob("*.xml")):
        text = tei_to_text(file, seed)
        # bytes, so that no system makes other line ends of these
        (folder / f"{file.stem}.txt").write_bytes(text.encode("utf-8"))


def _blocks(root: ET.Element) -> Iterator[tuple[str, str]]:
    """Yield kind and words of each block, by single spaces; a page break is a form feed that is a word of its own."""
    held: list[str] = []
    for kind, text in _pieces(root, None):
        if text is not None:
            held.append(text)
            continue
        words = "".join(held).replace(_PAGE, " \x00 ").split()
        if any(word != "\x00" for word in words):
            yield kind, " ".join(words).replace("\x00", _PAGE)
            held = []
        else:
            held = [_PAGE] if words else []


def _pieces(element: ET.Element, block: str | None) -> Iterator[tuple[str, str | None]]:
    """Yield the text of blocks in order, and (kind, None) where one ends; ``block`` is the one we are in."""
    kind = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    if kind in _LEFT_OUT or not kind:
        return
    if kind == "pb":
        yield "", _PAGE
        return
    opens = kind in _BLOCKS
    if opens and block:
        yield block, None
    inside = kind if opens else block
    if inside and element.text:
        yield "", element.text
    for child in element:
        yield from _pieces(child, inside)
        if inside and child.tail:
            yield "", child.tail
    if opens:
        yield kind, None


def _wrap(words: list[str], chance: random.Random) -> str:
    """Return words in lines of at most 72 characters; a form feed begins a new line."""
    lines: list[str] = []
    line = ""
    for word in words:
        if word == _PAGE:
            lines.append(line)
            line = _PAGE
            continue
        joined = f"{line} {word}" if line.strip(_PAGE) else line + word
        if len(joined) <= COLUMNS:
            line = joined
            continue
        cuts = [match.start() for match in _CUT.finditer(word) if len(line) + match.start() + 2 <= COLUMNS]
        if cuts and chance.random() < HYPHENATED:
            lines.append(f"{line} {word[: cuts[-1]]}-")
            line = word[cuts[-1] :]
        else:
            lines.append(line)
            line = word
    return "\n".join([*lines, line])
