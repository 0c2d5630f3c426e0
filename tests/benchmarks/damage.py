"""``python -m tests.benchmarks.damage [N]``: N damaged files of each kind are indexed, and none may be lost.

The files are made from a small sound one of each kind by a fixed seed: bytes flipped, cut off, put in, or said again
and again. Each must become a document or be named as unreadable; the exit status is 1 where one is neither, where it
ended the process that read it, took longer than it may, or brought out a fault of ours.
"""

from __future__ import annotations

import argparse
import io
import plistlib
import random
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from time import perf_counter

from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library
from kurilsearch.programs.pandoc import find_pandoc
from tests.benchmarks.tables import Table, write_table
from tests.pdf_files import Placed, draw, wrap

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

PANDOC_WRITES = {
    "docx": "docx", "odt": "odt", "epub": "epub", "html": "html", "rtf": "rtf", "tex": "latex", "org": "org",
    "rst": "rst", "fb2": "fb2", "nxml": "jats", "docbook": "docbook", "ipynb": "ipynb", "opml": "opml",
    "mediawiki": "mediawiki", "adoc": "asciidoc", "typ": "typst",
}  # fmt: skip

FAULTS = ("because of a fault in kurilsearch", "ended the process that read it", "could not be read within")
"""What is said of a file that should have been named as unreadable by its reader, or been read."""


def _mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "Jürgen <a@example.org>", "Лёд", "<1@example.org>"
    message.set_content("It froze.\n\n> Did it?\n")
    message.add_alternative("<p>It froze.</p>", subtype="html")
    message.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="ice.bin")
    return bytes(message)


def _saved_page() -> bytes:
    page = f"<html><head><title>Ice</title></head><body><h1>Ice</h1><p>{TEXT}</p><p>It thawed.</p></body></html>"
    message = EmailMessage()
    message["Snapshot-Content-Location"], message["Subject"] = "https://news.example/ice", "Ice"
    message.set_content(page, subtype="html", cte="quoted-printable")
    message.make_related()
    return bytes(message)


def _pdf() -> bytes:
    lines = wrap(" ".join(["The ferry froze in the harbour twice that winter, and nobody had seen it."] * 12), 300)
    page = [Placed(50, 540 - 14 * row, line) for row, line in enumerate(lines)]
    return draw([[*page, Placed(200, 40, str(number))] for number in (1, 2)], title="The ferry", author="Jane Doe")


def _tei() -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
        "<title>The ferry</title><author>Doe, Jane</author></titleStmt></fileDesc></teiHeader><text><body><div>"
        '<head>Ice</head><pb n="2"/><p>It froze “twice”.<note place="foot">Log.</note></p><lg><l>The wind</l>'
        "<l>it blew</l></lg></div></body></text></TEI>"
    ).encode()


def _packed(members: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def _workbook() -> bytes:
    rows = "".join(f'<row><c t="s"><v>{n % 2}</v></c><c><v>{1900 + n}.0</v></c></row>' for n in range(20))
    return _packed(
        {
            "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="Ice" r:id="a"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<R><Relationship Id="a" Type="x/worksheet" Target="worksheets/a.xml"/></R>',
            "xl/worksheets/a.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
            "xl/sharedStrings.xml": "<sst><si><t>It froze.</t></si><si><r><t>It thawed.</t></r></si></sst>",
        }
    )


def _slides() -> bytes:
    shape = "<sp><txBody><p><r><t>It froze twice that winter.</t></r><br/></p></txBody></sp>"
    return _packed(
        {
            "ppt/presentation.xml": '<presentation xmlns:r="r"><sldId id="256" r:id="a"/></presentation>',
            "ppt/_rels/presentation.xml.rels": '<R><Relationship Id="a" Type="/slide" Target="slides/slide1.xml"/></R>',
            "ppt/slides/slide1.xml": f"<sld>{shape}<tbl><tr><tc>{shape[4:-5]}</tc></tr></tbl></sld>",
        }
    )


def _open_document(kind: str, inner: str) -> bytes:
    names = " ".join(f'xmlns:{name}="{name}"' for name in ("office", "table", "text", "draw"))
    body = f"<office:body><office:{kind}>{inner}</office:{kind}></office:body>"
    return _packed({"content.xml": f"<office:document-content {names}>{body}</office:document-content>"})


_CELLS = "<table:table-row><table:table-cell><text:p>It froze.</text:p></table:table-cell></table:table-row>"

MAKERS: dict[str, Callable[[], bytes]] = {
    "txt": lambda: TEXT.replace("#", "").encode("cp1251", "replace"),
    "md": lambda: f"---\ntitle: The ferry\n---\n\n{TEXT}".encode(),
    "pdf": _pdf,
    "mhtml": _saved_page,
    "xml": _tei,
    "srt": lambda: "".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\nJANE: Лёд {n}.\n\n" for n in range(20)
    ).encode(),
    "vtt": lambda: (
        b"WEBVTT\n\n" + b"".join(b"00:%02d.000 --> 00:%02d.900\n<v Jane>It froze.\n\n" % (n, n) for n in range(20))
    ),
    "sbv": lambda: b"".join(b"0:00:%02d.000,0:00:%02d.900\nIt froze twice.\n\n" % (n, n) for n in range(20)),
    "ttml": lambda: (
        b'<tt xmlns="http://www.w3.org/ns/ttml"><body><div>'
        + b"".join(b'<p begin="00:00:%02d.000" end="00:00:%02d.900">It<br/>froze.</p>\n' % (n, n) for n in range(20))
        + b"</div></body></tt>"
    ),
    "webarchive": lambda: plistlib.dumps(
        {"WebMainResource": {"WebResourceData": f"<html><body><p>{TEXT}</p></body></html>".encode()}},
        fmt=plistlib.FMT_BINARY,
    ),
    "enex": lambda: (
        "<?xml version='1.0'?><en-export><note><title>Ice</title><content><![CDATA[<en-note><div>"
        f"{TEXT}</div></en-note>]]></content></note></en-export>"
    ).encode(),
    "csv": lambda: b"Year,Ice\n" + b'1950,"It froze, ""twice""."\n' * 20,
    "xlsx": _workbook,
    "pptx": _slides,
    "ods": lambda: _open_document("spreadsheet", f'<table:table table:name="Ice">{_CELLS * 9}</table:table>'),
    "odp": lambda: _open_document(
        "presentation", "<draw:page><draw:frame><text:p>It froze.</text:p></draw:frame></draw:page>"
    ),
    "eml": _mail,
    "mbox": lambda: 3 * (b"From a@example.org Fri Mar  5 10:00:00 2021\n" + _mail() + b"\n"),
}
"""Makers of what pandoc does not write, by the ending of the file."""

KINDS = (*MAKERS, *PANDOC_WRITES)


def sound(kind: str) -> bytes:
    """Return a sound file of this kind."""
    if kind in MAKERS:
        return MAKERS[kind]()
    command = [str(find_pandoc()), "--standalone", f"--to={PANDOC_WRITES[kind]}", "--output=-"]
    return subprocess.run(command, input=TEXT.encode(), check=True, capture_output=True).stdout


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return a damaged copy of a file; of an archive, half the time, a sound one with a member that is damaged."""
    if data.startswith(b"PK") and chance.random() < 0.5:
        return _damaged_within(data, chance)
    return _damaged_bytes(data, chance)


def _damaged_within(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    name = chance.choice([name for name, content in members.items() if content])
    members[name] = _damaged_bytes(members[name], chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(
                zipfile.ZipInfo(name), content
            )  # of a fixed date, so that the bytes are the same each time
    return packed.getvalue()


def _damaged_bytes(data: bytes, chance: random.Random) -> bytes:
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the damaged files of one kind; ``faults`` are reasons that no reader may need, of ``named``."""

    kind: str
    files: int
    indexed: int
    named: int
    lost: tuple[str, ...]
    faults: tuple[str, ...]
    seconds: float


def index_damaged(kind: str, count: int, folder: Path) -> Outcome:
    """Write ``count`` damaged files of a kind into the new folder ``folder``, index them, and count what came of it."""
    folder.mkdir()
    data, chance = sound(kind), random.Random(kind)
    files = [f"{number:04}.{kind}" for number in range(count)]
    for name in files:
        (folder / name).write_bytes(damaged(data, chance))
    init_library(folder)
    began = perf_counter()
    with open_library(folder) as library:
        report = library.index()
        indexed = {document.file for document in library.documents()}
    seconds = perf_counter() - began
    named = Counter(failure.file for failure in report.failures)
    lost = tuple(name for name in files if (name in indexed) + named[name] != 1)
    faults = tuple(
        f"{failure.file}: {failure.reason}"
        for failure in report.failures
        if any(fault in failure.reason for fault in FAULTS) or not failure.hint
    )
    return Outcome(kind, count, len(indexed), len(named), lost, faults, seconds)


def main(arguments: Sequence[str] | None = None) -> int:
    """Index damaged files of each kind, print what came of them, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.damage", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=1000, help="files of each kind")
    parser.add_argument("--kinds", default=",".join(KINDS), help="their endings, with commas between")
    parser.add_argument("--write", action="store_true", help="write the table of README.md")
    asked = parser.parse_args(arguments)
    print(f"{'kind':10}{'files':>7}{'indexed':>9}{'named':>7}{'faults':>8}{'lost':>6}{'seconds':>9}")
    bad: list[str] = []
    rows: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory(prefix="kurilsearch-damage-") as folder:
        for kind in asked.kinds.split(","):
            done = index_damaged(kind, asked.count, Path(folder) / kind)
            print(
                f"{done.kind:10}{done.files:7}{done.indexed:9}{done.named:7}{len(done.faults):8}{len(done.lost):6}"
                f"{done.seconds:9.1f}",
                flush=True,
            )
            rows.append((kind, *map(str, (done.files, done.indexed, done.named, len(done.faults), len(done.lost)))))
            bad += [f"{kind}: {name} is lost" for name in done.lost] + [f"{kind}: {fault}" for fault in done.faults]
    print("\n".join(["", *bad]) if bad else "\nNo file is lost, and none ended a process.")
    if asked.write:
        write_table(Table("damage", ("kind", "files", "indexed", "named", "faults", "lost"), rows))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
