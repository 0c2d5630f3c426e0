"""Locators: the place in a work that a citation points to, as CSL names places."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from kurilsearch.csl.page_ranges import with_en_dash
from kurilsearch.errors import UsageError
from kurilsearch.hit import Hit
from kurilsearch.model import Span


class Label(StrEnum):
    """What a locator counts: the locator terms of CSL 1.0.2 that pandoc knows, in English, and the time of a recording.

    A time (``00:12:03``) has no label in any style.
    """

    PAGE = "page"
    CHAPTER = "chapter"
    SECTION = "section"
    PARAGRAPH = "paragraph"
    LINE = "line"
    VERSE = "verse"
    NOTE = "note"
    BOOK = "book"
    COLUMN = "column"
    FIGURE = "figure"
    FOLIO = "folio"
    PART = "part"
    VOLUME = "volume"
    ISSUE = "issue"
    OPUS = "opus"
    ENTRY = "sub verbo"
    ACT = "act"
    SCENE = "scene"
    TABLE = "table"
    APPENDIX = "appendix"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a work: ``value`` is its number or range (``217``, ``71–72``, ``xii``).

    ``aside`` is printed behind it in square brackets and never read by the style (``p. 217 [PDF 219]``). ``within`` is
    a narrower place in it: the page of a volume (``vol. 2, p. 5``).
    """

    label: Label
    value: str
    aside: str | None = None
    within: Locator | None = None

    def __str__(self) -> str:
        """Return the locator as English writes it: ``pp. 71–72``, ``para. 7 [The islands]``."""
        singular, plural = _ABBREVIATIONS[self.label]
        shown = f"{plural if _SEVERAL.search(self.value) else singular} {self.value}"
        shown = f"{shown} [{self.aside}]".lstrip() if self.aside else shown.lstrip()
        return f"{shown}, {self.within}" if self.within else shown


_ABBREVIATIONS = {
    Label.PAGE: ("p.", "pp."),
    Label.CHAPTER: ("chap.", "chaps."),
    Label.SECTION: ("sec.", "secs."),
    Label.PARAGRAPH: ("para.", "paras."),
    Label.LINE: ("l.", "ll."),
    Label.VERSE: ("v.", "vv."),
    Label.NOTE: ("n.", "nn."),
    Label.BOOK: ("bk.", "bks."),
    Label.COLUMN: ("col.", "cols."),
    Label.FIGURE: ("fig.", "figs."),
    Label.FOLIO: ("fol.", "fols."),
    Label.PART: ("pt.", "pts."),
    Label.VOLUME: ("vol.", "vols."),
    Label.ISSUE: ("no.", "nos."),
    Label.OPUS: ("op.", "opp."),
    Label.ENTRY: ("s.v.", "s.vv."),
    Label.ACT: ("act", "acts"),
    Label.SCENE: ("sc.", "scs."),
    Label.TABLE: ("tbl.", "tbls."),
    Label.APPENDIX: ("app.", "apps."),
    Label.TIME: ("", ""),
}
"""One and several of each, as the CSL locale en-US abbreviates them, so that pandoc reads them back."""

_PAGE_WORDS = (
    "s seite seiten с стр página pagina pág págs pag str strana strony sayfa side sida blz old oldal "
    "σ σελ ص עמ 頁 页 ページ 쪽 면"
)
_CHAPTER_WORDS = (
    "kap kapitel chapitre гл глава cap capítulo capitolo hfdst hoofdstuk rozdz rozdział kapitola bölüm böl κεφ "
    "poglavlje פרק 章 장"
)
_VOLUME_WORDS = (
    "bd band bde bind т тт том t tom tome tomo deel dl sv svazek svezak cilt nide köt kötet τ τόμ τόμος "
    "ج כרך 巻 卷 冊 册 권"
)
_TYPED = {
    form: label
    for label, (singular, plural) in _ABBREVIATIONS.items()
    for form in (label.value, f"{label.value}s", singular.rstrip("."), plural.rstrip("."))
    if form
} | {
    "pg": Label.PAGE,
    "ch": Label.CHAPTER,
    "chs": Label.CHAPTER,
    "§": Label.SECTION,
    "§§": Label.SECTION,
    "par": Label.PARAGRAPH,
    "pars": Label.PARAGRAPH,
    "¶": Label.PARAGRAPH,
    "¶¶": Label.PARAGRAPH,
    "ff": Label.FOLIO,
    "s.v": Label.ENTRY,
    "s. v": Label.ENTRY,
    **dict.fromkeys(_PAGE_WORDS.split(), Label.PAGE),
    **dict.fromkeys(_CHAPTER_WORDS.split(), Label.CHAPTER),
    **dict.fromkeys(("abs", "absatz", "абз", "párr", "párrafo", "alinéa", "段"), Label.PARAGRAPH),
    **dict.fromkeys(_VOLUME_WORDS.split(), Label.VOLUME),
    **dict.fromkeys(("z", "zeile", "zeilen", "строка", "ligne", "línea", "行"), Label.LINE),
    **dict.fromkeys(("abschn", "abschnitt", "разд", "раздел", "sección", "節", "节", "절"), Label.SECTION),
    **dict.fromkeys(("abb", "abbildung", "рис", "图", "図"), Label.FIGURE),
    **dict.fromkeys(("tab", "tabelle", "табл", "tableau", "tabla", "表"), Label.TABLE),
    **dict.fromkeys(("bl", "blatt", "л", "лл", "f", "fº", "fo"), Label.FOLIO),
    **dict.fromkeys(("sp", "spalte", "стб"), Label.COLUMN),
    **dict.fromkeys(("anm", "fn", "fußnote", "прим", "сн", "nota"), Label.NOTE),
    **dict.fromkeys(("teil", "ч", "часть", "partie", "parte"), Label.PART),
    **dict.fromkeys(("buch", "кн", "книга", "livre", "libro"), Label.BOOK),
    **dict.fromkeys(("vers", "verse", "стих", "verso"), Label.VERSE),
    **dict.fromkeys(("akt", "acte", "acto", "действие"), Label.ACT),
    **dict.fromkeys(("scene", "szene", "scène", "escena", "явление"), Label.SCENE),
    **dict.fromkeys(("table",), Label.TABLE),
    **dict.fromkeys(("anh", "anhang", "annexe", "прил"), Label.APPENDIX),
}
"""What a person may type before a number, in lower case and without a full stop."""

_LABELLED = re.compile(r"(?P<label>s\. ?v(?=\.)|[^\W\d_]+(?![^\W\d_])|§{1,2}|¶{1,2})[.'’׳]?\s*(?P<value>.+)", re.DOTALL)
_COUNTED = re.compile(r"[第제]?\s?(?P<value>\d+(?:[-–〜~]\d+)?)\s?(?P<label>[章節节巻卷冊册頁页段行권장절쪽면]|ページ)")
"""A place as Japanese and Chinese have it, the number before what is counted: 第3章."""
_ORDINAL = re.compile(r"(?P<value>\d{1,4})\.\s?(?P<label>[^\W\d_]{2,})\.?(?:,\s*(?P<rest>.+))?")
"""A place whose number is an ordinal: ``2. Band, S. 5``, ``2. köt., 5. old.``."""
_ASIDE = re.compile(r"(?P<value>[^\[\]]+?)\s*\[(?P<aside>[^\[\]]+)\]")
_VOLUME_AND_PAGE = re.compile(r"(\d{1,2}|[ivxlc]{1,6}):\s?(\d+(?:\s?[-–—]\s?\d+)?)", re.IGNORECASE)
_TIME = re.compile(r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?")
_NOTE_NUMBER = re.compile(r"[\[(]?(?P<number>\d{1,3})[\])]?[.:]?\s")
_ROMAN = re.compile(r"[ivxlcdm]+\b", re.IGNORECASE)
_UNKNOWN_LABEL = re.compile(r"(?![ivxlcdm]+\b)[^\W\d_]{2,}(?:\.|\s)", re.IGNORECASE)
_PLACES = "Name a page (p. 23), a paragraph (para. 7), a chapter (chap. 3) or a line (l. 120)"
_SEVERAL = re.compile(r"[-–,&]")


def parse_locator(text: str) -> Locator:
    """Return the locator that a person typed: ``p. 23``, ``pp. 71-72``, ``¶ 7``, ``chap. 3``, ``217 [PDF 219]``.

    A bare number is a page, ``00:12:03`` a time; ``vol. 2, p. 5`` names two places, the narrower one last, and so does
    ``2:5``. Raises UsageError where a word before the number is no label, or there is no number.
    """
    said = _tidy(text)
    if (volume := _VOLUME_AND_PAGE.fullmatch(said)) and not _TIME.fullmatch(said):
        return Locator(Label.VOLUME, volume[1], within=Locator(Label.PAGE, _range(volume[2])))
    if (narrower := _narrower(said)) is not None:
        wider = re.sub(r"(?<=\d)\.\Z", "", said[:narrower].rstrip(" ,;،"))
        return replace(parse_locator(wider), within=parse_locator(said[narrower:]))
    if _TIME.fullmatch(said):
        return Locator(Label.TIME, said)
    if (ordinal := _ORDINAL.fullmatch(said)) and (kind := _TYPED.get(ordinal["label"].lower())):
        return Locator(kind, ordinal["value"], within=parse_locator(ordinal["rest"]) if ordinal["rest"] else None)
    if (counted := _COUNTED.match(said)) and (counted.end() == len(said) or _COUNTED.match(said, _next(said, counted))):
        inner = parse_locator(said[_next(said, counted) :]) if counted.end() < len(said) else None
        return Locator(_TYPED[counted["label"]], _range(counted["value"]), within=inner)
    label = Label.PAGE
    labelled = _LABELLED.fullmatch(said)
    if labelled and (known := _TYPED.get(labelled["label"].lower())):
        label, said = known, labelled["value"]
    elif _UNKNOWN_LABEL.match(said) or not (_ROMAN.match(said) or any(letter.isdecimal() for letter in said)):
        raise UsageError(f"`{text}` names no place in a work", _PLACES)
    if not any(letter.isalnum() for letter in said):
        raise UsageError(f"`{text}` has a label and no number", _PLACES)
    aside = _ASIDE.fullmatch(said)
    return Locator(label, _range(aside["value"]), aside["aside"].strip()) if aside else Locator(label, _range(said))


def _next(said: str, counted: re.Match[str]) -> int:
    """Return where behind a counted place another may begin: 第2巻、45頁."""
    rest = said[counted.end() :]
    return len(said) - len(rest.lstrip(" 、，,の"))


def _narrower(said: str) -> int | None:
    """Return where in what was typed a second place begins, that of another label; None where it names one place."""
    first = _LABELLED.match(said)
    if not said[:1].isdecimal() and (not first or first["label"].lower() not in _TYPED):
        return None
    for found in re.finditer(r"(?:[,;،]|(?<=\d)\.\s)\s*(?=[^\W\d_§¶]+[.'’׳]?\s|[§¶])|\s(?=nn?\.\s)", said):
        labelled = _LABELLED.match(said, found.end())
        if labelled and labelled["label"].lower() in _TYPED:
            return found.end()
    return None


def locate(hit: Hit, *, lines: Span | None = None) -> Locator | None:
    """Return the locator of a hit: time, printed page, else paragraph, or the number of a note; None without a place.

    The page is the printed one; a PDF without printed pages has its own. ``lines`` are the first and last line, both
    inclusive, of a text that is cited by line, as verse and transcripts are; they go before all others.
    """
    if lines:
        top, bottom = lines
        return Locator(Label.LINE, str(top) if top == bottom else f"{top}–{bottom}")
    if hit.time and _TIME.fullmatch(hit.time):
        return Locator(Label.TIME, hit.time)
    if hit.page is not None:
        return Locator(Label.PAGE, _range(hit.page))
    if hit.file_page is not None and hit.file.lower().endswith(".pdf"):
        return Locator(Label.PAGE, str(hit.file_page))
    if hit.paragraph is not None:
        return Locator(Label.PARAGRAPH, str(hit.paragraph))
    number = _NOTE_NUMBER.match(hit.passage) if hit.kind == "note" else None
    return Locator(Label.NOTE, number["number"]) if number else None


def _range(value: str) -> str:
    """Return a number or range as it is printed."""
    return with_en_dash(_tidy(value))


def _tidy(text: str) -> str:
    """Return text on one line, without control characters."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
