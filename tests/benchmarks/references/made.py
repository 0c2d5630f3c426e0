"""Reference lists that are made up, in the styles of eight languages, and real ones set anew: for training alone."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from tests.benchmarks.first_pages.made import TONGUES, Tongue, made_title
from tests.benchmarks.references.truth import Entry, ReferenceList, list_of

_HEADINGS = {
    "en": "References", "de": "Literatur", "fr": "Bibliographie", "es": "Bibliografía", "it": "Bibliografia",
    "ru": "Список литературы", "ja": "参考文献", "zh": "参考文献",
}  # fmt: skip
_WIDTH = 78
_AROUND = {"wrapped blank": "\n\n", "run on": " "}


class _Work(NamedTuple):
    """A work to be cited: people as given and family names, and the numbers that follow the title."""

    people: tuple[tuple[str, str], ...]
    title: str
    book: str
    year: int
    journal: str
    house: str
    place: str
    volume: int
    issue: int
    first: int


def _initials(given: str) -> str:
    return " ".join(f"{part[0]}." for part in given.replace(".", " ").replace("-", " ").split())


def _list(names: Sequence[str], join: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}{join}{names[-1]}"


def _printed(style: str, work: _Work) -> str:
    """Return a work as a style has it."""
    given, family = work.people[0]
    last = work.people[-1]
    inverted = [f"{family}, {_initials(given)}" for given, family in work.people]
    return style.format(
        apa=_list(inverted, ", & "),
        gost=", ".join(f"{family} {_initials(given)}" for given, family in work.people),
        gost_first=f"{_initials(given)} {family}",
        vancouver=", ".join(f"{family} {re.sub('[. ]', '', _initials(given))}" for given, family in work.people),
        ieee=_list([f"{_initials(given)} {family}" for given, family in work.people], " and "),
        in_order=" and ".join(f"{given} {family}" for given, family in work.people[:2]),
        cited=f"{family}, {given}".rstrip("."),
        german="; ".join(f"{family}, {given}" for given, family in work.people),
        capitals=f"{family.upper()} {given}",
        given=given, family=family, editor=f"{_initials(last[0])} {last[1]}", title=work.title, book=work.book,
        y=work.year, earlier=work.year - 41, j=work.journal, house=work.house, place=work.place, v=work.volume,
        i=work.issue,
        p=work.first, pp=f"{work.first}–{work.first + 17}",
    )  # fmt: skip


_COMMON = (
    "{apa} ({y}). {title}. {j}, {v}({i}), {pp}.",
    "{apa} ({y}). {title}. {house}.",
    "{apa} ({y}). {title}. In {editor} (Ed.), {book} (pp. {pp}). {place}: {house}.",
    "{cited}. {y}. “{title}.” {j} {v} ({i}): {pp}.",
    "{cited}. {title}. {place}: {house}, {y}.",
    "{vancouver}. {title}. {j}. {y};{v}({i}):{pp}.",
)
_STYLES: dict[str, tuple[str, ...]] = {
    "en": (
        *_COMMON,
        "{cited}. {y}. {title}. {place}: {house}.",
        "{cited}. ({earlier}) {y}. {title}. {place}: {house}.",
        '{cited}. "{title}." {j}, vol. {v}, no. {i}, {y}, pp. {pp}.',
        "{in_order}, “{title},” {j} {v}, no. {i} ({y}): {pp}.",
        "{in_order}, {title} ({place}: {house}, {y}), {p}.",
        "{ieee}, “{title},” {j}, vol. {v}, no. {i}, pp. {pp}, {y}.",
        "{ieee}, {title}, 2nd ed. {place}: {house}, {y}.",
    ),
    "de": (
        "{german} ({y}): {title}. In: {j} {v}, H. {i}, S. {pp}.",
        "{german}: {title}. {place}: {house} {y}.",
        "{cited}: {title}, {place} {y}.",
        *_COMMON[:1],
        "{in_order}, {title} ({place}: {house}, {y}), {p}.",
    ),
    "fr": ("{capitals}, « {title} », {j}, n° {i}, {y}, p. {pp}.", "{cited}, {title}, {place}, {house}, {y}.", *_COMMON),
    "es": ("{cited} ({y}): “{title}”, {j}, {v}({i}), pp. {pp}.", "{cited}, {title}, {place}, {house}, {y}.", *_COMMON),
    "it": ("{given} {family}, {title}, {house}, {place} {y}.", "{cited}, {title}, {place}, {house}, {y}.", *_COMMON),
    "ru": (
        "{gost} {title} // {j}. {y}. Т. {v}. № {i}. С. {pp}.",
        "{gost} {title}. — {place}: {house}, {y}. — {p} с.",
        "{gost} {title} // {book} / под ред. {gost_first}. — {place}, {y}. — С. {pp}.",
        "{gost} {title} / {gost_first}. – {place} : {house}, {y}. – {p} с.",
        "{gost} ({y}) {title}. {place}: {house}.",
        "{gost} ({y}). {title} // {j}. Т. {v}. № {i}. С. {pp}.",
        "{cited}: {title}, {place} {y}.",
    ),
    "ja": (
        "{family}{given}「{title}」『{j}』第{v}巻第{i}号、{y}年、{pp}頁。",
        "{family}{given}（{y}）「{title}」『{j}』{v}巻{i}号、{pp}頁",
        "{family}{given}『{title}』{house}、{y}年。",
    ),
    "zh": (
        "{family}{given}. {title}[J]. {j}, {y}, {v}({i}): {pp}.",
        "{family}{given}：《{title}》，{place}：{house}，{y}年。",
    ),
}
_OF_INSTITUTIONS = (
    "{family}. ({y}). {title}. {house}.",
    "{family} ({y}): {title}. {place}.",
    "{family}. {y}. {title}. {place}: {house}.",
)
_INSTITUTIONS = {
    "en": ("Ministry of Fisheries", "Northern Institute of Statistics", "Lighthouse Commission", "Customs House"),
    "de": ("Statistisches Reichsamt", "Seeamt", "Magistrat", "Deutscher Fischereiverein", "Reichsmarineamt"),
    "fr": ("Ministère de la Marine", "Office des pêches", "Académie du Nord"),
    "es": ("Ministerio de Marina", "Instituto de Pesca", "Archivo del Puerto"),
    "it": ("Ministero della Marina", "Istituto del Mare", "Camera di commercio"),
    "ru": ("Министерство рыбного хозяйства", "Географическое общество", "Морской комитет"),
}


def made_lists(count: int, seed: int) -> Iterator[ReferenceList]:
    """Yield lists, the same for the same seed; a list keeps to one or two of the styles of its language."""
    chance = random.Random(seed)
    codes = ["en", "en", *_STYLES]
    for number in range(count):
        code = codes[number % len(codes)]
        styles = chance.sample(_STYLES[code], 2)
        works = sorted((_work(chance, code) for _ in range(chance.randint(6, 14))), key=lambda work: work.people[0][1])
        of_institutions = chance.choice(_OF_INSTITUTIONS)
        entries = [
            (_printed(chance.choice(styles) if work.people[0][0] else of_institutions, work), work) for work in works
        ]
        known = [
            Entry(0, 0, 0, text, True, _first(work, code), work.title, (work.year,))
            for text, work in entries
        ]  # fmt: skip
        label = chance.choice(("", "", "[{}] ", "{}. "))
        yield _set(chance, f"made{number}", _HEADINGS[code], known, label)


def set_anew(lists: Sequence[ReferenceList], seed: int) -> Iterator[ReferenceList]:
    """Yield the lists with other line ends, or none, and without the labels that they have."""
    chance = random.Random(seed)
    for each in lists:
        if all(entry.label for entry in each.entries) or not any(entry.label for entry in each.entries):
            yield _set(
                chance, each.name, "References", [replace(entry, has_fields=False) for entry in each.entries], ""
            )


def _work(chance: random.Random, code: str) -> _Work:
    tongue: Tongue = TONGUES[code]
    people = [
        (chance.choice(tongue.given), chance.choice(tongue.families)) for _ in range(chance.choice((1, 1, 1, 2, 2, 3)))
    ]
    if code in _INSTITUTIONS and chance.random() < 0.1:
        people = [("", chance.choice(_INSTITUTIONS[code]))]
    title = made_title(chance, tongue)
    if title.endswith("?") or (code == "en" and chance.random() < 0.3):
        title = title.rstrip("?").capitalize()
    return _Work(
        tuple(dict.fromkeys(people)), title, made_title(chance, tongue).rstrip("?"), chance.randint(1890, 2024),
        chance.choice(tongue.journals), chance.choice(tongue.houses), chance.choice(tongue.places).split(",")[0],
        chance.randint(2, 80), chance.randint(1, 12), chance.randint(1, 400),
    )  # fmt: skip


def _first(work: _Work, code: str) -> str:
    given, family = work.people[0]
    return family + given if code in ("ja", "zh") else family


def _set(chance: random.Random, name: str, heading: str, entries: Sequence[Entry], label: str) -> ReferenceList:
    """Return a list of these entries: a line each, wrapped, with blank lines or hanging indents, or run on."""
    join = chance.choice(("\n", "\n", "\n\n", " ", "run on", "wrapped", "wrapped blank", "hanging"))
    text, spans = f"{heading}\n\n", []
    for number, entry in enumerate(entries, 1):
        printed = label.format(number)
        own = printed + " ".join(entry.text.split())
        if join.startswith("wrapped") or join == "hanging":
            own = _wrapped(own, "    " if join == "hanging" else "")
        spans.append((len(text), len(text) + len(own), printed))
        text += own + (join if join in ("\n", "\n\n", " ") else _AROUND.get(join, "\n"))
    if join == "run on":
        head, _, body = text.partition("\n\n")
        text = f"{head}\n\n{_wrapped(body.rstrip(), '')}\n"
    return list_of(name, "made", "made", text, [
        (start, end, printed, entry) for (start, end, printed), entry in zip(spans, entries, strict=True)
    ])  # fmt: skip


def _wrapped(text: str, indent: str) -> str:
    lines, line = [], ""
    for word in text.split(" "):
        if line.strip() and len(line) + len(word) > _WIDTH:
            lines.append(line)
            line = indent
        line = f"{line} {word}" if line.strip() else line + word
    return "\n".join([*lines, line])
