"""Makes the library that is measured: the corpus, without some documents that are held out for the negatives."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kurilsearch import Library, open_library
from kurilsearch.indexing.scan import scan
from kurilsearch.library.settings import SETTINGS_FILE, find_settings
from tests.benchmarks.tei import convert_folder

SETTINGS = 'sources = ["sources"]\nindex = "index"\n'
RECIPE = "recipe.json"
HELD_OUT_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Prepared:
    """The library that is asked, and one of the documents that were left out of it (None where there are none)."""

    library: Library
    held_out: Library | None

    def close(self) -> None:
        """Close both."""
        self.library.close()
        if self.held_out:
            self.held_out.close()


def prepare(
    corpora: Sequence[Path], folder: Path, seed: int, held_out: int | None = None, documents: int | None = None
) -> Prepared:
    """Make both libraries in ``folder`` and index them, or open those of an earlier run with the same recipe.

    Each corpus is a folder of sources, of TEI files, or a library, whose own sources are taken; it is only read.
    ``held_out`` is how many documents to leave out; None is one of twenty, at least one. ``documents`` is how many to
    take of each corpus, None for all. Raises SystemExit where ``folder`` holds something else.
    """
    recipe = {
        "corpora": [corpus.resolve().as_posix() for corpus in corpora],
        "seed": seed,
        "held_out": held_out,
        "documents": documents,
    }
    written = folder / RECIPE
    if written.is_file():
        if json.loads(written.read_text(encoding="utf-8")) != recipe:
            raise SystemExit(f"{folder} was made otherwise ({written.name} says how): delete it or name another")
    elif folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} holds something else: name a new folder")
    else:
        texts = folder / "library" / "sources"
        for corpus in corpora:
            _copy_sources(corpus, texts / corpus.resolve().name if len(corpora) > 1 else texts, seed, documents)
        _hold_out(texts, folder / "held-out" / "sources", seed, held_out)
        written.write_text(json.dumps(recipe), encoding="utf-8")
    library = _indexed(folder / "library")
    return Prepared(library, _indexed(folder / "held-out") if (folder / "held-out").is_dir() else None)


def _copy_sources(corpus: Path, texts: Path, seed: int, documents: int | None) -> None:
    """Write the sources of a corpus to ``texts``, each with its name there."""
    if (corpus / SETTINGS_FILE).is_file():
        settings = find_settings(corpus)
        found = scan(settings.sources, settings.folder, (settings.index,), settings.exclude)
    elif any(corpus.rglob("*.xml")) and not any(corpus.rglob("*.txt")):
        convert_folder(corpus, texts, seed)
        found = scan([texts], texts)
    else:
        found = scan([corpus], corpus)
    if not found.files:
        raise SystemExit(f"no sources in {corpus}")
    for number, source in enumerate(found.files):
        # an absolute name, of a source outside of its library, becomes a relative one
        target = texts / (
            source.file if not Path(source.file).is_absolute() and ".." not in source.file else str(number)
        )
        target = target if target.suffix else target / Path(source.path).name
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source.path, target)
    files = _files(texts)
    for file in random.Random(seed).sample(files, max(0, len(files) - (documents or len(files)))):
        file.unlink()


def _hold_out(texts: Path, folder: Path, seed: int, held_out: int | None) -> None:
    """Move so many of the documents to ``folder``; one is left."""
    files = _files(texts)
    wanted = max(1, round(HELD_OUT_SHARE * len(files))) if held_out is None else held_out
    for file in random.Random(seed).sample(files, min(wanted, len(files) - 1)):
        target = folder / file.relative_to(texts)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.rename(target)


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _indexed(folder: Path) -> Library:
    """Return the library in ``folder``, up to date."""
    (folder / SETTINGS_FILE).write_text(SETTINGS, encoding="utf-8")
    library = open_library(folder)
    library.index()
    return library
