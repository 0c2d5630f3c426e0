"""How a quotation is read: its pieces, what the writer put in brackets, and the marks that are no words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.match.quotation import Quotation, parse_quotation, read_in_latin
from kurilsearch.match.words import words_of
from tests.requirements import needs_japanese


def pieces(text: str) -> list[str]:
    """Return the folded words of each piece, those in brackets with brackets."""
    return [
        " ".join(f"[{word}]" if i in piece.bracketed else word for i, word in enumerate(piece.folded))
        for piece in parse_quotation(text).pieces
    ]


# Pieces


@pytest.mark.parametrize(
    "ellipsis",
    [
        "…",
        "...",
        ". . .",
        "....",
        ". . . .",
        ". …",
        "⋯",
        "……",
        "[…]",
        "[...]",
        "[. . .]",
        "[ … ]",
        "(…)",
        "(...)",
        "—…—",
    ],
)
def test_every_form_of_ellipsis_parts_the_pieces(ellipsis: str) -> None:
    assert pieces(f"The sea was calm {ellipsis} the boats came home") == ["the sea was calm", "the boats came home"]
    assert pieces(f"calm{ellipsis}the boats") == ["calm", "the boats"]


def test_an_ellipsis_at_an_end_parts_nothing() -> None:
    assert pieces("… the sea was calm …") == ["the sea was calm"]
    assert pieces("[...] the sea was calm. . . .") == ["the sea was calm"]


@pytest.mark.parametrize("text", ["The sea. The ice.", "e.g. the sea..", "4.6 boats", "4...5 boats", "a.m. and p.m."])
def test_other_full_stops_are_no_ellipsis(text: str) -> None:
    assert len(pieces(text)) == 1


@pytest.mark.parametrize("text", ["", " \n", "…", "[…] . . .", "“—”!?", "[sic]", "[12]", "\u200b\ufeff\x00"])
def test_what_holds_no_word_has_no_piece(text: str) -> None:
    assert parse_quotation(text).pieces == ()


# Brackets


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("[the keeper] had lit it", "[the] [keeper] had lit it"),
        ("he [the keeper] lit it [again]", "he [the] [keeper] lit it [again]"),
        ("[T]he sea was calm", "the sea was calm"),
        ("a p[ro]gramme of sorts", "a programme of sorts"),
        ("boat[man] and boat[s’ crew]", "boatman and boat [s] [crew]"),
        ("[[nested]] brackets", "[nested] brackets"),
        ("[unclosed words", "unclosed words"),
        ("closed] words", "closed words"),
    ],
)
def test_words_in_square_brackets_are_the_writers(text: str, read: str) -> None:
    assert pieces(text) == [read]


@pytest.mark.parametrize(
    ("text", "read"),
    [("[t]he sea was calm", "the sea was calm"), ("s[e]a", "sea"), ("[f]our boats", "four boats")],
)
def test_a_small_letter_in_brackets_belongs_to_its_word(text: str, read: str) -> None:
    assert pieces(text) == [read]


@pytest.mark.parametrize("sic", ["[sic]", "[sic!]", "[Sic.]", "[ sic ]", "(sic)", "[SIC]"])
def test_sic_is_no_word(sic: str) -> None:
    assert pieces(f"the watre {sic} was cold") == ["the watre was cold"]


@pytest.mark.parametrize("mark", ["[12]", "[ 3 ]", "<sup>4</sup>", "[a]", "[*]", "[†]"])
def test_the_mark_of_a_note_is_no_word(mark: str) -> None:
    assert pieces(f"the bell was sold.{mark} The rope was not.") == ["the bell was sold the rope was not"]


def test_a_year_in_brackets_is_the_writers_and_no_note() -> None:
    assert pieces("that winter [1907] was long") == ["that winter [1907] was long"]


# Words


@pytest.mark.parametrize("hyphen", ["-", "‐", "¬", "\u00ad"])
@pytest.mark.parametrize("end", ["\n", "\r\n", " \n  ", "\t\r\n"])
def test_a_hyphen_at_a_lines_end_joins_the_word(hyphen: str, end: str) -> None:
    text = f"over the har{hyphen}{end}bour wall"
    quotation = parse_quotation(text)
    assert quotation.pieces[0].folded == ["over", "the", "harbour", "wall"]
    start, stop, _ = quotation.words[2]
    assert text[start:stop] == f"har{hyphen}{end}bour"


@pytest.mark.parametrize("text", ["the years 1907-\n1911", "a sea -\nand ice", "well-known ice"])
def test_other_hyphens_join_nothing(text: str) -> None:
    assert pieces(text) == [" ".join(re.findall(r"[a-z0-9]+", text))]


def test_words_are_folded_and_have_the_terms_of_an_index() -> None:
    (piece,) = parse_quotation("“Ｔhe naïve ﬁre of Щукин”").pieces
    assert piece.folded == ["the", "naive", "fire", "of", "щукин"]
    assert piece.terms == tuple(piece.folded)
    (piece,) = parse_quotation("政経不可分").pieces
    assert piece.folded == list("政経不可分")
    assert piece.terms == ("政経", "経不", "不可", "可分")


def test_the_words_of_all_pieces_are_in_order() -> None:
    quotation = parse_quotation("one two … three [four] … five")
    assert [word for _, _, word in quotation.words] == ["one", "two", "three", "four", "five"]


# In Latin letters


def test_kana_are_read_in_latin_letters() -> None:
    read = read_in_latin(parse_quotation("せいけい ふかぶん"))
    assert read is not None
    assert [piece.folded for piece in read.pieces] == [["seikei", "fukabun"]]
    assert_slices(read)


@needs_japanese
def test_kanji_are_read_in_latin_letters_among_others() -> None:
    text = "the rule of 政経不可分 … and no other"
    read = read_in_latin(parse_quotation(text))
    assert read is not None
    assert ["".join(piece.folded) for piece in read.pieces] == ["theruleofseikeifukabun", "andnoother"]
    assert_slices(read)


def test_what_is_not_japanese_is_not_read() -> None:
    assert read_in_latin(parse_quotation("the sea was calm, море было тихо")) is None


# Offsets


def assert_slices(quotation: Quotation) -> None:
    """The words stand in order in the text, each piece apart, and no word is empty."""
    before = (0, 0)
    for piece in quotation.pieces:
        assert piece.words and all(0 <= index < len(piece.words) for index in piece.bracketed)
        for start, end, word in piece.words:
            assert before[0] <= start < end <= len(quotation.text)
            assert before[1] <= start or before == (start, end)  # ¼ is two words at one place
            assert word and quotation.text[start:end].strip()
            before = (start, end)


marks = st.sampled_from(
    [
        "…",
        "...",
        ". . .",
        "[",
        "]",
        "[…]",
        "[sic]",
        "[1]",
        "-\n",
        "\n",
        " ",
        "“",
        "’s",
        "[T]he",
        "<sup>2</sup>",
        "\u2060",
    ]
)
words = st.text("aeé海かЩ1 -", min_size=1, max_size=8)
texts = st.one_of(st.text(max_size=60), st.lists(st.one_of(marks, words), max_size=12).map("".join))


@given(texts)
def test_every_word_is_sliced_out_of_the_text(text: str) -> None:
    quotation = parse_quotation(text)
    assert quotation.typed == text
    assert len(quotation.text) == len(text)
    assert_slices(quotation)
    read = read_in_latin(quotation)
    if read is not None:
        assert_slices(read)


@given(st.text("abcdefg éЩ,.;!? \n", max_size=80).filter(lambda text: ".." not in re.sub(r"\s", "", text)))
def test_without_ellipses_and_brackets_the_words_are_those_of_the_text(text: str) -> None:
    words = [(start, end, word) for piece in parse_quotation(text).pieces for start, end, word in piece.words]
    assert words == list(words_of(text))


@given(st.lists(st.text("abc ", min_size=1, max_size=9).filter(str.strip), min_size=1, max_size=6))
def test_pieces_are_the_texts_between_the_ellipses(parts: list[str]) -> None:
    assert pieces(" […] ".join(parts)) == [" ".join(part.split()) for part in parts]


@pytest.mark.parametrize("typed", ["船は［北の］港に遅れた", "船は〔北の〕港に遅れた", "船は[北の]港に遅れた"])
def test_the_brackets_of_japanese_hold_the_writers_own_words(typed: str) -> None:
    (piece,) = parse_quotation(typed).pieces
    assert [piece.folded[index] for index in sorted(piece.bracketed)] == ["北", "の"]
