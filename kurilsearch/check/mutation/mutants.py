"""What is done to a true quotation: a change that leaves it true, or one that makes a lie of it.

Each change gets the words of a sentence and chance, and returns the sentence changed, or None where it has nothing to
change. What words mean is known of English, German, French, Spanish and Russian; other languages have the changes for
which no word must be known.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

Change = Callable[[str, str, random.Random], str | None]
"""Takes a sentence, its language (ISO 639) and chance; returns it changed, or None."""

_WORD = re.compile(r"\w[\w’'-]*")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?![\w]|[.,]\d)")
_SPACED = re.compile(r"\s")

_DENIALS: Mapping[str, Sequence[tuple[str, str]]] = {
    "en": (
        (r"\bcan(?:not|[’']t)\b", "can"),
        (r"\bwon[’']t\b", "will"),
        (r"\b(\w+)n[’']t\b", r"\1"),
        (r"\s(?:not|never)\b", ""),
        (r"\bno\b", "a"),
        (r"\bnothing\b", "something"),
    ),
    "de": ((r"\s(?:nicht|nie|niemals)\b", ""), (r"\bkein(e[nmrs]?)?\b", r"ein\1"), (r"\bnichts\b", "etwas")),
    "fr": ((r"\b(?:ne\s|n[’'])(\w+)\s(?:pas|jamais|plus)\b", r"\1"), (r"\brien\b", "tout")),
    "es": ((r"\b(?:no|nunca|jamás)\s", ""), (r"\bnada\b", "todo")),
    "ru": ((r"\bне\s", ""), (r"\bникогда\b", "всегда"), (r"\bникто\b", "кто-то")),
}
_TAKES_DENIAL = {
    "en": (
        r"\b(is|are|was|were|has|had|have|will|would|could|can|should|may|might|must|did|does)\b(?!n?[’']?t| not)",
        r"\1 not",
    ),
    "de": (
        r"\b(ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|kann|soll)\b(?! nicht)",
        r"\1 nicht",
    ),
    "fr": (r"(?<!n[’'])(?<!ne )\b(est|sont|était|étaient|fut|furent|peut|doit|sera)\b", r"n’\1 pas"),
    "es": (r"(?<!no )\b(es|son|era|eran|fue|fueron|está|puede|debe|será)\b", r"no \1"),
    "ru": (r"(?<!не )\b(был|была|было|были|может|могут|будет|стал|стала)\b", r"не \1"),
}
_OPPOSITES = {
    "en": "all/some always/seldom every/hardly-any many/few more/less most/few often/seldom before/after first/last "
    "increased/decreased rose/fell greater/smaller north/south east/west above/below never/often",
    "de": "alle/einige immer/selten viele/wenige mehr/weniger oft/selten vor/nach erste/letzte größer/kleiner",
    "fr": "tous/quelques toujours/rarement beaucoup/peu plus/moins souvent/rarement avant/après premier/dernier",
    "es": "todos/algunos siempre/rara-vez muchos/pocos más/menos antes/después primero/último",
    "ru": "все/некоторые всегда/редко много/мало больше/меньше часто/редко до/после первый/последний",
}
_OTHER_TYPE = {ord("’"): "'", ord("‘"): "'", ord("—"): " – ", 0xA0: " "}
_LONGEST_CUT = 5
_EDGE = 3
"""Words at either end of a sentence that a cut in its middle leaves alone."""


def as_it_stands(sentence: str, language: str, chance: random.Random) -> str | None:
    """Return the sentence as it is."""
    return sentence


def in_other_type(sentence: str, language: str, chance: random.Random) -> str | None:
    """Set it otherwise: straight marks for curly ones, dashes, blanks."""
    changed = sentence.translate(_OTHER_TYPE)
    return re.sub(r"  +", " ", changed) if changed != sentence else None


def with_bracket(sentence: str, language: str, chance: random.Random) -> str | None:
    """Put the first letter in brackets, in the other case."""
    first = sentence[:1]
    return f"[{first.swapcase()}]{sentence[1:]}" if first.swapcase() != first and len(first.swapcase()) == 1 else None


def other_number(sentence: str, language: str, chance: random.Random) -> str | None:
    """Change a figure of a number."""
    found = _one(_NUMBER, sentence, chance)
    if found is None:
        return None
    at = chance.randrange(len(found[0]))
    figure = chance.choice([each for each in "123456789" if each != found[0][at]])
    return sentence[: found.start() + at] + figure + sentence[found.start() + at + 1 :]


def other_negation(sentence: str, language: str, chance: random.Random) -> str | None:
    """Take a denial away, or put one in."""
    for pattern, instead in _DENIALS.get(language, ()):
        changed = re.sub(pattern, instead, sentence, count=1, flags=re.IGNORECASE)
        if changed != sentence:
            return changed
    if language not in _TAKES_DENIAL:
        return None
    changed = re.sub(*_TAKES_DENIAL[language], sentence, count=1)
    return changed if changed != sentence else None


def opposite(sentence: str, language: str, chance: random.Random) -> str | None:
    """Put a word's opposite for it: *more* for *less*."""
    pairs = [pair.replace("-", " ").split("/") for pair in _OPPOSITES.get(language, "").split()]
    both = {one: other for pair in pairs for one, other in (pair, pair[::-1])}
    found = [word for word in _WORD.finditer(sentence) if word[0] in both]
    if not found:
        return None
    word = chance.choice(found)
    return sentence[: word.start()] + both[word[0]] + sentence[word.end() :]


def cut(sentence: str, language: str, chance: random.Random) -> str | None:
    """Leave words in the middle out, and say nothing of it."""
    words = list(_WORD.finditer(sentence))
    if len(words) < 2 * _EDGE + 4:
        return None
    length = chance.randint(2, min(_LONGEST_CUT, len(words) - 2 * _EDGE))
    first = chance.randint(_EDGE, len(words) - _EDGE - length)
    return sentence[: words[first].start()] + sentence[words[first + length].start() :]


def hide_denial(sentence: str, language: str, chance: random.Random) -> str | None:
    """Let an ellipsis hide a denial."""
    words = list(_WORD.finditer(sentence))
    for pattern, _ in _DENIALS.get(language, ()):
        found = re.search(pattern, sentence, re.IGNORECASE)
        if found is None:
            continue
        hidden = [
            number for number, word in enumerate(words) if word.end() > found.start() and word.start() < found.end()
        ]
        if hidden and hidden[0] >= _EDGE and hidden[-1] < len(words) - _EDGE:
            return f"{sentence[: words[hidden[0]].start()].rstrip()} … {sentence[words[hidden[-1] + 1].start() :]}"
    return None


def other_name(sentence: str, language: str, chance: random.Random, names: Sequence[str]) -> str | None:
    """Put another name of the library for a name; in German, where nouns look like names, another noun."""
    inside = [word for word in _WORD.finditer(sentence) if word.start() and is_name(word[0])]
    others = [name for name in names if name not in sentence]
    if not inside or not others:
        return None
    word = chance.choice(inside)
    return sentence[: word.start()] + chance.choice(others) + sentence[word.end() :]


def names_in(sentence: str) -> list[str]:
    """Return the words of a sentence that may be names: capitals within it."""
    return [word[0] for word in _WORD.finditer(sentence) if word.start() and is_name(word[0])]


def is_name(word: str) -> bool:
    """Tell whether a word looks like a name: a capital, then small letters."""
    return len(word) > 3 and word[0].isupper() and word[1:].islower() and word.isalpha()


def splice(sentence: str, other: str, chance: random.Random) -> str | None:
    """Go on with the second half of another sentence, as if both were one."""
    ours, theirs = list(_WORD.finditer(sentence)), list(_WORD.finditer(other))
    if min(len(ours), len(theirs)) < 2 * _EDGE + 6:
        return None
    head = sentence[: ours[len(ours) // 2].end()]
    return f"{head}{chance.choice((' ', ' … '))}{other[theirs[len(theirs) // 2].start() :]}"


def _one(pattern: re.Pattern[str], text: str, chance: random.Random) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return chance.choice(found) if found else None


TRUTHS: Mapping[str, Change] = {
    "as it stands": as_it_stands,
    "in other type": in_other_type,
    "first letter": with_bracket,
}
LIES: Mapping[str, Change] = {
    "number": other_number,
    "negation": other_negation,
    "opposite": opposite,
    "cut": cut,
    "hidden negation": hide_denial,
}
"""The changes by their names; names and splices need more than the sentence."""
