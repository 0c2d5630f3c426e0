"""The walk over a parsed query: each word, phrase, pattern and field becomes what the engine is asked for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice, product

from kurilsearch.errors import QueryError
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.tokens import tokenize, words_in
from kurilsearch.query import And, Phrase, Query, Term
from kurilsearch.search.checked_query import CheckedQuery, all_of, any_of, either, near, none_of
from kurilsearch.search.concepts import Concept
from kurilsearch.search.expansion import Part
from kurilsearch.search.fields import resolve_field
from kurilsearch.search.language import MOST_WORDS
from kurilsearch.search.name_variants import (
    MOST_ROWS,
    NameVariants,
    decades_in,
    is_unspaced,
    joined_in,
    name_variants,
    names_in,
    one_word,
)
from kurilsearch.search.parsed import (
    AllOf,
    AnyOf,
    Fuzzy,
    InField,
    NoneOf,
    Parsed,
    Pattern,
    Quoted,
    Required,
    Word,
)
from kurilsearch.search.patterns import fold_pattern
from kurilsearch.search.spelling import words_within
from kurilsearch.search.syntax import PASSAGE_FIELDS, quoted
from kurilsearch.vocabulary.equivalents import Words
from kurilsearch.vocabulary.lexicon import Lexicon

MOST_EXPANSIONS = 500
"""Words that a prefix, a pattern or a fuzzy word stands for: the commonest."""

MOST_STARS = 4
"""Stars in a pattern: each multiplies the ways to match a word."""

LONGEST_PATTERN = 100

_NOT_OF_PATTERN = lazy_pattern(r"[^\w*?'’]+")


class Expander:
    """Collects concepts and notes while the tree is walked. ``tokens`` are the words of plain leaves, in order."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Begin with nothing."""
        self.lexicon = lexicon
        self.concepts: list[Concept] = []
        self.tokens: list[str] = []
        self.notes: list[str] = []
        self.only_plain = True

    def expand(self, parsed: Parsed, *, wanted: bool = True) -> CheckedQuery | None:
        """Return what to ask for ``parsed``; None where it holds no word. ``wanted`` is False under a NOT."""
        match parsed:
            case AllOf(parts):
                return _combine(all_of, [part.query for part in self.expand_row(parts, wanted=wanted)])
            case AnyOf(parts):
                if wanted:
                    self.only_plain = False
                return _combine(any_of, [self.expand(part, wanted=wanted) for part in parts])
            case NoneOf(part):
                unwanted = self.expand(part, wanted=False)
                return unwanted and none_of(unwanted)
            case InField() if parsed.field in PASSAGE_FIELDS:
                from kurilsearch.search.passage_fields import resolve_passage_field

                return resolve_passage_field(parsed, self.lexicon)
            case InField():
                query, note = resolve_field(parsed, self.lexicon)
                self.notes += [note] if note else []
                return CheckedQuery(query)
            case Word(text) | Required(Word(text)):
                return self._words(text, exact=False, wanted=wanted)
            case Quoted(text, distance):
                return self._words(text, exact=True, wanted=wanted, distance=distance)
            case Pattern(text):
                return self._pattern(text, wanted=wanted)
            case Fuzzy(text, distance):
                return self._fuzzy(text, distance, wanted=wanted)

    def expand_row(self, parts: Sequence[Parsed], *, wanted: bool = True) -> list[Part]:
        """Return what to ask for parts that stand side by side.

        Words in a row that are a name of the library's equivalents are one part: its other names do as well, as do
        the years of a decade, and what Vietnamese syllables are abroad.
        """
        typed = [part.text if isinstance(part, Word) else "" for part in parts]
        words = [_plain_words(part) for part in parts]
        names = decades_in(typed, self.lexicon) | joined_in(typed, words, self.lexicon)
        names |= names_in(words, self.lexicon) if self.lexicon.equivalents else {}
        row: list[Part] = []
        start = 0
        while start < len(parts):
            end, others = names.get(start, (start + 1, ()))
            beside = frozenset(word for name in others for word in name)
            queries = [
                self._part(part, beside if not index else frozenset(), wanted=wanted)
                for index, part in enumerate(parts[start:end])
            ]
            meant = _combine(all_of, queries)
            if meant is not None and others:
                meant = any_of([meant, CheckedQuery(either([self.name(name) for name in others]))])
            if meant is not None:
                row.append(self._as_part(meant, parts[start:end]))
            start = end
        return row

    def _as_part(self, meant: CheckedQuery, parts: Sequence[Parsed]) -> Part:
        """Return what ``parts``, one or the words of a name, ask for."""
        first = parts[0]
        if not isinstance(first, Word):
            return Part(
                meant, meant, is_plain=isinstance(first, Quoted), must_hold=not isinstance(first, InField | NoneOf)
            )
        typed = " ".join(part.text for part in parts if isinstance(part, Word))
        words = tuple(words_in(typed))
        loose = meant
        if len(words) > 1 and not self.is_one_word(typed, words):
            loose = any_of([meant, *(CheckedQuery(self.name((word,))) for word in dict.fromkeys(words))])
        return Part(meant, loose, typed, words, is_plain=True)

    def is_one_word(self, typed: str, words: Words) -> bool:
        """Return whether what was typed is one word though several are read: co-operation, 1,000, U.S.S.R."""
        return not is_unspaced(words) and bool(one_word(typed, words, self.lexicon))

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
        if len(words) == 1 and len(words[0]) == 1 and is_unspaced(words):
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
                    stems = {*self._stems(token.word), *(stem for name in also for stem in self._stems_in_a_row(name))}
                    concept = Concept(frozenset(stems), (typed,))
                self.concepts.append(concept)
        if alone:
            return CheckedQuery(Term(words[0], "words"))
        if distance is not None:
            groups = list(dict.fromkeys(frozenset(self._stems(word)) for word in words))
            return near(groups, distance)
        names = [self.name(name) for name in others.names]
        if not exact and len(words) > 1 and is_unspaced(words):
            pairs = And(tuple(self.name((word,)) for word in dict.fromkeys(words)))
            return CheckedQuery(either([pairs, *names]))
        return CheckedQuery(either([self.name(words), *names]))

    def _stems(self, word: str) -> tuple[str, ...]:
        """Return the stems of a word and of its other spellings in the library."""
        variants = self.lexicon.variants(word)
        if not variants:
            return self.lexicon.stems(word)
        return tuple(dict.fromkeys(stem for spelt in (word, *variants) for stem in self.lexicon.stems(spelt)))

    def _stems_in_a_row(self, name: str) -> Sequence[str]:
        """Return the stems of a word, or of several with spaces between, which stay so."""
        if " " not in name:
            return self._stems(name)
        return [" ".join(row) for row in self.lexicon.rows_of_stems(name.split())]

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
        queries: list[CheckedQuery | None] = []
        for piece in _NOT_OF_PATTERN.sub(" ", text).split():
            if "*" not in piece and "?" not in piece:
                queries.append(self._words(piece, exact=False, wanted=wanted))
            elif not any(character.isalnum() for character in piece):
                raise QueryError(f"The pattern {quoted(text)} stands for every word", "Add letters to it")
            else:
                queries.append(self._matching(piece, wanted=wanted))
        return _combine(all_of, queries)

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


def _plain_words(part: Parsed) -> tuple[str, ...]:
    return tuple(words_in(part.text)) if isinstance(part, Word) else ()


def _combine(
    join: Callable[[Sequence[CheckedQuery]], CheckedQuery], parts: Iterable[CheckedQuery | None]
) -> CheckedQuery | None:
    queries = [part for part in parts if part is not None]
    return join(queries) if queries else None
