"""A quotation as the writer pastes it: in the marks of the style, with the citation in its place, or as a block.

The words are those of the source, from the first letter to the last; only marks, the form of apostrophes
and the stop at the end are the writer's to set.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kurilsearch.cite.inner_marks import Turned, turn_marks
from kurilsearch.cite.markup import escape, escape_block_start, inline, is_superscript, superscript
from kurilsearch.cite.quoting_rules import NotePlace, QuotingRules, StopPlace, rules_of
from kurilsearch.cite.render import Output
from kurilsearch.cite.styles import CitationStyle
from kurilsearch.language.abbreviations import BEFORE_ANYTHING, BEFORE_NAMES, MAY_END, MOSTLY_END
from kurilsearch.language.cjk import HAN, KANA

_FULL_STOPS = ".。．।"
_STOPS = _FULL_STOPS + ",;:，、；："
_TERMINAL = "?!…？！‽."
_CJK = re.compile(rf"[{HAN}{KANA}\uff66-\uff9d]")
_CJK_LETTERS_IN_A_WORD = 3
"""So that forty words are three lines of forty letters, the length that East Asian handbooks set off."""

_LAST_WORD = re.compile(r"([\w.]+)\.\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_BRACKETED = re.compile(r"\\?\((?P<inside>[^()]*?)\\?\)")
_ABBREVIATIONS = BEFORE_NAMES | BEFORE_ANYTHING | MAY_END | MOSTLY_END


@dataclass(frozen=True, slots=True)
class Quoted:
    """What is quoted: ``text`` as it is cut from the source, with a line break between two lines of verse alone.

    ``language`` is that of the text, where known.
    """

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class _Ended:
    """A text and its end apart: ``words``, the marks that close inside it, and the stop that is the writer's to set.

    ``stop`` is a full stop, comma, semicolon or colon, or empty; ``is_over`` says that the text ends a sentence by a
    character that stays: ?, !, … or the point of an abbreviation. ``as_it_was`` is all of it in the source's order.
    """

    words: str
    closing: str
    stop: str
    is_over: bool
    as_it_was: str


def paste(quoted: Quoted, citation: str, style: CitationStyle, to: Output, *, note: int = 1) -> str:
    """Return a quotation with its citation, ready to paste, without a line break at its end.

    ``citation`` is what :func:`kurilsearch.cite.render.render` gives for the style and the output, or empty for none.
    A note style has it in a note: ``^[…]`` in Markdown, a footnote in RTF, else under the number ``note`` below.
    Long quotations are set off, in plain text by four spaces; RTF is a paragraph, as rendered citations are.
    """
    rules = rules_of(style)
    citation = inline(citation, to)
    mark, below, bracketed = "", "", ""
    if citation and style.in_notes:
        mark, below = _note(citation, to, note)
    elif is_superscript(citation, to):
        mark = citation
    elif citation:
        bracketed = _full_width(citation, to) if rules.is_full_width else f" {citation}"
    text = quoted.text.strip()
    if is_long(text, rules):
        turned = turn_marks("\n".join(_lines(text)), rules.marks, 0, quoted.language)
        return _set_off(turned, mark, bracketed, rules, to) + below
    ended = _ended(turn_marks(" / ".join(_lines(text)), rules.marks, 1, quoted.language))
    before, after = _around_citation(ended, rules) if bracketed else _around_note(ended, rules)
    if after in _FULL_STOPS and citation.endswith(tuple(_FULL_STOPS)) and bracketed:
        after = ""  # a style whose citations are sentences of their own
    pasted = f"{escape(before, to)}{mark or bracketed}{escape(after, to)}"
    return (_paragraph(pasted, 0) if to is Output.RTF else pasted) + below


def is_long(text: str, rules: QuotingRules) -> bool:
    """Return whether a style sets a text off as a block quotation."""
    lines = _lines(text)
    if len(lines) > 1:
        return len(lines) >= rules.block.lines
    east_asian = len(_CJK.findall(text))
    words = len(_CJK.sub(" ", text).split()) + east_asian // _CJK_LETTERS_IN_A_WORD
    return words >= rules.block.words


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _note(citation: str, to: Output, number: int) -> tuple[str, str]:
    """Return the mark of a note, and what stands below the quotation."""
    mark = superscript(number, to)
    match to:
        case Output.PLAIN:
            return mark, f"\n\n{mark} {citation}"
        case Output.MARKDOWN:
            return f"^[{citation}]", ""
        case Output.HTML:
            return mark, f"\n<p>{mark} {citation}</p>"
        case Output.RTF:
            # RTF 1.9: \chftn is the number of the note, in the text and in the note itself.
            return rf"{{\super\chftn}}{{\footnote\pard\plain {{\super\chftn}} {citation}}}", ""
        case Output.LATEX:
            return f"\\footnote{{{citation}}}", ""
        case Output.TYPST:
            return f"#footnote[{citation}]", ""


def _full_width(citation: str, to: Output) -> str:
    """Return a citation in the wide brackets of East Asian type."""
    brackets = _BRACKETED.fullmatch(citation)
    return f"{escape('（', to)}{brackets['inside']}{escape('）', to)}" if brackets else citation


# The end of a quotation


def _ended(turned: Turned) -> _Ended:
    """Return the text with its end taken apart."""
    text, closing = turned.text, list(turned.closing)
    end, stop = len(text), ""
    inner: list[str] = []
    while True:
        if closing and closing[-1][1] == end:
            start = closing.pop()[0]
            inner.append(text[start:end])
            end = start
        elif not stop and end and text[end - 1] in _STOPS and not _is_kept(text, end):
            stop = text[end - 1]
            end -= 1
        else:
            break
    words = text[:end]
    is_over = not stop and words.rstrip(")]）").endswith(tuple(_TERMINAL + "。"))
    return _Ended(words, "".join(reversed(inner)), stop, is_over, text)


def _is_kept(text: str, end: int) -> bool:
    """Return whether the point before ``end`` belongs to the words: of an ellipsis, or an abbreviation."""
    if text[end - 1] != ".":
        return False
    if text[max(end - 3, 0) : end - 1].rstrip().endswith((".", "…")):
        return True
    word = _LAST_WORD.search(text, max(end - 16, 0), end)
    return word is not None and (_INITIALS.fullmatch(word[1]) is not None or word[1].lower() in _ABBREVIATIONS)


def _is_whole(words: str) -> bool:
    """Return whether words begin as a sentence does: with a capital, a digit or a letter that knows no case."""
    first = next((letter for letter in words if letter.isalnum()), "a")
    return not first.islower()


def _around_citation(ended: _Ended, rules: QuotingRules) -> tuple[str, str]:
    """Return what stands before and after a citation in brackets: the stop of the sentence follows it."""
    opening, closing = rules.marks.outer
    final = _outside(ended.stop, rules)
    if ended.is_over and _is_whole(ended.words):
        final = _outside(".", rules)
    return f"{opening}{ended.words}{ended.closing}{closing}", final


def _around_note(ended: _Ended, rules: QuotingRules) -> tuple[str, str]:
    """Return what stands before and after the mark of a note."""
    opening, closing = rules.marks.outer
    words, stop, inner = ended.words, ended.stop, ended.closing
    keeps = _is_stop_inside(ended, rules)
    after = _outside(stop, rules)
    match rules.punctuation.note:
        case NotePlace.BEFORE_MARKS:
            if not inner and not stop and words.endswith(("?", "!")):
                question = words[:-1].rstrip()
                return f"{opening}{question}", f"{words[len(question) :]}{closing}"
            return f"{opening}{words}{inner}", f"{stop}{closing}" if keeps else f"{closing}{after}"
        case NotePlace.BEFORE_STOP if not keeps:
            return f"{opening}{words}{inner}{closing}", after
    if not keeps:
        return f"{opening}{words}{inner}{closing}{after}", ""
    if rules.punctuation.stop is StopPlace.INSIDE:
        return f"{opening}{words}{stop}{inner}{closing}", ""
    return f"{opening}{ended.as_it_was}{closing}", ""


def _is_stop_inside(ended: _Ended, rules: QuotingRules) -> bool:
    match rules.punctuation.stop:
        case StopPlace.INSIDE:
            return ended.stop in (*_FULL_STOPS, ",", "，", "、", "")
        case StopPlace.LOGICAL:
            return ended.stop in _FULL_STOPS and _is_whole(ended.words)
        case StopPlace.OUTSIDE:
            return False


def _outside(stop: str, rules: QuotingRules) -> str:
    """Return a stop that stands outside the marks, as the writer's script has it."""
    if rules.is_full_width:
        return {".": "。", ",": "、" if rules.language.startswith("ja") else "，"}.get(stop, stop)
    return {"。": ".", "．": ".", "।": ".", "，": ",", "、": ",", "；": ";", "：": ":"}.get(stop, stop)


# Block quotations


def _set_off(turned: Turned, mark: str, bracketed: str, rules: QuotingRules, to: Output) -> str:
    """Return a block quotation: no marks around it, and the citation, or the mark of a note, behind the final stop.

    Where the note stands before the stop in running text, it does so here.
    """
    text, stop = turned.text, ""
    if mark and rules.punctuation.note is not NotePlace.LAST:
        ended = _ended(turned)
        text, stop = f"{ended.words}{ended.closing}", ended.stop
    behind = f"{mark}{escape(stop, to)}{bracketed}"
    lines = [escape(line, to) for line in text.split("\n")]
    match to:
        case Output.PLAIN:
            return "\n".join(f"    {line}" for line in lines) + behind
        case Output.MARKDOWN:
            return "\\\n".join(f"> {escape_block_start(line)}" for line in lines) + behind
        case Output.HTML:
            return f"<blockquote><p>{'<br>'.join(lines)}{behind}</p></blockquote>"
        case Output.RTF:
            return _paragraph("\\line ".join(lines) + behind, 720)
        case Output.LATEX:
            return "\\begin{quote}\n" + " \\\\\n".join(lines) + f"{behind}\n\\end{{quote}}"
        case Output.TYPST:
            return "#quote(block: true)[\n" + " \\\n".join(lines) + f"{behind}\n]"


def _paragraph(rtf: str, indent: int) -> str:
    """Return a paragraph of RTF, indented by twentieths of a point."""
    return rf"{{\pard \ql \f0 \sa180 \li{indent} \fi0 {rtf}\par}}"
