"""Who wrote a letter, as far as its head tells: never the one whom it greets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kurilsearch.describe.first_page.header_lines import HeaderLine
from kurilsearch.describe.first_page.header_words import SALUTATION
from kurilsearch.describe.first_page.line_roles import Role
from kurilsearch.language.names import is_given_name, is_initials

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
    if line.role is not Role.TEXT or below.role not in (Role.TEXT, Role.AFFILIATION) or line.block != below.block:
        return False
    words = line.text.split()
    return 2 <= len(words) <= 5 and any(is_given_name(word) or is_initials(word) for word in words[:-1])
