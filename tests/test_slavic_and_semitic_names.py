"""Names in Greek and in Cyrillic that is not Russian; words of Hebrew, Arabic, Korean and Turkish in their forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.language.languages import detect_language
from kurilsearch.language.stemming import stem
from kurilsearch.vocabulary.semitic import other_forms
from kurilsearch.vocabulary.slavic import LANGUAGES, MOST_SPELLINGS, in_cyrillic, in_latin
from tests.small_library import Book, SmallLibrary

SENTENCES = {
    "uk": "Редактор з Житомира писав, що Вінниця мовчить, а Тернопіль і Чернігів друкують газети Грушевського.",
    "sr": "У Чачку и Ђурђевцу новинар Ђорђе Шћепановић питао је зашто Јагодина ћути.",
    "hr": "U Đurđevcu i Čačku novinar Đorđe Šćepanović pitao je zašto Jagodina šuti.",
    "bg": "Вестникът от Търговище писа, че Ямбол и Габрово чакат влака на Желю.",
    "he": "המדפיס שלח את הספרים לירושלים ובעיתון נכתב על המפעל.",
    "ar": "طُبعت الجريدة في القاهره وقرأها الناس في المستشفى.",
    "el": "Ο τυπογράφος Χαράλαμπος Γεωργίου έγραψε στην Καλαμάτα για τον Ξενοφώντα Παπανδρέου και τον Μπότση.",
    "en": "The printer Haralampos asked in Kalamata for Evgenios, and kept an automatic press.",
    "tr": "Liman vergisi kalktı, adası sisli, gazetesi kapalıydı.",
    "ko": "배가 항구로 왔고 우체국에서 편지를 읽었다.",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> SmallLibrary:
    books = [Book(f"{language}.txt", text, language=language) for language, text in SENTENCES.items()]
    return SmallLibrary(tmp_path_factory.mktemp("names"), *books)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Zhytomyr", {"uk"}),
        ("Vinnytsia", {"uk"}),
        ("Ternopil", {"uk"}),
        ("Chernihiv", {"uk"}),
        ("Chernigov", {"uk"}),
        ("Hrushevsky", {"uk"}),
        ("Чернігова", {"uk"}),
        ("Čačak", {"sr", "hr"}),
        ("Cacak", {"sr", "hr"}),
        ("Đorđe", {"sr", "hr"}),
        ("Ђорђе", {"sr", "hr"}),
        ("Šćepanović", {"sr", "hr"}),
        ("Јагодина", {"sr", "hr"}),
        ("Targovishte", {"bg"}),
        ("Yambol", {"bg"}),
        ("Gabrovo", {"bg"}),
        ("ספרים", {"he"}),
        ("ירושלים", {"he"}),
        ("בעיתון", {"he"}),
        ("עיתון", {"he"}),
        ("עיתונים", {"he"}),
        ("ספר", {"he"}),
        ("מפעלים", {"he"}),
        ("القاهرة", {"ar"}),
        ("المستشفي", {"ar"}),
        ("Charalampos", {"el"}),
        ("Χαράλαμπος", {"el", "en"}),
        ("Kalamata", {"el", "en"}),
        ("Καλαμάτα", {"el", "en"}),
        ("Georgiou", {"el"}),
        ("Papandreou", {"el"}),
        ("Botsis", {"el"}),
        ("automatic", {"en"}),
        ("vergi", {"tr"}),
        ("ada", {"tr"}),
        ("배", {"ko"}),
        ("우체국", {"ko"}),
    ],
)
def test_a_name_is_found_in_another_script_and_with_what_is_written_on_to_it(
    query: str, found: set[str], library: SmallLibrary
) -> None:
    result = library.search(query)
    assert {hit.file.removesuffix(".txt") for hit in result.hits} == found
    assert result.loosened is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("харків", "харкова"), ("київ", "києві"), ("львів", "львову"), ("островах", "острів"), ("київський", "київської")],
)
def test_ukrainian_words_have_one_stem_in_their_cases(one: str, other: str) -> None:
    assert stem(one, "uk") == stem(other, "uk")


@pytest.mark.parametrize(("cyrillic", "latin"), [("ђорђу", "dordu"), ("чачку", "cacku"), ("живковића", "zivkovica")])
def test_serbian_has_the_same_stems_in_both_alphabets(cyrillic: str, latin: str) -> None:
    assert stem(cyrillic, "sr") == stem(latin, "sr") == stem(latin, "hr")


def test_a_word_that_may_be_russian_is_not_read_as_another_language() -> None:
    assert in_latin("договор") == ()
    assert in_cyrillic("dogovor", frozenset({"ru", "en"})) == ()


@given(st.text(alphabet="abcdefghijklmnoprstuvyz", max_size=20))
def test_what_is_made_of_a_word_is_bounded(word: str) -> None:
    # a Russian name is read twice
    assert len(in_cyrillic(word, LANGUAGES)) <= 3 * MOST_SPELLINGS * len(LANGUAGES)


@given(st.text(alphabet="אבהולמשתרכ", min_size=1, max_size=12))
def test_a_hebrew_word_is_among_its_forms_and_each_begins_as_it_does_without_prefixes(word: str) -> None:
    forms = other_forms(word)
    assert word in forms
    assert all(any(word[at : at + 2] in form for at in range(4)) for form in forms)


def test_a_short_text_tells_its_language_by_its_letters() -> None:
    assert detect_language("Diyarbakır’dan gelen ışık") == "tr"
    assert detect_language("Győrben meghallgatták őt") == "hu"
    assert detect_language("Łódź słucha") == "pl"


def test_english_with_a_foreign_name_stays_english() -> None:
    assert detect_language("The letter to Wałęsa was read in the hall of the museum at Győr.") == "en"


def test_names_are_quoted_as_they_stand(tmp_path: Path) -> None:
    library = SmallLibrary(tmp_path, Book("sr.txt", SENTENCES["sr"], language="sr"))
    (hit,) = library.search("Čačak").hits
    assert [hit.quote[start:end] for start, end in hit.matches] == ["Чачку"]
