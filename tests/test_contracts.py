"""The contracts of imports: what is installed beside Python is named in one of them, and none is left out."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import grimp

ROOT = Path(__file__).resolve().parent.parent


def contracts(kind: str) -> list[dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [each for each in settings["tool"]["importlinter"]["contracts"] if each["type"] == kind]


def test_every_package_of_others_has_a_contract_that_says_who_may_import_it() -> None:
    graph = grimp.build_graph("kurilsearch", include_external_packages=True)
    packages = {module.partition(".")[0] for module in graph.modules} - {"kurilsearch"} - sys.stdlib_module_names
    protected = {module for contract in contracts("protected") for module in contract["protected_modules"]}
    assert packages <= protected
    assert {"sqlite3", "subprocess", "ctypes"} <= protected


def test_the_layers_are_exhaustive() -> None:
    (layers,) = contracts("layers")
    assert layers["exhaustive"] is True
    assert "exhaustive_ignores" not in layers
