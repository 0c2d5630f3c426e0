"""One word written in several ways is found in each: joined or apart, with points or commas, British or American."""

from __future__ import annotations

from pathlib import Path

import pytest

from kurilsearch.vocabulary.english_spellings import english_spellings
from tests.small_library import Book, SmallLibrary


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("harbour", "harbor"),
        ("neighbourhood", "neighborhood"),
        ("modernise", "modernizing"),
        ("paralysed", "paralyzed"),
        ("sabre", "saber"),
        ("licence", "license"),
        ("monologue", "monolog"),
        ("archaeology", "archeology"),
        ("quarrelled", "quarreled"),
        ("sceptic", "skeptic"),
        ("reunite", "re-unite"),
        ("antiwar", "anti-war"),
        ("tonight", "to-night"),
        ("25000", "25,000"),
        ("NATO", "N.A.T.O."),
        ("UN", "U.N."),
        ("어선", "어선에서"),
        ("조약을", "조약의"),
    ],
)
def test_each_finds_the_other_though_it_stands_there_itself(tmp_path: Path, one: str, other: str) -> None:
    library = SmallLibrary(tmp_path, Book("a.txt", f"Here is {one} again."), Book("b.txt", f"Here is {other} again."))
    for typed in (one, other):
        assert set(library.files(typed)) == {"a.txt", "b.txt"}
        assert all(hit.matches for hit in library.search(typed).hits)


@pytest.mark.parametrize("pair", ["four for", "filled filed", "hour hor", "rogue rog", "wise wize"])
def test_these_are_two_words(pair: str) -> None:
    one, other = pair.split()
    assert other not in english_spellings(one)
    assert one not in english_spellings(other)


def test_a_quoted_word_is_taken_as_it_stands(tmp_path: Path) -> None:
    library = SmallLibrary(tmp_path, Book("a.txt", "The harbour froze."), Book("b.txt", "The harbor froze."))
    assert library.files('"harbor"') == ["b.txt"]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("冬に港が凍るのはどの島か", "冬になると島の港は凍る。"),
        ("哪个港口冬天结冰", "北岛的港口冬天会结冰。"),
        ("ท่าเรือใดเป็นน้ำแข็ง", "ท่าเรือทางเหนือเป็นน้ำแข็งในฤดูหนาว"),
    ],
)
def test_a_question_without_spaces_is_ranked_by_its_pairs(tmp_path: Path, question: str, first: str) -> None:
    library = SmallLibrary(
        tmp_path, Book("a.txt", "夏の畑に米が育つ。\n\n夏天田里长米。\n\nข้าวงอกในทุ่งนา"), Book("b.txt", first)
    )
    assert library.search(question).hits[0].passage == first
