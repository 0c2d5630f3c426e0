"""Citations: what eight styles make of five works, and that each stands as if it stood alone.

To see or accept a change of the golden file, which follows pandoc's and the styles' versions:
``KURILSEARCH_UPDATE_GOLDEN=1 python -m pytest tests/test_cite.py``, then read the difference.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from functools import cache
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kurilsearch.cite import render as rendering
from kurilsearch.cite.locator import Label, Locator
from kurilsearch.cite.render import Form, Output, RenderedCitation, Request, render, rtf_document
from kurilsearch.cite.styles import SHORT_NAMES, CitationFormat, CitationStyle, find_style
from kurilsearch.programs.pandoc import run_pandoc

GOLDEN = Path(__file__).parent / "golden" / "cite"
ITEMS: list[dict[str, Any]] = json.loads((GOLDEN / "items.json").read_text(encoding="utf-8"))
MORI, LAPIN, MEER, MINISTRY, TIMETABLE = ITEMS
PLACES = [
    Locator(Label.PAGE, "217", "PDF 219"),
    Locator(Label.PAGE, "71–72"),
    Locator(Label.CHAPTER, "3"),
    Locator(Label.PARAGRAPH, "7", "The fares"),
    Locator(Label.LINE, "3–5"),
]


class Kept:
    """A memory in a dict, which counts what it is asked to keep."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.kept = 0

    def citations(self, keys: Sequence[str]) -> Mapping[str, str]:
        return {key: self.texts[key] for key in keys if key in self.texts}

    def remember_citations(self, citations: Mapping[str, str]) -> None:
        self.kept += len(citations)
        self.texts |= citations


@cache
def style(name: str) -> CitationStyle:
    return find_style(name)


def test_five_works_in_the_short_styles() -> None:
    """Each work with its place as the style cites it, and below as the style lists it."""
    requests = [
        request
        for name in SHORT_NAMES
        for request in (
            *(Request(item, style(name), place) for item, place in zip(ITEMS, PLACES, strict=True)),
            *(Request(item, style(name), form=Form.BIBLIOGRAPHY) for item in ITEMS),
        )
    ]
    citations = render(requests)
    assert not [citation.problem for citation in citations if citation.problem]
    texts = iter(citation.text for citation in citations)
    lines = []
    for name in SHORT_NAMES:
        lines += [f"# {name}: {style(name).title}", ""]
        lines += [*islice(texts, len(ITEMS)), "", *islice(texts, len(ITEMS)), ""]
    shown, golden = "\n".join(lines), GOLDEN / "citations.txt"
    if os.environ.get("KURILSEARCH_UPDATE_GOLDEN"):
        golden.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == golden.read_text(encoding="utf-8")


# Alone


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in SHORT_NAMES if name != "turabian"])
def test_many_at_once_are_what_each_is_alone(name: str) -> None:
    """The same work twice (ibid.), two of one author and year (2021a), a second number ([2]): none of it leaks."""
    requests = [
        Request(MORI, style(name), Locator(Label.PAGE, "23")),
        Request(MORI, style(name), Locator(Label.PAGE, "24")),
        Request({**MORI, "id": "other", "title": "Another winter"}, style(name), Locator(Label.PAGE, "24")),
        Request(MEER, style(name), form=Form.BIBLIOGRAPHY),
        Request(MORI, style("apa")),
    ]
    together = render(requests)
    assert together == [render([request])[0] for request in requests]
    assert together[1].text == together[0].text.replace("23", "24")


@pytest.mark.slow
@pytest.mark.parametrize("name", SHORT_NAMES)
def test_a_citation_is_what_pandoc_gives_for_the_same_item_style_and_page(name: str, tmp_path: Path) -> None:
    """Held against a document of one citation that a writer would give to pandoc."""
    item, page = MORI, Locator(Label.PAGE, "71–72")
    (tmp_path / "items.json").write_text(json.dumps([item]), encoding="utf-8")
    (tmp_path / "style.csl").write_text(style(name).csl, encoding="utf-8")
    arguments = ["--citeproc", "--csl=style.csl", "--bibliography=items.json", "--from=markdown", "--wrap=none"]
    cited, listed = render([Request(item, style(name), page), Request(item, style(name), form=Form.BIBLIOGRAPHY)])

    printed = run_pandoc([*arguments, "--to=plain"], "[@mori2021, pp. 71–72]", folder=tmp_path)
    blocks = printed.strip().split("\n\n")
    if style(name).format is CitationFormat.NOTE:
        assert blocks == ["[1]", listed.text, f"[1] {cited.text}"]
    else:
        assert blocks == [cited.text, listed.text]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["chicago", "apa", "ieee"])
def test_html_is_what_pandoc_gives(name: str, tmp_path: Path) -> None:
    (tmp_path / "items.json").write_text(json.dumps([MORI]), encoding="utf-8")
    (tmp_path / "style.csl").write_text(style(name).csl, encoding="utf-8")
    arguments = ["--citeproc", "--csl=style.csl", "--bibliography=items.json", "--from=markdown", "--wrap=none"]
    page = Locator(Label.PAGE, "23")
    cited, listed = render(
        [Request(MORI, style(name), page, form, Output.HTML) for form in (None, Form.BIBLIOGRAPHY)],
    )
    printed = run_pandoc([*arguments, "--to=html"], "[@mori2021, p. 23]", folder=tmp_path)
    assert cited.text in printed
    assert "".join(listed.text.split()) in "".join(printed.split())


# Forms and outputs


def test_a_style_cites_in_one_way_wherever_it_stands() -> None:
    page = Locator(Label.PAGE, "23")
    note, in_text = render([Request(MORI, style("mhra"), page, form) for form in (Form.NOTE, Form.INTEXT)])
    assert note == in_text
    assert note.text.startswith("Aiko Mori, ")
    assert note.text.endswith("(p. 23), doi:10.5555/jfs.2021.12.")


def test_a_bibliography_entry_has_no_locator() -> None:
    with_place, without = render(
        [Request(MORI, style("apa"), place, Form.BIBLIOGRAPHY) for place in (Locator(Label.PAGE, "23"), None)]
    )
    assert with_place == without


def test_every_output_is_ready_to_paste() -> None:
    page = Locator(Label.PAGE, "217", "PDF 219")
    plain, markdown, html, rtf, latex, typst = (
        citation.text for citation in render([Request(MORI, style("mhra"), page, to=to) for to in Output])
    )
    assert "‘Two Harbours: A Winter on the Chōfu Maru’, Journal of Ferry Studies" in plain
    assert "A Winter on the *Chōfu Maru*’, *Journal of Ferry Studies*" in markdown
    assert r"217 \[PDF 219\]" in markdown
    assert "A Winter on the <em>Chōfu Maru</em>’</span>, <em>Journal of Ferry Studies</em>" in html
    assert rtf.startswith(r"{\pard ")
    assert r"Journal of Ferry Studies}, 12.3 (2021)" in rtf
    assert r"\emph{Journal of Ferry Studies}, 12.3 (2021)" in latex
    assert "#emph[Journal of Ferry Studies], 12.3 (2021)" in typst


def test_rtf_paragraphs_make_a_file_that_pandoc_reads() -> None:
    texts = [citation.text for citation in render([Request(item, style("apa"), to=Output.RTF) for item in ITEMS[:2]])]
    read = run_pandoc(["--from=rtf", "--to=plain", "--wrap=none"], rtf_document(texts))
    assert read == "(Mori, 2021)\n\n(Лапин, 1995)\n"


def test_the_label_of_a_locator_follows_the_language_of_the_style() -> None:
    german = style("hochschule-fur-soziale-arbeit-fhnw")
    assert german.language == "de-CH"
    chapter, paragraph = render(
        [Request(MORI, german, Locator(label, "3")) for label in (Label.CHAPTER, Label.PARAGRAPH)]
    )
    assert (chapter.text, paragraph.text) == ("(Mori 2021: Kap. 3)", "(Mori 2021: Abs. 3)")


def test_a_time_has_no_label() -> None:
    said = [render([Request(MORI, style(name), Locator(Label.TIME, "00:12:03"))])[0].text for name in ("apa", "mla")]
    assert [text.rpartition(" ")[2] for text in said] == ["00:12:03)", "00:12:03)"]
    assert "p. " not in said[0] and "{" not in said[0]


def test_an_aside_does_not_make_several_pages_of_one() -> None:
    one, several = render(
        [Request(MORI, style("apa"), Locator(Label.PAGE, pages, "PDF 219")) for pages in ("217", "217–218")]
    )
    assert (one.text, several.text) == ("(Mori, 2021, p. 217 [PDF 219])", "(Mori, 2021, pp. 217–218 [PDF 219])")


# Nothing that a file calls a page breaks the citation

hostile = st.text(
    st.one_of(
        st.sampled_from("[]{};,.@*_`<>\\&#~^$|\"'–-: 1379ivx"),
        st.characters(codec="utf-8", exclude_categories=["C", "Z"]),
    ),
    min_size=1,
    max_size=12,
).filter(lambda text: any(letter.isalnum() for letter in text))


def bare(text: str) -> str:
    """Return the letters and digits of a text: styles may turn a hyphen into a dash or a quotation mark around."""
    return "".join(letter for letter in text if letter.isalnum())


@given(
    st.lists(
        st.tuples(st.sampled_from([Label.PAGE, Label.LINE]), hostile, st.none() | hostile), min_size=5, max_size=25
    )
)
@settings(max_examples=4, deadline=None, phases=[Phase.reuse, Phase.generate], suppress_health_check=list(HealthCheck))
def test_no_locator_breaks_a_citation(places: list[tuple[Label, str, str | None]]) -> None:
    locators = [Locator(*place) for place in places]
    for to in (Output.PLAIN, Output.HTML):
        citations = render([Request(MORI, style("apa"), locator, to=to) for locator in locators])
        for locator, citation in zip(locators, citations, strict=True):
            assert citation.problem is None
            # The style may join the place to the year: of ", " and a full stop one is left.
            assert citation.text.startswith("(Mori, 2021")
            assert citation.text.endswith(")")
            # An in-text citation of this style has no markup of its own, so that none may be in it.
            assert to is Output.PLAIN or "<" not in citation.text
            assert bare(unescape(citation.text)).endswith(bare(locator.value + (locator.aside or "")))


# Problems


def test_an_item_that_is_no_csl_does_not_spoil_the_others() -> None:
    broken = {"id": "broken", "type": "book", "title": "X", "author": 5}
    first, second, third = render(
        [Request(MORI, style("apa")), Request(broken, style("apa")), Request(LAPIN, style("apa"))]
    )
    assert (first.text, third.text) == ("(Mori, 2021)", "(Лапин, 1995)")
    assert second.text == ""
    assert second.problem
    assert second.problem.startswith("The item is no CSL: ")
    assert "\n" not in second.problem


def test_a_style_that_lists_nothing_says_so() -> None:
    notes = style("chicago-notes")
    assert not notes.has_bibliography
    (citation,) = render([Request(MORI, notes, form=Form.BIBLIOGRAPHY)])
    assert citation == RenderedCitation("", "The style chicago-notes has no bibliography", left_out=True)


def test_a_work_that_a_style_only_notes_is_said_to_be_left_out() -> None:
    kept = ("id", "author", "title", "issued")
    unpublished = {name: MORI[name] for name in kept} | {"type": "manuscript"}
    noted, listed = render([Request(unpublished, style("chicago"), form=form) for form in (None, Form.BIBLIOGRAPHY)])
    assert noted.text.startswith("Aiko Mori, ")
    assert listed == RenderedCitation(
        "", "The style chicago-notes-bibliography leaves such a work out of its bibliography", left_out=True
    )


# Memory


def test_a_second_listing_takes_no_call_of_pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Kept()
    requests = [Request(item, style("apa")) for item in [*ITEMS, MORI]]
    first = render(requests, memory)
    assert memory.kept == len(ITEMS)

    def no_pandoc(*_arguments: object, **_options: object) -> str:
        raise AssertionError("pandoc was called")

    monkeypatch.setattr(rendering, "run_pandoc", no_pandoc)
    assert render(requests, memory) == first
    with pytest.raises(AssertionError, match="pandoc was called"):
        render([Request(MORI, style("apa"), Locator(Label.PAGE, "1"))], memory)


def test_what_changes_a_citation_changes_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    base = Request(MORI, style("apa"), Locator(Label.PAGE, "1"))
    others = [
        Request({**MORI, "volume": "13"}, style("apa"), Locator(Label.PAGE, "1")),
        Request(MORI, style("mla"), Locator(Label.PAGE, "1")),
        Request(MORI, style("apa"), Locator(Label.PAGE, "2")),
        Request(MORI, style("apa"), Locator(Label.PAGE, "1", "PDF 2")),
        Request(MORI, style("apa"), Locator(Label.PAGE, "1"), Form.BIBLIOGRAPHY),
        Request(MORI, style("apa"), Locator(Label.PAGE, "1"), to=Output.HTML),
    ]
    keys = [rendering._key(request, "pandoc 1") for request in [base, *others]]
    keys.append(rendering._key(base, "pandoc 2"))
    assert len(set(keys)) == len(keys)


def test_a_problem_is_not_remembered() -> None:
    memory = Kept()
    render([Request({"id": "x", "type": "book", "title": "X", "author": 5}, style("apa"))], memory)
    assert memory.kept == 0


def test_more_than_one_call_takes_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "MOST", 2)
    requests = [Request(MORI, style("apa"), Locator(Label.PAGE, str(page))) for page in (5, 4, 3, 2, 1)]
    assert [citation.text for citation in render(requests)] == [f"(Mori, 2021, p. {page})" for page in (5, 4, 3, 2, 1)]


def test_nothing_asked_is_nothing_done() -> None:
    assert render([]) == []
