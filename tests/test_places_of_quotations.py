"""Every place of a quotation: copies, works that quote it, lists of references; one source only; what stands around."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kurilsearch.cli.app import app
from kurilsearch.difference import Verdict
from kurilsearch.errors import NoSuchSourceError
from kurilsearch.hit import Hit, Relation
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library
from kurilsearch.quotation_result import ClaimVerdict, PieceProblem

FIRST = """\
The Ice Year

Ragna Holt

1931

The pilots had gone home before the first snow. Nobody in the harbour office believed that the northern channel would
stay open until the end of the month. The clerk wrote it down all the same.
"""

SECOND = FIRST.replace("Year", "Year, Revised").replace("1931", "1938").replace("northern", "southern")

SCAN = (
    FIRST.replace("Year", "Year (Microfilm)")
    .replace("harbour", "harb0ur")
    .replace("northern", "northem")
    .replace("month", "montli")
)

ESSAY = """\
Harbours and Weather

Aino Lindqvist

1962

Holt is severe with the officials. As she puts it (Holt 1931), “Nobody in the harbour office believed that the northern
channel would stay open until the end of the month.” That is unjust: the minutes of the office say the contrary.
"""

PLAY = """\
The Ferry

Vera Brandt

1950

PILOT. The wind has turned and we shall not cross tonight.

WIDOW. Then light the lamp and sit down with the others.

PILOT. I have sat for eleven years on this side of the water.
"""

SENTENCE = "Nobody in the harbour office believed that the northern channel would stay open until the end of the month"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places")
    texts = {"first.txt": FIRST, "second.txt": SECOND, "scan.txt": SCAN, "essay.txt": ESSAY, "ferry.txt": PLAY}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    (folder / "works.bib").write_text(
        "@book{holt31, title={The Ice Year}, author={Holt, Ragna}, year={1931}, file={first.txt}}\n", encoding="utf-8"
    )
    init_library(folder)
    with open_library(folder) as made:
        made.index()
    return folder


@pytest.fixture
def library(folder: Path) -> Library:
    with open_library(folder) as opened:
        return opened


def by_file(hits: tuple[Hit, ...]) -> dict[str, Hit]:
    return {hit.file: hit for hit in hits}


def test_all_places_are_listed_with_their_relations(library: Library) -> None:
    hits = library.find_quotation(SENTENCE).hits
    found = by_file(hits)
    assert set(found) == {"first.txt", "second.txt", "scan.txt", "essay.txt"}
    assert hits[0].file == "first.txt" and hits[0].relation is Relation.SOURCE
    assert found["scan.txt"].relation is Relation.COPY
    assert found["second.txt"].relation is Relation.COPY
    assert found["essay.txt"].relation is Relation.QUOTING
    assert [hit.rank for hit in hits] == [1, 2, 3, 4]


def test_a_work_that_quotes_is_no_witness_of_an_altered_quotation_either(library: Library) -> None:
    hits = library.find_quotation(SENTENCE.replace("the northern", "this northern")).hits
    assert {hit.file for hit in hits} == {"first.txt", "second.txt", "scan.txt", "essay.txt"}
    assert (hits[0].file, hits[-1].file) == ("first.txt", "essay.txt")


def test_of_equal_copies_the_one_that_is_cited_comes_first(library: Library) -> None:
    words = "The pilots had gone home before the first snow"
    result = library.find_quotation(f"{words} (Holt 1938)")
    assert result.hits[0].file == "second.txt"
    assert result.claims[0].verdict is ClaimVerdict.CORRECT


@pytest.mark.parametrize("named", ["holt31", "@holt31", "first.txt", "firs"])
def test_one_source_is_asked(library: Library, named: str) -> None:
    assert [hit.file for hit in library.find_quotation(SENTENCE, sources=[named]).hits] == ["first.txt"]


def test_several_sources_are_asked_together(library: Library) -> None:
    hits = library.find_quotation(SENTENCE, sources=["essay.txt", "lindqvist", "scan.txt"]).hits
    assert {hit.file for hit in hits} == {"essay.txt", "scan.txt"}


def test_a_source_that_may_be_several_is_not_guessed(library: Library) -> None:
    with pytest.raises(
        NoSuchSourceError, match=r"3 sources are meant by Ragna Holt: first\.txt .* scan\.txt .* second"
    ):
        library.find_quotation(SENTENCE, sources=["Ragna Holt"])
    with pytest.raises(NoSuchSourceError, match="holds no nobody"):
        library.find_quotation(SENTENCE, sources=["nobody"])


def test_what_stands_around_is_shown_where_it_is_asked_for(library: Library) -> None:
    hit = by_file(library.find_quotation(SENTENCE, context=True).hits)["essay.txt"]
    assert hit.before is not None and hit.before.endswith("As she puts it (Holt 1931), “")
    assert hit.after is not None and "That is unjust" in hit.after
    assert library.find_quotation(SENTENCE).hits[0].before is None


def test_who_speaks_is_told_and_that_two_do(library: Library) -> None:
    (hit,) = library.find_quotation("The wind has turned and we shall not cross tonight").hits
    assert (hit.speaker, hit.speakers) == ("PILOT", ())
    (hit,) = library.find_quotation(
        "we shall not cross tonight. Then light the lamp and sit down with the others", limit=1
    ).hits
    assert hit.speakers == ("PILOT", "WIDOW")


def test_a_splice_names_both_places(library: Library) -> None:
    result = library.find_quotation(
        "Nobody in the harbour office believed that we shall not cross tonight. Then light the lamp"
    )
    assert not result.hits
    assert result.problem is PieceProblem.SPLICED
    files = [piece.hit.file for piece in result.pieces if piece.hit]
    assert len(files) == 2 and files[1] == "ferry.txt"


def test_what_is_pasted_is_found_again(library: Library) -> None:
    hits = library.find_quotation(SENTENCE, sources=["first.txt"]).hits
    for style in ("chicago", "apa", "mla", "pandoc", "latex"):
        for pasted in library.paste(hits, style):
            again = library.find_quotation(pasted.text)
            assert again.hits and again.hits[0].file == "first.txt", pasted.text
            assert again.hits[0].faithful, (pasted.text, again.hits[0].differences)
            assert [claim.verdict for claim in again.claims] == [ClaimVerdict.CORRECT], (pasted.text, again.claims)


def test_words_that_look_like_a_citation_but_stand_in_running_text_are_quoted_too(tmp_path: Path) -> None:
    text = (
        "The ships of the two kings met outside of the harbour. Nothing was signed there, as the papers wrote.\n\n"
        "Queen Maud and King Haakon of Norway sailed from Bergen to Oslo in May 1905, and nobody saw them off.\n"
    )
    (tmp_path / "coast.txt").write_text(text, encoding="utf-8", newline="\n")
    init_library(tmp_path)
    typed = "Nothing was signed there - Queen Maud and King Haakon of Norway sailed from Bergen to Oslo in May 1905"
    with open_library(tmp_path) as library:
        found = library.find_quotation(typed)
    assert (found.claims, [hit.verdict for hit in found.hits]) == ((), [Verdict.ALTERED])


def test_halves_are_told_apart_where_function_words_correspond_by_chance(library: Library) -> None:
    halves = (
        "Nobody in the harbour office believed that the northern channel would stay open",
        "Then light the lamp and sit down with",
    )
    found = library.find_quotation(" ".join(halves))
    assert (found.problem, found.hits) == (PieceProblem.SPLICED, ())
    assert [piece.hit.file for piece in found.pieces if piece.hit] == ["first.txt", "ferry.txt"]


def test_the_command_says_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "100")
    printed = CliRunner().invoke(app, ["quote", "--context", SENTENCE + " (Holt 1932)"]).stdout
    for words in (
        "The same text as above, in another copy.",
        "Quoted here from another work.",
        "That is unjust",
        "The citation is wrong: the source is of 1931",
        "4 places.",
    ):
        assert words in " ".join(printed.split()), printed
    spliced = CliRunner().invoke(app, ["quote", "we shall not cross tonight believed that the northern channel would"])
    assert spliced.exit_code == 1
    assert "Not found: it is spliced" in spliced.stdout and spliced.stdout.count("stands: “") == 2
    assert CliRunner().invoke(app, ["quote", "--in", "brandt", SENTENCE]).exit_code == 1
    assert CliRunner().invoke(app, ["quote", "--in", "ragna holt", SENTENCE]).exit_code == 2


@pytest.mark.parametrize(
    ("ending", "verdict"), [("Quay Street, 145", Verdict.FAITHFUL), ("Quay Street, 845", Verdict.ALTERED)]
)
def test_a_number_for_a_number_of_the_source_is_no_page(tmp_path: Path, ending: str, verdict: Verdict) -> None:
    (tmp_path / "letter.txt").write_text(
        "He gave his address, the yellow house in Quay Street, 145.\n", encoding="utf-8"
    )
    init_library(tmp_path)
    with open_library(tmp_path) as letters:
        letters.index()
        result = letters.find_quotation(f"He gave his address, the yellow house in {ending}")
    assert result.hits[0].verdict is verdict
    assert not result.claims
