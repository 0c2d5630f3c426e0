"""Runs the measured phases one after the other, each in a fresh process, and gathers their figures."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.corpus import copy_corpus, read_paragraphs, size_of, split_corpus, wrap_corpus
from tests.benchmarks.memory import PeakMemory
from tests.benchmarks.phases import WARM_UP, Figures
from tests.benchmarks.programs import installed, search_recoll, search_ripgrep
from tests.benchmarks.queries import PLAIN_KINDS, DrawnQuery, draw_queries
from tests.benchmarks.quotations import KINDS as QUOTATIONS
from tests.benchmarks.quotations import draw_quotations
from tests.benchmarks.tables import machine

PROCESS_RUNS = 7
SETTINGS = 'sources = ["."]\nindex = ".kurilsearch"\n'


def run_phase(name: str, **arguments: object) -> Figures:
    """Run a phase of :mod:`tests.benchmarks.phases` in a new process; its peak memory is added to its figures."""
    command = [sys.executable, "-m", "tests.benchmarks.phases", name]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    with PeakMemory(process.pid) as memory:
        output, _ = process.communicate(json.dumps(arguments))
    if process.returncode:
        raise SystemExit(f"{name} failed")
    figures: Figures = json.loads(output.splitlines()[-1])
    return {**figures, "peak_bytes": memory.bytes}


def measure(source: Path, work: Path, passages: int, seed: int, each: int, rivals: bool) -> Figures:
    """Measure one corpus: kurilsearch, then plain Whoosh and plain tantivy on the same paragraphs and queries."""
    corpus = library_of(source, work / "corpus", passages)
    paragraphs = list(read_paragraphs(corpus))
    texts = [file for file in corpus.iterdir() if file.suffix in {".txt", ".md"}]
    text_bytes = sum(file.stat().st_size for file in texts)
    queries = draw(paragraphs, seed, each)
    plain_queries = [query for query in queries if query.kind in PLAIN_KINDS]
    measured: Figures = {
        "machine": machine(),
        "versions": {name: version(name) for name in ("kurilsearch", "tantivy", "whoosh3")},
        "corpus": {"bytes": text_bytes, "paragraphs": len(paragraphs), "files": len(texts)},
        "engines": {},
        "programs": {},
    }
    progress(f"kurilsearch: {text_bytes / 1e6:.1f} MB")
    build = with_rate(run_phase("index_library", library=str(corpus)), text_bytes)
    if not build["passages"]:
        raise SystemExit(f"nothing was indexed: {build['failures']} files could not be read")
    search = run_phase("search_library", library=str(corpus), queries=queries)
    measured["engines"]["kurilsearch"] = {"build": build, "search": search}
    measured["process"] = time_process(corpus, next(query.text for query in queries if query.kind == "two"))
    quotations = draw_quotations(paragraphs, seed, each + -(-WARM_UP // len(QUOTATIONS)))
    measured["quotations"] = run_phase("quote_library", library=str(corpus), queries=quotations)
    for name in ("tantivy", "whoosh") if rivals else ():
        progress(f"plain {name}")
        index = str(work / name)
        measured["engines"][f"plain {name}"] = {
            "build": with_rate(run_phase(f"build_{name}", corpus=str(corpus), index=index), text_bytes),
            "search": run_phase(f"search_{name}", index=index, queries=plain_queries),
        }
    if rivals:
        measured["any word"] = run_phase("any_word_tantivy", index=str(work / "tantivy"), queries=quotations)
    measured["forms"] = measure_forms(corpus, work, rivals)
    measure_programs(measured, corpus, work, plain_queries if rivals else [])
    return measured


def measure_forms(corpus: Path, work: Path, rivals: bool) -> Figures:
    """Measure the indexing of the same texts with wrapped lines and in many small files, and an update of those."""
    forms: Figures = {}
    for name, write in (("wrapped", wrap_corpus), ("small files", split_corpus)):
        progress(f"{name}")
        folder = work / name.replace(" ", "-")
        write(corpus, folder)
        text_bytes = size_of(folder)
        forms[name] = {"files": len(list(folder.iterdir())), "bytes": text_bytes}
        if rivals and "recoll" in installed():
            index = str(work / f"recoll-{folder.name}")
            forms[name]["recoll"] = with_rate(run_phase("index_recoll", corpus=str(folder), index=index), text_bytes)
        first = min(file.name for file in folder.iterdir())
        (folder / "kurilsearch.toml").write_text(SETTINGS, encoding="utf-8")
        forms[name]["kurilsearch"] = with_rate(run_phase("index_library", library=str(folder)), text_bytes)
        forms[name]["update"] = run_phase("update_library", library=str(folder), file=first)
    return forms


def measure_programs(measured: Figures, corpus: Path, work: Path, queries: Sequence[DrawnQuery]) -> None:
    """Measure the programs that are installed, on the same texts; a search is a whole process of theirs."""
    asked = [query for query in queries if query.kind in ("two", "three")][:PROCESS_RUNS]
    text_bytes = measured["corpus"]["bytes"]
    for name in installed() if asked else ():
        progress(name)
        build: Figures = {}
        if name == "recoll":
            index = str(work / "recoll")
            build = with_rate(run_phase("index_recoll", corpus=str(corpus), index=index), text_bytes)
            times = [search_recoll(index, query) for query in asked]
        else:
            times = [search_ripgrep(str(corpus), query) for query in asked]
        measured["programs"][name] = {"build": build, "process": statistics.median(times)}


def measure_growth(source: Path, work: Path, sizes: Sequence[int], seed: int, each: int) -> list[Figures]:
    """Measure kurilsearch alone on corpora of these numbers of paragraphs."""
    grown = []
    for size in sizes:
        progress(f"kurilsearch on {size} paragraphs")
        corpus = library_of(source, work / f"grown-{size}", size)
        paragraphs = list(read_paragraphs(corpus))
        queries = draw(paragraphs, seed, each)
        text_bytes = size_of(corpus)
        grown.append(
            {
                "paragraphs": len(paragraphs),
                "bytes": text_bytes,
                "build": with_rate(run_phase("index_library", library=str(corpus)), text_bytes),
                "search": run_phase("search_library", library=str(corpus), queries=queries),
            }
        )
    return grown


def library_of(source: Path, folder: Path, passages: int) -> Path:
    """Make a library in ``folder`` of the first ``passages`` paragraphs of ``source``."""
    copy_corpus(source, folder, passages)
    (folder / "kurilsearch.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def draw(paragraphs: list[tuple[str, str]], seed: int, each: int) -> list[DrawnQuery]:
    """Return the queries to warm up with, and after them those to time."""
    kinds = len(PLAIN_KINDS) + 1
    return draw_queries(paragraphs, seed, each + -(-WARM_UP // kinds))


def with_rate(figures: Figures, text_bytes: int) -> Figures:
    """Add how many millions of bytes of source text a second were indexed."""
    return {**figures, "mb_per_second": text_bytes / 1e6 / figures["seconds"]}


def time_process(library: Path, query: str) -> Figures:
    """Time the whole command: first with the index out of the system's cache where that can be had, then again.

    Modules are compiled before, as they are where a package is installed.
    """
    environment = {
        **os.environ,
        "KURILSEARCH_LIBRARY": str(library),
        "PYTHONPYCACHEPREFIX": str(library.parent / "bytecode"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def run(*command: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *command], env=environment, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - start

    words = query.split()
    run("-m", "kurilsearch", *words)
    dropped = drop_from_cache(library / ".kurilsearch")
    cold = run("-m", "kurilsearch", *words)
    warm = sorted(run("-m", "kurilsearch", *words) for _ in range(PROCESS_RUNS))
    bare = statistics.median(run("-c", "pass") for _ in range(PROCESS_RUNS))
    return {
        "cold": cold,
        "dropped_from_cache": dropped,
        "warm": statistics.median(warm),
        "warm_max": warm[-1],
        "bare": bare,
    }


def drop_from_cache(folder: Path) -> bool:
    """Ask the system to forget the files in ``folder``; return whether it can be asked."""
    if not hasattr(os, "posix_fadvise"):
        return False
    for file in folder.rglob("*"):
        if file.is_file():
            with file.open("rb") as opened:
                os.fsync(opened.fileno())
                os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return True


def progress(message: str) -> None:
    """Say on standard error what is being measured."""
    print(f"... {message}", file=sys.stderr, flush=True)
