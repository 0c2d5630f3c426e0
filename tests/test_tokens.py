"""The tokeniser: what a word is, how it is folded, and that every word is cut from the text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.language import folding, stemming, tokens
from kurilsearch.language.stemming import stems_in
from kurilsearch.language.tokens import Token, index_terms, index_terms_of, scan, stem, stems_of, tokenize, tokens_at

GOLDEN = """
    The Soviet-Japanese talks, 4.4 per cent    → the soviet japanese talks 4 4 per cent
    U. S. and U.S. and U.S.S.R.                → u s and u s and u s s r
    Japan's students' Japan’s JAPAN'S 1980's   → japan students japan japan 1980
    don't don’t O'Brien's rock'n'roll '90s     → dont dont obrien rocknroll 90s
    Vasil'ev geograficheskaia blizost' blizostʹ → vasilev geograficheskaia blizost blizost
    l’homme dell'arte qu’il L'Aquila d'Estaing → l homme dell arte qu il l aquila d estaing
    aujourd’hui s'il n'est                     → aujourdhui s il n est
    rock''n 'quoted' ''                        → rock n quoted
    naïve Łódź Shōwa Tōkyō Æsir straße cœur þør → naive lodz showa tokyo aesir strasse coeur thor
    ﬁne ſo ＡＢＣ１２ İstanbul ısı               → fine so abc12 istanbul isi
    co\u00adoperation zero\u200bwidth\u00ad end → cooperation zerowidth end
    Хрущёв й подъём о́стров об'єкт Ёлка         → хрущев й подъем остров обєкт елка
    Ἀθῆναι ΟΔΟΣ Ελλάδα                         → αθηναι οδοσ ελλαδα
    नहीं हिन्दी की                                 → नहीं हिन्दी की
    كِتاب ١٩٥٦                                   → كتاب 1956
    한국어를 배우다                              → 한국어를 배우다
    政経不可分 年                               → 政経 経不 不可 可分 年
    日ソ共同宣言1956年ABC                       → 日ソ ソ共 共同 同宣 宣言 1956 年 abc
    ﾊﾟｰﾃｨｰ パーティー                            → パー ーテ ティ ィー パー ーテ ティ ィー
    が が                                       → が が
    ภาษา                                      → ภา าษ ษา
    1½ m² H₂O islands¹²                        → 1 1 2 m 2 h2o islands 12
    _emphasis_ AT&T C++ a/b                    → emphasis at t c a b
    … — “ ” ! ' ’                              →
"""


@pytest.mark.parametrize("line", GOLDEN.strip("\n").splitlines())
def test_golden_pairs(line: str) -> None:
    text, _, words = line.partition("→")
    assert [token.word for token in tokenize(text)] == [unicodedata.normalize("NFC", word) for word in words.split()]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Japan’s", ["Japan"]),
        ("«l’homme»", ["l", "homme"]),
        ("blizost' ", ["blizost"]),
        ("co\u00adop\u00ad", ["co\u00adop"]),
        ("½", ["½", "½"]),
        ("ﾊﾟｰﾙ", ["ﾊﾟｰ", "ｰﾙ"]),
        ("qu'", ["qu"]),
    ],
)
def test_spans_cut_the_letters_that_were_folded(text: str, cut: list[str]) -> None:
    assert [text[token.start : token.end] for token in tokenize(text)] == cut


# Characters that meet the rules from every side: apostrophes, marks, joiners, ligatures, widths, scripts.
NASTY = (
    "aAbsSlLdqQuUnN'’‘ʼ′ʹ＇09²½ \t\n\xa0\u3000-—.“”_éÉeßŀŉæŁıİſﬁﷺ\u0301\u0316\u0308\u0345\u20e3\ufe0f"
    "\u00ad\u200b\u200d\u2060\ufeffёйиЁΣσςἈひかガｶﾞﾟー々漢豈⼀ﬀㄱ가\u1100\u1161नीि\u094dกำเ١٣Ⅷ①㈱™\ud800𝒜𠀀🇯\U000e0100"
)
TEXTS = st.one_of(
    st.text(),
    st.text(NASTY),
    st.lists(st.one_of(st.text(NASTY, max_size=9), st.sampled_from([" ", "'s ", "l'", "n’t"]))).map("".join),
    st.text("ab '", min_size=100, max_size=300),
)


@given(TEXTS)
def test_the_fast_path_tokenizes_as_the_rules_do(text: str) -> None:
    found = tokenize(text)
    assert [tuple(token) for token in found] == scan(text)
    for language in ("en", "ru", "ja", "und"):
        stems, words = index_terms(text, language)
        assert words.split(" ") == ([token.word for token in found] or [""])
        assert stems.split(" ") == ([stem(token.word, language) for token in found] or [""])


@given(TEXTS)
def test_words_are_plain_and_spans_lie_in_the_text_in_order(text: str) -> None:
    before = (0, 0)
    for start, end, word in tokenize(text):
        assert 0 <= start < end <= len(text)
        assert before <= (start, end)
        assert not re.search(r"[\s'’\u00ad\u200b]", word)
        assert any(character.isalnum() for character in word)
        assert any(character.isalnum() for character in unicodedata.normalize("NFKC", text[start:end]))
        assert len(word) <= 18 * folding.LONGEST
        before = (start, end)


@given(TEXTS)
def test_no_letter_or_digit_is_left_out(text: str) -> None:
    covered = {index for start, end, _ in tokenize(text) for index in range(start, end)}
    for index, character in enumerate(text):
        if index not in covered and unicodedata.category(character) in ("Lu", "Ll", "Nd"):
            assert character in "sS" and text[index - 1] in "'’‘‛ʼʻʹʽʾʿ′＇", "only a possessive s may go"


@given(st.text(st.characters(categories=("L", "N", "M", "P")), max_size=30))
def test_case_and_composition_do_not_matter(text: str) -> None:
    words = [token.word for token in tokenize(text)]
    for spelling in (unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)):
        again = [token.word for token in tokenize(spelling)]
        # A composed character that is never composed again (an ideograph of Korean use) is the exception.
        assert [unicodedata.normalize("NFKC", word) for word in again] == words


@given(st.lists(st.from_regex(r"[a-zà-öø-ÿа-яёα-ω0-9]{1,20}", fullmatch=True)))
def test_folded_words_stay_as_they_are(raw: list[str]) -> None:
    words = [token.word for token in tokenize(" ".join(raw))]
    assert [token.word for token in tokenize(" ".join(words))] == words
    assert [token.word for token in tokenize(" ".join(raw).upper().replace("SS", "ss"))] == words


def test_a_word_without_end_is_cut_and_covered() -> None:
    found = tokenize("x" * 150)
    assert found == [Token(0, 64, "x" * 64), Token(64, 128, "x" * 64), Token(128, 150, "x" * 22)]


@pytest.mark.parametrize(
    "unit",
    ["a", "a\u0301\u0316", "\u0301\u0316", "a'", "l'", "'", "政", "か\u3099\u3099", "\u200b", "²", "\u1100", "s's "],
)
def test_hostile_texts_take_linear_time(unit: str) -> None:
    # not timed: a quadratic step would hang here for minutes
    text = unit * 200_000
    assert index_terms(text, "en")[1].split() == [token.word for token in tokenize(text)]


def test_memos_forget_before_they_grow_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens._words, "most", 50)
    monkeypatch.setattr(stemming, "_REMEMBERED", 50)
    tokens._words.clear()
    text = " ".join(f"word{number}'s" for number in range(500))
    index_terms(text, "eo")
    tokenize(text)
    assert len(tokens._words) <= 50
    assert len(stems_in("eo")) <= 50
    assert index_terms("x" * 100 + "é", "eo") and "x" * 100 + "é" not in tokens._words


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("islands", "en", "island"),
        ("islands", "en-US", "island"),
        ("islands", "ja", "island"),
        ("islands", "und", "island"),
        ("inseln", "de", "insel"),
        ("островов", "ru", "остров"),
        ("островов", "en", "остров"),
        ("островов", "uk", "остров"),
        ("островима", "sr", "ostrov"),
        ("νησιων", "en", "νησ"),
        ("政経", "ja", "政経"),
        ("한국어를", "ko", "한국어를"),
        ("ostrovy", "sk", "ostrovy"),
        ("1956", "en", "1956"),
    ],
)
def test_the_stemmer_goes_by_the_language_and_by_the_script(word: str, language: str, expected: str) -> None:
    assert stem(word, language) == expected


def test_a_query_word_has_the_stem_of_each_language() -> None:
    assert stems_of("nations", ["en", "fr", "ja", "en"]) == ("nation",)
    assert stems_of("ministers", ["en", "sk"]) == ("minist", "ministers")
    assert stems_of("ministers", []) == ("minist",)


@given(TEXTS | st.text("ab' .-9", max_size=60), st.data())
def test_tokens_are_found_by_their_numbers(text: str, data: st.DataObject) -> None:
    every = tokenize(text)
    numbers = sorted(data.draw(st.sets(st.sampled_from(range(len(every)))))) if every else []
    assert tokens_at(text, numbers) == [every[number] for number in numbers]


def test_words_longer_than_words_are_are_cut_alike_wherever_they_are_looked_for() -> None:
    text = "short " + "long" * 70 + " short again"
    assert tokens_at(text, range(len(tokenize(text)))) == tokenize(text)


@given(TEXTS, st.sampled_from(["ar", "fa", "tr", "hi", "ta", "yi", "el", "hy", "ne"]))
def test_a_stem_is_one_term(text: str, language: str) -> None:
    for token in tokenize(text):
        assert len(stem(token.word, language).split()) == 1


@given(st.lists(st.text(st.one_of(st.sampled_from("ab 'é’—\0½L"), st.characters()), max_size=40), max_size=8))
def test_many_texts_have_the_terms_that_each_has_alone(texts: list[str]) -> None:
    found = index_terms_of(texts, "en")
    alone = [index_terms(text, "en") for text in texts]
    assert list(zip(found.stems, found.words, strict=True)) == alone
    assert found.word_counts == Counter(word for _, words in alone for word in set(words.split()))
