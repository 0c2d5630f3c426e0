"""Second-hand citations: words that a source itself quotes, as ``(Nimmo, 1994, as cited in Ahn, 2021, p. 23)``.

A batch of them is rendered at once: :func:`second_hand_requests` gives what :func:`kurilsearch.cite.render.render` is
to be asked, and :func:`join_second_hand` makes its answers one citation each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape as escape_html

from kurilsearch.cite.locator import Locator
from kurilsearch.cite.markup import escape, inline, is_superscript
from kurilsearch.cite.quotation_marks import fallbacks, language_of
from kurilsearch.cite.quoting_rules import StopPlace, rules_of
from kurilsearch.cite.render import Output, RenderedCitation, Request
from kurilsearch.cite.styles import CitationFormat, CitationStyle
from kurilsearch.work import Item


@dataclass(frozen=True, slots=True)
class SecondHand:
    """A quotation of ``original``, a work that the writer has not seen, taken from ``source`` at ``locator``.

    ``original`` may be what a reference list or a citation says of it, names and year at least.
    """

    original: Item
    source: Item
    style: CitationStyle
    locator: Locator | None = None
    to: Output = Output.PLAIN


@dataclass(frozen=True, slots=True)
class Wording:
    """How a style says it: the words between original and source, and those after the source.

    Where ``names_original`` is false, the writer's own sentence names the original, as the manual asks.
    """

    phrase: str
    names_original: bool = True
    after: str = ""
    separator: str = ", "


# APA Manual 7, 8.6
_APA = Wording("as cited in ")
# MLA Handbook 9, 6.77: the sentence names who is quoted, the citation what is in the list of works cited
_MLA = Wording("qtd. in ", names_original=False)
# Chicago Manual 17, 14.260 (notes: both works in full) and 15.56 (author-date: the text names the original)
_CHICAGO_NOTE = Wording("quoted in ")
_CHICAGO_AUTHOR_DATE = Wording("quoted in ", names_original=False)

_BY_FAMILY = {
    "apa": _APA,
    "modern-language-association": _MLA,
    "chicago-author-date": _CHICAGO_AUTHOR_DATE,
    "turabian-author-date": _CHICAGO_AUTHOR_DATE,
    # Cite Them Right 12, “Secondary referencing”: quoted in for quotations, cited in for paraphrases
    "harvard": Wording("quoted in "),
}
"""Styles whose manual has a form of its own, by the beginning of their name."""

_BY_FORMAT = {
    CitationFormat.NOTE: _CHICAGO_NOTE,  # MHRA CitationStyle Guide 3, 11.2 has the same
    CitationFormat.AUTHOR: _MLA,
}
"""English styles by the way they cite. IEEE and Vancouver have no rule; they take APA's words, as all others do."""

_BY_LANGUAGE = {
    "cs": Wording("cit. podle "),
    "da": Wording("citeret i "),
    "de": Wording("zit. nach "),
    "es": Wording("citado en "),
    "fr": Wording("cité dans "),
    "it": Wording("cit. in "),
    "ja": Wording("", after="より重引", separator="、"),
    "ko": Wording("", after="에서 재인용", separator=", "),
    "nb": Wording("sitert i "),
    "nl": Wording("geciteerd in "),
    "pl": Wording("cyt. za: "),
    # ABNT NBR 10520:2023, 7.3
    "pt": Wording("apud ", separator=" "),
    # ГОСТ Р 7.0.5–2008, 4.12: the words open the reference to the source, and the text names the original
    "ru": Wording("цит. по: ", names_original=False),
    "sv": Wording("citerad i "),
    "uk": Wording("цит. за: ", names_original=False),
    "zh": Wording("转引自", separator="，"),
    "zh-hant": Wording("轉引自", separator="，"),
    "zh-hk": Wording("轉引自", separator="，"),
    "zh-tw": Wording("轉引自", separator="，"),
}
"""What handbooks of other languages say."""

_BRACKETS = re.compile(r"(?P<open>\\?[(\[]|（|［)(?P<inside>.*?)(?P<close>\\?[)\]]|）|］)", re.DOTALL)
_FINAL_STOP = re.compile(
    # The stop of a note, not that of "n.d."; 。 in RTF as pandoc writes it.
    r"""(?<!\.\w)(?P<stop>[.。]|\\u12290 ?\?)(?P<behind>(?:[”’»“"*_}]|</\w+>|\\u82\d\d["'?])*)\s*\Z"""
)
_MARK = re.compile(r"[”’»“]|\\u82")


def second_hand_requests(wanted: Iterable[SecondHand]) -> list[Request]:
    """Return what to ask the renderer for: the source of each, and the original where its style names it."""
    return [request for second in wanted for request in _requests(second)]


def join_second_hand(wanted: Iterable[SecondHand], citations: Iterable[RenderedCitation]) -> list[RenderedCitation]:
    """Return one citation for each, from the renderer's answers to :func:`second_hand_requests` of the same.

    An original that cannot be rendered is left out; a source that cannot has its problem told. RTF comes as parts of a
    paragraph, without one of its own.
    """
    answers = iter(citations)
    return [_join(second, answers) for second in wanted]


def wording_of(style: CitationStyle) -> Wording:
    """Return how a style cites at second hand, by its language, else its family, else the way it cites."""
    tags = fallbacks(language_of(style))
    by_language = (_BY_LANGUAGE[tag] for tag in tags if tag in _BY_LANGUAGE)
    by_family = (wording for name, wording in _BY_FAMILY.items() if style.name.startswith(name))
    return next(by_language, None) or next(by_family, None) or _BY_FORMAT.get(style.format, _APA)


def _requests(second: SecondHand) -> Iterator[Request]:
    yield Request(second.source, second.style, second.locator, to=second.to)
    if wording_of(second.style).names_original:
        # The number of a work says nothing of one that is not in the list: there names and year stand for it.
        is_numbered = second.style.format in (CitationFormat.NUMERIC, CitationFormat.LABEL)
        yield Request(second.original, _names_and_year(second.style) if is_numbered else second.style, to=second.to)


def _names_and_year(style: CitationStyle) -> CitationStyle:
    """Return a style that prints ``(Nimmo 1994)`` in the language of another."""
    language = language_of(style)
    return CitationStyle(
        name="names-and-year",
        title="Names and year",
        csl=(
            '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"'
            f' default-locale="{escape_html(language)}">'
            "<info><title/><id/><updated>2026-01-01T00:00:00Z</updated></info>"
            '<citation et-al-min="3" et-al-use-first="1"><layout prefix="(" suffix=")"><group delimiter=" ">'
            '<names variable="author"><name form="short" and="text"/>'
            '<substitute><names variable="editor"/><text variable="title"/></substitute></names>'
            '<date variable="issued"><date-part name="year"/></date>'
            "</group></layout></citation></style>"
        ),
        format=CitationFormat.AUTHOR_DATE,
        has_bibliography=False,
        language=language,
    )


def _join(second: SecondHand, answers: Iterator[RenderedCitation]) -> RenderedCitation:
    wording = wording_of(second.style)
    source = next(answers)
    original = next(answers) if wording.names_original else RenderedCitation("")
    if source.problem is not None:
        return source
    quoting = inline(source.text, second.to)
    said = inline(original.text, second.to) if original.problem is None else ""
    is_sentence = second.style.in_notes and not said
    wording = _escaped(wording, second.to, is_sentence=is_sentence)
    in_brackets = _BRACKETS.fullmatch(quoting) or is_superscript(quoting, second.to)
    joined = _join_in_brackets if in_brackets else _join_notes
    return replace(source, text=joined(said, quoting, wording, second))


def _escaped(wording: Wording, to: Output, *, is_sentence: bool) -> Wording:
    """Return a wording in the output's markup, with a capital where nothing stands before it in a note."""
    phrase = f"{wording.phrase[:1].upper()}{wording.phrase[1:]}" if is_sentence else wording.phrase
    phrase, after, separator = (escape(part, to) for part in (phrase, wording.after, wording.separator))
    return replace(wording, phrase=phrase, after=after, separator=separator)


def _join_notes(original: str, source: str, wording: Wording, second: SecondHand) -> str:
    """Return two notes as one, the stop of the first a comma: inside closing marks, where the style wants it there."""
    if wording.after and (end := _FINAL_STOP.search(source)):
        source = f"{source[: end.start()]}{end['behind']}{wording.after}{end['stop']}"
    elif wording.after:
        source += wording.after
    if not original:
        return f"{wording.phrase}{source}"
    end = _FINAL_STOP.search(original)
    behind = end["behind"] if end else ""
    start = original[: end.start()] if end else original
    inside = rules_of(second.style).punctuation.stop is StopPlace.INSIDE
    if inside and wording.separator.startswith(",") and _MARK.search(behind):
        return f"{start},{behind} {wording.phrase}{source}"
    return f"{start}{behind}{wording.separator}{wording.phrase}{source}"


def _join_in_brackets(original: str, source: str, wording: Wording, second: SecondHand) -> str:
    """Return two citations in one pair of brackets, those of the source; a number keeps its own square ones."""
    opening, inside, closing = _taken_apart(source)
    if second.style.format is CitationFormat.NUMERIC and original and not opening.endswith(("(", "（")):
        opening, inside, closing = "(", source, ")"
    phrase = wording.phrase.rstrip() if is_superscript(inside, second.to) else wording.phrase
    named = f"{_taken_apart(original)[1]}{wording.separator}" if original else ""
    return f"{opening}{named}{phrase}{inside}{wording.after}{closing}"


def _taken_apart(citation: str) -> tuple[str, str, str]:
    """Return the opening bracket, the words and the closing bracket of a citation; empty where it has none."""
    brackets = _BRACKETS.fullmatch(citation)
    return (brackets["open"], brackets["inside"], brackets["close"]) if brackets else ("", citation, "")
