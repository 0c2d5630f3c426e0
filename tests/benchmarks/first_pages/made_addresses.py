"""Names that nobody has and where their bearers work, made up by rules, so that a model learns forms and not words."""

from __future__ import annotations

import random

from kurilsearch.language.given_names import GIVEN_NAMES

_GIVEN = sorted(name for name in GIVEN_NAMES if name.isascii() and name.isalpha() and len(name) > 2)
_BEGIN = (
    "B",
    "Br",
    "D",
    "F",
    "G",
    "H",
    "J",
    "K",
    "Kl",
    "L",
    "M",
    "N",
    "P",
    "R",
    "S",
    "Sch",
    "St",
    "T",
    "Tr",
    "V",
    "W",
    "Z",
)
_MIDDLE = ("a", "e", "i", "o", "u", "ei", "au", "ie", "oo")
_JOIN = ("l", "n", "r", "m", "nd", "st", "rk", "ll", "ss", "v", "k", "ng", "rt")
_END = ("", "er", "ov", "sen", "ini", "ez", "ski", "man", "ton", "ard", "ova", "i", "oglu", "yan", "eau")
_FIELDS = ("History", "Physics", "Computer Science", "Mathematics", "Economics", "Epidemiology", "Linguistics",
           "Electrical Engineering", "Internal Medicine", "Biology", "Politics", "Chemistry")  # fmt: skip
_TOWNS = ("Carrow", "Northlight", "Ashwick", "Brindle", "Santa Vela", "Dunmore", "Karlsbrück", "Valmont", "Osterby",
          "Novigrad", "Hamaoka", "Quayside", "Los Pinos", "Fort Haven", "Lunara")  # fmt: skip
_COUNTRIES = ("Germany", "France", "Japan", "USA", "U.S.A.", "Canada", "Brazil", "Italy", "China", "Australia", "Korea",
              "The Netherlands", "India", "Spain", "UK", "Sweden", "Poland")  # fmt: skip
_STATES = ("CA", "NY", "MA", "TX", "Ontario", "Victoria", "Bavaria")
_FIRMS = (
    "Quay Research",
    "Lumen Labs",
    "Northlight AI",
    "Harbour Systems Inc.",
    "Blue Tide Corporation",
    "OpenSea Labs",
)


def made_name(chance: random.Random) -> tuple[str, str]:
    """Return a given name, or initials, and a family name that is made of syllables."""
    given = chance.choice(_GIVEN).capitalize()
    form = chance.random()
    if form < 0.25:
        given = " ".join(f"{chance.choice(_GIVEN)[0].upper()}." for _ in range(chance.choice((1, 1, 2))))
    elif form < 0.45:
        given = f"{given} {chance.choice(_GIVEN)[0].upper()}{chance.choice(('.', ''))}"
    elif form < 0.55:
        given = f"{made_family(chance)}"  # one that no list knows
    particle = chance.choice(("van ", "de ", "von ", "da ", "El-")) if chance.random() < 0.06 else ""
    return given, particle + made_family(chance)


def made_family(chance: random.Random) -> str:
    """Return a family name of one to three syllables."""
    name = chance.choice(_BEGIN) + chance.choice(_MIDDLE)
    for _ in range(chance.choice((0, 1, 1))):
        name += chance.choice(_JOIN) + chance.choice(_MIDDLE)
    return name + (chance.choice(_JOIN) + chance.choice(_END) if chance.random() < 0.8 else "")


def made_address(chance: random.Random) -> list[str]:
    """Return the lines of a workplace's address, one to four."""
    field, town, country = chance.choice(_FIELDS), chance.choice(_TOWNS), chance.choice(_COUNTRIES)
    unit = chance.choice(
        (f"Department of {field}", f"School of {field}", f"Institute for {field}", f"{field} Laboratory",
         f"{field} Department", f"Laboratoire de {field}", f"Faculty of {field}",
         f"Division of {field} and {chance.choice(_FIELDS)}")
    )  # fmt: skip
    home = chance.choice(
        (f"University of {town}", f"{town} University", f"{town} Institute of Technology", f"{town} Hospital",
         f"Universität {town}", f"Université de {town}", f"{town} Medical School", chance.choice(_FIRMS),
         f"Univ. of {town}")
    )  # fmt: skip
    number = chance.randint(1000, 99999)
    where = chance.choice(
        (f"{town}, {country}", country, f"{town}, {chance.choice(_STATES)} {number}", f"{number} {town}, {country}",
         f"{chance.randint(1, 300)} {chance.choice(_TOWNS)} Street, {town}", f"{town} {number}")
    )  # fmt: skip
    form = chance.random()
    if form < 0.3:
        return [f"{home} {country}" if chance.random() < 0.4 else home]
    if form < 0.55:
        return [f"{unit}, {home}, {where}"]
    if form < 0.75:
        return [unit, home]
    return [unit, home, where]


def made_mail(chance: random.Random, who: tuple[str, str]) -> str:
    """Return an e-mail address of a person, as a rule made of the name."""
    given, family = (part.lower().replace(" ", "").replace(".", "") for part in who)
    local = chance.choice(
        (family, f"{given[:1]}{family}", f"{given}.{family}", given, f"{family}{chance.randint(1, 99)}")
    )
    return f"{local}@{chance.choice(_TOWNS).lower().replace(' ', '')}.example"
