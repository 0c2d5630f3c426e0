"""The query language: what a user types becomes a parsed query.

Whoosh's parser makes it::

    seikei fukabun            all the words, in any order and form
    "seikei fukabun"          the words in a row; a single quoted word stands as it is written
    "Soviet declaration"~5    the words near each other, each within five words of the next
    impl*  wom?n  watre~2     prefix, wildcard, spelling within one (or two) edits
    a AND b, a OR b, NOT a    capitals; a b means a AND b; parentheses group
    author: title: year: file: lang: kind:    the document, or what kind of passage; year:[1985 TO 1992]

Whoosh's parser takes 0.1 s to import, so a query of plain words is read without it, to the same tree.
"""

from __future__ import annotations

import re

from kurilsearch.errors import QueryError
from kurilsearch.search.parsed import AllOf, Parsed, Word
from kurilsearch.search.syntax import FIELD, quoted

LONGEST_QUERY = 20_000
"""Characters that a query may have."""

MOST_WORDS = 512
"""Words, as blank space parts them, that a query may have."""

_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟〝〞＂«»", '"'))
_SYNTAX = re.compile(r"[\"()*?~\[\]{}՞؟፧]|(?<!\S)(?:AND|OR|NOT|ANDNOT)(?!\S)")
_BLANK = re.compile(r"\s")


def parse_query(text: str) -> Parsed:
    """Return what ``text`` asks for; QueryError says what is wrong with it, where, and what to do.

    Curly, low and angle quotation marks and line breaks are read as straight quotation marks and spaces.
    """
    if len(text) > LONGEST_QUERY:
        raise QueryError(
            f"The query has {len(text):,} characters, more than {LONGEST_QUERY:,}", "Search for a shorter part of it"
        )
    text = _BLANK.sub(" ", text.translate(_QUOTATION_MARKS))
    words = text.split()
    if len(words) > MOST_WORDS:
        raise QueryError(f"The query has {len(words):,} words, more than {MOST_WORDS:,}", "Search for a part of it")
    if not words:
        raise QueryError("The query is empty", 'Type the words to look for, such as: kurilsearch "seikei fukabun"')
    if not any(character.isalnum() for character in text):
        raise QueryError(f"The query {quoted(text)} holds no word", "Type at least one word or part of one")
    if _SYNTAX.search(text) or FIELD.search(text):
        from kurilsearch.search.grammar import parse_with_whoosh

        return parse_with_whoosh(text)
    return parse_plain(words)


def parse_plain(words: list[str]) -> Parsed:
    """Return the tree of a query that is nothing but words."""
    parts = tuple(map(Word, words))
    return parts[0] if len(parts) == 1 else AllOf(parts)
