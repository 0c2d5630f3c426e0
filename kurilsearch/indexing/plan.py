"""What an index run has to do: the files of a walk held against those the library knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from kurilsearch.indexing.scan import Scan, SourceFile, scan
from kurilsearch.store import FailedSource, KnownSource, StoreReader

_PIECE = 1 << 20
"""Bytes that are read at once where a file's content is hashed: as a rule all."""


class Plan(NamedTuple):
    """What is to be done with which files.

    ``added`` and ``changed`` are read, in the order of names. ``moved`` and ``touched`` pair a document with its
    file as it is now; their text is the same, so they are not read. ``removed`` are documents whose file is gone.
    ``failures`` are known without reading: what the walk met, and files that failed before and are the same.
    ``recovered`` names earlier failures that are to be forgotten.
    """

    added: tuple[SourceFile, ...]
    changed: tuple[SourceFile, ...]
    moved: tuple[tuple[int, SourceFile], ...]
    touched: tuple[tuple[int, SourceFile], ...]
    removed: tuple[int, ...]
    unchanged: int
    failures: tuple[FailedSource, ...]
    recovered: tuple[str, ...]

    @property
    def to_read(self) -> list[SourceFile]:
        """The files to be read, in the order of names."""
        return sorted(self.added + self.changed, key=lambda source: source.file)


def plan_run(
    found: Scan,
    known: Sequence[KnownSource],
    failed: Sequence[FailedSource],
    *,
    retry_failed: bool = False,
    verify: bool = False,
) -> Plan:
    """Compare what a walk ``found`` with what the library has ``known`` and what ``failed`` before.

    A file in the same state is the same, unless ``verify`` distrusts that. Otherwise its content decides (SHA-256),
    and a new file with the content of one that is gone is that one, moved. A file that could not be looked at, or that
    lies in a folder that could not, is not taken for gone. ``retry_failed`` reads files again that failed and have not
    changed.
    """
    by_name = {source.file: source for source in known}
    refused = {} if retry_failed else {failure.file: failure for failure in failed}
    added, changed, touched, failures = [], [], [], list(found.failures)
    unchanged = 0
    for source in found.files:
        former, refusal = by_name.get(source.file), refused.get(source.file)
        if refusal is not None and refusal.state == source.state:
            failures.append(refusal)
        elif former is None:
            added.append(source)
        elif former.state == source.state and not verify:
            unchanged += 1
        elif former.state.size == source.size and former.sha256 == content_hash(source.path):
            touched.append((former.document, source))
        else:
            changed.append(source)
    gone = _gone(known, found)
    moved = _moved(gone, added)
    carried = {document for document, _ in moved}
    names = {source.file for _, source in moved}
    still = {failure.file for failure in failures}
    return Plan(
        added=tuple(source for source in added if source.file not in names),
        changed=tuple(changed),
        moved=tuple(moved),
        touched=tuple(touched),
        removed=tuple(source.document for source in gone if source.document not in carried),
        unchanged=unchanged + len(touched),
        failures=tuple(sorted(failures, key=lambda failure: failure.file)),
        recovered=tuple(failure.file for failure in failed if failure.file not in still),
    )


def count_stale(
    store: StoreReader,
    sources: Sequence[Path],
    root: Path,
    *,
    exclude: Iterable[Path] = (),
    exclude_globs: Sequence[str] = (),
) -> int:
    """Return how many files an index run would read, move or remove, judged by names, sizes and times alone."""
    endings = store.value("endings")
    known, failed = store.known_sources(), store.failures()
    names = {old.file for old in known} | {old.file for old in failed}
    found = scan(sources, root, exclude, exclude_globs, frozenset(endings.split()) if endings else None, names)
    # not by the whole state: a right that was given, or a folder that was copied, would make all its files new
    states = {(old.file, *old.state[:2]) for old in known}
    states.update((old.file, *old.state[:2]) for old in failed if old.state)
    unsure = {old.file for old in failed if old.state is None}  # tried at each run, which makes no run necessary
    fresh = [now for now in found.files if (now.file, *now.state[:2]) not in states and now.file not in unsure]
    return len(fresh) + len(_gone(known, found))


def content_hash(path: str) -> bytes:
    """Return the SHA-256 of a file's bytes; empty where it cannot be read, which is like no other file."""
    import hashlib

    digest = hashlib.sha256()
    try:
        with Path(path).open("rb", buffering=0) as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    except OSError:  # whoever reads it next reports it
        return b""
    return digest.digest()


def _gone(known: Iterable[KnownSource], found: Scan) -> list[KnownSource]:
    """Return the known files that the walk would have met if they were still there."""
    seen = {source.file for source in found.files}
    closed = {failure.file for failure in found.failures}
    return [source for source in known if source.file not in seen and not _lies_in(source.file, closed)]


def _lies_in(file: str, closed: set[str]) -> bool:
    """Say whether ``file`` is one of ``closed`` or lies in one of them, at any depth."""
    if not closed:
        return False
    if file in closed or ("." in closed and not Path(file).is_absolute()):
        return True
    return any(file[:end] in closed for end, character in enumerate(file) if character == "/")


def _moved(gone: Iterable[KnownSource], added: Iterable[SourceFile]) -> list[tuple[int, SourceFile]]:
    """Pair files that are gone with new ones of the same content; only new ones of the same size are looked into."""
    by_hash = {source.sha256: source for source in gone if source.sha256}
    sizes = {source.state.size for source in by_hash.values()}
    moved = []
    for source in added:
        former = by_hash.pop(content_hash(source.path), None) if source.size in sizes else None
        if former is not None:
            moved.append((former.document, source))
    return moved
