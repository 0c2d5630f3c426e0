"""The page served for real, in a thread, and a browser that notes what it asks for and what goes wrong in it."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from kurilsearch.library.library import Library
from kurilsearch.web.access import Access
from kurilsearch.web.app import make_app
from kurilsearch.web.patience import PatientProtocol
from kurilsearch.web.serve import hosts_of, listening
from kurilsearch.web.workspace import Workspace

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def served(library: Library | None) -> Iterator[Access]:
    """Serve the page in a thread; what lets a browser in."""
    with listening("127.0.0.1", None) as sock:
        access = Access(hosts_of("127.0.0.1", sock.getsockname()[1]), "a-token-of-the-tests")
        app = make_app(Workspace(library), access)
        config = uvicorn.Config(app, http=PatientProtocol, ws="none", log_level="warning", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield access
        finally:
            server.should_exit = True
            thread.join(10)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's browser, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visit:
    """A browser that was let in; ``outside`` are the addresses that it asked for elsewhere, ``complaints`` its log."""

    access: Access
    context: BrowserContext
    page: Page
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Show a page, and wait until nothing more is loaded."""
        self.page.goto(self.access.address.rstrip("/") + path)
        self.page.wait_for_load_state("networkidle")

    def note(self, request: Request) -> None:
        """Note an address that is none of the page's."""
        if not request.url.startswith((self.access.address, "data:", "blob:")):
            self.outside.append(request.url)


@contextmanager
def visit(browser: Browser, access: Access, *, script: bool = True, width: int = 1280) -> Iterator[Visit]:
    """Open a browser's page, let in at the first address."""
    context = browser.new_context(
        viewport={"width": width, "height": 850}, java_script_enabled=script, accept_downloads=True
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    made = Visit(access, context, page)
    context.on("request", made.note)
    page.on("console", lambda each: made.complaints.append(each.text) if each.type == "error" else None)
    page.on("pageerror", lambda error: made.complaints.append(str(error)))
    page.goto(access.first_address)
    try:
        yield made
    finally:
        context.close()


def thousand_pages(folder: Path) -> None:
    """Write a book of a thousand pages into a folder."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(folder / "thousand.pdf"), pagesize=(420, 600))
    canvas.setTitle("A Thousand Pages")
    for number in range(1, 1001):
        canvas.drawString(60, 500, f"What stands on leaf {number} of the harbour register is soon told.")
        canvas.drawString(200, 30, str(number))
        canvas.showPage()
    canvas.save()
