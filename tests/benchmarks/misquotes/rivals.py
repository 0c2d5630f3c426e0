"""Other tools that find quotations, as finders over the same folded words: quid, text-matcher, fuzzysearch.

None of them keeps an index: each goes through all documents for every quotation. Their answers come back as ranges of
the folded text, and are brought to the source as those of the exhaustive scan are.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec

from tests.benchmarks.misquotes.answers import Answer, Finder
from tests.benchmarks.misquotes.folded import FoldedCorpus
from tests.benchmarks.misquotes.material import fold

Place = tuple[int, int, int, float]
"""A document's number, a range of its folded text, and how good it is: the best wins."""

Searcher = Callable[[str], Iterator[Place]]

DISTANCE = 0.1
"""The share of its characters that a quotation may be off for fuzzysearch; at 0.2 one takes it minutes."""

MODULES = {"quid": "quid", "text-matcher": "text_matcher", "fuzzysearch": "fuzzysearch"}


def installed_rivals(corpus: FoldedCorpus) -> tuple[dict[str, Finder], list[str]]:
    """Return the finders that are installed by name, and the names of those that are not."""
    makers: dict[str, Callable[[FoldedCorpus], Searcher]] = {
        "quid": _quid,
        "text-matcher": _text_matcher,
        "fuzzysearch": _fuzzysearch,
    }
    found = {name: _finder(corpus, makers[name](corpus)) for name, module in MODULES.items() if find_spec(module)}
    return found, [name for name in MODULES if name not in found]


def _finder(corpus: FoldedCorpus, search: Searcher) -> Finder:
    def find(quotation: str) -> Answer | None:
        places = list(search(fold(quotation)))
        if not places:
            return None
        document, start, end, score = max(places, key=lambda place: place[3])
        text = corpus.documents[document].text
        first = text.count(" ", 0, start)
        last = first + text.count(" ", start, max(start, end - 1)) + 1
        return corpus.answer(document, first, last, score)

    return find


def _quid(corpus: FoldedCorpus) -> Searcher:
    Quid = import_module("quid.core.Quid").Quid

    def search(quotation: str) -> Iterator[Place]:
        quid = Quid(min_match_length=min(5, quotation.count(" ") + 1))
        for number, document in enumerate(corpus.documents):
            for match in quid.compare(document.text, quotation):
                span, quoted = match.source_span, match.target_span
                yield number, span.start, span.end, float(quoted.end - quoted.start)

    return search


def _text_matcher(corpus: FoldedCorpus) -> Searcher:
    module = import_module("text_matcher.matcher")
    Matcher, Text = module.Matcher, module.Text

    # its list of stop words would have to be downloaded
    texts = [Text(document.text, document.file, removeStopwords=False) for document in corpus.documents]

    def search(quotation: str) -> Iterator[Place]:
        quoted = Text(quotation, "quotation", removeStopwords=False)
        for number, text in enumerate(texts):
            with contextlib.redirect_stdout(io.StringIO()):
                matcher = Matcher(text, quoted, removeStopwords=False)
                matcher.match()
            for start, end in matcher.locationsA:
                yield number, start, end, float(end - start)

    return search


def _fuzzysearch(corpus: FoldedCorpus) -> Searcher:
    find_near_matches = import_module("fuzzysearch").find_near_matches

    def search(quotation: str) -> Iterator[Place]:
        distance = int(DISTANCE * len(quotation))
        for number, document in enumerate(corpus.documents):
            for match in find_near_matches(quotation, document.text, max_l_dist=distance):
                yield number, match.start, match.end, -float(match.dist)

    return search
