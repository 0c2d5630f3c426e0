"""Speakers: who says quoted words in a play, an interview or a transcript, and whether more than one does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.match.window import Window, extend
from kurilsearch.model import Span, StoredPassage
from kurilsearch.store import StoreReader

_LABEL = lazy_pattern(
    r"(?:^|(?<=[.!?…»”\"')\]] )|(?<=[。！？」]))"
    r"(?:(?P<caps>[A-ZÀ-ÖØ-ÞЀ-Я]{2}[A-ZÀ-ÖØ-ÞЀ-Я.’' -]{0,28}?|[QA])(?:\.|:|\s?[—–])\s"
    r"|(?P<name>[A-ZÀ-ÖØ-ÞЀ-Я][^\W\d_]*(?:\.?\s[A-ZÀ-ÖØ-ÞЀ-Я][^\W\d_]*){0,3})\s?:\s"
    r"|(?P<cjk>[\u3041-\u30fe\u4e00-\u9fff]{1,10})[：:])"
)
_NEIGHBOURS = 60
"""Words before and after in which another one must be said to speak, so that a label is one."""


def speakers_of(parts: Sequence[tuple[StoredPassage, Span]], window: Window, store: StoreReader) -> tuple[str, ...]:
    """Return who says the words in these parts of passages, in order, none twice; nobody where it is not said."""
    found: dict[str, None] = {}
    labelled = False
    for stored, (start, end) in parts:
        passage = stored.passage
        if passage.speaker:
            found[passage.speaker] = None
            continue
        labels = [(label.start(), _name(label)) for label in _LABEL.finditer(passage.text)]
        labelled = labelled or bool(labels)
        before = [name for at, name in labels if at <= start]
        inside = [name for at, name in labels if start < at < end]
        found.update(dict.fromkeys([*before[-1:], *inside]))
    if labelled and not _others_speak(window, store):
        return ()
    return tuple(found)


def _name(label: re.Match[str]) -> str:
    return (label["caps"] or label["name"] or label["cjk"]).strip()


def _others_speak(window: Window, store: StoreReader) -> bool:
    """Tell whether several are said to speak in and around a window."""
    around = extend(extend(window, store, _NEIGHBOURS, forward=True), store, _NEIGHBOURS, forward=False)
    return len({_name(label) for each in around.passages for label in _LABEL.finditer(each.text)}) > 1
