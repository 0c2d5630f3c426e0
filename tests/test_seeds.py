"""The sample sources are what seeds/README.md says they are, and library.bib describes all of them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from pybtex.database import Entry, parse_file
from pybtex.richtext import Text

from kurilsearch.read.decode import decode

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
SOURCES = sorted(path.name for path in SEEDS.iterdir() if path.suffix in {".txt", ".md"} and path.name != "README.md")
UTF8 = "utf-8"
ENCODINGS = {"pakt-i-dogovor.txt": "cp1251", "besetzung-1945.txt": "cp1252", "six-meetings-en-ru.txt": "utf-8-sig"}
REAL = {
    "iwashita2020": "000_d239223203da2a94.txt",
    "wikipedia_japanese_soviet": "001_90cdfc8035c4d31a.txt",
    "kimura_basic": "002_acf9d1ccdad858dc.txt",
    "ahn2021": "003_41778c0cee55e288.txt",
    "streltsov2015": "004_ca090bdd6876c9a2.txt",
}


@dataclass(frozen=True)
class Described:
    """What an entry of library.bib says, in plain text."""

    key: str
    file: str
    title: str
    authors: tuple[str, ...]
    year: int | None
    fields: frozenset[str]


def describe(key: str, entry: Entry) -> Described:
    fields = {name.lower(): value for name, value in entry.fields.items()}
    year = fields.get("year") or fields.get("date", "")[:4]
    return Described(
        key=key,
        # "file", ":file:type" and "description:file:type" are the forms that reference managers write
        file=next(part for part in fields["file"].split(":") if re.fullmatch(r"[\w-]+\.(txt|md)", part)),
        title=Text.from_latex(fields["title"]).render_as("text"),
        authors=tuple(str(person).strip("{}") for person in entry.persons.get("author", [])),
        year=int(year) if year else None,
        fields=frozenset(fields),
    )


@pytest.fixture(scope="module")
def library() -> dict[str, Described]:
    entries = parse_file(SEEDS / "library.bib", bib_format="bibtex").entries
    described = [describe(key, entry) for key, entry in entries.items()]
    by_file = {each.file: each for each in described}
    assert len(by_file) == len(described), "two entries describe one file"
    return by_file


def text_of(name: str) -> str:
    return (SEEDS / name).read_bytes().decode(ENCODINGS.get(name, UTF8))


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


def test_every_source_is_described_and_nothing_else(library: dict[str, Described]) -> None:
    assert set(library) == set(SOURCES) | set(REAL.values())
    assert {each.key: each.file for each in library.values() if each.file not in SOURCES} == REAL


@pytest.mark.parametrize("name", SOURCES)
def test_sources_print_what_the_library_says_of_them(name: str, library: dict[str, Described]) -> None:
    described = library[name]
    opening = words_in(text_of(name)[:900])
    assert described.authors == ("kurilsearch contributors",)
    assert described.year == 2026
    assert set(words_in(described.title)) <= set(opening)
    assert {"kurilsearch", "contributors"} <= set(opening)
    assert {"2026", "2026年"} & set(opening)


@pytest.mark.parametrize("name", [name for name in SOURCES if name.endswith(".md")])
def test_front_matter_agrees_with_the_library(name: str, library: dict[str, Described]) -> None:
    header = yaml.safe_load(text_of(name).split("---\n")[1])
    author = header["author"]
    assert header["title"] == library[name].title
    assert ([author] if isinstance(author, str) else author) == list(library[name].authors)
    assert str(header["date"]).startswith(str(library[name].year))
    assert header["language"] == "en"


def test_the_five_documents_are_described_as_they_print_themselves(
    library: dict[str, Described], shared_gold: Path
) -> None:
    gold = json.loads((shared_gold / "seeds-public.json").read_text(encoding="utf-8"))["files"]
    assert set(gold) == set(REAL.values())
    for file, document in gold.items():
        printed, described = document["metadata"], library[file]
        assert described.title == printed["title"]
        assert described.authors == tuple(f"{name['family']}, {name['given']}" for name in printed["authors"])
        assert described.year == printed["year"]
        for field, name in (("volume", "volume"), ("issue", "number"), ("pages", "pages"), ("doi", "doi")):
            assert (printed[field] is not None) == (name in described.fields), f"{file}: {name}"
        assert "url" not in described.fields
    assert "journal" not in library[REAL["ahn2021"]].fields


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
