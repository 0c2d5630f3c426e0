"""Numbers of quotations are values: cut, or with another sign, or without its decimal point, one is another number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kurilsearch.difference import DifferenceKind, Verdict
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library

SOURCES = {
    "en": """
By 1979 the canal had carried 4.4 billion gallons, and the toll rose by 7.5 per cent. The yield of the mill was 12,500
bushels in all. The spire was 115.5 feet high. The gauge showed -12 degrees at dawn. The rent was £40 a year.
Twenty-five bell founders came on 14 March 1902. The beam weighed 3.5kg when dry. They sold 35 thousand barrels.
The fee was three and a half shillings for a fifth of the eels. The river is 1½ miles wide there.
The pact was signed in 1912.3 The pilots refused it. Founded in 1756-1763 at Ghent. Degrees of 10-12 were common.
""",
    "zh": "税收增加了百分之七点五。住户的三分之二离开了岛屿，冬天以前再也没有回来。",
    "de": "Die Temperatur sank in der Nacht auf -3,5 Grad. Der Zoll betrug 7,5 Prozent im Jahr.",
    "ko": "그해 쌀값은 3.5배로 올랐다. 성에는 군사 12,500명이 있었다.",
    "ja": "その年に米の価格は2.5倍になった。城には兵12,500人がいた。",
}

OTHER_NUMBERS = [
    "By 1979 the canal had carried 4",
    "By 1979 the canal had carried 4.4",
    "4 billion gallons, and the toll rose by 7.5 per cent",
    "4 billion gallons, and the toll rose",
    "and the toll rose by 7",
    "and the toll rose by 7.5",
    "The yield of the mill was 12",
    "500 bushels in all. The spire was 115.5 feet high",
    "The gauge showed 12 degrees at dawn",
    "The gauge showed twelve degrees at dawn",
    "12 degrees at dawn. The rent was £40 a year",
    "The rent was $40 a year",
    "The fee was three shillings for a fifth of the eels",
    "The fee was three and a half shillings for a fourth of the eels",
    "The river is ½ miles wide there",
    "税收增加了百分之七十五",
    "住户的三分之一离开了岛屿，冬天以前再也没有回来",
    "The rent was 40 a year",
    "The rent was £-40 a year",
    "five bell founders came on 14 March 1902",
    "Twenty bell founders came on 14 March 1902",
    "The beam weighed 35kg when dry",
    "They sold 35 barrels",
    "the toll rose by 7.5 cents",
    "Die Temperatur sank in der Nacht auf 3,5 Grad",
    "Der Zoll betrug 75 Prozent im Jahr",
    "그해 쌀값은 35배로 올랐다",
    "その年に米の価格は25倍になった",
]

SAME_NUMBERS = [
    "the toll rose by 7.5%",
    "the toll rose by 7.5 percent",
    "The gauge showed −12 degrees at dawn",
    "The gauge showed –12 degrees at dawn",
    "The gauge showed minus twelve degrees at dawn",
    "The rent was 40 pounds a year",
    "The fee was 3½ shillings for 1/5 of the eels",
    "The fee was 3.5 shillings for one fifth of the eels",
    "The river is one and a half miles wide there",
    "The river is 1 1/2 miles wide there",
    "住户的2/3离开了岛屿，冬天以前再也没有回来",
    "The yield of the mill was 12 500 bushels in all",
    "They sold 35 thousand",
    "Twenty-five bell founders came on 14 March",
    "The pact was signed in 1912",
    "The pact was signed in 1912. The pilots refused it",
    "Founded in 1756–1763 at Ghent",
    "Degrees of 10–12 were common",
    "Die Temperatur sank in der Nacht auf minus 3,5 Grad",
    "Der Zoll betrug 7,5 % im Jahr",
    "성에는 군사 12500명이 있었다",
    "城には兵12500人がいた",
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("values")
    for language, text in SOURCES.items():
        (folder / f"{language}.txt").write_text(text.strip() + "\n", encoding="utf-8")
    init_library(folder)
    with open_library(folder) as opened:
        opened.index()
        yield opened


@pytest.mark.parametrize("quotation", OTHER_NUMBERS)
def test_another_value_is_told_as_a_number(library: Library, quotation: str) -> None:
    hit = library.find_quotation(quotation).hits[0]
    assert hit.verdict is Verdict.ALTERED
    assert DifferenceKind.NUMBER in {difference.kind for difference in hit.differences or ()}


@pytest.mark.parametrize("quotation", SAME_NUMBERS)
def test_the_same_value_is_faithful(library: Library, quotation: str) -> None:
    hit = library.find_quotation(quotation).hits[0]
    assert hit.verdict is Verdict.FAITHFUL, hit.differences


@pytest.mark.parametrize("text", SOURCES.values(), ids=SOURCES)
def test_as_it_stands_it_is_faithful(library: Library, text: str) -> None:
    assert library.find_quotation(text).hits[0].verdict is Verdict.FAITHFUL
