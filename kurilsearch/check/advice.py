"""What a report says of a quotation: one sentence for what is wrong, and one for what to do."""

from __future__ import annotations

from kurilsearch.check.citation_verdict import CitationJudgement, work_of
from kurilsearch.check.text_verdict import TextJudgement
from kurilsearch.check.verdicts import CitationVerdict, Distortion, TextVerdict

_WORDS = {
    TextVerdict.ALTERED: "The words are not the source's: {}",
    TextVerdict.DOUBTFUL: "A misprint or a slip may be at work: {}",
    TextVerdict.NOT_FOUND: "Not found: {}",
    TextVerdict.CANNOT_CHECK: "Cannot be checked: {}",
}
_DISTORTED = {
    Distortion.OMISSION: "The omission changes the meaning: {}",
    Distortion.CUT_FRONT: "The beginning is cut so that the meaning changes: {}",
    Distortion.CUT_SHORT: "The end is cut so that the meaning changes: {}",
    Distortion.SPLICED: "It is put together of several sources or speakers: {}",
    Distortion.SCATTERED: "It is put together of words that stand apart: {}",
}
_CITED = {
    CitationVerdict.MISSING: "No citation stands by it",
    CitationVerdict.WRONG_SOURCE: "The citation names another work: {}",
    CitationVerdict.WRONG_YEAR: "The year of the citation is wrong: {}",
    CitationVerdict.WRONG_PLACE: "The place of the citation is wrong: {}",
    CitationVerdict.WRONG_SPEAKER: "The words are somebody else's: {}",
    CitationVerdict.NOT_IN_SOURCE: "The cited work does not have it: {}",
    CitationVerdict.UNRESOLVED: "The cited work is not known here: {}",
}
_ADVICE = {
    TextVerdict.ALTERED: "Put the source's words, or mark the change with … or [ ]",
    TextVerdict.DISTORTING: "Quote it with the words that are hidden, or in pieces that each stand as they are",
    TextVerdict.DOUBTFUL: "Look at the page: one of the two is misprinted",
    TextVerdict.NOT_FOUND: "Find where it is from, or take the marks away",
    TextVerdict.CANNOT_CHECK: "Add the cited work to the library, or compare by eye",
}


def message_for(judged: TextJudgement, citation: CitationJudgement) -> str:
    """Return what is wrong in a sentence, the words before the citation; empty where nothing is."""
    parts = []
    if judged.distortion is not None:
        parts.append(_DISTORTED[judged.distortion].format(judged.reason))
    elif judged.verdict in _WORDS:
        parts.append(_WORDS[judged.verdict].format(judged.reason))
    if citation.verdict in _CITED and judged.verdict is not TextVerdict.CANNOT_CHECK:
        parts.append(_CITED[citation.verdict].format(citation.reason))
    return ". ".join(parts) + "." if parts else ""


def advice_for(judged: TextJudgement, citation: CitationJudgement) -> str:
    """Return what to do about it, in a sentence; empty where nothing is to be done."""
    if judged.verdict in _ADVICE:
        return _ADVICE[judged.verdict] + "."
    if citation.verdict is CitationVerdict.CORRECT or judged.hit is None:
        return ""
    if citation.verdict is CitationVerdict.WRONG_SPEAKER:
        return f"Name who says it, “quoted in” {work_of(judged.hit)}."
    return f"Cite {work_of(judged.hit)}{_at(judged)}."


def _at(judged: TextJudgement) -> str:
    hit = judged.hit
    if hit is None:
        return ""
    if hit.page:
        return f", p. {hit.page}"
    return f", paragraph {hit.paragraph}" if hit.paragraph is not None else ""
