"""The archive of an office file: some members replaced or added, all others with the bytes that they had."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from kurilsearch.read.archive import member, open_archive


def read_members(data: bytes) -> dict[str, bytes]:
    """Return the members of an archive by name, in its order. Raises UnreadableSourceError where it is damaged."""
    with open_archive(data) as archive:
        return {name: member(archive, name) or b"" for name in archive.namelist()}


def replace_members(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return a copy of an archive in which these members have other contents; new ones come last.

    Names, order, times and kinds of packing of the others stay, and so do their contents, byte for byte.
    """
    copied = io.BytesIO()
    with open_archive(data) as archive, zipfile.ZipFile(copied, "w") as copy:
        for info in archive.infolist():
            content = changed[info.filename] if info.filename in changed else member(archive, info.filename)
            copy.writestr(info, content or b"", compress_type=info.compress_type)
        known = set(archive.namelist())
        for name, content in changed.items():
            if name not in known:
                copy.writestr(zipfile.ZipInfo(name), content, compress_type=zipfile.ZIP_DEFLATED)
    return copied.getvalue()
