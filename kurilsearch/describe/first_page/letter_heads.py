"""Who wrote a letter, as far as its head tells: never the one whom it greets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kurilsearch.describe.first_page.bylines import read_byline
from kurilsearch.describe.first_page.header_lines import HeaderLine
from kurilsearch.describe.first_page.header_words import SALUTATION
from kurilsearch.describe.first_page.line_roles import Role

_LONGEST_SALUTATION = 160


def is_letter(header: Sequence[HeaderLine]) -> bool:
    """Return whether a header ends with the salutation of a letter, or that stands over its first words."""
    return any(SALUTATION.fullmatch(line.text[:_LONGEST_SALUTATION]) for line in header[-2:])


def senders(header: Sequence[HeaderLine], named: tuple[str, ...]) -> tuple[str, ...]:
    """Return those ``named`` in the head of a letter who may have sent it: not the addressee.

    Where the head has the addresses of two people it is not told who of them writes.
    """
    greeted = {
        word.casefold() for line in header[-2:] for word in re.findall(r"\w{3,}", line.text[:_LONGEST_SALUTATION])
    }
    if any(greeted & {word.casefold() for word in re.findall(r"\w{3,}", name)} for name in named):
        return ()
    addresses = [line for line, below in pairwise(header) if _begins_address(line, below)]
    return () if len(addresses) > 1 else named


def _begins_address(line: HeaderLine, below: HeaderLine) -> bool:
    is_address = line.role is Role.TEXT and below.role in (Role.TEXT, Role.AFFILIATION) and line.block == below.block
    return is_address and bool(read_byline(line.text, frozenset()).evidence)
