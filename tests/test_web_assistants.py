"""Assistants that speak over HTTP are answered by the page's server, behind its guard."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kurilsearch.assistant.server import make_http_app
from kurilsearch.errors import UsageError
from kurilsearch.library.library import Library
from kurilsearch.web.app import make_app
from kurilsearch.web.assistants import MakeAssistant
from kurilsearch.web.serve import SHORTEST_TOKEN, serve
from kurilsearch.web.workspace import Workspace
from tests.letter_and_diary import letter_and_diary
from tests.web_client import ACCESS, HOST

TOKEN = {"Authorization": f"Bearer {ACCESS.token}"}


@contextmanager
def server(library: Library | None, make: MakeAssistant = make_http_app) -> Iterator[TestClient]:
    app = make_app(Workspace(library), ACCESS, make)
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with letter_and_diary(tmp_path_factory.mktemp("library")) as library:
        library.index()
        yield library


@pytest.fixture(scope="module")
def client(library: Library) -> Iterator[TestClient]:
    with server(library) as client:
        yield client


def ask(client: TestClient, method: str, params: dict[str, Any], **headers: str) -> Any:
    message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    accepted = {"Accept": "application/json, text/event-stream", **TOKEN, **headers}
    return client.post("/mcp", json=message, headers=accepted)


def test_an_assistant_with_the_token_is_answered(client: TestClient) -> None:
    about = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    greeting = ask(client, "initialize", about).json()["result"]
    assert greeting["serverInfo"]["name"] == "kurilsearch"
    tools = ask(client, "tools/list", {}).json()["result"]["tools"]
    assert {tool["name"] for tool in tools} == {"search", "quote", "read", "cite", "check_text", "sources"}
    called = ask(client, "tools/call", {"name": "quote", "arguments": {"words": "The mail came in March."}})
    assert called.json()["result"]["content"][0]["text"].startswith("ALTERED")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": "Bearer guessed"}, 401),
        ({"Authorization": ""}, 401),
        ({"Host": "evil.example:8417"}, 421),
        ({"Origin": "http://evil.example"}, 403),
    ],
)
def test_nobody_else_is(client: TestClient, headers: dict[str, str], status: int) -> None:
    assert ask(client, "tools/list", {}, **headers).status_code == status


def test_without_a_token_there_is_no_answer(client: TestClient) -> None:
    assert client.post("/mcp", json={}).status_code == 403


def test_before_there_is_a_library_an_assistant_is_told_and_later_answered(tmp_path: Path) -> None:
    with server(None) as client:
        answer = ask(client, "tools/list", {})
        assert (answer.status_code, answer.text.split(".")[0]) == (503, "There is no library yet")
        (tmp_path / "ferry.txt").write_text("The ferry did not come.", encoding="utf-8")
        client.post("/start", data={"folder": str(tmp_path)}, headers=TOKEN | {"Origin": f"http://{HOST}"})
        assert ask(client, "tools/list", {}).status_code == 200


def test_an_assistant_that_cannot_begin_keeps_nobody_waiting(library: Library) -> None:
    begun: list[bool] = []

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        begun.append(len(begun) > 1)
        if not begun[-1]:
            raise OSError("no thread is left")
        yield

    with server(library, lambda library: Starlette(lifespan=lifespan)) as broken:
        for _ in range(2):
            with pytest.raises(OSError, match="no thread is left"):
                ask(broken, "tools/list", {})
        assert ask(broken, "tools/list", {}).status_code == 404  # the third begins, and has no routes


def test_a_short_token_is_refused() -> None:
    with pytest.raises(UsageError, match="shorter"):
        serve(None, tell=lambda address: None, token="x" * (SHORTEST_TOKEN - 1))
