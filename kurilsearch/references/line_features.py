"""What is seen of the lines of a list of references, as features for the model that tells where an entry begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kurilsearch.language.names import is_given_name
from kurilsearch.language.printed_years import LATER_YEAR
from kurilsearch.model import Span, StoredPassage
from kurilsearch.references.entry_features import Word, words_of
from kurilsearch.references.entry_fields import LETTERED, read_label
from kurilsearch.references.name_patterns import FAMILY, INITIALS, fold

_FAMILY_INITIALS = re.compile(rf"{FAMILY},?\s{INITIALS}|{FAMILY}\s[A-Z]{{1,3}}\b[,.:]?")
_INITIALS_FAMILY = re.compile(rf"{INITIALS}\s?{FAMILY}")
_FAMILY_GIVEN = re.compile(rf"{FAMILY},\s\w")
_REPEATED = re.compile(r"[—–_-]{1,8}[.,\s]|(?:Dies|Ders|Id|Idem|Eadem|Он же|Она же|Его же|Её же)\b|同上?[，,.]")
_DATED = re.compile(rf"\(\s?{LATER_YEAR}[a-z]?|[.,]\s{LATER_YEAR}[a-z]?[.,:;]")
_YEAR = re.compile(LATER_YEAR)
_INITIAL = re.compile(r"(?<!\w)[A-Z]\.")
_ENDED = re.compile(r"[.;。)\]]\s*$|https?://\S+$|10\.\d+/\S+$")
_LETTER_BEFORE = re.compile(r"[a-z]\s?\)\s?\Z")
_NAMES = rf"{INITIALS}\s?{FAMILY}|{FAMILY},?\s{INITIALS}|{FAMILY},\s[^\W\d_]+"
_LABELLED = r"\[\d{1,3}\]\s?|(?<!\d\s)\d{1,3}\.\s(?!\d)"
_ENDS = r"(?:(?<=[\d)\]]\s[.;])|(?<=[\d)\]][.;])|(?<=[\d)\]]))\s+"
_CUT = re.compile(
    rf"{_ENDS}(?P<lettered>{LETTERED.pattern})|(?:(?<=[.;])|(?<=[\d)\]]))\s+(?P<labelled>{_LABELLED})"
    rf"|(?:(?<=[\d)\]]\s[.;])|(?<=[\d)\]][.;]))\s+(?P<names>{_NAMES}|{INITIALS}\s?\Z)"
    rf"|(?<=[^\W\d_]{{3}}[.])\s+(?P<dated>(?:{_NAMES})(?=[^(（]{{0,120}}[(（]\s?{LATER_YEAR}[a-z]?\s?[)）]))"
)
"""Where inside of a line another entry may begin."""


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of a list, or a part of one that may begin an entry: its span in the passage's text.

    ``indent`` is how far it is indented in the source; ``cut`` says by what the part is known, and is empty for what
    begins a line.
    """

    stored: StoredPassage
    span: Span
    indent: int
    begins_passage: bool
    cut: str = ""

    @property
    def text(self) -> str:
        """The words of the line."""
        return self.stored.passage.text[slice(*self.span)]

    @property
    def trimmed(self) -> Span:
        """The span without the blanks at its end."""
        return self.span[0], self.span[0] + len(self.text.rstrip())


def has_ended(line: ListLine) -> bool:
    """Return whether a line ends as an entry does: with a stop, a bracket or an address."""
    return _ENDED.search(line.text) is not None


def list_lines(listed: Iterable[StoredPassage]) -> list[ListLine]:
    """Return the lines of a list as the source has them, cut where another entry may begin."""
    return [line for stored in listed for line in _lines_of(stored)]


def _lines_of(stored: StoredPassage) -> list[ListLine]:
    passage = stored.passage
    starts = {0: (0, "")}
    for at in stored.line_breaks:
        run = next((run for run in passage.way_back.runs if run.source + run.length > at), None)
        if run is None:
            break
        inside = run.text + max(at + 1 - run.source, 0)
        source = max(run.source, at + 1)
        blank = len(passage.text[inside:]) - len(passage.text[inside:].lstrip())
        if inside < len(passage.text):
            starts.setdefault(inside + blank, (source + blank - at - 1, ""))
    for found in _CUT.finditer(passage.text):
        kind = str(found.lastgroup)
        starts.setdefault(found.start(kind), (0, kind))
    edges = [*sorted(starts), len(passage.text)]
    return [
        ListLine(stored, (at, end), starts[at][0], at == 0, starts[at][1])
        for at, end in pairwise(edges)
        if passage.text[at:end].strip()
    ]


def line_features(lines: Sequence[ListLine]) -> list[list[str]]:
    """Return the features of each line with those of its neighbours, and what is true of the whole list."""
    texts = [line.text.strip() for line in lines]
    labels = [_label(text) for text in texts]
    of_list = _of_list(lines, texts, labels)
    usual = max(sorted(map(len, texts))[int(0.8 * (len(texts) - 1))], 1) if texts else 1
    own = [_of_line(text, label) for text, label in zip(texts, labels, strict=True)]
    last = None
    found = []
    for at, line in enumerate(lines):
        above = texts[at - 1] if at else ""
        cues = _layout(line, lines[at - 1] if at else None, above, usual)
        if labels[at] is not None:
            cues.append("counts on" if last is None or labels[at] == last + 1 else "counts otherwise")
            last = labels[at] if last is None or labels[at] == last + 1 else last
        order = _order(texts, at)
        cues += [f"order {order}"]
        found.append([
            *own[at], *cues, *(f"{cue}|{kind}" for cue in (*cues, own[at][0]) for kind in of_list),
            *(f"-1:{name}" for name in (own[at - 1] if at else ["none"])),
            *(f"1:{name}" for name in (own[at + 1] if at + 1 < len(own) else ["none"])),
            *(f"{own[at][0]}&{cue}" for cue in cues),
        ])  # fmt: skip
    return found


def _label(text: str) -> int | None:
    label = read_label(text)[0]
    return int(label) if label and label.isdigit() else None


def _of_list(lines: Sequence[ListLine], texts: Sequence[str], labels: Sequence[int | None]) -> list[str]:
    """Return what the list is like: numbered, indented, parted by blank lines, its lines wrapped or not."""
    count = max(len(lines), 1)
    first = [line for line in lines if line.begins_passage]
    labelled = sum(label is not None for label in labels) / count
    per_passage = len(lines) / max(len(first), 1)
    return [
        f"numbered {'most' if labelled > 0.6 else 'some' if labelled > 0.08 else 'none'}",
        f"hanging {sum(line.indent > 1 for line in lines) > 0.2 * count}",
        f"lines a passage {'one' if per_passage < 1.1 else 'some' if per_passage < 4 else 'many'}",
        f"wide {median(map(len, texts)) > 110 if texts else False}",
    ]


def _of_line(text: str, label: int | None) -> list[str]:
    start_of_body = read_label(text)[1]
    body = text[start_of_body:]
    lettered = _LETTER_BEFORE.search(text[:start_of_body])
    if _REPEATED.match(body):
        start = "repeated"
    elif _FAMILY_INITIALS.match(body):
        start = "family initials"
    elif _INITIALS_FAMILY.match(body):
        start = "initials family"
    elif _FAMILY_GIVEN.match(body):
        start = "family, given"
    else:
        start = "Aa" if body[:1].isupper() else "a" if body[:1].isalpha() else "0" if body[:1].isdigit() else body[:1]
    words: list[Word] = words_of(body[:60])
    features = [f"start {start}", f"label {'yes' if label is not None else 'lettered' if lettered else 'no'}"]
    features += [f"w{at} {word.text.lower()[:12]}" for at, word in enumerate(words[:2])]
    if words and is_given_name(words[0].text):
        features.append("given first")
    features.append(f"dated {bool(_DATED.search(body[:120]))}")
    features.append(f"years {min(len(_YEAR.findall(body)), 2)}")
    features.append(f"commas {min(body[:80].count(','), 4)}")
    features.append(f"initials {min(len(_INITIAL.findall(body[:80])), 4)}")
    features.append(f"address {'http' in body[:20] or body[:4].lower() == 'doi:'}")
    return features


def _layout(line: ListLine, before: ListLine | None, above: str, usual: int) -> list[str]:
    return [
        "passage" if line.begins_passage else f"cut {line.cut}" if line.cut else "inside",
        f"indent {min(line.indent, 6)}",
        f"indent change {0 if before is None else max(min(line.indent - before.indent, 3), -3)}",
        f"above ends {above[-1:] if not above[-1:].isalnum() else '0' if above[-1:].isdigit() else 'a'}",
        f"above ended {bool(_ENDED.search(above))}",
        f"above short {min(int(5 * len(above) / usual), 5)}",
        f"above address {above[-40:].startswith('http') or 'http' in above[-60:]}",
    ]


def _order(texts: Sequence[str], at: int) -> str:
    """Return whether a line stands in the order of the alphabet between lines that look like beginnings."""
    own = fold(texts[at][:12])[:4]
    above = [fold(text[:12])[:4] for text in texts[max(at - 6, 0) : at] if _FAMILY_INITIALS.match(text)][-1:]
    if not above or not own:
        return "none"
    return "same letter on" if own[:1] == above[0][:1] and own >= above[0] else "on" if own >= above[0] else "back"
