"""Quotations and citations of drafts in many languages and styles, as golden pairs; and what must hold of any text."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.check.citations.find import find_citations
from kurilsearch.check.draft import CitationItem
from kurilsearch.check.drafts.read import read_draft
from kurilsearch.check.quotations.find import find_quotations
from kurilsearch.check.quotations.pairing import find_in_plain_text, pair_marks

_GOLDEN = Path(__file__).parent / "golden" / "check" / "quotations.txt"


def _pairs() -> dict[str, tuple[str, str]]:
    parts = _GOLDEN.read_text(encoding="utf-8").split("\n== ")[1:]
    cases = {}
    for part in parts:
        name, _, rest = part.partition("\n")
        draft, _, expected = rest.partition("\n--\n")
        cases[name] = (draft, expected.strip())
    return cases


def _shown(item: CitationItem) -> str:
    title = f'"{item.title}"' if item.title else None
    key = f"@{item.key}" if item.key else None
    through = f"in {_shown(item.quoted_in)}" if item.quoted_in else None
    return " ".join(filter(None, [key, *item.names, item.year, title, item.label, item.locator, through]))


def _found(path: Path) -> str:
    draft = read_draft(path)
    quotations = find_quotations(draft)
    citations = find_citations(draft, quotations)
    lines = [f"! {mark.mark}" for mark in quotations.unpaired]
    for quotation, of_it in zip(quotations.quotations, citations.of_quotations, strict=True):
        cited = [_shown(item) for number in of_it for item in citations.citations[number].items]
        few = " [few words]" if quotation.is_scare else ""
        lines.append(f"{quotation.words}{few}{' <- ' if cited else ''}{'; '.join(cited)}")
    return "\n".join(lines)


@pytest.mark.parametrize("name", _pairs())
def test_golden_pairs(tmp_path: Path, name: str) -> None:
    draft, expected = _pairs()[name]
    format_name = re.search(r"\((tex|html|txt|typ)\)\Z", name)
    path = tmp_path / f"draft.{format_name[1] if format_name else 'md'}"
    path.write_text(draft, encoding="utf-8")
    assert _found(path) == expected


@given(st.text(alphabet="ab. ,\n“”\"'‘’«»„()1", max_size=120))
def test_spans_lie_in_order_and_hold_no_half_of_another(text: str) -> None:
    spans = find_in_plain_text(text)
    assert spans == sorted(spans)
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(st.lists(st.text(alphabet='ab. “”"‘’«»', max_size=40), max_size=5))
def test_every_double_mark_is_paired_or_told(paragraphs: list[str]) -> None:
    pairing = pair_marks(paragraphs)
    for marked in pairing.marked:
        assert len(marked.pieces) == 1 or marked.paragraph < marked.last_paragraph
        assert marked.opening[1] <= marked.pieces[0][0]
        assert marked.pieces[-1][1] == marked.closing[0]
