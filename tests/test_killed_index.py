"""An index run killed at random moments leaves a library that opens and answers, with nothing lost or doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from kurilsearch.engines import open_engine
from kurilsearch.engines.engine import PassageTerms
from kurilsearch.location import IndexLocation
from kurilsearch.model import Kind
from kurilsearch.query import Term
from tests.killed_runs import kill_again_and_again


@pytest.mark.slow
@pytest.mark.parametrize(("engine_name", "kills"), [("tantivy", 40), ("whoosh", 10)])
def test_killed_at_random_moments(tmp_path: Path, engine_name: str, kills: int) -> None:
    interrupted = kill_again_and_again(tmp_path, engine_name, kills)
    assert interrupted > kills / 5, "the process was hardly ever killed in the middle of its work"


def test_what_a_killed_tantivy_left_does_not_stop_the_next_run(tmp_path: Path) -> None:
    """A process killed between writing the list of deleted passages and the commit leaves that list behind."""
    folder = tmp_path / "tantivy"
    engine = open_engine("tantivy", IndexLocation(folder))
    entries = [PassageTerms(number, number, Kind.BODY, "island", "islands") for number in range(1, 4)]
    engine.apply([], entries, 1)
    before = {name: (folder / name).read_bytes() for name in ("meta.json", "revision.json")}
    engine.apply([2], [], 2)
    engine.close()
    for name, data in before.items():
        (folder / name).write_bytes(data)
    again = open_engine("tantivy", IndexLocation(folder))
    assert again.revision == 1
    again.apply([2], [], 2)
    assert again.search(Term("island"), 10).passages == (1, 3)
