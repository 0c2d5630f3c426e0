"""What some tests need beside the packages: where it is missing they are skipped with the reason, but fail in CI.

What no script can install (another operating system, a user who is not root) skips there too, by pytest's own marks.
"""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest

from kurilsearch.vocabulary.japanese import can_read_kanji

IN_CI = os.environ.get("CI", "").lower() in ("true", "1")
"""Set by ``.ci/run``, which installs all that is needed, and by those who run it."""


def missing(what: str) -> NoReturn:
    """Skip the test that is running, in CI fail it, because of ``what``."""
    if IN_CI:
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


def needs(is_here: bool, what: str) -> pytest.MarkDecorator:
    """Return a mark for tests of what may be missing; in CI they run without it, and fail."""
    return pytest.mark.skipif(not is_here and not IN_CI, reason=what)


needs_japanese = needs(can_read_kanji(), "the extra kurilsearch[japanese] is not installed")
needs_ocr = needs(all(map(shutil.which, ("ocrmypdf", "tesseract"))), "ocrmypdf or Tesseract is not installed")
needs_libreoffice = needs(shutil.which("soffice") is not None, "LibreOffice is not installed")
