"""What an assistant can ask for: six questions over one library, each answered in plain text.

Every answer says what was not found, and none falls back to something else in silence. Words of sources stand in
``<source>`` elements alone; see :mod:`kurilsearch.assistant.answers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kurilsearch.assistant.answers import (
    cut,
    difference_lines,
    fitted,
    hit_block,
    named_work,
    place_of,
    source_element,
    work_of,
)
from kurilsearch.assistant.readiness import Readiness
from kurilsearch.difference import Verdict
from kurilsearch.errors import UsageError
from kurilsearch.hit import Hit
from kurilsearch.library.answers import lacking_line
from kurilsearch.library.excerpts import read_excerpt
from kurilsearch.library.handles import handle_of_passage, hits_at, is_handle, parse_handle, passages_at
from kurilsearch.library.library import Library
from kurilsearch.model import Document, StoredPassage
from kurilsearch.quotation_result import PieceProblem, QuotationResult

if TYPE_CHECKING:
    from kurilsearch.check.draft import QuotationsInDraft
    from kurilsearch.cite.hits import Source

MOST_HITS = 10
_NO_QUOTATION = "There is no quotation to be checked in this text: nothing in quotation marks, no block."
_VERDICTS = ("TRUE", "DOUBTFUL", "ALTERED", "NOT FOUND")
MOST_CHECKED = 60
"""Quotations of one text that are checked in one call."""

_SAID = {
    Verdict.FAITHFUL: "TRUE: the source has these words",
    Verdict.DOUBTFUL: "DOUBTFUL: it differs by what may be a misprint or a slip; look at the page",
    Verdict.ALTERED: "ALTERED: the source says something else",
}


@dataclass(frozen=True)
class Tools:
    """The questions that an assistant may ask of ``library``; ``readiness`` says whether it can answer yet.

    Each raises KurilsearchError where it cannot answer, and NotReadyError while the sources are first read.
    """

    library: Library
    readiness: Readiness

    def search(self, query: str, limit: int = 5) -> str:
        """Return the passages that answer a question or hold words, the best first."""
        self.readiness.check()
        result = self.library.search(query, limit=max(1, min(limit, MOST_HITS)))
        if not result.hits:
            near = f" Did you mean: {result.suggestion}" if result.suggestion else ""
            return "\n".join([f"Nothing was found for {query!r}.{near}", *result.notes])
        head = [f"{len(result.hits)} of {result.total} passages."]
        if result.loosened:
            head.append(f"Nothing matched as it was asked; loosened to: {result.loosened}")
        if result.partial_from is not None:
            head.append(lacking_line(result))
        head += result.notes
        return fitted(
            (f"{hit.rank}. {hit_block(hit)}" for hit in result.hits),
            head="\n".join(head),
            more="{} more are left out here: ask for fewer, or more precisely.",
        )

    def quote(self, words: str, style: str | None = None) -> str:
        """Return the exact words at a handle with their citation, or what becomes of a quotation in the sources."""
        self.readiness.check()
        if is_handle(words):
            return self._ready_to_paste(hits_at(self.library, words), style)
        result = self.library.find_quotation(words, limit=3, context=True)
        if not result.hits:
            return "\n\n".join(self._not_found(result))
        return fitted(
            (self._judged(hit) for hit in result.hits), head=_head(result), more="{} more places are left out here."
        )

    def _ready_to_paste(self, hits: list[Hit], style: str | None) -> str:
        """Return what a writer pastes, and whatever of its citation is a guess or could not be made."""
        blocks = []
        for hit, pasted in zip(hits, self.library.paste(hits, style), strict=True):
            lines = [source_element(pasted.text, ready="to paste word for word")]
            lines.append(f"Stands in: {work_of(hit)}; {place_of(hit)}")
            if hit.guessed:
                lines.append(f"Guessed from the first page, not known: {', '.join(hit.guessed)}")
            if pasted.problem:
                lines.append(f"Cannot be cited: {pasted.problem}")
            blocks.append("\n".join(lines))
        return fitted(
            blocks, more="{} more paragraphs of this range are left out here: quote them by their own handles."
        )

    def _judged(self, hit: Hit) -> str:
        assert hit.verdict is not None  # a quotation's hit has one
        return "\n".join([_SAID[hit.verdict], hit_block(hit), *difference_lines(hit)])

    def _not_found(self, result: QuotationResult) -> Iterator[str]:
        if result.problem is PieceProblem.SPLICED:
            yield "ALTERED: it joins words of several works."
        elif result.problem is PieceProblem.SCATTERED:
            yield "ALTERED: it joins words that stand far apart in the source, or in another order."
        elif result.problem is not None:
            yield "NOT FOUND as a whole: only a part of it stands in the sources."
        else:
            yield "NOT FOUND: no source of this library has these words, or words near them."
        for piece in result.pieces:
            if piece.hit is None:
                yield f"- stands nowhere: “{cut(piece.quoted, 100)}”"
            else:
                yield f"- stands: {hit_block(piece.hit, most=150)}"
        if not result.pieces and result.nearest:
            yield f"What comes nearest is something else:\n{hit_block(result.nearest[0], most=150)}"
        yield from result.notes

    def read(self, source: str, at: str | None = None) -> str:
        """Return passages in order: around a handle, or of a source from a place on."""
        self.readiness.check()
        if is_handle(source):
            document, touched = passages_at(self.library, parse_handle(source))
            every = self.library.passages(document.file)
            before = [stored for stored in every[: touched[0].position] if stored.passage.paragraph is not None]
            first = before[-1].position if before else 0
            passages = every[first : touched[-1].position + 3]
        else:
            excerpt = read_excerpt(self.library, source, at)
            document, passages = excerpt.document, list(excerpt.passages)
        return fitted(
            (_passage_block(stored) for stored in passages),
            head=f"{_named(document)} [{document.file}]",
            more="{} more passages follow: read on from the last handle above.",
        )

    def cite(self, of: str, style: str | None = None) -> str:
        """Return the citation of a handle, with its place, or of a source as a whole."""
        self.readiness.check()
        if is_handle(of):
            rendered = self.library.cite(hits_at(self.library, of)[:1], style)[0]
        else:
            rendered = self.library.cite_sources([of], style)[0]
        if rendered.problem:
            raise UsageError(f"It cannot be cited: {rendered.problem}")
        return source_element(rendered.text, citation=style or self.library.style)

    def check_text(self, text: str) -> str:
        """Return for every quotation in a text whether it is true, so that none goes unchecked in silence."""
        self.readiness.check()
        found = self.library.quotations_in(text)
        told = [each.words for each in found.quotations if not each.is_scare]
        checked = told[:MOST_CHECKED]
        answers = list(self.library.find_quotations(checked, limit=1))
        verdicts = [_summary(answer) for answer in answers]
        counts = {word: verdicts.count(word) for word in _VERDICTS if word in verdicts}
        summed = ", ".join(f"{number} {word}" for word, number in counts.items())
        head = " ".join([f"{len(told)} quotations: {summed}." if told else _NO_QUOTATION, *_unchecked(found, told)])
        order = sorted(zip(verdicts, checked, answers, strict=True), key=lambda each: each[0] == "TRUE")
        return fitted(
            (self._checked(verdict, quoted, answer) for verdict, quoted, answer in order),
            head=head,
            more="{} more are counted above and not told here, the true ones last: send the text in parts.",
        )

    def _checked(self, verdict: str, quoted: str, answer: QuotationResult) -> str:
        told = f"“{cut(quoted, 40)}”"
        if verdict == "TRUE":
            return f"TRUE {told} {hit_block(answer.hits[0], words='', most=10)}"
        if answer.hits:
            return f"{told}\n{self._judged(answer.hits[0])}"
        return "\n".join([told, *self._not_found(answer)])

    def sources(self, name: str | None = None) -> str:
        """Return the sources of the library, or what is known of one."""
        self.readiness.check()
        if name is None:
            return fitted(
                (f"- {_line_of(source)}" for source in self.library.sources()),
                head=f"{len(self.library.documents())} sources.",
                more="{} more are left out here: name one, or search.",
            )
        source = self.library.source(name)
        lines = [_line_of(source)]
        lines += [f"- {field}: {value}" for field, value in source.item.items() if isinstance(value, str | int)]
        if guessed := source.document.metadata.guessed:
            lines.append(f"Guessed from the first page, not known: {', '.join(sorted(guessed))}")
        return cut("\n".join(lines), 1500)


def _unchecked(found: QuotationsInDraft, told: Sequence[str]) -> Iterator[str]:
    """Yield what stands in marks and was not checked, so that nothing is left out in silence."""
    if len(told) > MOST_CHECKED:
        yield f"The last {len(told) - MOST_CHECKED} were NOT CHECKED: send them in another call."
    if few := len(found.quotations) - len(told):
        yield f"{few} of one to three words were NOT CHECKED: they are too short to be told from emphasis."
    if lone := len(found.unpaired):
        yield f"{lone} quotation marks have no mate; what they hold was NOT CHECKED: mend them and send it again."


def _summary(answer: QuotationResult) -> str:
    if answer.hits:
        return {Verdict.FAITHFUL: "TRUE", Verdict.DOUBTFUL: "DOUBTFUL"}.get(
            answer.hits[0].verdict or Verdict.ALTERED, "ALTERED"
        )
    spliced = answer.problem in (PieceProblem.SPLICED, PieceProblem.SCATTERED)
    return "ALTERED" if spliced else "NOT FOUND"


def _head(result: QuotationResult) -> str:
    claims = [claim.message for claim in result.claims]
    return "\n".join([*claims, *result.notes])


def _passage_block(stored: StoredPassage) -> str:
    passage = stored.passage
    return source_element(
        cut(passage.text, 900),
        handle=handle_of_passage(stored),
        kind=None if passage.kind.value == "body" else passage.kind.value,
        paragraph=None if passage.paragraph is None else str(passage.paragraph),
    )


def _line_of(source: Source) -> str:
    return f"{source.key}: {_named(source.document)} [{source.document.file}]"


def _named(document: Document) -> str:
    metadata = document.metadata
    known = named_work("; ".join(metadata.authors), metadata.title, metadata.year, metadata.guessed)
    return known or "author and title are not known"
