"""What every store promises: what is written comes back, is counted, and is read whole while others write."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kurilsearch.errors import LibraryBusyError, StoreError
from kurilsearch.indexing.ingest import ingested
from kurilsearch.language.tokens import index_terms
from kurilsearch.layout import LayoutBuilder
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
from kurilsearch.store import FailedSource, FileState, StoreKeeper
from kurilsearch.store.identity import id_span
from kurilsearch.store.loader import available_stores, open_cache, open_store
from kurilsearch.work import Described, Origin, OriginKind, given_of
from tests.opensearch.cluster import location_for
from tests.store_documents import counted, document_of, put

NAMES = ("sqlite", "memory", "opensearch")
LOCAL = ("sqlite", "memory")

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
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def store(name: str, tmp_path: Path) -> Iterator[StoreKeeper]:
    opened = open_store(name, location_for(name, tmp_path))
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
    text = "Head\r\nOne  two-\r\nthree.\rFour.\r\n\r\ndoi:10.1234/5678"
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
        number = batch.put(store.prepare(ingested(parsed, "x/y.txt", FileState(30, 5), b"hash")), WORK, own)
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
    own_item, guess = store.own_items()[number]
    assert (own_item, given_of(guess)["DOI"]) == ({"id": "own"}, "10.1234/5678")
    assert store.described() == store.described([number, 99]) == {number: WORK}
    assert store.bytes_used() > 0
    assert abs(sum(store.sizes().values()) - store.bytes_used()) <= 100


def test_where_words_stand_and_who_spoke_them_when_come_back(store: StoreKeeper) -> None:
    builder = LayoutBuilder()
    builder.add(0, 3, 0, (100.0, 112.0), ([0], [4], [72.0], [96.5]))
    passage = Passage(Kind.BODY, "Head", WayBack((Run(0, 0, 4),)), speaker="Ito", time="00:01:02")
    source = SourceText("Head", "pdf", "", layout=builder.build(), blocks=())
    parsed = ParsedDocument(source, (passage,), (), (Page(0, 3),), "en")
    numbers = put(store, ingested(parsed, "a.pdf", FileState(1, 1), b"a"), document_of("Plain.", file="b.txt"))
    layout = store.layout(numbers[0])
    assert layout is not None
    assert layout.boxes(0, 4) == builder.build().boxes(0, 4) != []
    assert store.layout(numbers[1]) is None
    (stored,) = store.passages(numbers[0])
    assert stored.passage == passage
    assert (stored.line_start, stored.lines_of(0, 4)) == (None, None)


@pytest.mark.parametrize(
    "text", ["", "\0 between", "\ufeffmark", "日本語 𠮷 😀", "e\u0301 \u202eback", "\r\n\x85\u2028 lines", "'; DROP"]
)
def test_any_text_is_kept_to_the_letter(store: StoreKeeper, text: str) -> None:
    said = f"x{text}y"
    item = {"title": said, "note": text}
    (number,) = put(store, document_of(said, file=f"{said}.txt", item=item))
    assert store.source_text(number) == store.passages(number)[0].passage.text == said
    assert store.document(number).file == f"{said}.txt"
    assert store.own_items()[number][0] == item
    store.set_value("name", text)
    assert store.value("name") == text
    with store.batch() as batch:
        batch.fail(FailedSource(text, said))
    assert store.failures() == (FailedSource(text, said),)


def test_thousands_are_asked_for_at_once(store: StoreKeeper) -> None:
    (number,) = put(store, document_of(*[f"Word{n}." for n in range(3000)]))
    ids = passage_ids(store)
    assert [candidate.id for candidate in store.candidates(ids[::-1])] == ids[::-1]
    assert len(store.passages_with(ids)) == 3000
    assert store.documents_with(range(number - 2000, number + 2000)).keys() == {number}
    frequencies = store.vocabulary.word_frequencies(f"word{n}" for n in range(4000))
    assert (len(frequencies), sum(frequencies.values())) == (4000, 3000)


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


def test_what_stands_around_a_passage_is_of_any_kind_but_never_of_a_neighbour_by_id(store: StoreKeeper) -> None:
    kinds = [Kind.HEADING, Kind.BODY, Kind.NOTE, Kind.REFERENCE]
    put(store, ingested(ParsedDocument(*of_kinds(kinds), (), (), "en"), "a.txt", FileState(1, 1), b"a"))
    ids = passage_ids(store)
    before, after = store.around(ids[1], 9, 9)
    assert [each.kind for each in (*before, *after)] == [Kind.HEADING, Kind.NOTE, Kind.REFERENCE]
    assert store.around(ids[-1] + 1, 2, 2) == ([], [])  # an id behind the last passage of its document
    assert store.candidates([ids[-1] + 1]) == []


def of_kinds(kinds: Sequence[Kind]) -> tuple[SourceText, tuple[Passage, ...]]:
    """Return a text with a passage of one sentence of each of these kinds."""
    texts = [f"Sentence {number}." for number in range(len(kinds))]
    starts = [0, *accumulate(len(text) + 2 for text in texts)]
    passages = (
        Passage(kind, text, WayBack((Run(0, start, len(text)),)))
        for kind, text, start in zip(kinds, texts, starts, strict=False)
    )
    return SourceText("\n\n".join(texts), "text", "utf-8"), tuple(passages)


def test_what_is_not_there_is_a_key_error(store: StoreKeeper) -> None:
    for ask in (
        store.document, store.passage, store.passages, store.source_text, store.furniture, store.layout,
        lambda document: store.running_text(document, 9),
    ):  # fmt: skip
        with pytest.raises(KeyError):
            ask(7)


def test_what_was_removed_is_gone_from_everywhere(store: StoreKeeper) -> None:
    (number, other) = put(store, document_of("One."), document_of("Other.", file="b.txt"))
    (passage,) = passage_ids(store)
    with store.batch() as batch:
        batch.remove(number)
    assert (batch.removed, batch.added, batch.revision) == ({number}, [], 2)
    assert [document.id for document in store.documents()] == [other]
    assert (store.documents_with([number]), store.described([number])) == ({}, {})
    assert (store.candidates([passage]), store.passages_with([passage])) == ([], {})
    assert store.around(passage, 1, 1) == ([], [])
    assert [source.file for source in store.known_sources()] == ["b.txt"]
    assert list(store.own_items()) == [other]
    assert store.totals() == (1, 1, 1)
    with pytest.raises(KeyError):
        store.source_text(number)


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


def test_an_engine_follows_documents_whose_ids_change_hands(
    store: StoreKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kurilsearch.indexing.ingest.document_id", lambda file, passages: 7)
    put(store, document_of("Of a.", file="a.txt"), document_of("Of b.", file="b.txt"))
    with store.batch() as batch:
        batch.remove(7)
        assert batch.put(store.prepare(document_of("New b.", file="b.txt")), Described(), Metadata()) == 7
    assert batch.removed == {7, 8}
    assert [entry.document for entry in batch.added] == [7]
    removed, added = store.changes_since(1)
    assert (removed, list(added)) == (frozenset({7, 8}), batch.added)
    assert [document.file for document in store.documents()] == ["b.txt"]


def test_the_same_content_put_again_is_given_anew(store: StoreKeeper) -> None:
    (number,) = put(store, document_of("One."))
    with store.batch() as batch:
        assert batch.put(store.prepare(document_of("One.")), WORK, Metadata("Title")) == number
    assert (batch.revision, batch.removed, len(batch.added)) == (2, {number}, 1)
    removed, added = store.changes_since(1)
    assert (removed, list(added)) == (frozenset({number}), batch.added)
    assert store.totals() == (1, 1, 1)
    assert store.vocabulary.word_frequencies(["one"]) == {"one": 1}
    assert store.described() == {number: WORK}


def test_an_engine_need_not_know_what_is_cited_or_how_files_are_called(store: StoreKeeper) -> None:
    (number,) = put(store, document_of("One."))
    with store.batch() as batch:
        batch.describe(number, WORK, Metadata("Title"))
        batch.move(number, "b.txt", FileState(4, 3, 5, 2**63 - 1))
    assert (batch.removed, batch.added) == (set(), [])
    for revision in (1, 2):
        removed, added = store.changes_since(revision)
        assert (removed, list(added)) == (frozenset(), [])
    (source,) = store.known_sources()
    assert (source.file, source.state) == ("b.txt", FileState(4, 3, 5, 2**63 - 1))


def test_pages_have_the_numbers_that_its_user_gave_them_until_that_is_taken_back(store: StoreKeeper) -> None:
    parsed = document_of("One.\fTwo.\fThree.")
    pages = (Page(0, 1, None), Page(5, 2, "9"), Page(10, 3, None))
    (number,) = put(store, parsed._replace(pages=pages))
    for labels, expected in (("1=xi; 2=1", ["xi", "1", "2"]), (None, [None, "9", None])):
        with store.batch() as batch:
            batch.describe(number, WORK, Metadata("Title", page_labels=labels))
        assert [page.label for page in store.document(number).pages] == expected
        assert [page.label for page in store.documents()[0].pages] == expected


def test_a_moved_document_keeps_its_ids(store: StoreKeeper) -> None:
    (number,) = put(store, document_of("One."))
    before = passage_ids(store)
    with store.batch() as batch:
        batch.move(number, "c.txt", FileState(4, 3))
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
    before = store.documents(), store.totals(), store.known_sources(), store.vocabulary.common_words(1, 99)
    with pytest.raises(ZeroDivisionError), store.batch() as batch:
        batch.put(store.prepare(document_of("Other.", file="b.txt")), Described(), Metadata())
        batch.describe(store.documents()[0].id, WORK, Metadata("Never"))
        batch.fail(FailedSource("c.txt", "is empty"))
        batch.remove(store.documents()[0].id)
        raise ZeroDivisionError
    assert (store.documents(), store.totals(), store.known_sources(), store.vocabulary.common_words(1, 99)) == before
    assert (store.revision, store.failures()) == (2, ())
    with pytest.raises(KeyError):
        store.source_text(batch.added[0].document)
    put(store, document_of("After."))
    assert store.revision == 3


def test_revision_counts_only_what_changed_documents(store: StoreKeeper) -> None:
    (number,) = put(store, document_of("One."))
    with store.batch() as batch:
        batch.touch(number, FileState(4, 2, 7, 8))
        batch.fail(FailedSource("b.txt", "is empty", "fill it", FileState(0, 1, 2, 3)))
    assert (store.revision, batch.changed) == (1, False)
    with store.batch() as batch:
        batch.describe(number, WORK, Metadata("Title"))
    assert (store.revision, batch.revision, batch.changed) == (2, 2, True)
    assert store.described([number]) == {number: WORK}
    assert [(source.file, source.state) for source in store.known_sources()] == [("a.txt", FileState(4, 2, 7, 8))]
    assert store.failures() == (FailedSource("b.txt", "is empty", "fill it", FileState(0, 1, 2, 3)),)
    with store.batch() as batch:
        batch.forget_failure("b.txt")
    assert store.failures() == ()


def test_a_document_stays_when_its_file_fails_and_the_failure_goes_when_it_is_put_again(store: StoreKeeper) -> None:
    put(store, document_of("One."))
    with store.batch() as batch:
        for reason in ("is locked", "is empty"):
            batch.fail(FailedSource("b.txt", "is no text"))
            batch.fail(FailedSource("a.txt", reason, "wait"))
    assert store.failures() == (FailedSource("a.txt", "is empty", "wait"), FailedSource("b.txt", "is no text"))
    assert [document.file for document in store.documents()] == ["a.txt"]
    put(store, document_of("Changed."))
    assert [failure.file for failure in store.failures()] == ["b.txt"]


def test_what_is_put_and_removed_in_one_batch_was_never_there(store: StoreKeeper) -> None:
    put(store, document_of("Kelp."))
    with store.batch() as batch:
        (kept, gone) = [
            batch.put(store.prepare(document_of(said, file=file)), Described(), Metadata())
            for said, file in (("Kelp and herring.", "b.txt"), ("Kelp and salmon.", "c.txt"))
        ]
        batch.remove(gone)
    assert {entry.document for entry in batch.added} == {kept}
    assert [document.file for document in store.documents()] == ["a.txt", "b.txt"]
    assert store.vocabulary.word_frequencies(["kelp", "herring", "salmon"]) == {"kelp": 2, "herring": 1, "salmon": 0}
    assert store.passages_with([id_span(gone)[0]]) == {}
    store.verify()


def test_a_batch_counts_the_characters_of_what_is_put(store: StoreKeeper) -> None:
    with store.batch() as batch:
        assert batch.chars == 0
        for file, text in (("a.txt", "Four."), ("b.txt", "海は静か")):
            batch.put(store.prepare(document_of(text, file=file)), Described(), Metadata())
        assert batch.chars == 9
    assert batch.chars == 9


def test_more_takes_more_space(store: StoreKeeper) -> None:
    sizes = [store.bytes_used()]
    for number in range(3):
        put(store, document_of(*[f"{number} {n} {n * n:x}" for n in range(2000)], file=f"{number}.txt"))
        store.compact()
        sizes.append(store.bytes_used())
    assert sizes == sorted(set(sizes))
    assert sizes[0] == 0


def test_a_store_is_closed_whether_it_was_used_or_not(name: str, tmp_path: Path) -> None:
    open_store(name, location_for(name, tmp_path)).close()
    assert list(tmp_path.iterdir()) == []
    store = open_store(name, location_for(name, tmp_path))
    put(store, document_of("One."))
    store.close()
    store.close()


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
    assert words.words_near("whalse", 1, 9) == [("whales", 1, 1)]
    assert words.words_near("wales", 1, 9) == words.words_near("whalies", 1, 9) == [("whales", 1, 1)]
    assert words.words_near("whalxs", 1, 9) == [("whales", 1, 1)]
    assert words.words_near("whales", 1, 9) == [("whales", 0, 1)]
    assert words.letters_in_words({" wh", "hal", "ks ", "ngs", "xyz"}) == {" wh", "hal", "ks "}
    assert words.any_word_begins("xw") and not words.any_word_begins("xyz")
    assert words.common_words(2, 9) == {"whaling": 2}
    assert words.common_words(1, 1) == {"whaling": 2}
    assert words.languages() == ("en",)


def test_the_commonest_language_comes_first(store: StoreKeeper) -> None:
    languages = {"a": "ru", "b": "ja", "c": "ja", "d": "de"}
    put(store, *[document_of("Text.", file=file, language=language) for file, language in languages.items()])
    assert store.vocabulary.languages() == ("ja", "de", "ru")


UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""For what takes long: an example that fails is shown as it is."""

LETTERS = "abcé界[]*?"
any_words = st.lists(st.text(LETTERS, min_size=1, max_size=5), min_size=1, max_size=30)


@settings(max_examples=50, deadline=None)
@given(any_words, st.text(LETTERS, max_size=4), st.integers(0, 3), st.integers(1, 9))
def test_every_store_finds_the_same_words_in_the_same_order(
    said: list[str], asked: str, edits: int, limit: int
) -> None:
    """The store in memory looks at each word, as the protocol says it in words; the others have to agree."""
    with TemporaryDirectory() as folder:
        answers = []
        for name in LOCAL:
            store = open_store(name, IndexLocation(Path(folder)))
            put(store, document_of(*said))
            answers.append(about_words(store, said, asked, edits, limit))
            store.close()
    assert answers[1:] == answers[:-1]


@pytest.mark.slow
def test_a_store_on_a_cluster_finds_them_too(tmp_path: Path) -> None:
    """One library is made there, for that takes a while, and is asked again and again."""
    on_cluster = open_store("opensearch", location_for("opensearch", tmp_path))
    in_memory = open_store("memory", IndexLocation(tmp_path))

    @settings(max_examples=12, deadline=None, phases=UNSHRUNK)
    @given(any_words, st.text(LETTERS, max_size=4), st.integers(0, 3), st.integers(1, 9))
    def check(said: list[str], asked: str, edits: int, limit: int) -> None:
        for store in (on_cluster, in_memory):
            put(store, document_of(*said))
        assert about_words(on_cluster, said, asked, edits, limit) == about_words(in_memory, said, asked, edits, limit)

    check()


def about_words(store: StoreKeeper, said: list[str], asked: str, edits: int, limit: int) -> tuple[object, ...]:
    """What a store knows of its words."""
    words = store.vocabulary
    stems = [index_terms(word, "en")[0] for word in said]
    return (
        words.words_with_prefix(asked, limit), words.words_like(asked, limit),
        words.words_near(asked, edits, limit), words.common_words(edits, limit),
        words.stem_frequencies(stems), words.word_frequencies([*said, asked]),
        words.any_word_begins(asked), words.letters_in_words({f" {asked} "[at : at + 3] for at in range(len(asked))}),
    )  # fmt: skip


words = st.sampled_from(["herring", "salmon", "kelp", "whale", "whales", "ice", "Ice"])
paragraphs = st.lists(st.lists(words, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=4)
Step = tuple[str, list[str] | None]
steps = st.lists(st.tuples(st.sampled_from("abc"), st.none() | paragraphs), max_size=12)


@pytest.mark.parametrize("name", LOCAL)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=steps)
def test_counts_and_changes_follow_any_history(
    name: str, tmp_path_factory: pytest.TempPathFactory, history: list[Step]
) -> None:
    """Whatever is put and removed: counts are those of what is left, and an engine can follow from any revision."""
    follow(open_store(name, IndexLocation(tmp_path_factory.mktemp("history"))), history)


@pytest.mark.slow
@settings(max_examples=3, deadline=None, phases=UNSHRUNK, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=steps)
def test_they_do_on_a_cluster(tmp_path_factory: pytest.TempPathFactory, history: list[Step]) -> None:
    follow(open_store("opensearch", location_for("opensearch", tmp_path_factory.mktemp("history"))), history)


def follow(store: StoreKeeper, history: list[Step]) -> None:
    """Do what a history says, and check all that is counted and told."""
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


def test_running_text_is_as_long_as_was_asked_where_paragraphs_are_short(store: StoreKeeper) -> None:
    short, empty = put(store, document_of(*["Yes."] * 600), document_of(file="b.txt"))
    assert store.running_text(short, 1000) == "\n\n".join(["Yes."] * 167)[:1000]
    assert store.running_text(empty, 1000) == ""


def test_running_text_is_paragraphs_alone(store: StoreKeeper) -> None:
    kinds = [*[Kind.NOTE] * 60, Kind.BODY, *[Kind.NOTE] * 60, Kind.BODY]
    (number,) = put(store, ingested(ParsedDocument(*of_kinds(kinds), (), (), "en"), "a.txt", FileState(1, 1), b"a"))
    assert store.running_text(number, 100) == "Sentence 60.\n\nSentence 121."


def test_one_writes_at_a_time(store: StoreKeeper) -> None:
    waited: list[int] = []
    with store.writing():
        with pytest.raises(LibraryBusyError) as caught, store.writing():
            raise AssertionError("two write at once")
        assert caught.value.hint
        with pytest.raises(LibraryBusyError), store.writing(0.2, lambda: waited.append(1)):
            raise AssertionError("two write at once")
    assert waited == [1]
    with pytest.raises(ZeroDivisionError), store.writing():
        raise ZeroDivisionError
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


def test_threads_read_whole_commits_while_one_writes(store: StoreKeeper, name: str) -> None:
    """Every commit holds one document whose passages all say the same number; so does every answer."""
    commits = 40 if name in LOCAL else 8
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

    with ThreadPoolExecutor(4) as threads:
        readers = [threads.submit(read) for _ in range(4)]
        try:
            for number in range(commits):
                put(store, document_of(*[f"Whale {number} of {n}." for n in range(20)]))
        finally:
            done.set()
        for reader in readers:
            reader.result()
    assert mixed == []
    assert store.revision == commits


def test_a_cache_remembers(name: str, tmp_path: Path) -> None:
    cache = open_cache(name, location_for(name, tmp_path))
    assert (cache.citations(["k"]), cache.cited_works(1 << 40)) == ({}, None)
    cache.remember_citations({"k": "Ito 1956", "l": "Ito 1957"})
    cache.remember_citations({})
    cache.remember_citations({"l": "Ito 1958"})
    cache.remember_cited_works(1 << 40, "old")
    cache.remember_cited_works(1 << 40, "[]")
    assert cache.citations(["k", "m"]) == {"k": "Ito 1956"}
    assert cache.citations(["l", "k"]) == {"k": "Ito 1956", "l": "Ito 1958"}
    assert cache.cited_works(1 << 40) == "[]"
    cache.close()


def test_a_store_that_nobody_knows_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store called 'sqlight'") as caught:
        open_store("sqlight", IndexLocation(tmp_path))
    assert "Did you mean sqlite?" in str(caught.value)
