"""Punkt alone, as NLTK applies it, from which the house rules of :mod:`kurilsearch.language.sentences` start."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kurilsearch.language.punkt import PunktModel
from kurilsearch.model import Span

_NON_WORD = r"""[)";}\]*:@'({\[‘’“”«»?!]"""
_CANDIDATE = re.compile(rf"[.?!](?:(?={_NON_WORD})|(?=\s+(\S+)))")
_MULTI = r"(?:-{2,}|\.{2,}|(?:\.\s){2,}\.)"
_WORD = re.compile(
    rf"""{_MULTI}|(?=[^("`{{\[:;&\#*@)}}\]\-,])\S+?(?=\s|$|{_NON_WORD}|{_MULTI}|,(?=$|\s|{_NON_WORD}|{_MULTI}))|\S"""
)
_REALIGN = re.compile(r"""["')\]}‘’“”«»]+?(?:\s+|(?=--)|$)""", re.MULTILINE)


def punkt_spans(model: PunktModel, text: str) -> list[Span]:
    """Return the sentences of ``text`` exactly as NLTK's ``PunktSentenceTokenizer.span_tokenize`` does."""
    return list(_realign(text, _slices(model, text)))


def _slices(model: PunktModel, text: str) -> Iterator[Span]:
    start = 0
    for candidate, context in _contexts(text):
        if _holds_break(model, context):
            yield start, candidate.end()
            start = candidate.start(1) if candidate[1] else candidate.end()
    yield start, len(text.rstrip())


def _holds_break(model: PunktModel, context: str) -> bool:
    """Return whether a sentence ends after any token of ``context`` but the last."""
    before: str | None = None
    for line in context.split("\n"):
        if not line.strip():
            continue
        for match in _WORD.finditer(line):
            token = match[0]
            if before is not None and model.breaks_between(before, token):
                return True
            before = token
    return False


def _contexts(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each stop that may end a sentence, with the word before it and what comes after it.

    Of several stops in one word only the last counts.
    """
    start = end = 0
    waiting: re.Match[str] | None = None
    for match in _CANDIDATE.finditer(text):
        before = max(text.rfind(space, end, match.start()) for space in " \t\n\r\v\f")
        # A space right at the beginning of the stretch counts as none: NLTK's own reading of index 0.
        word_start = before + 1 if before > end else start
        if waiting and end <= word_start:
            yield waiting, _context(text, start, waiting)
        waiting, start, end = match, word_start, match.start()
    if waiting:
        yield waiting, _context(text, start, waiting)


def _context(text: str, start: int, candidate: re.Match[str]) -> str:
    return text[start : candidate.end(1) if candidate[1] else candidate.end() + 1]


def _realign(text: str, slices: Iterator[Span]) -> Iterator[Span]:
    """Move closing quotation marks and brackets from the beginning of a sentence to the end of the one before."""
    moved = 0
    before: Span | None = None
    for following in slices:
        if before is not None:
            start, end = before[0] + moved, before[1]
            closing = _REALIGN.match(text, following[0], following[1])
            if closing:
                yield start, following[0] + len(closing[0].rstrip())
                moved = closing.end() - following[0]
            else:
                moved = 0
                if start < end:
                    yield start, end
        before = following
    if before is not None and before[0] + moved < before[1]:
        yield before[0] + moved, before[1]
