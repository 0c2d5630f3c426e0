"""What a work may be by all that its own file says: each field with its readings, and how sure each is."""

from __future__ import annotations

from collections.abc import Iterator

from kurilsearch.describe.first_page.labelled import Models, load_models, probability
from kurilsearch.describe.first_page.read import FirstPage, read_first_page
from kurilsearch.model import FurnitureKind, ParsedDocument
from kurilsearch.references.name_patterns import fold
from kurilsearch.witnesses.agreement import family_of
from kurilsearch.witnesses.citation import OWN, of_citation
from kurilsearch.witnesses.weigh import Statement, weigh
from kurilsearch.work import Candidate, Guess

FIRST_PAGE = "first page"
CITATION = "its own citation"
RUNNING_HEAD = "running head"
PROPERTIES = "properties of the file"
_WEIGHED = ("title", "author", "first author", "issued")
_PROPERTIES_RIGHT = 0.6
_HEAD_RIGHT = 0.8
_HEADS = (FurnitureKind.RUNNING_HEAD, FurnitureKind.RUNNING_FOOT)
_MOST_HEADS = 8
_LONGEST_HEAD = 200
_FEWEST_LETTERS = 12
"""Letters of a head that can be nothing but the beginning of a title."""
_FEWEST_IN_NAME = 4


def guess_work(parsed: ParsedDocument, file: str = "", models: Models | None = None) -> Guess:
    """Return the readings of each field of a work that is printed in its document, and how sure they are.

    ``file`` is the name of its file in the library, which may say from which paper a cutting is. Nothing is known of a
    transcript.
    """
    if parsed.source.is_transcript:
        return {}
    models = models or load_models()
    page = read_first_page(parsed, file, models)
    testimonies = _testimonies(parsed, page)
    guess: dict[str, tuple[Candidate, ...]] = {}
    for name, value in page.item.items():
        chance = probability(models, name)
        guess[name] = (Candidate(value, chance, (FIRST_PAGE,)),)
    first = weigh("first author", testimonies["first author"])
    for name in ("title", "author", "issued"):
        weighed = weigh(name, testimonies[name])
        if weighed and (weighed[0].given or name not in guess):
            guess[name] = weighed
    if first and first[0].given and "author" in guess and not guess["author"][0].given:
        likeliest, *others = guess["author"]
        guess["author"] = (likeliest._replace(given=True), *others)
    return guess


def _testimonies(parsed: ParsedDocument, page: FirstPage) -> dict[str, list[Statement]]:
    """Return what each witness says of the fields of which several may speak."""
    found: dict[str, list[Statement]] = {name: [] for name in _WEIGHED}
    for name, readings in page.readings.items():
        found[name].append(Statement(FIRST_PAGE, [(each.value, each.probability) for each in readings]))
    for name in parsed.source.doubted & set(_WEIGHED):
        found[name].append(Statement(PROPERTIES, [(parsed.source.item[name], _PROPERTIES_RIGHT)]))
    if page.citation:
        for name, testimony in of_citation(CITATION, page.citation, OWN, page.readings):
            found[name].append(testimony)
    for name, testimony in _of_heads(parsed, page.readings):
        found[name].append(testimony)
    return found


def _of_heads(parsed: ParsedDocument, readings: Guess) -> Iterator[tuple[str, Statement]]:
    """Yield which of the readings the running heads have: the beginning of the title, the name of the first author."""
    texts = [
        parsed.source.text[each.start : min(each.end, each.start + _LONGEST_HEAD)]
        for each in parsed.furniture
        if each.kind in _HEADS
    ]
    heads = {fold(text) for text in texts[:_MOST_HEADS]}
    for each in readings.get("title", ()):
        if any(len(head) >= _FEWEST_LETTERS and head in fold(each.value) for head in heads):
            yield "title", Statement(RUNNING_HEAD, [(each.value, _HEAD_RIGHT)])
            break
    for each in readings.get("first author", ()):
        name = family_of(each.value[0])
        if len(name) >= _FEWEST_IN_NAME and any(name in head for head in heads):
            yield "first author", Statement(RUNNING_HEAD, [(each.value, _HEAD_RIGHT)])
