"""A title as it is cited, from how it is printed."""

from __future__ import annotations

import re

_STRAY_MARKS = re.compile(r"(?:<sup>.*?</sup>|\[\d+\]|[*†‡∗⁎¹²³])+$")
_DASH_AROUND = re.compile(r"^[–—―〜～-]+|(?<![–—―〜～])[–—―〜～-]+$")
_SUBTITLE_IN_DASHES = re.compile(r"\S[―—]{2}\S+[―—]{2}$")


def clean_title(title: str | None) -> str | None:
    """Return the title without note marks and a lone full stop at its end; None where nothing is left."""
    if title is None:
        return None
    title = _STRAY_MARKS.sub("", " ".join(title.split())).strip(" ,;:*_#|")
    if not _SUBTITLE_IN_DASHES.search(title):
        title = _DASH_AROUND.sub("", title).strip()
    if title.endswith(".") and not title.endswith("..") and not re.search(r"\b\w{1,3}\.$", title):
        title = title[:-1].rstrip()
    return title if any(char.isalpha() for char in title) else None
