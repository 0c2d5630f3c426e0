"""Trains Punkt on the user's own text, so that nothing needs to be downloaded."""

from __future__ import annotations

import sys
from collections.abc import MutableSequence
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from types import ModuleType
from typing import Any

from kurilsearch.language.punkt import PunktModel


def train_punkt(sample: str) -> str:
    """Return the parameters that Punkt learns from ``sample``, as the JSON that SentenceSplitter takes.

    Called once in an index run, on a sample of the sources: training takes about 4 seconds per MB.
    """
    trainer = _trainer_class()()
    trainer.train(sample, finalize=True)
    learned = trainer.get_params()
    return PunktModel(
        frozenset(learned.abbrev_types),
        frozenset(learned.collocations),
        frozenset(learned.sent_starters),
        {word: flags for word, flags in learned.ortho_context.items() if flags},
    ).to_json()


def _trainer_class() -> Any:
    """Import Punkt's trainer, and of NLTK no more than it needs: all that its packages bring takes three times as long.

    The packages that were not run are forgotten again, so that who wants NLTK for something else gets all of it.
    """
    known = set(sys.modules)
    if "nltk" not in known:
        package = _not_run("nltk", None)
        _not_run("nltk.tokenize", package.__path__)
    try:
        from nltk.tokenize.punkt import PunktTrainer
    finally:
        if "nltk" not in known:
            for name in [name for name in sys.modules if name.partition(".")[0] == "nltk"]:
                del sys.modules[name]
    return PunktTrainer


def _not_run(name: str, path: MutableSequence[str] | None) -> ModuleType:
    """Return a package of which modules can be imported without it; an ImportError where there is none."""
    spec = PathFinder.find_spec(name, path)
    if spec is None:
        raise ImportError(f"No module named {name!r}", name=name)
    sys.modules[name] = package = module_from_spec(spec)
    return package
