"""One measured phase a process: ``python -m tests.benchmarks.phases NAME``; arguments and figures are JSON.

A fresh process for each keeps one phase's memory and caches out of the next one's figures.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks import plain
from tests.benchmarks.corpus import read_paragraphs, size_of
from tests.benchmarks.programs import index_recoll
from tests.benchmarks.queries import PLAIN_KINDS, DrawnQuery

Figures = dict[str, Any]
WARM_UP = 60


def index_library(library: str) -> Figures:
    """Index a library from nothing, everything included."""
    from kurilsearch import open_library

    start = time.perf_counter()
    with open_library(library) as opened:
        opened.index()
    seconds, cpu_seconds = time.perf_counter() - start, _cpu_seconds()
    with open_library(library) as opened:
        status = opened.status()
    return {
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
        "documents": status.documents,
        "passages": status.passages,
        "failures": len(status.failures),
        "index_bytes": status.bytes_on_disk,
    }


def search_library(library: str, queries: list[list[Any]]) -> Figures:
    """Time ``Library.search`` on queries that were not asked before, in a process that answered others."""
    from kurilsearch import open_library

    with open_library(library) as opened:
        return _timed(queries, lambda query: len(opened.search(query.text, limit=10).hits))


def update_library(library: str, file: str) -> Figures:
    """Index a library of which one file has changed, then ask how many have changed since."""
    from kurilsearch import open_library

    with (Path(library) / file).open("a", encoding="utf-8") as opened_file:
        opened_file.write("\nOne line more was written here.\n")
    start = time.perf_counter()
    with open_library(library) as opened:
        opened.index()
        indexed = time.perf_counter()
        opened.status()
    return {"seconds": indexed - start, "status_seconds": time.perf_counter() - indexed, "cpu_seconds": _cpu_seconds()}


def quote_library(library: str, queries: list[list[Any]]) -> Figures:
    """Time ``Library.find_quotation`` on quotations that were not asked before."""
    from kurilsearch import open_library

    with open_library(library) as opened:
        return _timed(queries, lambda query: bool(opened.find_quotation(query.text)))


def build_whoosh(corpus: str, index: str) -> Figures:
    """Build plain Whoosh's index."""
    return _built(plain.build_whoosh, corpus, index)


def build_tantivy(corpus: str, index: str) -> Figures:
    """Build plain tantivy's index."""
    return _built(plain.build_tantivy, corpus, index)


def search_whoosh(index: str, queries: list[list[Any]]) -> Figures:
    """Time plain Whoosh."""
    return _timed(queries, plain.search_whoosh(Path(index)))


def search_tantivy(index: str, queries: list[list[Any]]) -> Figures:
    """Time plain tantivy."""
    return _timed(queries, plain.search_tantivy(Path(index)))


def any_word_tantivy(index: str, queries: list[list[Any]]) -> Figures:
    """Time plain tantivy on any of three words of each quotation: the least that looking for one takes."""
    return _timed(queries, plain.search_any_word(Path(index)))


def _built(build: Callable[[Path, Any], None], corpus: str, index: str) -> Figures:
    start = time.perf_counter()
    build(Path(index), read_paragraphs(Path(corpus)))
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "cpu_seconds": _cpu_seconds(), "index_bytes": size_of(Path(index))}


def _cpu_seconds() -> float:
    """Return the processor time of this process and of its children that have ended (on Windows of itself alone)."""
    return sum(os.times()[:4])


def _timed(raw: list[list[Any]], search: plain.Search) -> Figures:
    queries = [DrawnQuery(kind, text, tuple(words)) for kind, text, words in raw]
    for query in queries[:WARM_UP]:
        search(query)
    times: dict[str, list[float]] = {}
    empty = 0
    for query in queries[WARM_UP:]:
        start = time.perf_counter()
        hits = search(query)
        times.setdefault(query.kind, []).append((time.perf_counter() - start) * 1000)
        empty += not hits
    every = [value for values in times.values() for value in values]
    common = [value for kind, values in times.items() if kind in PLAIN_KINDS for value in values] or every
    return {
        "queries": len(every),
        "empty": empty,
        "all": percentiles(every),
        "plain": percentiles(common),
        "kinds": {kind: percentiles(values) for kind, values in sorted(times.items())},
    }


def percentiles(values: list[float]) -> Figures:
    """Return median, 95th percentile and maximum, in milliseconds."""
    ordered = sorted(values)
    return {
        "p50": ordered[len(ordered) // 2],
        "p95": ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))],
        "max": ordered[-1],
    }


PHASES: dict[str, Callable[..., Figures]] = {
    phase.__name__: phase
    for phase in (
        index_library,
        update_library,
        search_library,
        quote_library,
        build_whoosh,
        build_tantivy,
        search_whoosh,
        search_tantivy,
        any_word_tantivy,
        index_recoll,
    )
}

if __name__ == "__main__":
    print(json.dumps(PHASES[sys.argv[1]](**json.loads(sys.stdin.read()))))
