"""A draft is checked: every quotation with the verdicts on its words and on its citation."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kurilsearch.check.borrowing.report import Borrowing
from kurilsearch.check.report import CheckedQuotation, DraftReport
from kurilsearch.cli.app import app
from kurilsearch.errors import KurilsearchError
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library
from tests.letter_and_diary import letter_and_diary


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with letter_and_diary(tmp_path_factory.mktemp("library")) as library:
        library.index()
        yield library


def check(library: Library, tmp_path: Path, text: str, name: str = "essay.md") -> DraftReport:
    draft = tmp_path / name
    draft.write_text(text, encoding="utf-8")
    return library.check(draft)


def only(report: DraftReport) -> CheckedQuotation:
    [checked] = report.quotations
    return checked


@pytest.mark.parametrize(
    ("text", "words", "citation"),
    [
        ("He writes that “The mail came in May” (Sato 1958, p. 73).", "verbatim", "correct"),
        ("He writes that “[t]he mail came in May” (Sato 1958, p. 73).", "allowed", "correct"),
        ("He writes that “the mail came in June” (Sato 1958, p. 73).", "altered", "correct"),
        ("He writes that “the mail came in May” (Sato 1958, p. 71).", "allowed", "wrong_place"),
        ("He writes that “the mail came in May” (Sato 1985, p. 73).", "allowed", "wrong_year"),
        ("He writes that “the mail came in May” (Ito 1961, p. 73).", "allowed", "unresolved"),
        ("He writes that “the mail came in May”.", "allowed", "missing"),
        (
            "He writes that “the brass telescope had never been paid for” (Sato 1958, p. 73).",
            "not_found",
            "not_in_source",
        ),
        (
            "He writes that “the brass telescope had never been paid for” (Okada 1999, p. 3).",
            "cannot_check",
            "unresolved",
        ),
        ("“Nobody should wait for the mail. He was right about Monday” (Sato 1958, p. 71–72).", "altered", "correct"),
        ("“He was wrong about Monday, and right about the mail” (Sato 1958, 71–72).", "verbatim", "correct"),
        ("Die Fähre: „the ferry would sail on Monday, weather allowing“ [@sato1958, S. 71].", "verbatim", "correct"),
    ],
)
def test_words_and_citation_are_judged(library: Library, tmp_path: Path, text: str, words: str, citation: str) -> None:
    checked = only(check(library, tmp_path, f"# An essay\n\n{text}\n"))
    assert (checked.text_verdict.value, checked.citation_verdict.value) == (words, citation), checked.message


def test_the_place_is_that_of_the_words_in_the_drafts_file(library: Library, tmp_path: Path) -> None:
    text = "# An *essay*\n\nOne line.\nHe says “the mail came in May” (Sato 1958, 73).\n"
    checked = only(check(library, tmp_path, text))
    assert text[checked.char_start : checked.char_end] == "the mail came in May"
    assert (checked.line, checked.column) == (4, 10)
    assert checked.hit is not None
    assert library.source_text(checked.hit.file)[checked.hit.char_start : checked.hit.char_end] == checked.hit.quote


def test_what_is_wrong_and_what_to_do_is_said(library: Library, tmp_path: Path) -> None:
    checked = only(check(library, tmp_path, "It says “the mail came in June” (Sato 1958, p. 73).\n"))
    assert checked.message == "The words are not the source's: “June” is “May” in the source."
    assert checked.advice.startswith("Put the source's words")


def test_scare_quotes_are_left_alone_unless_they_are_cited(library: Library, tmp_path: Path) -> None:
    text = "The “mail question” is old.\n\nHe calls it “the mail” (Sato 1958, p. 71).\n"
    checked = only(check(library, tmp_path, text))
    assert checked.text == "the mail"


def test_a_mark_without_its_mate_is_named_with_its_place(library: Library, tmp_path: Path) -> None:
    report = check(library, tmp_path, "He says “the mail came in May (Sato 1958, 73).\n\nNothing else.\n")
    assert report.quotations == ()
    assert any("1:9" in note and "nothing closes" in note for note in report.notes)


def test_a_translation_cannot_be_checked(library: Library, tmp_path: Path) -> None:
    text = (
        "Er schreibt: „Die Post kam im Mai, und niemand hat darauf gewartet“ (Sato 1958, S. 73, meine Übersetzung).\n"
    )
    checked = only(check(library, tmp_path, text))
    assert checked.text_verdict.value == "cannot_check"
    assert checked.nearest is not None  # what stands at the cited place is shown beside it
    assert checked.nearest.quote == "The mail came in May."


def test_a_remark_beside_an_author_alone_hides_no_citation(library: Library, tmp_path: Path) -> None:
    text = "He says that “the post arrived in spring, as nobody expected” (Sato, my translation).\n"
    checked = only(check(library, tmp_path, text))
    assert (checked.text_verdict.value, checked.citation) == ("cannot_check", "Sato")
    text = "He says that “the *mail* came in May” (Sato, emphasis added).\n"
    assert only(check(library, tmp_path, text)).citation_verdict.value == "correct"


def test_a_note_may_say_that_it_is_a_translation(library: Library, tmp_path: Path) -> None:
    text = (
        "He says that “the post arrived in spring, as nobody expected”.[^1]\n\n[^1]: Sato 1958, 73 (my translation).\n"
    )
    assert only(check(library, tmp_path, text)).text_verdict.value == "cannot_check"


def test_sources_that_could_not_be_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(
        "The keeper of the lighthouse never had a boat of his own.\n", encoding="utf-8"
    )
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4 cut off")
    (tmp_path / "essay.md").write_text("He has “a boat with a red sail and no name” (Doe 1950).\n", encoding="utf-8")
    with open_library(init_library(tmp_path).folder) as library:
        library.index()
        report = library.check(tmp_path / "essay.md")
    assert only(report).text_verdict.value == "cannot_check"
    assert any("A source could not be read" in note and "scan.pdf" in note for note in report.notes)


@pytest.mark.parametrize(
    ("name", "citation"),
    [("essay.tex", r"\autocite[73, my translation]{sato1958}"), ("essay.md", "[@sato1958, p. 73, our translation]")],
)
def test_the_remark_may_stand_within_the_citation_of_a_key(
    library: Library, tmp_path: Path, name: str, citation: str
) -> None:
    text = f"He says that “the post arrived in spring, as nobody expected” {citation}.\n"
    checked = only(check(library, tmp_path, text, name))
    assert (checked.text_verdict.value, checked.citation_verdict.value) == ("cannot_check", "correct")


def test_foreign_words_in_a_draft_are_no_translation(library: Library, tmp_path: Path) -> None:
    text = (
        "Die Fähre ist in seinen Briefen oft ein Thema. Er schreibt dort auch: „The captain of the ferry was sleeping "
        "under the stairs“ (Sato 1958, S. 73), und niemand hat dem je widersprochen.\n"
    )
    assert only(check(library, tmp_path, text)).text_verdict.value == "not_found"


def test_the_draft_among_the_sources_is_no_witness(tmp_path: Path) -> None:
    lie = (
        "She recalls that “the lighthouse keeper sold his boat to the doctor”, and nobody has ever doubted it since.\n"
    )
    (tmp_path / "letter.txt").write_text(
        "The keeper of the lighthouse never had a boat of his own.\n", encoding="utf-8"
    )
    for name in ("essay.md", "essay (old).md"):
        (tmp_path / name).write_text(f"# Boats\n\n{lie}", encoding="utf-8")
    with open_library(init_library(tmp_path).folder) as library:
        library.index()
        report = library.check(tmp_path / "essay.md")
    assert only(report).text_verdict.value == "not_found"
    assert sum("no witness" in note for note in report.notes) == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.md", b"", "empty|no text"),
        ("picture.md", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "text"),
        ("missing.md", None, "No such file|not there|does not exist|cannot be read"),
    ],
)
def test_a_bad_draft_gets_one_clear_line(
    library: Library, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(KurilsearchError, match=said) as caught:
        library.check(tmp_path / name)
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)


# The command


def run(library: Library, *words: str) -> Result:
    return CliRunner(env={"COLUMNS": None}).invoke(app, ["check", *words], obj=lambda *_, **__: library)


def test_the_command_prints_findings_and_exits_with_one(library: Library, tmp_path: Path) -> None:
    draft = tmp_path / "essay.md"
    draft.write_text("It says “the mail came in June” (Sato 1958, p. 73).\n", encoding="utf-8")
    done = run(library, str(draft))
    assert done.exit_code == 1, done.output
    assert "essay.md:1:10  altered" in done.output
    assert "→ Put the source's words" in done.output
    assert run(library, str(draft), "--fail-on", "never").exit_code == 0


def test_a_clean_draft_exits_with_nought(library: Library, tmp_path: Path) -> None:
    draft = tmp_path / "essay.md"
    draft.write_text("It says “the mail came in May” (Sato 1958, p. 73).\n", encoding="utf-8")
    done = run(library, str(draft))
    assert done.exit_code == 0, done.output
    assert "1 quotation; nothing is wrong" in " ".join(done.output.split())


def test_json_has_the_documented_fields(library: Library, tmp_path: Path) -> None:
    draft = tmp_path / "essay.md"
    draft.write_text("It says “the mail came in June” (Sato 1958, p. 73).\n", encoding="utf-8")
    record = json.loads(run(library, str(draft), "--format", "json").stdout)
    assert set(record) >= {"draft", "quotations", "borrowings"}
    [quotation] = record["quotations"]
    assert quotation["text_verdict"] == "altered"
    assert quotation["hit"]["file"] == "papers/letter.txt"
    assert ("June", "May") in [(each["quoted"], each["source"]) for each in quotation["differences"]]


def test_what_has_no_marks_and_stands_in_a_source_is_told_with_its_share(library: Library, tmp_path: Path) -> None:
    copied = "The harbour master wrote that the ferry would sail on Monday, weather allowing, and that nobody should"
    report = check(
        library, tmp_path, f"My own words come first here, and they are few.\n\n{copied} wait for the mail.\n"
    )
    [borrowing] = report.borrowings
    assert borrowing.verdict.value == "unmarked_copy"
    assert report.text[borrowing.char_start : borrowing.char_end].startswith("The harbour master")
    assert 0.5 < report.borrowed_share < 1
    assert "without quotation marks" in borrowing.message


# Known answers


def test_the_known_draft_is_judged_as_its_readers_judged_it(
    tmp_path: Path, shared_seeds: Path, shared_gold: Path
) -> None:
    for source in shared_seeds.glob("*.txt"):
        shutil.copy(source, tmp_path)
    [answers] = (shared_gold / "drafts-public").glob("*.gold.json")
    truth = json.loads(answers.read_text(encoding="utf-8"))
    with open_library(init_library(tmp_path).folder) as library:
        library.index()
        report = library.check(answers.with_name(truth["draft"]))
    assert len(report.quotations) == len(truth["quotations"])
    for expected in truth["quotations"]:
        [checked] = [each for each in report.quotations if _overlap(expected, each) >= 0.5]
        verdicts = (checked.text_verdict.value, checked.citation_verdict.value)
        assert verdicts == (expected["text_verdict"], expected["citation_verdict"]), checked.message
        assert (checked.hit.file if checked.hit else None) == (expected["source"] or {}).get("file")
    for copied in truth["copied_passages"]:
        assert any(_overlap(copied, each) >= 0.5 for each in report.borrowings)


def _overlap(expected: dict[str, Any], checked: CheckedQuotation | Borrowing) -> float:
    start, end = int(expected["char_start"]), int(expected["char_end"])
    return (min(end, checked.char_end) - max(start, checked.char_start)) / (end - start)
