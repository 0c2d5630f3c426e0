"""The texts of passages are packed with a dictionary of their library, and come out as they went in."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.location import IndexLocation
from kurilsearch.store.packing import Unpacking, compressed, decompressed, packer, train, unpack
from kurilsearch.store.sqlite.store import SqliteStore
from tests.store_documents import document_of, put

_WORDS = (
    "the harbour master wrote of seals and otters that the company had sold in spring when ice lay before the strait "
    "and every captain waited for letters from the northern islands whose merchants paid in silver"
)
WORDS = _WORDS.split()


def prose(seed: int, paragraphs: int = 120) -> str:
    """Return made paragraphs of one vocabulary."""
    chance = random.Random(seed)
    return "\n\n".join(" ".join(chance.choices(WORDS, k=chance.randint(15, 60))) + "." for _ in range(paragraphs))


@pytest.fixture(scope="module")
def dictionary() -> bytes:
    trained = train(prose(seed) for seed in range(8))
    assert trained
    return trained


@given(text=st.text(), stems=st.text(alphabet="abcdé ", max_size=50))
def test_what_is_packed_comes_out_again(dictionary: bytes, text: str, stems: str) -> None:
    for known in (b"", dictionary):
        assert unpack([packer(known)(text, stems)], known) == [(text, stems)]
    assert decompressed(compressed(text)) == text


def test_a_dictionary_saves_half_of_a_short_passage(dictionary: bytes) -> None:
    passages = prose(99).split("\n\n")
    with_it, without = (sum(len(packer(known)(text, text)) for text in passages) for known in (dictionary, b""))
    assert with_it < 0.7 * without


def test_what_was_packed_before_anything_was_learned_is_read_too(dictionary: bytes) -> None:
    early, late = packer(b"")("Seals sleep.", "seal sleep"), packer(dictionary)("Otters swim.", "otter swim")
    assert Unpacking(lambda: dictionary)([early, late]) == [
        ("Seals sleep.", "seal sleep"),
        ("Otters swim.", "otter swim"),
    ]


def test_what_another_dictionary_packed_is_refused(dictionary: bytes) -> None:
    with pytest.raises(ValueError, match="Dictionary"):
        unpack([packer(dictionary)("Otters swim.", "otter swim")], b"")


@pytest.mark.parametrize("texts", [[], ["Seals sleep."], ["a " * 500_000]])
def test_too_little_teaches_nothing(texts: list[str]) -> None:
    assert train(texts) == b""


def test_a_store_learns_once_and_other_readers_follow(tmp_path: Path) -> None:
    with_words = [prose(seed) for seed in range(8)]
    store, reader = (SqliteStore(IndexLocation(tmp_path)) for _ in range(2))
    put(store, document_of("Seals sleep.", file="a.txt"))
    assert [passage.passage.text for document in reader.documents() for passage in reader.passages(document.id)]
    store.learn(with_words)
    before = store.prepare
    store.learn([prose(20)])
    assert store.prepare.args == before.args  # type: ignore[attr-defined]  # a partial, so that it can be pickled
    put(store, document_of("Otters swim.", file="b.txt"))
    texts = {passage.passage.text for document in reader.documents() for passage in reader.passages(document.id)}
    assert texts == {"Seals sleep.", "Otters swim."}
    store.close()
    reader.close()
