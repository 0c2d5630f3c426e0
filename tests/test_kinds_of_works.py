"""Letters, cuttings, judgements and books are read by their forms, and nothing else is taken for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kurilsearch.describe.first_page.kinds.archives import read_archive
from kurilsearch.describe.first_page.kinds.credits import read_credits
from kurilsearch.describe.first_page.read import read_first_page
from kurilsearch.model import SourceText
from kurilsearch.parse import parse_document
from tests.first_pages import PLAIN, as_golden, golden

FOLDER = Path(__file__).parent / "golden" / "kinds_of_works"
LETTERS = ("dispatch", "letter_addressee_alone", "letter_archive", "letter_two_addresses", "private_letter")
"""Pages among those of papers that are letters."""
PAGES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.stem))
def test_each_kind_is_read_whole(page: Path) -> None:
    expected, text = golden(page)
    file = expected.pop("file", "page.txt")
    if "issued" in expected:
        expected["year"] = expected["issued"][:4]
    assert as_golden(read_first_page(parse_document(SourceText(text, "text", "utf-8")), file).item) == expected


def test_no_paper_is_taken_for_a_letter_or_a_judgement() -> None:
    for page in PLAIN:
        found = read_first_page(parse_document(SourceText(golden(page)[1], "text", "utf-8"))).item
        assert found.get("type") not in ("legal_case", "personal_communication") or page.stem in LETTERS, page.stem


@pytest.mark.parametrize(
    ("line", "archive", "collection", "location"),
    [
        (
            "Bundesarchiv Koblenz, Seezeichen, Karton 4, Mappe 12",
            "Bundesarchiv Koblenz",
            "Seezeichen",
            "Karton 4, Mappe 12",
        ),
        ("Source: Harbour Archives, Reel 3", "Harbour Archives", None, "Reel 3"),
        ("ГАРФ, ф. 89, оп. 3, д. 4, л. 12", "ГАРФ", None, "ф. 89, оп. 3, д. 4, л. 12"),
        ("The National Archives, Kew, FO 371/4567", "The National Archives", "Kew", "FO 371/4567"),
    ],
)
def test_where_a_document_lies(line: str, archive: str, collection: str | None, location: str) -> None:
    found = read_archive([line])
    assert (found["archive"], found.get("archive_collection"), found["archive_location"]) == (
        archive,
        collection,
        location,
    )


@pytest.mark.parametrize(
    "line", ["We went to the archives in May.", "Box 3 is missing", "Archives of Anatomy, 12(3), 4-19"]
)
def test_what_names_no_place_in_an_archive(line: str) -> None:
    assert read_archive([line]) == {}


@pytest.mark.parametrize(
    ("line", "translators"),
    [
        ("Translated from the Finnish by Anna Lund and Peter Rowe", ["Lund", "Rowe"]),
        ("Aus dem Englischen übersetzt von Karl Meyer", ["Meyer"]),
        ("traduit du suédois par Claire Aubry", ["Aubry"]),
        ("Traducción de Lucía Montalvo", ["Montalvo"]),
        ("Traduzione di Paolo Neri", ["Neri"]),
        ("vertaald uit het Deens door Jan Bakker", ["Bakker"]),
    ],
)
def test_who_translated(line: str, translators: list[str]) -> None:
    assert [name["family"] for name in read_credits([line])["translator"]] == translators
