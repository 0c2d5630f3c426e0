"""The figures as tables, printed with the bars they are held against, and as README.md has them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.phases import Figures
from tests.benchmarks.tables import Table

MB_A_SECOND, MB_A_SECOND_AIM = 4.0, 8.0
MEDIAN_MS, P95_MS = 5.0, 15.0
PROCESS_SECONDS, PROCESS_AIM = 0.4, 0.2


def report(measured: Figures) -> Iterator[str]:
    """Yield the lines of the report."""
    corpus = measured["corpus"]
    yield measured["machine"] + ", " + ", ".join(f"{name} {number}" for name, number in measured["versions"].items())
    yield f"{corpus['bytes'] / 1e6:.1f} MB in {corpus['paragraphs']} paragraphs, {corpus['files']} files"
    yield from _indexing(measured)
    yield from _searching(measured)
    yield from _process(measured["process"])
    if measured.get("growth"):
        yield from _growth(measured["growth"])


def table(measured: Figures) -> Table:
    """Return the table of README.md: every engine on the same texts and queries, in one run."""
    corpus, engines, process = measured["corpus"], measured["engines"], measured["process"]
    builds = [figures["build"] for figures in engines.values()]
    searches = [figures["search"] for figures in engines.values()]
    none = [""] * (len(engines) - 1)
    rows = [
        ("indexing, MB/s", *(f"{build['mb_per_second']:.2f}" for build in builds)),
        ("peak memory of indexing, MB", *(megabytes(build["peak_bytes"]) for build in builds)),
        ("size of the index, times the text", *(f"{build['index_bytes'] / corpus['bytes']:.2f}" for build in builds)),
        ("warm search without filters, median ms", *(f"{search['plain']['p50']:.2f}" for search in searches)),
        ("the same, 95th percentile ms", *(f"{search['plain']['p95']:.2f}" for search in searches)),
        ("warm search of every kind, median ms", f"{searches[0]['all']['p50']:.2f}", *none),
        ("the same, 95th percentile ms", f"{searches[0]['all']['p95']:.2f}", *none),
        ("second search as a whole process, s", f"{process['warm']:.2f}", *none),
        ("of which Python alone, s", f"{process['bare']:.2f}", *none),
    ]
    return Table(
        "speed", ("", *engines), rows, f"{corpus['bytes'] / 1e6:.1f} MB in {corpus['paragraphs']:,} paragraphs"
    )


def missed(measured: Figures) -> list[str]:
    """Return the bars that were missed, in words."""
    ours = measured["engines"]["kurilsearch"]
    checks = {
        f"indexing below {MB_A_SECOND} MB/s": ours["build"]["mb_per_second"] < MB_A_SECOND,
        f"median search above {MEDIAN_MS} ms": ours["search"]["all"]["p50"] > MEDIAN_MS,
        f"95th percentile above {P95_MS} ms": ours["search"]["all"]["p95"] > P95_MS,
        f"whole process above {PROCESS_SECONDS} s": measured["process"]["warm"] > PROCESS_SECONDS,
        "files that could not be read": bool(ours["build"]["failures"]),
    }
    return [words for words, is_missed in checks.items() if is_missed]


def _indexing(measured: Figures) -> Iterator[str]:
    yield ""
    yield f"Indexing (bar: {MB_A_SECOND:.0f} MB/s, aim {MB_A_SECOND_AIM:.0f})"
    yield f"{'':16}{'MB/s':>8}{'seconds':>9}{'cpu s':>8}{'peak MB':>9}{'index MB':>10}{'of text':>9}{'ratio':>8}"
    ours = measured["engines"]["kurilsearch"]["build"]["mb_per_second"]
    for name, figures in measured["engines"].items():
        build = figures["build"]
        share = build["index_bytes"] / measured["corpus"]["bytes"]
        yield (
            f"{name:16}{build['mb_per_second']:8.2f}{build['seconds']:9.1f}{build['cpu_seconds']:8.1f}"
            f"{megabytes(build['peak_bytes']):>9}{build['index_bytes'] / 1e6:10.1f}{share:9.2f}"
            f"{ours / build['mb_per_second']:7.1f}x"
        )


def _searching(measured: Figures) -> Iterator[str]:
    yield ""
    yield f"Warm searches, ten hits, in ms (bars: median {MEDIAN_MS:.0f}, 95th percentile {P95_MS:.0f})"
    yield f"{'':16}{'queries':>16}{'p50':>8}{'p95':>8}{'max':>8}{'peak MB':>9}{'ratio':>8}"
    ours = measured["engines"]["kurilsearch"]["search"]
    for name, figures in measured["engines"].items():
        search = figures["search"]
        for label, times in (("all", search["all"]),) if name == "kurilsearch" else ():
            yield _times(name, label, times, megabytes(search["peak_bytes"]), "")
        ratio = f"{search['plain']['p50'] / ours['plain']['p50']:.2f}x"
        yield _times(name, "without filters", search["plain"], megabytes(search["peak_bytes"]), ratio)
    yield ""
    for kind, times in ours["kinds"].items():
        others = "".join(
            f"   {name} {figures['search']['kinds'][kind]['p50']:.2f}"
            for name, figures in measured["engines"].items()
            if name != "kurilsearch" and kind in figures["search"]["kinds"]
        )
        yield _times("", kind, times, "", "") + others
    yield f"{'':16}{ours['empty']} of {ours['queries']} queries found nothing"


def _times(name: str, label: str, times: Figures, peak: str, ratio: str) -> str:
    return f"{name:16}{label:>16}{times['p50']:8.2f}{times['p95']:8.2f}{times['max']:8.1f}{peak:>9}{ratio:>8}".rstrip()


def _process(process: Figures) -> Iterator[str]:
    cold = "cold" if process["dropped_from_cache"] else "first"
    yield ""
    yield f"Whole process, in seconds (bar: {PROCESS_SECONDS}, aim {PROCESS_AIM})"
    yield (
        f"{cold} {process['cold']:.3f}, warm {process['warm']:.3f} (slowest {process['warm_max']:.3f}); "
        f"Python alone {process['bare']:.3f}"
    )


def _growth(grown: list[Figures]) -> Iterator[str]:
    yield ""
    yield "Growth"
    yield f"{'paragraphs':>12}{'MB':>8}{'index s':>9}{'MB/s':>8}{'peak MB':>9}{'index MB':>10}{'p50':>8}{'p95':>8}"
    for one in grown:
        build, search = one["build"], one["search"]
        yield (
            f"{one['paragraphs']:12}{one['bytes'] / 1e6:8.1f}{build['seconds']:9.1f}{build['mb_per_second']:8.2f}"
            f"{megabytes(build['peak_bytes']):>9}{build['index_bytes'] / 1e6:10.1f}"
            f"{search['all']['p50']:8.2f}{search['all']['p95']:8.2f}"
        )


def megabytes(size: int | None) -> str:
    """Return a size in MB, or a dash where it is not known."""
    return f"{size / 1e6:.0f}" if size is not None else "-"
