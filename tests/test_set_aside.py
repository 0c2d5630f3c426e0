"""Findings that are let stand: set aside with a reason, known from a baseline, or in lines that did not change."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kurilsearch.check.report import CheckedQuotation, DraftReport
from kurilsearch.check.set_aside import (
    SetAside,
    only_changed,
    only_new,
    read_set_aside,
    set_aside_in_comments,
    set_findings_aside,
)
from kurilsearch.check.verdicts import CitationVerdict, TextVerdict
from kurilsearch.check.words_hash import hash_of_words
from kurilsearch.errors import UsageError
from kurilsearch.programs.git import file_at_revision

TEXT = 'One wrote of "seven boats in the bay" (Orlov 1931, 4).\n\nAnother "sold no herring" (Orlov 1931, 9).\n'


def quotation(words: str, verdict: TextVerdict = TextVerdict.ALTERED) -> CheckedQuotation:
    start = TEXT.index(words)
    line = TEXT.count("\n", 0, start) + 1
    return CheckedQuotation(
        start,
        start + len(words),
        line,
        1,
        words,
        "Orlov 1931",
        verdict,
        CitationVerdict.CORRECT,
        message="It is wrong.",
    )


def report(*quotations: CheckedQuotation) -> DraftReport:
    return DraftReport("draft.md", TEXT, quotations)


BOATS, HERRING = quotation("seven boats in the bay"), quotation("sold no herring")


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- kurilsearch: set aside {} the second edition has it so -->",
        "% kurilsearch: set aside {}: the second edition has it so",
        "// kurilsearch set aside {} – the second edition has it so",
    ],
)
def test_a_comment_sets_a_finding_aside(comment: str) -> None:
    text = "First line.\n" + comment.format(BOATS.words_hash) + "\n"
    (entry,) = set_aside_in_comments(text)
    assert entry == SetAside(BOATS.words_hash, "the second edition has it so", "line 2")
    checked = set_findings_aside(report(BOATS, HERRING), [entry])
    assert [each.text for each in checked.findings] == ["sold no herring"]
    assert [each.set_aside for each in checked.set_aside] == ["the second edition has it so"]


def test_it_comes_back_when_the_words_or_the_citation_change() -> None:
    assert hash_of_words("seven boats", "Orlov 1931") != hash_of_words("eight boats", "Orlov 1931")
    assert hash_of_words("seven boats", "Orlov 1931") != hash_of_words("seven boats", "Orlov 1932")
    old = SetAside(hash_of_words("eight boats in the bay", "Orlov 1931"), "a slip", "line 9")
    checked = set_findings_aside(report(BOATS), [old])
    assert checked.findings == (BOATS,)
    assert "no quotation has these words any more" in checked.notes[0]


def test_it_does_not_come_back_for_other_marks_and_wraps() -> None:
    assert hash_of_words("seven boats’ crew", None) == hash_of_words("Seven\nboats' crew", None)


def test_a_reason_is_asked_for() -> None:
    checked = set_findings_aside(report(BOATS), [SetAside(BOATS.words_hash, "", "line 3")])
    assert checked.findings == (BOATS,)
    assert checked.notes == (f"line 3 sets {BOATS.words_hash} aside without a reason; say why",)


def test_the_file_beside_the_draft() -> None:
    text = f'[[set_aside]]\nhash = "{HERRING.words_hash}"\nreason = "quoted from memory, as he says"\n'
    entries = read_set_aside(text, "kurilsearch-check.toml")
    assert set_findings_aside(report(BOATS, HERRING), entries).findings == (BOATS,)


@pytest.mark.parametrize("text", ["[[set_aside]\n", '[[set_aside]]\nreason = "why"\n', 'set_aside = "all"\n'])
def test_a_bad_file_is_told_in_one_line(text: str) -> None:
    with pytest.raises(UsageError, match=r"kurilsearch-check\.toml"):
        read_set_aside(text, "kurilsearch-check.toml")


def test_a_baseline_hides_what_it_has_and_nothing_else() -> None:
    before = report(BOATS).to_dict()
    now = only_new(report(BOATS, HERRING), before)
    assert now.findings == (HERRING,)
    assert now.notes == ("1 finding is in the baseline",)
    worse = quotation("seven boats in the bay", TextVerdict.NOT_FOUND)
    assert only_new(report(worse), before).findings == (worse,)
    with pytest.raises(UsageError):
        only_new(report(BOATS), {"hits": []})


def test_only_what_stands_in_changed_lines() -> None:
    earlier = TEXT.replace("sold no herring", "bought no herring")
    assert only_changed(report(BOATS, HERRING), earlier).quotations == (HERRING,)
    assert only_changed(report(BOATS, HERRING), TEXT).quotations == ()
    assert only_changed(report(BOATS, HERRING), "").quotations == (BOATS, HERRING)


def test_a_file_at_a_revision(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    with pytest.raises(UsageError, match="no git repository"):
        file_at_revision(draft, "HEAD")
    git = ["git", "-c", "user.name=A Writer", "-c", "user.email=writer@example.org"]
    subprocess.run([*git, "init", "-q"], cwd=tmp_path, check=True)
    draft.write_bytes(b"old\n")
    subprocess.run([*git, "add", "draft.md"], cwd=tmp_path, check=True)
    subprocess.run([*git, "commit", "-qm", "first"], cwd=tmp_path, check=True)
    draft.write_bytes(b"new\n")
    assert file_at_revision(draft, "HEAD") == b"old\n"
    assert file_at_revision(tmp_path / "other.md", "HEAD") is None
    for revision in ("nothing", "--output=x"):
        with pytest.raises(UsageError, match="no revision"):
            file_at_revision(draft, revision)
