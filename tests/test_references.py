"""What a source cites: held against known answers, golden texts in unlike styles, and hostile input."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kurilsearch.model import SourceText, StoredPassage
from kurilsearch.parse import parse_document
from kurilsearch.read.markdown import MarkdownReader
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


# In unlike styles and languages

GOLDEN = sorted((Path(__file__).parent / "golden" / "references").iterdir())
RULE = "\n=== entries\n"


def described(found: References) -> str:
    """Return entries and citations as the golden files have them."""
    lines = []
    for number, entry in enumerate(found.entries, 1):
        kept = ("type", "container-title", "volume", "issue", "page", "publisher", "DOI")
        fields = ", ".join(f"{name} {entry.item[name]}" for name in kept if name in entry.item)
        label = f"[{entry.label}] " if entry.label else ""
        lines.append(f"{number}. {label}{' & '.join(entry.names) or '(none)'} | {entry.year} | {entry.title} | {fields}")
    lines += ["", "=== citations"]
    for number, citation in enumerate(found.citations):
        stored = found.passages[citation.place.passage_id]
        entries = " or ".join(f"{index + 1}" for index in found.links[number].entries) or "none"
        told = [citation.form.value, *(["narrative"] if citation.narrative else []), *([citation.locator or ""])]
        mark = "".join(f" at mark {call.label}" for call in found.calls_of(stored.id))
        lines.append(f"{stored.passage.kind}: {citation.text} -> {entries} ({', '.join(filter(None, told))}){mark}")
    lines += [f"{entry.text[:40]}… is never cited" for entry in found.never_cited]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_styles(file: Path, tmp_path: Path) -> None:
    """Compare with tests/golden/references; KURILSEARCH_UPDATE_GOLDEN=1 writes what is read now."""
    source, _, kept = file.read_text(encoding="utf-8").partition(RULE)
    path = tmp_path / file.name
    path.write_text(source + "\n", encoding="utf-8", newline="\n")
    reader = MarkdownReader() if file.suffix == ".md" else PlainTextReader()
    stored, found = stored_passages(reader.read(path))
    if os.environ.get("KURILSEARCH_UPDATE_GOLDEN"):
        file.write_text(source.rstrip("\n") + "\n" + RULE + described(found), encoding="utf-8", newline="\n")
        kept = described(found)
    assert described(found) == kept
    texts = {each.id: each.passage.text for each in stored}
    for citation in found.citations:
        if citation.place.span[0] < citation.place.span[1]:
            assert texts[citation.place.passage_id][slice(*citation.place.span)] == citation.text
