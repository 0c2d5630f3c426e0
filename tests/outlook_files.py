"""Messages as Outlook saves them, written for tests: compound files with properties in them."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, SMALL, CUTOFF = 512, 64, 4096
Storage = dict[str, "Storage | bytes"]


def message(
    properties: dict[int, str | bytes],
    *,
    sent: datetime | None = None,
    code_page: int = 0,
    attachments: tuple[Storage, ...] = (),
    is_inner: bool = False,
) -> Storage:
    """Return a message: texts are in Unicode, or in ``code_page`` where one is given; bytes as they are."""
    storage: Storage = {}
    for number, value in properties.items():
        if isinstance(value, bytes):
            storage[f"__substg1.0_{number:04X}0102"] = value
        elif code_page:
            storage[f"__substg1.0_{number:04X}001E"] = value.encode(f"cp{code_page}")
        else:
            storage[f"__substg1.0_{number:04X}001F"] = value.encode("utf-16-le")
    head = bytes(24 if is_inner else 32)
    if sent:
        ticks = int((sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
        head += struct.pack("<HHIQ", 0x0040, 0x0039, 6, ticks)
    if code_page:
        head += struct.pack("<HHIQ", 0x0003, 0x3FFD, 6, code_page)
    storage["__properties_version1.0"] = head
    for index, attachment in enumerate(attachments):
        storage[f"__attach_version1.0_#{index:08X}"] = attachment
    return storage


def attached(name: str) -> Storage:
    return message({0x3707: name, 0x3701: b"%PDF"}, is_inner=True)


def attached_message(inner: Storage) -> Storage:
    storage = message({}, is_inner=True)
    storage["__substg1.0_3701000D"] = inner
    return storage


def compound_file(root: Storage) -> bytes:
    """Return the file whose root storage is ``root``."""
    entries: list[list[object]] = [["Root Entry", 5, FREE, FREE, END, 0, b""]]
    _add_entries(entries, 0, root)
    small, large = bytearray(), bytearray()
    small_fat: list[int] = []
    fat: list[int] = []
    for entry in entries:
        data = entry[6]
        assert isinstance(data, bytes)
        if entry[1] != 2 or not data:
            continue
        entry[5] = len(data)
        unit, table, room = (SMALL, small_fat, small) if len(data) < CUTOFF else (SECTOR, fat, large)
        entry[4] = len(table)
        _chain(table, room, data, unit)
    entries[0][4], entries[0][5] = (len(fat), len(small)) if small else (END, 0)
    _chain(fat, large, bytes(small), SECTOR)
    directory_start = len(fat)
    _chain(fat, large, b"".join(_packed(entry) for entry in entries), SECTOR)
    small_fat_start = len(fat) if small_fat else END
    _chain(fat, large, struct.pack(f"<{len(small_fat)}I", *small_fat), SECTOR, filling=b"\xff")
    count = 1
    while (len(fat) + count) * 4 > count * SECTOR:
        count += 1
    fat_start = len(fat)
    fat += [FAT] * count
    large += struct.pack(f"<{len(fat)}I", *fat).ljust(count * SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, count, directory_start, 0, CUTOFF, small_fat_start, bool(small_fat), END, 0)
    header += struct.pack("<109I", *range(fat_start, fat_start + count), *[FREE] * (109 - count))
    return header + bytes(large)


def _add_entries(entries: list[list[object]], parent: int, storage: Storage) -> None:
    """Append the entries of a storage, each the right neighbour of the one before, and those within."""
    before = None
    for name, content in sorted(storage.items(), key=lambda item: (len(item[0]), item[0].upper())):
        index = len(entries)
        is_stream = isinstance(content, bytes)
        entries.append([name, 2 if is_stream else 1, FREE, FREE, END if is_stream else 0, 0, content or b""])
        if before is None:
            entries[parent][3] = index
        else:
            entries[before].append(index)
        before = index
        if not isinstance(content, bytes):
            entries[index][6] = b""
            _add_entries(entries, index, content)


def _packed(entry: list[object]) -> bytes:
    name, kind, left, child, start, size, _, *right = entry
    encoded = str(name).encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI16xIQ",
        encoded,
        len(encoded) + 2,
        kind,
        1,
        left,
        right[0] if right else FREE,
        child,
        0,
        start,
        size,
    )


def _chain(table: list[int], room: bytearray, data: bytes, unit: int, filling: bytes = b"\0") -> None:
    """Append ``data`` to ``room`` in units, and their chain to ``table``."""
    count = -(-len(data) // unit)
    if count:
        table += [*range(len(table) + 1, len(table) + count), END]
        room += data.ljust(count * unit, filling)
