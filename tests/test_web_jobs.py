"""The jobs of the page, one after another: find, cite, prove, check, say what is known, begin."""

from __future__ import annotations

import html
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kurilsearch.library.handles import handle_of
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library
from kurilsearch.programs import ocrmypdf
from kurilsearch.web import parts
from tests.pdf_files import sentences
from tests.web_client import visitor, wait_until_read

LETTER = """\
The ferry did not come on Monday, and the 14 fishermen of Nemuro waited until dark.

In 1958 the harbour master wrote that no lantern had ever been lit on the northern quay.

Letters from the mainland were carried over the ice in sledges, and read aloud in the school by whoever could read them.

Some of the families had come from Hokkaido a generation before; others could not say when they had come, or from where.
"""
GERMAN = "Die Fähre kam am Montag nicht, und die Fischer warteten bis zum Abend auf die Post aus Sapporo.\n"
WORKS = """\
@book{sato1958,
  author = {Sato, Aiko},
  title = {The Island Letter},
  year = 1958,
  publisher = {Hamanasu},
  address = {Nemuro},
  file = {letter.txt}
}
"""
DRAFT = """\
What islanders expected of the mainland can be told from small things, of which the mail is the smallest and the most
often written about. Sato writes that “the ferry did come on Monday, and the 14 fishermen of Nemuro waited until dark”
(Sato 1958). My argument is that nobody there thought of the strait as a frontier before the year of the treaty.

Light is another such thing, and the archives of the prefecture say little about it. According to her letter “the
harbour master wrote that no lantern had ever been lit on the northern quay” (Sato 1958).
"""
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def write_sources(folder: Path) -> Path:
    """Write the sources into a folder and return it."""
    folder.mkdir()
    (folder / "letter.txt").write_text(LETTER + "\n" + "\n\n".join(sentences(60)), encoding="utf-8")
    (folder / "brief.txt").write_text(GERMAN * 3, encoding="utf-8")
    (folder / "works.bib").write_text(WORKS, encoding="utf-8")
    return folder


@contextmanager
def opened(folder: Path) -> Iterator[Library]:
    """Make a folder a library, read it, and open it."""
    init_library(folder)
    with open_library(folder) as library:
        library.index()
        yield library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = write_sources(tmp_path_factory.mktemp("library") / "thesis")
    (folder / "empty.pdf").write_bytes(b"%PDF-1.4\nnothing")
    with opened(folder) as library:
        yield library


@pytest.fixture(scope="module")
def client(library: Library) -> Iterator[TestClient]:
    with visitor(library) as client:
        client.follow_redirects = True
        yield client


@pytest.fixture
def own_library(tmp_path: Path) -> Iterator[Library]:
    """A library for the tests that change it."""
    with opened(write_sources(tmp_path / "thesis")) as library:
        yield library


@pytest.fixture
def own(own_library: Library) -> Iterator[TestClient]:
    with visitor(own_library) as client:
        client.follow_redirects = True
        yield client


def plain(page: str) -> str:
    """Return what a reader sees of a page, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page.partition("<main")[2])).split())


def test_a_question_finds_passages_with_their_places(client: TestClient) -> None:
    page = client.get("/", params={"q": "ferry Monday"}).text
    assert '<mark class="match">ferry</mark>' in page
    assert "Sato, Aiko, The Island Letter, 1958" in plain(page)
    assert "¶ 1 · line 1" in plain(page)


def test_filters_say_how_many_they_leave_and_leave_them(client: TestClient) -> None:
    page = client.get("/", params={"q": "Nemuro OR Sapporo OR Fähre"}).text
    found = re.findall(r'<a href="([^"]*)" data-swap><span>(\w+)</span> <span class="number">(\d+)</span>', page)
    languages = {name: (html.unescape(address), int(count)) for address, name, count in found}
    assert {"English", "German"} <= languages.keys()
    address, count = languages["German"]
    narrowed = client.get(address).text
    assert f"{count} passage" in plain(narrowed)
    assert "Sato" not in plain(narrowed).partition("Language")[0]
    assert 'aria-current="true"' in narrowed


def test_a_query_that_cannot_be_read_says_what_to_do(client: TestClient) -> None:
    answer = client.get("/", params={"q": '"ferry'})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert client.get("/", params={"q": "Zeppelin"}).text.count("Nothing was found") == 1


def test_a_hit_opens_its_source_beside_it(client: TestClient) -> None:
    page = client.get("/", params={"q": "no lantern had ever been lit"}).text
    opened = re.search(r'href="([^"]*open=[^"]*)"', page)
    assert opened
    beside = client.get(html.unescape(opened[1])).text
    assert 'id="source"' in beside
    assert "14 fishermen" in beside.partition('id="source"')[2]
    assert "has changed" in client.get("/", params={"q": "lantern", "open": "12.0-5"}).text


def test_what_is_copied_is_what_the_library_pastes(client: TestClient, library: Library) -> None:
    hit = library.search("lantern").hits[0]
    record = client.get(f"/api/pasted/{handle_of(hit)}", params={"style": "apa"}).json()
    assert record["quotation"] == library.paste([hit], "apa")[0].text
    assert record["citation"] == library.cite([hit], "apa")[0].text
    assert record["citekey"] == "sato1958"
    page = client.get(f"/cite/{handle_of(hit)}", params={"style": "apa", "to": "markdown"}).text
    assert "(Sato, 1958" in page
    assert client.get(record["path"]).status_code == 200


def test_the_style_is_remembered(client: TestClient, library: Library) -> None:
    handle = handle_of(library.search("lantern").hits[0])
    answer = client.post("/style", data={"style": "mla", "back": "/help"})
    assert answer.url.path == "/help"
    assert '<option value="mla" selected>' in answer.text
    assert client.get(f"/api/pasted/{handle}").json()["style"] == "mla"
    client.post("/style", data={"style": "american-sociological-association"})
    assert '<option value="american-sociological-association" selected>' in client.get("/help").text
    other = client.post("/style", data={"style": "", "back": "/help"})
    assert other.url.path == "/style"
    assert 'name="back" value="/help"' in other.text
    assert client.post("/style", data={"style": "no-such-style"}).status_code == 400
    assert client.post("/style", data={"style": "../../secret.csl"}).status_code == 400
    client.post("/style", data={"style": "chicago"})


def test_a_proof_shows_both_sides_and_the_gravest_difference_first(client: TestClient) -> None:
    words = "the ferry did come on Monday, and the 15 fishermen of Nemuro waited until dark"
    page = client.get("/prove", params={"words": words}).text
    kinds = re.findall(r'<li><span class="kind d-(\w+)">', page)
    assert kinds[:2] == ["negation", "number"]
    assert '<mark class="d-number">15</mark>' in page
    assert '<mark class="d-number">14</mark>' in page
    assert '<mark class="gap d-negation"></mark>' in page
    assert "Altered: the source says something else" in page
    assert "In 1958 the harbour master" not in page.partition("Your quotation")[0]


def test_what_stands_nowhere_is_said_to(client: TestClient) -> None:
    assert "Not found" in client.get("/prove", params={"words": "zeppelins over the quiet marshes of Poland"}).text
    assert client.get("/prove", params={"words": "…"}).status_code == 400


def checked(client: TestClient, name: str = "essay.md", text: str = DRAFT) -> str:
    """Drop a draft, wait for its check, and return its address."""
    path = client.post("/check", files={"draft": (name, text.encode())}).url.path
    for _ in range(400):
        if not client.get(f"/api{path}").json()["is_running"]:
            return path
        time.sleep(0.05)
    raise AssertionError("the check does not end")


def test_a_draft_is_checked_mended_and_a_finding_set_aside(client: TestClient) -> None:
    path = checked(client)
    page = client.get(path).text
    assert "1 finding in 2 quotations" in plain(page)
    assert "Distorting" in page or "Altered" in page
    report = client.get(f"/api{path}").json()["report"]
    [finding] = [each for each in report["quotations"] if each["text_verdict"] != "verbatim"]
    mended = client.get(f"{path}/copy")
    assert "essay.fixed.md" in mended.headers["content-disposition"]
    assert mended.text.startswith("What islanders expected")
    assert client.get(f"{path}/changes").json()["changes"]
    again = client.post(
        f"{path}/set-aside", data={"hash": finding["hash"], "reason": 'A "joke" of mine', "number": "1"}
    )
    assert "0 findings in 2 quotations" in plain(again.text)
    assert "Set aside: A &#34;joke&#34; of mine" in again.text
    assert f'hash = "{finding["hash"]}"\nreason = "A \\"joke\\" of mine"' in client.get(f"{path}/set-aside").text
    back = client.post(f"{path}/set-aside", data={"hash": finding["hash"]})
    assert "1 finding in 2 quotations" in plain(back.text)


def test_a_draft_that_cannot_be_read_is_said(client: TestClient) -> None:
    path = client.post("/check", files={"draft": ("essay.docx", b"no Word file")}).url.path
    for _ in range(400):
        answer = client.get(f"/api{path}")
        if answer.status_code != 200 or not answer.json()["is_running"]:
            break
        time.sleep(0.05)
    assert "cannot be checked" in client.get(path).text
    assert client.post("/check", data={}).status_code == 400
    assert client.get("/check/0123456789abcdef").status_code == 404


@pytest.mark.parametrize(
    "name", ["../../../evil.md", "..\\..\\evil.md", "/etc/passwd.md", ".bashrc", "a\x00b.md", "x" * 400 + ".md"]
)
def test_the_name_of_a_draft_leads_nowhere(client: TestClient, name: str) -> None:
    answer = client.post("/check", files={"draft": (name, b"A draft.\n")})
    assert answer.status_code in (200, 400)


def test_what_is_known_of_sources_is_listed(client: TestClient) -> None:
    page = client.get("/sources").text
    assert "empty.pdf" in page.partition("Could not be read")[2]
    assert "The Island Letter" in page


def test_a_store_of_an_earlier_version_is_made_anew_from_the_page(tmp_path: Path) -> None:
    with opened(write_sources(tmp_path / "thesis")) as library:
        location = library.settings.index
    with sqlite3.connect(location / "store.sqlite") as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    with open_library(tmp_path / "thesis") as library, visitor(library) as client:
        client.follow_redirects = True
        assert "Make the index anew" in client.get("/", params={"q": "ferry"}).text
        client.post("/indexing", data={"anew": "yes"})
        wait_until_read(client)
        assert "ferry" in plain(client.get("/", params={"q": "ferry"}).text)


def test_long_lists_are_shown_in_parts_and_narrowed(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LONGEST", 1)
    for path in ("/sources", "/read"):
        first = client.get(path).text
        assert 'rel="prev"' not in first
        later = re.search(r'rel="next" href="([^"]*)"', first)
        assert later
        second = client.get(path + html.unescape(later[1])).text
        assert 'rel="prev" href="?from=1"' in second
        assert "The Island Letter" in client.get(path, params={"named": "island LETTER"}).text
        assert "No source has these words" in client.get(path, params={"named": "zeppelin"}).text


def test_scans_are_recognised_or_it_is_said_what_that_needs(
    client: TestClient, own: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Recognise the text of scans" in client.get("/sources").text
    monkeypatch.setattr(ocrmypdf, "PROGRAM", "no-such-program")
    own.post("/indexing", data={"ocr": "yes"})
    wait_until_read(own)
    assert "ocrmypdf, which recognises the text of scans, is not installed. Install it" in plain(
        own.get("/indexing").text
    )


def test_what_is_known_of_a_source_is_edited(own: TestClient, own_library: Library) -> None:
    client, library = own, own_library
    document = library.find_document("brief.txt")
    answer = client.post(f"/sources/{document.id:x}", data={"author": "Weber, Jens", "title": "Briefe", "year": "1960"})
    assert answer.status_code == 200
    assert 'value="Weber, Jens"' in answer.text
    assert "from sources.toml" in answer.text or "set by you" in answer.text
    assert "Weber, Jens" in (library.settings.folder / "sources.toml").read_text(encoding="utf-8")
    assert library.source("brief.txt").document.metadata.year == 1960
    client.post(f"/sources/{document.id:x}", data={"year": ""})
    assert library.source("brief.txt").document.metadata.year is None
    refused = client.post(f"/sources/{document.id:x}", data={"other-name": "no such field", "other-value": "x"})
    assert refused.status_code == 400


def test_guesses_are_accepted(own: TestClient, own_library: Library) -> None:
    client, library = own, own_library
    guessed = [source for source in library.sources() if source.described.guessed - {"type"}]
    client.post("/sources/accept")
    assert all(not (library.source(each.document.file).described.guessed - {"type"}) for each in guessed)


def test_files_are_added_and_none_is_overwritten(own: TestClient, own_library: Library) -> None:
    client, folder = own, own_library.settings.folder
    new = [("files", ("new.txt", b"A new lighthouse stands on Shikotan.\n")), ("files", ("a/../b.txt", b"Another.\n"))]
    assert client.post("/sources/add", files=new).status_code == 200
    wait_until_read(client)
    assert "lighthouse" in client.get("/", params={"q": "lighthouse"}).text.partition("<ol")[2]
    assert (folder / "b.txt").is_file()
    refused = client.post("/sources/add", files=[("files", ("letter.txt", b"gone"))])
    assert refused.status_code == 400
    assert (folder / "letter.txt").read_text(encoding="utf-8").startswith(LETTER)


def test_a_folder_becomes_a_library_on_the_page(tmp_path: Path) -> None:
    folder = write_sources(tmp_path / "thesis")
    with visitor(None) as client:
        client.follow_redirects = True
        assert client.get("/").url.path == "/start"
        assert client.get("/api/pasted/1.0-1").status_code == 409
        assert "thesis" in client.get("/start", params={"folder": str(folder.parent)}).text
        assert client.get("/start", params={"folder": str(folder / "nowhere")}).status_code == 400
        answer = client.post("/start", data={"folder": str(folder)})
        assert answer.url.path == "/indexing"
        wait_until_read(client)
        page = plain(client.get("/indexing").text)
        assert "2 files added" in page
        assert "Sato" in client.get("/", params={"q": "ferry"}).text
        assert client.get("/start").url.path == "/"


def test_the_json_interface_gives_the_records_of_the_library(client: TestClient, library: Library) -> None:
    found = client.get("/api/search", params={"q": "ferry", "limit": "1"}).json()
    [hit] = found["hits"]
    expected = library.search("ferry", limit=1)
    assert {**hit, "handle": None} == {**expected.hits[0].to_dict(), "handle": None}
    assert sum(found["facets"]["language"].values()) == found["total"]
    assert client.get(f"/api/at/{hit['handle']}").json()["hits"][0]["quote"] == hit["quote"]
    words = "the ferry did come on Monday, and the 14 fishermen of Nemuro waited until dark"
    assert client.get("/api/quote", params={"words": words}).json()["hits"][0]["verdict"] == "altered"
    document = f"{hit['document']:x}"
    assert client.get(f"/api/passages/{document}", params={"at": "par 1"}).json()["passages"][0]["paragraph"] == 1
    assert client.get(f"/api/sources/{document}").json()["citekey"] == "sato1958"
    assert len(client.get("/api/sources").json()["sources"]) == len(client.get("/api/documents").json()["documents"])
    assert client.get(f"/api/references/{document}").json()["file"] == "letter.txt"
    assert client.get("/api/cited", params={"work": "Sato 1958"}).json()["total"] == 0
    assert client.get("/api/status").json()["documents"] == 2
    refused = client.get("/api/search", params={"q": '"ferry'})
    assert refused.status_code == 400
    assert refused.json().keys() == {"error", "hint"}


def test_whatever_a_source_says_of_itself_runs_nothing(tmp_path: Path) -> None:
    (tmp_path / f"{EVIL.replace('/', '')}.txt").write_text(f"A ferry {EVIL} came.\n" * 3, encoding="utf-8")
    (tmp_path / "page.html").write_text(
        f"<title>{EVIL}</title><p>The ferry page. <svg onload=alert(3)></svg></p>" * 9, encoding="utf-8"
    )
    (tmp_path / "note.md").write_text(
        f"---\ntitle: '{EVIL}'\nauthor: '{EVIL}'\n---\n\n# {EVIL}\n\nA ferry note.\n", encoding="utf-8"
    )
    init_library(tmp_path)
    with open_library(tmp_path) as library:
        library.index()
        with visitor(library) as client:
            client.follow_redirects = True
            ids = [f"{document.id:x}" for document in library.documents()]
            handles = [handle_of(hit) for hit in library.search("ferry").hits]
            assert len(handles) >= 2
            draft = checked(client, f"{EVIL.replace('/', '')}.md", f"He says “a ferry {EVIL} came” (Sato 1958).\n")
            for path in (
                f"/?q={EVIL}", f"/?q=ferry&author={EVIL}&source={EVIL}", f"/?q=ferry&open={handles[0]}",
                f"/prove?words=a ferry {EVIL} came", "/sources", "/read", draft, "/check", f"/at/{EVIL}",
                f"/cite/{EVIL}", f"/nowhere/{EVIL}",
                *(f"/read/{each}" for each in ids), f"/read/{ids[0]}?within={EVIL}",
                *(f"/sources/{each}" for each in ids),
                f"/cited/{ids[0]}", f"/cite/{handles[0]}?to=html&style=pandoc",
                f"/start?folder={EVIL}", f"/cite/{handles[0]}?style={EVIL}",
            ):  # fmt: skip
                page = client.get(path).text
                assert not re.search(r"<script>|<img src=x|<svg onload|onerror=alert\(2\)>", page), path
