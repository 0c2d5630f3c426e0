"""``kurilsearch sources``, ``cite`` and ``--cite`` over a small library: what is known, and the citation made of it."""

from __future__ import annotations

import json
import os
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kurilsearch.cite import render
from kurilsearch.cli.app import app
from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library
from kurilsearch.model import Document
from kurilsearch.store.sqlite.reader import SqliteReader

GOLDEN = sorted((Path(__file__).parent / "golden" / "cli" / "cite").glob("*.txt"))
Run = Callable[..., Result]

LETTER = """\
The Island Letter

Aiko Sato

1958

The harbour master wrote that the ferry would sail on Monday, weather allowing, and
that nobody should wait for the mail.
"""

DIARY = """\
---
title: Winter on the Cape
author: ["Ito, Kenji", "Brandt, Elsa von"]
date: 1961-02-03
---

# The first month

The ferry did not come, and nobody had thought it would.

# The second month

The ferry came on a Tuesday.
"""

VERSE = """\
THE FERRY

The ferry sails at break of day,
   with nobody to see,
the harbour lamps are put away,
   the gulls are all at sea.

And whether it will come again
   the almanac can tell,
and whether it will come in rain
   is known to nobody as well.

And what the pilot has to say
   he says to none but me;
the ferry sails at break of day,
   and nobody's on the quay.
"""

SURVEY = """\
A Survey of Harbours

Se Hyun Park

2003

Every harbour has its lamps, and most of them burn oil (Ziegler, 1993). Nimmo (1994)
adds that "the lanterns of the north were never counted" (p. 23), which holds for the
south as well.

References

Nimmo, W. F. (1994). Lamps and lanterns. Harbour Press.

Ziegler, C. E. (1993). Oil in the harbour. Northern Books.
"""

BIBLIOGRAPHY = """\
@article{ohara64,
  author = {O'Hara, Maud},
  title = {The Ferry: A Ballad},
  journal = {Northern Verse},
  volume = 3, number = 1, pages = {12--13}, year = 1964,
  file = {ballad.txt}
}

@book{nobody, title = {Never {Closed}, year = 1900
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of a letter, of which everything is guessed, a diary that describes itself, and a ballad in a .bib."""
    folder = tmp_path_factory.mktemp("letters")
    for name, text in (
        ("letter.txt", LETTER), ("diary.md", DIARY), ("ballad.txt", VERSE), ("survey.txt", SURVEY),
        ("works.bib", BIBLIOGRAPHY),
    ):  # fmt: skip
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    init_library(folder)
    with open_library(folder) as library:
        library.index()
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of the library that a test may change."""
    return Path(shutil.copytree(made, tmp_path / "letters", copy_function=shutil.copy2))


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in the library's folder."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")

    def run(line: str) -> Result:
        return CliRunner().invoke(app, shlex.split(line), prog_name="kurilsearch")

    return run


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_output_is_as_it_was(file: Path, run: Run, folder: Path) -> None:
    """Compare with tests/golden/cli/cite, where each command of a file is run after those above it."""
    kept = file.read_text(encoding="utf-8")
    printed = ""
    for line in (line for line in kept.splitlines() if line.startswith("$ kurilsearch ")):
        result = run(line.removeprefix("$ kurilsearch "))
        printed += f"{line}\n{result.stdout}"
        printed += f"--- stderr\n{result.stderr}" if result.stderr else ""
        printed += f"--- exit {result.exit_code}\n"
    printed = printed.replace(str(folder), "LIBRARY").replace("\\\\", "/")
    if os.environ.get("KURILSEARCH_UPDATE_GOLDEN"):
        file.write_text(printed, encoding="utf-8", newline="\n")
    assert printed == kept


def test_there_are_snapshots() -> None:
    assert len(GOLDEN) >= 8


# What is known of the sources


def record(run: Run, file: str) -> dict[str, Any]:
    result = run("sources --format json")
    assert result.exit_code == 0
    return next(source for source in json.loads(result.stdout)["sources"] if source["file"] == file)


def test_every_field_remembers_where_it_comes_from(run: Run) -> None:
    run("sources set diary.md publisher='Cape Press' type=book")
    diary = record(run, "diary.md")
    assert diary["origins"]["publisher"] == {"kind": "user", "place": "sources.toml"}
    assert diary["origins"]["author"] == {"kind": "document", "place": None}
    assert record(run, "ballad.txt")["origins"]["volume"] == {"kind": "bibliography", "place": "works.bib"}
    letter = record(run, "letter.txt")
    assert letter["origins"]["author"]["kind"] == "guess"
    assert set(letter["guessed"]) >= {"author", "title", "issued"}


def test_what_the_user_sets_goes_before_all_others_and_hits_show_it_at_once(run: Run, folder: Path) -> None:
    run("sources set letter.txt author='Satō, Aiko' year=1957")
    assert 'author = ["Satō, Aiko"]' in (folder / "sources.toml").read_text(encoding="utf-8")
    (hit,) = json.loads(run("'harbour AND master' --format json").stdout)["hits"]
    assert (hit["author"], hit["year"], hit["guessed"]) == ("Satō, Aiko", 1957, ["title"])


def test_a_change_of_the_bibliography_is_said_and_taken_in_by_the_next_index_run(run: Run, folder: Path) -> None:
    run("index")
    (folder / "works.bib").write_text(BIBLIOGRAPHY.replace("O'Hara, Maud", "Byrne, Nell"), encoding="utf-8")
    assert "1 file is new or changed since; `kurilsearch index`" in run("ferry").stderr
    assert record(run, "ballad.txt")["item"]["author"] == [{"family": "O'Hara", "given": "Maud"}]
    assert "4 unchanged" in run("index").stdout
    assert record(run, "ballad.txt")["item"]["author"] == [{"family": "Byrne", "given": "Nell"}]


def test_sources_toml_can_be_written_by_hand(run: Run, folder: Path) -> None:
    (folder / "sources.toml").write_text('["diary.md"]\nplace = "Nemuro"\n["gone.txt"]\nyear = 1900\n')
    run("index")
    assert record(run, "diary.md")["item"]["publisher-place"] == "Nemuro"
    assert "sources.toml: the library holds no `gone.txt`" in run("sources").stdout


def test_a_mistake_in_sources_toml_is_named_and_the_rest_is_used(run: Run, folder: Path) -> None:
    (folder / "sources.toml").write_text('["diary.md"]\nyaer = 1961\nplace = "Nemuro"\n')
    run("index")
    result = run("sources")
    assert result.exit_code == 0
    assert "sources.toml, line 2: there is no field `yaer`. Did you mean `year`?" in result.stdout
    assert record(run, "diary.md")["item"]["publisher-place"] == "Nemuro"


def test_a_sources_toml_that_is_no_toml_leaves_everything_as_it_was(run: Run, folder: Path) -> None:
    run("sources set letter.txt author='Satō, Aiko'")
    with (folder / "sources.toml").open("a") as file:
        file.write("place = = Nemuro\n")
    assert run("ferry").exit_code == 0
    result = run("index")
    assert result.exit_code == 2
    assert "sources.toml is not valid TOML" in " ".join(result.stderr.split())
    result = run("sources")
    assert "1 file is new or changed since" in result.stderr
    assert "Satō, Aiko: The Island Letter" in result.stdout
    assert run("sources set letter.txt year=1959").exit_code == 2


def test_check_fails_while_a_citation_would_be_incomplete(run: Run) -> None:
    assert run("sources --check").exit_code == 0
    run("sources set letter.txt author=")
    assert run("sources --check").exit_code == 0, "that a work has no author is said, and not missing"
    run("sources set letter.txt author- type=book")
    result = run("sources --check")
    assert result.exit_code == 1
    assert "who published it is not known" in result.stdout


def test_a_bibliography_with_errors_names_the_line_and_the_rest_is_used(run: Run, folder: Path) -> None:
    problems = json.loads(run("sources --format json").stdout)["problems"]
    assert any("works.bib:" in problem for problem in problems)
    assert record(run, "ballad.txt")["citekey"] == "ohara64"
    assert "works.bib:" in run("status").stdout


# Citations


def test_a_source_is_named_by_the_cite_key_that_is_shown_of_it(run: Run) -> None:
    for source in json.loads(run("sources --format json").stdout)["sources"]:
        for typed in (source["citekey"], "@" + source["citekey"], source["citekey"].upper()):
            assert run(f"cite {typed} --cite apa").stdout == run(f"cite {source['file']} --style apa").stdout != ""


def test_an_address_of_a_doi_is_a_doi(run: Run) -> None:
    run("sources set diary.md doi=https://doi.org/10.1000/XYZ")
    assert record(run, "diary.md")["item"]["DOI"] == "10.1000/XYZ"


def test_a_numeric_style_numbers_the_works_of_a_listing(run: Run) -> None:
    cited = [hit["citation"] for hit in json.loads(run("ferry --cite ieee --format json").stdout)["hits"]]
    assert {text[:2] for text in cited} == {"[1", "[2", "[3"}


def test_a_second_listing_takes_no_call_of_pandoc(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run("ferry --cite apa --format json")
    monkeypatch.setattr(render, "run_pandoc", lambda *arguments, **options: pytest.fail("pandoc was called"))
    second = run("ferry --cite apa --format json")
    assert first.stdout == second.stdout
    assert all(hit["citation"] for hit in json.loads(second.stdout)["hits"])


def test_a_change_of_what_is_cited_is_not_answered_from_memory(run: Run) -> None:
    assert "1958" in run("cite letter.txt").stdout
    run("sources set letter.txt year=1959")
    assert "1959" in run("cite letter.txt").stdout


def test_quotations_from_a_file_are_cited(run: Run, folder: Path) -> None:
    (folder / "drafts.txt").write_text("nobody should wait for the mail\nThe ferry came on a Wednesday\n")
    result = run("quote --from drafts.txt --cite mla --format jsonl")
    cited = [json.loads(line)["hits"][0]["citation"] for line in result.stdout.splitlines()]
    assert cited == ["(Sato, par. 1)", "(Ito and Brandt, par. 2)"]


def test_what_is_guessed_or_missing_is_said_beside_the_citation(run: Run) -> None:
    result = run("cite letter.txt")
    assert result.exit_code == 0
    assert "title, author, year are guesses from the first page" in result.stderr


@pytest.mark.parametrize(
    ("line", "first", "hint"),
    [
        ("cite diary.md --style chicgo", "kurilsearch: There is no citation style `chicgo`", "Did you mean chicago"),
        ("ferry --cite harvrd", "kurilsearch: There is no citation style `harvrd`", "Did you mean harvard"),
        ("cite diary.md --style dead.csl", "kurilsearch: dead.csl:1: not well-formed XML", "Get the file again"),
        ("cite diary.md --style gone.csl", "kurilsearch: gone.csl is not there", "Give the path of a .csl file"),
        ("cite diary.md --locator nowhere", "kurilsearch: `nowhere` names no place in a work", "Name a page"),
        ("cite", "kurilsearch: No file is given", "cite --all"),
        ("cite nothing.txt", "kurilsearch: The library holds no nothing.txt", "kurilsearch documents"),
        ("cite --all --export ris --style apa", "kurilsearch: --export writes all that is known of a work", "Leave"),
        ("sources set diary.md yeer=1961", "kurilsearch: There is no field `yeer`", "Did you mean `year`?"),
        ("sources set diary.md year=soon", "kurilsearch: diary.md: year must be a year or a date", "Write year = 1985"),
        ("sources set diary.md type=bok", "kurilsearch: diary.md: there is no kind of work `bok`", "you mean `book`?"),
        ("sources set diary.md 'key=a b'", "kurilsearch: diary.md: key must be a cite key", "Write key"),
        ("cite diary.md --form bibliography --locator 5", "kurilsearch: An entry of the bibliography has no", "Leave"),
        ("ferry --quote --format json", "kurilsearch: --quote prints quotations to paste, not json", "Leave out"),
        ("ferry --to html", "kurilsearch: --to is the markup of --quote", "Give --quote too"),
        ("sources set diary.md 1961", "kurilsearch: Nothing is set", "sources set FILE year=1985"),
    ],
)
def test_a_mistake_is_two_clear_lines(line: str, first: str, hint: str, run: Run, folder: Path) -> None:
    (folder / "dead.csl").write_text("<style")
    result = run(line)
    assert result.exit_code == 2
    said, todo = result.stderr.splitlines()
    assert said.startswith(first)
    assert hint in todo


def test_without_pandoc_searching_works_and_citing_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kurilsearch.programs.pandoc.pandoc_candidates", list)
    assert run("ferry").exit_code == 0
    result = run("ferry --cite chicago")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == "kurilsearch: This needs pandoc, and it was not found"
    assert "pypandoc-binary" in result.stderr.splitlines()[1]


# As a library


def test_the_library_cites_what_it_finds(folder: Path) -> None:
    with open_library(folder) as library:
        hits = library.search("pilot").hits
        (citation,) = library.cite(hits, "chicago")
        assert citation.text == "Maud O’Hara, “The Ferry: A Ballad,” Northern Verse 3, no. 1 (1964): lines 9–12."
        assert library.find_quotation("nobody to see", cite="pandoc").hits[0].citation == "[@ohara64, l. 2]"
        assert library.source("ballad").item["id"] == "ohara64"
        assert library.set_source("diary", {"year": "1962"}).document.metadata.year == 1962


def test_a_citation_that_names_nothing_says_so(folder: Path, run: Run) -> None:
    (folder / "scrap.txt").write_text("the kittiwake was nobody's witness that day.\n", encoding="utf-8")
    run("index")
    result = run("kittiwake --cite mla")
    assert result.exit_code == 0
    assert "neither author nor title is known; set them: kurilsearch sources set scrap.txt" in " ".join(
        result.output.split()
    )


def test_a_recording_is_cited_by_its_time_though_its_lines_are_as_short_as_verse(folder: Path) -> None:
    cues = (
        "00:00:01,000 --> 00:00:04,000\nIn 1855 the frigate\nDiana lay at anchor in Shimoda.\n",
        "00:00:04,500 --> 00:00:08,000\n<i>The wave took her</i> and she turned\nforty times round her anchor.\n",
        "00:12:03,500 --> 00:12:08,000\n- Who built the schooner?\n- The carpenters of Heda.\n",
    )
    film = "\n".join(f"{number}\n{cue}" for number, cue in enumerate(cues, 1))
    (folder / "film.srt").write_text(film, encoding="utf-8")
    with open_library(folder) as library:
        library.index()
        hits = library.search("schooner").hits
        assert "00:12:03" in library.cite(hits, "chicago")[0].text
        assert "line" not in library.cite(hits, "apa")[0].text.lower()


def test_the_style_of_the_settings_is_the_default(folder: Path) -> None:
    with (folder / "kurilsearch.toml").open("a") as settings:
        settings.write('\nstyle = "mla"\n')
    with open_library(folder) as library:
        assert library.cite_sources(["ballad"], form="intext")[0].text == "(O’Hara)"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "--style chicago --form intext",
            "kurilsearch: chicago-notes-bibliography does not cite in the text: this is how it cites in notes\n"
            "  Styles that cite in the text: chicago-author-date\n",
        ),
        (
            "--style apa --form note",
            "kurilsearch: apa does not cite in notes: this is how it cites in the text\n"
            "  Styles that cite in notes: chicago, mhra, turabian\n",
        ),
        ("--style mhra --form note", ""),
        ("--style apa --form intext", ""),
        ("--style chicago --form bibliography", ""),
        ("--style pandoc --form note", ""),
    ],
)
def test_what_a_style_cannot_do_is_said_once(asked: str, said: str, run: Run) -> None:
    result = run(f"cite ballad.txt ballad.txt {asked}")
    assert (result.exit_code, result.stderr) == (0, said)
    assert "Hara" in result.stdout or "ohara64" in result.stdout


def test_sources_and_files_are_cited_alike_and_listed_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_library(folder) as library:
        sources = library.sources(["ballad", "diary"])
        assert [source.document.file for source in sources] == ["ballad.txt", "diary.md"]
        by_name = library.cite_sources(["ballad", "diary"], "mla")
        listings = []
        documents = SqliteReader.documents

        def counted(store: SqliteReader) -> tuple[Document, ...]:
            listings.append(store)
            return documents(store)

        monkeypatch.setattr(SqliteReader, "documents", counted)
        assert library.cite_sources(["ballad", sources[1]], "mla") == by_name
        assert len(listings) == 1
        assert library.cite_sources(sources, "mla") == by_name
        assert "ohara64" in library.export(sources, "bibtex")
        assert len(listings) == 1


def test_a_text_cited_by_line_is_read_once_to_be_pasted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_library(folder) as library:
        hits = library.search("pilot").hits + library.search("harbour file:ballad").hits
        read = []
        source_text = SqliteReader.source_text

        def noted(store: SqliteReader, number: int) -> str:
            read.append(number)
            return source_text(store, number)

        monkeypatch.setattr(SqliteReader, "source_text", noted)
        pasted = library.paste(hits, "pandoc")
        assert len(pasted) == 2
        assert "the pilot has to say\n    he says to none but me" in pasted[0].text
        assert len(read) == len(set(read)) == 1
