"""What an index run did, and how it says how far it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kurilsearch.store import FailedSource

Progress = Callable[[int, int, int, int, str], None]
"""Called with files done, files in all, bytes done, bytes in all, and the name of the file that was done last."""


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an index run found and did; all numbers but ``passages`` and ``seconds`` count files.

    ``failures`` are all files that could not be read, those of earlier runs that have not changed since included.
    ``skipped`` counts the files that no reader knows, by ending (without the dot, lower case; ``""`` for none).
    ``passages`` is what the library holds after the run.
    """

    added: int
    changed: int
    moved: int
    removed: int
    unchanged: int
    failures: tuple[FailedSource, ...]
    passages: int
    seconds: float
    skipped: Mapping[str, int] = field(default_factory=dict)
