"""Markdown as a draft: pandoc's, Quarto's and Obsidian's; marks are taken out, notes and keys of citations kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kurilsearch.check.draft import BlockKind, CitationForm, DraftBlock, FoundCitation
from kurilsearch.check.drafts.assemble import finish_blocks
from kurilsearch.check.drafts.cite_keys import NAMELESS_KEY, read_key_group
from kurilsearch.check.drafts.raw import SUPERSCRIPT, Cut, Raw, RawBlock, raw_of, rewrite, spaced
from kurilsearch.language.section_headings import is_references_heading
from kurilsearch.model import Span
from kurilsearch.read.text.front_matter import read_front_matter

_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_HEADING = re.compile(r"\s{0,3}(?P<level>#{1,6})[ \t]+(?P<words>.*?)[ \t#]*(?:\{[^{}]*\})?\s*\Z", re.DOTALL)
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-+)\s*\Z")
_FENCE = re.compile(r"\s{0,3}(?P<mark>`{3,}|~{3,})")
_DIV = re.compile(r"\s{0,3}:{3,}\s*(?P<words>[^:\n]*):*\s*\Z")
_QUOTED = re.compile(r"[ \t]{0,3}>[ \t]?")
_CALLOUT = re.compile(r"\[!(?P<kind>[\w-]+)\][+-]?")
_NOTE = re.compile(r"\s{0,3}\[\^(?P<label>[^\]\s]+)\]:[ \t]*")
_ITEM = re.compile(r"\s*(?:[-*+]|(?P<number>\(?\d{1,3}[.)]))[ \t]+(?=\S)")
_RULE = re.compile(r"\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})\Z")
_INLINE = re.compile(
    r"(?P<comment><!--.*?-->|%%.*?%%)"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<mark>\[\^(?P<label>[^\]\s]+)\])"
    r"|(?P<note>\^\[)"
    rf"|(?P<group>\[[^\[\]\n]*?(?<![\w.])-?{NAMELESS_KEY}[^\[\]]*\])"
    rf"|(?P<narrative>(?<![\w.@])-?{NAMELESS_KEY}(?:\s\[[^\[\]]*\])?)"
    r"|(?P<wiki>!?\[\[(?:[^\[\]|\n]*\|)?)(?P<alias>[^\[\]|\n]*)(?P<wiki_end>\]\])"
    r"|(?P<link>!?\[)(?P<words>[^\[\]]*)(?P<target>\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\))"
    r"|(?P<raised><sup>(?P<figures>\d{1,3})</sup>)"
    r"|(?P<tag></?[a-zA-Z][^<>\n]{0,200}>)"
    r"|(?P<attributes>(?<=\])\{[.#][^{}\n]*\})"
    r"|(?P<strong>\*{1,3}|==|~~|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_]))",
    re.DOTALL,
)
_QUOTING_CALLOUTS = ("quote", "cite")


@dataclass(slots=True)
class _Inline:
    """What the marks within the lines of one block tell."""

    cuts: list[Cut] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    citations: list[tuple[Span, CitationForm, str]] = field(default_factory=list)
    notes: list[tuple[str, Raw]] = field(default_factory=list)


def read_markdown(text: str) -> list[DraftBlock]:
    """Return the blocks of a Markdown file; what stands in its front matter describes it and is no block."""
    _, header = read_front_matter(text)
    blocks: list[DraftBlock] = []
    marks: list[list[tuple[int, str]]] = []
    waiting = list(_raw_blocks(text, header[1] if header else 0))[::-1]
    inline_notes = 0
    while waiting:
        block = waiting.pop()
        if block.kind is BlockKind.CODE:
            blocks.append(DraftBlock(block.kind, block.raw.text, block.raw.way_back))
            marks.append([])
            continue
        inline = _read_inline(block.raw, inline_notes)
        inline_notes += len(inline.notes)
        finished, sent = _finish(block, inline)
        if finished.text:
            blocks.append(finished)
            marks.append(sent)
        waiting += (RawBlock(BlockKind.NOTE, raw, label=label) for label, raw in reversed(inline.notes))
    return finish_blocks(blocks, marks)


def _finish(block: RawBlock, inline: _Inline) -> tuple[DraftBlock, list[tuple[int, str]]]:
    """Return a block without its marks, and where it sends to which note."""
    rewritten = rewrite(block.raw, inline.cuts)
    lead = len(rewritten.raw.text) - len(rewritten.raw.text.lstrip())
    raw = rewritten.raw.trimmed()
    citations = []
    for (start, end), form, words in inline.citations:
        span = (max(rewritten.offset(start) - lead, 0), rewritten.offset(end) - lead)
        citations.append(FoundCitation(span, form, read_key_group(words)))
    made = DraftBlock(block.kind, raw.text, raw.way_back, block.level, block.label, (), tuple(citations))
    return made, [(min(max(rewritten.offset(at) - lead, 0), len(raw.text)), label) for at, label in inline.marks]


def _read_inline(raw: Raw, known_notes: int) -> _Inline:
    text, inline, position = raw.text, _Inline(), 0
    while match := _INLINE.search(text, position):
        start, position = match.span()
        kind = next(name for name in _KINDS if match[name] is not None)
        if kind == "mark":
            inline.marks.append((start, match["label"]))
            inline.cuts.append(Cut(start, position))
        elif kind == "note":
            end = _closing(text, position)
            label = f"inline-{known_notes + len(inline.notes) + 1}"
            inline.notes.append((label, raw.part(position, end).trimmed()))
            inline.marks.append((start, label))
            position = min(end + 1, len(text))
            inline.cuts.append(Cut(start, position))
        elif kind in ("group", "narrative"):
            inline.citations.append(((start, position), CitationForm.KEY, match[0]))
        elif kind == "wiki":
            inline.cuts += [Cut(start, match.start("alias")), Cut(match.start("wiki_end"), position)]
        elif kind == "link":
            inline.cuts += [Cut(start, match.start("words")), Cut(match.start("target"), position)]
        elif kind == "code":
            ticks = len(match["ticks"])
            inline.cuts += [Cut(start, start + ticks), Cut(position - ticks, position)]
        elif kind == "raised":
            inline.cuts.append(Cut(start, position, match["figures"].translate(SUPERSCRIPT)))
        elif kind == "escape":
            inline.cuts.append(Cut(start, position))
            position += 1
        else:
            inline.cuts.append(Cut(start, position))
    return inline


_KINDS = (
    *(
        "comment",
        "escape",
        "code",
        "mark",
        "note",
        "group",
        "narrative",
        "wiki",
        "link",
        "raised",
        "tag",
        "attributes",
        "strong",
    ),
)


def _closing(text: str, start: int) -> int:
    """Return where the bracket closes that was opened before ``start``; the end where nothing closes it."""
    depth = 1
    for index in range(start, len(text)):
        depth += (text[index] == "[") - (text[index] == "]")
        if depth == 0:
            return index
    return len(text)


def _raw_blocks(text: str, start: int) -> Iterator[RawBlock]:
    """Yield the blocks of the lines from ``start`` on, with their marks within the lines."""
    pieces: list[Span] = []
    kind, label, fence, divs = BlockKind.PARAGRAPH, None, "", list[BlockKind]()
    in_bibliography = False

    def flush() -> Iterator[RawBlock]:
        nonlocal pieces, kind, label
        if pieces:
            raw = raw_of(text, pieces)
            yield RawBlock(kind, raw if kind is BlockKind.CODE else spaced(raw), label=label)
        pieces, kind, label = [], (divs[-1] if divs else BlockKind.PARAGRAPH), None

    for match in _LINE.finditer(text, start):
        line, (begin, end) = match[0], match.span()
        if fence:
            if line.strip().startswith(fence):
                yield from flush()
                fence = ""
            else:
                pieces.append((begin, end))
            continue
        if opened := _FENCE.match(line):
            yield from flush()
            fence, kind = opened["mark"], BlockKind.CODE
        elif div := _DIV.match(line):
            yield from flush()
            if div["words"].strip():
                divs.append(_kind_of_div(div["words"]))
            elif divs:
                divs.pop()
            kind = divs[-1] if divs else BlockKind.PARAGRAPH
        elif not line.strip():
            if kind is not BlockKind.NOTE or not _goes_on(text, end):
                yield from flush()
        elif heading := _HEADING.match(line):
            yield from flush()
            raw = raw_of(text, [(begin + heading.start("words"), begin + heading.end("words"))])
            in_bibliography = is_references_heading(raw.text.strip())
            yield RawBlock(BlockKind.HEADING, raw.trimmed(), len(heading["level"]))
        elif pieces and kind is BlockKind.PARAGRAPH and _UNDERLINE.match(line):
            raw = spaced(raw_of(text, pieces))
            in_bibliography = is_references_heading(raw.text.strip())
            yield RawBlock(BlockKind.HEADING, raw, 1 if "=" in line else 2)
            pieces = []
        elif _RULE.match(line):
            yield from flush()
        elif note := _NOTE.match(line):
            yield from flush()
            kind, label = BlockKind.NOTE, note["label"]
            pieces.append((begin + note.end(), end))
        elif quoted := _QUOTED.match(line):
            inside = line[quoted.end() :]
            callout = _CALLOUT.match(inside)
            if callout or not inside.strip() or (kind not in _IN_QUOTES and pieces) or not pieces:
                yield from flush()
                kind = BlockKind.BLOCK_QUOTATION
            if callout:
                plain = callout["kind"].lower() not in _QUOTING_CALLOUTS
                divs_kind = BlockKind.LIST if plain else BlockKind.BLOCK_QUOTATION
                kind = divs_kind
                quoted_end = quoted.end() + callout.end()
            else:
                quoted_end = quoted.end()
            if line[quoted_end:].strip():
                pieces.append((begin + quoted_end, end))
        elif item := _ITEM.match(line):
            yield from flush()
            kind = BlockKind.LIST
            numbered = in_bibliography and item["number"]  # by which the draft cites the entry
            pieces.append((begin + (item.start("number") if numbered else item.end()), end))
        else:
            pieces.append((begin, end))
    yield from flush()


_IN_QUOTES = (BlockKind.BLOCK_QUOTATION, BlockKind.LIST)


def _kind_of_div(words: str) -> BlockKind:
    folded = words.lower()
    if "epigraph" in folded:
        return BlockKind.EPIGRAPH
    return BlockKind.BLOCK_QUOTATION if "blockquote" in folded or ".quote" in folded else BlockKind.PARAGRAPH


def _goes_on(text: str, start: int) -> bool:
    """Return whether an indented line follows a blank one, as in a note of several paragraphs."""
    return re.match(r"\n*(?: {4}|\t)", text[start : start + 12]) is not None
