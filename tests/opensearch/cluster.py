"""Starting a cluster, sharing it between the processes of a test run, and naming places in it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from filelock import FileLock

from kurilsearch.location import IndexLocation
from tests.requirements import missing

URL_VARIABLE = "KURILSEARCH_TEST_CLUSTER"
"""Names a cluster that is there already."""

START_SECONDS = 180
JAVA: tuple[str, ...] = (
    "java",
    "-Xms256m",
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Dlog4j2.level=warn",
)


def classpath() -> str:
    """Return where OpenSearch lies; the test that asks is skipped where it does not, or in CI fails."""
    default = Path.home() / ".cache" / "kurilsearch" / "opensearch.classpath"
    file = Path(os.environ.get("KURILSEARCH_OPENSEARCH", default))
    if os.name == "nt":
        missing("a cluster for tests is started on POSIX systems alone")
    if shutil.which("java") is None:
        missing("there is no Java to start a cluster with")
    if not file.is_file():
        missing("OpenSearch is not here: tests/opensearch/fetch brings it")
    return file.read_text(encoding="utf-8").strip()


@dataclass
class Node:
    """One node in a process of its own, which ends when nobody holds the pipe ``alive`` open any more."""

    folder: Path
    name: str
    http: int
    transport: int
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http}"

    @property
    def alive(self) -> Path:
        return self.folder / f"{self.name}.alive"

    def start(self, cluster: list[Node]) -> int:
        """Start the node as one of ``cluster``; it lives as long as the pipe that is returned, and others like it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.alive.unlink(missing_ok=True)
        os.mkfifo(self.alive)
        both = os.open(self.alive, os.O_RDWR)  # else each end would wait for the other
        reading, writing = os.open(self.alive, os.O_RDONLY), os.open(self.alive, os.O_WRONLY)
        os.close(both)
        addresses = ",".join(f"127.0.0.1:{node.transport}" for node in cluster)
        names = ",".join(node.name for node in cluster)
        command = (
            *JAVA, "-cp", classpath(), str(Path(__file__).with_name("OpenSearchNode.java")),
            str(self.folder / self.name), self.folder.name, self.name, str(self.http), str(self.transport),
            addresses, names,
        )  # fmt: skip
        with (self.folder / f"{self.name}.log").open("wb") as log:
            self.process = subprocess.Popen(command, stdin=reading, stdout=log, stderr=log, start_new_session=True)
        os.close(reading)
        return writing

    def join(self) -> int:
        """Return a pipe that keeps a node alive which another process started. Raises OSError where it has ended."""
        return os.open(self.alive, os.O_WRONLY | os.O_NONBLOCK)

    def wait(self) -> None:
        """Wait until the node answers."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                with urlopen(f"{self.url}/_cluster/health?wait_for_status=yellow&timeout=5s", timeout=10) as answer:
                    if answer.status == 200:
                        return
            except (URLError, OSError):
                time.sleep(0.3)
        log = (self.folder / f"{self.name}.log").read_text(encoding="utf-8", errors="replace")
        raise TimeoutError(f"the node does not answer:\n{log[-3000:]}")

    def kill(self) -> None:
        """Let the node die at once."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()


def new_nodes(folder: Path, names: str) -> list[Node]:
    """Return nodes with free ports, not started."""
    ports = free_ports(2 * len(names))
    return [Node(folder, name, ports[2 * at], ports[2 * at + 1]) for at, name in enumerate(names)]


def free_ports(number: int) -> list[int]:
    sockets = [socket.socket() for _ in range(number)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]
    finally:
        for each in sockets:
            each.close()


@cache
def cluster_url() -> str:
    """Return the address of a cluster of one node, which all processes of this test run share."""
    if url := os.environ.get(URL_VARIABLE):
        return url
    classpath()
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(tempfile.gettempdir(), f"kurilsearch-cluster-{run}")
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "lock"):
        ports = folder / "ports"
        if ports.is_file():
            http, transport = map(int, ports.read_text(encoding="utf-8").split())
            node = Node(folder, "a", http, transport)
            try:
                node.join()
                return node.url
            except OSError:
                pass  # those who used it have ended
        (node,) = new_nodes(folder, "a")
        node.start([node])
        node.wait()
        ports.write_text(f"{node.http} {node.transport}", encoding="utf-8")
    return node.url


def options_for(name: str, folder: Path, **more: str) -> dict[str, str]:
    """Return the options with which the engine or store ``name`` keeps what it holds apart, as a folder would."""
    if name != "opensearch":
        return {}
    library = blake2b(str(folder).encode(), digest_size=8).hexdigest()
    return {"url": f"{cluster_url()}/{library}", "replicas": "0", **more}


def location_for(name: str, folder: Path) -> IndexLocation:
    """Return where the engine or store ``name`` keeps what it holds: in ``folder``, or on the cluster."""
    return IndexLocation(folder, options_for(name, folder))
