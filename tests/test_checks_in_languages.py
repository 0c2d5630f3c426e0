"""Drafts in five languages, each with its marks, its notes and its ways of leading back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library

_SOURCES = {
    "kranz.md": (
        "de",
        "Der Damm und das Dorf",
        "Kranz, Ilse",
        1983,
        "Das Dorf hat den Damm nie gewollt. Man baute ihn trotzdem, und die Alten gingen nicht zur Einweihung. "
        "Im Herbst 1926 brach er an zwei Stellen.",
    ),
    "vidal.md": (
        "fr",
        "Le Pont de bois",
        "Vidal, Anne",
        1991,
        "Le pont n’a jamais été fermé aux piétons. Les charrettes, elles, payaient deux sous, et personne ne s’en "
        "plaignait avant la guerre.",
    ),
    "belov.md": (
        "ru",
        "Старый мост",
        "Белов, Иван",
        1972,
        "Старый мост никогда не красили. По нему ходили только пешком, и в праздники на нём продавали яблоки. "
        "В 1951 году его разобрали за девять дней.",
    ),
    "mori.md": (
        "ja",
        "橋の話",
        "森, 健二",
        1988,
        "古い橋は一度も塗られなかった。祭りの日には橋の上で林檎が売られ、子供たちは欄干に登って叱られた。",
    ),
    "wang.md": (
        "zh",
        "桥的故事",
        "王, 芳",
        1996,
        "老桥从来没有刷过漆。过节的时候，桥上有人卖苹果，孩子们爬上栏杆看热闹。一九五一年，人们用九天把它拆掉了。",
    ),
}
_DRAFTS = {
    "de": (
        "Kranz beginnt hart: „Das Dorf hat den Damm nie gewollt.“ (Kranz 1983) Später heißt es, dass »die Alten […] "
        "zur Einweihung« gingen.[^1] Das war „Im Herbst 1926“, und dort „brach er an drei Stellen“.[^2] Man "
        "baute ihn; „die Alten gingen nicht“, wie sie sagt (ebd.).\n\n"
        "[^1]: Ilse Kranz, *Der Damm und das Dorf*, 1983.\n[^2]: Kranz, Damm.\n",
        [
            ("verbatim", "correct"),
            ("distorting", "correct"),
            ("verbatim", "correct"),
            ("altered", "correct"),
            ("verbatim", "correct"),
        ],
    ),
    "fr": (
        "Vidal écrit que « le pont n’a jamais été fermé aux piétons » (Vidal 1991). Elle ajoute : « Les charrettes, "
        "elles, payaient deux sous » (ibid.). On lit aussi que « personne ne s’en plaignait après la guerre » "
        "(Vidal 1991).\n",
        [("allowed", "correct"), ("verbatim", "correct"), ("altered", "correct")],
    ),
    "ru": (
        "Белов пишет: «Старый мост никогда не красили» (Белов 1972). По словам Белова, «по нему ходили только "
        "пешком»[^1]. «В 1951 году его разобрали за восемь дней»[^2].\n\n[^1]: Белов И. Старый мост. 1972.\n"
        "[^2]: Там же.\n",
        [("verbatim", "correct"), ("allowed", "correct"), ("altered", "correct")],
    ),
    "ja": (
        "森は「古い橋は一度も塗られなかった」と述べている（森 1988）。また「祭りの日には橋の上で林檎が売られ」"
        "という[^1]。森（1988）によれば、「子供たちは欄干に登って褒められた」。\n\n[^1]: 森健二『橋の話』1988年。\n",
        [("verbatim", "correct"), ("verbatim", "correct"), ("altered", "correct")],
    ),
    "zh": (
        "王芳写道：“老桥从来没有刷过漆。”（王芳 1996）她又说：“桥上有人卖苹果，孩子们爬上栏杆看热闹”[^1]。"
        "“一九五一年，人们用六天把它拆掉了”[^2]。\n\n[^1]: 王芳：《桥的故事》，1996年。\n[^2]: 同上。\n",
        [("verbatim", "correct"), ("verbatim", "correct"), ("altered", "correct")],
    ),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("bridges")
    for name, (language, title, author, year, text) in _SOURCES.items():
        head = f"---\ntitle: {title}\nauthor: {author}\nyear: {year}\nlang: {language}\n---\n"
        (folder / name).write_text(f"{head}\n# {title}\n\n{text}\n", encoding="utf-8")
    with open_library(init_library(folder).folder) as library:
        library.index()
        yield library


@pytest.mark.parametrize("language", _DRAFTS)
def test_a_draft_is_judged(library: Library, tmp_path: Path, language: str) -> None:
    text, verdicts = _DRAFTS[language]
    (tmp_path / "essay.md").write_text(text, encoding="utf-8")
    report = library.check(tmp_path / "essay.md")
    found = [(each.text_verdict.value, each.citation_verdict.value) for each in report.quotations]
    assert found == verdicts, [(each.text, each.citation, each.message) for each in report.quotations]
    assert report.notes == ()


def test_a_source_of_which_all_is_quoted_is_no_version_of_the_draft(library: Library, tmp_path: Path) -> None:
    text = (
        "“Le pont n’a jamais été fermé aux piétons.” (Vidal 1991) “Les charrettes, elles, payaient deux sous, et "
        "personne ne s’en plaignait avant la guerre.” (ibid.)\n"
    )
    (tmp_path / "essay.md").write_text(text, encoding="utf-8")
    assert [each.text_verdict.value for each in library.check(tmp_path / "essay.md").quotations] == ["verbatim"] * 2


def test_a_source_whose_lead_in_was_copied_is_no_version_of_the_draft(library: Library, tmp_path: Path) -> None:
    text = "Man baute ihn trotzdem, die Alten gingen nicht zur Einweihung. Im Herbst 1926 „brach er an zwei Stellen“.\n"
    (tmp_path / "essay.md").write_text(text, encoding="utf-8")
    [checked] = library.check(tmp_path / "essay.md").quotations
    assert checked.text_verdict.value == "verbatim"
