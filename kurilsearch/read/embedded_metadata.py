"""What files say of themselves, as a CSL item: junk that programs put there is not taken for a title or an author."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import Path

from kurilsearch.csl.items import read_item
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.work import Item

_NUMBERED = r"[\s_-]*\(?\d*\)?"
_JUNK_TITLE = lazy_pattern(
    rf"(?:untitled|no title|title|sans titre|ohne titel|unbenannt|без названия|без имени|無題|题目|unknown|none|null"
    rf"|(?:new |neues |nouveau )?(?:microsoft )?(?:word |office |text|pdf )?(?:document|dokument|документ|文書|文档)"
    rf"(?: sans titre)?|presentation|präsentation|powerpoint presentation|slide|layout|template|normal|default"
    rf"|scan(?:ned document)?|cover|index){_NUMBERED}|about:blank|\d{{5,}}|[\W_]*",
    re.IGNORECASE,
)
_PROGRAM_BEFORE = re.compile(
    r"(?:microsoft (?:office )?(?:word|powerpoint|excel|publisher)|openoffice(?:\.org)? writer|libreoffice|adobe \w+)"
    r"\s*[-–:]\s*",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"\S*\.(?:docx?|odt|rtf|pdf|txt|tex|dvi|ps|eps|indd|qx[dp]|pmd|fm|p65|md|html?|xhtml|epub|wpd?|pages|xml|tmp|pub|pptx?)",
    re.IGNORECASE,
)
_JUNK_NAME = re.compile(
    rf"(?:user|owner|admin(?:istrator)?|root|author|authors|unknown(?: author)?|anonymous|none|null|default|guest|test"
    rf"|nobody|name|pc|laptop|desktop|computer|student|utilisateur|benutzer|besitzer|пользователь|админ|автор|作者"
    rf"|(?:microsoft|ms|windows|office|valued|registered|gateway|dell|hp|acer|lenovo|asus|compaq|home|your|the)"
    rf"(?: office)? ?(?:user|customer|inc\.?|owner|author|name)?|python-docx|pandoc|calibre|libreoffice|openoffice"
    rf"|adobe \w+|writer|[\W\d_]*|staff|word|office){_NUMBERED}",
    re.IGNORECASE,
)
_TIME_OF_DAY = re.compile(r"(?<=^\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")


def own_text(value: object) -> str:
    """Return the value of a field as text on one line: entities resolved, however often they were written twice."""
    text = str(value or "")
    for _ in range(3):
        if "&" not in text:
            break
        text = unescape(text)
    return " ".join("".join(char for char in text if char.isprintable() or char.isspace()).split())


def own_title(value: object, file: Path) -> str | None:
    """Return a title that a file gives itself; None where it is what a program puts there, or the file's name."""
    title = _PROGRAM_BEFORE.sub("", own_text(value), count=1).strip()
    if not title or _JUNK_TITLE.fullmatch(title) or _FILE_NAME.fullmatch(title) or _ADDRESS.fullmatch(title):
        return None
    is_name = title.casefold() in (file.stem.casefold(), file.name.casefold())
    if is_name and (" " not in title or _FILE_NAME.search(title)):
        return None
    if title.rpartition(".")[2].lower() in ("doc", "docx", "rtf", "odt", "indd", "qxd", "pmd", "wpd"):
        return None
    return title


def own_names(values: Iterable[object]) -> list[str]:
    """Return the names among ``values`` that could be those of authors: no account, no program, no address."""
    names = (own_text(value) for value in values)
    return [name for name in names if name and not _JUNK_NAME.fullmatch(name) and not _ADDRESS.fullmatch(name)]


def own_item(fields: Mapping[str, object], file: Path) -> Item:
    """Return what ``file`` says of itself, given by CSL variables, as a CSL item.

    ``fields`` may hold more: empty values and unknown names are left out. It is empty for nothing but junk.
    """
    told: dict[str, object] = {}
    for name, value in fields.items():
        if name == "title":
            told[name] = own_title(value, file)
        elif name in ("author", "editor", "translator"):
            told[name] = _people(value)
        else:
            told[name] = _TIME_OF_DAY.sub("", own_text(value)) if isinstance(value, str) else value
    item = {name: value for name, value in read_item(told).items() if name != "type" or fields.get("type")}
    if not item.keys() - {"type", "language"}:
        item.pop("type", None)
    return item


def _people(value: object) -> list[object]:
    """Return the people of a field: names as text, which are looked at, or CSL names, which are not."""
    values = value if isinstance(value, list) else [value]
    return [name for given in values for name in ([given] if isinstance(given, Mapping) else own_names([given]))]


def names_in_field(text: str) -> list[str]:
    """Return the names in one field; commas separate them only where each part is a name of several words."""
    text = own_text(text)
    parts = [part.strip() for part in re.split(r"\s*[;|]\s*|\s+(?:and|und|et|y|и|&)\s+", text)]
    if len(parts) == 1 and text.count(",") >= 1:
        pieces = [piece.strip() for piece in text.split(",")]
        if all(" " in piece for piece in pieces):
            parts = pieces
    return [part for part in parts if part]
