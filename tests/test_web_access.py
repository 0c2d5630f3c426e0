"""The page in the browser lets nobody in but the user: other names, other sites, other programs, other paths."""

from __future__ import annotations

import asyncio
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from kurilsearch.errors import UsageError
from kurilsearch.library.library import Library
from kurilsearch.web.access import HEADERS
from kurilsearch.web.app import JSON, PAGES
from kurilsearch.web.asking import local_path
from kurilsearch.web.limits import BURST, MOST_BYTES, Limits
from kurilsearch.web.serve import check_host, hosts_of, listening
from tests.letter_and_diary import letter_and_diary
from tests.web_client import ACCESS, HOST, ORIGIN, stranger, visitor

ROUTES = [(method, re.sub(r"\{\w+(:\w+)?\}", "1", path)) for method, path, _ in (*PAGES, *JSON)]
EVERY = [*ROUTES, ("GET", "/static/main.js"), ("GET", "/nowhere"), ("POST", "/nowhere")]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with letter_and_diary(tmp_path_factory.mktemp("library")) as library:
        library.index()
        yield library


@pytest.fixture(scope="module")
def outside(library: Library) -> Iterator[TestClient]:
    with stranger(library) as client:
        yield client


@pytest.fixture(scope="module")
def inside(library: Library) -> Iterator[TestClient]:
    with visitor(library) as client:
        yield client


@pytest.mark.parametrize(("method", "path"), EVERY)
def test_no_route_answers_without_the_token(outside: TestClient, method: str, path: str) -> None:
    assert outside.request(method, path, headers=ORIGIN).status_code == 403
    assert outside.request(method, f"{path}?token=guessed", headers=ORIGIN).status_code == 403
    assert outside.request(method, path, headers={"Authorization": "Bearer guessed"}).status_code == 401


STRANGE_HOSTS = ("evil.example", "evil.example:8417", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8417.evil.example",
                 "127.1:8417", "LOCALHOST:8417", "[::1]:8417", "")  # fmt: skip
STRANGE_ORIGINS = ("https://evil.example", "null", "http://127.0.0.1", "http://localhost:8417", "")


@pytest.mark.parametrize(("method", "path"), EVERY)
def test_a_name_that_a_strangers_dns_turns_here_reaches_nothing(inside: TestClient, method: str, path: str) -> None:
    for host in STRANGE_HOSTS:
        answer = inside.request(method, path, params={"token": ACCESS.token}, headers={"Host": host})
        assert answer.status_code == 421
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(("method", "path"), EVERY)
def test_no_other_site_is_answered(inside: TestClient, method: str, path: str) -> None:
    for origin in STRANGE_ORIGINS:
        assert inside.request(method, path, headers={"Origin": origin}).status_code == 403


@pytest.mark.parametrize("path", [path for method, path in ROUTES if method == "POST"])
def test_a_form_that_says_not_from_where_it_comes_is_not_taken(library: Library, path: str) -> None:
    with visitor(library) as client:
        del client.headers["Origin"]
        assert client.post(path).status_code == 403


def test_a_request_that_another_site_makes_the_browser_send_is_refused(inside: TestClient) -> None:
    site = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert inside.get("/static/main.js", headers=site).status_code == 403
    assert inside.get("/", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_the_first_address_gives_a_cookie_that_no_script_reads_and_hides_the_token(outside: TestClient) -> None:
    with stranger(None) as client:
        answer = client.get("/?q=ferry&token=" + ACCESS.token)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/?q=ferry"
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith(f"{ACCESS.cookie}={ACCESS.token};")
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie


def test_the_first_address_leads_to_no_other_server(outside: TestClient) -> None:
    with stranger(None) as client:
        answer = client.get(f"http://{HOST}//evil.example/", params={"token": ACCESS.token})
        assert answer.headers["location"] == "/evil.example/"


def test_a_program_is_let_in_by_its_header(library: Library) -> None:
    with stranger(library) as client:
        answer = client.get("/api/indexing", headers={"Authorization": f"Bearer {ACCESS.token}"})
        assert answer.json()["is_running"] is False


@pytest.mark.parametrize(("method", "path"), EVERY)
def test_every_answer_says_that_nothing_else_may_run(inside: TestClient, method: str, path: str) -> None:
    headers = inside.request(method, path).headers
    assert headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/..\\app.py",
     "/at/../../etc/passwd", "/cite/..%2f..%2fetc%2fpasswd", "/cite/1.0-1?style=/etc/passwd",
     "/cite/1.0-1?style=..%2fstyle"],
)  # fmt: skip
def test_no_path_leads_out(inside: TestClient, path: str) -> None:
    answer = inside.get(path)
    assert answer.status_code in (400, 404)
    assert "root:" not in answer.text
    assert "Starlette" not in answer.text


@pytest.mark.parametrize(
    ("given", "path"),
    [("/?q=a", "/?q=a"), ("//evil.example", "/"), ("/\\evil.example", "/"), ("https://evil.example", "/"), ("", "/"),
     ("/a\r\nSet-Cookie: x=y", "/")],
)  # fmt: skip
def test_the_way_back_stays_on_the_page(given: str, path: str) -> None:
    assert local_path(given) == path


def test_what_is_too_large_is_not_taken(inside: TestClient) -> None:
    assert inside.post("/style", content=b"x" * (MOST_BYTES + 1)).status_code == 413
    endless = (b"style=" + b"x" * 65536 for _ in range(40))
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert inside.post("/style", content=endless, headers=form).status_code == 413


def test_too_many_requests_are_refused_and_then_taken_again() -> None:
    now = 0.0
    passed = 0

    async def app(scope: object, receive: object, send: object) -> None:
        nonlocal passed
        passed += 1

    async def ask(limits: Limits) -> int:
        statuses: list[int] = []

        async def receive() -> Message:
            return {"type": "http.request"}

        async def send(message: Message) -> None:
            statuses.extend([message["status"]] if "status" in message else [])

        await limits({"type": "http", "path": "/", "headers": []}, receive, send)
        return statuses[0] if statuses else 200

    limits = Limits(app, lambda path: False, lambda: now)
    statuses = [asyncio.run(ask(limits)) for _ in range(BURST + 5)]
    assert statuses == [200] * BURST + [429] * 5
    assert passed == BURST
    now = 1.0
    assert asyncio.run(ask(limits)) == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.20", "harbour.example", "127.0.0.1:80"])
def test_the_page_is_not_served_to_others_unawares(host: str) -> None:
    with pytest.raises(UsageError):
        check_host(host, exposed=False)


def test_whoever_knows_may_serve_to_others_at_one_address() -> None:
    check_host("192.168.1.20", exposed=True)
    with pytest.raises(UsageError):
        check_host("0.0.0.0", exposed=True)
    assert hosts_of("192.168.1.20", 80) == ("192.168.1.20:80",)
    assert hosts_of("::1", 80) == ("[::1]:80", "localhost:80")


def test_a_port_that_is_taken_is_said() -> None:
    taken = listening("127.0.0.1", None)
    with closing(taken), pytest.raises(UsageError, match="cannot be served at port"):
        listening("127.0.0.1", taken.getsockname()[1])


@pytest.fixture
def server(library: Library) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "kurilsearch", "web", "--no-open", "--library", str(library.settings.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process.stdout.readline().strip(), process
        process.kill()


def test_the_command_prints_its_address_first_and_stops_cleanly(
    server: tuple[str, subprocess.Popen[str]], tmp_path: Path
) -> None:
    import signal

    address, process = server
    found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\?token=([\w-]{43})", address)
    assert found
    with socket.create_connection(("127.0.0.1", int(found[1])), timeout=10) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{found[1]}\r\nConnection: close\r\n\r\n".encode())
        answer = connection.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 403")
    assert b"not let in" in answer
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0
    assert process.stderr
    assert process.stderr.read() == ""
