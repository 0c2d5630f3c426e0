"""Loosening: what to try, in order, when no passage holds what was asked, and how to say so."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from kurilsearch.search.asked import Asked
from kurilsearch.search.expand import Expansion, at_least, expand
from kurilsearch.search.language import quoted
from kurilsearch.search.lexicon import Lexicon
from kurilsearch.search.parsed import AllOf, AnyOf, Parsed, Quoted, Word
from kurilsearch.search.spelling import likely_spellings
from kurilsearch.tokens import tokenize

NEAR = 8
"""How near the words of a phrase must stand when the phrase itself stands nowhere."""

MOST_SPELLINGS = 3
"""How many likely spellings of a word are tried together."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A looser query: what it means, what the engine is asked, and the sentence that says so."""

    expansion: Expansion
    asked: Asked
    sentence: str


def attempts(parsed: Parsed, lexicon: Lexicon, *, any_word: bool = False) -> Iterator[Attempt]:
    """Yield looser queries, the strictest first; each is only made when the ones before found nothing.

    A phrase becomes its words near each other, then its words. Then most of the words suffice: all but one, all but
    two, as long as it is more than half of them. Then unknown words give way to likely spellings; at last half of
    the words suffice. What was asked by field, pattern, OR and NOT always holds.
    """
    for loosened, sentence in _without_phrases(parsed):
        expansion = expand(loosened, lexicon, any_word=any_word)
        yield Attempt(expansion, expansion.asked, sentence)
        parsed = loosened
    expansion = expand(parsed, lexicon, any_word=any_word)
    words = sum(expansion.plain)
    fewest = words if any_word else words // 2 + 1
    for number in range(words - 1, fewest - 1, -1):
        yield _some_words(expansion, number, words)
    respelled, changes = _respell(parsed, lexicon)
    if changes:
        yield from _respelled(respelled, changes, lexicon, any_word=any_word)
    half = math.ceil(words / 2)
    if not any_word and 0 < half < min(fewest, words):
        yield _some_words(expansion, half, words)


def _some_words(expansion: Expansion, number: int, words: int) -> Attempt:
    return Attempt(
        expansion,
        at_least(expansion, number),
        f"No passage holds all the words; these hold {'at least ' if number < words - 1 else ''}{number} of {words}",
    )


def _respelled(
    parsed: Parsed, changes: dict[str, tuple[str, ...]], lexicon: Lexicon, *, any_word: bool
) -> Iterator[Attempt]:
    said = "; ".join(f"{' or '.join(spellings)} for {word}" for word, spellings in changes.items())
    expansion = expand(parsed, lexicon, any_word=any_word)
    yield Attempt(expansion, expansion.asked, f"No passage holds the words as they are spelt; these hold {said}")


def _without_phrases(parsed: Parsed) -> Iterator[tuple[Parsed, str]]:
    """Yield the query with its phrases loosened: to their words near each other, then to their words."""
    phrases = [part for part in _top(parsed) if isinstance(part, Quoted) and _is_phrase(part)]
    if not phrases:
        return
    named = " and ".join(quoted(part.text) for part in phrases)
    if any(part.near is None for part in phrases):
        nearer = [Quoted(part.text, part.near or NEAR) if part in phrases else part for part in _top(parsed)]
        yield _joined(nearer), f"No passage holds {named} so; these hold the words near each other"
    words = [inner for part in _top(parsed) for inner in (_words(part) if part in phrases else (part,))]
    yield _joined(words), f"No passage holds {named} so; these hold the words apart from each other"


def _is_phrase(part: Quoted) -> bool:
    return len(tokenize(part.text)) > 1


def _words(part: Parsed) -> tuple[Parsed, ...]:
    assert isinstance(part, Quoted)
    return tuple(Word(part.text[token.start : token.end]) for token in tokenize(part.text))


def _respell(parsed: Parsed, lexicon: Lexicon) -> tuple[Parsed, dict[str, tuple[str, ...]]]:
    """Return the query with each unknown word replaced by its likely spellings, and what was replaced."""
    changes: dict[str, tuple[str, ...]] = {}
    parts: list[Parsed] = []
    for part in _top(parsed):
        tokens = tokenize(part.text) if isinstance(part, Word | Quoted) else []
        spellings: tuple[str, ...] = ()
        if len(tokens) == 1 and not _is_known(tokens[0].word, lexicon):
            likely = likely_spellings(tokens[0].word, lexicon, MOST_SPELLINGS)
            spellings = tuple(spelling.word for spelling in likely if spelling.distance == likely[0].distance)
        if spellings:
            changes[tokens[0].word] = spellings
            parts.append(AnyOf(tuple(map(Word, spellings))) if len(spellings) > 1 else Word(spellings[0]))
        else:
            parts.append(part)
    return _joined(parts), changes


def _is_known(word: str, lexicon: Lexicon) -> bool:
    stems = lexicon.stems(word)
    frequencies = lexicon.frequencies(stems)
    return any(frequencies[stem] for stem in stems)


def _top(parsed: Parsed) -> tuple[Parsed, ...]:
    return parsed.parts if isinstance(parsed, AllOf) else (parsed,)


def _joined(parts: list[Parsed]) -> Parsed:
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))
