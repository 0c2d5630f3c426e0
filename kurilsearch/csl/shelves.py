"""Where an archive keeps a paper, as a note says it: ``Box 3, folder 12, Harbour Papers, Nemuro Archive``."""

from __future__ import annotations

import re

_SHELF = re.compile(
    r"(?:box|boxes|folder|file|bundle|reel|carton|item|series|karton|kiste|schachtel|mappe|akte|ordner|boîte|dossier"
    r"|liasse|caja|carpeta|legajo|expediente|busta|fascicolo|ящик|папка|фонд|ф\.|опись|оп\.|дело|д\.|лист|л\.|箱|冊)"
    r"\s*(?:no\.|nr\.|№)?\s*[\dIVXLA-Z][\w./–-]*",
    re.IGNORECASE,
)
_LONGEST = 160


def read_shelf(text: str) -> tuple[str, str] | None:
    """Return the archive, empty where none is named, and the shelf that a note names; None for other notes."""
    parts = re.split(r"\s*[,;]\s*|\.\s+(?=[A-ZА-Я])", text.strip(" ."))
    shelves = [part for part in parts if _SHELF.fullmatch(part)]
    if not shelves or len(text) > _LONGEST:
        return None
    return ", ".join(part for part in parts if part not in shelves), ", ".join(shelves)
