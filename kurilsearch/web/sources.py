"""Sources: what is known, guessed, missing or unreadable, and why; what is known is edited, and files are added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from kurilsearch.errors import UsageError
from kurilsearch.library.bulk import UnmatchedEntry, guesses_of, table_of
from kurilsearch.library.source_fields import guessed_fields, known_fields
from kurilsearch.library.status import FailedSource, LibraryStatus, commonest_first
from kurilsearch.web.asking import Ask
from kurilsearch.web.drafts import safe_name, save
from kurilsearch.web.parts import Part, part_of
from kurilsearch.web.reading import document_of
from kurilsearch.web.wording import field_label
from kurilsearch.work import Origin, OriginKind

if TYPE_CHECKING:
    from kurilsearch.cite.hits import Source

LONGEST_VALUE = 2_000


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source in the list, with what of it is guessed and what a complete citation lacks."""

    id: str
    source: Source
    title: str
    authors: str
    guessed: list[str]
    missing: list[str]


@dataclass(frozen=True, slots=True)
class SourcesView:
    """All that is known of the library's sources."""

    status: LibraryStatus
    stale: int
    sources: Part[ListedSource]
    failures: tuple[FailedSource, ...]
    skipped: list[tuple[str, int]]
    problems: tuple[str, ...]
    unmatched: tuple[UnmatchedEntry, ...]
    guessed: int
    can_add: bool


@dataclass(frozen=True, slots=True)
class EditedField:
    """A field of a source as it is edited: its name, what it is called, its value, and where that is known from."""

    name: str
    label: str
    value: str
    origin: str
    is_guess: bool


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with its fields."""

    listed: ListedSource
    fields: list[EditedField]


def show_all(ask: Ask) -> Response:
    """List the sources."""
    library = ask.library
    status = library.status()
    listed = [_listed(source) for source in library.sources()] if library.is_indexed else []
    return ask.page(
        "sources.html",
        SourcesView(
            status,
            library.stale_files(),
            part_of(ask, listed, lambda each: f"{each.authors} {each.title} {each.source.document.file}"),
            status.failures,
            commonest_first(status.skipped),
            library.bibliography_problems(),
            library.unmatched_entries() if library.is_indexed else (),
            sum(bool(each.guessed) for each in listed),
            _folder_for_new(ask) is not None,
        ),
    )


def _listed(source: Source) -> ListedSource:
    metadata = source.document.metadata
    return ListedSource(
        f"{source.document.id:x}",
        source,
        metadata.title or source.document.file,
        "; ".join(metadata.authors),
        guessed_fields(source),
        [str(each) for each in source.missing],
    )


def show_one(ask: Ask) -> Response:
    """Show what is known of a source, to be edited."""
    source = ask.library.source(document_of(ask).file)
    return ask.page("source.html", SourceView(_listed(source), _fields(source)))


def _fields(source: Source) -> list[EditedField]:
    names, values = table_of([source])
    origins = {field.name: field.origin for field in known_fields(source)}
    return [
        EditedField(name, field_label(name), value, _told(origins.get(name)), _is_guess(origins.get(name)))
        for name, value in zip(names[1:], values[1:], strict=True)
    ]


def _is_guess(origin: Origin | None) -> bool:
    return origin is not None and origin.kind is OriginKind.GUESS


def _told(origin: Origin | None) -> str:
    if origin is None:
        return ""
    match origin.kind:
        case OriginKind.DOCUMENT:
            return "said by the document"
        case OriginKind.GUESS:
            return "guessed from the first page"
        case _:
            return f"from {origin.place}" if origin.place else "set by you"


def edit(ask: Ask) -> Response:
    """Write what was changed of a source into sources.toml. Raises SettingsError where a value cannot be."""
    document = document_of(ask)
    source = ask.library.source(document.file)
    origins = {field.name: field.origin for field in known_fields(source)}
    changed: dict[str, str | None] = {}
    for field in _fields(source):
        if field.name not in ask.form:
            continue
        value = ask.text(field.name).strip()[:LONGEST_VALUE]
        if value != field.value:
            origin = origins.get(field.name)
            is_users = origin is not None and origin.kind is OriginKind.USER
            changed[field.name] = None if not value and is_users else value
    name, value = ask.text("other-name").strip(), ask.text("other-value").strip()[:LONGEST_VALUE]
    if name:
        changed[name] = value
    if changed:
        ask.library.set_source(document.file, changed)
    return RedirectResponse(f"/sources/{document.id:x}", 303)


def accept(ask: Ask) -> Response:
    """Take over the guesses of a source, or of all, as set by the user."""
    chosen: Iterable[Source] = ask.library.sources()
    if named := ask.text("document"):
        chosen = [source for source in chosen if f"{source.document.id:x}" == named]
    said: dict[str, Mapping[str, str | None]] = {
        source.document.file: guesses for source in chosen if (guesses := guesses_of(source))
    }
    if said:
        ask.library.set_sources(said)
    return RedirectResponse(f"/sources/{named}" if said and named else "/sources", 303)


def add_files(ask: Ask) -> Response:
    """Put files that were dropped into the folder of the sources, and read them. Nothing there is overwritten."""
    folder = _folder_for_new(ask)
    if folder is None:
        raise UsageError("This library reads single files alone", "Put the new ones into its settings by hand")
    files = [each for each in ask.form.getlist("files") if isinstance(each, UploadFile) and each.filename]
    if not files:
        raise UsageError("No file was given", "Choose files, or drop them on the page")
    names = [safe_name(each.filename or "") for each in files]
    for name in names:
        if (folder / name).exists() or names.count(name) > 1:
            raise UsageError(f"{name} is there already", "Nothing was added; give the new file another name")
    for name, file in zip(names, files, strict=True):
        save(file.file, folder / name)
    ask.workspace.indexing.begin()
    return RedirectResponse("/indexing", 303)


def _folder_for_new(ask: Ask) -> Path | None:
    """Return the folder into which new sources go: the library's first."""
    return next((source for source in ask.library.settings.sources if source.is_dir()), None)
