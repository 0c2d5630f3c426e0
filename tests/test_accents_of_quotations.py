"""Accents of quotations: typed without, they are seen through; another accent may make another word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kurilsearch.difference import DifferenceKind, Verdict
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library

SOURCES = {
    "fr": "Le pêcheur dormait à côté du feu, et l'État payait le maître. Le jeûne dura trois journées d'été.",
    "de": "Der Küster hatte die Glocke schon geläutet, und der Bäcker drückte die Tür auf.",
    "es": "El año pasó, y la señora contó los céntimos de la caja del pueblo.",
    "pl": "Biskup okazał łaskę, a młynarz dał chleb żebrakowi.",
    "ru": "Осёл стоял у мельницы, и всё село смотрело на него.",
}

OTHER_WORDS = [
    ("Le pécheur dormait à côté du feu", "pêcheur"),
    ("le maître. Le jeune dura trois journées d'été", "jeûne"),
    ("Der Küster hatte die Glocke schön geläutet", "schon"),
    ("und der Bäcker druckte die Tür auf", "drückte"),
    ("El ano pasó, y la señora contó los céntimos", "año"),
    ("Biskup okazał laskę, a młynarz dał chleb", "łaskę"),
]

SEEN_THROUGH = [
    "Le pecheur dormait a cote du feu, et l'Etat payait le maitre",
    "et l'Etat payait le maître. Le jeûne dura",
    "et l'État payait le maitre. Le jeûne dura trois journées",
    "Der Kuster hatte die Glocke schon gelautet",
    "El ano paso, y la senora conto los centimos",
    "Biskup okazal laske, a mlynarz dal chleb zebrakowi",
    "Осел стоял у мельницы, и все село смотрело на него",
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("accents")
    for language, text in SOURCES.items():
        (folder / f"{language}.txt").write_text(text + "\n", encoding="utf-8")
    init_library(folder)
    with open_library(folder) as opened:
        opened.index()
        yield opened


@pytest.mark.parametrize(("quotation", "word"), OTHER_WORDS)
def test_another_word_by_its_accent_is_doubtful(library: Library, quotation: str, word: str) -> None:
    hit = library.find_quotation(quotation).hits[0]
    assert hit.verdict is Verdict.DOUBTFUL
    assert (DifferenceKind.REPLACED, word) in [(each.kind, each.source) for each in hit.differences or ()]


@pytest.mark.parametrize("quotation", SEEN_THROUGH)
def test_accents_that_are_not_typed_are_seen_through(library: Library, quotation: str) -> None:
    hit = library.find_quotation(quotation).hits[0]
    assert hit.verdict is Verdict.FAITHFUL, hit.differences
