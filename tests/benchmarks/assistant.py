"""Whether an assistant can get a false quotation past ``check_text``: a scripted client of ``kurilsearch mcp``.

``python -m tests.benchmarks.assistant FOLDER`` makes a library of the folder, draws quotations from it, tells a lie in
three of ten (another number, name, negation, quantifier or word), writes them into answers of three quotations each,
and sends every answer through the protocol, as an assistant would.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kurilsearch.assistant.answers import cut, tokens
from tests.benchmarks.misquotes.classes import CLASSES, Case, make_cases
from tests.benchmarks.misquotes.material import read_material
from tests.benchmarks.misquotes.prepare import prepare
from tests.benchmarks.tables import Table, write_table

PROMISED_TOKENS = 2_000
SHARE_ALTERED = 0.3
QUOTATIONS = 3
"""Quotations of an answer."""

TRUE_CLASSES = ("exact", "truths: typography", "over a wrap", "over a page")
INTRODUCTIONS = (
    "The sources leave little doubt about this.", "It is said of this that", "One of them puts it in these words:",
    "Elsewhere we are told that", "And the same author, or another, has",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation of an answer; ``lie`` is the class of its alteration, None for a true one."""

    words: str
    lie: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of an answer."""

    quotations: tuple[Quoted, ...]
    reply: str

    def is_passed(self, quoted: Quoted) -> bool:
        """Tell whether a quotation was called true."""
        return f"TRUE “{cut(quoted.words, 40)}”" in self.reply

    def is_told(self, quoted: Quoted) -> bool:
        """Tell whether a quotation is named at all."""
        return f"“{cut(quoted.words, 40)}”" in self.reply


def draw_answers(folder: Path, made: Path, count: int, seed: int) -> list[tuple[Quoted, ...]]:
    """Return the quotations of ``count`` answers over the sources of ``folder``; ``made`` is where the library goes."""
    prepared = prepare([folder], made, seed, held_out=0)
    altered = round(SHARE_ALTERED * QUOTATIONS * count)
    lies = tuple(each for each in CLASSES if each.name.startswith("lies: "))
    true = tuple(each for each in CLASSES if each.name in TRUE_CLASSES)
    material = read_material(prepared.library)
    chance = random.Random(seed)
    drawn: list[Quoted] = []
    for classes, number, is_lie in ((lies, altered, True), (true, QUOTATIONS * count - altered, False)):
        cases = [each for each in make_cases(material, classes, number, seed) if _is_plain(each)]
        chance.shuffle(cases)
        drawn += [
            Quoted(" ".join(case.quotation.split()), case.name if is_lie else None) for case in _in_turn(cases)[:number]
        ]
    prepared.close()
    chance.shuffle(drawn)
    return [tuple(drawn[at : at + QUOTATIONS]) for at in range(0, QUOTATIONS * count, QUOTATIONS)]


def _in_turn(cases: Sequence[Case]) -> list[Case]:
    """Return cases so that each class has its turn, as long as it has any."""
    seen: Counter[str] = Counter()
    turns: list[int] = []
    for case in cases:
        turns.append(seen[case.name])
        seen[case.name] += 1
    return [cases[at] for _, at in sorted(zip(turns, range(len(cases)), strict=True))]


def _is_plain(case: Case) -> bool:
    """Tell whether a quotation can stand in marks in a line of prose as it is."""
    return not any(sign in case.quotation for sign in "“”„«»\"'‘’「」\n")


def written(quotations: Sequence[Quoted], chance: random.Random) -> str:
    """Return an answer as an assistant would write it."""
    return " ".join(f"{chance.choice(INTRODUCTIONS)} “{each.words}”. That is telling." for each in quotations)


async def ask(library: Path, answers: Sequence[tuple[Quoted, ...]], seed: int) -> list[Told]:
    """Send the answers to a server over standard input and output, one after another."""
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    chance = random.Random(seed)
    arguments = ["-m", "kurilsearch", "mcp", "--library", str(library)]
    async with (
        stdio_client(StdioServerParameters(command=sys.executable, args=arguments)) as (reading, writing),
        ClientSession(reading, writing) as session,
    ):
        await session.initialize()
        told = []
        for quotations in answers:
            called = await session.call_tool("check_text", {"text": written(quotations, chance)})
            told.append(Told(quotations, called.content[0].model_dump()["text"]))
        return told


def main() -> None:
    """Measure, print, and with ``--write`` put the figures into README.md."""
    import anyio

    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.assistant", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--answers", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1956)
    parser.add_argument("-v", action="store_true", help="print what was judged wrongly")
    parser.add_argument("--write", action="store_true", help="write the table of README.md")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="kurilsearch-assistant-") as name:
        made = Path(name) / "made"
        answers = draw_answers(asked.folder, made, asked.answers, asked.seed)
        told = anyio.run(ask, made / "library", answers, asked.seed)
    counts: Counter[str] = Counter()
    for each in told:
        counts["longest"] = max(counts["longest"], round(tokens(each.reply)))
        counts["silent"] += sum(not each.is_told(quoted) for quoted in each.quotations)
        for quoted in each.quotations:
            wrong = each.is_passed(quoted) is (quoted.lie is not None)
            counts["altered" if quoted.lie else "true"] += 1
            counts["missed" if quoted.lie else "refused"] += wrong
            if wrong and asked.v:
                print(f"\n{quoted.lie or 'true'}: {quoted.words}\n{each.reply}")
    rows = [
        ("altered quotations that are flagged", f"{counts['altered'] - counts['missed']} of {counts['altered']}"),
        ("true quotations that pass", f"{counts['true'] - counts['refused']} of {counts['true']}"),
        ("quotations of which nothing is said", f"{counts['silent']}"),
        (f"tokens of the longest reply, of {PROMISED_TOKENS:,}", f"{counts['longest']:,}"),
    ]
    for name, figure in rows:
        print(f"{name}: {figure}")
    if asked.write:
        write_table(Table("assistant", ("", ""), rows, f"{len(told)} answers of {QUOTATIONS} quotations"))


if __name__ == "__main__":
    main()
