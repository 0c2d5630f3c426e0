"""How soon a search is painted in the browser, and how soon the picture of a page is there.

``python -m tests.benchmarks.web`` searches a made corpus in the system's Chromium, and draws the pages of a PDF that
were not drawn before. The first is counted from Enter on, the second from the request.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library
from tests.benchmarks.corpus import make_corpus, read_paragraphs
from tests.benchmarks.queries import draw_queries
from tests.benchmarks.tables import Table, write_table
from tests.web_client import visitor
from tests.web_papers import two_pages
from tests.web_server import Visit, chromium, served, thousand_pages, visit

WATCH = """
let began = 0, done;
addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  began = event.timeStamp;
  window.painted = new Promise((resolve) => { done = resolve; });
}, true);
addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
  if (!began || !document.querySelector(".hit, .empty, .problem")) return;
  const [key, { port1, port2 }] = [began, new MessageChannel()];
  began = 0;
  port1.onmessage = () => done(performance.now() - key);
  requestAnimationFrame(() => port2.postMessage(0));
}).observe(document.body, { childList: true }));
"""
"""Counts the milliseconds from Enter to the frame that has the hits: what follows a frame's callbacks is its paint."""

PICTURES = 40


def painted(here: Visit, queries: list[str], tries: int = 1) -> list[float]:
    """Return the milliseconds from Enter to the painted result of each query, the quickest of so many tries."""
    best = [float("inf")] * len(queries)
    for _ in range(tries):
        for number, query in enumerate(queries):
            here.page.locator("#q").fill(query)
            here.page.locator("#q").press("Enter")
            best[number] = min(best[number], float(here.page.evaluate("window.painted")))
    return best


def written(library: Library, queries: list[str]) -> tuple[list[float], list[float]]:
    """Return the milliseconds in which the server writes each result, by the clock and of the processor."""
    by_clock, of_processor = [], []
    with visitor(library) as client:
        for query in queries:
            clock, processor = perf_counter(), process_time()
            client.get("/", params={"q": query})
            by_clock.append(1000 * (perf_counter() - clock))
            of_processor.append(1000 * (process_time() - processor))
    return by_clock, of_processor


def pictures(library: Library) -> list[float]:
    """Return the milliseconds from the request to the picture of pages that nobody has seen yet."""
    times = []
    with visitor(library) as client:
        for file in ("letter.pdf", "thousand.pdf"):
            document = library.find_document(file)
            client.get(f"/read/{document.id:x}/picture/1?width=2000")  # the process that draws has started
            for number in range(1, min(len(document.pages), PICTURES) + 1):
                began = perf_counter()
                client.get(f"/read/{document.id:x}/picture/{number}?width=1400")
                times.append(1000 * (perf_counter() - began))
    return times


def row(name: str, times: list[float]) -> tuple[str, str, str]:
    """Return median and 95th percentile as cells."""
    return name, f"{median(times):.0f}", f"{quantiles(times, n=20)[-1]:.0f}"


def main() -> None:
    """Measure, print, and with ``--write`` put the figures into README.md."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.web", description=__doc__)
    parser.add_argument("--passages", type=int, default=30_000)
    parser.add_argument("--each", type=int, default=5, help="timed queries of each kind")
    parser.add_argument("--tries", type=int, default=1, help="times that each is painted; the quickest counts")
    parser.add_argument("--made", type=Path, help="a folder in which the corpus is kept, or was by an earlier run")
    parser.add_argument("--write", action="store_true", help="write the table of README.md")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="kurilsearch-benchmark-") as name:
        folder = asked.made or Path(name) / "made"
        if not folder.exists():
            make_corpus(folder, asked.passages, 1956)
            (folder / "letter.pdf").write_bytes(two_pages())
            thousand_pages(folder)
            init_library(folder)
        queries = [query.text for query in draw_queries(read_paragraphs(folder), 7, asked.each)]
        with open_library(folder) as library:
            report = library.index()
            written(library, queries[:5])
            by_clock, of_processor = written(library, queries)
            drawn = pictures(library)
        with (
            open_library(folder) as library,
            served(library) as access,
            chromium() as browser,
            visit(browser, access) as here,
        ):
            here.page.add_init_script(WATCH)
            here.go("/")
            painted(here, queries[:5])
            seen = painted(here, queries, asked.tries)
    quickest = f", the quickest of {asked.tries}" if asked.tries > 1 else ""
    rows = [
        row(f"a search, from Enter to the painted result{quickest}", seen),
        row("the same, until the server has written the page", by_clock),
        row("of which time of the processor", of_processor),
        row("the picture of a page that was not drawn before, 1,400 pixels wide", drawn),
    ]
    for cells in rows:
        print(f"{cells[0]}: median {cells[1]} ms, 95th percentile {cells[2]} ms")
    if asked.write:
        caption = f"{report.passages:,} passages, {len(queries)} queries of every kind, {len(drawn)} pages"
        write_table(Table("web", ("", "median ms", "95th percentile ms"), rows, caption))


if __name__ == "__main__":
    main()
