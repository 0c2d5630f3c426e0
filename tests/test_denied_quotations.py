"""A sentence with its denial, or without it, is found in every language, and told as a negation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kurilsearch.difference import DifferenceKind, Verdict
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library

SOURCES = {
    "ko": "두 정부는 섬의 지위에 대하여 합의하지 않았다. 어부들은 가을까지 항구로 돌아오지 못했다. "
    "장관은 그 제안을 받아들였다.",
    "zh": "代表团没有承认岛屿的归属。渔民在秋天以前不得出海。部长接受了这个建议。",
    "ja": "両国政府は島の帰属を認めなかった。大臣はその提案を受け入れた。",
    "de": "Die beiden Regierungen einigten sich nicht über die Inseln. Der Minister nahm den Vorschlag an.",
    "es": "Los dos gobiernos no se pusieron de acuerdo sobre las islas. El ministro aceptó la propuesta.",
    "tr": "İki hükümet adalar konusunda anlaşmadı. Bakan öneriyi kabul etti.",
    "ru": "Оба правительства не договорились об островах. Министр принял предложение.",
}

DENIED = [
    "두 정부는 섬의 지위에 대하여 합의했다",
    "어부들은 가을까지 항구로 돌아왔다",
    "장관은 그 제안을 받아들이지 않았다",
    "장관은 그 제안을 안 받아들였다",
    "代表团承认岛屿的归属",
    "部长没有接受这个建议",
    "部长不接受这个建议",
    "両国政府は島の帰属を認めた",
    "大臣はその提案を受け入れなかった",
    "Die beiden Regierungen einigten sich über die Inseln",
    "Der Minister nahm den Vorschlag nicht an",
    "El ministro no aceptó la propuesta",
    "Bakan öneriyi kabul etmedi",
    "Министр не принял предложение",
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("talks")
    for language, text in SOURCES.items():
        (folder / f"{language}.txt").write_text(text + "\n", encoding="utf-8")
    init_library(folder)
    with open_library(folder) as opened:
        opened.index()
        yield opened


@pytest.mark.parametrize("quotation", DENIED)
def test_a_denial_is_told(library: Library, quotation: str) -> None:
    hit = library.find_quotation(quotation).hits[0]
    assert hit.verdict is Verdict.ALTERED
    assert DifferenceKind.NEGATION in {difference.kind for difference in hit.differences or ()}


@pytest.mark.parametrize("text", SOURCES.values(), ids=SOURCES)
def test_as_it_stands_it_is_faithful(library: Library, text: str) -> None:
    assert library.find_quotation(text).hits[0].verdict is Verdict.FAITHFUL
