"""The verdict on the words: what the matcher saw of a quotation becomes one verdict with its reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kurilsearch.check.verdicts import Distortion, TextVerdict
from kurilsearch.difference import BRACKETED, Caution, CautionPlace, Difference, DifferenceKind, Omission, Verdict
from kurilsearch.hit import Hit
from kurilsearch.language.tokens import tokenize
from kurilsearch.quotation_result import PieceProblem, QuotationResult

_CHANGED_OPENLY = re.compile(r"[\[［〔]|…|\.\s?\.\s?\.|⋯")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|(?<=[。！？])")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]*\Z")
_STOP = re.compile(r"[\"'”’»)\]]*[.!?…。！？]")
_NEAR = 6
"""Words of the draft before and after a quotation in which it may say itself what the quotation leaves out."""


@dataclass(frozen=True, slots=True)
class TextJudgement:
    """The verdict on the words of a quotation, with the place that it was held against.

    ``reason`` is half a sentence that says why, in the source's words where it can. ``warnings`` are sentences of what
    a reader should mind though the words are right.
    """

    verdict: TextVerdict
    hit: Hit | None = None
    distortion: Distortion | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()


def judge_words(text: str, hit: Hit, *, before: str = "", after: str = "") -> TextJudgement:
    """Return the verdict on a quotation ``text`` that stands at ``hit``.

    ``before`` and ``after`` are the draft's own words around it, which may say what the quotation leaves out.
    """
    if hit.verdict is Verdict.ALTERED:
        return TextJudgement(TextVerdict.ALTERED, hit, reason=_told(_gravest(hit.differences or ())))
    for distortion, reason in _distortions(hit, before, after):
        return TextJudgement(TextVerdict.DISTORTING, hit, distortion, reason)
    if hit.verdict is Verdict.DOUBTFUL:
        doubtful = [each for each in hit.differences or () if not each.is_seen_through]
        return TextJudgement(TextVerdict.DOUBTFUL, hit, reason=_told(doubtful))
    if _is_changed(text, hit):
        return TextJudgement(TextVerdict.ALLOWED, hit, reason="changed only as a writer may")
    return TextJudgement(TextVerdict.VERBATIM, hit)


def judge_pieces(result: QuotationResult) -> TextJudgement | None:
    """Return the verdict on a quotation of which pieces stand in the sources, and not it as a whole.

    None where so little of it stands that it was not found.
    """
    hits = [piece.hit for piece in result.pieces if piece.hit is not None]
    if not hits or result.problem is None:
        return None
    longest = max(hits, key=lambda hit: len(hit.quote))
    if result.problem is PieceProblem.SPLICED:
        works = " and ".join(dict.fromkeys(hit.title or hit.file for hit in hits))
        return TextJudgement(
            TextVerdict.DISTORTING, longest, Distortion.SPLICED, f"its pieces stand in different works: {works}"
        )
    if result.problem is PieceProblem.SCATTERED:
        reason = "it joins words that stand far apart in the source, or in another order"
        return TextJudgement(TextVerdict.DISTORTING, longest, Distortion.SCATTERED, reason)
    standing = sum(len(piece.quoted) for piece in result.pieces if piece.hit is not None)
    if 2 * standing < sum(len(piece.quoted) for piece in result.pieces):
        return None
    absent = next((piece.quoted for piece in result.pieces if piece.hit is None), "")
    return TextJudgement(TextVerdict.ALTERED, longest, reason=f"“{_short(absent)}” stands nowhere in the sources")


def _distortions(hit: Hit, before: str, after: str) -> Iterator[tuple[Distortion, str]]:
    """Yield what a quotation hides, the surest first."""
    for index, omission in enumerate(hit.omissions):
        hidden = _hidden(omission, *_text_around(hit, index))
        if hidden:
            yield Distortion.OMISSION, f"the ellipsis hides “{_short(hidden)}”"
    for caution in hit.cautions:
        if caution.place is CautionPlace.BRACKETS:
            yield Distortion.OMISSION, f"the brackets hide “{caution.text}”"
        elif caution.place is CautionPlace.BEFORE and not _says(caution, before, at_end=True):
            yield Distortion.CUT_FRONT, f"the source has “{caution.text}” just before"
        elif caution.place is CautionPlace.AFTER and not _says(caution, after, at_end=False):
            yield Distortion.CUT_SHORT, f"the source goes on “{caution.text}”"
    if len(hit.speakers) > 1:
        yield Distortion.SPLICED, f"it joins the words of {' and '.join(hit.speakers)}"


def _text_around(hit: Hit, omission: int) -> tuple[str, str]:
    """Return the source's words before and behind what an omission leaves out, with the marks that stand between."""
    start = hit.matches[omission][1] if omission < len(hit.matches) else 0
    left_out = hit.omissions[omission].text
    at = hit.quote.find(left_out, start)
    return (hit.quote[:at], hit.quote[at + len(left_out) :]) if at >= 0 else ("", "")


def _hidden(omission: Omission, before: str, behind: str) -> str | None:
    """Return the part of an omission that denies within the sentence before or after it; None where none does.

    Whole sentences that are left out say nothing of what is kept.
    """
    if not omission.negations:
        return None
    sentences = [part for part in _SENTENCE_END.split(omission.text.strip()) if part]
    begun = [] if _ENDS_SENTENCE.search(before.rstrip()) else sentences[:1]
    ends = _STOP.match(behind) or _ENDS_SENTENCE.search(omission.text.rstrip())
    going_on = [] if ends else sentences[-1:]
    denying = {word for negation in omission.negations for _, _, word in tokenize(negation)}
    for part in dict.fromkeys((*begun, *going_on)):
        words = {word for _, _, word in tokenize(part)}
        if not words.isdisjoint(denying) or any(negation in part for negation in omission.negations):
            return part.strip()
    return None


def _says(caution: Caution, around: str, *, at_end: bool) -> bool:
    """Tell whether the draft itself has the words that deny or limit, next to the quotation."""
    words = [word for _, _, word in tokenize(around)]
    near = words[-_NEAR:] if at_end else words[:_NEAR]
    return any(word in near for each in caution.words for _, _, word in tokenize(each))


def _is_changed(text: str, hit: Hit) -> bool:
    """Tell whether a quotation was changed as scholars may: its marks of change, its first letter, a spelling."""
    differences = hit.differences or ()
    if any(each.reason == BRACKETED or each.kind is DifferenceKind.SPELLING for each in differences):
        return True
    if any(each.reason in ("case", "letter form") and each.quoted_span[0] <= 1 for each in differences):
        return True
    return bool(hit.omissions) or (_CHANGED_OPENLY.search(text) is not None and not _CHANGED_OPENLY.search(hit.quote))


def _gravest(differences: Sequence[Difference]) -> list[Difference]:
    own = [each for each in differences if not each.is_seen_through]
    return own or list(differences)


_MOST_TOLD = 2


def _told(differences: Sequence[Difference]) -> str:
    """Return differences in words, as half a sentence."""
    told = [_one_told(each) for each in differences[:_MOST_TOLD]]
    more = len(differences) - len(told)
    return "; ".join(told) + (f"; and {more} more" if more > 0 else "")


def _one_told(difference: Difference) -> str:
    quoted, source = _short(difference.quoted), _short(difference.source)
    if not quoted:
        return f"“{source}” is left out"
    if not source:
        return f"“{quoted}” does not stand in the source"
    if quoted.casefold() == source.casefold():
        return f"“{quoted}” stands at another place in the source"
    return f"“{quoted}” is “{source}” in the source"


_MOST_WORDS = 14


def _short(text: str) -> str:
    """Return a text on one line, its middle left out where it is long."""
    words = text.split()
    if len(words) > _MOST_WORDS:
        words = [*words[: _MOST_WORDS // 2], "…", *words[-_MOST_WORDS // 2 :]]
    return " ".join(words)
