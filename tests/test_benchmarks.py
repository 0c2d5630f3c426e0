"""The benchmark's own parts: the corpus it makes, the texts it reads, the queries it draws, the plain engines."""

from __future__ import annotations

import statistics
from collections import Counter
from pathlib import Path

import pytest

from tests.benchmarks import plain
from tests.benchmarks.corpus import copy_corpus, make_corpus, read_paragraphs, split_corpus, wrap_corpus
from tests.benchmarks.phases import percentiles
from tests.benchmarks.queries import PLAIN_KINDS, draw_queries
from tests.benchmarks.quotations import KINDS, draw_quotations

TEI = """<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>The "Harbour" : an edition</title><author>Doe, Jane (1800-1880)</author></titleStmt>
<sourceDesc><bibl><date>1851</date></bibl></sourceDesc></fileDesc></teiHeader>
<text><body><div><head>Chapter I</head><p>The ships
lay <pb n="2"/>still.</p><p>Nobody came.</p></div></body></text></TEI>
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small made corpus."""
    folder = tmp_path_factory.mktemp("made")
    make_corpus(folder, 320, seed=7)
    return folder


def test_the_same_seed_makes_the_same_corpus(made: Path, tmp_path: Path) -> None:
    make_corpus(tmp_path / "again", 320, seed=7)
    make_corpus(tmp_path / "other", 320, seed=8)
    files = sorted(file.name for file in made.iterdir())
    assert files == ["00000.md", "00001.txt", "00002.md"]
    assert all((tmp_path / "again" / name).read_bytes() == (made / name).read_bytes() for name in files)
    assert (tmp_path / "other" / files[0]).read_bytes() != (made / files[0]).read_bytes()


def test_its_words_are_spread_as_in_a_language(made: Path) -> None:
    words = [word for _, text in read_paragraphs(made) for word in text.lower().split()]
    counted = Counter(words)
    assert 0.03 < counted["the"] / len(words) < 0.09
    assert 0.3 < sum(count == 1 for count in counted.values()) / len(counted) < 0.7
    lengths = [len(text.split()) for _, text in read_paragraphs(made)]
    assert 50 < statistics.median(lengths) < 110
    assert max(lengths) > 250


def test_wrapped_and_split_texts_have_the_same_paragraphs(made: Path, tmp_path: Path) -> None:
    wrap_corpus(made, tmp_path / "wrapped")
    split_corpus(made, tmp_path / "small", size=2_000)
    texts = [text for _, text in read_paragraphs(made)]
    assert [text for _, text in read_paragraphs(tmp_path / "wrapped")] == texts
    assert [text for _, text in read_paragraphs(tmp_path / "small")] == texts
    assert max(len(line) for file in (tmp_path / "wrapped").iterdir() for line in file.read_text().split("\n")) <= 72
    sizes = sorted(file.stat().st_size for file in (tmp_path / "small").iterdir())
    assert len(sizes) > 40
    assert statistics.median(sizes) < 4_000


def test_quotations_stand_or_do_not(made: Path) -> None:
    paragraphs = list(read_paragraphs(made))
    drawn = draw_quotations(paragraphs, seed=3, each=5)
    assert drawn == draw_quotations(paragraphs, seed=3, each=5)
    assert Counter(quotation.kind for quotation in drawn) == dict.fromkeys(KINDS, 5)
    for quotation in drawn:
        stands = any(quotation.text in text for _, text in paragraphs)
        assert stands == (quotation.kind == "exact"), quotation


def test_a_tei_novel_becomes_markdown(tmp_path: Path) -> None:
    (tmp_path / "novels").mkdir()
    (tmp_path / "novels" / "doe.xml").write_text(TEI, encoding="utf-8")
    copy_corpus(tmp_path / "novels", tmp_path / "copy", passages=0)
    (copied,) = (tmp_path / "copy").iterdir()
    assert copied.read_text(encoding="utf-8") == (
        '---\ntitle: "The \'Harbour\'"\nauthor: "Doe, Jane"\nyear: 1851\n---\n\n'
        "## Chapter I\n\nThe ships lay still.\n\nNobody came.\n"
    )
    assert [text for _, text in read_paragraphs(tmp_path / "copy")] == ["The ships lay still.", "Nobody came."]


def test_queries_are_drawn_alike_for_a_seed(made: Path) -> None:
    queries = draw_queries(read_paragraphs(made), seed=3, each=4)
    assert queries == draw_queries(read_paragraphs(made), seed=3, each=4)
    assert Counter(query.kind for query in queries) == dict.fromkeys((*PLAIN_KINDS, "filter"), 4)
    assert len({query.text for query in queries}) == len(queries)


@pytest.mark.parametrize("name", ["tantivy", "whoosh"])
def test_the_plain_engines_answer(name: str, made: Path, tmp_path: Path) -> None:
    getattr(plain, f"build_{name}")(tmp_path, read_paragraphs(made))
    search = getattr(plain, f"search_{name}")(tmp_path)
    queries = [query for query in draw_queries(read_paragraphs(made), seed=3, each=4) if query.kind in PLAIN_KINDS]
    found = Counter(query.kind for query in queries if search(query))
    assert all(found[kind] for kind in PLAIN_KINDS)


def test_percentiles() -> None:
    assert percentiles([float(value) for value in range(100, 0, -1)]) == {"p50": 51.0, "p95": 96.0, "max": 100.0}
