"""To whom a sentence gives the words that it quotes: *Kimura argues that*, *in Ahn's words*, *по словам Кимуры*."""

from __future__ import annotations

import re

_CAPITAL = r"[^\W\d_a-zß-öø-ÿа-яё]"
_NAME = (
    rf"(?<!\w)(?P<name>{_CAPITAL}[\w’'-]*\w"
    rf"(?:\s(?:von|van|de|der|di|du|da|la|le|al|{_CAPITAL}[\w.’'-]*\w)){{0,3}})"
)
_YEAR = r"(?:\s?[(\[][^()\[\]]{0,40}[)\]])?"
_ADVERB = (
    r"(?:,?\s[\w ]{0,60},|(?:\s\w+ly)?(?:\s(?:has|had|also|once|later|then|even|himself|herself|hat|a|sogar)){0,2})"
)
_VERB = (
    r"(?:argu|writ|wrote|not|claim|stat|suggest|show|point|report|observ|maintain|describ|conclud"
    r"|explain|emphasi|add|call"
    r"|remark|insist|warn|recall|remind|say|said|tell|told|put|speak|spoke|see|hold|held|find|found"
    r"|admit|assert|believ"
    r"|count|declar|ask|answer|repl|complain|contend|quip|comment|confess|lament|acknowledg|offer|think|thought"
    r"|schreib|schrieb|mein|beton|sag|behaupt|stell|urteil|zeig|sprach|sprich|nenn|nannt|erklär|hält|kommentier"
    r"|écri|affirm|soulign|not|not|estim|expliqu|déclar|dit|rappel|conclu|observ|considèr"
    r"|пиш|писал|отмеча|счита|указыва|утвержда|подчёркива|подчеркива|говори|заявля|заяви|замеча|пола?га|назва|называ"
    r"|escrib|afirm|señal|sostien|sostuv|dice|dijo|observ|concluy|advirt|recuerd)\w*"
)
_BEFORE = [
    re.compile(pattern.replace("{NAME}", _NAME))
    for pattern in (
        rf"(?:\b[Aa]ccording to|\bfor|\bFor|\b[Ll]aut|\b[Nn]ach|\bGemäß|\b[Ss]elon|\b[Pp]our|\b[Pp]ara"
        rf"|\b[Ss]egún|\b[Пп]о словам|\b[Пп]о мнению)"
        rf"\s{{NAME}}{_YEAR},?",
        rf"\b(?:[Ii]n|[Mm]it den Worten|dans les mots de"
        rf"|en palabras de)\s{{NAME}}(?:['’]s?)?{_YEAR}\s?(?:own\s)?(?:words|phrase|view|account|Worten)?,",
        rf"{{NAME}}{_YEAR}{_ADVERB}\s{_VERB}",
        rf"{{NAME}}['’]s?{_YEAR}\s(?:\w+\s)?(?:claim|view|argument|words|phrase|verdict|remark|thesis"
        rf"|conclusion|assertion|warning)",
    )
]
_AFTER = [
    re.compile(pattern.replace("{NAME}", _NAME))
    for pattern in (rf"[\s,”\"»“’]*{{NAME}}{_YEAR}\s{_VERB}", rf"[\s,”\"»“’—–-]*{_VERB}\s{{NAME}}")
]
_EAST_ASIAN = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,4}|[\u30a0-\u30ff]{2,10})(?:氏)?(?:[（(][^（）()]{0,30}[)）])?(?:は|も|が"
    r"|认为|指出|写道|说|強調|によれば|によると)"
)
_NO_NAME = frozenset([
    *("The", "This", "That", "These", "Those", "It", "He", "She", "They", "We", "I", "You", "One", "Another"),
    *("In", "On", "At", "As", "But", "And", "Or", "So", "Thus", "Yet", "Here", "There", "When", "While", "If"),
    *("Not", "No", "Nobody", "For", "Of", "To", "From", "By", "With", "After", "Before", "Since", "Then", "What"),
    *("Who", "Which", "How", "Why", "Both", "Each", "Some", "Many", "Most", "Whether", "Although", "Though"),
    *("Even", "Only", "Later", "Earlier", "Der", "Die", "Das", "Er", "Sie", "Es", "Wir", "Ein", "Eine", "Man"),
    *("Dies", "Diese", "Und", "Aber", "Le", "La", "Les", "Il", "Elle", "Nous", "Un", "Une", "Ce", "Cette", "Он"),
    *("Она", "Они", "Мы", "Это", "Но", "И", "В", "На", "El", "Los", "Las", "Ella"),
])  # fmt: skip


def speaker_before(text: str) -> tuple[str, ...]:
    """Return the name to which the words before a quotation give it; ``text`` is its sentence up to the mark."""
    found: list[tuple[int, str]] = []
    for pattern in (*_BEFORE, _EAST_ASIAN):
        for match in pattern.finditer(text):
            name = _bare(match["name"])
            if name:
                found.append((match.start(), name))
    return (max(found)[1],) if found else ()


def speaker_after(text: str) -> tuple[str, ...]:
    """Return the name to which the words behind a quotation give it: ``, writes Kimura``."""
    for pattern in _AFTER:
        if (match := pattern.match(text)) and (name := _bare(match["name"])):
            return (name,)
    return ()


def _bare(name: str) -> str:
    """Return a name without a word that begins its sentence; empty where no name is left."""
    words = re.sub(r"['’]s?\Z", "", name).split()
    while words and words[0] in _NO_NAME:
        words = words[1:]
    return " ".join(words)
