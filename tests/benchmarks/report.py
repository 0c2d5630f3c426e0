"""The figures as tables, printed with the bars they are held against, and as README.md has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import linear_regression

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
    yield ""
    yield from (" | ".join(row) for row in table(measured).rows)
    if measured.get("growth"):
        yield from _growth(measured["growth"])


def table(measured: Figures) -> Table:
    """Return the table of README.md: every engine and program on the same texts and queries, in one run."""
    corpus, engines, programs = measured["corpus"], measured["engines"], measured["programs"]
    columns = (*engines, *programs)
    found = {
        "indexing, MB/s": {name: build["mb_per_second"] for name, build in _builds(measured).items()},
        "the same, processor seconds": {name: build["cpu_seconds"] for name, build in _builds(measured).items()},
        **{row: cells for name, form in measured["forms"].items() for row, cells in _of_form(name, form).items()},
        "peak memory of indexing, MB": {
            name: build["peak_bytes"] / 1e6 for name, build in _builds(measured).items() if build["peak_bytes"]
        },
        "size of the index, times the text": {
            name: build["index_bytes"] / corpus["bytes"] for name, build in _builds(measured).items()
        },
        **_of_searches(measured),
        **_of_quotations(measured),
        "a search as a whole process, ms": {
            "kurilsearch": measured["process"]["warm"] * 1000,
            **{name: program["process"] * 1000 for name, program in programs.items()},
        },
        "of which Python alone, ms": {"kurilsearch": measured["process"]["bare"] * 1000},
        **_of_growth(measured.get("growth", ())),
    }
    rows = [
        (row, *(f"{cells[name]:.{2 if cells[name] < 100 else 0}f}" if name in cells else "" for name in columns))
        for row, cells in found.items()
    ]
    return Table(
        "speed", ("", *columns), rows, f"{corpus['bytes'] / 1e6:.1f} MB in {corpus['paragraphs']:,} paragraphs"
    )


Row = dict[str, float]
"""Figures by the column in which they stand."""


def _builds(measured: Figures) -> dict[str, Figures]:
    everything = measured["engines"] | measured["programs"]
    return {name: figures["build"] for name, figures in everything.items() if figures["build"]}


def _of_form(name: str, form: Figures) -> dict[str, Row]:
    builds = {column: form[column] for column in ("kurilsearch", "recoll") if column in form}
    what = f"{name}, {form['files']} of them" if name == "small files" else name
    return {
        f"indexing, {what}, MB/s": {column: build["mb_per_second"] for column, build in builds.items()},
        f"the same, {name}, processor seconds": {column: build["cpu_seconds"] for column, build in builds.items()},
        f"one of them changed, {name}: brought up to date, s": {"kurilsearch": form["update"]["seconds"]},
        f"status after that, {name}, s": {"kurilsearch": form["update"]["status_seconds"]},
    }


def _of_searches(measured: Figures) -> dict[str, Row]:
    searches = {name: figures["search"] for name, figures in measured["engines"].items()}
    ours = {"kurilsearch": searches["kurilsearch"]}
    return {
        f"{what}, {label} ms": {name: search[kind][figure] for name, search in chosen.items()}
        for what, kind, chosen in (
            ("warm search without filters", "plain", searches),
            ("warm search of every kind", "all", ours),
        )
        for figure, label in (("p50", "median"), ("p95", "95th percentile"))
    }


def _of_quotations(measured: Figures) -> dict[str, Row]:
    kinds = measured["quotations"]["kinds"]
    least = measured.get("any word", {}).get("all", {})
    rows: dict[str, Row] = {}
    for kind, what in (
        ("exact", "a quotation of 12 words that stands"),
        ("damaged", "one of 6 words, one of them another"),
        ("salad", "words that stand nowhere together"),
    ):
        for figure, label in (("p50", "median"), ("p95", "95th percentile")):
            beside = {"plain tantivy": least[figure]} if least else {}
            rows[f"{what}, {label} ms (beside it any of three words)"] = {"kurilsearch": kinds[kind][figure], **beside}
    return rows


def _of_growth(grown: Sequence[Figures]) -> dict[str, Row]:
    """Return the lines that fit the seconds of indexing, and the median of searches, at all sizes; none for one."""
    sizes = [one["bytes"] / 1e6 for one in grown]
    if len(set(sizes)) < 2:
        return {}
    rows: dict[str, Row] = {}
    for what, values in (
        ("indexing, seconds", [one["build"]["seconds"] for one in grown]),
        ("memory of indexing, MB", [(one["build"]["peak_bytes"] or 0) / 1e6 for one in grown]),
        ("warm search, ms", [one["search"]["all"]["p50"] for one in grown]),
    ):
        slope, constant = linear_regression(sizes, values)
        rows[f"{what}: for each MB, a line fitted at {sizes[0]:.0f} to {sizes[-1]:.0f} MB"] = {"kurilsearch": slope}
        rows[f"{what}: beside that"] = {"kurilsearch": constant}
    return rows


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
