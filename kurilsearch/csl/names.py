"""People and institutions as CSL has them, made from names as bibliographies and title pages write them, and back.

A CSL name is a dict: ``family`` and ``given``, with ``non-dropping-particle`` (de Gaulle), ``dropping-particle``
(von Humboldt) and ``suffix``; or ``literal``, for an institution and for a name whose parts cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kurilsearch.csl.entities import read_entities
from kurilsearch.language.cjk import HAN, KANA
from kurilsearch.language.given_names import GIVEN_NAMES
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.names import PARTICLES, family_first, is_institution
from kurilsearch.language.numerals import ROMAN

CslName = dict[str, str]

OTHERS = "others"
"""The literal name that ends a list which goes on: citeproc gives it as *et al.*, BibTeX writes ``and others``."""

NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
_DROPPING = frozenset(("von", "vom", "zu", "zum", "zur", "und"))
"""Particles that a German name loses where it stands alone: Alexander von Humboldt is Humboldt, but de Gaulle stays."""
_PARTICLE = re.compile(r"\s*([^\W\d_]+(?=\s)|[dl]['’](?=\w))\s*")
_GLUED_INITIALS = re.compile(r"(?<=\b[^\W\d_]\.)(?=[^\W\d_]\.)")
_ET_AL = re.compile(r"(?:and )?(?:others|et\.? al)\.?,?", re.IGNORECASE)
_BEFORE_A_YEAR = r"ca?\.\s?|approximately |active |fl\.\s?|b\.\s?|d\.\s?|born |died |\*\s?|†\s?|geb\.\s?|gest\.\s?"
_YEARS = rf"(?:{_BEFORE_A_YEAR})*\d{{3,4}}\??"
_SPAN = rf"{_YEARS}(?:\s?[-–—]\s?(?:{_YEARS})?)?"
_ASSUMED = r"pseud(?:onym)?\.?|ps\.|i\.\s?e\.[^)\]]*|псевд\.?"
_LIFE = lazy_pattern(
    rf"[\s,]*(?:[(\[]\s*{_SPAN}\s*[)\]]|,\s*{_SPAN}\.?|,?\s*[(\[]\s*(?:{_ASSUMED})\s*[)\]]|,\s*pseud\.?"
    r"|^\s*\d{4}\s?[-–]\s?(?:\d{4})?$)\s*$",
    re.IGNORECASE,
)
"""``, 1850-1890``, ``(1815–1882)``, ``, b. 1920``, ``[pseud.]`` at a name's end."""
_REGNAL = re.compile(
    rf"(?P<name>[^\W\d_][^\W\d_'’-]+|John Paul|Johannes Paul|Juan Pablo|Giovanni Paolo|Jean-Paul)"
    rf" (?P<number>(?=[IVX]){ROMAN})"
)
"""A monarch or a pope, who has no family name: Nicholas II."""
_SEMICOLON = re.compile(r"\s*[;；]\s*")
_HAN_NAME = lazy_pattern(rf"[{HAN}{KANA}]{{1,5}}")


def csl_name(name: str) -> CslName:
    """Return a name as it is written or printed, in either order, as CSL has it; an empty dict for no name.

    With a comma it is ``Family, Given`` or ``Family, Given, Suffix``; otherwise the order is told as
    :func:`kurilsearch.language.names.family_first` tells it. Letters stay as they are, macrons too. A name in
    braces is that of an institution, as in BibTeX; ``et al.`` and ``others`` are :data:`OTHERS`.
    """
    name = _without_life(" ".join(name.split()))
    if name.startswith("{") and name.endswith("}"):
        return _literal(name.strip("{} "))
    if _ET_AL.fullmatch(name):
        return {"literal": OTHERS}
    if (regnal := _REGNAL.fullmatch(name)) and (len(regnal["number"]) > 1 or regnal["name"].lower() in GIVEN_NAMES):
        return _literal(name)
    if name.isupper() and name.isalpha() and len(name) > 1:  # UNESCO
        return _literal(name)
    cited = family_first(name)
    if "," in cited and not is_institution(cited):
        family, *rest = (part.strip() for part in cited.split(","))
        return name_of_parts(family, rest[0] if rest else "", " ".join(rest[1:]))
    words = cited.split()
    if len(words) == 2 and all(map(_HAN_NAME.fullmatch, words)):  # 木村 汎: the space says where the family name ends
        return {"family": words[0], "given": words[1]}
    return _literal(cited)


def _without_life(name: str) -> str:
    """Return a name without what catalogues add to it: when somebody lived, and that the name is assumed."""
    former = ""
    while name != former:
        former, name = name, _LIFE.sub("", name).strip()
    return name


def name_of_parts(family: str, given: str = "", suffix: str = "", particle: str = "") -> CslName:
    """Return the CSL name of these parts, particles at the start of ``family`` split off; none of them need be there.

    A German particle is the kind that is dropped, others stay with the family name.
    """
    if not particle:
        particle, family = _split_particles(family)
    if not family:
        return _literal(" ".join(filter(None, (given, particle, suffix))))
    parts: CslName = {"family": family}
    if given := _without_life(given):
        parts["given"] = _GLUED_INITIALS.sub(" ", given)  # J.R.R. is J. R. R., as styles set it
    if particle:
        is_dropping = particle.split()[0].lower() in _DROPPING
        parts["dropping-particle" if is_dropping else "non-dropping-particle"] = particle
    if suffix:
        parts["suffix"] = suffix
    return parts


def cited_name(name: Mapping[str, Any]) -> str:
    """Return a CSL name as it is cited, the family name first: ``de Gaulle, Charles``, ``King, Martin Luther, Jr.``."""
    if name.get("literal"):
        return str(name["literal"])
    particles = (str(name.get(part, "")) for part in ("dropping-particle", "non-dropping-particle"))
    family = str(name.get("family", ""))
    for particle in reversed([particle for particle in particles if particle]):
        family = f"{particle}{family}" if particle.endswith(("'", "’")) else f"{particle} {family}"
    return ", ".join(filter(None, (family, str(name.get("given", "")), str(name.get("suffix", "")))))


def cited_names(names: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the names as they are cited, :func:`cited_name`; that there are others is left out, being no name."""
    return tuple(cited_name(name) for name in names if name.get("literal") != OTHERS)


def read_name(value: object) -> CslName:
    """Return the CSL name that a data file has: a mapping of its parts, or the name as text; empty for no name."""
    if isinstance(value, str):
        return csl_name(value)
    if not isinstance(value, Mapping):
        return {}
    parts = {
        key: _without_life(" ".join(read_entities(str(value[key])).split())) for key in NAME_PARTS if value.get(key)
    }
    parts = {key: part for key, part in parts.items() if part}
    if not parts and value.get("name"):
        return csl_name(str(value["name"]))
    if "literal" not in parts and "family" not in parts:
        return _literal(" ".join(parts.values()))
    return parts


def read_names(value: object) -> list[CslName]:
    """Return the names of a list, or of the one name that stands where a list could."""
    values = value if isinstance(value, list) else [value]
    return [name for item in values for each in _several(item) if (name := read_name(each))]


def _several(value: object) -> list[object]:
    """Return the names that one text holds with semicolons between them, also where it stands as one name's part."""
    if isinstance(value, str):
        return list(filter(None, map(str.strip, _SEMICOLON.split(read_entities(value)))))
    if isinstance(value, Mapping):
        for part in ("literal", "name", "family"):
            if _SEMICOLON.search(written := read_entities(str(value.get(part) or ""))):
                given = f" {value['given']}" if value.get("given") else ""
                return _several(f"{written}{given}" if part == "family" else written)
    return [value]


def _literal(name: str) -> CslName:
    return {"literal": name} if name else {}


def _split_particles(family: str) -> tuple[str, str]:
    """Return the particles in small letters at the start of a family name, and the rest."""
    position = 0
    while found := _PARTICLE.match(family, position):
        word = found[1]
        if not word.islower() or (word not in PARTICLES and word[-1] not in "'’"):
            break
        position = found.end()
    return family[:position].strip(), family[position:]
