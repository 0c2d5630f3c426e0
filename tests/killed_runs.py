"""Index runs killed at random moments, and held against a library that was indexed at once."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from kurilsearch.engines import open_engine
from kurilsearch.engines.engine import Engine
from kurilsearch.indexing.derive import catch_up
from kurilsearch.location import IndexLocation
from kurilsearch.query import Everything, Term
from kurilsearch.store import StoreReader
from kurilsearch.store.sqlite.lock import write_lock
from kurilsearch.store.sqlite.store import SqliteStore

WORDS = (
    "herring salmon kelp seal otter walrus island strait treaty consul harbour fog ice current".split()  # noqa: SIM905
)
COMMIT = "commit"
"""The line that a run prints before each commit of its store or engine."""

REPOSITORY = Path(__file__).parent.parent


def make_corpus(sources: Path, chance: random.Random, edition: int) -> None:
    """Write 60 files, or change, remove, move and add some of them; all words are known, all files are small."""
    sources.mkdir(exist_ok=True)
    names = [f"{number:02}.txt" for number in range(60)]
    if edition:
        names = [*chance.sample(names_in(sources), 15), *(f"new-{edition}-{number}.txt" for number in range(3))]
    for name in names:
        paragraphs = [
            f"Paragraph {number} of {name} in edition {edition}: {' '.join(chance.choices(WORDS, k=40))}."
            for number in range(chance.randrange(5, 15))
        ]
        (sources / name).write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    if edition:
        present = names_in(sources)
        for name in chance.sample(present, 6):
            if chance.random() < 0.5:
                (sources / name).unlink()
            else:
                (sources / name).rename(sources / f"{edition}-{chance.randrange(10**6)}.txt")


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def start(folder: Path, engine: str, processes: int = 0) -> subprocess.Popen[str]:
    script = Path(__file__).with_name("index_a_corpus.py")
    return subprocess.Popen(
        [sys.executable, str(script), str(folder), engine, str(processes)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(REPOSITORY), os.environ.get("PYTHONPATH", "")])},
    )  # fmt: skip


def check(store: StoreReader, engine: Engine) -> None:
    """The engine holds the store's passages, each once; the store's counts are those of its passages."""
    stored = [passage for document in store.documents() for passage in store.passages(document.id)]
    ids = [passage.id for passage in stored]
    assert len(set(ids)) == len(ids) == store.totals().passages
    found = engine.search(Everything(), len(ids) + 100)
    assert sorted(found.passages) == sorted(ids)
    assert found.total == len(ids)
    texts = Counter((passage.document, passage.passage.text) for passage in stored)
    assert not [text for text, times in texts.items() if times > 1]
    for word in ("herring", "walrus"):
        expected = {passage.id for passage in stored if word in passage.passage.text.split()}
        expected |= {passage.id for passage in stored if f"{word}." in passage.passage.text}
        assert set(engine.search(Term(word, "words"), len(ids) + 100).passages) == expected
        assert store.vocabulary.word_frequencies([word])[word] == len(expected)
    for document in store.documents():
        text = store.source_text(document.id)
        for passage in store.passages(document.id):
            assert text[passage.passage.char_start : passage.passage.char_end] == passage.passage.text


def contents(store: StoreReader) -> dict[str, tuple[str, ...]]:
    return {
        document.file: tuple(passage.passage.text for passage in store.passages(document.id))
        for document in store.documents()
    }


def kill_again_and_again(folder: Path, engine_name: str, kills: int, seed: int = 1956) -> int:
    """Index in ``folder`` so often, killed each time, and check what is left; return how often it was at its work.

    A third is killed just after a commit of the store or the engine, and what tantivy merges there, has begun. At the
    end a run that is not killed must make of it what one makes that never was.
    """
    chance = random.Random(f"{engine_name} {seed}")
    make_corpus(folder / "sources", chance, 0)
    run_to_the_end(folder, engine_name)
    make_corpus(folder / "sources", chance, 1)
    longest = run_to_the_end(folder, engine_name)
    interrupted = 0
    for number in range(2, kills + 2):
        make_corpus(folder / "sources", chance, number)
        process = start(folder, engine_name, processes=1 if number % 5 == 4 else 0)
        wait_for_the_moment(process, longest, chance, commit=number % 3 == 0)
        interrupted += process.poll() is None
        process.kill()
        _, errors = process.communicate(timeout=60)
        assert errors == ""
        with write_lock(folder / "index", 20):
            store = SqliteStore(IndexLocation(folder / "index"))
            engine = open_engine(engine_name, IndexLocation(folder / "index" / f"{engine_name}-{store.identity}"))
            catch_up(store, engine)
            check(store, engine)
            engine.close()
            store.close()
    finish_and_compare_with_a_clean_build(folder, engine_name)
    return interrupted


def wait_for_the_moment(process: subprocess.Popen[str], longest: float, chance: random.Random, *, commit: bool) -> None:
    """Wait until the run is to be killed: in a commit, or at any moment of the ``longest`` seconds that it takes."""
    assert process.stdout
    process.stdout.readline()  # it has opened the library, or has died of it
    if commit:
        for _ in range(chance.randrange(1, 5)):
            process.stdout.readline()
        time.sleep(chance.random() * 0.02)
    else:
        time.sleep(chance.random() * longest)


def finish_and_compare_with_a_clean_build(folder: Path, engine_name: str) -> None:
    """Let a run end, and hold its library and the size of its files against one made at once."""
    clean = folder / "clean"
    clean.mkdir()
    (folder / "sources").rename(clean / "sources")
    run_to_the_end(clean, engine_name)
    (clean / "sources").rename(folder / "sources")
    run_to_the_end(folder, engine_name)
    killed_store, clean_store = (
        SqliteStore(IndexLocation(folder / "index")),
        SqliteStore(IndexLocation(clean / "index")),
    )
    assert contents(killed_store) == contents(clean_store)
    assert killed_store.totals() == clean_store.totals()
    assert killed_store.vocabulary.common_words(1, 99_999) == clean_store.vocabulary.common_words(1, 99_999)
    assert size_of(folder / "index") < 4 * size_of(clean / "index")
    killed_store.close()
    clean_store.close()


def run_to_the_end(folder: Path, engine_name: str) -> float:
    """Index to the end; return how many seconds passed after the library was open."""
    process = start(folder, engine_name)
    assert process.stdout
    process.stdout.readline()
    began = time.monotonic()
    printed, errors = process.communicate(timeout=120)
    assert not errors and set(printed.splitlines()) <= {COMMIT}
    return time.monotonic() - began


def size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
