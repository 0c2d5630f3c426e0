"""``kurilsearch quote`` over a small library on disk, and the one box that finds near quotations too."""

from __future__ import annotations

import json
import os
import re
import shlex
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kurilsearch.cli.app import app
from kurilsearch.hit import FIELDS
from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library

GOLDEN = sorted((Path(__file__).parent / "golden" / "cli" / "quote").glob("*.txt"))
Run = Callable[..., Result]

LETTER = """\
The Island Letter

Aiko Sato

1958

The harbour master wrote that the ferry would sail on Monday, weather allowing, and
that nobody should wait for the mail. He was wrong about Monday, and right about the
mail.

Four boats did not come home that week. The widow Brandt kept a lamp in her window,
although the pilot had told her that it would not help.

The ferry was as empty of news as a church of herring, and nobody thanked it.
"""

DIARY = """\
# Winter

The ferry did not come. Четыре лодки не вернулись домой.

The ferry was as empty of news as a church of sailors, and nobody noticed.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8", newline="\n")
    (folder / "diary.md").write_text(DIARY, encoding="utf-8", newline="\n")
    init_library(folder)
    with open_library(folder) as library:
        library.index()
    return folder


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in the library's folder; ``typed`` is what comes over the standard input."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "72")

    def run(*line: str, typed: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, line, input=typed, prog_name="kurilsearch")

    return run


# What a person sees


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_output_is_as_it_was(file: Path, run: Run, folder: Path) -> None:
    """Compare with tests/golden/cli/quote, as test_cli does; lines that begin with ``< `` are typed in."""
    kept = file.read_text(encoding="utf-8")
    line, *rest = kept.splitlines(keepends=True)
    typed = [text for text in rest if text.startswith("< ")]
    assert line.startswith("$ kurilsearch ")
    words = shlex.split(line.removeprefix("$ kurilsearch "))
    result = run(*words, typed="".join(text[2:] for text in typed))
    printed = line + "".join(typed) + result.stdout
    printed += f"--- stderr\n{result.stderr}" if result.stderr else ""
    printed = f"{printed}--- exit {result.exit_code}\n".replace(str(folder), "LIBRARY").replace("\\", "/")
    if os.environ.get("KURILSEARCH_UPDATE_GOLDEN"):
        file.write_text(printed, encoding="utf-8", newline="\n")
    assert printed == kept


def test_there_are_snapshots() -> None:
    assert len(GOLDEN) >= 10


def test_what_differs_is_marked_in_colour(run: Run) -> None:
    line = ("quote", "Five boats did not come home that week")
    assert "\x1b[" not in run(*line).stdout
    coloured = run(*line, "--color", "always").stdout
    assert "\x1b[31m\x1b[1mFour\x1b[0m" in coloured


def test_an_escape_sequence_that_was_pasted_does_not_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "many.txt").write_text("the ferry \x1b[2J did not come\n\x9b1mqqqq\n", encoding="utf-8")
    printed = run("quote", "--from", str(tmp_path / "many.txt")).stdout
    assert "\x1b" not in printed and "\x9b" not in printed


# What a program sees


def test_json_has_the_documented_fields(run: Run) -> None:
    answer = json.loads(run("quote", "--format", "json", "Five boats did not come home that week").stdout)
    assert list(answer) == ["query", "hits", "nearest", "problem", "pieces", "claims", "notes"]
    assert answer["query"] == "Five boats did not come home that week"
    (hit,) = answer["hits"]
    assert tuple(hit)[: len(FIELDS)] == FIELDS
    assert {"similarity", "faithful", "differences", "omissions"} <= set(hit)
    assert LETTER[hit["char_start"] : hit["char_end"]] == hit["quote"] == "Four boats did not come home that week"
    assert 0.8 < hit["similarity"] < 1 and hit["faithful"] is False
    (difference,) = hit["differences"]
    assert set(difference) == {"kind", "quoted", "source", "quoted_span", "source_span", "reason"}
    assert (difference["kind"], difference["quoted"], difference["source"]) == ("number", "Five", "Four")
    assert LETTER[slice(*difference["source_span"])] == "Four"
    assert answer["query"][slice(*difference["quoted_span"])] == "Five"


def test_json_holds_what_an_ellipsis_left_out(run: Run) -> None:
    answer = json.loads(run("quote", "--format", "json", "Four boats … come home that week").stdout)
    (omission,) = answer["hits"][0]["omissions"]
    assert omission == {
        "text": "did not",
        "char_start": LETTER.index("did not come"),
        "char_end": LETTER.index(" come home"),
        "negations": ["not"],
    }


def test_json_of_what_is_nowhere(run: Run) -> None:
    result = run("quote", "--format", "json", "a telephone was promised to the railway")
    answer = json.loads(result.stdout)
    assert (result.exit_code, answer["hits"]) == (1, [])


# Many at once


MANY = ["Four boats did not come home", "nowhere in these sources at all", "", "…", "the ferry would sail on Monday"]


@pytest.mark.parametrize("from_a_file", [True, False], ids=["a file", "the standard input"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_many_quotations_have_an_answer_a_line_in_order(
    run: Run, tmp_path: Path, from_a_file: bool, newline: str
) -> None:
    typed = newline.join(MANY).encode()
    file = tmp_path / "many.txt"
    file.write_bytes(typed)
    result = run("quote", "--from", str(file) if from_a_file else "-", "--format", "jsonl", typed=typed)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["query"] for answer in answers] == MANY
    assert [len(answer["hits"]) for answer in answers] == [1, 0, 0, 0, 1]
    assert [bool(answer["notes"]) for answer in answers] == [False, False, True, True, False]
    assert result.exit_code == 1


def test_when_all_are_found_the_exit_code_is_0(run: Run) -> None:
    assert run("quote", "--from", "-", typed="Four boats did not come home\nthe ferry would sail\n").exit_code == 0


def test_no_quotation_at_all_is_no_failure(run: Run) -> None:
    result = run("quote", "--from", "-", "--format", "jsonl", typed="")
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_byte_order_mark_and_odd_bytes_are_read_over(run: Run) -> None:
    typed = "\ufeffFour boats did not come home\n".encode() + b"the ferry \xff\xfe would sail on Monday\n"
    lines = run("quote", "--from", "-", "--format", "jsonl", typed=typed).stdout.splitlines()
    answers = [json.loads(line) for line in lines]
    assert answers[0]["query"] == "Four boats did not come home"
    assert [answer["hits"][0]["quote"] for answer in answers] == [
        "Four boats did not come home",
        "the ferry would sail on Monday",
    ]


# How it ends


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("quote the ferry would sail on Monday", 0, ""),
        ("quote xyzzy plugh", 1, ""),
        ("quote", 2, "kurilsearch: No quotation is given\n"),
        ("quote ' '", 2, "kurilsearch: No quotation is given\n"),
        ("quote '…'", 2, "kurilsearch: The quotation holds no word\n  Type some words of it\n"),
        ("quote '?!—'", 2, "kurilsearch: The quotation holds no word\n"),
        ("quote '[…] . . .'", 2, "kurilsearch: The quotation holds no word\n"),
        ("quote --from gone.txt", 2, "kurilsearch: gone.txt cannot be read: "),
        ("quote --from . ", 2, "kurilsearch: . cannot be read: "),
        ("quote --from many.txt the ferry", 2, "kurilsearch: Quotations are given both in the call and by --from"),
        ("quote -n 0 the ferry", 2, "kurilsearch: Invalid value for '-n'"),
        ("quote --format csv the ferry", 2, "kurilsearch: Invalid value for '--format'"),
        ("quote --library nowhere the ferry", 2, "kurilsearch: "),
    ],
)
def test_exit_codes(run: Run, line: str, code: int, says: str) -> None:
    result = run(*shlex.split(line))
    assert result.exit_code == code, result.output
    assert result.stderr.startswith(says)
    assert "Traceback" not in result.output


HOSTILE = {
    "one letter": "a",
    "punctuation": "!?;:,.—«»“”()[]{}<>|\\/@#$%^&*~`",
    "a million a's": "a" * 1_000_000,
    "20,000 words": "the ferry would sail on " * 4_000,
    "2,000 words": "the ferry would sail on " * 400,
    "control characters": "the ferry \x00\x07\x1b[2J\x7f would sail on Monday",
    "bytes that are no text": "the ferry \udcff\udc80 would sail on Monday",
    "surrogates": "\ud83d the ferry would sail",
    "only an ellipsis": "…",
    "ellipses": "… " * 5_000 + "ferry",
    "brackets": "[" * 10_000 + "ferry" + "]" * 10_000,
    "unclosed brackets": "[the [ferry [would " * 500,
    "right to left": "هذه السفينة لم تأت إلى الميناء",
    "marks turned about": "\u202eyadnoM no lias dluow yrref eht\u202c",
    "combining marks": "ferry" + "\u0301" * 20_000,
    "an option": "--no-such-option",
    "spaces": "the" + " " * 30_000 + "ferry",
    "full stops": "the" + "." * 30_000 + "ferry",
    "spaced full stops": ". " * 15_000 + "ferry",
    "hyphens at line ends": "fer-\n" * 5_000,
    "digits": "1 2 3 4 5 6 7 8 9 " * 100,
    "emoji": "🚢" * 500,
}


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_anything_is_answered_or_refused_in_a_line(run: Run, typed: str) -> None:
    started = time.perf_counter()
    result = run("quote", "--format", "json", "--", typed)
    assert time.perf_counter() - started < 10  # seconds; a quadratic answer would take minutes
    assert result.exit_code in (0, 1, 2), result.output[:500]
    assert "Traceback" not in result.output
    if result.exit_code == 2:
        assert re.fullmatch(r"kurilsearch: [^\n]{1,200}\n  [^\n]{1,100}\n", result.stderr)
    else:
        json.loads(result.stdout)


def test_bytes_that_are_no_text_are_read_over(run: Run) -> None:
    assert "“the ferry would sail on Monday" in run("quote", HOSTILE["bytes that are no text"]).stdout
    assert "“the ferry would sail on Monday" in run("quote", HOSTILE["control characters"]).stdout


# One box


def test_five_words_that_match_nothing_exactly_find_the_near_quotation_first(run: Run) -> None:
    result = run("as empty of news as a chirch of herrings")
    assert result.exit_code == 0
    first = result.stdout[result.stdout.index(" 1. ") :].split("\n\n")[0]
    assert "as empty of news as a church of herring" in first and "letter.txt" in first
    assert "Near quotation: " in first


def test_a_near_quotation_of_a_search_is_shown_in_whole_sentences(run: Run) -> None:
    answer = json.loads(run("--format", "json", "who said empty of news as a chirch of herring").stdout)
    hit = answer["hits"][0]
    assert hit["similarity"]
    assert hit["quote"] == LETTER.splitlines()[-1] == LETTER[hit["char_start"] : hit["char_end"]]
    [(start, end)] = hit["matches"]
    assert hit["quote"][start:end].endswith("as empty of news as a church of herring")


def test_a_phrase_that_is_nowhere_finds_the_near_quotation_first(run: Run) -> None:
    answer = json.loads(run("--format", "json", '"Five boats did not come home that week"').stdout)
    assert answer["hits"][0]["quote"].startswith("Four boats did not come home")
    assert [each["kind"] for each in answer["hits"][0]["differences"]] == ["number"]
    assert [hit["rank"] for hit in answer["hits"]] == list(range(1, len(answer["hits"]) + 1))


@pytest.mark.parametrize(
    "query",
    ["ferry sail Monday mail", "the ferry would sail on Monday", "ferry OR boats", '"the ferry" AND boats', "fery*"],
)
def test_other_searches_ask_no_matcher(run: Run, query: str) -> None:
    assert "Near quotation" not in run("--", query).stdout


def test_words_that_are_nowhere_are_still_nowhere(run: Run) -> None:
    result = run("qqqq zzzz wwww yyyy vvvv")
    assert result.exit_code == 1
    assert "Near quotation" not in result.stdout
