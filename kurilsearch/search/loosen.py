"""Loosening: what to try, in order, when no passage holds what was asked, and how to say so."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kurilsearch.language.tokens import tokenize
from kurilsearch.search.checked_query import CheckedQuery
from kurilsearch.search.expand import expand
from kurilsearch.search.expansion import Expansion, at_least
from kurilsearch.search.parsed import AllOf, AnyOf, Parsed, Quoted, Word
from kurilsearch.search.spelling import MOST_RESPELT, is_known, likely_spellings
from kurilsearch.search.syntax import quoted
from kurilsearch.vocabulary.lexicon import Lexicon

NEAR = 8
"""How near the words of a phrase must stand when the phrase itself stands nowhere."""

MOST_SPELLINGS = 3
"""How many likely spellings of a word are tried together."""

_MOST_NAMED = 3


class Attempt(NamedTuple):
    """A looser query: what it means, what the engine is asked, and the sentence that says so."""

    expansion: Expansion
    query: CheckedQuery
    sentence: str
    is_respelt: bool = False


def attempts(
    parsed: Parsed, lexicon: Lexicon, matches: Callable[[CheckedQuery], bool], *, any_word: bool = False
) -> Iterator[Attempt]:
    """Yield looser queries, the strictest first; each is only made when the ones before found nothing.

    A phrase becomes its words near each other, then its words. Then most of the words suffice: as many as some passage
    holds, if that is more than half of them. Then unknown words give way to likely spellings; at last half of the words
    suffice. What was asked by field, pattern, OR and NOT always holds. ``matches`` tells whether a passage matches.
    """
    for loosened, sentence in _without_phrases(parsed):
        expansion = expand(loosened, lexicon, any_word=any_word)
        yield Attempt(expansion, expansion.query, sentence)
        parsed = loosened
    expansion = expand(parsed, lexicon, any_word=any_word)
    words = 0 if expansion.is_ranked else sum(part.is_plain for part in expansion.parts)
    half = math.ceil(words / 2)
    unknown = _unknown(parsed, lexicon)
    most = _most_that_match(expansion, words // 2 + 1, words, matches)
    if most is not None:
        yield _some_words(expansion, most, words, unknown)
    respelled, changes = _respell(parsed, lexicon)
    if changes:
        yield _respelled(respelled, changes, lexicon, any_word=any_word)
    if 0 < half < words and words % 2 == 0:
        yield _some_words(expansion, half, words, unknown)


def _most_that_match(
    expansion: Expansion, fewest: int, words: int, matches: Callable[[CheckedQuery], bool]
) -> int | None:
    """Return the most words, fewer than all, that some passage holds; None where it is fewer than ``fewest``.

    All but one is tried first, then the fewest, then the range between is halved: some queries are long.
    """
    most = words - 1
    if most < fewest:
        return None
    if matches(at_least(expansion, most)):
        return most
    if most == fewest or not matches(at_least(expansion, fewest)):
        return None
    while most - fewest > 1:
        middle = (fewest + most) // 2
        if matches(at_least(expansion, middle)):
            fewest = middle
        else:
            most = middle
    return fewest


def _some_words(expansion: Expansion, number: int, words: int, unknown: Sequence[str]) -> Attempt:
    how_many = f"{number} of {words}" if number == words - 1 else f"at least {number} of {words}"
    missing = f": {_listed(unknown)} {'stand' if len(unknown) > 1 else 'stands'} in none" if unknown else ""
    sentence = f"No passage holds all the words; these hold {how_many}{missing}"
    return Attempt(expansion, at_least(expansion, number), sentence)


def _listed(words: Sequence[str]) -> str:
    shown = [quoted(word) for word in words[:_MOST_NAMED]]
    return ", ".join(shown) + (" and others" if len(words) > _MOST_NAMED else "")


def _respelled(parsed: Parsed, changes: dict[str, tuple[str, ...]], lexicon: Lexicon, *, any_word: bool) -> Attempt:
    said = "; ".join(f"{' or '.join(spellings)} for {word}" for word, spellings in changes.items())
    expansion = expand(parsed, lexicon, any_word=any_word)
    return Attempt(expansion, expansion.query, f"No passage holds the words as they are spelt; these hold {said}", True)


def _without_phrases(parsed: Parsed) -> Iterator[tuple[Parsed, str]]:
    """Yield the query with its phrases loosened: to their words near each other, then to their words."""
    phrases = [part for part in _top(parsed) if isinstance(part, Quoted)]
    if not phrases:
        return
    named = _listed([part.text for part in phrases])
    if any(part.near is None and len(tokenize(part.text)) > 1 for part in phrases):
        nearer = [Quoted(part.text, part.near or NEAR) if isinstance(part, Quoted) else part for part in _top(parsed)]
        yield _joined(nearer), f"No passage holds {named} so; these hold the words near each other"
    words = [inner for part in _top(parsed) for inner in (_words(part) if isinstance(part, Quoted) else (part,))]
    yield _joined(words), f"No passage holds {named} so; these hold the words in other places or forms"


def _words(part: Quoted) -> tuple[Parsed, ...]:
    return tuple(Word(part.text[token.start : token.end]) for token in tokenize(part.text))


def _respell(parsed: Parsed, lexicon: Lexicon) -> tuple[Parsed, dict[str, tuple[str, ...]]]:
    """Return the query with each unknown word replaced by its likely spellings, and what was replaced."""
    changes: dict[str, tuple[str, ...]] = {}
    parts: list[Parsed] = []
    for part in _top(parsed):
        tokens = tokenize(part.text) if isinstance(part, Word | Quoted) else []
        spellings: tuple[str, ...] = ()
        if len(changes) < MOST_RESPELT and len(tokens) == 1 and not is_known(tokens[0].word, lexicon):
            likely = likely_spellings(tokens[0].word, lexicon, MOST_SPELLINGS)
            spellings = tuple(spelling.word for spelling in likely if spelling.distance == likely[0].distance)
        if spellings:
            changes[tokens[0].word] = spellings
            parts.append(AnyOf(tuple(map(Word, spellings))) if len(spellings) > 1 else Word(spellings[0]))
        else:
            parts.append(part)
    return _joined(parts), changes


def _unknown(parsed: Parsed, lexicon: Lexicon) -> list[str]:
    """Return the words of the query that stand nowhere in the library."""
    words = [part.text for part in _top(parsed) if isinstance(part, Word)]
    return [word for word in words if any(not is_known(token.word, lexicon) for token in tokenize(word))]


def _top(parsed: Parsed) -> tuple[Parsed, ...]:
    return parsed.parts if isinstance(parsed, AllOf) else (parsed,)


def _joined(parts: list[Parsed]) -> Parsed:
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))
