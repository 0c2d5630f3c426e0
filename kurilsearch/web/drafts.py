"""Drafts that were dropped on the page: each is kept in a folder that goes when the server stops, and checked there."""

from __future__ import annotations

import json
import re
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from typing import TYPE_CHECKING, BinaryIO

from kurilsearch.errors import KurilsearchError, NoSuchSourceError, UsageError

if TYPE_CHECKING:
    from kurilsearch.check.report import DraftReport
    from kurilsearch.library.library import Library

MOST_DRAFTS = 8
"""Drafts that are kept; the oldest goes first."""

_CHUNK = 1 << 20
_STRANGE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
LONGEST_NAME = 120


def safe_name(given: str) -> str:
    """Return the name of a file that a browser sent as one that stays in its folder. Raises UsageError for none."""
    name = _STRANGE.sub("_", re.split(r"[/\\]", given)[-1]).strip(" .")
    stem, dot, ending = name.rpartition(".")
    name = f"{stem[: LONGEST_NAME - len(ending)]}.{ending}" if dot and len(ending) < 16 else name[:LONGEST_NAME]
    if not name or name.startswith("."):
        raise UsageError(f"`{given[:80]}` is no name of a file", "Give the file another name")
    return name


def save(source: BinaryIO, file: Path) -> None:
    """Write what a browser sent into a new file. Raises UsageError where there is one of this name."""
    try:
        with file.open("xb") as written:
            while chunk := source.read(_CHUNK):
                written.write(chunk)
    except FileExistsError as error:
        raise UsageError(f"{file.name} is there already", "Give the new file another name") from error


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft, how far its check is, and what it said; ``reasons`` set findings aside, by the hash of their words."""

    id: str
    file: Path
    done: int = 0
    all: int = 0
    report: DraftReport | None = None
    error: KurilsearchError | None = None
    reasons: dict[str, str] = field(default_factory=dict)

    @property
    def is_running(self) -> bool:
        """Whether it is being checked."""
        return self.report is None and self.error is None

    @property
    def set_aside_file(self) -> str:
        """The text of a ``kurilsearch-check.toml`` that sets the same findings aside."""
        return "\n".join(
            f"[[set_aside]]\nhash = {json.dumps(words)}\nreason = {json.dumps(reason, ensure_ascii=False)}\n"
            for words, reason in self.reasons.items()
        )


class Drafts:
    """The drafts of one server, checked one after another."""

    def __init__(self) -> None:
        """Begin without drafts."""
        self._folder: TemporaryDirectory[str] | None = None
        self._drafts: OrderedDict[str, CheckedDraft] = OrderedDict()
        self._lock = Lock()
        self._checking = Lock()
        self._threads: list[Thread] = []

    def add(self, library: Library, name: str, source: BinaryIO) -> str:
        """Keep a draft and begin to check it; return its id. Raises UsageError where it has no name."""
        name = safe_name(name)
        with self._lock:
            if self._folder is None:
                self._folder = TemporaryDirectory(prefix="kurilsearch-drafts-")
            id_ = secrets.token_hex(8)
            folder = Path(self._folder.name) / id_
            folder.mkdir(mode=0o700)
            while len(self._drafts) >= MOST_DRAFTS:
                _, oldest = self._drafts.popitem(last=False)
                _remove(oldest.file.parent)
        save(source, folder / name)
        self._put(CheckedDraft(id_, folder / name))
        thread = Thread(target=self._check, args=(library, id_), name="checking", daemon=True)
        self._threads = [each for each in self._threads if each.is_alive()] + [thread]
        thread.start()
        return id_

    def get(self, id_: str) -> CheckedDraft:
        """Return a draft. Raises NoSuchSourceError where it is gone."""
        with self._lock:
            if (known := self._drafts.get(id_)) is not None:
                return known
        raise NoSuchSourceError("This draft is not kept any more", "Drop it once more")

    def all(self) -> list[CheckedDraft]:
        """Return the drafts, the newest first."""
        with self._lock:
            return list(reversed(self._drafts.values()))

    def set_aside(self, library: Library, id_: str, words_hash: str, reason: str) -> None:
        """Let a finding stand for a reason; without one it is a finding again. Raises NoSuchSourceError."""
        draft = self.get(id_)
        if draft.report is None:
            return
        reasons = {words: why for words, why in draft.reasons.items() if words != words_hash}
        if reason:
            reasons[words_hash] = reason
        bare = replace(
            draft.report,
            quotations=tuple(
                replace(each, set_aside=None) if each.words_hash in draft.reasons else each
                for each in draft.report.quotations
            ),
        )
        self._put(replace(draft, report=library.set_aside(bare, reasons), reasons=reasons))

    def wait(self) -> None:
        """Return when nothing is checked any more."""
        for thread in self._threads:
            thread.join()

    def close(self) -> None:
        """Forget the drafts and delete their folder."""
        with self._lock:
            self._drafts.clear()
            if self._folder is not None:
                self._folder.cleanup()
            self._folder = None

    def _check(self, library: Library, id_: str) -> None:
        with self._checking:
            try:
                report = library.check(self.get(id_).file, progress=self._note(id_))
                self._change(id_, lambda draft: replace(draft, report=report))
            except KurilsearchError as error:
                told = error
                self._change(id_, lambda draft: replace(draft, error=told))
            except Exception as error:  # a fault of ours: the page must not say for ever that it checks
                fault = KurilsearchError(f"This is a fault of kurilsearch itself: {error!r}")
                self._change(id_, lambda draft: replace(draft, error=fault))
                raise

    def _note(self, id_: str) -> Callable[[int, int], None]:
        return lambda done, every: self._change(id_, lambda draft: replace(draft, done=done, all=every))

    def _change(self, id_: str, change: Callable[[CheckedDraft], CheckedDraft]) -> None:
        with self._lock:
            if id_ in self._drafts:
                self._drafts[id_] = change(self._drafts[id_])

    def _put(self, draft: CheckedDraft) -> None:
        with self._lock:
            self._drafts[draft.id] = draft


def _remove(folder: Path) -> None:
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)
