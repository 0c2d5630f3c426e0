"""The store in one SQLite file: what only a file can suffer, and what is remembered beside it."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurilsearch.errors import KurilsearchError, StoreError, UnusableStoreError
from kurilsearch.indexing.ingest import ingested
from kurilsearch.location import IndexLocation
from kurilsearch.model import Kind, Metadata, Passage, Run, SourceText, WayBack
from kurilsearch.parse import parse_document
from kurilsearch.store import FailedSource, FileState, StoreReader, coding
from kurilsearch.store.sqlite import batch as batch_module
from kurilsearch.store.sqlite import database as database_module
from kurilsearch.store.sqlite.cache import SqliteCache
from kurilsearch.store.sqlite.remainder import remainder_of, whole_text
from kurilsearch.store.sqlite.store import SqliteStore
from kurilsearch.work import Described
from tests.store_documents import counted, document_of, put


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(IndexLocation(tmp_path))
    yield store
    store.close()


def test_reading_makes_no_file(store: SqliteStore, tmp_path: Path) -> None:
    assert store.documents() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_reader_sees_a_store_that_is_made_after_it_looked(store: SqliteStore, tmp_path: Path) -> None:
    reader = SqliteStore(IndexLocation(tmp_path))
    assert reader.revision == 0
    put(store, document_of("One."))
    assert reader.revision == 1
    assert [document.file for document in reader.documents()] == ["a.txt"]
    reader.close()


@pytest.mark.parametrize(("look", "times"), [("version_of", 1), ("version_of", 2), ("has_tables", 1)])
def test_a_store_that_is_made_while_a_reader_opens_it_is_no_stranger(
    look: str, times: int, store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file is there, still empty; the tables come after one of the reader's looks at it."""
    (tmp_path / "store.sqlite").touch()
    real, looks = getattr(database_module, look), []

    def look_and_make(connection: sqlite3.Connection) -> object:
        found: object = real(connection)
        looks.append(found)
        if len(looks) == times:
            put(store, document_of("One."))
        return found

    monkeypatch.setattr(database_module, look, look_and_make)
    reader = SqliteStore(IndexLocation(tmp_path))
    assert [document.file for document in reader.documents()] in ([], ["a.txt"])
    assert [document.file for document in reader.documents()] == ["a.txt"]
    reader.close()


def test_all_is_there_when_it_is_opened_again(store: SqliteStore, tmp_path: Path) -> None:
    store.set_value("punkt", "{}")
    put(store, document_of("Whales swim.", item={"title": "Whales"}))
    with store.batch() as batch:
        batch.fail(FailedSource("b.txt", "is empty", "fill it", FileState(0, 1)))

    def held(store: SqliteStore) -> tuple[object, ...]:
        (document,) = store.documents()
        return (
            store.identity, store.revision, store.value("punkt"), document, store.passages(document.id),
            store.source_text(document.id), store.own_items(), store.described(), store.failures(),
            store.known_sources(), store.totals(), store.vocabulary.common_words(1, 9),
        )  # fmt: skip

    before = held(store)
    store.close()
    again = SqliteStore(IndexLocation(tmp_path))
    assert held(again) == before
    again.close()


def flip_a_bit(file: Path, near: bytes) -> None:
    """Change one letter of the file, within the words ``near``, behind SQLite's back."""
    data = bytearray(file.read_bytes())
    at = data.find(near)
    assert at > 0 and data.count(near) == 1
    data[at + 2] ^= 1
    file.write_bytes(data)


def test_a_flipped_bit_in_a_passage_is_told(store: SqliteStore, tmp_path: Path) -> None:
    put(store, document_of("Whales swim.", "Seals sleep."))
    store.verify()
    store.compact()
    store.close()
    flip_a_bit(tmp_path / "store.sqlite", b"Seals sleep.\0")
    again = SqliteStore(IndexLocation(tmp_path))
    (document,) = again.documents()
    for read in (again.verify, lambda: again.passages(document.id)):
        with pytest.raises(UnusableStoreError, match="checksum") as error:
            read()
        assert error.value.hint == "`kurilsearch rebuild` makes it anew from the sources"
    again.close()


def test_other_readers_see_a_commit_and_nothing_before_it(store: SqliteStore, tmp_path: Path) -> None:
    put(store, document_of("Old."))
    reader = SqliteStore(IndexLocation(tmp_path))
    with store.batch() as batch:
        batch.put(store.prepare(document_of("Renewed.")), Described(), Metadata("New"))
        assert [document.chars for document in reader.documents()] == [4]
    assert [document.metadata.title for document in reader.documents()] == ["New"]
    reader.close()


def test_a_reading_connection_cannot_write(store: SqliteStore) -> None:
    put(store, document_of("One."))
    with pytest.raises(StoreError, match="cannot be opened for writing"):
        store._database.rows("DELETE FROM documents")


def test_a_store_in_a_folder_that_may_only_be_read_answers(store: SqliteStore, tmp_path: Path) -> None:
    """The reader is nobody, who owns nothing here; only root can become him."""
    put(store, document_of("Whales swim."))
    store.close()
    program = (
        "import logging, os, sys  # what is imported later nobody may read\n"
        "from pathlib import Path\n"
        "from kurilsearch.location import IndexLocation\n"
        "from kurilsearch.store.sqlite.cache import SqliteCache\n"
        "from kurilsearch.store.sqlite.store import SqliteStore\n"
        "if os.getuid() == 0: os.setuid(65534)\n"
        "place = IndexLocation(Path(sys.argv[1]))\n"
        "store, cache = SqliteStore(place), SqliteCache(place)\n"
        "cache.remember_citations({'k': 'Ito'})\n"
        "print(store.documents()[0].file, store.totals().terms, dict(cache.citations(['k'])))\n"
    )
    for folder in (tmp_path, *list(tmp_path.parents)[:3]):
        folder.chmod(0o555)
    for file in tmp_path.iterdir():
        file.chmod(0o444)
    try:
        done = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False
        )
    finally:
        for folder in (tmp_path, *list(tmp_path.parents)[:3]):
            folder.chmod(0o755)
    assert (done.stdout, done.stderr) == ("a.txt 2 {'k': 'Ito'}\n", "")


def test_an_engine_that_lags_too_far_gets_everything(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_module, "TOMBSTONES", 4)
    for number in range(12):
        (document,) = put(store, document_of("Text.", file=f"{number}.txt"))
        with store.batch() as batch:
            batch.remove(document)
    (left,) = put(store, document_of("Left.", file="left.txt"))
    removed, added = store.changes_since(1)  # so old that removals are forgotten
    assert removed is None
    assert [entry.document for entry in added] == [left]
    assert store.changes_since(store.revision - 1)[0] == frozenset({left})


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


# Accidents


def test_a_hundred_updates_do_not_let_the_files_grow(store: SqliteStore, tmp_path: Path) -> None:
    chance = random.Random(5)
    vocabulary = ["".join(chance.choices("abcdefgh", k=6)) for _ in range(800)]
    sizes = []
    for round_ in range(100):
        document = document_of(*[" ".join(chance.choices(vocabulary, k=60)) for _ in range(25)])
        with store.batch() as batch:
            batch.put(store.prepare(document), Described(), Metadata())
        store.compact()
        sizes.append(store.bytes_used())
        assert round_ < 10 or sizes[-1] <= 1.5 * max(sizes[:10])
    with store.batch() as batch:
        batch.remove(store.documents()[0].id)
    store.compact()
    (tmp_path / "empty").mkdir()
    empty = SqliteStore(IndexLocation(tmp_path / "empty"))
    empty.set_value("name", "value")
    assert store.bytes_used() <= 1.2 * empty.bytes_used()
    empty.close()
    assert store.vocabulary.common_words(0, 99) == {}


def test_a_full_disk_is_said_and_nothing_is_lost(store: SqliteStore) -> None:
    put(store, document_of("Kept."))
    with store._database.transaction() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    with store._database.transaction() as connection:
        connection.execute(f"PRAGMA max_page_count = {pages + 5}")
    chance = random.Random(1)
    large = document_of(*["".join(chance.choices("abcdefgh ", k=900)) for _ in range(200)], file="b.txt")
    with pytest.raises(StoreError, match="disk is full") as caught:
        put(store, large)
    assert caught.value.hint
    assert [document.file for document in store.documents()] == ["a.txt"]
    with store._database.transaction() as connection:
        connection.execute("PRAGMA max_page_count = 100000")
    put(store, large)
    assert counted(store) == store.vocabulary.common_words(1, 99_999)


def test_a_later_version_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    store = SqliteStore(IndexLocation(tmp_path))
    put(store, document_of("One."))
    store.close()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(StoreError, match="later version"):
        SqliteStore(IndexLocation(tmp_path)).documents()


def test_a_stranger_is_not_taken_for_a_store(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE phone_numbers (name)")
    connection.close()
    with pytest.raises(StoreError, match="not a store"):
        SqliteStore(IndexLocation(tmp_path)).documents()


@pytest.mark.parametrize("content", [b"This is no database at all. " * 100, b"SQLite format 3\0" + b"\x07" * 5000])
def test_a_damaged_file_is_said_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "store.sqlite"
    file.write_bytes(content)
    with pytest.raises(StoreError, match="damaged") as caught:
        SqliteStore(IndexLocation(tmp_path)).documents()
    assert "kurilsearch rebuild" in str(caught.value)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        SqliteStore(IndexLocation(tmp_path / "nowhere")).set_value("name", "value")


def test_flipped_bytes_give_an_error_of_ours_or_none(tmp_path: Path) -> None:
    """Whatever the disk does to the file, reading it all ends in answers or in one clear line, in nothing else."""
    file = tmp_path / "store.sqlite"
    store = SqliteStore(IndexLocation(tmp_path))
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
            store = SqliteStore(IndexLocation(tmp_path))
            try:
                read_everything(store)
            finally:
                store.close()
        except KurilsearchError:
            errors += 1
        except KeyError:
            pass
    assert errors > 20


def read_everything(store: StoreReader) -> None:
    for document in store.documents():
        store.source_text(document.id), store.furniture(document.id), store.passages(document.id)
    ids = [stored.id for document in store.documents() for stored in store.passages(document.id)]
    store.candidates(ids), list(store.changes_since(0).added), store.own_items(), store.described()
    store.failures(), store.known_sources(), store.value("punkt")
    words = store.vocabulary
    words.common_words(1, 99_999), words.languages(), words.words_near("whale", 2, 9), words.letters_in_words({"wha"})


def test_a_cache_that_is_damaged_is_done_without(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    file.write_bytes(b"This is no database at all. " * 100)
    cache = SqliteCache(IndexLocation(tmp_path))
    assert cache.citations(["k"]) == {}
    cache.remember_citations({"k": "Ito 1956"})
    assert cache.citations(["k"]) == {"k": "Ito 1956"}
    cache.close()


def test_a_cache_is_kept_and_of_another_version_made_anew(tmp_path: Path) -> None:
    def opened() -> SqliteCache:
        return SqliteCache(IndexLocation(tmp_path))

    cache = opened()
    assert list(tmp_path.iterdir()) == []
    cache.remember_citations({"k": "Ito 1956"})
    cache.close()
    cache = opened()
    assert cache.citations(["k"]) == {"k": "Ito 1956"}
    cache.close()
    with sqlite3.connect(tmp_path / "cache.sqlite") as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    cache = opened()
    assert cache.citations(["k"]) == {}
    cache.close()


_LINES = st.lists(
    st.text(st.sampled_from("ab-. \t\r\n\f¬é"), max_size=12)
    | st.sampled_from(
        [
            "\n",
            "\r\n",
            "# Wind",
            "the ferry leaves at",
            "nine from the har-",
            "bour, and [1]",
            "  [1] A note.",
            "> so",
            "7",
        ]
    ),
    max_size=12,
)


@given(_LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_passages_and_remainder_are_the_source_text(lines: list[str], newline: str, is_markdown: bool) -> None:
    text = newline.join(lines)
    parsed = parse_document(SourceText(text, "text", "utf-8", is_markdown=is_markdown))
    document = ingested(parsed, "a.txt", FileState(1, 1), b"")
    rows = [(each.passage.text, each.passage.way_back.runs, each.line_breaks) for each in document.passages]
    assert whole_text(remainder_of(text, document.passages), rows) == text


def test_of_wrapped_paragraphs_little_remains() -> None:
    text = "\n\n".join(["The ferry leaves at nine from the har-\nbour, and comes back\nat noon."] * 9)
    document = ingested(parse_document(SourceText(text, "text", "utf-8")), "a.txt", FileState(1, 1), b"")
    assert remainder_of(text, document.passages) == "[]\n" + 8 * "-\n\n\n" + "-\n"


def test_passages_that_overlap_are_left_out_of_the_source_text() -> None:
    document = document_of("Herring and salmon.", "Seals sleep.")
    once, other = document.passages
    twice = (once, once, other)
    rows = [(each.passage.text, each.passage.way_back.runs, each.line_breaks) for each in twice]
    assert whole_text(remainder_of(document.text, twice), rows) == document.text
