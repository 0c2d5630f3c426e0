"""The matcher over whole libraries: golden quotations a person can read, and what holds of any quotation."""

from __future__ import annotations

import os
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kurilsearch.difference import Difference, DifferenceKind
from kurilsearch.errors import QueryError, UsageError
from kurilsearch.hit import Hit
from kurilsearch.language.tokens import tokenize
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library
from kurilsearch.match.quotation import MOST_CHARACTERS, MOST_WORDS, parse_quotation
from kurilsearch.quotation_result import PieceProblem, QuotationResult
from tests.benchmarks.misquotes.draw import cuts_number
from tests.requirements import needs_japanese

GOLDEN = Path(__file__).parent / "golden" / "quotations.txt"
UPDATE = bool(os.environ.get("KURILSEARCH_UPDATE_GOLDEN"))
_TITLE = re.compile(r"^=== (.+)\n", re.MULTILINE)


# The golden quotations


@dataclass(frozen=True)
class Case:
    """A quotation and what is to be said of it; ``wrong`` says why the matcher does not say so yet."""

    title: str
    text: str
    answer: str
    wrong: str | None


def read_golden() -> tuple[str, dict[str, str], list[Case]]:
    """Return the words before the first title, the sources by name, and the cases."""
    head, *rest = _TITLE.split(GOLDEN.read_text(encoding="utf-8"))
    sources: dict[str, str] = {}
    cases: list[Case] = []
    for title, body in zip(rest[::2], rest[1::2], strict=True):
        if title.startswith("source "):
            sources[title.removeprefix("source ")] = body.strip("\n").replace("␌", "\f") + "\n"
            continue
        lines = body.strip("\n").splitlines()
        text = "\n".join(line[2:] for line in lines if line.startswith("? "))
        wrong = next((line.removeprefix("wrong: ") for line in lines if line.startswith("wrong: ")), None)
        answer = "".join(line + "\n" for line in lines if not line.startswith(("? ", "wrong: ")))
        cases.append(Case(title, text, answer, wrong))
    return head, sources, cases


HEAD, SOURCES, CASES = read_golden()


def told(result: QuotationResult) -> str:
    """Return an answer as the golden file has it."""
    lines = [f"= {_place(hit)}" for hit in result.hits]
    for hit in result.hits[:1]:
        lines += ["+ faithful"] if hit.faithful else []
        lines += [f"  {_difference(each)}" for each in hit.differences or ()]
        lines += [f"  left out: {each.text}" + _negations(each.negations) for each in hit.omissions]
    if not result.hits:
        lines.append(f"- {result.problem or 'not found'}")
    lines += [f"  {piece.quoted} -> {_place(piece.hit) if piece.hit else 'not there'}" for piece in result.pieces]
    lines += [f"@ {claim.text}: {claim.verdict}" for claim in result.claims]
    lines += [f"~ {_place(hit)}" for hit in result.nearest]
    return "".join(line + "\n" for line in lines)


def _place(hit: Hit) -> str:
    lines = f"{hit.line_start}" if hit.line_start == hit.line_end else f"{hit.line_start}-{hit.line_end}"
    return f"{hit.file}:{lines} {hit.quote}"


def _difference(each: Difference) -> str:
    reason = f" ({each.reason})" if each.reason else ""
    return f'{each.kind}: "{each.quoted}" -> "{each.source}"{reason}'.replace("\n", "⏎")


def _negations(words: tuple[str, ...]) -> str:
    return f" [{', '.join(words)}]" if words else ""


def library_of(folder: Path, sources: dict[str, str], engine: str | None = None) -> Library:
    for name, text in sources.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    init_library(folder)
    library = open_library(folder, engine=engine)
    library.index()
    return library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("golden"), SOURCES) as library:
        yield library


def _marked(case: Case) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=case.wrong)] if case.wrong else []
    if "(kanji)" in case.title:
        marks.append(needs_japanese)
    return pytest.param(case, id=case.title, marks=marks)


@pytest.mark.parametrize("case", [_marked(case) for case in CASES])
def test_golden_quotation(case: Case, library: Library) -> None:
    result = library.find_quotation(case.text)
    for hit in (*result.hits, *result.nearest):
        assert_spans_slice(case.text, hit, library)
    if not UPDATE:
        assert told(result) == case.answer


def test_update_golden(library: Library) -> None:
    if not UPDATE:
        pytest.skip("KURILSEARCH_UPDATE_GOLDEN is not set")
    parts = [HEAD.rstrip("\n") + "\n"]
    parts += [f"=== source {name}\n{text}".replace("\f", "␌") for name, text in SOURCES.items()]
    for case in CASES:
        wrong = f"wrong: {case.wrong}\n" if case.wrong else ""
        typed = "".join(f"? {line}\n" for line in case.text.split("\n"))
        answer = case.answer if case.wrong else told(library.find_quotation(case.text))
        parts.append(f"=== {case.title}\n{wrong}{typed}{answer}")
    GOLDEN.write_text("\n".join(parts), encoding="utf-8", newline="\n")


def test_every_kind_has_a_golden_quotation() -> None:
    kinds = {kind for case in CASES for kind in DifferenceKind if f"\n  {kind}: " in f"\n{case.answer}"}
    assert kinds == set(DifferenceKind)


# What the spans promise


def plain(text: str) -> str:
    """Return a text without the hyphens and spaces that a line wrap joins or leaves."""
    return re.sub(r"[\s\u00ad-]+", "", text)


def assert_cut(cut: str, words: str) -> None:
    """The words are those of the cut, from which only wraps, note marks and markup may be left out.

    Two commas that stand for a quotation mark are read as one, the place of the mark being that of the last or first.
    """
    if "," in cut and not set("„”") & set(cut):
        cut, words = cut.replace(",,", ","), words.replace("„", ",").replace("”", ",")
    cut = unescape(re.sub(r"</?[a-z][^<>]*>", "", cut))
    left_out = Counter(plain(cut)) - Counter(plain(words))
    rest = iter(plain(cut))
    assert all(character in rest for character in plain(words)), (cut, words)
    assert set(left_out) <= set("0123456789*†[]()_#>\\{}") or "sup>" in cut, (cut, words)


def assert_spans_slice(typed: str, hit: Hit, library: Library) -> None:
    """All that a hit says it cut from somewhere stands there."""
    source = library.source_text(hit.file)
    assert 0 <= (hit.similarity or 0.0) <= 1
    assert 0 <= hit.char_start < hit.char_end <= len(source)
    assert_cut("".join(source[start:end] for start, end in hit.pieces), hit.quote)
    assert (hit.pieces[0][0], hit.pieces[-1][1]) == (hit.char_start, hit.char_end)
    assert all(0 <= start < end <= len(hit.quote) for start, end in hit.matches)
    for each in hit.differences or ():
        assert typed[slice(*each.quoted_span)] == each.quoted
        if len(hit.pieces) == 1:  # otherwise a page head or a note may stand between the words
            assert_cut(source[slice(*each.source_span)], each.source)
        assert bool(each.source) or each.source_span[0] == each.source_span[1]
    for omission in hit.omissions:
        assert hit.char_start < omission.char_start < omission.char_end < hit.char_end
        assert set(omission.negations) <= {omission.text[start:end] for start, end, _ in tokenize(omission.text)}


# What holds of any quotation


@pytest.fixture(scope="module")
def seeds(shared_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The five real documents, indexed."""
    sources = {file.name: file.read_text(encoding="utf-8-sig") for file in sorted(shared_seeds.glob("*.txt"))}
    with library_of(tmp_path_factory.mktemp("seeds"), sources) as library:
        yield library


def spans_of_words(library: Library, number: int, least: int = 8, most: int = 40) -> Iterator[tuple[str, str]]:
    """Yield, always the same, spans of words of the library's passages, each with its file."""
    chance = random.Random(4)
    passages = [
        (document.file, stored.passage.text)
        for document in library.documents()
        for stored in library.passages(document.file)
    ]
    for _ in range(number):
        file, text = chance.choice(passages)
        words = tokenize(text)
        count = chance.randint(least, most)
        if len(words) >= count:
            first = chance.randrange(len(words) - count + 1)
            start, end = words[first].start, words[first + count - 1].end
            is_possessive = text[end : end + 2].startswith(("'s", "’s"))  # Putin is not Putin's
            if not is_possessive and not cuts_number(text, start) and not cuts_number(text, end):
                yield file, text[start:end]


def bare(text: str) -> list[str]:
    return [word for _, _, word in tokenize(text)]


def test_every_span_of_words_is_found_as_it_stands(seeds: Library) -> None:
    spans = list(spans_of_words(seeds, 150))
    assert len(spans) > 80
    for file, text in spans:
        result = seeds.find_quotation(text)
        hit = next((hit for hit in result.hits if hit.file == file and bare(hit.quote) == bare(text)), None)
        assert hit is not None, (file, text)
        assert (hit.similarity, hit.faithful) == (1.0, True), text
        assert {each.kind for each in hit.differences or ()} <= {DifferenceKind.TYPOGRAPHIC}, text
        assert result.hits[0].similarity == 1.0
        for each in result.hits:
            assert_spans_slice(text, each, seeds)
        assert plain(text) in plain(hit.quote) or plain(hit.quote) in plain(text)


def test_short_spans_are_found_too(seeds: Library) -> None:
    for _, text in spans_of_words(seeds, 60, 1, 7):
        result = seeds.find_quotation(text, limit=50)
        assert result.hits and result.hits[0].similarity == 1.0, text
        assert all(bare(hit.quote) == bare(text) for hit in result.hits if hit.similarity == 1.0), text


_CURLY = str.maketrans("\"'-", "”’–")
_PLAIN = str.maketrans("“”‘’–—", "\"\"''--")
DAMAGE: dict[str, Callable[[str], str]] = {
    "curly marks and dashes": lambda text: text.translate(_CURLY),
    "straight marks and hyphens": lambda text: text.translate(_PLAIN),
    "ligatures": lambda text: text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "accents lost": lambda text: "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)),
    "accents apart": lambda text: unicodedata.normalize("NFD", text),
    "accents added": lambda text: unicodedata.normalize("NFC", re.sub(r"[aeou](?=[a-z])", "\\g<0>\u0301", text)),
    "double and hard spaces": lambda text: text.replace(" ", " \u00a0"),
    "new line wraps": lambda text: text.replace(" ", "\r\n"),
    "soft hyphens": lambda text: re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", "\u00ad", text),
    "hyphens at line ends": lambda text: re.sub(r"(?<=[a-z]{4})(?=[a-z]{4})", "-\n", text),
    "first letter": lambda text: text[0].swapcase() + text[1:],
    "within quotation marks": lambda text: f"“{text}.”",
    "first letter in brackets": lambda text: f"[{text[0].swapcase()}]{text[1:]}",
    "[sic]": lambda text: text.replace(" ", " [sic] ", 1),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_typography_never_makes_a_quotation_unfaithful(seeds: Library, damage: str) -> None:
    for file, text in spans_of_words(seeds, 40, 8, 25):
        if text[0].isdigit() or not text.isprintable():
            continue
        typed = DAMAGE[damage](text)
        result = seeds.find_quotation(typed)
        hit = next((hit for hit in result.hits if hit.file == file and bare(hit.quote) == bare(text)), None)
        assert hit is not None, (text, typed)
        assert_spans_slice(typed, hit, seeds)
        assert hit.faithful, (typed, hit.differences)


MARKS = ["…", "[", "]", "[sic]", ". . .", "“", "7", "-\n", "да", "花"]
WORDS = sorted({word for _, _, word in tokenize(SOURCES["ice.txt"])})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(WORDS) | st.sampled_from(MARKS),
        min_size=1,
        max_size=25,
    )
)
@example(["[sic]", "1"])
def test_any_row_of_words_is_answered(library: Library, words: list[str]) -> None:
    typed = " ".join(words)
    try:
        result = library.find_quotation(typed)
    except QueryError as error:
        assert not any(map(str.isalnum, re.sub(r"\[\s*sic\s*\]|\[\s*7\s*\]", "", typed))), error
        return
    for hit in (*result.hits, *result.nearest):
        assert_spans_slice(typed, hit, library)
    assert [hit.rank for hit in result.hits] == list(range(1, len(result.hits) + 1))


def test_the_gravest_difference_comes_first(library: Library) -> None:
    typed = "Four hundred and twelve sealz was counted upon the outer skerry in May 1908, of which none were pups"
    (hit, *_) = library.find_quotation(typed).hits
    ranks = [list(DifferenceKind).index(each.kind) for each in hit.differences or ()]
    assert ranks == sorted(ranks) and len(ranks) >= 5
    assert not hit.faithful


def test_the_matches_of_a_hit_are_its_pieces(library: Library) -> None:
    (hit,) = library.find_quotation("They followed the rope … so that the children would know").hits
    pieces = ["They followed the rope", "so that the children would know"]
    assert [hit.quote[slice(*span)] for span in hit.matches] == pieces


def test_a_footnote_or_a_page_break_parts_the_pieces_and_not_the_words(library: Library) -> None:
    (hit,) = library.find_quotation("brought flour, lamp oil and newspapers that were two years old").hits
    text = library.source_text(hit.file)
    assert [text[start:end] for start, end in hit.pieces] == [
        "brought flour, lamp oil and",
        "newspapers that were two years old",
    ]
    (hit,) = library.find_quotation("one was missing. It was the one with the nails").hits
    assert [library.source_text(hit.file)[start:end] for start, end in hit.pieces] == [
        "one was missing. It was the",
        "one with the nails",
    ]
    assert hit.page == "71-72"


def test_a_quotation_over_two_paragraphs_has_both(library: Library) -> None:
    (hit,) = library.find_quotation("between his own step and the cow. They followed the rope to the well").hits
    assert hit.quote == "between his own step and the cow. They followed the rope to the well"
    assert "Every house kept a rope" in hit.passage and "counted their steps" in hit.passage
    assert hit.passage[slice(*hit.quote_in_passage)] == hit.quote


def test_pieces_are_found_in_order_only(library: Library) -> None:
    result = library.find_quotation("counted their steps aloud … followed the rope to the well")
    assert not any(len(hit.quote) > 300 for hit in result.hits), result.hits[0].quote
    assert not any(hit.similarity == 1.0 for hit in result.hits)


# Many places, many quotations, two engines


VERSES = "\n\n".join(
    f"The tide came in at {name}, and the boys ran home. Verse {number}."
    for number, name in enumerate(("Holm", "Skerry", "Vik", "Ness", "Ey"), 1)
)


@pytest.fixture(scope="module")
def verses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("verses"), {"verses.txt": VERSES + "\n"}) as library:
        yield library


def test_words_that_stand_in_many_places_have_them_all_up_to_the_limit(verses: Library) -> None:
    places = [hit.char_start for hit in verses.find_quotation("and the boys ran home", limit=10).hits]
    assert places == [match.start() for match in re.finditer("and the boys ran home", VERSES)]
    result = verses.find_quotation("and the boys ran home", limit=3)
    assert [hit.rank for hit in result.hits] == [1, 2, 3]
    with pytest.raises(UsageError):
        verses.find_quotation("the tide", limit=0)


def test_places_that_are_alike_are_all_given_where_none_is_the_words_themselves(verses: Library) -> None:
    result = verses.find_quotation("The tide came in at Bergen, and the boys ran home.", limit=10)
    assert len(result.hits) == 5
    assert all([each.kind for each in hit.differences or ()] == [DifferenceKind.NAME] for hit in result.hits)


def test_runners_up_are_given_beside_the_words_themselves(verses: Library) -> None:
    result = verses.find_quotation("The tide came in at Vik, and the boys ran home.")
    assert result.hits[0].similarity == 1.0
    assert len(result.hits) + len(result.nearest) > 1


def test_many_answers_come_in_the_order_of_the_questions(library: Library) -> None:
    typed = [case.text for case in CASES[:12]] + ["…", "", "a" * (MOST_CHARACTERS + 1)]
    answers = list(library.find_quotations(typed))
    assert [answer.query for answer in answers] == typed
    assert [answer.hits for answer in answers[:12]] == [library.find_quotation(text).hits for text in typed[:12]]
    assert all(not answer.hits and answer.notes for answer in answers[12:])


def test_both_engines_find_the_same(tmp_path: Path) -> None:
    answers: dict[str, list[str]] = {}
    for engine in ("tantivy", "whoosh"):
        folder = tmp_path / engine
        folder.mkdir()
        with library_of(folder, SOURCES, engine) as library:
            results = library.find_quotations(case.text for case in CASES)
            answers[engine] = [f"{result.query}\n{told(result)}" for result in results]
    assert answers["tantivy"] == answers["whoosh"]


@pytest.mark.parametrize("typed", ["", " ", "…", ". . .", "“”—!?", "[…]", "[sic]", "\u200b\ufeff", "\x00\x01"])
def test_a_quotation_without_a_word_is_refused(library: Library, typed: str) -> None:
    with pytest.raises(QueryError) as error:
        library.find_quotation(typed)
    assert error.value.hint


def test_a_quotation_that_is_a_book_is_refused(library: Library) -> None:
    with pytest.raises(QueryError, match="2,000"):
        library.find_quotation("sea " * (MOST_WORDS + 1))
    with pytest.raises(QueryError, match="40,000"):
        library.find_quotation("a" * (MOST_CHARACTERS + 1))


@pytest.mark.parametrize("typed", ["a", "a" * MOST_CHARACTERS, "sea " * MOST_WORDS, "the … " * 500, "[" * 5000 + "sea"])
def test_odd_quotations_are_answered(library: Library, typed: str) -> None:
    assert library.find_quotation(typed).query == typed


@pytest.mark.parametrize(
    "typed", ["الميناء مغلق", "הנמל היה סגור", "sea \u202eedit eht", "\ud800 sea", "e" + "\u0301" * 200]
)
def test_other_scripts_and_odd_characters_are_answered(library: Library, typed: str) -> None:
    result = library.find_quotation(typed)
    for hit in (*result.hits, *result.nearest):
        assert_spans_slice(typed, hit, library)


def test_right_to_left_text_is_found(tmp_path: Path) -> None:
    text = "الميناء كان مغلقا ثلاثة شتاءات، ولم يأت أحد.\n\nהנמל היה סגור שלושה חורפים ואיש לא בא.\n"
    with library_of(tmp_path, {"harbour.txt": text}) as library:
        for typed in ("كان مغلقا ثلاثة شتاءات", "היה סגור שלושה חורפים"):
            (hit,) = library.find_quotation(typed).hits
            assert hit.quote == typed and library.source_text(hit.file)[hit.char_start : hit.char_end] == typed


@pytest.mark.parametrize(
    "typed",
    [
        "The lamp was broken in March, and the boats were lost",
        "Every house kept a cow in the cellar, and a barrel of herring",
        "the bell was cast in the year of the flood",
        "The pilot had been a doctor once, and a tide of sleeves",
        pytest.param(
            "Captain Brandt reported the matter to nobody",
            marks=pytest.mark.xfail(strict=True, reason="in a small library half a sentence of other words is found"),
        ),
    ],
)
def test_a_sentence_that_only_begins_like_one_is_not_found(library: Library, typed: str) -> None:
    result = library.find_quotation(typed)
    assert not result.hits, result.hits[0].quote
    assert result.nearest


_ARRIVALS = ("rattle", "rumble", "ripple", "rustle", "regatta", "riot", "rainbow")


@pytest.mark.parametrize(
    ("quotation", "is_found"),
    [
        pytest.param("There was a reply", False, id="a turn that others have too"),
        pytest.param("the otter gnawed my galoshes", True, id="nearly the same in one place alone"),
        pytest.param("There was a rainbow", True, id="the same words"),
    ],
)
def test_a_short_quotation_is_found_where_it_is_liker_than_anywhere_else(
    quotation: str, is_found: bool, tmp_path: Path
) -> None:
    hours = ("dawn", "noon", "dusk", "night", "seven", "eight", "nine")
    text = "\n\n".join(
        f"There was a {word} by the quay at {hour}, and nobody asked why."
        for word, hour in zip(_ARRIVALS, hours, strict=True)
    )
    with library_of(tmp_path, {"quay.txt": text + "\n\nOnce the otter chewed my galoshes to shreds.\n"}) as library:
        assert bool(library.find_quotation(quotation).hits) == is_found


def test_halves_far_apart_are_told_though_little_words_of_one_stand_beside_the_other(tmp_path: Path) -> None:
    crossings = "\n\n".join(f"On day {day} the ferry carried hay to the far bank." for day in range(12))
    text = (
        "In the market she warned me often that patience is a poor harbour for debts.\n\n"
        f"{crossings}\n\n"
        "And here is what her title was, that had the widow to claim the orchards, "
        "she who had been poorer than the gulls."
    )
    joined = (
        "warned me often that patience is a had the widow to claim the orchards, she who had been poorer than the gulls"
    )
    with library_of(tmp_path, {"market.txt": text + "\n"}) as library:
        result = library.find_quotation(joined)
    assert not result.hits
    assert result.problem is PieceProblem.SCATTERED
    assert [piece.hit is not None for piece in result.pieces] == [True, True]


def test_a_letter_in_brackets_belongs_to_its_word_in_any_language() -> None:
    for letter in "abcdefghijklmnopqrstuvwxyz":
        first, _ = parse_quotation(f"[{letter}]ould rather").pieces[0].words
        assert first.word == f"{letter}ould"
