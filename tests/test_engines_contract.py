"""What every engine promises, checked on each one that is installed, and that all give the same answers."""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from importlib.metadata import EntryPoint, EntryPoints, entry_points
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kurilsearch.engines import (
    Engine,
    PassageTerms,
    Question,
    available_engines,
    discard_engine,
    loader,
    open_engine,
)
from kurilsearch.engines.bm25 import length_code
from kurilsearch.engines.local.folders import delete_folder
from kurilsearch.engines.local.revision import FILE
from kurilsearch.engines.ordering import best_first
from kurilsearch.errors import EngineError, LibraryBusyError
from kurilsearch.location import IndexLocation
from kurilsearch.model import Kind
from kurilsearch.query import And, Everything, InDocuments, Near, Not, Nothing, OfKind, Or, Phrase, Query, Term
from tests.naive_engine import NaiveEngine
from tests.opensearch.cluster import location_for, options_for

NAMES = available_engines()

in_files = pytest.mark.parametrize("name", [name for name in NAMES if name != "opensearch"])
"""For tests of the files of an index, which one on a cluster has elsewhere."""


def entry(passage: int, text: str, document: int = 1, kind: Kind = Kind.BODY, words: str | None = None) -> PassageTerms:
    return PassageTerms(passage, document, kind, text, text if words is None else words)


ISLANDS = [
    entry(1, "four island north japan", 1, Kind.HEADING),
    entry(2, "japan soviet talk on island island island", 1, words="japan soviet talks on island island island"),
    entry(3, "soviet note to japan", 1, Kind.NOTE),
    entry(4, "the the the", 2),
    entry(5, "north of japan the soviet", 2),
    entry(6, "", 3),
]


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=NAMES)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine with the islands in two segments, for tests that only search it."""
    name = str(request.param)
    with closing(open_engine(name, location_for(name, tmp_path_factory.mktemp("islands")))) as engine:
        engine.apply([], ISLANDS[:4], 1)
        engine.apply([], ISLANDS[4:], 2)
        yield engine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library" / "engine"


@pytest.fixture
def engine(name: str, folder: Path) -> Iterator[Engine]:
    with closing(open_engine(name, location_for(name, folder))) as engine:
        yield engine


def found(engine: Engine, query: Query) -> set[int]:
    candidates = engine.search(query, 1000)
    assert candidates.total == len(candidates.passages) == len(set(candidates.passages))
    return set(candidates.passages)


# Single promises


def test_an_engine_that_was_never_filled_is_empty_and_makes_no_files(engine: Engine, name: str, folder: Path) -> None:
    assert engine.name == name
    assert engine.revision == 0
    assert found(engine, Everything()) == found(engine, Term("japan")) == found(engine, Not(Term("japan"))) == set()
    assert not folder.exists()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Term("japan"), {1, 2, 3, 5}),
        (Term("talks"), set()),
        (Term("talks", "words"), {2}),
        (Phrase(("soviet", "talk")), {2}),
        (Phrase(("soviet", "talks")), set()),
        (Phrase(("japan", "island")), set()),
        (Phrase(("island", "island", "island")), {2}),
        (Phrase(("the", "the")), {4}),
        (Phrase(("the", "the", "the", "the")), set()),
        (Near("japan", "soviet", 1), {2}),
        (And((Term("japan"), Term("soviet"))), {2, 3, 5}),
        (And((Term("japan"), Not(Term("soviet")))), {1}),
        (And((Not(Term("soviet")), Not(Term("the")))), {1, 6}),
        (And((Not(Nothing()),)), {1, 2, 3, 4, 5, 6}),
        (Or((Term("north"), Term("note"))), {1, 3, 5}),
        (Or((Term("north"), Term("japan"), Term("soviet")), at_least=2), {1, 2, 3, 5}),
        (Or((Term("north"), Term("japan"), Term("soviet")), at_least=3), {5}),
        (Or((Term("north"), Term("japan")), at_least=3), set()),
        (Or((Term("north"), Term("north"), Term("the")), at_least=2), {1, 5}),
        (Or((And((Term("four"), Term("north"))), Phrase(("note", "to")))), {1, 3}),
        (Or((Everything(), Term("four"))), {1, 2, 3, 4, 5, 6}),
        (Or(()), set()),
        (Not(Term("japan")), {4, 6}),
        (Not(Everything()), set()),
        (Not(Not(Term("the"))), {4, 5}),
        (OfKind(frozenset({Kind.NOTE, Kind.HEADING})), {1, 3}),
        (OfKind(frozenset()), set()),
        (InDocuments(frozenset({2, 3, 99})), {4, 5, 6}),
        (InDocuments(frozenset()), set()),
        (And((Term("japan"), OfKind(frozenset({Kind.BODY})), InDocuments(frozenset({1})))), {2}),
        (Everything(), {1, 2, 3, 4, 5, 6}),
        (Nothing(), set()),
    ],
)
def test_each_node_of_the_query_tree(filled: Engine, query: Query, expected: set[int]) -> None:
    assert found(filled, query) == expected


def test_best_first_and_equals_by_passage_id(engine: Engine) -> None:
    engine.apply([], [entry(number, "oil and water") for number in (30, 10, 20)], 1)
    engine.apply([], [entry(5, "oil oil oil"), entry(25, "oil and water"), entry(40, "oil " + "water " * 50)], 2)
    assert engine.search(Term("oil"), 10).passages == (5, 10, 20, 25, 30, 40)
    assert engine.search(Term("oil"), 3).passages == (5, 10, 20)
    assert engine.search(Term("oil"), 3).total == 6
    assert engine.search(Term("oil"), 0).passages == ()
    assert engine.search(Phrase(("and", "water")), 2).passages == (10, 20)


def test_filters_alone_go_by_passage_id(engine: Engine) -> None:
    engine.apply([], [entry(number, "x " * number) for number in (7, 3, 9)], 1)
    engine.apply([], [entry(number, "x") for number in (1, 8)], 2)
    assert engine.search(Everything(), 3).passages == (1, 3, 7)
    assert engine.search(And((Everything(), Not(InDocuments(frozenset({5}))))), 9).passages == (1, 3, 7, 8, 9)


def test_a_thousand_equals_at_the_limit_go_by_passage_id(engine: Engine) -> None:
    numbers = [(number * 379) % 1009 for number in range(1009)]  # all, out of order
    engine.apply([], [entry(number, "same words") for number in numbers], 1)
    assert engine.search(Term("words"), 5).passages == (0, 1, 2, 3, 4)
    assert engine.search(Or((Term("words"), Term("same"))), 700).passages == tuple(range(700))


def test_a_document_is_taken_out_and_put_back(engine: Engine) -> None:
    engine.apply([], ISLANDS, 1)
    engine.apply([1, 77], [], 2)
    assert found(engine, Everything()) == {4, 5, 6}
    assert found(engine, Term("japan")) == {5}
    assert found(engine, Not(Term("japan"))) == {4, 6}
    assert found(engine, Phrase(("soviet", "talk"))) == set()
    engine.apply([1, 2], [entry(12, "japan soviet", 1), entry(13, "the soviet", 2)], 3)
    assert found(engine, Everything()) == {6, 12, 13}
    assert found(engine, Term("soviet")) == {12, 13}
    assert engine.revision == 3
    engine.apply([1, 2, 3], [], 4)
    assert found(engine, Everything()) == set()


def test_an_update_without_any_change_is_remembered(engine: Engine, name: str, folder: Path) -> None:
    engine.apply([], [], 5)
    assert engine.revision == 5
    engine.apply([], ISLANDS, 6)
    engine.apply([], [], 7)
    engine.apply([99], [], 8)
    with closing(open_engine(name, location_for(name, folder))) as again:
        assert again.revision == 8
        assert found(again, Everything()) == {1, 2, 3, 4, 5, 6}


def test_the_revision_outlives_the_engine(name: str, folder: Path) -> None:
    with closing(open_engine(name, location_for(name, folder))) as engine:
        engine.apply([], ISLANDS, 41)
    with closing(open_engine(name, location_for(name, folder))) as engine:
        assert engine.revision == 41
        assert found(engine, Term("four")) == {1}


def test_a_reader_sees_what_was_applied_after_refresh(name: str, folder: Path, engine: Engine) -> None:
    with closing(open_engine(name, location_for(name, folder))) as reader:
        engine.apply([], ISLANDS[:1], 1)
        reader.refresh()
        assert (reader.revision, found(reader, Everything())) == (1, {1})
        engine.apply([], ISLANDS[1:], 2)
        assert found(reader, Everything()) == {1}
        reader.refresh()
        assert (reader.revision, found(reader, Everything())) == (2, {1, 2, 3, 4, 5, 6})
        reader.apply([1], [], 3)  # and another may write
        engine.refresh()
        assert (engine.revision, found(engine, Everything())) == (3, {4, 5, 6})


@in_files
def test_an_index_that_was_deleted_meanwhile_is_empty(engine: Engine, folder: Path) -> None:
    engine.apply([], ISLANDS, 1)
    shutil.rmtree(folder)
    engine.refresh()
    assert engine.revision == 0
    assert found(engine, Everything()) == set()
    engine.apply([], ISLANDS[:2], 2)
    assert (engine.revision, found(engine, Everything())) == (2, {1, 2})


def test_entries_that_fail_midway_change_nothing(engine: Engine) -> None:
    engine.apply([], ISLANDS, 1)

    def entries() -> Iterator[PassageTerms]:
        yield from (entry(100 + number, "new", 9) for number in range(3000))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        engine.apply([1], entries(), 2)
    assert engine.revision == 1
    assert found(engine, Everything()) == {1, 2, 3, 4, 5, 6}
    engine.apply([1], [entry(7, "new", 9)], 2)
    assert (engine.revision, found(engine, Everything())) == (2, {4, 5, 6, 7})


def test_many_entries_and_terms_of_every_script(engine: Engine) -> None:
    texts = ["остров курил", "北方 方領 領土", "νησοσ", "x" * 1000, "e\u0301", "𠀀𠀁"]
    many = [entry(1000 + number, f"{texts[number % len(texts)]} n{number}", number % 50) for number in range(5000)]
    engine.apply([], many, 1)
    assert engine.search(Everything(), 1).total == 5000
    assert found(engine, Term("n4999")) == {5999}
    assert found(engine, Phrase(("方領", "領土", "n7"))) == {1007}
    for text in texts:
        assert engine.search(Term(text.split()[0]), 1).total in (833, 834)
    assert found(engine, And((Term("курил"), InDocuments(frozenset({0}))))) == set(range(1000, 6000, 150))


@in_files
def test_a_library_updated_a_hundred_times_does_not_grow(name: str, folder: Path) -> None:
    text = " ".join(f"word{number}" for number in range(200))
    others = [entry(number, text, 2) for number in range(50)]
    mine = [entry(100 + number, text, 1) for number in range(5)]

    def size() -> int:
        return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())

    with closing(open_engine(name, location_for(name, folder))) as engine:
        engine.apply([], others + mine, 1)
        first = size()
        for revision in range(2, 102):
            engine.apply([1], mine, revision)
        assert found(engine, Term("word7")) == {*range(50), *range(100, 105)}
        assert size() < 8 * first
        assert len(list(folder.rglob("*"))) < 150


# Several processes


def in_another_process(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Start ``code`` in another Python, where ``engine`` is open over the folder; the rest of argv are its own."""
    prelude = """
        import json
        import os
        import sys
        from pathlib import Path
        from kurilsearch.engines import PassageTerms, open_engine
        from kurilsearch.location import IndexLocation
        from kurilsearch.model import Kind
        from kurilsearch.query import Everything, Term
        engine = open_engine(sys.argv[1], IndexLocation(Path(sys.argv[2]), json.loads(os.environ["ENGINE_OPTIONS"])))
        def entry(passage, text, document=1):
            return PassageTerms(passage, document, Kind.BODY, text, text)
        def say(*what):
            print(*what, flush=True)
    """
    program = dedent(prelude) + dedent(code)
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"ENGINE_OPTIONS": json.dumps(options_for(str(arguments[0]), Path(str(arguments[1]))))},
    )


def test_two_processes_search_what_one_of_them_writes(name: str, folder: Path, engine: Engine) -> None:
    engine.apply([], ISLANDS[:3], 1)
    child = in_another_process(
        """
        say(engine.revision, engine.search(Everything(), 9).total)
        input()
        say(engine.revision, engine.search(Everything(), 9).total)
        engine.refresh()
        say(engine.revision, engine.search(Everything(), 9).total)
        engine.apply([1], [entry(50, "far away", 5)], 3)
        """,
        name,
        folder,
    )
    assert child.stdin and child.stdout
    assert child.stdout.readline().split() == ["1", "3"]
    engine.apply([], ISLANDS[3:], 2)
    output, errors = child.communicate("\n", timeout=60)
    assert (output.split(), errors) == (["1", "3", "2", "6"], "")
    engine.refresh()
    assert (engine.revision, found(engine, Everything())) == (3, {4, 5, 6, 50})


def test_a_second_writer_is_told(name: str, folder: Path) -> None:
    child = in_another_process(
        """
        def entries():
            for number in range(3000):
                yield entry(number, "late")
            say("writing")
            input()
        engine.apply([], entries(), 1)
        """,
        name,
        folder,
    )
    assert child.stdout
    assert child.stdout.readline() == "writing\n"
    with closing(open_engine(name, location_for(name, folder))) as engine:
        with pytest.raises(LibraryBusyError):
            engine.apply([], ISLANDS, 1)
        child.communicate("\n", timeout=60)
        engine.refresh()
        assert engine.search(Everything(), 1).total == 3000


def test_a_process_killed_while_adding_leaves_the_former_revision(name: str, folder: Path, engine: Engine) -> None:
    engine.apply([], ISLANDS, 1)
    child = in_another_process(
        """
        def entries():
            for number in range(100_000):
                yield entry(number + 100, f"word{number} in many words", 7)
                if number == 3000:
                    say("adding")
                    input()
        engine.apply([1], entries(), 2)
        """,
        name,
        folder,
    )
    assert child.stdout
    assert child.stdout.readline() == "adding\n"
    child.kill()
    child.communicate(timeout=60)
    engine.refresh()
    assert (engine.revision, found(engine, Everything())) == (1, {1, 2, 3, 4, 5, 6})
    engine.apply([1], [], 2)  # a lock that was left behind is in nobody's way
    assert (engine.revision, found(engine, Everything())) == (2, {4, 5, 6})


@pytest.mark.slow
def test_a_process_killed_at_any_moment_leaves_one_whole_revision(name: str, folder: Path) -> None:
    attempts = 3 if name == "opensearch" else 8
    for attempt in range(attempts):
        child = in_another_process(
            """
            def entries(revision):
                return [entry(revision * 100 + n, f"always r{revision}") for n in range(revision % 7 + 1)]
            say("ready")
            for revision in range(engine.revision + 1, 10_000):
                engine.apply([1], entries(revision), revision)
                say(revision)
            """,
            name,
            folder,
        )
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
        if attempt == attempts - 1:
            assert child.stdout.readline()  # however slow the machine is, one revision is applied
        time.sleep(0.1 + 0.11 * attempt)
        child.kill()
        said = child.communicate(timeout=60)[0].split()
        with closing(open_engine(name, location_for(name, folder))) as engine:
            revision = engine.revision
            assert revision >= int(said[-1] if said else 0)
            passages = {revision * 100 + number for number in range(revision % 7 + 1)} if revision else set()
            assert found(engine, Everything()) == found(engine, Term(f"r{revision}")) == passages
    assert revision > 0
    with closing(open_engine(name, location_for(name, folder))) as engine:
        for _ in range(3):
            revision += 1
            engine.apply([1], [entry(1, "the last")], revision)
        assert found(engine, Everything()) == {1}
    assert len(list(folder.rglob("*"))) < 60  # what the killed ones left is cleaned away


@in_files
@pytest.mark.skipif(os.name == "nt", reason="file sizes can be limited on POSIX systems only")
def test_a_full_disk_is_said_and_the_former_revision_stays(name: str, folder: Path, engine: Engine) -> None:
    engine.apply([], ISLANDS, 1)
    child = in_another_process(
        """
        import resource
        from kurilsearch.errors import EngineError
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        try:
            engine.apply([], (entry(n, f"word{n} other{n % 97}", 5) for n in range(100, 6000)), 2)
        except EngineError as error:
            say(error)
        """,
        name,
        folder,
    )
    output, errors = child.communicate(timeout=60)
    assert output.startswith("The disk is full"), errors
    engine.refresh()
    assert (engine.revision, found(engine, Everything())) == (1, {1, 2, 3, 4, 5, 6})


# Damage and age


@in_files
@pytest.mark.parametrize("how", ["deleted", "emptied", "garbled"])
def test_every_damaged_file_gives_an_engine_error_or_right_answers(name: str, folder: Path, how: str) -> None:
    with closing(open_engine(name, location_for(name, folder))) as engine:
        engine.apply([], ISLANDS, 1)
    whole = folder.with_name("whole")
    shutil.copytree(folder, whole)
    failed = 0
    for file in sorted(file.relative_to(whole) for file in whole.rglob("*") if file.is_file()):
        delete_folder(folder)
        shutil.copytree(whole, folder)
        if how == "deleted":
            (folder / file).unlink()
        else:
            garbage = b"" if how == "emptied" else bytes(reversed(range(256))) * 8
            (folder / file).write_bytes(garbage)
        try:
            with closing(open_engine(name, location_for(name, folder))) as engine:
                assert engine.revision in (0, 1)
                answer = found(engine, And((Term("japan"), Phrase(("soviet", "talk")))))
                assert answer == ({2} if engine.revision else set()), file
        except EngineError as error:
            assert error.hint == "Run kurilsearch rebuild"
            failed += 1
    assert failed


@in_files
@pytest.mark.parametrize("journal", ["[0, 0, 0, 0]", "[5, 9, 9, 999]"])
def test_an_index_of_another_format_counts_as_empty_and_is_remade(name: str, folder: Path, journal: str) -> None:
    with closing(open_engine(name, location_for(name, folder))) as engine:
        engine.apply([], ISLANDS, 1)
    (folder / FILE).write_text(journal, encoding="utf-8")
    with closing(open_engine(name, location_for(name, folder))) as engine:
        assert (engine.revision, found(engine, Everything())) == (0, set())
        engine.apply([], ISLANDS[:1], 5)
        assert (engine.revision, found(engine, Everything())) == (5, {1})


@in_files
def test_a_folder_of_other_things_is_never_emptied(engine: Engine, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "thesis.txt").write_text("three years of work", encoding="utf-8")
    with pytest.raises(EngineError):
        engine.apply([], ISLANDS, 1)
    assert (folder / "thesis.txt").exists()


# All engines against the written rules


def reference(corpus: Sequence[PassageTerms], query: Query) -> dict[int, float]:
    """Return the passages that match ``query`` with their scores, by the definitions and nothing else."""
    total = len(corpus)
    texts = {one.passage: {"stems": one.stems.split(), "words": one.words.split()} for one in corpus}
    average = {field: sum(len(text[field]) for text in texts.values()) / total for field in ("stems", "words")}

    def quantised(length: int) -> int:
        if length < 40:
            return length
        return 24 + ((length - 24) >> (shift := (length - 24).bit_length() - 4) << shift)

    def idf(term: str, field: str) -> float:
        holding = sum(term in text[field] for text in texts.values())
        return math.log(1 + (total - holding + 0.5) / (holding + 0.5))

    def count(terms: Sequence[str], words: Sequence[str]) -> int:
        return sum(list(words[at : at + len(terms)]) == list(terms) for at in range(len(words)))

    def score(one: PassageTerms, node: Query) -> float | None:
        """Return the score of a passage, or None where it does not match."""
        match node:
            case Term() | Phrase():
                terms, field = ((node.text,), node.field) if isinstance(node, Term) else (node.terms, "stems")
                words = texts[one.passage][field]
                frequency = count(terms, words)
                norm = 1.2 * (1 - 0.75 + 0.75 * quantised(len(words)) / (average[field] or 1))
                weight = sum(idf(term, field) for term in terms)
                return weight * 2.2 * frequency / (frequency + norm) if frequency else None
            case Near(first, last, distance):
                stems = texts[one.passage]["stems"]
                places = {each: [at for at, stem in enumerate(stems) if stem == each] for each in (first, last)}
                near = any(abs(at - to) <= distance for at in places[first] for to in places[last])
                return 0.0 if near else None
            case And(parts):
                scores = [score(one, part) for part in parts]
                return None if None in scores else math.fsum(value for value in scores if value)
            case Or(parts, at_least):
                scores = [value for part in parts if (value := score(one, part)) is not None]
                return math.fsum(value for value in scores if value) if len(scores) >= max(at_least, 1) else None
            case Not(part):
                return 0.0 if score(one, part) is None else None
            case OfKind(kinds):
                return 0.0 if one.kind in kinds else None
            case InDocuments(documents):
                return 0.0 if one.document in documents else None
            case Everything():
                return 0.0
            case Nothing():
                return None

    return {one.passage: value for one in corpus if (value := score(one, query)) is not None}


def scores_of(engine: Engine, query: Query) -> dict[int, float]:
    """Return the scores by which an engine orders, which it keeps to itself."""
    if engine.name == "whoosh":
        snapshot = engine._snapshot  # type: ignore[attr-defined]
        return {snapshot._passages[number]: score for number, score in snapshot._matches(query).items()}
    if engine.name == "opensearch":
        from kurilsearch.engines.opensearch.engine import _search

        question = _search(engine._state, Question(query, 1000), 1000)  # type: ignore[attr-defined]
        (answer,) = engine._cluster.ask(engine._index.name, [question])  # type: ignore[attr-defined]
        hits = [hit["sort"] for hit in answer.get("hits", {}).get("hits", ())]
        return {passage: sum(score) for *score, passage in hits}
    from kurilsearch.engines.tantivy.query import build_query

    hits = engine._view.searcher.search(build_query(query, engine._view.opened.schema), 1000).hits  # type: ignore[attr-defined]
    passages = engine._view.searcher.fast_field_values("passage", [address for _, address in hits])  # type: ignore[attr-defined]
    return dict(zip(passages, [score for score, _ in hits], strict=True))


UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""For what takes long: an example that fails is shown as it is."""

WORDS = st.sampled_from("abcdef")
FIELDS = st.sampled_from(["stems", "words"])
TEXTS = st.lists(WORDS, max_size=9) | st.lists(WORDS, min_size=35, max_size=130)
KINDS = st.sampled_from([Kind.BODY, Kind.NOTE, Kind.HEADING])
LEAVES = st.one_of(
    st.builds(Term, WORDS, FIELDS),
    st.builds(Phrase, st.lists(WORDS, min_size=2, max_size=4).map(tuple)),
    st.builds(Near, st.sampled_from("abc"), st.sampled_from("def"), st.integers(1, 5)),
    st.builds(OfKind, st.frozensets(KINDS)),
    st.builds(InDocuments, st.frozensets(st.integers(1, 4))),
    st.sampled_from([Everything(), Nothing()]),
)
QUERIES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner | st.builds(Not, inner), max_size=4).map(tuple)),
        st.builds(Or, st.lists(inner, max_size=4).map(tuple), st.integers(1, 4)),
        st.builds(Not, inner),
    ),
    max_leaves=8,
)


@st.composite
def corpora(draw: st.DrawFn) -> list[PassageTerms]:
    numbers = draw(st.lists(st.integers(0, 2**40), min_size=1, max_size=14, unique=True))
    corpus = []
    for number in numbers:
        stems = draw(TEXTS)
        words = [draw(WORDS) if draw(st.integers(0, 9)) == 0 else stem for stem in stems]
        corpus.append(PassageTerms(number, draw(st.integers(1, 3)), draw(KINDS), " ".join(stems), " ".join(words)))
    return corpus


@pytest.mark.slow
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(corpora(), st.lists(QUERIES, min_size=8, max_size=25), st.integers(0, 14), st.integers(1, 9))
def test_all_engines_give_the_same_passages_in_the_same_order(
    corpus: list[PassageTerms], queries: list[Query], cut: int, limit: int
) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, ExitStack() as stack:
        for name in NAMES:
            if name != "opensearch":
                engine = stack.enter_context(closing(open_engine(name, IndexLocation(Path(folder, name)))))
                check_against_the_definitions(engine, corpus, queries, cut, limit)


@pytest.mark.slow
@settings(max_examples=3, deadline=None, phases=UNSHRUNK, suppress_health_check=list(HealthCheck))
@given(corpora(), st.lists(QUERIES, min_size=8, max_size=25), st.integers(0, 14), st.integers(1, 9))
def test_an_engine_on_a_cluster_gives_them_too(
    corpus: list[PassageTerms], queries: list[Query], cut: int, limit: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        location = IndexLocation(Path(folder), options_for("opensearch", Path(folder), shards="3"))
        with closing(open_engine("opensearch", location)) as engine:
            check_against_the_definitions(engine, corpus, queries, cut, limit)
        discard_engine("opensearch", location)


def check_against_the_definitions(
    engine: Engine, corpus: list[PassageTerms], queries: list[Query], cut: int, limit: int
) -> None:
    engine.apply([], corpus[:cut], 1)
    engine.apply([], corpus[cut:], 2)
    for query in queries:
        scores = reference(corpus, query)
        expected = tuple(sorted(scores, key=lambda passage: (-round(scores[passage], 9), passage)))
        assert scores_of(engine, query) == pytest.approx(scores, rel=2e-6), (engine.name, query)
        assert engine.search(query, len(corpus)).passages == expected, (engine.name, query)
        some = engine.search(query, limit)
        assert (some.total, some.passages) == (len(expected), expected[:limit]), (engine.name, query)


def test_lengths_are_quantised_as_lucene_does() -> None:
    assert [length_code(length) for length in (0, 1, 39, 40, 41, 42, 55, 56, 60, 2_013_265_943, 2_013_265_944)] == [
        *(0, 1, 39, 40, 40, 41, 47, 48, 49, 254, 255)
    ]


def test_scores_that_differ_by_rounding_only_are_equal() -> None:
    assert best_first([(1.0, 9), (1.0000002, 10), (0.9999999, 8), (2.0, 11), (0.99, 1)]) == [11, 8, 9, 10, 1]
    assert best_first([]) == []


# The loader


def test_asking_for_an_engine_loads_no_other_and_reads_no_metadata(folder: Path, name: str) -> None:
    child = in_another_process(
        "say(*sorted({'tantivy', 'whoosh', 'opensearchpy', 'nltk', 'importlib.metadata', 'difflib'} & {*sys.modules}))",
        name,
        folder,
    )
    output, errors = child.communicate(timeout=60)
    assert errors == ""
    assert set(output.split()) - {"importlib.metadata"} == {"opensearchpy" if name == "opensearch" else name}
    assert "importlib.metadata" not in output or name == "opensearch"  # its client reads what it depends on


def test_the_built_in_engines_come_in_by_the_entry_points() -> None:
    declared = {point.name: point.value for point in entry_points(group=loader.GROUP)}
    assert loader._BUILT_IN.items() <= declared.items()
    assert "whoosh" in NAMES


def test_an_unknown_engine_is_named_with_a_suggestion(folder: Path) -> None:
    with pytest.raises(EngineError, match=r"no engine called 'wosh'.*Did you mean whoosh.*Installed are: .*whoosh"):
        open_engine("wosh", IndexLocation(folder))


def test_without_tantivy_whoosh_is_the_default(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.delitem(sys.modules, "kurilsearch.engines.tantivy.engine", raising=False)
    monkeypatch.delitem(sys.modules, "kurilsearch.engines.tantivy.query", raising=False)
    monkeypatch.setitem(sys.modules, "tantivy", None)
    assert loader.default_engine() == "whoosh"
    assert "tantivy" not in available_engines()
    assert open_engine(None, IndexLocation(folder)).name == "whoosh"
    with pytest.raises(EngineError, match=r"cannot be imported.*--engine whoosh"):
        open_engine("tantivy", IndexLocation(folder))


class StrangersEngine(NaiveEngine):
    """An engine that another package might bring."""

    name = "stranger"

    @classmethod
    def open(cls, location: IndexLocation) -> StrangersEngine:
        return cls()


def test_an_engine_of_another_package_comes_in_by_the_same_door(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def declared(**wanted: Any) -> EntryPoints:
        point = EntryPoint("stranger", f"{__name__}:StrangersEngine", loader.GROUP)
        return EntryPoints([point]).select(**wanted)

    monkeypatch.setattr("importlib.metadata.entry_points", declared)
    assert "stranger" in available_engines()
    assert isinstance(open_engine("stranger", IndexLocation(folder)), StrangersEngine)
