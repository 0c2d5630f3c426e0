"""How runs, line breaks, pages, furniture and metadata are written into a column, and read from it."""

from __future__ import annotations

import json
import re
import sys
import zlib
from array import array
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from kurilsearch.model import Furniture, FurnitureKind, Metadata, Page, Passage, Run, WayBack
from kurilsearch.store.packing import compressed, decompressed

if TYPE_CHECKING:
    from kurilsearch.work import Described, Guess, Item, Origin

_NUMBER = next(code for code in "IL" if array(code).itemsize == 4)
"""The array type of 32 bits on this machine."""


_FURNITURE_KINDS = {kind.value: kind for kind in FurnitureKind}


def pack(numbers: Sequence[int]) -> bytes:
    """Return ``numbers`` (0 to 2**32 - 1) as little-endian 32-bit words."""
    words = array(_NUMBER, numbers)
    if sys.byteorder == "big":
        words.byteswap()
    return words.tobytes()


def unpack(data: bytes) -> list[int]:
    """Return the numbers that :func:`pack` packed."""
    words = array(_NUMBER)
    words.frombytes(data)
    if sys.byteorder == "big":
        words.byteswap()
    return words.tolist()


def checksum(text: str, *columns: str | bytes | int | None) -> int:
    """Return a number (CRC-32) that is another one when a bit of the text or of a column has changed."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"), zlib.crc32(repr(columns).encode("utf-8", "surrogatepass")))


def encode_runs(passage: Passage) -> bytes | None:
    """Return the way back of ``passage``; None for the common case that all its text is one run."""
    runs = passage.way_back.runs
    if len(runs) == 1 and runs[0].text == 0 and runs[0].length == len(passage.text) and not runs[0].interrupted:
        return None
    base = passage.char_start
    return pack([value for run in runs for value in (run.text, run.source - base, run.length, int(run.interrupted))])


def decode_runs(data: bytes | None, char_start: int, length: int) -> WayBack:
    """Return the way back of a passage that starts at ``char_start`` and has ``length`` characters of text."""
    if data is None:
        return WayBack((Run(0, char_start, length),))
    values = iter(unpack(data))
    # zip over one iterator four times takes the values in fours
    fours = zip(values, values, values, values, strict=True)
    return WayBack(tuple(Run(text, source + char_start, size, bool(cut)) for text, source, size, cut in fours))


@lru_cache(maxsize=4096)
def encode_section(section: tuple[str, ...]) -> str | None:
    """Return the headings above a passage as JSON; None where there are none."""
    return json.dumps(section, ensure_ascii=False, separators=(",", ":")) if section else None


@lru_cache(maxsize=32768)
def decode_section(section: str | None) -> tuple[str, ...]:
    """Return the headings again; the same few sections come again and again, so they are remembered."""
    return tuple(json.loads(section)) if section else ()


def encode_pages(pages: Sequence[Page]) -> str | None:
    """Return pages as JSON; None where there are none."""
    return _json([(page.start, page.number, page.label) for page in pages]) if pages else None


def decode_pages(pages: str | None) -> tuple[Page, ...]:
    """Return the pages again."""
    return tuple(Page(*page) for page in json.loads(pages)) if pages else ()


def encode_furniture(furniture: Sequence[Furniture]) -> bytes | None:
    """Return furniture as compressed JSON; None where there is none."""
    if not furniture:
        return None
    return compressed(
        _json([(each.start, each.end, each.kind, *([each.wording] if each.wording else [])) for each in furniture])
    )


def decode_furniture(furniture: bytes | None, kind: FurnitureKind | None = None) -> tuple[Furniture, ...]:
    """Return the furniture again, of one kind or of all."""
    if not furniture:
        return ()
    listed = decompressed(furniture)
    if kind is not None:  # of many regions a search wants few
        listed = f"[{','.join(_regions_of(kind).findall(listed))}]"
    regions = json.loads(listed)
    return tuple(Furniture(start, end, _FURNITURE_KINDS[name], *wording) for start, end, name, *wording in regions)


@cache
def _regions_of(kind: FurnitureKind) -> re.Pattern[str]:
    """Return what finds the regions of one kind in the JSON of all: in a wording no quotation mark stands bare."""
    return re.compile(rf'\[\d+,\d+,"{re.escape(kind.value)}"(?:,"(?:[^"\\]|\\.)*")?\]')


def encode_metadata(metadata: Metadata) -> str:
    """Return what is known of a work as a JSON object that leaves out what is not."""
    known = {
        "title": metadata.title,
        "authors": metadata.authors,
        "year": metadata.year,
        "citekey": metadata.citekey,
        "language": metadata.language,
        "guessed": sorted(metadata.guessed),
        "page_labels": metadata.page_labels,
    }
    return _json({name: value for name, value in known.items() if value})


def decode_metadata(metadata: str) -> Metadata:
    """Return what is known of a work again."""
    known = json.loads(metadata)
    return Metadata(
        title=known.get("title"),
        authors=tuple(known.get("authors", ())),
        year=known.get("year"),
        citekey=known.get("citekey"),
        language=known.get("language"),
        guessed=frozenset(known.get("guessed", ())),
        page_labels=known.get("page_labels"),
    )


def encode_described(described: Described) -> str:
    """Return a description as JSON: the item, the fields of each origin, the title, the candidates of guesses."""
    fields: dict[Origin, list[str]] = {}
    for name, origin in described.origins.items():
        fields.setdefault(origin, []).append(name)
    origins = [[*origin, names] for origin, names in fields.items()]
    return _json([described.item, origins, described.title, described.candidates])


def decode_described(described: str) -> Described:
    """Return the description again."""
    from kurilsearch.work import Described, Origin, OriginKind

    item, origins, title, guess = json.loads(described)
    by_name = {name: Origin(OriginKind(kind), place) for kind, place, names in origins for name in names}
    return Described(item, by_name, title, _candidates(guess))


def encode_items(own: Item, guess: Guess) -> str:
    """Return what a file says of itself, and what it may be, as JSON."""
    return _json([own, guess])


def decode_items(items: str) -> tuple[Item, Guess]:
    """Return the two again."""
    own, guess = json.loads(items)
    return own, _candidates(guess)


def _candidates(guess: dict[str, list[tuple[Any, float, list[str], bool]]]) -> Guess:
    from kurilsearch.work import Candidate

    return {
        name: tuple(Candidate(value, sure, tuple(witnesses), given) for value, sure, witnesses, given in candidates)
        for name, candidates in guess.items()
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
