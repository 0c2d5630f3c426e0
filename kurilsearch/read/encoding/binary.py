"""Telling text from other content, and naming the other content."""

from __future__ import annotations

_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\v\f\r\x1a\x1b") + b"\x7f"

# What the first bytes say (https://en.wikipedia.org/wiki/List_of_file_signatures); the longest first.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"AT&TFORM", "a DjVu file"),
    (b"BOOKMOBI", "a Mobipocket book"),
    (b"\x7fELF", "a program"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"OggS", "a sound or film"),
    (b"RIFF", "a sound, film or picture"),
    (b"fLaC", "a sound"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"ID3", "a sound"),
    (b"BZh", "a bzip2 archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"MZ", "a program"),
)

# These are told by their first bytes even where the rest looks like text.
_TEXT_LIKE_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"%!Adobe", "a PostScript file"),
)


def name_foreign_format(data: bytes) -> str | None:
    """Return what kind of file this is ("a PDF") where its first bytes tell of a format that is not text."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for signature, name in _TEXT_LIKE_SIGNATURES:
        if start.startswith(signature):
            return name
    if data.startswith(b"PK\x03\x04"):
        return _name_zip(data)
    if not looks_binary(data):
        return None
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    if data[60:68] == b"BOOKMOBI":
        return "a Mobipocket book"
    if data[4:8] == b"ftyp":
        return "a film or sound"
    return None


def looks_binary(data: bytes) -> bool:
    """Return whether more than one byte in a hundred is a control character that text does not have."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls > max(1, len(data) // 100)


def _name_zip(data: bytes) -> str:
    """Name the document inside a ZIP container by the names of its members."""
    head = data[:4096]
    if b"application/epub+zip" in head:
        return "an EPUB book"
    if b"application/vnd.oasis.opendocument" in head:
        return "an OpenDocument file"
    for member, name in ((b"word/", "a Word document"), (b"ppt/", "a PowerPoint file"), (b"xl/", "an Excel file")):
        if member in data:
            return name
    return "a ZIP archive"
