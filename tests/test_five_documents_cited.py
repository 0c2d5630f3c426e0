"""The five real documents, described by seeds/library.bib, are cited in the short styles as pandoc alone cites them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kurilsearch.cite.styles import CitationFormat, find_style
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library
from tests.known_answers import STYLES, score_citing

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, shared_seeds: Path) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("five")
    for source in [*shared_seeds.glob("*.txt"), ROOT / "seeds" / "library.bib"]:
        shutil.copy(source, folder)
    init_library(folder)
    with open_library(folder) as library:
        library.index()
        yield library


@pytest.mark.parametrize("style", STYLES)
def test_each_document_is_cited_as_pandoc_cites_it(style: str, library: Library, tmp_path: Path) -> None:
    score = score_citing(library, style, tmp_path)
    assert score.wanted == 10
    assert score.missed == ()
    for source, note in zip(library.sources(), library.cite_sources(library.sources(), style), strict=True):
        family = (source.item.get("author") or [{}])[0].get("family", "")
        assert family in note.text or find_style(style).format is CitationFormat.NUMERIC


def test_what_the_documents_do_not_print_is_said_to_be_missing(library: Library) -> None:
    missing = {source.key: [gap.field for gap in source.missing] for source in library.sources()}
    assert missing["iwashita2020"] == []
    assert "issued" in missing["kimura_basic"]
    assert "container-title" in missing["ahn2021"]
    assert not any(source.described.guessed - {"type"} for source in library.sources())
