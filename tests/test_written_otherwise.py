"""What scholars write otherwise than the source is faithful, at an edge too, and their notes are no words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kurilsearch.difference import Verdict
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library

SOURCES = {
    "en": "Dr. Wells of the infirmary kept a diary. St. Olave paid the bill in full. Mr. Pym had gone with Adm. Keith.",
    "de": "Dr. Wels leitete das Spital an der Mole. Frau Haller wohnte in der Krummen Straße Nr. 17.",
    "es": "D. Juan de Ayala compró la barca roja. La señora Quiroga vivía en la calle del Pez, n.º 8.",
    "pt": "D. João Torres vendeu o moinho velho. O vigário guardou a ata, nem a mostrou depois.",
    "pl": "Ks. Piotr Sowa pisał kronikę parafii.",
    "ja": "だれも水車小屋の主人を見なかった。",
    "zh": "凡無票者一律不得登船。",
    "ru": "Мельник не видел ни лодки, ни вёсел.",
}

TRUE = [
    "Doctor Wells of the infirmary kept a diary",
    "Dr. Wells of the infirmary kept a diary.¹",
    "Dr. Wells of the infirmary kept a diary.¹² St. Olave paid the bill",
    "Dr. Wells (trans. mine) of the infirmary kept a diary",
    "Saint Olave paid the bill in full",
    "Mister Pym had gone with Admiral Keith",
    "Doktor Wels leitete das Spital an der Mole",
    "Frau Haller wohnte in der Krummen Straße Nr. 17",
    "Frau Haller wohnte in der Krummen Straße Nummer 17",
    "Don Juan de Ayala compró la barca roja",
    "La Sra. Quiroga vivía en la calle del Pez, núm. 8",
    "Dom João Torres vendeu o moinho velho",
    "O vigário guardou a acta",
    "Ksiądz Piotr Sowa pisał kronikę parafii",
    "だれも水車小屋の主人を見なかった〔原文ママ〕",
    "凡無票者一律不得登船（着重號為引者所加）",
    "凡无票者一律不得登船（黑体为笔者所加）",
    "凡無票者〔原文如此〕一律不得登船",
    "Мельник не видел ни лодки [так в тексте], ни вёсел",
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("otherwise")
    for language, text in SOURCES.items():
        (folder / f"{language}.txt").write_text(text + "\n", encoding="utf-8")
    init_library(folder)
    with open_library(folder) as opened:
        opened.index()
        yield opened


@pytest.mark.parametrize("quotation", TRUE)
def test_it_is_faithful(library: Library, quotation: str) -> None:
    hit = library.find_quotation(quotation).hits[0]
    assert hit.verdict is Verdict.FAITHFUL, hit.differences
