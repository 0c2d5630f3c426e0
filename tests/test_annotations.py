"""Annotations that other programs export: whose words are whose, and where they were marked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import Kind
from kurilsearch.parse import parse_document
from kurilsearch.read.annotations.reader import AnnotationReader

QUOTE, COMMENT = "The mill burnt before the harvest.", "Which mill, and whose?"
TITLE, ADDRESS = "The Miller's Year", "https://mill.example/year"


def row(quote: str, comment: str) -> dict[str, object]:
    selectors = [{"type": "TextQuoteSelector", "exact": quote}, {"type": "PageSelector", "label": "7"}]
    return {
        "user": "acct:ida@hypothes.is",
        "uri": ADDRESS,
        "created": "2021-03-02T10:15:33.12+00:00",
        "document": {"title": [TITLE]},
        "target": [{"source": ADDRESS, "selector": selectors if quote else []}],
        "text": comment,
    }


EXPORTS = {
    "client": json.dumps({"export_userid": "x", "client_version": "1", "annotations": [row(QUOTE, COMMENT)]}),
    "api": json.dumps({"total": 1, "rows": [row(QUOTE, COMMENT)]}),
    "rows": json.dumps([row(QUOTE, ""), row("", COMMENT)]),
    "table": "Created at,Author,Page,URL,Group,Type,Quote,Comment,Tags\n"
    f'2021-03-02 10:15,ida,7,{ADDRESS},Public,Annotation,"{QUOTE}","{COMMENT}",\n',
    "list": f"2 Mar 2021\n{TITLE}\n{ADDRESS}\nGroup: Public\nTotal users: 1\nUsers: ida\n\n"
    f'Annotation 1\nCreated at: 2021-03-02\nAuthor: ida\nPage: 7\nQuote: "{QUOTE}"\nComment: {COMMENT}\nTags: mills\n',
}


@pytest.mark.parametrize("export", EXPORTS)
def test_what_was_marked_is_a_quotation_and_what_is_said_of_it_is_the_readers(tmp_path: Path, export: str) -> None:
    path = tmp_path / "marked"
    path.write_text(EXPORTS[export], encoding="utf-8")
    reader = AnnotationReader()
    assert reader.recognises(path, path.read_bytes()[:4096])
    document = parse_document(reader.read(path))
    said = [(p.kind, p.text, p.speaker, p.time) for p in document.passages if p.kind is not Kind.HEADING]
    assert said == [(Kind.BLOCKQUOTE, QUOTE, None, None), (Kind.BODY, COMMENT, "ida", "2021-03-02")]
    assert document.pages[-1].label == "7"
    assert document.source.item["URL"] == ADDRESS


def test_notes_of_zotero_stand_under_their_works(tmp_path: Path) -> None:
    path = tmp_path / "library.rdf"
    note = f"&lt;p&gt;&lt;span&gt;“{QUOTE}”&lt;/span&gt; (Oak, 1921, p. 7)&lt;/p&gt;&lt;p&gt;{COMMENT}&lt;/p&gt;"
    path.write_text(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<bib:Book rdf:about="#b"><dc:title>{TITLE}</dc:title><dcterms:isReferencedBy rdf:resource="#n"/></bib:Book>'
        f'<bib:Memo rdf:about="#n"><rdf:value>{note}</rdf:value></bib:Memo></rdf:RDF>',
        encoding="utf-8",
    )
    reader = AnnotationReader()
    assert reader.recognises(path, path.read_bytes()[:4096])
    passages = parse_document(reader.read(path)).passages
    assert [p.text for p in passages] == [TITLE, f"“{QUOTE}” (Oak, 1921, p. 7)", COMMENT]


@pytest.mark.parametrize("text", ['{"a": 1}', "Year,What\n1871,fire\n", "Created,Nothing\n", '[{"title": "A work"}]'])
def test_other_tables_and_data_are_no_annotations(tmp_path: Path, text: str) -> None:
    assert not AnnotationReader().recognises(tmp_path / "a", text.encode())


@pytest.mark.parametrize(
    "text", ['{"client_version": 1, "annotations": 7}', '{"client_version": "1", "annotations": [', "{}", "[3]"]
)
def test_a_damaged_export_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableSourceError, match="annotations"):
        AnnotationReader().read(path)
