"""Claims: what a quotation that was copied says of its source, in parentheses, a note, a cite command or behind a dash.

Such words are none of the quotation's. What looks like a citation and stands in the source too is no claim; that is for
the matcher to see (:mod:`kurilsearch.match.find`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kurilsearch.language.abbreviations import BEFORE_NUMBERS
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.tokens import tokenize
from kurilsearch.match.markup import see_through_markup
from kurilsearch.model import Span

_CITE_COMMAND = lazy_pattern(r"\\[a-zA-Z]*cite[a-zA-Z]*\*?(?:\[[^\[\]]*\]){0,2}\{(?P<key>[^{},\s]+)[^{}]*\}")
_CITE_KEY = lazy_pattern(
    r"\[(?:[^\[\]@]{0,40}\s)?-?@(?P<key>[\w:.#$%&+?<>~/-]*\w)[^\[\]]*\]"
    r"|(?<!\w)@(?P<key2>[A-Za-z][\w:.-]*\d\w*)(?:\s?\[[^\[\]]*\])?"
    r"|#cite\(<(?P<key3>[^<>]+)>[^()]*\)"
)
_PARENTHESIS = lazy_pattern(
    r"[(（](?:[^()（）]|\([^()]*\)){1,200}[)）](?=[\s.,;:!?…。、'\"’”»›」』*_\d⁰¹²³⁴-⁹]*$)"
    r"|[\[［〔][^\[\]［］〔〕]{1,200}[\]］〕](?=[\s.,;:!?…。、'\"’”»›」』*_⁰¹²³⁴-⁹]*$)"
)
_BRACKETS, _BEFORE_NOTES, _DASHES = map(frozenset, ("([（［〔", "^⁰¹²³⁴⁵⁶⁷⁸⁹\n", "—–―-"))
"""One of which stands where a pattern finds something: the patterns are not compiled for a text without."""
_OPENING = "“\"„«»‹›‘'‚「『`”"
_CLOSING = {
    "“": "”", '"': '"', "„": "“”", "«": "»", "»": "«", "‹": "›", "›": "‹", "‘": "’", "'": "'", "‚": "‘’", "「": "」",
    "『": "』", "`": "'", "”": "”",
}  # fmt: skip
_BEHIND_DASH = lazy_pattern(r"(?:\s|(?<=[.!?…”\"»]))(?:[—–―]\s?|--?\s)(?P<claim>[^—–―\n]{2,160})$")
_BARE_PLACE = lazy_pattern(
    r"(?:^|(?<=[\s.,;:!?”\"»’)]))(?:pp?\.|[Ss]\.|[СсCc]\.|стр\.|[Pp]ages?|Seiten?)\s?\d{1,4}(?:\s?[-–—]\s?\d{1,4})?(?:\s?ff?\.)?(?=[\s.)]*$)"
)
_NOTE = lazy_pattern(r"\s(?:[⁰¹²³⁴-⁹]+|\[\^\w{1,9}\]:)\s+(?=\S)|\n\s*(?:\[\d{1,3}\]|\d{1,3}[.)]?)\s+(?=\S)")
_NOTE_NUMBER = lazy_pattern(r"(?<!\d[.,:])(?<=[.!?,;:”\"’»)\]])\s?\d{1,3}(?=[\s.]*$)")
_ABBREVIATION = lazy_pattern(r"([^\W\d_]+)\.$")
_BEFORE_NUMBERS = BEFORE_NUMBERS | frozenset("núm num nro pág págs séc cap č čís str rozdz poz sz αρ σελ".split())

_YEAR = lazy_pattern(r"(?<![\d.,])(1[4-9]\d\d|20\d\d)(?:年|(?=[a-z]?(?![\d\w]|[.,]\d)))")
_PLACE_WORDS = (
    r"pp?|pgs?|pages?|[Ss]|[Ss]eiten?|[СсCc]|[Сс]тр|f|fol|folio|л|лл|¶+|§+|paras?|par|abs|Absatz|абз|ll?|lines?|Z|vv?"
)
_PLACE = lazy_pattern(
    rf"(?<![^\W\d_])(?P<word>{_PLACE_WORDS})\.?\s?(?P<at>\d{{1,4}}(?:\s?[-–—]\s?\d{{1,4}})?|[ivxlc]+(?![^\W\d_]))"
    r"|(?P<cjk>\d{1,4}(?:[-–—～~]\d{1,4})?)\s?(?:頁|页|ページ|쪽|면)"
)
_LAST_NUMBER = lazy_pattern(r"(?:[,:：]\s?|(?<=[^\W\d_])\s)(?P<at>\d{1,4}(?:\s?[-–—]\s?\d{1,4})?)(?:\s?ff?\.?)?\W*$")
_PARAGRAPH = lazy_pattern(r"¶|para|par|abs|абз", re.IGNORECASE)
_LINE = lazy_pattern(r"ll?$|line|Z|v")

_IBIDEM = frozenset("ibid ibidem ebd ebenda idem ders dies loc op cit aao тамже 同上 前掲".split())
_LITTLE = frozenset(
    """
    a an and as at by cf ch chap cited ed eds edited et al f ff for from in no nr of on p pp qtd quoted see seq s the to
    trans transl translated vol vols
    aus bd bde bei d das der des die ders hg hrsg im nach s siehe u und ubers vgl von zit
    au aux cite dans de des du et la le les selon sous dir t trad voir
    в и из на о по с см стр т цит ред пер
    y en el los las e i del della di il lo gli
    """.split()
)
"""Words of a citation that name nobody and nothing."""

_MOST_WORDS = 30
_FEWEST_NAMED = 0.5
"""The share of the words of a citation that are names, unless it begins with one before a comma or a year."""

IsKnown = Callable[[str], bool]
"""Tells whether a folded word is one of an author's name or a title that the library knows."""


class Claim(NamedTuple):
    """What a quotation says of its source; ``span`` is where in the text as it was typed.

    ``words`` are the folded words of names and titles; ``place`` is a page (``72``, ``71-72``), or the paragraph or
    line that ``place_kind`` says; ``key`` a cite key.
    """

    text: str
    span: Span
    words: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    place: str | None = None
    place_kind: str = "page"
    key: str | None = None

    @property
    def says_anything(self) -> bool:
        """Tell whether it names a work or a place, and is not the mere number of a note."""
        return bool(self.words or self.years or self.place or self.key)


def find_claims(text: str, is_known: IsKnown) -> list[Claim]:
    """Return what a quotation says of its source, in order; most say nothing.

    Nothing is a claim that leaves no word of the quotation.
    """
    spans = list(_cite_commands(text))
    readable = see_through_markup(_blanked(text, [span for span, _ in spans]))
    keys = dict(spans)
    for _ in range(4):
        found = _at_the_end(readable, text, is_known)
        if found is None or not tokenize(_blanked(readable, [found])):
            break
        keys.setdefault(found, None)
        readable = _blanked(readable, [found])
    if not keys or not tokenize(readable):
        return []
    return [_claim(text, span, key) for span, key in sorted(keys.items(), key=lambda item: item[0])]


def _cite_commands(text: str) -> Iterator[tuple[Span, str | None]]:
    if "\\" in text:
        yield from ((match.span(), match["key"]) for match in _CITE_COMMAND.finditer(text))
    if "@" in text or "#cite" in text:
        yield from (
            (match.span(), match["key"] or match["key2"] or match["key3"]) for match in _CITE_KEY.finditer(text)
        )


def _blanked(text: str, spans: Sequence[Span]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _at_the_end(text: str, typed: str, is_known: IsKnown) -> Span | None:
    """Return the range of the last citation at the end of a text, with its parentheses; None where there is none."""
    for span in _possible(text, typed):
        if _is_citation(text[slice(*span)], is_known):
            return span
    return None


def _possible(text: str, typed: str) -> Iterator[Span]:
    """Yield what may be a citation at the end of a text, the surest first."""
    if not _BRACKETS.isdisjoint(text):
        yield from (match.span() for match in _PARENTHESIS.finditer(text))
    behind = _behind_marks(text)
    if behind is not None:
        yield behind
    if not _BEFORE_NOTES.isdisjoint(typed):  # [^1]: is markup in the readable text
        yield from ((match.start(), len(text)) for match in _NOTE.finditer(typed))
    if any(map(str.isdecimal, text)):
        yield from (match.span() for match in _BARE_PLACE.finditer(text))
        yield from (match.span() for match in _NOTE_NUMBER.finditer(text) if not _is_numbered(text[: match.start()]))
    if not _DASHES.isdisjoint(text):
        yield from (match.span() for match in _BEHIND_DASH.finditer(text))


def _is_numbered(before: str) -> bool:
    """Tell whether a text ends with an abbreviation that a number belongs to: No., vol., núm."""
    word = _ABBREVIATION.search(before)
    return word is not None and word[1].lower() in _BEFORE_NUMBERS


def _behind_marks(text: str) -> Span | None:
    """Return what stands behind the quotation marks that the text begins with."""
    begun = text.lstrip(" \t\n*_>")
    if not begun or begun[0] not in _OPENING:
        return None
    end = max(text.rfind(mark, len(text) - len(begun) + 1) for mark in _CLOSING[begun[0]])
    return (end + 1, len(text)) if end > 0 and text[end + 1 :].strip(" .,;:!?") else None


def _is_citation(text: str, is_known: IsKnown) -> bool:
    """Tell whether a text looks like a citation: a name and a year or place, names of the library, or a mere place."""
    words = [(text[start:end], word) for start, end, word in tokenize(text)]
    names = [(typed, word) for typed, word in words if word not in _LITTLE and not word[0].isdigit()]
    if not 0 < len(words) <= _MOST_WORDS:
        return bool(re.search("[⁰¹²³⁴-⁹]", text)) and not words
    if "".join(word for _, word in words if not word.isdigit()) in _IBIDEM or words[0][1] in _IBIDEM:
        return True
    places = bool(_YEAR.search(text) or _PLACE.search(text))
    bare = text.strip(" ()[]（）［］〔〕.,;:")
    if not names:
        return places or (bare.isdigit() and len(bare) <= 3)
    capitals = [word for typed, word in names if not typed[0].islower()]
    if not places and not _LAST_NUMBER.search(bare):
        return 2 * len(capitals) >= len(names) and all(is_known(word) for _, word in names)
    if not capitals:
        return False
    if text.lstrip()[0] in "—–―-":
        return len(capitals) >= _FEWEST_NAMED * len(names)
    begins = text.lstrip(" ([（［〔,.")
    named_first = re.match(r"(?:[^\W\d_][^\W_]*[.’'-]?\s?){1,4}(?:,|:|：|、|\(|(?=\d{4}))", begins) is not None
    return len(capitals) >= _FEWEST_NAMED * len(names) or (named_first and begins[0].isupper())


def _claim(text: str, span: Span, key: str | None) -> Claim:
    """Read what a citation says."""
    cited = see_through_markup(text[slice(*span)]) if key is None else text[slice(*span)]
    typed = cited.strip()
    if key is not None:
        cited = cited.replace(key, " " * len(key), 1)
    place, kind = None, "page"
    marked = _PLACE.search(cited)
    if marked:
        place = marked["at"] or marked["cjk"]
        word = marked["word"] or ""
        kind = "paragraph" if _PARAGRAPH.match(word) else "line" if _LINE.match(word) else "page"
        cited = cited[: marked.start()] + " " * len(marked[0]) + cited[marked.end() :]
    years = [int(match[1]) for match in _YEAR.finditer(cited)]
    if not marked:
        last = _LAST_NUMBER.search(cited.rstrip(" )]）］〕.,;:") if key is None else cited.rstrip(" ]}"))
        if last and not (last["at"].isdigit() and int(last["at"]) in years):
            place = last["at"]
        elif key is not None and (number := re.search(r"\[(\d{1,4}(?:-{1,2}\d{1,4})?)\]", cited)):
            place = number[1]
    if key is not None:
        return Claim(typed, span, (), (), place, kind, key)
    words = [word for _, _, word in tokenize(_YEAR.sub(" ", cited)) if word not in _LITTLE and not word[0].isdigit()]
    if words and words[0] in _IBIDEM:
        words = []
    return Claim(typed, span, tuple(dict.fromkeys(words)), tuple(years), place, kind)
