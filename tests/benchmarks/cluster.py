"""What a library on a cluster must show: the same answers as one machine, and nothing lost, doubled or mixed.

:mod:`tests.benchmarks.scale` runs these parts, each on nodes started for it; an assertion tells what was wrong.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kurilsearch import Library, open_library
from kurilsearch.query import Everything
from tests.benchmarks.corpus import copy_corpus, make_corpus, read_paragraphs
from tests.benchmarks.phases import Figures, percentiles
from tests.benchmarks.queries import draw_queries
from tests.benchmarks.quotations import draw_quotations
from tests.benchmarks.speed import progress
from tests.killed_runs import WORDS
from tests.killed_runs import make_corpus as change_corpus
from tests.opensearch import cluster
from tests.opensearch.cluster import URL_VARIABLE, new_nodes

JAVA = ("java", "-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-Dlog4j2.level=warn")
"""A node as it is in use, not as tests that must begin soon have it."""

EDITION_FILES = 30


@contextmanager
def started_nodes(folder: Path, names: str) -> Iterator[str]:
    """Yield the address of new nodes, which end with the block."""
    cluster.JAVA = JAVA
    nodes = new_nodes(folder, names)
    pipes = [node.start(nodes) for node in nodes]
    try:
        for node in nodes:
            node.wait()
        yield ",".join(node.url for node in nodes)
    finally:
        for node in nodes:
            node.kill()
        for pipe in pipes:
            os.close(pipe)


def write_settings(folder: Path, **more: object) -> None:
    """Make ``folder``, which holds sources, a library with these settings."""
    settings = {"sources": ["."], "index": ".kurilsearch", **more}
    lines = (f"{name} = {value!r}\n" for name, value in settings.items())
    (folder / "kurilsearch.toml").write_text("".join(lines).replace("'", '"'), encoding="utf-8")


def start_index(folder: Path, share: str) -> subprocess.Popen[bytes]:
    """Start an index run of a share of the sources."""
    command = [sys.executable, "-m", "kurilsearch", "--library", str(folder), "index", "--share", share]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def index_by_two(folder: Path) -> float:
    """Index a library by two processes at once, and return the seconds that took."""
    began = time.perf_counter()
    runs = [start_index(folder, "1/2"), start_index(folder, "2/2")]
    for run in runs:
        _, errors = run.communicate()
        assert run.returncode == 0, errors.decode()
    return time.perf_counter() - began


def contracts(folder: Path) -> Figures:
    """Run both contract suites on all that is installed."""
    with started_nodes(folder / "nodes", "a") as url:
        suites = ("tests/test_engines_contract.py", "tests/test_store_contract.py")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *suites],
            env=os.environ | {URL_VARIABLE: url}, capture_output=True, text=True,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
    return {"the contract suites of store and engine": done.stdout.strip().splitlines()[-1].strip("= ")}


def same_answers(folder: Path, passages: int, asked: int, seed: int = 1956) -> Figures:
    """Hold hits of the cluster against those of tantivy and SQLite: 5 shards, 1 replica, a tenth deleted and added."""
    made = folder / "made"
    make_corpus(made, passages, seed)
    with started_nodes(folder / "nodes", "ab") as url:
        places = [folder / "here", folder / "there"]
        for place in places:
            copy_corpus(made, place, passages)
        write_settings(places[0], engine="tantivy")
        write_settings(places[1], url=f"{url}/same", shards=5, replicas=1)
        for place in places:
            delete_and_add(place, seed)
        paragraphs = list(read_paragraphs(places[0]))
        queries = [query.text for query in draw_queries(paragraphs, seed, -(-asked // 9))][:asked]
        quotations = [quotation.text for quotation in draw_quotations(paragraphs, seed, -(-asked // 3))][:asked]
        with open_library(places[0]) as here, open_library(places[1]) as there:
            counts = [library.parts.store.totals() for library in (here, there)]
            assert counts[0] == counts[1], counts
            searches = _unlike(queries, here, there, _searched)
            quoted = _unlike(quotations, here, there, _quoted)
    return {
        f"queries over {counts[0].passages:,} passages with the same hits in the same order": _of(searches, queries),
        "quotations of which the same is true": _of(quoted, quotations),
    }


def delete_and_add(library: Path, seed: int) -> None:
    """Index a library, take a tenth of its files away, index, put them back, and index again."""
    files = sorted(file for file in library.iterdir() if file.suffix in {".txt", ".md"})
    tenth = random.Random(seed).sample(files, -(-len(files) // 10))
    away = library.with_name(f"{library.name}-away")
    away.mkdir()
    for moves in ((), [(file, away / file.name) for file in tenth], [(away / file.name, file) for file in tenth]):
        for before, after in moves:
            before.rename(after)
        progress(f"indexing {library.name}")
        with open_library(library) as opened:
            opened.index()


def _searched(library: Library, text: str) -> list[tuple[Any, ...]]:
    return [(hit.file, hit.char_start, hit.char_end, hit.quote) for hit in library.search(text, limit=10).hits]


def _quoted(library: Library, text: str) -> list[tuple[Any, ...]]:
    return [(hit.file, hit.char_start, hit.char_end, hit.quote) for hit in library.find_quotation(text).hits]


def _unlike(texts: Sequence[str], here: Library, there: Library, ask: Any) -> list[str]:
    """Return those of ``texts`` of which the two libraries give other answers."""
    unlike = [text for text in texts if ask(here, text) != ask(there, text)]
    for text in unlike[:5]:
        progress(f"unlike: {text}")
    return unlike


def _of(unlike: Sequence[str], every: Sequence[str]) -> str:
    return f"{len(every) - len(unlike):,} of {len(every):,}"


def killed_runs(folder: Path, kills: int, seed: int = 1956) -> Figures:
    """Kill two index runs at any moment, again and again; nothing may be lost or doubled."""
    chance = random.Random(seed)
    library = folder / "there"
    library.mkdir()
    change_corpus(library / "sources", chance, 0)
    killed = 0
    with started_nodes(folder / "nodes", "a") as url:
        write_settings(library, sources=["sources"], url=f"{url}/kills", shards=3, replicas=0)
        for edition in range(1, -(-kills // 2) + 1):
            runs = [start_index(library, "1/2"), start_index(library, "2/2")]
            for run in runs:
                time.sleep(0.5 + 2 * chance.random())
                killed += run.poll() is None
                run.kill()
                run.communicate()
            change_corpus(library / "sources", chance, edition)
        index_by_two(library)
        check_against_one_machine(library)
    return {f"of {kills} index runs, two at a time, killed at their work": str(killed), "lost or doubled": "0"}


def check_against_one_machine(folder: Path) -> None:
    """What the cluster holds is what one machine makes of the same sources, and each search finds the same."""
    (folder / "local.toml").write_text('sources = ["sources"]\nindex = ".local"\n', encoding="utf-8")
    with open_library(folder) as there, open_library(folder / "local.toml") as here:
        here.index()
        there.parts.store.verify()
        totals = here.parts.store.totals()
        assert there.parts.store.totals() == totals
        words = [library.parts.store.vocabulary.common_words(1, 999) for library in (there, here)]
        assert words[0] == words[1]
        assert there.parts.engine.search(Everything(), totals.passages + 9).total == totals.passages
        for word in WORDS:
            found = [sorted(_searched(library, word)) for library in (there, here)]
            assert found[0] == found[1], word


def switched_generations(folder: Path, searches: int, threads: int = 2) -> Figures:
    """Search while all documents are replaced at once, again and again; each answer must be of one edition, whole."""
    library = folder / "there"
    library.mkdir()
    _write_edition(library, 0)
    mixed = partial = 0
    seen: set[frozenset[str]] = set()
    with started_nodes(folder / "nodes", "a") as url:
        write_settings(library, url=f"{url}/editions", shards=2, replicas=0)
        with open_library(library) as opened:
            opened.index()
        script = [sys.executable, "-m", "tests.benchmarks.cluster", str(library)]
        writer = subprocess.Popen(script, stdin=subprocess.PIPE)

        def search(many: int) -> Iterator[list[str]]:
            for _ in range(many):
                hits = opened.search("herring", limit=EDITION_FILES + 9).hits
                yield [hit.quote.split()[1] for hit in hits]

        try:
            with open_library(library) as opened, ThreadPoolExecutor(threads) as pool:
                for answers in pool.map(lambda many: list(search(many)), [searches // threads] * threads):
                    for editions in answers:
                        mixed += len(set(editions)) > 1
                        partial += len(editions) != EDITION_FILES
                        seen.add(frozenset(editions))
        finally:
            writer.communicate()
    assert not mixed and not partial, f"{mixed} mixed, {partial} not whole"
    return {
        "searches while generations were switched": f"{searches:,}",
        "generations that they saw": str(len(seen)),
        "answers that mix two, or are of half of one": str(mixed + partial),
    }


def _write_edition(library: Path, edition: int) -> None:
    for number in range(EDITION_FILES):
        text = f"Edition {edition} of file {number} tells of the herring.\n"
        (library / f"{number:02}.txt").write_text(text, encoding="utf-8")


def _write_editions(library: Path) -> None:
    """Write and index editions until the standard input is closed."""
    from select import select

    edition = 0
    with open_library(library) as opened:
        while not select([sys.stdin], [], [], 0)[0]:
            _write_edition(library, edition := edition + 1)
            opened.index()


def many_passages(folder: Path, passages: int, asked: int, seed: int = 1956) -> Figures:
    """Index so many passages by two processes, and time searches and quotations."""
    library = folder / "there"
    make_corpus(library, passages, seed)
    with started_nodes(folder / "nodes", "a") as url:
        write_settings(library, url=f"{url}/many", shards=2, replicas=0)
        progress("indexing by two processes")
        seconds = index_by_two(library)
        paragraphs = list(read_paragraphs(library))
        times: dict[str, list[float]] = {"search": [], "quotation": []}
        with open_library(library) as opened:
            held = opened.parts.store.totals().passages
            queries = [query.text for query in draw_queries(paragraphs, seed, -(-2 * asked // 9))]
            quotations = [each.text for each in draw_quotations(paragraphs, seed, -(-2 * asked // 3))]
            asking: Any
            for what, texts, asking in (
                ("search", queries, opened.search),
                ("quotation", quotations, opened.find_quotation),
            ):
                for text in texts[: 2 * asked]:
                    began = time.perf_counter()
                    asking(text)
                    times[what].append(1000 * (time.perf_counter() - began))
    figures: Figures = {f"{held:,} passages indexed by two processes, s": f"{seconds:,.0f}"}
    for what, each in times.items():
        warm = percentiles(each[asked:])
        figures[f"a {what} over them, p50 / p95, ms"] = f"{warm['p50']:.0f} / {warm['p95']:.0f}"
    return figures


if __name__ == "__main__":
    _write_editions(Path(sys.argv[1]))
