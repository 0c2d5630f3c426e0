"""Quotations as the writer pastes them: marks turned, stops and citations in their places, second-hand forms.

To accept a change of the golden files: ``KURILSEARCH_UPDATE_GOLDEN=1 python -m pytest tests/test_cite_paste.py``, then
read the difference. A line of a golden file that begins with a style or language and a colon is what is expected.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kurilsearch.cite.inner_marks import find_marks, turn_marks
from kurilsearch.cite.locator import Label, Locator
from kurilsearch.cite.paste import Quoted, is_long, paste
from kurilsearch.cite.quotation_marks import fallbacks, marks_of_language, marks_of_style
from kurilsearch.cite.quoting_rules import rules_of
from kurilsearch.cite.render import Output, RenderedCitation, Request, render, rtf_document
from kurilsearch.cite.second_hand import SecondHand, join_second_hand, second_hand_requests
from kurilsearch.cite.styles import SHORT_NAMES, CitationFormat, CitationStyle, find_style
from kurilsearch.programs.pandoc import run_pandoc

GOLDEN = Path(__file__).parent / "golden" / "cite"
MORI = json.loads((GOLDEN / "items.json").read_text(encoding="utf-8"))[0]
NIMMO = {
    "type": "article-journal",
    "author": [{"family": "Nimmo", "given": "Ann"}],
    "title": "Signals at sea",
    "container-title": "Harbour Notes",
    "volume": "4",
    "page": "1-9",
    "issued": {"date-parts": [[1994]]},
}
NIMMO_1994 = {"author": NIMMO["author"], "issued": NIMMO["issued"]}
LANGUAGES = ["en-US", "en-GB", "de", "de-CH", "fr", "ru", "ja", "pl", "es", "hu", "sv", "zh-Hans", "nb"]


@cache
def style(name: str) -> CitationStyle:
    return find_style(name)


def golden(name: str, result: Callable[[str, str], str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield source, name, expected and actual of each golden line; with the update flag write what is actual."""
    path = GOLDEN / name
    written, source = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            source = ""
            written.append(line)
        elif not source:
            source = line
            written.append(line)
        else:
            asked, _, expected = line.partition(": ")
            actual = result(source, asked).replace("\n", " ⏎ ")
            written.append(f"{asked}: {actual}")
            yield source, asked, expected, actual
    if os.environ.get("KURILSEARCH_UPDATE_GOLDEN"):
        path.write_text("\n".join(written) + "\n", encoding="utf-8", newline="\n")


def check_golden(name: str, result: Callable[[str, str], str]) -> None:
    for source, asked, expected, actual in golden(name, result):
        if not os.environ.get("KURILSEARCH_UPDATE_GOLDEN"):
            assert actual == expected, f"{asked}: {source}"


def turned(text: str, language: str, depth: int = 1, of: str | None = None) -> str:
    return turn_marks(text, marks_of_language(language), depth, of).text


# Inner marks


def test_inner_marks() -> None:
    check_golden("inner_marks.txt", turned)


SENTENCES = re.findall(r"(?m)^(?!#|[\w-]+: ).+$", (GOLDEN / "inner_marks.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("depth", [0, 1])
def test_turning_the_golden_sentences_twice_is_turning_them_once(language: str, depth: int) -> None:
    for sentence in SENTENCES:
        if language in ("sv", "hu") and re.search("[海这]", sentence):
            continue  # between letters without spaces, a mark that opens and closes cannot be told
        once = turned(sentence, language, depth)
        assert turned(once, language, depth, language) == once


word = st.sampled_from(
    ["sea", "don’t", "o’clock", "Sailors", "l’île", "Море", "海", "1994", "I’m", "5'10\"", "ice,", "gone"]
)
pair = st.sampled_from(["“”", "‘’", '""', "«»", "„“", "‚‘", "「」", "‹›", "»«", "『』"]).map(tuple)


@st.composite
def quotation(draw: st.DrawFn, levels: int = 3) -> str:
    """Words in balanced marks of any kind: an outer one is never one of those inside it."""
    words: list[str] = draw(st.lists(word, min_size=1, max_size=4))
    if not levels:
        return " ".join(words)
    opening, closing = draw(pair)
    inside = draw(quotation(levels=levels - 1))
    if opening in inside or closing in inside:
        return inside
    return " ".join([*words, f"{opening}{inside}{draw(st.sampled_from(['.', '?', '']))}{closing}", *words[:1]])


@given(quotation(), st.sampled_from(LANGUAGES), st.integers(0, 1))
@example('sea “sea "1994" sea.” sea', "en-US", 0)
def test_balanced_stays_balanced_and_twice_is_once(text: str, language: str, depth: int) -> None:
    once = turned(text, language, depth)
    assert turned(once, language, depth, language) == once
    nesting = 0
    for mark in find_marks(text):
        assert mark.end > mark.start, "nothing is supplied where nothing is missing"
        nesting += 1 if mark.opens else -1
        assert nesting >= 0
    assert nesting == 0


MARKS = set("\"'`´“”„‟«»‹›‘’‚‛「」『』｢｣〝〟〞＂,")
anything = st.text(st.sampled_from(" .s5aÉ海—(\n" + "".join(sorted(MARKS))) | st.characters(codec="utf-8"), max_size=60)


@given(anything, st.sampled_from(LANGUAGES), st.integers(0, 1))
def test_nothing_but_marks_and_their_space_is_touched(text: str, language: str, depth: int) -> None:
    def bare(letters: str) -> str:
        return "".join(letter for letter in letters if letter not in MARKS and not letter.isspace())

    turning = turn_marks(text, marks_of_language(language), depth)
    assert bare(turning.text) == bare(text)
    marks = find_marks(text)
    between = [text[one.end : other.start] for one, other in pairwise(marks)]
    shown = turning.text.replace("’", "'")
    assert all(words.replace("’", "'") in shown for words in between)
    assert all(turning.text[start:end].strip() in MARKS for start, end in turning.closing)


HOSTILE = [
    "a" * 1_000_000,
    "“" * 20_000 + "»" * 20_000,
    "'s " * 20_000,
    "\"' " * 20_000,
    "»" * 40_000,
    " " * 99_999 + "a?",
]


@pytest.mark.parametrize("text", HOSTILE, ids=["letters", "unlike", "plurals", "smudges", "closing", "spaces"])
def test_hostile_text_is_done_at_once_and_keeps_its_letters(text: str) -> None:
    """Anything quadratic would take minutes."""
    for name in ("annales", "chicago"):
        shown = paste(Quoted(f"x{text}"), "", style(name), Output.PLAIN)
        assert shown.count("a") + shown.count("s") == text.count("a") + text.count("s")


# Marks


def test_every_language_has_marks_and_its_dialects_have_theirs() -> None:
    assert marks_of_language("de-CH").outer == ("«", "»")
    assert marks_of_language("de-AT") == marks_of_language("de")
    assert marks_of_language("fr-FR").outer == ("«\u202f", "\u202f»")
    assert marks_of_language("zh-Hant-TW").outer == ("「", "」")
    assert marks_of_language("tlh") == marks_of_language("en-US")
    assert fallbacks("zh_Hant-TW") == ("zh-hant-tw", "zh-hant", "zh")


def with_locale(locale: str, language: str | None = None) -> CitationStyle:
    namespace = "http://purl.org/net/xbiblio/csl"
    return CitationStyle(
        "own", "Own", f'<style xmlns="{namespace}">{locale}</style>', CitationFormat.NOTE, False, language
    )


def test_a_style_may_set_its_own_marks() -> None:
    assert marks_of_style(style("mhra")).outer == ("‘", "’")
    assert marks_of_style(style("harvard")).outer == ("‘", "’")
    terms = '<terms><term name="open-quote">»</term><term name="close-quote">«</term></terms>'
    german = with_locale(f'<locale xml:lang="de">{terms}</locale>', "de-DE")
    assert (marks_of_style(german).outer, marks_of_style(german).inner) == (("»", "«"), ("‚", "‘"))
    assert marks_of_style(with_locale(f'<locale xml:lang="de">{terms}</locale>', "fr-FR")).outer[0] == "«\u202f"
    assert marks_of_style(with_locale('<locale><terms><term name="open-quote"/></terms></locale>')).outer[0] == "“"


def test_the_language_of_a_style_brings_its_marks_and_punctuation() -> None:
    text = Quoted("and came home to the “Maru”.")
    german, french = (with_locale("<locale/>", language) for language in ("de-DE", "fr-FR"))
    assert paste(text, "NOTE", german, Output.PLAIN).startswith("„and came home to the ‚Maru‘“.¹")
    assert paste(text, "NOTE", french, Output.PLAIN).startswith("«\u202fand came home to the “Maru”¹\u202f».")


def test_a_style_may_say_where_a_stop_stands() -> None:
    outside = with_locale('<locale xml:lang="en"><style-options punctuation-in-quote="false"/></locale>')
    assert paste(Quoted("and came home."), "", outside, Output.PLAIN) == "“and came home”."
    assert paste(Quoted("and came home."), "", style("chicago"), Output.PLAIN) == "“and came home.”"


@pytest.mark.slow
def test_the_marks_are_those_of_the_csl_locales() -> None:
    """Held against what pandoc prints around a title, for languages whose locale is translated."""
    csl = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="{}">'
        "<info><title/><id/><updated>2026-01-01T00:00:00Z</updated></info><citation><layout>"
        '<text variable="title" quotes="true"/></layout></citation></style>'
    )
    languages = "af-ZA bg-BG ca-AD cy-GB de-AT de-CH de-DE en-GB en-US es-CL es-ES et-EE eu fi-FI hu-HU it-IT ja-JP"
    languages += " ko-KR mn-MN nb-NO nl-NL pl-PL pt-BR pt-PT ro-RO ru-RU sl-SI sv-SE tr-TR uk-UA vi-VN zh-TW"
    item = {"type": "book", "title": "T"}
    locales = [
        CitationStyle(name, name, csl.format(name), CitationFormat.AUTHOR_DATE, False, name)
        for name in languages.split()
    ]
    for locale, citation in zip(locales, render([Request(item, locale) for locale in locales]), strict=True):
        assert citation.text == "T".join(marks_of_language(locale.name).outer), locale.name


# Pasting

IN_THE_TEXT = {"ieee": "[1]", "vancouver": "(1)", "nature": "¹", "gost-r-7-0-5-2008": "[Mori, 2021]", "sist02": "(1)"}


def pasted(source: str, name: str) -> str:
    citation = "NOTE." if style(name).format is CitationFormat.NOTE else IN_THE_TEXT.get(name, "(Mori 2021)")
    return paste(Quoted(source.replace(" ⏎ ", "\n")), citation, style(name), Output.PLAIN)


def test_quotations_in_their_styles() -> None:
    check_golden("pasted.txt", pasted)


@pytest.mark.slow
@pytest.mark.parametrize("to", [Output.MARKDOWN, Output.HTML, Output.RTF])
@pytest.mark.parametrize("name", ["chicago", "apa"])
def test_pandoc_reads_in_every_markup_what_stands_there_in_plain(to: Output, name: str) -> None:
    """Long and short, with all that means something to a markup."""
    sources = [
        "1994. Fares & <b>bread</b> rose 5% \\ *not* _much_ ~ $3 ^ {a} [b](c) @mori #1 `x` | &amp; 海.",
        "- The bar, said Nimmo (1994)",
        "# " + "On the ice [sic] stood *all* of them. " * 14,
    ]
    citation = render(
        [Request(MORI, style(name), Locator(Label.PAGE, "23"), to=output) for output in (Output.PLAIN, to)]
    )
    for source in sources:
        plain, marked = (
            paste(Quoted(source), cited.text, style(name), output)
            for cited, output in zip(citation, (Output.PLAIN, to), strict=True)
        )
        document = as_read(rtf_document([marked])) if to is Output.RTF else marked
        read = run_pandoc([f"--from={to.value}", "--to=plain", "--wrap=none"], document)
        words, _, note = plain.partition("¹")
        assert bare(words) in bare(read)
        assert bare(note) in bare(read).replace("[1]", "¹")


def as_read(rtf: str) -> str:
    """Return RTF as pandoc reads it without loss: of its own ``\\u8220"Two`` it loses the T."""
    return re.sub(r"(\\u\d+)([\"'-])", r"\1 \2", rtf)


def bare(text: str) -> str:
    """Return a text without spaces and without the pointed brackets around an address."""
    return re.sub(r"[\s\u00a0]|<(?=https)|(?<=12)>", "", text)


def test_a_note_is_a_note_in_every_markup() -> None:
    def chicago(to: Output) -> str:
        return paste(Quoted("The mail was late."), "A. Mori, 23.", style("chicago"), to, note=12)

    assert chicago(Output.PLAIN) == "“The mail was late.”¹²\n\n¹² A. Mori, 23."
    assert chicago(Output.MARKDOWN) == "“The mail was late.”^[A. Mori, 23.]"
    assert chicago(Output.HTML) == "“The mail was late.”<sup>12</sup>\n<p><sup>12</sup> A. Mori, 23.</p>"
    assert r"{\super\chftn}{\footnote" in chicago(Output.RTF)
    read = run_pandoc(["--from=rtf", "--to=markdown", "--wrap=none"], rtf_document([chicago(Output.RTF)]))
    assert read.endswith("[^1]\n\n[^1]: A. Mori, 23.\n")


def test_raised_numbers_and_wide_brackets_keep_their_markup() -> None:
    for to in Output:
        (number,) = render([Request(MORI, style("nature"), to=to)])
        text = paste(Quoted("and came home."), number.text, style("nature"), to)
        assert text.endswith({Output.RTF: r".{\super 1}\par}"}.get(to, f".{number.text}"))
    japanese = style("the-university-of-tokyo-law-review")
    assert paste(Quoted("海だ。"), r"\(Mori\)", japanese, Output.MARKDOWN) == "「海だ」（Mori）。"


def test_without_a_citation_there_are_words_and_marks() -> None:
    assert paste(Quoted("The mail was late."), "", style("apa"), Output.PLAIN) == "“The mail was late.”"
    assert paste(Quoted("The mail was late."), "", style("chicago"), Output.HTML) == "“The mail was late.”"


@pytest.mark.parametrize(
    ("name", "fewest"), [("apa", 40), ("chicago", 100), ("turabian", 60), ("mla", 60), ("mhra", 41), ("ieee", 41)]
)
def test_a_quotation_is_set_off_from_the_length_that_its_manual_names(name: str, fewest: int) -> None:
    rules = rules_of(style(name))
    assert not is_long("sea " * (fewest - 1), rules)
    assert is_long("sea " * fewest, rules)


def test_letters_of_east_asia_are_counted_by_the_line() -> None:
    rules = rules_of(style("apa"))
    assert not is_long("海" * 119, rules)
    assert is_long("海" * 120, rules)


@given(anything, st.sampled_from(["chicago", "mhra", "apa", "annales", "gost-r-7-0-5-2008", "sist02"]))
def test_no_letter_of_a_quotation_is_lost(text: str, name: str) -> None:
    def letters(written: str) -> str:
        return "".join(letter for letter in written if letter.isalnum())

    assert letters(paste(Quoted(text), "", style(name), Output.PLAIN)) == letters(text)


# Second hand

SECOND_HAND_STYLES = [
    *(*SHORT_NAMES, "nature", "infoclio-de", "chicago-author-date-de", "annales", "anthropologie-et-societes"),
    *("gost-r-7-0-5-2008", "gost-r-7-0-5-2008-numeric", "sist02", "the-university-of-tokyo-law-review"),
    "china-national-standard-gb-t-7714-2015-note",
]


def test_second_hand_citations() -> None:
    """With the original in full, then with its names and year alone."""
    page = Locator(Label.PAGE, "217")
    wanted = [
        SecondHand(original, MORI, style(name), page) for name in SECOND_HAND_STYLES for original in (NIMMO, NIMMO_1994)
    ]
    texts = iter(citation.text for citation in join_second_hand(wanted, render(second_hand_requests(wanted))))
    shown = "".join(f"# {name}\n\n{next(texts)}\n{next(texts)}\n\n" for name in SECOND_HAND_STYLES)
    path = GOLDEN / "second_hand.txt"
    if os.environ.get("KURILSEARCH_UPDATE_GOLDEN"):
        path.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("to", [Output.MARKDOWN, Output.HTML, Output.RTF])
def test_second_hand_citations_say_the_same_in_every_markup(to: Output) -> None:
    names = ["chicago", "apa", "mla", "ieee", "vancouver", "infoclio-de", "gost-r-7-0-5-2008", "sist02"]
    wanted = [SecondHand(NIMMO, MORI, style(name), to=output) for output in (Output.PLAIN, to) for name in names]
    citations = [citation.text for citation in join_second_hand(wanted, render(second_hand_requests(wanted)))]
    plain, marked = citations[: len(names)], citations[len(names) :]
    document = {
        Output.MARKDOWN: "\n\n".join(marked),
        Output.HTML: "".join(f"<p>{text}</p>" for text in marked),
        Output.RTF: as_read(rtf_document(rf"{{\pard {text}\par}}" for text in marked)),
    }[to]
    read = run_pandoc([f"--from={to.value}", "--to=plain", "--wrap=none"], document).split("\n\n")
    assert [bare(text) for text in read] == [bare(text) for text in plain]


def test_an_original_that_cannot_be_cited_is_left_out() -> None:
    unusable = {"type": "book", "author": 5}
    wanted = [SecondHand(unusable, MORI, style(name)) for name in ("chicago", "apa", "infoclio-de")]
    wanted.append(SecondHand(NIMMO, unusable, style("apa")))
    chicago, apa, german, broken = join_second_hand(wanted, render(second_hand_requests(wanted)))
    assert chicago.text.startswith("Quoted in Aiko Mori, “Two Harbours")
    assert apa.text == "(as cited in Mori, 2021)"
    assert german.text.startswith("Zit. nach Mori, Aiko: ")
    assert broken == RenderedCitation("", broken.problem)
    assert broken.problem


def test_a_second_hand_citation_is_pasted_like_any_other() -> None:
    wanted = [SecondHand(NIMMO, MORI, style(name), Locator(Label.PAGE, "23")) for name in ("apa", "mla", "ieee")]
    citations = join_second_hand(wanted, render(second_hand_requests(wanted)))
    assert [
        paste(Quoted("The bar was ours.”"), citation.text, second.style, Output.PLAIN)
        for citation, second in zip(citations, wanted, strict=True)
    ] == [
        "“‘The bar was ours’” (Nimmo, 1994, as cited in Mori, 2021, p. 23).",
        "“‘The bar was ours’” (qtd. in Mori 23).",
        "“‘The bar was ours’” (Nimmo 1994, as cited in [1, p. 23]).",
    ]
