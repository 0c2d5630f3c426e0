"""The server: it listens on this machine alone, prints its address, opens the browser and stops when it is told to."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Timer
from typing import TYPE_CHECKING

from kurilsearch.errors import UsageError

if TYPE_CHECKING:
    from kurilsearch.library.library import Library
    from kurilsearch.web.assistants import MakeAssistant

USUAL_PORT = 8417
"""The port that is taken where it is free, so that addresses that were kept lead back."""

MOST_CONNECTIONS = 200
SHORTEST_TOKEN = 20


def serve(
    library: Library | None,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    tell: Callable[[str], None],
    open_browser: Callable[[str], object] | None = None,
    exposed: bool = False,
    token: str | None = None,
    make_assistant: MakeAssistant | None = None,
) -> None:
    """Serve the page until it is interrupted. ``tell`` is given the first address, before anything is served.

    ``host`` is an address of this machine; one that others can reach is only taken with ``exposed``. Without ``port``
    it is the usual one, or any that is free; without ``token`` it is a new one. ``make_assistant`` makes what answers
    assistants. Raises UsageError where none of this can be.
    """
    import uvicorn

    from kurilsearch.web.access import Access, new_token
    from kurilsearch.web.app import make_app
    from kurilsearch.web.patience import PatientProtocol
    from kurilsearch.web.workspace import Workspace

    check_host(host, exposed=exposed)
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise UsageError(
            f"The token is shorter than {SHORTEST_TOKEN} characters", "Give one that nobody guesses, or none"
        )
    with listening(host, port) as sock:
        access = Access(hosts_of(host, sock.getsockname()[1]), token or new_token())
        config = uvicorn.Config(
            make_app(Workspace(library), access, make_assistant),
            http=PatientProtocol,
            ws="none",
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=2,
        )
        tell(access.first_address)
        if open_browser is not None:
            Timer(0.5, open_browser, [access.first_address]).start()
        with suppress(KeyboardInterrupt):  # the server has ended already, and raises the signal once more
            uvicorn.Server(config).run(sockets=[sock])


def check_host(host: str, *, exposed: bool) -> None:
    """Raise UsageError where ``host`` is no address, or one that others can reach and that is not wanted."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError as error:
        raise UsageError(f"`{host}` is no address of this machine", "Give figures: --host 127.0.0.1") from error
    if address.is_unspecified:
        raise UsageError(
            f"{host} stands for all addresses of this machine",
            "Give the one that others type: --host 192.168.1.20 --i-know",
        )
    if not address.is_loopback and not exposed:
        raise UsageError(
            f"At {host} others can reach your sources",
            "Leave --host away; --i-know serves there all the same, to whoever has the token",
        )


def hosts_of(host: str, port: int) -> tuple[str, ...]:
    """Return what a browser may have in its address for this host and port, what is printed first."""
    address = ipaddress.ip_address(host)
    named = f"[{host}]" if address.version == 6 else host
    return (f"{named}:{port}", f"localhost:{port}") if address.is_loopback else (f"{named}:{port}",)


def listening(host: str, port: int | None) -> socket.socket:
    """Return a socket that listens. Raises UsageError where the port is taken or the address not this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    wanted = [port] if port is not None else [USUAL_PORT, 0]
    for each in wanted:
        sock = socket.socket(family)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, each))
            sock.listen(MOST_CONNECTIONS)
        except OSError as error:
            sock.close()
            failed = error
            continue
        return sock
    raise UsageError(
        f"{host} cannot be served at port {wanted[-1]}: {failed.strerror or failed}",
        "Leave --port away, or give another one",
    )
