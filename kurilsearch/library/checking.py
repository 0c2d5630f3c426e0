"""Checking: the quotations of a draft are held against the library's sources, and its citations too."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kurilsearch.errors import UnreadableSourceError, UsageError
from kurilsearch.hit import hit_at

if TYPE_CHECKING:
    from kurilsearch.check.check import Progress
    from kurilsearch.check.citation_verdict import CitedWork
    from kurilsearch.check.draft import QuotationsInDraft
    from kurilsearch.check.repair.repair import Repair
    from kurilsearch.check.report import DraftReport
    from kurilsearch.hit import Hit
    from kurilsearch.library.parts import Parts
    from kurilsearch.library.quoting import Quoting

_MOST_PLACES = 8
"""Places of a quotation that come into question: the cited work may not be the best of them."""

_HEAD = 400
_MOST_CITING = 50


@dataclass(frozen=True)
class Checking:
    """The part of a library that checks drafts by it."""

    parts: Parts
    quoting: Quoting

    def check(self, path: Path, progress: Progress | None) -> DraftReport:
        """Return the verdicts on a draft; see :meth:`kurilsearch.Library.check`."""
        from kurilsearch.check.check import Evidence, check_draft
        from kurilsearch.check.drafts.read import read_draft
        from kurilsearch.check.linking import LibraryWorks
        from kurilsearch.cite.hits import list_sources
        from kurilsearch.cited.works_of_hits import with_cited_works

        parts = self.parts
        try:
            draft = read_draft(path)
        except UnreadableSourceError as error:
            raise UsageError(f"{path} cannot be checked: {error.message}", error.hint) from error
        evidence = Evidence(
            folder=parts.settings.folder,
            documents={document.id: document for document in parts.store.documents()},
            works=LibraryWorks(list_sources(parts.store), self._listed_in),
            find=lambda words, documents: self.quoting.answer(words, _MOST_PLACES, documents, context=True),
            with_cited_works=lambda hits: with_cited_works(parts.store, parts.cache, hits),
            passage_at=self._passage_at,
            head=lambda document: parts.store.source_text(document)[:_HEAD],
        )
        return check_draft(draft, evidence, progress)

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

    def _passage_at(self, documents: frozenset[int], cited: CitedWork) -> Hit | None:
        """Return the first passage at the cited place of a cited work; None where no place is cited, or it has none."""
        from kurilsearch.check.places import is_at

        for document in map(self.parts.store.document, sorted(documents)):
            for stored in self.parts.store.passages(document.id):
                hit = hit_at(document, stored, (0, len(stored.passage.text)), rank=1, score=0.0)
                if stored.passage.paragraph is not None and any(is_at(place, hit, document) for place in cited.places):
                    return hit
        return None
