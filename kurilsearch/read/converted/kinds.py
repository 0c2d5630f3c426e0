"""The formats that only other programs read: what they are, which program reads them, and what a user can do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_OFFICE = ("soffice", "libreoffice")
_OFFICE_ARGUMENTS = ("--headless", "-env:UserInstallation=file://{folder}/profile", "--convert-to")
_CALIBRE = ("ebook-convert",)


@dataclass(frozen=True, slots=True)
class ForeignKind:
    """A format that is read by a program, if at all. ``becomes`` is the ending of what ``programs`` make of it."""

    what: str
    endings: tuple[str, ...]
    hint: str
    programs: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    becomes: str = ""
    brings: str = ""


def _by_office(what: str, endings: tuple[str, ...], becomes: str) -> ForeignKind:
    arguments = (*_OFFICE_ARGUMENTS, becomes.lstrip("."), "--outdir", "{folder}", "{in}")
    return ForeignKind(what, endings, f"Save it as {becomes} or PDF", _OFFICE, arguments, becomes, "LibreOffice")


def _by_calibre(what: str, endings: tuple[str, ...]) -> ForeignKind:
    return ForeignKind(
        what, endings, "Convert it to EPUB, with Calibre for instance", _CALIBRE, ("{in}", "{out}"), ".epub", "Calibre"
    )


FOREIGN_KINDS = (
    _by_office("an old Word file", (".doc", ".dot"), ".docx"),
    _by_office("a file of an old word processor", (".wpd", ".wps", ".wri", ".sxw", ".hwp"), ".docx"),
    _by_office("an old PowerPoint file", (".ppt", ".pps"), ".pptx"),
    _by_office("an old spreadsheet", (".xls", ".xlt", ".xlsb", ".sxc"), ".xlsx"),
    _by_calibre("a Kindle book", (".mobi", ".azw", ".azw3", ".prc", ".kfx")),
    _by_calibre("a book of an old reader", (".lit", ".lrf", ".pdb", ".snb", ".chm")),
    ForeignKind(
        "a DjVu file", (".djvu", ".djv"), "Convert it to PDF or text, with djvutxt or ddjvu for instance",
        ("djvutxt",), ("{in}", "{out}"), ".txt", "DjVuLibre",
    ),
    ForeignKind("a Pages document", (".pages",), "Export it from Pages as Word, PDF or EPUB"),
    ForeignKind("a Keynote presentation", (".key",), "Export it from Keynote as PowerPoint (.pptx) or PDF"),
    ForeignKind("a Numbers spreadsheet", (".numbers",), "Export it from Numbers as Excel (.xlsx), CSV or PDF"),
    ForeignKind("a OneNote section", (".one", ".onetoc2"), "Export it from OneNote as Word (.docx) or PDF"),
    ForeignKind("an Outlook mailbox", (".pst", ".ost"), "Export its mail as .mbox or .eml"),
    ForeignKind("a PostScript file", (".ps", ".eps"), "Convert it to PDF, with ps2pdf for instance"),
    ForeignKind("an XPS document", (".xps", ".oxps"), "Print or save it as PDF"),
    ForeignKind("a file of a layout program", (".indd", ".pub", ".qxp", ".vsd", ".vsdx"), "Export it as PDF"),
    ForeignKind("a comic of pictures", (".cbz", ".cbr"), "Convert it to PDF, and index with --ocr"),
)  # fmt: skip

_BY_ENDING = {ending: kind for kind in FOREIGN_KINDS for ending in kind.endings}


def kind_by_content(start: bytes) -> ForeignKind | None:
    """Return the kind that the first bytes of a file tell; None where they tell none."""
    if start[60:68] in (b"BOOKMOBI", b"TEXtREAd"):
        return _BY_ENDING[".mobi"]
    return _BY_ENDING[".djvu"] if start.startswith(b"AT&TFORM") else None


def kind_of(path: Path, start: bytes) -> ForeignKind:
    """Return the kind of a file by its first bytes, else by its ending, which is one of FOREIGN_KINDS."""
    return kind_by_content(start) or _BY_ENDING[path.suffix.lower()]
