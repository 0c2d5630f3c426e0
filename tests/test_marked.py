"""Segmenting by the blocks that a reader gives: nothing is guessed, and every word keeps its way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import Furniture, FurnitureKind, Kind, Page, ParsedDocument, SourceBlock, SourceText
from kurilsearch.parse import parse_document


def parsed(text: str, *blocks: SourceBlock, furniture: tuple[Furniture, ...] = ()) -> ParsedDocument:
    pages = (Page(0, 1, "v"),)
    return parse_document(SourceText(text, "made", "utf-8", furniture=furniture, pages=pages, blocks=blocks))


def block(text: str, words: str, kind: Kind = Kind.BODY, level: int = 0) -> SourceBlock:
    start = text.index(words)
    return SourceBlock(kind, ((start, start + len(words)),), level)


def test_blocks_are_passages_with_sections_and_paragraph_numbers() -> None:
    text = "An Essay\n\nIce\n\nIt froze.\n\nThe ferry\n\nstayed in port\n\nWhy\n\nNobody knew."
    document = parsed(
        text,
        block(text, "An Essay", Kind.HEADING, 1),
        block(text, "Ice", Kind.HEADING, 2),
        block(text, "It froze."),
        block(text, "The ferry", Kind.LIST),
        block(text, "stayed in port", Kind.BLOCKQUOTE),
        block(text, "Why", Kind.HEADING, 3),
        block(text, "Nobody knew."),
    )
    assert [(p.kind, p.text, p.section, p.paragraph) for p in document.passages] == [
        (Kind.HEADING, "An Essay", (), None),
        (Kind.HEADING, "Ice", (), None),
        (Kind.BODY, "It froze.", ("Ice",), 1),
        (Kind.LIST, "The ferry", ("Ice",), None),
        (Kind.BLOCKQUOTE, "stayed in port", ("Ice",), 2),
        (Kind.HEADING, "Why", ("Ice",), None),
        (Kind.BODY, "Nobody knew.", ("Ice", "Why"), 3),
    ]
    assert document.pages == (Page(0, 1, "v"),)


def test_wraps_and_hyphens_are_joined_over_a_page_and_a_note_in_between() -> None:
    text = "The harbour was ice-\nbound until the fer-\n12\nHARBOURS\nry came, the ferry of\nspring.\n1 A note."
    head = text.index("12")
    document = parsed(
        text,
        SourceBlock(Kind.BODY, ((0, head), (text.index("ry came"), text.index("1 A")))),
        SourceBlock(Kind.NOTE, ((text.index("1 A"), len(text)),)),
        furniture=(Furniture(head, head + 12, FurnitureKind.RUNNING_HEAD),),
    )
    body, note = document.passages
    assert body.text == "The harbour was icebound until the ferry came, the ferry of spring."
    assert note.text == "1 A note."
    first, second = body.way_back.source_pieces(0, len(body.text))
    assert text[slice(*first)].endswith("fer")
    assert text[slice(*second)].startswith("ry came")


def test_a_mark_that_is_cut_out_of_a_line_leaves_no_space() -> None:
    text = "It froze1, they say,2 twice."
    document = parsed(
        text,
        SourceBlock(Kind.BODY, ((0, 8), (9, 20), (21, len(text)))),
        furniture=(Furniture(8, 9, FurnitureKind.NOTE_MARK), Furniture(20, 21, FurnitureKind.NOTE_MARK)),
    )
    assert document.passages[0].text == "It froze, they say, twice."
    assert "note mark" in {region.reason for region in document.furniture}


def test_speaker_and_time_are_kept() -> None:
    block = SourceBlock(Kind.BODY, ((0, 9),), speaker="Tamiko", time="00:00:01")
    (passage,) = parsed("It froze.", block).passages
    assert (passage.speaker, passage.time) == ("Tamiko", "00:00:01")


def test_paragraphs_under_a_heading_over_references_are_its_entries() -> None:
    text = "References\n\nPrimary sources\n\nAhn, Tamiko. 1987. Ice.\n\nAppendix\n\nMore."
    document = parsed(
        text,
        block(text, "References", Kind.HEADING, 1),
        block(text, "Primary sources", Kind.HEADING, 2),
        block(text, "Ahn, Tamiko. 1987. Ice."),
        block(text, "Appendix", Kind.HEADING, 1),
        block(text, "More."),
    )
    assert [p.kind for p in document.passages if p.kind is not Kind.HEADING] == [Kind.REFERENCE, Kind.BODY]


def test_a_table_of_contents_is_furniture() -> None:
    text = "Contents\n\nThe ferry 12\n\nThe wind\n\n1. The ferry\n\nIt froze.\n\n2. The wind\n\nIt blew."
    document = parsed(
        text,
        block(text, "Contents", Kind.HEADING, 1),
        block(text, "The ferry 12"),
        block(text, "The wind", Kind.LIST),
        block(text, "1. The ferry", Kind.HEADING, 1),
        block(text, "It froze."),
        block(text, "2. The wind", Kind.HEADING, 1),
        block(text, "It blew."),
    )
    assert [(p.text, p.section) for p in document.passages if p.kind is Kind.BODY] == [
        ("It froze.", ("1. The ferry",)),
        ("It blew.", ("2. The wind",)),
    ]
    contents = [text[region.start : region.end] for region in document.furniture if region.reason == "contents"]
    assert contents == ["Contents", "The ferry 12", "The wind"]


def test_blank_blocks_are_left_out_and_no_block_at_all_is_no_error() -> None:
    assert parsed("  \n ", SourceBlock(Kind.BODY, ((0, 2), (3, 4))), SourceBlock(Kind.BODY, ())).passages == ()
    assert parsed("menu").passages == ()


@pytest.mark.parametrize("pieces", [((0, 99),), ((3, 2),), ((4, 6), (0, 2)), ((-2, 3),)])
def test_a_piece_outside_the_text_is_the_readers_fault(pieces: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(UnreadableSourceError, match="reader 'made'"):
        parsed("It froze.", SourceBlock(Kind.BODY, pieces))


def test_furniture_of_no_kind_is_the_readers_fault() -> None:
    untyped = Furniture(0, 4, "menu")  # type: ignore[arg-type]
    with pytest.raises(UnreadableSourceError, match=r"reader 'made' \('menu' is no kind of furniture\)"):
        parsed("Home", furniture=(untyped,))


def test_a_reader_may_have_its_own_word_for_furniture() -> None:
    seal = Furniture(0, 6, FurnitureKind.OTHER, "wax seal")
    head = Furniture(7, 13, FurnitureKind.RUNNING_HEAD, "docket")
    document = parsed("[seal] Docket", furniture=(seal, head))
    assert [region.reason for region in document.furniture] == ["wax seal", "blank", "docket"]


@pytest.mark.parametrize("is_web_page", [True, False])
def test_menus_are_looked_for_in_web_pages_of_any_format(is_web_page: bool) -> None:
    text = f"Home | Search | Contact\n\n{'It froze, and the ferry stayed in the port until April. ' * 3}\n\nShare"
    blocks = tuple(block(text, line) for line in text.split("\n\n"))
    document = parse_document(SourceText(text, "made", "utf-8", blocks=blocks, is_web_page=is_web_page))
    menus = [text[region.start : region.end] for region in document.furniture if region.kind is FurnitureKind.MENU]
    assert menus == (["Home | Search | Contact", "Share"] if is_web_page else [])


@given(st.lists(st.text("ab-\u00ad \n\u3042.", min_size=1, max_size=30), min_size=1, max_size=6), st.data())
def test_every_character_is_covered_and_every_letter_leads_back(parts: list[str], data: st.DataObject) -> None:
    """Pieces are dealt to blocks at random; the letters of the passages are the letters of the text."""
    text = "".join(parts)
    owners: dict[int, list[tuple[int, int]]] = {}
    at = 0
    for part in parts:
        owners.setdefault(data.draw(st.integers(0, 2)), []).append((at, at + len(part)))
        at += len(part)
    document = parsed(text, *(SourceBlock(Kind.BODY, tuple(pieces)) for pieces in owners.values()))
    for passage in document.passages:
        for run in passage.way_back.runs:
            cut = text[run.source : run.source + run.length].replace("\n", " ")
            assert passage.text[run.text : run.text + run.length] == cut
    found = sorted("".join(passage.text for passage in document.passages).replace(" ", "").replace("-", ""))
    assert [char for char in found if char != "\u00ad"] == sorted(char for char in text if char in "ab\u3042.")


@pytest.mark.parametrize(
    ("title", "section"), [("An Essay", ()), ("An Essay: On Ice", ()), ("Winters", ("An Essay",)), ("", ("An Essay",))]
)
def test_a_first_heading_among_equals_is_a_title_where_the_file_is_called_so(
    title: str, section: tuple[str, ...]
) -> None:
    text = "An Essay\n\nIt froze.\n\nThe ferry\n\nIt sank."
    blocks = (
        block(text, "An Essay", Kind.HEADING, 1),
        block(text, "It froze."),
        block(text, "The ferry", Kind.HEADING, 1),
        block(text, "It sank."),
    )
    document = parse_document(SourceText(text, "made", "utf-8", {"title": title}, blocks=blocks))
    assert [p.section for p in document.passages if p.kind is Kind.BODY] == [section, ("The ferry",)]
