"""Whether a page's text layer is text: broken encodings give letters that no language puts beside one another.

Letters that a font maps to nothing come as control characters, private-use characters or U+FFFD; a shifted encoding
gives signs in the middle of words, or rows of consonants. Only what is plain nonsense is named so: formulas, names
and languages that are rare here are text.
"""

from __future__ import annotations

import re

_BROKEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+\Z")
_VOWEL = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûüýÿăąēęėěīįıōőūůűųаеёиоуыэюяіїє]", re.I)
_INSIDE = re.compile(r"[^\W\d_][!\"#$%&()*+/:;<=>?@\[\\\]^_`{|}~¡-¿][^\W\d_]")
_MOJIBAKE = re.compile(r"[ÃÂÐÑ][\u0080-\u00bf]|â€[™œ“”˜\u009d]|ï¬|Ð[°-¿]|Ñ[\u0080-\u008f]")
_MIXED_CASE = re.compile(r"[^\W\d_A-ZÀ-Þ][A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]")
_FEWEST_LETTERS = 40
_SAMPLE = 3_000


def is_nonsense(text: str) -> bool:
    """Tell whether a page's text is no writing in any language. Pages with little text are given the benefit."""
    sample = text[:_SAMPLE]
    solid = len("".join(sample.split()))
    if solid < _FEWEST_LETTERS:
        return len(_BROKEN.findall(sample)) > 0.5 * solid > 0
    broken = len(_BROKEN.findall(sample))
    if broken > 0.25 * solid:
        return True
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    if letters < 0.15 * solid and broken > 0.08 * solid:
        return True
    mojibake = len(_MOJIBAKE.findall(sample))
    if words and mojibake > 0.15 * len(words) and mojibake > 10:
        return True
    latin = [word for word in words if _LATIN.match(word) and len(word) >= 4 and not word.isupper()]
    if len(latin) < 25 or sum(map(len, latin)) < 0.5 * letters:
        return len(_INSIDE.findall(sample)) > 0.6 * max(len(words), 1) and letters < 0.5 * solid
    without_vowels = sum(not _VOWEL.search(word) for word in latin)
    odd_case = sum(_MIXED_CASE.search(word) is not None for word in latin)
    signs = len(_INSIDE.findall(sample))
    return without_vowels > 0.4 * len(latin) or odd_case > 0.5 * len(latin) or signs > 0.7 * len(words)
