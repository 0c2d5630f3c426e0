"""What witnesses say of a work is weighed: who agrees makes it surer, who contradicts leaves a doubt to be settled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.cli.app import app
from kurilsearch.csl.names import csl_name
from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library
from kurilsearch.model import SourceText
from kurilsearch.parse import parse_document
from kurilsearch.witnesses.agreement import agree
from kurilsearch.witnesses.citation import OWN, of_citation
from kurilsearch.witnesses.guess import guess_work
from kurilsearch.witnesses.weigh import Statement, weigh
from kurilsearch.work import Candidate, given_of

SHARES = st.floats(0.05, 0.95)


def people(*names: str) -> list[dict[str, str]]:
    return [csl_name(name) for name in names]


# Weighing


@given(SHARES)
def test_what_one_witness_says_keeps_its_probability(share: float) -> None:
    (only,) = weigh("title", [Statement("page", [("Ice", share)])])
    assert only.probability == pytest.approx(share, abs=0.001)
    assert only.given == (share > 0.5)


@given(SHARES, SHARES)
def test_a_second_witness_counts_for_what_it_says(one: float, other: float) -> None:
    alone = weigh("title", [Statement("page", [("Ice", one)])])[0].probability
    page, head = Statement("page", [("Ice", one)]), Statement("head", [("ICE", other)])
    agreed = weigh("title", [page, head])
    contradicted = {
        each.value: each.probability for each in weigh("title", [page, Statement("head", [("Fog", other)])])
    }
    assert len(agreed) == 1
    assert agreed[0].witnesses == ("page", "head")
    if other > 0.5:
        assert agreed[0].probability >= alone - 0.001
    assert contradicted.get("Ice", 0) <= alone + 0.001


@given(st.lists(st.tuples(st.sampled_from(["Ice", "Fog", "Rime"]), SHARES), min_size=1, max_size=5))
def test_the_likeliest_comes_first_and_all_are_no_more_than_certain(said: list[tuple[str, float]]) -> None:
    found = weigh("title", [Statement(f"witness {at}", [each]) for at, each in enumerate(said)])
    shares = [each.probability for each in found]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 1.003
    assert not any(each.given for each in found[1:])


def test_a_list_that_ends_in_et_al_confirms_the_whole_one_and_the_full_names_are_kept() -> None:
    page = Statement("page", [(people("Anna Berg", "Ben Keller", "Cora Lind"), 0.6)])
    cited = Statement("citation", [(people("Berg, A.", "Keller, B.", "others"), 0.9)])
    (found,) = weigh("author", [cited, page])
    assert [name["given"] for name in found.value] == ["Anna", "Ben", "Cora"]
    assert found.probability > 0.9


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (people("Anna Berg", "Ben Keller"), people("Berg, A.", "Keller, B."), True),
        (people("Anna Berg", "Ben Keller"), people("Ben Keller", "Anna Berg"), False),
        (people("Anna Berg"), people("Anna Berg", "Ben Keller"), False),
        (people("Anna van Berg"), people("Berg, A. van"), True),
    ],
)
def test_lists_of_names_are_the_same_by_the_family_names(
    one: list[dict[str, str]], other: list[dict[str, str]], same: bool
) -> None:
    assert agree("author", one, other) is same


# The page's own citation

PAGE = """\
RESEARCH ARTICLE

Lamps on a Frozen Shore

Petra Holm, Jens Okafor
Institute for Coasts, Carrow

{citation}

Abstract

We ask how lamps were kept alight on a shore where the sea froze for a third of each year.
"""


def test_how_a_page_cites_its_own_work_makes_its_title_authors_and_year_surer() -> None:
    citation = "Citation: Holm P, Okafor J (2011) Lamps on a Frozen Shore. Coast and Ice 4(2): e117."
    alone, cited = (
        guess_work(parse_document(SourceText(PAGE.format(citation=line), "text", "utf-8"))) for line in ("", citation)
    )
    assert given_of(cited)["title"] == "Lamps on a Frozen Shore"
    assert [name["family"] for name in given_of(cited)["author"]] == ["Holm", "Okafor"]
    assert given_of(cited)["issued"]["date-parts"][0][0] == 2011
    for name in ("title", "author"):
        assert cited[name][0].probability >= alone[name][0].probability
        assert "its own citation" in cited[name][0].witnesses


def test_a_citation_is_heard_in_the_words_of_the_page() -> None:
    known = {"title": (Candidate("LAMPS ON A FROZEN SHORE", 0.6),)}
    said = dict(of_citation("list", "Holm, P. (2011). Lamps on a frozen shore. Coast and Ice, 4, 117.", OWN, known))
    assert said["title"].readings[0][0] == "LAMPS ON A FROZEN SHORE"
    assert said["issued"].readings[0][0] == {"date-parts": [[2011]]}


# What other sources list


FIRST = """\
Tides Of Paper

{author}

{year}

The port books were kept by men who never saw the tide, and they were kept well for forty years in a row.
"""
OTHER = """\
Ledgers after the Flood

Mira Sand

1999

Ashworth writes that the books were kept well, and the flood took half of them (Ashworth 1994).

References

Ashworth, R. (1994). Tides of paper. Carrow: Quayside Press.

Dunmore, K. (1990). The keeper and the clerk. Carrow: Quayside Press.
"""
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    (tmp_path / "tides.txt").write_text(FIRST.format(author="Ruth Ashworth", year="1949"), encoding="utf-8")
    (tmp_path / "ledgers.txt").write_text(OTHER, encoding="utf-8")
    init_library(tmp_path)
    monkeypatch.chdir(tmp_path)
    with open_library(tmp_path) as library:
        library.index()
    return lambda *words: CliRunner().invoke(app, list(words), prog_name="kurilsearch")


def test_other_sources_lists_confirm_and_contradict(run: Run, tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        alone, (weighed,) = library.source("tides.txt").described, library.weighed_sources(["tides.txt"])
    author, year = weighed.described.candidates["author"], weighed.described.candidates["issued"]
    assert author[0].probability > alone.candidates["author"][0].probability
    assert "references of ledgers.txt" in author[0].witnesses
    years = {each.value["date-parts"][0][0]: each for each in year}
    assert years[1949].probability < alone.candidates["issued"][0].probability
    assert years[1994].witnesses == ("references of ledgers.txt",)


def test_another_reading_is_taken_by_its_number(run: Run, tmp_path: Path) -> None:
    listed = run("sources", "--format", "json").stdout
    assert '"probability"' in listed
    shown = run("sources").stdout
    number = next(line.strip()[0] for line in shown.splitlines() if "1994 (" in line)
    assert run("sources", "accept", "tides.txt", f"year={number}").exit_code == 0
    assert (tmp_path / "sources.toml").read_text(encoding="utf-8") == '["tides.txt"]\nissued = 1994\n'
    refused = run("sources", "accept", "tides.txt", "title=9")
    assert refused.exit_code == 2
    assert "has no reading 9 of title" in refused.output


def test_what_is_in_doubt_comes_first(run: Run) -> None:
    shown = run("sources").stdout
    assert shown.index("tides.txt") < shown.index("ledgers.txt · ")
