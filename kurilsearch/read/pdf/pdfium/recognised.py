"""How large the type of a scan is, judged by how wide its letters are.

The boxes of a text layer are right about where a word begins and ends, but the size of its type is often a guess from
the letters that happen to stand in the line, which differs by a third from line to line.
"""

from __future__ import annotations

_WIDTHS = {
    0.28: "ijlt.,;:'’‘!|/",
    0.33: 'frIJ()[]-“”"',
    0.39: "sz?",
    0.44: "acegkvxyбгзст",
    0.72: "wCDEGHKNOQRUVXYAжмшщюфыДЖМШЩЮФЫОНКЯ&",
    0.8: "mMWтЖШЩ—…",
}
_WIDTH = {ord(letter): width for width, letters in _WIDTHS.items() for letter in letters}
_OTHER, _OTHER_CAPITAL, _IDEOGRAPH = 0.5, 0.6, 1.0
_FEWEST_EMS = 1.5


def type_size(text: str, width: float) -> float | None:
    """Return the em in points of a line of type whose words take ``width`` points; None where it is too short to tell.

    Letters are taken to be as wide as those of common book types; what matters is that lines can be compared.
    """
    ems = sum(_letter_width(letter) for letter in text if not letter.isspace())
    return width / ems if ems >= _FEWEST_EMS and width > 0 else None


def _letter_width(letter: str) -> float:
    width = _WIDTH.get(ord(letter))
    if width is not None:
        return width
    if letter >= "\u2e80":
        return _IDEOGRAPH
    return _OTHER_CAPITAL if letter.isupper() else _OTHER
