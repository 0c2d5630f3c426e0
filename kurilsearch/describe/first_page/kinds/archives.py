"""Where a document lies in an archive: ``National Archives, Pilotage Board, Box 12, Folder 3``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilsearch.work import Item

_ARCHIVE = re.compile(
    r"\b(?:\w*archives?|\w*archiv|archiv(?:io|o|um)|archief|arkivet?|архива?|ргаспи|гарф|рганси|ргани|авп рф|"
    r"public record "
    r"office|record office|special collections|manuscripts? (?:division|department)|(?:[A-Z]\w+ )+papers|nachlass|"
    r"TNA|NARA)"
    r"\b|(?:史料館|公文書館|档案馆)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?<![\w-])(?:box|folder|file|reel|series|carton|dossier|liasse|karton|mappe|schachtel|akte|bd|bl|caja|"
    r"legajo|busta|"
    r"fascicolo|doos|kasten|map|fols?|ff?|ф(?:онд)?|оп(?:ись)?|д(?:ело)?|лл?|fonds?|FO|WO|CO|CAB|PREM|RG)"
    r"(?:\.?\s?(?:no|nr)\.?)?\.?\s?\d[\w/.–-]*|[箱函]\s?\d+",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:source|archive|quelle|standort|fundort|signatur|источник|所蔵)\s*[:：]\s*", re.IGNORECASE)
_LONGEST = 160


def read_archive(lines: Sequence[str]) -> Item:
    """Return ``archive``, ``archive_collection`` and ``archive_location``; empty where no line names an archive's box.

    A line that does names the archive, then the collection, then box, folder or file.
    """
    for line in lines:
        text = _LABEL.sub("", line.strip("[]() ."))
        unit = _UNIT.search(text)
        if len(text) > _LONGEST or unit is None or not _ARCHIVE.search(text[: unit.start()]):
            continue
        named = [part.strip() for part in re.split(r"[,;:]\s", text[: unit.start()].strip(" ,;:.")) if part.strip()]
        item: Item = {"archive": named[0], "archive_location": text[unit.start() :].strip(" ,;")}
        return item | ({"archive_collection": ", ".join(named[1:])} if named[1:] else {})
    return {}
