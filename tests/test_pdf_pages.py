"""Printed pages, furniture and scripts in PDFs drawn line by line: what lies, what repeats, what stands sideways."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from kurilsearch.model import Kind, SourceText
from kurilsearch.parse import parse_document
from kurilsearch.read.pdf.document import read_pdf
from tests.pdf_files import Placed, draw, sentences, wrap
from tests.requirements import missing


def body(number: int, *, left: float = 50, width: float = 300, lines: int = 30, top: float = 530) -> list[Placed]:
    """Return a page's worth of lines, other words on every page."""
    text = " ".join(sentences(60, seed=number + 1))
    return [Placed(left, top - 13 * at, line) for at, line in enumerate(wrap(text, width)[:lines])]


def labels(source: SourceText) -> list[str | None]:
    return [page.label for page in source.pages]


def furniture(source: SourceText) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for region in source.furniture:
        found.setdefault(region.reason, []).append(source.text[region.start : region.end])
    return found


def labelled(pages: list[list[Placed]], first: int, prefix: str | None = None) -> bytes:
    """Return a PDF whose own labels count from ``first`` behind ``prefix``, whatever its pages print."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(400, 600))
    canvas.addPageLabel(0, "ARABIC", start=first, prefix=prefix)
    for page in pages:
        for line in page:
            canvas.setFont(line.font, line.size)
            canvas.drawString(line.x, line.y, line.text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_printed_numbers_win_over_labels_that_lie() -> None:
    pages = [[*body(n), Placed(195, 30, str(162 + n))] for n in range(8)]
    source = read_pdf(labelled(pages, 1))
    assert labels(source) == [str(162 + n) for n in range(8)]
    assert furniture(source)["page number"] == [str(162 + n) for n in range(8)]


def test_chapter_openings_without_a_number_are_numbered_by_their_neighbours() -> None:
    pages = [body(n) if n in (0, 4) else [*body(n), Placed(195, 30, str(77 + n))] for n in range(9)]
    assert labels(read_pdf(draw(pages))) == [str(77 + n) for n in range(9)]


def test_numbers_in_alternating_heads_with_the_chapter_beside_them() -> None:
    pages = []
    for n in range(8):
        left = [Placed(50, 565, str(20 + n)), Placed(150, 565, "The Northern Islands")]
        right = [Placed(150, 565, "Letters Home"), Placed(340, 565, str(20 + n))]
        pages.append([*(right if n % 2 else left), *body(n)])
    source = read_pdf(draw(pages))
    assert labels(source) == [str(20 + n) for n in range(8)]
    heads = " ".join(text for texts in furniture(source).values() for text in texts)
    assert heads.count("The Northern Islands") == heads.count("Letters Home") == 4


def test_file_labels_count_where_nothing_is_printed() -> None:
    assert labels(read_pdf(labelled([body(n) for n in range(3)], 45))) == ["45", "46", "47"]


def test_labels_whose_letters_were_lost_say_nothing() -> None:
    assert labels(read_pdf(labelled([body(n) for n in range(3)], 45, "?????-"))) == [None, None, None]


@pytest.mark.parametrize("first", [0, 1])
def test_labels_that_only_count_the_pages_say_nothing(first: int) -> None:
    assert labels(read_pdf(labelled([body(n) for n in range(3)], first))) == [None, None, None]


def test_years_and_note_numbers_are_no_page_numbers() -> None:
    pages = [[*body(n), Placed(50, 40, f"{n + 3} See the report of 19{40 + 3 * n}.", 8)] for n in range(6)]
    assert labels(read_pdf(draw(pages))) == [None] * 6


def test_a_first_page_without_number_counts_back_from_the_second() -> None:
    pages = [body(0), *([*body(n), Placed(350, 565, str(100 + n))] for n in range(1, 6))]
    assert labels(read_pdf(draw(pages))) == [str(100 + n) for n in range(6)]


def test_numbers_half_way_down_the_outer_margin() -> None:
    pages = [[*body(n), Placed(20 if n % 2 else 368, 300, str(162 + n), 9)] for n in range(6)]
    source = read_pdf(draw(pages))
    assert labels(source) == [str(162 + n) for n in range(6)]
    assert not any(char.isdigit() for passage in parse_document(source).passages for char in passage.text)


def test_a_table_under_one_column_does_not_merge_the_two() -> None:
    left = body(1, left=40, width=150, lines=38)
    right = body(2, left=210, width=150, lines=20)
    cells = [
        Placed(212 + 30 * column, 265 - 11 * row, f"{row}.{column}", 8) for row in range(16) for column in range(5)
    ]
    parsed = parse_document(read_pdf(draw([[*left, *right, *cells]])))
    written = " ".join(passage.text for passage in parsed.passages)
    assert all(sentence in written for seed in (2, 3) for sentence in sentences(4, seed=seed))


def test_notes_beside_the_text_do_not_mix_with_it() -> None:
    pages = [
        [*body(n, width=250), *(Placed(315, 400 - 10 * at, words, 7) for at, words in enumerate(BESIDE))]
        for n in range(3)
    ]
    parsed = parse_document(read_pdf(draw(pages)))
    beside = [passage.text for passage in parsed.passages if "treaty of" in passage.text]
    assert beside == [" ".join(BESIDE)] * 3
    written = " ".join(passage.text for passage in parsed.passages)
    assert all(sentence in written for sentence in sentences(10, seed=1))


BESIDE = ("How the", "treaty of", "the islands", "was kept.")


def test_an_archive_s_cover_sheet_is_no_page_of_the_work() -> None:
    cover = [
        Placed(50, 500, "Letters from the Northern Harbour"),
        Placed(50, 480, "Author(s): Anna Lindqvist"),
        Placed(50, 460, "Published by: The Northern Society"),
        Placed(50, 440, "Stable URL: https://www.jstor.org/stable/1234567"),
        Placed(50, 420, "Accessed: 03-05-2021 10:12 UTC"),
        Placed(50, 380, "JSTOR is a service that helps scholars discover and use a wide range of content."),
    ]
    pages = [cover, *([*body(n), Placed(195, 30, str(218 + n))] for n in range(1, 6))]
    source = read_pdf(draw(pages))
    assert labels(source) == [None, *(str(218 + n) for n in range(1, 6))]
    assert len(furniture(source)["cover sheet"]) == len(cover)


def test_line_numbers_in_the_margin_are_furniture() -> None:
    pages = []
    for n in range(3):
        text = body(n, left=70, width=280)
        pages.append([*text, *(Placed(40, line.y, str(at + 1), 8) for at, line in enumerate(text))])
    source = read_pdf(draw(pages))
    assert len(furniture(source)["line number"]) == 90
    parsed = parse_document(source)
    assert not any(char.isdigit() for passage in parsed.passages for char in passage.text)


def test_notes_that_are_alike_at_the_foot_of_pages_stay_notes() -> None:
    pages = [
        [
            *body(n, lines=25),
            Placed(50, 60, f"{n + 1}", 6),
            Placed(55, 57, f"Ibid., p. {20 + 7 * n}.", 8),
            Placed(195, 25, str(n + 1)),
        ]
        for n in range(6)
    ]
    parsed = parse_document(read_pdf(draw(pages)))
    notes = [passage.text for passage in parsed.passages if passage.kind is Kind.NOTE]
    assert notes == [f"{n + 1} Ibid., p. {20 + 7 * n}." for n in range(6)]


def test_a_stamp_along_the_edge_is_furniture() -> None:
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(400, 600))
    for n in range(3):
        canvas.setFont("Times-Roman", 10)
        for line in body(n):
            canvas.drawString(line.x, line.y, line.text)
        canvas.saveState()
        canvas.translate(385, 150)
        canvas.rotate(90)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(0, 0, "Downloaded from https://example.org/journal/12 by guest on 3 May 2021")
        canvas.restoreState()
        canvas.showPage()
    canvas.save()
    source = read_pdf(file.getvalue())
    assert [len(texts) for reason, texts in furniture(source).items() if reason == "download stamp"] == [3]
    assert not any("Downloaded" in passage.text for passage in parse_document(source).passages)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_rotated_pages_read_upright_and_their_boxes_lie_in_page_space(turn: int) -> None:
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(600, 600))
    canvas.setPageRotation(turn)
    canvas.translate(300, 300)
    canvas.rotate(turn)
    canvas.setFont("Times-Roman", 10)
    canvas.drawString(-120, 20, "The first line of a page that was turned on its side,")
    canvas.drawString(-120, 7, "and the second line of the same sentence.")
    canvas.showPage()
    canvas.save()
    source = read_pdf(file.getvalue())
    [passage] = parse_document(source).passages
    assert passage.text.startswith("The first line of a page that was turned on its side, and the second line")
    assert source.layout is not None
    boxes = source.layout.boxes(0, 9)
    assert len(boxes) == 1
    x, y = {0: (180, 320), 90: (280, 180), 180: (420, 280), 270: (320, 420)}[turn]
    assert boxes[0].x0 - 12 < x < boxes[0].x1 + 12 and boxes[0].y0 - 12 < y < boxes[0].y1 + 12


def japanese(*, vertical: bool) -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    face = "HeiseiMin-W3" if vertical else "HeiseiKakuGo-W5"
    pdfmetrics.registerFont(UnicodeCIDFont(face, isVertical=vertical))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(420, 595))
    for page, text in enumerate(JAPANESE):
        canvas.setFont(face, 12)
        for at, line in enumerate(text):
            if vertical:
                canvas.drawString(360 - 22 * at, 540, line)
            else:
                canvas.drawString(60, 540 - 20 * at, line)
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(205, 25, str(117 + page))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


JAPANESE = (
    (
        "　北の港は冬になると氷に閉ざされ、漁師たちは",
        "春が来るまで長い手紙を書いて過ごした。",
        "　島の役人は二十年のあいだ記録を残し、その",
        "写しは今も町の文庫にあるという。",
    ),
    (
        "　翌年の春、条約の知らせが村に届いたとき、",
        "灯台守はまだ何も知らなかった。",
        "　夏の終わりに船が来て、荷と新聞を降ろし、",
        "秋の風とともに去って行った。",
    ),
    (
        "　石の橋を渡ると、古い市場の跡に出る。",
        "　そこで祖父は魚を売り、昔の話をした。",
        "　誰もがその話を聞きたがったが、覚えている",
        "者はもう少ない。",
    ),
)


@pytest.mark.parametrize("vertical", [False, True])
def test_japanese_paragraphs_on_their_pages(vertical: bool) -> None:
    source = read_pdf(japanese(vertical=vertical))
    parsed = parse_document(source)
    assert labels(source) == ["117", "118", "119"]
    wanted = "".join("".join(page) for page in JAPANESE).split("　")[1:]
    assert [passage.text for passage in parsed.passages] == wanted


def test_what_a_pdf_says_of_itself(tmp_path: Path) -> None:
    pages = [body(0)]
    said = read_pdf(draw(pages, title="Letters from the Northern Harbour", author="Anna Lindqvist and Boris Petrov"))
    assert said.item["title"] == "Letters from the Northern Harbour"
    assert [name["family"] for name in said.item["author"]] == ["Lindqvist", "Petrov"]


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ("untitled", "anonymous"),
        ("Microsoft Word - Dokument1", "user"),
        ("chapter3_final.indd", "HP"),
        ("ipg1300180a", "Cambridge Journals"),
        ("C:\\papers\\draft.doc", "Administrator"),
        ("(anonymous)", "brianc"),
    ],
)
def test_junk_is_no_title_and_no_author(title: str, author: str) -> None:
    assert read_pdf(draw([body(0)], title=title, author=author)).item == {}


def test_html_in_metadata_is_resolved() -> None:
    item = read_pdf(draw([body(0)], title="Harbours &amp; islands: the <i>northern</i> question")).item
    assert item["title"] == "Harbours & islands: the northern question"


@pytest.mark.parametrize("left_is_numbered", [True, False], ids=["both", "right"])
def test_two_printed_pages_on_one_sheet(left_is_numbered: bool) -> None:
    pages = []
    for n in range(4):
        left = body(2 * n, left=40, width=240, lines=24, top=380)
        left += [Placed(150, 25, str(30 + 2 * n))] * left_is_numbered
        right = [*body(2 * n + 1, left=330, width=240, lines=24, top=380), Placed(450, 25, str(31 + 2 * n))]
        pages.append([*left, *right])
    source = read_pdf(draw(pages, size=(610, 430)))
    assert [(page.number, page.label) for page in source.pages] == [(n // 2 + 1, str(30 + n)) for n in range(8)]
    for n, page in enumerate(source.pages):
        first = sentences(60, seed=n + 1)[0].split()[0]
        assert source.text[page.start :].startswith(first)


def test_the_page_of_an_article_that_has_a_number_is_printed_with_it() -> None:
    heads = [
        [Placed(50, 575, f"34:{n + 1}   Okada and Brandt", 8)] if n % 2 else [Placed(50, 575, f"Ice · 34:{n + 1}", 8)]
        for n in range(6)
    ]
    source = read_pdf(draw([[*body(n), *head] for n, head in enumerate(heads)]))
    assert labels(source) == [f"34:{n + 1}" for n in range(6)]


def test_sections_that_begin_on_each_page_and_count_as_pages_do_keep_their_headings() -> None:
    heads = [
        "Causes of the flood",
        "Course of the flood",
        "Damage by the flood",
        "Repairs of the dyke",
        "Debts of the parish",
    ]
    pages = [
        [
            Placed(50, 575, f"Report of the dyke, page {n + 1} of 5", 9),
            Placed(50, 550, f"{n + 1} {head}", 15),
            *body(n, top=520),
        ]
        for n, head in enumerate(heads)
    ]
    parsed = parse_document(read_pdf(draw(pages)))
    assert [p.text for p in parsed.passages if p.kind is Kind.HEADING] == [f"{n + 1} {h}" for n, h in enumerate(heads)]


def test_times_in_heads_are_no_pages() -> None:
    heads = ["9:05", "9:40", "10:15", "11:02", "11:30", "12:45"]
    source = read_pdf(draw([[*body(n), Placed(50, 575, f"Session at {head}", 8)] for n, head in enumerate(heads)]))
    assert labels(source) == [None] * 6


def test_what_names_periodical_and_rights_on_a_first_page_is_furniture() -> None:
    imprint = [
        Placed(50, 575, "Journal of Northern Studies 12 (1998), 217-240", 8),
        Placed(50, 30, "© 1998 The Northern Society", 8),
    ]
    source = read_pdf(draw([[*body(0), *imprint], body(1)]))
    assert furniture(source)["imprint"] == [line.text for line in imprint]


def test_words_that_a_scanner_placed_one_by_one_make_lines() -> None:
    import random

    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen.canvas import Canvas

    rng = random.Random(3)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(400, 600))
    made = sentences(20)
    for at, line in enumerate(wrap(" ".join(made), 300)):
        x = 50.0
        for word in line.split():
            text = canvas.beginText(x, 540 - 13 * at + rng.uniform(-0.8, 0.8))
            text.setTextRenderMode(3)
            size = 10 * rng.uniform(0.94, 1.06)
            text.setFont("Times-Roman", size)
            text.setHorizScale(1000 / size)
            text.textOut(word)
            canvas.drawText(text)
            x += stringWidth(word, "Times-Roman", 10) + 3
    canvas.showPage()
    canvas.save()
    [passage] = parse_document(read_pdf(file.getvalue())).passages
    assert passage.text == " ".join(made)


def test_hebrew_and_arabic_are_read_from_the_right() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont
    from reportlab.pdfgen.canvas import Canvas

    try:
        pdfmetrics.registerFont(TTFont("DejaVu", "DejaVuSans.ttf"))
    except TTFError:
        missing("no font here has Hebrew and Arabic letters: DejaVuSans.ttf")
    lines = ["הנמל הצפוני קופא בחורף והדייגים כותבים", "מכתבים ארוכים עד האביב.", "الميناء الشمالي يتجمد في الشتاء"]
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(400, 600))
    canvas.setFont("DejaVu", 11)
    for at, line in enumerate(lines):
        canvas.drawRightString(350, 500 - 16 * at - (40 if at == 2 else 0), line[::-1])
    canvas.showPage()
    canvas.save()
    parsed = parse_document(read_pdf(file.getvalue()))
    assert [passage.text for passage in parsed.passages] == [" ".join(lines[:2]), lines[2]]


def test_hyphens_at_line_ends_go_or_stay_as_the_words_elsewhere_have_it() -> None:
    lines = [
        "The co-operation of the villages was a well-known matter, and co-op\u00ad",
        "eration had its price: the govern\u00ad",
        "ment of the islands knew it, and so did the well\u00ad",
        "known keepers of the lights, whom the government paid.",
    ]
    source = read_pdf(draw([[Placed(50, 500 - 13 * at, line) for at, line in enumerate(lines)]]))
    [passage] = parse_document(source).passages
    assert "and co-operation had its price: the government of the islands" in passage.text
    assert "so did the well-known keepers" in passage.text
    assert "\u00ad" not in source.text


def test_ligatures_are_their_letters() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        pdfmetrics.registerFont(TTFont("DejaVuSerif", "DejaVuSerif.ttf"))
    except TTFError:
        missing("no font here has ligatures: DejaVuSerif.ttf")
    line = Placed(50, 500, "The ﬁrst oﬃcer ﬂed before the aﬀair was over.", 10, "DejaVuSerif")
    [passage] = parse_document(read_pdf(draw([[line]]))).passages
    assert passage.text == "The first officer fled before the affair was over."


def test_numbers_close_to_every_fifth_line_are_no_part_of_it() -> None:
    pages = []
    for n in range(2):
        lines = body(n)
        fives = [Placed(37, line.y, str(at), 8) for at, line in enumerate(lines, start=1) if at % 5 == 0]
        pages.append([part for line in lines for part in [*(f for f in fives if f.y == line.y), line]])
    source = read_pdf(draw(pages))
    assert furniture(source)["line number"] == [str(at) for at in range(5, 31, 5)] * 2
    assert not any(char.isdigit() for passage in parse_document(source).passages for char in passage.text)


def test_numbers_of_a_few_lines_under_a_table_are_no_part_of_them() -> None:
    table = [Placed(60 + 90 * column, 530 - 13 * row, f"{row * column}.5") for row in range(20) for column in range(3)]
    lines = [Placed(line.x, line.y - 280, line.text) for line in body(1, lines=8)]
    numbered = [part for at, line in enumerate(lines, 248) for part in (Placed(36, line.y, str(at), 7), line)]
    source = read_pdf(draw([[*table, *numbered]]))
    assert furniture(source)["line number"] == [str(at) for at in range(248, 256)]
    assert sentences(1, seed=2)[0] in " ".join(passage.text for passage in parse_document(source).passages)


def test_numbers_of_a_list_stay() -> None:
    listed = [Placed(40, 530 - 40 * n, str(n + 1)) for n in range(12)]
    lines = [
        Placed(60, 530 - 40 * n - 13 * at, line)
        for n in range(12)
        for at, line in enumerate(wrap(" ".join(sentences(4, seed=n + 1)), 300)[: 1 + n % 3])
    ]
    assert "line number" not in furniture(read_pdf(draw([[*listed, *lines]])))


def test_left_and_right_heads_of_a_short_article_are_not_text() -> None:
    heads = {1: "Lindqvist and Petrov", 2: "Letters Home", 3: "Lindqvist and Petrov", 4: "Letters Home"}
    pages = [[*([Placed(150, 565, heads[n])] if n in heads else []), *body(n)] for n in range(5)]
    assert furniture(read_pdf(draw(pages)))["running head"] == list(heads.values())


def test_a_page_number_far_above_the_foot_counts() -> None:
    pages = [[*body(n, lines=28), Placed(195, 125, str(n + 7))] for n in range(5)]
    source = read_pdf(draw(pages))
    assert labels(source) == [str(n + 7) for n in range(5)]
    assert furniture(source)["page number"] == [str(n + 7) for n in range(5)]


def test_the_head_of_the_second_of_two_pages_breaks_no_sentence() -> None:
    lines = wrap(" ".join(sentences(40)), 300)
    first = [Placed(50, 530 - 13 * at, line) for at, line in enumerate(lines[:25])]
    second = [Placed(50, 530 - 13 * at, line) for at, line in enumerate(lines[25:])]
    assert second[0].text[0].islower()
    head = Placed(150, 562, "Letters Home from the Winter", 10, "Times-Italic")
    source = read_pdf(draw([first, [head, *second]]))
    assert furniture(source)["running head"] == [head.text]
    displayed = read_pdf(draw([first, [Placed(90, 530, "A line that is quoted"), *(
        Placed(line.x, line.y - 30, line.text) for line in second
    )]]))  # fmt: skip
    assert "running head" not in furniture(displayed)


def test_a_watermark_is_no_text() -> None:
    pages = [[*body(n), Placed(80, 300, "D R A F T", 48)] for n in range(3)]
    assert furniture(read_pdf(draw(pages)))["watermark"] == ["DRAFT"] * 3


RIGHTS = (
    "Permission to make digital or hard copies of this work for personal use is granted without fee provided that",
    "copies bear this notice and the full citation on the first page, and are neither sold nor lent. Abstracting is",
    "permitted. To republish, or to post on servers, requires permission.",
    "© 1998 Northern Society.",
    "ISBN 3-16-148410-0",
)


def test_who_may_copy_an_article_is_no_text_of_it() -> None:
    rights = [Placed(50, 120 - 8 * at, line, 6) for at, line in enumerate(RIGHTS)]
    pages = [[*body(0, lines=28), *rights], body(1)]
    source = read_pdf(draw(pages))
    assert furniture(source)["imprint"] == list(RIGHTS)
    assert sentences(1, seed=1)[0] in parse_document(source).passages[0].text


def test_what_is_submitted_to_whom_is_no_note() -> None:
    note = [Placed(50, 66, "1", 5), Placed(54, 63, "The letter is lost.", 7)]
    foot = [Placed(50, 40, "Preprint submitted to Northern Studies", 7), Placed(310, 40, "June 8, 1998", 7)]
    source = read_pdf(draw([[*body(0, lines=32), *note, *foot], body(1)]))
    assert " ".join(furniture(source)["imprint"]) == " ".join(line.text for line in foot)
    assert [p.text for p in parse_document(source).passages if p.kind is Kind.NOTE] == ["1 The letter is lost."]


@pytest.mark.parametrize(
    "foot", ["7 (page number not for citation purposes)", "(page number not for citation purpose) 7"]
)
def test_the_number_of_a_page_alone_counts_beside_what_it_is_not_for(foot: str) -> None:
    source = read_pdf(draw([[*body(0), Placed(100, 30, foot, 8)]]))
    assert labels(source) == ["7"]
    assert furniture(source)["running foot"] == [foot]


def test_what_a_browser_prints_around_a_single_page_is_furniture() -> None:
    head, foot = "Kilns of the valley 12.03.2024, 18:45", "https://mill.example/kilns?from=mail 1/1"
    around = [Placed(20, 585, head, 7), Placed(20, 10, foot, 7)]
    assert furniture(read_pdf(draw([[*body(0), *around]]))) == {"running head": [head], "running foot": [foot]}
    cited = [
        *body(0),
        Placed(50, 585, "Read on 12.03.2024, 18:45"),
        Placed(50, 30, "See page 3/4 of https://mill.example."),
    ]
    assert not furniture(read_pdf(draw([cited])))


def test_an_abstract_under_numbered_addresses_is_no_note() -> None:
    authors = [
        Placed(60, 520, "Ida Vik"),
        Placed(93, 524, "1", 5),
        Placed(110, 520, "Ole Dahl"),
        Placed(146, 524, "2", 5),
    ]
    addresses = [
        Placed(60, 503, "1", 5), Placed(64, 500, "Institute of Kilns, Vigo (vik@mill.example)", 9),
        Placed(60, 491, "2", 5), Placed(64, 488, "Museum of the Mill, Narva (dahl@mill.example)", 9),
    ]  # fmt: skip
    abstract = [Placed(50, 450 - 12 * at, line) for at, line in enumerate(wrap(" ".join(sentences(6)), 300))]
    page = [Placed(60, 550, "Counting the smoke", 16), *authors, *addresses, *abstract]
    kinds = {passage.text: passage.kind for passage in parse_document(read_pdf(draw([page]))).passages}
    assert kinds[" ".join(sentences(6))] is Kind.BODY


@pytest.mark.parametrize(
    "foot",
    [
        "LANTERN {} 19 September 2015",
        "Harbour talk {} / 9",
        "Survey of the coast, Page {}.",
        "Pilots' guild, Page {} of 9",
    ],
)
def test_a_number_beside_other_things_in_a_foot_is_the_pages(foot: str) -> None:
    pages = [[*body(n), Placed(60, 30, foot.format(n + 1))] for n in range(9)]
    source = read_pdf(draw(pages))
    assert labels(source) == [str(n + 1) for n in range(9)]
    assert [line for of in furniture(source).values() for line in of] == [foot.format(n + 1) for n in range(9)]


def test_a_foot_that_begins_with_a_date_is_no_note() -> None:
    feet = ["20 September 2017 {} The harbour master's office", "The harbour master's office {} 20 September 2017"]
    pages = [[*body(n), Placed(60, 30, feet[n % 2].format(n + 1))] for n in range(10)]
    source = read_pdf(draw(pages))
    assert len(furniture(source)["running foot"]) == 10
    assert {passage.kind for passage in parse_document(source).passages} == {Kind.BODY}


def test_pages_that_chapters_count_have_their_chapter() -> None:
    numbers = ["1-1", "1-2", "1-3", "2-1", "3-1", "3-2", "A-1", "A-2"]
    source = read_pdf(draw([[*body(n), Placed(195, 30, number)] for n, number in enumerate(numbers)]))
    assert labels(source) == numbers
    assert furniture(source)["page number"] == numbers


@pytest.mark.parametrize(("count", "number", "expected"), [(2, "2", ["1", "2"]), (3, "- 1 -", [None, None, "1"])])
def test_the_last_of_a_few_pages_alone_prints_its_number(count: int, number: str, expected: list[str | None]) -> None:
    pages = [body(n) for n in range(count)]
    pages[-1].append(Placed(195, 30, number))
    assert labels(read_pdf(draw(pages))) == expected


def test_a_head_that_stands_over_one_section_alone_is_known_by_its_place() -> None:
    heads = ["The Winter Port", *["The Pilots of the Sound"] * 3, "A Fire", "The Thaw", *["What the Letters Say"] * 3]
    pages = [[*body(n), Placed(60, 570, head, size=9), Placed(195, 30, str(n + 1))] for n, head in enumerate(heads)]
    pages.insert(0, body(20))
    found = furniture(read_pdf(draw(pages)))
    assert found["running head"] == heads


def test_a_head_that_repeats_the_number_of_its_foot_is_no_text() -> None:
    heads = [
        "A Winter at Sea",
        "The Old Port",
        "On Lamps and Oil",
        "The Price of Salt",
        "Two Boats Lost",
        "After the Thaw",
    ]
    pages = [
        [*body(n), Placed(60, 570, f"{head} {n + 4}"), Placed(195, 30, str(n + 4))] for n, head in enumerate(heads)
    ]
    assert furniture(read_pdf(draw(pages)))["running head"] == [f"{head} {n + 4}" for n, head in enumerate(heads)]


def test_openings_that_count_letters_are_no_running_heads() -> None:
    pages = [[Placed(60, 560, f"Letter {n // 2 + 1}", size=14), *body(n)] if n % 2 == 0 else body(n) for n in range(8)]
    source = read_pdf(draw(pages))
    assert furniture(source) == {}


def test_a_chapter_repeats_beside_sections_that_do_not() -> None:
    sections = ["Of the pilots", "Nets and lamps", "What salt cost", "Winter quarters", "The last post", "Ice and fog"]
    pages = [
        [*body(n), Placed(50, 575, "III. The Northern Harbours", size=9), Placed(280, 575, section, size=9)]
        for n, section in enumerate(sections)
    ]
    heads = furniture(read_pdf(draw(pages)))["running head"]
    assert [word for word in sections if not any(word in head for head in heads)] == []


def test_entries_of_a_table_of_contents_are_no_running_heads() -> None:
    pages = [
        [Placed(50, 560, f"{n}.{n + 3} The harbour in winter " + ". " * 20 + str(3 * n)), *body(n)] for n in range(6)
    ]
    assert furniture(read_pdf(draw(pages))) == {}


def test_a_misread_number_is_known_by_its_place() -> None:
    read = ["141", "l4Z", "143", "144", "I4S", "146", "147"]
    source = read_pdf(draw([[*body(n), Placed(195, 30, number)] for n, number in enumerate(read)]))
    assert labels(source) == [str(141 + n) for n in range(7)]
    assert furniture(source)["page number"] == read


def test_a_title_beside_the_first_column_is_not_mixed_with_its_lines() -> None:
    title = ["THE PILOTS OF THE", "NORTHERN SOUND", "AND THEIR WINTERS", "Ida Lund", "School of Harbours"]
    left = [Placed(30, 520 - 37 * at, words, 15) for at, words in enumerate(title)]
    right = body(3, left=215, width=160, lines=36)
    parsed = parse_document(read_pdf(draw([[*left, *right]])))
    written = [passage.text for passage in parsed.passages]
    assert all(any(words in text for text in written) for words in title)
    assert all(sentence in " ".join(written) for sentence in sentences(4, seed=4))


def test_numbers_of_sections_that_count_as_pages_do_are_no_page_numbers() -> None:
    sections = ["1. Salt and ice", "2. What a pilot earns", "3. The old lantern", "4. Four winters"]
    pages = [
        [
            Placed(50, 545, section, font="Times-Bold"),
            *body(n, top=525),
            Placed(60, 30, f"Port - {n + 1} - 1931"),
        ]
        for n, section in enumerate(sections)
    ]
    source = read_pdf(draw(pages))
    assert labels(source) == ["1", "2", "3", "4"]
    headings = [passage.text for passage in parse_document(source).passages if passage.kind is Kind.HEADING]
    assert headings == sections
