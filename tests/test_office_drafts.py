"""Drafts of Word and OpenDocument: their notes, the fields of citation programs, and the run of every letter."""

import base64
import json
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from kurilsearch.check.citations.find import find_citations
from kurilsearch.check.draft import BlockKind, CitationForm, CitationsInDraft, Draft, QuotationsInDraft
from kurilsearch.check.drafts.read import read_draft, read_office
from kurilsearch.check.quotations.find import find_quotations
from kurilsearch.errors import UnreadableSourceError
from tests.office_drafts import AHN, csl_citation, docx, field, marked, odt, paragraph, run, with_member

_END_NOTE = (
    "ADDIN EN.CITE <EndNote><Cite><Author>Ahn</Author><Year>2021</Year><Pages>23</Pages><record>"
    '<ref-type name="Journal Article">17</ref-type><contributors><authors><author>Ahn, Sora</author></authors>'
    '</contributors><titles><title><style face="normal">Harbours under ice</style></title></titles>'
    "<dates><year>2021</year></dates></record></Cite></EndNote>"
)


def _checked(path: Path, content: bytes) -> tuple[Draft, QuotationsInDraft, CitationsInDraft]:
    path.write_bytes(content)
    draft = read_draft(path)
    quotations = find_quotations(draft)
    return draft, quotations, find_citations(draft, quotations)


def _control(tag: str, shown: str) -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{run(shown)}</w:sdtContent></w:sdt>'


_MENDELEY = base64.b64encode(csl_citation(AHN, locator="23", label="page").encode()).decode()


@pytest.mark.parametrize(
    "cited",
    [
        field(f"ADDIN ZOTERO_ITEM CSL_CITATION {csl_citation(AHN, locator='23', label='page')}", "(Ahn 2021, 23)"),
        field(f"ADDIN CSL_CITATION {csl_citation(AHN, locator='23', label='page')}", "(Ahn, 2021, p. 23)"),
        field(_END_NOTE, "[4]"),
        _control(f"MENDELEY_CITATION_v3_{_MENDELEY}", "(Ahn 2021: 23)"),
    ],
    ids=["Zotero", "Mendeley Desktop", "EndNote", "Mendeley Cite"],
)
def test_a_field_in_word_names_work_and_place(tmp_path: Path, cited: str) -> None:
    content = docx(paragraph(run("She found “the ice ") + run("closed early” ") + cited + run(".")))
    _, quotations, citations = _checked(tmp_path / "draft.docx", content)
    assert [each.words for each in quotations.quotations] == ["the ice closed early"]
    (of_quotation,) = citations.of_quotations
    citation = citations.citations[of_quotation[0]]
    assert citation.form is CitationForm.FIELD
    assert citation.items[0].names == ("Ahn",)
    assert (citation.items[0].year, citation.items[0].locator, citation.items[0].label) == ("2021", "23", "page")
    assert citation.items[0].item is not None
    assert citation.items[0].item["title"] == "Harbours under ice"


def test_a_reference_mark_in_open_document_names_work_and_place(tmp_path: Path) -> None:
    name = f"ZOTERO_ITEM CSL_CITATION {csl_citation(AHN, locator='5', label='chapter')} RNDabc"
    content = odt(f"<text:p>She found “the ice closed early” {marked(name, '(Ahn 2021)')}.</text:p>")
    _, quotations, citations = _checked(tmp_path / "draft.odt", content)
    assert [each.words for each in quotations.quotations] == ["the ice closed early"]
    assert citations.citations[0].items[0].locator == "5"
    assert citations.citations[0].items[0].label == "chapter"


_BOOKMARK = "ZOTERO_BREF_q7Xk"


def _kept(before: str, after: str) -> str:
    """A citation as Zotero keeps it in a file's properties for a bookmark: in parts, not in order."""
    text = f"ZOTERO_ITEM CSL_CITATION {csl_citation(AHN, locator='7', label='page')}"
    parts = {number + 1: text[at : at + 100] for number, at in enumerate(range(0, len(text), 100))}
    return "".join(
        f"{before.format(f'{_BOOKMARK}_{number}')}{escape(part)}{after}" for number, part in sorted(parts.items())[::-1]
    )


def test_a_bookmark_in_word_names_what_the_properties_keep(tmp_path: Path) -> None:
    spaces = (
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
    )
    cited = f'<w:bookmarkStart w:id="4" w:name="{_BOOKMARK}"/>{run("(Ahn 2021)")}<w:bookmarkEnd w:id="4"/>'
    kept = _kept('<property name="{}"><vt:lpwstr>', "</vt:lpwstr></property>")
    content = with_member(
        docx(paragraph(run("She found “the ice closed early” ") + cited + run("."))),
        "docProps/custom.xml",
        f"<Properties {spaces}>{kept}</Properties>",
    )
    _, _, citations = _checked(tmp_path / "draft.docx", content)
    assert [(each.form, each.items[0].locator) for each in citations.citations] == [(CitationForm.FIELD, "7")]


def test_a_bookmark_in_open_document_names_what_the_properties_keep(tmp_path: Path) -> None:
    cited = f'<text:bookmark-start text:name="{_BOOKMARK}"/>(Ahn 2021)<text:bookmark-end text:name="{_BOOKMARK}"/>'
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
    )
    kept = _kept('<meta:user-defined meta:name="{}">', "</meta:user-defined>")
    content = with_member(
        odt(f"<text:p>She found “the ice closed early” {cited}.</text:p>"),
        "meta.xml",
        f"<office:document-meta {spaces}><office:meta>{kept}</office:meta></office:document-meta>",
    )
    _, _, citations = _checked(tmp_path / "draft.odt", content)
    assert [(each.form, each.items[0].locator) for each in citations.citations] == [(CitationForm.FIELD, "7")]


def test_a_footnote_holds_the_citation_of_the_quotation_whose_mark_sends_to_it(tmp_path: Path) -> None:
    text = run("She found “the ice closed early”.") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = paragraph(run("Sora Ahn, “Harbours under Ice,” Northern Studies 4 (2021): 23."))
    draft, quotations, citations = _checked(tmp_path / "draft.docx", docx(paragraph(text), notes={2: note}))
    assert [block.kind for block in draft.blocks] == [BlockKind.PARAGRAPH, BlockKind.NOTE]
    assert draft.blocks[1].label == "1"
    assert [each.words for each in quotations.quotations] == ["the ice closed early"]
    citation = citations.citations[citations.of_quotations[0][0]]
    assert citation.note == "1"
    assert citation.items[0].year == "2021"


def test_a_number_that_is_raised_by_hand_is_no_part_of_the_word_before_it(tmp_path: Path) -> None:
    raised = run("7").replace("<w:r>", '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>')
    file = docx(paragraph(run("She “never") + raised + run(" saw the ice”.")))
    _, quotations, _ = _checked(tmp_path / "draft.docx", file)
    assert quotations.quotations[0].words == "never⁷ saw the ice"


def test_deleted_words_are_left_out_and_inserted_ones_are_in(tmp_path: Path) -> None:
    changed = (
        run("The ice ")
        + "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        + f"<w:ins>{run('always ')}</w:ins>"
        + run("closed.")
    )
    draft, _, _ = _checked(tmp_path / "draft.docx", docx(paragraph(changed)))
    assert draft.blocks[0].text == "The ice always closed."


def test_styles_tell_headings_and_block_quotations(tmp_path: Path) -> None:
    content = docx(
        paragraph(run("The harbour"), "berschrift1"),
        paragraph(run("Ahn is plain:")),
        paragraph(run("No ship came in from the north that year. (Ahn 2021, 7)"), "Quote"),
    )
    draft, quotations, citations = _checked(tmp_path / "draft.docx", content)
    assert [block.kind for block in draft.blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.BLOCK_QUOTATION,
    ]
    assert [each.words for each in quotations.quotations] == ["No ship came in from the north that year."]
    assert citations.citations[citations.of_quotations[0][0]].items[0].locator == "7"


def test_each_letter_leads_to_its_run(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(docx(paragraph(run("She found “the i") + run("ce closed") + run(" early” there."))))
    office = read_office(path)
    (quotation,) = find_quotations(read_draft(path)).quotations
    pieces = office.pieces_of(*quotation.span)
    assert [piece.element.text for piece in pieces] == ["She found “the i", "ce closed", " early” there."]
    assert "".join(office.text[slice(*piece[:2])] for piece in pieces) == "She found “the ice closed early” there."


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("half.docx", docx(paragraph(run("Words")))[:200], "damaged"),
        ("empty.docx", docx(paragraph("")), "holds no text"),
        ("other.docx", odt("<text:p>Words</text:p>"), "no Word file"),
        ("half.odt", odt("<text:p>Words</text:p>")[:100], "damaged"),
    ],
    ids=(
        "half a Word file",
        "no words",
        "another kind",
        "half an OpenDocument file",
    ),  # an archive holds the time of day
)
def test_a_bad_file_gets_one_clear_line(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableSourceError, match=reason):
        read_draft(tmp_path / name)


def test_a_field_of_another_kind_is_text(tmp_path: Path) -> None:
    content = docx(paragraph(run("See page ") + field("PAGEREF _Toc1 \\h", "12") + run(".")))
    draft, _, citations = _checked(tmp_path / "draft.docx", content)
    assert draft.blocks[0].text == "See page 12."
    assert json.dumps([each.text for each in citations.citations]) == "[]"
