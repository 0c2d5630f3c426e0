"""A library on a cluster of OpenSearch: what only a cluster can do wrong, and what is said of it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any

import pytest
from opensearchpy.exceptions import TransportError

from kurilsearch import open_library
from kurilsearch.cluster import generations
from kurilsearch.cluster.address import address_of, credentials
from kurilsearch.cluster.connection import Cluster, Record
from kurilsearch.cluster.lease import lease
from kurilsearch.engines import open_engine
from kurilsearch.engines.opensearch import terms
from kurilsearch.errors import (
    EngineError,
    KurilsearchError,
    LibraryBusyError,
    SettingsError,
    StoreError,
    UnusableStoreError,
    UsageError,
)
from kurilsearch.location import IndexLocation
from kurilsearch.model import Metadata
from kurilsearch.query import Everything
from kurilsearch.store.loader import open_store
from kurilsearch.store.opensearch import reader, records
from kurilsearch.store.opensearch.store import OpenSearchStore
from kurilsearch.work import Described
from tests.killed_runs import WORDS, make_corpus
from tests.opensearch.cluster import cluster_url, free_ports, location_for, new_nodes, options_for
from tests.store_documents import document_of, put

# What needs no cluster


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "No `url` says where the cluster is"),
        ({"url": "search.example.org:9200"}, "is none of a cluster"),
        ({"url": "https://ito:secret@search.example.org/a"}, "holds a password.*KURILSEARCH_CLUSTER_PASSWORD"),
        ({"url": "https://search.example.org/Über"}, "cannot be called `Über`"),
        ({"url": "https://search.example.org/a/b"}, "cannot be called `a/b`"),
        ({"url": "https://search.example.org/a", "shards": "0"}, "shards is 0"),
        ({"url": "https://search.example.org/a", "replicas": "many"}, "replicas is many"),
    ],
)
def test_an_address_that_cannot_be_meant_is_told(options: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said) as caught:
        address_of(options)
    assert "secret" not in str(caught.value)


def test_an_address_names_nodes_and_a_library() -> None:
    address = address_of({"url": "https://a.example.org:9200, https://b.example.org/letters", "shards": "3"})
    assert address.nodes == ("https://a.example.org:9200", "https://b.example.org")
    assert (address.library, address.shards, address.replicas) == ("letters", 3, 1)
    assert address.index("store") == "kurilsearch-store.letters"
    assert address_of({"url": "https://a.example.org"}).library == "library"


def test_who_asks_is_told_by_the_environment_or_by_netrc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert credentials("https://a.example.org:9200") is None
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine a.example.org login ito password kelp\n", encoding="utf-8")
    netrc.chmod(0o600)
    assert credentials("https://a.example.org:9200") == ("ito", "kelp")
    monkeypatch.setenv("KURILSEARCH_CLUSTER_USER", "ken")
    monkeypatch.setenv("KURILSEARCH_CLUSTER_PASSWORD", "salmon")
    assert credentials("https://a.example.org:9200") == ("ken", "salmon")


def test_a_cluster_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    (tmp_path / "kurilsearch.toml").write_text(f'url = "http://127.0.0.1:{port}/a"\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kurilsearch", "--library", str(tmp_path), "herring"], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (2, "")
    line, hint = done.stderr.splitlines()
    assert f"the cluster at http://127.0.0.1:{port} cannot be reached" in line
    assert "what was indexed is kept" in hint


class BusyCluster(Cluster):
    """A cluster that refuses some records the first time, and one for good."""

    def __init__(self, refused: dict[str, int], wrong: str = "") -> None:
        super().__init__(address_of({"url": "http://127.0.0.1/a"}), StoreError)
        self.refused = refused
        self.wrong = wrong
        self.sent: list[list[str]] = []

    def request(self, method: str, path: str, body: Any = None, *, absent: Any = None, **parameters: Any) -> Any:
        ids = [line["index"]["_id"] for line in body if "index" in line]
        self.sent.append(ids)
        return {"errors": True, "items": [{"index": self._answer(each)} for each in ids]}

    def _answer(self, record: str) -> dict[str, Any]:
        if record == self.wrong:
            return {"_id": record, "status": 400, "error": {"type": "mapper", "reason": "no number"}}
        self.refused[record] = self.refused.get(record, 0) - 1
        return {"_id": record, "status": 429 if self.refused[record] >= 0 else 201}


def test_what_a_busy_cluster_refuses_is_sent_again_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    cluster = BusyCluster({"b": 2, "c": 1})
    assert cluster.bulk("index", [Record(name, {"type": "x"}) for name in "abcd"]) == 4
    assert cluster.sent == [["a", "b", "c", "d"], ["b", "c"], ["b"]]
    assert pauses == sorted(pauses) and len(pauses) == 2


def test_a_cluster_that_stays_busy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    with pytest.raises(StoreError, match=r"too much to do: 1 records were refused.*what was committed is kept"):
        BusyCluster({"b": 999}).bulk("index", [Record(name, {"type": "x"}) for name in "abcd"])


class WakingCluster(Cluster):
    """A cluster that reads its index only after some requests."""

    def __init__(self, refused: int) -> None:
        super().__init__(address_of({"url": "http://127.0.0.1/a"}), StoreError)
        self.refused = refused

    def _transport(self) -> Any:
        return self

    def perform_request(self, *asked: Any, **how: Any) -> Any:
        self.refused -= 1
        if self.refused >= 0:
            raise TransportError(503, "recovering", {"error": {"reason": "recovering"}})
        return {"found": True}


def test_a_cluster_that_has_only_begun_to_read_an_index_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    assert WakingCluster(3).request("GET", "/index/_doc/state") == {"found": True}
    assert pauses == sorted(pauses) and len(pauses) == 3
    with pytest.raises(StoreError, match="is not ready"):
        WakingCluster(999).request("GET", "/index/_doc/state")


def test_a_record_that_cannot_be_taken_is_named() -> None:
    with pytest.raises(StoreError, match=r"did not take the record c \(no number\)"):
        BusyCluster({}, wrong="c").bulk("index", [Record(name, {"type": "x"}) for name in "abcd"])


def test_terms_that_the_tokenizer_would_cut_or_part_go_by_their_hash() -> None:
    long, parted = "x" * 300, "no\u2003break"
    assert terms.term_written("kelp") == "kelp"
    assert len({terms.term_written(each) for each in (long, long + "x", parted)}) == 3
    assert all(len(terms.term_written(each)) < 40 for each in (long, parted))
    assert terms.written(f"kelp {long}") == f"\x01kelp {terms.term_written(long)}"


# What needs one


@pytest.fixture
def location(tmp_path: Path) -> IndexLocation:
    return location_for("opensearch", tmp_path)


def test_a_client_of_another_version_is_told(location: IndexLocation, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(open_store("opensearch", location)) as store:
        put(store, document_of("One."))
    monkeypatch.setattr(records, "VERSION", records.VERSION - 1)
    with closing(open_store("opensearch", location)) as store, pytest.raises(StoreError, match="by a later version"):
        store.documents()
    monkeypatch.setattr(records, "VERSION", records.VERSION + 2)
    with closing(open_store("opensearch", location)) as store, pytest.raises(UnusableStoreError, match="rebuild"):
        store.documents()


def test_what_the_cluster_lost_is_named(location: IndexLocation) -> None:
    store = open_store("opensearch", location)
    assert isinstance(store, OpenSearchStore)
    put(store, document_of("One.", "Two."), document_of("Three.", file="b.txt"))
    store.verify()
    lost = {"query": {"bool": {"filter": [{"term": {"type": "passage"}}, {"term": {"kind": "body"}}]}}}
    path = f"/{store._index.name}/_delete_by_query"
    store._cluster.request("POST", path, lost, max_docs=1, refresh="true")
    with pytest.raises(UnusableStoreError, match=r"holds of [ab]\.txt \d passages for \d") as caught:
        store.verify()
    assert "kurilsearch rebuild" in str(caught.value)


def test_a_writer_whose_right_was_taken_over_commits_nothing(location: IndexLocation) -> None:
    first, second = open_store("opensearch", location), open_store("opensearch", location)
    with pytest.raises(LibraryBusyError), first.batch() as batch:
        batch.put(first.prepare(document_of("One.")), Described(), Metadata())
        put(second, document_of("Other.", file="b.txt"))
    assert [document.file for document in second.documents()] == ["b.txt"]
    assert second.vocabulary.common_words(1, 9) == {"other": 1}
    put(first, document_of("Two."))
    assert [document.file for document in first.documents()] == ["a.txt", "b.txt"]
    first.verify()


def test_a_lease_of_a_process_that_died_is_taken_over_at_once(location: IndexLocation) -> None:
    code = (
        "import sys; from kurilsearch.cluster.address import address_of; from kurilsearch.errors import StoreError;"
        "from kurilsearch.cluster.connection import Cluster; from kurilsearch.cluster.lease import lease;"
        "cluster = Cluster(address_of({'url': sys.argv[1]}), StoreError);\n"
        "with lease(cluster, sys.argv[2]): print('held', flush=True); input()"
    )
    name = location.folder.name
    child = subprocess.Popen(
        [sys.executable, "-c", code, location.options["url"], name],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout and child.stdout.readline() == "held\n"
    cluster = Cluster(address_of(location.options), StoreError)
    with pytest.raises(LibraryBusyError), lease(cluster, name):
        raise AssertionError("two write at once")
    child.kill()
    child.communicate()
    with lease(cluster, name):
        pass


def test_a_lease_is_shared_or_held_alone(location: IndexLocation) -> None:
    cluster, name = Cluster(address_of(location.options), StoreError), location.folder.name
    with lease(cluster, name, is_shared=True), pytest.raises(LibraryBusyError):
        with lease(cluster, name, is_shared=True):
            pass
        with lease(cluster, name):
            raise AssertionError("it is shared")
    with lease(cluster, name), pytest.raises(LibraryBusyError), lease(cluster, name, is_shared=True):
        raise AssertionError("one has it alone")


def library_at(folder: Path, url: str, **more: object) -> Path:
    """Make a library of a corpus of small files on the cluster at ``url``."""
    folder.mkdir()
    make_corpus(folder / "sources", random.Random(20), 0)
    settings = {"sources": ["sources"], "url": url, **more}
    text = "".join(f"{name} = {value!r}\n" for name, value in settings.items())
    (folder / "kurilsearch.toml").write_text(text.replace("'", '"'), encoding="utf-8")
    return folder


def start_index(folder: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "kurilsearch", "--library", str(folder), "index", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def check_against_a_local_one(folder: Path) -> None:
    """What the cluster holds is what one machine would, and searches find the same.

    Their order is not held here: after so many changes the statistics of both count much that was removed.
    """
    local = folder / "local.toml"
    local.write_text('sources = ["sources"]\nindex = ".local"\n', encoding="utf-8")
    with open_library(folder) as there, open_library(local) as here:
        here.index()
        there.parts.store.verify()
        assert there.parts.store.totals() == here.parts.store.totals()
        counts = [library.parts.store.vocabulary.common_words(1, 999) for library in (there, here)]
        assert counts[0] == counts[1]
        passages = here.parts.store.totals().passages
        assert there.parts.engine.search(Everything(), passages + 9).total == passages
        for query in (*WORDS, '"herring salmon"', "seal AND NOT kelp", "consul treaty", "wal*"):
            found = [
                sorted((hit.file, hit.char_start, hit.quote) for hit in library.search(query, limit=1000).hits)
                for library in (there, here)
            ]
            assert found[0] == found[1], query


@pytest.mark.slow
def test_index_runs_that_are_killed_lose_and_double_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "there"
    library_at(folder, options_for("opensearch", folder)["url"], replicas=0, shards=3)
    chance = random.Random(1956)
    for edition in range(1, 5):
        process = start_index(folder)
        time.sleep(0.8 + chance.random() * 2.5)
        process.kill()
        process.communicate()
        make_corpus(folder / "sources", chance, edition)
    two = [start_index(folder), start_index(folder)]  # both at once, and neither knows of the other
    for process in two:
        _, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors
    check_against_a_local_one(folder)


def test_what_another_run_has_written_meanwhile_is_written_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = library_at(tmp_path / "there", options_for("opensearch", tmp_path)["url"], replicas=0)
    with open_library(folder) as one, open_library(folder) as other:
        turns = iter(range(1, 99))
        turn_of_one = one.parts.store.turn

        def after_the_other() -> AbstractContextManager[None] | None:
            if next(turns) == 2:  # it has planned to read all, and now writes the first of it
                other.index()
            return turn_of_one()

        monkeypatch.setattr(one.parts.store, "turn", after_the_other)
        one.index()
    check_against_a_local_one(folder)


@pytest.mark.parametrize("turn", [1, 2])
def test_what_another_run_has_removed_in_its_turn_is_not_removed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    folder = library_at(tmp_path / "there", options_for("opensearch", tmp_path)["url"], replicas=0)
    with open_library(folder) as one, open_library(folder) as other:
        other.index()
        gone, moved, *_, changed = sorted(path for path in (folder / "sources").rglob("*") if path.is_file())
        gone.unlink()
        moved.rename(moved.with_name(f"moved-{moved.name}"))
        changed.write_text("A seal was seen at the treaty.\n", encoding="utf-8")
        turns = iter(range(1, 99))
        turn_of_one = one.parts.store.turn

        def after_the_other() -> AbstractContextManager[None] | None:
            if next(turns) == turn:
                other.index()
            return turn_of_one()

        monkeypatch.setattr(one.parts.store, "turn", after_the_other)
        one.index()
        assert next(turns) > turn
    check_against_a_local_one(folder)


def test_index_runs_that_share_the_sources_write_side_by_side(tmp_path: Path) -> None:
    folder = library_at(tmp_path / "there", options_for("opensearch", tmp_path)["url"], replicas=0)
    two = [start_index(folder, "--share", share) for share in ("1/2", "2/2")]
    said = [process.communicate(timeout=200) for process in two]
    assert [process.returncode for process in two] == [0, 0], said
    added = [int(out.split(" added")[0].split()[-1]) for out, _ in said]
    with open_library(folder) as library:
        files = library.parts.store.known_sources()
        assert sum(added) == len(files) and min(added) > 0
        assert library.index(share="1/2").unchanged == added[0]  # and takes nothing of the other's for gone
        assert library.parts.store.known_sources() == files
        with pytest.raises(UsageError, match="3/2 is no share"):
            library.index(share="3/2")
    check_against_a_local_one(folder)


def test_quotations_of_a_draft_are_asked_for_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = library_at(tmp_path / "there", options_for("opensearch", tmp_path)["url"], replicas=0)
    with open_library(folder) as library:
        library.index()
        store = library.parts.store
        passages = [store.passages(document.id)[2].passage.text for document in store.documents()[:20]]
    texts = [" ".join(text.split()[4:20]) for text in passages]
    with open_library(folder) as library:
        alone = [library.find_quotation(text).hits for text in texts]
    asked: list[str] = []
    request = Cluster.request

    def noted(cluster: Cluster, method: str, path: str, *rest: Any, **more: Any) -> Any:
        asked.append(path)
        return request(cluster, method, path, *rest, **more)

    monkeypatch.setattr(Cluster, "request", noted)
    with open_library(folder) as library:
        together = [answer.hits for answer in library.find_quotations(texts)]
    assert together == alone
    assert all(together)
    assert len(asked) < 2 * len(texts), asked


def test_a_search_ends_with_the_state_that_it_began_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((generations, "STANDING_SECONDS"), (reader, "STATE_SECONDS")):
        monkeypatch.setattr(module, name, 3600.0)  # the search takes as long as three index runs
    folder = library_at(tmp_path / "there", options_for("opensearch", tmp_path)["url"], replicas=0)
    elsewhere = folder / "elsewhere.toml"  # as another process would ask
    settings = (folder / "kurilsearch.toml").read_text(encoding="utf-8")
    elsewhere.write_text(settings.replace("127.0.0.1", "localhost"), encoding="utf-8")
    with open_library(folder) as writer, open_library(elsewhere) as asking:
        writer.index()
        store, engine = asking.parts.store, asking.parts.engine
        totals = store.totals()
        for edition in range(1, 4):
            make_corpus(folder / "sources", random.Random(edition), edition)
            writer.index()
        passages = engine.search(Everything(), totals.passages + 9).passages
        assert len(passages) == totals.passages == len(store.candidates(passages))
        assert len(store.documents()) == totals.documents
        engine.refresh()
        store.refresh()
        assert store.totals() == writer.parts.store.totals() != totals


def test_who_asks_again_at_once_sees_what_was_committed_meanwhile(tmp_path: Path) -> None:
    here = options_for("opensearch", tmp_path)
    elsewhere = {**here, "url": here["url"].replace("127.0.0.1", "localhost")}  # as another process would ask
    engines = [open_engine("opensearch", IndexLocation(tmp_path / "engine", options)) for options in (here, elsewhere)]
    with closing(engines[0]) as one, closing(engines[1]) as other:
        for revision in range(1, 4):
            other.apply([], [], revision)
            one.refresh()
            assert one.revision == revision


def test_a_search_before_the_engine_has_followed_is_answered_from_the_commit_before(tmp_path: Path) -> None:
    folder = library_at(tmp_path / "there", options_for("opensearch", tmp_path)["url"], replicas=0)
    with open_library(folder) as writer, open_library(folder) as reader:
        writer.index()
        hits = reader.search("herring").hits
        store = writer.parts.store
        with store.writing():
            with store.batch() as batch:
                for document in store.documents():
                    batch.remove(document.id)
            answer = reader.search("herring")
            assert (answer.hits, len(answer.notes)) == (hits, 1)
        assert reader.search("herring").hits == ()  # it has let the engine follow


# Three nodes, each of which can be killed


@pytest.fixture
def three_nodes(tmp_path: Path) -> Iterator[tuple[list[Any], list[int]]]:
    nodes = new_nodes(tmp_path / "cluster", "abc")
    pipes = [node.start(nodes) for node in nodes]
    try:
        for node in nodes:
            node.wait()
        yield nodes, pipes
    finally:
        for node in nodes:
            node.kill()
        for pipe in pipes:
            os.close(pipe)


@pytest.mark.slow
def test_a_node_is_killed_and_then_all_of_them(three_nodes: tuple[list[Any], list[int]], tmp_path: Path) -> None:
    nodes, pipes = three_nodes
    folder = tmp_path / "there"
    library_at(folder, ",".join(node.url for node in nodes) + "/letters", replicas=1, shards=3)
    with open_library(folder) as library:
        library.index()
        make_corpus(folder / "sources", random.Random(21), 1)
        killing = threading.Timer(0.7, nodes[2].kill)
        killing.start()
        library.index()  # goes on, whichever node it asked
        killing.join()
        assert library.search("herring").hits
    check_against_a_local_one(folder)
    make_corpus(folder / "sources", random.Random(22), 2)
    for node in nodes[:2]:
        node.kill()
    with open_library(folder) as library, pytest.raises(KurilsearchError, match="cannot be reached") as caught:
        library.index()
    assert isinstance(caught.value, StoreError | EngineError)
    pipes += [node.start(nodes) for node in nodes[:2]]  # two of three are enough
    for node in nodes[:2]:
        node.wait()
    with open_library(folder) as library:
        library.index()
    check_against_a_local_one(folder)


def test_an_engine_on_a_cluster_leaves_nothing_of_what_it_discards(location: IndexLocation) -> None:
    engine = open_engine("opensearch", location)
    engine.apply([], [], 1)
    type(engine).discard(location)  # type: ignore[attr-defined]
    engine.refresh()
    assert engine.revision == 0
    assert engine.bytes_used() == 0
    assert cluster_url() in location.options["url"]
