"""Checking: the quotations of a draft are held against the library's sources, and its citations too."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kurilsearch.errors import UnreadableSourceError, UsageError

if TYPE_CHECKING:
    from kurilsearch.check.check import Evidence, Progress
    from kurilsearch.check.draft import Draft, QuotationsInDraft
    from kurilsearch.check.mutation.report import MutationReport
    from kurilsearch.check.places import Place
    from kurilsearch.check.repair.repair import Repair
    from kurilsearch.check.report import DraftReport
    from kurilsearch.check.set_aside import SetAside
    from kurilsearch.hit import Hit
    from kurilsearch.library.parts import Parts
    from kurilsearch.library.quoting import Quoting
    from kurilsearch.quotation_result import QuotationResult

_MOST_PLACES = 8
"""Places of a quotation that come into question: the cited work may not be the best of them."""

_MOST_CITING = 50

_PAUSE = 0.1
"""Seconds between two looks at a draft that is watched."""


class Checking:
    """The part of a library that checks drafts by it."""

    def __init__(self, parts: Parts, quoting: Quoting) -> None:
        """Take what it works with."""
        self.parts = parts
        self.quoting = quoting

    def check(
        self, path: Path, progress: Progress | None, *, baseline: Path | None = None, changed_since: str | None = None
    ) -> DraftReport:
        """Return the verdicts on a draft; see :meth:`kurilsearch.Library.check`."""
        return self._check(path, self._evidence(), progress, baseline, changed_since)

    def watch(self, path: Path) -> Iterator[DraftReport | UsageError]:
        """Yield the verdicts on a draft, and again each time it changed; see :meth:`kurilsearch.Library.watch`."""
        evidence = self._evidence(remembers=True)
        seen: object = None
        while True:
            state = _state_of_draft(path)
            if state == seen:
                time.sleep(_PAUSE)
                continue
            seen = state
            try:
                report = self._check(path, evidence, None)
            except UsageError as error:
                yield error
            else:
                yield report

    def _evidence(self, *, remembers: bool = False) -> Evidence:
        """Return what drafts are held against; with ``remembers`` no question is put to the library twice."""
        from kurilsearch.check.borrowing.find import find_borrowings
        from kurilsearch.check.borrowing.region import BorrowingMemory
        from kurilsearch.check.check import Evidence
        from kurilsearch.check.linking import LibraryWorks
        from kurilsearch.cite.hits import list_sources
        from kurilsearch.cited.works_of_hits import with_cited_works

        parts = self.parts
        memory = BorrowingMemory() if remembers else None

        def find(words: str, documents: frozenset[int] | None) -> QuotationResult:
            return self.quoting.answer(words, _MOST_PLACES, documents, context=True)

        find_once = cache(find)

        def find_all(texts: Sequence[str], documents: frozenset[int] | None) -> Iterator[QuotationResult]:
            if remembers:
                return (find_once(words, documents) for words in texts)
            return self.quoting.answers(texts, _MOST_PLACES, documents, context=True)

        return Evidence(
            folder=parts.settings.folder,
            documents={document.id: document for document in parts.store.documents()},
            works=LibraryWorks(list_sources(parts.store), cache(self._listed_in)),
            find=find_once if remembers else find,
            find_all=find_all,
            with_cited_works=lambda hits: with_cited_works(parts.store, parts.cache, hits),
            find_borrowings=lambda draft, quotations, citations, never: find_borrowings(
                draft, quotations, citations, parts.store, parts.engine, never=never, memory=memory
            ),
            passage_at=cache(self._passage_at) if remembers else self._passage_at,
            unreadable=[failure.file for failure in parts.store.failures()],
        )

    def _check(
        self,
        path: Path,
        evidence: Evidence,
        progress: Progress | None,
        baseline: Path | None = None,
        changed_since: str | None = None,
    ) -> DraftReport:
        from kurilsearch.check.check import check_draft
        from kurilsearch.check.drafts.read import read_draft
        from kurilsearch.check.set_aside import only_changed, only_new, set_findings_aside

        try:
            draft = read_draft(path)
        except UnreadableSourceError as error:
            raise UsageError(f"{path} cannot be checked: {error.message}", error.hint) from error
        earlier = _read_at_revision(path, changed_since, draft.is_own_text) if changed_since else None
        report = set_findings_aside(check_draft(draft, evidence, progress), _set_aside_for(draft))
        if baseline is not None:
            report = only_new(report, _read_baseline(baseline))
        return report if earlier is None else only_changed(report, earlier)

    def set_aside(self, report: DraftReport, reasons: Mapping[str, str]) -> DraftReport:
        """Return a report of which findings are set aside; see :meth:`kurilsearch.Library.set_aside`."""
        from kurilsearch.check.set_aside import SetAside, set_findings_aside

        entries = [SetAside(words_hash, reason, "the page") for words_hash, reason in reasons.items()]
        return set_findings_aside(report, entries)

    def mutate(self, count: int, seed: int, progress: Progress | None) -> MutationReport:
        """Return how far checks can be trusted here; see :meth:`kurilsearch.Library.mutate`."""
        from kurilsearch.check.mutation.run import run_mutation

        return run_mutation(self._evidence(), self.parts.store.passages, count, seed, progress)

    def repair(self, report: DraftReport, *, track: bool) -> Repair:
        """Set a draft right in a copy; see :meth:`kurilsearch.Library.repair`."""
        from kurilsearch.check.repair.repair import repair_draft

        return repair_draft(report, track=track)

    def undo_repair(self, changes: Path) -> Path:
        """Take the changes of a list back; see :meth:`kurilsearch.Library.undo_repair`."""
        from kurilsearch.check.repair.repair import undo_repair

        return undo_repair(changes)

    def quotations_in(self, text: str) -> QuotationsInDraft:
        """Return the quotations of a text in Markdown, or of a plain one, and the marks that have no mate."""
        from kurilsearch.check.draft import Draft
        from kurilsearch.check.drafts.markdown import read_markdown
        from kurilsearch.check.quotations.find import find_quotations

        blocks = tuple(read_markdown(text))
        return find_quotations(Draft(Path(), "markdown", text, blocks, "und", True))

    def _listed_in(self, work: str) -> frozenset[int]:
        """Return the documents that cite a work and list it."""
        from kurilsearch.cited.passages import find_citing

        parts = self.parts
        try:
            found = find_citing(
                parts.store,
                parts.cache,
                parts.engine,
                parts.sentences,
                work,
                _MOST_CITING,
                equivalents=parts.equivalents,
            )
        except UsageError:  # it names no work that could be looked for
            return frozenset()
        return frozenset(passage.hit.document for passage in found.passages)

    def _passage_at(self, documents: frozenset[int], places: tuple[Place, ...]) -> Hit | None:
        """Return the first passage of some documents at one of these places; None where none stands there."""
        from kurilsearch.check.places import is_at, may_be_at
        from kurilsearch.hit import hit_at

        for document in map(self.parts.store.document, sorted(documents)):
            for stored in self.parts.store.passages(document.id) if places else ():
                if stored.passage.paragraph is None or not any(may_be_at(place, stored, document) for place in places):
                    continue
                hit = hit_at(document, stored, (0, len(stored.passage.text)), rank=1, score=0.0)
                if any(is_at(place, hit, document) for place in places):
                    return hit
        return None


def _state_of_draft(path: Path) -> list[tuple[int, int] | None]:
    """Return what changes when a draft is saved, or what sets findings aside, or a file that LaTeX takes in."""
    from kurilsearch.check.set_aside import SET_ASIDE_FILE

    taken_in = sorted(path.parent.rglob("*.tex")) if path.suffix.lower() == ".tex" else ()
    states: list[tuple[int, int] | None] = []
    for file in (path, path.parent / SET_ASIDE_FILE, *taken_in):
        try:
            status = file.stat()
        except OSError:  # it is not there, or is just being replaced
            states.append(None)
        else:
            states.append((status.st_mtime_ns, status.st_size))
    return states


def _set_aside_for(draft: Draft) -> Iterator[SetAside]:
    """Yield what the comments of a draft and the file beside it set aside. Raises UsageError for a bad file."""
    from kurilsearch.check.set_aside import SET_ASIDE_FILE, read_set_aside, set_aside_in_comments

    if draft.is_own_text:
        yield from set_aside_in_comments(draft.text)
    beside = draft.path.parent / SET_ASIDE_FILE
    if beside.is_file():
        yield from read_set_aside(_read_text(beside), SET_ASIDE_FILE)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}", "Name a file in UTF-8") from error


def _read_baseline(path: Path) -> Mapping[str, Any]:
    try:
        record = json.loads(_read_text(path))
    except json.JSONDecodeError as error:
        raise UsageError(f"{path} is no JSON: {error}", "Make it: kurilsearch check DRAFT --format json") from error
    return record if isinstance(record, dict) else {}


def _read_at_revision(path: Path, revision: str, is_own_text: bool) -> str:
    """Return the text of a draft at a revision in git; empty where it was not there. Raises UsageError."""
    from kurilsearch.programs.git import file_at_revision
    from kurilsearch.read.encoding.decode import decode

    if not is_own_text:
        raise UsageError(f"{path} is no text, so that its changes cannot be told", "Leave out --changed-since")
    content = file_at_revision(path, revision)
    return decode(content)[0] if content else ""
