"""The page of a report in a browser: findings are gone through by keyboard, nothing is fetched, it can be printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from kurilsearch.cli.app import app
from tests.letter_and_diary import letter_and_diary
from tests.requirements import needs
from tests.web_server import CHROMIUM, chromium

pytestmark = [pytest.mark.slow, needs(CHROMIUM is not None, "Chromium is not installed")]

FILLER = "\n\n".join(
    f"Nothing is quoted in paragraph {number}, which is there to be scrolled over." for number in range(60)
)
DRAFT = f"""He writes that “the mail came in June” (Sato 1958, p. 73).

And rightly that “the mail came in May” (Sato 1958, p. 73).

{FILLER}

Then again “the mail came in May” (Sato 1985, p. 73), and “the brass telescope was never paid for” (Sato 1958, p. 7).
"""
WORDS = ["the mail came in June", "the mail came in May", "the brass telescope was never paid for"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    (folder / "essay.md").write_text(DRAFT, encoding="utf-8")
    with letter_and_diary(folder) as library:
        library.index()
        arguments = ["check", str(folder / "essay.md"), "--format", "html"]
        answer = CliRunner().invoke(app, arguments, obj=lambda *_, **__: library)
    page = folder / "report.html"
    page.write_text(answer.stdout, encoding="utf-8")
    return page


@pytest.fixture
def page(report: Path) -> Iterator[Page]:
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1000, "height": 600})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(report.as_uri())
        yield page
        assert asked == [report.as_uri()]


def here(page: Page) -> str:
    """Return the words of the draft that are pointed at, once they and what is said of them can be seen."""
    quotation, said = page.locator("article .here"), page.locator("section.here")
    expect(quotation).to_be_in_viewport()
    expect(said).to_be_in_viewport()
    expect(quotation).to_be_focused()
    assert quotation.get_attribute("href") == f"#{said.get_attribute('id')}"
    return quotation.inner_text()


def test_findings_are_gone_through_by_keyboard_forwards_backwards_and_around(page: Page) -> None:
    seen = []
    for key in ("j", "j", "ArrowRight", "j", "k", "ArrowLeft"):
        page.keyboard.press(key)
        seen.append(here(page))
    assert seen == [*WORDS, WORDS[0], WORDS[2], WORDS[1]]


def test_backwards_begins_at_the_last(page: Page) -> None:
    page.keyboard.press("k")
    assert here(page) == WORDS[2]


def test_keys_go_on_from_what_was_clicked_and_leave_those_of_the_browser_alone(page: Page) -> None:
    page.locator("article .finding").nth(1).click()
    page.keyboard.press("Control+j")
    page.keyboard.press("j")
    assert here(page) == WORDS[2]


def test_it_is_printed_as_a_whole(page: Page) -> None:
    assert page.pdf().startswith(b"%PDF-")
    page.emulate_media(media="print")
    expect(page.locator("article")).to_contain_text("paragraph 59")
    for finding in page.locator("section.finding").all():
        expect(finding).to_be_visible()
