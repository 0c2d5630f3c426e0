"""Signs that scans and converters wrote otherwise are read as what they are, and lead back to what is written."""

from __future__ import annotations

import pytest

from kurilsearch.model import SourceText
from kurilsearch.parse import parse_document


def read(text: str) -> str:
    document = parse_document(SourceText(text, "text", "utf-8"))
    for passage in document.passages:
        start, end = passage.way_back.source_span(0, len(passage.text))
        assert text[start:end] == text.strip()
    return "\n".join(passage.text for passage in document.passages)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('She wrote "the pier is gone.,, Nobody came.', 'She wrote "the pier is gone.” Nobody came.'),
        ('She wrote "the pier is gone. ,, Nobody came.', 'She wrote "the pier is gone.” Nobody came.'),
        ('He called it "a lamp,, and left.', 'He called it "a lamp” and left.'),
        ("Two commas,, a slip, are two commas.", "Two commas,, a slip, are two commas."),
        ('Sie sagte ,,Es brennt" und ging.', 'Sie sagte „Es brennt" und ging.'),
        ("They said &quot;no&quot; &amp; left.", 'They said "no" & left.'),
        ("Sm&aring; b&#229;ter &mdash; and R&D; too.", "Små båter — and R&D; too."),
        ("The \\emph{lamp} and $\\underline{the pier}, he said.$ Ice.", "The lamp and the pier, he said. Ice."),
        ("It cost $5 {net} and $6.", "It cost $5 {net} and $6."),
    ],
)
def test_a_misprint_is_read_as_what_was_meant(written: str, meant: str) -> None:
    assert read(written) == meant


def test_the_ends_of_a_quotation_lead_to_the_ends_of_what_is_written() -> None:
    text = "It was &quot;a long, dark winter&quot; for them."
    (passage,) = parse_document(SourceText(text, "text", "utf-8")).passages
    start = passage.text.index('"')
    end = passage.text.rindex('"') + 1
    assert passage.text[start:end] == '"a long, dark winter"'
    assert text[slice(*passage.way_back.source_span(start, end))] == "&quot;a long, dark winter&quot;"
