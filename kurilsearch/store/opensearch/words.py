"""The record of a word: in how many passages it stands now, and in how many it stood before the last change.

A word is in too many commits to have a record for each. So it has one, which says ``since`` when what it says holds,
and what held before; a reader who is still at the commit before, or comes after one that was never made, takes that.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

from kurilsearch.cluster.connection import Cluster, Record
from kurilsearch.cluster.generations import State
from kurilsearch.language.tokens import stem

VALUES = ("word", "since", "counts")
"""What of a word is read: kept by columns too, which is quicker than unpacking whole records."""

_CHUNK = 5_000

_LONGEST_ID = 100
"""Characters of a word that is itself in the id of its record, which may have 512 bytes."""


def word_id(word: str) -> str:
    """Return the id of the record of a word."""
    if len(word) <= _LONGEST_ID:
        return f"w-{word}"
    return f"W-{blake2b(word.encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}"


def standing(state: State, fields: Mapping[str, Any]) -> dict[str, int]:
    """Return in how many passages of each language a word stands, as ``state`` has it."""
    by_language, before = json.loads(fields["counts"])
    counts: dict[str, int] = by_language if state.admits(fields["since"]) else before
    return counts


def values_of(hit: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that a hit has of each of ``VALUES``."""
    return {name: values[0] for name, values in hit["fields"].items()}


def read_words(cluster: Cluster, index: str, words: list[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the records of those of these words that have one."""
    for at in range(0, len(words), _CHUNK):
        ids = [word_id(word) for word in words[at : at + _CHUNK]]
        answer = cluster.request("POST", f"/{index}/_mget", {"ids": ids}, absent={"docs": ()})
        for each in answer["docs"]:
            if each.get("found"):
                yield each["_source"]


def changed_words(
    cluster: Cluster, index: str, state: State, counts: Mapping[str, Counter[str]], generation: int
) -> Iterator[Record]:
    """Yield the records of all words whose ``counts``, by language, a batch has changed."""
    changes: dict[str, dict[str, int]] = {}
    for language, words in counts.items():
        for word, count in words.items():
            if count:
                changes.setdefault(word, {})[language] = count
    names = sorted(changes)
    for at in range(0, len(names), _CHUNK):
        chunk = names[at : at + _CHUNK]
        former = {each["word"]: standing(state, each) for each in read_words(cluster, index, chunk)}
        for word in chunk:
            yield _record(word, former.get(word, {}), changes[word], generation)


def _record(word: str, before: Mapping[str, int], changes: Mapping[str, int], generation: int) -> Record:
    counts = Counter(before)
    counts.update(changes)
    kept = {language: count for language, count in counts.items() if count > 0}
    bordered = f" {word} "
    return Record(
        word_id(word),
        {
            "type": "word",
            "since": generation,
            "word": word,
            "stems_of_word": sorted({stem(word, language) for language in kept}),
            "letters": sorted({bordered[at : at + 3] for at in range(len(word))}),
            "length": len(word),
            "passages": sum(kept.values()),
            "counts": json.dumps([kept, before], separators=(",", ":")),
        },
    )
