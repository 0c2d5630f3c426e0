"""Modules of Python's own that others import at their head and seldom ask anything."""

from __future__ import annotations

import sys
from importlib.util import find_spec, module_from_spec
from threading import RLock
from types import ModuleType
from typing import Any

LATE = ("inspect", "ipaddress")
"""``dataclasses`` imports the first, and asks it only for classes without a docstring; ``urllib.parse``, which
``pathlib`` imports, the second, and asks it only for addresses in brackets."""

_lock = RLock()


class LateModule(ModuleType):
    """A module that is run when it is first asked for anything but its name.

    ``importlib.util.LazyLoader`` does not serve: its modules are run as soon as they are imported a second time.
    """

    def __getattr__(self, name: str) -> Any:
        """Run the module, once, and ask it."""
        with _lock:
            spec = vars(self)["__spec__"]
            if isinstance(self, LateModule) and spec.loader_state is None:
                spec.loader_state = "running"
                spec.loader.exec_module(self)
                self.__class__ = ModuleType  # type: ignore[assignment]
        try:
            return vars(self)[name]
        except KeyError:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}") from None


def import_late(names: tuple[str, ...] = LATE) -> None:
    """Let these modules, where nobody has imported them yet, be run when they are first used."""
    for name in names:
        if name not in sys.modules and (spec := find_spec(name)):
            module = module_from_spec(spec)
            module.__class__ = LateModule
            sys.modules[name] = module
