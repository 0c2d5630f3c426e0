"""Which document is meant by a file name that a person types."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from kurilsearch.errors import NoSuchSourceError
from kurilsearch.language.tokens import tokenize
from kurilsearch.model import Document

_MOST_NAMED = 4
_SHORTEST_PART = 3
"""Letters of the shortest part of a file's name, from within, by which it is known."""


def find_file(typed: str, files: Collection[str], folder: Path) -> str:
    """Return the one of ``files`` (relative to ``folder``, forward slashes) that ``typed`` means.

    That is the same name, else the same file seen from the current folder, else the one whose path ends so, else the
    one whose name begins so. Raises NoSuchSourceError where none does, with the names that come near, or where
    several do.
    """
    typed = typed.replace("\\", "/") if "\\" in typed and typed not in files else typed
    if typed in files:
        return typed
    seen = Path(typed).absolute()
    for path in (seen, seen.resolve()):
        for root in (folder, folder.resolve()):
            if path.is_relative_to(root) and (name := path.relative_to(root).as_posix()) in files:
                return name
        if path.as_posix() in files:
            return path.as_posix()
    tail = "/" + typed.strip("/").casefold()
    fitting = [file for file in files if ("/" + file.casefold()).endswith(tail)]
    if not fitting and len(tail) > 1:
        fitting = [file for file in files if Path(file).name.casefold().startswith(tail[1:])]
    if not fitting and len(tail) > _SHORTEST_PART:
        fitting = [file for file in files if tail[1:] in Path(file).name.casefold()]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        named = ", ".join(fitting[:_MOST_NAMED])
        raise NoSuchSourceError(f"{len(fitting)} sources are called {typed}: {named}", "Give more of the path")
    raise NoSuchSourceError(f"The library holds no {typed}", _nearest(typed, files))


def find_named(typed: str, documents: Sequence[Document]) -> str | None:
    """Return the file of the document whose cite key, author or title is ``typed``, or a part of these; None for none.

    An author may stand beside a year or words of a title: ``Kimura 1987``. Raises NoSuchSourceError where several do.
    """
    words = [word for _, _, word in tokenize(typed)]
    for fits in (_has_key, _has_author, _has_title, _has_all):
        fitting = [document.file for document in documents if words and fits(typed, words, document)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            named = ", ".join(fitting[:_MOST_NAMED])
            raise NoSuchSourceError(f"{len(fitting)} sources are meant by {typed}: {named}", "Give more of its name")
    return None


def _has_key(typed: str, words: Sequence[str], document: Document) -> bool:
    return (document.metadata.citekey or "").casefold() == typed.strip("@ ").casefold()


def _has_author(typed: str, words: Sequence[str], document: Document) -> bool:
    return any({*words} <= {word for _, _, word in tokenize(author)} for author in document.metadata.authors)


def _has_title(typed: str, words: Sequence[str], document: Document) -> bool:
    title = " ".join(word for _, _, word in tokenize(document.metadata.title or ""))
    return f" {' '.join(words)} " in f" {title} "


def _has_all(typed: str, words: Sequence[str], document: Document) -> bool:
    metadata = document.metadata
    described = " ".join((*metadata.authors, metadata.title or "", str(metadata.year or "")))
    return {*words} <= {word for _, _, word in tokenize(described)}


def _nearest(typed: str, files: Collection[str]) -> str:
    from difflib import get_close_matches

    names = {Path(file).name.casefold(): file for file in files}
    near = get_close_matches(Path(typed).name.casefold(), list(names), n=3, cutoff=0.6)
    if near:
        return f"Did you mean {' or '.join(names[name] for name in near)}?"
    return "`kurilsearch documents` lists what it holds; `kurilsearch index` reads new files"
