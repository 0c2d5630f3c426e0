"""What is cited of each source: the user's ``sources.toml``, the bibliographies and the document itself together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kurilsearch.describe.describe import describe_work
from kurilsearch.describe.files.bibliography import Bibliography, load_bibliography
from kurilsearch.describe.sources_file import SOURCES_FILE, read_sources_file
from kurilsearch.describe.vanished import keep_vanished
from kurilsearch.work import Described, Guess, Item


@dataclass(frozen=True)
class Describer:
    """Says what is cited of a source; called with its name, its own item and what it may be by what it prints.

    ``user`` is what ``sources.toml`` sets, by the names of sources. ``files`` are all that it was made from,
    ``problems`` what could not be understood in bibliographies, each in a line that names file and line. What a file
    said that has vanished since is kept, unless ``forget`` says otherwise.
    """

    bibliography: Bibliography = field(default_factory=Bibliography)
    user: Mapping[str, Item] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    problems: tuple[str, ...] = ()
    forget: bool = False

    def __call__(self, file: str, own: Item, guess: Guess, former: Described | None = None) -> Described:
        """Return the description of one source, of which ``former`` was the one before."""
        described = describe_work(file, self.bibliography, user=self.user.get(file), own=own, guess=guess)
        if former is None or self.forget:
            return described
        return keep_vanished(former, described, self.present)

    @cached_property
    def present(self) -> frozenset[str]:
        """The names of the files of descriptions that are there."""
        return frozenset(file.name for file in self.files if file.is_file())


def load_describer(folder: Path, bibliographies: Iterable[Path], *, forget: bool = False) -> Describer:
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
    return Describer(bibliography, user, (*files, set_by_user), tuple(problems), forget)


def _seen_from(folder: Path, file: Path) -> Path:
    return file.relative_to(folder) if file.is_relative_to(folder) else file
