"""The judge in many languages: golden pairs of a source and a quotation, with what is to be said of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kurilsearch.hit import Hit
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library

GOLDEN = Path(__file__).parent / "golden" / "judgements.txt"
UPDATE = bool(os.environ.get("KURILSEARCH_UPDATE_GOLDEN"))


@dataclass(frozen=True)
class Pair:
    """A sentence of a source, a quotation of it, and what is said; ``title`` begins with the language."""

    title: str
    source: str
    quoted: str
    answer: str

    @property
    def file(self) -> str:
        return f"{self.title.split(':')[0]}.txt"


def read_pairs() -> tuple[str, list[Pair]]:
    head, *rest = re.split(r"^=== (.+)\n", GOLDEN.read_text(encoding="utf-8"), flags=re.MULTILINE)
    pairs: list[Pair] = []
    source = ""
    for title, body in zip(rest[::2], rest[1::2], strict=True):
        lines = body.strip("\n").splitlines()
        source = next((line[2:] for line in lines if line.startswith("> ")), source)
        quoted = next(line[2:] for line in lines if line.startswith("? "))
        pairs.append(
            Pair(title, source, quoted, "".join(f"{line}\n" for line in lines if line[:2] not in ("> ", "? ")))
        )
    return head, pairs


HEAD, PAIRS = read_pairs()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("judge")
    for file in dict.fromkeys(pair.file for pair in PAIRS):
        sentences = dict.fromkeys(pair.source for pair in PAIRS if pair.file == file)
        (folder / file).write_text("\n\n".join(sentences) + "\n", encoding="utf-8", newline="\n")
    init_library(folder)
    with open_library(folder) as library:
        library.index()
        yield library


def told(hit: Hit) -> str:
    lines = [f"! {hit.verdict}"]
    for each in hit.differences or ():
        reason = f" ({each.reason})" if each.reason else ""
        lines.append(f'  {each.kind}: "{each.quoted}" -> "{each.source}"{reason}')
    lines += [f"  mind {caution.place}: {', '.join(caution.words)}" for caution in hit.cautions]
    lines += [f"  left out: {omission.text} [{', '.join(omission.negations)}]" for omission in hit.omissions]
    return "".join(f"{line}\n" for line in lines)


def answer(pair: Pair, library: Library) -> str:
    hits = library.find_quotation(pair.quoted).hits
    hit = next((hit for hit in hits if hit.file == pair.file), None)
    return told(hit) if hit is not None else "! not found\n"


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.title)
def test_golden_judgement(pair: Pair, library: Library) -> None:
    if not UPDATE:
        assert answer(pair, library) == pair.answer


def test_update_golden(library: Library) -> None:
    if not UPDATE:
        pytest.skip("KURILSEARCH_UPDATE_GOLDEN is not set")
    parts = [HEAD.rstrip("\n") + "\n"]
    source = ""
    for pair in PAIRS:
        told_source = f"> {pair.source}\n" if pair.source != source else ""
        source = pair.source
        parts.append(f"=== {pair.title}\n{told_source}? {pair.quoted}\n{answer(pair, library)}")
    GOLDEN.write_text("\n".join(parts), encoding="utf-8", newline="\n")
