"""The page under fire: slow and silent clients, floods, a server that stops in the middle, garbage on the line."""

from __future__ import annotations

import asyncio
import errno
import gc
import socket
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.types import Message, Scope

from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library
from kurilsearch.web import limits, patience
from kurilsearch.web.access import Access
from kurilsearch.web.app import make_app
from kurilsearch.web.workspace import Workspace
from tests.letter_and_diary import letter_and_diary
from tests.web_client import ACCESS, HOST, visitor
from tests.web_server import served

GROWTH = 1 << 20
"""Bytes by which ten thousand requests may let the memory grow."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with letter_and_diary(tmp_path_factory.mktemp("library")) as library:
        library.index()
        yield library


def connect(access: Access) -> socket.socket:
    host, _, port = access.hosts[0].partition(":")
    return socket.create_connection((host, int(port)), timeout=10)


def head(access: Access, line: str, **headers: str) -> bytes:
    """Return the head of a request of somebody who is let in."""
    given = {"Host": access.hosts[0], "Authorization": f"Bearer {access.token}", **headers}
    return "".join(
        (f"{line} HTTP/1.1\r\n", *(f"{name}: {value}\r\n" for name, value in given.items()), "\r\n")
    ).encode()


def answer_of(connection: socket.socket) -> bytes:
    """Return all that comes until the other side closes."""
    with connection.makefile("rb") as stream:
        return stream.read()


def test_a_client_that_asks_nothing_is_let_go(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SECONDS_TO_ASK", 0.3)
    with served(library) as access:
        for said in (b"", b"GET / HTT", b"GET / HTTP/1.1\r\nHost: "):
            with connect(access) as connection:
                connection.sendall(said)
                assert answer_of(connection) == b""
        with connect(access) as connection:  # nor by a second request, on a line that is kept open
            connection.sendall(head(access, "GET /api/indexing") + b"GET /")
            assert answer_of(connection).startswith(b"HTTP/1.1 200")


def test_a_form_that_never_ends_is_refused(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS_BETWEEN", 0.3)
    form = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": "100", "Connection": "close"}
    with served(library) as access, connect(access) as connection:
        connection.sendall(head(access, "POST /style", **form) + b"style=")
        assert answer_of(connection).startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize(
    "garbage",
    [b"\x16\x03\x01\x02\x00\x01", b"\x00" * 9000, b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
     b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
     b"GET / HTTP/1.1\r\nX: " + b"x" * 200_000 + b"\r\n\r\n"],
)  # fmt: skip
def test_garbage_on_the_line_harms_nothing(library: Library, garbage: bytes) -> None:
    with served(library) as access:
        with connect(access) as connection:
            try:
                connection.sendall(garbage)
                connection.shutdown(socket.SHUT_WR)
                answer = answer_of(connection)
            except OSError as error:  # the server has closed the line; to shut it down then is no ConnectionError
                assert isinstance(error, ConnectionError) or error.errno == errno.ENOTCONN
                answer = b""
            assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 421")) or not answer
        with connect(access) as connection:
            connection.sendall(head(access, "GET /api/indexing", Connection="close"))
            assert answer_of(connection).startswith(b"HTTP/1.1 200")


def test_many_silent_clients_keep_nobody_out(library: Library) -> None:
    with served(library) as access:
        silent = [connect(access) for _ in range(100)]
        with connect(access) as connection:
            connection.sendall(head(access, "GET /?q=ferry", Connection="close"))
            assert b"data-hit" in answer_of(connection)
        for each in silent:
            each.close()


def test_ten_thousand_requests_let_nothing_in_and_leave_nothing_behind(library: Library) -> None:
    app = make_app(Workspace(library), ACCESS)
    statuses: dict[int, int] = {}

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses[message["status"]] = statuses.get(message["status"], 0) + 1

    def request(number: int) -> Scope:
        hosts = (HOST, "evil.example", HOST, HOST)
        headers = [(b"host", hosts[number % 4].encode())]
        headers += [(b"cookie", f"{ACCESS.cookie}=guess-{number}".encode())] if number % 4 == 2 else []
        headers += [(b"origin", b"https://evil.example")] if number % 4 == 3 else []
        return {
            "type": "http", "method": ("GET", "POST")[number % 2], "path": f"/at/{number}", "query_string": b"",
            "headers": headers, "http_version": "1.1", "scheme": "http", "server": ("127.0.0.1", 8417),
            "client": ("127.0.0.1", 9), "root_path": "", "raw_path": b"/", "state": {},
        }  # fmt: skip

    async def flood(numbers: range) -> None:
        for number in numbers:
            await app(request(number), receive, send)

    asyncio.run(flood(range(1_000)))
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    asyncio.run(flood(range(1_000, 11_000)))
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < GROWTH
    assert statuses == {403: 11_000 * 3 // 4, 421: 11_000 // 4}


def test_a_server_that_stops_while_it_reads_loses_nothing(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(f"The ferry of {number} came in May.\n" * 50, encoding="utf-8")
    init_library(tmp_path)
    with open_library(tmp_path) as library, visitor(library) as client:
        while not client.get("/api/indexing").json()["files"] and client.get("/api/indexing").json()["is_running"]:
            time.sleep(0.01)
    with open_library(tmp_path) as library, visitor(library) as client:
        while client.get("/api/indexing").json()["is_running"]:
            time.sleep(0.05)
        assert len(library.documents()) == 30
        assert client.get("/api/search", params={"q": "ferry"}).json()["total"] == 30
