"""Answers as an assistant reads them: short, the source's words set apart as data, and what is left out said.

The words of a source stand in ``<source …>`` elements, with ``&``, ``<`` and ``>`` written as entities, so that no
source can end its element or pass for the server. What else is said is ours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from html import escape

from kurilsearch.difference import CautionPlace, Difference
from kurilsearch.hit import Hit
from kurilsearch.library.handles import handle_of

MOST_TOKENS = 1900
"""The most that an answer may cost the model that reads it, by :func:`tokens`; 2,000 are promised."""

_SIGNS_PER_TOKEN = 3.0


def tokens(text: str) -> float:
    """Return an upper estimate of the tokens that a model makes of ``text``.

    Three ASCII characters a token, and one for each other character, which is more than the vocabularies in use make
    of English, Cyrillic, Han or kana.
    """
    plain = sum(map(str.isascii, text))
    return plain / _SIGNS_PER_TOKEN + (len(text) - plain)


def fitted(blocks: Iterable[str], *, more: str, head: str = "") -> str:
    """Return ``head`` and as many of the blocks as an answer may hold, parted by blank lines.

    Where some are left out, ``more`` says so, with ``{}`` for their number.
    """
    kept = [head] if head else []
    every = list(blocks)
    room = MOST_TOKENS - tokens(head) - tokens(more) - 10
    for number, block in enumerate(every):
        room -= tokens(block) + 1
        if room < 0:
            kept.append(more.format(len(every) - number))
            break
        kept.append(block)
    return "\n\n".join(kept)


def cut(text: str, most: float) -> str:
    """Return ``text``, or its beginning and its end with the cut said between them, within ``most`` tokens."""
    if tokens(text) <= most:
        return text
    signs = max(int(len(text) * most / tokens(text) / 2) - 20, 20)
    return f"{text[:signs]} [… {len(text) - 2 * signs} characters are left out here …] {text[-signs:]}"


def source_element(words: str, **attributes: str | None) -> str:
    """Return the words of a source in an element that says where they stand."""
    given = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return f"<source{given}>{escape(words, quote=False)}</source>"


def hit_block(hit: Hit, *, words: str | None = None, most: float = 500) -> str:
    """Return what a hit quotes, or ``words``, as a source's element with its handle, work and place."""
    return source_element(
        cut(words if words is not None else hit.quote, most), handle=handle_of(hit), work=work_of(hit), at=place_of(hit)
    )


def work_of(hit: Hit) -> str:
    """Return author, title and year of a hit's source, see :func:`named_work`; its file where none is known."""
    return named_work(hit.author, hit.title, hit.year, hit.guessed) or hit.file


def named_work(author: str | None, title: str | None, year: int | None, guessed: Collection[str]) -> str:
    """Return what is known of author, title and year, a question mark behind each that is a guess."""
    fields = (("authors", author), ("title", title), ("year", year))
    return ", ".join(f"{value}{'?' if name in guessed else ''}" for name, value in fields if value)


def place_of(hit: Hit) -> str:
    """Return where in its document a hit stands: page, paragraph, section, speaker, and what kind of text it is."""
    parts = [
        f"p. {hit.page}" if hit.page else f"page {hit.file_page} of the file" if hit.file_page else None,
        f"paragraph {hit.paragraph}" if hit.paragraph is not None else None,
        " > ".join(hit.section),
        hit.speaker,
        hit.time,
        hit.kind if hit.kind != "body" else None,
    ]
    return ", ".join(part for part in parts if part)


def difference_lines(hit: Hit, most: int = 8) -> Iterator[str]:
    """Yield the differences between what was quoted and the source, those that may change the meaning alone."""
    telling = [each for each in hit.differences or () if not each.is_seen_through]
    for difference in telling[:most]:
        yield f"- {_told(difference)}"
    if len(telling) > most:
        yield f"- and {len(telling) - most} more differences"
    for omission in hit.omissions:
        if omission.negations:
            yield f"- the ellipsis leaves out {source_element(cut(omission.text, 60))}"
    for caution in hit.cautions:
        yield f"- mind: the source has {source_element(caution.text)} {_CAUTION[caution.place]}"


_CAUTION = {
    CautionPlace.BEFORE: "just before these words",
    CautionPlace.AFTER: "just after these words",
    CautionPlace.BRACKETS: "where the quotation has brackets",
}


def _told(difference: Difference) -> str:
    reason = f" ({difference.reason})" if difference.reason else ""
    if not difference.source:
        return f"“{difference.quoted}” is not in the source{reason}"
    if not difference.quoted:
        return f"left out: {source_element(difference.source)}{reason}"
    return f"“{difference.quoted}” where the source has {source_element(difference.source)}{reason}"
