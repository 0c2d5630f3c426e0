"""What each group of lines is, by its look and its words: heading, paragraph, block quotation, list item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilsearch.language.cjk_letters import CJK
from kurilsearch.language.names import is_given_name, is_initials
from kurilsearch.language.sentence_end import ends_like_sentence
from kurilsearch.model import Kind
from kurilsearch.read.pdf.structure.body import BodyType
from kurilsearch.read.pdf.structure.paragraphs import Chunk, is_caption

NUMBERED = re.compile(
    r"(?:(?P<decimal>\d{1,2}(?:\.\d{1,2}){0,4})\.?|(?P<roman>[IVX]{1,5})\.|(?P<word>(?:chapter|kapitel|chapitre|глава|part|teil)\s+\w+)\b|第.{1,4}[章節部])\s*(?=\S)",
    re.I,
)
"""How a numbered heading begins."""
_LETTERS = re.compile(r"[^\W\d_]")
_LIST_ITEM = re.compile(r"(?:[•‣▪◦●■○\uf0b7►▶✓➢]|[–—\-*]\s)\s*\S")
_NO_HEADING = re.compile(r"@|::|[{}|\\<>]|\s=|=\s")
_BETWEEN = frozenset(
    [
        "and",
        "und",
        "et",
        "y",
        "e",
        "i",
        "и",
        "by",
        "von",
        "de",
        "van",
        "der",
        "den",
        "da",
        "di",
        "la",
        "le",
        "al",
        "bin",
    ]
)


def classify(chunks: Sequence[Chunk], body: BodyType) -> None:
    """Give each chunk its kind; before the first running text nothing is quoted, only set in."""
    begun = False
    for chunk in chunks:
        if chunk.kind is not None:
            continue
        if chunk.table:
            chunk.kind = Kind.LIST
        elif is_heading(chunk, body):
            chunk.kind = Kind.HEADING
        elif begun and _is_quotation(chunk, body):
            chunk.kind = Kind.BLOCKQUOTE
        elif _is_fragment(chunk, body):
            chunk.kind = Kind.LIST
        else:
            chunk.kind = Kind.BODY
            running = len(chunk.lines) > 1 and ends_like_sentence(chunk.lines[-1].text)
            begun = begun or (running and abs(chunk.lines[1].x0 - chunk.left) < chunk.size)


def is_heading(chunk: Chunk, body: BodyType) -> bool:
    """Tell whether a chunk is a heading: short, no sentence, and larger, bolder or otherwise set off."""
    if len(chunk.lines) > 5:
        return False
    text = chunk.text
    letters = len(_LETTERS.findall(text)) if len(text) <= 300 else 0
    if letters < 2 or is_caption(text):
        return False
    if text[0] in "•–—-*(=" or text[-1] in ",;" or _NO_HEADING.search(text):
        return False
    size = chunk.size
    if chunk.page <= 1 and _is_byline(text):
        return False
    large = size >= (1.19 if chunk.lines[0].hidden else 1.13) * body.size
    if large and (len(chunk.lines) <= 3 or size > 1.3 * body.size):
        return letters > 2 or CJK.search(text) is not None
    if len(chunk.lines) > 3 or size < 0.88 * body.size or len(text) > 200:
        return False
    ends = text[-1] in ".:。" and not NUMBERED.match(text)
    bold = all(line.bold for line in chunk.lines)
    if bold and not (text[-1] in ".。" and text.count(" ") > 8):
        return True
    capitals = letters >= 4 and text.upper() == text and text.lower() != text
    if capitals and not ends and len(text) < 120:
        return True
    set_off = chunk.below_gap and chunk.above_gap
    numbered = NUMBERED.match(text)
    if numbered and set_off and len(chunk.lines) == 1 and not ends and not text[numbered.end()].islower():
        return numbered["word"] is not None or (text[numbered.end()].isalpha() and len(text) < 90 and "," not in text)
    italic = all(line.font.italic for line in chunk.lines)
    return italic and set_off and not ends and len(text) < 100 and text[0].isupper() and len(chunk.lines) == 1


def _is_byline(text: str) -> bool:
    """Tell whether a line names people and nothing else, as under a title."""
    words = re.findall(r"[^\W\d_][\w'’\-]*\.?", text)
    if not 2 <= len(words) <= 60 or NUMBERED.match(text):
        return False
    named = sum(is_given_name(word) or is_initials(word) for word in words)
    capital = sum(word[0].isupper() or word.lower().strip(".") in _BETWEEN for word in words)
    return named >= max(0.25 * len(words), 1) and capital == len(words)


def _is_quotation(chunk: Chunk, body: BodyType) -> bool:
    """Tell whether a chunk is indented as a whole."""
    size = chunk.lines[0].size
    if len(chunk.lines) < 2 or size < 0.75 * body.size or _LIST_ITEM.match(chunk.text) or is_caption(chunk.text):
        return False
    if re.match(r"\(?[\da-z]{1,2}[.)]\s", chunk.text):
        return False
    inside = min(line.x0 for line in chunk.lines[1:]) - chunk.left
    full = max(line.x1 for line in chunk.lines)
    wide = full - min(line.x0 for line in chunk.lines) > 0.45 * (chunk.right - chunk.left)
    level = max(line.x0 for line in chunk.lines[1:]) - chunk.left - inside < 0.6 * size
    least = 0.75 if full < chunk.right - 0.6 * size else 1.3  # set in on both sides, or on the left alone
    return inside > least * size and level and wide and not chunk.hanging


def _is_fragment(chunk: Chunk, body: BodyType) -> bool:
    """Tell whether a chunk is no running text: a list item in a few words, a label in a figure, a formula."""
    text = chunk.text
    if len(chunk.lines) == 1 and not ends_like_sentence(text) and len(text) < 60:
        width = chunk.right - chunk.left
        listed = _LIST_ITEM.match(text) is not None
        return listed or chunk.size < 0.9 * body.size or chunk.lines[0].x1 - chunk.lines[0].x0 < 0.45 * width
    return bool(_LIST_ITEM.match(text)) and text[-1] not in ".!?。" and len(chunk.lines) <= 2
