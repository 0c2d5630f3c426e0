"""The quotation marks of a language and of a style, outer and inner, as CSL locales and CLDR give them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kurilsearch.cite.styles import CitationStyle

Pair = tuple[str, str]
"""An opening and a closing mark, with the space that stands inside them, if any."""

DEFAULT_LANGUAGE = "en-US"
"""What pandoc writes where a style has no default locale."""


@dataclass(frozen=True, slots=True)
class QuotationMarks:
    """The marks of a quotation, and of one inside it; deeper ones take turns."""

    outer: Pair
    inner: Pair

    def at(self, depth: int) -> Pair:
        """Return the marks of a quotation inside ``depth`` others."""
        return self.inner if depth % 2 else self.outer


def _pairs(outer: str, inner: str) -> QuotationMarks:
    return QuotationMarks((outer[0], outer[1]), (inner[0], inner[1]))


_NARROW = "\u202f"
_WIDE = "\u00a0"
_ENGLISH = _pairs("“”", "‘’")
_BRITISH = _pairs("‘’", "“”")
_GERMAN = _pairs("„“", "‚‘")
_ROMANCE = _pairs("«»", "“”")
_RUSSIAN = _pairs("«»", "„“")
_SWEDISH = _pairs("””", "’’")
_POLISH = _pairs("„”", "«»")
_CORNERS = _pairs("「」", "『』")
_FRENCH = QuotationMarks((f"«{_NARROW}", f"{_NARROW}»"), ("“", "”"))

_BY_LANGUAGE = {
    "af": _ENGLISH, "ar": _pairs("”“", "’‘"), "be": _RUSSIAN, "bg": _GERMAN, "ca": _ROMANCE, "cs": _GERMAN,
    "cy": _BRITISH, "da": _ENGLISH, "de": _GERMAN, "de-ch": _pairs("«»", "‹›"), "de-li": _pairs("«»", "‹›"),
    "el": _ROMANCE, "en": _ENGLISH, "en-au": _BRITISH, "en-gb": _BRITISH, "es": _ROMANCE, "es-cl": _ENGLISH,
    "es-mx": _ENGLISH, "et": _pairs("„“", "‘’"), "eu": _ROMANCE, "fa": _pairs("«»", "‹›"), "fi": _SWEDISH,
    "fr": _FRENCH, "fr-ca": QuotationMarks((f"«{_WIDE}", f"{_WIDE}»"), ("“", "”")), "gl": _ROMANCE,
    "he": _pairs("””", "’’"), "hr": _GERMAN, "hu": _pairs("„”", "»«"), "is": _GERMAN, "it": _ROMANCE,
    "ja": _CORNERS, "ka": _GERMAN, "kk": _RUSSIAN, "la": _BRITISH, "lt": _GERMAN, "lv": _ROMANCE, "mn": _RUSSIAN,
    "nb": _pairs("«»", "‘’"), "nl": _BRITISH, "nn": _pairs("«»", "‘’"), "no": _pairs("«»", "‘’"), "pl": _POLISH,
    "pt": _ENGLISH, "pt-pt": _ROMANCE, "ro": _POLISH, "ru": _RUSSIAN, "sk": _GERMAN, "sl": _GERMAN, "sr": _GERMAN,
    "sv": _SWEDISH, "uk": _RUSSIAN, "zh": _ENGLISH, "zh-hant": _CORNERS, "zh-hk": _CORNERS, "zh-tw": _CORNERS,
}  # fmt: skip
"""Languages whose marks are known, by tag in lower case; all others have the English ones, as most in CLDR do.

The terms ``open-quote`` to ``close-inner-quote`` of the CSL locales, with CLDR's ``quotationStart`` and the like where
a locale was left untranslated or has straight marks (Arabic, Czech, Greek, Hebrew, Kazakh, Latvian, Slovak, mainland
Chinese). French takes the narrow no-break space of the Imprimerie nationale, where the locale has the wide one.
"""

_BRITISH_FAMILIES = ("harvard", "mhra", "modern-humanities-research-association")
"""Styles of British manuals, by the beginning of their name; not all of their .csl files say so by a default locale."""

_TERMS = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")


def language_of(style: CitationStyle) -> str:
    """Return the language that a style writes in, as ``en-GB``: its default locale, else that of its family."""
    if style.language:
        return style.language
    return "en-GB" if style.name.startswith(_BRITISH_FAMILIES) else DEFAULT_LANGUAGE


def fallbacks(language: str) -> tuple[str, ...]:
    """Return a language tag in lower case and its shorter forms, longest first: ``zh-hant-tw``, ``zh-hant``, ``zh``."""
    parts = language.replace("_", "-").lower().split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


def marks_of_language(language: str) -> QuotationMarks:
    """Return the quotation marks of a language (``de``, ``de-CH``, ``zh-Hant``); the English ones where unknown."""
    return next((_BY_LANGUAGE[tag] for tag in fallbacks(language) if tag in _BY_LANGUAGE), _ENGLISH)


def marks_of_style(style: CitationStyle) -> QuotationMarks:
    """Return the quotation marks of a style: those that its .csl file sets, else those of its language."""
    language = language_of(style)
    marks = marks_of_language(language)
    own = dict(_own_locale(style.csl, language)[0])
    outer = own.get("open-quote", marks.outer[0]), own.get("close-quote", marks.outer[1])
    # A style that sets the outer marks alone means the other English ones inside them.
    usual = {_ENGLISH.outer: _ENGLISH.inner, _BRITISH.outer: _BRITISH.inner}.get(outer, marks.inner)
    inner = own.get("open-inner-quote", usual[0]), own.get("close-inner-quote", usual[1])
    return QuotationMarks(outer, inner)


def puts_punctuation_inside(style: CitationStyle) -> bool | None:
    """Return the option ``punctuation-in-quote`` that a style's .csl file sets; None where it sets none."""
    return _own_locale(style.csl, language_of(style))[1]


@lru_cache(maxsize=64)
def _own_locale(csl: str, language: str) -> tuple[tuple[tuple[str, str], ...], bool | None]:
    """Return the marks and the option that a style sets for a language, in CSL's order: dialect, language, any."""
    if "-quote" not in csl and "punctuation-in-quote" not in csl:
        return (), None
    from xml.etree import ElementTree

    namespace = "{http://purl.org/net/xbiblio/csl}"
    locales = ElementTree.fromstring(csl).findall(f"{namespace}locale")
    terms: dict[str, str] = {}
    inside: bool | None = None
    for tag in (*fallbacks(language), ""):
        for locale in locales:
            if locale.get("{http://www.w3.org/XML/1998/namespace}lang", "").lower() != tag:
                continue
            for term in locale.iter(f"{namespace}term"):
                # An empty term takes the marks off titles; a quotation cannot do without them.
                if term.get("name") in _TERMS and term.get("form") is None and (term.text or "").strip():
                    terms.setdefault(str(term.get("name")), str(term.text))
            for options in locale.iter(f"{namespace}style-options"):
                if inside is None and (said := options.get("punctuation-in-quote")) is not None:
                    inside = said == "true"
    return tuple(terms.items()), inside
