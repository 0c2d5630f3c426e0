"""What is missing skips tests on a person's machine, and fails them in CI."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import requirements
from tests.conftest import shared_folder

pytest_plugins = ["pytester"]

TESTS = """
from tests.requirements import missing, needs

@needs(False, "no herring")
def test_of_herring():
    assert False

@needs(True, "no salmon")
def test_of_salmon():
    pass

def test_of_kelp():
    missing("no kelp")
"""


@pytest.mark.parametrize(("ci", "outcomes"), [("", {"passed": 1, "skipped": 2}), ("true", {"passed": 1, "failed": 2})])
def test_what_is_missing_fails_in_ci_only(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, ci: str, outcomes: dict[str, int]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    pytester.makepyfile(TESTS)
    result = pytester.runpytest_subprocess("-rsf", "-p", "no:cacheprovider")
    result.assert_outcomes(**outcomes)
    result.stdout.fnmatch_lines(["*no kelp*"])


def test_shared_material_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KURILSEARCH_SEEDS", raising=False)
    monkeypatch.setenv("KURILSEARCH_SHARED", str(tmp_path))
    (tmp_path / "gold").mkdir()
    assert shared_folder("gold") == tmp_path / "gold"
    monkeypatch.setattr(requirements, "IN_CI", True)
    with pytest.raises(pytest.fail.Exception, match="the real material is not here"):
        shared_folder("seeds")
    monkeypatch.setattr(requirements, "IN_CI", False)
    with pytest.raises(pytest.skip.Exception, match="KURILSEARCH_SHARED"):
        shared_folder("seeds")
