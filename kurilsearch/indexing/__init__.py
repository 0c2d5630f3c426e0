"""Indexing: which files changed, reading them in worker processes, writing store and engine."""

from kurilsearch.indexing.derive import catch_up, rebuild_engine
from kurilsearch.indexing.lock import write_lock
from kurilsearch.indexing.plan import count_stale
from kurilsearch.indexing.report import IndexReport, Progress
from kurilsearch.indexing.run import redescribe, run_index
from kurilsearch.indexing.scan import Scan, SourceFile, find_bibliographies, scan

__all__ = [
    "IndexReport",
    "Progress",
    "Scan",
    "SourceFile",
    "catch_up",
    "count_stale",
    "find_bibliographies",
    "rebuild_engine",
    "redescribe",
    "run_index",
    "scan",
    "write_lock",
]
