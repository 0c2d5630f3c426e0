"""Texts encoded in TEI: paragraphs, verse, plays, notes, readings, the pages of the print, what the header says."""

from __future__ import annotations

from pathlib import Path

import pytest

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import Kind, ParsedDocument
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source

HEADER = """<teiHeader><fileDesc><titleStmt><title type="main">The Ice of Chofu : an electronic edition</title>
<title type="short">Ice</title><author>Ahn, Tamiko (1880-1951)</author><editor>Jane Doe</editor></titleStmt>
<publicationStmt><publisher>University of the Sea</publisher><date when="2015"/></publicationStmt>
<sourceDesc><biblStruct><monogr><author>Ahn, Tamiko</author><title>The Ice of Chofu</title><imprint>
<pubPlace>Sapporo</pubPlace><publisher>Sea Press</publisher><date when="1921">1921</date></imprint></monogr>
</biblStruct></sourceDesc></fileDesc></teiHeader>"""


def tei(
    folder: Path, body: str, *, header: str = HEADER, back: str = "", doctype: str = "", name: str = "a.xml"
) -> Path:
    """Write a TEI file with this body."""
    file = folder / name
    file.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">'
        f"{header}<text><body>{body}</body><back>{back}</back></text></TEI>",
        encoding="utf-8",
    )
    return file


def read(file: Path) -> ParsedDocument:
    return parse_document(read_source(file))


def passages(file: Path) -> list[tuple[Kind, str]]:
    return [(passage.kind, passage.text) for passage in read(file).passages]


def test_divisions_are_sections_and_pages_are_those_of_the_print(tmp_path: Path) -> None:
    body = """<pb n="[i]"/><div1><head>ACT I</head><div2><head>SCENE 1</head><head>The harbour
    in winter</head><pb n="3"/><p>It froze in the har<pb n="4" break="no"/>bour,
    <hi>twice</hi>.</p></div2></div1><div1><head>ACT II</head></div1>"""
    document = read(tei(tmp_path, body))
    assert [(p.text, p.section) for p in document.passages if p.kind is Kind.BODY] == [
        ("It froze in the harbour, twice.", ("ACT I", "SCENE 1", "The harbour in winter"))
    ]
    text = document.source.text
    assert [(page.label, text[page.start :][:5]) for page in document.pages] == [
        ("i", "ACT I"),
        ("3", "It fr"),
        ("4", "bour,"),
    ]


def test_the_name_of_the_file_does_not_matter(tmp_path: Path) -> None:
    for name in ("a.xml", "a.tei", "a"):
        assert read_source(tei(tmp_path, "<p>It froze.</p>", name=name)).format == "tei"


def test_what_the_header_says(tmp_path: Path) -> None:
    assert read_source(tei(tmp_path, "<p>It froze.</p>")).item == {
        "type": "book",
        "title": "The Ice of Chofu",
        "author": [{"family": "Ahn", "given": "Tamiko"}],
        "editor": [{"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[1921]]},
        "publisher": "Sea Press",
        "publisher-place": "Sapporo",
        "language": "en",
    }


def test_notes_stand_behind_the_paragraph_of_their_mark(tmp_path: Path) -> None:
    body = """<p>It froze<note place="foot"><p>Log, 12 February.</p></note> twice.<ref target="#n2">2</ref> Then it
    thawed.</p><p>Nobody knew.</p>"""
    back = '<div type="notes"><head>Notes</head><note xml:id="n2">Diary.</note></div>'
    assert passages(tei(tmp_path, body, back=back)) == [
        (Kind.BODY, "It froze twice. Then it thawed."),
        (Kind.NOTE, "Log, 12 February."),
        (Kind.NOTE, "Diary."),
        (Kind.BODY, "Nobody knew."),
    ]


def test_verse_keeps_its_lines_and_stanzas(tmp_path: Path) -> None:
    body = "<lg><l>The wind it blew</l> <l>eleven days.</l></lg><lg><l>It blew</l><l>no more.</l></lg>"
    document = read(tei(tmp_path, body))
    assert [p.text for p in document.passages] == ["The wind it blew eleven days.", "It blew no more."]
    assert "blew\neleven" in document.source.text


def test_a_play_has_speakers(tmp_path: Path) -> None:
    body = """<sp><speaker>KEEPER.</speaker><l>It froze in harbour</l><l>twice that winter.</l></sp>
    <sp><speaker>Master.</speaker><p>Who goes there?</p></sp><stage>They go, each with a lamp.</stage>"""
    assert [(p.speaker, p.text) for p in read(tei(tmp_path, body)).passages] == [
        ("KEEPER", "It froze in harbour twice that winter."),
        ("Master", "Who goes there?"),
        (None, "They go, each with a lamp."),
    ]


@pytest.mark.parametrize(
    ("encoded", "text"),
    [
        ("the <choice><sic>harbuor</sic><corr>harbour</corr></choice> froze.", "the harbuor froze."),
        ("a <app><lem>cold</lem><rdg wit='#B'>bold</rdg></app> wind.", "a cold wind."),
        ("it <del>never</del> <add>twice</add> froze.", "it twice froze."),
        ("he said <q>until the ferry comes</q>.", "he said “until the ferry comes”."),
        ("he said ‘<q>until the ferry comes</q>’.", "he said ‘until the ferry comes’."),
        ("it froze, as o-<lb/>thers say.", "it froze, as others say."),
        ("it wait<lb break='no'/>ed for <gap reason='illegible'/> days.", "it waited for […] days."),
        ("<w>It</w> <w>froze</w> <pc>.</pc>", "It froze."),
        ("it froze &mdash; &ship;.", "it froze — the ferry."),
    ],
)
def test_readings_are_those_of_the_source(tmp_path: Path, encoded: str, text: str) -> None:
    doctype = "<!DOCTYPE TEI [<!ENTITY ship 'the ferry'>]>"
    document = read(tei(tmp_path, f"<p>{encoded}</p>", doctype=doctype))
    assert [passage.text for passage in document.passages] == [text]


def test_lists_tables_quotations_and_references(tmp_path: Path) -> None:
    body = """<cit><quote><p>The ice bore a horse.</p></quote></cit><list><label>1.</label><item>one ship</item>
    <label>2.</label><item>Another ship, which sank.</item></list>
    <table><row><cell>Year</cell><cell>Ships</cell></row></table>"""
    back = """<div><listBibl><head>Works cited</head><bibl><author>Ahn, T.</author> <title>The Log</title>.
    1920.</bibl></listBibl></div>"""
    assert passages(tei(tmp_path, body, back=back)) == [
        (Kind.BLOCKQUOTE, "The ice bore a horse."),
        (Kind.LIST, "1. one ship"),
        (Kind.BODY, "2. Another ship, which sank."),
        (Kind.LIST, "Year Ships"),
        (Kind.HEADING, "Works cited"),
        (Kind.REFERENCE, "Ahn, T. The Log. 1920."),
    ]


def test_pages_of_another_edition_do_not_count(tmp_path: Path) -> None:
    body = '<p><pb ed="A" n="1"/>It <pb ed="B" n="7"/>froze.</p><pb ed="A" n="2"/><p>It thawed.</p>'
    assert [page.label for page in read(tei(tmp_path, body)).pages] == ["1", "2"]


def test_entities_do_not_grow(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 40))
    for last in (4, 39):
        file = tei(tmp_path, f"<p>It froze. &e{last};</p>", doctype=f'<!DOCTYPE TEI [<!ENTITY e0 "ha">{bomb}]>')
        try:
            assert len(read_source(file).text) < 100
        except UnreadableSourceError as error:
            assert "entity" in error.message


@pytest.mark.parametrize(
    ("body", "expected"),
    [("<p>It froze.", "XML breaks off"), ("", "holds no text"), ("<div>" * 300 + "</div>" * 300, "XML breaks off")],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, body: str, expected: str) -> None:
    with pytest.raises(UnreadableSourceError, match=expected) as caught:
        read_source(tei(tmp_path, body))
    assert caught.value.hint


def test_real_novels(shared_data: Path) -> None:
    document = read(shared_data / "novels" / "level1" / "ENG18471_Bronte.xml")
    assert document.source.item["title"] == "Wuthering Heights"
    assert document.source.item["issued"] == {"date-parts": [[1847]]}
    assert len(document.pages) > 700
    assert sum(passage.kind is Kind.BODY for passage in document.passages) > 2_500
