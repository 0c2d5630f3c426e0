"""What a draft has from a library's sources without marks, told apart from what any writer would write."""

from __future__ import annotations

from pathlib import Path

import pytest

from kurilsearch.check.borrowing.find import find_borrowings
from kurilsearch.check.borrowing.report import BorrowingsInDraft, BorrowingVerdict
from kurilsearch.check.draft import (
    BlockKind,
    CitationForm,
    CitationInDraft,
    CitationsInDraft,
    Draft,
    DraftBlock,
    QuotationForm,
    QuotationInDraft,
    QuotationsInDraft,
)
from kurilsearch.model import Run, Span, WayBack
from tests.small_library import Book, SmallLibrary
from tests.test_text_alignment import COPIED, REWORKED

BOOK = Book(
    "harbour.txt",
    f"Lamps were lit early in those years, and the watchmen slept.\n\n{COPIED}\n\n"
    "The Ministry of Fisheries and Agriculture of the Northern Provinces and Islands, founded late, paid.\n\n"
    + "\n\n".join(
        f"Parish {number} sent {number} barrels to the {trade}, who counted them at the {place} on the other hand."
        for number, (trade, place) in enumerate(
            (trade, place)
            for trade in ("cooper", "smoker", "carter", "salter", "priest", "doctor")
            for place in ("quay", "weir", "bridge", "market", "chapel", "cellar")
        )
    ),
    title="The Harbour",
    authors=("Doe, Jane",),
    year=1951,
)


def found(
    tmp_path: Path, text: str, *, quoted: str = "", cited: str = "", kind: BlockKind = BlockKind.PARAGRAPH
) -> BorrowingsInDraft:
    blocks = (DraftBlock(kind, text, WayBack((Run(0, 0, len(text)),))),)
    draft = Draft(tmp_path / "essay.txt", "text", text, blocks, "en", is_own_text=True)
    span = _span(text, quoted)
    way_back = WayBack((Run(0, span[0], len(quoted)),))
    quotation = QuotationInDraft(span, quoted, way_back, ("“", "”"), QuotationForm.INLINE, 0, 0, span)
    citation = CitationInDraft(_span(text, cited), cited, CitationForm.PARENTHESIS, ())
    library = SmallLibrary(tmp_path, BOOK)
    return find_borrowings(
        draft,
        QuotationsInDraft((quotation,) if quoted else ()),
        CitationsInDraft((citation,) if cited else (), (), ()),
        library.store,
        library.engine,
    )


def _span(text: str, part: str) -> Span:
    return text.index(part), text.index(part) + len(part)


OWN = "Our survey asked for what the families of nine villages had cooked. "


@pytest.mark.parametrize(
    ("borrowed", "verdict"),
    [(COPIED, BorrowingVerdict.UNMARKED_COPY), (REWORKED, BorrowingVerdict.UNMARKED_PATCHWRITING)],
)
def test_a_copy_is_found_with_its_place_in_draft_and_source(
    borrowed: str, verdict: BorrowingVerdict, tmp_path: Path
) -> None:
    text = OWN + borrowed
    answer = found(tmp_path, text)
    (borrowing,) = answer.borrowings
    assert borrowing.verdict is verdict
    assert text[borrowing.char_start : borrowing.char_end] == borrowing.text == borrowed.rstrip(".")
    assert BOOK.text[borrowing.source_start : borrowing.source_end] == COPIED.rstrip(".")
    assert BOOK.text[borrowing.hit.char_start : borrowing.hit.char_end] == COPIED.rstrip(".")
    assert (borrowing.line, borrowing.column) == (1, len(OWN) + 1)
    assert answer.share == pytest.approx(len(borrowed.split()) / len(text.split()), abs=0.01)


def test_a_sentence_among_own_words_is_found(tmp_path: Path) -> None:
    taken = "Nobody noticed until the inspector asked why the same schooner had unloaded twice on a day"
    (borrowing,) = found(tmp_path, f"{OWN}{taken} of rain.").borrowings
    assert borrowing.text == taken


@pytest.mark.parametrize(
    ("text", "how"),
    [
        (f"{OWN}“{COPIED}”", {"quoted": COPIED}),
        (COPIED, {"kind": BlockKind.REFERENCE}),
        (COPIED, {"kind": BlockKind.BLOCK_QUOTATION}),
        (f"{OWN}The Ministry of Fisheries and Agriculture of the Northern Provinces and Islands was asked.", {}),
        (f"{OWN}Who counted them at the end of the day, on the other hand, nobody knew.", {}),
        (OWN, {}),
    ],
    ids=["quoted", "reference list", "block quotation", "name of a body", "common phrase", "own words"],
)
def test_what_is_no_borrowing(text: str, how: dict[str, object], tmp_path: Path) -> None:
    assert found(tmp_path, text, **how) == BorrowingsInDraft((), 0.0)  # type: ignore[arg-type]


def test_a_cited_copy_needs_marks_all_the_same(tmp_path: Path) -> None:
    (borrowing,) = found(tmp_path, f"{OWN}{COPIED} (Doe 1951)", cited="Doe 1951").borrowings
    assert borrowing.citation == "Doe 1951"
    assert borrowing.message == "This stands word for word in harbour.txt, cited but without quotation marks"


def test_a_cited_paraphrase_is_none(tmp_path: Path) -> None:
    paraphrase = (
        "A harbour master had separate books for ministry and merchants until a clerk had them bound in one volume in "
        "1931, which was discovered when an inspector wondered about a schooner and a frozen bay"
    )
    assert found(tmp_path, f"{OWN}{paraphrase} (Doe 1951).", cited="Doe 1951").borrowings == ()
