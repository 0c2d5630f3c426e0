"""Whether a query may be a quotation: nothing but words, enough of them to be somebody's."""

from __future__ import annotations

from kurilsearch.language.tokens import tokenize
from kurilsearch.search.language import parse_query
from kurilsearch.search.parsed import AllOf, Parsed, Quoted, Word

FEWEST_WORDS = 5


def as_quotation(query: str) -> str | None:
    """Return the words of a query that is words side by side, or one phrase, of five words or more; else None.

    Raises QueryError where the query cannot be read.
    """
    parsed = parse_query(query)
    parts = parsed.parts if isinstance(parsed, AllOf) else (parsed,)
    if not all(isinstance(part, Word) for part in parts) and not (len(parts) == 1 and _is_phrase(parts[0])):
        return None
    text = " ".join(part.text for part in parts if isinstance(part, Word | Quoted))
    return text if len(tokenize(text)) >= FEWEST_WORDS else None


def _is_phrase(part: Parsed) -> bool:
    return isinstance(part, Quoted) and part.near is None
