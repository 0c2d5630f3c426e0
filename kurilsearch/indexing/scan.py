"""Which files are sources: a walk through the folders of a library, which opens only those whose names do not tell."""

from __future__ import annotations

import os
import stat
import time
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from kurilsearch.store import FailedSource, FileState

VERSION_CONTROL = frozenset({"CVS", "_darcs", "SCCS", "RCS"})
"""Folders of version control that are not hidden."""

SETTINGS_FILES = frozenset({"kurilsearch.toml", "pyproject.toml", "equivalents.toml", "sources.toml"})
"""Files that may make their folder a library; they are no sources, and nobody need be told that they are not read."""

UNKNOWN_KIND = (
    "is of a kind that is not read",
    "save or export it as PDF, DOCX or text; `kurilsearch help formats` names what is read",
)

Identity = tuple[int, int]


class SourceFile(NamedTuple):
    """A file to be read, in the state in which the walk found it. ``file`` is its name in the library."""

    path: str
    file: str
    state: FileState

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return self.state.size


class Scan(NamedTuple):
    """What a walk found, ordered by name.

    ``files`` are the sources, ``failures`` what could not be looked at, ``bibliographies`` the files that describe
    sources; ``skipped`` counts the files that no reader knows, by ending. ``folders`` are those that it went
    through, by name, each with the time of its last change, as it was before the walk (:func:`changed_at`).
    """

    files: tuple[SourceFile, ...]
    failures: tuple[FailedSource, ...]
    bibliographies: tuple[Path, ...]
    skipped: Mapping[str, int]
    folders: Mapping[str, int]


def scan(
    sources: Sequence[Path],
    root: Path,
    exclude: Iterable[Path] = (),
    exclude_globs: Sequence[str] = (),
    endings: Collection[str] | None = None,
    known: Collection[str] = (),
) -> Scan:
    """Return the sources in the folders and files ``sources``; names are relative to the folder ``root``.

    Hidden files and folders, those of version control, the folders ``exclude`` and what one of ``exclude_globs``
    matches are left out; a glob without a slash is held against the last part of a name. A link to a
    folder is followed once, and after all real folders, so that a file is known by its real name. Pipes, sockets and
    devices are never opened. Nothing raises: what cannot be looked at is among the failures.

    ``endings`` (lower case, with the dot) are those of sources; bibliographies and the rest are then not looked for,
    which saves loading the readers; sources of other names are those that are ``known``. None asks the readers that are
    installed, and of a file whose name does not tell its content.
    """
    walk = _Walk(root, exclude, exclude_globs, endings, known)
    for source in sources:
        walk.start(source)
    walk.follow_links()
    return walk.result()


def find_bibliographies(sources: Sequence[Path], exclude: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Return the files among ``sources`` that describe the others, ordered by path."""
    return scan(sources, Path("/"), exclude).bibliographies


def library_name(path: str, root: str) -> str:
    """Return how the library calls the file at ``path``: relative to ``root`` where it lies inside, slashes forward.

    Both are absolute. Bytes of the name that are not UTF-8 are escaped, so that it can be stored and printed.
    """
    prefix = root.rstrip(os.sep) + os.sep
    name = "." if path == root else path.removeprefix(prefix)
    if os.sep != "/":
        name = name.replace(os.sep, "/")
    return name if name.isascii() else name.encode("utf-8", "backslashreplace").decode("utf-8")


def file_state(status: os.stat_result) -> FileState:
    """Return what ``status`` says of a file; inode numbers are cut to the 63 bits that every store can keep."""
    return FileState(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino & (1 << 63) - 1)


_TICK = 20_000_000
"""Nanoseconds in which the clock of a file system may not go on ..."""

_WHOLE_SECONDS = 2_000_000_000
"""... and those of one that counts seconds only."""


def changed_at(status: os.stat_result) -> int:
    """Return when a folder's names last changed, in nanoseconds; 0 where a later change may have the same time."""
    changed = status.st_mtime_ns
    tick = _TICK if changed % 1_000_000_000 else _WHOLE_SECONDS
    return changed if changed < time.time_ns() - tick else 0


def failed_to_open(file: str, error: OSError) -> FailedSource:
    """Return the failure of a file or folder that the system would not open; it is tried again at each run."""
    if isinstance(error, FileNotFoundError):
        return FailedSource(file, "does not exist", "put it back, or take it out of the library's sources")
    if isinstance(error, PermissionError):
        return FailedSource(file, "may not be read (permission denied)", "give yourself the right to read it")
    reason = error.strerror or str(error) or type(error).__name__
    return FailedSource(file, f"cannot be opened ({reason[:1].lower()}{reason[1:]})")


class _Walk:
    """The state of one walk. Folders wait on a stack rather than in calls, so that any depth will do."""

    def __init__(
        self,
        root: Path,
        exclude: Iterable[Path],
        exclude_globs: Sequence[str],
        endings: Collection[str] | None,
        known: Collection[str],
    ) -> None:
        # abspath, not resolve: a library behind a link keeps the name the user gave it
        self.root = os.path.abspath(root)  # noqa: PTH100
        self.endings = endings
        self.known = frozenset(known)
        self.files: dict[str, SourceFile] = {}
        self.failures: dict[str, FailedSource] = {}
        self.bibliographies: list[Path] = []
        self.skipped: Counter[str] = Counter()
        self.links: list[str] = []
        self.walked: dict[str, int] = {}
        # as if we had been in the excluded folders
        self.folders: set[Identity] = {
            identity for folder in exclude if (identity := _looked_up(str(folder))) is not None
        }
        self.globs = [glob.rstrip("/") for glob in exclude_globs]

    def start(self, source: Path) -> None:
        """Take up a folder or file that the library names."""
        path = os.path.abspath(source)  # noqa: PTH100
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError as error:
            self.fail(failed_to_open(self.name(path), error))
            return
        if stat.S_ISDIR(status.st_mode):
            self.folder(path, status)
        elif self.is_source(path):
            self.file(path, status)
        elif self.endings is not None or _is_bibliography(path):
            self.skip(path)
        else:
            self.fail(FailedSource(self.name(path), *UNKNOWN_KIND))

    def folder(self, path: str, status: os.stat_result) -> None:
        """Walk through a folder and all below it, unless that was done."""
        waiting = [(path, status)]
        while waiting:
            path, status = waiting.pop()
            identity = _identity(status, path)
            if identity in self.folders:
                continue
            self.folders.add(identity)
            self.walked[self.name(path)] = changed_at(status)
            try:
                with os.scandir(path) as entries:
                    for entry in entries:
                        if not self.left_out(entry):
                            self.entry(entry, waiting)
            except OSError as error:
                self.fail(failed_to_open(self.name(path), error))

    def left_out(self, entry: os.DirEntry[str]) -> bool:
        """Say whether a name is hidden or excluded."""
        if entry.name.startswith("."):
            return True
        return any(
            fnmatchcase(self.name(entry.path) if "/" in glob else entry.name, glob.removeprefix("/"))
            for glob in self.globs
        )

    def entry(self, entry: os.DirEntry[str], waiting: list[tuple[str, os.stat_result]]) -> None:
        """Look at one name in a folder."""
        try:
            if entry.is_symlink():
                self.links.append(entry.path)
            elif entry.is_dir():
                if entry.name not in VERSION_CONTROL:
                    # not entry.stat(), which gives no identity on Windows
                    waiting.append((entry.path, os.stat(entry.path)))  # noqa: PTH116
            elif not entry.is_file() or self.is_source(entry.path):
                # on Windows entry.stat() gives no identity
                self.file(entry.path, os.stat(entry.path) if os.name == "nt" else entry.stat())  # noqa: PTH116
            else:
                self.skip(entry.path)
        except FileNotFoundError:
            pass  # deleted since the folder was listed
        except OSError as error:
            self.fail(failed_to_open(self.name(entry.path), error))

    def file(self, path: str, status: os.stat_result) -> None:
        """Take up a file."""
        name = self.name(path)
        if not stat.S_ISREG(status.st_mode):
            self.fail(FailedSource(name, "is not a regular file", "pipes, sockets and devices are not read"))
            return
        known = self.files.setdefault(name, SourceFile(path, name, file_state(status)))
        if known.path != path:
            self.fail(FailedSource(f"{name} (second of that name)", "has a name that cannot be told from another's"))

    def is_source(self, path: str) -> bool:
        """Tell by its name whether a file is a source, and by its content where the name does not tell."""
        ending = os.path.splitext(path)[1].lower()  # noqa: PTH122
        if self.endings is None:
            from kurilsearch.read import is_readable_content

            if ending in self.readable:
                return True
            is_told = _is_bibliography(path) or os.path.basename(path) in SETTINGS_FILES  # noqa: PTH119
            return not is_told and is_readable_content(Path(path))
        return ending in self.endings or self.name(path) in self.known

    @cached_property
    def readable(self) -> frozenset[str]:
        """The endings of the installed readers."""
        from kurilsearch.read import readable_endings

        return frozenset(readable_endings())

    def skip(self, path: str) -> None:
        """Put a file aside that no reader knows."""
        if self.endings is not None:
            return
        if _is_bibliography(path):
            self.bibliographies.append(Path(path))
            return
        if os.path.basename(path) in SETTINGS_FILES:  # noqa: PTH119
            return
        ending = os.path.splitext(path)[1][1:].lower()  # noqa: PTH122
        self.skipped[ending.encode("utf-8", "backslashreplace").decode("utf-8")] += 1

    def follow_links(self) -> None:
        """Take up what the links lead to, unless the walk has met it by another way."""
        known = (
            {identity for file in self.files.values() if (identity := _looked_up(file.path))} if self.links else set()
        )
        while self.links:
            links, self.links = sorted(self.links), []
            for path in links:
                self.link(path, known)

    def link(self, path: str, known: set[Identity]) -> None:
        """Take up what one link leads to."""
        readable = self.is_source(path)
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError as error:
            if readable:  # a loop of links is an OSError too
                gone = isinstance(error, FileNotFoundError)
                failure = FailedSource(self.name(path), "is a link that leads nowhere", "mend or delete the link")
                self.fail(failure if gone else failed_to_open(self.name(path), error))
            return
        if stat.S_ISDIR(status.st_mode):
            if os.path.basename(path) not in VERSION_CONTROL:  # noqa: PTH119
                self.folder(path, status)
        elif readable or not stat.S_ISREG(status.st_mode):
            identity = _identity(status, path)
            if identity not in known:
                known.add(identity)
                self.file(path, status)
        else:
            self.skip(path)

    def name(self, path: str) -> str:
        return library_name(path, self.root)

    def fail(self, failure: FailedSource) -> None:
        self.failures.setdefault(failure.file, failure)

    def result(self) -> Scan:
        """Return what was found, in the order of names, whatever order the file system has."""
        files = tuple(self.files[name] for name in sorted(self.files))
        failures = tuple(self.failures[name] for name in sorted(self.failures))
        bibliographies, skipped = tuple(sorted(self.bibliographies)), dict(sorted(self.skipped.items()))
        return Scan(files, failures, bibliographies, skipped, self.walked)


def _is_bibliography(path: str) -> bool:
    from kurilsearch.describe.files.bibliography import is_bibliography_name

    return is_bibliography_name(Path(path))


def _looked_up(path: str) -> Identity | None:
    try:
        return _identity(os.stat(path), path)  # noqa: PTH116
    except OSError:  # gone since the walk met it; reading it will say so
        return None


def _identity(status: os.stat_result, path: str) -> Identity:
    """Return what tells a file or folder from all others, whatever its names."""
    if status.st_ino:
        return status.st_dev, status.st_ino
    return -1, hash(os.path.realpath(path))  # file systems without inode numbers
