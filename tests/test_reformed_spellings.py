"""Spellings before and after a reform, and Vietnamese names with their syllables joined: one word in a search."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.language.tokens import tokenize
from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library
from kurilsearch.vocabulary.reformed_spellings import MOST, reformed_spellings
from kurilsearch.vocabulary.vietnamese import syllables, together

ONE_WORD = """
de: Foto Photo, Photographie Fotografie, Schiffahrt Schifffahrt, Flußschiffahrt Flussschifffahrt, Brennessel
    Brennnessel, Urtheil Urteil, Rath Rat, Thür Tür, nothwendig notwendig, Wirthschaft Wirtschaft, Centrum Zentrum,
    Officier Offizier, Proceß Prozess, Commission Kommission, Accusativ Akkusativ, regiren regieren, gieng ging, giebt
    gibt, seyn sein, potentiell potenziell, Verständniß Verständnis, rauh rau, Stengel Stängel, selbständig
    selbstständig, Carl Karl
nl: mensch mens, visch vis, boomen bomen, deelen delen, critiek kritiek, October oktober, photographie fotografie
da: Aarhus Århus, gaard gård, Kjøbenhavn København, igjen igen, Qvinde kvinde, Huus hus, Exempel eksempel
no: Aalesund Ålesund, kvinde qvinde
sv: qvinna kvinna, hvad vad, hafva hava, lif liv, godt gott
pt: acção ação, director diretor, facto fato, actividade atividade, óptimo ótimo, baptismo batismo, theatro teatro,
    pharmacia farmácia, anno ano, commercio comércio, Christo Cristo, mysterio mistério
es: México Méjico, dexar dejar, quando cuando, obscuro oscuro, psicología sicología, septiembre setiembre
fr: étoit était, françois français, connoître connaître, roy roi, aoust août, mesme même, maistre maître, escole école,
    momens moments, enfans enfants, sçavoir savoir, isle île
it: jeri ieri, majale maiale
ro: pîine pâine, sînt sunt, Romînia România
und: Aalesund Ålesund, Đilas Djilas, Tuđman Tudjman
"""

APART = """
de: then ten, heath heat, price prize, case Käse, dance danke, with wit, lieb lib, curse Kurse, boot both, Wein Wien
nl: choose chose, three tree, block bloc, sick sic, moore more
da: been ben, need ned, meet met, marks marx
sv: over offer, life live, save safe
pt: filled filed, then ten, facts fats, three tree
es: tips tis, then ten, jobs jos
fr: past pat, plans plants, scale sale, lost lot, haste hate
ro: bill ball, fire fare
"""


def pairs(table: str) -> list[tuple[str, str, str]]:
    found = []
    language = ""
    for word in table.replace(",", " , ").split():
        if word.endswith(":"):
            language = word[:-1]
            row: list[str] = []
        elif word != ",":
            row.append(word)
            if len(row) == 2:
                found.append((language, row[0], row[1]))
                row = []
    return found


def other_spellings(word: str, language: str) -> tuple[str, ...]:
    [token] = tokenize(word)
    return reformed_spellings(token.word, frozenset([language]))


def folded(word: str) -> str:
    return tokenize(word)[0].word


@pytest.mark.parametrize(("language", "old", "new"), pairs(ONE_WORD))
def test_the_old_spelling_finds_the_new(language: str, old: str, new: str) -> None:
    assert folded(new) in other_spellings(old, language)


@pytest.mark.parametrize(("language", "one", "other"), pairs(APART))
def test_words_that_differ_by_no_reform_stay_apart(language: str, one: str, other: str) -> None:
    assert folded(other) not in other_spellings(one, language)
    assert folded(one) not in other_spellings(other, language)


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=30), st.sampled_from(["de", "fr", "pt", "und"]))
def test_a_word_has_few_other_spellings(word: str, language: str) -> None:
    made = reformed_spellings(word, frozenset([language]))
    assert len(made) <= MOST
    assert word not in made
    assert len(set(made)) == len(made)


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in German and Vietnamese that has names and words in both spellings."""
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "werft.txt").write_text(
        "Die Schiffahrt auf der Elbe ruhte, und die Werft hatte keine Arbeit mehr.\n\n"
        "Erst nach dem Krieg begann die Schifffahrt wieder, aber die Werft blieb geschlossen.\n",
        encoding="utf-8",
    )
    (folder / "cảng.txt").write_text(
        "Từ Hà Nội đến Đà Nẵng tàu chạy suốt hai ngày, và không ai được xuống bến cảng.\n", encoding="utf-8"
    )
    (folder / "cable.txt").write_text(
        "The consul in Hanoi wrote that the ship had not left Danang, and nobody was let ashore.\n",
        encoding="utf-8",
    )
    init_library(folder)
    with open_library(folder) as library:
        library.index()
    return folder


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("Schiffahrt", ["Schiffahrt", "Schifffahrt"]),
        ("Schifffahrt", ["Schifffahrt", "Schiffahrt"]),
        ('"Schifffahrt"', ["Schifffahrt"]),
        ("Hanoi", ["Hanoi", "Hà Nội"]),
        ("Hà Nội", ["Hanoi", "Hà Nội"]),
        ("Đà Nẵng", ["Danang", "Đà Nẵng"]),
        ("ship Danang", ["Danang", "ship", "Đà Nẵng"]),
    ],
)
def test_both_spellings_are_found_where_both_stand(harbour: Path, query: str, marked: list[str]) -> None:
    with open_library(harbour) as library:
        result = library.search(query)
    assert result.loosened is None
    found = {hit.quote[start:end] for hit in result.hits for start, end in hit.matches}
    words = {word for name in marked for word in name.split()} | set(marked)
    assert found <= words
    assert {word for name in found for word in name.split()} == {word for name in marked for word in name.split()}


def test_a_name_is_read_as_vietnamese_syllables() -> None:
    assert ("ha", "noi") in syllables("hanoi")
    assert ("dien", "bien", "phu") in syllables("dienbienphu")
    assert syllables("strength") == []


def test_syllables_are_joined_only_where_a_mark_is_typed() -> None:
    assert together(["ha", "noi"], ["Hà", "Nội"]) == "hanoi"
    assert together(["ha", "noi"], ["ha", "noi"]) is None
    assert together(["blitz", "noi"], ["blitz", "Nội"]) is None
