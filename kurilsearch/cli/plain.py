"""Calls without options, which are the commonest: answered without click, whose import takes as long as the answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from kurilsearch.cli.commands import COMMANDS, DEFAULT, SYNONYMS
from kurilsearch.cli.ending import quiet_when_closed
from kurilsearch.cli.streams import readable_arguments
from kurilsearch.cli.terminal import wants_color

_COMPLETION = "_KURILSEARCH_COMPLETE"
"""The environment variable by which a shell asks click how a line may go on."""


def plain_call(arguments: Sequence[str]) -> Callable[[], int] | None:
    """Return what answers a search, or a quotation, of words alone; None for any other call."""
    if not arguments or _COMPLETION in os.environ or any(argument.startswith("-") for argument in arguments):
        return None
    command, words = DEFAULT, tuple(readable_arguments(list(arguments)))
    if words[0] in COMMANDS:
        command, *rest = words
        words = tuple(rest)
    elif len(words) == 1 and words[0].lower() in SYNONYMS:
        return None
    answer = {DEFAULT: _search, "quote": _quote}.get(command)
    if not words or answer is None:
        return None

    def run() -> int:
        with quiet_when_closed():
            code = answer(words)
            sys.stdout.flush()
        return code

    return run


def _search(words: tuple[str, ...]) -> int:
    from kurilsearch.cli.search_call import SearchCall, answer_search
    from kurilsearch.library.library import open_library

    return answer_search(open_library, SearchCall(words, color=wants_color()))


def _quote(words: tuple[str, ...]) -> int:
    from kurilsearch.cli.quote_call import QuoteCall, answer_quote
    from kurilsearch.library.library import open_library

    return answer_quote(open_library, QuoteCall(words, color=wants_color()))
