"""The page in a browser: every job end to end, by mouse and by keyboard alone, with and without a script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, CDPSession, expect

from kurilsearch.library.handles import handle_of
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library
from kurilsearch.web.access import Access
from tests.conftest import ROOT
from tests.requirements import needs
from tests.web_papers import PAPERS, write_papers
from tests.web_server import CHROMIUM, Visit, chromium, served, thousand_pages, visit

pytestmark = [pytest.mark.slow, needs(CHROMIUM is not None, "Chromium is not installed")]

DRAFT = """\
Most accounts begin in Tokyo. One lecture says of the second word that “the two can be divided” and leaves it at that.
Others are kinder to it than I am, and some have forgotten it.

Nobody has found “zeppelins over the quiet marshes of the northern island” in any archive of the prefecture.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("thesis")
    for source in (ROOT / "seeds").iterdir():
        shutil.copy(source, folder)
    write_papers(folder)
    thousand_pages(folder)
    init_library(folder)
    with open_library(folder) as library:
        library.index()
        yield library


@pytest.fixture(scope="module")
def access(library: Library) -> Iterator[Access]:
    with served(library) as access:
        yield access


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def here(browser: Browser, access: Access) -> Iterator[Visit]:
    with visit(browser, access) as made:
        yield made
        assert made.outside == []
        assert made.complaints == []


def drop_draft(here: Visit, folder: Path) -> None:
    """Drop a draft on the page and wait for its check."""
    draft = folder / "essay.md"
    draft.write_text(DRAFT, encoding="utf-8")
    here.go("/check")
    here.page.set_input_files("#draft", draft)
    here.page.get_by_role("button", name="Check it").click()
    expect(here.page.locator(".cards")).to_be_visible(timeout=60_000)


def test_a_passage_is_found_opened_and_copied_by_the_keyboard_alone(here: Visit, library: Library) -> None:
    keyboard, page = here.page.keyboard, here.page
    page.wait_for_load_state("networkidle")
    keyboard.press("/")
    keyboard.type("inseparability of politics and economics")
    keyboard.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    keyboard.press("j")
    expect(page.locator(".hit").first).to_be_focused()
    keyboard.press("j")
    expect(page.locator(".hit").nth(1)).to_be_focused()
    keyboard.press("k")
    keyboard.press("Enter")
    expect(page.locator("#source mark").first).to_be_visible()
    assert "open=" in page.url
    keyboard.press("c")
    expect(page.locator("#told")).to_contain_text("Copied", timeout=30_000)  # the first citation starts pandoc
    copied = page.evaluate("navigator.clipboard.readText()")
    hit = library.search("inseparability of politics and economics").hits[0]
    assert copied == library.paste([hit], "chicago")[0].text
    page.go_back()
    expect(page.locator("#source")).to_have_count(0)
    keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys", exact=True)).to_be_visible()


def test_the_style_in_the_corner_is_that_of_the_next_copy(here: Visit) -> None:
    here.go("/?q=islands")
    here.page.locator("#style").select_option("apa")
    expect(here.page.locator("#told")).to_contain_text("cited in APA")
    here.page.reload()
    expect(here.page.locator("#style")).to_have_value("apa")
    here.page.locator(".hit button[data-copy=citation]").first.click()
    expect(here.page.locator("#told")).to_contain_text("kurilsearch contributors, 2026")
    here.page.locator("#style").select_option(label="Another style …")
    here.page.get_by_label("Style", exact=True).fill("vancouver")
    here.page.get_by_role("button", name="Use it").click()
    expect(here.page.locator("#style")).to_have_value("vancouver")
    assert here.page.url.endswith("/?q=islands")


@pytest.mark.parametrize("name", PAPERS)
def test_the_outline_lies_on_the_printed_words(here: Visit, library: Library, name: str) -> None:
    hit = library.find_quotation(PAPERS[name][1]).hits[0]
    here.go(f"/at/{handle_of(hit)}")
    document = library.find_document(name)
    sizes = library.drawing.sizes(document)
    for number, boxes in library.drawing.boxes([hit], document).items():
        sheet = here.page.locator(f"#page-{number} svg")
        paper = sheet.bounding_box()
        outlines = sheet.locator(".outline rect").all()
        assert paper
        assert len(outlines) == len(boxes)
        scale = paper["width"] / sizes[number - 1].width
        for outline, box in zip(outlines, boxes, strict=True):
            found = outline.bounding_box()
            assert found
            left, top = (found["x"] - paper["x"]) / scale, (found["y"] - paper["y"]) / scale
            width, height = found["width"] / scale, found["height"] / scale
            across = min(left + width, box.left + box.width + 1) - max(left, box.left - 1)
            down = min(top + height, box.top + box.height + 1) - max(top, box.top - 1)
            union = width * height + (box.width + 2) * (box.height + 2) - across * down
            assert across * down / union > 0.85  # what the line of the outline adds, a pixel on each side, is in it
    assert here.page.locator("#mark").first.is_visible()


def test_words_of_a_page_can_be_selected(here: Visit, library: Library) -> None:
    hit = library.find_quotation(PAPERS["pages.pdf"][1]).hits[0]
    here.go(f"/at/{handle_of(hit)}")
    selected = here.page.evaluate(
        "() => { const line = [...document.querySelectorAll('.words text')].find((each) => "
        "each.textContent.startsWith('Nobody')); getSelection().selectAllChildren(line); "
        "return getSelection().toString(); }"
    )
    assert selected.startswith("Nobody in the village")


SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifts += each.value;
}).observe({ type: "layout-shift", buffered: true });
"""
"""Adds up what browsers call the cumulative layout shift of a page."""


def held(devtools: CDPSession) -> dict[str, float]:
    """Return how much a page holds when its garbage is taken away: nodes, bytes of its script."""
    devtools.send("HeapProfiler.collectGarbage")
    return {each["name"]: each["value"] for each in devtools.send("Performance.getMetrics")["metrics"]}


def test_nothing_shifts_while_a_page_loads(here: Visit, library: Library) -> None:
    here.page.add_init_script(SHIFTS)
    paper = handle_of(library.find_quotation(PAPERS["pages.pdf"][1]).hits[0])
    text = handle_of(library.search("inseparability").hits[0])
    paths = [
        "/", "/?q=islands+loans", f"/?q=inseparability&open={text}", f"/?q=winter+letter&open={paper}", f"/at/{paper}",
        f"/at/{text}", "/prove?words=the+two+can+be+divided+by+nobody+at+all", "/check", "/sources", "/read",
    ]  # fmt: skip
    for path in paths:
        here.go(path)
        assert here.page.evaluate("window.shifts") < 0.01, path


def test_a_thousand_pages_scroll_in_bounded_memory_without_shifting(here: Visit, library: Library) -> None:
    document = library.find_document("thousand.pdf")
    here.page.add_init_script(SHIFTS)
    here.go(f"/read/{document.id:x}")
    devtools = here.context.new_cdp_session(here.page)
    devtools.send("Performance.enable")
    before = held(devtools)
    most = 0
    for number in (3, 40, 400, 700, 998):
        here.page.locator(f"#page-{number}").scroll_into_view_if_needed()
        expect(here.page.locator(f"#page-{number} image")).to_have_count(1)
        expect(here.page.locator(f"#page-{number + 1} image")).to_have_count(1)  # fetched before it is asked for
        most = max(most, here.page.locator(".sheet image").count())
    assert most < 40
    after = held(devtools)
    assert after["Nodes"] < before["Nodes"] + 2_000
    assert after["JSHeapUsedSize"] < before["JSHeapUsedSize"] + (4 << 20)
    seen = here.page.evaluate("[...document.querySelectorAll('.thumbs img')].filter((each) => each.complete).length")
    assert 0 < seen < 100
    assert here.page.evaluate("window.shifts") < 0.01
    expect(here.page.locator("#label")).to_have_value("998")


def test_a_quotation_is_proved(here: Visit) -> None:
    here.go("/prove")
    here.page.keyboard.press("/")
    here.page.keyboard.type(
        "The principle says that the two can be divided by nobody, whatever the ministers say of it"
    )
    here.page.keyboard.press("Enter")
    expect(here.page.get_by_role("status").first).to_be_visible()


def test_a_draft_is_checked_and_a_finding_set_aside_by_the_keyboard(here: Visit, tmp_path: Path) -> None:
    drop_draft(here, tmp_path)
    page, keyboard = here.page, here.page.keyboard
    expect(page.locator(".count")).to_contain_text("2 findings in 2 quotations")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/check" in request.url else None)
    page.locator(".card").nth(1).get_by_role("link", name="Line").click()
    expect(page.locator(".draft-text a:target")).to_be_in_viewport()
    keyboard.press("j")
    expect(page.locator(".card").first).to_be_focused()
    assert asked == []  # another place of the same page is not fetched anew
    keyboard.press("x")
    page.locator(".card").first.get_by_label("Because").fill("It is a joke.")
    keyboard.press("Enter")
    expect(page.locator(".count")).to_contain_text("1 finding in 2 quotations")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the mended copy").click()
    assert download.value.suggested_filename == "essay.fixed.md"
    assert "Most accounts begin" in Path(download.value.path()).read_text(encoding="utf-8")


def test_what_is_known_of_a_source_is_edited(here: Visit, library: Library) -> None:
    here.go("/sources")
    here.page.get_by_role("link", name="A Thousand Pages").first.click()
    here.page.get_by_label("Author", exact=True).fill("Abe, Kimi")
    here.page.get_by_role("button", name="Save").click()
    expect(here.page.get_by_label("Author", exact=True)).to_have_value("Abe, Kimi")
    assert library.source("thousand.pdf").document.metadata.authors == ("Abe, Kimi",)


def test_a_folder_becomes_a_library(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text("The ferry sailed on Monday, weather allowing.\n", encoding="utf-8")
    with served(None) as access, visit(browser, access) as here:
        here.page.get_by_label("Folder").fill(str(tmp_path))
        here.page.get_by_role("button", name="Look into it").click()
        here.page.get_by_role("link", name="letters").click()
        here.page.get_by_role("button", name="Make a library").click()
        expect(here.page.get_by_text("1 file added")).to_be_visible(timeout=60_000)
        here.page.get_by_role("link", name="To the search").click()
        here.page.wait_for_load_state("networkidle")
        here.page.keyboard.press("/")
        here.page.keyboard.type("ferry")
        here.page.keyboard.press("Enter")
        expect(here.page.locator(".hit q")).to_contain_text("sailed on Monday")
        assert here.outside == []
        assert here.complaints == []


def test_everything_works_as_links_and_forms_alone(browser: Browser, access: Access, tmp_path: Path) -> None:
    with visit(browser, access, script=False) as here:
        page = here.page
        page.locator("#q").fill("inseparability of politics and economics")
        page.get_by_role("button", name="Find").click()
        page.locator(".hit h2 a").first.click()
        expect(page.locator("#source mark").first).to_be_visible()
        page.get_by_role("link", name="Read on").click()
        expect(page.locator("#mark")).to_be_visible()
        page.get_by_role("button", name="Copy quotation").click()
        expect(page.get_by_role("heading", name="Quotation with citation")).to_be_visible()
        draft = tmp_path / "essay.md"
        draft.write_text(DRAFT, encoding="utf-8")
        here.go("/check")
        page.set_input_files("#draft", draft)
        page.get_by_role("button", name="Check it").click()
        expect(page.locator(".cards")).to_be_visible(timeout=60_000)
        assert here.outside == []


def test_a_browser_without_the_token_sees_nothing(browser: Browser, access: Access) -> None:
    context = browser.new_context()
    page = context.new_page()
    answer = page.goto(access.address)
    assert answer
    assert answer.status == 403
    expect(page.get_by_role("heading")).to_have_text("This browser is not let in")
    context.close()


def test_no_page_has_a_violation_that_axe_knows(here: Visit, library: Library, tmp_path: Path) -> None:
    drop_draft(here, tmp_path)
    check = here.page.url.partition(access_path(here))[2]
    paper = handle_of(library.find_quotation(PAPERS["pages.pdf"][1]).hits[0])
    text = handle_of(library.search("inseparability").hits[0])
    words = "Andrei Domnitsky of the Soviet mission in Tokyo which Japan did recognise brought a letter in 1956"
    paths = [
        f"/{check}", "/", "/?q=islands+loans", f"/?q=inseparability&open={text}", "/?q=%22unbalanced", f"/at/{paper}",
        f"/at/{text}", f"/prove?words={words}", "/check", "/sources", f"/sources/{text.partition('.')[0]}",
        f"/cite/{text}", "/help", "/read", "/indexing", f"/cited/{text.partition('.')[0]}", "/at/nothing",
    ]  # fmt: skip
    axe = Axe()
    found: list[str] = []
    for number, path in enumerate(paths):
        here.go(path)
        results = axe.run(here.page)
        found += [f"{path}: {each['id']} {each['nodes'][0]['html'][:200]}" for each in results.response["violations"]]
        if number < 7:
            here.page.emulate_media(color_scheme="dark")
            results = axe.run(here.page, options={"runOnly": ["color-contrast"]})
            found += [f"{path} in the dark: {each['nodes'][0]['html']}" for each in results.response["violations"]]
            here.page.emulate_media(color_scheme="light")
    here.complaints[:] = [each for each in here.complaints if "400" not in each]  # the query that cannot be read
    assert found == []


def access_path(here: Visit) -> str:
    """Return the address of the page."""
    return here.access.address


def test_nothing_is_wider_than_the_window(here: Visit, library: Library) -> None:
    paper = handle_of(library.find_quotation(PAPERS["turned.pdf"][1]).hits[0])
    for path in ("/?q=islands", f"/at/{paper}", "/prove?words=the+two+cannot+be+divided+at+all", "/sources", "/help"):
        here.go(path)
        for width in (1280, 760, 360):
            here.page.set_viewport_size({"width": width, "height": 800})
            assert here.page.evaluate("document.documentElement.scrollWidth") <= width, path
