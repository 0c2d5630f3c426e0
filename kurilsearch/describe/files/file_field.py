r"""The ``file`` field of a BibTeX entry, as reference managers write it.

========================= ======================================================
Zotero                    ``Full Text:files/12/x.pdf:application/pdf;Snapshot:…``
Better BibTeX             ``/home/me/x.pdf;/home/me/y.pdf``, ``C\:\\Users\\me\\x.pdf``
JabRef                    ``:path/to/x.pdf:PDF``, with ``\:`` and ``\;`` inside names
Mendeley                  ``:C$\backslash$:/Users/me/x.pdf:pdf``
========================= ======================================================
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kurilsearch.describe.files.latex import decode_commands

_MENDELEY_DRIVE = re.compile(r"\$\\backslash\$:")
_ACCENT = re.compile(r"\{\\(?:[^{}]|\{[^{}]*\})+\}|\\[`'^~=.\"]\{?[A-Za-z]\}?|\\[cvuHkrd]\{[A-Za-z]\}|\\ss\{\}")
"""A letter as LaTeX writes it, in braces of its own or behind an accent: no part of a path has such a form."""
_ADDRESS = re.compile(r"(?:file|internal-pdf)://(?:localhost)?/*", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\:;_&%#])")
_ITEM = re.compile(r"(?:\\.|[^\\;])+", re.DOTALL)
_PART = re.compile(r"(?:\\.|[^\\:])*", re.DOTALL)


def split_file_field(value: str) -> tuple[str, ...]:
    """Return the paths in a ``file`` field, and last the field as a whole, in case it is one odd file name."""
    value = _MENDELEY_DRIVE.sub(":", value.strip())
    if _ADDRESS.match(value):
        return (local_path(value),)
    value = value.replace(r"\textasciitilde ", "~").replace(r"\textasciitilde", "~").replace(r"\~{}", "~")
    value = _ACCENT.sub(lambda letter: decode_commands(letter[0]).strip("{}"), value)
    paths = [path for item in _ITEM.findall(value) if (path := _path_of(item.strip()))]
    whole = _unescape(value)
    return tuple(paths if whole in paths else [*paths, whole]) if whole else ()


def local_path(path: str) -> str:
    """Return the path of a ``file:`` address; other paths as they are (EndNote's ``internal-pdf://`` too)."""
    from urllib.parse import unquote

    found = _ADDRESS.match(path)
    return unquote(path[found.end() :]) if found else path


def files_of(value: object) -> tuple[str, ...]:
    """Return the paths of a data file's ``file``: one text, a list of them, or of objects that have a ``path``."""
    named: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        path = (one.get("path") or one.get("localPath")) if isinstance(one, Mapping) else one
        named += split_file_field(path) if isinstance(path, str) else ()
    return tuple(dict.fromkeys(named))


def _path_of(item: str) -> str:
    """Return the path in ``description:path:type``, ``:path:type``, ``path:type`` or a bare path."""
    parts = _rejoin_drive(_split_at_colons(item))
    if len(parts) >= 3:
        path = ":".join(parts[1:-1])
    elif len(parts) == 2:
        path = parts[0] if _looks_like_type(parts[1]) and parts[0] else parts[1]
    else:
        path = item
    return _unescape(path)


def _split_at_colons(item: str) -> list[str]:
    """Split at the colons that no backslash escapes."""
    parts: list[str] = []
    position = 0
    while position <= len(item):
        part = _PART.match(item, position)
        end = part.end() if part else position
        parts.append(item[position:end])
        position = end + 1
    return parts


def _rejoin_drive(parts: list[str]) -> list[str]:
    r"""Put ``C`` and ``\Users`` together again: a single letter before a slash is a Windows drive."""
    joined: list[str] = []
    for part in parts:
        if joined and re.fullmatch(r"[A-Za-z]", joined[-1]) and part.startswith(("/", "\\")):
            joined[-1] += ":" + part
        else:
            joined.append(part)
    return joined


def _looks_like_type(part: str) -> bool:
    """Return whether this is ``PDF`` or ``application/pdf`` rather than a path."""
    return re.fullmatch(r"[A-Za-z0-9]{0,8}|[a-z]+/[A-Za-z0-9.+-]+", part) is not None


def _unescape(path: str) -> str:
    return _ESCAPED.sub(r"\1", path).replace("{", "").replace("}", "").strip()
