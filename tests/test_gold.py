"""The five real sources against their known answers, where these are at hand (../shared; in CI they are)."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library
from kurilsearch.model import Kind, ParsedDocument
from kurilsearch.vocabulary.japanese import can_read_kanji
from tests.known_answers import (
    NEAR,
    Answers,
    found_though_nowhere,
    read_answers,
    read_document,
    read_quotations,
    score_headings,
    score_page_breaks,
    score_paragraphs,
    score_quotations,
)
from tests.requirements import IN_CI

Gold = dict[str, Answers]

_KANJI = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def gold(shared_gold: Path) -> Gold:
    return read_answers(shared_gold)


def described(gold: Gold, part: str) -> Gold:
    return {file: entry for file, entry in gold.items() if entry.get(part)}


def parsed(shared_seeds: Path, file: str) -> ParsedDocument:
    return read_document(shared_seeds / file)


def test_paragraphs_are_found_whole_and_apart(gold: Gold, shared_seeds: Path) -> None:
    for file, entry in described(gold, "paragraphs").items():
        score = score_paragraphs(parsed(shared_seeds, file), entry)
        assert score.f1 >= 0.95, (file, score)


def test_headings_have_their_text_and_line(gold: Gold, shared_seeds: Path) -> None:
    for file, entry in described(gold, "headings").items():
        score = score_headings(parsed(shared_seeds, file), entry)
        assert score.recall >= 0.9, (file, score)


def test_notes_and_references_are_passages_of_their_own_kind(gold: Gold, shared_seeds: Path) -> None:
    for file, entry in gold.items():
        kinds = [passage.kind for passage in parsed(shared_seeds, file).passages] if "references" in entry else []
        if entry.get("references"):
            assert kinds.count(Kind.REFERENCE) == len(entry["references"]), file
        if entry.get("footnotes"):
            assert abs(kinds.count(Kind.NOTE) - len(entry["footnotes"])) <= 1, file


def test_page_breaks_are_recovered_from_their_traces(gold: Gold, shared_seeds: Path) -> None:
    scores = {file: score_page_breaks(parsed(shared_seeds, file), entry) for file, entry in gold.items()}
    assert any(score.wanted for score in scores.values())
    for file, score in scores.items():
        assert score.recall >= 0.9, (file, score)


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


@pytest.fixture(scope="module")
def quotations(shared_gold: Path) -> list[Answers]:
    return read_quotations(shared_gold)


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


def test_every_quotation_is_found_at_its_place(quotations: list[Answers], library: Library) -> None:
    readable = [item for item in quotations if IN_CI or can_read_kanji() or not _KANJI.search(item["query"])]
    score = score_quotations(library, readable)
    assert score.wanted > 30
    assert score.missed == ()


def test_what_is_in_none_of_them_is_not_found(quotations: list[Answers], library: Library) -> None:
    found, asked = found_though_nowhere(library, quotations)
    assert asked
    assert found == []


def test_an_exact_quotation_is_word_for_word(quotations: list[Answers], library: Library) -> None:
    for item in quotations:
        if item["kind"] in ("exact", "typographic"):
            hit = library.find_quotation(item["query"]).hits[0]
            assert hit.faithful, (item["id"], hit.differences)
            assert hit.quote.split() == item["verbatim"].split() or item["kind"] == "typographic", item["id"]


def test_a_misremembered_quotation_is_not_called_faithful(quotations: list[Answers], library: Library) -> None:
    for item in quotations:
        if item["kind"] == "misremembered":
            hit = library.find_quotation(item["query"]).hits[0]
            assert not hit.faithful, item["id"]


def test_an_ellipsis_leaves_out_what_lies_between_its_pieces(quotations: list[Answers], library: Library) -> None:
    for item in quotations:
        if item["kind"] == "two_sentences_with_ellipsis":
            hit = library.find_quotation(item["query"]).hits[0]
            segments = item["segments"]
            assert len(hit.matches) == len(segments), item["id"]
            for omission, (before, after) in zip(hit.omissions, pairwise(segments), strict=True):
                assert before["char_end"] <= omission.char_start + NEAR, item["id"]
                assert omission.char_end <= after["char_start"] + NEAR, item["id"]
