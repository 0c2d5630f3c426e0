"""Reading: the library's documents, their passages, their text, and what is known of each as a work."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kurilsearch.errors import NoSuchSourceError
from kurilsearch.model import Document, Furniture, StoredPassage

if TYPE_CHECKING:
    from kurilsearch.cite.hits import Source
    from kurilsearch.hit import Hit
    from kurilsearch.layout import PageBox
    from kurilsearch.library.parts import Parts


class Reading:
    """The part of a library that shows what it holds."""

    def __init__(self, parts: Parts) -> None:
        """Take what it works with."""
        self.parts = parts

    def documents(self) -> tuple[Document, ...]:
        """Return the documents, ordered by file."""
        return self.parts.store.documents()

    def document(self, file: Path | str) -> Document:
        """Return the document that ``file`` names; see :meth:`kurilsearch.Library.find_document`."""
        documents = {document.file: document for document in self.documents()}
        return documents[self._find_file(file, documents)]

    def sources(self, files: Iterable[Path | str] | None) -> tuple[Source, ...]:
        """Return documents with what is known of them; see :meth:`kurilsearch.Library.sources`."""
        from kurilsearch.cite.hits import list_sources

        listed = list_sources(self.parts.store)
        if files is None:
            return listed
        by_file: Mapping[str, Source] = {source.document.file: source for source in listed}
        return tuple(by_file[self._find_file(file, by_file)] for file in files)

    def weighed_sources(self, files: Iterable[Path | str] | None) -> tuple[Source, ...]:
        """Return sources with the doubts of each; see :meth:`kurilsearch.Library.weighed_sources`."""
        from kurilsearch.cited.testimony import weighed_by_lists

        store, cache, engine = self.parts.store, self.parts.cache, self.parts.engine
        equivalents = self.parts.equivalents
        weighed = []
        for source in self.sources(files):
            guess = weighed_by_lists(store, cache, engine, source.document, source.described, equivalents=equivalents)
            weighed.append(replace(source, described=replace(source.described, candidates=guess)))
        return tuple(weighed)

    def as_sources(self, given: Iterable[Source | Path | str]) -> list[Source]:
        """Return sources as they are, and those that files name, which are looked up together."""
        every = list(given)
        files = [one for one in every if isinstance(one, Path | str)]
        named = iter(self.sources(files) if files else ())
        return [next(named) if isinstance(one, Path | str) else one for one in every]

    def passage(self, passage: int) -> StoredPassage:
        """Return the passage with this id. Raises NoSuchSourceError where it is gone."""
        try:
            return self.parts.store.passage(passage)
        except KeyError:
            raise NoSuchSourceError(
                f"The library holds no passage {passage}", "Its document was changed or removed: search again"
            ) from None

    def passages(self, file: Path | str) -> list[StoredPassage]:
        """Return the passages of a document in order. Raises NoSuchSourceError."""
        return self.parts.store.passages(self.document(file).id)

    def source_text(self, file: Path | str) -> str:
        """Return the text that all offsets of a document index. Raises NoSuchSourceError."""
        return self.parts.store.source_text(self.document(file).id)

    def furniture(self, file: Path | str) -> tuple[Furniture, ...]:
        """Return the regions of a document that are never quoted, in order. Raises NoSuchSourceError."""
        return self.parts.store.furniture(self.document(file).id)

    def boxes(self, hit: Hit) -> list[PageBox]:
        """Return where the words of a hit stand on the pages of its file, one box a line."""
        layout = self.parts.store.layout(hit.document)
        return [box for start, end in hit.pieces for box in layout.boxes(start, end)] if layout else []

    def _with_made_key(self, typed: str) -> str | None:
        """Return the file of the source whose cite key is ``typed``, as `kurilsearch sources` says it."""
        from kurilsearch.cite.hits import list_sources

        key = typed.strip("@ ").casefold()
        sources = list_sources(self.parts.store)
        return next((source.document.file for source in sources if source.key.casefold() == key), None)

    def _find_file(self, file: Path | str, files: Collection[str]) -> str:
        """Return the one of ``files`` that ``file`` means. Raises NoSuchSourceError."""
        from kurilsearch.library.source_names import find_file, find_named

        folder = self.parts.settings.folder
        try:
            return find_file(str(file), files, folder)
        except NoSuchSourceError:
            if named := find_named(str(file), self.documents()) or self._with_made_key(str(file)):
                return named
            failures = {failure.file: failure for failure in self.parts.store.failures()}
            failure = failures[find_file(str(file), {*files, *failures}, folder)]
            raise NoSuchSourceError(f"{failure.file} could not be read: {failure.reason}", failure.hint) from None
