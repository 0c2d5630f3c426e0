"""A tree of HTML written as blocks of text, as a reader of the page sees it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kurilsearch.model import FurnitureKind, Kind
from kurilsearch.read.html.notes import MARK, Notes, collect_notes, says_note
from kurilsearch.read.html.paragraphs import split_at_blank_lines, split_paragraphs
from kurilsearch.read.html.tree import (
    BLOCKS,
    PAGE_LABEL,
    UNSEEN,
    Tree,
    class_names,
    deep_calls,
    elements,
    is_page_mark,
    remove,
    seen_words,
    semantics,
    words_of,
)
from kurilsearch.read.html.verses import verse_numbers
from kurilsearch.read.superscripts import subscript, superscript
from kurilsearch.read.writer import Aside, Fragment, PageBreak, TextWriter, Voice, is_fragment

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LISTS = ("ol", "ul", "dl", "table")
_STRUCK = ("del", "s", "strike")
_NUMBER = "data-number"
_FEWEST_LINKS = 3
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_KEEPS_LINES = re.compile(r"white-space\s*:\s*pre(?:-wrap|-line)?\s*(?:;|!|\Z)", re.IGNORECASE)
_STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_QUOTED = re.compile(r"^[ \t]*>[> \t]*", re.MULTILINE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_REFERENCE = re.compile(r"(?<![a-z])(?:csl-entry|doc-biblioentry|biblioentry|citation-entry)(?![a-z])")


def write_html(
    root: Tree,
    writer: TextWriter,
    *,
    speaker: str | None = None,
    time: str | None = None,
    voices: Mapping[Tree, Voice] | None = None,
) -> None:
    """Write the text of a tree, which is changed: what nobody sees is taken out of it.

    A note stands behind the paragraph of its mark, a row of a table is a block with a line for each cell, and a list of
    nothing but links within the document is furniture. ``speaker`` and ``time`` are those of all blocks but those that
    others wrote (``voices``).
    """
    for element in elements(root):
        is_hidden = _is_hidden(element) and not says_note(element)  # notes that pop up are hidden until they do
        if element.tag in UNSEEN or is_hidden or _is_permanent_link(element):
            remove(element)
    body = root.find("body")
    with deep_calls():
        notes = collect_notes(root)
        walk = _Walk(writer, notes, verse_numbers(root) - frozenset(notes.by_mark), speaker, time, voices or {})
        walk.write(body if body is not None else root)


class _Walk:
    """One walk over a tree: inline text gathers until a block begins or ends, and is written then."""

    def __init__(
        self,
        writer: TextWriter,
        notes: Notes,
        verses: frozenset[Tree],
        speaker: str | None,
        time: str | None,
        voices: Mapping[Tree, Voice],
    ) -> None:
        self._writer = writer
        self._speaker = speaker
        self._time = time
        self._voices = voices
        self._voice = Voice()
        self._notes = notes
        self._verses = verses
        self._kind = Kind.BODY
        self._level = 0
        self._marker = ""
        self._keeps_lines = False
        self._bold = 0
        self._found: list[Fragment] = []
        self._is_bold = True
        self._called: list[Tree] = []
        self._done: set[Tree] = set()

    def write(self, root: Tree) -> None:
        """Write everything within ``root``."""
        self._walk(root)
        self._flush()

    def _walk(self, element: Tree) -> None:
        """Write an element; the text behind it is its parent's."""
        if element in self._notes.lifted:
            return
        tag = element.tag
        if is_page_mark(element):
            self._found.append(PageBreak(element.get(PAGE_LABEL) or None))
        elif tag == "br":
            self._found.append("\n")
        elif element in self._notes.by_mark:
            self._mark(element)
        elif element in self._verses:
            self._found.append(Aside(words_of(element), FurnitureKind.OTHER, "verse number"))
        elif tag in ("sup", "sub") and element.find(".//a") not in self._notes.by_mark:
            self._raised(element)
        elif tag in BLOCKS:
            self._block(element)
        elif tag in _STRUCK or _STRUCK_STYLE.search(element.get("style") or ""):
            self._found.append(Aside(words_of(element), FurnitureKind.OTHER, "struck out"))
        elif tag == "img":
            self._text(_initial(element))
        else:
            is_bold = tag in ("b", "strong")
            self._bold += is_bold
            quotes = "“”" if tag == "q" else ("", "")
            self._text(quotes[0])
            self._children(element)
            self._text(quotes[1])
            self._bold -= is_bold
            if tag == "cite" and words_of(element).endswith(":"):  # who is quoted stands on a line of its own
                self._found.append("\n")

    def _children(self, element: Tree) -> None:
        self._text(element.text)
        for child in element:
            self._walk(child)
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self._found.append(text if self._keeps_lines else _SPACES.sub(" ", text))
            self._is_bold = self._is_bold and (self._bold > 0 or not text.strip())

    def _mark(self, link: Tree) -> None:
        """Write the mark of a note, or the words that lead to one, and call the note."""
        words = words_of(link)
        if MARK.fullmatch(words):
            self._found.append(Aside(words, FurnitureKind.NOTE_MARK))
        else:
            self._children(link)
        note = self._notes.by_mark[link]
        if note in self._notes.lifted and note not in self._done:
            self._done.add(note)
            self._called.append(note)

    def _raised(self, element: Tree) -> None:
        words = words_of(element)
        if words and element.tag == "sup" and "reference" in class_names(element).split():
            self._found.append(Aside(words, FurnitureKind.NOTE_MARK))  # the page behind a mark, too
        elif words and element.tag == "sup":
            is_link = any((link.get("href") or "").startswith("#") for link in element.iter("a"))
            self._found.append(superscript(words, self._found, is_link=is_link))
        elif words:
            self._text(subscript(words))

    def _block(self, element: Tree) -> None:
        """Write a block element in its own context."""
        self._flush()
        outer = self._kind, self._level, self._marker, self._keeps_lines, self._voice
        tag = element.tag
        self._voice = self._voices.get(element, self._voice)
        if element in self._notes.all:
            self._kind = Kind.NOTE
        elif self._kind is Kind.BODY:
            self._kind, self._level = _kind_of(element)
        if tag == "ol":
            _number_items(element)
        elif tag == "li":
            self._marker = element.get(_NUMBER, " ") if self._kind is not Kind.NOTE else ""
        elif tag == "dt":
            self._marker = " "
        if tag == "pre" or _KEEPS_LINES.search(element.get("style") or ""):
            self._keeps_lines = True
        if self._voice.is_head:
            self._writer.add_furniture(seen_words(element), FurnitureKind.MAIL_HEADER)
        elif tag in _LISTS and _is_contents(element):
            self._writer.add_furniture(
                " ".join(_SPACES.sub(" ", text) for text in element.itertext()), FurnitureKind.CONTENTS
            )
        elif tag == "tr":
            self._row(element)
        else:
            self._children(element)
        self._flush()
        self._kind, self._level, self._marker, self._keeps_lines, self._voice = outer

    def _row(self, row: Tree) -> None:
        """Write a row of a table: a line for each cell, unless cells hold more than a few words."""
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if len(cells) < 2 or not all(map(_is_entry, cells)):
            self._children(row)
            return
        self._voice = self._voices.get(cells[0], self._voice)
        for cell in cells:
            self._children(cell)
            self._found.append("\n")
        if self._kind is Kind.BODY:
            self._kind = Kind.LIST

    def _flush(self) -> None:
        """Write what has gathered, paragraph by paragraph, and the notes that it calls."""
        found, is_bold = self._found, self._is_bold
        self._found, self._is_bold = [], True
        for fragments in split_at_blank_lines(found) if self._keeps_lines else split_paragraphs(found):
            self._paragraph(fragments, is_bold=is_bold)
        called, self._called = self._called, []
        if called:
            outer = self._kind, self._level, self._marker
            self._kind, self._level, self._marker = Kind.NOTE, 0, ""
            for note in called:
                self._children(note)
                self._flush()
            self._kind, self._level, self._marker = outer

    def _paragraph(self, fragments: list[Fragment], *, is_bold: bool) -> None:
        words = "".join(part for part in fragments if isinstance(part, str)).strip()
        kind = self._kind
        if self._keeps_lines and kind is Kind.BODY and all(map(_QUOTED.match, words.split("\n"))):
            kind, fragments = (
                Kind.BLOCKQUOTE,
                [_QUOTED.sub("", part) if isinstance(part, str) else part for part in fragments],
            )
            words = _QUOTED.sub("", words)
        if kind is Kind.BODY and self._marker and is_fragment(words):
            kind = Kind.LIST
        level = self._level if kind is Kind.HEADING else 0
        is_bold = is_bold and not self._marker
        content = [self._marker, *fragments] if words else fragments
        voice = self._voice
        if voice.is_quoted and kind is Kind.BODY:
            kind = Kind.BLOCKQUOTE
        is_others = voice.is_quoted or kind is Kind.BLOCKQUOTE  # who quotes does not say it
        time = None if voice.speaker else self._time
        self._writer.add(
            kind, content, level, speaker=voice.speaker if is_others else self._speaker, time=time, is_bold=is_bold
        )
        if words:
            self._marker = " " if self._marker else ""


def _initial(picture: Tree) -> str:
    """Return the letter that a picture shows at the beginning of a word; empty for any other picture."""
    letter = (picture.get("alt") or "").strip()
    tail = picture.tail or next((after.text or "" for after in picture.itersiblings()), "")
    return letter if len(letter) == 1 and letter.isalpha() and tail[:1].islower() else ""


def _kind_of(element: Tree) -> tuple[Kind, int]:
    """Return what paragraphs within an element are, and the level of a heading."""
    if element.tag in _HEADINGS:
        return Kind.HEADING, _HEADINGS[element.tag]
    if element.tag == "blockquote":
        return Kind.BLOCKQUOTE, 0
    return (Kind.REFERENCE if _REFERENCE.search(class_names(element)) else Kind.BODY), 0


def _is_hidden(element: Tree) -> bool:
    if is_page_mark(element):
        return False
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return "pagebreak" not in semantics(element)
    return _HIDDEN_STYLE.search(element.get("style") or "") is not None


def _is_permanent_link(element: Tree) -> bool:
    """Tell whether an element is the sign beside a heading that leads to the heading itself."""
    is_local = element.tag == "a" and (element.get("href") or "").startswith("#")
    return is_local and words_of(element) in ("¶", "#", "§", "🔗", "⁋")


def _is_contents(element: Tree) -> bool:
    """Tell whether a list holds links within the document and no words beside them."""
    links = [link for link in element.iter("a") if "#" in (link.get("href") or "") and len(words_of(link)) > 1]
    return len(links) >= _FEWEST_LINKS and sum(len(words_of(link)) for link in links) >= 0.8 * len(words_of(element))


def _is_entry(cell: Tree) -> bool:
    """Tell whether a cell of a table holds a few words and no paragraphs."""
    return is_fragment(words_of(cell)) and next(cell.iter(*(BLOCKS - {"td", "th"})), None) is None


def _number_items(items: Tree) -> None:
    """Give each item of a numbered list the number that is printed before it, a space behind it."""
    if "none" in (items.get("style") or ""):
        return
    start, letter = items.get("start") or "1", items.get("type") or "1"
    number = int(start) if start.isdecimal() and len(start) < 8 else 1
    for item in items:
        if item.tag == "li":
            is_letter = letter in ("a", "A") and 1 <= number <= 26
            item.set(_NUMBER, f"{chr(ord(letter) + number - 1) if is_letter else number}. ")
            number += 1
