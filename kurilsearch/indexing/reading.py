"""The reading of a run's files in worker processes: which go together, in which order, with what limits."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

from kurilsearch.indexing.ingest import IngestOptions, ingest_files
from kurilsearch.indexing.scan import SourceFile
from kurilsearch.indexing.workers import Caller, WorkerDiedError, can_start_workers, cores
from kurilsearch.read import reads_as_text
from kurilsearch.store import FailedSource, PreparedDocument

POOL_BYTES = 2_000_000
"""Less than this is read in this process, faster than others would start."""

TEXT_ENDINGS = (".txt", ".text", ".asc", ".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")
"""Files of these names are text, which takes no library to read that might hang or crash."""

CHUNK_BYTES = 256_000
"""Small files are handed to a worker together, up to this size ..."""

OTHER_WEIGHT = 8
"""A byte of a PDF, an archive or a page takes about so much longer to read than one of text."""

CHUNK_FILES = 64
"""... and this number."""

FLIGHT_BYTES = 4_000_000
"""What workers may be ahead of the writing: bounds the memory."""

READ_SECONDS = 60.0
"""Reading one file, or a chunk of small ones, may take so long ..."""

READ_SECONDS_PER_MEGABYTE = 10.0
"""... and so much longer for each megabyte; then it is given up, and the others go on."""

OCR_SECONDS = 3600.0
"""How much longer reading may take where scans are recognised; ocrmypdf has a limit of its own."""

READ_MEMORY = 4 << 30
"""Bytes of memory that a worker process may take."""


def useful_processes(files: Sequence[SourceFile]) -> int:
    """Return how many processes are worth their start: as many as there are cores or chunks, none for a little text.

    A file that is more than text is never read in this process: it may hang it, or end it.
    """
    if not can_start_workers():
        return 0
    size = size_of(files)
    others = sum(not (is_named_text(file) and (size > POOL_BYTES or reads_as_text(Path(file.path)))) for file in files)
    if size < POOL_BYTES and not others:
        return 0
    return min(cores(), max(1, size // (POOL_BYTES // 2), others), len(files))


def is_named_text(file: SourceFile) -> bool:
    """Tell by its name whether a file is text."""
    return file.path.lower().endswith(TEXT_ENDINGS)


def chunks_of(files: Sequence[SourceFile]) -> Iterator[list[SourceFile]]:
    """Group files that follow each other, small ones together."""
    chunk: list[SourceFile] = []
    size = 0
    for source in files:
        weight = source.size if is_named_text(source) else OTHER_WEIGHT * source.size
        if chunk and (size + weight > CHUNK_BYTES or len(chunk) == CHUNK_FILES):
            yield chunk
            chunk, size = [], 0
        chunk.append(source)
        size += weight
    if chunk:
        yield chunk


def read_in_order(
    caller: Caller[IngestOptions], chunks: Iterable[list[SourceFile]], more_seconds: float
) -> Iterator[tuple[SourceFile, PreparedDocument | FailedSource]]:
    """Read the files of ``chunks`` and return the results in their order, so that each run gives the same library.

    Calls run ahead of what is taken by FLIGHT_BYTES. ``more_seconds`` are added to the time that each may take.
    """
    waiting = deque(chunks)
    flying: deque[tuple[list[SourceFile], Future[list[PreparedDocument | FailedSource]]]] = deque()
    ahead = 0
    while waiting or flying:
        while waiting and (not flying or ahead < FLIGHT_BYTES):
            chunk = waiting.popleft()
            flying.append((chunk, caller.submit(_seconds_for(chunk) + more_seconds, ingest_files, chunk)))
            ahead += size_of(chunk)
        chunk, future = flying.popleft()
        yield from zip(chunk, _survived(caller, chunk, future, more_seconds), strict=True)
        ahead -= size_of(chunk)


def _survived(
    caller: Caller[IngestOptions],
    chunk: list[SourceFile],
    future: Future[list[PreparedDocument | FailedSource]],
    more_seconds: float,
) -> list[PreparedDocument | FailedSource]:
    """Return what came of a chunk. Where its process died, its files are read singly to find the one that did it."""
    try:
        return future.result()
    except WorkerDiedError as death:
        if len(chunk) > 1:
            alone = [[source] for source in chunk]
            calls = ((one, caller.submit(_seconds_for(one) + more_seconds, ingest_files, one)) for one in alone)
            return [_survived(caller, one, call, more_seconds)[0] for one, call in calls]
        source = chunk[0]
        if death.timed_out:
            reason = f"could not be read within {_seconds_for(chunk) + more_seconds:.0f} seconds"
            hint = "it may be damaged; `kurilsearch index --retry` tries again"
            return [FailedSource(source.file, reason, hint, source.state)]
        if death.grown:
            hint = "split it into smaller files"
            return [FailedSource(source.file, "needs more memory than there is", hint, source.state)]
        reason = f"ended the process that read it ({_status(death.returncode)})"
        hint = "it may need more memory than there is; `kurilsearch index --retry` tries again"
        return [FailedSource(source.file, reason, hint, source.state)]


def _seconds_for(chunk: list[SourceFile]) -> float:
    """Return how long reading these files may take."""
    return READ_SECONDS + READ_SECONDS_PER_MEGABYTE * size_of(chunk) / 1_000_000


def _status(returncode: int) -> str:
    return f"signal {-returncode}" if returncode < 0 else f"exit status {returncode}"


def size_of(chunk: Iterable[SourceFile]) -> int:
    """Add up the bytes of files."""
    return sum(source.size for source in chunk)
