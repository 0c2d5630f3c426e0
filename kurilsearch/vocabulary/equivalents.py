"""Names that stand for each other in one library though they do not sound alike: ``equivalents.toml``.

The file lies in a library's folder or in a folder of sources; all that are found hold together. Each line names a list
of groups, each group the words and phrases that are one::

    islands = [["Etorofu", "Iturup", "Итуруп", "択捉島"], ["Kunashiri", "Kunashir", "Кунашир", "国後島"]]
    politics = [["Northern Territories", "Southern Kurils"]]

The names of the lists are for the reader alone. Words are compared folded, so neither capitals nor accents matter.
Names of the region's places and people ship with the product, in the same form, and the files of a library add to them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kurilsearch.errors import SettingsError
from kurilsearch.language.tokens import tokenize

EQUIVALENTS_FILE = "equivalents.toml"

SHIPPED = Path(__file__).parent / "data"
FOLDED_GROUPS = SHIPPED / "folded.txt"
"""What the lists in this folder fold to, so that no query folds 1,400 names: a group a line, its names by tabs."""

Words = tuple[str, ...]
"""A name as the folded words that it is; Han and kana give pairs of characters."""


@dataclass(frozen=True, slots=True)
class Equivalents:
    """Groups of names that stand for each other, and where each name is found in them."""

    groups: tuple[tuple[Words, ...], ...] = ()
    _groups_of: Mapping[Words, tuple[int, ...]] = field(default_factory=dict)
    longest: int = 0
    """Words of the longest name."""
    begins: frozenset[str] = frozenset()
    """The first words of all names."""

    def of(self, words: Sequence[str]) -> tuple[Words, ...]:
        """Return the other names of what ``words`` (folded) name; nothing where they are no name of a group."""
        name = tuple(words)
        found = (other for number in self._groups_of.get(name, ()) for other in self.groups[number] if other != name)
        return tuple(dict.fromkeys(found))

    def __bool__(self) -> bool:
        """Return whether there is any group."""
        return bool(self.groups)


NO_EQUIVALENTS = Equivalents()


def make_equivalents(groups: Iterable[Iterable[str]]) -> Equivalents:
    """Return the equivalents that these groups of names are."""
    return _equivalents_of(folded_group(group) for group in groups)


def _equivalents_of(groups: Iterable[tuple[Words, ...]]) -> Equivalents:
    folded = tuple(dict.fromkeys(groups))
    groups_of: dict[Words, list[int]] = {}
    for number, group in enumerate(folded):
        for name in group:
            groups_of.setdefault(name, []).append(number)
    longest = max((len(name) for name in groups_of), default=0)
    begins = frozenset(name[0] for name in groups_of)
    return Equivalents(folded, {name: tuple(numbers) for name, numbers in groups_of.items()}, longest, begins)


def folded_words(text: str) -> Words:
    """Return the folded words of a name."""
    return tuple(token.word for token in tokenize(text))


def folded_group(group: Iterable[str]) -> tuple[Words, ...]:
    """Return the names of a group as their folded words, each once."""
    return tuple(dict.fromkeys(name for text in group if (name := folded_words(text))))


def shipped_groups() -> tuple[tuple[str, ...], ...]:
    """Return the names of places and people that ship with the product, as they are written."""
    return tuple(tuple(group) for file in sorted(SHIPPED.glob("*.toml")) for group in _read_groups(file))


def fold_shipped_groups() -> str:
    """Return what :data:`FOLDED_GROUPS` must hold; a test says how to write it when a list has changed."""
    groups = (folded_group(group) for group in shipped_groups())
    return "".join("\t".join(" ".join(name) for name in group) + "\n" for group in groups)


@cache
def _shipped() -> tuple[tuple[Words, ...], ...]:
    lines = FOLDED_GROUPS.read_text("utf-8").splitlines()
    return tuple(tuple(tuple(name.split()) for name in line.split("\t")) for line in lines)


def load_equivalents(folders: Iterable[Path]) -> Equivalents:
    """Return what ships with the product and what the ``equivalents.toml`` of these folders add; some have none.

    Raises SettingsError, with the file and the line or the name of the list, where one cannot be read.
    """
    files = [folder / EQUIVALENTS_FILE for folder in dict.fromkeys(folders)]
    added = [folded_group(group) for file in files if file.is_file() for group in _read_groups(file)]
    return _equivalents_of((*_shipped(), *added))


def _read_groups(file: Path) -> list[list[str]]:
    import tomllib

    try:
        table = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}", "Check that you may read it") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file} is not UTF-8 text (byte {error.start})", "Save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file} is not valid TOML: {error}", "Correct that line") from error
    return [group for name, groups in table.items() for group in _checked(groups, name, file)]


def _checked(groups: object, name: str, file: Path) -> list[list[str]]:
    """Return the groups of one list; SettingsError where they are not lists of two names or more."""
    hint = f'Write {name} = [["Etorofu", "Iturup"], ["Sakhalin", "Karafuto"]]'
    if not isinstance(groups, list):
        raise SettingsError(f"{file}: {name} must be a list of lists", hint)
    for group in groups:
        if not isinstance(group, list) or not all(isinstance(text, str) for text in group):
            raise SettingsError(f"{file}: {name} must hold lists of names, not {_shown(group)}", hint)
        if len({folded_words(text) for text in group} - {()}) < 2:
            raise SettingsError(f"{file}: {name} holds {_shown(group)}, which are not two different names", hint)
    return groups


def _shown(group: object) -> str:
    return json.dumps(group, ensure_ascii=False, default=str)
