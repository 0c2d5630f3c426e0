"""LaTeX as it stands in bibliographies, turned into plain Unicode text."""

from __future__ import annotations

import re
import unicodedata

_COMMAND = re.compile(r"\\[A-Za-z]+\*?[ \t]*")
_BRACE = re.compile(r"(?<!\\)[{}]")
_MATHS = re.compile(r"(?<!\\)\$([^$]*)\$")
_LOWERED = re.compile(r"_(?=[\w{])")
"""The sign of a subscript in mathematics."""
_SYMBOLS = {
    "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedbl": '"', "quotedblbase": "„", "quotesinglbase": "‚", "dots": "…", "textellipsis": "…",
    "textasciitilde": "∼", "texteuro": "€", "euro": "€", "slash": "/", "hyphen": "-", "degree": "°",
    "times": "×", "pm": "±", "cdot": "·", "to": "→", "rightarrow": "→", "leq": "≤", "geq": "≥", "infty": "∞",
    "textdegree": "°", "textless": "<", "textgreater": ">", "textunderscore": "_", "textbar": "|",
    "textasciicircum": "^", "-": "", ",": " ",
}  # fmt: skip
"""Commands that the codec does not know; a tilde is written as the sign for it that LaTeX takes for no space."""
_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi "
    "psi omega"
)  # fmt: skip
for _name in _GREEK.split():  # the codec knows them alone between signs of mathematics
    _letter = unicodedata.lookup(f"GREEK SMALL LETTER {'lamda' if _name == 'lambda' else _name}")
    _SYMBOLS |= {_name: _letter, _name.title(): _letter.upper()}
_SYMBOL = re.compile(
    rf"\\(?:({'|'.join(name for name in _SYMBOLS if name.isalpha())})(?![A-Za-z])(?:\{{\}}|[ \t]+)?|([-,]))"
)
_QUOTED = re.compile(r"\\(?:mkbibquote|enquote)\*?\s*\{|[{}]")
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
_LETTERS = {"i": "i", "j": "j", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å"}
_ACCENTED = re.compile(
    r"\\(?:(?P<sign>[`'^~=.\"])[ \t]*|(?P<name>[urHvdckb])(?:[ \t]+|(?=[{\\]|[^\x00-\x7f])))"
    r"(?:(?P<brace>\{)\s*)?(?:\\(?P<command>ae|AE|oe|OE|o|O|aa|AA|i|j)(?![A-Za-z])[ \t]*(?:\{\})?|(?P<letter>[^\W\d_]))"
    r"(?(brace)\s*\})"
)
_MOST_ACCENTS = 3
"""Accents over one letter that are read: Vietnamese has two."""
_DOLLAR = "\ue00c"
"""A private character for the sign of a currency while those of mathematics are read."""
_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"), ("~", " "))


def latex_to_text(latex: str) -> str:
    r"""Return the text that LaTeX would print: ``{\'E}tudes`` as ``Études``, braces and commands gone.

    Blank space is normalised. Text that is not valid LaTeX (unbalanced braces, a bare ``%``) is kept.
    """
    if not latex:
        return ""
    text = decode_commands(latex.replace(r"\$", _DOLLAR))
    for written, printed in _LIGATURES:
        text = text.replace(written, printed)
    text = _BRACE.sub("", _MATHS.sub(lambda maths: _LOWERED.sub("", maths[1]), text))
    text = text.replace(r"\{", "{").replace(r"\}", "}")
    return " ".join(text.replace(_DOLLAR, "$").split())


def decode_commands(latex: str) -> str:
    """Return LaTeX with accents and symbols decoded, braces still in place; commands that are not known are dropped."""
    if "\\" not in latex:
        return latex
    for _ in range(_MOST_ACCENTS):
        latex = _ACCENTED.sub(_compose, latex)
    latex = _with_quotation_marks(_SYMBOL.sub(lambda found: _SYMBOLS[found[1] or found[2]], latex))
    import codecs

    import latexcodec  # registers the codec  # noqa: F401

    if (len(latex) - len(latex.rstrip("\\"))) % 2:  # a backslash that commands nothing, which the codec refuses
        latex = latex[:-1]
    # A percent sign that nobody escaped is meant as one, not as the start of a comment.
    escaped = re.sub(r"(?<!\\)%", r"\\%", latex)
    return _COMMAND.sub("", str(codecs.lookup("ulatex").decode(escaped)[0]))  # type: ignore[arg-type]


def _with_quotation_marks(latex: str) -> str:
    r"""Return LaTeX with the marks that ``\enquote`` prints: single ones inside others."""
    parts: list[str] = []
    closing: list[str] = []  # for each open brace what its end is printed as
    done = 0
    for found in _QUOTED.finditer(latex):
        parts.append(latex[done : found.start()])
        done = found.end()
        if found[0] == "{":
            parts.append("{")
            closing.append("}")
        elif found[0] == "}":
            parts.append(closing.pop() if closing else "}")
        else:
            opens, closes = "‘’" if sum(mark in "’”" for mark in closing) % 2 else "“”"
            parts.append(opens)
            closing.append(closes)
    return "".join([*parts, latex[done:]])


def _compose(found: re.Match[str]) -> str:
    r"""Return an accented letter; the codec knows fewer of them, and not ``\'{\i}`` or ``\v{\j}``."""
    letter, accent = found["letter"] or _LETTERS[found["command"]], found["sign"] or found["name"]
    if letter in "ij" and accent == ".":  # their own dot
        return letter
    return unicodedata.normalize("NFC", letter + _ACCENTS[accent])
