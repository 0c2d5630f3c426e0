"""What is cited of each source: the user's ``sources.toml``, the bibliographies and the document itself together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kurilsearch.describe import Bibliography, load_bibliography
from kurilsearch.describe.describe import describe_work
from kurilsearch.describe.sources_file import SOURCES_FILE, read_sources_file
from kurilsearch.work import Described, Item


@dataclass(frozen=True, slots=True)
class Describer:
    """Says what is cited of a source; called with its name, its own item and the guess of its first page.

    ``user`` is what ``sources.toml`` sets, by the names of sources. ``files`` are all that it was made from,
    ``problems`` what could not be understood in bibliographies, each in a line that names file and line.
    """

    bibliography: Bibliography = field(default_factory=Bibliography)
    user: Mapping[str, Item] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    problems: tuple[str, ...] = ()

    def __call__(self, file: str, own: Item, guess: Item) -> Described:
        """Return the description of one source."""
        return describe_work(file, self.bibliography, user=self.user.get(file), own=own, guess=guess)


def load_describer(folder: Path, bibliographies: Iterable[Path]) -> Describer:
    """Return the describer of the library in ``folder``, made from its ``sources.toml`` and these bibliography files.

    What is wrong in any of them is in ``problems``; raises SettingsError where ``sources.toml`` is no TOML.
    """
    set_by_user = folder / SOURCES_FILE
    files = tuple(bibliographies)
    bibliography = load_bibliography(files, folder)
    problems = [str(warning._replace(file=_seen_from(folder, warning.file))) for warning in bibliography.warnings]
    mistakes: list[str] = []
    user = read_sources_file(set_by_user, mistakes)
    problems += [mistake.replace(f"{set_by_user}", SOURCES_FILE, 1) for mistake in mistakes]
    return Describer(bibliography, user, (*files, set_by_user), tuple(problems))


def _seen_from(folder: Path, file: Path) -> Path:
    return file.relative_to(folder) if file.is_relative_to(folder) else file
