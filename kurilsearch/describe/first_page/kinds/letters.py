"""Letters and memoranda: who wrote to whom, when, and in which archive the letter lies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilsearch.csl.names import csl_name
from kurilsearch.csl.printed_dates import date_of, split_off_date
from kurilsearch.describe.first_page.header_words import SALUTATION
from kurilsearch.describe.first_page.kinds.archives import read_archive
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.names import family_first, is_initials, without_titles
from kurilsearch.work import Item

_HEAD_LINES = 16
_LAST_LINES = 12
_EARLY = 3
_LONGEST = 120
_FROM = re.compile(
    r"(?:from|von|de|da|van|fra|från|от(?: кого)?|absender|expéditeur|remitente|差出人)\s*[:：]\s*(.+)", re.I
)
_TO = re.compile(
    r"(?:to|an|à|a|aan|til|till|кому|empfänger|destinataire|destinatario|宛先)\s*[:：]\s*(.+)", re.IGNORECASE
)
_ADDRESSED = re.compile(
    r"(?:to|an|à|al?|aan|til|till)\s+(?=(?:the|his|her|mr|mrs|miss|ms|dr|prof|herrn?|frau|den|die|das|m\.|mme|"
    r"monsieur|"
    r"madame|señora?|signora?|de heer|mevrouw|hr|fru|(?-i:[^\W\da-z])))(.+)|(?P<han>.{2,30}?)\s?(?:様|殿|先生|御中)$",
    re.IGNORECASE,
)
"""The line of an address: ``To the Director of Pilotage, Helsinki``."""
_HEADING = re.compile(
    r"(?P<from>[^\W\d_a-z][^,;:]{2,60}?) (?:to|an|à) (?P<to>(?:the )?[^\W\d_a-z][^,;:]{2,50}?)[.,]?"
    r"\s*(?:[—–-].*|\(.*\))?"
)
"""The heading of a letter in print: ``Sir H. Parr to Earl Morley.—(Received October 2.)``."""
_CLOSING = lazy_pattern(
    r"(?:i (?:remain|am|have the honou?r)|(?:yours|your|sincerely|faithfully|truly|respectfully|affectionately|"
    r"cordially|"
    r"(?:with )?(?:kind|best|warm|kindest|warmest)|regards|love|as ever)\b|.{0,40}\bobedient servant|"
    r"mit .{0,40}(?:gr[üu](?:ß|ss)|hochachtung|empfehlung)|hochachtungsvoll|herzlich|(?:viele|liebe|beste) grü|"
    r"(?:dein|ihr|euer)e?\b|veuillez|je vous prie|cordialement|amicalement|bien à vous|votre\b|recevez|agréez|"
    r"atentamente|cordialmente|saludos|su\b|un abrazo|(?:cordiali|distinti) saluti|"
    r"con (?:\w+ )?(?:affetto|stima|osservanza)|suo\b|tuo\b|"
    r"с (?:уважением|приветом|наилучшими|почтением)|искренне|преданный|ваша?\b|твой|твоя|z (?:poważaniem|wyrazami)|"
    r"met (?:vriendelijke|hartelijke)|hoogachtend|med (?:vänlig|venlig|vennlig)|högaktningsfullt|敬具|草々|谨启|此致)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(
    r"(?:(?:dein|ihr|euer)e?|your|yours|votre|su|suo|tuo|tu|ваша?|твой|твоя)\s+(?:(?:sehr |stets |very )?\w+(?:er|"
    r"e|ed|"
    r"ный|ная|ly)\s+)?(?=(?-i:[^\W\da-z]))",
    re.IGNORECASE,
)
_FORM_OF_ADDRESS = re.compile(
    r"\A(?:the|herrn?|frau|fräulein|monsieur|m\.|mme\.?|madame|mlle\.?|señora?|signora?|de heer|mevrouw|hr\.?|fru|"
    r"panu?i?|г-(?:ну|же)|товарищу)\s+",
    re.IGNORECASE,
)
_MEMORANDUM = re.compile(r"(?:memorandum|memo|aktennotiz|vermerk|note pour .+|докладная записка)", re.IGNORECASE)
_MOST_NAME_WORDS = 5


def read_letter(lines: Sequence[str], last: Sequence[str]) -> Item:
    """Return a letter as a personal communication; empty where the first ``lines`` are none's.

    A letter greets somebody, in its first lines or after a date, or before words of farewell; or it names sender and
    addressee in labelled lines. ``last`` are its last lines, which may be among the first. Neither holds blank ones.
    """
    head = list(lines[:_HEAD_LINES])
    greeting = next((at for at, line in enumerate(head) if SALUTATION.fullmatch(line[:_LONGEST])), None)
    sender, recipient = _labelled(head, _FROM), _labelled(head, _TO)
    above = head[:greeting] if greeting is not None else head
    issued = next((date for line in above if len(line) < _LONGEST and (date := date_of(line))), None)
    greets = greeting is not None and (greeting < _EARLY or issued is not None or _closing(last) is not None)
    if not greets and not (sender and recipient):
        return {}
    if greeting is not None:
        heading = next((found for line in above if (found := _HEADING.fullmatch(line[:_LONGEST]))), None)
        recipient = recipient or (_person(heading["to"]) if heading else _addressee(above))
        sender = sender or (_person(heading["from"]) if heading else _signature(last))
    item: Item = {"type": "personal_communication"}
    if any(_MEMORANDUM.fullmatch(line) for line in head[:6]):
        item["genre"] = "memorandum"
    for name, person in (("author", sender), ("recipient", recipient)):
        if person and (named := csl_name(family_first(person))):
            item[name] = [named]
    if issued:
        item["issued"] = issued
        if place := _place_of_writing(above):
            item["event-place"] = place
    return item | read_archive([*head[:8], *last[-4:]])


def _labelled(head: Sequence[str], label: re.Pattern[str]) -> str | None:
    """Return the person named on a labelled line, without office and address."""
    found = next((match for line in head if (match := label.fullmatch(line[:_LONGEST]))), None)
    return _person(found[1]) if found else None


def _addressee(above: Sequence[str]) -> str | None:
    """Return whom the address names."""
    found = next((match for line in above if (match := _ADDRESSED.fullmatch(line[:_LONGEST]))), None)
    return _person(found["han"] or found[1]) if found else None


def _person(text: str) -> str:
    """Return a person or office as it is named, without the place behind it."""
    return without_titles(_FORM_OF_ADDRESS.sub("", re.split(r",\s|\s<|;", text.strip(" .,"))[0], count=1)).strip()


def _closing(last: Sequence[str]) -> int | None:
    """Return the number of the line with which a letter ends, before its signature."""
    return next((at for at in reversed(range(len(last))) if _CLOSING.match(last[at]) and len(last[at]) < 90), None)


def _signature(last: Sequence[str]) -> str | None:
    """Return who signed: the name behind or below the last words; None for a given name alone."""
    last = last[-_LAST_LINES:]
    at = _closing(last)
    if at is None:
        return None
    own = _POSSESSIVE.match(last[at])
    behind = [last[at][own.end() :]] if own else []
    return next((name for line in [*behind, *last[at + 1 : at + 4]] if (name := _as_name(line))), None)


def _as_name(line: str) -> str | None:
    """Return a line that is the name of a person, without marks of a signature."""
    text = without_titles(
        re.sub(r"^\(?(?:signed|sgd\.?|gez\.?|s/|/s/|подпись)[:)]?\s+", "", line.strip(" .,()[]"), flags=re.I)
    )
    words = text.split()
    if not 2 <= len(words) <= _MOST_NAME_WORDS or re.search(r"[\d:;!?@]", text):
        return None
    capital = [word for word in words if word[0].isupper() or is_initials(word)]
    return text if len(capital) >= len(words) - 1 and words[-1][0].isupper() else None


def _place_of_writing(above: Sequence[str]) -> str | None:
    """Return the place before the date on its line: ``Wien, den 3. März 1921``."""
    for line in above:
        if date_of(line):
            place = re.sub(r",?\s*(?:den|le|el|il|the|г\.|am)?$", "", split_off_date(line)[0].strip(), flags=re.I)
            named = re.fullmatch(r"[^\W\d_][^\d,:]{1,40}", place)
            return place if named and place[0].isupper() and len(place.split()) <= 4 else None
    return None
