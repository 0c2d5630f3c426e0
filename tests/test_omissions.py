"""An ellipsis may leave out whole sentences; one that hides a denial of what is kept distorts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library

_SOURCE = """\
# The Salt Road

The salt was carried over the pass in autumn. I never did trust the mules with it, and neither did my father. The \
village kept a ledger of every load. Nobody has read it since the war. It lies in the vestry, under the organ.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("salt")
    (folder / "road.md").write_text(_SOURCE, encoding="utf-8")
    with open_library(init_library(folder).folder) as library:
        library.index()
        yield library


@pytest.mark.parametrize(
    ("quotation", "verdict"),
    [
        ("The salt was carried over the pass in autumn. […] did trust the mules with it", "distorting"),
        ("carried over the pass in autumn. … The village kept a ledger of every load", "allowed"),
        ("The village kept a ledger of every load. … It lies in the vestry, under the organ", "allowed"),
        ("The village kept a ledger … has read it since the war", "distorting"),
    ],
)
def test_what_is_left_out_belongs_to_the_sentence_of_what_is_kept(
    library: Library, tmp_path: Path, quotation: str, verdict: str
) -> None:
    (tmp_path / "essay.md").write_text(f"He says: “{quotation}.”\n", encoding="utf-8")
    [checked] = library.check(tmp_path / "essay.md").quotations
    assert checked.text_verdict.value == verdict, checked.message
