"""What a change of words does to the meaning: whether it denies, whether it says of how many, how often."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from string import digits

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.numbers import may_begin_number
from kurilsearch.language.tokens import Token
from kurilsearch.language.wordings import Wording
from kurilsearch.match.words import is_unspaced
from kurilsearch.model import Span

_AROUND = 4
"""Characters on either side of some words in which a denial that reaches into them may begin or end."""

_LONGEST_LIMIT = 8
"""Characters after a quotation that are looked at for what denies or limits it in a script without spaces."""

_MOST_OF_A_CLAUSE = 2
"""Words between a negation and the edge of a quotation that it may still deny."""

_APOSTROPHES = frozenset("'’")
_WORDS_TOO = frozenset({"wont", "cant"})
"""What *won't* and *can't* are without their apostrophe: as she was wont to; the cant of sailors."""

_CLAUSE_END = lazy_pattern(r"[.!?…;:。！？；]|\n\n")
_BREAK = lazy_pattern(r"[.,!?…;:。、！？；，،]|\n\n")


def negations_in(words: Sequence[str], text: str, span: Span, wording: Wording) -> list[str]:
    """Return what denies in the folded ``words`` that stand at ``span`` of ``text``; endings deny in some languages."""
    found = [word for word in words if _is_negation(word, wording)]
    return found + _parts_in(text, span, wording.negation_parts)


def exceptions_in(words: Sequence[str], text: str, span: Span, wording: Wording) -> int:
    """Return how often something is excepted (unless) in the folded ``words`` that stand at ``span`` of ``text``."""
    row = f" {' '.join(words)} "
    spaced = any(_bounded(each) in row for each in wording.exceptions)
    return int(spaced) + len(_parts_in(text, span, _unspaced(wording.exceptions)))


def _bounded(phrase: str) -> str:
    """Return a phrase as it is found in a row of words; a letter at its end begins the next word (פרט ל)."""
    return f" {phrase}" if not phrase.isascii() and phrase[-2:-1] == " " else f" {phrase} "


@cache
def _beginnings(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Return phrases as they are found at the start of a row of words."""
    return tuple(_bounded(each)[1:] for each in phrases)


@cache
def _unspaced(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in phrases if is_unspaced(each))


def quantifiers_in(words: Sequence[str], text: str, span: Span, wording: Wording) -> Counter[str]:
    """Return how often each quantifier stands in the folded ``words`` at ``span`` of ``text``."""
    found = Counter(word for word in words if word in wording.quantifiers)
    found.update(_parts_in(text, span, wording.quantifier_parts))
    if wording.quantifier_endings and not text.isascii():
        endings = _ending_pattern(wording.quantifier_endings)
        found.update(match[1] for word in words if (match := endings.search(word)) is not None)
    return found


@cache
def _ending_pattern(endings: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds an ending that says how many behind a Korean noun, with a particle after it or not."""
    return re.compile(rf"(?<=[\uac00-\ud7a3\d])({'|'.join(endings)})(?:이|은|을|도|에)?$")


def _parts_in(text: str, span: Span, parts: tuple[str, ...]) -> list[str]:
    if span[0] == span[1] or not parts:
        return []
    start, end = max(span[0] - _AROUND, 0), span[1] + _AROUND
    near = text[start:end]
    return [
        match[0]
        for match in _pattern(parts).finditer(near)
        if match.start() + start < span[1] and span[0] < match.end() + start
    ]


@cache
def _pattern(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(parts, key=len, reverse=True))))


def denies_other(one: str, other: str, wording: Wording) -> bool:
    """Tell whether one of two folded words is the other with a prefix that denies it (likely, unlikely)."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return len(shorter) > 2 and any(longer == prefix + shorter for prefix in wording.denying_prefixes)


def denials_in(text: str, words: Sequence[Token], wording: Wording) -> tuple[str, ...]:
    """Return what denies among some words of a text, as it stands there, none twice."""
    found = [text[word.start : word.end] for word in words if _is_negation(word.word, wording)]
    found += _parts_in(text, (words[0].start, words[-1].end), wording.negation_parts) if words else []
    return tuple(dict.fromkeys(found))


def reversals_in(text: str, words: Sequence[Token], wording: Wording) -> tuple[str, ...]:
    """Return what denies or excepts (unless, save for) among some words of a text, none twice."""
    if not words:
        return ()
    row = f" {' '.join(word.word for word in words)} "
    excepting = [each for each in wording.exceptions if not is_unspaced(each) and _bounded(each) in row]
    longest = [each for each in excepting if not any(each != other and each in other for other in excepting)]
    parts = _parts_in(text, (words[0].start, words[-1].end), _unspaced(wording.exceptions))
    return tuple(dict.fromkeys([*denials_in(text, words, wording), *longest, *parts]))


def without_denials(words: Sequence[str], wording: Wording) -> tuple[str, int]:
    """Return the letters of folded words, decomposed, without what denies among them, and how often something does.

    What is left of 갔다 and of 가지 않았다 is nearly the same.
    """
    kept = [word for word in words if not _is_negation(word, wording)]
    letters, parts = "".join(kept), 0
    if wording.negation_parts:
        letters, parts = _pattern(wording.negation_parts).subn("", letters)
    return unicodedata.normalize("NFD", letters), len(words) - len(kept) + parts


def denials_before(text: str, words: Sequence[Token], first: int, wording: Wording) -> list[Token]:
    """Return the words that deny or restrict (only) just before word ``first`` of a text, with no mark between."""
    found: list[Token] = []
    for index in range(first - 1, max(first - 1 - _MOST_OF_A_CLAUSE, -1), -1):
        if _BREAK.search(text[words[index].end : words[index + 1].start]):
            break
        if _denies(text, words[index], wording) or words[index].word in wording.only:
            found.insert(0, words[index])
    return found or _nearly_before(text, words, first, wording) or _bound_before(text, words, first, wording)


def _bound_before(text: str, words: Sequence[Token], first: int, wording: Wording) -> list[Token]:
    """Return the words that say *less than* or *at least* just before word ``first``, where this says how many."""
    if not 0 < first < len(words):
        return []
    begins = words[first].word
    if not (begins in wording.quantifiers or may_begin_number(begins, wording)) or begins in wording.ands:
        return []
    for many in (3, 2, 1):
        before = words[max(first - many, 0) : first]
        if " ".join(word.word for word in before) in wording.bounds:
            return [] if _BREAK.search(text[before[0].end : words[first].start]) else list(before)
    return []


def _nearly_before(text: str, words: Sequence[Token], first: int, wording: Wording) -> list[Token]:
    """Return the word that says *almost* just before word ``first``, where this says how many: almost all."""
    if not 0 < first < len(words) or _BREAK.search(text[words[first - 1].end : words[first].start]):
        return []
    before, begins = words[first - 1], words[first]
    if before.word in wording.nearly and (begins.word in wording.quantifiers or _denies(text, begins, wording)):
        return [before]
    if first > 1 and is_unspaced(before.word):  # 几乎: a word of two letters
        nearly = text[words[first - 2].start : before.end]
        if nearly in wording.nearly and text.startswith(
            (*wording.quantifier_parts, *wording.negation_parts), begins.start
        ):
            return [Token(words[first - 2].start, before.end, nearly)]
    return []


def denials_after(text: str, words: Sequence[Token], last: int, wording: Wording) -> list[Token]:
    """Return what denies or limits just after the words before ``last``: a negation, or a clause's start (unless)."""
    if not 0 < last < len(words) or _CLAUSE_END.search(text[words[last - 1].end : words[last].start]):
        return []
    following = words[last : last + 3]
    folded = " ".join(word.word for word in following) + " "
    if folded.startswith(_beginnings(wording.limits)):
        limit = max((limit for limit in wording.limits if folded.startswith(_bounded(limit)[1:])), key=len)
        return list(following[: limit.count(" ") + 1])
    if not text[words[last].start].isascii():
        rest = text[words[last].start : words[last].start + _LONGEST_LIMIT]
        parts = sorted((*wording.negation_parts, *wording.limits), key=len, reverse=True)
        part = next((part for part in parts if not part.isascii() and rest.startswith(part)), None)
        if part is not None:
            return [Token(words[last].start, words[last].start + len(part), part)]
    denying = [word for word in following[:_MOST_OF_A_CLAUSE] if _denies(text, word, wording)]
    between = text[words[last - 1].end : denying[0].start] if denying else ""
    return denying if not re.search(r"[,.;:!?]", between) else []


def _is_negation(word: str, wording: Wording) -> bool:
    """Tell whether a folded word denies by itself; a note's number may stick to it (not42)."""
    return word.rstrip(digits) in wording.negations


def _denies(text: str, word: Token, wording: Wording) -> bool:
    if word.word.rstrip(digits) in _WORDS_TOO and not _APOSTROPHES.intersection(text[word.start : word.end]):
        return False
    return _is_negation(word.word, wording) or bool(_parts_in(text, (word.start, word.end), wording.negation_parts))
