"""Items for other programs: what is written, and that pandoc reads it back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.cite.export import ExportFormat, export, ris_lines
from kurilsearch.describe.files.bibtex import parse_bibtex
from kurilsearch.describe.files.ris import parse_ris
from kurilsearch.errors import CitationError
from kurilsearch.programs.pandoc import run_pandoc

GOLDEN = Path(__file__).parent / "golden" / "cite"
ITEMS: list[dict[str, Any]] = json.loads((GOLDEN / "items.json").read_text(encoding="utf-8"))
MORI, LAPIN, MEER, MINISTRY, TIMETABLE = ITEMS


def read_back(text: str, format: str) -> dict[str, dict[str, Any]]:
    read = json.loads(run_pandoc([f"--from={format}", "--to=csljson"], text))
    return {item["id"]: item for item in read}


def test_csl_json_is_what_was_given() -> None:
    assert json.loads(export(ITEMS, ExportFormat.CSLJSON)) == ITEMS


def test_an_article_as_ris() -> None:
    assert export([MORI], ExportFormat.RIS) == (
        "TY  - JOUR\nID  - mori2021\nAU  - Mori, Aiko\nTI  - Two harbours: A winter on the Chōfu Maru\n"
        "T2  - Journal of Ferry Studies\nVL  - 12\nIS  - 3\nDO  - 10.5555/jfs.2021.12\nLA  - en\n"
        "PY  - 2021\nDA  - 2021/05/03\nSP  - 210\nEP  - 231\nSN  - 1234-5679\nER  - \n"
    )


def test_ris_of_a_chapter_a_report_and_a_page() -> None:
    chapter, report, page = (list(ris_lines(item)) for item in (MEER, MINISTRY, TIMETABLE))
    assert ("AU", "van der Meer, Jan") in chapter
    assert ("A2", "Ōta, Ken") in chapter
    assert ("T3", "Sea Roads") in chapter
    assert ("AU", "Ministry of Ferries & Harbours,") in report
    assert ("M1", "7") in report
    assert [line for line in page if line[0] in ("PY", "DA", "Y2")] == [
        ("PY", "2003"),
        ("DA", "2003/12"),
        ("Y2", "2024/02/29"),
    ]


@pytest.mark.parametrize("format", [ExportFormat.RIS, ExportFormat.BIBLATEX, ExportFormat.BIBTEX])
def test_pandoc_reads_back_what_is_written(format: ExportFormat) -> None:
    read = read_back(export(ITEMS, format), format.value)
    assert list(read) == [item["id"] for item in ITEMS]
    for item in ITEMS:
        back = read[item["id"]]
        assert back["issued"]["date-parts"][0][0] == item["issued"]["date-parts"][0][0]
        for name in ("title", "container-title", "volume", "issue", "publisher", "DOI", "URL"):
            # The site of a web page has no field in BibTeX's @misc and BibLaTeX's @online.
            has_field = format is ExportFormat.RIS or (name, item) != ("container-title", TIMETABLE)
            if name in item and has_field:
                plain = str(item[name]).replace("<i>", "").replace("</i>", "")
                assert back[name].replace("<i>", "").replace("</i>", "").casefold() == plain.casefold()
        for name in item.get("author", ()):
            kept = {key: value for key, value in name.items() if "particle" not in key}
            assert any(
                list(kept.values()) == [value for key, value in other.items() if "particle" not in key]
                for other in back["author"]
            )


def test_bibtex_keeps_the_identifiers_that_pandoc_leaves_out() -> None:
    bibtex = export([MORI, LAPIN], ExportFormat.BIBTEX)
    assert bibtex.count("doi = {10.5555/jfs.2021.12}") == 1
    assert bibtex.count("issn = {1234-5679}") == 1
    assert bibtex.index("doi = ") < bibtex.index("@book{лапин1995") < bibtex.index("isbn = {5-85555-000-1}")


def test_a_date_in_words_gives_its_year() -> None:
    item = {"id": "x", "type": "book", "title": "X", "issued": {"literal": "circa 1990"}}
    assert "year = {1990}" in export([item], ExportFormat.BIBTEX)
    assert "PY  - 1990\n" in export([item], ExportFormat.RIS)


@pytest.mark.parametrize(
    ("dates", "bibtex", "biblatex"),
    [
        ({"date-parts": [[1933]], "circa": True}, "year = {1933}", "date = {1933~}"),
        ({"date-parts": [[1933], [1935]]}, "year = {1933--1935}", "date = {1933/1935}"),
        (
            {"date-parts": [[2010, 5, 3], [2010, 5, 7]]},
            "year = {2010},\n  month = {may}",
            "date = {2010-05-03/2010-05-07}",
        ),
        ({"date-parts": [[2010, 5], [2011, 6]]}, "year = {2010},\n  month = {may}", "date = {2010-05/2011-06}"),
    ],
)
def test_dates_as_each_format_has_them(dates: dict[str, Any], bibtex: str, biblatex: str) -> None:
    item = {"id": "x", "type": "book", "title": "X", "issued": dates}
    for format, written in ((ExportFormat.BIBTEX, bibtex), (ExportFormat.BIBLATEX, biblatex)):
        exported = export([item], format)
        assert exported == f"@book{{x,\n  title = {{X}},\n  {written}\n}}\n"
        assert parse_bibtex(exported).problems == []
    assert parse_bibtex(export([item], ExportFormat.BIBLATEX)).entries[0].item["issued"] == dates


def test_a_list_of_names_that_goes_on_says_so() -> None:
    item = {
        "id": "x",
        "type": "book",
        "title": "X",
        "author": [{"family": "Mori", "given": "A."}, {"literal": "others"}],
    }
    for format in (ExportFormat.BIBTEX, ExportFormat.BIBLATEX):
        assert "author = {Mori, A. and others}" in export([item], format)
        assert parse_bibtex(export([item], format)).entries[0].item["author"] == item["author"]
    assert parse_ris(export([item], ExportFormat.RIS)).entries[0].item["author"] == item["author"]


@pytest.mark.parametrize("kind", ["dropping-particle", "non-dropping-particle"])
def test_an_elided_particle_is_one_word_with_the_name(kind: str) -> None:
    names = [{"family": "Arc", "given": "Jeanne", kind: "d’"}, {"family": "Ek", "given": "Bo’"}]
    item = {"id": "x", "type": "book", "title": "The d’ and X", "author": names}
    for format in (ExportFormat.BIBTEX, ExportFormat.BIBLATEX):
        assert "author = {d’Arc, Jeanne and Ek, Bo’}" in export([item], format)
    assert ("AU", "d’Arc, Jeanne") in list(ris_lines(item))


def test_a_work_that_is_to_appear_is_still_to_appear() -> None:
    item = {"id": "x", "type": "book", "title": "X", "status": "in press"}
    assert "year = {in press}" in export([item], ExportFormat.BIBTEX)
    assert "pubstate = {in press}" in export([item], ExportFormat.BIBLATEX)
    for format in (ExportFormat.BIBTEX, ExportFormat.BIBLATEX):
        assert parse_bibtex(export([item], format)).entries[0].item["status"] == "in press"
    assert parse_ris(export([item], ExportFormat.RIS)).entries[0].item["status"] == "in press"


def test_no_items_are_an_empty_file() -> None:
    assert [export([], format) for format in ExportFormat] == ["", "", "", "[]\n"]


@pytest.mark.parametrize("format", list(ExportFormat))
def test_a_work_without_a_key_is_named(format: ExportFormat) -> None:
    with pytest.raises(CitationError, match="“Море и берег” has no cite key"):
        export([MORI, {**LAPIN, "id": ""}], format)


words = st.text(min_size=1, max_size=30)
items = st.fixed_dictionaries(
    {"id": st.text("abc123", min_size=1)},
    optional={
        "type": st.sampled_from(["book", "thesis", "nonsense"]),
        "title": words,
        "page": words,
        "note": words,
        "keyword": words,
        "author": st.lists(st.fixed_dictionaries({}, optional={"family": words, "given": words, "literal": words})),
        "issued": st.sampled_from([{}, {"date-parts": [[]]}, {"date-parts": [[2021, 5]]}, {"raw": "n.d."}]),
    },
)


@given(items)
def test_a_ris_record_is_one_tag_a_line_from_ty_to_er(item: dict[str, Any]) -> None:
    lines = export([item], ExportFormat.RIS).split("\n")
    assert lines.pop() == ""
    assert lines[0].startswith("TY  - ")
    assert lines[-1] == "ER  - "
    assert all(line[2:6] == "  - " and line[:2].isalnum() and "\r" not in line for line in lines)
    assert sum(line.startswith(("TY  - ", "ER  - ")) for line in lines) == 2
