"""The grammar of the query language, read by Whoosh's parser. Importing this module imports whoosh.qparser."""

# Whoosh has types for its parser and none for its plugins.
# mypy: disallow-untyped-calls=False

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from whoosh.qparser import plugins, syntax
from whoosh.qparser.default import QueryParser

from kurilsearch.errors import QueryError
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.search.parsed import (
    AllOf,
    AnyOf,
    Fuzzy,
    InField,
    NoneOf,
    Parsed,
    Pattern,
    Quoted,
    Word,
    Years,
    parse_word,
)
from kurilsearch.search.syntax import FIELD, OPERATOR, quoted

DEEPEST = 32
"""How deep parentheses may be nested."""

# Whoosh's own pattern takes quadratic time where brackets are left open, and takes bracketed words for ranges.
_RANGE_AFTER_YEAR = lazy_pattern(
    r"(?<=(?i:year):)(?P<open>[\[{]) {0,9}(?P<start>[^ \[\]{}]{1,20})? {0,9}\b[Tt][Oo]\b"
    r" {0,9}(?P<end>[^ \[\]{}]{1,20})? {0,9}(?P<close>[]}])"
)
_ONE_CHARACTER = lazy_pattern(f"[{re.escape(plugins.WildcardPlugin.qmarks)}]")
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_WRITE_YEARS = "Write year:1987, year:1985-1992, year:[1985 TO] or year:[TO 1992]"
_YEAR = lazy_pattern(r"[0-9]{1,4}")
_YEAR_OR_RANGE = lazy_pattern(r"(?P<first>[0-9]{1,4})(?:(?:[-–]|\.\.)(?P<last>[0-9]{1,4}))?")


def parse_with_whoosh(text: str) -> Parsed:
    """Return what ``text`` asks for; blank space in it is spaces, quotation marks are straight.

    Whoosh itself never complains: it drops an operator without words and closes what is open. So what it tagged
    is checked first, and QueryError says what is wrong.
    """
    parser = _parser()
    tagged = list(parser.tag(text))
    _check_marks(text, tagged)
    _check_operators(text, [node for node in tagged if not node.is_ws()])
    _check_fields(text, tagged)
    parsed = _convert(parser.filterize(parser.group(tagged)), text)
    strict = any(isinstance(node, syntax.InfixOperator) for node in tagged)
    return parsed._replace(strict=strict) if isinstance(parsed, AllOf) else parsed


@cache
def _parser() -> QueryParser:
    """Return the parser of the parts of Whoosh's language that we have; it remembers nothing of a query.

    Apostrophes are letters here, so its single quotes are left out; so are boosts and ANDMAYBE, because one
    ranker orders all passages.
    """
    kept: list[Any] = [
        plugins.FieldsPlugin(expr=FIELD, remove_unknown=False),
        plugins.WildcardPlugin(),
        plugins.FuzzyTermPlugin(r"(?<=\w)~(?P<maxdist>[0-9]+)?(?P<prefix>(?!))?(?!\w)"),
        plugins.PhrasePlugin(),
        plugins.RangePlugin(_RANGE_AFTER_YEAR),
        plugins.GroupPlugin(),
        plugins.OperatorsPlugin(
            And=OPERATOR.format("AND"),
            Or=OPERATOR.format("OR"),
            AndNot=OPERATOR.format("ANDNOT"),
            Not=OPERATOR.format("NOT"),
            AndMaybe=None,
            Require=None,
        ),
    ]
    return QueryParser(None, None, plugins=kept)


def _check_marks(text: str, tagged: Sequence[Any]) -> None:
    """See that quotation marks, parentheses and brackets come in pairs."""
    opened: list[tuple[str, int]] = []
    for node in tagged:
        if isinstance(node, plugins.GroupPlugin.OpenBracket):
            opened.append(("(", node.startchar))
        elif isinstance(node, plugins.GroupPlugin.CloseBracket):
            _close(text, opened, ")", node.startchar)
        elif isinstance(node, syntax.WordNode):
            for offset, character in enumerate(node.text, node.startchar):
                if character == '"':
                    raise _unpaired(text, '"', offset, "Close the quotation mark, or leave it out")
                if character in "[{":
                    opened.append((character, offset))
                elif character in "]}":
                    _close(text, opened, character, offset)
        if len(opened) > DEEPEST:
            raise QueryError(f"Parentheses are nested more than {DEEPEST} deep", "Use fewer parentheses")
    if opened:
        mark, offset = opened[-1]
        raise _unpaired(text, mark, offset, "Close it, or leave it out")


def _close(text: str, opened: list[tuple[str, int]], mark: str, offset: int) -> None:
    if not opened or opened.pop()[0] != _BRACKETS[mark]:
        raise _unpaired(text, mark, offset, "Open it before, or leave it out")


def _unpaired(text: str, mark: str, offset: int, hint: str) -> QueryError:
    return QueryError(f"{mark} has no partner {_at(text, offset)}", hint)


def _at(text: str, offset: int) -> str:
    """Say where in the query something is: the character's number and what stands there."""
    return f"at character {offset + 1} of the query, {quoted(text[offset : offset + 20])}"


def _check_operators(text: str, nodes: Sequence[Any]) -> None:
    """See that AND and OR stand between, and NOT before, something to look for, and that no group is empty."""
    before: Any = None
    for node in [*nodes, None]:
        here = len(text) if node is None else node.startchar
        ends = node is None or isinstance(node, plugins.GroupPlugin.CloseBracket)
        begins = before is None or isinstance(before, plugins.GroupPlugin.OpenBracket)
        if isinstance(before, syntax.Operator) and (ends or isinstance(node, syntax.InfixOperator)):
            raise _dangling(text, before, "after")
        if isinstance(node, syntax.InfixOperator) and begins:
            raise _dangling(text, node, "before")
        if _is_not(before) and _is_not(node):
            raise _dangling(text, before, "after")
        if ends and begins and node is not None:
            raise QueryError(f"The parentheses are empty {_at(text, here - 1)}", "Put words into them")
        before = node


def _is_not(node: Any) -> bool:
    return isinstance(node, syntax.PrefixOperator)


def _dangling(text: str, operator: Any, side: str) -> QueryError:
    name = operator.text
    return QueryError(
        f"Nothing stands {side} {name} {_at(text, operator.startchar)}",
        f"Add a word, or write “{name.lower()}” in small letters to look for the word",
    )


def _check_fields(text: str, tagged: Sequence[Any]) -> None:
    """See that each field name has its value right after the colon."""
    fieldable = (syntax.TextNode, syntax.RangeNode, plugins.GroupPlugin.OpenBracket)
    for index, node in enumerate(tagged):
        if not isinstance(node, syntax.FieldnameNode):
            continue
        following = tagged[index + 1] if index + 1 < len(tagged) else None
        if not isinstance(following, fieldable):
            raise QueryError(
                f"Nothing stands right after {node.original} {_at(text, node.startchar)}",
                f"Write {node.original}word without a space, or leave the colon out",
            )
        if isinstance(following, syntax.WordNode) and following.text.startswith(("[", "{")):
            year = node.fieldname.lower() == "year"
            what = "This is no range of years" if year else f"{node.original} cannot have a range"
            raise QueryError(f"{what} {_at(text, node.startchar)}", _WRITE_YEARS)


def _convert(node: Any, text: str) -> Parsed:
    """Return our tree for Whoosh's syntax tree."""
    if isinstance(node, syntax.AndNotGroup):
        wanted, unwanted = (_convert(part, text) for part in node)
        return AllOf((*_parts_of(wanted), NoneOf(unwanted)))
    if isinstance(node, syntax.NotGroup):
        return NoneOf(_convert(node[0], text))
    if isinstance(node, syntax.OrGroup):
        parts = [_convert(part, text) for part in node]
        return AnyOf(tuple(inner for part in parts for inner in (part.parts if isinstance(part, AnyOf) else (part,))))
    if isinstance(node, syntax.AndGroup):
        parts = [inner for part in node for inner in _parts_of(_convert(part, text))]
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))
    if isinstance(node, syntax.WordNode) and node.fieldname is None:
        return parse_word(node.text)
    leaf = _leaf(node, text)
    if node.fieldname is not None:
        return _in_field(node.fieldname.lower(), leaf)
    assert not isinstance(leaf, Years)  # a range is only read after year:
    return leaf


def _parts_of(parsed: Parsed) -> tuple[Parsed, ...]:
    return parsed.parts if isinstance(parsed, AllOf) else (parsed,)


def _leaf(node: Any, text: str) -> Word | Quoted | Pattern | Fuzzy | Years:
    if isinstance(node, syntax.RangeNode):
        return _years(node)
    if isinstance(node, plugins.PhrasePlugin.PhraseNode):
        if not any(character.isalnum() for character in node.text):
            raise QueryError(f"There is no word between the quotation marks {_at(text, node.startchar)}", "Add one")
        return Quoted(node.text, node.slop if node.slop > 1 else None)
    if isinstance(node, plugins.FuzzyTermPlugin.FuzzyTermNode):
        if node.maxdist > 2:
            word = node.text
            raise QueryError(f"{word}~{node.maxdist} allows too many edits", f"Write {word}~1 or {word}~2")
        return Fuzzy(node.text, node.maxdist)
    if isinstance(node, plugins.PrefixPlugin.PrefixNode):
        return Pattern(f"{node.text}*")
    if isinstance(node, plugins.WildcardPlugin.WildcardNode):
        return Pattern(_ONE_CHARACTER.sub("?", node.text))
    return Word(node.text)


def _in_field(field: str, value: Word | Quoted | Pattern | Fuzzy | Years) -> InField:
    if field == "year" and not isinstance(value, Years | Pattern):
        years = None if isinstance(value, Fuzzy) else _YEAR_OR_RANGE.fullmatch(value.text.strip())
        if years is None:
            raise _no_year(value.text)
        value = _in_order(int(years["first"]), int(years["last"] or years["first"]))
    return InField(field, value)


def _years(node: Any) -> Years:
    ends: list[int | None] = []
    for value in (node.start, node.end):
        text = (value or "").strip(" '")
        if text and not _YEAR.fullmatch(text):
            raise _no_year(text)
        ends.append(int(text) if text else None)
    first, last = ends
    if first is not None and node.startexcl:
        first += 1
    if last is not None and node.endexcl:
        last -= 1
    if first is None and last is None:
        raise QueryError("The range of years is empty", _WRITE_YEARS)
    return _in_order(first, last)


def _in_order(first: int | None, last: int | None) -> Years:
    if first is not None and last is not None and first > last:
        raise QueryError(f"The range of years runs from {first} back to {last}", f"Write year:[{last} TO {first}]")
    return Years(first, last)


def _no_year(text: str) -> QueryError:
    return QueryError(f"{quoted(text)} is no year", _WRITE_YEARS)
