"""What bibliographies hold that was typed or exported oddly: dates, editions, names, places, paths, mathematics."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kurilsearch.cite.locator import parse_locator
from kurilsearch.cite.render import Output, Request, render
from kurilsearch.cite.styles import find_style
from kurilsearch.csl.dates import csl_date, read_date
from kurilsearch.csl.editions import edition_number
from kurilsearch.csl.items import read_item
from kurilsearch.describe.files.bibtex import parse_bibtex
from kurilsearch.describe.files.csl_json import parse_csl_json
from kurilsearch.describe.files.file_field import split_file_field
from kurilsearch.describe.files.ris import parse_ris
from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library


def bibtex(fields: str) -> dict[str, Any]:
    return dict(parse_bibtex(f"@book{{k, {fields}}}").entries[0].item)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("第2巻、45頁", "vol. 2, p. 45"),
        ("第3章第2節", "chap. 3, sec. 2"),
        ("第2卷，第45页", "vol. 2, p. 45"),
        ("제2권 45쪽", "vol. 2, p. 45"),
        ("cilt 2, s. 5", "vol. 2, p. 5"),
        ("bind 2, side 5", "vol. 2, p. 5"),
        ("sv. 2, str. 5–7", "vol. 2, pp. 5–7"),
        ("deel 2, blz. 5", "vol. 2, p. 5"),
        ("rozdz. 4, s. 9", "chap. 4, p. 9"),
        ("כרך 2, עמ' 5", "vol. 2, p. 5"),
        ("ج 2، ص 5", "vol. 2, p. 5"),
        ("τ. 2, σ. 5", "vol. 2, p. 5"),
        ("2. Band, S. 5", "vol. 2, p. 5"),
        ("2. köt., 5. old.", "vol. 2, p. 5"),
        ("3. Kapitel", "chap. 3"),
    ],
)
def test_a_place_within_another_in_other_languages(typed: str, shown: str) -> None:
    assert str(parse_locator(typed)) == shown


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("192X", [[1920], [1929]]),
        ("18XX", [[1800], [1899]]),
        ("[184-?]", [[1840], [1849]]),
        ("MCMXLIV", [[1944]]),
        ("1911-12", [[1911], [1912]]),
        ("1911-11", [[1911, 11]]),
        ("1911-24", [[1911]]),
        ("昭和12年", [[1937]]),
        ("一九三七年", [[1937]]),
    ],
)
def test_a_year_in_other_figures_and_of_two_years(written: str, parts: list[list[int]]) -> None:
    date = csl_date(written)
    assert date is not None
    assert date["date-parts"] == parts


def test_years_joined_in_the_field_of_the_year_are_no_season() -> None:
    assert bibtex("title={Ice}, year={1920-23}")["issued"] == {"date-parts": [[1920], [1923]]}
    assert bibtex("title={Ice}, date={1920-23}")["issued"] == {"date-parts": [[1920]], "season": 3}
    assert read_date({"date-parts": [[1920]], "season": "Herbst"}) == {"date-parts": [[1920]], "season": 3}


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("IV", "4"),
        ("VI ed.", "6"),
        ("2nd revised and enlarged edition", "2nd rev. and enl. ed."),
        ("Third, revised edition", "3rd rev. ed."),
        ("rev. & exp. ed.", "rev. and exp. ed."),
    ],
)
def test_an_edition_in_roman_numerals_or_revised_and_enlarged(written: str, number: str) -> None:
    assert edition_number(written) == edition_number(number) == number


MOE, LIE = {"family": "Moe", "given": "Ann"}, {"family": "Lie", "given": "Bo"}
DAHL = {"family": "Dahl", "given": "Kim"}


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ann Moe, Bo Lie, Kim Dahl", [MOE, LIE, DAHL]),
        ("Moe, Ann & Lie, Bo", [MOE, LIE]),
        ("Moe, Ann, Lie, Bo, & Dahl, Kim", [MOE, LIE, DAHL]),
        ("Moe, Ann and Lie, Bo,", [MOE, LIE]),
        ("Ann Moe & Bo Lie", [MOE, LIE]),
        ("Moe, Ann et al.", [MOE, {"literal": "others"}]),
        ("Moe, Ann, Jr.", [MOE | {"suffix": "Jr."}]),
        ("Moe & Sons", [{"literal": "Moe & Sons"}]),
        ("{Moe, Lie, Dahl & Sons} and Lie, Bo", [{"literal": "Moe, Lie, Dahl & Sons"}, LIE]),
        ("Moe Holm, Ann Berit", [{"family": "Moe Holm", "given": "Ann Berit"}]),
    ],
)
def test_names_that_no_and_parts(written: str, names: list[dict[str, str]]) -> None:
    assert bibtex(f"title={{Ice}}, author={{{written}}}")["author"] == names


def test_mathematics_and_signs_in_fields() -> None:
    assert bibtex(r"title={Salts of H$_2$O at 10$^{-3}$ and $\alpha_1$}")["title"].endswith(
        "H<sub>2</sub>O at 10<sup>-3</sup> and α<sub>1</sub>"
    )
    doi = "10.1577/15(1994)123<0001:RO>2.3.CO;2"
    written = doi.replace("<", r"{\textless}").replace(">", r"{\textgreater}")
    assert bibtex(f"title={{Ice}}, doi={{{written}}}")["DOI"] == doi
    assert bibtex(r"title={Ice}, doi={10.1093/ab\textunderscore 12}")["DOI"] == "10.1093/ab_12"


def test_a_path_that_is_an_address_or_has_a_tilde() -> None:
    assert split_file_field("file:///home/ann/My%20Ice.txt") == ("home/ann/My Ice.txt",)
    assert split_file_field(r"ice\textasciitilde 1.txt") == ("ice~1.txt",)


def test_a_paper_in_proceedings_that_has_the_type_of_proceedings() -> None:
    record = "TY  - CONF\nTI  - Ice\nT2  - Ice Days\nSP  - 3\nEP  - 9\nER  - \n"
    paper = parse_ris(record).entries[0].item
    assert (paper["type"], paper["container-title"], paper["page"]) == ("paper-conference", "Ice Days", "3-9")
    assert parse_ris("TY  - CONF\nTI  - Ice Days\nER  - \n").entries[0].item["type"] == "book"
    reprint = parse_ris("TY  - BOOK\nTI  - Ice\nPY  - 1990\nOP  - 1867\nER  - \n").entries[0].item
    assert reprint["original-date"] == {"date-parts": [[1867]]}


def test_what_lines_of_a_note_say_of_key_and_archive() -> None:
    note = "Citation Key: moeIce\narchive_location: Box 2, folder 7"
    assert read_item({"title": "Ice", "note": note})["archive_location"] == "Box 2, folder 7"
    text = '[{"id": "http://x.example/1", "type": "book", "title": "Ice", "note": "Citation Key: moeIce"}]'
    assert parse_csl_json(text).entries[0].item["id"] == "moeIce"


def test_a_title_too_unsure_to_be_given_is_sure_where_a_bibliography_has_it(tmp_path: Path) -> None:
    for name, title in (("a", "Grey Ferries"), ("b", "Night Ferries")):
        (tmp_path / f"{name}.txt").write_text(
            f"{title}\n\nHere the text begins, and it says of {title.lower()} that the ice held for two winters.\n",
            encoding="utf-8",
        )
    (tmp_path / "works.bib").write_text(
        "@book{a, author={Moe, Ann}, title={Grey Ferries}, year=1999}\n"
        "@book{b, author={Lie, Bo}, title={Night Ferries}, year=1999}\n",
        encoding="utf-8",
    )
    init_library(tmp_path)
    with open_library(tmp_path) as library:
        library.index()
        authors = {source.document.file: source.document.metadata.authors for source in library.sources()}
    assert authors == {"a.txt": ("Moe, Ann",), "b.txt": ("Lie, Bo",)}


def test_latex_has_no_braces_that_command_nothing() -> None:
    item = {"type": "article-journal", "title": "On “Grey” Quays", "container-title": "Ice", "author": [MOE]}
    request = Request(item, find_style("chicago"), to=Output.LATEX)
    assert render([request])[0].text == r"Ann Moe, “On ‘Grey’ Quays,” \emph{Ice}, n.d."
