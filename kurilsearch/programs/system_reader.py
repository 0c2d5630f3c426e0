"""The program in which this system shows a file to its reader."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from kurilsearch.errors import UsageError

_TAKES_A_PAGE = (".pdf",)
"""Files whose readers may be told a page by the address (``#page=7``, RFC 8118)."""


def open_in_reader(file: Path, page: int | None) -> None:
    """Hand a file to the system's reader, at the 1-based ``page`` of the file where the address can say it.

    Nothing is waited for. Raises UsageError where the file is gone, or the system has no such program.
    """
    if not file.is_file():
        raise UsageError(f"{file} is gone", "`kurilsearch index` brings the index up to date")
    takes_page = page is not None and file.suffix.lower() in _TAKES_A_PAGE
    address = f"{file.as_uri()}#page={page}" if takes_page else str(file)
    if sys.platform == "win32":
        os.startfile(address)  # not by cmd, to which & in a name is an operator
        return
    program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if program is None:
        raise UsageError("This system has no program that opens files (xdg-open)", f"The file is {file}")
    nowhere = subprocess.DEVNULL
    subprocess.Popen([program, address], stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)
