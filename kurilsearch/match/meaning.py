"""Words that a quotation may not change unnoticed: negations, numbers, the names of months and days.

The lists are in folded words of English, German, French, Spanish, Italian and Russian; they are asked in all of these
languages at once, because a quotation may be in another language than its source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

NEGATIONS = frozenset(
    """
    not no never none nothing nobody nowhere neither nor without cannot cant dont wont isnt arent wasnt werent hasnt
    havent hadnt doesnt didnt wouldnt couldnt shouldnt mustnt neednt oughtnt shant mightnt aint hardly scarcely barely
    nicht kein keine keinen keinem keiner keines nie niemals niemand niemanden niemandem nichts nirgends ohne weder
    ne pas jamais rien aucun aucune aucunement nullement sans ni
    nunca jamas nada nadie ningun ninguna ninguno sin
    non niente nessuno nessuna senza neppure nemmeno
    не ни нет никогда никто никого ничто ничего нельзя без нигде никак никакой никакая никакие нету невозможно
    """.split()
)
"""Folded words that deny."""

_JAPANESE_DENIALS = re.compile("ない|なかっ|なく|ません|ざる|ぬ|ずに")

_DENYING_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "ent", "miss", "не", "без", "бес")

_SMALL_NUMBERS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty
""".split()
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_OTHER_NUMBERS = frozenset(
    """
    hundred thousand million billion trillion hundreds thousands millions dozen dozens half quarter thirds twice thrice
    hundredth thousandth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
    zwei drei vier funf sechs sieben acht neun zehn elf zwolf zwanzig dreissig vierzig funfzig sechzig siebzig achtzig
    neunzig hundert tausend million millionen milliarde milliarden erste zweite dritte vierte funfte
    deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante
    soixante cent mille millions milliard milliards premier premiere deuxieme troisieme
    dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta cincuenta cien mil
    due tre quattro cinque sei sette otto nove dieci undici dodici venti trenta quaranta cinquanta cento
    два две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать двадцать тридцать сорок пятьдесят
    шестьдесят семьдесят восемьдесят девяносто сто двести тысяча тысячи тысяч миллион миллиона миллионов миллиард
    первый второй третий четвертый пятый первая вторая третья
    一 二 三 四 五 六 七 八 九 十 百 千 万 億
    """.split()
)
_CARDINALS = {word: value for value, word in enumerate(_SMALL_NUMBERS)} | _TENS
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_VALUES: dict[str, int] = _CARDINALS | {word: value for value, word in enumerate(_ORDINALS, 1)}
_PRONOUNS = frozenset({"one", "second"})
"""Number words that mostly are none."""

_DIGITS = re.compile(r"\d+")
_IN_DIGITS = re.compile(r"\d+(?:st|nd|rd|th|s|er|e|го|й|я|х)?")

DATES = frozenset(
    """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    januar februar marz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag
    janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre
    lundi mardi mercredi jeudi vendredi samedi dimanche
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
    январь января январе февраль февраля феврале март марта марте апрель апреля апреле май мая мае июнь июня июне
    июль июля июле август августа августе сентябрь сентября сентябре октябрь октября октябре ноябрь ноября ноябре
    декабрь декабря декабре понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье
    """.split()
)
"""Folded names of months and days of the week."""


def is_number(word: str) -> bool:
    """Tell whether a folded word is a number, in digits or spelled out."""
    return bool(_IN_DIGITS.fullmatch(word)) or word in _VALUES or word in _OTHER_NUMBERS


def is_surely_number(word: str) -> bool:
    """Tell whether a folded word is a number and hardly ever anything else."""
    return is_number(word) and word not in _PRONOUNS


def same_number(one: str, other: str) -> bool:
    """Tell whether two folded words are the same number, however it is written (four, 4, 4th)."""
    values = [_VALUES.get(word, next(iter(_DIGITS.findall(word)), word)) for word in (one, other)]
    return one == other or str(values[0]) == str(values[1])


def count_negations(words: Sequence[str], text: str) -> int:
    """Return how many of the folded ``words``, which stand in ``text``, deny; Japanese is denied by endings."""
    endings = 0 if text.isascii() else len(_JAPANESE_DENIALS.findall(text))
    return sum(word in NEGATIONS for word in words) + endings


def spelled_number(words: Sequence[str]) -> int | None:
    """Return the whole number that English words spell (four hundred and twelve); None where they spell none."""
    total = part = 0
    for word in words:
        if word in _SCALES:
            part = max(part, 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, part = total + part, 0
        elif word in _CARDINALS:
            part += _CARDINALS[word]
        elif word != "and":
            return None
    return total + part or None


def denies_other(one: str, other: str) -> bool:
    """Tell whether one of two folded words is the other with a prefix that denies it (likely, unlikely)."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return len(shorter) > 2 and any(longer == prefix + shorter for prefix in _DENYING_PREFIXES)
