"""The bytes of a file, read once, or the reason why not."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kurilsearch.errors import UnreadableSourceError

MAX_BYTES = 512 * 1024 * 1024
"""Files above this size are refused: text of half a gigabyte is a database dump or a log, not a source."""

_REASONS = {
    errno.ENOENT: ("does not exist (any more)", "Check the name, or index again"),
    errno.ENOTDIR: ("does not exist (any more)", "Check the name, or index again"),
    errno.EACCES: ("may not be opened: permission denied", "Give yourself the right to read it"),
    errno.EPERM: ("may not be opened: permission denied", "Give yourself the right to read it"),
    errno.EISDIR: ("is a folder, not a file", "Name the files in it, or make it a folder of sources"),
    errno.ELOOP: ("is a symbolic link that leads back to itself", "Remove the link"),
    errno.ENAMETOOLONG: ("has a name longer than this system allows", "Give it a shorter name"),
}


def read_bytes(path: Path) -> bytes:
    """Return the content of a regular file of at most :data:`MAX_BYTES`.

    Raises UnreadableSourceError where it is missing, empty, not a regular file, too large, or cannot be opened.
    A named pipe is refused at once instead of being waited for.
    """
    with _reasons(path):
        data = _read_regular_file(path, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableSourceError(f"is larger than {MAX_BYTES / 1024**2:.0f} MB", "Split it into parts")
    return data


def read_start(path: Path, size: int) -> bytes:
    """Return the first ``size`` bytes of a regular file, or all that it has. Raises as :func:`read_bytes` does."""
    with _reasons(path):
        return _read_regular_file(path, size)


@contextmanager
def _reasons(path: Path) -> Iterator[None]:
    """Turn what the system says of a file that cannot be read into an UnreadableSourceError."""
    try:
        yield
    except OSError as error:
        # Windows says only "permission denied" of a folder.
        number = errno.EISDIR if os.name == "nt" and path.is_dir() else error.errno
        otherwise = (f"cannot be read: {error.strerror or error}", "Check the disk, or copy it elsewhere")
        reason, hint = _REASONS.get(number or 0, otherwise)
        raise UnreadableSourceError(reason, hint) from error
    except ValueError as error:  # a NUL in the name
        raise UnreadableSourceError("has a name that this system does not allow", "Check the name") from error


def _read_regular_file(path: Path, size: int) -> bytes:
    """Open without waiting, see what was opened, and read up to ``size`` bytes of it."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags)
    with os.fdopen(descriptor, "rb") as file:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "Is a directory")
        if not stat.S_ISREG(mode):
            raise UnreadableSourceError("is a pipe, socket or device, not a regular file", "Save it as a file first")
        data = file.read(size)
    if not data:
        raise UnreadableSourceError("is empty", "Remove it, or save it again")
    return data
