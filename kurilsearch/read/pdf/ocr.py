"""A text layer for scans, made by the program ocrmypdf where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from kurilsearch.errors import UnreadableSourceError

PROGRAM = "ocrmypdf"
TIME_LIMIT = 3600.0
"""Seconds after which ocrmypdf is stopped: a book of some hundred pages takes minutes."""


def with_text(path: Path, *, languages: str | None = None, time_limit: float = TIME_LIMIT) -> bytes:
    """Return the PDF at ``path`` with text recognised on the pages that have none; the file itself stays as it is.

    ``languages`` are Tesseract's codes, such as ``eng+deu``. Raises UnreadableSourceError where ocrmypdf is missing,
    fails, or takes longer than ``time_limit`` seconds.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise UnreadableSourceError(
            "is a scan without text, and ocrmypdf is not installed", "Install it: pip install ocrmypdf"
        )
    with tempfile.TemporaryDirectory(prefix="kurilsearch-ocr-") as folder:
        result = Path(folder) / "with-text.pdf"
        command = [
            program,
            "--skip-text",
            "--quiet",
            *(("-l", languages) if languages else ()),
            "--",
            str(path),
            str(result),
        ]
        try:
            done = subprocess.run(
                command, capture_output=True, timeout=time_limit, check=False, stdin=subprocess.DEVNULL
            )
        except subprocess.TimeoutExpired as error:
            raise UnreadableSourceError(
                f"is a scan on which ocrmypdf took longer than {time_limit:.0f} s",
                f"Run it yourself: {PROGRAM} --skip-text FILE FILE",
            ) from error
        except OSError as error:
            raise UnreadableSourceError(
                f"is a scan, and ocrmypdf cannot be run: {error}", "Install it again"
            ) from error
        if done.returncode != 0 or not result.is_file():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            reason = said[-1] if said else f"exit code {done.returncode}"
            raise UnreadableSourceError(
                f"is a scan that ocrmypdf could not read: {reason}", f"Try it yourself: {PROGRAM} --skip-text FILE FILE"
            )
        return result.read_bytes()
