"""Sentences: the golden texts, Punkt's decisions equal to NLTK's, and what holds of any text."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from kurilsearch.language.punkt import PunktModel
from kurilsearch.language.sentences import SentenceSplitter
from kurilsearch.language.train_punkt import train_punkt

GOLDEN = Path(__file__).parent / "golden" / "sentences.txt"
GOLDEN_LINES = [line for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]

SAMPLE = """
Dr. Ito came from St. Olaf. The harbour was full. The ships waited there. Dr. Mori said that the ships were old.
The price was approx. twelve roubles. He paid approx. ten. In spring the harbour froze. He came in spring.
When it froze, the ships stayed. Adm. Togo wrote to Dr. Ito. The admiral waited. It was cold. It was approx. noon.
Nobody came on the 5. Then came J. Smith, and J. Smith stayed. but lower. See no. 5. And the others left. Then it ended.
The war was over. However, the war was not over. However, nobody knew. Then they knew. When? When! Then... they left.
"""

# Everything the rules look at, and little else, so that short texts are full of hard cases.
NASTY_WORDS = """
. . ? ! ... … , ,, ; : - -- ( ) [ ] " ' “ ” ‘ ’ « » * & # @ / _ % 。 ！ 「 」 （ ） 日本 É é
Dr St approx The the However ships Ito J Smith I a U S 5 12 1956 -3.5 x-Dr etc No p Jan г т е А Он <sup>3</sup>
"""
NASTY_SPACES = (" ", " ", " ", "  ", "\n", "\n\n", "\t", "\xa0", ". . .")
NASTY = st.lists(st.sampled_from([*NASTY_SPACES, *NASTY_WORDS.split()]), max_size=40).map("".join)


@pytest.fixture(scope="module")
def trained() -> str:
    """Parameters from a small sample."""
    return train_punkt(SAMPLE)


Decision = tuple[str, str, bool]
"""A token, the one after it, and whether a sentence ends between them."""


def nltk_decisions(model: PunktModel, text: str) -> list[Decision]:
    """What NLTK's own tokenizer decides with the same parameters."""
    parameters = PunktParameters()
    parameters.abbrev_types = set(model.abbreviations)
    parameters.collocations = set(model.collocations)
    parameters.sent_starters = set(model.starters)
    parameters.ortho_context.update(model.contexts)
    tokenizer = PunktSentenceTokenizer(parameters)
    tokens = list(tokenizer._annotate_tokens(tokenizer._tokenize_words(text)))
    return [(token.tok, following.tok, bool(token.sentbreak)) for token, following in pairwise(tokens)]


def assert_decided_as_by_nltk(model: PunktModel, text: str) -> int:
    """Return how many decisions there were."""
    decisions = nltk_decisions(model, text)
    assert [(token, after, model.breaks_between(token, after)) for token, after, _ in decisions] == decisions
    return len(decisions)


def test_the_golden_file_is_read() -> None:
    assert len(GOLDEN_LINES) > 80


@pytest.mark.parametrize("line", GOLDEN_LINES)
def test_golden(line: str) -> None:
    text = line.replace(" | ", " ").replace("|", "")
    found = [text[start:end] for start, end in SentenceSplitter().spans(text)]
    assert found == [sentence.strip() for sentence in line.split("|")]


def test_a_blank_line_ends_a_sentence() -> None:
    text = "A heading\n \nThe text\nthat follows. The end"
    found = [text[start:end] for start, end in SentenceSplitter().spans(text)]
    assert found == ["A heading", "The text\nthat follows.", "The end"]


def test_training_learns_from_the_sample(trained: str) -> None:
    model = PunktModel.from_json(trained)
    assert {"dr", "st"} <= model.abbreviations
    assert model.starts_sentence("Ships") is True
    assert PunktModel.from_json(model.to_json()) == model
    assert model.to_json() == trained


def test_training_brings_in_a_part_of_nltk_and_leaves_the_whole_of_it_to_others() -> None:
    code = (
        "import sys\n"
        "from kurilsearch.language.train_punkt import train_punkt\n"
        "train_punkt('The ferry is late. Nobody says why.')\n"
        "assert not [name for name in sys.modules if name.startswith('nltk')]\n"
        "import nltk\n"
        "print(nltk.FreqDist('aab').most_common(1))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert (run.stdout, run.stderr) == ("[('a', 2)]\n", "")


def test_what_was_learned_is_used() -> None:
    text = "He met Adm. Togo at the Okrug. Harbour. At the Okrug. They left."
    found = [text[start:end] for start, end in SentenceSplitter().spans(text)]
    assert found == ["He met Adm. Togo at the Okrug.", "Harbour.", "At the Okrug.", "They left."]
    model = PunktModel(abbreviations=frozenset({"okrug"}))
    found = [text[start:end] for start, end in SentenceSplitter(model.to_json()).spans(text)]
    assert found == ["He met Adm. Togo at the Okrug. Harbour.", "At the Okrug.", "They left."]


def test_other_json_is_refused() -> None:
    for wrong in ("[]", "{}", "not json"):
        with pytest.raises((ValueError, KeyError, TypeError)):
            SentenceSplitter(wrong)


@settings(max_examples=500, deadline=None)
@given(NASTY)
def test_punkt_decides_as_nltk_does(trained: str, text: str) -> None:
    assert_decided_as_by_nltk(PunktModel.from_json(trained), text)


@settings(max_examples=200, deadline=None)
@given(NASTY)
def test_punkt_decides_as_nltk_does_with_rich_parameters(text: str) -> None:
    model = PunktModel(
        frozenset({"dr", "st", "approx", "etc", "u.s", "a", "the"}),
        frozenset({("j", "smith"), ("##number##", "ships"), ("a", "the")}),
        frozenset({"the", "however"}),
        {
            "the": 2 + 32,
            "ships": 32,
            "smith": 4,
            "however": 2,
            "i": 4,
            "##number##": 0,
            "ito": 2 + 4 + 32,
            "a": 16 + 32,
        },
    )
    assert_decided_as_by_nltk(model, text)


@pytest.mark.slow
def test_punkt_decides_as_nltk_does_on_novels(shared_data: Path) -> None:
    novels = sorted((shared_data / "novels").rglob("*.xml"))[::25]
    assert novels
    texts = [re.sub(r"<[^>]+>", "", novel.read_text(encoding="utf-8"))[:300_000] for novel in novels]
    model = PunktModel.from_json(train_punkt(texts[0][:200_000]))
    assert sum(assert_decided_as_by_nltk(model, text) for text in texts) > 100_000


@settings(max_examples=500, deadline=None)
@given(st.one_of(NASTY, st.text(max_size=60)), st.booleans())
def test_spans_cover_all_that_is_not_blank(trained: str, text: str, with_parameters: bool) -> None:
    spans = SentenceSplitter(trained if with_parameters else None).spans(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    between = [text[edges[index] : edges[index + 1]] for index in range(0, len(edges), 2)]
    assert all(not gap.strip() for gap in between)


HOSTILE = {
    "dots": ".",
    "dots and an x": "." * 999 + "x",
    "letters": "a",
    "spaced dots": ". ",
    "spaced ellipses": ". . .x ",
    "questions": "? ",
    "closing brackets": "!)",
    "initials": "U. ",
    "titles": "Mr. ",
    "numbers": " 1.",
    "open brackets": "「。",
    "wide stops": "。",
    "stray commas": ". ,,",
    "openings": ". (",
    "newlines": " \n",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_the_length_only(unit: str) -> None:
    # not timed: a quadratic step would hang here for minutes
    text = unit * (300_000 // len(unit))
    assert SentenceSplitter().spans(text) or not text.strip()


def test_splitting_does_not_import_nltk() -> None:
    code = (
        "import sys, kurilsearch.language.sentences as s; s.SentenceSplitter().spans('A. B.')\n"
        "print('nltk' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
