"""Title, authors and year of a first page by its models of lines, words and years; see :mod:`line_features`.

The models are files in ``models``, made by ``python -m tests.benchmarks.first_pages fit``; how is said beside them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kurilsearch.describe.first_page.first_lines import FirstLine
from kurilsearch.describe.first_page.line_features import LONGEST_READ, line_features
from kurilsearch.describe.first_page.no_persons import without_others
from kurilsearch.describe.first_page.stacked_names import stacked_names
from kurilsearch.describe.first_page.titles import clean_title
from kurilsearch.describe.first_page.word_features import Word, word_features, words_of
from kurilsearch.describe.first_page.year_features import printed_years, year_features
from kurilsearch.language.cjk_letters import CJK
from kurilsearch.language.sequence_labels import Labelled, Labeller, load_labeller

MODELS = Path(__file__).parent / "models"
MOST_LINES = 45
"""Lines among which title and authors are looked for."""
LONGEST = 1500
_RAISED = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079]|,?\s?[著編訳]$")
_BY = re.compile(r"(?:By|Von|Par|Por|Door|От)\s+(?=\S+\s)")
_MAY_BE = 0.1
"""A line that holds authors with at least this probability is read word by word."""
_OF_BOTH = 3
"""Tenths of probability that a line of the title holds authors, too, from which on they are read."""
_BESIDE_NAMES = 0.3
"""In a line with names, or right below one, a word of this probability is one, too: lists of names are all names."""
_LEAST = 0.2
"""What is less surely a name is none, where others are surer."""
_MOST_OTHERS = 3
_NO_NAMES = frozenset((
    "abstract", "summary", "affiliations", "affiliation", "introduction", "keywords", "id", "zusammenfassung", "résumé",
    "resumen", "riassunto",
))  # fmt: skip
ANY_FIELD = "any field"
_FROM = 0.5
"""Names that are surer than this are read alone, as another reading of the authors."""


class Models(NamedTuple):
    """The labellers of one set of models, and how probable a field is by the marginals of its words."""

    lines: Labeller
    words: Labeller
    years: Labeller
    calibration: dict[str, list[tuple[float, float]]]


class Reading(NamedTuple):
    """What the models read of a page; ``margins`` are the least marginals behind title, authors and first author.

    ``other_titles`` and ``other_authors`` are how they may be read as well: with a line more or less, by surer names
    alone or by all that may be some; the likeliest first.
    """

    title: str | None
    authors: tuple[str, ...]
    margins: dict[str, float]
    labels: tuple[str, ...]
    other_titles: tuple[str, ...] = ()
    other_authors: tuple[tuple[str, ...], ...] = ()


@cache
def load_models(folder: Path = MODELS) -> Models:
    """Return the models in a folder."""
    lines, words, years = (load_labeller(folder / f"{name}.crfsuite") for name in ("lines", "words", "years"))
    calibration = json.loads((folder / "calibration.json").read_text(encoding="utf-8"))
    return Models(lines, words, years, {name: [(a, b) for a, b in steps] for name, steps in calibration.items()})


def probability(models: Models, name: str, margin: float = 1.0) -> float:
    """Return the share of such fields with this margin that were right on pages that the models had not seen.

    What rules read has no margin, but one share a field, and :data:`ANY_FIELD` where none was counted.
    """
    steps = models.calibration.get(name, models.calibration.get(ANY_FIELD, []))
    return next((share for least, share in steps if margin >= least), 0.0)


def read_lines(lines: Sequence[FirstLine], small_words: frozenset[str], models: Models) -> Reading:
    """Return title and authors among the first lines (none of them blank); ``small_words`` as in the features."""
    lines = lines[:MOST_LINES]
    labelled = models.lines(line_features(lines, small_words))
    words = chosen_words(lines, labelled)
    found = models.words(word_features(words, small_words, [line.text[:LONGEST_READ] for line in lines]))
    title = _title(words, found)
    names = _names(words, found)
    margins: dict[str, float] = {}
    other_authors: tuple[tuple[str, ...], ...] = ()
    if title:
        margins["title"] = min(_surety(words[at], found[at], labelled) for at in title)
    if names:
        each = [min(_surety(words[at], found[at], labelled) for at in name) for name in names]
        sure = [at for at, surety in enumerate(each) if surety >= _LEAST or surety == max(each)]
        names, each = [names[at] for at in sure], [each[at] for at in sure]
        margins |= {"first": each[0], "authors": min(each)}
        surer = [name for name, sure in zip(names, each, strict=True) if sure > _FROM]
        wider = _names(words, found, _MAY_BE)
        other_authors = tuple(_people(lines, words, others) for others in (surer, wider) if others)
    labels = tuple(each.label for each in labelled)
    authors = _people(lines, words, names)
    if stacked := stacked_names([line.text[:LONGEST_READ] for line in lines], labelled, authors):
        authors = stacked
    return Reading(
        _printed(lines, [words[at] for at in title]) or None,
        authors,
        margins,
        labels,
        _other_titles(lines, labelled, {words[at].line for at in title}),
        tuple(others for others in dict.fromkeys(other_authors) if others != authors),
    )


def _people(lines: Sequence[FirstLine], words: Sequence[Word], names: Sequence[Sequence[int]]) -> tuple[str, ...]:
    return tuple(_name(lines, [words[at] for at in name]) for name in names)


def chosen_words(lines: Sequence[FirstLine], labelled: Sequence[Labelled]) -> list[Word]:
    """Return the words of the lines that hold title or authors, or may hold authors."""
    words: list[Word] = []
    for at, (line, each) in enumerate(zip(lines, labelled, strict=True)):
        chance = each.probabilities.get("author", 0)
        if each.label in ("title", "title more", "author"):
            words += words_of(line.text[:LONGEST], at, each.label, int(10 * chance))
        elif chance >= _MAY_BE:
            words += words_of(line.text[:LONGEST], at, "perhaps author", int(10 * chance))
    return words


class ReadYear(NamedTuple):
    """A year that a page prints, the number of the line where it is likeliest the work's own, and how likely there."""

    year: int
    line: int
    margin: float


def read_years(texts: Sequence[str], labels: Sequence[str], told: int | None, models: Models) -> list[ReadYear]:
    """Return the years that are printed, each once, the likeliest first."""
    years = printed_years(texts)
    own = [*labels, *["below"] * (len(texts) - len(labels))]
    found = models.years(year_features(texts, own, years, told))
    read = [
        ReadYear(each.year, each.line, labelled.probabilities.get("own", 0))
        for each, labelled in zip(years, found, strict=True)
    ]
    read.sort(key=lambda each: -each.margin)
    return list({each.year: each for each in reversed(read)}.values())[::-1]


def _surety(word: Word, found: Labelled, lines: Sequence[Labelled]) -> float:
    line = lines[word.line].probabilities
    of_line = line.get("title", 0) + line.get("title more", 0) if found.label == "title" else line.get("author", 0)
    return found.probabilities[found.label] * max(of_line, 0.3)


def _title(words: Sequence[Word], found: Sequence[Labelled]) -> list[int]:
    """Return the numbers of the words of the title: those in the first lines, one below the other, that have some."""
    title: list[int] = []
    for at, each in enumerate(found):
        if each.label != "title":
            continue
        if title and words[at].line - words[title[-1]].line > 1:
            break
        title.append(at)
    return title


def _other_titles(lines: Sequence[FirstLine], labelled: Sequence[Labelled], own: Collection[int]) -> tuple[str, ...]:
    """Return what may be the title as well, the likeliest first: runs of whole lines other than those of ``own``."""
    chances = [each.probabilities.get("title", 0) + each.probabilities.get("title more", 0) for each in labelled]
    runs: list[list[int]] = []
    for at, chance in enumerate(chances):
        if chance >= _MAY_BE:
            if runs and runs[-1][-1] == at - 1:
                runs[-1].append(at)
            else:
                runs.append([at])
    shorter = [run for at in range(1, len(own)) for run in (sorted(own)[:at], sorted(own)[at:])]
    likely: dict[str, float] = {}
    for run in (*runs, *shorter):
        gained = [chances[at] for at in run if at not in own]
        lost = [1 - chances[at] for at in own if at not in run]
        text = " ".join(lines[at].text for at in run)
        if own != set(run) and clean_title(text):
            likely[text] = min([*gained, *lost])
    return tuple(sorted(likely, key=lambda text: -likely[text])[:_MOST_OTHERS])


def _names(words: Sequence[Word], found: Sequence[Labelled], beside: float = _BESIDE_NAMES) -> list[list[int]]:
    """Return the numbers of the words of each name; none in lines of the title that hold no authors.

    ``beside`` is the probability from which on a word is one beside names.
    """
    names: list[list[int]] = []
    likely = {words[at].line + below for at, each in enumerate(found) if each.label == "name" for below in (0, 1)}
    for at, each in enumerate(found):
        word = words[at]
        if word.label.startswith("title") and word.chance < _OF_BOTH:
            continue
        least = beside if word.line in likely else 1
        if word.text.casefold().strip(".:") in _NO_NAMES:
            continue
        if each.label == "name" or (each.label == "other" and each.probabilities["name"] >= least):
            names.append([at])
        elif names and names[-1][-1] == at - 1 and (each.label == "more" or each.probabilities["more"] >= least):
            names[-1].append(at)
    return without_others(names, words)


def _printed(lines: Sequence[FirstLine], words: Sequence[Word]) -> str:
    """Return the text from the first to the last word of each line, the lines joined; a subtitle behind a colon."""
    text, above = "", None
    for at in dict.fromkeys(word.line for word in words):
        inside = [word for word in words if word.line == at]
        part = _whole(lines[at].text, inside[0].start, inside[-1].end)
        if above is None:
            text = part
        elif text[-1:] == "-" and part[:1].islower():
            text = text[:-1] + part
        elif CJK.match(text[-1:]) and CJK.match(part[:1]):
            text += part
        elif _is_subtitle(above, lines[at], text, part):
            text = f"{text}: {part}"
        else:
            text = f"{text} {part}"
        above = lines[at]
    return text


def _is_subtitle(above: FirstLine, line: FirstLine, text: str, part: str) -> bool:
    is_set_apart = above.block != line.block or above.level != line.level or (text.isupper() and not part.isupper())
    return is_set_apart and not line.goes_on and text[-1:].isalnum() and part[:1].isupper()


def _whole(line: str, start: int, end: int) -> str:
    """Return ``line[start:end]`` with the quotation marks and brackets right before and behind it."""
    if line[start - 1 : start] in ("“", '"', "„", "«", "「", "『", "(") and start:
        start -= 1
    while line[end : end + 1] in ("?", "!", "”", '"', "»", "」", "』", ")", "―", "—") and end < len(line):
        end += 1
    part = line[start:end]
    return part[:-1] if part.endswith(")") and "(" not in part else part


def _name(lines: Sequence[FirstLine], words: Sequence[Word]) -> str:
    """Return a name without raised numbers, the sign of a researcher's number, and a stop behind the family name."""
    text = _RAISED.sub("", " ".join(_printed(lines, words).split())).strip(" ,;")
    if words[0].start == 0:
        text = _BY.sub("", text)
    if text.endswith("ID") and text[-3:-2].islower():
        text = text[:-2]
    return text[:-1] if text.endswith(".") and len(text.split()[-1]) > 4 else text
