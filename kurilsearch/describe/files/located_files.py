"""Where the files are that an entry names: a path that leads somewhere means that file and no other of its name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kurilsearch.describe.files.entry import BibliographyEntry


def locate_files(entry: BibliographyEntry, bibliography: Path, folder: Path) -> BibliographyEntry:
    """Return the entry with those of its ``files`` that exist as ``sources``, by their names in the library ``folder``.

    A relative path is looked for beside the ``bibliography``. An absolute one counts where it leads into the library or
    below the bibliography's folder; elsewhere it is the place from which a reference manager exported a file that may
    have been copied here, and its name is all that is known.
    """
    beside, folder = _absolute(bibliography.parent), _absolute(folder)
    found = {path: place for path in entry.files if (place := _place_of(path, beside, folder))}
    if not found:
        return entry
    # the field as a whole, which stands among the files too, ends as its last path does
    lost = tuple(path for path in entry.files if not any(known in path for known in found))
    names = dict.fromkeys(name for place in found.values() for name in _library_names(place, folder))
    return replace(entry, files=lost, sources=tuple(names))


def _place_of(path: str, beside: Path, folder: Path) -> Path | None:
    """Return the existing file that a path means; None where there is none, or none that need be this one."""
    for written in dict.fromkeys((path, path.replace("\\", "/"))):
        if written.startswith(("//", "\\\\")):  # a share on another machine, which nobody asked to be called
            continue
        place = _absolute(beside / written)
        is_ours = not Path(written).is_absolute() or any(map(place.is_relative_to, (beside, folder)))
        if is_ours and os.path.isfile(place):  # noqa: PTH113 - which says no, where Path would raise, to a name too long
            return place
    return None


def _library_names(place: Path, folder: Path) -> Iterator[str]:
    """Yield how the library may call a file: by the path that was followed, or without the links in it."""
    for path, root in ((place, folder), (place.resolve(), folder.resolve())):
        yield (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _absolute(path: Path) -> Path:
    """Return the absolute path without ``..``, links as they are: so the library names its sources."""
    return Path(os.path.abspath(path))  # noqa: PTH100
