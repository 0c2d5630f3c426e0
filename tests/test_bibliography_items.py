"""Bibliographies as CSL items: what each format says, what is wrong with it, which source it describes, who says so.

The golden files pair what a bibliography writes with the CSL JSON it becomes; KURILSEARCH_UPDATE_GOLDEN=1 writes the
second half anew.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.cite.completeness import missing
from kurilsearch.csl.dates import csl_date, read_date
from kurilsearch.csl.doi import find_dois, normalise_doi
from kurilsearch.csl.items import metadata_of, plain_text, read_item
from kurilsearch.csl.names import cited_name, csl_name
from kurilsearch.describe.describe import describe_work
from kurilsearch.describe.files.bibliography import Bibliography, load_bibliography
from kurilsearch.describe.files.bibtex import parse_bibtex
from kurilsearch.describe.files.csl_json import parse_csl_json
from kurilsearch.describe.files.entry import BibliographyEntry, ParsedBibliography
from kurilsearch.describe.files.latex_titles import csl_title
from kurilsearch.describe.files.ris import parse_ris
from kurilsearch.describe.files.yaml_references import parse_yaml_references
from kurilsearch.describe.origins import Layer, merge
from kurilsearch.describe.sources_file import read_sources_file, set_fields
from kurilsearch.errors import SettingsError
from kurilsearch.model import Metadata
from kurilsearch.work import Described, Item, Origin, OriginKind
from tests.small_library import guess_of

Parser = Callable[[str], ParsedBibliography]

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden" / "bibliography"
PARSERS: dict[str, Parser] = {
    "bibtex": parse_bibtex,
    "ris": parse_ris,
    "json": parse_csl_json,
    "yaml": parse_yaml_references,
}


# What an entry becomes


def golden_pairs(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield title, bibliography and expected JSON of each pair."""
    for pair in (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").split("\n==\n"):
        given_text, _, expected = pair.partition("\n--\n")
        title, _, source = given_text.partition("\n")
        yield title, source, expected.strip()


def as_json(parsed: ParsedBibliography) -> str:
    """Return the items one field a line, and after each the files that it names."""
    lines: list[str] = []
    for entry in parsed.entries:
        fields = [
            f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in entry.item.items()
        ]
        if entry.files:
            fields.append(f'  "files of the entry": {json.dumps(entry.files, ensure_ascii=False)}')
        lines.append("{\n" + ",\n".join(fields) + "\n}")
    return "[" + ", ".join(lines) + "]"


@pytest.mark.parametrize("name", PARSERS)
def test_entries_become_csl_items(name: str) -> None:
    pairs = list(golden_pairs(name))
    found = [(title, source, as_json(PARSERS[name](source))) for title, source, _ in pairs]
    if os.environ.get("KURILSEARCH_UPDATE_GOLDEN"):
        text = "\n==\n".join(f"{title}\n{source}\n--\n{items}" for title, source, items in found)
        (GOLDEN / f"{name}.txt").write_text(text + "\n", encoding="utf-8", newline="\n")
    for (title, source, items), (_, _, expected) in zip(found, pairs, strict=True):
        assert PARSERS[name](source).problems == [], title
        assert json.loads(items) == json.loads(expected), title


@pytest.mark.parametrize("name", PARSERS)
def test_what_lists_show_agrees_with_the_item(name: str) -> None:
    for _, source, _ in golden_pairs(name):
        for entry in PARSERS[name](source).entries:
            of_item = metadata_of(dict(entry.item))
            assert entry.metadata.authors == of_item.authors
            assert entry.metadata.citekey == of_item.citekey
            if of_item.year is not None and of_item.year >= 1000:
                assert entry.metadata.year == of_item.year


def test_the_same_work_is_the_same_item_in_every_format() -> None:
    bib = """@article{k, author={Tanaka, Shōji}, title={Fishing rights}, journal={Northern Studies}, year=1998,
             volume=12, number=3, pages={217--231}, doi={10.1000/x}}"""
    ris = """TY  - JOUR\nAU  - Tanaka, Shōji\nTI  - Fishing rights\nJO  - Northern Studies\nPY  - 1998\nVL  - 12
IS  - 3\nSP  - 217\nEP  - 231\nDO  - 10.1000/x\nID  - k\nER  - \n"""
    (item,) = (entry.item for entry in parse_bibtex(bib).entries)
    (from_ris,) = (entry.item for entry in parse_ris(ris).entries)
    (from_json,) = (entry.item for entry in parse_csl_json(json.dumps([item], ensure_ascii=False)).entries)
    yaml = "references:\n- " + "\n  ".join(f"{name}: {json.dumps(value)}" for name, value in item.items())
    (from_yaml,) = (entry.item for entry in parse_yaml_references(yaml).entries)
    assert item == from_ris == from_json == from_yaml


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"The {USSR} and an {Old} Friend", "The USSR and an Old friend"),
        (r"{\'E}tudes and {\"U}ber-Notes", "Études and über-notes"),
        (r"Notes on \textit{Seikei Fukabun} in {\em Japan}", "Notes on <i>seikei fukabun</i> in <i>Japan</i>"),
        (r"H\textsubscript{2}O and the {iPod}", 'H<sub>2</sub>O and the <span class="nocase">iPod</span>'),
        ("World War II and J. Stalin, 1941--45", "World War II and J. Stalin, 1941–45"),
        ("Maps of the Sea of Okhotsk", "Maps of the Sea of Okhotsk"),
        ("A Map of the Soviet Union: an Atlas", "A map of the Soviet Union: an atlas"),
        ("Takamura's Visit to the Far East", "Takamura’s visit to the Far East"),
        ("The Travels of Hans Bjerke in the North", "The travels of Hans Bjerke in the north"),
        ("The Rose Garden of the North", "The rose garden of the north"),
        ("What Is to Be Done? The Answer of the 1990s", "What is to be done? The answer of the 1990s"),
        (r"{\textquotedblleft}Four{\textquotedblright} \enquote{Five\dots} \texteuro 5", "“Four” “five…” €5"),
        ("``Four Islands'' and the Emperor's Fleet", "“Four islands” and the emperor’s fleet"),
        ("Already in sentence case with Words", "Already in sentence case with Words"),
        (r"Sets \{A\} and unbalanced {brace", 'Sets {A} and unbalanced <span class="nocase">brace</span>'),
        ("", ""),
    ],
)  # fmt: skip
def test_titles_in_sentence_case(latex: str, text: str) -> None:
    assert csl_title(latex, english=True) == text


@given(st.text(alphabet="aAbB {}\\$'`~-emph&;:<é", max_size=60), st.booleans())
def test_any_title_is_read_and_its_tags_are_closed(latex: str, english: bool) -> None:
    title = csl_title(latex.replace("<", ""), english=english)
    assert len(re.findall(r"<(?:i|span)\b", title)) == title.count("</")
    assert not re.search("[\ue000-\ue00f]", title)


# Held against pandoc's own reading of a .bib file


def pandocs_items(file: Path) -> dict[str, Item]:
    """Return the items that pandoc makes of a .bib file, by cite key."""
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--sandbox", "-f", "biblatex", "-t", "csljson", str(file)]
    written = subprocess.run(command, capture_output=True, check=True, timeout=30).stdout
    return {item["id"]: item for item in json.loads(written)}


def test_the_repositorys_bibliography_is_read_as_pandoc_reads_it() -> None:
    """Not compared: the type ``document``, which pandoc leaves empty, regions of languages, and capitals after a hyphen
    (``Russo-japanese``) or in the name of a series.
    """
    file = ROOT / "seeds" / "library.bib"
    expected = pandocs_items(file)
    for found in load_bibliography([file]).entries:
        ours, theirs = dict(found.item), expected.pop(str(found.item["id"]))
        assert ours.pop("type") == (theirs.pop("type") or "document")
        assert ours.pop("language") == theirs.pop("language")[:2]
        for name in ("title", "title-short", "collection-title", "container-title"):
            assert str(ours.pop(name, "")).casefold() == theirs.pop(name, "").casefold()
        assert ours == theirs
    assert expected == {}


def test_the_title_of_a_list_and_of_a_citation_differ_in_capitals_alone() -> None:
    for found in load_bibliography([ROOT / "seeds" / "library.bib"]).entries:
        assert found.metadata.title is not None
        assert plain_text(found.item["title"]).casefold() == found.metadata.title.casefold()


# People


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ahn, Se Hyun", {"family": "Ahn", "given": "Se Hyun"}),
        ("Kimura Hiroshi", {"family": "Kimura", "given": "Hiroshi"}),
        ("Hiroshi Kimura", {"family": "Kimura", "given": "Hiroshi"}),
        ("Tanaka, Shōji", {"family": "Tanaka", "given": "Shōji"}),
        ("Горбачёв, Михаил Сергеевич", {"family": "Горбачёв", "given": "Михаил Сергеевич"}),
        ("de Gaulle, Charles", {"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de"}),
        ("Charles de Gaulle", {"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de"}),
        ("von Humboldt, Alexander", {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}),
        ("de la Cruz, Juan", {"family": "Cruz", "given": "Juan", "non-dropping-particle": "de la"}),
        ("d'Ormesson, Jean", {"family": "Ormesson", "given": "Jean", "non-dropping-particle": "d'"}),
        ("Van Buren, Martin", {"family": "Van Buren", "given": "Martin"}),
        ("Tolkien, J.R.R.", {"family": "Tolkien", "given": "J. R. R."}),
        ("Д.В. Стрельцов", {"family": "Стрельцов", "given": "Д. В."}),
        ("King, Martin Luther, Jr.", {"family": "King", "given": "Martin Luther", "suffix": "Jr."}),
        ("{Ministry of Foreign Affairs}", {"literal": "Ministry of Foreign Affairs"}),
        ("Ministry of Foreign Affairs, Japan", {"literal": "Ministry of Foreign Affairs, Japan"}),
        ("木村 汎", {"family": "木村", "given": "汎"}),
        ("木村汎", {"literal": "木村汎"}),
        ("Plato", {"literal": "Plato"}),
        ("", {}),
    ],
)
def test_names(name: str, parts: dict[str, str]) -> None:
    assert csl_name(name) == parts


@given(st.lists(st.text(alphabet="abcDEFōЖё'-", min_size=1, max_size=9), min_size=2, max_size=2))
def test_a_name_that_is_cited_is_read_back(words: list[str]) -> None:
    name = csl_name(", ".join(words))
    assert csl_name(cited_name(name)) == name


# Dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1985", {"date-parts": [[1985]]}),
        ("2015-04-01", {"date-parts": [[2015, 4, 1]]}),
        ("1985/1992-03", {"date-parts": [[1985], [1992, 3]]}),
        ("1985/..", {"date-parts": [[1985]]}),
        ("1985~", {"date-parts": [[1985]], "circa": True}),
        ("c. 1985", {"date-parts": [[1985]], "circa": True}),
        ("[1985?]", {"date-parts": [[1985]], "circa": True}),
        ("2001-21", {"date-parts": [[2001]], "season": 1}),
        ("1985-86", {"date-parts": [[1985], [1986]]}),
        ("2008/09", {"date-parts": [[2008], [2009]]}),
        ("1985–1992", {"date-parts": [[1985], [1992]]}),
        ("-0043", {"date-parts": [[-44]]}),
        ("2021/05/03/", {"date-parts": [[2021, 5, 3]]}),
        ("2021///Spring", {"date-parts": [[2021]]}),
        ("01.04.2015 г.", {"date-parts": [[2015, 4, 1]]}),
        ("1 апреля 2015", {"date-parts": [[2015, 4, 1]]}),
        ("5 May 1985", {"date-parts": [[1985, 5, 5]]}),
        ("May 5th, 1985", {"date-parts": [[1985, 5, 5]]}),
        ("September 2004", {"date-parts": [[2004, 9]]}),
        ("Spring 1988", {"date-parts": [[1988]], "season": 1}),
        ("2021年5月3日", {"date-parts": [[2021, 5, 3]]}),
        ("1985-13-40", {"date-parts": [[1985]]}),
        ("n.d.", None),
        ("in press", None),
        ("", None),
    ],
)
def test_dates(text: str, date: dict[str, object] | None) -> None:
    assert csl_date(text) == date


@given(st.dates())
def test_a_date_in_figures_is_read_whole(day: object) -> None:
    year, month, number = str(day).split("-")
    assert csl_date(str(day)) == {"date-parts": [[int(year), int(month), int(number)]]}


@given(st.recursive(st.none() | st.integers() | st.text(max_size=12), lambda inner: st.lists(inner, max_size=3)))
def test_any_value_of_a_data_file_is_a_date_or_none(value: object) -> None:
    date = read_date({"date-parts": value})
    assert date is None or all(part for part in date["date-parts"])


# Errors cost their own entry and no other, and are named by their line


BROKEN_JSON = """[
  {"id": "one", "type": "book", "title": "First"},
  {"id": "two", "type": "book", "title": "Second"
  {"id": "three", "type": "book", "title": "Third"},
  17,
  {"id": "four", "type": "book", "title": "Fourth"}
"""

BROKEN_YAML = """references:
- id: one
  title: First
- id: two
  title: "Second
- id: three
  title: *nobody
- just a word
- id: four
  title: Fourth
"""

BROKEN_RIS = """stray words
TY  - BOOK
TI  - First
PY  - 1985
TY  - BOOK
TI  - Second
a line that goes on
ER  -
TI  - Nowhere
TY  - BOOK
TI  - Third
"""

BROKEN_BIB = """@book{one, title = {First}}
@book{two, title = {Second}, crossref = {nobody}}
@book{three, title = {Third
@book{four, title = {Fourth}}
"""


@pytest.mark.parametrize(
    ("ending", "text", "titles", "lines"),
    [
        (".bib", BROKEN_BIB, ["First", "Second", "Fourth"], [2, 3]),
        (".json", BROKEN_JSON, ["First", "Third", "Fourth"], [4, 5, 6]),
        (".yaml", BROKEN_YAML, ["First", "Fourth"], [5, 7, 8]),
        (".ris", BROKEN_RIS, ["First", "Second a line that goes on", "Third"], [1, 2, 9, 10]),
    ],
)
def test_errors_are_named_by_line_and_the_rest_is_used(
    tmp_path: Path, ending: str, text: str, titles: list[str], lines: list[int]
) -> None:
    file = tmp_path / f"library{ending}"
    for newline in ("\n", "\r\n"):
        file.write_bytes(text.replace("\n", newline).encode())
        found = load_bibliography([file])
        assert [entry.metadata.title for entry in found.entries] == titles
        assert [warning.line for warning in found.warnings] == lines
        assert all(str(warning).startswith(f"{file}:") for warning in found.warnings)
        assert {entry.source for entry in found.entries} == {file.name}


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[1, 2]", '{"type": "FeatureCollection"', '[{"name": "x"}]', "not json", "[]", '[{"type": "Feature"}]'],
)
def test_other_json_is_no_bibliography(text: str) -> None:
    assert parse_csl_json(text) == ParsedBibliography([], [])


@pytest.mark.parametrize(
    "text", ["", "a: [", "title: x\nauthor: y\n", "references: none\n", "references:\n", "- a\n- b\n"]
)
def test_other_yaml_is_no_bibliography(text: str) -> None:
    assert parse_yaml_references(text) == ParsedBibliography([], [])


@given(st.text(alphabet='[]{}",: \nidtypeauhor1é\\', max_size=80))
def test_any_json_is_parsed_without_an_exception(text: str) -> None:
    parsed = parse_csl_json('[{"type": "book", "title": "Good"},' + text)
    assert parsed.entries[0].metadata.title == "Good"


@given(st.text(alphabet="TYERAUI-  \n1é", max_size=80))
def test_any_ris_is_parsed_without_an_exception(text: str) -> None:
    parsed = parse_ris("TY  - BOOK\nTI  - Good\nER  - \n" + text)
    assert parsed.entries[0].metadata.title == "Good"


@given(st.text(alphabet="- :[]{}&*!|>'\"#\nab1", max_size=80))
def test_any_yaml_is_parsed_without_an_exception(text: str) -> None:
    parsed = parse_yaml_references("references:\n- title: Good\n- " + text)
    assert parsed.entries[0].metadata.title == "Good"


def test_values_of_the_wrong_kind_are_left_out() -> None:
    item = read_item({"type": "book", "title": ["a"], "author": 7, "issued": "never", "volume": 3, "Colour": "red"})
    assert item == {"type": "book", "volume": "3"}


# Which source an entry describes


def entry(key: str, title: str, doi: str = "", *files: str) -> BibliographyEntry:
    item = {"id": key, "title": title, "DOI": doi}
    return BibliographyEntry(Metadata(title=title, authors=("A",), citekey=key), files, item)


def key_of(found: BibliographyEntry | None) -> object:
    return found.item["id"] if found else None


def test_the_file_decides_then_the_doi_then_the_title() -> None:
    found = Bibliography(
        (
            entry("file", "By its file", "", "papers/a.txt"),
            entry("doi", "By its DOI", "10.1000/ABC"),
            entry("title", "By the words of its title"),
        )
    )
    doi, title = "https://doi.org/10.1000/abc", "By the words of its title"
    assert key_of(found.find_entry("a.txt", [doi], [title])) == "file"
    assert key_of(found.find_entry("b.txt", [doi], [title])) == "doi"
    assert key_of(found.find_entry("b.txt", ["10.1000/other"], [None, title])) == "title"
    assert key_of(found.find_entry("b.txt")) is None
    assert key_of(found.find_entry("b.txt", [doi])) == "doi"


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Fishing Rights in the Northern Sea", "one"),
        ("Fishlng rights in the Nothern Sea", "one"),
        ("Fishing rights in the Southern Sea", None),
        ("Fishing rights", None),
        ("Ports and timber of the north 1", None),
    ],
)
def test_a_title_may_differ_in_a_letter_but_not_in_a_word(title: str, key: str | None) -> None:
    found = Bibliography(
        (
            entry("one", "Fishing rights in the northern sea"),
            entry("two", "Ports and timber of the north 2"),
            entry("three", "Ports and timber of the north 3"),
        )
    )
    assert key_of(found.find_entry("x.txt", titles=[title])) == key


FILED: list[tuple[object, tuple[str, ...]]] = [
    ("a.txt", ("a.txt",)),
    (["a.txt", "b/c.txt"], ("a.txt", "b/c.txt")),
    ([{"path": "a.txt"}, {"path": "b.txt", "title": "B"}, {"title": "no path"}], ("a.txt", "b.txt")),
    ({"path": "a.txt"}, ("a.txt",)),
    ({"title": "no path"}, ()),
]


@pytest.mark.parametrize(("file", "files"), FILED)
def test_data_files_may_name_files_too(file: object, files: tuple[str, ...]) -> None:
    item = {"type": "book", "title": "T", "file": file}
    assert parse_csl_json(json.dumps([item])).entries[0].files == files
    assert parse_yaml_references(f"references:\n- {json.dumps(item)}\n").entries[0].files == files


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("forthcoming", "forthcoming"),
        ("(In Press)", "in press"),
        ("to appear", "to appear"),
        ("im Druck.", "im Druck"),
        ("в печати", "в печати"),
    ],
)
def test_a_work_that_has_not_appeared_has_a_status_and_no_date(written: str, status: str) -> None:
    sources = {
        "bibtex": f"@book{{k, title={{T}}, date={{{written}}}}}",
        "ris": f"TY  - BOOK\nTI  - T\nPY  - {written}\nER  - \n",
        "yaml": f"references:\n- title: T\n  issued: {written}\n",
        "json": json.dumps([{"type": "book", "title": "T", "issued": {"literal": written}}]),
    }
    for name, source in sources.items():
        (found,) = PARSERS[name](source).entries
        assert found.item["status"] == status
        assert "issued" not in found.item


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Old Thing", "Old thing"),
        ("First of Two", "First of two"),
        ("A Study in Scarlet", "A study in scarlet"),
        ("War or Peace", "War or peace"),
        ("Nihon Gaikō Shi", "Nihon gaikō shi"),
        ("Die Alte Welt", "Die Alte Welt"),
        ("Deutsche Außenpolitik", "Deutsche Außenpolitik"),
        ("Россия и Япония", "Россия и Япония"),
    ],
)
def test_a_title_of_no_stated_language_is_english_unless_it_plainly_is_not(title: str, expected: str) -> None:
    assert parse_bibtex(f"@book{{k, title={{{title}}}}}").entries[0].item["title"] == expected
    assert parse_bibtex(f"@book{{k, title={{{title}}}, langid={{german}}}}").entries[0].item["title"] == title


@pytest.mark.parametrize(
    ("listed", "other"),
    [
        ("Title a of the matter", "Title b of the matter"),
        ("The Talks in London. Part I", "The Talks in London. Part II"),
        ("The Long Talks in London. Part Ⅰ", "The Long Talks in London. Part Ⅱ"),
        ("White Paper on Defence of Japan 1985", "White Paper on Defence of Japan 1986"),
        ("The History of the Kuril Islands: Volume 1", "The History of the Kuril Islands: Volume l"),
        ("A History of the Northern Islands, Part One", "A History of the Northern Islands, Part Two"),
        ("A long history of the islands in the thirteenth year", "A long history of the islands in the thirtieth year"),
        ("Geschichte der Kurilischen Inseln, erster Teil", "Geschichte der Kurilischen Inseln, zweiter Teil"),
        ("История Курильских островов, часть первая", "История Курильских островов, часть вторая"),
        (
            "Peace with Japan in the northern half of the century",
            "Peace with Japan in the southern half of the century",
        ),
    ],
)
def test_parts_volumes_and_years_of_a_work_are_not_one_another(listed: str, other: str) -> None:
    found = Bibliography((entry("k", listed),))
    assert key_of(found.find_entry("x.txt", titles=[listed.upper()])) == "k"
    assert key_of(found.find_entry("x.txt", titles=[other])) is None


def test_a_word_cut_in_two_is_still_itself() -> None:
    found = Bibliography((entry("k", "White Paper on Defence of Japan 1985"),))
    assert key_of(found.find_entry("x.txt", titles=["White Paper on De fence of Japan 1985"])) == "k"
    assert key_of(found.find_entry("x.txt", titles=["White Paper on Detence of Japan 1985"])) == "k"


@pytest.mark.parametrize(
    ("text", "dois"),
    [
        ("see https://doi.org/10.1000/ABC.5.", ("10.1000/abc.5",)),
        ("(doi:10.1000/a(b)c)", ("10.1000/a(b)c",)),
        ("DOI 10.1000/x, and 10.1000/X; 10.1000/y", ("10.1000/x", "10.1000/y")),
        ("on 10.10.1985 in room 10.1/2", ()),
    ],
)
def test_dois_in_text(text: str, dois: tuple[str, ...]) -> None:
    assert find_dois(text) == dois


def test_a_doi_is_one_however_it_is_written() -> None:
    for written in ("10.1000/Ab<c", "doi: 10.1000/ab", "http://dx.doi.org/10.1000%2Fab"):
        assert normalise_doi(written) == "10.1000/ab"
    assert normalise_doi("none") is None


# Who says what


USER, BIB, OWN, GUESS = (
    Origin(OriginKind.USER, "sources.toml"),
    Origin(OriginKind.BIBLIOGRAPHY, "library.bib"),
    Origin(OriginKind.DOCUMENT),
    Origin(OriginKind.GUESS),
)
ISSUED = {"date-parts": [[1985]]}


def test_each_field_comes_from_the_surest_that_has_it() -> None:
    described = merge(
        [
            Layer({"title": "Guessed", "volume": "3"}, GUESS),
            Layer({"title": "Own", "language": "ru", "page": "1-9"}, OWN),
            Layer({"title": "Listed", "issued": ISSUED, "type": "book", "page": "1"}, BIB),
            Layer({"title": "Set"}, USER),
        ]
    )
    assert described.item == {"title": "Set", "issued": ISSUED, "type": "book", "page": "1", "language": "ru"}
    assert {name: str(origin) for name, origin in described.origins.items()} == {
        "title": "user sources.toml",
        "issued": "bibliography library.bib",
        "type": "bibliography library.bib",
        "page": "bibliography library.bib",
        "language": "document",
    }
    assert described.guessed == frozenset()


def test_guesses_are_named_and_what_the_user_denies_is_gone() -> None:
    guess: Item = {"title": "Guessed", "author": [{"family": "Chair"}], "issued": ISSUED}
    described = merge([Layer(guess, GUESS), Layer({"author": []}, USER)])
    assert described.item == {"title": "Guessed", "issued": ISSUED}
    assert described.guessed == {"title", "issued"}
    assert described.without == {"author"}
    assert missing(described) == ()


FIELDS = st.sampled_from(["title", "author", "issued", "volume", "page", "publisher", "type"])
ITEMS = st.dictionaries(FIELDS, st.sampled_from(["", "document", "a", "b", "c"]), max_size=5)
LAYERS = st.fixed_dictionaries({USER: ITEMS, BIB: ITEMS, OWN: ITEMS, GUESS: ITEMS}).map(
    lambda said: [Layer(item, origin) for origin, item in said.items()]
)


@given(LAYERS, st.randoms(use_true_random=False))
def test_the_order_of_the_layers_does_not_matter(layers: list[Layer], random: object) -> None:
    shuffled = layers.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge(shuffled) == merge(layers)


@given(LAYERS)
def test_a_field_is_what_its_origin_says_and_no_surer_origin_says_otherwise(layers: list[Layer]) -> None:
    described = merge(layers)
    said = {layer.origin: layer.item for layer in layers}
    surest_first = [USER, BIB, OWN, GUESS]
    for name, value in described.item.items():
        if (name, value) == ("type", "document") and said[USER].get("type") != "document":
            continue  # nobody knows the type
        origin = described.origins[name]
        assert said[origin][name] == value
        for surer in surest_first[: surest_first.index(origin)]:
            assert said[surer].get(name, "") in ("", "document" if name == "type" else "")
            assert surer != USER or name not in said[surer]
    if any(said[BIB].values()) or said[BIB]:
        assert described.guessed <= {"title", "type"}


def test_a_source_is_described_from_all_that_is_known(tmp_path: Path) -> None:
    file = tmp_path / "library.bib"
    file.write_text(
        "@article{t98, title={Fishing Rights in the North}, doi={10.1000/x}, journal={Northern Studies}, year=1998}",
        encoding="utf-8",
    )
    own = {"title": "A file"}
    guess = {"author": [{"family": "Chair", "given": "A"}], "issued": {"date-parts": [[1901]]}}
    described = describe_work(
        "papers/a.txt",
        load_bibliography([file]),
        user={"volume": "36"},
        own=own | {"DOI": "https://doi.org/10.1000/X", "language": "en"},
        guess=guess_of(guess),
    )
    assert described.item == {
        "id": "t98",
        "type": "article-journal",
        "volume": "36",
        "title": "Fishing rights in the north",
        "container-title": "Northern Studies",
        "issued": {"date-parts": [[1998]]},
        "DOI": "10.1000/x",
        "language": "en",
    }
    origins = {name: str(origin) for name, origin in described.origins.items()}
    assert origins["volume"] == "user sources.toml"
    assert origins["title"] == "bibliography library.bib"
    assert origins["language"] == "document"
    assert [one.field for one in missing(described)] == ["author"], "a guess does not stand in for an entry"
    alone = describe_work("papers/a.txt", Bibliography(), own=own, guess=guess_of(guess))
    assert alone.guessed == {"author", "issued"}


def test_lists_and_hits_show_an_item_as_metadata() -> None:
    author = {"family": "Tanaka", "given": "Shōji"}
    item = {
        "id": "k",
        "title": "Fishing Rights",
        "author": [author],
        "issued": {"date-parts": [[1998]]},
        "language": "en-GB",
    }
    assert metadata_of(item) == Metadata("Fishing Rights", ("Tanaka, Shōji",), 1998, "k", "en")
    assert metadata_of({}) == Metadata()


def test_tags_are_for_styles_and_not_for_lists() -> None:
    assert plain_text('The <span class="nocase">iPod</span> <i>and</i> 1 < 2') == "The iPod and 1 < 2"


# What is missing


@pytest.mark.parametrize(
    ("item", "fields"),
    [
        (
            {"type": "article-journal", "title": "T", "author": [{"family": "A"}], "issued": ISSUED,
             "container-title": "J", "volume": "1", "page": "1-2"},
            [],
        ),
        (
            {"type": "article-journal", "title": "T", "author": [{"family": "A"}], "volume": "1"},
            ["issued", "container-title", "page"],
        ),
        ({"type": "book", "title": "T", "editor": [{"family": "E"}], "status": "forthcoming"}, ["publisher"]),
        ({"type": "webpage", "title": "T", "accessed": ISSUED, "publisher": "P"}, ["URL"]),
        ({"type": "chapter"}, ["author", "title", "issued", "container-title", "publisher", "page"]),
        ({"type": "performance", "title": "T"}, ["author", "issued"]),
        ({}, ["author", "title", "issued"]),
    ],
)  # fmt: skip
def test_what_a_complete_citation_still_needs(item: Item, fields: list[str]) -> None:
    assert [one.field for one in missing(item)] == fields
    assert [one.field for one in missing(Described(item))] == fields


def test_the_reason_is_in_words() -> None:
    assert [str(one) for one in missing({"type": "article-journal", "title": "T", "issued": ISSUED, "page": "1"})] == [
        "who wrote it is not known",
        "the journal it stands in is not known",
        "neither volume nor issue is known",
    ]


# What the user sets


BY_HAND = """# what I found on the title pages

["papers/ahn.txt"]  # the blue folder
author = ["Ahn, Se Hyun", "{Ministry of Trade}"]
year = 2021 # on the back
journal = "Northern Studies"

["b.txt"]
author = []
type = "newspaper article"
date = "1992-04-22"
"""


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (
            "json",
            r'[{"id": "ito", "type": "book", "title": "Ice \ud83d\ude00 \ud800", "author": [{"family": "It\udc00"}]}]',
        ),
        ("yaml", 'references:\n- id: ito\n  title: "Ice \\uD83D\\uDE00 \\uD800"\n  author:\n  - family: "It\\uDC00"\n'),
    ],
)
def test_halves_of_signs_are_put_together_or_replaced(form: str, text: str) -> None:
    """Data files may write a sign beyond the first 65,536 as two escapes; nothing can keep one of them alone."""
    (entry,) = PARSERS[form](text).entries
    assert (entry.item["title"], entry.item["author"]) == ("Ice 😀 \ufffd", [{"family": "It\ufffd"}])


def test_bytes_that_are_no_text_cannot_be_set(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    with pytest.raises(SettingsError, match="bytes that are no text"):
        set_fields(file, "a.txt", {"title": "Ice \udcff"})
    assert not file.exists()


def test_what_the_user_set_is_read(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(BY_HAND, encoding="utf-8")
    assert read_sources_file(file) == {
        "papers/ahn.txt": {
            "author": [{"family": "Ahn", "given": "Se Hyun"}, {"literal": "Ministry of Trade"}],
            "issued": {"date-parts": [[2021]]},
            "container-title": "Northern Studies",
        },
        "b.txt": {"author": [], "type": "article-newspaper", "issued": {"date-parts": [[1992, 4, 22]]}},
    }
    assert read_sources_file(tmp_path / "none.toml") == {}


def test_one_field_is_set_and_everything_else_stays(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(BY_HAND, encoding="utf-8")
    set_fields(file, "papers/ahn.txt", {"volume": "36"})
    with_volume = BY_HAND.replace('journal = "Northern Studies"\n', 'journal = "Northern Studies"\nvolume = "36"\n')
    assert file.read_text(encoding="utf-8") == with_volume
    set_fields(file, "papers/ahn.txt", {"volume": None, "year": "2022"})
    assert file.read_text(encoding="utf-8") == BY_HAND.replace("2021", "2022")
    set_fields(file, "papers/ahn.txt", {"date": "2022-05"})
    assert read_sources_file(file)["papers/ahn.txt"]["issued"] == {"date-parts": [[2022, 5]]}
    assert [path.name for path in tmp_path.iterdir()] == ["sources.toml"]


def test_the_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    set_fields(file, 'odd "name" [1].txt', {"author": "Ahn, Se Hyun; Ek, Bo", "title": "A “title”", "year": "2021"})
    set_fields(file, "b/c.txt", {"year": "1985"})
    assert file.read_text(encoding="utf-8").splitlines() == [
        r'["odd \"name\" [1].txt"]',
        'author = ["Ahn, Se Hyun", "Ek, Bo"]',
        'title = "A “title”"',
        "year = 2021",
        "",
        '["b/c.txt"]',
        "year = 1985",
    ]
    set_fields(file, "b/c.txt", {"year": None})
    assert "b/c.txt" not in read_sources_file(file)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('["a.txt"]\nauthor = "open\n', "line 2"),
        ('["a.txt"]\n\ncolour = "red"\n', "line 3: there is no field `colour`"),
        ('["a.txt"]\ntitle = "T"\nauthor = 7\n', "line 3: author must be names"),
        ('["a.txt"]\nyear = "soon"\n', "line 2: year must be a year or a date"),
        ('["a.txt"]\nyear = 1985\ndate = "1985"\n', "line 3: `date` is set twice under another name"),
        ('["a.txt"]\ntitle = ["T"]\n', "line 2: title must be text"),
        ('year = 1985\n["a.txt"]\n', "line 1: `year` stands in no source"),
        ('["a.txt"]\ntitle = "A"\n["b.txt"]\ntitle = 2.5\nvolum = 1\n', "line 5: there is no field `volum`"),
    ],
)
def test_errors_in_the_users_file_are_named_by_line(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        read_sources_file(file)
    assert message in error.value.message
    assert str(file) in error.value.message
    assert error.value.hint
    with pytest.raises(SettingsError):
        set_fields(file, "c.txt", {"year": "1985"})
    assert file.read_text(encoding="utf-8") == text, "a file with an error is not written"


def test_a_field_that_is_none_is_refused_with_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"There is no field `autor`\. Did you mean `author`"):
        set_fields(tmp_path / "sources.toml", "a.txt", {"autor": "Ek, Bo"})
    assert list(tmp_path.iterdir()) == []


@given(
    st.dictionaries(
        st.sampled_from(["title", "volume", "publisher"]),
        st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
        min_size=1,
    )
)
def test_what_is_set_is_read_back(tmp_path_factory: pytest.TempPathFactory, fields: dict[str, str]) -> None:
    file = tmp_path_factory.mktemp("sources") / "sources.toml"
    set_fields(file, "a.txt", fields)
    assert read_sources_file(file) == {"a.txt": {name: " ".join(value.split()) for name, value in fields.items()}}
