"""RTF as a draft: pandoc makes an OpenDocument text of it, whose notes and block quotations are then told."""

from __future__ import annotations

import io
import zipfile

from kurilsearch.check.drafts.odt import CONTENT, read_odt
from kurilsearch.check.drafts.office import OfficeText
from kurilsearch.errors import PandocError, PandocMissingError, UnreadableSourceError
from kurilsearch.programs.pandoc import run_pandoc
from kurilsearch.read.pandoc.rtf import plain_rtf


def read_rtf(data: bytes) -> OfficeText:
    """Return the text and blocks of an RTF file; its text is made of its paragraphs, then its notes.

    Raises UnreadableSourceError where it is no RTF or is damaged, PandocMissingError without a pandoc.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableSourceError("is no RTF, whatever its name says", "Save it again")
    try:
        content = run_pandoc(["-f", "rtf", "-t", "opendocument", "-s", "--wrap=none"], plain_rtf(data))
    except PandocMissingError:
        raise
    except PandocError as error:
        raise UnreadableSourceError(f"is damaged: {error.message}", "Save it again") from error
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr(CONTENT, content)
    return read_odt(archive.getvalue())
