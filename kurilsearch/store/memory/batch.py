"""One transaction of a store in memory: the next state, which takes the place of the former one at its end."""

from __future__ import annotations

from dataclasses import replace

from kurilsearch.engines.engine import PassageTerms, without_document
from kurilsearch.model import Metadata
from kurilsearch.store.identity import next_document_id
from kurilsearch.store.memory.state import HeldDocument, State
from kurilsearch.store.records import FailedSource, FileState, IngestedDocument, PreparedDocument
from kurilsearch.work import Described


class MemoryBatch:
    """What is written together; see :class:`kurilsearch.store.protocol.Batch`."""

    def __init__(self, former: State) -> None:
        """Begin from ``former``, which stays as it is."""
        self._former = former
        self._documents = dict(former.documents)
        self._removed = dict(former.removed)
        self._failures = dict(former.failures)
        self._written: set[str] = set()
        self.revision = former.revision + 1
        self.removed: set[int] = set()
        self.added: list[PassageTerms] = []
        self.chars = 0
        self.changed = False

    def put(self, document: PreparedDocument, described: Described, metadata: Metadata) -> int:
        """Write ``document``, in place of what its file had before, and return its id; once for each file."""
        if document.file in self._written:
            raise ValueError(f"{document.file} was written to this batch before")
        self._written.add(document.file)
        for held in [held for held in self._documents.values() if held.ingested.file == document.file]:
            self.remove(held.id)
        ingested: IngestedDocument = document.content
        number = ingested.id
        while number in self._documents:
            number = next_document_id(number)
        held = HeldDocument(number, ingested, described, metadata, self.revision)
        self._documents[number] = held
        self._removed.pop(number, None)
        self._failures.pop(document.file, None)
        self.added += held.terms()
        self.chars += document.chars
        self.changed = True
        return number

    def remove(self, document: int) -> None:
        """Take a document out of the library."""
        del self._documents[document]
        self._removed[document] = self.revision
        self.removed.add(document)
        self.added = without_document(self.added, document)
        self.changed = True

    def move(self, document: int, file: str, state: FileState) -> None:
        """Say that a document's file is found under another name; its id and its passages stay."""
        self._documents[document] = self._documents[document].with_file(file, state)
        self.changed = True

    def touch(self, document: int, state: FileState) -> None:
        """Remember the new state of a document's file; what it says has not changed."""
        held = self._documents[document]
        self._documents[document] = held.with_file(held.ingested.file, state)

    def fail(self, failure: FailedSource) -> None:
        """Remember that a file could not be read. What the library holds of it stays."""
        self._failures[failure.file] = failure

    def forget_failure(self, file: str) -> None:
        """Forget a failure: the file is gone, or is about to be tried again."""
        self._failures.pop(file, None)

    def describe(self, document: int, described: Described, metadata: Metadata) -> None:
        """Change what is cited of a document."""
        self._documents[document] = replace(self._documents[document], described=described, metadata=metadata)
        self.changed = True

    def finish(self) -> State:
        """Return the state that the batch makes."""
        if not self.changed:
            self.revision = self._former.revision
        return State(self.revision, self._documents, self._removed, self._failures)
