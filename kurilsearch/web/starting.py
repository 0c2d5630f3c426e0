"""The first start: a folder is chosen and becomes a library, and its sources are read while the page says how far."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.responses import RedirectResponse, Response

from kurilsearch.errors import SettingsError
from kurilsearch.library.records import index_record
from kurilsearch.web.asking import Ask, json_answer
from kurilsearch.web.indexing import IndexProgress

MOST_FOLDERS = 500


@dataclass(frozen=True, slots=True)
class FolderView:
    """A folder to choose: the folders in it, the one above, and how many files it holds itself."""

    folder: str
    above: str | None
    folders: tuple[tuple[str, str], ...]
    files: int


def start(ask: Ask) -> Response:
    """Let the user choose the folder of the sources; there is nothing to choose where there is a library."""
    if ask.workspace.has_library:
        return RedirectResponse("/", 303)
    typed = ask.query.get("folder", "").strip()
    return ask.page("start.html", folder_view(Path(typed).expanduser() if typed else Path.home()))


def folder_view(folder: Path) -> FolderView:
    """Return what stands in a folder. Raises SettingsError where it cannot be seen."""
    folder = folder.absolute()
    try:
        entries = sorted(folder.iterdir(), key=lambda each: each.name.casefold())
        folders = [each for each in entries if not each.name.startswith(".") and each.is_dir()]
        files = sum(each.is_file() for each in entries)
    except OSError as error:
        raise SettingsError(
            f"{folder} cannot be opened: {error.strerror}", "Choose a folder that you may read"
        ) from error
    above = str(folder.parent) if folder.parent != folder else None
    return FolderView(str(folder), above, tuple((each.name, str(each)) for each in folders[:MOST_FOLDERS]), files)


def make_library(ask: Ask) -> Response:
    """Make the chosen folder a library, and begin to read it."""
    folder = ask.text("folder").strip()
    if not folder:
        raise SettingsError("No folder is named", "Choose the folder that holds your sources")
    ask.workspace.choose_folder(str(Path(folder).expanduser()))
    return RedirectResponse("/indexing", 303)


def begin_indexing(ask: Ask) -> Response:
    """Bring the index up to date with the files, or make it anew."""
    if ask.text("anew") == "yes":
        ask.workspace.indexing.begin_anew()
        return RedirectResponse("/indexing", 303)
    ask.workspace.indexing.begin(retry_failed=ask.text("retry") == "yes", ocr=ask.text("ocr") == "yes")
    return RedirectResponse("/indexing", 303)


def show_indexing(ask: Ask) -> Response:
    """Show how far the reading of the sources is, or what it did."""
    return ask.page("indexing.html", ask.workspace.indexing.progress)


def indexing_record(ask: Ask) -> Response:
    """Return the same for a program."""
    return json_answer(_record(ask.workspace.indexing.progress))


def _record(progress: IndexProgress) -> dict[str, object]:
    return {
        "is_running": progress.is_running,
        "files": progress.files,
        "all_files": progress.all_files,
        "bytes": progress.bytes,
        "all_bytes": progress.all_bytes,
        "file": progress.file,
        "error": str(progress.error) if progress.error else None,
        "report": index_record(progress.report) if progress.report else None,
    }
