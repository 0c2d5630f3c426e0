"""Edges: exactly where the words of the source that were meant begin and end."""

from __future__ import annotations

from collections.abc import Sequence

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.numbers import find_numbers, may_begin_number
from kurilsearch.language.tokens import Token
from kurilsearch.language.wordings import wording_of
from kurilsearch.match.alignment import DROPPED, Alignment, Step, align_whole
from kurilsearch.match.likeness import RESPELT, weight
from kurilsearch.match.misreading import likely_misread
from kurilsearch.match.moves import UNALIKE
from kurilsearch.match.quotation import Piece
from kurilsearch.match.window import Window
from kurilsearch.model import Span

SENTENCE_END = lazy_pattern(r"[.!?…。！？][\"'”’»)\]]*\s|\n\n|[。！？]")
_TOSENTENCE_END = 2
"""Words that may follow a last word which was replaced, up to the end of the sentence, and belong to it."""

_TO_SAME_WORD = 6
"""Words further on that the same word may stand which a replaced one at an end was meant to be."""

_MARKS = lazy_pattern(r"[^\w\s]*")
_OPENING = lazy_pattern(r"[^\w\s]*$")
_ALIKE = str.maketrans("“”„«»‘’‚`´", '"""""' + "'''''")


def settle(
    piece: Piece,
    alignment: Alignment,
    window: Window,
    text: str,
    *,
    after_ellipsis: bool = False,
    before_ellipsis: bool = False,
) -> Alignment:
    """Return the alignment of a piece of the quotation ``text`` with its ends put right.

    A word at an end that stands opposite quite another one, beyond the end of a sentence, was added by the writer. A
    last word (or first) that was replaced stands for all that is left of a sentence, where that is little. Words in
    brackets beside an ellipsis stand for nothing of the source.
    """
    steps = list(alignment.steps)
    if after_ellipsis:
        _free_brackets(steps, piece, at_end=False)
    if before_ellipsis:
        _free_brackets(steps, piece, at_end=True)
    _part(steps, piece, at_end=False)
    _part(steps, piece, at_end=True)
    _trim(steps, piece, window, text, at_end=False)
    _trim(steps, piece, window, text, at_end=True)
    _complete(steps, piece, window, at_end=False)
    _complete(steps, piece, window, at_end=True)
    _take_negation(steps, piece, window, at_end=False)
    _take_negation(steps, piece, window, at_end=True)
    if not after_ellipsis:
        _take_first_negation(steps, piece, window, text)
    _take_contracted(steps, piece, window, text)
    _take_number(steps, piece, window, text, at_end=False)
    _take_number(steps, piece, window, text, at_end=True)
    return Alignment(tuple(steps), alignment.cost, alignment.weight, alignment.moved)


def _unlike(step: Step, piece: Piece) -> bool:
    if step.q1 - step.q0 != 1 or step.s1 - step.s0 != 1 or step.q0 in piece.bracketed:
        return False
    return step.cost >= UNALIKE * weight(piece.words[step.q0].word)


def _added(step: Step, place: int) -> Step:
    """Return a step whose words stand for none of the source; they would stand at ``place``."""
    return Step(step.q0, step.q1, place, place, step.cost)


def _free_brackets(steps: list[Step], piece: Piece, *, at_end: bool) -> None:
    """Make words in brackets at an end, unless they are those of the source, into added ones."""
    order = range(len(steps) - 1, -1, -1) if at_end else range(len(steps))
    for index in order:
        step = steps[index]
        if step.q1 == step.q0 or not piece.bracketed.issuperset(range(step.q0, step.q1)):
            break
        if step.s1 > step.s0 and step.cost:
            steps[index] = _added(step, step.s0 if at_end else step.s1)


def _part(steps: list[Step], piece: Piece, *, at_end: bool) -> None:
    """Make a lone replaced word at an end, beside an added one, into an added one: nothing ties it to its place."""
    if len(steps) < 2:
        return
    edge, beside = (steps[-1], steps[-2]) if at_end else (steps[0], steps[1])
    if _unlike(edge, piece) and beside.s0 == beside.s1:
        steps[-1 if at_end else 0] = _added(edge, edge.s0 if at_end else edge.s1)


def _trim(steps: list[Step], piece: Piece, window: Window, text: str, *, at_end: bool) -> None:
    """Make words at an end that stand for others beyond the end of a sentence into added ones.

    Where a sentence ends in the quotation at the same place, it goes on as its source does, in other words.
    """
    order = range(len(steps) - 1, 0, -1) if at_end else range(len(steps) - 1)
    unlike: list[int] = []
    cut = 0
    for index in order:
        step = steps[index]
        if step.s1 > step.s0 and not _unlike(step, piece):
            break
        if step.s1 == step.s0:
            continue
        unlike.append(index)
        between = (step.s0 - 1, step.s0) if at_end else (step.s0, step.s0 + 1)
        if _sentence_ends(window, *between) and not _ends_too(text, piece, step, at_end=at_end):
            cut = len(unlike)
    if cut:
        innermost = steps[unlike[cut - 1]]
        for index in unlike[:cut]:
            steps[index] = _added(steps[index], innermost.s0 if at_end else innermost.s1)


def _ends_too(text: str, piece: Piece, step: Step, *, at_end: bool) -> bool:
    """Tell whether a sentence ends in the quotation before its word there, or after it at the start."""
    first = step.q0 - 1 if at_end else step.q0
    if not 0 <= first < len(piece.words) - 1:
        return False
    return bool(SENTENCE_END.search(text[piece.words[first].end : piece.words[first + 1].start]))


def _complete(steps: list[Step], piece: Piece, window: Window, *, at_end: bool) -> None:
    """Let a replaced word at an end stand for the rest of its sentence too, where that is a word or two.

    Where the same word stands a little further on in its sentence, that is the one that was meant, and the words up to
    it were dropped (We know, for We do not know).
    """
    if not steps or not _unlike(steps[-1 if at_end else 0], piece):
        return
    step = steps[-1 if at_end else 0]
    word = piece.words[step.q0].word
    for more in range(_TO_SAME_WORD + 1):
        edge = step.s1 - 1 + more if at_end else step.s0 - more
        if not 0 <= edge < len(window.folded):
            return
        outside = (edge, edge + 1) if at_end else (edge - 1, edge)
        ends = _sentence_ends(window, *outside)
        if more and window.folded[edge] == word:
            _realign(steps, piece, window, edge, at_end=at_end)
            return
        if ends:
            if more and more <= _TOSENTENCE_END:
                steps[-1 if at_end else 0] = step._replace(s1=edge + 1) if at_end else step._replace(s0=edge)
            return


def _take_negation(steps: list[Step], piece: Piece, window: Window, *, at_end: bool) -> None:
    """Let another word at an end stand for the negation beside it too, which in many languages changes the verb."""
    step = steps[-1 if at_end else 0] if steps else None
    if step is None or step.q1 - step.q0 != 1 or step.s1 - step.s0 != 1 or step.q0 in piece.bracketed:
        return
    word, source = piece.words[step.q0].word, window.folded[step.s0]
    edge = step.s1 if at_end else step.s0 - 1
    if step.cost <= RESPELT * weight(word) or likely_misread(word, source) or not 0 <= edge < len(window.folded):
        return
    spellings = wording_of("und").spellings
    if (source,) in spellings.get(word, ()) or (word,) in spellings.get(source, ()):
        return
    outside = (edge - 1, edge) if at_end else (edge, edge + 1)
    if window.folded[edge] in wording_of("und").negations and not _sentence_ends(window, *outside):
        steps[-1 if at_end else 0] = step._replace(s1=edge + 1) if at_end else step._replace(s0=edge)


def _take_first_negation(steps: list[Step], piece: Piece, window: Window, text: str) -> None:
    """Let the negation that begins a sentence be dropped where the quotation begins, with a capital, right after it.

    Where verbs need no pronoun a sentence begins so (No firmamos); in small letters the quotation says that it is part
    of one.
    """
    first = steps[0] if steps else None
    if first is None or not (first.q0 == 0 < first.q1) or not 0 < first.s0 < first.s1 or 0 in piece.lettered:
        return
    words = window.words
    before, here = words[first.s0 - 1], words[first.s0]
    if not text[piece.words[0].start].isupper() or window.text[here.start].isupper():
        return
    denies = before.word in wording_of("und").negations and not window.text[before.end : here.start].strip()
    if denies and _sentence_ends(window, first.s0 - 2, first.s0 - 1):
        steps.insert(0, Step(0, 0, first.s0 - 1, first.s0, DROPPED * weight(before.word)))


def _take_contracted(steps: list[Step], piece: Piece, window: Window, text: str) -> None:
    """Let a contraction at the end stand for its other word too: it's for it is."""
    last = steps[-1] if steps else None
    if last is None or last.q1 != len(piece.words) or last.s1 == last.s0 or last.s1 >= len(window.folded):
        return
    raw = text[piece.words[-1].start : piece.words[-1].end + 2]
    endings = wording_of("und").endings
    if any(
        raw.lower().replace("’", "'").endswith(ending) and window.folded[last.s1] in meant
        for ending, meant in endings.items()
    ):
        steps.append(Step(last.q1, last.q1, last.s1, last.s1 + 1, 0.0))


_LONGEST_NUMBER = 8
"""Words of a number, or of a date, at an end."""


def _take_number(steps: list[Step], piece: Piece, window: Window, text: str, *, at_end: bool) -> None:
    """Let a number at an end stand for the same number in the source that is beyond that end, in other words."""
    wording = wording_of("und")
    row = piece.words[-_LONGEST_NUMBER:] if at_end else piece.words[:_LONGEST_NUMBER]
    if not steps or not any(may_begin_number(token.word, wording) for token in row):
        return
    first = len(piece.words) - len(row) if at_end else 0
    edge = [step for step in steps if first < step.q1 and step.q0 < first + len(row)]
    if all(step.cost == 0 and step.s1 > step.s0 for step in edge):
        return
    quoted = find_numbers(text, row, wording)
    if not quoted or (quoted[-1].last != len(row) if at_end else quoted[0].first):
        return
    number = quoted[-1 if at_end else 0]
    q0, q1 = number.first + first, number.last + first
    inside = [index for index, step in enumerate(steps) if q0 < step.q1 and step.q0 < q1]
    if not inside or all(steps[index].cost == 0 and steps[index].s1 > steps[index].s0 for index in inside):
        return
    s0, s1 = steps[inside[0]].s0, steps[inside[-1]].s1
    base = max((s0 if at_end else s0 - _LONGEST_NUMBER), 0)
    beyond = window.words[base : (s0 + _LONGEST_NUMBER if at_end else s1)]
    for other in find_numbers(window.text, beyond, wording):
        touches = other.first + base in (s0, s1) if at_end else other.last + base in (s0, s1)
        if touches and number.same_as(other):
            whole = steps[inside[0]]
            whole = Step(
                min(whole.q0, q0),
                max(steps[inside[-1]].q1, q1),
                min(s0, other.first + base),
                max(s1, other.last + base),
                RESPELT,
            )
            steps[inside[0] : inside[-1] + 1] = [whole]
            return


def _realign(steps: list[Step], piece: Piece, window: Window, edge: int, *, at_end: bool) -> None:
    """Align the words at an end anew, up to word ``edge`` of the window."""
    step = steps[-1 if at_end else 0]
    s0, s1 = (step.s0, edge + 1) if at_end else (edge, step.s1)
    again = align_whole(piece.folded[step.q0 : step.q1], window.folded[s0:s1])
    moved = [Step(each.q0 + step.q0, each.q1 + step.q0, each.s0 + s0, each.s1 + s0, each.cost) for each in again]
    steps[-1 if at_end else 0 : None if at_end else 1] = moved


def _sentence_ends(window: Window, before: int, after: int) -> bool:
    """Tell whether a sentence ends between two neighbouring words (or the text begins or ends there)."""
    words = window.words
    if before < 0 or after >= len(words):
        return True
    between = window.text[words[before].end : words[after].start]
    return bool(SENTENCE_END.search(between)) and not (between == ". " and _is_abbreviation(words[before].word))


def _is_abbreviation(word: str) -> bool:
    """Tell whether a word with a stop is written for another one, or for a name: Dr., St., J."""
    return len(word) == 1 or any(len(meant) == 1 for meant in wording_of("und").abbreviations.get(word, ()))


def with_marks(text: str, quoted: Sequence[Token], window: Window, first: int, last: int) -> Span:
    """Return the range of the words ``first:last`` with those marks around them that the quotation has too.

    A full stop after the last word is taken in where the quotation has one, a quotation mark where it has that.
    """
    words = window.words
    start, end = words[first].start, words[last - 1].end
    before, after = text[: quoted[0].start], text[quoted[-1].end :]
    closing = _MARKS.match(window.text, end)
    assert closing is not None
    end += _common(_alike(closing[0]), _alike(after.lstrip()))
    opening = _OPENING.search(window.text, max(start - 8, 0), start)
    if opening is not None:
        start -= _common(_alike(opening[0])[::-1], _alike(before.rstrip())[::-1])
    return start, end


def _alike(marks: str) -> str:
    return marks.translate(_ALIKE)


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
