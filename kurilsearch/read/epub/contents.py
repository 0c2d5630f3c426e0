"""Names of chapters: where a chapter prints its name as a paragraph, or not at all, the table of contents tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from kurilsearch.read.archive import member, resolve
from kurilsearch.read.epub.package import Package
from kurilsearch.read.guarded_xml import parse_xml, text_of
from kurilsearch.read.html.tree import Tree, decode_html, elements, parse_xhtml, remove, semantics, words_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", "div", "center", "td", "li", "blockquote", "span", "b", "strong")
_PARAGRAPHS = ("p", "div")
_NUMBER = re.compile(r"(?:(?:chapter|kapitel|chapitre|cap[ií]tulo|capitolo|глава)\s+)?[\divxlcdm]{1,8}[.):]?", re.I)
_LEADING_NUMBER = re.compile(rf"{_NUMBER.pattern}[\s.:)—–-]+", re.I)
_MOST_BLOCKS = 8
"""So many elements from where a chapter begins may hold its name."""
_LONGEST = 300
_FEWEST_WORDS = 30
"""A part of the book with fewer words is a cover, a title page or the like, and needs no name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: where it leads to (an empty ``place`` is a chapter's beginning), and its depth.

    ``depth`` is 1 for the outermost.
    """

    chapter: str
    place: str
    name: str
    depth: int


def read_contents(archive: ZipFile, package: Package) -> list[Entry]:
    """Return the table of contents of EPUB 3's navigation, else that of the NCX; empty where the book has neither."""
    entries: list[Entry] = []
    content = member(archive, package.navigation) if package.navigation else None
    if package.navigation and content is not None:
        for nav in parse_xhtml(decode_html(content).text).iter("nav"):
            if "toc" in semantics(nav).split() or "doc-toc" in semantics(nav).split():
                for link in nav.iter("a"):
                    depth = sum(above.tag in ("ol", "ul") for above in link.iterancestors())
                    _add(entries, package.navigation, link.get("href") or "", words_of(link), depth)
    content = member(archive, package.ncx) if package.ncx and not entries else None
    if package.ncx and content is not None:
        tree = parse_xml(content).find("navMap")
        for point in tree.findall("navPoint") if tree is not None else []:
            _add_points(entries, package.ncx, point, 1)
    return entries


def mark_chapters(root: Tree, chapter: str, entries: list[Entry]) -> None:
    """Make headings in the tree of a chapter of what the table of contents names, where they are none.

    A name that the chapter does not print is put before its text, where nothing else stands there as a heading.
    """
    body = root.find("body")
    if body is None:
        return
    by_id = {element.get("id"): element for element in elements(body) if element.get("id")}
    for entry in [entry for entry in entries if entry.chapter == chapter]:
        target = by_id.get(entry.place) if entry.place else body
        if target is not None:
            _mark_chapter(target, body, entry)


def _mark_chapter(target: Tree, body: Tree, entry: Entry) -> None:
    following = target.iter() if target is body else _from(target, body)
    first = list(islice((found for found in following if isinstance(found.tag, str)), 4 * _MOST_BLOCKS))
    if any(found.tag in _HEADINGS for found in first):
        return
    blocks = [found for found in first if found.tag in _BLOCKS and words_of(found) and not _holds_block(found)]
    wanted = _folded(entry.name)
    tag = _HEADINGS[min(entry.depth, len(_HEADINGS)) - 1]
    number = None
    for block in blocks[:_MOST_BLOCKS]:
        words = words_of(block)
        said = _folded(words)
        if said and said in (wanted, _folded(_LEADING_NUMBER.sub("", entry.name, count=1))):
            if number is not None and not _NUMBER.match(words):
                block.text = f"{words_of(number)} {block.text or ''}"
                remove(number)
            _as_heading(block, tag)
            return
        if len(words) > _LONGEST:
            break
        number = block if _NUMBER.fullmatch(words) else None
    if len(words_of(body).split()) >= _FEWEST_WORDS and re.search(r"[^\W\d_]", entry.name):
        heading = body.makeelement(tag, {})
        heading.text = entry.name
        if target is body:
            heading.tail, body.text = body.text, None
            body.insert(0, heading)
        else:
            _outermost(target, body).addprevious(heading)


def _as_heading(block: Tree, tag: str) -> None:
    """Make a block a heading; one that is a part of a line makes its line one."""
    while block.tag not in _PARAGRAPHS and block.getparent() is not None and block.getparent().tag in _PARAGRAPHS:
        if words_of(block.getparent()) != words_of(block):
            break
        block = block.getparent()
    block.tag = tag


def _from(target: Tree, body: Tree) -> list[Tree]:
    """Return the elements of a chapter from one on, in the order of the text."""
    every = list(elements(body))
    return every[every.index(target) :]


def _outermost(target: Tree, body: Tree) -> Tree:
    """Return the block that a place within a paragraph lies in: headings stand between paragraphs."""
    block = target
    for above in target.iterancestors():
        if above is body:
            break
        if above.tag == "p" or block.tag not in _PARAGRAPHS:
            block = above
    return block


def _holds_block(element: Tree) -> bool:
    return any(
        child.tag in (*_BLOCKS, *_HEADINGS) and child is not element for child in element.iter("p", "div", "td", "li")
    )


def _folded(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _add_points(entries: list[Entry], base: str, point: Element, depth: int) -> None:
    source = point.find("content")
    _add(entries, base, source.get("src", "") if source is not None else "", text_of(point.find("navLabel")), depth)
    for inner in point.findall("navPoint"):
        _add_points(entries, base, inner, depth + 1)


def _add(entries: list[Entry], base: str, address: str, name: str, depth: int) -> None:
    if address and name:
        entries.append(Entry(resolve(base, address), address.partition("#")[2], name, max(depth, 1)))
