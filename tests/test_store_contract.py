"""What every store promises: what is written comes back, is counted, and is read whole while others write."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kurilsearch.errors import LibraryBusyError, StoreError
from kurilsearch.indexing.ingest import ingested
from kurilsearch.language.tokens import index_terms
from kurilsearch.location import IndexLocation
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
from kurilsearch.store import FailedSource, StoreKeeper
from kurilsearch.store.loader import available_stores, open_cache, open_store
from kurilsearch.work import Described, Origin, OriginKind
from tests.store_documents import counted, document_of, put

NAMES = ("sqlite", "memory")

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


@pytest.fixture(params=NAMES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StoreKeeper]:
    opened = open_store(request.param, IndexLocation(tmp_path))
    yield opened
    opened.close()


def passage_ids(store: StoreKeeper, file: str = "a.txt") -> list[int]:
    (document,) = (document for document in store.documents() if document.file == file)
    return [stored.id for stored in store.passages(document.id)]


def test_every_store_stands_in_the_contract() -> None:
    assert set(NAMES) == set(available_stores())


def test_a_new_library_is_empty_and_has_no_name(store: StoreKeeper) -> None:
    assert (store.revision, store.identity) == (0, "")
    assert store.totals() == (0, 0, 0)
    assert store.documents() == ()
    assert store.candidates([1, 2]) == []
    removed, added = store.changes_since(0)
    assert (removed, list(added)) == (frozenset(), [])
    assert store.vocabulary.languages() == ()
    assert store.vocabulary.words_near("whale", 2, 9) == []


def test_a_store_has_a_name_of_its_own_from_its_first_write(store: StoreKeeper, tmp_path: Path) -> None:
    store.set_value("punkt", "{}")
    name = store.identity
    assert name
    put(store, document_of("One."))
    assert store.identity == name
    assert store.value("punkt") == "{}"
    assert store.value("nothing") is None


def test_a_document_comes_back_as_it_was_put(store: StoreKeeper) -> None:
    text = "Head\r\nOne  two-\r\nthree.\rFour."
    passage = Passage(
        Kind.NOTE, "two three.", WayBack((Run(0, 11, 3), Run(4, 17, 6, interrupted=True))), ("Head", "Über"), None
    )
    parsed = ParsedDocument(
        SourceText(text, "text", "cp1252", item={"id": "own"}),
        (Passage(Kind.HEADING, "Head", WayBack((Run(0, 0, 4),))), passage),
        (Furniture(6, 9, FurnitureKind.RUNNING_HEAD), Furniture(9, 10, FurnitureKind.MENU, "sidebar")),
        (Page(0, 1, "iv"), Page(17, 2)),
        "de",
    )
    own = Metadata("Title", ("Ito, Ken",), 1956, "ito1956", "de", frozenset({"year"}))
    with store.batch() as batch:
        number = batch.put(store.prepare(ingested(parsed, "x/y.txt", 30, 5, b"hash")), WORK, own)
    document = store.document(number)
    assert (document.file, document.metadata, document.language) == ("x/y.txt", own, "de")
    assert (document.format, document.encoding, document.chars, document.passages) == ("text", "cp1252", len(text), 2)
    assert document.pages == parsed.pages
    assert store.documents() == (document,)
    assert store.documents_with([number, 99]) == {number: document}
    assert store.source_text(number) == text
    assert store.furniture(number) == parsed.furniture
    assert store.furniture(number, FurnitureKind.MENU) == parsed.furniture[1:]
    heading, note = store.passages(number)
    assert (heading.passage, note.passage) == parsed.passages
    assert (heading.line_start, heading.line_breaks) == (1, ())
    assert (note.line_start, note.line_breaks) == (2, (16,))
    assert note.lines_of(11, 14) == (2, 2)
    assert note.lines_of(17, 23) == (3, 3)
    assert store.passage(note.id) == note
    assert store.passages_with([note.id, 99]) == {note.id: note}
    assert store.own_items()[number] == ({"id": "own"}, {"title": "Head"})
    assert store.described() == store.described([number, 99]) == {number: WORK}
    assert store.bytes_used() > 0


def test_candidates_come_in_the_order_asked_and_without_those_that_are_gone(store: StoreKeeper) -> None:
    (number,) = put(store, document_of("Herring and salmon.", "Kelp.", "Salmon again."))
    first, _, third = passage_ids(store)
    assert [candidate.id for candidate in store.candidates([third, 99, first])] == [third, first]
    assert store.candidates([first, first])[0] == (
        first,
        number,
        0,
        Kind.BODY,
        index_terms("Herring and salmon.", "en")[0],
        "Herring and salmon.",
        ("Part", "Section 1"),
    )
    (again,) = store.candidates([third])
    assert (again.position, again.section) == (2, ("Part", "Section 3"))


def test_what_stands_around_a_passage_is_of_its_document(store: StoreKeeper) -> None:
    put(store, document_of(*"abcde"), document_of("other", file="b.txt"), document_of("third", file="0.txt"))
    ids = passage_ids(store)
    before, after = store.around(ids[2], 1, 9)
    assert ([each.id for each in before], [each.id for each in after]) == ([ids[1]], ids[3:])
    assert [each.id for each in store.around(ids[4], 2, 2)[0]] == ids[2:4]
    assert store.around(ids[0], 3, 0) == ([], [])
    assert store.around(99, 3, 3) == ([], [])


def test_what_is_not_there_is_a_key_error(store: StoreKeeper) -> None:
    for ask in (store.document, store.passage, store.passages, store.source_text, store.furniture):
        with pytest.raises(KeyError):
            ask(7)


def test_ids_come_from_what_they_name(store: StoreKeeper, tmp_path: Path) -> None:
    put(store, document_of("One.", "Two."), document_of("Other.", file="b.txt"))
    first, other = passage_ids(store), passage_ids(store, "b.txt")
    put(store, document_of("Changed."))
    assert not {*first, *other} & {*passage_ids(store)}
    put(store, document_of("One.", "Two."))
    assert passage_ids(store) == first
    another = open_store("memory", IndexLocation(tmp_path))
    put(another, document_of("Other.", file="b.txt"))
    put(another, document_of("One.", "Two."))
    assert (passage_ids(another), passage_ids(another, "b.txt")) == (first, other)


def test_passages_have_ids_in_the_order_of_reading(store: StoreKeeper) -> None:
    put(store, document_of(*[f"Paragraph {number}." for number in range(300)]))
    ids = passage_ids(store)
    assert ids == sorted(ids)
    assert 0 < ids[0] < ids[-1] < 1 << 63


def test_two_documents_of_one_id_are_kept_apart(store: StoreKeeper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kurilsearch.indexing.ingest.document_id", lambda file, passages: 7)
    numbers = put(store, *[document_of(f"Text {file}.", file=file) for file in ("a.txt", "b.txt", "c.txt")])
    assert numbers == [7, 8, 9]
    assert [store.passages(number)[0].passage.text for number in numbers] == [f"Text {f}.txt." for f in "abc"]


def test_a_moved_document_keeps_its_ids(store: StoreKeeper) -> None:
    (number,) = put(store, document_of("One."))
    before = passage_ids(store)
    with store.batch() as batch:
        batch.move(number, "c.txt", 4, 3)
    assert (batch.changed, batch.removed, batch.added) == (True, set(), [])
    assert passage_ids(store, "c.txt") == before
    assert put(store, document_of("One.", file="a.txt")) != [number]


def test_the_same_file_twice_in_a_batch_is_refused_and_nothing_is_written(store: StoreKeeper) -> None:
    with pytest.raises(ValueError, match="before"):
        put(store, document_of("One."), document_of("Two."))
    assert store.totals().documents == 0


def test_nobody_sees_a_batch_before_it_is_committed(store: StoreKeeper) -> None:
    put(store, document_of("Old."))
    with store.batch() as batch:
        batch.put(store.prepare(document_of("Renewed.")), Described(), Metadata("New"))
        assert [document.chars for document in store.documents()] == [4]
        assert store.vocabulary.word_frequencies(["old", "renewed"]) == {"old": 1, "renewed": 0}
    assert [document.metadata.title for document in store.documents()] == ["New"]
    assert store.revision == 2
    with pytest.raises(ZeroDivisionError), store.batch() as batch:
        batch.remove(store.documents()[0].id)
        raise ZeroDivisionError
    assert store.totals().documents == 1


def test_revision_counts_only_what_changed_documents(store: StoreKeeper) -> None:
    (number,) = put(store, document_of("One."))
    with store.batch() as batch:
        batch.touch(number, 4, 2)
        batch.fail(FailedSource("b.txt", "is empty", "fill it", 0, 1))
    assert (store.revision, batch.changed) == (1, False)
    with store.batch() as batch:
        batch.describe(number, WORK, Metadata("Title"))
    assert (store.revision, batch.revision, batch.changed) == (2, 2, True)
    assert store.described([number]) == {number: WORK}
    assert [(source.file, source.mtime_ns) for source in store.known_sources()] == [("a.txt", 2)]
    assert store.failures() == (FailedSource("b.txt", "is empty", "fill it", 0, 1),)
    with store.batch() as batch:
        batch.forget_failure("b.txt")
    assert store.failures() == ()


def test_vocabulary(store: StoreKeeper) -> None:
    put(store, document_of("Whaling stations.", "A whaling station, whaling again.", "Whales [sic] and whelks."))
    words = store.vocabulary
    assert words.word_frequencies(["whaling", "whales", "kelp"]) == {"whaling": 2, "whales": 1, "kelp": 0}
    assert words.stem_frequencies(["station", "xyz"]) == {"station": 2, "xyz": 0}
    assert words.words_with_prefix("wha", 9) == ["whaling", "whales"]
    assert words.words_with_prefix("wha", 1) == ["whaling"]
    assert words.words_like("wh?l*s", 9) == ["whales", "whelks"]
    assert words.words_like("*ing", 9) == ["whaling"]
    assert words.words_like("[a-z]*", 9) == []
    assert words.words_near("whalks", 2, 9) == [("whales", 1, 1), ("whelks", 1, 1)]
    assert words.words_near("whaling", 0, 9) == [("whaling", 0, 2)]
    assert words.words_near("whelk", 2, 1) == [("whelks", 1, 1)]
    assert words.letters_in_words({" wh", "hal", "ks ", "ngs", "xyz"}) == {" wh", "hal", "ks "}
    assert words.common_words(2, 9) == {"whaling": 2}
    assert words.common_words(1, 1) == {"whaling": 2}
    assert words.languages() == ("en",)


def test_the_commonest_language_comes_first(store: StoreKeeper) -> None:
    languages = {"a": "ru", "b": "ja", "c": "ja", "d": "de"}
    put(store, *[document_of("Text.", file=file, language=language) for file, language in languages.items()])
    assert store.vocabulary.languages() == ("ja", "de", "ru")


words = st.sampled_from(["herring", "salmon", "kelp", "whale", "whales", "ice", "Ice"])
paragraphs = st.lists(st.lists(words, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=4)
steps = st.lists(st.tuples(st.sampled_from("abc"), st.none() | paragraphs), max_size=12)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=steps)
def test_counts_and_changes_follow_any_history(
    name: str, tmp_path_factory: pytest.TempPathFactory, history: list[tuple[str, list[str] | None]]
) -> None:
    """Whatever is put and removed: counts are those of what is left, and an engine can follow from any revision."""
    store = open_store(name, IndexLocation(tmp_path_factory.mktemp("history")))
    engines: list[dict[int, int]] = [{}]  # what an engine at each revision holds: passage -> document
    for file, content in history:
        known = {source.file: source.document for source in store.known_sources()}
        if content is None and file not in known:
            continue
        with store.batch() as batch:
            if content is None:
                batch.remove(known[file])
            else:
                batch.put(store.prepare(document_of(*content, file=file)), Described(), Metadata())
        held = {passage: document for passage, document in engines[-1].items() if document not in batch.removed}
        engines.append(held | {entry.passage: entry.document for entry in batch.added})
    expected = counted(store)
    assert store.vocabulary.word_frequencies(expected) == expected
    assert store.vocabulary.common_words(1, 999) == expected
    passages = {stored.id: d.id for d in store.documents() for stored in store.passages(d.id)}
    assert store.totals()[:2] == (len(store.documents()), len(passages))
    assert store.totals().terms == sum(
        len(stored.passage.text.split()) for d in store.documents() for stored in store.passages(d.id)
    )
    assert store.revision == len(engines) - 1
    for revision, held in enumerate(engines):
        removed, added = store.changes_since(revision)
        assert removed is not None
        kept = {passage: document for passage, document in held.items() if document not in removed}
        entries = {entry.passage: entry.document for entry in added}
        assert not kept.keys() & entries.keys()
        assert kept | entries == passages
    store.close()


def test_entries_are_the_same_from_a_batch_and_from_the_store(store: StoreKeeper) -> None:
    with store.batch() as batch:
        batch.put(store.prepare(document_of("Whales swim.", "Ice floes drift.")), Described(), Metadata())
    assert list(store.changes_since(0).added) == batch.added


def test_an_engine_of_another_store_gets_everything(store: StoreKeeper) -> None:
    (number,) = put(store, document_of("Left."))
    removed, added = store.changes_since(999)
    assert removed is None
    assert [entry.document for entry in added] == [number]


def test_running_text_is_taken_from_the_middle(store: StoreKeeper) -> None:
    (number,) = put(store, document_of(*[f"Paragraph {n}." for n in range(90)]))
    assert store.running_text(number, 25) == "Paragraph 29.\n\nParagraph "


def test_one_writes_at_a_time(store: StoreKeeper) -> None:
    waited: list[int] = []
    with store.writing():
        with pytest.raises(LibraryBusyError) as caught, store.writing():
            raise AssertionError("two write at once")
        assert caught.value.hint
        with pytest.raises(LibraryBusyError), store.writing(0.2, lambda: waited.append(1)):
            raise AssertionError("two write at once")
    assert waited == [1]
    with store.writing():
        pass


def test_a_writer_waits_for_another(store: StoreKeeper) -> None:
    held, waiting = threading.Event(), threading.Event()

    def hold() -> None:
        with store.writing():
            held.set()
            assert waiting.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(20)
    with store.writing(20, waiting.set):
        assert waiting.is_set()
    thread.join()


def test_threads_read_whole_commits_while_one_writes(store: StoreKeeper) -> None:
    """Every commit holds one document whose passages all say the same number; so does every answer."""
    done = threading.Event()
    mixed: list[set[str]] = []

    def read() -> None:
        while not done.is_set():
            for document in store.documents():
                try:
                    said = {stored.passage.text.split()[1] for stored in store.passages(document.id)}
                except KeyError:
                    continue  # it was replaced meanwhile
                if len(said) > 1:
                    mixed.append(said)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(40):
        put(store, document_of(*[f"Whale {number} of {n}." for n in range(20)]))
    done.set()
    for reader in readers:
        reader.join()
    assert mixed == []
    assert store.revision == 40


@pytest.mark.parametrize("name", NAMES)
def test_a_cache_remembers(name: str, tmp_path: Path) -> None:
    cache = open_cache(name, IndexLocation(tmp_path))
    assert (cache.citations(["k"]), cache.cited_works(1 << 40)) == ({}, None)
    cache.remember_citations({"k": "Ito 1956", "l": "Ito 1957"})
    cache.remember_cited_works(1 << 40, "[]")
    assert cache.citations(["k", "m"]) == {"k": "Ito 1956"}
    assert cache.cited_works(1 << 40) == "[]"
    cache.close()


def test_a_store_that_nobody_knows_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store called 'sqlight'") as caught:
        open_store("sqlight", IndexLocation(tmp_path))
    assert "Did you mean sqlite?" in str(caught.value)
