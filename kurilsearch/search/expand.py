"""Expansion: the parsed query meets the library's vocabulary and documents, and becomes a query for the engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

from kurilsearch.errors import QueryError
from kurilsearch.language.tokens import tokenize
from kurilsearch.query import Phrase, Query, Term
from kurilsearch.search.checked_query import CheckedQuery, all_of, any_of, either, near, none_of
from kurilsearch.search.concepts import Concept, Concepts, gather, lighten
from kurilsearch.search.fields import resolve_field
from kurilsearch.search.language import MOST_WORDS
from kurilsearch.search.name_variants import MOST_ROWS, NameVariants, name_variants, names_in
from kurilsearch.search.parsed import AllOf, AnyOf, Fuzzy, InField, NoneOf, Parsed, Pattern, Quoted, Word, leaves
from kurilsearch.search.patterns import fold_pattern
from kurilsearch.search.spelling import words_within
from kurilsearch.search.syntax import quoted
from kurilsearch.vocabulary.lexicon import Lexicon

MOST_EXPANSIONS = 500
"""Words that a prefix, a pattern or a fuzzy word stands for: the commonest."""

MOST_STARS = 4
"""Stars in a pattern: each multiplies the ways to match a word."""

LONGEST_PATTERN = 100

FEWEST_FOR_LIGHT = 3
"""In a query of fewer words each was meant, be it a function word or not."""

_NOT_OF_PATTERN = re.compile(r"[^\w*?'’]+")


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a query means in this library: what the engine is asked and what the ranker counts.

    ``parts`` are the parts of a query whose parts must all hold (one for any other query), ``plain`` says which
    of them are words or phrases; loosening leaves some of those out. ``phrase`` asks for the query as one phrase.
    """

    asked: CheckedQuery
    concepts: Concepts
    parts: tuple[CheckedQuery, ...]
    plain: tuple[bool, ...]
    phrase: Query | None = None
    any_word: bool = False
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Expander:
    """Collects concepts and notes while the tree is walked. ``tokens`` are the words of plain leaves, in order."""

    lexicon: Lexicon
    concepts: list[Concept] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    only_plain: bool = True

    def expand(self, parsed: Parsed, *, wanted: bool = True) -> CheckedQuery | None:
        """Return what to ask for ``parsed``; None where it holds no word. ``wanted`` is False under a NOT."""
        match parsed:
            case AllOf(parts):
                return _combine(all_of, [asked for asked, _ in self.expand_row(parts, wanted=wanted)])
            case AnyOf(parts):
                if wanted:
                    self.only_plain = False
                return _combine(any_of, [self.expand(part, wanted=wanted) for part in parts])
            case NoneOf(part):
                unwanted = self.expand(part, wanted=False)
                return unwanted and none_of(unwanted)
            case InField():
                query, note = resolve_field(parsed, self.lexicon)
                self.notes += [note] if note else []
                return CheckedQuery(query)
            case Word(text):
                return self._words(text, exact=False, wanted=wanted)
            case Quoted(text, distance):
                return self._words(text, exact=True, wanted=wanted, distance=distance)
            case Pattern(text):
                return self._pattern(text, wanted=wanted)
            case Fuzzy(text, distance):
                return self._fuzzy(text, distance, wanted=wanted)

    def expand_row(self, parts: Sequence[Parsed], *, wanted: bool = True) -> list[tuple[CheckedQuery, bool]]:
        """Return what to ask for parts that must all hold, and which of it is plain words.

        Words in a row that are a name of the library's equivalents are one part: its other names do as well.
        """
        names = names_in([_plain_words(part) for part in parts], self.lexicon) if self.lexicon.equivalents else {}
        row: list[tuple[CheckedQuery, bool]] = []
        start = 0
        while start < len(parts):
            end, others = names.get(start, (start + 1, ()))
            beside = frozenset(word for name in others for word in name)
            asked = [
                self._part(part, beside if not index else frozenset(), wanted=wanted)
                for index, part in enumerate(parts[start:end])
            ]
            meant = _combine(all_of, asked)
            if meant is not None and others:
                meant = any_of([meant, CheckedQuery(either([self.name(name) for name in others]))])
            if meant is not None:
                row.append((meant, isinstance(parts[start], Word | Quoted)))
            start = end
        return row

    def _part(self, part: Parsed, beside: frozenset[str], *, wanted: bool) -> CheckedQuery | None:
        """Ask for a part of a query; ``beside`` are words that count as the same word, if it is one."""
        if isinstance(part, Word):
            return self._words(part.text, exact=False, wanted=wanted, beside=beside)
        return self.expand(part, wanted=wanted)

    def _words(
        self,
        text: str,
        *,
        exact: bool,
        wanted: bool,
        distance: int | None = None,
        beside: frozenset[str] = frozenset(),
    ) -> CheckedQuery | None:
        """Ask for a word, or for several in a row, or near each other where a ``distance`` is given.

        All are asked for in all spellings that the library has, but a single word in quotes only as it is.
        """
        tokens = tokenize(text)
        words = [token.word for token in tokens]
        if not words:
            return None
        if len(words) == 1 and len(words[0]) == 1 and _is_unspaced(words[0]):
            return self._character(words[0], wanted=wanted)
        alone = exact and len(words) == 1
        others = NameVariants() if alone or distance is not None else name_variants(text, tokens, self.lexicon)
        if wanted:
            if len(self.tokens) + len(words) > MOST_WORDS:
                raise QueryError(f"The query has more than {MOST_WORDS:,} words", "Search for a part of it")
            self.tokens += words
            for index, token in enumerate(tokens):
                typed = text[token.start : token.end].casefold()
                if alone:
                    concept = Concept(frozenset(self.lexicon.stems(token.word)), (typed,), frozenset((token.word,)))
                else:
                    also = others.beside.get(index, frozenset()) | beside
                    stems = {*self._stems(token.word), *(stem for word in also for stem in self._stems(word))}
                    concept = Concept(frozenset(stems), (typed,))
                self.concepts.append(concept)
        if alone:
            return CheckedQuery(Term(words[0], "words"))
        if distance is not None:
            groups = list(dict.fromkeys(frozenset(self._stems(word)) for word in words))
            return near(groups, distance)
        return CheckedQuery(either([self.name(words), *map(self.name, others.names)]))

    def _stems(self, word: str) -> tuple[str, ...]:
        """Return the stems of a word and of its other spellings in the library."""
        variants = self.lexicon.variants(word)
        if not variants:
            return self.lexicon.stems(word)
        return tuple(dict.fromkeys(stem for spelt in (word, *variants) for stem in self.lexicon.stems(spelt)))

    def name(self, words: Sequence[str]) -> Query:
        """Return the query for a word, or for several in a row."""
        if len(words) == 1:
            return either([Term(stem) for stem in self._stems(words[0])])
        return self.phrase(words)

    def phrase(self, words: Sequence[str]) -> Query:
        """Return the query for ``words`` in a row: one phrase for each spelling and language that differs."""
        columns = [self._stems(word) for word in words]
        if all(len(column) == 1 for column in columns):
            return Phrase(tuple(column[0] for column in columns))
        rows = self.lexicon.rows_of_stems(words)
        if any(self.lexicon.variants(word) for word in words):
            rows += islice(product(*columns), MOST_ROWS)
        return either([Phrase(row) for row in dict.fromkeys(rows)])

    def _character(self, character: str, *, wanted: bool) -> CheckedQuery:
        """Ask for a Han or kana character that stands alone: for every pair of characters that holds it."""
        pairs = self.lexicon.store.vocabulary.words_like(f"*{character}*", MOST_EXPANSIONS)
        return self._any_word(dict.fromkeys((character, *pairs)), character, wanted=wanted)

    def _pattern(self, text: str, *, wanted: bool) -> CheckedQuery | None:
        """Ask for the words that match a pattern; other marks in it part it into words that must all stand."""
        if len(text) > LONGEST_PATTERN or text.count("*") > MOST_STARS:
            raise QueryError(
                f"The pattern {quoted(text)} is longer than {LONGEST_PATTERN} characters or has more than"
                f" {MOST_STARS} stars",
                "Shorten it",
            )
        self.only_plain = False
        asked: list[CheckedQuery | None] = []
        for piece in _NOT_OF_PATTERN.sub(" ", text).split():
            if "*" not in piece and "?" not in piece:
                asked.append(self._words(piece, exact=False, wanted=wanted))
            elif not any(character.isalnum() for character in piece):
                raise QueryError(f"The pattern {quoted(text)} stands for every word", "Add letters to it")
            else:
                asked.append(self._matching(piece, wanted=wanted))
        return _combine(all_of, asked)

    def _matching(self, pattern: str, *, wanted: bool) -> CheckedQuery:
        folded = fold_pattern(pattern)
        store = self.lexicon.store
        if "?" not in folded and folded.find("*") == len(folded) - 1:
            words = store.vocabulary.words_with_prefix(folded[:-1], MOST_EXPANSIONS + 1)
        else:
            words = store.vocabulary.words_like(folded, MOST_EXPANSIONS + 1)
        if folded.find("?") == len(folded) - 1 and "*" not in folded:
            # so that a question may end in its question mark
            words = [folded[:-1], *words]
        if len(words) > MOST_EXPANSIONS:
            words = words[:MOST_EXPANSIONS]
            self.notes.append(f"{pattern} stands for the {MOST_EXPANSIONS} commonest of the words that it matches")
        return self._any_word(words, pattern, wanted=wanted)

    def _fuzzy(self, text: str, distance: int, *, wanted: bool) -> CheckedQuery | None:
        self.only_plain = False
        return _combine(
            all_of,
            [
                self._any_word(
                    words_within(token.word, distance, self.lexicon, MOST_EXPANSIONS), token.word, wanted=wanted
                )
                for token in tokenize(text)
            ],
        )

    def _any_word(self, words: Iterable[str], typed: str, *, wanted: bool) -> CheckedQuery:
        found = tuple(words)
        if wanted and found:
            stems = frozenset(stem for word in found for stem in self.lexicon.stems(word))
            self.concepts.append(Concept(stems, (typed.casefold(),), frozenset(found)))
        return CheckedQuery(either([Term(word, "words") for word in found]))


def expand(parsed: Parsed, lexicon: Lexicon, *, any_word: bool = False) -> Expansion:
    """Return what ``parsed`` means in the library that ``lexicon`` speaks for.

    With ``any_word`` a passage needs only one of the words and phrases that stand side by side at the top of the
    query; filters and NOTs hold all the same. QueryError where the query holds no word after all, or too many.
    """
    expander = _Expander(lexicon)
    typed = [token.word for leaf in leaves(parsed) if isinstance(leaf, Word | Quoted) for token in tokenize(leaf.text)]
    lexicon.frequencies([stem for word in typed[:MOST_WORDS] for stem in lexicon.stems(word)])  # all at once is quicker
    top = parsed.parts if isinstance(parsed, AllOf) else (parsed,)
    row = expander.expand_row(top)
    asked = [meant for meant, _ in row]
    plain = [is_plain for _, is_plain in row]
    if not asked:
        raise QueryError("The query holds no word", "Type at least one word or part of one")
    tokens = expander.tokens if expander.only_plain else []
    phrase = expander.phrase(tokens) if len(tokens) > 1 else None
    concepts = gather(expander.concepts, tokens)
    if len(concepts.distinct) >= FEWEST_FOR_LIGHT:
        concepts = lighten(concepts, lexicon.function_words)
    return Expansion(
        asked=_any_plain(asked, plain) if any_word else all_of(asked),
        concepts=concepts,
        parts=tuple(asked),
        plain=tuple(plain),
        phrase=phrase,
        any_word=any_word or _is_choice(parsed),
        notes=tuple(dict.fromkeys(expander.notes)),
    )


def at_least(expansion: Expansion, number: int) -> CheckedQuery:
    """Return what to ask so that at least ``number`` of the words and phrases stand, and all the rest holds."""
    return _any_plain(expansion.parts, expansion.plain, number)


def _any_plain(asked: Sequence[CheckedQuery], plain: Sequence[bool], number: int = 1) -> CheckedQuery:
    words = [part for part, is_plain in zip(asked, plain, strict=True) if is_plain]
    others = [part for part, is_plain in zip(asked, plain, strict=True) if not is_plain]
    return all_of([any_of(words, number), *others] if words else others)


def _is_choice(parsed: Parsed) -> bool:
    """Return whether the query is words joined by OR."""
    return isinstance(parsed, AnyOf) and all(isinstance(part, Word | Quoted) for part in parsed.parts)


def _plain_words(part: Parsed) -> tuple[str, ...]:
    return tuple(token.word for token in tokenize(part.text)) if isinstance(part, Word) else ()


def _combine(
    join: Callable[[Sequence[CheckedQuery]], CheckedQuery], parts: Iterable[CheckedQuery | None]
) -> CheckedQuery | None:
    asked = [part for part in parts if part is not None]
    return join(asked) if asked else None


def _is_unspaced(character: str) -> bool:
    """Return whether a character belongs to a script that is written without spaces."""
    doubled = tokenize(character * 3)
    return len(doubled) > 1
