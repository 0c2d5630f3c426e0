"""What stands over the parts of a text that are not its own words: contents, notes, the list of references."""

from __future__ import annotations

import re

from kurilsearch.language.lazy_pattern import lazy_pattern

_CONTENTS = frozenset(
    (
        "contents",
        "table of contents",
        "inhalt",
        "inhaltsverzeichnis",
        "sommaire",
        "table des matières",
        "содержание",
        "оглавление",
        "índice",
        "目次",
    )
)
_NOTES = lazy_pattern(
    r"(?:foot|end)?notes?|notes and references|anmerkungen|fu(?:ß|ss)noten|примечания|сноски|notas|note"
    r"|注|註|注釈|脚注",
    re.I,
)
_REFERENCES = lazy_pattern(
    r"(?:[\divxlc]+[.)]?\s+)?(?:(?:list of )?references?(?: cited| list| and notes)?"
    r"|(?:select(?:ed)? )?bibliograph(?:y|ies)"
    r"|works cited|literature(?: cited)?|cited literature|further reading|sources(?: and literature)?"
    r"|(?:quellen- und )?literatur(?:verzeichnis)?|bibliographie|références(?: bibliographiques)?|bibliografía"
    r"|referencias(?: bibliográficas)?|bibliografia|riferimenti bibliografici"
    r"|(?:список )?(?:использованн(?:ой|ых) )?(?:литератур[аы]|источник(?:и|ов)(?: и литератур[аы])?)|библиография"
    r"|参考文献(?:一覧)?|文献(?:一覧)?|引用文献|참고문헌)",
    re.I,
)


def is_contents_heading(text: str) -> bool:
    """Tell whether a heading stands over a table of contents."""
    return text.casefold().strip(" .:") in _CONTENTS


def is_notes_heading(text: str) -> bool:
    """Tell whether a heading stands over notes."""
    return _NOTES.fullmatch(text.strip(" .:")) is not None


def is_references_heading(text: str) -> bool:
    """Tell whether a heading, numbered or not, stands over a reference list."""
    return len(text) < 100 and _REFERENCES.fullmatch(" ".join(text.split()).strip(" .:*")) is not None
