"""Pages of many makers, short notes, and marks within words: what is prose stays, what is none goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kurilsearch.model import FurnitureKind, Kind, ParsedDocument
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source

QUAY = "The harbour clerk of Sund weighed the salt twice in the spring, once on each side of the quay."
SALT = "In the summer of that year the salt lay open for a week, and the gulls would not touch it."
GULL = "His successor found the second weight in the drawer of the pilot and had it melted down."
MENU = "<nav><a href='/a'>Home</a> <a href='/b'>News</a> <a href='/c'>Sport</a></nav>"
FOOT = "<footer><a href='/x'>Imprint</a> <a href='/y'>Terms</a> <a href='/z'>Help</a></footer>"


def read(folder: Path, content: str, name: str) -> ParsedDocument:
    (folder / name).write_text(content, encoding="utf-8")
    return parse_document(read_source(folder / name))


def seen(document: ParsedDocument) -> list[tuple[Kind, str]]:
    return [(passage.kind, passage.text) for passage in document.passages]


def texts(document: ParsedDocument) -> list[str]:
    return [passage.text for passage in document.passages]


def furniture(document: ParsedDocument, kind: FurnitureKind) -> list[str]:
    return [document.source.text[each.start : each.end] for each in document.furniture if each.kind is kind]


# Web pages


def test_posts_that_stand_in_tables_are_text(tmp_path: Path) -> None:
    """As at Hacker News: no post is in an element that says anything, and each has links around it."""
    posts = "".join(
        f"<tr><td><table><tr><td><a href='v'>^</a></td><td><div><a href='u{at}'>user{at}</a> "
        f"<a href='i'>2 hours ago</a> | <a href='n'>next</a></div><div class='comment'><div class='commtext'>{words}"
        f"</div><div class='reply'><a href='r'>reply</a></div></div></td></tr></table></td></tr>"
        for at, words in enumerate((QUAY, SALT, GULL))
    )
    head = "<tr><td><a href='/'>Salt News</a> <a href='/n'>new</a> <a href='/p'>past</a></td></tr>"
    page = f"<html><body><table>{head}{posts}</table></body></html>"
    found = texts(read(tmp_path, page, "thread.html"))
    assert [words for words in found if words in (QUAY, SALT, GULL)] == [QUAY, SALT, GULL]
    assert "Salt News new past" not in found


def test_what_sums_an_article_up_stands_with_its_title_and_a_caption_with_its_text(tmp_path: Path) -> None:
    standfirst = "A clerk weighs twice, and a town is content with it for forty years."
    page = (
        f"<html><body>{MENU}<main><article><header><span class='kicker'>Towns</span><h1>Twice weighed</h1>"
        f"<p class='intro'>{standfirst}</p><div class='social'><a href='https://f.org'>Share</a><a href='https://x.org'>Send"
        f"</a></div></header><div class='body'><p>{QUAY}</p><p>{SALT}</p><p>{GULL}</p><figure><img src='q.jpg'>"
        f"<figcaption>The quay, about 1900</figcaption></figure></div></article></main>{FOOT}</body></html>"
    )
    assert texts(read(tmp_path, page, "a.html")) == [
        "Twice weighed", standfirst, QUAY, SALT, GULL, "The quay, about 1900",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["h-publicite-et-navigation", "publicité-et-navigation"])
def test_an_id_is_made_from_a_heading_with_accents_too(tmp_path: Path, name: str) -> None:
    page = (
        f"<html><body>{MENU}<main><h1>Sel</h1><p>{QUAY}</p><h2 id='{name}'>Publicité et navigation</h2><p>{SALT}</p>"
        f"</main>{FOOT}</body></html>"
    )
    assert texts(read(tmp_path, page, "a.html")) == ["Sel", QUAY, "Publicité et navigation", SALT]


def test_asides_within_the_text_are_text(tmp_path: Path) -> None:
    page = (
        f"<html><body>{MENU}<div role='main'><h1>Salt</h1><p>{QUAY}</p><aside class='topic'><p>{SALT}</p></aside>"
        f"<p>{QUAY}</p><aside class='sidebar'><p>{GULL}</p></aside><p>{SALT}</p></div>{FOOT}</body></html>"
    )
    assert texts(read(tmp_path, page, "a.html")) == ["Salt", QUAY, SALT, QUAY, GULL, SALT]


@pytest.mark.parametrize(
    "holder", [("<pre>", "&gt; the pilot did\n</pre>"), ("<div style='white-space: pre-wrap'>", "</div>")]
)
def test_lines_that_a_page_keeps_are_paragraphs_without_stops_too(tmp_path: Path, holder: tuple[str, str]) -> None:
    words = "the clerk weighed the salt\non both sides of the quay\n\nnobody asked him why\n\n"
    found = seen(read(tmp_path, f"<html><body>{holder[0]}{words}{holder[1]}</body></html>", "a.html"))
    said = [(Kind.BODY, "the clerk weighed the salt on both sides of the quay"), (Kind.BODY, "nobody asked him why")]
    assert found[:2] == said
    assert found[2:] == ([(Kind.BLOCKQUOTE, "the pilot did")] if "pilot" in holder[1] else [])


def test_numbers_of_verses_and_pages_by_short_class_names_are_no_words(tmp_path: Path) -> None:
    page = (
        "<p><span class='v'>1</span>In the dark the salt was weighed, <span class='v'>2</span>and it was light. "
        "<span class='page'>15</span>And the clerk wrote it down.</p>"
    )
    document = read(tmp_path, f"<html><body>{page}</body></html>", "a.html")
    assert texts(document) == ["In the dark the salt was weighed, and it was light. And the clerk wrote it down."]
    assert "15" in [page.label for page in document.pages]


def test_what_is_struck_out_by_its_style_is_no_text(tmp_path: Path) -> None:
    page = "<p>The price was <span style='text-decoration: line-through'>forty</span> fifty crowns a barrel.</p>"
    assert texts(read(tmp_path, f"<html><body>{page}</body></html>", "a.html")) == [
        "The price was fifty crowns a barrel."
    ]


def test_a_note_whose_number_stands_beside_it_is_one(tmp_path: Path) -> None:
    page = (
        f"<html><body><div class='page'><h1>Salt</h1><div><p>{QUAY}<sup><a href='#fn__1' id='fnt__1'>1)</a></sup> "
        f"{SALT}</p></div><form><button>Edit</button></form><div class='footnotes'><div class='fn'><sup>"
        "<a href='#fnt__1' id='fn__1'>1)</a></sup> <div class='content'>Town books, leaf 11.</div></div></div></div>"
        "</body></html>"
    )
    assert (Kind.NOTE, "Town books, leaf 11.") in seen(read(tmp_path, page, "a.html"))


# Notes and texts


def test_a_note_in_plain_text_is_no_byline(tmp_path: Path) -> None:
    text = f"Sund 1911\n\nSchreiber wog das Salz zweimal\n\nNiemand hat es gesehen\n\n{QUAY} {SALT} {GULL}\n"
    assert "Niemand hat es gesehen" in texts(read(tmp_path, text, "a.txt"))


JAPANESE = (
    "港の書記は春に塩を二度量った、岸の両側で一度ずつ。",
    "夏には塩が一週間も野ざらしになった。",
    "後任の者は引き出しで二つ目の分銅を見つけた。",
)


@pytest.mark.parametrize("lines", [(QUAY, SALT, GULL), JAPANESE])
def test_lines_that_all_end_sentences_are_paragraphs(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert texts(read(tmp_path, "\n".join(lines) + "\n", "a.txt")) == list(lines)


def test_a_rule_under_a_sentence_in_small_letters_parts_notes(tmp_path: Path) -> None:
    text = "the clerk weighed the salt twice\n---\nnobody asked him why he did\n---\nask the pilot about the drawer\n"
    assert [kind for kind, _ in seen(read(tmp_path, text, "a.txt"))] == [Kind.BODY] * 3


def test_readings_and_remarks_of_aozora_are_no_words(tmp_path: Path) -> None:
    text = (
        "塩の分銅\n佐伯ひろ\n\n"
        + "-" * 40
        + "\n【テキスト中に現れる記号について】\n\n《》：ルビ\n（例）分銅《ふんどう》\n"
        "［＃］：入力者注\n" + "-" * 40 + "\n\n　港の書記《しょき》は春に塩を｜二度《にど》量った。［＃改頁］\n\n"
        "底本：「塩の分銅」港書房\n入力：佐伯\n青空文庫作成ファイル：\nこのファイルは青空文庫で作られました。\n"
    )
    document = read(tmp_path, text, "a.txt")
    assert texts(document)[-1] == "港の書記は春に塩を二度量った。"
    assert document.source.item["title"] == "塩の分銅"
    assert furniture(document, FurnitureKind.READING_AID) == ["《しょき》", "《にど》"]
    assert "青空文庫" in "".join(furniture(document, FurnitureKind.IMPRINT))


def test_titles_between_double_brackets_are_words(tmp_path: Path) -> None:
    sentence = "書記は《しおのうた》という歌と《塩の書》という本を知っていた。"
    assert texts(read(tmp_path, f"{sentence}\n", "a.txt")) == [sentence]


@pytest.mark.parametrize("name", ["a.qmd", "a.Rmd", "a.md"])
def test_code_that_is_run_is_no_text(tmp_path: Path, name: str) -> None:
    text = (
        f"# Salt\n\n{QUAY}\n\n```{{r}}\n#| label: fig\nplot(salt$weight)\n```\n\nThe sum is `r sum(x)` barrels, as "
        "`r <- 1` shows.\n\n```{.python}\nprint(1)\n```\n"
    )
    document = read(tmp_path, text, name)
    assert texts(document)[:2] == ["Salt", QUAY]
    assert not any("plot" in words or "sum(x)" in words for words in texts(document))
    assert "print(1)" in texts(document)


def test_drawers_of_tasks_are_no_text(tmp_path: Path) -> None:
    drawer = "  :LOGBOOK:\n  CLOCK: [2021-03-02 Tue 10:15:33]\n  :END:\n"
    text = f"- DONE ask the pilot about the drawer\n{drawer}- weigh it again\n"
    assert not any("CLOCK" in words or ":END:" in words for words in texts(read(tmp_path, text, "a.md")))


def test_spaces_between_tags_of_captions_are_spaces(tmp_path: Path) -> None:
    cue = "1\n00:00:01,000 --> 00:00:02,000\n<i>The salt</i> <b>was</b> weighed.\n\n"
    text = f"{cue}2\n00:00:03,000 --> 00:00:04,000\nTwice.\n"
    assert texts(read(tmp_path, text, "a.srt"))[0].startswith("The salt was weighed.")
    text = "0:00:01.000,0:00:03.000\nThe salt was weighed.[br]Twice.\n\n0:00:03.000,0:00:05.000\nNobody asked.\n"
    assert not any("[br]" in words for words in texts(read(tmp_path, text, "a.sbv")))


# Free e-books


def ebook(body: str) -> str:
    notice = "The Project Gutenberg eBook of Salt\n\nTitle: Salt\n\nAuthor: Ida Berg\n\n"
    start, end = (f"*** {word} THE PROJECT GUTENBERG EBOOK SALT ***" for word in ("START OF", "END OF"))
    return f"{notice}{start}\n\n{body}\n\n{end}\n\nUpdated editions will replace it.\n"


def test_marks_of_type_in_an_ebook_are_no_words(tmp_path: Path) -> None:
    text = f"CHAPTER I\n\nThe _harbour clerk_ of =Sund= weighed the +salt+ twice.\n\n{SALT}\n"
    assert texts(read(tmp_path, ebook(text), "a.txt"))[1] == "The harbour clerk of Sund weighed the salt twice."


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ("[Illustration: The quay of Sund]", Kind.BODY, "The quay of Sund"),
        ("[Sidenote: The second weight.]", Kind.NOTE, "The second weight."),
        ("[Fußnote 2: Stadtbuch, Blatt 4.]", Kind.NOTE, "Stadtbuch, Blatt 4."),
        ("  [A] Town books, leaf 4.", Kind.NOTE, "[A] Town books, leaf 4."),
    ],
)
def test_what_an_ebook_puts_into_brackets_is_what_it_says(tmp_path: Path, body: str, kind: Kind, words: str) -> None:
    text = f"CHAPTER I\n\n{QUAY.replace('twice', 'twice[2]')}\n\n{body}\n\n{SALT.replace('week,', 'week,[A]')}\n"
    found = seen(read(tmp_path, ebook(text), "a.txt"))
    assert (kind, words) in found
    assert any(kind is Kind.BODY and part.startswith(SALT[:40]) for kind, part in found)
    assert any("twice[2]" in part for _, part in found) != ("2" in body)
    assert any("week,[A]" in part for _, part in found) != ("[A]" in body)


def test_pictures_and_pages_in_an_ebook_are_no_words(tmp_path: Path) -> None:
    words = QUAY.split()
    paged = " ".join([*words[:4], "{12}", *words[4:9], "{13}", *words[9:], "{14}"])
    document = read(tmp_path, ebook(f"CHAPTER I\n\n[Illustration]\n\n{paged} {SALT}\n"), "a.txt")
    assert texts(document) == ["CHAPTER I", f"{QUAY} {SALT}"]
    assert [page.label for page in document.pages][-3:] == ["12", "13", "14"]


def test_the_notice_of_an_old_page_in_one_block_says_whose_book_it_is(tmp_path: Path) -> None:
    start, end = (f"*** {word} THIS PROJECT GUTENBERG EBOOK SALT ***" for word in ("START OF", "END OF"))
    notice = (
        f"The Project Gutenberg EBook of Salt, by Ida Berg\n\nTitle: Salt\n\nAuthor: Ida Berg\n\n{start}\n\nMade by X\n"
    )
    terms = f"{end}\n\nGeneral Terms of Use"
    page = f"<html><body><pre>{notice}</pre><h1>SALT</h1><p>{QUAY}</p><pre>{terms}</pre></body></html>"
    document = read(tmp_path, page, "a.html")
    assert texts(document) == ["SALT", QUAY]
    assert document.source.item["author"] == [{"family": "Berg", "given": "Ida"}]


@pytest.mark.parametrize("mark", ["<span class='zenoTXSeite'>[12]</span>", "<span class='dta-pb'>[12/0020]</span>"])
def test_pages_within_words_of_german_editions(tmp_path: Path, mark: str) -> None:
    page = (
        f"<html><body><p>The har{mark}bour clerk of Sund weighed the salt twice, once on each side.</p></body></html>"
    )
    document = read(tmp_path, page, "a.html")
    assert texts(document) == ["The harbour clerk of Sund weighed the salt twice, once on each side."]
    assert "12" in [page.label for page in document.pages]


def test_what_scanners_say_on_each_page_is_no_text(tmp_path: Path) -> None:
    text = f"{QUAY}\n\nDigitized by Google\n\n{SALT}\n\nDigitized by VjOOQIC\n\n{GULL}\n"
    assert texts(read(tmp_path, text, "a.txt")) == [QUAY, SALT, GULL]


def test_the_first_of_several_sections_is_no_title(tmp_path: Path) -> None:
    text = "## Berg 1998\n\nthe clerk weighed the salt\n\n## Dahl 2001\n\nthe pilot did not\n"
    passages = read(tmp_path, text, "a.md").passages
    assert [passage.section for passage in passages if passage.kind is Kind.BODY] == [("Berg 1998",), ("Dahl 2001",)]


NOTEBOOKS = (
    ("Highlight (<span class='highlight_yellow'>yellow</span>) - Page 41 · Location 620", "Note - Page 42"),
    ("Surlignement (<span class='highlight_blue'>bleu</span>) - Page 41 · Emplacement 620", "Note - Page 42"),
    ("ハイライト(<span class='highlight_pink'>ピンク</span>) - 41ページ・位置620", "メモ - 42ページ"),
)


@pytest.mark.parametrize("stamps", NOTEBOOKS)
def test_a_notebook_of_a_kindle_has_passages_of_its_book_and_notes(tmp_path: Path, stamps: tuple[str, str]) -> None:
    page = (
        "<div><div class='notebookFor'>Notes</div><div class='bookTitle'>Salt</div><div class='authors'>"
        f"Berg, Ida</div><h2 class='sectionHeading'>Spring</h2><h3 class='noteHeading'>{stamps[0]}</h3>"
        f"<div class='noteText'>{QUAY}</div><h3 class='noteHeading'>{stamps[1]}</h3><div class='noteText'>true?</div>"
    )
    document = read(tmp_path, f"<html><body>{page}</body></html>", "a.html")
    assert seen(document) == [(Kind.HEADING, "Spring"), (Kind.BODY, QUAY), (Kind.NOTE, "true?")]
    assert [page.label for page in document.pages][-2:] == ["41", "42"]
    assert document.source.item["title"] == "Salt"
