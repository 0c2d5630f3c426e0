"""Which texts are cited by their lines: verse, and transcripts with a name before each speech."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kurilsearch.model import Kind, StoredPassage

_SPEAKER = re.compile(r"(?P<name>[^\W\d_][\w.'’ \-]{0,40}?)\s?[:：]\s")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]*\Z")
_LINE_START = re.compile(r"^", re.MULTILINE)
_LINE = re.compile(r"[^\s][^\r\n]*")
_FEWEST = 4
_LONGEST_VERSE = 65
"""Characters of the longest line that verse is taken to have."""
_SHARE = 0.6
"""Of the paragraphs, how many must begin with a name; of the lines of verse, how many must not end a sentence."""
_SHARE_CHOSEN = 0.3
"""Of the lines, how many must be shorter than they need be: lines of prose that were wrapped hardly ever are."""


def numbered_lines(passages: Sequence[StoredPassage], text: str) -> list[int] | None:
    """Return where the lines begin by which a document is cited, in order; None where it is not cited by line.

    ``passages`` are all of the document, ``text`` its source text; the offsets are those of the source. Of verse the
    lines of the poem are numbered, from its first; of a transcript all lines of the file.
    """
    running = [stored for stored in passages if stored.passage.kind in (Kind.BODY, Kind.BLOCKQUOTE)]
    if _is_transcript(running):
        return [match.start() for match in _LINE_START.finditer(text)]
    stanzas = list(_stanzas(running, text))
    return [offset for stanza in stanzas for offset, _ in stanza] if _is_verse(stanzas) else None


def _is_transcript(running: Sequence[StoredPassage]) -> bool:
    """Tell whether most paragraphs begin with a name and a colon, and at least two names come again."""
    names = Counter(match["name"] for stored in running if (match := _SPEAKER.match(stored.passage.text)))
    again = [name for name, count in names.items() if count > 1]
    return len(running) >= _FEWEST and len(again) >= 2 and sum(names.values()) >= _SHARE * len(running)


def _is_verse(stanzas: Sequence[Sequence[tuple[int, str]]]) -> bool:
    """Tell whether lines end where somebody wanted it: where the next line's first word would still have fitted."""
    lines = [line for stanza in stanzas for _, line in stanza]
    if len(lines) < 2 * _FEWEST or max(map(len, lines)) > _LONGEST_VERSE:
        return False
    width = max(map(len, lines))
    pairs = [(above, below) for stanza in stanzas for (_, above), (_, below) in pairwise(stanza)]
    chosen = sum(len(above) + 1 + len(below.split(" ", 1)[0]) <= width for above, below in pairs)
    unended = sum(not _ENDS_SENTENCE.search(above) for above, _ in pairs)
    return len(pairs) >= _FEWEST and chosen >= _SHARE_CHOSEN * len(pairs) and unended >= _SHARE * len(pairs)


def _stanzas(running: Sequence[StoredPassage], text: str) -> Iterator[list[tuple[int, str]]]:
    """Yield the lines that stand directly under each other, each with its source offset.

    They may be one passage, or a passage each.
    """
    stanza: list[tuple[int, str]] = []
    after: int | None = None
    for stored in running:
        passage = stored.passage
        if stanza and (after is None or stored.line_start != after):
            yield stanza
            stanza = []
        for line in _LINE.finditer(text, passage.char_start, passage.char_end):
            stanza.append((line.start(), line[0].strip()))
        after = None if stored.line_start is None else stored.line_start + len(stored.line_breaks) + 1
    if stanza:
        yield stanza
