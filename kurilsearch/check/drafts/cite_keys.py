"""Citations by key as pandoc has them: ``[see @ahn2021, p. 23; -@kimura1991]``, ``@ahn2021 [p. 23]``."""

from __future__ import annotations

import re

from kurilsearch.check.draft import CitationItem
from kurilsearch.check.drafts.locators import read_locator

_KEY_OF_PANDOC = r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>\w(?:[\w:.#$%&+?<>~/-]*\w)?))"
NAMELESS_KEY = r"@(?:\{[^{}\s]+\}|\w(?:[\w:.#$%&+?<>~/-]*\w)?)"
_KEY = re.compile(rf"(?<![\w.])-?{_KEY_OF_PANDOC}")
QUOTED_IN = re.compile(
    r"(?:quoted|cited|qtd\.) in|as (?:quoted|cited) in|zit(?:\.|iert) (?:n\.|nach|in)|cité (?:dans|par)|цит\. по:?"
    r"|cit(?:ad[oa]|ato|ata|\.) (?:en|em|por|in|da)|geciteerd (?:in|bij)|aangehaald (?:in|bij)|cit(?:erad|eret|\.) i\b"
    r"|sitert i\b|cyt(?:owan[eya]|\.) za|转引自|から再引用",
    re.I,
)


def says_quoted_in(text: str) -> bool:
    """Return whether words say that one work is quoted through another: *quoted in*, *zit. nach*, *цит. по*."""
    return QUOTED_IN.search(text) is not None


def read_key_group(text: str) -> tuple[CitationItem, ...]:
    """Return the works of what stands in a group of keys; a work that is *quoted in* the next holds it."""
    keys = list(_KEY.finditer(text))
    items: list[CitationItem] = []
    for number, key in enumerate(keys):
        end = keys[number + 1].start() if number + 1 < len(keys) else len(text)
        label, value = read_locator(text[key.end() : end].partition(";")[0].lstrip(" ,["))
        items.append(CitationItem(key=key["braced"] or key["key"], label=label, locator=value))
    starts = [key.start() for key in keys]
    ends = [key.end() for key in keys]
    for number in range(len(items) - 1, 0, -1):
        if says_quoted_in(text[ends[number - 1] : starts[number]]):
            outer = items.pop(number)
            before = items[number - 1]
            items[number - 1] = CitationItem(
                key=before.key, label=before.label, locator=before.locator, quoted_in=outer
            )
    return tuple(items)
