"""The texts of passages and sources, compressed; those of passages with a dictionary that is trained on the library.

A passage is too short to be compressed by itself. The dictionary has what its library says again and again, so that
a passage with its stems takes two fifths of the room, and a few microseconds to unpack.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from threading import get_ident
from typing import TYPE_CHECKING

from kurilsearch.language.tokens import index_terms

if TYPE_CHECKING:
    from zstandard import ZstdCompressionDict, ZstdCompressor

LEVEL = 3
"""Of zstd's levels; 1 takes two thirds of the time and a tenth more room, the higher ones hardly less."""

DICTIONARY_BYTES = 64 * 1024

SAMPLE_BYTES = 400_000
"""So much text is trained on, spread over what is given: about a fifth of a second."""

_BETWEEN = "\0"
"""What stands between the text of a passage and its stems, which never hold it."""

Texts = tuple[str, str]
"""The text of a passage and its stems, joined by spaces."""


def train(texts: Iterable[str]) -> bytes:
    """Return a dictionary for passages such as these texts have, empty where they are too few to teach anything."""
    from zstandard import ZstdError, train_dictionary

    samples = [(paragraph, language) for text in texts for paragraph, language in _paragraphs_of(text)]
    size = 2 * sum(len(paragraph) for paragraph, _ in samples)  # with its stems a paragraph is about twice as long
    chosen = [
        _joined(paragraph, index_terms(paragraph, language)[0])
        for paragraph, language in samples[:: max(1, -(-size // SAMPLE_BYTES))]
    ]
    if sum(map(len, chosen)) < 2 * DICTIONARY_BYTES:
        return b""
    try:
        return train_dictionary(DICTIONARY_BYTES, [*chosen], level=LEVEL).as_bytes()
    except ZstdError:  # all alike, for instance
        return b""


def _paragraphs_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of a text as passages have them, each with the language of the text."""
    from kurilsearch.language.languages import detect_language

    language = detect_language(text)
    for paragraph in text.split("\n\n"):
        if joined := " ".join(paragraph.split()):
            yield joined, language


def packer(dictionary: bytes) -> Callable[[str, str], bytes]:
    """Return what packs the text of a passage with its stems, for the thread that asks."""
    compress = _compressor(dictionary, get_ident()).compress
    return lambda text, stems: compress(_joined(text, stems))


def unpack(packed: Iterable[bytes], dictionary: bytes) -> list[Texts]:
    """Return the texts and stems of passages again. Raises ValueError for what this dictionary has not packed."""
    from zstandard import ZstdDecompressor, ZstdError

    decompress = ZstdDecompressor(dict_data=_loaded(dictionary)).decompress
    found = []
    try:
        for each in packed:
            text, _, stems = decompress(each).decode("utf-8", "surrogatepass").rpartition(_BETWEEN)
            found.append((text, stems))
    except ZstdError as error:
        raise ValueError(str(error)) from error
    return found


def compressed(text: str) -> bytes:
    """Return a text compressed without a dictionary, for those of more than a page."""
    from zstandard import ZstdCompressor

    return ZstdCompressor(level=LEVEL).compress(text.encode("utf-8", "surrogatepass"))


def decompressed(data: bytes) -> str:
    """Return the text again. Raises ValueError for anything else."""
    from zstandard import ZstdDecompressor, ZstdError

    try:
        return ZstdDecompressor().decompress(data).decode("utf-8", "surrogatepass")
    except ZstdError as error:
        raise ValueError(str(error)) from error


class Unpacking:
    """Unpacks passages with the library's dictionary, which it asks for when it cannot do without."""

    def __init__(self, read_dictionary: Callable[[], bytes]) -> None:
        """Take what reads the dictionary as it is now; another process may train it, or make the store anew."""
        self._read = read_dictionary
        self._dictionary = b""

    def __call__(self, packed: Sequence[bytes]) -> list[Texts]:
        """Return the texts and stems of passages again. Raises ValueError where they are damaged."""
        try:
            return unpack(packed, self._dictionary)
        except ValueError:
            self._dictionary = self._read()
            return unpack(packed, self._dictionary)


def _joined(text: str, stems: str) -> bytes:
    return _BETWEEN.join((text, stems)).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=4)
def _compressor(dictionary: bytes, thread: int) -> ZstdCompressor:
    """Return what compresses in one thread; it takes longer to make than a short document to pack."""
    from zstandard import ZstdCompressor

    loaded = _loaded(dictionary)
    if loaded is not None:
        loaded.precompute_compress(level=LEVEL)
    return ZstdCompressor(level=LEVEL, dict_data=loaded)


@lru_cache(maxsize=4)
def _loaded(dictionary: bytes) -> ZstdCompressionDict | None:
    """Return a dictionary ready for use, which takes longer to make than a passage to pack; None for an empty one."""
    from zstandard import ZstdCompressionDict

    return ZstdCompressionDict(dictionary) if dictionary else None
