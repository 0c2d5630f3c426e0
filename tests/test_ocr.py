"""``kurilsearch index --ocr``: a scan is read as ocrmypdf recognises it; here a script stands in for that program."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from reportlab.pdfgen.canvas import Canvas

from kurilsearch.cli.app import app
from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library
from tests.requirements import needs_ocr

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")

SENTENCE = "The harbour master recognised every letter of it, and said so."


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of one scan: a page with a picture on it and no text."""
    folder = tmp_path / "scans"
    folder.mkdir()
    scan = Canvas(str(folder / "scan.pdf"))
    scan.rect(72, 600, 300, 40, fill=1)
    scan.showPage()
    scan.save()
    init_library(folder)
    return folder


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    """Put an ``ocrmypdf`` first on the PATH that ``does`` this; its last argument is the file to write."""
    folder.mkdir()
    recognised = Canvas(str(folder / "recognised.pdf"))
    recognised.drawString(72, 700, SENTENCE)
    recognised.showPage()
    recognised.save()
    program = folder / "ocrmypdf"
    program.write_text(f'#!/bin/sh\nfor last; do :; done\nhere="{folder}"\n{does}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def knows(folder: Path, *languages: str) -> None:
    """Put a ``tesseract`` into ``folder`` that lists these languages."""
    program = folder / "tesseract"
    program.write_text("#!/bin/sh\nprintf '%s\\n' 'List of available languages:' " + " ".join(languages) + "\n")
    program.chmod(0o755)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments, prog_name="kurilsearch")
    return result.exit_code, result.output


def test_a_scan_is_named_with_what_to_do(library: Path) -> None:
    code, said = run("--library", str(library), "index")
    assert code == 0
    assert "scan.pdf: is a scan without text. Add text to it: ocrmypdf" in said
    assert "--ocr" in said


def test_a_scan_is_read_with_ocr(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("--library", str(library), "index")
    before = (library / "scan.pdf").read_bytes()
    stand_in(tmp_path / "bin", monkeypatch, 'cp "$here/recognised.pdf" "$last"')
    code, said = run("--library", str(library), "index", "--ocr")
    assert code == 0
    assert "1 added" in said
    with open_library(library) as opened:
        assert opened.search("harbour letter").hits[0].quote == SENTENCE
    assert (library / "scan.pdf").read_bytes() == before


def test_a_scan_is_recognised_in_the_languages_that_are_installed(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path / "bin", monkeypatch, 'echo "$@" > "$here/asked"; cp "$here/recognised.pdf" "$last"')
    knows(tmp_path / "bin", "deu", "eng", "jpn_vert", "osd", "script/Latin")
    run("--library", str(library), "index", "--ocr")
    assert " -l eng+deu -- " in (tmp_path / "bin" / "asked").read_text()


def test_a_library_in_one_language_is_recognised_in_that(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path / "bin", monkeypatch, 'echo "$@" > "$here/asked"; cp "$here/recognised.pdf" "$last"')
    knows(tmp_path / "bin", "deu", "eng")
    settings = library / "kurilsearch.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\nlanguage = "de"\n', encoding="utf-8")
    run("--library", str(library), "index", "--ocr")
    assert " -l deu -- " in (tmp_path / "bin" / "asked").read_text()
    settings.write_text(settings.read_text(encoding="utf-8").replace('"de"', '"ru"'), encoding="utf-8")
    (library / "other.pdf").write_bytes((library / "scan.pdf").read_bytes() + b"%")
    _, said = run("--library", str(library), "index", "--ocr")
    assert "other.pdf: is a scan, and Tesseract is installed without the library's language (ru)" in said
    assert "tesseract-ocr-rus" in said


@needs_ocr
def test_a_picture_of_a_page_is_recognised(library: Path, tmp_path: Path) -> None:
    import pypdfium2

    page = Canvas(str(tmp_path / "page.pdf"))
    page.setFont("Times-Roman", 14)
    page.drawString(72, 700, SENTENCE)
    page.save()
    picture = tmp_path / "page.png"
    pypdfium2.PdfDocument(tmp_path / "page.pdf")[0].render(scale=3).to_pil().save(picture)
    scan = Canvas(str(library / "scan.pdf"), pagesize=(595, 842))
    scan.drawImage(str(picture), 0, 0, 595, 842)
    scan.save()
    code, said = run("--library", str(library), "index", "--ocr")
    assert (code, "1 added" in said) == (0, True), said
    with open_library(library) as opened:
        assert opened.search("harbour letter").hits[0].quote == SENTENCE


def test_what_ocrmypdf_says_is_told(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path / "bin", monkeypatch, 'echo "no language data" >&2; exit 3')
    code, said = run("--library", str(library), "index", "--ocr")
    assert code == 0
    assert "could not read scan.pdf: is a scan that ocrmypdf could not read: no language data" in said


def test_without_ocrmypdf_it_says_what_to_install(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    code, said = run("--library", str(library), "index", "--ocr")
    assert code == 2
    assert "ocrmypdf" in said and "Install it" in said
