"""What a check finds is set right in a copy: the same check then finds it gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kurilsearch.check.repair.amendments import RepairError
from kurilsearch.check.repair.repair import repair_draft, undo_repair
from kurilsearch.cli.app import app
from kurilsearch.library.library import Library
from kurilsearch.library.settings import init_library
from tests.docx_files import docx, paragraph, run
from tests.letter_and_diary import letter_and_diary

DRAFT = """He writes that “the mial came in May” (Sato 1958, p. 73).

Later he says that “The mail came in May” (Sato 1958, p. 73).

He repeats that “The mail came in May” (Sato 1985, p. 73), and “The mail came in May” (Sato 1958, p. 71).

It is said that “The mail came in May”.

Somebody wrote “the brass telescope had never been paid for” (Sato 1958, p. 73).
"""


MOORE = """\
The boats of the island were many, and few of them came back in the spring of that year. The old woman Alma Nimmo
said: “The nets were never mended in my time, and nobody asked who should do it.” So it went on until the war.
"""
WORKS = "@book{moore1974, author={Moore, Ann}, title={The Boats}, year=1974, file={moore.txt}}"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with letter_and_diary(tmp_path_factory.mktemp("library")) as library:
        library.index()
        yield library


@pytest.fixture(scope="module")
def witness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("witness")
    (folder / "moore.txt").write_text(MOORE, encoding="utf-8")
    (folder / "works.bib").write_text(WORKS, encoding="utf-8")
    library = Library(init_library(folder, ["."]), "tantivy")
    library.index()
    yield library
    library.close()


def test_a_fixed_draft_has_no_finding_but_those_that_are_commented(library: Library, tmp_path: Path) -> None:
    draft = tmp_path / "essay.md"
    draft.write_text(DRAFT, encoding="utf-8")
    repair = repair_draft(library.check(draft))
    fixed = repair.copy.read_text(encoding="utf-8")
    assert draft.read_text(encoding="utf-8") == DRAFT
    assert repair.copy.name == "essay.fixed.md"
    assert "“the mail came in May” (Sato 1958, p. 73)" in fixed
    assert fixed.count("(Sato 1958, p. 73)") == 6
    assert "It is said that “The mail came in May” (Sato 1958, p. 73)." in fixed
    assert "paid for <!-- Not found: " in fixed
    assert [each.text_verdict.value for each in library.check(repair.copy).findings] == ["not_found"]
    listed = json.loads(repair.list.read_text(encoding="utf-8"))["changes"]
    assert [(each["before"], each["after"]) for each in listed[:3]] == [
        ("mial", "mail"),
        ("1985", "1958"),
        ("71", "73"),
    ]
    assert undo_repair(repair.list) == repair.copy
    assert repair.copy.read_text(encoding="utf-8") == DRAFT


RIGHT, LACKING, WRONG = (
    "The mail came in May",
    "nobody should wait for the mail",
    "the ferry would sail on Monday, weather allowing",
)
FORMS = {
    "essay.md": (
        "Q1 [@sato1958, p. 73]. Q1 [see @sato1958, p. 73]. Q3 [@sato1958, p. 12].\n\nQ2 [@sato1958].\n\nThen Q1.",
        "Q1 [@sato1958, p. 73]. Q1 [see @sato1958, p. 73]. Q3 [@sato1958, p. 71].\n\nQ2 [@sato1958, p. 71].\n\n"
        "Then Q1 [@sato1958, p. 73].",
    ),
    "essay.tex": (
        "\\enquote{Q1} \\autocite[73]{sato1958}. Then \\enquote{Q3} \\autocite[12]{sato1958}.\n\n"
        "Then \\enquote{Q2} \\autocite{sato1958}.\n\nThen \\enquote{Q1}.",
        "\\enquote{Q1} \\autocite[73]{sato1958}. Then \\enquote{Q3} \\autocite[71]{sato1958}.\n\n"
        "Then \\enquote{Q2} \\autocite[71]{sato1958}.\n\nThen \\enquote{Q1} \\autocite[73]{sato1958}.",
    ),
    "essay.typ": (
        'He says "Q1" @sato1958[p. 73]. Then "Q3" @sato1958[p. 12].\n\nThen "Q2" @sato1958.\n\nThen #quote[Q1].',
        'He says "Q1" @sato1958[p. 73]. Then "Q3" @sato1958[p. 71].\n\nThen "Q2" @sato1958[p. 71].\n\n'
        "Then #quote[Q1] @sato1958[p. 73].",
    ),
    "essay.html": (
        "<p>“Q1” (Sato 1958: 73). Then “Q3” (Sato 1958: 12).</p>\n<p>“Q2” (Sato 1958).</p>\n<p>Then <q>Q1</q>.</p>",
        "<p>“Q1” (Sato 1958: 73). Then “Q3” (Sato 1958: 71).</p>\n<p>“Q2” (Sato 1958: 71).</p>\n"
        "<p>Then <q>Q1</q> (Sato 1958: 73).</p>",
    ),
    "essay.txt": (
        "“Q1” [1, p. 73]. Then “Q3” [1, p. 12].\n\n“Q2” [1].\n\nThen “Q1”.\n\nReferences\n\n"
        "[1] A. Sato, The Island Letter, Nemuro, 1958.\n[2] K. Ito, The Ferry and the Sea, Nemuro, 1961.",
        "“Q1” [1, p. 73]. Then “Q3” [1, p. 71].\n\n“Q2” [1, p. 71].\n\nThen “Q1” [1, p. 73].\n\nReferences\n\n"
        "[1] A. Sato, The Island Letter, Nemuro, 1958.\n[2] K. Ito, The Ferry and the Sea, Nemuro, 1961.",
    ),
}


def with_words(text: str, marks: bool) -> str:
    for name, words in (("Q1", RIGHT), ("Q2", LACKING), ("Q3", WRONG)):
        text = text.replace(name, f"“{words}”" if marks else words)
    return text


@pytest.mark.parametrize("name", FORMS)
def test_citations_are_mended_and_written_as_the_draft_cites(name: str, library: Library, tmp_path: Path) -> None:
    before, after = (with_words(text, marks=name == "essay.md") for text in FORMS[name])
    draft = tmp_path / name
    draft.write_text(before, encoding="utf-8")
    repair = repair_draft(library.check(draft))
    assert repair.copy.read_text(encoding="utf-8") == after
    assert not library.check(repair.copy).findings
    assert [change.kind for change in repair.changes] == ["wrong_place", "missing_page", "missing"]
    undo_repair(repair.list)
    assert repair.copy.read_text(encoding="utf-8") == before


SECOND_HAND = {
    "essay.md": ("“Q” [@moore1974, p. 5].", "“Q” [quoted in @moore1974, p. 5]."),
    "essay.tex": ("\\enquote{Q} \\autocite[5]{moore1974}.", "\\enquote{Q} \\autocite[quoted in][5]{moore1974}."),
    "essay.txt": ("“Q” (Moore 1974, p. 5).", "“Q” (quoted in Moore 1974, p. 5)."),
    "kurz.txt": ("„Q“ (Moore 1974, S. 5).", "„Q“ (zit. nach Moore 1974, S. 5)."),
}


@pytest.mark.parametrize("name", SECOND_HAND)
def test_what_the_source_has_from_somebody_else_is_cited_as_quoted_in_it(
    name: str, witness: Library, tmp_path: Path
) -> None:
    is_german = name.startswith("kurz")
    lead = (
        "Wir lesen es in einem Buch, das von den Booten und von den Leuten der Insel handelt. Moore schreibt: "
        if is_german
        else "We read it in a book that is about the boats and about the people of the sea. Moore writes that "
    )
    before, after = (lead + text.replace("Q", "the nets were never mended in my time") for text in SECOND_HAND[name])
    draft = tmp_path / name
    draft.write_text(before, encoding="utf-8")
    report = witness.check(draft)
    assert [each.citation_verdict.value for each in report.findings] == ["wrong_speaker"]
    repair = repair_draft(report)
    assert repair.copy.read_text(encoding="utf-8") == after
    assert not witness.check(repair.copy).findings


@pytest.mark.parametrize("track", [False, True])
def test_citations_are_written_into_a_word_file(track: bool, library: Library, tmp_path: Path) -> None:
    before = with_words(FORMS["essay.txt"][0], marks=False)
    entries = before.partition("References")[2].strip().splitlines()
    numbered = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr></w:pPr>"
    lines = [*before.partition("\n\nReferences")[0].split("\n\n"), "References"]
    body = "".join(paragraph(run(line[:9]), run(line[9:])) for line in lines)
    draft = tmp_path / "essay.docx"
    draft.write_bytes(docx(body + "".join(paragraph(numbered, run(entry[4:])) for entry in entries)))
    repair = repair_draft(library.check(draft), track=track)
    assert [(change.kind, change.after) for change in repair.changes] == [
        ("wrong_place", "71"),
        ("missing_page", ", p. 71"),
        ("missing", " [1, p. 73]"),
    ]
    assert not library.check(repair.copy).findings


def test_what_is_there_is_not_overwritten(library: Library, tmp_path: Path) -> None:
    draft = tmp_path / "essay.md"
    draft.write_text(DRAFT, encoding="utf-8")
    report = library.check(draft)
    repair = repair_draft(report)
    with pytest.raises(RepairError, match="there already"):
        repair_draft(report)
    repair.copy.unlink()
    repair.list.unlink()
    with pytest.raises(RepairError, match="cannot track changes"):
        repair_draft(report, track=True)
    draft.write_text(DRAFT.replace("Later", "Then"), encoding="utf-8")
    with pytest.raises(RepairError, match="has changed since it was checked"):
        repair_draft(report)


@pytest.mark.parametrize("track", [False, True])
def test_a_word_file_is_fixed_checked_and_undone(track: bool, library: Library, tmp_path: Path) -> None:
    data = docx("".join(paragraph(run(line)) for line in DRAFT.split("\n\n")))
    draft = tmp_path / "essay.docx"
    draft.write_bytes(data)
    repair = repair_draft(library.check(draft), track=track)
    assert [each.text_verdict.value for each in library.check(repair.copy).findings] == ["not_found"]
    assert draft.read_bytes() == data
    undo_repair(repair.list)
    assert repair.copy.read_bytes() == data


def test_a_list_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text("[1, 2]", encoding="utf-8")
    with pytest.raises(RepairError, match=r"notes\.json is no list of changes"):
        undo_repair(tmp_path / "notes.json")
    with pytest.raises(RepairError, match="does not exist"):
        undo_repair(tmp_path / "missing.json")


def test_the_command_fixes_and_undoes(library: Library, tmp_path: Path) -> None:
    draft = tmp_path / "essay.md"
    draft.write_text(DRAFT, encoding="utf-8")
    folder = ["--library", str(library.settings.folder)]
    answer = CliRunner().invoke(app, ["check", str(draft), "--fix", *folder])
    assert answer.exit_code == 1
    assert "essay.fixed.md is set right in 5 places, listed in " in answer.stderr
    answer = CliRunner().invoke(app, ["check", str(tmp_path / "essay.fixed.changes.json"), "--undo", *folder])
    assert answer.exit_code == 0, answer.output
    assert (tmp_path / "essay.fixed.md").read_text(encoding="utf-8") == DRAFT
