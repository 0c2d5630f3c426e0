"""Pandoc, which writes citations and reads documents: where it is, whether it is new enough, how it is run.

It runs sandboxed, so that no document makes it read another file or the network, with limits of time and memory.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from kurilsearch.errors import PandocError, PandocMissingError

OLDEST = (3, 1, 1)
"""The first pandoc whose Lua reads JSON, which :mod:`kurilsearch.cite.render` needs (pandoc's changelog, 3.1.1)."""

TIME_LIMIT = 60.0
"""Seconds after which a call is given up, unless the caller says otherwise."""

_MEMORY = ("+RTS", "-M2g", "-RTS")
"""The runtime's limit of pandoc's heap (pandoc's manual, "A note on security")."""

_OUT_OF_TIME = (-24, 128 + 24)
"""What the system ends a process with that has used up the processor's time it was given (SIGXCPU)."""

_INSTALL = "Install it from https://pandoc.org/installing.html, or by `pip install pypandoc-binary`"


def pandoc_candidates() -> list[Path]:
    """Return the pandocs of this machine, the preferred one first: that on PATH, then pypandoc-binary's."""
    on_path = shutil.which("pandoc")
    found = [Path(on_path).absolute()] if on_path else []
    package = find_spec("pypandoc")
    if package and package.origin:
        bundled = Path(package.origin).parent / "files" / ("pandoc.exe" if sys.platform == "win32" else "pandoc")
        if bundled.is_file():
            found.append(bundled)
    return found


def find_pandoc() -> Path:
    """Return the first pandoc that is new enough; raises PandocMissingError where there is none."""
    candidates = pandoc_candidates()
    if not candidates:
        raise PandocMissingError("This needs pandoc, and it was not found", _INSTALL)
    for candidate in candidates:
        if pandoc_version(candidate) >= OLDEST:
            return candidate
    first = candidates[0]
    found, needed = (".".join(map(str, version)) for version in (pandoc_version(first), OLDEST))
    raise PandocMissingError(f"This needs pandoc {needed} or later, and {first} is {found}", _INSTALL)


def pandoc_identity() -> str:
    """Return what tells one installed pandoc from another without starting it: paths, sizes and times.

    It stands for the version where citations are remembered. Raises nothing: without a pandoc it is empty.
    """
    return "|".join(
        f"{path.as_posix()}:{status.st_size}:{status.st_mtime_ns}"
        for path in pandoc_candidates()
        for status in [path.stat()]
    )


@cache
def pandoc_version(pandoc: Path) -> tuple[int, ...]:
    """Return the version of an executable, as ``(3, 9)``; ``(0,)`` where it does not start or is something else."""
    try:
        done = subprocess.run([pandoc, "--version"], capture_output=True, timeout=TIME_LIMIT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return (0,)
    match = re.match(r"pandoc(?:\.exe)?\s+(\d+(?:\.\d+)*)", done.stdout.decode("utf-8", "replace"))
    return tuple(int(number) for number in match[1].split(".")) if match else (0,)


def run_pandoc(
    arguments: Sequence[str], content: str | bytes, *, folder: Path | None = None, time_limit: float = TIME_LIMIT
) -> str:
    """Return what pandoc makes of ``content``: UTF-8 in and out, given up after ``time_limit`` seconds.

    ``content`` is text, or the bytes of a file of another format. ``folder`` is where pandoc runs, so that files can
    be given by their bare names.
    Raises PandocMissingError without a pandoc, PandocError with pandoc's own first line where it fails.
    """
    pandoc = find_pandoc()
    try:
        done = subprocess.run(
            [*_limited(time_limit), str(pandoc), *_MEMORY, "--sandbox", *arguments],
            input=content.encode("utf-8") if isinstance(content, str) else content,
            capture_output=True,
            timeout=time_limit,
            check=False,
            cwd=folder,
        )
    except subprocess.TimeoutExpired:
        raise PandocError(
            f"pandoc did not answer within {time_limit:g} seconds", "Try again, or give it less at once"
        ) from None
    except OSError as error:
        raise PandocMissingError(f"{pandoc} does not start: {error.strerror}", _INSTALL) from error
    if done.returncode in _OUT_OF_TIME:
        raise PandocError(f"pandoc did not answer within {time_limit:g} seconds", "Try again, or give it less at once")
    if done.returncode != 0:
        raise PandocError(f"pandoc failed: {first_line(done.stderr.decode('utf-8', 'replace'))}")
    return done.stdout.decode("utf-8").replace("\r\n", "\n")


def _limited(seconds: float) -> list[str]:
    """Return what to begin a command with so that it ends by itself after as many seconds of the processor's time.

    That holds where this process is killed before it can end the command: some documents keep pandoc busy for ever.
    """
    if os.name != "posix":
        return []
    return ["/bin/sh", "-c", 'ulimit -S -t "$0"; exec "$@"', str(int(seconds) + 1)]


def first_line(message: str) -> str:
    """Return the first line of a message of pandoc's that says something, without the name of the program."""
    lines = (line.strip() for line in message.splitlines())
    line = next((line for line in lines if line and not line.startswith("[WARNING]")), "no reason given")
    return re.sub(r"^pandoc(?:\.exe)?:\s*", "", line)
