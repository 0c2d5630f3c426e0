"""Damaged files of every kind are read, or named with a reason and a hint; none does anything else."""

from __future__ import annotations

import random
import subprocess
from email.message import EmailMessage
from pathlib import Path

import pytest

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.pandoc import find_pandoc
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source

FILES = 40
"""Damaged files of each kind in one run; the seed is fixed, so that a failure comes again."""

TEXT = """# The ferry

It froze “twice” that winter.[^1] Лёд стоял до апреля. 春になると氷は解けた。

> The ice bore a horse and a cart.

- one item
- another item, and it ends.

| Year | Ships |
|------|-------|
| 1950 | 12    |

[^1]: Log of the lighthouse.
"""
FORMATS = {
    "docx": "docx", "odt": "odt", "epub": "epub", "html": "html", "rtf": "rtf", "tex": "latex", "org": "org",
    "rst": "rst", "fb2": "fb2", "nxml": "jats", "docbook": "docbook", "ipynb": "ipynb",
}  # fmt: skip


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "Jürgen <a@example.org>", "Лёд", "<1@example.org>"
    message.set_content("It froze.\n\n> Did it?\n")
    message.add_alternative("<p>It froze.</p>", subtype="html")
    return bytes(message)


OTHERS = {
    "srt": "".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\nJANE: Лёд {n}.\n\n" for n in range(20)).encode(),
    "vtt": b"WEBVTT\n\n" + b"".join(b"00:%02d.000 --> 00:%02d.900\n<v Jane>It froze.\n\n" % (n, n) for n in range(20)),
    "eml": mail(),
    "mbox": 3 * (b"From a@example.org Fri Mar  5 10:00:00 2021\n" + mail() + b"\n"),
}


def sound(kind: str) -> bytes:
    """Return a sound file of this kind."""
    if kind in OTHERS:
        return OTHERS[kind]
    command = [find_pandoc(), "--standalone", f"--to={FORMATS[kind]}", "--output=-"]
    return subprocess.run(command, input=TEXT.encode(), check=True, capture_output=True).stdout


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return ``data`` with bytes flipped, cut off, put in, or said again and again."""
    at = chance.randrange(len(data))
    way = chance.randrange(4)
    if way == 0:
        spoiled = bytearray(data)
        for _ in range(chance.choice([1, 3, 20, 200])):
            spoiled[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(spoiled)
    if way == 1:
        return data[:at]
    if way == 2:
        return data[:at] + chance.randbytes(chance.choice([1, 10, 500])) + data[at:]
    return data[:at] + data[at : at + chance.randrange(1, 2000)] * chance.choice([2, 30]) + data[at:]


@pytest.mark.slow
@pytest.mark.parametrize("kind", [*FORMATS, *OTHERS])
def test_a_damaged_file_is_read_or_named(tmp_path: Path, kind: str) -> None:
    data, chance = sound(kind), random.Random(kind)
    file = tmp_path / f"damaged.{kind}"
    for _ in range(FILES):
        file.write_bytes(damaged(data, chance))
        try:
            document = parse_document(read_source(file))
        except UnreadableSourceError as error:
            assert error.hint
            assert "\n" not in str(error)
        else:
            document.source.text.encode("utf-8")  # no lone surrogates
            assert all(passage.text.strip() for passage in document.passages)
