"""The standard streams as a shell may leave them: closed, full, or in an encoding that cannot hold what is printed."""

from __future__ import annotations

import codecs
import os
import sys

from kurilsearch.errors import OutputError

_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "─": "-", "·": "-", "›": ">"})
_PLAIN |= str.maketrans({"…": "...", "¶": "par."})


def prepare_streams() -> None:
    """Let the output streams replace what their encoding cannot hold, rather than fail in the middle of a line.

    A closed standard input is an empty one, and a closed error stream leads nowhere. Raises OutputError where the
    standard output is closed: what was asked for could not be seen by anybody.
    """
    codecs.register_error("kurilsearch", _plain_replacement)
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - it stays open, as the stream would
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        raise OutputError("The standard output is closed", "Let it lead to a terminal, a file or a pipe")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # files and pipes of Windows are given its code page otherwise, which lacks most of the world's letters
            is_file_of_windows = sys.platform == "win32" and not stream.isatty()
            stream.reconfigure(encoding="utf-8" if is_file_of_windows else None, errors="kurilsearch")


def readable_arguments(arguments: list[str]) -> list[str]:
    """Return arguments whose bytes Python could not decode, because the locale names no encoding, read as UTF-8."""
    return [_readable(argument) for argument in arguments]


def _readable(argument: str) -> str:
    if argument.isascii():
        return argument
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError:
        return argument


def drop_output() -> None:
    """Let what is still to be written lead nowhere: the interpreter flushes its streams once more when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())


def _plain_replacement(error: UnicodeError) -> tuple[str, int]:
    """Return what stands for characters that the stream's encoding lacks: a plain likeness, or a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_PLAIN.get(ord(character), "?") for character in lacking), error.end
