"""Reading files: what the text is, in which encoding, and one clear reason where there is none."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.errors import SettingsError, UnreadableSourceError
from kurilsearch.model import Kind, SourceBlock, SourceText
from kurilsearch.read import available_readers, is_readable_name, loader, read_source, readable_endings, reads_as_text
from kurilsearch.read import file as file_module
from kurilsearch.read.encoding.codepages import ENOUGH, guess_code_page
from kurilsearch.read.encoding.decode import decode
from kurilsearch.read.file import read_bytes
from kurilsearch.read.reader import Reader, RecognisingReader
from kurilsearch.read.text.front_matter import read_front_matter
from kurilsearch.work import Item

GOLDEN = Path(__file__).parent / "golden"


def saved(folder: Path, content: bytes | str, name: str = "source.txt") -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def reason(path: Path) -> str:
    with pytest.raises(UnreadableSourceError) as caught:
        read_source(path)
    assert caught.value.hint, "every error says what to do next"
    assert "\n" not in str(caught.value)
    return caught.value.message


# Which files are sources


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "b.text", "c.asc", "d.md", "e.markdown", "f.mdown", "g.mkd"])
def test_text_and_markdown_are_sources(name: str) -> None:
    assert is_readable_name(Path(name))


@pytest.mark.parametrize("name", ["a.png", "LICENSE", ".hidden.txt", "library.bib", "notes.txt~", "archive.txt.gz"])
def test_other_names_are_not(name: str) -> None:
    assert not is_readable_name(Path(name))


def test_the_built_in_readers_come_in_by_entry_points() -> None:
    assert {"markdown", "text"} <= available_readers().keys()
    assert {".md", ".txt"} <= set(readable_endings())
    assert list(readable_endings()) == sorted(readable_endings())


class ShoutingReader(Reader):
    """A stranger's reader: it reads .txt in capitals."""

    name = "shouting"
    endings = (".txt", ".loud")

    def read(self, path: Path) -> SourceText:
        return SourceText(path.read_text(encoding="utf-8").upper(), self.name, "utf-8")


Install = Callable[[str, str], None]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install entry points for the length of a test."""
    points = list(loader_points())

    def install(name: str, value: str) -> None:
        points.append(EntryPoint(name=name, value=value, group=loader.ENTRY_POINT_GROUP))
        monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points)
        forget_readers()

    yield install
    monkeypatch.undo()
    forget_readers()


def loader_points() -> EntryPoints:
    from importlib.metadata import entry_points

    return entry_points(group=loader.ENTRY_POINT_GROUP)


def forget_readers() -> None:
    loader.available_readers.cache_clear()
    loader._readers_by_ending.cache_clear()
    loader._recognising_readers.cache_clear()


def test_a_strangers_reader_comes_in_by_the_same_door_and_goes_first(installed: Install, tmp_path: Path) -> None:
    installed("shouting", f"{__name__}:ShoutingReader")
    assert is_readable_name(Path("a.loud"))
    assert read_source(saved(tmp_path, "quiet")).text == "QUIET"
    assert read_source(saved(tmp_path, "quiet", "a.md")).text == "quiet"


class TelegramReader(RecognisingReader):
    """A stranger's reader that knows its files by their content."""

    name = "telegram"
    endings = (".tlg",)

    def recognises(self, path: Path, start: bytes) -> bool:
        return start.startswith(b"STOP ")

    def read(self, path: Path) -> SourceText:
        words = path.read_text(encoding="utf-8").removeprefix("STOP ")
        return SourceText(words, self.name, "utf-8", blocks=(SourceBlock(Kind.BODY, ((0, len(words)),)),))


@pytest.mark.parametrize(("name", "is_text"), [("a.md", True), ("a.txt", False), ("a.loud", False), ("a.srt", False)])
def test_what_is_not_merely_decoded_is_read_in_a_worker(
    installed: Install, tmp_path: Path, name: str, is_text: bool
) -> None:
    installed("text of a stranger", f"{__name__}:ShoutingReader")
    assert reads_as_text(saved(tmp_path, "quiet", name)) is is_text


@pytest.mark.parametrize("name", ["a.tlg", "a.txt", "a", "a.docx"])
def test_a_strangers_reader_may_know_its_files_by_their_content(installed: Install, tmp_path: Path, name: str) -> None:
    installed("telegram", f"{__name__}:TelegramReader")
    assert read_source(saved(tmp_path, "STOP it froze", name)).text == "it froze"


def test_a_reader_that_cannot_be_loaded_is_named(installed: Install) -> None:
    installed("broken", "no_such_module_of_anybody:Reader")
    with pytest.raises(SettingsError, match=r"broken.*cannot be loaded"):
        readable_endings()


def test_without_any_reader_the_installation_is_blamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [])
    forget_readers()
    with pytest.raises(SettingsError, match="No readers"):
        readable_endings()
    forget_readers()


# The text is the file's own


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\f\n", "\x0b", "\u2028", "\x85"])
def test_newlines_stay_as_they_are(tmp_path: Path, newline: str) -> None:
    text = f"one{newline}two{newline}{newline}three"
    assert read_source(saved(tmp_path, text)).text == text


@pytest.mark.parametrize(
    ("encoding", "mark", "name"),
    [
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-32-le", b"\xff\xfe\x00\x00", "utf-32-le"),
        ("utf-32-be", b"\x00\x00\xfe\xff", "utf-32-be"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_is_dropped(encoding: str, mark: bytes, name: str) -> None:
    text = "Кунашир, 国後島 𠮷, Kunashiri\r\n"
    assert decode(mark + text.encode(encoding)) == (text, name)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text", ["A plain line.\nAnd another.\n", "Остров Итуруп.\nОстров Шикотан.\n", "国後島と択捉島\n色丹島\n"]
)
def test_wide_encodings_are_told_without_a_mark(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


def test_a_few_damaged_bytes_do_not_cost_the_utf8() -> None:
    data = "«Острова» принадлежат".encode() + b"\xff" + " тем, кто на них живёт".encode()[:-1]
    text, encoding = decode(data)
    assert encoding == "utf-8"
    assert text == data.decode("utf-8", "replace") == "«Острова» принадлежат\ufffd тем, кто на них живё\ufffd"


def test_one_accent_in_english_is_no_damaged_utf8() -> None:
    assert decode(b"We met in a caf\xe9 by the harbour.") == ("We met in a café by the harbour.", "cp1252")


def test_a_stray_nul_does_not_make_a_text_binary() -> None:
    text = "A long letter, from an old word processor, with a zero byte \0 in the middle of it. " + "And more. " * 20
    assert decode(text.encode()).text == text


def test_a_line_of_a_million_characters(tmp_path: Path) -> None:
    text = "слово " * 170_000
    assert read_source(saved(tmp_path, text)).text == text
    assert decode(text.encode("cp1251")) == (text, "cp1251")


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\ufeff", exclude_categories=["Cc"]), min_size=1)
)
def test_any_text_comes_back_from_utf8(text: str) -> None:
    if not text.strip("\xa0\u3000 "):
        return
    assert decode(text.encode()).text == text


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_read_or_refused_and_the_text_is_what_the_encoding_gives(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except UnreadableSourceError:
        return
    assert text.encode("utf-8"), "no lone surrogates"
    assert data.decode(encoding, "replace").endswith(text)
    assert len(data.decode(encoding, "replace")) - len(text) in (0, 1)  # the mark


# Legacy code pages


def golden_code_pages() -> list[tuple[str, str]]:
    lines = (GOLDEN / "code_pages.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" | ", 1) for line in lines if not line.startswith("#")]
    return [(encoding, text) for encodings, text in pairs for encoding in encodings.split()]


@pytest.mark.parametrize(("encoding", "text"), golden_code_pages())
def test_code_pages(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_code_page_is_told_by_the_lines_that_need_it() -> None:
    text = "Nothing but plain letters here.\n" * 2_000 + "Так заканчивается отчёт экспедиции.\n"
    assert decode(text.encode("koi8-r")).text == text


def test_a_language_without_an_alphabet_here_is_left_to_charset_normalizer() -> None:
    text = "ปัญหาหมู่เกาะยังคงไม่ได้รับการแก้ไขและการเจรจาระหว่างสองประเทศไม่ได้นำไปสู่ข้อตกลงสันติภาพ "
    assert 0 < ENOUGH < 1
    assert decode((text * 5).encode("cp874")).text == text * 5


def test_bytes_that_are_no_language_have_no_code_page() -> None:
    assert guess_code_page(bytes(range(0x80, 0x100)) * 3) is None


# One clear reason


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\t\n", "blank space"),
        (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>", "damaged"),
        (b"PK\x03\x04\x14\0\0\0word/document.xml", "is a Word document"),
        (b"PK\x03\x04\x14\0\0\0mimetypeapplication/epub+zip", "is damaged"),
        (b"PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis.opendocument.text", "is an OpenDocument file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "is a PNG picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0", "is a JPEG picture"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0", "is a program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0\0\0", "is an old Microsoft Office file"),
        (b"{\\rtf1\\ansi }", "holds no text"),
        (b"\0" * 4096, "zero bytes"),
        (bytes(range(32)) * 40, "binary"),
    ],
)
def test_what_is_not_text_is_named(tmp_path: Path, content: bytes, expected: str) -> None:
    assert expected in reason(saved(tmp_path, content))


def test_a_missing_file(tmp_path: Path) -> None:
    assert "does not exist" in reason(tmp_path / "gone.txt")


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in reason(tmp_path)


def test_a_name_that_no_system_allows(tmp_path: Path) -> None:
    assert "name" in reason(tmp_path / "a\0b.txt")
    assert reason(tmp_path / ("a" * 5000 + ".txt"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "pipe" in reason(tmp_path / "pipe.txt")


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need rights there")
def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert "leads back to itself" in reason(tmp_path / "loop.txt")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_it(tmp_path: Path) -> None:
    file = saved(tmp_path, "secret")
    file.chmod(0)
    assert "permission" in reason(file)


def test_a_file_above_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_module, "MAX_BYTES", 1024**2)
    file = saved(tmp_path, "x" * 1024**2)
    assert len(read_bytes(file)) == 1024**2
    with pytest.raises(UnreadableSourceError, match="larger than 1 MB"):
        read_bytes(saved(tmp_path, "x" * (1024**2 + 1)))


# Front matter


def test_front_matter_describes_the_file(tmp_path: Path) -> None:
    text = (
        "---\ntitle: 'Four Islands: A Reader'\nauthor:\n  - Hiroshi Kimura\n  - name: Se Hyun Ahn\n"
        "date: 2015-04-01\nlang: en-GB\ntags: [a, b]\n---\n\n# Text\n"
    )
    source = read_source(saved(tmp_path, text, "a.md"))
    assert source.text == text
    assert source.header == (0, text.index("\n# Text"))
    assert source.item == {
        "title": "Four Islands: A Reader",
        "author": [{"family": "Kimura", "given": "Hiroshi"}, {"family": "Ahn", "given": "Se Hyun"}],
        "issued": {"date-parts": [[2015, 4, 1]]},
        "language": "en-GB",
    }


KIMURA, AHN = {"family": "Kimura", "given": "Hiroshi"}, {"family": "Ahn", "given": "Se Hyun"}


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("title: 1984", {"title": "1984"}),
        ("title: No\nyear: 1999", {"title": "No", "issued": {"date-parts": [[1999]]}}),
        ("title: T\nsubtitle: S", {"title": "T: S"}),
        ("title: Why?\nsubtitle: S", {"title": "Why? S"}),
        ("Title: T\nLanguage: ja", {"title": "T", "language": "ja"}),
        ("title: T\r", {"title": "T"}),
        ("title: '[[The Old Map]]'", {"title": "The Old Map"}),
        ("date: undated\nlang: english", {}),
        ("issued: {date-parts: [[1988, 5, 1]]}", {"issued": {"date-parts": [[1988, 5, 1]]}}),
        ("issued: {year: 1988, month: 5}", {"issued": {"date-parts": [[1988, 5]]}}),
        ("date: 2021-03-04T10:00:00+09:00", {"issued": {"date-parts": [[2021, 3, 4]]}}),
        ("date: last-modified\npublishDate: 4 May 2020", {"issued": {"date-parts": [[2020, 5, 4]]}}),
        ("journal: {title: Coasts, issn: 1234-5678}", {"container-title": "Coasts"}),
        (
            "journal: Coasts\nvolume: 12\nissue: 3\npages: 217--245\ndoi: https://doi.org/10.5555/c.1",
            {"type": "article-journal", "container-title": "Coasts", "volume": "12", "issue": "3", "page": "217-245",
             "DOI": "10.5555/c.1"},
        ),
        ("itemType: bookSection\nbooktitle: B\nISBN: 0-00-000000-0",
         {"type": "chapter", "container-title": "B", "ISBN": "0-00-000000-0"}),
        ("type: post\ntitle: T\nstatus: draft\nsource: a friend\ncategories: [a]", {"title": "T"}),
        ("title: T\nlink: https://example.org/a\ncitekey: ahn2021",
         {"title": "T", "URL": "https://example.org/a", "id": "ahn2021"}),
        ("Publication Title: Coasts\nTitle: T", {"title": "T", "container-title": "Coasts"}),
        ("title: T\ncitation:\n  type: report\n  publisher: P\n  issued: '2020'",
         {"type": "report", "title": "T", "publisher": "P", "issued": {"date-parts": [[2020]]}}),
        ("event-place: Rome\ncollection-title: C\noriginal-date: 1950",
         {"event-place": "Rome", "collection-title": "C", "original-date": {"date-parts": [[1950]]}}),
    ],
)  # fmt: skip
def test_values_of_front_matter(yaml: str, expected: Item) -> None:
    item, header = read_front_matter(f"---\n{yaml}\n---\nText")
    assert (item, header is not None) == (expected, True)


def test_halves_of_signs_in_front_matter_are_put_together_or_replaced() -> None:
    item, _ = read_front_matter('---\ntitle: "Ice \\uD83D\\uDE00 \\uD800"\n---\nText')
    assert item["title"] == "Ice 😀 \ufffd"


@pytest.mark.parametrize(
    ("yaml", "people"),
    [
        ("author: Hiroshi Kimura", [KIMURA]),
        ("authors: Kimura, Hiroshi and Ahn, Se Hyun", [KIMURA, AHN]),
        ("author: Hiroshi Kimura; Se Hyun Ahn", [KIMURA, AHN]),
        ("author: Hiroshi Kimura, Se Hyun Ahn", [KIMURA, AHN]),
        ("author: [Hiroshi Kimura, Se Hyun Ahn]", [KIMURA, AHN]),
        ("creator: [木村汎, Дмитрий Стрельцов]", [{"literal": "木村汎"}, {"family": "Стрельцов", "given": "Дмитрий"}]),
        ("author:\n- name: Hiroshi Kimura\n  affiliation: Sapporo\n- {first: Se Hyun, last: Ahn}", [KIMURA, AHN]),
        ("author:\n- name: {given: Hiroshi, family: Kimura}", [KIMURA]),
        ("author:\n- Hiroshi Kimura:\n    institute: slavic", [KIMURA]),
        ("author: {family: van Beethoven, given: Ludwig}",
         [{"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}]),
        ("author: {literal: Ministry of Ports}", [{"literal": "Ministry of Ports"}]),
        ("author: kurilsearch contributors", [{"literal": "kurilsearch contributors"}]),
        ("author: '[[Hiroshi Kimura]]'", [KIMURA]),
        ("author: Hiroshi Kimura <kimura@example.org>", [KIMURA]),
        ("author: ''", None),
        ("author: {url: https://example.org}", None),
    ],
)  # fmt: skip
def test_authors_in_all_their_shapes(yaml: str, people: object) -> None:
    assert read_front_matter(f"---\n{yaml}\n---\n")[0].get("author") == people


@pytest.mark.parametrize(
    "block",
    [
        "+++\ntitle = 'Ice'\ndate = 2020-05-04T10:00:00Z\nauthor = 'Se Hyun Ahn'\n+++\n",
        "% Ice\n% Se Hyun Ahn\n% May 4, 2020\n",
    ],
)
def test_other_forms_of_front_matter(block: str) -> None:
    item, header = read_front_matter(block + "Text")
    assert item == {"title": "Ice", "author": [AHN], "issued": {"date-parts": [[2020, 5, 4]]}}
    assert header == (0, len(block))


@pytest.mark.parametrize(
    "text",
    [
        "---\nA line between two rules.\n---\nText",
        "---\nTo whom it may concern: nothing.\n---\n",
        "---\ntitle: [unclosed\n---\n",
        "---\ntitle: never closed\n",
        "--- \n- a\n- list\n---\n",
        "---\n" + "a: &a [x]\n" + "b: [*a, *a]\n" + "---\n",
        "---\n" + "[" * 20_000 + "\n---\n",
        "---\ntitle: " + "x" * 40_000 + "\n---\n",
        "---\n---\n",
        "Text\n---\ntitle: late\n---\n",
        "",
        "+++\ntitle = unquoted\n+++\n",
        "+++\nx = " + "[" * 20_000 + "\n+++\n",
        "100 % of it\n% and more\n",
    ],
)
def test_what_is_no_front_matter_is_text(text: str) -> None:
    assert read_front_matter(text) == ({}, None)


def test_plain_text_has_no_front_matter(tmp_path: Path) -> None:
    source = read_source(saved(tmp_path, "---\ntitle: T\n---\nText"))
    assert (source.item, source.header) == ({}, None)


def test_the_five_real_documents_are_read_as_they_are(shared_seeds: Path) -> None:
    files = sorted(shared_seeds.glob("*.txt"))
    assert len(files) >= 5
    for file in files:
        assert read_source(file).text == file.read_bytes().decode("utf-8")
