"""The benchmark of misquotations: the damage is what it says, the truth holds, and the figures add up."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from kurilsearch.difference import Difference, DifferenceKind
from kurilsearch.hit import Hit
from kurilsearch.quotation_result import QuotationResult
from tests.benchmarks.misquotes import damage, meaning, ocr, print_damage
from tests.benchmarks.misquotes.answers import Answer, FindQuotation, as_finder, judge
from tests.benchmarks.misquotes.classes import CLASSES, Case, Truth, make_cases
from tests.benchmarks.misquotes.draw import DrawnSpan, SourceWord, draw_any
from tests.benchmarks.misquotes.folded import FoldedCorpus, fold_corpus
from tests.benchmarks.misquotes.material import Material, fold, read_material
from tests.benchmarks.misquotes.measure import add_up, ask, compare, subset
from tests.benchmarks.misquotes.nowhere import STANDS, make_nowhere
from tests.benchmarks.misquotes.prepare import Prepared, prepare
from tests.benchmarks.misquotes.report import missed, report, table
from tests.benchmarks.tei import tei_to_text

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
CASES = 6

TEI = """<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>Not text</title></teiHeader>
<text><body><pb n="1"/><head>Chapter I</head><p>The ships<note>a note
of the editor</note> lay <hi>still</hi>, <pb n="2"/>and nobody came.</p><pb n="3"/>
<p>He said <quote><l>one line</l><l>another</l></quote></p></body></text></TEI>
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The repository's own seeds, two documents held out."""
    return prepare([SEEDS], tmp_path_factory.mktemp("misquotes") / "made", seed=3, held_out=2)


@pytest.fixture(scope="module")
def material(prepared: Prepared) -> Material:
    return read_material(prepared.library)


@pytest.fixture(scope="module")
def corpus(material: Material) -> FoldedCorpus:
    return fold_corpus(material)


@pytest.fixture(scope="module")
def cases(material: Material) -> list[Case]:
    return list(make_cases(material, CLASSES, CASES, seed=5))


def span_of(text: str, language: str = "en") -> DrawnSpan:
    """Return a span over ``text`` that stands at the beginning of its source."""
    words, at = [], 0
    for word in text.split(" "):
        words.append(SourceWord(word, at, at + len(word)))
        at += len(word) + 1
    return DrawnSpan("a.txt", language, tuple(words))


def case_named(name: str, quotation: str, words: str, span: tuple[int, int]) -> Case:
    return Case(name, quotation, Truth("a.txt", span, span, words, 80.0))


# What is measured on


def test_tei_becomes_pages_and_paragraphs(tmp_path: Path) -> None:
    file = tmp_path / "doe.xml"
    file.write_text(TEI, encoding="utf-8")
    plain = "\fChapter I\n\nThe ships lay still,\n\fand nobody came.\n\n\fHe said\n\none line\nanother\n"
    assert {tei_to_text(file, seed) for seed in range(8)} == {plain}  # nothing here is long enough to wrap


def test_a_novel_may_be_wrapped_and_its_words_cut(tmp_path: Path) -> None:
    file = tmp_path / "long.xml"
    file.write_text(f"<text><p>{'the commandment of understanding ' * 60}</p></text>", encoding="utf-8")
    texts = {tei_to_text(file, seed) for seed in range(8)}
    plain = ("the commandment of understanding " * 60).strip() + "\n"
    assert plain in texts
    for wrapped in texts - {plain}:
        assert max(map(len, wrapped.splitlines())) <= 72
        assert "-\n" in wrapped
        assert wrapped.replace("-\n", "").replace("\n", " ").split() == plain.split()
    assert len(texts) > 1


def test_the_same_recipe_is_used_again_and_another_refused(tmp_path: Path) -> None:
    sources, made = tmp_path / "corpus", tmp_path / "made"
    sources.mkdir()
    for name in ("one", "two", "three"):
        (sources / f"{name}.txt").write_text(f"The {name} ships lay still in the harbour.\n", encoding="utf-8")
    first = prepare([sources], made, seed=1)
    again = prepare([sources], made, seed=1)
    assert first.library.documents() == again.library.documents()
    assert again.held_out is not None
    held, kept = again.held_out.documents(), again.library.documents()
    assert sorted(document.file for document in (*held, *kept)) == [f"sources/{x}.txt" for x in ("one", "three", "two")]
    assert len(held) == 1
    with pytest.raises(SystemExit, match="was made otherwise"):
        prepare([sources], made, seed=2)
    with pytest.raises(SystemExit, match="holds something else"):
        prepare([sources], sources, seed=1)
    first.close()
    again.close()


# The generator


def test_the_same_seed_makes_the_same_cases(material: Material, cases: list[Case]) -> None:
    assert cases == list(make_cases(material, CLASSES, CASES, seed=5))
    assert cases != list(make_cases(material, CLASSES, CASES, seed=6))
    alone = tuple(one for one in CLASSES if one.name == "negation")
    assert list(make_cases(material, alone, CASES, seed=5)) == [case for case in cases if case.name == "negation"]


def test_every_class_has_its_cases(cases: list[Case], material: Material) -> None:
    made = Counter(case.name for case in cases)
    paged = any(document.pages for document in material.documents)
    expected = {one.name for one in CLASSES} - (set() if paged else {"over a page"})
    assert expected <= set(made)
    assert max(made.values()) == CASES


def test_the_truth_slices_out_the_words(material: Material, cases: list[Case]) -> None:
    for case in cases:
        assert case.truth
        source = material.library.source_text(case.truth.file)
        start, end = case.truth.span
        assert source[start].isalnum() or source[start] == "_"
        assert source[end - 1].isalnum() or source[end - 1] == "_"
        if case.name == "exact":
            words = case.truth.words.split()
            assert words == fold(case.quotation).split()
            assert fold(source[start : start + 200]).startswith(words[0])
            assert fold(source[end - len(case.quotation.split()[-1]) : end]).endswith(words[-1])
        assert start <= case.truth.core[0] < case.truth.core[1] <= end


def test_lengths_are_those_of_the_class(cases: list[Case]) -> None:
    bounds = {one.name: (one.shortest, one.longest) for one in CLASSES}
    for case in cases:
        shortest, longest = bounds[case.name]
        if case.name in {"exact", "over a wrap", "moved", "replaced"}:
            assert shortest <= len(case.quotation.split()) <= longest
    assert all(len(case.quotation.split()) >= 4 for case in cases if case.name == "short, one word")


def test_a_wrap_is_in_the_span_of_its_class(material: Material, cases: list[Case]) -> None:
    over = [case.truth for case in cases if case.name == "over a wrap"]
    assert over
    for truth in over:
        assert truth
        assert "\n" in material.library.source_text(truth.file)[slice(*truth.span)]


@settings(deadline=None)
@given(st.integers(0, 1 << 32), st.sampled_from([0.0, 0.1, 0.2, 0.3]))
def test_words_are_damaged_at_the_rate(material: Material, seed: int, rate: float) -> None:
    chance = random.Random(seed)
    span = span_of("the ships of the northern fleet lay quite still before harbour gates until morning came")
    damaged = damage.damage_words(chance, span, material, rate)
    before, after = Counter(span.text.split()), Counter(damaged.text.split())
    changes = max(1, round(rate * len(span.words)))
    assert max((before - after).total(), (after - before).total()) <= changes
    assert damaged.text != span.text or rate < 0.3  # a word may move past its like
    words = span.text.split()
    assert {words[damaged.first], words[damaged.last]} <= set(after)


SPAN = "the three old ships could never reach Hakodate before the winter storms had ended there"


@pytest.mark.parametrize(
    ("change", "lost", "gained"),
    [
        (damage.replace_one, 1, 1),
        (damage.drop_one, 1, 0),
        (damage.add_one, 0, 1),
        (damage.move_one, 0, 0),
        (meaning.change_number, 1, 1),
    ],
)
def test_one_kind_of_damage_is_one_word(material: Material, change: damage.Change, lost: int, gained: int) -> None:
    for seed in range(20):
        damaged = change(random.Random(seed), span_of(SPAN), material)
        assert damaged
        before, after = Counter(SPAN.split()), Counter(damaged.text.split())
        assert ((before - after).total(), (after - before).total()) == (lost, gained)
        assert damaged.text != SPAN
        assert (damaged.first, damaged.last) == (0, 14)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "he was there", {"he was not there"}),
        ("en", "he did not come", {"he did come"}),
        ("en", "he never came", {"he always came"}),
        ("en", "he hadn’t come", {"he had come"}),
        ("en", "he won't come", {"he will come"}),
        ("en", "with no money left", {"with some money left"}),
        ("en", "quite happy there", {"quite unhappy there"}),
        ("en", "quite unhappy there", {"quite happy there"}),
        ("de", "er kam nicht mehr", {"er kam mehr"}),
        ("ru", "он не пришёл", {"он пришёл"}),
        ("en", "the old ships", set()),
    ],
)
def test_a_negation_comes_or_goes(material: Material, language: str, text: str, wanted: set[str]) -> None:
    knowing_both = replace(material, vocabulary=frozenset(("happy", "unhappy")))
    made = set()
    for seed in range(30):
        damaged = meaning.change_negation(random.Random(seed), span_of(text, language), knowing_both)
        made |= {damaged.text} if damaged else set()
    assert made == wanted


def test_a_number_becomes_another_of_its_kind(material: Material) -> None:
    for seed in range(40):
        chance = random.Random(seed)
        words = meaning.change_number(chance, span_of("with three men"), material)
        assert words
        assert words.text.split()[1] in set(meaning.NUMBER_WORDS["en"]) - {"three"}
        digits = meaning.change_number(chance, span_of("in 1956, when"), material)
        assert digits
        year = digits.text.split()[1]
        assert len(year) == 5
        assert year.endswith(",")
        assert sum(one != two for one, two in zip(year, "1956,", strict=True)) == 1


def test_a_name_becomes_another_name(material: Material) -> None:
    two_names = replace(material, names=("Hakodate", "Portsmouth"))
    damaged = meaning.change_name(random.Random(1), span_of("before Hakodate’s gates"), two_names)
    assert damaged
    assert damaged.text == "before Portsmouth’s gates"


def test_an_ellipsis_keeps_three_words_on_either_side(material: Material) -> None:
    for seed in range(60):
        damaged = damage.leave_out(random.Random(seed), span_of(SPAN), material)
        assert damaged
        (mark,) = [mark for mark in sorted(damage.ELLIPSES, key=len, reverse=True) if f" {mark} " in damaged.text][:1]
        before, after = damaged.text.split(f" {mark} ")
        assert SPAN.startswith(before + " ")
        assert SPAN.endswith(" " + after)
        assert min(len(before.split()), len(after.split())) >= 3
        assert len(before.split()) + len(after.split()) <= 13


@given(st.randoms(use_true_random=False), st.sampled_from([0.02, 0.05, 0.1]))
def test_a_scan_misreads_at_the_rate(chance: random.Random, rate: float) -> None:
    damaged = print_damage.misread(chance, SPAN, rate)
    wanted = max(1, round(rate * len(SPAN)))
    assert 1 <= Levenshtein.distance(SPAN, damaged) <= 3 * wanted + 2


@pytest.mark.parametrize(
    ("setting", "before", "after"),
    [
        (print_damage.straighten, "“It’s”", '"It\'s"'),
        (print_damage.curl, "\"It's 'so'\"", "“It’s ‘so’”"),
        (print_damage.set_ligatures, "first flow of the office", "ﬁrst ﬂow of the oﬃce"),
        (print_damage.drop_accents, "Shōwa café, русский й", "Showa cafe, русский й"),
        (print_damage.turn_case, "The ships", "the ships"),
        (print_damage.set_long_s, "such ships", "ſuch ſhips"),
        (print_damage.drop_yo, "Хрущёв", "Хрущев"),
    ],
)
def test_typography_is_set_otherwise(setting: print_damage.Setting, before: str, after: str) -> None:
    assert setting(random.Random(0), before) == after


@given(st.randoms(use_true_random=False))
def test_typography_keeps_the_words(chance: random.Random) -> None:
    changed = print_damage.set_otherwise(chance, SPAN)
    assert changed
    assert changed != SPAN
    assert fold(changed.replace("-\n", "").replace("ſ", "s")) == fold(SPAN)


def test_what_is_nowhere_stands_nowhere(prepared: Prepared, material: Material, corpus: FoldedCorpus) -> None:
    assert prepared.held_out
    held_out = read_material(prepared.held_out)
    negatives = list(make_nowhere(material, held_out, corpus, 4, seed=1))
    assert {case.name for case in negatives} == {"nowhere, short", "nowhere", "nowhere, damaged", "word salad"}
    assert all(case.truth is None for case in negatives)
    scanned = [corpus.scan(case.quotation) for case in negatives if "damaged" not in case.name]
    assert all(answer is None or answer.score < STANDS for answer in scanned)
    whole = " ".join(entry.text for entry in held_out.entries)
    assert all(case.quotation in whole for case in negatives if case.name in {"nowhere", "nowhere, short"})
    assert negatives == list(make_nowhere(material, held_out, corpus, 4, seed=1))


# The judge


@pytest.mark.parametrize(
    ("answer", "found", "strict", "fair", "errors"),
    [
        (None, False, False, False, None),
        (Answer("a.txt", (100, 200), "old ships"), True, True, True, (0, 0)),
        (Answer("a.txt", (90, 202), "old ships"), True, True, True, (10, 2)),
        (Answer("a.txt", (160, 300), "other words"), True, False, False, None),
        (Answer("b.txt", (100, 200), "other words"), True, False, False, None),
        (Answer("b.txt", (0, 9), "the old ships"), True, True, True, None),
        (Answer("b.txt", (0, 9), "the new ships"), True, False, True, None),
    ],
)
def test_an_answer_is_judged(
    answer: Answer | None, found: bool, strict: bool, fair: bool, errors: tuple[int, int] | None
) -> None:
    case = case_named("replaced", "the new ships", "the old ships", (100, 200))
    verdict = judge(case, answer)
    assert (verdict.found, verdict.strict, verdict.fair, verdict.errors) == (found, strict, fair, errors)


def test_an_end_is_right_between_the_span_and_what_is_left_of_it() -> None:
    case = Case("words 30%", "ships lay still", Truth("a.txt", (0, 40), (8, 40), "the old ships lay still", 90.0))
    starts = {start: judge(case, Answer("a.txt", (start, 40), "")).errors for start in (0, 4, 8, 11)}
    assert starts == {0: (0, 0), 4: (0, 0), 8: (0, 0), 11: (3, 0)}


# The measures


def answering(kinds: dict[str, DifferenceKind | None]) -> FindQuotation:
    """Return a fake find_quotation: it knows these quotations, and stands them at 0-10 of a.txt."""

    def find_quotation(text: str) -> QuotationResult:
        if text not in kinds:
            return QuotationResult(text, ())
        kind = kinds[text]
        differences = (Difference(kind, "x", "y", (0, 1), (0, 1)),) if kind else ()
        hit = Hit(
            *(1, 1.0, 1, "a.txt", None, None, None, None, "body", (), None, None, None, None, None),
            *(0, 10, ((0, 10),), "true words", "true words", ()),
            similarity=0.9,
            differences=differences,
            faithful=kind in (None, DifferenceKind.TYPOGRAPHIC),
        )
        return QuotationResult(text, (hit,))

    return find_quotation


def test_the_figures_add_up() -> None:
    kinds = DifferenceKind
    known = {
        "one": kinds.NEGATION, "two": kinds.REPLACED, "three": kinds.TYPOGRAPHIC, "four": None, "five": kinds.NEGATION,
    }  # fmt: skip
    names = {"one": "negation", "two": "negation", "three": "ocr 2%", "four": "exact", "five": "replaced"}
    cases = [case_named(name, text, "true words", (0, 10)) for text, name in names.items()]
    cases += [
        case_named("negation", "six", "true words", (0, 10)),
        Case("nowhere", "one", None),
        Case("nowhere", "?", None),
    ]
    figures = add_up(ask(as_finder(answering(known)), cases))
    negation = figures["classes"]["negation"]
    assert (negation["cases"], negation["strict"], negation["missed"]) == (3, 2 / 3, 1 / 3)
    assert (negation["kind_reported"], negation["meaning_caught"]) == (1 / 3, 1 / 3)
    assert figures["classes"]["ocr 2%"]["faithful"] == 1
    assert figures["classes"]["exact"]["no_difference"] == 1
    assert figures["classes"]["nowhere"]["false_finds"] == 0.5
    assert figures["kinds"]["negation"] == {"recall": 1 / 3, "precision": 1 / 2, "reported": 2}
    assert figures["kinds"]["replaced"] == {"recall": 0, "precision": 0, "reported": 1}
    assert figures["all"]["fair"] == 5 / 6


def test_an_error_is_counted_and_the_rest_still_asked() -> None:
    def fail_at_times(quotation: str) -> Answer | None:
        if quotation == "one":
            raise ValueError("no such word")
        return None

    outcomes = ask(fail_at_times, [case_named("exact", "one", "", (0, 9)), case_named("exact", "two", "", (0, 9))])
    assert [outcome.error for outcome in outcomes] == ["ValueError: no such word", None]
    assert add_up(outcomes)["all"]["errors"] == 1


def test_the_report_names_what_was_missed() -> None:
    cases = [case_named("negation", text, "true words", (0, 10)) for text in ("one", "two")]
    ours = ask(as_finder(answering({"one": DifferenceKind.NEGATION})), [*cases, Case("nowhere", "no", None)])
    theirs = ask(lambda _: Answer("a.txt", (0, 10), "true words", 70.0), subset(cases, 2, seed=1))
    measured = {
        "machine": "a machine",
        "seed": 1,
        "corpus": {"documents": 1, "passages": 2, "words": 3},
        "kurilsearch": add_up(ours),
        "rivals": [{**compare("exhaustive scan", theirs, ours), "times_slower": 80.0}],
        "absent": ["quid"],
    }
    lines = list(report(measured))
    assert any(line.startswith("negation") and "50.0" in line for line in lines)
    assert any(line.startswith("exhaustive scan") and line.endswith("80x") for line in lines)
    assert lines[-1] == "not installed: quid"
    rows = {row[0]: row for row in table("islands", measured).rows}
    assert rows["negation"][2] == "50.0"
    assert rows["all that stand somewhere"][1] == str(add_up(ours)["all"]["cases"])
    assert missed(measured) == [
        "recall of negation 50.0% below 99%",
        "negation caught in 50.0%, below 99%",
        "recall below that of the exhaustive scan by more than half a point",
    ]
    assert json.loads(json.dumps(measured)) == measured


# End to end, with the exhaustive scan as the finder


def test_the_scan_finds_what_was_damaged(material: Material, corpus: FoldedCorpus, cases: list[Case]) -> None:
    outcomes = ask(corpus.scan, cases)
    figures = add_up(outcomes)["classes"]
    for name in ("exact", "typography", "over a wrap", "negation", "number", "replaced"):
        assert figures[name]["fair"] >= 5 / 6, name
    assert figures["exact"]["fair"] == 1
    exact = [outcome for outcome in outcomes if outcome.case.name == "exact" and outcome.verdict.errors]
    assert exact
    for outcome in exact:
        assert outcome.answer and outcome.case.truth and outcome.verdict.errors
        assert outcome.answer.words == outcome.case.truth.words
        assert max(outcome.verdict.errors) <= 3


def test_a_folded_word_leads_back_to_the_source(corpus: FoldedCorpus) -> None:
    for number, document in enumerate(corpus.documents):
        words = document.text.split(" ")
        for first in range(0, len(words) - 5, max(1, len(words) // 7)):
            answer = corpus.answer(number, first, first + 5, 0.0)
            assert answer.words == " ".join(words[first : first + 5])
            assert answer.span[0] < answer.span[1]


def test_spans_are_drawn_from_all_documents(material: Material) -> None:
    chance = random.Random(4)
    drawn: dict[str, int] = defaultdict(int)
    for _ in range(600):
        if span := draw_any(chance, material, 5):
            drawn[span.file] += 1
    spaced = {material.documents[material.entries[number].document].file for number in material.usable}
    assert set(drawn) == spaced


# Real scans

SCANS = """Sample ID,Date,Publication,OCR Text,Ground Truth,CER
7,1882,News,Tbe old sbips lay still in tlie harbour.,The old ships lay still in the harbour.,0.1
7,1882,News,Nobody carne before tbe morning.,Nobody came before the morning.,0.1
8,1882,News,THE WEATHER.,THE WEATHER.,0.0
"""


def test_sequences_become_paragraphs_of_known_place(tmp_path: Path) -> None:
    (tmp_path / "scans.csv").write_text(SCANS, encoding="utf-8")
    sequences = ocr.read_sequences(tmp_path)
    placed = ocr.write_library(tmp_path / "library", sequences, ocr.CLEAN)
    for number, sequence in enumerate(sequences):
        text = (tmp_path / "library" / placed[number].file).read_text(encoding="utf-8")
        assert text[slice(*placed[number].span)] == sequence.clean
    asked = list(ocr.draw_asked(sequences, placed, frozenset({"8"}), ocr.CLEAN, seed=1))
    by_text = {each.quotation: each for each in asked}
    assert by_text["THE WEATHER."].paragraph is None
    second = by_text["Nobody carne before tbe morning."]
    assert second.paragraph == placed[1]
    assert ocr.is_right(second, "sources/7.txt", placed[1].span, "nobody came before the morning")
    assert not ocr.is_right(second, "sources/7.txt", placed[0].span, "the old ships")
    assert ocr.is_right(second, "sources/9.txt", (5, 30), "nobody came before the morning")


def test_the_report_of_real_scans_names_what_was_missed() -> None:
    row = {"cases": 10, "recall": 0.9, "missed": 0.1, "negatives": 4, "false_finds": 0.25, "p50": 1.5, "p95": 2.5}
    measured = {"a side": {"8-100000 words": row, "all": row, "wrong": []}}
    assert list(ocr.report(measured))[2].split() == [
        "8",
        "or",
        "more",
        "words",
        "10",
        "90.0",
        "10.0",
        "4",
        "25.0",
        "1.50",
        "2.50",
    ]
    assert next(iter(ocr.table(measured).rows)) == (
        "a side, 8 or more words",
        "10",
        "90.0",
        "10.0",
        "4",
        "25.0",
        "1.50",
    )
    assert ocr.missed(measured) == [
        "a side: recall 90.0% below 99%",
        "a side: false finds 25.0% above 0.5%",
    ]
