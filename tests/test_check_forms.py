"""The forms of a report of a check: SARIF for editors, a page that needs nothing else; what is left out of it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kurilsearch.cli.app import app
from kurilsearch.cli.check_as_text import in_parentheses
from kurilsearch.library.library import Library
from tests.letter_and_diary import letter_and_diary

DRAFT = """# Mail

He writes that “the mail came in June” (Sato 1958, p. 73). <b>Others</b> & more.

And again “the mail came in May” (Sato 1985, p. 73).
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with letter_and_diary(tmp_path_factory.mktemp("library")) as library:
        library.index()
        yield library


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "my essay.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def run(library: Library, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["check", *arguments], obj=lambda *_, **__: library)


def sarif(library: Library, draft: Path) -> Any:
    return json.loads(run(library, str(draft), "--format", "sarif").stdout)


def test_sarif_has_what_its_schema_requires(library: Library, draft: Path) -> None:
    log = sarif(library, draft)
    assert log["version"] == "2.1.0"
    [ran] = log["runs"]
    rules = [rule["id"] for rule in ran["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    assert ran["columnKind"] == "unicodeCodePoints"
    for result in ran["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
        [location] = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9:/._~%-]+", uri)
    assert [result["ruleId"] for result in ran["results"]] == ["altered", "wrong_year"]


def test_the_regions_of_sarif_cut_the_quotation_out_of_the_draft(library: Library, draft: Path) -> None:
    lines = DRAFT.splitlines()
    for result in sarif(library, draft)["runs"][0]["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        start, length = region["charOffset"], region["charLength"]
        assert DRAFT[start : start + length] == region["snippet"]["text"]
        assert region["startLine"] == region["endLine"]
        assert (
            lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
            == DRAFT[start : start + length]
        )


def test_the_fix_of_sarif_mends_the_draft(library: Library, draft: Path) -> None:
    altered, dated = sarif(library, draft)["runs"][0]["results"]
    assert "fixes" not in dated
    [change] = altered["fixes"][0]["artifactChanges"]
    [replacement] = change["replacements"]
    start, length = (replacement["deletedRegion"][name] for name in ("charOffset", "charLength"))
    mended = DRAFT[:start] + replacement["insertedContent"]["text"] + DRAFT[start + length :]
    draft.write_text(mended, encoding="utf-8")
    assert [result["ruleId"] for result in sarif(library, draft)["runs"][0]["results"]] == ["wrong_year"]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and tag == "a":
                self.links.append(value or "")
            elif name in ("src", "href"):
                self.loaded.append(value or "")


def test_the_page_needs_no_other_file_and_its_links_lead_somewhere(library: Library, draft: Path) -> None:
    text = run(library, str(draft), "--format", "html").stdout
    page = _Page()
    page.feed(text)
    assert page.loaded == []
    assert "@import" not in text
    assert "url(" not in text
    assert set(page.links) == {f"#{name}" for name in page.ids}
    assert len(page.ids) == len(set(page.ids)) == 4
    assert "&lt;b&gt;Others&lt;/b&gt; &amp; more" in text
    assert "<b>" not in text


@pytest.mark.parametrize(("form", "ending"), [("html", ".html"), ("markdown", ".md")])
def test_a_report_among_the_sources_is_no_witness(tmp_path: Path, form: str, ending: str) -> None:
    with letter_and_diary(tmp_path) as library:
        library.index()
        draft = tmp_path / "essay.md"
        draft.write_text("He writes that “the lamps of the ferry were lit at noon”.\n", encoding="utf-8")
        report = run(library, str(draft), "--format", form).stdout
        assert "the lamps of the ferry were lit at noon" in report
        (tmp_path / "papers" / f"report{ending}").write_text(report, encoding="utf-8")
        library.index()
        checked = library.check(draft)
    assert [each.text_verdict.value for each in checked.quotations] == ["not_found"]
    assert any("no witness" in note for note in checked.notes)


def test_what_is_set_aside_is_no_finding_and_a_suppressed_result(library: Library, draft: Path) -> None:
    first = json.loads(run(library, str(draft), "--format", "json").stdout)["quotations"][0]
    reason = "the printed edition has June"
    draft.write_text(f"{DRAFT}\n<!-- kurilsearch: set aside {first['hash']} {reason} -->\n", encoding="utf-8")
    altered, _ = sarif(library, draft)["runs"][0]["results"]
    assert altered["suppressions"] == [{"kind": "external", "justification": reason}]
    assert len(library.check(draft).findings) == 1
    draft.write_text(draft.read_text(encoding="utf-8").replace("in June”", "in July”"), encoding="utf-8")
    assert len(library.check(draft).findings) == 2


def test_a_baseline_and_the_lines_changed_in_git(library: Library, draft: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "before.json"
    baseline.write_text(run(library, str(draft), "--format", "json").stdout, encoding="utf-8")
    known = run(library, str(draft), "--baseline", str(baseline))
    assert known.exit_code == 0
    assert "2 findings are in the baseline" in known.stdout
    git = ["git", "-c", "user.name=A Writer", "-c", "user.email=writer@example.org"]
    for arguments in (["init", "-q"], ["add", draft.name], ["commit", "-qm", "first"]):
        subprocess.run([*git, *arguments], cwd=tmp_path, check=True)
    draft.write_text(DRAFT.replace("in June”", "in July”"), encoding="utf-8")
    changed = json.loads(run(library, str(draft), "--changed-since", "HEAD", "--format", "json").stdout)
    assert [each["text"] for each in changed["quotations"]] == ["the mail came in July"]


BORROWING = """# Mail

My own words come first here, and they are few.

The harbour master wrote that the ferry would sail on Monday, weather allowing, and that nobody should wait.
"""


def test_what_has_no_marks_is_in_sarif_and_on_the_page(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "essay.md"
    path.write_text(BORROWING, encoding="utf-8")
    [result] = sarif(library, path)["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("unmarked_copy", "warning")
    region = result["locations"][0]["physicalLocation"]["region"]
    copied = BORROWING[region["charOffset"] : region["charOffset"] + region["charLength"]]
    assert copied.startswith("The harbour master")
    assert result["partialFingerprints"]
    page = run(library, str(path), "--format", "html").stdout
    assert f">{copied}</a>" in page
    assert 'class="borrowed finding"' in page
    assert "of the draft's own words" in page


@pytest.mark.parametrize(
    ("citation", "shown"),
    [("(Abe 1999, 4)", "(Abe 1999, 4)"), ("Abe 1999", "(Abe 1999)"), ("Abe (1999)", "Abe (1999)")],
)
def test_a_citation_has_its_parentheses_whole(citation: str, shown: str) -> None:
    assert in_parentheses(citation) == shown
