"""A client of the page in the browser, in this process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.testclient import TestClient

from kurilsearch.library.library import Library
from kurilsearch.web.access import Access
from kurilsearch.web.app import make_app
from kurilsearch.web.workspace import Workspace

HOST = "127.0.0.1:8417"
ACCESS = Access((HOST, "localhost:8417"), "a-token-of-the-tests")
ORIGIN = {"Origin": f"http://{HOST}"}


@contextmanager
def stranger(library: Library | None) -> Iterator[TestClient]:
    """Open a client without a cookie; forms that it sends come from the page itself."""
    workspace = Workspace(library)
    with TestClient(make_app(workspace, ACCESS), base_url=f"http://{HOST}", follow_redirects=False) as client:
        yield client


@contextmanager
def visitor(library: Library | None) -> Iterator[TestClient]:
    """Open a client that was let in, and that says of its forms that they come from the page."""
    with stranger(library) as client:
        client.get("/", params={"token": ACCESS.token})
        client.headers.update(ORIGIN)
        yield client


def wait_until_read(client: TestClient) -> None:
    """Wait for the end of an index run."""
    for _ in range(600):
        if not client.get("/api/indexing").json()["is_running"]:
            return
        time.sleep(0.05)
    raise AssertionError("the sources are being read for half a minute")
