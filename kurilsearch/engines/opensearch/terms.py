"""Terms as the index has them, and the mapping that keeps one a position.

The field holds our terms with blanks between; a whitespace tokenizer parts them again. OpenSearch cuts what is over 255
characters, and parts at blanks of every kind, so such terms go by their hash, in the index and in a query alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

VERSION = 3
"""Raised whenever the mapping changes, how terms are written, or the state of an index."""

_LONGEST = 200
"""Characters of a term that is kept as it is."""

_FIRST = "\x01"
"""Goes before the first term of every passage, so that all passages are counted, those without terms too."""

_MOST_HITS = 10_000_000

_WEIGHT = """
double others = field.docCount - term.docFreq + 0.5;
return query.boost * 2.2 * Math.log(1.0 + others / (term.docFreq + 0.5));
"""
_SCORE = """
double terms = field.sumTotalTermFreq - field.docCount;
double average = terms > 0 ? terms / field.docCount : 1.0;
return weight * doc.freq / (doc.freq + 1.2 * (0.25 + 0.75 * doc.length / average));
"""
"""BM25 as :mod:`kurilsearch.engines.bm25` has it. OpenSearch's own counts passages without terms in no average; here
each passage has one term more, of no length, that tells how many there are."""


def mapping(shards: int, replicas: int) -> Mapping[str, Any]:
    """Return how the index is made."""
    return {
        "settings": {
            "index": {
                "number_of_shards": shards,
                "number_of_replicas": replicas,
                "refresh_interval": "-1",  # whoever commits refreshes
                "max_result_window": _MOST_HITS,
                "similarity": {
                    "bm25": {
                        "type": "scripted",
                        "weight_script": {"source": _WEIGHT},
                        "script": {"source": _SCORE},
                    }
                },
                "analysis": {
                    "tokenizer": {"terms": {"type": "whitespace", "max_token_length": 2 * _LONGEST}},
                    "filter": {
                        "first": {
                            "type": "pattern_capture",
                            "preserve_original": False,
                            "patterns": [f"^({_FIRST})", f"^{_FIRST}(.+)$", f"^([^{_FIRST}].*)$"],
                        }
                    },
                    "analyzer": {
                        "passage": {"type": "custom", "tokenizer": "terms", "filter": ["first"]},
                        "query": {"type": "custom", "tokenizer": "terms"},
                    },
                },
            }
        },
        "mappings": {
            "dynamic": False,
            "_source": {"excludes": ["stems", "words"]},
            "properties": {
                "passage": {"type": "long", "index": False},
                "document": {"type": "long"},
                "since": {"type": "long"},
                "kind": {"type": "keyword"},
                "stems": _field("positions"),
                "words": _field("freqs"),
            },
        },
    }


def _field(options: str) -> dict[str, Any]:
    return {
        "type": "text",
        "index_options": options,
        "similarity": "bm25",
        "analyzer": "passage",
        "search_analyzer": "query",
    }


def written(terms: str) -> str:
    """Return terms, joined by spaces, as the field of a passage has them."""
    if len(terms) > _LONGEST or not terms.isascii():
        terms = " ".join(map(term_written, terms.split()))
    return _FIRST + terms


def term_written(term: str) -> str:
    """Return one term as the index has it."""
    if len(term) <= _LONGEST and not any(map(str.isspace, term)) and not term.startswith(_FIRST):
        return term
    from hashlib import blake2b

    return "\x02" + blake2b(term.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
