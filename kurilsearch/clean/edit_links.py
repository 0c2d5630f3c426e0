"""Marks that web pages put beside their headings: the ``[edit]`` links of wikis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kurilsearch.clean.cut import Cut
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.model import FurnitureKind

_WORDS = (
    "edit|edit source|edit section|править|править код|править вики-текст|bearbeiten|quelltext bearbeiten|modifier"
    "|modifier le code|editar|editar código|editar fonte|modifica|modifica wikitesto|編集|ソースを編集|编辑|編輯|편집"
    "|edytuj|edytuj kod|bewerken|brontekst bewerken|redigera|rediger|muokkaa|ред.|редагувати"
)
_EDIT_LINK = lazy_pattern(rf"\[ ?(?:{_WORDS})(?: ?\| ?(?:{_WORDS}))* ?\] ?", re.I)


def find_edit_marks(text: str) -> Iterator[Cut]:
    """Find ``[edit]`` links at the start or end of a line; the line itself is a heading."""
    if "[" not in text:
        return
    for match in _EDIT_LINK.finditer(text):
        before = text[max(match.start() - 1, 0) : match.start()]
        after = text[match.end() : match.end() + 1]
        if before in ("", "\n") or after in ("", "\n") or before == " ":
            yield Cut(*match.span(), FurnitureKind.EDIT_MARK)
