"""Words that a source itself only reports: what it says that others hold, or quotes from somebody else."""

from __future__ import annotations

import re

from kurilsearch.check.citations.speakers import speaker_after, speaker_before
from kurilsearch.check.quotations.pairing import MarkedWords, pair_marks
from kurilsearch.hit import Hit

_SENTENCE_START = re.compile(r"(?:.*[.!?…。！？][\"”’»)\]]*\s)?(?P<sentence>[^。！？]*)\Z", re.DOTALL)
_REPORTED = re.compile(
    r"(?P<en>\b(?:it\s(?:is|was|has\sbeen)\s(?:\w+\s){0,2}(?:claimed|said|believed|assumed|argued|thought|held|supposed"
    r"|alleged|rumou?red|asserted)|(?:some|many|most|critics|opponents|others)\s(?:\w+\s){0,3}?(?:say|said|claim|claimed|argue"
    r"|argued|believe|believed|insist|insisted|maintain|maintained|hold|held|think|thought)"
    r"|the\s(?:\w+\s)?(?:myth|legend|notion|claim|idea|belief|rumou?r|charge|allegation|fiction)\s(?:goes\s)?that|allegedly"
    r"|supposedly|rumou?r\shad\sit|legend\shas\sit)\b)"
    r"|(?P<de>\b(?:(?:es\s)?(?:wird|wurde)\s(?:\w+\s){0,2}(?:behauptet|gesagt|angenommen|erzählt|vermutet)|es\sheißt\s(?:oft|häufig"
    r"|manchmal)|(?:manche|einige|viele|Kritiker)\s(?:\w+\s){0,2}(?:sagen|sagten|behaupten|behaupteten|meinen|meinten|glauben"
    r"|glaubten)|(?:der\sMythos|die\sBehauptung|die\sLegende|das\sGerücht|die\sVorstellung),?\sdass|angeblich\w*)\b)"
    r"|(?P<fr>\b(?:on\s(?:a\s)?(?:souvent\s|parfois\s)?(?:prétend|prétendu|dit|affirmé|cru)\sque|(?:certains|beaucoup|d’aucuns)"
    r"\s(?:\w+\s){0,2}(?:disent|prétendent|affirment|croient)|(?:le\smythe|la\slégende|la\srumeur)\s(?:selon\slaquelle"
    r"|selon\slequel|veut)|prétendument)\b)"
    r"|(?P<es>\b(?:se\s(?:ha\s)?(?:dice|dicho|afirma|cree)|(?:algunos|muchos)\s(?:\w+\s){0,2}(?:dicen|afirman|creen)"
    r"|supuestamente|el\smito\sde\sque)\b)"
    r"|(?P<ru>\b(?:(?:часто|иногда|нередко|обычно)\s(?:утвержда\w+|говор\w+|счита\w+)|(?:некоторые|многие)\s(?:\w+\s){0,2}"
    r"(?:утвержда\w+|говор\w+|счита\w+|полага\w+)|миф\sо\sтом|якобы|будто\sбы)\b)"
    r"|(?P<zh>据说|有人(?:说|认为)|传说)",
    re.IGNORECASE,
)
"""What tells that others hold what follows; the writer may deny it."""

_FAR = 12
"""Words of the source between such a phrase and the words that are quoted."""


def reported_as(hit: Hit) -> str | None:
    """Return the phrase by which a source says that others hold the quoted words; None where it says so of itself."""
    sentence = _SENTENCE_START.match(hit.passage[: hit.quote_in_passage[0]])
    if sentence is None:
        return None
    phrases = list(_REPORTED.finditer(sentence["sentence"]))
    if not phrases or len(sentence["sentence"][phrases[-1].end() :].split()) > _FAR:
        return None
    return phrases[-1][0]


def quoted_from(hit: Hit) -> str | None:
    """Return to whom a source gives words that it has in quotation marks itself, empty where it names nobody.

    None where they stand in no marks there. The speeches of a dialogue are the source's own.
    """
    start, end = hit.quote_in_passage
    marked = _around(hit.passage, start, end)
    if marked is None or not any(map(str.isalnum, hit.passage[: marked.opening[0]])):
        return None
    if _is_dialogue(hit.passage):
        return None
    before = _SENTENCE_START.match(hit.passage[: marked.opening[0]])
    named = speaker_before(before["sentence"] if before else "") or speaker_after(hit.passage[marked.closing[1] :])
    return " ".join(named)


def _is_dialogue(text: str) -> bool:
    """Tell whether a paragraph is mostly speech."""
    return 2 * sum(end - start for marked in pair_marks([text]).marked for start, end in marked.pieces) > len(text)


def _around(text: str, start: int, end: int) -> MarkedWords | None:
    """Return the innermost words in marks that hold a range of a text."""
    holding = [
        marked
        for marked in pair_marks([text]).marked
        if marked.pieces[0][0] <= start and end <= marked.pieces[0][1] + 1
    ]
    return min(holding, key=lambda marked: marked.pieces[0][1] - marked.pieces[0][0], default=None)
