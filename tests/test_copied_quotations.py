"""Quotations as they are copied: with markup, which is seen through, and with citations, which are claims."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.hit import Hit
from kurilsearch.match.claim_verdict import check_claim
from kurilsearch.match.claims import Claim, find_claims
from kurilsearch.match.markup import see_through_markup
from kurilsearch.match.words import words_of
from kurilsearch.model import Document, Metadata
from kurilsearch.quotation_result import ClaimVerdict

# Markup

READ = {
    "The <b>grey</b> boat": "the grey boat",
    "the gr<i>e</i>y boat<br>lay": "the grey boat lay",
    '<a href="/x?a=1&amp;b=2">the boat</a>': "the boat",
    "<first> edition, 3 < 4 > 2": "first edition 3 4 2",
    "caf&eacute;s &amp; caf&#233;&nbsp;noir": "cafes cafe noir",
    "&amp;eacute;t&amp;eacute;": "ete",
    "the [grey boat](https://example.org) lay": "the grey boat lay",
    "the [grey](boat) lay": "the grey boat lay",
    "**T**he *grey* boat_lay": "the grey boat lay",
    "> The grey\n> > boat": "the grey boat",
    "the boat[^1] lay": "the boat lay",
    "\\emph{The \\textbf{grey} boat}": "the grey boat",
    "the boat\\footnote{A {grey} one.} lay": "the boat lay",
    "{\\em the} boat \\ldots{} lay\\\\here": "the boat lay here",
    "\\begin{quote}The boat\\end{quote}": "the boat",
    "gar\\c{c}on, \\'et\\'e, na\\\"{\\i}ve, Stra\\ss e": "garcon ete naive strasse",
    "C:\\Users\\boat": "c users boat",
    "2 * 3 * 4": "2 3 4",
}


@pytest.mark.parametrize("typed", READ)
def test_markup_is_no_word(typed: str) -> None:
    readable = see_through_markup(typed)
    assert " ".join(word for _, _, word in words_of(readable)) == READ[typed]


MARKS = [
    "<b>",
    "</i>",
    "&amp;",
    "&eacute;",
    "\\emph{",
    "}",
    "{",
    "\\'",
    "*",
    "**",
    "_",
    "[",
    "](http://a.b)",
    "> ",
    "\n",
]


@given(st.lists(st.sampled_from(MARKS) | st.text("ab é", max_size=4), max_size=15).map("".join))
def test_a_text_seen_through_is_as_long(typed: str) -> None:
    assert len(see_through_markup(typed)) == len(typed)


@given(st.text("abc ,.;!?“”\"'()é花\n", max_size=60))
def test_a_text_without_markup_stays(typed: str) -> None:
    assert see_through_markup(typed) == typed


# Claims

NAMED = {"holt", "ragna", "the", "closed", "harbour", "dickens", "charles", "hard", "times"}

CLAIMED = {
    "The boat lay (Holt 1931).": Claim("(Holt 1931)", (13, 24), ("holt",), (1931,)),
    "“The boat lay” (Holt, Harbour, 3)": Claim("(Holt, Harbour, 3)", (15, 33), ("holt", "harbour"), (), "3"),
    "The boat lay (Hard Times)": Claim("(Hard Times)", (13, 25), ("hard", "times")),
    "The boat lay (vgl. Holt 1931, S. 12f.)": Claim("(vgl. Holt 1931, S. 12f.)", (13, 38), ("holt",), (1931,), "12"),
    "«Лодка» (Холт, Гавань, с. 12–13)": Claim("(Холт, Гавань, с. 12–13)", (8, 32), ("холт", "гавань"), (), "12–13"),
    "「舟」（木村、1987年、12頁）": Claim("（木村、1987年、12頁）", (3, 17), ("木村",), (1987,), "12"),
    "The boat lay, p. 23": Claim("p. 23", (14, 19), (), (), "23"),
    "“The boat lay” — Ragna Holt": Claim("— Ragna Holt", (14, 27), ("ragna", "holt")),
    "The boat [@holt31, p. 3] lay": Claim("[@holt31, p. 3]", (9, 24), (), (), "3", "page", "holt31"),
    "The boat \\parencite[3]{holt31}": Claim("\\parencite[3]{holt31}", (9, 30), (), (), "3", "page", "holt31"),
    "“The boat.”¹ ¹ Ragna Holt, 1931, para. 4.": Claim(
        "¹ ¹ Ragna Holt, 1931, para. 4.", (11, 41), ("ragna", "holt"), (1931,), "4", "paragraph"
    ),
    "“The boat lay” (ibid., 4)": Claim("(ibid., 4)", (15, 25), (), (), "4"),
}


@pytest.mark.parametrize("typed", CLAIMED)
def test_a_citation_at_the_end_is_a_claim(typed: str) -> None:
    assert find_claims(typed, NAMED.__contains__) == [CLAIMED[typed]]


@pytest.mark.parametrize(
    "typed",
    [
        "The boat (which was grey) lay",
        "The boat lay (as everybody knew)",
        "The boat lay (the war began in 1931)",
        "About 3,000 boats (of 4,000) lay",
        "“The boat,” he said, “lay there in 1931”",
        "The boat was sold for 38.5",
        "(Holt 1931)",
        "The well—the only one—had frozen",
    ],
)
def test_other_words_at_the_end_are_none(typed: str) -> None:
    assert find_claims(typed, NAMED.__contains__) == []


def document(number: int, author: str, title: str, year: int | None, key: str | None = None) -> Document:
    return Document(number, f"{number}.txt", Metadata(title, (author,), year, key), "en", "text", "utf-8", 10, 1)


DOCUMENTS = [
    document(1, "Holt, Ragna", "The Closed Harbour", 1931, "holt31"),
    document(2, "Holt, Ragna", "The Open Sea", 1935),
    document(3, "Lindqvist, Aino", "Seals", None),
]
HIT = Hit(
    rank=1, score=1.0, document=1, file="1.txt", author="Holt, Ragna", title="The Closed Harbour", year=1931,
    citekey="holt31", kind="body", section=(), page="71-72", file_page=3, paragraph=4, line_start=1, line_end=2,
    char_start=0, char_end=8, pieces=((0, 8),), quote="The boat", matches=(),
    passage="The boat, writes Brandt in 1899.",
)  # fmt: skip

VERDICTS = {
    "(Holt 1931, 72)": ClaimVerdict.CORRECT,
    "(Holt 1931)": ClaimVerdict.CORRECT,
    "(p. 71)": ClaimVerdict.CORRECT,
    "(Holt, Closed Harbour)": ClaimVerdict.CORRECT,
    "[@holt31, 72]": ClaimVerdict.CORRECT,
    "(Holt 1932)": ClaimVerdict.WRONG_YEAR,
    "(Holt 1931, 73)": ClaimVerdict.WRONG_PLACE,
    "(Holt 1931, para. 5)": ClaimVerdict.WRONG_PLACE,
    "(Holt 1935)": ClaimVerdict.WRONG_SOURCE,
    "(Lindqvist, 3)": ClaimVerdict.WRONG_SOURCE,
    "(Brandt, 1899)": ClaimVerdict.SECOND_HAND,
    "(Nobody, 1900)": ClaimVerdict.UNRESOLVED,
}


@pytest.mark.parametrize("cited", VERDICTS)
def test_a_claim_is_answered(cited: str) -> None:
    (claim,) = find_claims(f"The boat {cited}", NAMED.__contains__)
    answered = check_claim(claim, [HIT], lambda: DOCUMENTS)
    assert answered.verdict is VERDICTS[cited], answered.message
    assert answered.message.endswith(".")


def test_a_claim_of_words_that_were_not_found() -> None:
    (claim,) = find_claims("The boat (Lindqvist, 3)", NAMED.__contains__)
    assert check_claim(claim, [], lambda: DOCUMENTS).verdict is ClaimVerdict.NOT_IN_SOURCE
    (claim,) = find_claims("The boat (Nobody, 1900)", NAMED.__contains__)
    assert check_claim(claim, [], lambda: DOCUMENTS).verdict is ClaimVerdict.UNRESOLVED


def test_a_work_without_a_year_or_pages_is_not_wrong() -> None:
    (claim,) = find_claims("The boat (Lindqvist 1890, 3)", NAMED.__contains__)
    hit = replace(HIT, document=3, author="Lindqvist, Aino", year=None, page=None)
    answered = check_claim(claim, [hit], lambda: DOCUMENTS)
    assert answered.verdict is ClaimVerdict.CORRECT
    assert "no year and no page" in answered.message
