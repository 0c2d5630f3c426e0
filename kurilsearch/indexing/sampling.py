"""What is learned from a sample of the library: its words, for hyphens at line ends, and where sentences end."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.indexing.ingest import IngestOptions
from kurilsearch.indexing.scan import SourceFile
from kurilsearch.store import Store

LEXICON_WORDS = 100_000
"""Words of the sample that are kept."""

LEXICON_PASSAGES = 3
"""A word of the library that stands in fewer passages decides no hyphen: it may be a misreading."""

LEXICON_SAMPLE = 2_000_000
"""Bytes of sources that are looked through for words before any is segmented."""

LEXICON_PIECE = 100_000
"""Characters taken from one file, so that the sample is spread over many."""

PUNKT_SAMPLE = 128_000
"""Characters that Punkt is trained on; it takes about 4 seconds for a million."""

PUNKT_DOCUMENTS = 64
"""Documents that the sample is spread over."""

GROWTH = 4
"""A new sample is taken when the library has grown this many times."""


def needs_learning(store: Store, library_bytes: int) -> bool:
    """Say whether a sample is to be taken, for a library whose sources will have ``library_bytes``."""
    learned_from = store.value("learned_bytes")
    return learned_from is None or library_bytes > GROWTH * int(learned_from)


def sample_words(sources: Sequence[SourceFile]) -> str:
    """Return the words of a sample of ``sources``, lower case and with their hyphens, counted, as JSON.

    Files that cannot be read give nothing here; reading them for good reports them.
    """
    from kurilsearch.read import read_source
    from kurilsearch.segment.joining import count_words

    words: Counter[str] = Counter()
    size = sum(min(source.size, LEXICON_PIECE) for source in sources)
    for source in sources[:: max(1, -(-size // LEXICON_SAMPLE))]:
        try:
            words.update(count_words(read_source(Path(source.path)).text[:LEXICON_PIECE]))
        except UnreadableSourceError:
            continue
    return json.dumps(dict(words.most_common(LEXICON_WORDS)), ensure_ascii=False)


def build_lexicon(store: Store, sample: str) -> dict[str, int]:
    """Return the words of ``sample``, and those that the whole library holds, with a count each.

    The library's words have lost their hyphens, so their counts cannot be held against those of the sample: they
    count as known (2 is enough for that), no more.
    """
    known = dict.fromkeys(store.common_words(LEXICON_PASSAGES), 2)
    known.update(json.loads(sample))
    return known


def evenly_spaced(count: int, wanted: int) -> list[int]:
    """Return ``wanted`` of the indices 0 to ``count`` - 1, or all of them, evenly spaced."""
    wanted = min(count, wanted)
    return [(2 * number + 1) * count // (2 * wanted) for number in range(wanted)]


def punkt_sample(store: Store) -> str:
    """Return running text from the middles of documents spread over the library, a share of it from each language."""
    by_language: dict[str, list[int]] = {}
    for document in store.documents():
        by_language.setdefault(document.language, []).append(document.id)
    pieces: list[str] = []
    for documents in by_language.values():
        chosen = evenly_spaced(len(documents), max(1, PUNKT_DOCUMENTS // len(by_language)))
        share = PUNKT_SAMPLE // len(by_language) // len(chosen)
        pieces += [store.running_text(documents[index], share) for index in chosen]
    return "\n\n".join(pieces)


def train(options: IngestOptions, sample: str) -> str:
    """Return the Punkt parameters learned from ``sample``; runs in a worker, because it imports NLTK."""
    from kurilsearch.segment.punkt import train_punkt

    return train_punkt(sample)
