"""One essay as Markdown and as a PDF made of it: the passages are the same."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import typst

from kurilsearch.model import Kind
from kurilsearch.pandoc import find_pandoc
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source
from tests.test_documents import ESSAY

pytest.importorskip("pypdfium2")

_TEXT = ESSAY.replace(" 春になると氷は解けた。", "")  # typst brings no Japanese font
_SET = """
#set page(width: 160mm, height: 200mm, margin: 20mm, numbering: "1")
#set par(justify: true, spacing: 1.2em)
#set text(size: 10pt)
#show heading: set block(above: 1.4em, below: 1em)
#show footnote.entry: set text(size: 8pt)
"""


def test_the_same_essay_gives_the_same_passages(tmp_path: Path) -> None:
    markdown = tmp_path / "essay.md"
    markdown.write_text(_TEXT, encoding="utf-8")
    command = [find_pandoc(), "--from=markdown", "--to=typst"]
    made = subprocess.run(command, input=_TEXT.encode(), check=True, capture_output=True).stdout.decode()
    source = tmp_path / "essay.typ"
    source.write_text(_SET + made, encoding="utf-8")
    pdf = tmp_path / "essay.pdf"
    pdf.write_bytes(typst.compile(str(source)))
    expected, found = (parse_document(read_source(file)) for file in (markdown, pdf))
    apart = (Kind.NOTE, Kind.LIST)
    assert [
        (passage.kind, passage.text, passage.section, passage.paragraph)
        for passage in found.passages
        if passage.kind not in apart
    ] == [
        (passage.kind, passage.text, passage.section, passage.paragraph)
        for passage in expected.passages
        if passage.kind not in apart
    ]
    assert [passage.text for passage in found.passages if passage.kind is Kind.LIST] == [
        passage.text for passage in expected.passages if passage.kind is Kind.LIST
    ]
    assert [re.sub(r"^\d ", "", passage.text) for passage in found.passages if passage.kind is Kind.NOTE] == [
        passage.text for passage in expected.passages if passage.kind is Kind.NOTE
    ]
