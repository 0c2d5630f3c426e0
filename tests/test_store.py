"""The store: what is written comes back, is counted, and survives accidents."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurilsearch.csl.items import metadata_of
from kurilsearch.errors import KurilsearchError, StoreError
from kurilsearch.indexing.ingest import ingested
from kurilsearch.language.tokens import index_terms
from kurilsearch.model import (
    Furniture,
    FurnitureKind,
    Kind,
    Metadata,
    Page,
    ParsedDocument,
    Passage,
    Run,
    SourceText,
    WayBack,
)
from kurilsearch.store import FailedSource, IngestedDocument, Store
from kurilsearch.store.sqlite import batch as batch_module
from kurilsearch.store.sqlite import coding
from kurilsearch.work import Described, Item, Origin, OriginKind

WORK = Described(
    {"id": "ito1956", "title": "Title", "author": [{"family": "Ito", "given": "Ken"}]},
    {
        "id": Origin(OriginKind.BIBLIOGRAPHY, "library.bib"),
        "title": Origin(OriginKind.GUESS),
        "author": Origin(OriginKind.BIBLIOGRAPHY, "library.bib"),
        "volume": Origin(OriginKind.USER, "sources.toml"),
    },
)
"""A work without a volume, as the user said."""


def document_of(*paragraphs: str, file: str = "a.txt", item: Item | None = None) -> IngestedDocument:
    """A plain text whose paragraphs are its passages, ready for the store."""
    text = "\n\n".join(paragraphs)
    passages, at = [], 0
    for number, paragraph in enumerate(paragraphs, 1):
        way_back = WayBack((Run(0, at, len(paragraph)),))
        passages.append(Passage(Kind.BODY, paragraph, way_back, ("Part", f"Section {number}"), number))
        at += len(paragraph) + 2
    source = SourceText(text, "text", "utf-8", item=item or {})
    return ingested(ParsedDocument(source, tuple(passages), (), (), "en"), file, len(text), 1, file.encode())


def put(store: Store, *documents: IngestedDocument) -> list[int]:
    with store.batch() as batch:
        return [batch.put(document, Described(document.own), metadata_of(document.own)) for document in documents]


def counted(store: Store) -> Counter[str]:
    """How many passages hold each word, counted from the passages themselves."""
    return Counter(
        word
        for document in store.documents()
        for stored in store.passages(document.id)
        for word in set(index_terms(stored.passage.text, document.language)[1].split())
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "store.sqlite")
    yield store
    store.close()


def test_a_new_library_is_empty(store: Store) -> None:
    assert store.revision == 0
    assert store.totals() == (0, 0, 0)
    assert store.documents() == ()
    assert store.candidates([1, 2]) == []
    removed, entries = store.changes_since(0)
    assert (removed, list(entries)) == (frozenset(), [])


def test_a_document_comes_back_as_it_was_put(store: Store) -> None:
    text = "Head\r\nOne  two-\r\nthree.\rFour."
    passage = Passage(
        Kind.NOTE, "two three.", WayBack((Run(0, 11, 3), Run(4, 17, 6, interrupted=True))), ("Head", "Über"), None
    )
    parsed = ParsedDocument(
        SourceText(text, "text", "cp1252", item={"id": "own"}),
        (Passage(Kind.HEADING, "Head", WayBack((Run(0, 0, 4),))), passage),
        (Furniture(6, 9, FurnitureKind.RUNNING_HEAD),),
        (Page(0, 1, "iv"), Page(17, 2)),
        "de",
    )
    own = Metadata("Title", ("Ito, Ken",), 1956, "ito1956", "de", frozenset({"year"}))
    with store.batch() as batch:
        number = batch.put(ingested(parsed, "x/y.txt", 30, 5, b"hash"), WORK, own)
    document = store.document(number)
    assert (document.file, document.metadata, document.language) == ("x/y.txt", own, "de")
    assert (document.format, document.encoding, document.chars, document.passages) == ("text", "cp1252", len(text), 2)
    assert document.pages == parsed.pages
    assert store.documents() == (document,)
    assert store.source_text(number) == text
    assert store.furniture(number) == parsed.furniture
    heading, note = store.passages(number)
    assert (heading.passage, note.passage) == parsed.passages
    assert (heading.line_start, heading.line_breaks) == (1, ())
    assert (note.line_start, note.line_breaks) == (2, (16,))
    assert note.lines_of(11, 14) == (2, 2)
    assert note.lines_of(17, 23) == (3, 3)
    assert store.passage(note.id) == note
    assert store.own_items()[number] == ({"id": "own"}, {"title": "Head"})
    assert store.described() == store.described([number, 99]) == {number: WORK}


def test_candidates_come_in_the_order_asked_and_without_those_that_are_gone(store: Store) -> None:
    put(store, document_of("Herring and salmon.", "Kelp.", "Salmon again."))
    third, unknown, first = store.candidates([3, 99, 1, 1])[0], 99, store.candidates([1])[0]
    assert [candidate.id for candidate in store.candidates([3, unknown, 1])] == [3, 1]
    assert first == (
        1,
        1,
        0,
        Kind.BODY,
        index_terms("Herring and salmon.", "en")[0],
        "Herring and salmon.",
        ("Part", "Section 1"),
    )
    assert (third.position, third.section) == (2, ("Part", "Section 3"))


def test_what_is_not_there_is_a_key_error(store: Store) -> None:
    for ask in (store.document, store.passage, store.passages, store.source_text, store.furniture):
        with pytest.raises(KeyError):
            ask(7)  # type: ignore[operator]


def test_a_changed_document_keeps_its_id_and_no_passage_id_is_used_twice(store: Store) -> None:
    first, other = put(store, document_of("One.", "Two."), document_of("Other.", file="b.txt"))
    before = {stored.id for number in (first, other) for stored in store.passages(number)}
    assert put(store, document_of("Three.")) == [first]
    (stored,) = store.passages(first)
    assert stored.passage.text == "Three."
    assert stored.id not in before
    with store.batch() as batch:
        batch.remove(first)
    assert put(store, document_of("Four.")) == [other + 1]


def test_the_same_file_twice_in_a_batch_is_refused_and_nothing_is_written(store: Store) -> None:
    with pytest.raises(ValueError, match="before"):
        put(store, document_of("One."), document_of("Two."))
    assert store.totals().documents == 0


def test_other_readers_see_a_commit_and_nothing_before_it(store: Store, tmp_path: Path) -> None:
    (number,) = put(store, document_of("Old."))
    reader = Store(tmp_path / "store.sqlite")
    assert reader.document(number).chars == 4
    with store.batch() as batch:
        batch.put(document_of("Renewed."), Described(), Metadata("New"))
        assert reader.document(number).chars == 4
    assert reader.document(number).metadata.title == "New"
    assert reader.revision == store.revision == 2
    reader.close()


def test_revision_counts_only_what_changed_documents(store: Store) -> None:
    (number,) = put(store, document_of("One."))
    with store.batch() as batch:
        batch.touch(number, 4, 2)
        batch.fail(FailedSource("b.txt", "is empty", "fill it", 0, 1))
    assert (store.revision, batch.changed) == (1, False)
    with store.batch() as batch:
        batch.move(number, "c.txt", 4, 3)
    assert (store.revision, batch.revision, batch.changed) == (2, 2, True)
    assert [source.file for source in store.known_sources()] == ["c.txt"]
    assert store.failures() == (FailedSource("b.txt", "is empty", "fill it", 0, 1),)


def test_vocabulary(store: Store) -> None:
    put(store, document_of("Whaling stations.", "A whaling station, whaling again.", "Whales [sic] and whelks."))
    assert store.word_frequencies(["whaling", "whales", "kelp"]) == {"whaling": 2, "whales": 1, "kelp": 0}
    assert store.stem_frequencies(["station", "xyz"]) == {"station": 2, "xyz": 0}
    assert store.words_with_prefix("wha", 9) == ["whaling", "whales"]
    assert store.words_with_prefix("wha", 1) == ["whaling"]
    assert store.words_like("wh?l*s", 9) == ["whales", "whelks"]
    assert store.words_like("*ing", 9) == ["whaling"]
    assert store.words_like("[a-z]*", 9) == []
    assert dict(store.words_of_length(6, 7)) == {"whaling": 2, "station": 1, "whales": 1, "whelks": 1}
    assert store.common_words(2) == {"whaling": 2}
    assert store.languages() == ("en",)


words = st.sampled_from(["herring", "salmon", "kelp", "whale", "whales", "ice", "Ice"])
paragraphs = st.lists(st.lists(words, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=4)
steps = st.lists(st.tuples(st.sampled_from("abc"), st.none() | paragraphs), max_size=12)


@settings(max_examples=60, deadline=None)
@given(steps)
def test_counts_and_changes_follow_any_history(tmp_path_factory: pytest.TempPathFactory, history: list) -> None:
    """Whatever is put and removed: counts are those of what is left, and an engine can follow from any revision."""
    store = Store(tmp_path_factory.mktemp("history") / "store.sqlite")
    engines: list[dict[int, int]] = [{}]  # what an engine at each revision holds: passage -> document
    for file, content in history:
        known = {source.file: source.document for source in store.known_sources()}
        if content is None and file not in known:
            continue
        with store.batch() as batch:
            if content is None:
                batch.remove(known[file])
            else:
                batch.put(document_of(*content, file=file), Described(), Metadata())
        held = {passage: document for passage, document in engines[-1].items() if document not in batch.removed}
        engines.append(held | {entry.passage: entry.document for entry in batch.entries})
    expected = counted(store)
    assert store.word_frequencies(expected) == expected
    assert dict(store.words_of_length(1, 99)) == expected
    passages = {stored.id: d.id for d in store.documents() for stored in store.passages(d.id)}
    assert store.totals()[:2] == (len(store.documents()), len(passages))
    assert store.totals().terms == sum(
        len(stored.passage.text.split()) for d in store.documents() for stored in store.passages(d.id)
    )
    assert store.revision == len(engines) - 1
    for revision, held in enumerate(engines):
        removed, entries = store.changes_since(revision)
        kept = {passage: document for passage, document in held.items() if document not in removed}
        added = {entry.passage: entry.document for entry in entries}
        assert not kept.keys() & added.keys()
        assert kept | added == passages
    store.close()


def test_entries_are_the_same_from_a_batch_and_from_the_store(store: Store) -> None:
    with store.batch() as batch:
        batch.put(document_of("Whales swim.", "Ice floes drift."), Described(), Metadata())
    assert list(store.changes_since(0)[1]) == batch.entries


def test_an_engine_that_nobody_knows_gets_everything(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_module, "TOMBSTONES", 4)
    for number in range(12):
        put(store, document_of("Text.", file=f"{number}.txt"))
        with store.batch() as batch:
            batch.remove(number + 1)
    put(store, document_of("Left.", file="left.txt"))
    for revision in (1, 999):  # so old that removals are forgotten; of another store
        removed, entries = store.changes_since(revision)
        assert removed == frozenset(range(1, 14))
        assert [entry.document for entry in entries] == [13]
    assert store.changes_since(store.revision - 1)[0] == {13}


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_way_back_is_kept(data: st.DataObject) -> None:
    runs, text, source = [], 0, data.draw(st.integers(0, 10**6))
    for _ in range(data.draw(st.integers(1, 6))):
        length = data.draw(st.integers(1, 50))
        runs.append(Run(text, source, length, data.draw(st.booleans())))
        text += length + data.draw(st.integers(0, 1))
        source += length + data.draw(st.integers(0, 90))
    way_back = WayBack(tuple(runs))
    passage = Passage(Kind.BODY, "x" * text, way_back)
    assert coding.decode_runs(coding.encode_runs(passage), passage.char_start, text) == way_back


def test_furniture_leads_back_with_its_kind_and_its_readers_word() -> None:
    furniture = (Furniture(0, 4, FurnitureKind.NOTE_MARK), Furniture(4, 9, FurnitureKind.MENU, "sidebar"))
    assert coding.decode_furniture(coding.encode_furniture(furniture)) == furniture


def test_furniture_of_an_earlier_version_has_the_words_it_was_stored_with() -> None:
    stored = coding.compressed('[[0,4,"running head"],[4,9,"other reading"]]')
    head, reading = coding.decode_furniture(stored)
    assert (head.kind, head.reason) == (FurnitureKind.RUNNING_HEAD, "running head")
    assert (reading.kind, reading.reason) == (FurnitureKind.OTHER, "other reading")


def test_running_text_is_taken_from_the_middle(store: Store) -> None:
    (number,) = put(store, document_of(*[f"Paragraph {n}." for n in range(90)]))
    assert store.running_text(number, 25) == "Paragraph 29.\n\nParagraph "


# Accidents


def test_a_hundred_updates_do_not_let_the_files_grow(store: Store, tmp_path: Path) -> None:
    chance = random.Random(5)
    vocabulary = ["".join(chance.choices("abcdefgh", k=6)) for _ in range(800)]
    sizes = []
    for round_ in range(100):
        document = document_of(*[" ".join(chance.choices(vocabulary, k=60)) for _ in range(25)])
        with store.batch() as batch:
            batch.put(document, Described(), Metadata())
        store.compact()
        sizes.append(sum(file.stat().st_size for file in tmp_path.iterdir()))
        assert round_ < 10 or sizes[-1] <= 1.5 * max(sizes[:10])
    with store.batch() as batch:
        batch.remove(1)
    store.compact()
    Store(tmp_path / "empty.sqlite").close()
    assert (tmp_path / "store.sqlite").stat().st_size <= 1.2 * (tmp_path / "empty.sqlite").stat().st_size
    assert store.words_of_length(1, 10**6) == []


def test_a_full_disk_is_said_and_nothing_is_lost(store: Store) -> None:
    put(store, document_of("Kept."))
    (pages,) = store._database.rows("PRAGMA page_count")[0]
    store._database.rows(f"PRAGMA max_page_count = {pages + 5}")
    chance = random.Random(1)
    large = document_of(*["".join(chance.choices("abcdefgh ", k=900)) for _ in range(200)], file="b.txt")
    with pytest.raises(StoreError, match="disk is full") as caught:
        put(store, large)
    assert caught.value.hint
    assert [document.file for document in store.documents()] == ["a.txt"]
    store._database.rows("PRAGMA max_page_count = 100000")
    put(store, large)
    assert counted(store) == dict(store.words_of_length(1, 999))


def test_a_later_version_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    Store(file).close()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(StoreError, match="later version"):
        Store(file)


def test_a_stranger_is_not_taken_for_a_store(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE phone_numbers (name)")
    connection.close()
    with pytest.raises(StoreError, match="not a store"):
        Store(file)


@pytest.mark.parametrize("content", [b"This is no database at all. " * 100, b"SQLite format 3\0" + b"\x07" * 5000])
def test_a_damaged_file_is_said_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "store.sqlite"
    file.write_bytes(content)
    with pytest.raises(StoreError, match="damaged") as caught:
        Store(file)
    assert "kurilsearch index" in str(caught.value)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(tmp_path / "nowhere" / "store.sqlite")


def test_flipped_bytes_give_an_error_of_ours_or_none(tmp_path: Path) -> None:
    """Whatever the disk does to the file, reading it all ends in answers or in one clear line, in nothing else."""
    file = tmp_path / "store.sqlite"
    store = Store(file)
    put(store, *[document_of(*[f"Paragraph {n} of whales." for n in range(40)], file=f"{f}.txt") for f in range(9)])
    store.compact()
    store.close()
    whole, chance, errors = file.read_bytes(), random.Random(9), 0
    for _ in range(150):
        damaged = bytearray(whole)
        start = chance.randrange(len(damaged))
        damaged[start : start + chance.choice((1, 20, 4000))] = chance.randbytes(chance.choice((1, 20, 4000)))
        file.write_bytes(damaged[: len(whole)])
        try:
            store = Store(file)
            try:
                read_everything(store)
            finally:
                store.close()
        except KurilsearchError:
            errors += 1
        except KeyError:
            pass
    assert errors > 20


def read_everything(store: Store) -> None:
    for document in store.documents():
        store.source_text(document.id), store.furniture(document.id), store.passages(document.id)
    (
        store.candidates(range(1, 400)),
        list(store.changes_since(0)[1]),
        store.own_items(),
        store.described(),
        store.failures(),
    )
    store.words_of_length(1, 99), store.known_sources(), store.languages(), store.value("punkt"), store.skipped()
