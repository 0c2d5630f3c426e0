"""The sample sources are what seeds/README.md says they are, and library.bib describes all of them."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from pybtex.database import parse_file

from kurilsearch.describe.files.bibliography import Bibliography, load_bibliography
from kurilsearch.model import Metadata
from kurilsearch.read.encoding.decode import decode

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
SOURCES = sorted(path.name for path in SEEDS.iterdir() if path.suffix in {".txt", ".md"} and path.name != "README.md")
ENCODINGS = {"pakt-i-dogovor.txt": "cp1251", "besetzung-1945.txt": "cp1252", "six-meetings-en-ru.txt": "utf-8-sig"}
REAL = {
    "iwashita2020": "000_d239223203da2a94.txt",
    "wikipedia_japanese_soviet": "001_90cdfc8035c4d31a.txt",
    "kimura_basic": "002_acf9d1ccdad858dc.txt",
    "ahn2021": "003_41778c0cee55e288.txt",
    "streltsov2015": "004_ca090bdd6876c9a2.txt",
}


@pytest.fixture(scope="module")
def library() -> Bibliography:
    loaded = load_bibliography([SEEDS / "library.bib"])
    assert not loaded.warnings
    return loaded


def entry_of(name: str, library: Bibliography) -> Metadata:
    entry = library.match(name)
    assert entry is not None, f"library.bib does not describe {name}"
    return entry.metadata


def text_of(name: str) -> str:
    return (SEEDS / name).read_bytes().decode(ENCODINGS.get(name, "utf-8"))


def words_in(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def test_ten_sources_of_unlike_kinds() -> None:
    assert len(SOURCES) == 10
    assert {Path(name).suffix for name in SOURCES} == {".md", ".txt"}


@pytest.mark.parametrize("name", SOURCES)
def test_length(name: str) -> None:
    text = text_of(name)
    east_asian = len(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]", text))
    others = len(re.findall(r"[^\W\u3040-\u30ff\u4e00-\u9fff]+", text))
    assert 500 <= others + east_asian / 2 <= 1550  # two characters of Japanese count as a word; apostrophes split one


@pytest.mark.parametrize("name", SOURCES)
def test_encoding_is_told_from_the_bytes_alone(name: str) -> None:
    decoded = decode((SEEDS / name).read_bytes())
    assert decoded.text.replace("\ufeff", "") == text_of(name)


def test_marks_of_each_file_have_survived_checkout() -> None:
    raw = {name: (SEEDS / name).read_bytes() for name in SOURCES}
    assert [name for name in SOURCES if raw[name].startswith(b"\xef\xbb\xbf")] == ["six-meetings-en-ru.txt"]
    assert [name for name in SOURCES if b"\r\n" in raw[name]] == ["besetzung-1945.txt"]
    assert raw["besetzung-1945.txt"].count(b"\n") == raw["besetzung-1945.txt"].count(b"\r\n")
    assert [name for name in SOURCES if b"\f" in raw[name]] == ["shimoda-portsmouth.txt"]


@pytest.mark.parametrize("name", SOURCES)
def test_no_character_is_damaged(name: str) -> None:
    assert not re.search(r"[\ufffd\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]", text_of(name))


def test_every_source_is_described_and_nothing_else(library: Bibliography) -> None:
    keys = {entry_of(name, library).citekey for name in [*SOURCES, *REAL.values()]}
    assert keys == {entry.metadata.citekey for entry in library.entries}
    assert len(keys) == len(library.entries) == 15
    assert {key: file for key, file in REAL.items() if entry_of(file, library).citekey == key} == REAL


@pytest.mark.parametrize("name", SOURCES)
def test_sources_print_what_the_library_says_of_them(name: str, library: Bibliography) -> None:
    described = entry_of(name, library)
    opening = words_in(text_of(name)[:900])
    assert described.authors == ("kurilsearch contributors",)
    assert described.year == 2026
    assert set(words_in(described.title or "")) <= set(opening)
    assert {"kurilsearch", "contributors"} <= set(opening)
    assert {"2026", "2026年"} & set(opening)


@pytest.mark.parametrize("name", [name for name in SOURCES if name.endswith(".md")])
def test_front_matter_agrees_with_the_library(name: str, library: Bibliography) -> None:
    header = yaml.safe_load(text_of(name).split("---\n")[1])
    author, described = header["author"], entry_of(name, library)
    assert header["title"] == described.title
    assert ([author] if isinstance(author, str) else author) == list(described.authors)
    assert str(header["date"]).startswith(str(described.year))
    assert header["language"] == "en"


def test_the_five_documents_are_described_as_they_print_themselves(library: Bibliography, shared_gold: Path) -> None:
    gold = json.loads((shared_gold / "seeds-public.json").read_text(encoding="utf-8"))["files"]
    assert set(gold) == set(REAL.values())
    fields = {
        key: entry.fields for key, entry in parse_file(SEEDS / "library.bib", bib_format="bibtex").entries.items()
    }
    for file, document in gold.items():
        printed, described = document["metadata"], entry_of(file, library)
        assert described.title == printed["title"]
        assert described.authors == tuple(f"{name['family']}, {name['given']}" for name in printed["authors"])
        assert described.year == printed["year"]
        for field, name in (("volume", "volume"), ("issue", "number"), ("pages", "pages"), ("doi", "doi")):
            assert (printed[field] is not None) == (name in fields[described.citekey]), f"{file}: {name}"
        assert "url" not in fields[described.citekey]
    assert "journal" not in fields["ahn2021"], "it does not print the name of its journal"


def test_seikei_fukabun_stands_in_most_of_them_and_is_misread_once() -> None:
    spelt = [name for name in SOURCES if re.search(r"seikei\s+fukabun", text_of(name), re.IGNORECASE)]
    assert len(spelt) >= 8
    misread = {name: re.findall(r"seikei\s+fukahun", text_of(name)) for name in SOURCES}
    assert {name: len(found) for name, found in misread.items() if found} == {"timber-coal-ocr.txt": 1}
    assert "政経不可分" in text_of("seikei-fukabun-ja.txt")


def test_pages_are_numbered_in_a_run_and_cut_their_paragraphs() -> None:
    pages = text_of("shimoda-portsmouth.txt").split("\f")
    assert [int(page.split()[-1]) for page in pages] == [17, 18, 19, 20, 21]
    assert max(len(line) for page in pages for line in page.splitlines()) <= 72
    for page, following in pairwise(pages):
        last = page.partition("\n\n__________\n")[0].splitlines()[-1]
        assert not last.endswith((".", "?", "!")), "the page ends inside a sentence"
        heads = following.splitlines()[:3]
        assert heads[0].strip() in {"KURILSEARCH CONTRIBUTORS", "HOW A FRONTIER WAS DRAWN"}
        assert heads[1:] == ["", ""]


def test_page_notes_stand_on_the_page_of_their_marks() -> None:
    for page in text_of("shimoda-portsmouth.txt").split("\f"):
        body, _, foot = page.partition("\n__________\n")
        assert re.findall(r"\[(\d+)\]", body) == re.findall(r"^  (\d+)\. ", foot, re.MULTILINE)


def test_words_are_hyphenated_at_line_ends() -> None:
    broken = re.findall(r"(\w+)-\n(\w+)", text_of("shimoda-portsmouth.txt"))
    assert len(broken) >= 4
    assert {head + tail for head, tail in broken} >= {"undivided", "question"}


def test_scan_keeps_its_page_breaks_only_as_a_space() -> None:
    lines = text_of("timber-coal-ocr.txt").splitlines()
    starts = [number for number, line in enumerate(lines, 1) if line.startswith(" ")]
    assert len(starts) >= 2
    assert all(35 <= after - before <= 50 for before, after in pairwise([0, *starts]))
    assert "" not in lines


def test_web_page_keeps_what_surrounds_it() -> None:
    text = text_of("visa-free-visits.txt")
    headings = re.findall(r"^(.+)\[edit\]$", text, re.MULTILINE)
    contents = re.findall(r"^\d (.+)$", text.partition("Contents [hide]\n")[2].partition("\n\n")[0], re.MULTILINE)
    assert headings == contents
    for mark in ("Jump to navigation", "We use cookies", "Log in", "Home > ", "Privacy policy"):
        assert mark in text


@pytest.mark.parametrize("name", ["1956-joint-declaration.md"])
def test_markdown_notes_have_marks_and_bodies(name: str) -> None:
    text = text_of(name)
    marks, bodies = re.findall(r"\[\^(\d)\](?!:)", text), re.findall(r"^\[\^(\d)\]:", text, re.MULTILINE)
    assert marks == bodies == ["1", "2", "3"]


def test_every_citation_of_the_essay_has_its_entry() -> None:
    essay, _, references = text_of("essay-linkage.txt").partition("\nReferences\n")
    cited = set(re.findall(r"([A-Z][a-z]+),? \(?((?:19|20)\d\d)\)", essay))
    listed = set(re.findall(r"^([A-Z][a-z]+), .*?\((\d{4})\)\.", references, re.MULTILINE))
    assert cited == listed
    assert len(listed) == 8


def test_parallel_text_has_as_many_russian_paragraphs_as_english() -> None:
    paragraphs = [block for block in text_of("six-meetings-en-ru.txt").split("\n\n") if len(block) > 100]
    russian = [bool(re.match(r"[А-Яа-яЁё]", block)) for block in paragraphs]
    assert russian == [False, True] * (len(paragraphs) // 2)


def test_nothing_is_copied_from_the_five_documents(shared_seeds: Path) -> None:
    theirs: set[str] = set()
    for file in REAL.values():
        theirs |= runs_of_words((shared_seeds / file).read_text(encoding="utf-8"))
    for name in SOURCES:
        prose = re.split(r"^(?:#* ?References|Notes)$", text_of(name), flags=re.MULTILINE)[0]  # titles are shared
        assert not runs_of_words(prose) & theirs, name


def runs_of_words(text: str, length: int = 8) -> set[str]:
    words = words_in(text)
    return {" ".join(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_readme_names_every_file_and_every_key() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    for name in [*SOURCES, *REAL, *REAL.values(), "library.bib", "CC0"]:
        assert name in readme
