"""The retrieval benchmark measures what it says, and kurilsearch ranks a small collection by it."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from tests.benchmarks.retrieval import (
    as_known_items,
    average_precision,
    evaluate,
    measure,
    ndcg,
    precision,
    read_collection,
    side_by_side,
    table,
)

DOCUMENTS = {
    "1": ("Ferry lines", "Ferries carry the mail over the strait in summer, and the old line is kept open."),
    "2": ("Ice in the strait", "In winter the strait is closed by ice, and sledges carry what must be carried."),
    "3": ("The price of herring", "Herring is sold at the harbour, by weight, and never on a Monday."),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "islands"
    folder.mkdir()
    rows = [{"_id": name, "title": title, "text": text} for name, (title, text) in DOCUMENTS.items()]
    queries = [
        {"_id": "a", "text": "which ferry carries mail?"},
        {"_id": "b", "text": "ice"},
        {"_id": "c", "text": "?"},
    ]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), encoding="utf-8")
    (folder / "qrels.tsv").write_text("a\t0\t1\t-1\nb\t0\t2\t2\nb\t0\t3\t0\n", encoding="utf-8")
    return folder


def test_a_collection_is_read(folder: Path) -> None:
    collection = read_collection(folder)
    assert collection.queries == {"a": "which ferry carries mail?", "b": "ice"}
    assert collection.relevant == {"a": {"1": 1}, "b": {"2": 2}}


def test_the_measures_are_those_of_the_textbooks() -> None:
    relevant = {"x": 1, "y": 2, "z": 1}
    ranking = ["n", "x", "n2", "y"]
    assert average_precision(ranking, relevant) == pytest.approx((1 / 2 + 2 / 4) / 3)
    assert precision(ranking, relevant, 4) == 0.5
    ideal = 2 + 1 / math.log2(3) + 1 / math.log2(4)
    assert ndcg(ranking, relevant) == pytest.approx((1 / math.log2(3) + 2 / math.log2(5)) / ideal)


def test_all_systems_rank_the_small_collection(folder: Path, tmp_path: Path) -> None:
    measured = measure(read_collection(folder), "tantivy", tmp_path / "work")
    assert list(measured) == [
        "kurilsearch",
        "plain tantivy",
        "plain whoosh",
        "BM25 Porter .9 .4",
        "BM25 Porter 1.2 .75",
    ]
    assert measured["kurilsearch"] == {"nDCG@10": 1.0, "MAP": 1.0, "P@10": 0.1}
    assert len(list(table("islands", measured))) == 6
    written = side_by_side({"islands": measured})
    assert list(written.columns) == ["", "islands nDCG@10", "islands MAP"]
    assert next(iter(written.rows)) == ["kurilsearch", "1.000", "1.000"]


def test_titles_can_be_asked_for_instead(folder: Path) -> None:
    items = as_known_items(read_collection(folder))
    assert items.queries == {}  # these texts are too short to be worth it
    assert [title for _, title, _ in items.documents] == ["", "", ""]


def test_a_system_that_ranks_nothing_scores_nothing(folder: Path) -> None:
    assert set(evaluate(read_collection(folder), lambda query: []).values()) == {0.0}
