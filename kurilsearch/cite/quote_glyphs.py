"""Which characters may be quotation marks where they stand, and which are apostrophes and primes.

A character is judged by the letters beside it; what depends on the marks around it is left to
:mod:`kurilsearch.cite.inner_marks`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

CLOSERS: dict[str, str | tuple[str, ...]] = {
    "“": ("”", '"', ",,"), "”": "”“", "„": "“”\"", "‟": "”", "«": "»", "»": "«»", "‹": "›", "›": "‹›",
    "‘": "’'", "’": "’‘", "‚": "‘’'´", "‛": "’", "'": "'’", "`": "'’´", "´": "´",
    '"': ('"', "”", ",,"), "＂": "＂", "``": ("''", '"', "”", ",,"), "''": ("''",), ",,": ("''", '"', "“", "”"),
    "「": "」", "『": "』", "｢": "｣", "〝": "〟〞",
}  # fmt: skip
"""What may close a quotation that a character opened, in any language and from any typewriter."""

_GLYPH = re.compile(r"``|''|,,|[«‹][\u00a0\u202f]|[\u00a0\u202f][»›]|[\"'`´“”„‟«»‹›‘’‚‛「」『』｢｣〝〟〞＂]")
"""With the no-break space that French has inside its guillemets, by which they are known to open or to close."""

_ONLY_OPEN = frozenset("„‟‚‛「『｢〝") | {"``"}
_ONLY_CLOSE = frozenset("」』｣〟〞")
_USUALLY_OPEN = frozenset("“«‹‘")
_USUALLY_CLOSE = frozenset("”»›")
_TOGGLES = frozenset('"＂´') | {"''"}
SINGLE = frozenset("'’‘‚‛`´")
"""The single marks, which may be apostrophes."""

_RIGHT_OPENS = ("sv", "fi", "da", "nb", "nn", "no", "he", "ar")
"""Languages that open with the mark that closes, ’so’; elsewhere it is an apostrophe before a word."""

_SURE_ELISIONS = re.compile(
    r"(?:tis|tisn|twas|twasn|twere|twill|twould|twixt|em|n|til|cos|coz|cuz|[stk])(?!\w)|\d\ds\b", re.I
)
"""Words that an apostrophe begins, English and Dutch, and decades."""

_OTHER_ELISIONS = re.compile(
    r"(?:er|e|im|ere|cause|till|bout|round|neath|gainst|cept|course|fraid|appen|spose|nother|nuff|sup|kay|[rm])(?!\w)"
    r"|\d\d(?!\w)",
    re.I,
)
"""Words that are as likely to begin a quotation, and years of two figures."""

_AND = re.compile(r"(?<=\w\s)['’‘]n['’](?=\s\w)", re.I)
"""The *and* of rock ’n’ roll, whose two apostrophes look like a pair of marks."""

_APOSTROPHE = re.compile(
    rf"(?<=[^\W\d_])'|(?<=\d)'(?=s(?!\w))|(?<!\w)'(?=n'|{_SURE_ELISIONS.pattern}|{_OTHER_ELISIONS.pattern})", re.I
)
"""A straight apostrophe: after a letter, in 1990's, before a word that has lost its beginning; no prime, no ayin."""

_DROPPED_ENDS = frozenset(("o", "th", "wi", "an", "en", "ol", "po", "mo"))
"""Words that have lost their end to an apostrophe; so have those in -in’ (goin’)."""

_FEET = re.compile(r"\d\s?['′’]\s?\d+(?:\.\d+)?\Z")
_LAST_LETTER = "\u2dff"


class Elision(IntEnum):
    """Whether the word after a mark is one that an apostrophe begins."""

    NONE = 0
    POSSIBLE = 1
    SURE = 2


class Firmness(IntEnum):
    """How surely a character that may close a quotation does."""

    WEAK = 0
    """As likely a plural's apostrophe (the sailors’ boats) or a prime."""
    LIKELY = 1
    """It stands at the end of a word."""
    FIRM = 2
    """It stands behind a stop, where no apostrophe does."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character (or two, ``''``) that may be a quotation mark, at ``start``-``end`` of the text.

    ``opens`` and ``closes`` say what it may do here; where it may do both, it closes if something is open that it can.
    ``at_start`` says that it can only be read as an opening mark here, ``at_end`` as a closing one. ``elision`` is for
    the apostrophe of ’tis and ’90s, ``begins_speech`` for a mark before a capital where speech may begin,
    ``resumes_speech`` for one after a comma where it may go on.
    """

    symbol: str
    start: int
    end: int
    opens: bool
    closes: bool
    firmness: Firmness
    at_start: bool
    at_end: bool
    elision: Elision = Elision.NONE
    begins_speech: bool = False
    resumes_speech: bool = False

    @property
    def is_single(self) -> bool:
        """Whether it may be an apostrophe as well."""
        return self.symbol in SINGLE


def find_glyphs(text: str, language: str | None = None) -> list[Glyph]:
    """Return the characters of a text that may be quotation marks, in order; apostrophes and primes left out.

    ``language`` is that of the text. That ’ may open is taken from it, or from a ” that does. Takes linear time.
    """
    apostrophes = {at for match in _AND.finditer(text) for at in (match.start(), match.end() - 1)}
    spans = [
        (match[0].strip(), match.start(), match.end())
        for match in _GLYPH.finditer(text)
        if match.start() not in apostrophes
    ]
    before, after = _neighbours(text, [span[1:] for span in spans])
    right_opens = (language or "").lower().startswith(_RIGHT_OPENS) or any(
        symbol == "”" and _is_before_words(left) and not _is_after_words(right)
        for (symbol, _, _), left, right in zip(spans, before, after, strict=True)
    )
    glyphs = (
        _judge(text, span, beside, right_opens=right_opens)
        for span, beside in zip(spans, zip(before, after, strict=True), strict=True)
    )
    return [glyph for glyph in glyphs if glyph.opens or glyph.closes]


def with_typographic_apostrophes(text: str) -> str:
    """Return a text, as long as before, with ’ for each straight apostrophe; other straight marks and primes stay."""
    return _APOSTROPHE.sub("’", text)


def _neighbours(text: str, spans: Sequence[tuple[int, int]]) -> tuple[list[str], list[str]]:
    """Return the character before and after each span, other marks beside it passed over; empty at the ends."""
    before: list[str] = []
    for index, (start, _) in enumerate(spans):
        follows = index > 0 and spans[index - 1][1] == start
        before.append(before[-1] if follows else text[start - 1 : start])
    after: list[str] = []
    for index in range(len(spans) - 1, -1, -1):
        end = spans[index][1]
        precedes = index + 1 < len(spans) and spans[index + 1][0] == end
        after.append(after[-1] if precedes else text[end : end + 1])
    return before, after[::-1]


def _judge(text: str, span: tuple[str, int, int], beside: tuple[str, str], *, right_opens: bool) -> Glyph:
    """Return what a symbol may be between the two characters beside it."""
    (symbol, start, end), (before, after) = span, beside
    opening, closing = _is_before_words(before), _is_after_words(after)
    at_start, at_end = opening and not closing, closing and not opening
    is_single, elision = symbol in SINGLE, Elision.NONE
    if symbol in _ONLY_OPEN:
        opens, closes = True, False
    elif symbol in _ONLY_CLOSE:
        opens, closes = False, True
    elif symbol == ",,":  # low marks, or high ones as a scan has them; before a note's number the latter
        is_number = after.isdecimal()
        opens, closes = at_start and not is_number, is_number or (at_end and not before.isalnum())
    elif end - start > 1 and symbol in "«»‹›":
        opens, closes = symbol in "«‹", symbol in "»›"
    elif symbol in _USUALLY_OPEN:
        opens, closes = not at_end, not at_start
    elif symbol in _USUALLY_CLOSE:
        opens, closes = at_start, not at_start
    elif symbol in _TOGGLES:
        opens, closes = not at_end, not at_start
    else:  # ' ’ `
        opens, closes = at_start and (symbol != "’" or right_opens), not at_start and symbol != "`"
    if is_single and _is_letter(text[start - 1 : start]) and _is_letter(text[end : end + 1]):
        opens, closes = False, symbol == "‘"  # an apostrophe, or the end of a German ‚…‘
    elif is_single and opens:
        elision = _elision(text, symbol, end)
    if symbol == '"' and before.isdecimal() and _FEET.search(text, max(start - 12, 0), start):
        opens = closes = False
    begins, resumes = _speech(text, start, end) if opens else (False, False)
    firmness = _firmness(text, symbol, start, after)
    return Glyph(symbol, start, end, opens, closes, firmness, at_start, at_end, elision, begins, resumes)


def _firmness(text: str, symbol: str, start: int, after: str) -> Firmness:
    """Return how surely a mark behind a word or stop closes a quotation."""
    last = text[start - 1 : start]
    if last and not last.isalnum() and not last.isspace():
        return Firmness.FIRM
    if last.isdecimal() and symbol in "'’\"":
        return Firmness.WEAK
    if symbol in SINGLE:
        word = text[max(start - 8, 0) : start].split()[-1:] or [""]
        may_be_plural = last in "szxSZX" and last != "" and after.isspace()
        if may_be_plural or word[0].lower() in _DROPPED_ENDS or (word[0].lower().endswith("in") and after.isspace()):
            return Firmness.WEAK
    return Firmness.LIKELY


def _elision(text: str, symbol: str, start: int) -> Elision:
    """Return whether the word at ``start`` has lost its beginning; before one, ‘ is rarely meant as an apostrophe."""
    if symbol in "'’" and _SURE_ELISIONS.match(text, start):
        return Elision.SURE
    return Elision(symbol in "'’‘" and bool(_SURE_ELISIONS.match(text, start) or _OTHER_ELISIONS.match(text, start)))


def _speech(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Return whether speech may begin at a mark (before a capital), and whether it may go on there (after a comma)."""
    lead = text[max(start - 3, 0) : start].rstrip()
    is_place = start == 0 or lead.endswith((",", ":", "—", "–", ".", "?", "!"))
    return is_place and text[end : end + 2].lstrip()[:1].isupper(), lead.endswith((",", ";", "—", "–"))


def _is_letter(letter: str) -> bool:
    """Return whether a character is a letter or digit of a script that has apostrophes: none of East Asia."""
    return letter.isalnum() and (letter <= _LAST_LETTER or "\uac00" <= letter <= "\ud7a3")


def _is_before_words(letter: str) -> bool:
    return letter == "" or letter.isspace() or letter in "([{<—–―-/¿¡（［｛【"


def _is_after_words(letter: str) -> bool:
    return letter == "" or letter.isspace() or letter in ")]}>—–―-/.,;:!?…）］｝】、。，．：；！？"
