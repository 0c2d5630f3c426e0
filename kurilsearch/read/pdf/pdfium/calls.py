"""PDFium's calls in the form in which a page's characters are asked for by the thousand.

pypdfium2 declares the types of every argument, and ctypes then converts each of them on each call; bound anew without
declarations the same calls take a quarter of the time. Only calls that are made once a character or a row are here.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice, repeat
from typing import Any

_CHUNK = 4096


@lru_cache(maxsize=16)
def bound(name: str, result: Any) -> Any:
    """Return one of PDFium's functions without declared arguments, so that ctypes passes them on as they are.

    Handles must be ``c_void_p``, places ``byref``, numbers C ints. ``result`` is the ctypes type it returns, or None.
    """
    from pypdfium2 import raw

    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result)(address or 0)


class CharBoxes:
    """Asks for the boxes of characters of a text page, many at once."""

    def __init__(self) -> None:
        """Bind the call and the memory that it writes to."""
        self._call = bound("FPDFText_GetLooseCharBox", None)
        self._memory = (ctypes.c_float * (4 * _CHUNK))()
        self._places = [ctypes.byref(self._memory, 16 * place) for place in range(_CHUNK)]

    def of(self, text_page: Any, indices: Sequence[int]) -> list[float]:
        """Return left, top, right and bottom of the character at each of ``indices``, one after the other.

        The box reaches from the font's descent to its ascent and over the advance of the character, in page space.
        """
        handle = ctypes.cast(text_page, ctypes.c_void_p)
        found = array("f")
        remaining: Iterable[int] = iter(indices)
        view = memoryview(self._memory).cast("B")
        for at in range(0, len(indices), _CHUNK):
            count = min(_CHUNK, len(indices) - at)
            deque(map(self._call, repeat(handle), islice(remaining, count), self._places), maxlen=0)
            found.frombytes(view[: 16 * count])
        return found.tolist()


@lru_cache(maxsize=1)
def char_boxes() -> CharBoxes:
    """Return the process's one binding."""
    return CharBoxes()
