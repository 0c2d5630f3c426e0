"""Word and OpenDocument files as their own programs write them: boxes, fields, hidden text, styles by hand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import Kind
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source

WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
OPEN_DOCUMENT = " ".join(
    f'xmlns:{name}="{OASIS}:{space}:1.0"'
    for name, space in {
        "office": "office", "text": "text", "style": "style", "fo": "xsl-fo-compatible", "draw": "drawing",
    }.items()
)  # fmt: skip


def packed(file: Path, members: dict[str, str]) -> Path:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    file.write_bytes(data.getvalue())
    return file


def word_file(folder: Path, body: str, more: dict[str, str] | None = None) -> Path:
    """Write a Word file of these paragraphs, with more members."""
    relation = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    members = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>',
        "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
    }
    return packed(folder / "essay.docx", members | (more or {}))


def open_document(folder: Path, body: str, automatic: str = "", styles: str = "") -> Path:
    """Write an OpenDocument text of these paragraphs and styles."""
    members = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {OPEN_DOCUMENT}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {OPEN_DOCUMENT}><office:styles>{styles}</office:styles>"
        "</office:document-styles>",
        "META-INF/manifest.xml": "<manifest/>",
    }
    return packed(folder / "essay.odt", members)


def passages(file: Path) -> list[tuple[Kind, str]]:
    return [(passage.kind, passage.text) for passage in parse_document(read_source(file)).passages]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def box(text: str) -> str:
    """Return a text box as Word writes it: twice, for newer and for older programs."""
    content = f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>'
        f"<wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


# Word


def test_text_boxes_stand_behind_the_paragraph_that_holds_them(tmp_path: Path) -> None:
    body = f"<w:p>{run('It froze ')}{box('The ferry sank.')}{box('Nobody saw it.')}{run('twice.')}</w:p>"
    body += f"<w:p>{run('It thawed.')}</w:p>"
    assert passages(word_file(tmp_path, body)) == [
        (Kind.BODY, "It froze twice."),
        (Kind.BODY, "The ferry sank."),
        (Kind.BODY, "Nobody saw it."),
        (Kind.BODY, "It thawed."),
    ]


@pytest.mark.parametrize(
    ("properties", "text"), [("<w:vanish/>", "It froze twice."), ('<w:vanish w:val="0"/>', "It froze nearly twice.")]
)
def test_what_word_hides_is_no_text(tmp_path: Path, properties: str, text: str) -> None:
    body = f"<w:p>{run('It froze ')}{run('nearly ', properties)}{run('twice.')}</w:p>"
    assert passages(word_file(tmp_path, body)) == [(Kind.BODY, text)]


def test_tags_deletions_and_fields_leave_the_words_that_are_read(tmp_path: Path) -> None:
    field = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate"))
    body = (
        f'<w:p>{run("It froze in ")}<w:smartTag w:element="place">{run("Ota")}{run("ru")}</w:smartTag>'
        '<w:del w:id="1" w:author="x"><w:r><w:delText> never</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="x">{run(" twice")}</w:ins>'
        f'{run(", see page ")}{field}{run("12")}<w:r><w:fldChar w:fldCharType="end"/></w:r>{run(".")}</w:p>'
    )
    assert passages(word_file(tmp_path, body)) == [(Kind.BODY, "It froze in Otaru twice, see page 12.")]


def test_a_broken_part_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="XML breaks off"):
        read_source(word_file(tmp_path, "<w:p><w:txbxContent></w:p>"))


# OpenDocument


def test_fields_are_read_as_the_words_that_they_show(tmp_path: Path) -> None:
    body = (
        '<text:p>See <text:sequence-ref text:ref-name="r">Table 1</text:sequence-ref>, as <text:user-field-get '
        'text:name="who">Tamiko</text:user-field-get> said on <text:date>1 January 2020</text:date>.</text:p>'
    )
    assert passages(open_document(tmp_path, body)) == [(Kind.BODY, "See Table 1, as Tamiko said on 1 January 2020.")]


def test_a_text_frame_stands_behind_the_paragraph_that_holds_it(tmp_path: Path) -> None:
    frame = "<draw:frame><draw:text-box><text:p>The ferry sank.</text:p></draw:text-box></draw:frame>"
    body = f"<text:p>It froze{frame} twice.</text:p><text:p>It thawed.</text:p>"
    assert [text for _, text in passages(open_document(tmp_path, body))] == [
        "It froze twice.",
        "The ferry sank.",
        "It thawed.",
    ]


def test_titles_and_paragraphs_in_bold_type_are_headings(tmp_path: Path) -> None:
    automatic = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
        '<style:style style:name="P2" style:family="paragraph">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
    )
    body = (
        '<text:p text:style-name="P1">The Ice</text:p><text:p text:style-name="P2">The ferry</text:p>'
        "<text:p>It froze in the harbour, twice.</text:p>"
    )
    assert passages(open_document(tmp_path, body, automatic)) == [
        (Kind.HEADING, "The Ice"),
        (Kind.HEADING, "The ferry"),
        (Kind.BODY, "It froze in the harbour, twice."),
    ]


def test_ruby_and_hidden_words(tmp_path: Path) -> None:
    automatic = (
        '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    body = (
        "<text:p><text:ruby><text:ruby-base>山路</text:ruby-base><text:ruby-text>やまみち</text:ruby-text></text:ruby>"
        'を登りながら<text:span text:style-name="T1">secret</text:span>、こう考えた。</text:p>'
    )
    assert passages(open_document(tmp_path, body, automatic)) == [(Kind.BODY, "山路を登りながら、こう考えた。")]


def test_a_bibliography_that_the_program_made_is_a_reference_list(tmp_path: Path) -> None:
    body = (
        "<text:p>It froze.</text:p><text:bibliography><text:bibliography-source/><text:index-body><text:index-title>"
        "<text:p>Bibliography</text:p></text:index-title><text:p>Ahn, T. (1987). The Ice. Sapporo: Sea Press.</text:p>"
        "</text:index-body></text:bibliography>"
    )
    assert passages(open_document(tmp_path, body))[1:] == [
        (Kind.HEADING, "Bibliography"),
        (Kind.REFERENCE, "Ahn, T. (1987). The Ice. Sapporo: Sea Press."),
    ]


def numbering(*levels: tuple[str, str]) -> str:
    inner = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    return (
        f'<w:numbering {WORD}><w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def test_fields_tags_readings_and_turns_leave_their_words(tmp_path: Path) -> None:
    body = (
        f'<w:p>{run("Ice of ")}<w:fldSimple w:instr=" REF x ">{run("Table 3")}</w:fldSimple>'
        f'<w:customXml w:element="x"><w:customXmlPr/>{run(" and log")}</w:customXml>'
        f"<w:r><w:ruby><w:rt>{run('x')}</w:rt><w:rubyBase>{run('氷')}</w:rubyBase></w:ruby></w:r>"
        f"<w:r><w:t>one</w:t><w:cr/><w:t>two.</w:t></w:r></w:p>"
        f'<w:customXml w:element="x"><w:p>{run("It thawed.")}</w:p></w:customXml>'
    )
    assert passages(word_file(tmp_path, body)) == [
        (Kind.BODY, "Ice of Table 3 and log氷one two."),
        (Kind.BODY, "It thawed."),
    ]


def test_numbers_of_clauses_are_written_as_they_are_printed(tmp_path: Path) -> None:
    def clause(level: int, text: str) -> str:
        number = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        return f"<w:p>{number}{run(text)}</w:p>"

    body = "".join(clause(level, f"Each ship shall carry the number {n}.") for n, level in enumerate((0, 1, 1, 0, 1)))
    file = word_file(tmp_path, body, {"word/numbering.xml": numbering(("decimal", "Art. %1"), ("lowerRoman", "%1.%2"))})
    assert [text.partition(" Each")[0] for _, text in passages(file)] == ["Art. 1", "1.i", "1.ii", "Art. 2", "2.i"]


STYLES = (
    f'<w:styles {WORD}><w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/><w:pPr><w:numPr>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Part">'
    '<w:name w:val="Part"/><w:basedOn w:val="Clause"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    "</w:styles>"
)


def test_clauses_that_their_style_numbers_have_numbers(tmp_path: Path) -> None:
    def clause(style: str, text: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(text)}</w:p>'

    body = clause("Clause", "Die Fähre fährt.") + clause("Part", "Auch im Winter.") + clause("Clause", "Sie hält.")
    more = {"word/styles.xml": STYLES, "word/numbering.xml": numbering(("decimal", "§ %1"), ("lowerLetter", "%1 %2)"))}
    assert [text for _, text in passages(word_file(tmp_path, body, more))] == [
        "§ 1 Die Fähre fährt.",
        "1 a) Auch im Winter.",
        "§ 2 Sie hält.",
    ]


def test_a_list_that_begins_again_counts_from_its_first_number(tmp_path: Path) -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num></w:numbering>"
    )
    lists = numbering(("decimal", "Art. %1")).replace("</w:numbering>", again)
    in_list = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
    body = "".join(f"<w:p>{in_list.format(number)}{run('Niemand haftet.')}</w:p>" for number in (1, 1, 2, 2))
    found = passages(word_file(tmp_path, body, {"word/numbering.xml": lists}))
    assert [text[:6] for _, text in found] == ["Art. 1", "Art. 2", "Art. 1", "Art. 2"]


def test_words_that_run_the_other_way_are_kept(tmp_path: Path) -> None:
    body = f'<w:p>{run("De ")}<w:dir w:val="rtl">{run("אניה")}</w:dir> <w:bdo w:val="rtl">{run(" ים")}</w:bdo></w:p>'
    assert [text for _, text in passages(word_file(tmp_path, body))] == ["De אניה ים"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.rtf", r"{\rtf1\ansi Le bac arriva tr\'e8s tard.\par Le patron se tut.\par}"),
        (
            "a.mht",
            'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; '
            'charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n<p>Le bac arriva tr=C3=A8s tard.</p>'
            "<p>Le patron se tut.</p>\n--b--\n",
        ),
        ("a.txt", "Le bac arriva très tard.\nLe patron se tut."),
    ],
)
def test_documents_of_other_kinds_that_are_set_in_are_text(tmp_path: Path, name: str, content: str) -> None:
    relations = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="c" Type="x/aFChunk" Target="{name}"/>'
        "</Relationships>"
    )
    body = f'<w:p>{run("Annexe.")}</w:p><w:altChunk r:id="c"/>'
    members = {"word/_rels/document.xml.rels": relations, f"word/{name}": content}
    assert [text for _, text in passages(word_file(tmp_path, body, members))] == [
        "Annexe.",
        "Le bac arriva très tard.",
        "Le patron se tut.",
    ]


@pytest.mark.parametrize(
    "parts",
    [
        ("Au ", "xix", "e", " siècle."),
        ("El 1.", "", "o", " de mayo."),
        ("Ver n.", "", "o", " 7."),
        ("A Sr.", "", "a", " Ana."),
    ],
)
def test_endings_of_small_numerals_and_abbreviations_are_letters(tmp_path: Path, parts: tuple[str, ...]) -> None:
    before, small, ending, behind = parts
    body = f"{run(before)}{run(small, '<w:smallCaps/>')}{run(ending, RAISED)}{run(behind)}"
    assert passages(word_file(tmp_path, f"<w:p>{body}</w:p>")) == [(Kind.BODY, "".join(parts))]


RAISED = '<w:vertAlign w:val="superscript"/>'


def test_endings_of_ordinals_are_no_note_marks(tmp_path: Path) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    body = f"<w:p>{run('Au XIX')}{run('e', raised)}{run(' siècle, le 2')}{run('e', raised)}{run(' jour.')}</w:p>"
    assert passages(word_file(tmp_path, body)) == [(Kind.BODY, "Au XIXe siècle, le 2e jour.")]


def test_a_page_that_is_set_in_is_text(tmp_path: Path) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c" '
        'Type="x/aFChunk" Target="chunk.htm"/></Relationships>'
    )
    body = f'<w:p>{run("It froze.")}</w:p><w:altChunk r:id="c"/><w:p>{run("It thawed.")}</w:p>'
    members = {"word/_rels/document.xml.rels": relations, "word/chunk.htm": "<p>The log says <b>so</b>.</p>"}
    assert [text for _, text in passages(word_file(tmp_path, body, members))] == [
        "It froze.",
        "The log says so.",
        "It thawed.",
    ]
