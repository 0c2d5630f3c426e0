"""How the command ends: with its code, and with each error told once, in one place."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from kurilsearch.cli.streams import drop_output, prepare_streams
from kurilsearch.cli.terminal import echo
from kurilsearch.errors import KurilsearchError

INTERRUPTED = 130

_LONGEST_LINE = 300

_UNWRITABLE = (errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG)
"""What the system says where a stream cannot be written."""


def exit_with(run: Callable[[], Any]) -> NoReturn:
    """Run a command and exit with its code, or with that of its error, which is told once."""
    try:
        prepare_streams()
        code = run()
    except KurilsearchError as error:
        hint = error.hint[:1].upper() + error.hint[1:] if error.hint else None
        fail(error.message, hint, error.exit_code)
    except KeyboardInterrupt:
        fail("stopped", None, INTERRUPTED)
    except OSError as error:
        if error.filename is not None or error.errno not in _UNWRITABLE:
            _fail_by_fault()
        drop_output()
        fail(f"The output cannot be written: {error.strerror}", "Let it lead where there is room", 2)
    except Exception:
        _fail_by_fault()
    sys.exit(code if isinstance(code, int) else 0)


def _fail_by_fault() -> NoReturn:
    """Print the traceback of a fault of ours and exit."""
    sys.excepthook(*sys.exc_info())
    fail("this is a fault of kurilsearch itself", "Please report it with the lines above", 2)


def fail(message: str, hint: str | None, code: int) -> NoReturn:
    """Print one error with its hint and exit."""
    try:
        echo(f"kurilsearch: {_cut(message.rstrip('.'))}", err=True)
        if hint:
            echo(f"  {_cut(hint)}", err=True)
    except BrokenPipeError:
        _leave_quietly()
    sys.exit(code)


@contextmanager
def quiet_when_closed() -> Iterator[None]:
    """End the program without fuss when the reader of a pipe (``head``) has seen enough, which is no error."""
    try:
        yield
    except BrokenPipeError:
        _leave_quietly()


def _leave_quietly() -> NoReturn:
    """Exit while nobody reads any more."""
    drop_output()
    sys.exit(0)


def _cut(line: str) -> str:
    """Return a line of an error, its middle left out where something endless was typed."""
    return (
        line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE // 2 - 1]} … {line[1 - _LONGEST_LINE // 2 :]}"
    )
