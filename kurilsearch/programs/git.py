"""git, for one question: what a file was at an earlier revision."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from kurilsearch.errors import UsageError

_TIME_LIMIT = 30.0


def file_at_revision(path: Path, revision: str) -> bytes | None:
    """Return the content of a file at a revision of the git repository that it lies in; None where it was not there.

    Raises UsageError where git is not installed, the file lies in no repository, or there is no such revision.
    """
    git = shutil.which("git")
    if git is None:
        raise UsageError("git is not installed", "Install it, or leave out --changed-since")
    folder = path.resolve().parent
    if revision.startswith("-") or not _succeeds(git, folder, "rev-parse", "--verify", "-q", f"{revision}^{{commit}}"):
        if not _succeeds(git, folder, "rev-parse", "--git-dir"):
            raise UsageError(f"{path} lies in no git repository", "Leave out --changed-since")
        raise UsageError(f"git knows no revision {revision}", "`git log` lists them")
    done = _run(git, folder, "show", f"{revision}:./{path.resolve().name}")
    return done.stdout if done.returncode == 0 else None


def _succeeds(git: str, folder: Path, *arguments: str) -> bool:
    return _run(git, folder, *arguments).returncode == 0


def _run(git: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [git, *arguments],
            cwd=folder,
            capture_output=True,
            timeout=_TIME_LIMIT,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"git did not answer within {_TIME_LIMIT:g} seconds", "Try again") from error
