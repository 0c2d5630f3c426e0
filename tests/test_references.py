"""What a source cites: held against known answers, golden texts in unlike styles, and hostile input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kurilsearch.model import SourceText, StoredPassage
from kurilsearch.parse import parse_document
from kurilsearch.read.plain_text import PlainTextReader
from kurilsearch.references import References, read_marks, read_references, works_cited_at

AHN = "003_41778c0cee55e288.txt"
BIRDS = "001_90cdfc8035c4d31a.txt"


def stored_passages(source: SourceText) -> tuple[list[StoredPassage], References]:
    parsed = parse_document(source)
    text = source.text
    stored = [
        StoredPassage(
            number + 1,
            1,
            number,
            passage,
            text.count("\n", 0, passage.char_start) + 1,
            tuple(at for at in range(passage.char_start, passage.char_end) if text[at] == "\n"),
        )
        for number, passage in enumerate(parsed.passages)
    ]
    return stored, read_references(stored, read_marks(text, parsed.furniture))


# Against the known answers


@pytest.mark.parametrize("file", [BIRDS, AHN])
def test_entries_and_links_are_those_of_a_careful_reader(file: str, shared_seeds: Path, shared_gold: Path) -> None:
    known = json.loads((shared_gold / "seeds-public.json").read_text(encoding="utf-8"))["files"][file]
    _, found = stored_passages(PlainTextReader().read(shared_seeds / file))
    starts = {entry["n"]: entry["char_start"] for entry in known["references"]}
    listed = {entry.places[0].source_span[0] for entry in found.entries}
    right = listed & set(starts.values())
    assert len(right) >= 0.98 * len(starts), "recall of entries"
    assert len(right) >= 0.98 * len(listed), "precision of entries"

    linked = {
        citation.place.source_span: [entry.places[0].source_span[0] for entry in found.entries_of(number)]
        for number, citation in enumerate(found.citations)
    }
    expected = {
        (citation["char_start"], citation["char_end"]): [starts[citation["resolves_to"]]]
        if citation["resolves_to"]
        else []
        for citation in known["citations"]
    }
    correct = sum(linked.get(span) == entries for span, entries in expected.items())
    assert correct >= 0.95 * len(expected), "citations linked to the right entry"
    assert correct >= 0.95 * len(linked), "and no others"


def test_quotations_inside_a_source_are_second_hand(shared_seeds: Path, shared_gold: Path) -> None:
    known = json.loads((shared_gold / "seeds-public.json").read_text(encoding="utf-8"))["files"][AHN]
    names = {entry["n"]: entry["authors"][0]["family"] for entry in known["references"]}
    stored, found = stored_passages(PlainTextReader().read(shared_seeds / AHN))
    asked = right = 0
    for quotation in known["inner_quotations"]:
        if quotation["resolves_to"] is None:
            continue
        passage = next(
            each for each in stored if each.passage.char_start <= quotation["char_start"] < each.passage.char_end
        )
        start = passage.passage.text.find(quotation["verbatim"][:25])
        assert start >= 0
        works = works_cited_at(found, passage.id, (start, start + len(quotation["verbatim"])))
        asked += 1
        right += bool(works) and works[0].second_hand and works[0].citation.names[0] == names[quotation["resolves_to"]]
    assert right >= 0.95 * asked
