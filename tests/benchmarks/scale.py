"""``python -m tests.benchmarks.scale``: how the engines grow, on one machine and on a cluster.

The corpus is made, and once, twice, four and eight times as many paragraphs of it are indexed by tantivy, by Whoosh and
by OpenSearch: a node that is started here (tests/opensearch/fetch brings it), or the cluster that ``--url`` names.
That is the part ``growth``. The others show what :mod:`tests.benchmarks.cluster` says, each on nodes of its own: the
contract suites, the ``same`` answers as one machine, two index runs under ``kills``, searches while ``generations`` are
switched, and ``many`` passages indexed by two processes.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import cluster
from tests.benchmarks.corpus import copy_corpus, make_corpus, read_paragraphs
from tests.benchmarks.phases import WARM_UP, Figures
from tests.benchmarks.quotations import KINDS, draw_quotations
from tests.benchmarks.speed import draw, progress, run_phase
from tests.benchmarks.tables import Table, write_table
from tests.opensearch.cluster import new_nodes

PARTS = ("growth", "contracts", "same", "kills", "generations", "many")
ENGINES = ("tantivy", "whoosh", "opensearch")


def main() -> None:
    """Measure the parts that are asked for, and print their tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scale", description=__doc__)
    parser.add_argument("--parts", default="growth", help=f"which of them, with commas: {','.join(PARTS)}; or all")
    parser.add_argument("--same", type=int, default=200_000, metavar="PASSAGES", help="of the part same")
    parser.add_argument("--asked", type=int, default=500, help="queries, and quotations, of the parts same and many")
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--searches", type=int, default=10_000, help="while generations are switched")
    parser.add_argument("--many", type=int, default=1_000_000, metavar="PASSAGES", help="of the part many")
    parser.add_argument("--passages", type=int, default=10_000, help="paragraphs of the smallest corpus")
    parser.add_argument("--times", default="1,2,4,8", help="sizes, in times the smallest corpus")
    parser.add_argument("--engines", default=",".join(ENGINES), help="which of them to measure")
    parser.add_argument("--url", help="a cluster that is there; default: a node is started")
    parser.add_argument("--shards", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1956)
    parser.add_argument("--each", type=int, default=10, help="timed queries and quotations of each kind")
    parser.add_argument("--write", action="store_true", help="write the table of README.md")
    asked = parser.parse_args()
    parts = PARTS if asked.parts == "all" else tuple(asked.parts.split(","))
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    measured: list[tuple[str, ...]] = []
    for part in parts:
        if part != "growth":
            progress(part)
            with tempfile.TemporaryDirectory(prefix="kurilsearch-scale-") as temporary:
                figures = _show(part, Path(temporary), asked)
            measured += figures.items()
            for what, figure in figures.items():
                print(what, "|", figure, flush=True)
            if asked.write:  # after each part, for all of them take hours
                write_table(Table("cluster", ("", ""), measured))
    if "growth" in parts:
        _show_growth(asked)


def _show(part: str, folder: Path, asked: argparse.Namespace) -> Figures:
    match part:
        case "contracts":
            return cluster.contracts(folder)
        case "same":
            return cluster.same_answers(folder, asked.same, asked.asked)
        case "kills":
            return cluster.killed_runs(folder, asked.kills)
        case "generations":
            return cluster.switched_generations(folder, asked.searches)
        case _:
            return cluster.many_passages(folder, asked.many, asked.asked)


def _show_growth(asked: argparse.Namespace) -> None:
    engines = asked.engines.split(",")
    with tempfile.TemporaryDirectory(prefix="kurilsearch-scale-") as temporary:
        work = Path(temporary)
        sizes = [asked.passages * int(times) for times in asked.times.split(",")]
        progress("making the corpus")
        make_corpus(work / "made", max(sizes), asked.seed)
        with _cluster(asked.url, work / "cluster", needed="opensearch" in engines) as url:
            rows = [
                _row(engine, size, measure(work, engine, size, f"{url}/{size}", asked))
                for size in sizes
                for engine in engines
            ]
    columns = (
        "", "indexing, MB/s", "peak memory, MB", "index, times the text", "search p50 / p95, ms",
        "quotation p50 / p95, ms", "found of those that stand there",
    )  # fmt: skip
    table = Table("scale", columns, rows)
    for row in (columns, *rows):
        print(" | ".join(row))
    if asked.write:
        write_table(table)


def measure(work: Path, engine: str, size: int, url: str, asked: argparse.Namespace) -> Figures:
    """Index so many paragraphs by an engine, and search them."""
    folder = work / f"{engine}-{size}"
    copy_corpus(work / "made", folder, size)
    settings = f'sources = ["."]\nindex = ".kurilsearch"\nengine = "{engine}"\n'
    if engine == "opensearch":
        settings += f'url = "{url}"\nreplicas = 0\nshards = {asked.shards}\n'
    (folder / "kurilsearch.toml").write_text(settings, encoding="utf-8")
    text_bytes = sum(file.stat().st_size for file in folder.iterdir() if file.suffix in {".txt", ".md"})
    paragraphs = list(read_paragraphs(folder))
    progress(f"{engine}: {text_bytes / 1e6:.1f} MB")
    build = run_phase("index_library", library=str(folder))
    queries = draw(paragraphs, asked.seed, asked.each)
    quotations = draw_quotations(paragraphs, asked.seed, asked.each + -(-WARM_UP // len(KINDS)))
    return {
        "text_bytes": text_bytes,
        "build": build,
        "search": run_phase("search_library", library=str(folder), queries=queries),
        "quote": run_phase("quote_library", library=str(folder), queries=quotations),
    }


@contextmanager
def _cluster(url: str | None, folder: Path, *, needed: bool) -> Iterator[str]:
    """Yield the address of a cluster, that of a new node where none is named and one is needed."""
    if url or not needed:
        yield url or ""
        return
    (node,) = new_nodes(folder, "a")
    pipe = node.start([node])
    try:
        node.wait()
        yield node.url
    finally:
        node.kill()
        os.close(pipe)


def _row(engine: str, size: int, figures: Figures) -> tuple[str, ...]:
    """Return the figures of one engine at one size as the table has them."""
    build, text_bytes = figures["build"], figures["text_bytes"]
    search, quote = figures["search"], figures["quote"]
    made_up = quote["queries"] // len(KINDS)
    return (
        f"{engine}, {size:,} paragraphs",
        f"{text_bytes / 1e6 / build['seconds']:.2f}",
        f"{(build['peak_bytes'] or 0) / 1e6:.0f}",
        f"{build['index_bytes'] / text_bytes:.2f}",
        *(f"{each['all']['p50']:.0f} / {each['all']['p95']:.0f}" for each in (search, quote)),
        f"{quote['queries'] - quote['empty']} of {quote['queries'] - made_up}",
    )


if __name__ == "__main__":
    main()
