"""Whether what a quotation says of its source is right: author, title, year and place held against where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kurilsearch.hit import Hit
from kurilsearch.language.numerals import roman_value
from kurilsearch.language.tokens import tokenize
from kurilsearch.match.claims import Claim
from kurilsearch.model import Document
from kurilsearch.quotation_result import CitationClaim, ClaimVerdict
from kurilsearch.vocabulary.sound import same_name

_TITLE_SHARE = 0.6
"""The share of the words of a claim that must stand in a title which is named without its author."""


def check_claim(claim: Claim, hits: Sequence[Hit], documents: Callable[[], Sequence[Document]]) -> CitationClaim:
    """Return whether a claim is right of the first of ``hits``, or of none where the words were not found.

    ``documents`` gives those of the library; it is asked only where the claim names a work.
    """
    named = _named(claim, documents()) if claim.words or claim.key else []
    hit = hits[0] if hits else None
    if hit is None:
        verdict, message = _of_nothing(claim, named)
    elif (claim.words or claim.key) and hit.document not in {document.id for document in named}:
        verdict, message = _of_another(claim, hit, named)
    else:
        verdict, message = _of_this(claim, hit)
    return CitationClaim(claim.text, claim.span, verdict, message)


def agrees(claim: Claim, hit: Hit, documents: Callable[[], Sequence[Document]]) -> bool:
    """Tell whether a hit is of the work that a claim names."""
    return any(document.id == hit.document for document in _named(claim, documents()))


def _named(claim: Claim, documents: Sequence[Document]) -> list[Document]:
    """Return the documents that a claim may mean; those of its year where it gives one that is among them."""
    if claim.key:
        return [document for document in documents if document.metadata.citekey == claim.key]
    scored = [(_likeness(claim.words, document), document) for document in documents]
    best = max((score for score, _ in scored), default=0.0)
    if best < _TITLE_SHARE:
        return []
    named = [document for score, document in scored if score == best]
    of_year = [document for document in named if document.metadata.year in claim.years]
    return of_year or named


def _likeness(words: Sequence[str], document: Document) -> float:
    """Return how well a document fits to the names and title words of a claim: 1 and more where it has its author."""
    authors = {word for author in document.metadata.authors for word in _words(author) if len(word) > 1}
    title = set(_words(document.metadata.title or ""))
    by_author = [word for word in words if any(same_name(word, author) for author in authors)]
    rest = [word for word in words if word not in by_author]
    in_title = sum(word in title for word in rest) / len(rest) if rest else 0.0
    return (1.0 if by_author else 0.0) + in_title


def _words(text: str) -> list[str]:
    return [word for _, _, word in tokenize(text)]


def _of_nothing(claim: Claim, named: Sequence[Document]) -> tuple[ClaimVerdict, str]:
    if named:
        return ClaimVerdict.NOT_IN_SOURCE, f"The library holds {_title(named[0])}; these words do not stand in it."
    return ClaimVerdict.UNRESOLVED, f"The library holds no work that is meant by “{claim.text}”."


def _of_another(claim: Claim, hit: Hit, named: Sequence[Document]) -> tuple[ClaimVerdict, str]:
    """Judge a claim that names another work than the one in which the words stand."""
    where = f"The words stand in {_work(hit)}"
    if named:
        return ClaimVerdict.WRONG_SOURCE, f"{where}, and not in {_title(named[0])}, which is cited."
    passage = set(_words(hit.passage))
    if claim.words and (claim.words[0] in passage or any(str(year) in passage for year in claim.years)):
        return ClaimVerdict.SECOND_HAND, f"{where}, which names what is cited there: quote it at second hand."
    return ClaimVerdict.UNRESOLVED, f"{where}. The library holds no work that is meant by “{claim.text}”."


def _of_this(claim: Claim, hit: Hit) -> tuple[ClaimVerdict, str]:
    """Judge the year and the place of a claim whose work is right, or is not named."""
    wrong_year = bool(claim.years) and hit.year is not None and hit.year not in claim.years
    place = _Place(claim, hit)
    problems: list[str] = []
    if wrong_year:
        guess = ", as far as can be seen" if "year" in hit.guessed else ""
        problems.append(f"the source is of {hit.year}{guess}, not of {claim.years[0]}")
    if place.is_wrong:
        problems.append(f"the words stand on {place.true}, not on {place.claimed}")
    if problems:
        verdict = ClaimVerdict.WRONG_YEAR if wrong_year else ClaimVerdict.WRONG_PLACE
        return verdict, f"The citation is wrong: {'; '.join(problems)}."
    unchecked = [
        *(["year"] if claim.years and hit.year is None else []),
        *([claim.place_kind] if claim.place and place.true is None else []),
    ]
    if unchecked:
        return ClaimVerdict.CORRECT, f"The citation is right, but the source shows no {' and no '.join(unchecked)}."
    return ClaimVerdict.CORRECT, "The citation is right."


class _Place(NamedTuple):
    """The place that a claim gives, and that of a hit in the same kind of numbers."""

    claim: Claim
    hit: Hit

    @property
    def claimed(self) -> str:
        """The place as the claim has it."""
        return f"{self.claim.place_kind} {self.claim.place}"

    @property
    def true(self) -> str | None:
        """The place of the hit; None where the source has none of this kind."""
        hit = self.hit
        number = {"page": hit.page, "paragraph": hit.paragraph, "line": hit.line_start}[self.claim.place_kind]
        return None if number is None else f"{self.claim.place_kind} {number}"

    @property
    def is_wrong(self) -> bool:
        """Tell whether the two have no number in common."""
        if self.claim.place is None or self.true is None or self.claim.place_kind == "line":
            return False
        claimed, true = set(_numbers(self.claim.place)), set(_numbers(self.true))
        return bool(claimed and true) and claimed.isdisjoint(true)


def _numbers(place: str) -> Iterator[int]:
    """Yield the numbers of a place such as page 71-72, 71-2 or xiv."""
    ends = [int(found) if found.isdigit() else roman_value(found) for found in re.findall(r"\d+|\b[ivxlc]+\b", place)]
    known = [end for end in ends if end]
    if len(known) == 2 and known[1] < known[0]:
        power = 10 ** len(str(known[1]))
        known[1] += known[0] // power * power
    yield from range(known[0], known[-1] + 1) if known else ()


def _work(hit: Hit) -> str:
    named = ", ".join(part for part in (hit.author, hit.title) if part) or hit.file
    return f"{named} ({hit.year})" if hit.year else named


def _title(document: Document) -> str:
    metadata = document.metadata
    named = ", ".join(part for part in ("; ".join(metadata.authors), metadata.title) if part) or document.file
    return f"{named} ({metadata.year})" if metadata.year else named
