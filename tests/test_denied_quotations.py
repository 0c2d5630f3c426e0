"""A sentence with its denial, or without it, is found in every language, and told as a negation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kurilsearch.difference import CautionPlace, DifferenceKind, Verdict
from kurilsearch.hit import Hit
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


EXCEPTED = {
    "en": (
        "The ferry may sail unless the harbour master forbids it, and in the evening the cook may go ashore.",
        "The ferry may sail if the harbour master forbids it",
    ),
    "de": (
        "Alle Fässer wurden geleert, außer denen im Keller, und der Wirt schrieb darüber eine lange Rechnung.",
        "Alle Fässer wurden geleert, auch die im Keller",
    ),
    "fr": (
        "Les marins restèrent à bord, sauf le mousse, et le capitaine leur fit servir une soupe chaude avant la nuit.",
        "Les marins restèrent à bord, avec le mousse",
    ),
    "ru": (
        "Сгорели все амбары, кроме монастырского, и зимой в городе не хватило хлеба для приезжих.",
        "Сгорели все амбары, включая монастырского",
    ),
    "uk": (
        "Усі човни потонули, крім рибальського, і взимку в селі не вистачало риби для приїжджих людей.",
        "Усі човни потонули, навіть рибальського",
    ),
}
"""Sentences that except something, and what is no longer true once they do not."""


@pytest.mark.parametrize("language", EXCEPTED)
def test_an_exception_that_is_none_any_more_is_told_as_a_denial(language: str, tmp_path: Path) -> None:
    text, quotation = EXCEPTED[language]
    with _library_with(text, tmp_path) as library:
        hit = library.find_quotation(quotation).hits[0]
    assert hit.verdict is Verdict.ALTERED
    assert DifferenceKind.NEGATION in {difference.kind for difference in hit.differences or ()}


@pytest.mark.parametrize(
    ("text", "quotation", "cut"),
    [
        ("Almost all the barns burnt down before the wind turned.", "all the barns burnt down", "Almost"),
        ("Почти все амбары сгорели, пока ветер не переменился.", "все амбары сгорели", "Почти"),
        ("几乎所有的谷仓都烧毁了，风向才变。", "所有的谷仓都烧毁了", "几乎"),
    ],
    ids=["en", "ru", "zh"],
)
def test_a_quotation_that_begins_after_almost_says_so(text: str, quotation: str, cut: str, tmp_path: Path) -> None:
    with _library_with(text, tmp_path) as library:
        hit = library.find_quotation(quotation).hits[0]
    assert [caution.words for caution in hit.cautions if caution.place is CautionPlace.BEFORE] == [(cut,)]


@pytest.mark.parametrize(
    ("text", "quotation", "cut"),
    [
        ("Less than half of the windows were glazed that year.", "half of the windows were glazed", "Less than"),
        ("Mindestens hundert Gäste kamen zur Taufe in die Mühle.", "hundert Gäste kamen zur Taufe", "Mindestens"),
        ("Au moins trente barques furent perdues cette nuit-là.", "trente barques furent perdues", "Au moins"),
        ("Al menos doce molinos se cerraron aquel invierno.", "doce molinos se cerraron aquel invierno", "Al menos"),
        ("Менее половины окон было застеклено в том году.", "половины окон было застеклено", "Менее"),
        ("Едва ли кто-нибудь помнил о мельнице и договоре.", "кто-нибудь помнил о мельнице", "Едва"),
        ("Co najmniej trzysta osób przyszło na pogrzeb.", "trzysta osób przyszło na pogrzeb", "Co najmniej"),
        ("几乎没有人相信那个水手的话。", "没有人相信那个水手的话", "几乎"),
    ],
)
def test_a_quotation_that_begins_after_at_least_says_so(text: str, quotation: str, cut: str, tmp_path: Path) -> None:
    with _library_with(text, tmp_path) as library:
        hit = library.find_quotation(quotation).hits[0]
    assert [caution.words for caution in hit.cautions if caution.place is CautionPlace.BEFORE] == [tuple(cut.split())]


@pytest.mark.parametrize(
    ("text", "quotation", "cut"),
    [
        ("すべての水車が焼けたわけではない。", "すべての水車が焼けた", "わけではな"),
        ("その橋は安全とは言えない。", "その橋は安全", "とは言えな"),
        ("כל הדייגים שילמו את המס, פרט לשניים.", "כל הדייגים שילמו את המס", "פרט לשניים"),
    ],
    ids=["ja-all", "ja-safe", "he"],
)
def test_a_quotation_that_ends_before_what_takes_it_back_says_so(
    text: str, quotation: str, cut: str, tmp_path: Path
) -> None:
    with _library_with(text, tmp_path) as library:
        (caution,) = library.find_quotation(quotation).hits[0].cautions
    assert (caution.place, "".join(caution.words).replace(" ", "")) == (CautionPlace.AFTER, cut.replace(" ", ""))


@pytest.mark.parametrize(
    ("text", "quotation", "hidden"),
    [
        (
            "All the millers signed, save for the widow, and went home.",
            "All the millers signed … and went home",
            "save for",
        ),
        ("Tutti, tranne il parroco, firmarono la petizione.", "Tutti (...) firmarono la petizione", "tranne"),
        ("Todos los jueves, salvo en mayo, se vendía pan.", "Todos los jueves […] se vendía pan", "salvo"),
        ("Все мельники, кроме вдовы, подписали прошение.", "Все мельники <…> подписали прошение", "кроме"),
    ],
    ids=["en", "it", "es", "ru"],
)
def test_an_ellipsis_over_an_exception_says_so(text: str, quotation: str, hidden: str, tmp_path: Path) -> None:
    with _library_with(text, tmp_path) as library:
        hit = library.find_quotation(quotation).hits[0]
    assert [omission.negations for omission in hit.omissions] == [(hidden,)]


def test_almost_is_minded_before_what_says_how_many_alone(tmp_path: Path) -> None:
    with _library_with(
        "The last barn was almost out of sight before the wind turned to the north.", tmp_path
    ) as library:
        assert not library.find_quotation("out of sight before the wind turned to the north").hits[0].cautions


def test_who_is_wont_to_do_it_does_it(tmp_path: Path) -> None:
    with _library_with("The keeper did as he had been wont to do in the winter.", tmp_path) as library:
        assert not library.find_quotation("The keeper did as he had been").hits[0].cautions


def test_a_denial_to_which_a_note_s_number_sticks_is_one(tmp_path: Path) -> None:
    with _library_with("The keeper dared not42 write down what the captain had said.", tmp_path) as library:
        (caution,) = library.find_quotation("write down what the captain had said").hits[0].cautions
        assert caution.words == ("not42",)
        hit = library.find_quotation("The keeper dared write down what the captain had said").hits[0]
        assert DifferenceKind.NEGATION in {difference.kind for difference in hit.differences or ()}


@contextmanager
def _library_with(text: str, folder: Path) -> Iterator[Library]:
    (folder / "barns.txt").write_text(text + "\n", encoding="utf-8")
    init_library(folder)
    with open_library(folder) as opened:
        opened.index()
        yield opened


@pytest.mark.parametrize(
    ("source", "quotation", "denied"),
    [
        ("No vendimos el molino, y los arrieros volvieron en abril.", "Vendimos el molino, y los arrieros", "No"),
        ("Non vendemmo il mulino, e i mulattieri tornarono.", "Vendemmo il mulino, e i mulattieri tornarono", "Non"),
        ("Not every miller paid the toll of the bridge.", "Every miller paid the toll of the bridge", "Not"),
    ],
)
def test_a_sentence_without_the_negation_that_begins_it_is_altered(
    tmp_path: Path, source: str, quotation: str, denied: str
) -> None:
    hit = _hit_of(tmp_path, source, quotation)
    assert hit.verdict is Verdict.ALTERED
    assert hit.quote.startswith(denied)
    assert DifferenceKind.NEGATION in {difference.kind for difference in hit.differences or ()}


@pytest.mark.parametrize(
    ("source", "quotation"),
    [
        ("No vendimos el molino, y los arrieros volvieron en abril.", "vendimos el molino, y los arrieros"),
        ("No, we sold the mill by the upper bridge.", "We sold the mill by the upper bridge"),
    ],
)
def test_a_part_of_a_sentence_and_an_answer_deny_nothing(tmp_path: Path, source: str, quotation: str) -> None:
    assert _hit_of(tmp_path, source, quotation).verdict is Verdict.FAITHFUL


def _hit_of(folder: Path, source: str, quotation: str) -> Hit:
    (folder / "source.txt").write_text(source + "\n", encoding="utf-8")
    init_library(folder)
    with open_library(folder) as library:
        library.index()
        return library.find_quotation(quotation).hits[0]
