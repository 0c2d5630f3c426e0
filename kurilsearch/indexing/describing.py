"""What is cited of each source: the user's ``sources.toml``, the bibliographies and the document itself together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kurilsearch.bibliography import Bibliography, load_bibliography
from kurilsearch.bibliography.describe import describe_work
from kurilsearch.bibliography.sources_file import SOURCES_FILE, read_sources_file
from kurilsearch.indexing.fingerprint import fingerprint
from kurilsearch.work import Described, Item


@dataclass(frozen=True, slots=True)
class Describer:
    """Says what is cited of a source; called with its name, its own item and the guess of its first page.

    ``user`` is what ``sources.toml`` sets, by the names of sources. ``files`` are all that it was made from.
    """

    bibliography: Bibliography = field(default_factory=Bibliography)
    user: Mapping[str, Item] = field(default_factory=dict)
    files: tuple[Path, ...] = ()

    def __call__(self, file: str, own: Item, guess: Item) -> Described:
        """Return the description of one source."""
        return describe_work(file, self.bibliography, user=self.user.get(file), own=own, guess=guess)

    @property
    def fingerprint(self) -> str:
        """The states of the files that it was made from."""
        return fingerprint(self.files)

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be understood in bibliography files, each in a line that names file and line."""
        return tuple(map(str, self.bibliography.warnings))


def load_describer(folder: Path, bibliographies: Iterable[Path]) -> Describer:
    """Return the describer of the library in ``folder``, made from its ``sources.toml`` and these bibliography files.

    What is wrong in a bibliography is in ``problems``; raises SettingsError where ``sources.toml`` is wrong.
    """
    set_by_user = folder / SOURCES_FILE
    files = tuple(bibliographies)
    return Describer(load_bibliography(files), read_sources_file(set_by_user), (*files, set_by_user))
