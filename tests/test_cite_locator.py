"""Locators: what a person types, where a hit stands, and how writers' programs are told."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kurilsearch.cite.keys import latex_key, pandoc_key, typst_key
from kurilsearch.cite.locator import Label, Locator, locate, parse_locator
from kurilsearch.errors import CitationError, UsageError
from kurilsearch.hit import Hit
from kurilsearch.programs.pandoc import run_pandoc

# What a person types


@pytest.mark.parametrize(
    ("typed", "label", "value", "shown"),
    [
        ("p. 23", Label.PAGE, "23", "p. 23"),
        ("p.23", Label.PAGE, "23", "p. 23"),
        ("23", Label.PAGE, "23", "p. 23"),
        ("71-72", Label.PAGE, "71–72", "pp. 71–72"),
        ("pp. 71 — 72", Label.PAGE, "71–72", "pp. 71–72"),
        ("23, 25", Label.PAGE, "23, 25", "pp. 23, 25"),
        ("xii-xiv", Label.PAGE, "xii–xiv", "pp. xii–xiv"),
        ("iv", Label.PAGE, "iv", "p. iv"),
        ("A12", Label.PAGE, "A12", "p. A12"),
        ("¶ 7", Label.PARAGRAPH, "7", "para. 7"),
        ("Paragraph 7", Label.PARAGRAPH, "7", "para. 7"),
        ("chap. 3", Label.CHAPTER, "3", "chap. 3"),
        ("§ 3.2", Label.SECTION, "3.2", "sec. 3.2"),
        ("ll. 3-5", Label.LINE, "3–5", "ll. 3–5"),
        ("line 120", Label.LINE, "120", "l. 120"),
        ("00:12:03", Label.TIME, "00:12:03", "00:12:03"),
        ("12:03", Label.TIME, "12:03", "12:03"),
    ],
)
def test_a_typed_place(typed: str, label: Label, value: str, shown: str) -> None:
    locator = parse_locator(typed)
    assert locator == Locator(label, value)
    assert str(locator) == shown
    assert parse_locator(shown) == locator


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("vol. 2, p. 5", "vol. 2, p. 5"),
        ("vol. 2, pp. 5-7", "vol. 2, pp. 5–7"),
        ("chap. 5, p. 12", "chap. 5, p. 12"),
        ("Bd. 3, S. 44", "vol. 3, p. 44"),
        ("т. 2, с. 17", "vol. 2, p. 17"),
        ("Т. 2. С. 17", "vol. 2, p. 17"),
        ("S. 5 f., Anm. 3", "p. 5 f., n. 3"),
        ("bk. 4; l. 120", "bk. 4, l. 120"),
        ("pt. 2, chap. 3, § 4", "pt. 2, chap. 3, sec. 4"),
        ("2:5", "vol. 2, p. 5"),
        ("3: 71-72", "vol. 3, pp. 71–72"),
        ("p. 23 n. 5", "p. 23, n. 5"),
        ("23 n. 5", "p. 23, n. 5"),
        ("23, para. 4", "p. 23, para. 4"),
    ],
)
def test_a_place_within_another(typed: str, shown: str) -> None:
    locator = parse_locator(typed)
    assert str(locator) == shown
    assert locator.within is not None
    assert parse_locator(shown) == locator


def test_what_stands_in_brackets_is_an_aside() -> None:
    locator = parse_locator("p. 217 [PDF 219]")
    assert locator == Locator(Label.PAGE, "217", "PDF 219")
    assert str(locator) == "p. 217 [PDF 219]"


@pytest.mark.parametrize("typed", ["", " ", "foo", "ca. 5", "p.", "p. –", "\x00"])
def test_what_names_no_place_is_refused(typed: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_locator(typed)
    assert refused.value.hint
    assert "p. 23" in refused.value.hint


# Where a hit stands


def hit(**fields: Any) -> Hit:
    plain: dict[str, Any] = dict.fromkeys(Hit.__dataclass_fields__)
    plain |= {"file": "ferry.txt", "section": (), "title": "The Ferry", "line_start": 120, "line_end": 123}
    return Hit(**plain | fields)


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"page": "71", "paragraph": 4}, "p. 71"),
        ({"page": "71-72"}, "pp. 71–72"),
        ({"page": "xii", "file_page": 14}, "p. xii"),
        ({"file": "a.pdf", "page": "217", "file_page": 219}, "p. 217"),
        ({"file": "a.PDF", "page": "71-72", "file_page": 73}, "pp. 71–72"),
        ({"file": "a.pdf", "page": "71-72", "file_page": 71}, "pp. 71–72"),
        ({"file": "a.pdf", "page": "3", "file_page": 3}, "p. 3"),
        ({"file": "a.pdf", "page": None, "file_page": 9, "paragraph": 2}, "p. 9"),
        ({"file_page": 9, "paragraph": 2}, "para. 2"),
        ({"paragraph": 47}, "para. 47"),
        ({"paragraph": 47, "section": ("The Ferry",)}, "para. 47"),
        ({"paragraph": 47, "section": ("The Ferry", "Fares")}, "para. 47"),
        ({"paragraph": 47, "section": ("Chapter 3: Fares", "Rules")}, "para. 47"),
        ({"paragraph": 47, "section": ("§ 3.2 Fares",)}, "para. 47"),
        ({"kind": "note", "passage": "5. Compare the fares."}, "n. 5"),
    ],
)
def test_the_locator_of_a_hit(fields: dict[str, Any], shown: str) -> None:
    assert str(locate(hit(**fields))) == shown


def test_verse_is_cited_by_its_lines() -> None:
    assert str(locate(hit(paragraph=4), lines=(2, 5))) == "ll. 2–5"
    assert str(locate(hit(paragraph=4), lines=(2, 2))) == "l. 2"


def test_the_lines_of_a_text_file_are_no_place_in_a_work() -> None:
    assert locate(hit(kind="reference")) is None
    assert locate(hit(kind="note", passage="The fares are those of 1961.")) is None


def test_a_recording_is_cited_by_its_time_and_a_letter_is_not_by_its_date() -> None:
    assert str(locate(hit(time="00:12:03", paragraph=4))) == "00:12:03"
    assert str(locate(hit(time="1961-05-01", paragraph=4))) == "para. 4"


def test_a_hit_without_a_place_has_no_locator() -> None:
    assert locate(hit(line_start=None, line_end=None)) is None


# Cite keys


@pytest.mark.parametrize(
    ("locator", "pandoc", "latex", "typst"),
    [
        (None, "[@mori2021]", r"\autocite{mori2021}", "@mori2021"),
        ("23", "[@mori2021, p. 23]", r"\autocite[23]{mori2021}", "@mori2021[p.~23]"),
        ("71-72", "[@mori2021, pp. 71–72]", r"\autocite[71--72]{mori2021}", "@mori2021[pp.~71–72]"),
        ("para. 7", "[@mori2021, para. 7]", r"\autocite[para.~7]{mori2021}", "@mori2021[para.~7]"),
        (
            "217 [PDF 219]",
            r"[@mori2021, p. 217 \[PDF 219\]]",
            r"\autocite[{p.~217 [PDF 219]}]{mori2021}",
            r"@mori2021[p.~217 \[PDF 219\]]",
        ),
    ],
)
def test_cite_keys(locator: str | None, pandoc: str, latex: str, typst: str) -> None:
    place = parse_locator(locator) if locator else None
    assert [write("mori2021", place) for write in (pandoc_key, latex_key, typst_key)] == [pandoc, latex, typst]


@pytest.mark.parametrize(
    ("write", "key", "shown"),
    [
        (pandoc_key, "лапин1995", "[@лапин1995]"),
        (pandoc_key, "mori:2021-b", "[@mori:2021-b]"),
        (pandoc_key, "http://x.org/?y", "[@{http://x.org/?y}]"),
        (typst_key, "mori:2021-b", "@mori:2021-b"),
        (typst_key, 'a "b"', '#cite(label("a \\"b\\""))'),
    ],
)
def test_unusual_keys(write: Callable[[str], str], key: str, shown: str) -> None:
    assert write(key) == shown


@pytest.mark.parametrize(
    ("write", "key"),
    [(pandoc_key, "a b"), (pandoc_key, "a}b"), (latex_key, "a,b"), (latex_key, "a#b"), (typst_key, "")],
)
def test_a_key_that_a_program_cannot_read_is_refused(write: Callable[[str], str], key: str) -> None:
    with pytest.raises(CitationError, match="cannot read the cite key"):
        write(key)


hostile = st.text(st.sampled_from("[]{};,.@*_`<>\\&#~^$|\"'–: 1379abäж%=/!"), min_size=1, max_size=12).filter(
    lambda text: any(letter.isalnum() for letter in text)
)


def citations_in(tree: Any) -> list[Any]:
    """Return the citations of a pandoc document, in order."""
    if isinstance(tree, dict):
        return tree["c"][0] if tree.get("t") == "Cite" else citations_in(list(tree.values()))
    return [found for part in tree for found in citations_in(part)] if isinstance(tree, list) else []


def letters_in(tree: Any) -> str:
    """Return the letters and digits of a pandoc tree, code and mathematics included."""
    if isinstance(tree, dict):
        content: Any = tree.get("c")
        return (
            "".join(letter for letter in content if letter.isalnum()) if tree.get("t") == "Str" else letters_in(content)
        )
    return "".join(letters_in(part) for part in tree) if isinstance(tree, list) else ""


places = st.lists(st.builds(Locator, st.just(Label.PARAGRAPH), hostile, st.none() | hostile), min_size=5, max_size=20)


def read_by_pandoc(lines: list[str], format: str) -> list[Any]:
    """Return the paragraphs that pandoc reads, one for each line."""
    blocks: list[Any] = json.loads(run_pandoc([f"--from={format}", "--to=json"], "\n\n".join(lines)))["blocks"]
    assert len(blocks) == len(lines)
    return blocks


def said_by(locator: Locator) -> str:
    return "".join(filter(str.isalnum, f"{locator.value}{locator.aside or ''}"))


@pytest.mark.slow
@pytest.mark.parametrize(("write", "format"), [(pandoc_key, "markdown"), (latex_key, "latex")], ids=["pandoc", "latex"])
@given(locators=places)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_locator_breaks_a_cite_key(
    write: Callable[[str, Locator], str], format: str, locators: list[Locator]
) -> None:
    """Read back by pandoc, each key is one citation, and every letter of its place is still there."""
    blocks = read_by_pandoc([write("mori2021", locator) for locator in locators], format)
    for block, locator in zip(blocks, locators, strict=True):
        (citation,) = citations_in(block)
        assert citation["citationId"] == "mori2021"
        assert letters_in(citation["citationSuffix"]).endswith(said_by(locator))


@pytest.mark.slow
@given(locators=places)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_locator_breaks_a_key_of_typst(locators: list[Locator]) -> None:
    """Pandoc reads the key and leaves the place out, so that what is in the brackets is read apart."""
    keys = [typst_key("mori2021", locator) for locator in locators]
    for block in read_by_pandoc(keys, "typst"):
        (cite,) = block["c"]
        assert cite["c"][0][0]["citationId"] == "mori2021"
    contents = read_by_pandoc([key.removeprefix("@mori2021[").removesuffix("]") for key in keys], "typst")
    for block, locator in zip(contents, locators, strict=True):
        assert letters_in(block).endswith(said_by(locator))
