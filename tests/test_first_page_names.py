"""Which of the names that models read are people's, and which people they left out."""

from __future__ import annotations

import pytest

from kurilsearch.describe.first_page.no_persons import without_others
from kurilsearch.describe.first_page.stacked_names import stacked_names
from kurilsearch.describe.first_page.word_features import words_of
from kurilsearch.language.sequence_labels import Labelled

STACKED = (
    "On the quiet of small harbours",
    "Wolfram Aberg",
    "University of Carrow",
    "aberg@carrow.example",
    "Dr. Claudia Nordin",
    "University of Northlight",
    "Abstract. The harbours were quiet.",
)


def _with_chance(chance: float) -> list[Labelled]:
    return [Labelled("below", {"author": chance}) for _ in STACKED]


def test_an_author_who_stands_over_a_workplace_as_the_one_above_does_is_read_too() -> None:
    found = stacked_names(STACKED, _with_chance(0.1), ["Wolfram Aberg"])
    assert found == ("Wolfram Aberg", "Dr. Claudia Nordin")


@pytest.mark.parametrize(
    "line", ["Carrow Bay USA", "Artificial Intelligence", "University of Brindle", "a quiet harbour"]
)
def test_a_line_of_an_address_is_no_author(line: str) -> None:
    texts = [*STACKED[:4], line, *STACKED[5:]]
    assert stacked_names(texts, _with_chance(0.1), ["Wolfram Aberg"]) == ()


def test_what_is_hardly_an_author_by_the_model_is_none() -> None:
    assert stacked_names(STACKED, _with_chance(0.01), ["Wolfram Aberg"]) == ()


def test_names_in_one_line_say_nothing_of_the_lines_below() -> None:
    texts = ["Wolfram Aberg, Ruth Keller", *STACKED[2:]]
    assert stacked_names(texts, _with_chance(0.1)[1:], ["Wolfram Aberg", "Ruth Keller"]) == ()


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Ruth Keller, Artificial Intelligence, Mona Lindt", ["Ruth Keller", "Mona Lindt"]),
        ("Ruth Keller, Mona Lindt, Los Pinos, CA, USA", ["Ruth Keller", "Mona Lindt"]),
        ("Ruth Keller, Roman Lindt", ["Ruth Keller", "Roman Lindt"]),
        ("Ruth Keller, Tidal Collaboration", ["Ruth Keller"]),
        ("Tidal Collaboration", ["Tidal Collaboration"]),
    ],
)
def test_workplaces_groups_and_places_are_no_names_beside_people(line: str, kept: list[str]) -> None:
    words = words_of(line, 0, "author", 9)
    names: list[list[int]] = [[]]
    for at, word in enumerate(words):
        if word.text == ",":
            names.append([])
        elif word.text not in ("CA", "USA"):
            names[-1].append(at)
    found = without_others([name for name in names if name], words)
    assert [" ".join(words[at].text for at in name) for name in found] == kept
