"""What is learned from a sample of the library: its words, for hyphens at line ends, and where sentences end."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kurilsearch.indexing.ingest import IngestOptions
from kurilsearch.indexing.reading import OTHER_WEIGHT, is_named_text
from kurilsearch.indexing.scan import SourceFile
from kurilsearch.indexing.workers import Caller, WorkerDiedError
from kurilsearch.read import reads_as_text
from kurilsearch.store import StoreReader

LEXICON_WORDS = 100_000
"""Words of the sample that are kept."""

LEXICON_KNOWN = 300_000
"""Words of the library that are looked at beside them, the commonest."""

LEXICON_PASSAGES = 3
"""A word of the library that stands in fewer passages decides no hyphen: it may be a misreading."""

LEXICON_SAMPLE = 2_000_000
"""Bytes of sources that are looked through for words before any is segmented."""

LEXICON_PIECE = 100_000
"""Characters taken from one file of text, so that the sample is spread over many ..."""

OTHER_PIECE = 25_000
"""... and from one of another kind, which takes longer to read."""

SAMPLE_SECONDS = 10.0
"""What a look at one file may take."""

PUNKT_SAMPLE = 128_000
"""Characters that Punkt is trained on; it takes about 4 seconds for a million."""

PUNKT_DOCUMENTS = 64
"""Documents that the sample is spread over."""

GROWTH = 4
"""A new sample is taken when the library has grown this many times."""


log = logging.getLogger(__name__)


def needs_learning(store: StoreReader, library_bytes: int) -> bool:
    """Say whether a sample is to be taken, for a library whose sources will have ``library_bytes``."""
    learned_from = store.value("learned_bytes")
    return learned_from is None or library_bytes > GROWTH * int(learned_from)


@dataclass(frozen=True, slots=True)
class Sample:
    """What a quick look at some sources shows: the count of each word, lower case and with its hyphens, and texts."""

    words: Mapping[str, int]
    texts: tuple[str, ...]

    def words_as_json(self) -> str:
        """Return the commonest words with their counts."""
        return json.dumps(dict(Counter(self.words).most_common(LEXICON_WORDS)), ensure_ascii=False)


def take_sample(sources: Sequence[SourceFile], caller: Caller[IngestOptions]) -> Sample:
    """Return what a sample of ``sources`` shows.

    What is more than text is looked at by ``caller``, away from this process. Files that cannot be read give nothing
    here; reading them for good reports them.
    """
    texts = [source for source in sources if is_named_text(source)]
    others = [source for source in sources if not is_named_text(source)]
    calls = [caller.submit(SAMPLE_SECONDS, look_at, source) for source in _spread(others, OTHER_WEIGHT)]
    words: Counter[str] = Counter()
    samples = [look_at(None, source) for source in _spread(texts, 1) if reads_as_text(Path(source.path))]
    for call in calls:
        with suppress(WorkerDiedError):
            samples.append(call.result())
    for sample in samples:
        words.update(sample.words)
    return Sample(words, tuple(text for sample in samples for text in sample.texts))


def _spread(sources: Sequence[SourceFile], weight: int) -> Sequence[SourceFile]:
    """Return as many of ``sources``, evenly spaced, as may be looked at when each byte counts ``weight`` times."""
    size = sum(min(source.size * weight, LEXICON_PIECE) for source in sources)
    return sources[:: max(1, -(-size // LEXICON_SAMPLE))]


def look_at(options: IngestOptions | None, source: SourceFile) -> Sample:
    """Return what a quick look at ``source`` shows; nothing where it cannot be read."""
    from kurilsearch.read import read_sample
    from kurilsearch.segment.joining import count_words

    try:
        text = read_sample(Path(source.path), LEXICON_PIECE if is_named_text(source) else OTHER_PIECE)
        return Sample(count_words(text), (text,))
    except Exception:  # whatever the reason, reading the file for good will say it
        log.debug("no sample of %s", source.file, exc_info=True)
        return Sample({}, ())


def build_lexicon(store: StoreReader, sample: str) -> dict[str, int]:
    """Return the words of ``sample``, and those that the whole library holds, with a count each.

    The library's words have lost their hyphens, so their counts cannot be held against those of the sample: they
    count as known (2 is enough for that), no more.
    """
    known = dict.fromkeys(store.vocabulary.common_words(LEXICON_PASSAGES, LEXICON_KNOWN), 2)
    known.update(json.loads(sample))
    return known


def evenly_spaced(count: int, wanted: int) -> list[int]:
    """Return ``wanted`` of the indices 0 to ``count`` - 1, or all of them, evenly spaced."""
    wanted = min(count, wanted)
    return [(2 * number + 1) * count // (2 * wanted) for number in range(wanted)]


def punkt_sample(store: StoreReader) -> str:
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
    from kurilsearch.language.train_punkt import train_punkt

    return train_punkt(sample)
