"""The five real sources against their known answers, where these are at hand (../shared; in CI they are)."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kurilsearch.hit import Hit
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library
from kurilsearch.model import Kind, ParsedDocument
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source
from kurilsearch.vocabulary.japanese import can_read_kanji
from tests.requirements import IN_CI

Gold = dict[str, dict[str, Any]]

_KANJI = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def gold(shared_gold: Path) -> Gold:
    files: Gold = json.loads((shared_gold / "seeds-public.json").read_text(encoding="utf-8"))["files"]
    return files


def described(gold: Gold, part: str) -> Gold:
    return {file: entry for file, entry in gold.items() if entry.get(part)}


def parsed(shared_seeds: Path, file: str) -> ParsedDocument:
    return parse_document(read_source(shared_seeds / file))


def test_paragraphs_are_found_whole_and_apart(gold: Gold, shared_seeds: Path) -> None:
    for file, entry in described(gold, "paragraphs").items():
        running = [p for p in parsed(shared_seeds, file).passages if p.kind in (Kind.BODY, Kind.BLOCKQUOTE)]
        spans = [set(p.way_back.source_pieces(0, len(p.text), split_at_wraps=True)) for p in running]
        edges = [(item["pieces"][0][0], item["pieces"][-1][1] - 1) for item in entry["paragraphs"]["items"]]
        holders = [(_holder(spans, first), _holder(spans, last)) for first, last in edges]
        found = sum(
            first is not None and first == last and sum(first in pair for pair in holders) == 1
            for first, last in holders
        )
        precision, recall = found / len(running), found / len(edges)
        assert 2 * precision * recall / (precision + recall) >= 0.95, (file, precision, recall)


def _holder(spans: list[set[tuple[int, int]]], offset: int) -> int | None:
    # the gold counts a note mark at a paragraph's end as its part: look a few characters back as well
    for back in range(14):
        for number, pieces in enumerate(spans):
            if any(start <= offset - back < end for start, end in pieces):
                return number
    return None


def test_headings_have_their_text_and_line(gold: Gold, shared_seeds: Path) -> None:
    for file, entry in described(gold, "headings").items():
        document = parsed(shared_seeds, file)
        found = {
            (document.source.text.count("\n", 0, p.char_start) + 1, p.text)
            for p in document.passages
            if p.kind is Kind.HEADING
        }
        wanted = {(heading["line"], heading["text"]) for heading in entry["headings"]}
        assert len(found & wanted) >= 0.9 * len(wanted), (file, wanted - found)


def test_notes_and_references_are_passages_of_their_own_kind(gold: Gold, shared_seeds: Path) -> None:
    for file, entry in gold.items():
        kinds = [passage.kind for passage in parsed(shared_seeds, file).passages] if "references" in entry else []
        if entry.get("references"):
            assert kinds.count(Kind.REFERENCE) == len(entry["references"]), file
        if entry.get("footnotes"):
            assert abs(kinds.count(Kind.NOTE) - len(entry["footnotes"])) <= 1, file


def test_page_breaks_are_recovered_from_their_traces(gold: Gold, shared_seeds: Path) -> None:
    for file, entry in gold.items():
        breaks = [
            at for at in entry.get("pages", {}).get("breaks", ()) if at["kind"] == "page" and at["confidence"] > 0.8
        ]
        if breaks:
            found = {page.start for page in parsed(shared_seeds, file).pages}
            near = [at for at in breaks if any(abs(start - at["char_offset"]) <= 2 for start in found)]
            assert len(near) >= 0.9 * len(breaks), (file, [at["line"] for at in breaks if at not in near])


def test_no_boilerplate_is_quoted(gold: Gold, shared_seeds: Path) -> None:
    for file, entry in described(gold, "boilerplate").items():
        for passage in parsed(shared_seeds, file).passages:
            if passage.kind in (Kind.BODY, Kind.BLOCKQUOTE):
                for start, end in passage.way_back.source_pieces(0, len(passage.text)):
                    for region in entry["boilerplate"]:
                        inside = min(end, region["char_end"]) - max(start, region["char_start"])
                        assert inside <= 0 or region["kind"] == "edit mark", (file, region)


def test_the_title_is_the_first_heading(gold: Gold, shared_seeds: Path) -> None:
    for file, entry in gold.items():
        first = next(passage for passage in parsed(shared_seeds, file).passages if passage.kind is Kind.HEADING)
        assert first.text == entry["metadata"]["title"], file


# Quotations

_NEAR = 3
"""Characters that either end of a span may be off."""


@pytest.fixture(scope="module")
def quotations(shared_gold: Path) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads((shared_gold / "quotes-public.json").read_text(encoding="utf-8"))
    return items


@pytest.fixture(scope="module")
def library(shared_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The five sources as a library; they are copied, because the index goes beside them."""
    folder = tmp_path_factory.mktemp("sources")
    for file in shared_seeds.glob("*.txt"):
        shutil.copy(file, folder)
    init_library(folder)
    with open_library(folder) as library:
        library.index()
        yield library


def test_every_quotation_is_found_at_its_place(quotations: list[dict[str, Any]], library: Library) -> None:
    missed = []
    for item in quotations:
        if item["kind"] == "negative" or (_KANJI.search(item["query"]) and not (can_read_kanji() or IN_CI)):
            continue
        first = next(iter(library.find_quotation(item["query"]).hits), None)
        places = [item, *item.get("also_at", ())]
        if first is None or first.file != item["file"] or not any(_at(first, place) for place in places):
            missed.append((item["id"], first and (first.file, first.char_start, first.char_end)))
    assert missed == []


def _at(hit: Hit, place: dict[str, int]) -> bool:
    return abs(hit.char_start - place["char_start"]) <= _NEAR and abs(hit.char_end - place["char_end"]) <= _NEAR


def test_what_is_in_none_of_them_is_not_found(quotations: list[dict[str, Any]], library: Library) -> None:
    asked = [item["query"] for item in quotations if item["kind"] == "negative"]
    assert asked
    assert [result.query for result in library.find_quotations(asked) if result.hits] == []


def test_an_exact_quotation_is_word_for_word(quotations: list[dict[str, Any]], library: Library) -> None:
    for item in quotations:
        if item["kind"] in ("exact", "typographic"):
            hit = library.find_quotation(item["query"]).hits[0]
            assert hit.faithful, (item["id"], hit.differences)
            assert hit.quote.split() == item["verbatim"].split() or item["kind"] == "typographic", item["id"]


def test_a_misremembered_quotation_is_not_called_faithful(quotations: list[dict[str, Any]], library: Library) -> None:
    for item in quotations:
        if item["kind"] == "misremembered":
            hit = library.find_quotation(item["query"]).hits[0]
            assert not hit.faithful, item["id"]


def test_an_ellipsis_leaves_out_what_lies_between_its_pieces(
    quotations: list[dict[str, Any]], library: Library
) -> None:
    for item in quotations:
        if item["kind"] == "two_sentences_with_ellipsis":
            hit = library.find_quotation(item["query"]).hits[0]
            segments = item["segments"]
            assert len(hit.matches) == len(segments), item["id"]
            for omission, (before, after) in zip(hit.omissions, pairwise(segments), strict=True):
                assert before["char_end"] <= omission.char_start + _NEAR, item["id"]
                assert omission.char_end <= after["char_start"] + _NEAR, item["id"]
