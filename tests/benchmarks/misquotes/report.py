"""The figures as tables, printed with the bars they are held against, and as README.md has them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.misquotes.measure import Figures
from tests.benchmarks.tables import Table

RECALL, RECALL_SHORT = 0.99, 0.95
SHORT = frozenset(("short, one word", "ocr 5%, short"))
FALSE_FINDS = 0.005
MEANING_CAUGHT, FAITHFUL = 0.99, 0.98
FAITHFUL_CLASSES = ("ocr 2%", "ocr 5%", "ocr 10%", "typography")
LIES_TOLD, TRUTHS_FAITHFUL, CONFUSIONS_DOUBTFUL, BOTH_NAMED = 0.995, 0.99, 0.95, 0.95
MEDIAN_MS = 10.0
TIMES_FASTER, LARGE = 50.0, 5_000_000  # the second in words: a small corpus is scanned in no time
BELOW_SCAN = 0.005

VERDICTS = ("faithful", "doubtful", "altered")

_COLUMNS = (
    ("cases", "cases", 7), ("recall", "strict", 8), ("fair", "fair", 8), ("wrong", "wrong_place", 8),
    ("missed", "missed", 8), ("false", "false_finds", 8), ("error", "span_error", 7), ("ends", "ends_right", 8),
    ("kind", "kind_reported", 8), ("caught", "meaning_caught", 8), ("faithful", "faithful", 10),
    ("p50", "p50", 8), ("p95", "p95", 8),
)  # fmt: skip
_COUNTED = frozenset(("cases", "span_error"))
_MS = frozenset(("p50", "p95"))


def report(measured: Figures) -> Iterator[str]:
    """Yield the lines of the report."""
    corpus = measured["corpus"]
    yield f"{measured['machine']}, seed {measured['seed']}"
    yield f"{corpus['documents']} documents, {corpus['passages']} passages, {corpus['words']} words"
    yield ""
    yield "In %: recall of the first hit by its place, fair (or words as near), in a wrong place, missed, false finds;"
    yield "error of the span in characters (median), both ends within 3; kind of difference reported, change of meaning"
    yield "caught, called faithful; milliseconds a quotation"
    yield f"{'':22}" + "".join(f"{title:>{width}}" for title, _, width in _COLUMNS)
    for name, figures in measured["kurilsearch"]["classes"].items():
        yield f"{name:22}" + "".join(_cell(figures.get(key), key, width) for _, key, width in _COLUMNS)
    yield f"{'all':22}" + "".join(
        _cell(measured["kurilsearch"]["all"].get(key), key, width) for _, key, width in _COLUMNS
    )
    yield from _kinds(measured["kurilsearch"])
    yield from _judged(measured["kurilsearch"])
    yield from _rivals(measured)


def _kinds(ours: Figures) -> Iterator[str]:
    yield ""
    exact = ours["classes"].get("exact", {}).get("no_difference")
    yield "Kinds of difference, over the classes with one damage or none" + (
        f"; exact quotations without any difference: {100 * exact:.1f}%" if exact is not None else ""
    )
    yield f"{'':22}{'recall':>8}{'precision':>11}{'reported':>10}"
    for kind, figures in ours["kinds"].items():
        recall, precision = _percent(figures["recall"]), _percent(figures["precision"])
        yield f"{kind:22}{recall:>8}{precision:>11}{figures['reported']:>10}"


def _judged(ours: Figures) -> Iterator[str]:
    """Yield the classes that are about the verdict, and the quotations joined of two pieces."""
    judged = {name: figures for name, figures in ours["classes"].items() if "failing" in figures}
    if judged:
        yield ""
        yield "Verdicts in %: right (of lies: not faithful, and told as what they are), and how many fail in which way"
        yield f"{'':22}{'cases':>7}{'right':>8}{'faithful':>10}{'doubtful':>10}{'altered':>9}  failing"
    for name, figures in judged.items():
        said = [_percent(figures["verdicts"].get(verdict, 0) / figures["cases"]) for verdict in VERDICTS]
        yield (
            f"{name:22}{figures['cases']:>7}{_percent(figures['right']):>8}{said[0]:>10}{said[1]:>10}{said[2]:>9}"
            f"  {_counts(figures['failing'])}"
        )
    if ours.get("joined"):
        yield ""
        yield "Joined of two pieces, in %: found (none stands), both places named"
        yield f"{'':22}{'cases':>7}{'found':>8}{'both':>8}  failing"
    for name, figures in ours.get("joined", {}).items():
        shares = _percent(figures["found"]), _percent(figures["both_named"])
        yield f"{name:22}{figures['cases']:>7}{shares[0]:>8}{shares[1]:>8}  {_counts(figures['failing'])}"


def _counts(failing: dict[str, int]) -> str:
    return ", ".join(f"{count} {way}" for way, count in failing.items())


def _rivals(measured: Figures) -> Iterator[str]:
    rivals = measured.get("rivals", [])
    if rivals:
        yield ""
        yield "Side by side on the same cases (at thr.: above the score that keeps its false finds as few as ours)"
        yield (
            f"{'':22}{'cases':>7}{'recall':>8}{'fair':>8}{'at thr.':>9}{'false':>8}{'p50 ms':>10}"
            f"{'ours: fair':>12}{'false':>8}{'p50 ms':>9}{'ratio':>8}"
        )
    for rival in rivals:
        ours = rival["ours"]
        ratio = f"{rival['times_slower']:.0f}x" if rival["times_slower"] else "-"
        yield (
            f"{rival['name']:22}{rival['cases']:>7}{_percent(rival['strict']):>8}{_percent(rival['fair']):>8}"
            f"{_percent(rival['fair_at_threshold']):>9}{_percent(rival['false_finds']):>8}{rival['p50']:>10.1f}"
            f"{_percent(ours['fair']):>12}{_percent(ours['false_finds']):>8}{ours['p50']:>9.2f}{ratio:>8}"
        )
    yield from _checkers(measured.get("checkers", []))
    if measured.get("absent"):
        yield "not installed: " + ", ".join(measured["absent"])


def _checkers(checkers: list[Figures]) -> Iterator[str]:
    """Yield who calls what true, each tool beside kurilsearch on the same cases."""
    if checkers:
        yield ""
        yield "Called true in %, theirs/ours on the same cases (exact and truths are; each tool is told the source)"
        yield f"{'':22}{'cases':>7}" + "".join(f"{group:>15}" for group in checkers[0]["groups"]) + f"{'p50 ms':>10}"
    for each in checkers:
        shares = [f"{_percent(group['theirs'])}/{_percent(group['ours'])}" for group in each["groups"].values()]
        yield (
            f"{each['name']:22}{each['cases']:>7}" + "".join(f"{said:>15}" for said in shares) + f"{each['p50']:>10.1f}"
        )


_OF_README = (
    ("cases", "cases"), ("fair recall %", "fair"), ("false finds %", "false_finds"),
    ("change told %", "meaning_caught"), ("called faithful %", "faithful"), ("median ms", "p50"),
)  # fmt: skip


def table(corpus: str, measured: Figures) -> Table:
    """Return the table of README.md for a corpus, a class a line, then other tools on a few of the cases."""
    ours, size = measured["kurilsearch"], measured["corpus"]
    classes = [*ours["classes"].items(), ("all that stand somewhere", ours["all"])]
    rivals = [(f"{rival['name']}, the likest place whatever its score", rival) for rival in measured.get("rivals", [])]
    rows = [
        [name, *(_cell(figures.get(key), key, 0) for _, key in _OF_README), _said(figures)]
        for name, figures in (*classes, *rivals)
    ]
    caption = f"{size['documents']:,} documents, {size['passages']:,} passages, seed {measured['seed']}"
    columns = ["", *(title for title, _ in _OF_README), f"{' / '.join(VERDICTS)} %"]
    return Table(f"misquotes: {corpus}", columns, rows, caption)


def _said(figures: Figures) -> str:
    """Return the shares of the verdicts of a class whose verdicts are judged."""
    if "verdicts" not in figures:
        return ""
    return " / ".join(_percent(figures["verdicts"].get(verdict, 0) / figures["cases"]) for verdict in VERDICTS)


def missed(measured: Figures) -> list[str]:
    """Return the bars that were missed, in words."""
    ours = measured["kurilsearch"]
    found: list[str] = []
    for name, figures in ours["classes"].items():
        bar = RECALL_SHORT if name in SHORT else RECALL
        if figures.get("fair") is not None and figures["fair"] < bar:
            found.append(f"recall of {name} {100 * figures['fair']:.1f}% below {100 * bar:.0f}%")
        if figures.get("false_finds", 0) > FALSE_FINDS:
            found.append(f"false finds of {name} {100 * figures['false_finds']:.1f}% above {100 * FALSE_FINDS}%")
        if figures.get("meaning_caught", 1) < MEANING_CAUGHT:
            found.append(f"{name} caught in {100 * figures['meaning_caught']:.1f}%, below {100 * MEANING_CAUGHT:.0f}%")
        if name in FAITHFUL_CLASSES and figures.get("faithful", 1) < FAITHFUL:
            found.append(f"{name} called faithful in {100 * figures['faithful']:.1f}%, below {100 * FAITHFUL:.0f}%")
    found += _verdicts_missed(ours)
    if ours["all"]["errors"]:
        found.append(f"{ours['all']['errors']} quotations raised an error")
    if ours["all"].get("p50", 0) > MEDIAN_MS:
        found.append(f"median {ours['all']['p50']:.1f} ms above {MEDIAN_MS:.0f}")
    for rival in measured.get("rivals", []):
        if rival["name"] == "exhaustive scan" and rival["cases"]:
            if rival["ours"]["fair"] < rival["fair"] - BELOW_SCAN:
                found.append("recall below that of the exhaustive scan by more than half a point")
            if measured["corpus"]["words"] >= LARGE and rival["times_slower"] < TIMES_FASTER:
                found.append(f"{rival['times_slower']:.0f} times faster than the scan, not {TIMES_FASTER:.0f}")
    return found


def _verdicts_missed(ours: Figures) -> Iterator[str]:
    """Yield the bars of lies, truths, confusions and joined quotations that were missed, in words."""
    for group, bar, verdict in (
        ("lies", LIES_TOLD, "faithful"),
        ("truths", TRUTHS_FAITHFUL, "altered"),
        ("confusions", CONFUSIONS_DOUBTFUL, "faithful"),
    ):
        of_group = [figures for name, figures in ours["classes"].items() if name.startswith(group)]
        cases = sum(figures["cases"] for figures in of_group)
        right = sum(figures["right"] * figures["cases"] for figures in of_group)
        if cases and right / cases < bar:
            yield f"{group} judged right in {100 * right / cases:.1f}%, below {100 * bar:.1f}%"
        if never := sum(figures["verdicts"].get(verdict, 0) for figures in of_group):
            yield f"{never} of {cases} {group} called {verdict}"
    joined = list(ours.get("joined", {}).values())
    cases = sum(figures["cases"] for figures in joined)
    both = sum(figures["both_named"] * figures["cases"] for figures in joined)
    if cases and both / cases < BOTH_NAMED:
        yield f"both places of joined quotations named in {100 * both / cases:.1f}%, below {100 * BOTH_NAMED:.0f}%"
    if found := sum(round(figures["found"] * figures["cases"]) for figures in joined):
        yield f"{found} of {cases} joined quotations found"


def _cell(value: float | None, key: str, width: int) -> str:
    if value is None:
        text = ""
    elif key in _COUNTED:
        text = f"{value:.0f}"
    elif key in _MS:
        text = f"{value:.2f}"
    else:
        text = _percent(value)
    return f"{text:>{width}}"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}"
