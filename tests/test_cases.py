"""The cases after public bug reports that lie beside the repository: what holds goes on holding.

``tests/golden/cases/NAME.txt`` lists the cases that must hold, by their ids. Others may fail until they are mended; one
that newly holds is reported as a warning, and ``KURILSEARCH_UPDATE_GOLDEN=1 python -m pytest tests/test_cases.py`` adds
it to the list. Nothing is ever taken off a list so: a case that no longer holds fails. Each folder is run once, by its
own runner, which on two idle cores takes some two minutes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).resolve().parent / "golden" / "cases"
PROGRAM = Path(sys.executable).parent / ("kurilsearch.exe" if os.name == "nt" else "kurilsearch")
RUNNERS = {"quoting": ("run_cases.py", "--jobs", "2"), "reading": ("run_reading.py",)}


@pytest.mark.slow
@pytest.mark.parametrize("name", RUNNERS)
def test_what_holds_goes_on_holding(name: str, shared_cases: Path, tmp_path: Path) -> None:
    results = run(shared_cases, name, tmp_path / "results.json")
    holding = [result["id"] for result in results if result["passed"]]
    golden = GOLDEN / f"{name}.txt"
    required = golden.read_text(encoding="utf-8").split()
    new = sorted(set(holding) - set(required))
    print(f"{name}: {len(holding)} of {len(results)} cases hold, {len(required)} must")
    if new and os.environ.get("KURILSEARCH_UPDATE_GOLDEN"):
        listed = [result["id"] for result in results if result["id"] in {*required, *holding}]
        golden.write_text("".join(f"{each}\n" for each in listed), encoding="utf-8", newline="\n")
    elif new:
        warnings.warn(f"{len(new)} more cases of {name} hold, not yet in {golden.name}: {', '.join(new)}", stacklevel=1)
    reasons = {result["id"]: result["reasons"] for result in results}
    assert not [each for each in required if each not in reasons], "listed, and no longer among the cases"
    assert not {each: reasons[each] for each in required if each not in holding}


def run(cases: Path, name: str, written: Path) -> list[dict[str, Any]]:
    """Run a folder of cases with the program of this environment, and return what came of each."""
    runner, *options = RUNNERS[name]
    command = [sys.executable, str(cases / runner), str(PROGRAM), str(cases / name), "--json", str(written), *options]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 1), done.stderr
    results = json.loads(written.read_text(encoding="utf-8"))
    cases_run: list[dict[str, Any]] = results["cases"] if isinstance(results, dict) else results
    return cases_run
