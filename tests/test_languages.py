"""Which language a text is in: sentences of our own in each language, and what must not mislead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.language.languages import _COMMON_WORDS, _FALLBACK, _ONE_LANGUAGE, detect_language

SENTENCES = {
    "en": "The fishermen came home with the tide, and the lamp was still burning in the window of the house.",
    "de": "Die Fischer kamen mit der Flut nach Hause, und die Lampe brannte noch immer im Fenster des Hauses.",
    "fr": "Les pêcheurs sont rentrés avec la marée, et la lampe brûlait encore dans la fenêtre de la maison.",
    "es": "Los pescadores volvieron a casa con la marea, y la lámpara ardía todavía en la ventana de la casa.",
    "it": "I pescatori tornarono a casa con la marea, e la lampada ardeva ancora nella finestra della casa.",
    "pt": "Os pescadores voltaram para casa com a maré, e a lâmpada ainda ardia na janela da casa, não muito longe.",
    "nl": "De vissers kwamen met het tij naar huis, en de lamp brandde nog steeds in het raam van het huis.",
    "sv": "Fiskarna kom hem med tidvattnet, och lampan brann fortfarande i fönstret på det hus som de hade byggt.",
    "da": "Fiskerne kom hjem med tidevandet, og lampen brændte stadig i vinduet af det hus, som de "
    "havde bygget efter krigen.",
    "no": "Fiskerne kom hjem med tidevannet, og lampen brant fremdeles i vinduet av det huset som jeg så etter krigen.",
    "fi": "Kalastajat tulivat kotiin, ja lamppu paloi yhä ikkunassa, mutta hän ei ollut siellä, kun he olivat perillä.",
    "hu": "A halászok hazajöttek, és a lámpa még égett az ablakban, de már nem volt ott senki, csak egy macska.",
    "ro": "Pescarii au venit acasă cu mareea, și lampa ardea încă la fereastra casei care era mai sus pe deal.",
    "pl": "Rybacy wrócili do domu, a lampa wciąż paliła się w oknie, ale nie było tam nikogo, kto by ich powitał.",
    "cs": "Rybáři se vrátili domů a lampa ještě hořela v okně, ale nebyl tam nikdo, kdo by je "
    "přivítal, jako by to byl sen.",
    "tr": "Balıkçılar eve döndü ve lamba hâlâ pencerede yanıyordu, ama onları karşılayacak bir kimse "
    "yoktu, bu çok garip.",
    "ca": "Els pescadors van tornar a casa amb la marea, i el llum encara cremava a la finestra, "
    "però no hi havia ningú més.",
    "la": "Piscatores domum redierunt, et lucerna in fenestra adhuc ardebat, sed nemo ibi erat qui "
    "eos exciperet, quod mirum est.",
    "ru": "Рыбаки вернулись домой с приливом, и лампа всё ещё горела в окне дома, но их никто не ждал.",
    "uk": "Рибалки повернулися додому з припливом, і лампа ще горіла у вікні, але їх ніхто не чекав.",
    "be": "Рыбакі вярнуліся дадому з прылівам, і лямпа яшчэ гарэла ў акне, але іх ніхто не чакаў.",
    "bg": "Рибарите се върнаха у дома с прилива и лампата още гореше на прозореца, но никой не ги чакаше.",
    "sr": "Рибари су се вратили кући с плимом, а лампа је још горела на прозору, али их нико није чекао.",
    "mk": "Рибарите се вратија дома со плимата, а ламбата сѐ уште гореше на прозорецот, но никој не ги чекаше.",
    "el": "Οι ψαράδες γύρισαν στο σπίτι και η λάμπα έκαιγε ακόμη στο παράθυρο.",
    "ar": "عاد الصيادون إلى البيت مع المد، وكان المصباح لا يزال مضاء في نافذة البيت.",
    "fa": "ماهیگیران با جزر و مد به خانه برگشتند و چراغ هنوز در پنجره می سوخت.",
    "he": "הדייגים חזרו הביתה עם הגאות, והמנורה עדיין דלקה בחלון של הבית.",
    "yi": "די פישערס זענען געקומען אהיים און דער לאמפ איז נאך געווען אין פענצטער פון שטוב.",
    "hi": "मछुआरे ज्वार के साथ घर लौट आए और घर की खिड़की में दीपक अब भी जल रहा था।",
    "th": "ชาวประมงกลับบ้านและตะเกียงยังส่องแสงอยู่ที่หน้าต่าง",
    "ko": "어부들이 밀물과 함께 집으로 돌아왔고 창가에는 아직 등불이 켜져 있었다.",
    "ja": "漁師たちは潮とともに家に帰り、窓にはまだ灯りがともっていた。",
    "zh": "漁夫們隨著潮水回家，窗口的燈還亮著，屋子裡卻沒有人等他們。",
    "hy": "Ձկնորսները տուն վերադարձան, և լամպը դեռ վառվում էր պատուհանում։",
    "ka": "მეთევზეები სახლში დაბრუნდნენ და ლამპა ჯერ კიდევ ანთებული იყო.",
    "sk": "Rybári sa vrátili domov a lampa ešte horela v okne, ale nebol tam nikto, kto by ich "
    "privítal, ako keby to bol aj sen.",
    "hr": "Ribari su se vratili kući s plimom, a svjetiljka je još gorjela na prozoru, ali ih nije "
    "nitko čekao, kao što je i bilo.",
    "id": "Para nelayan pulang dengan air pasang, dan lampu itu masih menyala di jendela, tetapi "
    "tidak ada yang menunggu mereka.",
    "vi": "Những người đánh cá trở về nhà và ngọn đèn vẫn cháy trong cửa sổ, nhưng không có ai đợi họ.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_of_each_language(language: str) -> None:
    assert detect_language(SENTENCES[language]) == language


@pytest.mark.parametrize(
    "text", ["", " \n\t", "1956 — 4.4 %", "…!?", "xyzzy plugh", "Kunashir Etorofu Habomai", "in", "\ud800"]
)
def test_nothing_to_tell_by(text: str) -> None:
    assert detect_language(text) == "und"


def test_quotations_in_other_languages_do_not_mislead() -> None:
    english = SENTENCES["en"] * 5
    assert detect_language(english + SENTENCES["ja"] + SENTENCES["ru"]) == "en"
    assert detect_language(SENTENCES["ja"] * 5 + SENTENCES["en"]) == "ja"
    assert detect_language(SENTENCES["zh"] * 20 + "の") == "zh"
    assert detect_language("日本国憲法第九条の解釈について論ず。" * 3) == "ja"
    assert detect_language(SENTENCES["ru"] * 3 + "Kunashir, Etorofu") == "ru"


def test_a_preface_in_another_language_is_outweighed() -> None:
    assert detect_language(SENTENCES["la"] * 50 + SENTENCES["de"] * 500) == "de"
    assert detect_language(SENTENCES["de"] * 500 + "1 2 3 … " * 500) == "de"


def test_capitals_are_read_too() -> None:
    assert detect_language(SENTENCES["en"].upper()) == "en"
    assert detect_language(SENTENCES["ru"].upper()) == "ru"


def test_the_word_lists_hold_words_once() -> None:
    for languages in _COMMON_WORDS.values():
        for language, common in languages.items():
            words = common.split()
            assert len(words) == len(set(words)) >= 20, language
            assert common == common.lower()


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    known = {*_ONE_LANGUAGE.values(), *_FALLBACK.values(), "ja", "zh", "yi", "und"}
    known |= {language for languages in _COMMON_WORDS.values() for language in languages}
    assert detect_language(text) in known
