"""The page's script: its types, which its comments name, are checked, and nobody else's script is in it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kurilsearch.web.pages import STATIC
from tests.requirements import needs

TSC = shutil.which("tsc")
OPTIONS = ("--allowJs", "--checkJs", "--noEmit", "--strict", "--noUnusedLocals", "--noImplicitReturns")
LANGUAGE = ("--target", "es2022", "--module", "es2022", "--moduleResolution", "node")

MODULES = sorted(STATIC.glob("*.js"))


def check_types(module: Path) -> subprocess.CompletedProcess[str]:
    assert TSC
    return subprocess.run([TSC, *OPTIONS, *LANGUAGE, str(module)], capture_output=True, text=True, check=False)


@pytest.mark.slow
@needs(TSC is not None, "The TypeScript compiler is not installed")
def test_the_types_that_the_comments_name_hold() -> None:
    assert check_types(STATIC / "main.js").stdout == ""


@pytest.mark.slow
@needs(TSC is not None, "The TypeScript compiler is not installed")
def test_a_wrong_type_is_found(tmp_path: Path) -> None:
    for module in MODULES:
        shutil.copy(module, tmp_path)
    with (tmp_path / "main.js").open("a", encoding="utf-8") as script:
        script.write("bindKeys(7);\n")
    assert "Expected 0 arguments" in check_types(tmp_path / "main.js").stdout


def test_every_module_is_reached_from_the_first_and_from_nowhere_else() -> None:
    wanted, reached = [STATIC / "main.js"], set()
    while wanted:
        module = wanted.pop()
        if module in reached:
            continue
        reached.add(module)
        named = re.findall(r"""(?:from|import)\s*\(?["']([^"']+)["']""", module.read_text(encoding="utf-8"))
        assert all(each.startswith("./") for each in named), module
        wanted += [STATIC / each for each in named]
    assert reached == set(MODULES)
