"""Programs that turn files of old or closed formats into others, where they are installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kurilsearch.errors import UnreadableSourceError

TIME_LIMIT = 50.0
"""Seconds after which a program is stopped: less than an index run gives to a file."""


def find_program(names: Sequence[str]) -> str | None:
    """Return the path of the first of these programs that is installed."""
    return next((found for name in names if (found := shutil.which(name))), None)


def convert(program: str, arguments: Sequence[str], path: Path, ending: str) -> bytes:
    """Return what ``program`` makes of a copy of the file at ``path``: the one file with ``ending`` that it writes.

    In ``arguments`` ``{in}`` stands for the copy, ``{out}`` for the file to write, ``{folder}`` for its empty folder.
    Raises UnreadableSourceError where it fails, writes nothing, or takes longer than TIME_LIMIT.
    """
    name = Path(program).stem
    with tempfile.TemporaryDirectory(prefix="kurilsearch-convert-") as made:
        folder = Path(made)
        copy, target = folder / f"source{path.suffix.lower()}", folder / f"source.out{ending}"
        shutil.copyfile(path, copy)
        places = {"{in}": str(copy), "{out}": str(target), "{folder}": str(folder)}
        filled = [_filled(argument, places) for argument in arguments]
        try:
            done = subprocess.run(
                [program, *filled], capture_output=True, timeout=TIME_LIMIT, check=False, stdin=subprocess.DEVNULL
            )
        except subprocess.TimeoutExpired as error:
            raise UnreadableSourceError(
                f"took {name} longer than {TIME_LIMIT:.0f} s to convert", f"Convert it yourself to {ending}"
            ) from error
        except OSError as error:
            raise UnreadableSourceError(f"needs {name}, which cannot be run: {error}", "Install it again") from error
        written = [target] if target.is_file() else [each for each in folder.glob(f"*{ending}") if each != copy]
        if done.returncode != 0 or not written:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            reason = said[-1] if said else f"exit code {done.returncode}"
            raise UnreadableSourceError(f"could not be converted by {name}: {reason}", f"Convert it to {ending}")
        return written[0].read_bytes()


def _filled(argument: str, places: dict[str, str]) -> str:
    for sign, place in places.items():
        argument = argument.replace(sign, place)
    return argument
