"""The number of an edition, however a catalogue words it: ``Second``, ``2nd ed.``, ``2. Auflage``, ``第2版``.

A style prints a number as its own language wants it (*2nd ed.*, *2. Aufl.*); other words it prints as they stand.
"""

from __future__ import annotations

import re

from kurilsearch.language.numerals import roman_value

_ORDINALS = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    "de": "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte",
    "fr": "première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième",
    "es": "primera segunda tercera cuarta quinta sexta séptima octava novena décima",
    "it": "prima seconda terza quarta quinta sesta settima ottava nona decima",
    "pt": "primeira segunda terceira quarta quinta sexta sétima oitava nona décima",
    "nl": "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende",
    "sv": "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde",
    "ru": "первое второе третье четвертое пятое шестое седьмое восьмое девятое десятое",
    "pl": "pierwsze drugie trzecie czwarte piąte szóste siódme ósme dziewiąte dziesiąte",
}
_NUMBERS = {word: number for words in _ORDINALS.values() for number, word in enumerate(words.split(), 1)}
_NUMBERS |= {f"{word}r": number for number, word in enumerate(_ORDINALS["de"].split(), 1)}
_NUMBERS |= {"2d": 2, "3d": 3, "seconde": 2, "четвёртое": 4}
_EDITION = (
    r"ed\.?|edn\.?|edition|aufl\.?|auflage|ausg\.?|ausgabe|éd\.?|édition|edición|edizione|edição|druk|uppl\.?|upplagan?"
    r"|изд\.?|издание|wyd\.?|wydanie|版|판"
)
_IN_FIGURES = re.compile(
    rf"(?:第\s*)?(?P<number>\d{{1,3}})(?:\s*(?:st|nd|rd|th|er|re|ère|e|è|ème|ª|º|a|o|ste|de|-?е|-?ое|\.))?\s*(?:{_EDITION})?",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(rf"(?P<word>[^\W\d_]+|\dd)(?:\s+(?:{_EDITION}))?", re.IGNORECASE)
_REVISED = re.compile(
    r"(?:(?P<number>\d{1,2})(?:st|nd|rd|th)|(?P<word>[a-z]+))?,?\s*\b(?P<how>rev|enl|exp|upd)(?:\.|ised|arged|anded|ated)?"
    r"(?:,?\s+(?:and|&)\s+(?P<also>rev|enl|exp|upd|augm)(?:\.|ised|arged|anded|ated|ented)?)?"
    r"(?:\s+(?:ed\.?|edn\.?|edition))?",
    re.IGNORECASE,
)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def edition_number(text: str) -> str:
    """Return the number of an edition in figures; text that says more than its number, as it is.

    An English revised edition is worded as styles have it: ``3rd rev. ed.``.
    """
    said = " ".join(text.split())
    if found := _REVISED.fullmatch(said):
        figure: int = int(found["number"] or _NUMBERS.get((found["word"] or "").lower(), 0))
        if figure or not found["word"]:
            ordinal = f"{figure}{'th' if 10 < figure < 14 else _ENDINGS.get(figure % 10, 'th')} " if figure else ""
            also = f" and {found['also'].lower()}." if found["also"] else ""
            return f"{ordinal}{found['how'].lower()}.{also} ed."
    if found := _IN_FIGURES.fullmatch(said):
        return found["number"]
    found = _IN_WORDS.fullmatch(said)
    number = (_NUMBERS.get(found["word"].lower()) or _roman(found["word"])) if found else None
    return str(number) if number else said


def _roman(word: str) -> int:
    """Return the value of a roman numeral in capitals, as few editions are numbered beyond it; else 0."""
    return roman_value(word) if re.fullmatch("[IVX]{1,5}", word) else 0
