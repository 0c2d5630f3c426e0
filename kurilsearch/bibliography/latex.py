"""LaTeX as it stands in bibliographies, turned into plain Unicode text."""

from __future__ import annotations

import re

_NEEDS_DECODING = re.compile(r"[\\{}~$]|--|``|''")
_COMMAND = re.compile(r"\\[A-Za-z]+\*?[ \t]*")


def latex_to_text(latex: str) -> str:
    r"""Return the text that LaTeX would print: ``{\'E}tudes`` as ``Études``, braces and commands gone.

    Blank space is normalised. Text that is not valid LaTeX (unbalanced braces, a bare ``%``) is kept.
    """
    if _NEEDS_DECODING.search(latex):
        import codecs

        import latexcodec  # registers the codec  # noqa: F401

        # A percent sign that nobody escaped is meant as one, not as the start of a comment.
        decoded = str(codecs.lookup("ulatex").decode(re.sub(r"(?<!\\)%", r"\\%", latex))[0])  # type: ignore[arg-type]
        latex = re.sub(r"(?<!\\)[{}]", "", _COMMAND.sub("", decoded)).replace(r"\{", "{").replace(r"\}", "}")
        latex = re.sub(r"(?<!\\)\$([^$]*)\$", r"\1", latex)
    return " ".join(latex.split())
