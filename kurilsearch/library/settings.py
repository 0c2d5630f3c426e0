"""Where a library is, what it reads and where its index lies: found, checked and frozen.

A library is a folder with a ``kurilsearch.toml``, or with a ``[tool.kurilsearch]`` table in its ``pyproject.toml``::

    sources = ["papers", "notes.md"]  # folders or files, from this file on; default ["."]
    index = ".kurilsearch"            # where the index is kept
    engine = "tantivy"                # default: the fastest that is installed
    exclude = ["drafts/*"]            # files that are not sources
    language = "en"                   # default: told for each document by its words
    style = "chicago"                 # how to cite where nothing else is said
    url = "https://HOST:9200/LIBRARY" # a cluster of OpenSearch that keeps the index; no password here
    ca = "certificates.pem"           # by which the cluster is known, where it is not by the system's
    shards = 1                        # into how many parts a new index is cut there ...
    replicas = 1                      # ... and how many copies it has
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kurilsearch.errors import NoLibraryError, SettingsError

SETTINGS_FILE = "kurilsearch.toml"
LIBRARY_VARIABLE = "KURILSEARCH_LIBRARY"
_CLUSTER_KEYS = ("url", "ca", "shards", "replicas")
_KEYS = ("sources", "index", "engine", "exclude", "language", "style", *_CLUSTER_KEYS)
CLUSTER = "opensearch"
"""The engine, and the store, of a library that is kept on a cluster."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one library; all paths are absolute.

    ``folder`` is the library's own folder, to which the names of documents are relative. ``sources`` are folders,
    read with all their subfolders, or single files. ``engine``, ``language`` and ``style`` are None where the
    library leaves the choice open. ``exclude`` are globs of files not to read. ``file`` is where all this comes from.
    ``cluster`` is what a store and an engine on a cluster are told, with the ``url``; empty where there is none. Only a
    library on a cluster may be without sources here.
    """

    folder: Path
    sources: tuple[Path, ...]
    index: Path
    engine: str | None
    exclude: tuple[str, ...]
    language: str | None
    file: Path
    style: str | None = None
    cluster: Mapping[str, str] = field(default_factory=dict)

    @property
    def reads_nothing(self) -> bool:
        """Tell whether this is a library on a cluster that is indexed elsewhere."""
        return not self.sources


def find_settings(folder: Path | str | None = None) -> Settings:
    """Return the settings of the library in ``folder``, or of the one that stands nearest.

    Without ``folder`` it is the one that the environment variable ``KURILSEARCH_LIBRARY`` names, else the nearest
    upwards from the current folder. Raises NoLibraryError where there is none, SettingsError where it is wrong.
    """
    if folder is not None:
        return _settings_in(Path(folder), named_by=None)
    if named := os.environ.get(LIBRARY_VARIABLE):
        return _settings_in(Path(named), named_by=LIBRARY_VARIABLE)
    try:
        here = Path.cwd()
    except FileNotFoundError as error:
        raise NoLibraryError(
            "The current folder was deleted", "Change to one that is there, or name the library with --library FOLDER"
        ) from error
    for candidate in (here, *here.parents):
        if settings := _settings_at(candidate):
            return settings
    raise NoLibraryError(
        f"No library here: neither {here} nor a folder above it has a {SETTINGS_FILE}",
        "Type `kurilsearch init FOLDER` to make one of a folder of sources, or name one with --library FOLDER",
    )


def read_settings(file: Path) -> Settings:
    """Return the settings in ``file``, a ``kurilsearch.toml`` or a ``pyproject.toml`` with our table.

    Raises SettingsError where the file cannot be read, says what cannot be, or has no such table.
    """
    table = _our_table(file)
    if table is None:
        raise SettingsError(f"{file} has no [tool.kurilsearch] table", f"Type `kurilsearch init {file.parent}`")
    _refuse_unknown_keys(table, file)
    file = _absolute(file)
    folder = file.parent
    index = _path(folder, _text(table, "index", file) or ".kurilsearch")
    sources = tuple(_path(folder, name) for name in _texts(table, "sources", file, default=(".",)))
    cluster = _cluster(table, file, folder)
    if not sources and not cluster:
        raise SettingsError(
            f"{file}: sources is empty", 'Name at least one folder, or leave the line out to mean ["."]'
        )
    for source in sources:
        if not source.exists():
            raise SettingsError(f"{file}: the source {source} does not exist", "Make it, or correct `sources` there")
    if index == folder or index in sources:
        raise SettingsError(
            f"{file}: index is {index}, which holds sources", 'Give it a folder of its own: ".kurilsearch"'
        )
    return Settings(
        folder=folder,
        sources=sources,
        index=index,
        engine=_text(table, "engine", file),
        exclude=_texts(table, "exclude", file, default=()),
        language=_text(table, "language", file),
        file=file,
        style=_text(table, "style", file),
        cluster=cluster,
    )


def init_library(folder: Path | str, sources: Sequence[str] | None = None) -> Settings:
    """Make ``folder`` a library by writing its ``kurilsearch.toml``, and return the settings.

    ``sources`` are folders or files relative to ``folder``; None means all of it, subfolders included. Nothing is
    read or indexed yet. Raises SettingsError where the folder or a source does not exist, where the folder
    is a library already, or where it cannot be written.
    """
    folder = _absolute(folder)
    if not folder.is_dir():
        raise SettingsError(f"There is no folder {folder}", "Make it first, or name the folder that holds your sources")
    for candidate in (folder / SETTINGS_FILE, folder / "pyproject.toml"):
        if candidate.is_file() and (candidate.name == SETTINGS_FILE or _our_table(candidate) is not None):
            raise SettingsError(f"{folder} is a library already: {candidate.name} says so", f"Edit {candidate}")
    names = [_literal(Path(name).as_posix()) for name in sources] if sources is not None else ["."]
    for name in names:
        if not _path(folder, name).exists():
            raise SettingsError(f"There is no {_path(folder, name)}", f"Sources are named from {folder} on")
    file = folder / SETTINGS_FILE
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(_settings_text(names))
    except OSError as error:
        raise SettingsError(
            f"{file} cannot be written: {error.strerror}", "Choose a folder that you may write to"
        ) from error
    return read_settings(file)


def _settings_in(folder: Path, *, named_by: str | None) -> Settings:
    """Return the settings of a library that the user named, as its folder or as its settings file."""
    folder = _absolute(folder)
    try:
        folder.stat()
    except FileNotFoundError:
        pass  # said below, with what may be meant
    except OSError as error:  # a name that is too long, a folder that may not be seen
        raise NoLibraryError(f"{folder} cannot be opened: {error.strerror}", "Name the folder of a library") from error
    if folder.is_file() and folder.suffix == ".toml":
        return read_settings(folder)
    if settings := _settings_at(folder):
        return settings
    by = f" (named by {named_by})" if named_by else ""
    if not folder.is_dir():
        raise NoLibraryError(f"There is no folder {folder}{by}", "Name the folder of a library")
    above = next((parent for parent in folder.parents if _is_library(parent)), None)
    if above:
        raise NoLibraryError(f"{folder} is not a library{by}, but {above} is", f"Name that one: --library {above}")
    raise NoLibraryError(f"{folder} is not a library{by}", f"Type `kurilsearch init {folder}` to make it one")


def _settings_at(folder: Path) -> Settings | None:
    """Return the settings of exactly this folder, or None if it is not a library."""
    if (folder / SETTINGS_FILE).is_file():
        return read_settings(folder / SETTINGS_FILE)
    project = folder / "pyproject.toml"
    if project.is_file() and _our_table(project) is not None:
        return read_settings(project)
    return None


def _is_library(folder: Path) -> bool:
    """Tell whether the folder is a library, even one whose settings are wrong."""
    project = folder / "pyproject.toml"
    return (folder / SETTINGS_FILE).is_file() or (project.is_file() and _our_table(project) is not None)


def _our_table(file: Path) -> Mapping[str, Any] | None:
    """Return the settings table of a file; None for a ``pyproject.toml`` that is not about us.

    Another project's ``pyproject.toml`` may be broken or unreadable without keeping anyone from searching.
    """
    ours = file.name != "pyproject.toml"
    try:
        data = file.read_bytes()
    except OSError as error:
        if not ours:
            return None
        raise SettingsError(
            f"{file} cannot be read: {error.strerror}", "Check that it is a file you may read"
        ) from error
    if not ours and b"kurilsearch" not in data:
        return None
    import tomllib

    try:
        document = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file} is not UTF-8 text (byte {error.start})", "Save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file} is not valid TOML: {error}", "Correct that line") from error
    if ours:
        return document
    tool = document.get("tool")
    table = tool.get("kurilsearch") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise SettingsError(f"{file}: tool.kurilsearch is not a table", "Write [tool.kurilsearch] on a line of its own")
    return table


def _refuse_unknown_keys(table: Mapping[str, Any], file: Path) -> None:
    """Raise SettingsError for the first key that is not ours, with the one that was probably meant."""
    for key in table:
        if key not in _KEYS:
            from difflib import get_close_matches

            near = get_close_matches(key, _KEYS, n=1)
            hint = f"Did you mean `{near[0]}`?" if near else f"The keys are {', '.join(_KEYS)}"
            raise SettingsError(f"{file}: unknown key `{key}`", hint)


def _text(table: Mapping[str, Any], key: str, file: Path) -> str | None:
    """Return the value of ``key``, which must be text and not empty; None where it is not set."""
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise SettingsError(f"{file}: {key} must be text, not {_shown(value)}", f'Write {key} = "…"')
    return value


def _texts(table: Mapping[str, Any], key: str, file: Path, *, default: tuple[str, ...]) -> tuple[str, ...]:
    """Return the value of ``key``, which must be a list of texts that are not empty."""
    value = table.get(key)
    if value is None:
        return default
    if not isinstance(value, list):
        raise SettingsError(f"{file}: {key} must be a list, not {_shown(value)}", f'Write {key} = ["…"]')
    for item in value:
        if not isinstance(item, str) or not item.strip():
            raise SettingsError(f"{file}: {key} must hold texts, not {_shown(item)}", f'Write {key} = ["…"]')
    return tuple(value)


def _cluster(table: Mapping[str, Any], file: Path, folder: Path) -> Mapping[str, str]:
    """Return what is said of a cluster; nothing where no ``url`` names one."""
    if "url" not in table:
        for key in (key for key in _CLUSTER_KEYS if key in table):
            raise SettingsError(f"{file}: {key} is said of a cluster, and there is none", 'Write url = "https://…" too')
        if table.get("engine") == CLUSTER:
            raise SettingsError(
                f"{file}: the engine is {CLUSTER}, and nothing says where",
                'Write url = "https://HOST:9200/LIBRARY"',
            )
        return {}
    found = {"url": _text(table, "url", file) or ""}
    if authority := _text(table, "ca", file):
        found["ca"] = str(_path(folder, authority))
    for key in ("shards", "replicas"):
        if key in table:
            value = table[key]
            if not isinstance(value, int) or isinstance(value, bool):
                raise SettingsError(f"{file}: {key} must be a number, not {_shown(value)}", f"Write {key} = 1")
            found[key] = str(value)
    return found


def _shown(value: object) -> str:
    """Return a setting's value as it would be written, for a message."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _path(folder: Path, name: str) -> Path:
    """Return the absolute path of ``name`` as written in the settings of ``folder``; ``~`` is the user's home."""
    at_home = name == "~" or name.startswith(("~/", "~\\"))
    return _absolute(folder / (Path(name).expanduser() if at_home else name))


def _literal(name: str) -> str:
    """Return a path so that the settings mean just it, even a file whose name begins with a tilde."""
    return f"./{name}" if name.startswith("~") else name


def _absolute(path: Path | str) -> Path:
    """Return the path from the root, without ``..``; links stay as the user made them, so names stay familiar."""
    return Path(os.path.normpath(Path(path).absolute()))


def _settings_text(sources: Sequence[str]) -> str:
    """Return the text of a new settings file. A JSON string is a TOML string but for the delete character."""
    listed = ", ".join(json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007f") for name in sources)
    return (
        "# A kurilsearch library: `kurilsearch WORDS…` in this folder searches these sources.\n"
        "\n"
        "# Folders (with their subfolders) or files, named from this file on.\n"
        f"sources = [{listed}]\n"
        "\n"
        "# The rest may stay as it is.\n"
        '# index = ".kurilsearch"   # where the index is kept; it can be deleted at any time\n'
        '# exclude = ["drafts/*"]   # files that are not sources\n'
        '# language = "en"          # where all sources are in one language\n'
        '# engine = "whoosh"        # default: the fastest that is installed\n'
    )
