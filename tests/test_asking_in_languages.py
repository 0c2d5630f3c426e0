"""One harbour in five languages: questions find the passage that answers, and a minus leaves out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library

QUESTIONS = """
when did the harbour master resign? | harbour.md | resigned in 1931 | 2
how much did it cost to rebuild the harbour | harbour.md | four million | 2
why did the council not lend money to fishermen | harbour.md | never be repaid | 1
how many ships came to the port before the war | harbour.md | 412 ships | 2
who was the first woman to be harbour master | harbour.md | Anna Holm | 2
what happened to the harbour in the 1930s | harbour.md | 1934 | 3
what did the inquiry into the dues find | harbour.md | entered in the books | 1
Wann trat der Hafenmeister zurück? | hafen.md | 1931 | 1
Wie viel kostete der Wiederaufbau des Hafens? | hafen.md | vier Millionen | 3
Wer war die erste Frau im Amt des Hafenmeisters? | hafen.md | Anna Holm | 2
Was geschah in den 1930er Jahren mit dem Hafen? | hafen.md | 1934 | 3
Когда сгорела гавань Линдвика? | gavan.md | 1911 | 2
Сколько стоило восстановление гавани? | gavan.md | миллиона | 2
Кто ушёл в отставку в 1931 году? | gavan.md | Карл Лунд | 1
港はいつ再建されましたか | minato.md | 一九二四年 | 1
港長はいつ辞任したのか？ | minato.md | 辞任 | 1
¿Cuándo fue reconstruido el puerto? | puerto.md | 1924 | 1
¿Cuánto costó reconstruir el puerto? | puerto.md | cuatro millones | 2
¿Dónde empezó el incendio? | puerto.md | cobertizo | 1
"""

EXCLUSIONS = """
harbour -fire | rebuilt | fire
harbour −fire | rebuilt | fire
when was the harbour rebuilt? -fire | 1924 | fire
harbour -"harbour master" | silted | harbour master
Hafen -Zollhaus | 1934 | Zollhaus
гавань -пожар | восстановлена | пожара
港 -火事 | 再建 | 火事
puerto -incendio | reconstruido | incendio
"""


def rows(table: str) -> list[list[str]]:
    return [line.split(" | ") for line in table.splitlines() if line]


@pytest.fixture(scope="module")
def harbours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("harbours") / "library"
    shutil.copytree(Path(__file__).parent / "golden" / "asking", folder)
    init_library(folder)
    with open_library(folder) as library:
        library.index()
        yield library


@pytest.mark.parametrize(("question", "file", "answer", "rank"), rows(QUESTIONS))
def test_a_question_finds_the_passage_that_answers(
    harbours: Library, question: str, file: str, answer: str, rank: str
) -> None:
    first = harbours.search(question).hits[: int(rank)]
    assert any(hit.file == file and answer in hit.passage for hit in first), [hit.quote for hit in first]


@pytest.mark.parametrize(("query", "held", "left_out"), rows(EXCLUSIONS))
def test_a_minus_leaves_out_the_passages_with_the_word(harbours: Library, query: str, held: str, left_out: str) -> None:
    passages = [hit.passage for hit in harbours.search(query, limit=50).hits]
    assert any(held in passage for passage in passages)
    assert not any(left_out in passage for passage in passages)
