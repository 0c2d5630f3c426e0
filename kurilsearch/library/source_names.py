"""Which document is meant by a file name that a person types."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from textwrap import shorten

from kurilsearch.errors import NoSuchSourceError
from kurilsearch.language.tokens import tokenize
from kurilsearch.model import Document
from kurilsearch.vocabulary.sound import same_name

_MOST_NAMED = 4
_LONGEST_TITLE = 40
_SHORTEST_PART = 3
"""Letters of the shortest part of a file's name, from within, by which it is known."""

_CITED = re.compile(r"(?:\[@(?P<key>[^\s\]]+)\]|\\[a-z]*cite[a-z]*\*?\{(?P<key_of_latex>[^{},\s]+)\})\Z")
_YEAR_WITH_LETTER = re.compile(r"\A(\d{4})[a-z]\Z")
_AND_OTHERS = "and und et al alii y e i og och en ve и др u a ua others andere autres"
_BESIDE_NAMES = frozenset(_AND_OTHERS.split())
"""What stands between and behind names in a citation, folded."""
_LINE = re.compile(r":\d+(?:[-–]\d+)?\Z")


def find_file(typed: str, files: Collection[str], folder: Path) -> str:
    """Return the one of ``files`` (relative to ``folder``, forward slashes) that ``typed`` means.

    That is the same name, else the same file seen from the current folder, else the one whose path ends so, else the
    one whose name begins so. Raises NoSuchSourceError where none does, with the names that come near, or where
    several do.
    """
    typed = typed.replace("\\", "/") if "\\" in typed and typed not in files else typed
    if typed in files:
        return typed
    typed = _LINE.sub("", typed)
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

    An author may stand beside a year or words of a title, ``Kimura 1987``, or be one of several, ``Adams et al.``; a
    name may be in another script, a cite key as it is cited (``[@kimura1987]``). Raises NoSuchSourceError where
    several do.
    """
    cited = _CITED.match(typed.strip())
    name = cited["key"] or cited["key_of_latex"] if cited else typed
    words = [re.sub(_YEAR_WITH_LETTER, r"\1", token.word) for token in tokenize(name)]
    people = [word for word in words if word not in _BESIDE_NAMES]
    tests: Sequence[Callable[[Document], bool]] = (
        lambda document: (document.metadata.citekey or "").casefold() == name.strip("@ ").casefold(),
        lambda document: any({*words} <= {*_words(author)} for author in document.metadata.authors),
        lambda document: f" {' '.join(words)} " in f" {' '.join(_words(document.metadata.title or ''))} ",
        lambda document: {*people} <= {*_described(document)},
        lambda document: all(any(same_name(word, other) for other in _described(document)) for word in people),
    )
    for fits in tests:
        fitting = [document for document in documents if people and fits(document)]
        if len(fitting) == 1:
            return fitting[0].file
        if fitting:
            named = ", ".join(map(_told, fitting[:_MOST_NAMED])) + (" …" if len(fitting) > _MOST_NAMED else "")
            raise NoSuchSourceError(
                f"{len(fitting)} sources are meant by {typed}: {named}", "Give more of its name, its year or its key"
            )
    return None


def _words(text: str) -> list[str]:
    return [token.word for token in tokenize(text)]


def _described(document: Document) -> list[str]:
    metadata = document.metadata
    return _words(" ".join((*metadata.authors, metadata.title or "", str(metadata.year or ""))))


def _told(document: Document) -> str:
    """Return a file with what tells it from others of its author."""
    title = shorten(document.metadata.title or "", _LONGEST_TITLE, placeholder=" …")
    told = ", ".join(filter(None, (title, str(document.metadata.year or ""))))
    return f"{document.file} ({told})" if told else document.file


def _nearest(typed: str, files: Collection[str]) -> str:
    from difflib import get_close_matches

    names = {Path(file).name.casefold(): file for file in files}
    near = get_close_matches(Path(typed).name.casefold(), list(names), n=3, cutoff=0.6)
    if near:
        return f"Did you mean {' or '.join(names[name] for name in near)}?"
    return "`kurilsearch documents` lists what it holds; `kurilsearch index` reads new files"
