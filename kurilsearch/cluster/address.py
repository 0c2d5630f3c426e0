"""Where a library is on a cluster, as its settings say."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from kurilsearch.errors import SettingsError

USER_VARIABLE = "KURILSEARCH_CLUSTER_USER"
PASSWORD_VARIABLE = "KURILSEARCH_CLUSTER_PASSWORD"

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_DEFAULT_NAME = "library"
_MOST_SHARDS = 1024


@dataclass(frozen=True, slots=True)
class Address:
    """The nodes that are asked, the name of the library there, and how its indices are cut and copied.

    ``nodes`` are addresses without a path; any of them answers for the whole cluster, and where one does not, the next
    is asked. ``authority`` is a file of certificates by which TLS is verified; None for those of the system.
    """

    nodes: tuple[str, ...]
    library: str
    authority: str | None = None
    shards: int = 1
    replicas: int = 1

    @property
    def shown(self) -> str:
        """The address as a message names it."""
        return ", ".join(self.nodes)

    def index(self, part: str, of: str = "") -> str:
        """Return the name of the index that holds one part of the library, derived from the store ``of``."""
        return f"kurilsearch-{part}.{self.library}" + (f".{of}" if of else "")


def address_of(options: Mapping[str, str]) -> Address:
    """Return the address that these settings say: ``url``, ``ca``, ``shards`` and ``replicas``.

    ``url`` is one address or several with commas between them; the path of the last one is the name of the library.
    Raises SettingsError.
    """
    url = options.get("url", "").strip()
    if not url:
        raise SettingsError("No `url` says where the cluster is", 'Write url = "https://HOST:9200/LIBRARY"')
    parts = [urlsplit(each.strip()) for each in url.split(",")]
    for part in parts:
        if part.scheme not in ("http", "https") or not part.hostname:
            raise SettingsError(f"The url {url} is none of a cluster", 'Write url = "https://HOST:9200/LIBRARY"')
        if part.username or part.password:
            raise SettingsError(
                "The url of the cluster holds a password", f"Take it out; set {USER_VARIABLE} and {PASSWORD_VARIABLE}"
            )
    library = parts[-1].path.strip("/") or _DEFAULT_NAME
    if not _NAME.fullmatch(library):
        raise SettingsError(
            f"A library on a cluster cannot be called `{library}`", "Use small letters, digits, - and _ alone"
        )
    return Address(
        tuple(f"{part.scheme}://{part.netloc}" for part in parts),
        library,
        options.get("ca"),
        _number(options, "shards", 1, least=1),
        _number(options, "replicas", 1, least=0),
    )


def credentials(node: str) -> tuple[str, str] | None:
    """Return the user and the password for a node: from the environment, else from the user's netrc file.

    None where neither has any. Raises SettingsError where the netrc file cannot be read.
    """
    user, password = os.environ.get("KURILSEARCH_CLUSTER_USER"), os.environ.get("KURILSEARCH_CLUSTER_PASSWORD")
    if user and password:
        return user, password
    from netrc import NetrcParseError, netrc

    try:
        found = netrc().authenticators(urlsplit(node).hostname or "")
    except FileNotFoundError:
        return None
    except (NetrcParseError, OSError, RuntimeError) as error:
        raise SettingsError(f"The netrc file cannot be read ({error})", "Correct it") from error
    return (found[0], found[2] or "") if found else None


def _number(options: Mapping[str, str], name: str, default: int, *, least: int) -> int:
    value = options.get(name, str(default))
    if not value.isdecimal() or not least <= int(value) <= _MOST_SHARDS:
        raise SettingsError(f"{name} is {value}", f"Write a number from {least} to {_MOST_SHARDS}")
    return int(value)
