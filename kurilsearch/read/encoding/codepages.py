"""Legacy code pages, told by what the text would be: words of one alphabet in a plausible mixture of letters.

A byte sequence is valid in many code pages, but it is words of a language in few. Each language here has its
letters, the commonest first, and a few of its commonest words; a code page is scored by how well the text it
gives fits one of its languages. Where none fits, charset-normalizer is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from kurilsearch.read.encoding.alphabets import ALPHABETS, Alphabet
from kurilsearch.read.encoding.east_asian import EAST_ASIAN_ENCODINGS, east_asian_score

SAMPLE_BYTES = 16_384
ENOUGH = 0.55
"""A score from which a code page is believed; text in a wrong one stays below (see tests/test_read.py)."""

_CODE_PAGES: dict[str, tuple[str, ...]] = {
    "western": ("cp1252", "mac_roman", "cp850", "iso8859-15"),
    "central": ("cp1250", "iso8859-2", "cp852"),
    "turkish": ("cp1254",),
    "baltic": ("cp1257",),
    "cyrillic": ("cp1251", "koi8-u", "cp866", "iso8859-5", "mac_cyrillic"),
    "greek": ("cp1253", "iso8859-7"),
    "hebrew": ("cp1255",),
    "arabic": ("cp1256",),
}

_WORD = re.compile(r"[^\W\d_]+")
_QUOTES_AND_DASHES = frozenset("“”‘’„«»–—…\xa0")
_OTHER_SIGNS = frozenset("‚‹›•·§°©®™€£№†‡\xad¿¡ºª½¼¾´×÷±¶¢¥")
_SYMBOL_IN_WORD = re.compile(
    r"[^\W\d_](?:(?![’ʼ·\xad\xa0–—'‑-])[^\x00-\x7f\w])[^\W\d_]|[^\W\d_][¹²³ªº¾½¼µ]|[¹²³µ][^\W\d_]"
)
_CASED = re.compile(r"[A-Za-z\u00c0-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u06ff]")


@dataclass(frozen=True, slots=True)
class _Sample:
    """What the score needs of a text: its characters beyond ASCII, its words, and what no word looks like."""

    foreign: Counter[str]
    words: Counter[str]
    oddities: int


def guess_code_page(data: bytes) -> str | None:
    """Return the code page of ``data``, which is not UTF-8, as Python names it; None where none fits."""
    sample = _lines_beyond_ascii(data)
    scored = [(east_asian_score(sample, encoding), encoding) for encoding in EAST_ASIAN_ENCODINGS]
    for group, encodings in _CODE_PAGES.items():
        alphabets = [alphabet for alphabet in ALPHABETS if alphabet.group == group]
        for encoding in encodings:
            seen = _look_at(sample.decode(encoding, "replace"))
            scored.extend((_fit(seen, alphabet), encoding) for alphabet in alphabets)
    best, encoding = max(scored, key=lambda pair: pair[0])  # of equals the first
    if best >= ENOUGH:
        return encoding
    return _ask_charset_normalizer(sample) or (encoding if best > 0.3 else None)


def _lines_beyond_ascii(data: bytes) -> bytes:
    """Return up to SAMPLE_BYTES of the lines that hold bytes beyond ASCII; of a huge line its part around them."""
    parts: list[bytes] = []
    size = 0
    for found in re.finditer(rb"[^\n]{0,200}[\x80-\xff][^\n]{0,2000}", data):
        parts.append(found[0])
        size += len(found[0])
        if size > SAMPLE_BYTES:
            break
    return b"\n".join(parts)


def _look_at(text: str) -> _Sample:
    words = _WORD.findall(text)
    oddities = len(_SYMBOL_IN_WORD.findall(text))
    for word in words:
        if word.isascii():
            continue
        if not (word.islower() or word.isupper() or word[1:].islower()) and _CASED.match(word):
            oddities += 2
        if _OTHER_SCRIPT.search(word) and _LATIN.search(word):
            oddities += 2
    return _Sample(Counter(char for char in text if char > "\x7f"), Counter(map(str.lower, words)), oddities)


def _fit(seen: _Sample, alphabet: Alphabet) -> float:
    """Return how well the text fits: 1 for common letters in sound words, 0 and below for anything else."""
    total = seen.foreign.total()
    if not total:
        return 0.0
    weight = 0.0
    for char, count in seen.foreign.items():
        if char in _QUOTES_AND_DASHES:
            weight += 0.9 * count
        elif char in _OTHER_SIGNS:
            weight += 0.6 * count
        else:
            weight += alphabet.weight(char) * count
    known = sum(count for word, count in seen.words.items() if word in alphabet.words)
    share = known / max(seen.words.total(), 1)
    return (weight - seen.oddities) / total * 0.75 + min(share * 2, 1.0) * 0.25


def _ask_charset_normalizer(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, enable_fallback=False).best()
    return best.encoding if best else None
