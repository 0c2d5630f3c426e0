"""Other names for what a query says: phrases that stand for its words, Japanese read aloud, words run together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from types import MappingProxyType
from typing import NamedTuple

from kurilsearch.language.tokens import Token, tokenize
from kurilsearch.vocabulary.decades import decade_years
from kurilsearch.vocabulary.equivalents import Words
from kurilsearch.vocabulary.joins import grouped, hyphenations, joined_as_typed, pointed
from kurilsearch.vocabulary.lexicon import Lexicon
from kurilsearch.vocabulary.scripts import Script, script_of
from kurilsearch.vocabulary.spellings import joined, parted
from kurilsearch.vocabulary.vietnamese import MOST_SYLLABLES, syllables, together

RARE = 2
"""A word in no more passages may be two that were run together, or the other way round."""

SHORTEST_PARTED = 8
"""Letters of a word that may be two."""

MOST_ROWS = 32
"""Ways to spell a phrase."""


class NameVariants(NamedTuple):
    """What else may stand for some words: ``names``, each a phrase or a single word.

    ``beside`` has what of them goes with a word of the query, by its index, for the ranker and the marks: words, or
    several in a row that stand for this one, with spaces between.
    """

    names: tuple[Words, ...] = ()
    beside: Mapping[int, frozenset[str]] = MappingProxyType({})


def name_variants(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> NameVariants:
    """Return the other names in the library of the words of ``text``, spellings of single words left out."""
    words = tuple(token.word for token in tokens)
    named = [name for name in lexicon.equivalents.of(words) if len(name) > 1 or len(words) > 1]
    if not text.isascii() and script_of(words[0]) in (Script.HAN, Script.KANA):
        return _read_aloud(text, tokens, named, lexicon)
    if len(words) == 1:
        named += lexicon.in_kana(words[0])
        named += _parted(words[0], lexicon)
    else:
        named += _run_together(words, lexicon)
        named += [(together,) for together in one_word(text, words, lexicon)]
    beside = {0: frozenset(word for name in named for word in name)}
    for index, token in enumerate(tokens):
        for parts in _parted_by_marks(text[token.start : token.end], token.word, len(words) == 1, lexicon):
            named.append((*words[:index], *parts, *words[index + 1 :]))
            beside[index] = beside.get(index, frozenset()) | {" ".join(parts)}
    return NameVariants(tuple(dict.fromkeys(named)), beside) if named else NameVariants()


def is_unspaced(words: Sequence[str]) -> bool:
    """Return whether folded words are of scripts that are written without spaces, pairs of characters each."""
    return all(len(word) <= 2 and len(tokenize(word[0] * 3)) > 1 for word in words)


def one_word(text: str, words: Words, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the word of the library that ``words`` are without hyphen, points or commas, where it is one."""
    together = joined_as_typed(text, words)
    if together is None or together in lexicon.function_words:
        return ()
    frequencies = lexicon.store.vocabulary.word_frequencies([together])
    return (together,) if frequencies[together] else ()


def _parted_by_marks(typed: str, word: str, is_alone: bool, lexicon: Lexicon) -> Iterator[Words]:
    """Yield what a word is where it has points, commas, a hyphen or spaces, if all of it stands in the library.

    In a phrase only abbreviations are looked for.
    """
    rows = [pointed(typed)]
    if is_alone:
        rows += [grouped(word), *hyphenations(word), *(syllables(word) if "vi" in lexicon.languages else ())]
    rows = [row for row in rows if row]
    if rows:
        frequencies = lexicon.store.vocabulary.word_frequencies({part for row in rows for part in row})
        yield from (row for row in rows if all(frequencies[part] for part in row))


def _parted(word: str, lexicon: Lexicon) -> Iterator[Words]:
    """Yield the two words that a rare word is, run together: sovietjapanese."""
    if len(word) < SHORTEST_PARTED or script_of(word) is Script.OTHER:
        return
    stems = lexicon.stems(word)
    frequencies = lexicon.frequencies(stems)
    if sum(frequencies[stem] for stem in stems) <= RARE and (parts := parted(word, lexicon.store)):
        yield parts


def _run_together(words: Words, lexicon: Lexicon) -> Iterator[Words]:
    """Yield the words of a phrase with two neighbours made one, where the library has that by a slip: rarely."""
    together = joined(words, lexicon.store)
    if together:
        frequencies = lexicon.store.vocabulary.word_frequencies(together.values())
        for index, word in together.items():
            if frequencies[word] <= RARE:
                yield (*words[:index], word, *words[index + 2 :])


def _read_aloud(text: str, tokens: Sequence[Token], named: Sequence[Words], lexicon: Lexicon) -> NameVariants:
    """Return also what the Japanese in ``text`` is in Latin letters, so far as the library has it."""
    from kurilsearch.vocabulary.japanese import readings

    read = readings(text) if Script.LATIN in lexicon.scripts else ()
    forms = [
        (reading.romaji, *lexicon.variants(reading.romaji), *lexicon.in_latin(text[reading.start : reading.end]))
        for reading in read
    ]
    rows = list(islice(product(*forms), MOST_ROWS)) if forms else []
    if len(read) > 1 and read[-1].is_suffix:
        rows += list(islice(product(*forms[:-1]), MOST_ROWS))
    beside = {index: frozenset(word for name in named for word in name) for index in range(min(1, len(named)))}
    for index, token in enumerate(tokens):
        spoken = [form for reading, form in zip(read, forms, strict=True) if reading.start <= token.start < reading.end]
        beside[index] = beside.get(index, frozenset()) | frozenset(word for form in spoken for word in form)
    return NameVariants(tuple(dict.fromkeys((*named, *rows))), beside)


def names_in(words: Sequence[Words], lexicon: Lexicon) -> dict[int, tuple[int, tuple[Words, ...]]]:
    """Return where names of several words stand in a row of plain words, the longest first, and their other names.

    The key is the index of the first word, the value the index after the last and the names that stand for it.
    ``words`` are the folded words of each part of a query; an empty tuple is a part that is no plain word.
    """
    found: dict[int, tuple[int, tuple[Words, ...]]] = {}
    longest = lexicon.equivalents.longest
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + longest), start + 1, -1):
            row = words[start:end]
            if all(row) and (others := lexicon.equivalents.of([word for part in row for word in part])):
                found[start] = (end, others)
                start = end - 1
                break
        start += 1
    return found


def decades_in(typed: Sequence[str], lexicon: Lexicon) -> dict[int, tuple[int, tuple[Words, ...]]]:
    """Return where decades stand in a row of plain words, as :func:`names_in`; their years stand for them.

    ``typed`` are the words as typed; an empty one is a part that is no plain word.
    """
    found: dict[int, tuple[int, tuple[Words, ...]]] = {}
    for index, text in enumerate(typed):
        if years := decade_years(text, tuple(typed[max(index - 2, 0) : index])):
            frequencies = lexicon.store.vocabulary.word_frequencies(years)
            standing = tuple((year,) for year in years if frequencies[year])
            if standing:
                found[index] = (index + 1, standing)
    return found


def joined_in(
    typed: Sequence[str], words: Sequence[Words], lexicon: Lexicon
) -> dict[int, tuple[int, tuple[Words, ...]]]:
    """Return where Vietnamese syllables stand in a row of plain words, as :func:`names_in`, that are joined abroad."""
    rows = {
        (start, end): whole
        for end in range(2, len(words) + 1)
        for start in range(max(end - MOST_SYLLABLES, 0), end - 1)
        if all(len(row) == 1 for row in words[start:end])
        and (whole := together([row[0] for row in words[start:end]], typed[start:end]))
    }
    frequencies = lexicon.store.vocabulary.word_frequencies(rows.values()) if rows else {}
    return {start: (end, ((whole,),)) for (start, end), whole in rows.items() if frequencies[whole]}
