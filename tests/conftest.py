"""Fixtures that several parts of the tests share: real material that lies beside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.requirements import missing

ROOT = Path(__file__).resolve().parent.parent

# What a property costs is no property of it: the benchmarks measure time, on machines that do nothing else.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def shared_folder(name: str) -> Path:
    """Return ``shared/NAME`` beside the repository, or where the environment says; tests of it need it."""
    named = os.environ.get("KURILSEARCH_SEEDS") if name == "seeds" else None
    shared = Path(os.environ.get("KURILSEARCH_SHARED", ROOT.parent / "shared"))
    folder = Path(named) if named else shared / name
    if not folder.is_dir():
        missing(f"the real material is not here: {folder} (KURILSEARCH_SEEDS or KURILSEARCH_SHARED name it)")
    return folder


@pytest.fixture(scope="session")
def shared_seeds() -> Path:
    """The folder of the five real documents."""
    return shared_folder("seeds")


@pytest.fixture(scope="session")
def shared_gold() -> Path:
    """The folder of what is known about the five real documents."""
    return shared_folder("gold")


@pytest.fixture(scope="session")
def shared_cases() -> Path:
    """The folder of cases after public bug reports, with the programs that run them."""
    return shared_folder("cases")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of novels, OCR and test collections."""
    return shared_folder("data")
