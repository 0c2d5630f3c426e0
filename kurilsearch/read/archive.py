"""ZIP archives, which Word, OpenDocument and EPUB files are: their members, guarded against bombs and tricks."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kurilsearch.errors import UnreadableSourceError

MAX_UNPACKED = 1024 * 1024 * 1024
"""Bytes that all members may have together."""
MAX_MEMBERS = 20_000
MAX_RATIO = 250
"""How many times larger a member of more than RATIO_FROM bytes may be than its packed form; XML reaches 50."""
RATIO_FROM = 16 * 1024 * 1024

_BOMB = "It may be an archive bomb: remove it"
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    OSError,
    RuntimeError,
    NotImplementedError,
    LookupError,
)
"""What the standard library raises for an archive that is damaged."""
_DAMAGED = ("is damaged: its archive breaks off or is wrong", "Save it again, or get another copy")


@contextmanager
def open_archive(data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open the archive ``data``, after looking at what its directory says.

    Raises UnreadableSourceError where it is damaged, encrypted, has the same name twice or names that lead out of it,
    or would unpack to more than the limits; also where reading a member within the context finds it damaged.
    """
    try:
        archive = _open(io.BytesIO(data))
    except _FAULTS as error:
        raise UnreadableSourceError(*_DAMAGED) from error
    with archive:
        _check(archive.infolist())
        yield archive


def member(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """Return the content of a member; None where there is none of this name.

    Reads no more than the directory says. Raises UnreadableSourceError where it is damaged.
    """
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    try:
        with archive.open(info) as file:
            content = file.read(info.file_size + 1)
    except _FAULTS as error:
        raise UnreadableSourceError(*_DAMAGED) from error
    if len(content) > info.file_size:
        raise UnreadableSourceError(*_DAMAGED)
    return content


def with_members(archive: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    """Return a copy of an archive in which the members named by ``changed`` have other contents.

    Raises UnreadableSourceError where another member is damaged.
    """
    copied = io.BytesIO()
    with zipfile.ZipFile(copied, "w") as copy:
        for info in archive.infolist():
            content = changed[info.filename] if info.filename in changed else member(archive, info.filename)
            copy.writestr(zipfile.ZipInfo(info.filename), content or b"")  # not compressed: it is read once
    return copied.getvalue()


def archive_names(path: Path) -> frozenset[str]:
    """Return the names of the members of the archive ``path``; none where it is no sound archive."""
    try:
        with _open(path) as archive:
            return frozenset(archive.namelist())
    except _FAULTS:
        return frozenset()


def _open(file: Path | BinaryIO) -> zipfile.ZipFile:
    """Open an archive, whose names many programs write in UTF-8 without saying so."""
    try:
        return zipfile.ZipFile(file, metadata_encoding="utf-8")
    except UnicodeDecodeError:
        return zipfile.ZipFile(file)


def resolve(base: str, target: str) -> str:
    """Return the name of the member that ``target``, a relative address in the member ``base``, means."""
    from urllib.parse import unquote

    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(target.partition("#")[0]))).lstrip("/")


def _check(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS or sum(info.file_size for info in members) > MAX_UNPACKED:
        raise UnreadableSourceError("unpacks to more than a document can hold", _BOMB)
    names = set()
    for info in members:
        if info.flag_bits & 1:
            raise UnreadableSourceError("is encrypted", "Save it again without a password")
        if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise UnreadableSourceError("unpacks to far more than a document holds", _BOMB)
        parts = info.filename.replace("\\", "/").split("/")
        if ".." in parts or info.filename.startswith(("/", "\\")) or ":" in parts[0]:
            raise UnreadableSourceError("has members that lead out of its archive", "Do not open it: remove it")
        if info.filename in names:
            raise UnreadableSourceError("has two members of one name", "Save it again, or get another copy")
        names.add(info.filename)
