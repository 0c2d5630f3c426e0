"""Quotations with their truth: what is drawn from a source, what is done to it, and what a right answer says."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.benchmarks.drafts.sources import Source, SourceParagraph, drawn_from
from tests.benchmarks.misquotes import lies, truths
from tests.benchmarks.misquotes.damage import MEANING_WORDS, Damaged, shelled
from tests.benchmarks.misquotes.draw import DrawnSpan, SourceWord, draw_length
from tests.benchmarks.misquotes.lies import Lies, telling
from tests.benchmarks.misquotes.material import Material

SHORTEST, LONGEST = 8, 45
_TRIES = 3000

_TRUE = frozenset(("verbatim",))
_TRUE_OF_SCAN = frozenset(("verbatim", "doubtful"))
_ALLOWED = frozenset(("allowed", "verbatim"))
_ALTERED = frozenset(("altered",))
_DISTORTING = frozenset(("distorting",))
_LIMITING = re.compile(
    r"(?:but|unless|except|though|although|if|save|only|provided|however|nor|not|never|no|without|hardly|scarcely|"
    r"until|till|yet|were|far|neither|nothing|none|rather|cannot|\w+n[’']t)\b", re.IGNORECASE
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TrueQuotation:
    """A quotation as it is to stand in a draft, its kind, the text verdicts that are right, and where it comes from.

    ``pages`` are the first and last page of the words in their source, None where it has none.
    """

    kind: str
    text: str
    verdicts: frozenset[str]
    source: Source
    pages: tuple[int, int] | None = None
    remark: str = ""
    """What the draft says of it beside its citation: ``my translation``."""

    @property
    def is_lie(self) -> bool:
        """Tell whether it must not be called verbatim or allowed."""
        return not self.verdicts & {"verbatim", "allowed"}


Maker = Callable[[random.Random, "Stock"], TrueQuotation | None]


@dataclass(frozen=True, slots=True)
class Stock:
    """What quotations are made of; ``left_out`` is a work that is not in the library."""

    sources: Sequence[Source]
    left_out: Source
    material: Material

    def source(self, chance: random.Random, dress: str | None = None) -> Source:
        """Return one of the sources, set in a certain way."""
        return chance.choice([source for source in self.sources if dress in (None, source.dress)])


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Words of a source in a row, in the paragraph from ``first`` on."""

    source: Source
    paragraph: SourceParagraph
    first: int
    words: tuple[str, ...]

    @property
    def before(self) -> Sequence[str]:
        return self.paragraph.words[max(self.first - 2, 0) : self.first]

    @property
    def after(self) -> Sequence[str]:
        end = self.first + len(self.words)
        return self.paragraph.words[end : end + 3]

    @property
    def pages(self) -> tuple[int, int] | None:
        pages = self.paragraph.pages[self.first : self.first + len(self.words)]
        return (pages[0], pages[-1]) if pages else None

    @property
    def span(self) -> DrawnSpan:
        words = list(self.words)
        words[0], words[-1] = words[0].lstrip("“‘\"'([—-_"), words[-1].rstrip("”’\"')].,;:!?—-_")
        return DrawnSpan(self.source.file, "en", tuple(SourceWord(word, 0, 0) for word in words))


def _draw(chance: random.Random, stock: Stock, dress: str | None = None, *, calm: bool = True) -> Iterator[_Drawn]:
    """Yield drawn words in turn; ``calm`` ones have no word before and after them that would take them back."""
    for _ in range(_TRIES):
        source = stock.source(chance, dress)
        length = draw_length(chance, SHORTEST, LONGEST)
        paragraph, first = next(drawn_from(source, chance, length))
        drawn = _Drawn(source, paragraph, first, paragraph.words[first : first + length])
        text = " ".join(drawn.words)
        if re.search(r"[“”\"„«»\[\]_*|<>\\{}$#~^@=/†‡`]", text) or not re.search(r"^\w.*\w[.,;:!?]?$", text):
            continue
        if drawn.paragraph.words[first + length - 1][-1:] in "’'-—" or len(set(drawn.words)) < 6:
            continue
        if calm and _takes_back([*drawn.before, *drawn.after]):
            continue
        yield drawn


def _made(kind: str, drawn: _Drawn, text: str, verdicts: frozenset[str]) -> TrueQuotation:
    return TrueQuotation(kind, text, verdicts, drawn.source, drawn.pages)


def _verbatim(kind: str, dress: str, stands: Callable[[_Drawn], bool]) -> Maker:
    verdicts = _TRUE_OF_SCAN if dress == "scan" else _TRUE

    def make(chance: random.Random, stock: Stock) -> TrueQuotation | None:
        for drawn in _draw(chance, stock, dress):
            if stands(drawn):
                return _made(kind, drawn, drawn.span.text, verdicts)
        return None

    return make


def _over_page(drawn: _Drawn) -> bool:
    pages = drawn.paragraph.pages[drawn.first : drawn.first + len(drawn.words)]
    return pages[1] != pages[-2]


def _over_note(drawn: _Drawn) -> bool:
    return any(drawn.first <= at < drawn.first + len(drawn.words) - 1 for at in drawn.paragraph.noted)


def _allowed(chance: random.Random, stock: Stock) -> TrueQuotation | None:
    for drawn in _draw(chance, stock, chance.choice(("markdown", "pages"))):
        changed = truths.take_licence(chance, drawn.span, stock.material)
        if changed is not None and not (changed.left_out and _denies(drawn.words)):
            return _made("allowed", drawn, changed.text, _ALLOWED)
    return None


def _takes_back(words: Iterable[str]) -> bool:
    """Tell whether one of these words denies or limits what stands beside it."""
    return any(_LIMITING.match(shelled(word).core) for word in words)


def _denies(words: Sequence[str]) -> bool:
    return _takes_back(words) or any(shelled(word).core.lower() in MEANING_WORDS for word in words)


def _lie(kind: str, told: Lies, verdicts: frozenset[str] = _ALTERED) -> Maker:
    change = telling(told, at_edge=False)

    def make(chance: random.Random, stock: Stock) -> TrueQuotation | None:
        for drawn in _draw(chance, stock):
            changed: Damaged | None = change(chance, drawn.span, stock.material)
            if changed is not None and "  " not in changed.text:
                return _made(kind, drawn, changed.text, verdicts)
        return None

    return make


def _omission(chance: random.Random, stock: Stock) -> TrueQuotation | None:
    """Let an ellipsis hide a negation."""
    for drawn in _draw(chance, stock):
        words = [word.text for word in drawn.span.words]
        places = [at for at in range(4, len(words) - 5) if words[at] in ("not", "never")]
        if places:
            at = chance.choice(places)
            kept = [*words[: at - 1], chance.choice(("…", "...", "[…]", ". . .")), *words[at + 1 :]]
            return _made("omission", drawn, " ".join(kept), _DISTORTING)
    return None


def _cut_front(chance: random.Random, stock: Stock) -> TrueQuotation | None:
    for drawn in _draw(chance, stock, calm=False):
        if drawn.before and drawn.before[-1] in ("not", "never") and not _takes_back(drawn.after):
            return _made("cut_front", drawn, drawn.span.text, _DISTORTING)
    return None


def _cut_short(chance: random.Random, stock: Stock) -> TrueQuotation | None:
    for drawn in _draw(chance, stock, calm=False):
        ends = drawn.words[-1][-1:] == "," or drawn.words[-1][-1:].isalnum()
        if ends and drawn.after[:1] in (("unless",), ("except",), ("but",)) and not _takes_back(drawn.before):
            return _made("cut_short", drawn, drawn.span.text, _DISTORTING)
    return None


def _spliced(chance: random.Random, stock: Stock) -> TrueQuotation | None:
    """Join words of two works as if they stood in one."""
    draws = _draw(chance, stock)
    for one in draws:
        other = next(draws)
        if one.source != other.source and min(len(one.words), len(other.words)) > 9:
            join = chance.choice((" … ", " ", " … "))
            return _made("spliced", one, f"{one.span.text.rstrip()}{join}{other.span.text}", _DISTORTING)
    return None


def _scattered(chance: random.Random, stock: Stock) -> TrueQuotation | None:
    """Join words that stand far apart in one work, or in another order, with an ellipsis."""
    for one in _draw(chance, stock):
        if len(one.words) < 10:
            continue
        paragraphs = [each for each in one.source.paragraphs if len(each.words) > 30 and each is not one.paragraph]
        far = chance.choice(paragraphs)
        ordered = one.source.paragraphs.index
        if abs(ordered(far) - ordered(one.paragraph)) < 40:
            continue
        words = far.words[3:18]
        text = " ".join(words).strip("“”‘’\"' .,;:!?—")
        if re.search(r"[“”\"\[\]_*|<>\\]", text):
            continue
        return _made("scattered", one, f"{one.span.text} … {text}", _DISTORTING)
    return None


def _invented(chance: random.Random, stock: Stock) -> TrueQuotation | None:
    """Take words that stand in no source and give them to one of them."""
    for drawn in _draw(chance, Stock([stock.left_out], stock.left_out, stock.material)):
        if len(drawn.words) >= 10:
            return TrueQuotation("invented", drawn.span.text, frozenset(("not_found",)), stock.source(chance, "pages"))
    return None


_TRANSLATIONS = (
    "the old house by the weir had been empty since the winter before last, and {} would not hear of letting it",
    "whoever came late to the table of the {}s had to be content with what the children had left upon the plates",
    "in the evening the {} sisters used to walk along the quay and count the lamps that nobody had lit as yet",
    "there was never a market day on which old {} did not sell the same grey horse to a stranger once again",
)
"""What no English source has: words of our own, given as the translation of a source."""


def _translated(chance: random.Random, stock: Stock) -> TrueQuotation | None:
    """Give words of our own as the writer's translation of a source: they cannot be checked."""
    name = chance.choice(("Aldous", "Perrin", "Castell", "Ibbot", "Larkham", "Ostrey", "Quint", "Rudyard", "Selby"))
    text = chance.choice(_TRANSLATIONS).format(name)
    verdicts = frozenset(("cannot_check",))
    return TrueQuotation("translated", text, verdicts, stock.source(chance), remark="my translation")


KINDS: dict[str, tuple[int, Maker]] = {
    "verbatim": (8, _verbatim("verbatim", "markdown", lambda _: True)),
    "over a page": (6, _verbatim("over a page", "pages", _over_page)),
    "over a note": (4, _verbatim("over a note", "pages", _over_note)),
    "scanned": (6, _verbatim("scanned", "scan", lambda _: True)),
    "allowed": (6, _allowed),
    "number": (3, _lie("number", lies.other_number)),
    "negation": (3, _lie("negation", lies.other_negation)),
    "name": (3, _lie("name", lies.other_name)),
    "quantifier": (3, _lie("quantifier", lies.other_quantifier)),
    "look-alike": (2, _lie("look-alike", lies.look_alike, frozenset(("altered", "doubtful")))),
    "omission": (2, _omission),
    "cut front": (2, _cut_front),
    "cut short": (2, _cut_short),
    "spliced": (2, _spliced),
    "scattered": (2, _scattered),
    "invented": (3, _invented),
    "translated": (1, _translated),
}
"""Each kind with its weight: how often it is drawn beside the others."""


def make_quotations(stock: Stock, count: int, chance: random.Random) -> list[TrueQuotation]:
    """Return so many quotations of all kinds, none twice, in no order. SystemExit where a kind cannot be drawn."""
    weights = sum(weight for weight, _ in KINDS.values())
    made: list[TrueQuotation] = []
    seen: set[str] = set()
    for kind, (weight, maker) in KINDS.items():
        for _ in range(max(1, round(count * weight / weights))):
            quotation = maker(chance, stock)
            if quotation is None:
                raise SystemExit(f"the sources hold nothing of which to make a quotation of the kind {kind!r}")
            if quotation.text not in seen:
                seen.add(quotation.text)
                made.append(quotation)
    chance.shuffle(made)
    return made
