"""Numbers of quotations are values: cut, or with another sign, or without its decimal point, one is another number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kurilsearch.difference import DifferenceKind, Verdict
from kurilsearch.hit import Hit
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


SOURCES_OF_OTHER_LETTERS = {
    "en": "The barrel weighed 3.5 kg, and the gate stood 12 m above the ditch. Edward the Third slept there in May.",
    "de": "Der Müller zahlte die Pacht zum 9.11. des nächsten Jahres. Karl V. reiste durch das Tal der Mühlen.",
    "sv": "Erik XIV lät bygga tornet vid sjön och reste vidare söderut.",
    "fr": "Les cloches du XVIIe siècle pesaient 3,5 kg chacune, et la tour avait 12 m de haut. "
    "Il vint trois millions et demi de pèlerins.",
    "ru": "Колокол весил 12 кг, а башня имела в высоту 35 метров и стояла у самой реки.",
    "ko": "기와 48장이 지붕에서 떨어졌고 목수 1,200명이 모였다. "
    "서른두 명의 목수가 네 번 종을 울렸다. 성문은 1723년 4월 9일까지 닫혀 있었다.",
    "he": "הבונים הביאו שלושים וארבע אבנים למגדל, ו-7 מהן נשברו בדרך. המגדל נבנה לפני 9 באפריל 1723.",
    "ar": "كان ثمن الجرس 7.5 مليون درهم في ذلك العام ولم يدفعه أحد من التجار. شيدت القلعة بين عامي 1720 و1723.",
    "zh": "那一年米价上涨了，商人的税收增加了百分之二十三点四。",
    "ja": "大工は塔に登らなかった。石工は三度と谷に降りなかった。鐘は雪の降る冬の夜まで一度も鳴らなかった。",
}

WRITTEN_OTHERWISE = [
    "The barrel weighed 3.5kg, and the gate stood 12m above the ditch",
    "The barrel weighed 3.5 kilograms, and the gate stood 12 metres above the ditch",
    "Edward III slept there in May",
    "zahlte die Pacht zum 9. November des nächsten Jahres",
    "Karl der Fünfte reiste durch das Tal der Mühlen",
    "Erik den fjortonde lät bygga tornet vid sjön",
    "Les cloches du 17e siècle pesaient 3,5 kilogrammes chacune",
    "Колокол весил 12 килограммов, а башня имела в высоту 35 м",
    "기와 마흔여덟 장이 지붕에서 떨어졌고 목수 1200명이 모였다",
    "32명의 목수가 4번 종을 울렸다",
    "성문은 1723. 4. 9.까지 닫혀 있었다",
    "הבונים הביאו 34 אבנים למגדל, ושבע מהן נשברו בדרך",
    "كان ثمن الجرس ٧٫٥ مليون درهم في ذلك العام",
    "那一年米价上涨了，商人的税收增加了23.4%",
    "Il vint 3,5 millions de pèlerins",
    "شيدت القلعة بين عامي ١٧٢٠ و١٧٢٣",
]

OTHER_VALUES = [
    "The barrel weighed 35 kg, and the gate stood 12 m above the ditch",
    "Edward the Second slept there in May",
    "Edward II slept there in May",
    "zahlte die Pacht zum 9. Oktober des nächsten Jahres",
    "Karl der Vierte reiste durch das Tal der Mühlen",
    "Les cloches du XVIe siècle pesaient 3,5 kg chacune",
    "기와 49장이 지붕에서 떨어졌고 목수 1,200명이 모였다",
    "기와 쉰여덟 장이 지붕에서 떨어졌고",
    "33명의 목수가 네 번 종을 울렸다",
    "성문은 1723년 4월 8일까지 닫혀 있었다",
    "הבונים הביאו שלושים וחמש אבנים למגדל",
    "كان ثمن الجرس 75 مليون درهم في ذلك العام",
    "Il vint trois millions de pèlerins",
    "شيدت القلعة بين عامي 1720 و1724",
]


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("letters")
    for language, text in SOURCES_OF_OTHER_LETTERS.items():
        (folder / f"{language}.txt").write_text(text + "\n", encoding="utf-8")
    init_library(folder)
    with open_library(folder) as opened:
        opened.index()
        yield opened


@pytest.mark.parametrize("quotation", WRITTEN_OTHERWISE)
def test_numbers_glued_to_letters_and_numbers_of_rulers_are_values(letters: Library, quotation: str) -> None:
    hit = letters.find_quotation(quotation).hits[0]
    assert hit.verdict is Verdict.FAITHFUL, hit.differences


@pytest.mark.parametrize("quotation", OTHER_VALUES)
def test_another_value_glued_to_letters_is_told(letters: Library, quotation: str) -> None:
    hit = letters.find_quotation(quotation).hits[0]
    assert hit.verdict is Verdict.ALTERED
    assert hit.differences is not None
    assert {DifferenceKind.NUMBER, DifferenceKind.NAME} & {difference.kind for difference in hit.differences}


def test_another_measure_is_no_other_way_of_writing(letters: Library) -> None:
    for quotation in ("The barrel weighed 3.5 g, and the gate stood 12 m", "and the gate stood 12 km above the ditch"):
        assert letters.find_quotation(quotation).hits[0].verdict is Verdict.ALTERED


def test_words_that_come_again_further_on_stand_where_the_others_do(letters: Library) -> None:
    hit = letters.find_quotation("大工は塔に登った。石工は三度と谷に降りなかった").hits[0]
    assert hit.quote == "大工は塔に登らなかった。石工は三度と谷に降りなかった"
    assert hit.verdict is Verdict.ALTERED
    assert DifferenceKind.NEGATION in {difference.kind for difference in hit.differences or ()}


def test_only_at_the_end_of_a_korean_word_is_a_quantifier(tmp_path: Path) -> None:
    hit = hit_of(tmp_path, "방앗간의 등불은 겨울에만 켜졌다.", "방앗간의 등불은 겨울에 켜졌다")
    assert hit.verdict is Verdict.ALTERED
    assert [difference.kind for difference in hit.differences or ()] == [DifferenceKind.QUANTIFIER]


def test_a_simplified_character_is_each_of_those_that_it_stands_for(tmp_path: Path) -> None:
    source = "磨坊的每个工人都晒了五个干面包，然后冲洗了台阶，干了整整一个冬天的活。"
    quoted = "磨坊的每個工人都曬了五個乾麵包，然後沖洗了臺階，幹了整整一個冬天的活"
    assert hit_of(tmp_path, source, quoted).verdict is Verdict.FAITHFUL


def test_two_traditional_characters_are_not_the_same_for_their_simplified_one(tmp_path: Path) -> None:
    source = "磨坊的每個工人都曬了五個乾麵包，然後沖洗了臺階，整整一個冬天都沒有休息。"
    quoted = "磨坊的每個工人都曬了五個幹麵包，然後沖洗了臺階，整整一個冬天都沒有休息"
    assert hit_of(tmp_path, source, quoted).verdict is Verdict.ALTERED


def hit_of(folder: Path, source: str, quotation: str) -> Hit:
    (folder / "source.txt").write_text(source + "\n", encoding="utf-8")
    init_library(folder)
    with open_library(folder) as library:
        library.index()
        return library.find_quotation(quotation).hits[0]
