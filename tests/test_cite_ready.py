"""Citations are pasted as they are: inner quotation marks, raised letters, theses, subtitles and letters."""

from __future__ import annotations

import pytest

from kurilsearch.cite.export import ris_lines
from kurilsearch.cite.house_wording import in_words_of, punctuated
from kurilsearch.cite.locator import parse_locator
from kurilsearch.cite.render import Form, Output, Request, render
from kurilsearch.cite.styles import find_style
from kurilsearch.csl.items import read_item
from kurilsearch.csl.theses import thesis_kind
from kurilsearch.describe.files.ris import parse_ris
from kurilsearch.work import Item

ABE = [{"family": "Abe", "given": "Rei"}]


@pytest.mark.parametrize(
    ("genre", "kind"),
    [
        ("Ph.D.", "PhD thesis"),
        ("PhD", "PhD thesis"),
        ("Dr. phil.", "PhD thesis"),
        ("doctoral", "PhD thesis"),
        ("M.A.", "Master’s thesis"),
        ("Masters", "Master’s thesis"),
        ("BSc", "Bachelor’s thesis"),
        ("Habilitationsschrift", "Habilitationsschrift"),
        ("PhD dissertation", "PhD dissertation"),
    ],
)
def test_a_bare_degree_is_a_kind_of_thesis(genre: str, kind: str) -> None:
    assert thesis_kind(genre) == kind
    assert read_item({"type": "thesis", "genre": genre})["genre"] == kind


@pytest.mark.parametrize(
    ("style", "genre"),
    [("apa", "Doctoral dissertation"), ("chicago-notes-bibliography", "PhD diss."), ("ieee", "PhD thesis")],
)
def test_a_house_has_its_own_word_for_a_doctoral_thesis(style: str, genre: str) -> None:
    assert in_words_of(style, {"type": "thesis", "genre": "PhD thesis"})["genre"] == genre


@pytest.mark.parametrize(
    ("title", "worded"),
    [
        ("Ice and iron: a winter at sea", "Ice and iron: A winter at sea"),
        ("Who owns the bay? the answer of a fisher", "Who owns the bay? The answer of a fisher"),
        ("Eis und Eisen: ein Winter auf See", "Eis und Eisen: ein Winter auf See"),
        ('Tides: <span class="nocase">iMap</span> in use', 'Tides: <span class="nocase">iMap</span> in use'),
    ],
)
def test_apa_capitalises_an_english_subtitle(title: str, worded: str) -> None:
    assert in_words_of("apa", {"title": title})["title"] == worded
    assert in_words_of("mla", {"title": title})["title"] == title


@pytest.mark.parametrize(
    ("rendered", "ready"),
    [
        ("Abe. “On the ‘Lost Bay’.” Tides 3.", "Abe. “On the ‘Lost Bay.’” Tides 3."),
        ("<span>“On the <span>‘Lost Bay’</span>,”</span>", "<span>“On the <span>‘Lost Bay,’</span>”</span>"),
        ("Abe. “‘The “Lost” Bay’.” Tides 3.", "Abe. “‘The “Lost” Bay.’” Tides 3."),
        ("Abe. “The Fishers’.” Tides 3.", "Abe. “The Fishers’.” Tides 3."),
        ("In *Bays of “Ice”*, edited by Rei Abe.", "In *Bays of “Ice,”* edited by Rei Abe."),
        ("In #emph[Bays of “Ice”]. Tides, 1990.", "In #emph[Bays of “Ice.”] Tides, 1990."),
        ("In *Bays of “Ice”* (2nd ed., pp. 3–4).", "In *Bays of “Ice”* (2nd ed., pp. 3–4)."),
        ("Abe, ‘On the “Lost Bay”’, Tides", "Abe, ‘On the “Lost Bay”’, Tides"),
    ],
)
def test_a_stop_within_the_outer_marks_is_within_the_inner_ones(rendered: str, ready: str) -> None:
    assert punctuated(rendered, {"type": "article-journal"}, find_style("mla")) == ready


@pytest.mark.parametrize(
    ("to", "title"),
    [
        (Output.MARKDOWN, "*Winters of* Alca torda *and* Great Waves. Gull Press"),
        (Output.LATEX, r"\emph{Winters of} Alca torda \emph{and} Great Waves. Gull Press"),
        (Output.PLAIN, "Winters of Alca torda and Great Waves. Gull Press"),
    ],
)
def test_italics_within_italics_are_roman_and_no_english_keeps_its_letters(to: Output, title: str) -> None:
    item: Item = {
        "type": "book",
        "title": "Winters of <i>Alca torda</i> and <i>great waves</i>",
        "publisher": "Gull Press",
    }
    assert title in cited(item, "chicago", to)


def test_mla_tells_works_of_one_author_apart_by_their_titles() -> None:
    items: list[Item] = [
        {"type": "book", "title": title, "author": ABE, "issued": {"date-parts": [[year]]}}
        for title, year in (("Ice", 1990), ("Iron", 1991))
    ]
    requests = [
        Request(item, find_style("mla"), parse_locator("p. 5"), beside=(other,)) for item, other in (items, items[::-1])
    ]
    assert [citation.text for citation in render(requests)] == ["(Abe, Ice 5)", "(Abe, Iron 5)"]


def test_a_british_style_has_the_comma_behind_the_marks() -> None:
    title = "In *Bays of “Ice”*, ed. by Rei Abe"
    assert punctuated(title, {"type": "chapter"}, find_style("mhra")) == title


@pytest.mark.parametrize(("volume", "place"), [("3", "3:12"), ("", "vol. 3, 12")])
def test_a_note_names_the_volume_once(volume: str, place: str) -> None:
    item: Item = {"id": "a", "type": "book", "title": "Tides", "author": ABE, "volume": volume}
    note = render([Request(item, find_style("chicago"), parse_locator("vol. 3, p. 12"))])[0].text
    assert note.endswith(f", {place}.")


def test_places_are_named_in_the_language_of_the_style() -> None:
    item: Item = {"id": "a", "type": "book", "title": "Приливы", "author": ABE, "issued": {"date-parts": [[1964]]}}
    places = [parse_locator(typed) for typed in ("vol. 2, p. 5", "p. 5")]
    cited = [citation.text for citation in render(Request(item, find_style("gost"), place) for place in places)]
    assert cited == ["[Abe, 1964, т. 2, с. 5]", "[Abe, 1964, с. 5]"]


def cited(item: Item, style: str, to: Output = Output.PLAIN, form: Form = Form.BIBLIOGRAPHY) -> str:
    return render([Request(item, find_style(style), form=form, to=to)])[0].text


def test_raised_letters_are_plain_in_plain_text() -> None:
    item: Item = {
        "id": "a",
        "type": "book",
        "title": "The 20<sup>th</sup> winter at 10<sup>3</sup> lakes",
        "author": ABE,
    }
    assert "20th Winter at 10³ Lakes" in cited(item, "chicago")
    assert "20#super[th]" in cited(item, "chicago", Output.TYPST)


def test_a_letter_with_a_title_has_a_comma_before_it() -> None:
    item: Item = {
        "id": "a",
        "type": "personal_communication",
        "title": "News of the whalers",
        "author": ABE,
        "recipient": [{"family": "Orlova", "given": "Nina"}],
        "issued": {"date-parts": [[1911, 5, 4]]},
    }
    assert cited(item, "chicago", form=Form.NOTE).startswith(
        "Rei Abe, “News of the Whalers,” to Nina Orlova, May 4, 1911"
    )


def test_who_received_a_letter_comes_back_from_ris() -> None:
    item: Item = {"id": "a", "type": "personal_communication", "recipient": [{"family": "Orlova", "given": "Nina"}]}
    written = "".join(f"{tag}  - {value}\n" for tag, value in ris_lines(item))
    assert parse_ris(written).entries[0].item["recipient"] == item["recipient"]
