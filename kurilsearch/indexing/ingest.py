"""One file on its way into the library: read, cleaned, segmented, tokenised and made ready for the store.

Runs in worker processes; nothing here raises, so that one bad file costs no other.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from kurilsearch.errors import ScanWithoutTextError, UnreadableSourceError
from kurilsearch.indexing.plan import content_hash
from kurilsearch.indexing.scan import SourceFile, failed_to_open
from kurilsearch.language.tokens import term_lists
from kurilsearch.model import ParsedDocument, SourceText
from kurilsearch.store import FailedSource, IngestedDocument, PassageRow
from kurilsearch.store.sqlite.coding import (
    compressed,
    encode_furniture,
    encode_pages,
    encode_runs,
    encode_section,
    pack,
)

_LINE_BREAK = re.compile(r"\r\n?|\n")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What all files of a run share.

    ``lexicon`` has the commoner words of the library, lower case, with a count: it decides whether a hyphen at a
    line's end belongs to the word. ``language`` is what the user says all sources are in; None to detect it. ``ocr``
    asks for the text of scans to be recognised.
    """

    lexicon: Mapping[str, int]
    language: str | None = None
    ocr: bool = False


def ingest_files(options: IngestOptions, sources: Sequence[SourceFile]) -> list[IngestedDocument | FailedSource]:
    """Return each of ``sources`` made ready, or why it could not be, in order."""
    return [ingest(options, source) for source in sources]


def ingest(options: IngestOptions, source: SourceFile) -> IngestedDocument | FailedSource:
    """Return one source made ready for the store, or why it could not be."""
    file, state = source.file, (source.size, source.mtime_ns)
    try:
        return _ingest(options, source)
    except UnreadableSourceError as error:
        if isinstance(error.__cause__, OSError):  # may pass without a change of the file: try each time
            return FailedSource(file, error.message, error.hint)
        return FailedSource(file, error.message, error.hint, *state)
    except OSError as error:
        return failed_to_open(file, error)
    except MemoryError:
        return FailedSource(file, "needs more memory than there is", "split it into smaller files", *state)
    except Exception as error:  # a fault of ours that one file brings out: it is named, and the others go on
        log.debug("fault while reading %s", file, exc_info=True)
        reason = f"could not be read because of a fault in kurilsearch ({type(error).__name__}: {error})"
        return FailedSource(file, reason, "report it, with the file if you may", *state)


def _ingest(options: IngestOptions, source: SourceFile) -> IngestedDocument:
    from kurilsearch.parse import parse_document

    path = Path(source.path)
    before = path.stat()
    text = _read(path, options)
    digest = content_hash(source.path)
    after = path.stat()
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        digest = b""  # being written to just now: the next run reads it again
    parsed = parse_document(text, options.lexicon)
    if options.language:
        parsed = replace(parsed, language=options.language)
    return ingested(parsed, source.file, before.st_size, before.st_mtime_ns, digest)


def _read(path: Path, options: IngestOptions) -> SourceText:
    """Read a file; where ``options.ocr`` asks for it, a scan without text is read as ``ocrmypdf`` recognises it."""
    from kurilsearch.read import read_source

    try:
        return read_source(path)
    except ScanWithoutTextError:
        if not options.ocr:
            raise
    from kurilsearch.programs.ocrmypdf import tesseract_languages, with_text
    from kurilsearch.read.pdf.reader import read_pdf

    return read_pdf(with_text(path, languages=tesseract_languages(options.language)))


def ingested(parsed: ParsedDocument, file: str, size: int, mtime_ns: int, sha256: bytes) -> IngestedDocument:
    """Return a parsed document in the form in which the store takes it."""
    from kurilsearch.describe import guess_item

    rows, words, word_counts = _passage_rows(parsed)
    return IngestedDocument(
        file=file,
        size=size,
        mtime_ns=mtime_ns,
        sha256=sha256,
        format=parsed.source.format,
        encoding=parsed.source.encoding,
        language=parsed.language,
        chars=len(parsed.source.text),
        own=parsed.source.item,
        guess=guess_item(parsed),
        pages=encode_pages(parsed.pages),
        furniture=encode_furniture(parsed.furniture),
        layout=parsed.source.layout.encode() if parsed.source.layout else None,
        source=compressed(parsed.source.text),
        rows=rows,
        words=words,
        word_counts=word_counts,
        terms=sum(text.count(" ") + 1 for text in words if text),
    )


def _passage_rows(
    parsed: ParsedDocument,
) -> tuple[list[PassageRow], list[str], Counter[str]]:
    """Return the passages as rows, the words of each, and in how many each word stands."""
    breaks = _line_breaks(parsed.source.text)
    has_lines = parsed.source.blocks is None  # else the text is the reader's own writing, not the file's
    rows: list[PassageRow] = []
    all_words: list[str] = []
    word_counts: Counter[str] = Counter()
    first = 0
    for passage in parsed.passages:
        start, end = passage.char_start, passage.char_end
        # passages come in order of their beginnings, save the few that a page break has put out of it
        first = bisect_left(breaks, start, first if first and breaks[first - 1] < start else 0)
        last = bisect_left(breaks, end, first)
        inside = pack([offset - start for offset in breaks[first:last]]) if last > first else None
        stems, words = term_lists(passage.text, parsed.language)
        word_counts.update(set(words))
        all_words.append(" ".join(words))
        section, runs = encode_section(passage.section), encode_runs(passage)
        kind = passage.kind.value
        terms = " ".join(stems)
        row = (
            kind,
            section,
            passage.paragraph,
            first + 1 if has_lines else 0,
            inside,
            start,
            end,
            runs,
            passage.text,
            terms,
        )
        rows.append((*row, passage.speaker, passage.time))
    return rows, all_words, word_counts


def _line_breaks(text: str) -> list[int]:
    """Return the offset of the last character of each line break."""
    if "\r" in text:
        return [match.end() - 1 for match in _LINE_BREAK.finditer(text)]
    return list(accumulate(map((1).__add__, map(len, text.split("\n"))), initial=-1))[1:-1]
