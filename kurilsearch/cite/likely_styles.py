"""Which citation styles a misspelt name may mean: those whose name or title begins most like it, common ones first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_ALIKE = 80
"""How alike a suggested style must be, of 100 (RapidFuzz's ratio) ..."""
_ALIKE_SHORT, _SHORT = 65, 3
"""... and one that everybody knows where so few letters were typed, of which one may be wrong."""
_BEHIND = 15
"""Others that are so much less alike than the likeliest are not meant."""
_GOES_ON, _IN_TITLE = 90, 85
"""How alike a name and a longer one that begins with it (``apa-7th``) are, and a title and words out of it."""
_FEWEST_OF_TITLE = 6
_SHARE_OF_BEGINNING = 0.95
_MOST = 4
_LONGEST = 80
_HEAD_BYTES = 2048
_TITLE = re.compile(rb"<title(?:-short)?>([^<]+)</title")
_ADDED = re.compile(r",? with .*", re.DOTALL)
_LETTERS = re.compile(r"[^\W_]+")


def likely_styles(typed: str, folder: Path, common: Mapping[str, str]) -> list[str]:
    """Return the names of the few styles that ``typed`` may mean, the likeliest first; none where it is like no name.

    ``folder`` holds the styles as .csl files, those that only point to another one in ``dependent``. ``common`` are
    the short names of those that everybody knows, each with the name of its file; they come first. Of the files
    themselves the titles are read, in which names stand in full (*Modern Humanities Research Association*).
    """
    wanted = _letters(typed[:_LONGEST])
    if len(wanted) < _SHORT:
        return []
    known = {*common, *common.values()}
    scored = {name: _likeness(wanted, forms) for name, forms in _forms(folder, common)}
    for short, name in common.items():
        if wanted.startswith(_letters(short)):
            scored[short] = max(scored[short], _GOES_ON)
        if short != name and scored[short] >= scored.get(name, 0):
            scored.pop(name, None)
    least = max(_ALIKE, max(scored.values()) - _BEHIND)
    least_known = _ALIKE_SHORT if len(wanted) == _SHORT else _ALIKE
    near = [name for name, score in scored.items() if score >= (least_known if name in common else least)]
    return sorted(near, key=lambda name: (name not in known, -scored[name], len(name), name))[:_MOST]


def _forms(folder: Path, common: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each style with the letters of all that it is called."""
    files = {path.stem: path for path in folder.glob("*.csl")}
    for name, path in files.items():
        yield name, [_letters(name), _initials(name), *_titles(path)]
    for path in (folder / "dependent").glob("*.csl"):
        yield path.stem, [_letters(path.stem)]
    for short, name in common.items():
        yield short, [_letters(short), *_titles(files.get(name))]


def _titles(path: Path | None) -> list[str]:
    """Return the letters of the titles that the head of a style names, without what they add (*with Bluebook*)."""
    if path is None:
        return []
    with path.open("rb") as file:
        titles = _TITLE.findall(file.read(_HEAD_BYTES))
    return [_letters(_ADDED.sub("", title.decode("utf-8", "replace"))) for title in titles]


def _likeness(wanted: str, forms: Iterable[str]) -> float:
    """Return how like one of ``forms``, or the beginning of one, is to what is wanted, from 0 to 100."""
    from rapidfuzz.fuzz import ratio

    likeness = 0.0
    for form in forms:
        likeness = max(likeness, ratio(wanted, form))
        if len(form) > len(wanted):
            likeness = max(likeness, _SHARE_OF_BEGINNING * ratio(wanted, form[: len(wanted) + 1]))
            if len(wanted) >= _FEWEST_OF_TITLE and wanted in form:
                likeness = max(likeness, _IN_TITLE)
    return likeness


def _initials(name: str) -> str:
    """Return what a society's style may be called for short: ``ama`` for american-medical-association."""
    return "".join(word[0] for word in name.split("-") if word)


def _letters(text: str) -> str:
    """Return the letters and digits of a name, in small letters."""
    return "".join(_LETTERS.findall(text.lower()))
