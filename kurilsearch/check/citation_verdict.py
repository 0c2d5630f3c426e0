"""The verdict on the citation: work, year, place and speaker held against where the words stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kurilsearch.check.places import Place, is_at, true_place
from kurilsearch.check.reported import quoted_from
from kurilsearch.check.text_verdict import TextJudgement
from kurilsearch.check.verdicts import CitationVerdict
from kurilsearch.difference import Verdict
from kurilsearch.hit import Hit, Relation
from kurilsearch.language.tokens import tokenize
from kurilsearch.model import Document
from kurilsearch.vocabulary.sound import same_name


@dataclass(frozen=True, slots=True)
class CitedWork:
    """What a draft says of where a quotation comes from, once it was looked for in the library.

    ``documents`` are the sources that are meant, none where the work is not in the library; ``listed_in`` are sources
    that list it among their references. ``years`` and ``places`` are those that the citation gives, ``speaker`` the
    names to whom the sentence of the draft gives the words. ``is_second_hand`` says that the draft owns up to quoting
    from a quotation (“quoted in”).
    """

    text: str
    documents: frozenset[int] = frozenset()
    listed_in: frozenset[int] = frozenset()
    years: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()
    speaker: tuple[str, ...] = ()
    is_second_hand: bool = False


@dataclass(frozen=True, slots=True)
class CitationJudgement:
    """The verdict on a citation; ``reason`` is half a sentence that says why."""

    verdict: CitationVerdict
    reason: str = ""


def choose_hit(hits: Sequence[Hit], cited: CitedWork | None, documents: Mapping[int, Document]) -> Hit | None:
    """Return the place that a quotation is judged by, of those that have it.

    It is in the cited work, and there at the cited place, where that has the words no worse than another work; else the
    best witness. A list of references is no witness, and a work that only quotes is none where the original is there.
    """
    witnesses = [hit for hit in hits if hit.relation is not Relation.LISTED]
    if not witnesses:
        return None
    own = [hit for hit in witnesses if cited is not None and hit.document in cited.documents]
    own.sort(key=lambda hit: (_badness(hit), not _is_at_place(hit, cited, documents)))
    best = min(witnesses, key=_badness)
    return own[0] if own and _badness(own[0]) <= _badness(best) else best


def _badness(hit: Hit) -> int:
    return [Verdict.FAITHFUL, Verdict.DOUBTFUL, Verdict.ALTERED].index(hit.verdict or Verdict.ALTERED) // 2


def _is_at_place(hit: Hit, cited: CitedWork | None, documents: Mapping[int, Document]) -> bool:
    document = documents.get(hit.document)
    return bool(cited and document and any(is_at(place, hit, document) for place in cited.places))


def judge_citation(
    cited: CitedWork | None, judged: TextJudgement, documents: Mapping[int, Document]
) -> CitationJudgement:
    """Return the verdict on the citation of a quotation whose words were judged."""
    hit = judged.hit
    if cited is None:
        where = f"; the words stand in {work_of(hit)}" if hit else ""
        return CitationJudgement(CitationVerdict.MISSING, f"no citation stands by it{where}")
    if hit is None:
        return _of_nothing(cited, documents)
    if hit.document in cited.documents:
        return _of_this(cited, hit, documents[hit.document])
    if cited.documents:
        named = documents[min(cited.documents)]
        return CitationJudgement(
            CitationVerdict.WRONG_SOURCE, f"the words stand in {work_of(hit)}, not in {title_of(named)}"
        )
    if hit.document in cited.listed_in:
        return CitationJudgement(
            CitationVerdict.CORRECT, f"the words were found where {work_of(hit)} has them, which lists the cited work"
        )
    return CitationJudgement(
        CitationVerdict.UNRESOLVED,
        f"the library holds no work that is meant by “{cited.text}”; the words stand in {work_of(hit)}",
    )


def _of_nothing(cited: CitedWork, documents: Mapping[int, Document]) -> CitationJudgement:
    if cited.documents:
        named = documents[min(cited.documents)]
        return CitationJudgement(CitationVerdict.NOT_IN_SOURCE, f"{title_of(named)} does not have these words")
    if cited.listed_in:
        return CitationJudgement(CitationVerdict.CORRECT, "the cited work is known from a list of references alone")
    return CitationJudgement(CitationVerdict.UNRESOLVED, f"the library holds no work that is meant by “{cited.text}”")


def _of_this(cited: CitedWork, hit: Hit, document: Document) -> CitationJudgement:
    """Judge year, speaker and place of a citation whose work is right."""
    if cited.years and hit.year is not None and hit.year not in cited.years:
        guess = ", as far as can be seen" if "year" in hit.guessed else ""
        return CitationJudgement(
            CitationVerdict.WRONG_YEAR, f"the source is of {hit.year}{guess}, not of {cited.years[0]}"
        )
    speaker = other_speaker(cited, hit)
    if speaker is not None:
        return CitationJudgement(
            CitationVerdict.WRONG_SPEAKER,
            f"in the source these are words of {speaker}, not of {' '.join(cited.speaker)}",
        )
    known = [(place, is_at(place, hit, document)) for place in cited.places]
    wrong = [place for place, right in known if right is False]
    if wrong and not any(right for _, right in known):
        true = true_place(wrong[0], hit, document)
        return CitationJudgement(
            CitationVerdict.WRONG_PLACE, f"the words stand at {wrong[0].kind} {true}, not at {wrong[0].text}"
        )
    unknown = [str(place.kind) for place, right in known if right is None]
    if unknown and len(unknown) == len(known):
        return CitationJudgement(
            CitationVerdict.CORRECT, f"the source shows no {unknown[0]} by which to check the place"
        )
    return CitationJudgement(CitationVerdict.CORRECT)


def other_speaker(cited: CitedWork, hit: Hit) -> str | None:
    """Return who says the words in the source, where that is somebody else than the draft names; None where it is not.

    That is whom a transcript has speaking, whom the source quotes, or a work that it quotes from.
    """
    if not cited.speaker or cited.is_second_hand:
        return None
    speakers = hit.speakers or ((hit.speaker,) if hit.speaker else ())
    if speakers and not any(_is_named(speaker, cited.speaker) for speaker in speakers):
        return speakers[0]
    quoted = quoted_from(hit)
    if quoted and not _is_named(quoted, cited.speaker):
        return quoted
    second_hand = [work.citation for work in hit.cites or () if work.second_hand]
    if second_hand and not any(_is_named(citation, cited.speaker) for citation in second_hand):
        return second_hand[0]
    return None


def _is_named(name: str, names: Sequence[str]) -> bool:
    words = [word for _, _, word in tokenize(name)]
    others = [word for each in names for _, _, word in tokenize(each)]
    return any(same_name(word, other) for word in words for other in others)


def work_of(hit: Hit) -> str:
    """Return author, title and year of the source of a hit."""
    return _named(hit.author, hit.title, hit.year, hit.file)


def title_of(document: Document) -> str:
    """Return author, title and year of a document."""
    metadata = document.metadata
    return _named("; ".join(metadata.authors), metadata.title, metadata.year, document.file)


def _named(author: str | None, title: str | None, year: int | None, file: str) -> str:
    named = ", ".join(part for part in (author, title) if part) or file
    return f"{named} ({year})" if year else named
