"""The five real documents, described by seeds/library.bib, are cited in the short styles as pandoc alone cites them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kurilsearch.cite.locator import parse_locator
from kurilsearch.cite.styles import CitationFormat, find_style
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library
from kurilsearch.programs.pandoc import run_pandoc
from kurilsearch.work import Item

ROOT = Path(__file__).resolve().parent.parent
STYLES = ("chicago", "mla", "apa", "harvard", "mhra", "ieee", "vancouver", "turabian")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, shared_seeds: Path) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("five")
    for source in [*shared_seeds.glob("*.txt"), ROOT / "seeds" / "library.bib"]:
        shutil.copy(source, folder)
    init_library(folder)
    with open_library(folder) as library:
        library.index()
        yield library


def by_pandoc_alone(item: Item, style: str, place: str, folder: Path) -> tuple[str, str]:
    """What pandoc prints where one work is cited once in a document of its own: the citation, the bibliography."""
    (folder / "item.json").write_text(json.dumps([item]), encoding="utf-8")
    (folder / "style.csl").write_text(find_style(style).csl, encoding="utf-8")
    text = f"[@{item['id']}, {place}]\n"
    arguments = ["--citeproc", "--bibliography=item.json", "--csl=style.csl", "--to=plain", "--wrap=none"]
    cited, _, listed = run_pandoc(arguments, text, folder=folder).partition("\n\n")
    if find_style(style).format is CitationFormat.NOTE:
        assert cited == "[1]"
        listed, _, cited = listed.rpartition("[1] ")
    return cited.strip(), listed.strip()


@pytest.mark.parametrize("style", STYLES)
def test_each_document_is_cited_as_pandoc_cites_it(style: str, library: Library, tmp_path: Path) -> None:
    sources = library.sources()
    assert len(sources) == 5
    files = [source.document.file for source in sources]
    notes = library.cite_sources(files, style, parse_locator("p. 23"))
    entries = library.cite_sources(files, style, form="bibliography")
    for number, (source, note, entry) in enumerate(zip(sources, notes, entries, strict=True), 1):
        cited, listed = by_pandoc_alone(source.item, style, "p. 23", tmp_path)
        # one work alone is number 1; in a list each has its own
        assert re.sub(rf"^(\W){number}(?=\W)", r"\g<1>1", note.text) == cited
        assert entry.text.replace(f"[{number}]", "[1]").replace(f"{number}. ", "1. ", 1) == listed or (
            entry.left_out and not listed
        )
        family = (source.item.get("author") or [{}])[0].get("family", "")
        assert family in note.text or find_style(style).format is CitationFormat.NUMERIC


def test_what_the_documents_do_not_print_is_said_to_be_missing(library: Library) -> None:
    missing = {source.key: [gap.field for gap in source.missing] for source in library.sources()}
    assert missing["iwashita2020"] == []
    assert "issued" in missing["kimura_basic"]
    assert "container-title" in missing["ahn2021"]
    assert not any(source.described.guessed - {"type"} for source in library.sources())
