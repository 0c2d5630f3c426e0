"""A text layer for scans, made by the program ocrmypdf where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from kurilsearch.errors import UnreadableSourceError, UsageError

PROGRAM = "ocrmypdf"
TIME_LIMIT = 3600.0
"""Seconds after which ocrmypdf is stopped: a book of some hundred pages takes minutes."""
MOST_LANGUAGES = 6
"""Where Tesseract has more, recognising in all of them would take long and mix them up: its own default is used."""
_CODES = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa",
    "et": "est", "fi": "fin", "fr": "fra", "he": "heb", "hr": "hrv", "hu": "hun", "is": "isl", "it": "ita", "ja": "jpn",
    "ko": "kor", "la": "lat", "lt": "lit", "lv": "lav", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron",
    "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe", "tr": "tur", "uk": "ukr", "zh": "chi_sim",
}  # fmt: skip
"""Tesseract's codes by those of ISO 639-1."""


def require_ocrmypdf() -> None:
    """Raise UsageError where ocrmypdf is not installed, before a whole library is read for nothing."""
    if shutil.which(PROGRAM) is None:
        raise UsageError(
            "ocrmypdf, which recognises the text of scans, is not installed",
            "Install it: https://ocrmypdf.readthedocs.io",
        )


def tesseract_languages(language: str | None) -> str | None:
    """Return what Tesseract is to recognise, such as ``eng+deu``; None for its default.

    That is ``language`` (ISO 639-1) where the library is in one, else all that are installed, up to MOST_LANGUAGES.
    Raises UnreadableSourceError where that language is not installed.
    """
    installed = _installed_languages()
    if not installed:
        return None  # ocrmypdf says best what it misses
    if language is not None:
        code = _CODES.get(language, language)
        if code not in installed:
            raise UnreadableSourceError(
                f"is a scan, and Tesseract is installed without the library's language ({language})",
                f"Install its data, tesseract-ocr-{code.replace('_', '-')} on Debian and Ubuntu",
            )
        return code
    return (
        "+".join(sorted(installed, key=lambda code: (code != "eng", code)))
        if len(installed) <= MOST_LANGUAGES
        else None
    )


def _installed_languages() -> list[str]:
    """Return the languages that Tesseract knows; none where it cannot be asked."""
    try:
        done = subprocess.run(["tesseract", "--list-langs"], capture_output=True, timeout=60, check=True, text=True)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return []
    codes = [line.strip() for line in done.stdout.splitlines()[1:]]
    return [code for code in codes if code and code not in ("osd", "equ") and "/" not in code and "_vert" not in code]


def with_text(path: Path, *, languages: str | None = None) -> bytes:
    """Return the PDF at ``path`` with text recognised on the pages that have none; the file itself stays as it is.

    ``languages`` are Tesseract's codes, such as ``eng+deu``. Raises UnreadableSourceError where ocrmypdf is missing,
    fails, or takes longer than :data:`TIME_LIMIT` seconds.
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
                command, capture_output=True, timeout=TIME_LIMIT, check=False, stdin=subprocess.DEVNULL
            )
        except subprocess.TimeoutExpired as error:
            raise UnreadableSourceError(
                f"is a scan on which ocrmypdf took longer than {TIME_LIMIT:.0f} s",
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
