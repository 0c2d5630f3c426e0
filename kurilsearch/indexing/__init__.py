"""Indexing: which files changed, reading them in worker processes, writing store and engine."""

from kurilsearch.indexing.lock import write_lock
from kurilsearch.indexing.report import IndexReport, Progress
from kurilsearch.indexing.run import catch_up, redescribe, run_index
from kurilsearch.indexing.scan import Scan, SourceFile, scan

__all__ = [
    "IndexReport",
    "Progress",
    "Scan",
    "SourceFile",
    "catch_up",
    "redescribe",
    "run_index",
    "scan",
    "write_lock",
]
