"""Words of a draft's text are found again in the text of the file that it was made of."""

from __future__ import annotations

from dataclasses import dataclass

from kurilsearch.model import Span

_CONTEXT = 40
"""Characters on both sides by which a place is told from others with the same words."""

_LEAST = 8
"""Characters, those of the words and of what surrounds them, by which a place is known."""


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """A text without blanks, whose characters stand at ``offsets`` of the whole one."""

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Squeezed:
        offsets = tuple(at for at, character in enumerate(text) if not character.isspace())
        return cls("".join([text[at] for at in offsets]), offsets)


def locate(draft: str, span: Span, text: str) -> Span | None:
    """Return the span of ``text`` that has the words of a span of ``draft``; None where they are not to be found.

    Blanks may differ; of several places the one with the same surroundings is taken. An empty span is found behind the
    words before it.
    """
    left = _Squeezed.of(draft[max(span[0] - 2 * _CONTEXT, 0) : span[0]]).text[-_CONTEXT:]
    right = _Squeezed.of(draft[span[1] : span[1] + 2 * _CONTEXT]).text[:_CONTEXT]
    words = _Squeezed.of(draft[span[0] : span[1]]).text
    squeezed = _Squeezed.of(text)
    best, place = 0, -1
    for at in _places(squeezed.text, words or left[-_LEAST:]):
        at += 0 if words else len(left[-_LEAST:])
        before = _common(squeezed.text[max(at - _CONTEXT, 0) : at][::-1], left[::-1])
        behind = _common(squeezed.text[at + len(words) : at + len(words) + _CONTEXT], right)
        if before + behind + len(words) > best:
            best, place = before + behind + len(words), at
    if best < min(_LEAST, len(left) + len(words) + len(right)) or place < 0:
        return None
    if not words:
        end = squeezed.offsets[place - 1] + 1 if place else 0
        return end, end
    return squeezed.offsets[place], squeezed.offsets[place + len(words) - 1] + 1


def _places(text: str, words: str) -> list[int]:
    found = []
    at = text.find(words)
    while at >= 0 and words:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _common(one: str, other: str) -> int:
    """Return how many characters two texts have in common from their beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
