"""Questions in many languages: which of their words say what is looked for."""

from __future__ import annotations

import pytest

from kurilsearch.language.function_words import function_words, function_words_of_query, typed_otherwise
from kurilsearch.language.tokens import tokenize
from kurilsearch.search.concepts import Concept, gather, lighten

TELLING = """
en | Whose ship was the first to reach the harbour? | ship first reach harbour
de | Wie viele Schiffe hatte die Reederei, und warum hieß der Hafen so? | Schiffe Reederei Hafen
de | Wann und woher kamen die Fischer? | kamen Fischer
fr | Combien de navires la ville a-t-elle perdus, et pourquoi ? | navires ville perdus
es | ¿Cuántos barcos perdió la ciudad y cuáles eran? | barcos perdió ciudad
it | Quando e quanti marinai morirono? | marinai morirono
pt | Quantos navios chegaram e onde? | navios chegaram
nl | Hoeveel schepen vergingen er en waarom? | schepen vergingen
sv | Hur många skepp sjönk, och vems? | skepp sjönk
da | Hvornår brændte havnen, og hvem eller hvad var skyld? | brændte havnen skyld
nb | Hvem bygde havnen, og hvorfor? | bygde havnen
fi | Montako laivaa upposi, ja milloin? | laivaa upposi
ru | Сколько кораблей погибло и почему? | кораблей погибло
uk | Скільки кораблів загинуло і чому? | кораблів загинуло
pl | Ile statków zatonęło i dlaczego? | statków zatonęło
cs | Kolik lodí se potopilo a proč? | lodí potopilo
hr | Koliko je brodova potonulo i zašto? | brodova potonulo
sr | Колико је бродова потонуло и зашто? | бродова потонуло
bg | Кога и защо изгоря пристанището? | изгоря пристанището
ro | Câte corăbii s-au scufundat și de ce? | corăbii scufundat
tr | Kaç gemi battı ve hangi limanda? | gemi battı limanda
el | Πόσα πλοία βυθίστηκαν και πότε; | πλοία βυθίστηκαν
ar | متى احترق الميناء ومن بناه؟ | احترق الميناء بناه
he | מתי נשרף הנמל, למה? | נשרף הנמל
hi | कितने जहाज़ डूबे और क्यों? | जहाज़ डूबे
vi | Bao nhiêu tàu đã chìm và ở đâu? | tàu chìm
"""


@pytest.mark.parametrize(
    ("language", "question", "telling"), [line.split(" | ") for line in TELLING.split("\n") if line]
)
def test_a_question_is_asked_by_its_telling_words(language: str, question: str, telling: str) -> None:
    function = function_words(frozenset([language]))
    left = [token.word for token in tokenize(question) if token.word not in function and len(token.word) > 1]
    assert left == [token.word for token in tokenize(telling)]


def test_a_function_word_with_an_accent_is_light() -> None:
    concepts = gather([Concept(frozenset([word]), (word,)) for word in ("für", "hafen")], ["fur", "hafen"])
    assert [concept.light for concept in lighten(concepts, function_words(frozenset(["de"]))).distinct] == [True, False]


def test_a_language_without_a_list_has_no_function_words() -> None:
    assert function_words(frozenset(["xx"])) == frozenset()


@pytest.mark.parametrize(
    ("query", "telling"),
    [
        ("cold war", "cold war"),
        ("the war at sea", "war sea"),
        ("wer war Hafenmeister", "hafenmeister"),
        ("der Hafen war leer", "hafen leer"),
        ("hat on the door", "hat door"),
        ("war in the North Sea", "war north sea"),
        ("was war die Ursache", "ursache"),
    ],
)
def test_war_is_a_function_word_in_a_german_query_only(query: str, telling: str) -> None:
    typed = [token.word for token in tokenize(query)]
    function = function_words_of_query(typed, frozenset(["de", "nl", "es"]))
    assert [word for word in typed if word not in function] == telling.split()


def test_a_word_with_marks_of_its_own_is_no_function_word_without_them() -> None:
    assert typed_otherwise(["Đà", "da", "für", "über", "été", "À"], frozenset(["de", "fr"])) == {"da"}
    assert typed_otherwise(["u\u0308ber", "Который", "её"], frozenset(["de", "ru"])) == set()
