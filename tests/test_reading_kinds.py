"""Kinds of files of which words were once lost, torn or mixed with marks, and what a reader sees in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import Kind, ParsedDocument
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source

BRIDGE = "The bridge of planks was laid across the creek in the second week of June, when the water was at its lowest."
MILL = "The miller counted the planks again in the autumn, found two of them missing, and said nothing to anybody."
SHEEP = "In the year after that the sheep crossed it daily, and not one of them was lost until the flood in the spring."
MENU = "<nav><a href='/a'>Home</a> <a href='/b'>News</a> <a href='/c'>Sport</a></nav>"
FOOT = "<footer><a href='/x'>Imprint</a> <a href='/y'>Terms</a></footer>"


def read(folder: Path, content: str | bytes, name: str) -> ParsedDocument:
    (folder / name).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return parse_document(read_source(folder / name))


def seen(document: ParsedDocument) -> list[tuple[Kind, str]]:
    return [(passage.kind, passage.text) for passage in document.passages]


def texts(document: ParsedDocument) -> list[str]:
    return [passage.text for passage in document.passages]


# Web pages


@pytest.mark.parametrize(
    "name", ["Social bonds of millers", "Navigation by night", "Related mills", "Comments on flour"]
)
@pytest.mark.parametrize("holder", ["section", "h2"])
def test_an_id_made_from_a_heading_is_no_sign_of_a_menu(tmp_path: Path, name: str, holder: str) -> None:
    made = f'id="{name.lower().replace(" ", "-")}"'
    heading = f"<section {made}><h2>{name}</h2>" if holder == "section" else f"<section><h2 {made}>{name}</h2>"
    text = f"<h1>Mills</h1><p>{BRIDGE}</p>{heading}<p>{MILL}</p></section><p>{SHEEP}</p>"
    page = f"<html><body>{MENU}{text}{FOOT}</body></html>"
    assert texts(read(tmp_path, page, "a.html")) == ["Mills", BRIDGE, name, MILL, SHEEP]


def test_posts_of_one_class_are_weighed_together(tmp_path: Path) -> None:
    said = [
        f"{each[:-1]}, as post {number} has it." for number, each in enumerate((BRIDGE, MILL, SHEEP, BRIDGE), start=1)
    ]
    posts = "".join(f"<div><div class='comment-body'><p>{each}</p></div></div>" for each in said)
    document = read(tmp_path, f"<html><body>{MENU}<h1>Mills</h1>{posts}{FOOT}</body></html>", "a.html")
    assert texts(document) == ["Mills", *said]
    assert "Imprint Terms" in {document.source.text[f.start : f.end] for f in document.furniture}


def test_comments_beside_an_article_and_a_box_are_furniture(tmp_path: Path) -> None:
    page = (
        f"<html><body>{MENU}<main><article><h1>Mills</h1><p>{BRIDGE}</p><p>{MILL}</p><p>{SHEEP}</p><p>{BRIDGE}</p></article>"
        f"<section class='comments'><h2>Comments</h2><p>{MILL[:40]} said Ann.</p></section></main>"
        "<div class='newsletter'><p>Have our best in your mail each morning.</p></div></body></html>"
    )
    assert texts(read(tmp_path, page, "a.html")) == ["Mills", BRIDGE, MILL, SHEEP, BRIDGE]


def test_on_a_short_page_one_sign_takes_no_section_away(tmp_path: Path) -> None:
    sentences = (
        "水車小屋は収穫の前に焼け落ち、粉屋はそれを知っていた。",
        "橋は九枚の板でできていて、羊がそれを渡った。",
        "誰も粉屋には告げなかった。",
    )
    sections = "".join(
        f"<section id='{name}'><h1>{at}</h1><p>{words}</p></section>"
        for at, (name, words) in enumerate(zip(("comments", "sidebar", "newsletter"), sentences, strict=True), start=1)
    )
    page = f"<html><body>{sections}</body></html>"
    assert [p.text for p in read(tmp_path, page, "a.html").passages if p.kind is Kind.BODY] == list(sentences)
    beside = f"<html><body><main><p>{MILL}</p><aside><p>{BRIDGE}</p></aside><p>{MILL}</p></main></body></html>"
    assert texts(read(tmp_path, beside, "b.html")) == [MILL, BRIDGE, MILL]


def test_what_stands_under_a_quotation_belongs_to_it(tmp_path: Path) -> None:
    page = (
        f"<html><body>{MENU}<article><h1>Mills</h1><p>{BRIDGE}</p><blockquote><p>Flour is patience.</p>"
        f"<footer>Ann, Letters</footer></blockquote><p>{MILL}</p></article>{FOOT}</body></html>"
    )
    assert seen(read(tmp_path, page, "a.html"))[2:4] == [
        (Kind.BLOCKQUOTE, "Flour is patience."),
        (Kind.BLOCKQUOTE, "Ann, Letters"),
    ]


def test_blank_lines_part_paragraphs_of_text_that_keeps_its_lines(tmp_path: Path) -> None:
    page = f"<html><body><pre>{BRIDGE[:40]}\n{BRIDGE[40:]}\n\n&gt; {MILL[:50]}\n&gt; {MILL[50:]}\n</pre></body></html>"
    assert [kind for kind, _ in seen(read(tmp_path, page, "a.html"))] == [Kind.BODY, Kind.BLOCKQUOTE]
    code = "<html><body><pre>a = 1\n\nb = 2\n\nc = 3</pre></body></html>"
    assert len(read(tmp_path, code, "b.html").passages) == 1


def test_printed_page_numbers_begin_pages_and_tear_no_word(tmp_path: Path) -> None:
    page = (
        '<html><body><p><span class="pagenum">[Pg 7]</span>The bridge of pl'
        '<span class="pagenum"><a id="p8">[8]</a></span>'
        "anks was laid across the creek in June.</p></body></html>"
    )
    document = read(tmp_path, page, "a.html")
    assert texts(document) == ["The bridge of planks was laid across the creek in June."]
    assert [page.label for page in document.pages][-2:] == ["7", "8"]


def test_what_is_struck_out_is_no_text(tmp_path: Path) -> None:
    document = read(
        tmp_path, "<html><body><p>It had <del>nine</del> <ins>ten</ins> planks in all.</p></body></html>", "a.html"
    )
    assert texts(document) == ["It had ten planks in all."]


def test_a_page_that_a_script_draws_is_named(tmp_path: Path) -> None:
    notice = "<noscript>Turn on JavaScript, please.</noscript>"
    page = f"<html><body><div id='app'></div>{notice}<script>0</script></body></html>"
    with pytest.raises(UnreadableSourceError, match="drawn by a script"):
        read(tmp_path, page, "a.html")


def test_a_bare_number_that_its_note_leads_back_to_is_a_mark(tmp_path: Path) -> None:
    page = (
        '<html><body><p>The planks were oak.<a id="r1" href="#n1">1</a> Nine of them, says Ann <a href="#n9">9</a>.</p>'
        '<p id="n9">Nine is a number.</p><p><a id="n1" href="#r1">1</a>. So the accounts.</p></body></html>'
    )
    assert (Kind.BODY, "The planks were oak. Nine of them, says Ann 9.") in seen(read(tmp_path, page, "a.html"))


# Markdown


@pytest.mark.parametrize(
    "end", ["", " (Ann 1904)", " [@ann1904, p. 3]", " ^id9", " 🐑", ", see https://example.org/mill"]
)
def test_a_short_paragraph_of_markdown_is_one(tmp_path: Path, end: str) -> None:
    document = read(tmp_path, f"# Mills\n\nAnn kept the book of the mill{end}\n\n{BRIDGE}\n", "a.md")
    assert [kind for kind, _ in seen(document)] == [Kind.HEADING, Kind.BODY, Kind.BODY]
    assert document.passages[2].section == ()


def test_a_blank_line_parts_notes_in_small_letters(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "the bridge (oak)\n\nnine planks\n\nsheep crossed it\n", "a.md")) == [
        "the bridge (oak)",
        "nine planks",
        "sheep crossed it",
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("The [[Old mill|mill]] by the [[creek]] burnt down.", "The mill by the creek burnt down."),
        ("The mill %%which?%% burnt down.", "The mill burnt down."),
        ("The ==old mill== burnt down. ^b-1", "The old mill burnt down."),
        ("The mill burnt ~~up~~ down.", "The mill burnt down."),
        ("The [mill]{.smallcaps} burnt down.", "The mill burnt down."),
        ("The mill\\\nburnt down.", "The mill burnt down."),
        ("::: {.note}\nThe mill burnt down.\n:::", "The mill burnt down."),
        ("| The mill\n| burnt down.", "The mill burnt down."),
        ('The mill burnt down.\n\n{{< figure src="mill.png" >}}', "The mill burnt down."),
        ("{% include head.html %}\n\nThe mill burnt down.\n{: .lead}", "The mill burnt down."),
        ("The mill {--was--}{++burnt++} down.{>>when?<<}", "The mill burnt down."),
        ("Type `<div>` or `{{ page.title }}` there.", "Type `<div>` or `{{ page.title }}` there."),
        ("<details><summary>More</summary>The mill burnt.</details>", "More The mill burnt."),
        ("The {~~barn~>mill~~} {==burnt==} down.", "The mill burnt down."),
        ("- The mill burnt down.\n  id:: 64-aa", "The mill burnt down."),
        ("- [x] The mill burnt down.", "The mill burnt down."),
        ("<div align='center'>\nThe mill burnt down.\n</div>", "The mill burnt down."),
        ("!!! note\n    The mill burnt down.", "The mill burnt down."),
        ("The [mill][1] burnt down.\n\n[1]: https://mill.example/ 'A mill'", "The mill burnt down."),
        (":   The mill burnt down.", "The mill burnt down."),
    ],
)
def test_marks_of_markdown_are_no_text(tmp_path: Path, written: str, shown: str) -> None:
    assert texts(read(tmp_path, f"# Fires {{#f .x}}\n\n{written}\n", "a.md")) == ["Fires", shown]


def test_a_row_of_a_table_and_the_title_of_a_box_stand_by_themselves(tmp_path: Path) -> None:
    table = "| Year | What |\n|---|---|\n| 1871 | The mill burnt down. |\n| 1872 | It was not built again. |\n"
    box = f'??? tip "On mills"\n    {MILL}\n'
    assert texts(read(tmp_path, f"{table}\n{box}\n{BRIDGE}\n", "a.md")) == [
        "Year | What",
        "1871 | The mill burnt down.",
        "1872 | It was not built again.",
        "On mills",
        MILL,
        BRIDGE,
    ]


def test_the_title_of_a_box_is_not_joined_to_its_words(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "> [!quote] Ann, in a letter\n> The mill burnt down.\n", "a.md")) == [
        "Ann, in a letter",
        "The mill burnt down.",
    ]


def test_all_paragraphs_of_a_note_are_its(tmp_path: Path) -> None:
    document = read(tmp_path, f"{BRIDGE}[^1]\n\n[^1]: So the accounts.\n\n    And so Ann.\n\n{MILL}\n", "a.md")
    assert [kind for kind, _ in seen(document)] == [Kind.BODY, Kind.NOTE, Kind.NOTE, Kind.BODY]


# Plain text


def test_zero_bytes_lose_nothing(tmp_path: Path) -> None:
    assert texts(read(tmp_path, b"The mi\0ll burnt.\0\0\0\0 Nobody saw it, and the \0sheep slept.\n", "a.txt")) == [
        "The mill burnt. Nobody saw it, and the sheep slept."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Oak  0:00\nWho laid it?\n\nBo Elm  0:14\nThe miller.\n\nAnn Oak  0:17\nWhen?\n",
        "[00:00:00] ANN OAK: Who laid it?\n[00:00:14] BO ELM: The miller.\n[00:00:17] ANN OAK: When?\n",
        "Ann Oak (00:00): Who laid it?\nBo Elm (00:14): The miller.\nAnn Oak (00:17): When?\n",
        "03.02.22, 21:15 - Ann Oak: Who laid it?\n03.02.22, 21:16 - Bo Elm: The miller.\n"
        "03.02.22, 21:16 - Ann Oak: When?\n",
        "[2/3/22, 9:15:01 PM] Ann Oak: Who laid it?\n[2/3/22, 9:16:01 PM] Bo Elm: The miller.\n"
        "[2/3/22, 9:17:01 PM] Ann Oak: When?\n",
    ],
)
def test_transcripts_and_chats_have_their_speakers(tmp_path: Path, text: str) -> None:
    document = read(tmp_path, text, "a.txt")
    assert [((p.speaker or "").title(), p.text) for p in document.passages] == [
        ("Ann Oak", "Who laid it?"),
        ("Bo Elm", "The miller."),
        ("Ann Oak", "When?"),
    ]


def test_times_in_prose_make_no_transcript(tmp_path: Path) -> None:
    prose = "At 9:15 Ann came: it was late.\nAt 9:20 Bo came: it was later.\nAt 9:30 all went home: it was over.\n"
    assert {passage.speaker for passage in read(tmp_path, prose, "a.txt").passages} == {None}


def test_the_notice_of_a_free_book_tells_what_it_is_and_is_no_text(tmp_path: Path) -> None:
    book = (
        "The Project Gutenberg eBook of The Mill, by Ann Oak\n\nTitle: The Mill\n\nAuthor: Ann Oak\n\n"
        "*** START OF THE PROJECT GUTENBERG EBOOK THE MILL ***\n\nProduced by Bo Elm\n\n\n"
        f"CHAPTER I\n\n[Pg 7] {BRIDGE[:60]}\n{BRIDGE[60:]} The mil[Pg 8]ler slept.\n\n"
        "[Footnote 1: So the accounts,\nand Ann.]\n\n"
        f"{MILL}\n\n*** END OF THE PROJECT GUTENBERG EBOOK THE MILL ***\n\nThe licence.\n"
    )
    document = read(tmp_path, book, "a.txt")
    assert seen(document) == [
        (Kind.HEADING, "CHAPTER I"),
        (Kind.BODY, f"{BRIDGE} The miller slept."),
        (Kind.NOTE, "So the accounts, and Ann."),
        (Kind.BODY, MILL),
    ]
    assert (document.source.item["title"], document.source.item["author"]) == (
        "The Mill",
        [{"family": "Oak", "given": "Ann"}],
    )


def test_each_clipping_is_from_its_own_book(tmp_path: Path) -> None:
    text = (
        "\ufeffThe Mill (Ann Oak)\n- Your Highlight on page 7 | Added on Monday\n\nThe mill burnt\n==========\n"
        "The Mill (Ann Oak)\n- Your Note on page 7 | Added on Monday\n\nwhich mill?\n==========\n"
        "Sheep (Elm, Bo)\n- Ihre Markierung bei Position 9 | Hinzugefügt am Dienstag\n\nThe sheep slept.\n==========\n"
    )
    document = read(tmp_path, text, "a.txt")
    assert [(p.kind, p.section, p.speaker, p.text) for p in document.passages if p.kind is not Kind.HEADING] == [
        (Kind.BLOCKQUOTE, ("The Mill",), "Ann Oak", "The mill burnt"),
        (Kind.NOTE, ("The Mill",), None, "which mill?"),
        (Kind.BLOCKQUOTE, ("Sheep",), "Elm, Bo", "The sheep slept."),
    ]


@pytest.mark.parametrize(
    ("highlight", "note"),
    [
        ("7ページ|位置No. 91-93のハイライト |作成日: 2021年3月2日", "7ページ|位置No. 93のメモ |作成日: 2021年3月2日"),
        (
            "您在第 7 页（位置 #91-93）的标注 | 添加于 2021年3月2日",
            "您在第 7 页（位置 #93）的笔记 | 添加于 2021年3月2日",
        ),
        ("Din markering på sidan 7 | Plats 91 | Tillagd", "Din anteckning på sidan 7 | Plats 93 | Tillagd"),
        ("Twoje wyróżnienie na stronie 7 | Dodano", "Twoja notatka na stronie 7 | Dodano"),
        ("7. sayfadaki vurgunuz | 91 konumu | eklendi", "7. sayfadaki notunuz | 93 konumu | eklendi"),
    ],
)
def test_clippings_are_told_from_notes_in_the_language_of_the_reader(tmp_path: Path, highlight: str, note: str) -> None:
    clippings = (f"The Mill (Ann Oak)\n- {stamp}\n\n{MILL}\n==========\n" for stamp in (highlight, note))
    document = read(tmp_path, "".join(clippings), "a.txt")
    assert [p.kind for p in document.passages if p.kind is not Kind.HEADING] == [Kind.BLOCKQUOTE, Kind.NOTE]
    assert [page.label for page in document.pages] == [None, "7", "7"]


# Subtitles and RTF


def test_cues_lose_nothing_behind_a_blank_line_and_nothing_said_twice(tmp_path: Path) -> None:
    cues = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nThe mill,\n\nthe old one, burnt.\n\nsecond\n"
        "00:02.000 --> 00:03.000\nNo.\n\n"
        "00:03.000 --> 00:04.000\nNo.\n\nNOTE by Ann\nnobody says this\n\n00:05.000 --> 00:06.000\nYes.\n"
    )
    assert " ".join(texts(read(tmp_path, cues, "a.vtt"))) == "The mill, the old one, burnt. No. No. Yes."


def test_names_before_cues_may_be_in_any_script_and_drawings_are_not_said(tmp_path: Path) -> None:
    names = ("Νίκος", "דוד", "김민수")
    cues = "".join(
        f"00:0{at}.000 --> 00:0{at + 1}.000\n{name}: {words}\n\n"
        for at, (name, words) in enumerate(zip(names * 2, (MILL, BRIDGE) * 3, strict=True))
    )
    assert {p.speaker for p in read(tmp_path, f"WEBVTT\n\n{cues}", "a.vtt").passages} == set(names)
    styled = "[Script Info]\n\n[Events]\nDialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,"
    assert texts(read(tmp_path, f"{styled}{{\\p1}}m 0 0 l 9 9{{\\p0}}It burnt.\n", "a.ass")) == ["It burnt."]


def test_times_in_whole_seconds_are_times(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "1\n0:00:01 --> 0:00:04\nThe mill burnt.\n", "a.srt")) == ["The mill burnt."]


def test_an_escaped_line_end_of_rtf_ends_a_paragraph(tmp_path: Path) -> None:
    assert texts(read(tmp_path, rf"{{\rtf1\ansi {BRIDGE}\{chr(10)}{MILL}\{chr(10)}\{chr(10)}{SHEEP}}}", "a.rtf")) == [
        BRIDGE,
        MILL,
        SHEEP,
    ]


# Subtitles with styles


def test_dialogue_of_styled_subtitles_is_joined_with_times_and_names(tmp_path: Path) -> None:
    head = "[Script Info]\nTitle: Mills\n\n[Events]\nFormat: Layer, Start, End, Style, Name, Effect, Text\n"
    said = (
        "Dialogue: 0,0:01:05.00,0:01:08.00,Plain,Ann,,{\\i1}No,{\\i0} the mill,\\Nshe said, is closed.\n"
        "Comment: 0,0:01:05.00,0:01:08.00,Plain,Ann,,For the printer.\n"
        "Dialogue: 0,0:00:05.00,0:00:08.00,Plain,Bo,,Is it open?\n"
    )
    document = read(tmp_path, head + said, "mill.ass")
    assert [(each.speaker, each.time, each.text) for each in document.passages] == [
        ("Bo", "00:00:05", "Is it open?"),
        ("Ann", "00:01:05", "No, the mill, she said, is closed."),
    ]


def test_an_exported_notebook_is_of_the_book_that_it_names(tmp_path: Path) -> None:
    page = (
        '<html><head><title></title></head><body><div class="notebookFor">Notebook for</div>'
        '<div class="bookTitle">The Lamp</div><div class="authors">Okada, Mari</div>'
        '<div class="noteHeading">Highlight - Page 3</div>'
        '<div class="noteText">The lamp was lit by a boy who could not read the tables.</div></body></html>'
    )
    (tmp_path / "notebook.html").write_text(page, encoding="utf-8")
    item = read_source(tmp_path / "notebook.html").item
    assert item is not None
    assert (item["type"], item["title"]) == ("book", "The Lamp")
    assert item["author"] == [{"family": "Okada", "given": "Mari"}]


# Books and notebooks


def test_notice_and_licence_of_a_free_book_on_the_web_are_no_text(tmp_path: Path) -> None:
    new = (
        "<section class='pg-boilerplate'><p>This eBook of Project Gutenberg is for anyone anywhere.</p></section>"
        f"<h1>The Mill</h1><p>{MILL[:5]}<span class='pagenum'>7</span>{MILL[5:]}</p>"
        "<section class='pg-boilerplate' id='pg-footer'><p>Updated editions will replace this one.</p></section>"
    )
    old = (
        "<p>The Project Gutenberg EBook of The Mill, for the use of anyone.</p>"
        "<p>*** START OF THIS PROJECT GUTENBERG EBOOK THE MILL ***</p>"
        f"<h1>The Mill</h1><p>{MILL}</p><p>End of the Project Gutenberg EBook of The Mill</p><p>The licence.</p>"
    )
    for name, body in (("new.html", new), ("old.html", old)):
        document = read(tmp_path, f"<html><body>{body}</body></html>", name)
        assert seen(document) == [(Kind.HEADING, "The Mill"), (Kind.BODY, MILL)]


def test_notes_of_a_notebook_are_notes_wherever_they_are_defined(tmp_path: Path) -> None:
    cells = [
        f"# Mills\n\n{MILL}[^a] {BRIDGE}[^b]\n\n[^a]: By the creek.\n",
        f"{MILL}\n\n[^b]: Of oak.\n\n[^c]: Nobody asks.",
    ]
    notebook = {
        "cells": [{"cell_type": "markdown", "metadata": {}, "source": [cell]} for cell in cells],
        "metadata": {}, "nbformat": 4, "nbformat_minor": 5,
    }  # fmt: skip
    document = read(tmp_path, json.dumps(notebook), "a.ipynb")
    assert seen(document) == [
        (Kind.HEADING, "Mills"),
        (Kind.BODY, f"{MILL} {BRIDGE}"),
        (Kind.NOTE, "By the creek."),
        (Kind.NOTE, "Of oak."),
        (Kind.BODY, MILL),
        (Kind.BODY, "Nobody asks."),
    ]


def test_a_section_named_by_its_author_is_no_box(tmp_path: Path) -> None:
    section = f'<section id="sidebar-of-sand"><h2>The bar at the mouth</h2><p>{MILL}</p></section>'
    after = f'<section id="comments-on-flour"><h2>Comments on flour</h2><p>{BRIDGE}</p></section>'
    page = f"<html><body>{MENU}<h1>Mills</h1><p>{SHEEP}</p><p>{BRIDGE} {SHEEP}</p>{section}{after}</body></html>"
    expected = ["Mills", SHEEP, f"{BRIDGE} {SHEEP}", "The bar at the mouth", MILL, "Comments on flour", BRIDGE]
    assert texts(read(tmp_path, page, "a.html")) == expected


def test_a_letter_in_a_page_keeps_its_blank_lines(tmp_path: Path) -> None:
    letter = f"Dear neighbours,\n\n{BRIDGE}\n\nYours, the miller"
    page = f"<html><body><pre>\n{letter}\n</pre></body></html>"
    assert texts(read(tmp_path, page, "a.html")) == letter.split("\n\n")


def test_notes_without_capitals_are_parted_by_blank_lines(tmp_path: Path) -> None:
    notes = ["the planks were counted twice", "nobody asked who had laid them", "and then the flood came"]
    assert texts(read(tmp_path, "\n\n".join(notes) + "\n", "a.txt")) == notes


def test_numbers_of_verses_are_no_words(tmp_path: Path) -> None:
    page = (
        "<html><body><p><sup>1</sup>In the third year the mill stood still; <sup>2 </sup>nobody ground corn. "
        '<sup>3</sup>“Why?” they asked.</p><p><span class="verse-num">4</span> He knew; <sup>5</sup>he was mute.</p>'
        "<p>It weighs 5<sup>2</sup> stone, by <sup>14</sup>C.<sup>7</sup></p><p><sup>8</sup>A note, not a verse.</p>"
    )
    assert texts(read(tmp_path, page, "a.html")) == [
        "In the third year the mill stood still; nobody ground corn. “Why?” they asked.",
        "He knew; he was mute.",
        "It weighs 5² stone, by ¹⁴C.",
        "⁸A note, not a verse.",
    ]


def test_what_is_said_in_japanese_is_a_paragraph(tmp_path: Path) -> None:
    said = ["「橋はもう渡れないと聞きました」", "粉屋は何も言わずに板を数えた。", "「それで誰が直すのですか」"]
    page = "<html lang='ja'><body>" + "".join(f"<p>{words}</p>" for words in said) + "</body></html>"
    assert seen(read(tmp_path, page, "bridge.html")) == [(Kind.BODY, words) for words in said]
