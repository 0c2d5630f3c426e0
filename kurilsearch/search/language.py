"""The query language: what a user types becomes a parsed query.

Whoosh's parser makes it::

    seikei fukabun            a question: passages with any of the words, those with all of them first
    +seikei -loan             this word must stand, that one must not
    "seikei fukabun"          the words in a row; a single quoted word stands as it is written
    "Soviet declaration"~5    the words near each other, each within five words of the next
    impl*  wom?n  watre~2     prefix, wildcard, spelling within one (or two) edits
    a AND b, a OR b, NOT a    capitals; beside an operator all words must stand; parentheses group
    author: title: year: file: lang:          the document; year:[1985 TO 1992]
    kind: section: page: speaker:             what kind of passage, below which heading, on which page, who says it
    cites:                                    passages that cite a work

Whoosh's parser takes 0.1 s to import, so a query of plain words is read without it, to the same tree.
"""

from __future__ import annotations

from kurilsearch.errors import QueryError
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.search.parsed import AllOf, Parsed, parse_word
from kurilsearch.search.syntax import FIELD, FIELDS, UNKNOWN_FIELD, quoted

LONGEST_QUERY = 20_000
"""Characters that a query may have."""

MOST_WORDS = 512
"""Words, as blank space parts them, that a query may have."""

FEWEST_IN_CAPITALS = 8
"""Words of a query all in capitals that may be a sentence: one in four may be AND, OR or NOT."""

_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟〝〞＂«»", '"'))
_OPERATORS = frozenset(("AND", "OR", "NOT", "ANDNOT"))
_SYNTAX = lazy_pattern(r"[\"()*?~\[\]{}՞؟፧]|(?<!\S)(?:AND|OR|NOT|ANDNOT)(?!\S)")
_BLANK = lazy_pattern(r"\s")
_GERSHAYIM = lazy_pattern(r"(?<=[\u05d0-\u05ea])\"(?=[\u05d0-\u05ea])")
_ADDRESS = lazy_pattern(r"(?i)(?<!\S)(?:\w+://|www\.|doi:|10\.\d{4,9}/)\S+")
_SYNTAX_IN_ADDRESS = str.maketrans(dict.fromkeys('"()*?~[]{}', "."))
_QUESTION_MARK = lazy_pattern(r"\s*[?？՞؟፧]+\s*$")
_EXCLUSION = lazy_pattern(r"(?<![^\s(])[-−](?=[\w\"(])")
_ASKED_BEFORE_EXCLUSION = lazy_pattern(r"(?<=[^\W\d_])[?？՞؟፧]+(?=(?:\s+[-−+]\S+)+\s*$)")
_NEEDLESS_PLUS = lazy_pattern(r"(?<![^\s(])\+(?=[\"(])")


def parse_query(text: str) -> Parsed:
    """Return what ``text`` asks for; QueryError says what is wrong with it, where, and what to do.

    Curly, low and angle quotation marks and line breaks are read as straight quotation marks and spaces.
    """
    if len(text) > LONGEST_QUERY:
        raise QueryError(
            f"The query has {len(text):,} characters, more than {LONGEST_QUERY:,}", "Search for a shorter part of it"
        )
    has_no_marks = text.replace(" ", "").isalnum() and not text.isupper()
    if not has_no_marks:
        text = plain_marks(text)
    words = text.split()
    if len(words) > MOST_WORDS:
        raise QueryError(f"The query has {len(words):,} words, more than {MOST_WORDS:,}", "Search for a part of it")
    if not words:
        raise QueryError("The query is empty", 'Type the words to look for, such as: kurilsearch "seikei fukabun"')
    if not any(character.isalnum() for character in text):
        raise QueryError(f"The query {quoted(text)} holds no word", "Type at least one word or part of one")
    if has_no_marks and _OPERATORS.isdisjoint(words):
        return parse_plain(words)  # there is nothing to look for with a dozen patterns
    _check_fields(text)
    if _SYNTAX.search(text) or FIELD.search(text):
        from kurilsearch.search.grammar import parse_with_whoosh

        return parse_with_whoosh(text)
    return parse_plain(words)


def plain_marks(text: str) -> str:
    """Return a query with each mark of the language in one form, and marks that are none of it out of the way.

    Quotation marks become straight ones, blank space spaces, a minus before a word NOT. No syntax are a question's last
    mark, the straight mark of a Hebrew abbreviation, the marks in a web address or a DOI, and AND, OR and NOT in a
    sentence all in capitals.
    """
    if text.replace(" ", "").isalnum() and not text.isupper():  # most queries, for which no pattern is made
        return text
    text = _BLANK.sub(" ", _GERSHAYIM.sub("״", text.translate(_QUOTATION_MARKS)))
    if text.isupper() and _is_sentence(text):
        text = text.lower()
    text = _ADDRESS.sub(lambda address: address[0].translate(_SYNTAX_IN_ADDRESS), text)
    if " " in text.strip():
        text = _ASKED_BEFORE_EXCLUSION.sub("", _QUESTION_MARK.sub("", text))
    return _NEEDLESS_PLUS.sub("", _EXCLUSION.sub("NOT ", text))


def _is_sentence(text: str) -> bool:
    words = text.split()
    operators = sum(word in _OPERATORS for word in words)
    return len(words) >= FEWEST_IN_CAPITALS and 4 * operators <= len(words) and not any(mark in text for mark in '"*~(')


def parse_plain(words: list[str]) -> Parsed:
    """Return the tree of a query that is nothing but words."""
    parts = tuple(map(parse_word, words))
    return parts[0] if len(parts) == 1 else AllOf(parts)


def _check_fields(text: str) -> None:
    """See that what stands as a field is one."""
    unknown = UNKNOWN_FIELD.search(text)
    if unknown is None:
        return
    from difflib import get_close_matches

    name = unknown["name"]
    close = get_close_matches(name.lower(), FIELDS, n=1)
    meant = f"Did you mean {close[0]}:? " if close else ""
    raise QueryError(
        f"{quoted(name + ':')} is no field of a query",
        f"{meant}The fields are {', '.join(FIELDS)}; for the word, put a space after the colon",
    )
