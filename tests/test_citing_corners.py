"""The corners of citing: what exports leave in fields, locators in two steps, reprints, editions, lists of works."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.shell_completion import get_completion_class

from kurilsearch.cite.as_typed import as_typed
from kurilsearch.cite.locator import parse_locator
from kurilsearch.cite.render import Form, Request, listed_order, render
from kurilsearch.cite.styles import find_style
from kurilsearch.cli.app import app
from kurilsearch.csl.dates import csl_date, read_date, reprint_dates
from kurilsearch.csl.doi import bare_doi, find_dois
from kurilsearch.csl.editions import edition_number
from kurilsearch.csl.entities import read_entities, read_entities_in_latex
from kurilsearch.csl.items import read_item
from kurilsearch.csl.names import read_names
from kurilsearch.csl.title_language import may_be_english, with_title_language
from kurilsearch.describe.files.bibtex import parse_bibtex
from kurilsearch.describe.files.file_field import split_file_field
from kurilsearch.describe.files.ris import parse_ris
from kurilsearch.hit import locate_page
from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library
from kurilsearch.model import Document, Metadata, Page


def bibtex(fields: str) -> dict[str, Any]:
    """Return the item of one entry."""
    return dict(parse_bibtex(f"@book{{k, {fields}}}").entries[0].item)


@pytest.mark.parametrize(
    ("title", "english"),
    [
        ("Harbours of the North", True),
        ("Sea and Snow", True),
        ("Die Häfen im Eis", False),
        ("Der Fischer und das Meer", False),
        ("Les ports et les hommes", False),
        ("Historia de los puertos del norte", False),
        ("Storia marittima giapponese", False),
        ("De havens van het noorden", False),
        ("Северные порты", False),
        ("Sakhalin", True),
    ],
)
def test_only_english_titles_are_capitalised(title: str, english: bool) -> None:
    assert may_be_english(title) is english
    assert ("language" not in with_title_language({"title": title})) is english
    assert with_title_language({"title": title, "language": "fi"})["language"] == "fi"


def test_a_short_title_is_in_the_language_of_its_book() -> None:
    assert with_title_language({"title": "Eis", "container-title": "Die Häfen des Nordens"})["language"] == "de"
    assert "language" not in with_title_language({"title": "Ice", "container-title": "The harbours of the north"})
    assert "language" not in with_title_language({"title": "Ice on the bay", "container-title": "Revue de la mer"})


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("Second", "2"), ("2nd ed.", "2"), ("3rd edition", "3"), ("2d ed.", "2"), ("Zweite Auflage", "2"),
        ("2. Aufl.", "2"), ("2e éd.", "2"), ("Segunda edición", "2"), ("2-е изд.", "2"), ("第2版", "2"),
        ("2nd, revised", "2nd rev. ed."), ("rev. ed.", "rev. ed."), ("Kindle", "Kindle"),
        ("Third revised", "3rd rev. ed."), ("Revised edition", "rev. ed."), ("11th enl. edn", "11th enl. ed."),
    ],
)  # fmt: skip
def test_the_number_of_an_edition(written: str, number: str) -> None:
    assert edition_number(written) == number
    assert edition_number(number) == number


def test_entities_are_what_they_stand_for() -> None:
    assert read_entities("Ice &amp; Fire &#8211; &quot;a&quot; &amp;amp; AT&T; R&D") == 'Ice & Fire – "a" & AT&T; R&D'
    assert read_entities_in_latex(r"Ice \&amp; 5&#37;") == r"Ice \& 5\%"
    assert bibtex("title={Tides &amp; Times}")["title"].lower() == "tides & times"
    assert read_item({"title": "Tides &amp; Times", "publisher": "A &amp; B"})["publisher"] == "A & B"
    ris = "TY  - BOOK\nTI  - Tides &amp; Times\nAU  - Moe, J&#248;rn\nER  - \n"
    assert parse_ris(ris).entries[0].item["author"] == [{"family": "Moe", "given": "Jørn"}]


def test_a_doi_of_a_serial_item_is_whole() -> None:
    angled, square = "10.1002/(SICI)10(1990)4:2<11::AID-X9>3.0.CO;2-1", "10.1890/0(2006)8[20:AB]2.0.CO;2"
    for doi in (angled, square):
        assert bare_doi(f"https://doi.org/{doi}") == bare_doi(doi) == doi
        assert find_dois(f"See {doi}, p. 4.") == (doi.lower(),)
    assert bibtex(f"doi={{{angled}}}")["DOI"] == angled
    assert bare_doi(angled.replace("<", "&lt;").replace(">", "&gt;")) == angled


@pytest.mark.parametrize("written", ["Moe, Ann; Lie, Bo; Dahl, Kim", "Moe, Ann；Lie, Bo； Dahl, Kim"])
def test_semicolons_part_names(written: str) -> None:
    three = [{"family": "Moe", "given": "Ann"}, {"family": "Lie", "given": "Bo"}, {"family": "Dahl", "given": "Kim"}]
    assert bibtex(f"author={{{written}}}")["author"] == three
    assert read_names(written) == read_names([written]) == read_names({"literal": written}) == three
    assert parse_ris(f"TY  - BOOK\nAU  - {written}\nER  - \n").entries[0].item["author"] == three
    assert len(bibtex("author={{Moe; Lie and Sons} and Dahl, Kim}")["author"]) == 2


@pytest.mark.parametrize(
    "written",
    [
        "Moe, Ann, 1850-1890",
        "Moe, Ann (1815–1882)",
        "Moe, Ann, b. 1920",
        "Moe, Ann, 1920-",
        "Moe, Ann [pseud.]",
        "Moe, Ann, 1850-1890 [pseud.]",
        "Moe, Ann, ca. 1850-approximately 1890",
    ],
)
def test_catalogues_say_when_somebody_lived(written: str) -> None:
    assert read_names(written) == [{"family": "Moe", "given": "Ann"}]
    assert read_names({"family": "Moe", "given": written.partition(", ")[2]}) == [{"family": "Moe", "given": "Ann"}]


def test_the_note_of_an_item_holds_fields_in_its_lines() -> None:
    item = read_item({
        "type": "book", "title": "Sea", "issued": {"date-parts": [["1990"]]},
        "note": "A fine book.\noriginal-date: 1867\nOriginal Title: Hav\ntranslator: Moe || Ann\nCitation Key: hav",
    })  # fmt: skip
    assert item["note"] == "A fine book."
    assert item["original-date"] == {"date-parts": [[1867]]}
    assert (item["original-title"], item["id"]) == ("Hav", "hav")
    assert item["translator"] == [{"family": "Moe", "given": "Ann"}]
    assert read_item({"note": "Mind: a colon in a sentence"})["note"] == "Mind: a colon in a sentence"


def test_reprints_have_two_dates() -> None:
    for written in ("1867/1990", "[1867] 1990", "1990 [1867]", "1990 (originally published 1867)"):
        assert reprint_dates(written) == ({"date-parts": [[1867]]}, {"date-parts": [[1990]]})
        item = bibtex(f"year={{{written}}}")
        assert (item["issued"], item["original-date"]) == ({"date-parts": [[1990]]}, {"date-parts": [[1867]]})
    assert reprint_dates("1985/1992") is None
    assert csl_date("1985/1992") == {"date-parts": [[1985], [1992]]}


def test_dates_that_the_work_does_not_print() -> None:
    assert csl_date("[1923]") == {"date-parts": [[1923]], "literal": "[1923]"}
    assert csl_date("[1923?]") == csl_date("c. 1923") == {"date-parts": [[1923]], "circa": True}
    for undated in ("n.d.", "o. J.", "s. d.", "б. г."):
        assert read_date({"literal": undated}) is None


@pytest.mark.parametrize("month", ["May--June", "may # {--} # jun", "Mai/Juni", "May and June"])
def test_months_of_a_double_number(month: str) -> None:
    value = month if "#" in month else f"{{{month}}}"
    assert bibtex(f"year=2001, month={value}")["issued"] == {"date-parts": [[2001, 5], [2001, 6]]}
    assert csl_date("May–June 2001") == {"date-parts": [[2001, 5], [2001, 6]]}


def test_latex_in_fields_and_paths() -> None:
    assert bibtex(r"title={The \$3 Fare and a 5\$ One}")["title"].startswith("The $3 ")
    assert bibtex(r"title={On \enquote{a \enquote{small} sea}}")["title"] == "On “a ‘small’ sea”"
    assert (
        split_file_field(r":papers/Bj{\o}rn - G{\"{o}}ta - Mart\'{i}n.pdf:PDF")[0] == "papers/Bjørn - Göta - Martín.pdf"
    )
    assert split_file_field(r"C\:\\Users\\anna\\x.pdf")[0] == r"C:\Users\anna\x.pdf"


def test_a_file_is_named_in_the_fields_of_older_programs_too() -> None:
    (entry,) = parse_bibtex("@book{k, pdf={old.pdf}, local-url={file://localhost/home/anna/My%20Tides.pdf}}").entries
    assert entry.files == ("old.pdf", "home/anna/My Tides.pdf")


def test_a_body_that_is_an_abbreviation_keeps_its_capitals() -> None:
    authors = bibtex("author={UNESCO and Moe, Ann and NATO}")["author"]
    assert authors == [{"literal": "UNESCO"}, {"family": "Moe", "given": "Ann"}, {"literal": "NATO"}]


def test_a2_is_whom_a_letter_was_sent_to() -> None:
    letter = parse_ris("TY  - PCOMM\nAU  - Moe, Ann\nA2  - Lie, Bo\nAV  - Box 3, Folder 7\nER  - \n").entries[0].item
    assert letter["recipient"] == [{"family": "Lie", "given": "Bo"}]
    assert letter["archive_location"] == "Box 3, Folder 7"
    assert "editor" not in letter
    assert bibtex("box={3}, folder={7}, archive={City Archive}")["archive_location"] == "Box 3, Folder 7"


MOE: dict[str, Any] = {
    "type": "book",
    "author": [{"family": "Moe", "given": "Ann"}],
    "issued": {"date-parts": [[2007]]},
}


def test_works_of_one_author_and_year_are_told_apart(tmp_path: Path) -> None:
    for name, title in (("b", "Tides"), ("a", "Currents"), ("c", "Anchors")):
        (tmp_path / f"{name}.txt").write_text(f"A text about {title}.\n", encoding="utf-8")
    (tmp_path / "works.bib").write_text(
        "@book{t, author={Moe, Ann}, title={Tides}, year=2007, file={b.txt}}\n"
        "@book{c, author={Moe, Ann}, title={Currents}, year=2007, file={a.txt}}\n"
        "@book{a, author={Lie, Bo}, title={Anchors}, year=1999, file={c.txt}}\n",
        encoding="utf-8",
    )
    init_library(tmp_path)
    with open_library(tmp_path) as library:
        library.index()
        cited = [each.text for each in library.cite_sources(["b.txt", "a.txt", "c.txt"], "apa", form="intext")]
        assert cited == ["(Moe, 2007b)", "(Moe, 2007a)", "(Lie, 1999)"]
        assert library.cite_sources(["b.txt"], "apa", form="intext")[0].text == "(Moe, 2007)"
        cited = [each.text for each in library.cite_sources(["b.txt", "c.txt", "a.txt"], "mla", form="intext")]
        assert cited == ["(Moe, Tides)", "(Lie)", "(Moe, Currents)"]


def test_a_list_is_sorted_as_the_style_sorts() -> None:
    items = [
        MOE | {"title": "Tides"},
        MOE | {"title": "Currents"},
        {"type": "book", "title": "Anchors", "author": [{"family": "Lie", "given": "Bo"}]},
    ]
    assert listed_order(items, find_style("apa")) == [2, 1, 0]
    assert listed_order(items, find_style("ieee")) == [0, 1, 2]


@pytest.mark.parametrize(
    ("style", "place", "shown"),
    [
        ("apa", "vol. 2, p. 5", "(Moe, 2007, Volume 2, p. 5)"),
        ("apa", "chap. 5, pp. 12-13", "(Moe, 2007, Chapter 5, pp. 12–13)"),
        ("chicago-author-date", "2:5", "(Moe 2007, vol. 2, 5)"),
        ("ieee", "vol. 2, p. 5", "[1, Vol. 2, p. 5]"),
    ],
)
def test_a_place_within_another_is_cited(style: str, place: str, shown: str) -> None:
    request = Request(MOE | {"title": "Tides"}, find_style(style), parse_locator(place), Form.INTEXT)
    assert render([request])[0].text == shown


@pytest.mark.parametrize(
    ("typed", "source", "pasted"),
    [
        ("the ferry … was late", "the ferry from the north was late", "the ferry … was late"),
        ("[T]he ferry was late", "the ferry was late", "[T]he ferry was late"),
        ("the ferr[ies] [of 1961] were late", "the ferry were late", "the ferr[ies] [of 1961] were late"),
        ("the ferry [...], was lete", "the ferry of the north, was late", "the ferry [...], was late"),
        ("…the ferry was late...", "the ferry was late", "…the ferry was late..."),
        ("the fery was late", "the ferry was late", "the ferry was late"),
        ("船は〔中略〕遅れた", "船は北の島から来て遅れた", "船は〔中略〕遅れた"),
        ("船は、（中略）遅れた", "船は、北の島から来て遅れた", "船は、（中略）遅れた"),
        ("船は［北の］港に遅れた", "船は港に遅れた", "船は［北の］港に遅れた"),
        ("the ferry {…} was late", "the ferry from the north was late", "the ferry {…} was late"),
        ("Лодка <...> опоздала", "Лодка с севера опоздала", "Лодка <...> опоздала"),
        ("a toll of 7% … on tar", "a toll of 7% was laid on tar", "a toll of 7% … on tar"),
        ("a toll … $4 a keg", "a toll was laid of $4 a keg", "a toll … $4 a keg"),
        ("“a toll,” … he said", "“a toll,” so he said", "“a toll,” … he said"),
        (
            "a toll (so he called it) … on tar",
            "a toll (so he called it) fell on tar",
            "a toll (so he called it) … on tar",
        ),
        ("the ferry (emphasis added) was late", "the ferry was late", "the ferry (emphasis added) was late"),
        ("лодка опоздала (курсив мой. — Н. К.)", "лодка опоздала", "лодка опоздала (курсив мой. — Н. К.)"),
        ("the ferry (a steamer) was late", "the ferry (a steamer) was late", "the ferry (a steamer) was late"),
    ],
)
def test_what_was_typed_stays(typed: str, source: str, pasted: str) -> None:
    left_out = {"the ferry … was late": ["from the north"]}.get(typed, [])
    assert as_typed(typed, source, left_out) == pasted


def test_a_bib_entry_goes_out_as_it_came_in(tmp_path: Path) -> None:
    kept = r"""@book{moe2007, author = {{Moe Family} and Lie, Bo}, title = {The {Chofu Maru} in Winter},
  year = 2007, month = {May}, file = {b.txt}}"""
    (tmp_path / "b.txt").write_text("A text about winter.\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text("A text about tides.\n", encoding="utf-8")
    leaning = (
        '@string{np = "North Press"}\n@book{lie1999, author={Lie, Bo}, title={Tides}, publisher=np, file={c.txt}}\n'
    )
    (tmp_path / "works.bib").write_text(f"{kept}\n{leaning}", encoding="utf-8")
    init_library(tmp_path)
    with open_library(tmp_path) as library:
        library.index()
        assert library.export(["b.txt"], "bibtex") == f"{kept}\n"
        both = library.export(["c.txt", "b.txt"], "biblatex")
        assert both.startswith(kept)
        assert "North Press" in both
        library.set_source("b.txt", {"publisher": "South Press"})
        assert "South Press" in library.export(["b.txt"], "bibtex")


def document(*pages: tuple[int, str | None]) -> Document:
    """Return a document whose pages begin at these characters, with these labels."""
    listed = tuple(Page(start, number, label) for number, (start, label) in enumerate(pages, 1))
    return Document(1, "a.txt", Metadata(), "en", "text", "utf-8", 60_000, 1, listed)


def test_a_page_between_marks_that_are_lost_is_a_range() -> None:
    marked = document((0, "82"), (2_000, "83"), (4_000, "84"), (24_000, "94"), (26_000, "95"))
    assert locate_page(marked, (2_100, 2_200)) == ("83", 2)
    assert locate_page(marked, (9_000, 9_100)) == ("84-93", 3)
    assert locate_page(marked, (23_900, 24_100)) == ("84-94", 3)
    blank_leaf = document((0, "82"), (2_000, "83"), (4_000, "84"), (6_000, "86"), (8_000, "87"))
    assert locate_page(blank_leaf, (4_100, 4_200)) == ("84", 3)


@pytest.mark.parametrize(("begun", "offered"), [("st", "status"), ("re", "references"), ("", "search")])
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_the_first_word(shell: str, begun: str, offered: str) -> None:
    completed = get_completion_class(shell)
    assert completed is not None
    completion = completed(app, {}, "kurilsearch", "_KURILSEARCH_COMPLETE")
    assert offered in [each.value for each in completion.get_completions([], begun)]


def test_a_shell_completes_the_filters_of_a_query() -> None:
    completed = get_completion_class("bash")
    assert completed is not None
    completion = completed(app, {}, "kurilsearch", "_KURILSEARCH_COMPLETE")
    assert [each.value for each in completion.get_completions(["search"], "ci")] == ["cites:"]
