"""One file on its way into the library: read, cleaned, segmented, tokenised and made ready for the store.

Runs in worker processes; nothing here raises, so that one bad file costs no other.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from kurilsearch.errors import ScanWithoutTextError, UnreadableSourceError
from kurilsearch.indexing.plan import content_hash
from kurilsearch.indexing.scan import SourceFile, failed_to_open, file_state
from kurilsearch.language.tokens import index_terms_of
from kurilsearch.model import ParsedDocument, Passage, SourceText
from kurilsearch.store import FailedSource, FileState, IngestedDocument, IngestedPassage, PreparedDocument
from kurilsearch.store.identity import MOST_PASSAGES, document_id

TOGETHER_CHARS = 100_000
"""Characters of passages that are tokenised together."""

_ANY_PAGE = "# Of Ferries\n\nAda Sund\n\nThe ferry is late, and\nnobody says why.\n"

_LINE_BREAK = re.compile(r"\r\n?|\n")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What all files of a run share.

    ``lexicon`` has the commoner words of the library, lower case, with a count: it decides whether a hyphen at a
    line's end belongs to the word. ``prepare`` makes a document ready for the store. ``language`` is what the user says
    all sources are in; None to detect it. ``ocr`` asks for the text of scans to be recognised.
    """

    lexicon: Mapping[str, int]
    prepare: Callable[[IngestedDocument], PreparedDocument]
    language: str | None = None
    ocr: bool = False


def load_what_reads(options: IngestOptions) -> None:
    """Load modules, patterns and models by reading a page, so that a new process does it before there are files."""
    from kurilsearch.parse import parse_document

    text = SourceText(_ANY_PAGE, "md", "utf-8")
    options.prepare(ingested(parse_document(text, options.lexicon), "", FileState(0, 0, 0, 0), b""))


def ingest_files(options: IngestOptions, sources: Sequence[SourceFile]) -> list[PreparedDocument | FailedSource]:
    """Return each of ``sources`` made ready, or why it could not be, in order."""
    return [ingest(options, source) for source in sources]


def ingest(options: IngestOptions, source: SourceFile) -> PreparedDocument | FailedSource:
    """Return one source made ready for the store, or why it could not be."""
    file, state = source.file, source.state
    try:
        return options.prepare(_ingest(options, source))
    except UnreadableSourceError as error:
        if isinstance(error.__cause__, OSError):  # may pass without a change of the file: try each time
            return FailedSource(file, error.message, error.hint)
        return FailedSource(file, error.message, error.hint, state)
    except OSError as error:
        return failed_to_open(file, error)
    except MemoryError:
        return FailedSource(file, "needs more memory than there is", "split it into smaller files", state)
    except Exception as error:  # a fault of ours that one file brings out: it is named, and the others go on
        log.debug("fault while reading %s", file, exc_info=True)
        reason = f"could not be read because of a fault in kurilsearch ({type(error).__name__}: {error})"
        return FailedSource(file, reason, "report it, with the file if you may", state)


def _ingest(options: IngestOptions, source: SourceFile) -> IngestedDocument:
    from kurilsearch.parse import parse_document

    path = Path(source.path)
    before = file_state(path.stat())
    text = _read(path, options)
    digest = content_hash(source.path)
    if before != file_state(path.stat()):
        digest = b""  # being written to just now: the next run reads it again
    parsed = parse_document(text, options.lexicon)
    if options.language:
        parsed = parsed._replace(language=options.language)
    return ingested(parsed, source.file, before, digest)


def _read(path: Path, options: IngestOptions) -> SourceText:
    """Read a file; where ``options.ocr`` asks for it, a scan without text is read as ``ocrmypdf`` recognises it."""
    from kurilsearch.read import read_source

    try:
        return read_source(path)
    except ScanWithoutTextError:
        if not options.ocr:
            raise
    from kurilsearch.programs.ocrmypdf import tesseract_languages, with_text
    from kurilsearch.read.pdf.document import read_pdf

    return read_pdf(with_text(path, languages=tesseract_languages(options.language)))


def ingested(parsed: ParsedDocument, file: str, state: FileState, sha256: bytes) -> IngestedDocument:
    """Return a parsed document as stores take it, its passages tokenised. Raises UnreadableSourceError for too many."""
    from kurilsearch.witnesses.guess import guess_work

    if len(parsed.passages) > MOST_PASSAGES:
        raise UnreadableSourceError(f"holds more than {MOST_PASSAGES:,} passages", "split it into several files")
    source = parsed.source
    passages, word_counts = _passages(parsed)
    return IngestedDocument(
        id=document_id(file, parsed.passages),
        file=file,
        state=state,
        sha256=sha256,
        format=source.format,
        encoding=source.encoding,
        language=parsed.language,
        text=source.text,
        own={name: value for name, value in source.item.items() if name not in source.doubted},
        guess=guess_work(parsed, file),
        pages=parsed.pages,
        furniture=parsed.furniture,
        layout=source.layout,
        passages=passages,
        word_counts=dict(word_counts),
    )


def _passages(parsed: ParsedDocument) -> tuple[tuple[IngestedPassage, ...], Counter[str]]:
    """Return the passages with their lines and terms, and in how many each word stands."""
    breaks = _line_breaks(parsed.source.text)
    has_lines = parsed.source.blocks is None  # else the text is the reader's own writing, not the file's
    found: list[IngestedPassage] = []
    word_counts: Counter[str] = Counter()
    first = 0
    for passages in _together(parsed.passages):
        terms = index_terms_of([passage.text for passage in passages], parsed.language)
        word_counts.update(terms.word_counts)
        for passage, stems, words in zip(passages, terms.stems, terms.words, strict=True):
            start, end = passage.char_start, passage.char_end
            # passages come in order of their beginnings, save the few that a page break has put out of it
            first = bisect_left(breaks, start, first if first and breaks[first - 1] < start else 0)
            last = bisect_left(breaks, end, first)
            lines = first + 1 if has_lines else None
            found.append(IngestedPassage(passage, lines, tuple(breaks[first:last]), stems, words))
    return tuple(found), word_counts


def _together(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    """Group passages that follow each other, so that each group has some TOGETHER_CHARS characters."""
    group: list[Passage] = []
    size = 0
    for passage in passages:
        group.append(passage)
        size += len(passage.text)
        if size >= TOGETHER_CHARS:
            yield group
            group, size = [], 0
    if group:
        yield group


def _line_breaks(text: str) -> list[int]:
    """Return the offset of the last character of each line break."""
    if "\r" in text:
        return [match.end() - 1 for match in _LINE_BREAK.finditer(text)]
    return list(accumulate(map((1).__add__, map(len, text.split("\n"))), initial=-1))[1:-1]
