"""Field filters: author, title, year, file and lang choose documents, kind chooses passages of a kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from kurilsearch.errors import QueryError
from kurilsearch.language.tokens import words_in
from kurilsearch.model import Document, Kind
from kurilsearch.query import InDocuments, OfKind, Query
from kurilsearch.search.parsed import Fuzzy, InField, Passages, Pattern, Quoted, Word, Years
from kurilsearch.search.patterns import fold_pattern, matches_pattern
from kurilsearch.search.syntax import quoted
from kurilsearch.vocabulary.lexicon import Lexicon
from kurilsearch.vocabulary.sound import same_name

Test = Callable[[Document], bool]
Text = Word | Quoted | Pattern | Fuzzy


def resolve_field(field: InField, lexicon: Lexicon) -> tuple[Query, str | None]:
    """Return the filter that ``field`` means, and a note where no document of the library answers to it.

    QueryError where a kind or a pattern of years is none.
    """
    value = field.value
    assert not isinstance(value, Passages)  # cites: has them, and chooses no documents
    if field.field == "kind":
        return OfKind(_kinds(value)), None
    if isinstance(value, Years):
        test = _year_within(value)
    else:
        test = {"author": _author, "title": _title, "year": _year_like, "file": _file, "lang": _language}[field.field](
            value
        )
    documents = frozenset(document.id for document in lexicon.documents if test(document))
    note = None if documents else f"No document of the library answers to {field.field}:{_as_typed(value)}"
    if note and field.field == "lang":
        note += f"; those that it has are {', '.join(sorted({document.language for document in lexicon.documents}))}"
    return InDocuments(documents), note


def _as_typed(value: Text | Years) -> str:
    if isinstance(value, Years):
        if value.first == value.last:
            return str(value.first)
        return f"[{value.first or ''} TO {value.last or ''}]".replace("[ ", "[").replace(" ]", "]")
    return value.text


def _kinds(value: Text | Years) -> frozenset[Kind]:
    name = value.text if not isinstance(value, Years) else ""
    found = frozenset(kind for kind in Kind if matches_pattern(kind.value, name.strip().casefold()))
    if not found:
        raise QueryError(f"{quoted(name)} is no kind of passage", f"The kinds are {', '.join(Kind)}")
    return found


def _year_within(years: Years) -> Test:
    first = years.first if years.first is not None else -1
    last = years.last if years.last is not None else 10_000
    return lambda document: document.metadata.year is not None and first <= document.metadata.year <= last


def _year_like(value: Text) -> Test:
    if not all(character in "0123456789*?" for character in value.text):
        raise QueryError(f"{quoted(value.text)} is no year", "Write year:1987, year:198? or year:1985-1992")
    return lambda document: (
        document.metadata.year is not None and matches_pattern(str(document.metadata.year), value.text)
    )


def _author(value: Text) -> Test:
    """Compare names word by word in any order and in any script: ``Kimura Hiroshi`` is ``Hiroshi Kimura``."""
    spelt = not isinstance(value, Pattern | Fuzzy)
    tests = [partial(same_name, typed) for typed in folded_words(value.text)] if spelt else word_tests(value)
    return lambda document: any(
        all(any(test(word) for word in words) for test in tests)
        for words in map(folded_words, document.metadata.authors)
    )


def _title(value: Text) -> Test:
    """Compare titles: a quoted title's words stand in a row, others anywhere in the title."""
    tests = word_tests(value)

    def test_title(document: Document) -> bool:
        words = folded_words(document.metadata.title or "")
        if isinstance(value, Quoted) and value.near is None:
            starts = range(len(words) - len(tests) + 1)
            return any(all(test(words[start + step]) for step, test in enumerate(tests)) for start in starts)
        return all(any(test(word) for word in words) for test in tests)

    return test_title


def word_tests(value: Text) -> Sequence[Callable[[str], bool]]:
    """Return a test for each word of ``value``, to be made on folded words."""
    if isinstance(value, Pattern):
        pattern = fold_pattern(value.text)
        return [lambda word: matches_pattern(word, pattern)]
    words = folded_words(value.text)
    if isinstance(value, Fuzzy):
        from rapidfuzz.distance import OSA

        return [partial(_is_within, OSA.distance, value.distance, typed) for typed in words]
    return [typed.__eq__ for typed in words]


def _is_within(measure: Callable[[str, str], int], distance: int, typed: str, word: str) -> bool:
    return measure(typed, word) <= distance


@lru_cache(maxsize=65_536)
def folded_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name, a title or a heading; each filter looks at the same ones, so they are kept."""
    return tuple(words_in(text))


def _file(value: Text) -> Test:
    """Compare paths in small letters: a pattern with the whole path or the file's name, other text with any part."""
    name = value.text.strip().casefold().replace("\\", "/")
    if isinstance(value, Pattern):
        return lambda document: any(
            matches_pattern(path, name)
            for path in (document.file.casefold(), document.file.casefold().rpartition("/")[2])
        )
    return lambda document: name in document.file.casefold()


def _language(value: Text) -> Test:
    return lambda document: matches_pattern(document.language.casefold(), value.text.strip().casefold())
