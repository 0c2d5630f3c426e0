"""Whether a large library changed, as far as its folders tell: new, deleted and renamed files change their times.

A file that is changed in place changes no folder; only a walk (:mod:`kurilsearch.indexing.scan`) sees that. But a walk
through thousands of files takes longer than a search.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kurilsearch.indexing.scan import Scan

FEWEST_FILES = 1_000
"""A library of fewer files is walked through each time."""


def remembered_folders(found: Scan, sources: Sequence[Path], exclude_globs: Sequence[str]) -> str:
    """Return what :func:`are_unchanged` needs to know of a walk; nothing where it is to walk again."""
    has_folders_only = all(source.is_dir() for source in sources)
    if len(found.files) < FEWEST_FILES or found.failures or not has_folders_only or not all(found.folders.values()):
        return ""
    return json.dumps([_settings(sources, exclude_globs), dict(found.folders)])


def are_unchanged(remembered: str | None, root: Path, sources: Sequence[Path], exclude_globs: Sequence[str]) -> bool:
    """Tell whether the folders of the library in ``root`` are as they were, and the same sources are asked for."""
    if not remembered:
        return False
    settings, folders = json.loads(remembered)
    if settings != _settings(sources, exclude_globs):
        return False
    try:
        return all(os.stat(os.path.join(root, name)).st_mtime_ns == at for name, at in folders.items())  # noqa: PTH116, PTH118
    except OSError:
        return False


def _settings(sources: Sequence[Path], exclude_globs: Sequence[str]) -> list[list[str]]:
    return [[str(source) for source in sources], list(exclude_globs)]
