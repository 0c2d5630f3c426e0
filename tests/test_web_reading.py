"""Reading on the page: PDFs on their own sheets with the passage outlined, other sources as text, links that last."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from starlette.testclient import TestClient

from kurilsearch.layout import PageBox
from kurilsearch.library.handles import handle_of
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library
from kurilsearch.read.pdf.pdfium.drawing import png
from tests.web_client import visitor
from tests.web_papers import HEIGHT, PAPERS, WIDTH, write_papers

RECT = re.compile(r'<rect x="([-\d.]+)" y="([-\d.]+)" width="([-\d.]+)" height="([-\d.]+)"')
SHEET = re.compile(r'<section class="sheet" id="page-(\d+)"(.*?)</section>', re.DOTALL)
Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom; or left, top, width, height."""

NOTES = """\
# Ferry notes

## Spring

The ferry came in May. It brought <b>mail</b> & two <script>alert(1) lanterns.

## Autumn

"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("papers")
    write_papers(folder)
    long = "".join(f"Paragraph number {number} of the autumn notes is here.\n\n" for number in range(400))
    (folder / "notes.md").write_text(NOTES + long, encoding="utf-8")
    init_library(folder)
    with open_library(folder) as library:
        library.index()
        yield library


@pytest.fixture(scope="module")
def client(library: Library) -> Iterator[TestClient]:
    with visitor(library) as client:
        client.follow_redirects = True
        yield client


def shown(box: PageBox, name: str) -> Rectangle:
    """Return where a box of the matcher is shown, by the geometry that the paper was made with."""
    left, bottom, right, top = (30, 40, WIDTH - 25, HEIGHT - 60) if "cropped" in name else (0, 0, WIDTH, HEIGHT)
    turn = {"turned.pdf": 90, "upside-down.pdf": 180, "cropped-and-turned.pdf": 270}.get(name, 0)
    points = []
    for x, y in ((box.x0, box.y0), (box.x1, box.y1)):
        points.append(
            {
                0: (x - left, top - y),
                90: (y - bottom, x - left),
                180: (right - x, y - bottom),
                270: (top - y, right - x),
            }[turn]
        )
    (x0, x1), (y0, y1) = (sorted(values) for values in zip(*points, strict=True))
    return x0, y0, x1, y1


def overlap(one: Rectangle, other: Rectangle) -> float:
    """Return the intersection of two rectangles over their union."""

    def area(each: Rectangle) -> float:
        return max(each[2] - each[0], 0) * max(each[3] - each[1], 0)

    both = area((max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])))
    return both / (area(one) + area(other) - both)


@pytest.mark.parametrize("name", PAPERS)
def test_the_outline_is_that_of_the_matchers_boxes(client: TestClient, library: Library, name: str) -> None:
    hit = library.find_quotation(PAPERS[name][1]).hits[0]
    assert hit.file == name
    page = client.get(f"/at/{handle_of(hit)}").text
    drawn: dict[int, list[Rectangle]] = {}
    for number, sheet in SHEET.findall(page):
        for x, y, width, height in RECT.findall(sheet):
            left, top = float(x), float(y)
            drawn.setdefault(int(number), []).append((left, top, left + float(width), top + float(height)))
    expected: dict[int, list[Rectangle]] = {}
    for box in library.boxes(hit):
        expected.setdefault(box.page_number, []).append(shown(box, name))
    assert drawn.keys() == expected.keys()
    for number, boxes in expected.items():
        for one, other in zip(drawn[number], boxes, strict=True):
            padded = (other[0] - 0.8, other[1] - 0.8, other[2] + 0.8, other[3] + 0.8)
            assert overlap(one, padded) > 0.95


@pytest.mark.parametrize("name", PAPERS)
def test_what_is_outlined_is_where_the_words_are_printed(client: TestClient, library: Library, name: str) -> None:
    hit = library.find_quotation(PAPERS[name][1]).hits[0]
    document = library.find_document(name)
    for number, boxes in library.drawing.boxes([hit], document).items():
        answer = client.get(f"/read/{document.id:x}/picture/{number}?width=1400")
        picture = Image.open(io.BytesIO(answer.content)).convert("L")
        scale = picture.width / library.drawing.sizes(document)[number - 1].width

        def darkness(box: Rectangle, picture: Image.Image, by: float) -> float:
            """Return how much of a rectangle is dark, of 1."""
            left, top, width, height = box
            sides = (left * by, top * by, (left + width) * by, (top + height) * by)
            part = picture.crop((round(sides[0]), round(sides[1]), round(sides[2]), round(sides[3])))
            return sum(part.histogram()[:128]) / (part.width * part.height)

        for left, top, width, height in boxes:
            assert 0.04 < darkness((left, top, width, height), picture, scale) < 0.5
            before: Rectangle = (left - 1.5, top, 1, height) if height < width else (left, top - 1.5, width, 1)
            assert darkness(before, picture, scale) == 0


def test_the_words_lie_over_the_picture(client: TestClient, library: Library) -> None:
    document = library.find_document("columns.pdf")
    sheet = client.get(f"/read/{document.id:x}/sheet/1").text
    text = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", sheet))
    assert "northern quay" in text
    assert "/picture/1?" in sheet


def test_a_picture_is_a_png_of_a_known_width(client: TestClient, library: Library) -> None:
    document = library.find_document("pages.pdf")
    answer = client.get(f"/read/{document.id:x}/picture/2?width=1000")
    assert answer.headers["content-type"] == "image/png"
    assert struct.unpack(">II", answer.content[16:24]) == (1400, 2000)


def test_a_picture_without_colour_is_grey() -> None:
    assert Image.open(io.BytesIO(png([b"\1\1\1\7\7\7"] * 2, 2))).mode == "L"
    colour = Image.open(io.BytesIO(png([b"\1\2\3\7\7\7"], 2)))
    assert (colour.mode, [colour.getpixel((at, 0)) for at in (0, 1)]) == ("RGB", [(1, 2, 3), (7, 7, 7)])


@pytest.mark.parametrize("page", ["0", "4", "-1", "99999999999", "one", "1.0"])
def test_a_page_that_is_not_there_is_said(client: TestClient, library: Library, page: str) -> None:
    document = library.find_document("pages.pdf")
    for what in ("picture", "sheet"):
        answer = client.get(f"/read/{document.id:x}/{what}/{page}")
        assert answer.status_code == 404
        assert "Its pages go from 1 to 3" in answer.text


def test_a_printed_number_leads_to_its_page(client: TestClient, library: Library) -> None:
    document = library.find_document("pages.pdf")
    answer = client.get(f"/read/{document.id:x}/page?label=72")
    assert str(answer.url).endswith("?page=2#page-2")
    assert client.get(f"/read/{document.id:x}/page?label=99").status_code == 404


def test_only_the_sheets_around_the_place_are_whole(client: TestClient, library: Library) -> None:
    document = library.find_document("pages.pdf")
    page = client.get(f"/read/{document.id:x}").text
    assert re.findall(r'data-sheet="(\d)"( data-whole)?', page) == [
        ("1", " data-whole"),
        ("2", " data-whole"),
        ("3", ""),
    ]


def test_a_text_is_shown_with_the_passage_marked_and_nothing_of_it_runs(client: TestClient, library: Library) -> None:
    hit = library.search("ferry came in May").hits[0]
    page = client.get(f"/at/{handle_of(hit)}").text
    assert '<mark class="match">The ferry came in May.</mark>' in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1) lanterns" in page
    assert ">Autumn</a>" in page


def test_a_long_text_is_shown_in_parts(client: TestClient, library: Library) -> None:
    hit = library.search('"number 200"').hits[0]
    page = client.get(f"/at/{handle_of(hit)}").text
    assert "Paragraph number 200" in page
    assert "Paragraph number 100 " not in page
    assert page.count('class="passage ') == 120
    assert "Earlier text" in page


def test_words_are_found_within_one_source_in_the_order_of_reading(client: TestClient, library: Library) -> None:
    document = library.find_document("notes.md")
    page = client.get(f"/read/{document.id:x}?within=ferry").text
    assert page.count("/at/") >= 2
    assert "customs" not in page


def test_a_hit_of_a_pdf_opens_its_page_beside_the_hits(client: TestClient, library: Library) -> None:
    hit = library.find_quotation(PAPERS["columns.pdf"][1]).hits[0]
    page = client.get("/", params={"q": "harbour master lantern", "open": handle_of(hit)}).text
    [(number, sheet)] = SHEET.findall(page)
    assert number == "1"
    assert len(RECT.findall(sheet)) == len(library.boxes(hit))


def test_who_cites_a_source_can_be_asked(client: TestClient, library: Library) -> None:
    document = library.find_document("pages.pdf")
    assert "0 passages" in client.get(f"/cited/{document.id:x}").text


def test_a_kept_address_says_when_its_source_has_changed(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("The ferry sailed on Monday.\n", encoding="utf-8")
    init_library(tmp_path)
    with open_library(tmp_path) as library:
        library.index()
        kept = f"/at/{handle_of(library.search('ferry').hits[0])}"
        with visitor(library) as client:
            client.follow_redirects = True
            assert "The ferry sailed on Monday." in client.get(kept).text
            (tmp_path / "letter.txt").write_text("The ferry sailed on Tuesday.\n", encoding="utf-8")
            assert "The file has changed since it was read" in client.get(kept).text
            library.index()
            answer = client.get(kept)
            assert answer.status_code == 404
            assert "has changed or was removed" in answer.text
            assert client.get("/at/no-handle").status_code == 400


def test_a_file_that_was_damaged_since_ends_nothing(tmp_path: Path) -> None:
    (tmp_path / "pages.pdf").write_bytes(PAPERS["pages.pdf"][0]())
    init_library(tmp_path)
    with open_library(tmp_path) as library:
        library.index()
        document = library.find_document("pages.pdf")
        whole = (tmp_path / "pages.pdf").read_bytes()
        with visitor(library) as client:
            for damaged in (b"%PDF-1.4\nnothing", whole[: len(whole) // 2], b""):
                (tmp_path / "pages.pdf").write_bytes(damaged)
                answer = client.get(f"/read/{document.id:x}")
                assert answer.status_code == 200
                assert "The file has changed" in answer.text
                assert client.get(f"/read/{document.id:x}/picture/3").status_code in (200, 404)
            (tmp_path / "pages.pdf").unlink()
            assert client.get(f"/read/{document.id:x}/picture/2").status_code == 404
            (tmp_path / "pages.pdf").write_bytes(whole)
            assert client.get(f"/read/{document.id:x}/picture/2").status_code == 200
