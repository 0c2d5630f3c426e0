"""Text in the markup of an output: escaped, raised, and freed from the paragraph that a renderer put around it."""

from __future__ import annotations

import re
from html import escape as escape_html

from kurilsearch.cite.render import Output

_SPECIAL_TO_MARKDOWN = re.compile(r"([\\`*_\[\]<>^~$@|]|&(?=#?\w+;))")
_SPECIAL_TO_TYPST = re.compile(r"""([\\`*_#$@<>\[\]~"'=]|(?<=/)/|(?<=-)-)""")
_IN_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{letter: f"\\{letter}" for letter in "{}$&#_%"},
    }
)
_STARTS_A_BLOCK = re.compile(r"(?m)^(\s*)(?:([-+#=:%])|(\w+)([.)])(?=\s))")
_RTF_PARAGRAPH = re.compile(r"\{\\pard(?:\s*\\[a-z]+-?\d*)*\s?(?P<text>.*)\\par\s*\}\s*", re.DOTALL)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BEGINS_RAISED = {
    Output.PLAIN: ("^", *"⁰¹²³⁴⁵⁶⁷⁸⁹"),
    Output.MARKDOWN: ("^",),
    Output.HTML: ("<sup",),
    Output.RTF: ("{\\super",),
    Output.LATEX: ("\\textsuperscript",),
    Output.TYPST: ("#super",),
}


def escape(text: str, to: Output) -> str:
    """Return text so that the output shows it letter for letter; line breaks are the caller's."""
    match to:
        case Output.PLAIN:
            return text
        case Output.MARKDOWN:
            return _SPECIAL_TO_MARKDOWN.sub(r"\\\1", text)
        case Output.HTML:
            return escape_html(text, quote=False)
        case Output.RTF:
            return "".join(map(_in_rtf, text))
        case Output.LATEX:
            return text.translate(_IN_LATEX)
        case Output.TYPST:
            return _SPECIAL_TO_TYPST.sub(r"\\\1", text)


def escape_block_start(markdown: str) -> str:
    """Return escaped Markdown whose lines begin no heading, list or rule: ``1994. A year`` is no list."""
    return _STARTS_A_BLOCK.sub(lambda start: f"{start[1]}{start[3] or ''}\\{start[2] or start[4]}", markdown)


def _in_rtf(letter: str) -> str:
    if letter in "\\{}":
        return f"\\{letter}"
    if " " <= letter < "\x7f":
        return letter
    # RTF 1.9: \u takes a signed 16-bit number, a letter beyond it is two of them; ? is for readers without Unicode.
    # The space ends the number: pandoc loses a letter without it.
    units = letter.encode("utf-16-le", "surrogatepass")
    numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return "".join(f"\\u{number} ?" for number in numbers)


def superscript(number: int, to: Output) -> str:
    """Return a raised number, as a note's."""
    match to:
        case Output.PLAIN:
            return str(number).translate(_RAISED)
        case Output.MARKDOWN:
            return f"^{number}^"
        case Output.HTML:
            return f"<sup>{number}</sup>"
        case Output.RTF:
            return f"{{\\super {number}}}"
        case Output.LATEX:
            return f"\\textsuperscript{{{number}}}"
        case Output.TYPST:
            return f"#super[{number}]"


def is_superscript(citation: str, to: Output) -> bool:
    """Return whether a rendered citation is raised, as the numbers of Nature and AMA are."""
    return citation.startswith(_BEGINS_RAISED[to])


def inline(citation: str, to: Output) -> str:
    """Return a rendered citation as part of a paragraph: RTF comes as a paragraph of its own."""
    paragraph = _RTF_PARAGRAPH.fullmatch(citation) if to is Output.RTF else None
    return paragraph["text"] if paragraph else citation
