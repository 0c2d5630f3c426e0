"""The command line, over a library of two documents: what it prints, what it asks, how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.cli.app import app
from kurilsearch.cli.commands import COMMANDS
from kurilsearch.cli.terminal import Paint, columns, printable, wrap
from kurilsearch.hit import FIELDS
from kurilsearch.read import file as file_module
from tests.letter_and_diary import LETTER, OpenLibrary, letter_and_diary

GOLDEN = sorted((Path(__file__).parent / "golden" / "cli").glob("*.txt"))
Run = Callable[..., Result]
Opened = tuple[Path | None, str | None]

CHANGING = (
    (re.compile(r"in \d+\.\d s\b"), "in SECONDS"),
    (re.compile(r"\d\d\d\d-\d\d-\d\d \d\d:\d\d"), "WHEN"),
    (re.compile(r"[\d.]+ kB"), "SIZE"),
)
"""What is printed otherwise each time, with what stands for it."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenLibrary]:
    """The library, indexed; tests leave it as it is."""
    with letter_and_diary(tmp_path_factory.mktemp("library")) as library:
        library.index()
        yield library


@pytest.fixture
def new_library(tmp_path: Path) -> Iterator[OpenLibrary]:
    """The library of one test, never indexed."""
    with letter_and_diary(tmp_path) as library:
        yield library


@pytest.fixture
def opened() -> list[Opened]:
    """The folders and engines that commands asked for."""
    return []


@pytest.fixture
def commands(opened: list[Opened], monkeypatch: pytest.MonkeyPatch) -> Callable[[OpenLibrary], Run]:
    """Return what runs command lines in the folder of a library, over that library."""

    def command_line(library: OpenLibrary) -> Run:
        def open_library(folder: Path | None = None, *, engine: str | None = None) -> OpenLibrary:
            opened.append((folder, engine))
            return library

        def run(line: str, **settings: Any) -> Result:
            return CliRunner(**settings).invoke(app, shlex.split(line), obj=open_library, prog_name="kurilsearch")

        monkeypatch.chdir(library.settings.folder)
        monkeypatch.setenv("COLUMNS", "72")
        return run

    return command_line


@pytest.fixture
def run(library: OpenLibrary, commands: Callable[[OpenLibrary], Run]) -> Run:
    """Run a command line over the library."""
    return commands(library)


@pytest.fixture
def run_new(new_library: OpenLibrary, commands: Callable[[OpenLibrary], Run]) -> Run:
    """Run a command line over the library that was never indexed."""
    return commands(new_library)


# What a person sees


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_output_is_as_it_was(
    file: Path, library: OpenLibrary, new_library: OpenLibrary, commands: Callable[[OpenLibrary], Run]
) -> None:
    """Compare with tests/golden/cli; KURILSEARCH_UPDATE_GOLDEN=1 writes what is printed now."""
    kept = file.read_text(encoding="utf-8")
    line = kept.splitlines()[0]
    assert line.startswith("$ kurilsearch ")
    used = new_library if file.stem == "index" else library
    result = commands(used)(line.removeprefix("$ kurilsearch "))
    printed = f"{line}\n{result.stdout}"
    printed += f"--- stderr\n{result.stderr}" if result.stderr else ""
    printed = f"{printed}--- exit {result.exit_code}\n".replace(str(used.settings.folder), "LIBRARY")
    printed = printed.replace("LIBRARY\\", "LIBRARY/")
    for changing, name in CHANGING:
        printed = changing.sub(name, printed)
    if os.environ.get("KURILSEARCH_UPDATE_GOLDEN"):
        file.write_text(printed, encoding="utf-8", newline="\n")
    assert printed == kept


def test_there_are_snapshots() -> None:
    assert len(GOLDEN) >= 10


def test_matches_are_marked_in_colour_only_when_wanted(run: Run) -> None:
    assert "\x1b[" not in run("ferry").stdout
    assert "\x1b[31m\x1b[1mferry\x1b[0m" in run("--color always ferry").stdout


def test_no_color_is_respected_and_always_overrides_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("ferry").stdout
    assert "\x1b[" in run("--color always ferry").stdout


def test_a_pipe_is_wrapped_for_a_pager_and_to_the_width_that_is_asked_for(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS")
    for options, widest in (("", 100), ("--width 60", 60), ("--width 40", 40)):
        for command in (f"{options} harbour", f"documents {options}", f"sources {options}"):
            lines = run(command).stdout.splitlines()
            assert [line for line in lines if len(line) > widest and "  kurilsearch sources " not in line] == [], (
                command
            )
    assert max(len(line) for line in run("--width 400 harbour").stdout.splitlines()) > 100


def test_an_escape_sequence_in_a_source_does_not_reach_the_terminal() -> None:
    shown = Paint(color=False).block("before \x1b[2J after\x9b1m\tend", indent="")
    assert shown == "before \ufffd[2J after\ufffd1m end"


def test_a_terminal_without_the_characters_gets_plain_ones(run: Run) -> None:
    result = run("'ito, k.'", charset="cp1251")
    assert "“Ito, K. The Ferry and the Sea." in result.stdout
    result = run("静か", charset="iso8859-5")
    assert '"????????"' in result.stdout
    assert "papers/diary.md:7 - par. 1 - January > Nemuro" in result.stdout


# What a program sees


def test_json_has_the_documented_fields(run: Run) -> None:
    answer = json.loads(run("--format json harbour").stdout)
    assert (answer["query"], answer["loosened"], answer["total"]) == ("harbour", None, 1)
    (hit,) = answer["hits"]
    assert hit["file"] == "papers/letter.txt"
    assert (hit["author"], hit["title"], hit["year"]) == ("Sato, Aiko", "The Island Letter", 1958)
    assert LETTER[hit["char_start"] : hit["char_end"]].split() == hit["quote"].split()
    assert [hit["quote"][start:end] for start, end in hit["matches"]] == ["harbour"]


def test_json_lines_hold_one_hit_each(run: Run) -> None:
    lines = run("--format jsonl ferry").stdout.splitlines()
    assert [json.loads(line)["rank"] for line in lines] == [1, 2, 3, 4]


def test_csv_has_a_header_and_survives_commas_and_quotation_marks(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("--format csv ferry").stdout)))
    assert tuple(rows[0]) == FIELDS
    assert [row["kind"] for row in rows] == ["note", "body", "reference", "body"]
    assert rows[1]["section"] == "January > Nemuro"
    assert rows[1]["guessed"] == "title"
    assert rows[2]["quote"] == "Ito, K. The Ferry and the Sea. Nemuro: Hamanasu, 1961."
    assert rows[2]["page"] == ""
    assert rows[3]["matches"] == "34-39"


def test_machine_formats_are_utf8_on_every_terminal(run: Run) -> None:
    for form in ("json", "jsonl", "csv", "markdown"):
        printed = run(f"--format {form} 静か", charset="cp1252").stdout_bytes.decode("utf-8")
        assert "海は静かだった。" in printed, form


def test_a_program_is_told_on_the_error_stream_that_a_query_was_loosened(run: Run) -> None:
    loosened = "No passage holds the words as they are spelt; these hold harbour for harbur"
    result = run("--format jsonl harbur")
    assert result.stderr == f"kurilsearch: loosened: {loosened}\n"
    answer = json.loads(run("--format json harbur").stdout)
    assert (answer["loosened"], answer["suggestion"]) == (loosened, None)


def test_show_prints_every_passage_with_its_place(run: Run) -> None:
    passages = json.loads(run("show --format json letter.txt").stdout)["passages"]
    assert [passage["kind"] for passage in passages] == ["body", "note", "body"]
    body = passages[0]
    assert (body["page"], body["file_page"], body["paragraph"]) == ("71-72", 1, 1)
    assert (body["line_start"], body["line_end"]) == (3, 7)
    assert " ".join(LETTER[start:end] for start, end in body["pieces"]).split() == body["text"].split()


def test_show_keeps_furniture_apart(run: Run) -> None:
    plain, full = (json.loads(run(f"show --format json letter.txt {more}").stdout) for more in ("", "--furniture"))
    assert "furniture" not in plain
    printed = [region for region in full["furniture"] if region["reason"] != "blank"]
    assert [region["reason"] for region in printed] == ["running head", "running head", "running head"]
    assert all(LETTER[r["char_start"] : r["char_end"]] == r["text"] for r in full["furniture"])


# Which command is meant


@pytest.mark.parametrize(
    ("line", "query", "limit", "match"),
    [
        ("winter sea", "winter sea", 10, "any"),
        ("search winter sea", "winter sea", 10, "any"),
        ('"winter sea"', "winter sea", 10, "any"),
        ("-n 3 winter sea", "winter sea", 3, "any"),
        ("-n3 winter", "winter", 3, "any"),
        ("--limit=3 winter --match any", "winter", 3, "any"),
        ("winter -n 3 sea", "winter sea", 3, "any"),
        ("--library here -n 3 winter", "winter", 3, "any"),
        ("search index", "index", 10, "any"),
        ('"status quo"', "status quo", 10, "any"),
        ("-- index", "index", 10, "any"),
        ("-- -winter", "-winter", 10, "any"),
        ("winter -sea", "winter NOT sea", 10, "any"),
        ("-sea winter", "NOT sea winter", 10, "any"),
        ("search winter '-\"cold sea\"' -n 3", 'winter NOT "cold sea"', 3, "any"),
        ("'-sea winter' -n3", "NOT sea winter", 3, "any"),
        ("statut", "statut", 10, "any"),
        ("island*", "island*", 10, "any"),
    ],
)
def test_words_that_name_no_command_are_searched(
    run: Run, library: OpenLibrary, line: str, query: str, limit: int, match: str
) -> None:
    run(line)
    assert library.searches[-1] == (query, limit, match)


@pytest.mark.parametrize("line", ["winter -limit 3", "winter -x", "-sea", "status -winter"])
def test_what_is_no_option_is_not_left_out_in_silence(run: Run, line: str) -> None:
    assert "No such option" in run(line).stderr


@pytest.mark.parametrize("line", ["--library here winter", "winter --library here", "search --library here winter"])
def test_the_library_may_be_named_anywhere(run: Run, opened: list[Opened], line: str) -> None:
    run(line + " --engine whoosh")
    assert opened == [(Path("here"), "whoosh")]


def test_the_innermost_mention_of_the_library_wins(run: Run, opened: list[Opened]) -> None:
    run("--library outer status --library inner")
    assert opened == [(Path("inner"), None)]


@pytest.mark.parametrize(("line", "code"), [("status", 0), ("show no-such-file", 2)])
def test_the_library_is_closed_even_after_an_error(run: Run, library: OpenLibrary, line: str, code: int) -> None:
    before = library.closed
    assert run(line).exit_code == code
    assert library.closed == before + 1


def test_a_file_is_found_as_search_prints_it(run: Run) -> None:
    passages = json.loads(run("show --format json papers/letter.txt:9").stdout)["passages"]
    assert [passage["kind"] for passage in passages] == ["note"]


# How it ends


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("ferry", 0, ""),
        ("xyzzy", 1, ""),
        ("--format json xyzzy", 1, ""),
        ("-- '\"open'", 2, 'kurilsearch: " has no partner at character 1 of the query'),
        ("show gone.txt", 2, "kurilsearch: The library holds no gone.txt\n  `kurilsearch documents` lists"),
        ("show leter.txt", 2, "kurilsearch: The library holds no leter.txt\n  Did you mean papers/letter.txt?\n"),
        ("' '", 2, "kurilsearch: The query is empty"),
        ("--format xml ferry", 2, "kurilsearch: Invalid value for '--format'"),
        ("-n 0 ferry", 2, "kurilsearch: Invalid value for '-n'"),
        ("-n 3", 2, "needs words to look for\n  For instance: kurilsearch search "),
        ("show", 2, "needs a file\n  For instance: kurilsearch show "),
        ("open", 2, "needs a hit or a source\n  For instance: kurilsearch open "),
        ("status quo", 2, "kurilsearch search status …"),
        ("", 2, "Usage: kurilsearch"),
        ("--version", 0, ""),
    ],
)
def test_exit_codes(run: Run, line: str, code: int, says: str) -> None:
    result = run(line)
    assert result.exit_code == code
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_words_that_are_no_text_are_refused_in_one_line(run: Run) -> None:
    result = run("'\udcff'")
    assert result.exit_code == 2
    assert result.stderr.startswith("kurilsearch: The query holds bytes that are no text")


def test_a_fault_of_our_own_keeps_its_traceback(
    run: Run, library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "search", lambda *args, **options: 1 / 0)
    result = run("ferry")
    assert result.exit_code == 2
    assert "ZeroDivisionError" in result.stderr
    assert result.stderr.endswith("Please report it with the lines above\n")


def test_control_c_is_one_line_and_130(run: Run, library: OpenLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(library, "search", interrupted)
    result = run("ferry")
    assert result.exit_code == 130
    assert result.stderr.strip() == "kurilsearch: stopped"


def test_a_reader_that_stops_early_is_no_error() -> None:
    """As in `kurilsearch --help | head -1`, with a pipe that is closed before anything is written."""
    code = "import sys; from kurilsearch.cli import main; sys.argv = ['kurilsearch', '--help']; main()"
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([sys.executable, "-c", code], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert done.stderr == b""
    assert done.returncode == 0


# The index


def test_the_first_search_builds_the_index_and_names_what_it_could_not_read(
    run_new: Run, new_library: OpenLibrary
) -> None:
    (new_library.settings.folder / "papers" / "empty.txt").touch()
    result = run_new("ferry")
    assert CHANGING[0][0].sub("", result.stderr).splitlines() == [
        "kurilsearch: building the index …",
        "kurilsearch: could not read papers/empty.txt: is empty. Remove it, or save it again",
        "kurilsearch: papers/works.bib:9: tanaka1960: the entry that begins here is never closed",
        "kurilsearch: 2 added, 1 could not be read; 9 passages ; not read yet: 3 jpg, 1 without an ending",
    ]
    assert result.exit_code == 0
    assert run_new("ferry").stderr == ""


def test_a_search_says_when_files_have_changed_since(run_new: Run, new_library: OpenLibrary) -> None:
    new_library.index()
    for name in "abc":
        (new_library.settings.folder / "papers" / f"{name}.txt").write_text("The ferry.\n", encoding="utf-8")
    result = run_new("--format json ferry")
    assert "3 files are new or changed since; `kurilsearch index` brings the index up to date" in result.stderr
    assert json.loads(result.stdout)["total"] == 4


def test_what_could_not_be_read_is_tried_again_where_that_is_asked(
    run_new: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(file_module, "MAX_BYTES", 200)  # the letter is longer, and the diary is not
        assert "could not read papers/letter.txt" in run_new("index").stderr
    assert "could not read papers/letter.txt" in run_new("index").stderr
    assert run_new("index --retry").stdout.startswith("1 added, 1 unchanged;")


def test_init_makes_a_library_and_says_what_to_type(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "thesis").mkdir()
    result = run("init thesis")
    assert (tmp_path / "thesis" / "kurilsearch.toml").is_file()
    assert "Now type: kurilsearch --library thesis WORDS…" in result.stdout
    assert run("init thesis").exit_code == 2


def test_init_takes_several_sources(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    assert run("init --sources a --sources b").exit_code == 0
    assert 'sources = ["a", "b"]' in (tmp_path / "kurilsearch.toml").read_text(encoding="utf-8")


# Help


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run: Run, command: str) -> None:
    result = run(f"{command} -h")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: kurilsearch {command}")


def test_the_list_of_commands_is_not_cut_short(run: Run) -> None:
    assert "..." not in run("--help").stdout


# Lines


def test_lines_break_between_words_and_between_wide_characters() -> None:
    text = "The sea 海は静かだった。Quiet."
    assert [text[start:end] for start, end in wrap(text, 11)] == ["The sea 海", "は静かだっ", "た。Quiet."]


@given(st.text(max_size=200), st.integers(1, 40))
def test_wrapped_lines_hold_all_words_in_order_and_fit(text: str, width: int) -> None:
    text = printable(text)
    lines = wrap(text, width)
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(lines)]
    assert all(not gap.strip() for gap in gaps)
    assert "".join("".join(text[s:e] for s, e in lines).split()) == "".join(text.split())
    for start, end in lines:
        line = text[start:end]
        assert columns(line) <= width or len(wrap(line, None)) == 1


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_colour_changes_no_character(text: str, spans: list[tuple[int, int]]) -> None:
    import click

    matches = sorted((min(span), max(span)) for span in spans)
    plain = Paint(color=False, width=30).block(text, indent="  ", matches=matches)
    coloured = Paint(color=True, width=30).block(text, indent="  ", matches=matches)
    assert click.unstyle(coloured) == plain


# Progress


class Terminal(io.StringIO):
    """A terminal that remembers what was written to it."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    from kurilsearch.cli.progress import ProgressBar

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "72")
    with ProgressBar("indexing") as bar:
        bar(1, 4, 50, 100, "papers/a.txt")
        bar(2, 4, 60, 100, "too soon to be shown")
        bar(4, 4, 100, 100, "papers/" + "long" * 30)
    written = terminal.getvalue()
    assert written.startswith("indexing …\r")
    assert "indexing [############............] 1 of 4 papers/a.txt" in written
    assert "too soon" not in written
    assert written.startswith("indexing …\r")
    assert "indexing [########################] 4 of 4 papers/longlong" in written
    assert all(columns(line) < 72 for line in written.split("\r"))
    assert written.endswith("\r" + " " * 71 + "\r")


def test_the_bar_says_how_long_the_rest_takes_once_that_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from kurilsearch.cli.progress import ProgressBar

    terminal, now = Terminal(), 0.0
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr("time.monotonic", lambda: now)
    monkeypatch.setenv("COLUMNS", "90")
    with ProgressBar("indexing") as bar:
        for moment, done in ((30.0, 0), (34.0, 20), (36.0, 30), (50.0, 100), (420.0, 1000)):
            now = moment
            bar(done, 1000, done * 7, 7000, "a.txt")
    shown = [line.split("] ")[1] for line in terminal.getvalue().split("\r") if "] " in line]
    assert shown == [
        "0 of 1,000 a.txt",
        "20 of 1,000 a.txt",
        "30 of 1,000, 3 min left a.txt",
        "100 of 1,000, 3 min left a.txt",
        "1,000 of 1,000 a.txt",
    ]


def test_a_file_of_errors_gets_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    from kurilsearch.cli.progress import ProgressBar

    with ProgressBar("indexing") as bar:
        for done in range(100):
            bar(done, 100, 0, 0, "file")
        bar.waiting()
    assert capsys.readouterr().err == (
        "kurilsearch: indexing …\nkurilsearch: another kurilsearch is writing to this library; waiting for it …\n"
    )


def test_the_short_form_takes_two_lines_a_hit(run: Run) -> None:
    shown = run("search --brief -n 2 ferry").stdout.splitlines()
    assert shown[0].startswith(" 1. ")
    assert shown[2].startswith(" 2. ")
    assert max(map(len, shown)) <= 100


def test_the_next_page_goes_on_counting(run: Run) -> None:
    result = run("search -n 1 --page 2 --sort file ferry")
    assert result.stdout.startswith(" 2. ")
    assert "Passage 2 of " in result.stdout
    beyond = run("search --page 99 ferry")
    assert beyond.exit_code == 1
    assert beyond.stdout.startswith("There are no more: ")
