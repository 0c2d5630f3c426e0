"""Arabic and Hebrew in PDFs: what is read is what was written, whatever runs the other way within a line."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from kurilsearch.model import Passage
from kurilsearch.parse import parse_document
from kurilsearch.read.pdf.document import read_pdf
from kurilsearch.read.pdf.pdfium.right_to_left import plain_letters, units, with_brackets

HEBREW = (
    "ספריית הנמל רשמה בשנת 1911 שהאונייה Astoria Star הגיעה מן Sakhalin לפני עלות השחר, ושרב החובל (ושמו Karl Brandt)"
    " לא שילם את האגרה [ראו עמ' 42]. הסכום היה 12.5 לירות, כ-30% משכרו, בשנים 1912–1915."
)
ARABIC = (
    "سجلت مكتبة الميناء في عام 1911 أن السفينة Astoria Star وصلت من Sakhalin قبل الفجر، وأن ربانها (واسمه Karl Brandt)"
    " لم يدفع الرسوم [انظر ص. 42]. لا أحد يعلم لماذا، ولا بد أن الإبحار والآلات كلفت 12,5 ليرة."
)


def passages(folder: Path, source: str) -> list[Passage]:
    """Return the passages of the PDF that typst makes of ``source``."""
    path = folder / "made.typ"
    path.write_text(source, encoding="utf-8")
    return list(parse_document(read_pdf(typst.compile(str(path)))).passages)


@pytest.mark.parametrize(
    ("language", "font", "text"),
    [
        ("he", "Libertinus Serif", HEBREW),
        ("ar", "DejaVu Sans Mono", ARABIC),
    ],
    ids=["hebrew", "arabic"],
)
@pytest.mark.parametrize("width", ["12cm", "16cm", "30cm"])
def test_lines_are_read_as_they_were_written(language: str, font: str, text: str, width: str, tmp_path: Path) -> None:
    page = f'#set page(width: {width}, margin: 1cm)\n#set text(lang: "{language}", font: "{font}", size: 11pt)\n'
    source = page + escaped(text)
    assert [passage.text for passage in passages(tmp_path, source)] == [text]


def test_words_of_the_other_direction_stay_in_a_line_of_latin_letters(tmp_path: Path) -> None:
    text = "The words שלום רב לכולם stand in the second letter (1913) and again, beside רב, in the third one."
    source = f'#set page(width: 30cm)\n#set text(lang: "en", font: "Libertinus Serif")\n{escaped(text)}'
    assert [passage.text for passage in passages(tmp_path, source)] == [text]


def escaped(text: str) -> str:
    """Return text as typst's markup."""
    return text.replace("[", "\\[").replace("]", "\\]").replace("'", "\\'")


@pytest.mark.parametrize(
    ("language", "font", "text"),
    [
        ("he", "DejaVu Sans", 'התיבה "Astoria II" (תיק MS 4a, דף 17ב) נמסרה לידי Anna K. Brandt, עד 10 מ׳ (ראו A/B).'),
        ("yi", "Libertinus Serif", "די שיף „Möwe“ איז אין 1911 נישט געקומען, אזוי שרייבט דער שרייבער."),
        ("ar", "DejaVu Sans", "بقيت الرسائل «Astoria II» في الملف MS 4a، وفي ١٢ مايو ١٩١١ عادت."),
        ("fa", "DejaVu Sans", "کتاب «Astoria II» در ۱۲ مه ۱۹۱۱ رسید (شماره MS 4a) و بهای آن ۲۵٫۵٪ بود."),
    ],
    ids=["hebrew", "yiddish", "arabic", "persian"],
)
@pytest.mark.parametrize("width", ["16cm", "30cm"])
def test_names_and_shelfmarks_in_latin_letters_stay_whole(
    language: str, font: str, text: str, width: str, tmp_path: Path
) -> None:
    page = (
        f'#set page(width: {width}, margin: 1cm)\n#set text(lang: "{language}", dir: rtl, font: "{font}", size: 11pt)\n'
    )
    marked = escaped(text).replace("/", "\\/").replace('"', '\\"')
    assert [passage.text for passage in passages(tmp_path, page + marked)] == [text]


def test_a_bracket_behind_a_sign_closes() -> None:
    assert with_brackets("אבג )עד 10 מ׳( דה") == "אבג (עד 10 מ׳) דה"


def test_brackets_are_known_by_what_they_touch() -> None:
    assert with_brackets("אבג )1913(, דה ]ו[.") == "אבג (1913), דה [ו]."
    assert with_brackets("אבג (1913), דה [ו].") == "אבג (1913), דה [ו]."


def test_parts_of_a_word_that_run_the_other_way_are_put_in_order() -> None:
    text = "כ%-30"
    middles = [90.0, 70.0, 80.0, 50.0, 60.0]
    assert [text[start:end] for start, end in units(text, middles)] == ["כ", "-", "30", "%"]


def test_forms_of_letters_are_letters() -> None:
    assert plain_letters("\ufefb \ufeb3\ufefc\ufee1") == "لا سلام"
