"""Spellings of one name: by sound, by scheme and script, by what a library declares; and searches that use them."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.errors import SettingsError
from kurilsearch.hit import SearchResult
from kurilsearch.language.tokens import scan, tokenize
from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library
from kurilsearch.store import StoreReader
from kurilsearch.store.memory.store import MemoryStore
from kurilsearch.vocabulary import japanese
from kurilsearch.vocabulary.decades import decade_years
from kurilsearch.vocabulary.equivalents import (
    FOLDED_GROUPS,
    NO_EQUIVALENTS,
    fold_shipped_groups,
    folded_words,
    load_equivalents,
    make_equivalents,
    shipped_groups,
)
from kurilsearch.vocabulary.japanese import missing_extra_note, readings
from kurilsearch.vocabulary.joins import hyphenations
from kurilsearch.vocabulary.loanwords import MOST_READINGS, latin_readings
from kurilsearch.vocabulary.morae import (
    hepburn,
    japanese_keys,
    kana,
    katakana,
    kunrei,
    morae_of_kana,
    morae_of_romaji,
    polivanov,
)
from kurilsearch.vocabulary.romanise import MOST_SPELLINGS, SCHEMES, cyrillic_spellings, romanisations, romanise
from kurilsearch.vocabulary.scripts import Script, script_of
from kurilsearch.vocabulary.sound import same_name, sound_key
from kurilsearch.vocabulary.spellings import joined, kana_spellings, parted, possible_spellings, spellings
from tests.requirements import needs_japanese
from tests.store_documents import document_of, put

GOLDEN = Path(__file__).parent / "golden"
SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def folded(word: str) -> str:
    """Return a word as tokenize folds it, kana not cut into pairs."""
    return word if script_of(word) is Script.KANA else "".join(piece for _, _, piece in scan(word))


def golden_lines(name: str) -> list[list[str]]:
    lines = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


FOREIGN = """
ゴルバチョフ gorbachev
エリツィン yeltsin
ブレジネフ brezhnev
フルシチョフ khrushchev
スターリン stalin
チェルネンコ chernenko
メドベージェフ medvedev
ドムニツキー domnitsky
고르바초프 gorbachev
옐친 yeltsin
브레즈네프 brezhnev
스탈린 stalin
그로미코 gromyko
이투루프 iturup
부산 pusan
"""


@pytest.mark.parametrize("line", FOREIGN.split("\n")[1:-1])
def test_a_foreign_name_in_kana_or_hangul_is_read(line: str) -> None:
    written, latin = line.split()
    readings = latin_readings(written)
    assert latin in readings
    assert len(readings) <= MOST_READINGS


@pytest.mark.parametrize("word", ["バス", "の", "さくら", "부", "Gorbachev", "島", ""])
def test_short_words_and_other_scripts_are_not(word: str) -> None:
    assert latin_readings(word) == ()


@given(
    st.text(
        "ァアィイゥウカガキギクグサザシジスズタダチッツテトナニヌハバパヒフヘホマミムメモャヤュユョヨラリルレロワンー가나다라마바사아자차카타파하옐친",
        max_size=30,
    )
)
def test_no_word_has_many_readings(word: str) -> None:
    assert len(latin_readings(word)) <= MOST_READINGS


# What ships with the product

SHIPPED = """
Iturup 択捉島
Etorofu Итуруп
Kunaschir 国後島
歯舞群島 Habomai
Kurilen 千島列島
북방영토 北方領土
Peking Beijing
Wladiwostok Vladivostok
ゴルバチョフ Gorbatschow
普京 Poutine
Tschechow Чехов
Jruschov Krusciov
Belgrad Београд
Breslau Wrocław
Mekka Mecca
"""


@pytest.mark.parametrize("line", SHIPPED.split("\n")[1:-1])
def test_names_of_the_region_ship_with_the_product(line: str) -> None:
    one, other = line.split()
    assert folded_words(other) in load_equivalents([]).of(folded_words(one))


def test_names_of_several_words_ship_too() -> None:
    known = load_equivalents([])
    assert folded_words("Северные территории") in known.of(folded_words("Northern Territories"))
    assert folded_words("Mao Zedong") in known.of(folded_words("Mao Tse-tung"))
    assert folded_words("Northern Territories") not in known.of(
        folded_words("Southern Kurils")
    )  # not one by all accounts


def test_what_ships_is_in_order() -> None:
    for group in shipped_groups():
        names = [folded_words(name) for name in group]
        assert all(names), group
        assert len(set(names)) > 1, group
        assert len(set(group)) == len(group), group


def test_the_folded_names_that_ship_are_those_of_the_lists() -> None:
    folded = fold_shipped_groups()
    assert FOLDED_GROUPS.read_text("utf-8") == folded, "write it anew: FOLDED_GROUPS.write_text(fold_shipped_groups())"


# One name or not


@pytest.mark.parametrize("line", golden_lines("variants.txt"), ids=lambda line: line[0])
def test_all_spellings_of_a_line_are_one_name(line: list[str]) -> None:
    differ = [pair for pair in combinations(line, 2) if not same_name(*map(folded, pair))]
    assert differ == []


@pytest.mark.parametrize("pair", golden_lines("variants-unlike.txt"), ids=" ".join)
def test_these_are_two_names(pair: list[str]) -> None:
    assert not same_name(*map(folded, pair))


@pytest.mark.parametrize("other", ["Khrushchev", "Chruschtschow", "Khrouchtchev", "Хрущёв"])
def test_a_polish_spelling_is_one_with_those_of_newspapers(other: str) -> None:
    assert same_name(folded("Chruszczow"), folded(other))


def test_no_name_of_the_golden_list_is_another_one() -> None:
    lines = golden_lines("variants.txt")
    mixed = [
        (one, other)
        for first, second in combinations(lines, 2)
        for one in first
        for other in second
        if same_name(folded(one), folded(other)) and {first[0], second[0]} != {"Kuril", "Kurils"}
    ]
    assert mixed == []


def test_keys_of_one_russian_name_are_equal() -> None:
    assert len({sound_key(word) for word in ("khrushchev", "khrushchyov", "хрущев", "chruschtschow")}) == 1
    assert len({sound_key(word) for word in ("ekonomicheskaia", "ekonomicheskaya", "экономическая")}) == 1


words = st.text("abcdefghijklmnopqrstuvwxyz", max_size=12) | st.text("абвежийнопрстхцчшщъыьэюя", max_size=12)


@given(words, words)
def test_the_order_of_two_words_does_not_matter(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)
    assert same_name(one, one)


@given(st.text(max_size=30))
def test_any_text_has_a_key(text: str) -> None:
    sound_key(text)
    japanese_keys(text)
    assert same_name(text, text)


def test_few_english_words_of_the_novels_are_taken_for_others(shared_data: Path) -> None:
    vocabulary: set[str] = set()
    for file in sorted(shared_data.glob("novels/**/*.xml"))[:5]:
        text = re.sub("<[^>]*>", " ", file.read_text(encoding="utf-8")[:500_000])
        vocabulary.update(token.word for token in tokenize(text))
    assert len(vocabulary) > 5_000
    by_key: dict[str, list[str]] = {}
    for word in vocabulary:
        for key in {sound_key(word), *japanese_keys(word)}:
            by_key.setdefault(key, []).append(word)
    alike = {pair for group in by_key.values() for pair in combinations(sorted(group), 2) if same_name(*pair)}
    assert len(alike) < len(vocabulary) / 500, sorted(alike)


# Schemes


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("BGN/PCGN", "khrushchëv yel’tsin pryamyye ob”yekt"),
        ("ALA-LC", "khrushchëv elʹtsin priamye obʺekt"),
        ("GOST 7.79 B", "xrushhyov el`cin pryamy`e ob``ekt"),
        ("GOST R 52535.1", "khrushchev eltcin priamye obekt"),
        ("ICAO 9303", "khrushchev eltsin priamye obieekt"),
        ("ISO 9", "hruŝëv elʹcin prâmye obʺekt"),
        ("GOST 16876", "hruščëv elʹcin prjamye obʺekt"),
        ("scholarly", "chruščëv elʹcin prjamye obʺekt"),
    ],
)
def test_each_scheme_writes_as_its_standard_says(scheme: str, expected: str) -> None:
    chosen = next(each for each in SCHEMES if each.name == scheme)
    written = " ".join(romanise(word, chosen) for word in ["хрущёв", "ельцин", "прямые", "объект"])
    assert written.replace("ˮ", "”") == expected


COMMON_SCHEMES = ("BGN/PCGN", "ALA-LC", "ICAO 9303", "English press")


@pytest.mark.parametrize("word", ["хрущев", "ельцин", "горбачев", "прямые", "соседи", "экономическая", "кунашир"])
def test_every_romanisation_is_the_word_again(word: str) -> None:
    made = romanisations(word)
    by_standard = {folded(romanise(word, scheme)) for scheme in SCHEMES if scheme.name in COMMON_SCHEMES}
    assert by_standard <= set(made)
    assert [latin for latin in by_standard if not same_name(word, latin)] == []
    assert len(set(made)) == len(made) <= MOST_SPELLINGS


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("khrushchev", "хрущев"),
        ("chruschtschow", "хрущев"),
        ("hruscev", "хрущев"),
        ("yeltsin", "ельцин"),
        ("dostoevsky", "достоевский"),
        ("kurilskie", "курильские"),
        ("vzaimodopolniaemost", "взаимодополняемость"),
        ("sosedy", "соседи"),
    ],
)
def test_a_romanised_word_is_likely_this_russian_one(latin: str, cyrillic: str) -> None:
    assert cyrillic in cyrillic_spellings(latin)


syllables = st.lists(
    st.sampled_from(
        [
            "a",
            "i",
            "u",
            "e",
            "o",
            "ka",
            "kye",
            "sha",
            "she",
            "chi",
            "tsu",
            "fa",
            "di",
            "wo",
            "n",
            "kwa",
            "quo",
            "ya",
            "yye",
            "mm",
        ]
    ),
    max_size=8,
)


@given(
    st.text("abcdefghijklmnopqrstuvwxyz0' ", max_size=64)
    | syllables.map("".join)
    | st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя", max_size=64)
    | st.text("あぁいぃうぅえぇおぉかきくゎしじちぢつづってはふゃゅょんーゔゐゞ", max_size=12)
)
def test_likely_spellings_are_bounded(word: str) -> None:
    assert len(cyrillic_spellings(word)) <= MOST_SPELLINGS
    assert len(possible_spellings(word, frozenset(Script))) <= 4 * MOST_SPELLINGS


# Japanese sounds


@pytest.mark.parametrize(
    ("written", "in_hepburn", "in_kunrei", "in_cyrillic"),
    [
        ("しゃしん", "shashin", "syasin", "сясин"),
        ("ちず", "chizu", "tizu", "тидзу"),
        ("つづく", "tsuzuku", "tuzuku", "цудзуку"),
        ("ふじ", "fuji", "huzi", "фудзи"),
        ("きょうと", "kyouto", "kyouto", "кеуто"),
        ("さっぽろ", "sapporo", "sapporo", "саппоро"),
        ("まっちゃ", "matcha", "mattya", "маття"),
        ("シコタン", "shikotan", "sikotan", "сикотан"),
        ("ほっかいどう", "hokkaidou", "hokkaidou", "хоккайдоу"),
    ],
)
def test_kana_are_romanised(written: str, in_hepburn: str, in_kunrei: str, in_cyrillic: str) -> None:
    row = morae_of_kana(written)
    assert (hepburn(row), kunrei(row), polivanov(row)) == (in_hepburn, in_kunrei, in_cyrillic)


@given(st.lists(st.sampled_from("あかがさしじすたちつなにはひふまやゆよらりわん"), min_size=1, max_size=8).map("".join))
def test_romaji_lead_back_to_the_kana(written: str) -> None:
    for romaji in (hepburn(morae_of_kana(written)), kunrei(morae_of_kana(written))):
        assert set(japanese_keys(romaji)) == set(japanese_keys(written))


@pytest.mark.parametrize("written", ["しょうわ", "きって", "しんぶん", "がっこう"])
def test_romaji_can_be_written_in_kana(written: str) -> None:
    row = morae_of_romaji(hepburn(morae_of_kana(written)))
    assert row is not None
    assert kana(row) == written
    assert katakana(written) in kana_spellings(hepburn(morae_of_kana(written), short=True))


def test_what_is_no_kana_is_refused() -> None:
    with pytest.raises(ValueError, match="no kana"):
        morae_of_kana("島")


def test_kana_are_read_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(japanese, "can_read_kanji", lambda: False)
    assert [(word.start, word.end, word.romaji) for word in readings("the しょうわ era")] == [(4, 8, "showa")]
    assert readings("政経不可分") == ()
    assert 'pip install "kurilsearch[japanese]"' in (missing_extra_note("政経不可分") or "")
    assert missing_extra_note("しょうわ and Kunashiri") is None


@needs_japanese
@pytest.mark.parametrize(
    ("text", "romaji"),
    [
        ("政経不可分", "seikei fukabun"),
        ("択捉島", "etorofu to"),
        ("国後", "kunashiri"),
        ("日ソ共同宣言", "nisso kyodo sengen"),
        ("北方領土は", "hoppo ryodo wa"),
    ],
)
def test_kanji_are_read_in_words(text: str, romaji: str) -> None:
    found = readings(f"({text})")
    assert " ".join(word.romaji for word in found) == romaji
    assert "".join(f"({text})"[word.start : word.end] for word in found) == text
    assert missing_extra_note(text) is None


# What a library declares


def test_equivalents_stand_for_each_other_in_any_script() -> None:
    known = make_equivalents([["Etorofu", "Iturup", "択捉島"], ["Northern Territories", "北方領土"]])
    assert known.of(("iturup",)) == (("etorofu",), ("択捉", "捉島"))
    assert known.of(["northern", "territories"]) == (("北方", "方領", "領土"),)
    assert known.of(["territories"]) == ()
    assert known.longest == 3
    assert known
    assert not NO_EQUIVALENTS


def test_files_of_several_folders_hold_together(tmp_path: Path) -> None:
    for folder, line in (("one", 'a = [["Karamba", "Sakamoto"]]'), ("two", 'b = [["Ezorian", "Hokkaidan"]]')):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "equivalents.toml").write_text(f"\ufeff{line}", encoding="utf-8")
    known = load_equivalents([tmp_path / "one", tmp_path, tmp_path / "two", tmp_path / "one"])
    assert known.of(["ezorian"]) == (("hokkaidan",),)
    assert known.of(["sakamoto"]) == (("karamba",),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"islands = [[", "not valid TOML"),
        (b'islands = [["Iturup", "\xff"]]', "not UTF-8"),
        (b'islands = "Iturup"', "islands must be a list of lists"),
        (b'islands = ["Iturup", "Etorofu"]', 'islands must hold lists of names, not "Iturup"'),
        (b'islands = [["Iturup", 3]]', "islands must hold lists of names"),
        (b'islands = [["Iturup", "ITURUP", "..."]]', "are not two different names"),
    ],
)
def test_a_wrong_file_is_one_clear_error(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "equivalents.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=message) as caught:
        load_equivalents([tmp_path])
    assert str(tmp_path / "equivalents.toml") in caught.value.message
    assert caught.value.hint


def test_the_sample_file_knows_the_islands() -> None:
    known = load_equivalents([SEEDS])
    assert ("итуруп",) in known.of(["etorofu"])
    assert ("千島",) in known.of(["kuril", "islands"])


# Words of a library


def store_of(words: str) -> StoreReader:
    """A store whose only passage holds these words."""
    store = MemoryStore()
    put(store, document_of(words))
    return store


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("хрущев", "khrushchev khrushchyov hruscev"),
        ("khrushchev", "khrushchyov hruscev хрущев"),
        ("kurile", "kuril"),
        ("kunashir", "kunashiri кунашир"),
        ("syowa", "showa shouwa"),
        ("しょうわ", "showa shouwa"),
        ("взаимодополняемость", "vzaimodopolniaemosn"),
        ("islands", ""),
    ],
)
def test_the_spellings_that_stand_in_the_library_are_found(word: str, expected: str) -> None:
    store = store_of(
        "khrushchev khrushchyov hruscev хрущев kuril kurile kunashir kunashiri кунашир showa shouwa islands island"
        " vzaimodopolniaemosn vzaimnyi"
    )
    found = spellings(word, store)
    assert set(found) - {word} == set(expected.split())


def test_english_words_are_not_read_as_russian_ones() -> None:
    store = store_of("state states come line more same take статье стате море самые")
    for word in ("state", "states", "more", "same", "статье"):
        assert spellings(word, store) == ()


def test_a_join_that_was_lost_or_gained_is_found() -> None:
    store = store_of("soviet japanese sovietjapanese so viet")
    assert joined(["the", "soviet", "japanese", "treaty"], store) == {1: "sovietjapanese"}
    assert parted("sovietjapanese", store) == ("soviet", "japanese")
    assert parted("sovietchinese", store) is None


# Searches

TEXT = """
The first secretary Khrushchev spoke of two islands in Moscow.

Later Khrushchyov wrote again, and the SovietJapanese communique was signed.

Хрущёва встретили в аэропорту, а Ельцин приехал позже.

The Kurile islands include Kunashiri and Etorofu.

Iturup is the largest; Kunashir lies nearer to Hokkaido.

The Northern Territories Day falls in February.

The formula seikei fukabun was often heard in the Shouwa era.

日本政府は北方領土の返還を求めた。択捉島は最大の島である。しょうわの時代。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names")
    (folder / "names.txt").write_text(TEXT, encoding="utf-8")
    (folder / "equivalents.toml").write_text(
        'names = [["Etorofu", "Iturup", "Итуруп", "択捉"], ["Northern Territories", "北方領土"]]', encoding="utf-8"
    )
    init_library(folder)
    with open_library(folder) as made:
        report = made.index()
    assert (report.added, dict(report.skipped)) == (1, {})
    return folder


def search(folder: Path, query: str) -> SearchResult:
    with open_library(folder) as made:
        return made.search(query)


def marked(result: SearchResult) -> set[str]:
    return {hit.quote[start:end] for hit in result.hits for start, end in hit.matches}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        *(
            (name, "Khrushchev Khrushchyov Хрущёва")
            for name in ["Khrushchev", "Khrushchyov", "Хрущёв", "Chruschtschow"]
        ),
        ("Yeltsin", "Ельцин"),
        ("Kuril", "Kurile"),
        ("Kunashir", "Kunashir Kunashiri"),
        ("Кунашир", "Kunashir Kunashiri"),
        ("Итуруп", "Etorofu Iturup 択捉島"),
        ("Soviet-Japanese communique", "SovietJapanese communique"),
        ("Shōwa", "Shouwa しょうわ"),
        ("しょうわ", "Shouwa しょうわ"),
        ("northern territories", "Northern Territories 北方領土"),
        ('"northern territories"', "Northern Territories 北方領土"),
        ("北方領土", "Northern Territories 北方領土"),
        ("northern territories february", "Northern Territories February 北方領土"),
        ('"kuril islands include"', "Kurile islands include"),
    ],
)
def test_a_search_finds_and_marks_all_spellings(library: Path, query: str, expected: str) -> None:
    result = search(library, query)
    assert result.loosened is None
    assert marked(result) == set(expected.split())


def test_a_single_word_in_quotation_marks_is_found_only_as_it_is(library: Path) -> None:
    assert marked(search(library, '"khrushchev"')) == {"Khrushchev"}


def test_the_spelling_as_typed_comes_first(library: Path) -> None:
    for typed in ("Kunashir", "Kunashiri", "Khrushchyov", "Khrushchev"):
        assert typed in search(library, typed).hits[0].quote


@needs_japanese
def test_kanji_find_their_romaji(library: Path) -> None:
    assert marked(search(library, "政経不可分")) == {"seikei", "fukabun"}


@needs_japanese
def test_a_search_without_japanese_does_not_load_the_dictionary(library: Path) -> None:
    code = (
        "import sys; from kurilsearch.library.library import open_library\n"
        f"open_library({str(library)!r}).search('Khrushchev in Moscow')\n"
        "assert 'sudachipy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "typed",
    """1950s, 1950's, 1950er, 1950ern, 1950er-Jahre, 50er, 1950-е, 1950-х, 50-х, 1950-ті, 1950-talet, 1950-tallet,
    1950'erne, 1950-luvulla, 1950'lerde, 1950年代, 1950년대에, années 1950, années 50, los años 1950, década de 1950,
    gli anni 50, decennio del 1950, os anos 1950, jaren 1950, lata 1950""".replace("\n", " ").split(","),
)
def test_a_decade_is_its_years(typed: str) -> None:
    *before, last = typed.split()
    assert decade_years(last, tuple(before)) == tuple(str(year) for year in range(1950, 1960))


@pytest.mark.parametrize(
    "typed", ["1950", "in 1950", "1955s", "60s", "50", "de 1950", "50th", "1950 years", "anno 1950"]
)
def test_no_decade_is_seen_in_a_year_or_an_age(typed: str) -> None:
    *before, last = typed.split()
    assert decade_years(last, tuple(before)) == ()


@pytest.mark.parametrize("query", ["harbour dues in the 1950s", "dues années 1950", "dues 1950-х", "dues 50er"])
def test_a_question_after_a_decade_finds_its_years(tmp_path: Path, query: str) -> None:
    (tmp_path / "dues.txt").write_text(
        "The harbour dues were last raised in 1953.\n\nThe harbour dues of 1967 were never paid.\n", encoding="utf-8"
    )
    init_library(tmp_path)
    with open_library(tmp_path) as made:
        made.index()
        hit = made.search(query).hits[0]
        assert "1953" in {hit.quote[start:end] for start, end in hit.matches}


@pytest.mark.parametrize(
    ("word", "parts"),
    [("byproduct", ("by", "product")), ("weekend", ("week", "end")), ("tonight", ("to", "night"))],
)
def test_what_has_lost_its_hyphen_is_looked_for_with_it(word: str, parts: tuple[str, str]) -> None:
    assert parts in hyphenations(word)
