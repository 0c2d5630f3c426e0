"""Which reader reads a file, and the one call that reads it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kurilsearch.errors import SettingsError, UnreadableSourceError
from kurilsearch.model import SourceText
from kurilsearch.read.file import read_start
from kurilsearch.read.reader import DecodingReader, Reader, RecognisingReader, SamplingReader

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

ENTRY_POINT_GROUP = "kurilsearch.readers"
DEFAULT_READER = "text"
START = 4096
"""Bytes of a file that a reader sees before it is chosen."""
FEWEST_WORDS = 8
"""Words that a text without an ending has at its beginning ..."""
MOSTLY = 0.85
"""... and the part of it that is letters and blanks: prose has .95, source code and lists of settings .75."""
_OF_PROGRAMS = frozenset(
    ("license", "licence", "copying", "copyright", "makefile", "dockerfile", "gemfile", "rakefile", "procfile",
     "vagrantfile", "jenkinsfile", "authors", "contributors", "codeowners", "install", "changelog", "manifest")
)  # fmt: skip


@lru_cache(maxsize=1)
def available_readers() -> dict[str, Reader]:
    """Return the installed readers by their entry-point name, a stranger's before the built-in ones.

    Raises SettingsError where an installed reader cannot be loaded.
    """
    from importlib.metadata import entry_points

    found = sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda point: (_is_built_in(point), point.name))
    if not found:
        raise SettingsError("No readers are installed", "Install kurilsearch again: pip install --force-reinstall .")
    return {point.name: _load(point) for point in found}


def read_source(path: Path) -> SourceText:
    """Read one file with the reader that its content calls for, else with that of its ending, else as plain text.

    Raises UnreadableSourceError where it is missing, empty, damaged, too large, not to be opened, or of a kind that no
    reader knows.
    """
    return _choose_reader(path, read_start(path, START)).read(path)


def read_sample(path: Path, length: int) -> str:
    """Return about ``length`` characters of what a file says, from a quick look where its reader has one.

    Raises what :func:`read_source` raises.
    """
    reader = _choose_reader(path, read_start(path, START))
    if isinstance(reader, SamplingReader):
        return reader.sample(path, length)
    return reader.read(path).text[:length]


def reads_as_text(path: Path) -> bool:
    """Tell whether a file is read as text, which takes no library that might hang; one that cannot be opened is."""
    try:
        return isinstance(_choose_reader(path, read_start(path, START)), DecodingReader)
    except UnreadableSourceError:
        return True


def is_readable_name(path: Path) -> bool:
    """Return whether a file of this name in a folder of sources is a source, by its ending alone.

    Hidden files are not, nor are names without an ending (LICENSE, Makefile); :func:`read_source` reads those
    as plain text where a user names them.
    """
    return not path.name.startswith(".") and path.suffix.lower() in _readers_by_ending()


def is_readable_content(path: Path) -> bool:
    """Return whether a file that its name does not tell is a source by its content.

    That is one that a reader surely recognises, or text without an ending (``LETTER``, ``letter.1862``) of which most
    is words; the files of programs that have none, such as LICENSE and Makefile, are not.
    """
    if path.name.startswith(".") or path.name.endswith("~"):
        return False
    try:
        start = read_start(path, START)
    except UnreadableSourceError:
        return False
    if any(reader.recognises(path, start) for reader in _recognising_readers()):
        return True
    ending = path.suffix[1:]
    has_none = not ending or ending.isdecimal() or " " in ending
    return has_none and path.name.lower() not in _OF_PROGRAMS and _is_prose(start)


def _is_prose(start: bytes) -> bool:
    """Tell whether the beginning of a file is text of which most is letters and blanks, in more than a few words."""
    from kurilsearch.read.encoding.decode import decode

    if start.startswith(b"#!"):
        return False
    try:
        text = decode(start).text
    except UnreadableSourceError:
        return False
    wordy = sum(char.isalpha() or char.isspace() for char in text)
    return len(text.split()) >= FEWEST_WORDS and wordy > MOSTLY * len(text)


def readable_endings() -> tuple[str, ...]:
    """Return the endings of all installed readers, lower case with the dot, in alphabetical order."""
    return tuple(sorted(_readers_by_ending()))


def _choose_reader(path: Path, start: bytes) -> Reader:
    """Return the reader of the ending, unless it does not recognise the content and another one does."""
    named = _readers_by_ending().get(path.suffix.lower())
    recognising = _recognising_readers()
    if named in recognising and named.recognises(path, start):
        return named
    for reader in recognising:
        if reader is not named and reader.recognises(path, start):
            return reader
    return named or available_readers()[DEFAULT_READER]


@lru_cache(maxsize=1)
def _recognising_readers() -> tuple[RecognisingReader, ...]:
    """Return those of the readers that know files by their content; asked once, for a protocol is slow to check."""
    return tuple(reader for reader in available_readers().values() if isinstance(reader, RecognisingReader))


@lru_cache(maxsize=1)
def _readers_by_ending() -> dict[str, Reader]:
    """Return the reader of each ending; of two that claim one, the first of :func:`available_readers`."""
    readers: dict[str, Reader] = {}
    for reader in available_readers().values():
        for ending in reader.endings:
            readers.setdefault(ending, reader)
    return readers


def _is_built_in(point: EntryPoint) -> bool:
    return point.value.startswith("kurilsearch.")


def _load(point: EntryPoint) -> Reader:
    """Call the entry point; what a stranger's package raises becomes one clear line."""
    try:
        reader: Reader = point.load()()
    except Exception as error:
        raise SettingsError(
            f"The reader {point.name!r} ({point.value}) cannot be loaded: {error}", "Update or uninstall it"
        ) from error
    return reader
