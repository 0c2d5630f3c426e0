"""Expansion: the parsed query meets the library's vocabulary and documents, and becomes a query for the engine."""

from __future__ import annotations

from collections.abc import Container, Sequence

from kurilsearch.errors import QueryError
from kurilsearch.language.function_words import function_words_of_query, typed_otherwise
from kurilsearch.language.tokens import tokenize, words_in
from kurilsearch.search.checked_query import all_of, any_of
from kurilsearch.search.concepts import gather, lighten
from kurilsearch.search.expander import Expander
from kurilsearch.search.expansion import Expansion, Part, without_words
from kurilsearch.search.language import MOST_WORDS
from kurilsearch.search.parsed import AllOf, AnyOf, Parsed, Quoted, Word, leaves
from kurilsearch.vocabulary.lexicon import Lexicon


def expand(parsed: Parsed, lexicon: Lexicon, *, any_word: bool = False) -> Expansion:
    """Return what ``parsed`` means in the library that ``lexicon`` speaks for.

    With ``any_word`` a passage needs only one of the words and phrases that stand side by side at the top of the
    query; filters and NOTs hold all the same. QueryError where the query holds no word after all, or too many.
    """
    expander = Expander(lexicon)
    typed_words = [
        leaf.text[token.start : token.end]
        for leaf in leaves(parsed)
        if isinstance(leaf, Word | Quoted)
        for token in tokenize(leaf.text)
    ]
    typed = [folded for word in typed_words[:MOST_WORDS] for folded in words_in(word)]
    lexicon.frequencies([stem for word in typed for stem in lexicon.stems(word)])  # all at once is quicker
    top = parsed.parts if isinstance(parsed, AllOf) else (parsed,)
    row = expander.expand_row(top)
    is_ranked = any_word and not (isinstance(parsed, AllOf) and parsed.strict)
    languages = frozenset(lexicon.languages)
    function_words = function_words_of_query(typed, languages)
    if names := capitals(typed_words) | typed_otherwise(typed_words, languages):
        function_words -= names
    if is_ranked:
        row = _tell_telling(row, function_words)
    if not row:
        raise QueryError("The query holds no word", "Type at least one word or part of one")
    tokens = expander.tokens if expander.only_plain else []
    phrase = expander.phrase(tokens) if len(tokens) > 1 else None
    concepts = gather(expander.concepts, tokens)
    concepts = lighten(concepts, function_words)
    telling = [part for part in row if part.is_telling]
    complete = all_of([part.query for part in row if part.is_telling or not (is_ranked and part.words)])
    query = complete
    if telling:
        others = without_words(row)
        query = all_of([any_of([part.loose for part in telling]), *others])
        if any(part.must_hold for part in row):
            query = any_of([query, all_of(others)])
    return Expansion(
        query=query,
        complete=complete,
        concepts=concepts,
        parts=tuple(row),
        phrase=phrase,
        is_ranked=query != complete,
        is_choice=_is_choice(parsed),
        notes=tuple(dict.fromkeys(expander.notes)),
    )


def _tell_telling(row: Sequence[Part], function_words: Container[str]) -> list[Part]:
    """Return the parts of a question, its words marked as telling but for function words beside others."""
    telling = [bool(part.words) and not all(word in function_words for word in part.words) for part in row]
    if not any(telling) and not any(part.must_hold for part in row):
        telling = [bool(part.words) for part in row]
    return [part._replace(is_telling=is_telling) for part, is_telling in zip(row, telling, strict=True)]


def capitals(typed: Sequence[str]) -> set[str]:
    """Return the folded words that are typed in capitals among others that are not: US and WHO are no function words.

    None are where all of it is in capitals.
    """
    if all(word.upper() == word for word in typed):
        return set()
    return {word.casefold() for word in typed if len(word) > 1 and word.isupper()}


def _is_choice(parsed: Parsed) -> bool:
    """Return whether the query is words joined by OR."""
    return isinstance(parsed, AnyOf) and all(isinstance(part, Word | Quoted) for part in parsed.parts)
