"""Drafts that are text are set right in a copy, and undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.check.repair.amendments import Amendment, Change, RepairError, without_overlaps
from kurilsearch.check.repair.text_file import amend_text, undo_text

DRAFT = "Doe says that “teh ice was thick” and\nthat nobody came.\n"


def amendment(words: str, after: str | None = None, comment: str | None = None, text: str = DRAFT) -> Amendment:
    start = text.index(words)
    return Amendment((start, start + len(words)), words, after, comment, "words")


@pytest.mark.parametrize(
    ("format_name", "expected"),
    [
        ("markdown", "Doe says that “the ice was thick” and\nthat nobody came <!-- Who – says› it? -->.\n"),
        ("html", "Doe says that “the ice was thick” and\nthat nobody came <!-- Who – says› it? -->.\n"),
        ("latex", "Doe says that “the ice was thick” and\n% Who -- says> it?\nthat nobody came.\n"),
        ("typst", "Doe says that “the ice was thick” and\n// Who -- says> it?\nthat nobody came.\n"),
        ("text", "Doe says that “the ice was thick” and\nthat nobody came.\n"),
    ],
)
def test_words_are_replaced_and_comments_put_as_the_format_has_them(format_name: str, expected: str) -> None:
    made, changes = amend_text(
        DRAFT, [amendment("nobody came", comment="Who -- says>\nit?"), amendment("teh", "the")], format_name
    )
    assert made == expected
    assert all(made[change.start :].startswith(change.after) for change in changes)
    assert undo_text(made, changes) == DRAFT


def test_of_two_that_replace_the_same_words_one_becomes_a_comment() -> None:
    first, second = amendment("teh ice", "the ice"), amendment("ice was", "snow was", "See page 3.")
    assert without_overlaps([second, first]) == [
        first,
        Amendment(second.span, "ice was", None, "See page 3. Write: snow was", "words"),
    ]
    made, _ = amend_text(DRAFT, [second, first], "markdown")
    assert made.startswith("Doe says that “the ice was <!-- See page 3. Write: snow was --> thick”")


def test_a_draft_that_changed_is_left_alone() -> None:
    with pytest.raises(RepairError, match="“nobody”"):
        amend_text(DRAFT.replace("nobody", "no one"), [amendment("nobody", "somebody")], "text")
    made, changes = amend_text(DRAFT, [amendment("teh", "the")], "text")
    with pytest.raises(RepairError, match="no longer stands at character 15"):
        undo_text("! " + made, changes)


def test_a_list_that_is_none_is_refused() -> None:
    change = Change("words", "", 3, "teh", "the", None)
    assert Change.from_dict(change.to_dict()) == change
    with pytest.raises(RepairError, match="no list of changes"):
        Change.from_dict({"kind": "words"})


@given(
    st.text("ab c\n“”", min_size=1, max_size=40),
    st.lists(
        st.tuples(
            st.integers(0, 40),
            st.integers(0, 9),
            st.none() | st.text("xy", max_size=3),
            st.none() | st.text("x>-", max_size=5),
        ),
        max_size=6,
    ),
    st.sampled_from(["markdown", "latex", "typst", "html", "text"]),
)
def test_undoing_gives_the_draft_back(
    text: str, places: list[tuple[int, int, str | None, str | None]], format_name: str
) -> None:
    amendments = []
    for start, length, after, comment in places:
        start, end = min(start, len(text)), min(start + length, len(text))
        amendments.append(Amendment((start, end), text[start:end], after, comment))
    made, changes = amend_text(text, amendments, format_name)
    assert undo_text(made, changes) == text
