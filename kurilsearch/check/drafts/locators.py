"""The places that citations give, as CSL names them: ``p. 23``, ``S. 5 f.``, ``§ 4``, ``с. 12``, ``12頁``."""

from __future__ import annotations

import re

_UNITS = {
    "page": "pages? pp?\\. pp p pg\\.? Seiten? S\\. SS\\. [СсC]тр\\. [Сс]\\. págs?\\. 页 頁 p\\.p\\.",
    "paragraph": "paragraphs? paras?\\.? pars?\\. ¶¶? Absatz Abs\\. Abschn\\. абз\\. párr\\. 段落 段",
    "section": "sections? secs?\\. sect\\. §§? Abschnitt разд\\. secc\\. 節 节",
    "chapter": "chapters? chaps?\\.? ch\\. Kapitel Kap\\. chapitre chap\\. глава гл\\. capítulo cap\\. 章",
    "line": "lines? ll?\\. Zeilen? Z\\. строки? стк\\. 行",
    "verse": "verses? vv?\\. Verse? V\\.",
    "note": "notes? nn?\\. Anm\\. прим\\. nota",
    "folio": "folios? fols?\\. ff?\\. Bl\\. л\\. лл\\.",
    "column": "columns? cols?\\. Sp\\. стб\\.",
    "figure": "figures? figs?\\. Abb\\. рис\\.",
    "volume": "volumes? vols?\\. Bd\\. т\\. tome",
    "part": "parts? pts?\\. Teil ч\\.",
    "book": "books? bks?\\. Buch кн\\.",
}
"""What a locator counts, by CSL's term: patterns of the words and signs before its number."""


def _any_of(units: str) -> str:
    return "|".join(f"(?:{unit})" for unit in units.split())


_NUMBER = r"(?:\d{1,5}[a-z]?|[ivxlcdm]{1,8}|[IVXLCDM]{1,8})\b"
_NUMBERS = rf"{_NUMBER}(?:\s?[-–—~〜,;&]\s?{_NUMBER})*(?:\s?(?:ff?|sqq?|n|sv?)\b\.?)?"
_HEADING = r"[\"“„«][^\"”“»]{1,80}[\"”“»]"
_LABELLED = [
    (label, re.compile(rf"(?:{_any_of(units)})\s?(?P<value>{_NUMBERS}|{_HEADING})", re.IGNORECASE))
    for label, units in _UNITS.items()
]
_BARE = re.compile(rf"(?P<value>{_NUMBERS})")
_EAST_ASIAN = re.compile(
    r"第?(?P<value>\d{1,5}(?:\s?[-–—~〜]\s?\d{1,5})?)\s?(?P<unit>頁|页|ページ|段落|段|節|节|章|行)"
)
_UNIT_OF = {
    "頁": "page", "页": "page", "ページ": "page", "段落": "paragraph", "段": "paragraph", "節": "section",
    "节": "section", "章": "chapter", "行": "line",
}  # fmt: skip
_WORDS = re.compile(
    r"(?P<value>lead|lede|intro(?:duction)?|abstract|preface|foreword|conclusion|Einleitung|Vorwort)\b", re.I
)


def read_locator(text: str) -> tuple[str | None, str | None]:
    """Return what a place counts, by CSL's term, and its value; the label of a bare number is ``page``.

    ``text`` is what stands behind a work: ``, p. 23``. Both are None where it gives no place.
    """
    bare = text.strip(" ,:;()[]{}、，：")
    if found := _EAST_ASIAN.match(bare):
        return _UNIT_OF[found["unit"]], found["value"]
    for label, pattern in _LABELLED:
        if found := pattern.match(bare):
            return label, found["value"].strip('"“”„«» ')
    if found := _BARE.match(bare):
        return "page", found["value"].strip()
    if found := _WORDS.match(bare):
        return "section", found["value"]
    return None, None
