"""Drafts in every format say the same: which words are quoted, where, and what is cited for them."""

import time
from pathlib import Path

import pytest

from kurilsearch.check.citations.find import find_citations
from kurilsearch.check.draft import BlockKind, CitationForm, QuotationForm
from kurilsearch.check.drafts.read import read_draft
from kurilsearch.check.quotations.find import find_quotations
from kurilsearch.errors import UnreadableSourceError

_INLINE = "the herring never came back to the bay"
_SET_OFF = "We counted the boats each evening and were always one short, though nobody said so."

_DRAFTS = {
    "draft.md": f"""---
title: "The empty bay"
---

# The bay

Nimmo writes that “the herring *never* came back
to the bay” [@nimmo1994, p. 12].[^a] Others disagree.

> {_SET_OFF}
> [@ziegler1993, 40]

[^a]: See “Boats and Bays,” *Northern Studies* 4 (1994): 7.
""",
    "draft.tex": f"""\\documentclass{{article}}
\\usepackage{{csquotes}} % “no quotation”
\\begin{{document}}
\\section{{The bay}}
Nimmo writes that \\enquote{{the herring \\emph{{never}} came back
to the bay}} \\autocite[12]{{nimmo1994}}.\\footnote{{See \\enquote{{Boats and Bays}}, Northern Studies 4 (1994): 7.}}
Others disagree.

\\begin{{quote}}
{_SET_OFF} \\parencite[40]{{ziegler1993}}
\\end{{quote}}
\\end{{document}}
""",
    "draft.typ": f"""#set page(width: 10cm)
= The bay

Nimmo writes that "the herring _never_ came back
to the bay" @nimmo1994[p. 12].#footnote[See "Boats and Bays," Northern Studies 4 (1994): 7.] Others disagree.

#quote(block: true)[{_SET_OFF} #cite(<ziegler1993>, supplement: [p. 40])]
""",
    "draft.html": f"""<html><head><title>The “empty” bay</title></head><body>
<h1>The bay</h1>
<p>Nimmo writes that <q>the herring <em>never</em> came back
to the bay</q> (Nimmo&nbsp;1994, 12).<a href="#fn1" id="fnref1"><sup>1</sup></a> Others disagree.</p>
<blockquote><p>{_SET_OFF} (Ziegler 1993, 40)</p></blockquote>
<ol><li id="fn1"><p>See “Boats and Bays,” Northern Studies 4 (1994): 7. <a href="#fnref1">back</a></p></li></ol>
</body></html>
""",
    "draft.txt": f"""THE BAY

Nimmo writes that "the herring never came back
to the bay" (Nimmo 1994, 12).[1] Others disagree.

    {_SET_OFF[:37]}
    {_SET_OFF[38:]} (Ziegler 1993, 40)

[1] See "Boats and Bays," Northern Studies 4 (1994): 7.
""",
}


@pytest.mark.parametrize("name", _DRAFTS)
def test_each_format_gives_the_same_quotations(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(_DRAFTS[name], encoding="utf-8")
    draft = read_draft(path)
    assert draft.text == _DRAFTS[name]
    found = find_quotations(draft)
    assert found.unpaired == ()
    inline, set_off = found.quotations
    assert inline.words == _INLINE
    assert (inline.form, set_off.form) == (QuotationForm.INLINE, QuotationForm.BLOCK)
    assert " ".join(set_off.words.split()) == _SET_OFF
    start, end = inline.span
    assert draft.text[start:end].startswith("the herring")
    assert draft.text[start:end].endswith("to the bay")
    notes = [block for block in draft.blocks if block.kind is BlockKind.NOTE]
    assert len(notes) == 1
    assert notes[0].text.startswith("See ")
    assert [call.label for block in draft.blocks for call in block.calls] == [notes[0].label]


@pytest.mark.parametrize("name", _DRAFTS)
def test_each_format_gives_the_same_citations(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(_DRAFTS[name], encoding="utf-8")
    draft = read_draft(path)
    citations = find_citations(draft, find_quotations(draft))
    first, second = (citations.citations[each[0]] for each in citations.of_quotations)
    assert [(each.items[0].locator, each.items[0].label) for each in (first, second)] == [
        ("12", "page"),
        ("40", "page"),
    ]
    works = [(each.items[0].key or (*each.items[0].names, each.items[0].year)) for each in (first, second)]
    assert works in (["nimmo1994", "ziegler1993"], [("Nimmo", "1994"), ("Ziegler", "1993")])
    assert citations.speakers[0] == ("Nimmo",)


def test_latex_reads_what_it_takes_in_and_leads_back_to_that_file(tmp_path: Path) -> None:
    (tmp_path / "draft.tex").write_text(
        "\\begin{document}\nBefore it.\n\n\\input{parts/one}\n\nBehind ``it all''.\n\\end{document}\n", encoding="utf-8"
    )
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "one.tex").write_text(
        "The report calls it\n``a quiet loss of every boat''.\n", encoding="utf-8"
    )
    draft = read_draft(tmp_path / "draft.tex")
    assert [block.text for block in draft.blocks] == [
        "Before it.",
        "The report calls it “a quiet loss of every boat”.",
        "Behind “it all”.",
    ]
    quotation = find_quotations(draft).quotations[1]
    place = draft.place_of(quotation.span[0])
    assert (place.path.name, place.line, place.column) == ("one.tex", 2, 3)
    assert draft.place_of(draft.text.index("Behind")).line == 6


def test_signs_and_accents_of_latex_are_what_they_print(tmp_path: Path) -> None:
    (tmp_path / "draft.tex").write_text(
        "The captain\\textquotesingle s boat\\ldots{} is Fran\\c{c}ois's, \\v Capek said "
        "\\textquotedblleft it is\\textquotedblright\n\\S 4, \\guillemetleft oui\\guillemetright{} and \\O re.\n",
        encoding="utf-8",
    )
    [block] = read_draft(tmp_path / "draft.tex").blocks
    assert block.text == "The captain's boat… is François's, Čapek said “it is”§4, «oui» and Øre."


def test_an_output_of_pandoc_keeps_its_keys(tmp_path: Path) -> None:
    path = tmp_path / "draft.html"
    path.write_text(
        '<p>It was “a long and silent winter” <span class="citation" data-cites="ahn2021">(Ahn 2021)</span>.</p>',
        "utf-8",
    )
    draft = read_draft(path)
    citations = find_citations(draft, find_quotations(draft))
    assert citations.citations[0].form is CitationForm.KEY
    assert citations.citations[0].items[0].key == "ahn2021"


def test_csquotes_commands_cite(tmp_path: Path) -> None:
    path = tmp_path / "draft.tex"
    path.write_text("It was \\textcquote[23]{ahn2021}{a long and silent winter}. So be it.", "utf-8")
    draft = read_draft(path)
    found = find_quotations(draft)
    citations = find_citations(draft, found)
    assert [each.words for each in found.quotations] == ["a long and silent winter"]
    item = citations.citations[citations.of_quotations[0][0]].items[0]
    assert (item.key, item.locator) == ("ahn2021", "23")


@pytest.mark.parametrize("name", ["draft.md", "draft.txt", "draft.tex", "draft.typ", "draft.html"])
def test_a_draft_without_words_gets_one_clear_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("\n\n \n", encoding="utf-8")
    with pytest.raises(UnreadableSourceError, match="holds no"):
        read_draft(tmp_path / name)


def test_rtf_is_read_by_its_reader(tmp_path: Path) -> None:
    path = tmp_path / "draft.rtf"
    path.write_text("{\\rtf1\\ansi She wrote \\'93the ice closed early\\'94 (Ahn 2021, 23).\\par}", encoding="ascii")
    draft = read_draft(path)
    found = find_quotations(draft)
    assert [each.words for each in found.quotations] == ["the ice closed early"]
    assert draft.text[slice(*found.quotations[0].span)] == "the ice closed early"
    assert not draft.is_own_text


def test_notes_of_rtf_belong_to_their_marks(tmp_path: Path) -> None:
    path = tmp_path / "draft.rtf"
    path.write_text(
        r"{\rtf1\ansi Nimmo says \'93it was a quiet loss\'94.{\super\chftn}{\footnote\pard\plain {\super\chftn} "
        r"Nimmo, Boats, 12.} More.\par}",
        encoding="ascii",
    )
    draft = read_draft(path)
    citations = find_citations(draft, find_quotations(draft))
    [[number]] = citations.of_quotations
    assert citations.citations[number].items[0].locator == "12"


def test_what_is_nested_too_deeply_gets_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "draft.typ"
    path.write_text("#quote[ #footnote[" * 2_000, encoding="utf-8")
    with pytest.raises(UnreadableSourceError, match="nested too deeply"):
        read_draft(path)


def test_a_page_nested_thousands_deep_costs_little(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text(
        f"{'<div>' * 3000}<p>It was <q>a quiet loss of every boat</q>.</p>{'</div>' * 3000}", encoding="utf-8"
    )
    start = time.process_time()
    [block] = read_draft(path).blocks
    assert block.text == "It was a quiet loss of every boat."
    assert time.process_time() - start < 2


def test_marks_that_never_pair_are_all_told(tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text("He said “one thing. " * 200, encoding="utf-8")
    found = find_quotations(read_draft(path))
    assert found.quotations == ()
    assert len(found.unpaired) == 200
