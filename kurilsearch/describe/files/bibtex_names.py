"""The names in a BibTeX or BibLaTeX field, as CSL has them."""

from __future__ import annotations

import re
from typing import Any

from kurilsearch.csl.names import OTHERS, CslName, csl_name, name_of_parts
from kurilsearch.describe.files.latex import decode_commands, latex_to_text
from kurilsearch.language.names import is_institution

_BIBLATEX_NAME_PART = re.compile(r"^\s*(family|given|prefix|suffix)\s*=\s*\"?(.*?)\"?\s*$")
_SEMICOLON = re.compile(r"\s*[;；]\s*(?:and\s+)?(?![^{}]*\})")
"""What parts names that no ``and`` does, outside of braces; it is part of no name."""
_ET_AL = re.compile(r",?\s+et\.? al\.?,?$", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:[JS]r|I{2,3}|IV|VI?)\.?", re.IGNORECASE)
_IN_BRACES = re.compile(r"\s*\{(?:[^{}]|\{[^{}]*\})*\}\s*")


def bibtex_names(value: str) -> list[CslName]:
    """Return the names of an author or editor field; ``and others`` is a last one, as pandoc has it.

    Raises ValueError where pybtex cannot make out the names.
    """
    if not value:
        return []
    from pybtex.bibtex.exceptions import BibTeXError
    from pybtex.bibtex.utils import split_name_list
    from pybtex.exceptions import PybtexError

    try:
        decoded = decode_commands(value)
        listed = [
            name for part in _SEMICOLON.split(decoded) for joined in split_name_list(part) for name in _several(joined)
        ]
        return [name for written in listed if (name := _name(written))]
    except (PybtexError, BibTeXError) as error:
        raise ValueError(" ".join(str(error).split())) from error


def _several(joined: str) -> list[str]:
    """Return the names that stand between two ``and``: more than one where ``&`` or commas part them.

    Commas do where there are more of them than a name has, or each part is a name of two words.
    """
    if "{" in joined or _BIBLATEX_NAME_PART.match(joined.partition(",")[0]) or is_institution(joined):
        return [joined]
    if et_al := _ET_AL.search(joined):
        return [*_several(joined[: et_al.start()]), OTHERS]
    parts = [part.strip() for part in joined.strip(" ,").split(",")]
    before, ampersand, last = joined.partition(" & ")
    if ampersand and "," not in joined and not (len(before.split()) > 1 and len(last.split()) > 1):
        return [joined]  # Smith & Wesson
    if ampersand and ("," in before) == ("," in last):
        return [*_several(before), *_several(last)]
    if ampersand:  # Moe Ann, Lie Bo & Dahl Kim
        parts = [*(part.strip() for part in before.split(",")), last.strip()]
    has_suffix = any(_SUFFIX.fullmatch(part) for part in parts)
    if len(parts) > 2 and not has_suffix and all(len(part.split()) > 1 for part in parts):
        return parts
    if len(parts) > 3 and len(parts) % 2 == 0 and not has_suffix:
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    return parts if ampersand else [joined.strip(" ,")]


def _name(name: str) -> CslName:
    """Return one name: BibLaTeX's named parts, an institution, or what BibTeX reads with its particles.

    Without a comma and without particles the order is told by the names themselves: ``Kimura Hiroshi`` is a Kimura.
    """
    from pybtex.database import Person
    from pybtex.errors import capture

    parts = {
        found[1]: latex_to_text(found[2]) for part in name.split(",") if (found := _BIBLATEX_NAME_PART.match(part))
    }
    if "family" in parts:
        return name_of_parts(parts["family"], parts.get("given", ""), parts.get("suffix", ""), parts.get("prefix", ""))
    plain = latex_to_text(name)
    if plain == OTHERS:
        return {"literal": OTHERS}
    if _IN_BRACES.fullmatch(name) or ("," not in name and (" & " in plain or is_institution(plain))):
        return {"literal": plain} if plain else {}  # BibTeX would take "Affairs" for its family name
    with capture():  # pybtex would print or raise where a name has three commas; it reads it all the same
        person: Any = Person(name)
    is_suffix_last = person.bibtex_first_names in (["Jr."], ["Sr."], ["Jr"], ["Sr"])  # "Martin Luther King, Jr."
    if is_suffix_last or ("," not in name and not person.prelast_names and "{" not in name):
        return csl_name(plain)
    family, given, suffix, particle = (
        latex_to_text(" ".join(words))
        for words in (person.last_names, person.bibtex_first_names, person.lineage_names, person.prelast_names)
    )
    return name_of_parts(family, given, suffix, particle)
