"""What a query means, and what is said of one that means nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kurilsearch.errors import QueryError
from kurilsearch.search.grammar import parse_with_whoosh
from kurilsearch.search.language import LONGEST_QUERY, MOST_WORDS, parse_query, plain_marks
from kurilsearch.search.parsed import (
    AllOf,
    AnyOf,
    Fuzzy,
    InField,
    NoneOf,
    Parsed,
    Passages,
    Pattern,
    Quoted,
    Required,
    Word,
    Years,
)


def shown(parsed: Parsed | Years | Passages) -> str:
    """Write a tree so that a reader sees it: ``(soviet and (trade or "peace treaty"))``."""
    match parsed:
        case Word(text):
            return text
        case Quoted(text, near):
            return f'"{text}"' + (f"~{near}" if near else "")
        case Pattern(text):
            return f"<{text}>"
        case Fuzzy(text, distance):
            return f"{text}~{distance}"
        case Years(first, last):
            return f"{first}..{last}"
        case Passages(spans):
            return f"{len(spans)} passages"
        case InField(field, value):
            return f"{field}:{shown(value)}"
        case AllOf(parts):
            return f"({' and '.join(map(shown, parts))})"
        case AnyOf(parts):
            return f"({' or '.join(map(shown, parts))})"
        case Required(word):
            return f"+{shown(word)}"
        case NoneOf(part):
            return f"not {shown(part)}"
    raise AssertionError(parsed)


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ("harbour −fire", "(harbour and not fire)"),
        ("when was the harbour built? -fire", "(when and was and the and harbour and built and not fire)"),
        ("built? -fire +quay", "(built and not fire and +quay)"),
        ("seikei", "seikei"),
        ("  seikei   fukabun ", "(seikei and fukabun)"),
        ('"seikei fukabun"', '"seikei fukabun"'),
        ("“seikei fukabun” „und“ «мир»", '("seikei fukabun" and "und" and "мир")'),
        ('"over\na line"', '"over a line"'),
        ("trade AND peace", "(trade and peace)"),
        ("trade and peace", "(trade and and and peace)"),
        ("trade OR peace", "(trade or peace)"),
        ("trade OR peace OR war", "(trade or peace or war)"),
        ("NOT trade", "not trade"),
        ("peace NOT trade", "(peace and not trade)"),
        ("peace ANDNOT trade", "(peace and not trade)"),
        ("peace AND NOT trade", "(peace and not trade)"),
        ("NOT(trade) peace", "(not trade and peace)"),
        ("a AND b OR c", "((a and b) or c)"),
        ("a OR b c", "((a or b) and c)"),  # Whoosh: OR joins its neighbours
        ("(a OR b) AND c", "((a or b) and c)"),
        ("((a b) c)", "(a and b and c)"),
        ("f(x)", "(f and x)"),
        ("impl*", "<impl*>"),
        ("wom?n *ism", "(<wom?n> and <*ism>)"),
        ("watre~", "watre~1"),
        ("watre~2 x", "(watre~2 and x)"),
        ('"Soviet declaration"~5', '"Soviet declaration"~5'),
        ("author:Kimura trade", "(author:Kimura and trade)"),
        ("Author:Kimura", "author:Kimura"),
        ('author:"Kimura Hiroshi"', 'author:"Kimura Hiroshi"'),
        ("author:(Kimura OR Hara)", "(author:Kimura or author:Hara)"),
        ("title:dispu*", "title:<dispu*>"),
        ("year:1987", "year:1987..1987"),
        ("year:[1985 TO 1992]", "year:1985..1992"),
        ("year:1985-1992", "year:1985..1992"),
        ("year:1985–1992", "year:1985..1992"),
        ("year:1985..1992", "year:1985..1992"),
        ("year:[1985 to 1992]", "year:1985..1992"),
        ("year:{1985 TO 1992}", "year:1986..1991"),
        ("year:[1985 TO]", "year:1985..None"),
        ("year:[TO 1992]", "year:None..1992"),
        ("year:198?", "year:<198?>"),
        ("file:notes/*.txt lang:en kind:note", "(file:<notes/*.txt> and lang:en and kind:note)"),
        ("http://example.org note: x", "(http://example.org and note: and x)"),
        ("author:trade", "author:trade"),
        ("co-author:x", "co-author:x"),
        ("don't 'tis the '70s", "(don't and 'tis and the and '70s)"),
        ("he [to whom] it", "(he and [to and whom] and it)"),
        ("x^2 a/b C++", "(x^2 and a/b and C++)"),
        ("ＡＮＤ", "ＡＮＤ"),
        # a question's end, and what looks like syntax and is none
        ("who built the harbour?", "(who and built and the and harbour)"),
        ("港はどこか ？", "港はどこか"),
        ("harbo?r", "<harbo?r>"),
        ("https://example.org/a?b=(c)", "https://example.org/a.b=.c."),
        ("doi:10.1000/xyz(99)*1", "doi:10.1000/xyz.99..1"),
        ('רמטכ"ל', "רמטכ״ל"),
        ("Re: letter 10:30 C#", "(Re: and letter and 10:30 and C#)"),
        (
            "WE WANT PAPERS ON HARBOURS AND NOT ON SHIPS",
            "(we and want and papers and on and harbours and and and not and on and ships)",
        ),
        # words that must, and that must not stand
        ("+harbour ice", "(+harbour and ice)"),
        ("harbour -ice", "(harbour and not ice)"),
        ('harbour -"thick ice" -author:Ito', '(harbour and not "thick ice" and not author:Ito)'),
        ("-(ice OR snow) harbour", "(not (ice or snow) and harbour)"),
        ('+"thick ice" ice-age - snow', '("thick ice" and ice-age and - and snow)'),
    ],
)
def test_a_query_means(query: str, meaning: str) -> None:
    assert shown(parse_query(query)) == meaning


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("", "The query is empty"),
        (" \n", "The query is empty"),
        ("... ?!", "holds no word"),
        ("*", "holds no word"),
        ("“”", "holds no word"),
        ('say "peace', '" has no partner at character 5'),
        ("(trade", "( has no partner at character 1"),
        ("trade) peace", ") has no partner at character 6"),
        ("a [b", "[ has no partner at character 3"),
        ("a b]", "] has no partner at character 4"),
        ("year:[1985", "[ has no partner at character 6"),
        ("trade AND", "Nothing stands after AND at character 7"),
        ("OR trade", "Nothing stands before OR at character 1"),
        ("a AND OR b", "Nothing stands after AND"),
        ("NOT", "Nothing stands after NOT"),
        ("(a OR) b", "Nothing stands after OR"),
        ("NOT NOT a", "Nothing stands after NOT"),
        ("a ()", "The parentheses are empty at character 3"),
        ('a ""', "no word between the quotation marks"),
        ("year:soon", "“soon” is no year"),
        ("year:[1992 TO 1985]", "from 1992 back to 1985"),
        ("year:1992-1985", "from 1992 back to 1985"),
        ("year:1985-soon", "“1985-soon” is no year"),
        ("year:[x TO 1985]", "“x” is no year"),
        ("year:[TO]", "range of years is empty"),
        ("year:[1985]", "no range of years"),
        ("title:[a TO b]", "title: cannot have a range"),
        ("year:", "Nothing stands right after year:"),
        ("author: Kimura", "Nothing stands right after author:"),
        ("autor:Ito ferry", "“autor:” is no field of a query"),
        ('chapter:"The Ice"', "“chapter:” is no field of a query"),
        ("watre~3", "allows too many edits"),
        ("(" * 40 + "a" + ")" * 40, "nested more than 32 deep"),
        ("a" * (LONGEST_QUERY + 1), "has 20,001 characters"),
        ("a " * (MOST_WORDS + 1), "has 513 words"),
    ],
)
def test_a_query_that_cannot_be_read_says_why_in_one_line(query: str, complaint: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(query)
    assert complaint in caught.value.message
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters='"“”„‟〝〞＂«»'), min_size=1, max_size=8)


@given(st.lists(WORDS, min_size=1, max_size=6).map(" ".join))
def test_plain_words_are_read_the_same_with_and_without_whoosh(text: str) -> None:
    try:
        quickly = parse_query(text)
    except QueryError:
        return
    text = plain_marks(text)
    assume(any(character.isalnum() for character in text))
    assert parse_with_whoosh(text) == quickly


@given(st.lists(st.sampled_from(["trade", "and", "d'or", "政経", "1,000", "U.S.", "—", "x:y", "C++", "%"]), min_size=1))
def test_words_alone_take_the_quick_way_to_the_same_tree(words: list[str]) -> None:
    if any(character.isalnum() for character in "".join(words)):
        assert parse_query(" ".join(words)) == parse_with_whoosh(plain_marks(" ".join(words)))


PIECES = [
    "a",
    "b ",
    " ",
    '"',
    "(",
    ")",
    "[",
    "]",
    "*",
    "?",
    "~",
    "~5",
    " AND ",
    " OR ",
    " NOT ",
    "year:",
    "author:",
    "1987",
    "TO",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    try:
        parsed = parse_query(text)
    except QueryError as error:
        assert error.hint
    else:
        assert shown(parsed)


def test_plain_words_do_not_import_whoosh() -> None:
    program = """
import sys
from kurilsearch.search.language import parse_query
parse_query("politics don't C++ 政経 x:y")
assert not [name for name in sys.modules if name.startswith("whoosh")]
parse_query('"politics"')
assert "whoosh.qparser" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    "query",
    [
        *("a" * 1_000_000, "word " * 20_000, "year:[" * 3_000, "[" * 19_000, "(a " * 31 + ")" * 31),
        *("a~" * 9_000, "a*" * 9_000, "a OR " * 500 + "b", '"a" ' * 500, "NOT a " * 500, "author:a " * 500),
    ],
    ids=lambda query: query[:9],
)
def test_monstrous_queries_are_read_or_refused_at_once(query: str) -> None:
    # not timed: a quadratic step would hang here for minutes
    try:
        parse_query(query)
    except QueryError as error:
        assert len(str(error)) < 300
