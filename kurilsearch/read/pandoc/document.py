"""A whole document that pandoc reads: its text and what it says of itself."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from kurilsearch.errors import PandocError, PandocMissingError, UnreadableSourceError
from kurilsearch.model import Kind, SourceText
from kurilsearch.programs.pandoc import run_pandoc
from kurilsearch.read.archive import member, open_archive
from kurilsearch.read.embedded_metadata import own_item
from kurilsearch.read.encoding.decode import decode
from kurilsearch.read.html.tree import named_entities_resolved
from kurilsearch.read.pandoc.blocks import write_blocks
from kurilsearch.read.pandoc.docx import plain_docx
from kurilsearch.read.pandoc.formats import Format
from kurilsearch.read.pandoc.inlines import Element
from kurilsearch.read.pandoc.latex_inputs import with_inputs
from kurilsearch.read.pandoc.metadata import meta_date, meta_list, meta_text, package_fields, pandoc_fields
from kurilsearch.read.pandoc.notebook import with_notes_in_cells
from kurilsearch.read.pandoc.odt import packed_odt, plain_odt
from kurilsearch.read.pandoc.rtf import plain_rtf
from kurilsearch.read.writer import TextWriter

_BIBLIOGRAPHY = re.compile(r"\\begin\{thebibliography\}(?:\{[^{}]{0,50}\})?")
_ENTRY = re.compile(r"\\bibitem(?:\[[^\]\n]{0,200}\])?\{[^{}\n]{0,100}\}")

_CATEGORY = re.compile(r"\[\[(?:Category|Kategorie|Catégorie|Categoría|Категория|カテゴリ):[^\[\]\n]{0,200}\]\]")
_XML = ("fb2", "jats", "docbook", "opml")
_BARE_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#x[\da-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)")
_IN_PREAMBLE = re.compile(
    r"^[ \t]*\\(?:(?:re)?newcommand|providecommand|def|DeclareMathOperator|newtheorem|title|author|date)\b[^\n]*$",
    re.MULTILINE,
)
_DOCUMENT_COMMAND = re.compile(
    r"\\(?:New|Renew|Provide|Declare)DocumentCommand[ \t]*\{?(\\[A-Za-z@]{1,60})\}?[ \t]*\{((?:[ \t]*m){0,9})[ \t]*\}"
)
"""A macro by the commands of LaTeX since 2020, whose arguments are all mandatory."""
_DOCUMENT = r"\begin{document}"

_WHOLE = {"rst": ("--standalone",)}
"""What tells pandoc that a file is a whole document, whose first heading is its title."""

TIME_LIMIT = 45.0
"""Seconds that pandoc may read one file: less than an index run gives to it, and then ends the process."""
SECONDS_PER_MEGABYTE = 8.0
"""Further seconds for each million bytes."""


def read_by_pandoc(data: bytes, format_: Format, path: Path) -> SourceText:
    """Return the text of the file ``path``, whose content is ``data``.

    Raises UnreadableSourceError where it is damaged or encrypted, where pandoc is missing or gives up, or where it
    holds no text.
    """
    encoding = "utf-8"
    if format_.name == "odt" and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        data = packed_odt(data)
    content: str | bytes = _checked(data, format_)
    if not format_.is_binary:
        content, encoding = decode(data)
        if format_.name == "latex":
            content = with_inputs(content, path)
            content = _with_bibliography(_DOCUMENT_COMMAND.sub(_as_new_command, content))
        elif format_.name == "ipynb":
            content = with_notes_in_cells(content)
        elif format_.name == "mediawiki":
            content = _CATEGORY.sub("", content)
        elif format_.name in _XML:
            content = _with_known_entities(content)
            data = content.encode("utf-8")
    fields = package_fields(format_.name, data)
    tree = (
        _read_latex(content)
        if isinstance(content, str) and format_.name == "latex"
        else read_tree(content, format_.reader)
    )
    writer = TextWriter()
    try:
        if format_.prints_title:
            _write_title(tree["meta"], writer)
        write_blocks(tree["blocks"], writer)
    except RecursionError:
        raise UnreadableSourceError("is nested too deeply", "Save it again as plain text") from None
    if writer.is_blank:
        raise UnreadableSourceError("holds no text", "It may hold pictures only")
    said = {name: value for name, value in pandoc_fields(tree["meta"]).items() if value}
    item = own_item({**fields, **said, **{name: value for name, value in fields.items() if value}}, path)
    return writer.source_text(format_.name, encoding, item)


def read_tree(content: str | bytes, reader: str) -> dict[str, Any]:
    """Return pandoc's tree of a document (``meta`` and ``blocks``). Raises UnreadableSourceError."""
    try:
        arguments = [f"--from={reader}", "--to=json", *_WHOLE.get(reader, ())]
        seconds = TIME_LIMIT + SECONDS_PER_MEGABYTE * len(content) / 1_000_000
        tree: dict[str, Any] = json.loads(run_pandoc(arguments, content, time_limit=seconds))
    except PandocMissingError as error:
        raise UnreadableSourceError("is of a kind that pandoc reads, and pandoc was not found", error.hint) from error
    except PandocError as error:
        reason = f"is damaged, or pandoc cannot read it ({error.message})"
        raise UnreadableSourceError(reason, "Save it again") from error
    except RecursionError:
        raise UnreadableSourceError("is nested too deeply", "Save it again as plain text") from None
    return tree


def _read_latex(content: str) -> dict[str, Any]:
    """Return the tree of a LaTeX document; without its preamble, macros and title aside, where that is the trouble."""
    try:
        return read_tree(content, "latex")
    except UnreadableSourceError as error:
        preamble, begin, body = content.partition(_DOCUMENT)
        if not begin or not preamble or "failed" not in error.message:
            raise
        kept = "\n".join(line for line in _IN_PREAMBLE.findall(preamble) if line.count("{") == line.count("}"))
        return read_tree(f"\\documentclass{{article}}\n{kept}\n{begin}{body}", "latex")


def _checked(data: bytes, format_: Format) -> bytes:
    """Return what pandoc is given; raises UnreadableSourceError for an archive that is damaged, encrypted or a bomb."""
    if format_.name == "rtf":
        return plain_rtf(data)
    if format_.name in ("docx", "odt"):
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise UnreadableSourceError(
                "is encrypted, or an old Word file under a new name", "Save it as .docx without a password"
            )
        with open_archive(data) as archive:
            manifest = member(archive, "META-INF/manifest.xml") or b""
            if b"encryption-data" in manifest:
                raise UnreadableSourceError("is encrypted", "Save it again without a password")
        return plain_docx(data) if format_.name == "docx" else plain_odt(data)
    return data


def _as_new_command(found: re.Match[str]) -> str:
    """Return the older command, which pandoc knows, for the newer one."""
    count = found[2].count("m")
    return f"\\newcommand{{{found[1]}}}" + (f"[{count}]" if count else "")


def _with_bibliography(latex: str) -> str:
    """Return LaTeX with the entries of its bibliography as paragraphs: pandoc makes one of all of them."""
    with_heading = _BIBLIOGRAPHY.sub(r"\\section*{References}", latex)
    return _ENTRY.sub("\n\n", with_heading).replace(r"\end{thebibliography}", "\n\n")


def _with_known_entities(xml: str) -> str:
    """Return XML with the characters that HTML's entities stand for; ampersands that begin none are written as such.

    Files made by hand have both. What a document type declares is left alone.
    """
    resolved = named_entities_resolved(xml)
    return resolved if "<!DOCTYPE" in resolved[:4096] else _BARE_AMPERSAND.sub("&amp;", resolved)


def _write_title(meta: dict[str, Any], writer: TextWriter) -> None:
    """Write title, authors and date as the head of the document prints them."""
    for name in ("title", "subtitle"):
        writer.add(Kind.HEADING, [meta_text(meta.get(name))], 1 if name == "title" else 0)
    for author in meta_list(meta.get("author")):
        writer.add(Kind.LIST, [author])
    writer.add(Kind.LIST, [meta_date(meta)])
    abstract = meta.get("abstract")
    if abstract is not None:
        is_blocks = abstract["t"] == "MetaBlocks"
        write_blocks(abstract["c"] if is_blocks else [{"t": "Para", "c": [_string(meta_text(abstract))]}], writer)


def _string(text: str) -> Element:
    return {"t": "Str", "c": text}
