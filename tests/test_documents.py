"""Word, OpenDocument, RTF, LaTeX and what else pandoc reads: pandoc makes the files, their text is known."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import Kind, ParsedDocument
from kurilsearch.parse import parse_document
from kurilsearch.programs.pandoc import find_pandoc
from kurilsearch.read import is_readable_name, read_source
from kurilsearch.read.pandoc.rtf import plain_rtf

ESSAY = """\
# The Ice of the Strait

## The ferry

It froze in the harbour twice that winter, and nobody on the quay had seen such a thing
before. The harbour-master wrote “until the ferry comes” in the log, and so it was.[^1]

The second winter was milder. Ships came and went, but the well-known ferry stayed where it
was, for want of coal.

> The ice was thick enough to bear a horse and a cart, and two of the fishermen drove
> across the strait to fetch the doctor.

What followed is known from three sources:

- the log of the lighthouse
- the letters of the doctor, which were found in 1951.
- newspapers

## The wind

The wind blew for eleven days.[^2] It came from the north-east, as it always does.

### Later years

In later years the strait did not freeze again. Лёд стоял до апреля. 春になると氷は解けた。

## References

Ahn, Tamiko. 1987. The Ice of Chofu. Sapporo: Sea Press.

Doe, Jane. 1990. Winds of the North. London: Harbour Books.

[^1]: Log of the lighthouse, 12 February.
[^2]: Eleven days and ten hours, to be exact.
"""

PLAIN = """\
The Ice of the Strait


The ferry

It froze in the harbour twice that winter, and nobody on the quay had seen such a thing
before. The harbour-master wrote “until the ferry comes” in the log, and so it was.[1]

The second winter was milder. Ships came and went, but the well-known ferry stayed where it
was, for want of coal.

    The ice was thick enough to bear a horse and a cart, and two of the fishermen drove
    across the strait to fetch the doctor.

What followed is known from three sources:

- the log of the lighthouse
- the letters of the doctor, which were found in 1951.
- newspapers


The wind

The wind blew for eleven days.[2] It came from the north-east, as it always does.

Later years

In later years the strait did not freeze again. Лёд стоял до апреля. 春になると氷は解けた。


References

Ahn, Tamiko. 1987. The Ice of Chofu. Sapporo: Sea Press.

Doe, Jane. 1990. Winds of the North. London: Harbour Books.


Notes

[1] Log of the lighthouse, 12 February.
[2] Eleven days and ten hours, to be exact.
"""
"""The same essay as a person types it, without any markup: nothing tells a heading from one below it."""

FORMATS = {
    "docx": "docx", "odt": "odt", "epub": "epub", "html": "html", "rtf": "rtf", "tex": "latex", "org": "org",
    "rst": "rst", "fb2": "fb2", "docbook": "docbook", "nxml": "jats",
}  # fmt: skip


def made(folder: Path, markdown: str, ending: str, *options: str) -> Path:
    """Have pandoc make a file of this ending."""
    file = folder / f"essay.{ending}"
    to = FORMATS.get(ending, ending)
    command = [str(find_pandoc()), "--standalone", f"--to={to}", f"--output={file}", *options]
    subprocess.run(command, input=markdown.encode(), check=True, capture_output=True)
    return file


def read(file: Path) -> ParsedDocument:
    return parse_document(read_source(file))


def texts(document: ParsedDocument, *kinds: Kind) -> list[str]:
    return [passage.text for passage in document.passages if passage.kind in kinds]


def reason(file: Path) -> str:
    with pytest.raises(UnreadableSourceError) as caught:
        read_source(file)
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    return caught.value.message


# The same essay in every format


@pytest.fixture(scope="module")
def markdown(tmp_path_factory: pytest.TempPathFactory) -> ParsedDocument:
    file = tmp_path_factory.mktemp("markdown") / "essay.md"
    file.write_text(ESSAY, encoding="utf-8")
    return read(file)


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_essay_gives_the_same_passages(tmp_path: Path, ending: str, markdown: ParsedDocument) -> None:
    document = read(made(tmp_path, ESSAY, ending))
    quoted = Kind.BODY if ending == "rtf" else Kind.BLOCKQUOTE  # RTF has no block quotations
    expected = [
        (quoted if p.kind is Kind.BLOCKQUOTE else p.kind, p.text, p.section, p.paragraph)
        for p in markdown.passages
        if p.kind is not Kind.NOTE
    ]
    found = [(p.kind, p.text, p.section, p.paragraph) for p in document.passages if p.kind is not Kind.NOTE]
    assert found == expected
    assert texts(document, Kind.NOTE) == texts(markdown, Kind.NOTE)
    assert document.language == "en"


def test_the_same_essay_in_plain_text_gives_the_same_passages(tmp_path: Path, markdown: ParsedDocument) -> None:
    """But for what plain text does not say: that one heading stands below another; its notes have a heading."""
    file = tmp_path / "essay.txt"
    file.write_text(PLAIN, encoding="utf-8")
    document = read(file)
    expected = [
        (p.kind, p.text, p.section[-1:], p.paragraph)
        for p in markdown.passages
        if p.kind not in (Kind.NOTE, Kind.HEADING)
    ]
    found = [
        (p.kind, p.text, p.section, p.paragraph) for p in document.passages if p.kind not in (Kind.NOTE, Kind.HEADING)
    ]
    assert found == expected
    assert texts(document, Kind.HEADING) == [*texts(markdown, Kind.HEADING), "Notes"]
    assert [note.partition("] ")[2] for note in texts(document, Kind.NOTE)] == texts(markdown, Kind.NOTE)
    assert document.language == "en"


@pytest.mark.parametrize("ending", FORMATS)
def test_every_word_leads_back_to_the_text(tmp_path: Path, ending: str) -> None:
    document = read(made(tmp_path, ESSAY, ending))
    source = document.source.text
    for passage in document.passages:
        for run in passage.way_back.runs:
            cut = source[run.source : run.source + run.length].replace("\n", " ")
            assert passage.text[run.text : run.text + run.length] == cut
    covered = [False] * len(source)
    for start, end in [
        *(piece for p in document.passages for piece in p.way_back.source_pieces(0, len(p.text))),
        *((region.start, region.end) for region in document.furniture),
    ]:
        covered[start:end] = [True] * (end - start)
    assert all(covered)


def test_a_note_stands_behind_its_paragraph_and_leaves_no_mark(tmp_path: Path) -> None:
    document = read(made(tmp_path, ESSAY, "docx"))
    passages = [(p.kind, p.text) for p in document.passages]
    at = passages.index((Kind.NOTE, "Log of the lighthouse, 12 February."))
    assert passages[at - 1][1].endswith("in the log, and so it was.")


def test_verse_keeps_its_lines_and_tables_their_rows(tmp_path: Path) -> None:
    text = "| The wind it blew\n| eleven days\n\n| Year | Ships |\n|---|---|\n| 1950 | twelve |\n"
    document = read(made(tmp_path, text, "docx"))
    assert "The wind it blew\neleven days" in document.source.text
    assert texts(document, Kind.LIST) == ["Year Ships", "1950 twelve"]


def test_figures_that_are_raised_are_notes_or_belong_to_the_text(tmp_path: Path) -> None:
    document = read(made(tmp_path, "It froze.^1^ An area of 3 km^2^ of H~2~O froze twice.", "docx"))
    assert texts(document, Kind.BODY) == ["It froze. An area of 3 km² of H₂O froze twice."]
    assert [r.reason for r in document.furniture if r.reason != "blank"] == ["note mark"]


def test_bold_lines_are_headings_where_text_follows(tmp_path: Path) -> None:
    markdown = "**The ferry**\n\nIt froze in the harbour, twice.\n\n**It froze.** And again.\n"
    document = read(made(tmp_path, markdown, "docx"))
    assert texts(document, Kind.HEADING) == ["The ferry"]
    assert texts(document, Kind.BODY) == ["It froze in the harbour, twice.", "It froze. And again."]


def test_numbers_of_lists_are_written_as_they_are_printed(tmp_path: Path) -> None:
    document = read(made(tmp_path, "iv) First it froze.\nv) Then it thawed.\n", "docx"))
    assert texts(document, Kind.BODY) == ["iv) First it froze.", "v) Then it thawed."]


def test_a_table_of_contents_is_furniture(tmp_path: Path) -> None:
    file = made(tmp_path, '::: {custom-style="TOC 1"}\nThe ferry 12\n:::\n\n# The ferry\n\nIt froze.\n', "docx")
    document = read(file)
    assert texts(document, Kind.BODY, Kind.LIST) == ["It froze."]
    assert "contents" in {region.reason for region in document.furniture}


# What documents say of themselves


HEADER = """\
---
title: The Ice of Chofu
author: [Tamiko Ahn, Jürgen von der Wind]
date: 2021-03-05
lang: en-GB
---

It froze.
"""


@pytest.mark.parametrize("ending", ["docx", "odt", "tex", "org", "epub", "html", "fb2", "docbook"])
def test_title_and_authors(tmp_path: Path, ending: str) -> None:
    item = read_source(made(tmp_path, HEADER, ending)).item
    assert item["title"] == "The Ice of Chofu"
    assert item["author"][0] == {"family": "Ahn", "given": "Tamiko"}
    assert len(item["author"]) == 2
    if ending != "odt":  # pandoc writes none there
        assert item["issued"] == {"date-parts": [[2021, 3, 5]]}


JATS = """\
<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2 20190208//EN" "JATS.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en"><front>
<journal-meta><journal-title-group><journal-title>Journal of Ice</journal-title></journal-title-group>
<issn pub-type="ppub">1234-5678</issn><publisher><publisher-name>Sea Press</publisher-name></publisher></journal-meta>
<article-meta><article-id pub-id-type="doi">10.1234/ice.5</article-id>
<title-group><article-title>The <italic>Ice</italic> of Chofu</article-title><subtitle>A log</subtitle></title-group>
<contrib-group><contrib contrib-type="author">
<name><surname>Ahn</surname><given-names>Tamiko</given-names></name></contrib>
<contrib contrib-type="author"><collab>Institute of Ice</collab></contrib></contrib-group>
<pub-date pub-type="epub"><year>2020</year></pub-date>
<pub-date pub-type="ppub"><day>5</day><month>3</month><year>2021</year></pub-date>
<volume>12</volume><issue>3</issue><fpage>45</fpage><lpage>58</lpage></article-meta></front>
<body><sec><title>Ice</title><p>It froze.</p></sec></body></article>
"""


@pytest.mark.parametrize("name", ["ice.nxml", "ice.xml", "ice"])
def test_an_article_in_jats_says_all_of_itself(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(JATS, encoding="utf-8")
    source = read_source(tmp_path / name)
    assert source.format == "jats"
    assert source.item == {
        "type": "article-journal",
        "title": "The Ice of Chofu: A log",
        "author": [{"family": "Ahn", "given": "Tamiko"}, {"literal": "Institute of Ice"}],
        "issued": {"date-parts": [[2021, 3, 5]]},
        "container-title": "Journal of Ice",
        "publisher": "Sea Press",
        "ISSN": "1234-5678",
        "volume": "12",
        "issue": "3",
        "page": "45-58",
        "DOI": "10.1234/ice.5",
        "language": "en",
    }


@pytest.mark.parametrize("junk", ["Microsoft Word - Dokument1", "untitled", "essay.docx", "Document 3", "&#160;"])
def test_junk_is_no_title(tmp_path: Path, junk: str) -> None:
    file = made(tmp_path, "It froze.", "docx", f"--metadata=title:{junk}")
    assert "title" not in read_source(file).item


@pytest.mark.parametrize("junk", ["Windows User", "admin", "user1", "jane@example.org", "python-docx"])
def test_accounts_and_programs_are_no_authors(tmp_path: Path, junk: str) -> None:
    assert "author" not in read_source(made(tmp_path, "It froze.", "docx", f"--metadata=author:{junk}")).item


@pytest.mark.parametrize("title", ["1984", "Document and Desire", "Tom &amp; Jerry", "The User"])
def test_odd_titles_are_titles(tmp_path: Path, title: str) -> None:
    file = made(tmp_path, "It froze.", "odt", f"--metadata=title:{title}")
    assert read_source(file).item["title"] == title.replace("&amp;", "&")


ORG = """\
#+TITLE: The Ice
#+DATE: <2021-03-05 Fri>
* Introduction :draft:
It froze.
** TODO Find the log
It is lost.
"""
RST = """\
=======
The Ice
=======

:Author: Tamiko Ahn
:Date: 2021-03-05

Introduction
============

It froze.
"""


def test_what_org_writes_beside_headings_is_no_part_of_them(tmp_path: Path) -> None:
    (tmp_path / "ice.org").write_text(ORG, encoding="utf-8")
    document = read(tmp_path / "ice.org")
    assert texts(document, Kind.HEADING) == ["The Ice", "Introduction", "Find the log"]
    assert document.source.item["issued"] == {"date-parts": [[2021, 3, 5]]}


def test_restructured_text_says_who_wrote_it_under_its_title(tmp_path: Path) -> None:
    (tmp_path / "ice.rst").write_text(RST, encoding="utf-8")
    document = read(tmp_path / "ice.rst")
    assert texts(document, Kind.HEADING) == ["The Ice", "Introduction"]
    assert document.source.item == {
        "title": "The Ice",
        "author": [{"family": "Ahn", "given": "Tamiko"}],
        "issued": {"date-parts": [[2021, 3, 5]]},
    }


def test_the_categories_of_a_wiki_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "ice.wiki").write_text("It froze.\n\n[[Category:Straits]]\n", encoding="utf-8")
    assert read_source(tmp_path / "ice.wiki").text == "It froze."


LATEX = r"""\documentclass{article}
\title{The Ice\thanks{Supported by nobody.}} \author{Tamiko Ahn\\Institute of the Sea \and Jane Doe$^{1}$} \date{\today}
\begin{document}\maketitle
It froze --- ``twice'' --- that winter~\citep[p.~23]{ahn1987}, they say.
\begin{thebibliography}{9}
\bibitem{ahn1987} Ahn, Tamiko. 1987. \emph{The Ice}. Sea Press.
\bibitem[Doe(1990)]{doe} Doe, Jane. 1990. Winds. Harbour Books.
\end{thebibliography}\end{document}
"""


def test_latex_with_its_own_bibliography(tmp_path: Path) -> None:
    (tmp_path / "ice.tex").write_text(LATEX, encoding="utf-8")
    document = read(tmp_path / "ice.tex")
    assert texts(document, Kind.BODY) == ["It froze — “twice” — that winter, they say."]
    assert texts(document, Kind.REFERENCE) == [
        "Ahn, Tamiko. 1987. The Ice. Sea Press.",
        "Doe, Jane. 1990. Winds. Harbour Books.",
    ]
    assert document.source.item == {  # the day of reading is no date of the work
        "title": "The Ice",
        "author": [{"family": "Ahn", "given": "Tamiko"}, {"family": "Doe", "given": "Jane"}],
    }


def test_latex_is_read_without_a_preamble_that_pandoc_cannot_read(tmp_path: Path) -> None:
    preamble = (
        r"\documentclass{article}\newcommand{\ferry}{the ferry}" "\n" r"\def\foo#1{\expandafter\@gobble\bar{" "\n"
    )
    body = r"\title{The Ice}\begin{document}It froze, and \ferry{} came.\end{document}"
    (tmp_path / "ice.tex").write_text(preamble.replace(r"\newcommand", "\n\\newcommand") + body, encoding="utf-8")
    assert texts(read(tmp_path / "ice.tex"), Kind.BODY) == ["It froze, and the ferry came."]


# RTF of every kind


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"{\rtf1\ansi a\u8220?until\u8221?. end}", "a“until”. end"),
        (rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\u1074\'e2\'e5\'f2}", "Привет"),
        (rb"{\rtf1\ansi{\fonttbl{\f0 Times;}{\f1\fcharset128 Mincho;}}x {\f1 \'82\'a0\'82\'a2}\'e9}", "x あいé"),
        (rb"{\rtf1\ansi\uc2\u12354\'82\'a0\u12356\'82\'a2}", "あい"),
        (rb"{\rtf1\ansi\u-10179?\u-8704? ok}", "😀 ok"),
        (rb"{\rtf1\mac caf\'8e}", "café"),
        ("{\\rtf1\\ansi café}".encode("latin-1"), "café"),
        (rb"{\rtf1\ansi zero\u8203?width\zwbo !}", "zerowidth!"),
        (rb"{\rtf1{\pict\bin12 }}}}}}}}}abc} Text}", "Text"),
        (rb"{\rtf1\ansi It froze{\deleted  never\'e9}{\revised  twice}.}", "It froze twice."),
        (rb"{\rtf1\ansi\pard It froze.\page It thawed.}", "It froze.\nIt thawed."),
        (rb"{\rtf1\ansi{\stylesheet{\s1 h;}{\*\cs16\super footnote reference;}}\pard In 1950.}", "In 1950."),
    ],
)
def test_letters_of_every_code_page(tmp_path: Path, rtf: bytes, text: str) -> None:
    file = tmp_path / "a.rtf"
    file.write_bytes(rtf)
    assert read_source(file).text == text


def test_notes_that_are_marked_as_a_destination_are_notes(tmp_path: Path) -> None:
    file = tmp_path / "a.rtf"
    file.write_bytes(rb"{\rtf1\ansi It froze.{\super 1}{\*\footnote Log, 12 February.} Twice.\par}")
    assert texts(read(file), Kind.BODY, Kind.NOTE) == ["It froze. Twice.", "Log, 12 February."]


def test_plain_ascii_stays_as_it_is() -> None:
    rtf = rb"{\rtf1\ansi{\fonttbl{\f0 Times;}}\f0 It {\b froze} \{twice\}.\par}"
    assert plain_rtf(rtf) == rtf


# Files under a wrong name, and files that cannot be read


@pytest.mark.parametrize(
    ("ending", "name"), [("docx", "essay.txt"), ("odt", "essay"), ("epub", "essay.docx"), ("rtf", "essay.doc"),
                         ("html", "essay.txt"), ("fb2", "essay.xml"), ("docbook", "essay.xml")]
)  # fmt: skip
def test_the_content_decides_where_the_name_lies(tmp_path: Path, ending: str, name: str) -> None:
    made(tmp_path, ESSAY, ending).rename(tmp_path / name)
    assert read_source(tmp_path / name).format == ending


def test_mark_up_without_a_name_for_it_is_text(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("* a list\n* of *two*\n", encoding="utf-8")
    assert read_source(tmp_path / "notes.txt").format == "text"


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.rtf", "a.tex", "a.org", "a.epub", "a.html", "a.eml", "a.srt"])
def test_their_names_are_those_of_sources(name: str) -> None:
    assert is_readable_name(Path(name))


def test_other_xml_is_named(tmp_path: Path) -> None:
    (tmp_path / "map.xml").write_text("<?xml version='1.0'?><gpx><name>It froze.</name></gpx>", encoding="utf-8")
    assert "XML of a kind that is not read" in reason(tmp_path / "map.xml")


def test_an_empty_document_is_named(tmp_path: Path) -> None:
    assert "holds no text" in reason(made(tmp_path, "![](missing.png)", "docx"))


def test_an_encrypted_document_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)
    assert "encrypted" in reason(tmp_path / "a.docx")
    manifest = "<manifest:manifest xmlns:manifest='m'><manifest:encryption-data/></manifest:manifest>"
    members = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": "?",
        "META-INF/manifest.xml": manifest,
    }
    (tmp_path / "a.odt").write_bytes(zipped(members))
    assert "encrypted" in reason(tmp_path / "a.odt")


def zipped(members: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"word/document.xml": b" " * 40_000_000}, "unpacks to far more"),
        ({"word/document.xml": "x", "../../evil": "x"}, "lead out"),
        ({"word/document.xml": "x", "C:/evil": "x"}, "lead out"),
        ({"word/document.xml": "x", **{f"a{n}": "" for n in range(20_001)}}, "unpacks to more"),
    ],
)
def test_bombs_and_tricks_are_refused(tmp_path: Path, members: dict[str, str | bytes], expected: str) -> None:
    (tmp_path / "a.docx").write_bytes(zipped(members))
    assert expected in reason(tmp_path / "a.docx")


def test_entities_that_grow_are_refused(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 40))
    (tmp_path / "a.fb2").write_text(
        f'<?xml version="1.0"?><!DOCTYPE FictionBook [<!ENTITY e0 "ha">{bomb}]><FictionBook>&e39;</FictionBook>',
        encoding="utf-8",
    )
    assert "entities" in reason(tmp_path / "a.fb2")


def test_nothing_is_included_from_outside(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    folder.mkdir()
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "a.tex").write_text(
        rf"\documentclass{{article}}\begin{{document}}Text \input{{{(outside / 'secret.txt').as_posix()}}}"
        r"\input{../outside/secret.txt}\input{link.txt}\end{document}",
        encoding="utf-8",
    )
    (folder / "a.rst").write_text("Text\n\n.. include:: ../outside/secret.txt\n", encoding="utf-8")
    assert "secret" not in read_source(folder / "a.tex").text
    assert "secret" not in read_source(folder / "a.rst").text


def test_without_pandoc_the_reason_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = made(tmp_path, ESSAY, "docx")
    monkeypatch.setattr("kurilsearch.programs.pandoc.pandoc_candidates", list)
    assert "pandoc was not found" in reason(file)


FICTION_BOOK = """\
<?xml version="1.0" encoding="windows-1251"?>
<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink"><description>
<title-info><author><first-name>Тамико</first-name><last-name>Ан</last-name></author>
<book-title>Лёд & пламя</book-title>
<lang>ru</lang></title-info><publish-info><year>1990</year></publish-info></description><body>
<section><title><p>Глава 1</p></title><p>Гавань замёрзла&nbsp;дважды.<a l:href="#n1" type="note">[1]</a></p>
<subtitle>* * *</subtitle><p>Потом лёд растаял.</p></section></body>
<body name="notes"><section id="n1"><title><p>1</p></title><p>Журнал маяка.</p></section></body></FictionBook>
"""


def test_a_fiction_book_made_by_hand(tmp_path: Path) -> None:
    """In a legacy code page, with entities of HTML and a bare ampersand; stars between sections are no heading."""
    (tmp_path / "ice.fb2").write_text(FICTION_BOOK, encoding="cp1251")
    document = read(tmp_path / "ice.fb2")
    assert document.source.item["title"] == "Лёд & пламя"
    assert [(p.kind, p.text) for p in document.passages] == [
        (Kind.HEADING, "Глава 1"),
        (Kind.BODY, "Гавань замёрзла дважды."),
        (Kind.NOTE, "Журнал маяка."),
        (Kind.BODY, "Потом лёд растаял."),
    ]
    assert "ornament" in {region.reason for region in document.furniture}
