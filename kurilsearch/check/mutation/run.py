"""Quotations of a library are drawn by chance, changed in every way there is, and each is put to the check."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kurilsearch.check.check import Evidence, Progress, judge_alone
from kurilsearch.check.mutation.mutants import LIES, TRUTHS, names_in, other_name, splice
from kurilsearch.check.mutation.report import JudgedMutant, MutationReport
from kurilsearch.errors import UsageError
from kurilsearch.language.sentences import SentenceSplitter
from kurilsearch.language.tokens import tokenize
from kurilsearch.model import Document, Kind, StoredPassage

SHORTEST, LONGEST = 10, 45
_FEWEST_LETTERS = 40
"""Words of a sentence that is drawn; letters besides, as long as words of scripts without blanks are pairs."""

_TRIES = 40
"""Sentences that are looked at for each one that is drawn, before the library is said to hold too few."""

PassagesOf = Callable[[int], Sequence[StoredPassage]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sentence of a source, and where it begins in its text."""

    text: str
    document: Document
    char_start: int


def draw(documents: Sequence[Document], passages_of: PassagesOf, count: int, chance: random.Random) -> list[Drawn]:
    """Return so many sentences of running text, each of another place; fewer where the library holds no more."""
    splitter = SentenceSplitter()
    drawn: dict[str, Drawn] = {}
    held: dict[int, list[StoredPassage]] = {}
    for _ in range(count * _TRIES):
        if len(drawn) == count or not documents:
            break
        document = chance.choice(documents)
        if document.id not in held:
            held[document.id] = [each for each in passages_of(document.id) if each.passage.kind is Kind.BODY]
        if not held[document.id]:
            continue
        stored = chance.choice(held[document.id])
        start, end = chance.choice(splitter.spans(stored.passage.text) or [(0, 0)])
        text = " ".join(stored.passage.text[start:end].split())
        if _is_quotable(text) and text not in drawn:
            drawn[text] = Drawn(text, document, stored.passage.way_back.source_span(start, end)[0])
    return list(drawn.values())


def _is_quotable(text: str) -> bool:
    words = len(tokenize(text))
    return SHORTEST <= words <= LONGEST and len(text) >= _FEWEST_LETTERS and text[:1].isalnum()


def mutants_of(drawn: Sequence[Drawn], chance: random.Random) -> Iterator[tuple[Drawn, str, bool, str]]:
    """Yield each sentence in all its changes: with the name of the change, whether it makes a lie, and the text."""
    names = sorted({name for each in drawn for name in names_in(each.text)})
    for number, each in enumerate(drawn):
        language = each.document.language
        for kind, change in TRUTHS.items():
            if text := change(each.text, language, chance):
                yield each, kind, False, text
        for kind, change in LIES.items():
            if text := change(each.text, language, chance):
                yield each, kind, True, text
        if text := other_name(each.text, language, chance, names):
            yield each, "name", True, text
        other = drawn[(number + 1) % len(drawn)]
        if other.document.id != each.document.id and (text := splice(each.text, other.text, chance)):
            yield each, "splice", True, text


def run_mutation(
    evidence: Evidence, passages_of: PassagesOf, count: int, seed: int, progress: Progress | None = None
) -> MutationReport:
    """Return what the check says of ``count`` sentences of the library, as they stand and changed.

    Raises UsageError where the library holds no sentence that could be quoted.
    """
    chance = random.Random(seed)
    documents = sorted(evidence.documents.values(), key=lambda document: document.file)
    drawn = draw(documents, passages_of, count, chance)
    if not drawn:
        raise UsageError("The library holds no sentences to quote", "Add sources with running text")
    mutants = list(mutants_of(drawn, chance))
    judged: list[JudgedMutant] = []
    for each, kind, is_lie, text in mutants:
        judgement = judge_alone(text, evidence)
        judged.append(
            JudgedMutant(
                kind,
                is_lie,
                text,
                each.text,
                each.document.file,
                each.char_start,
                judgement.verdict.value,
                judgement.reason,
            )
        )
        if progress is not None:
            progress(len(judged), len(mutants))
    return MutationReport(seed, tuple(judged))
