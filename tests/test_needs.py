"""What a historian asks of the five documents, and whether the passages that answer come first."""

from __future__ import annotations

from pathlib import Path

from kurilsearch import open_library
from kurilsearch.hit import Hit

NEEDS = [
    line.split(" | ")
    for line in (Path(__file__).parent / "golden" / "needs.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]

FIRST = 3
"""An answer is to be among so many hits."""

WANTED = 27


def answers(hit: Hit, places: str) -> bool:
    """Tell whether one of ``places``, each FILE:LINE, is in the passage of a hit."""
    assert hit.line_start is not None
    assert hit.line_end is not None
    for place in places.split():
        file, line = place.split(":")
        if Path(hit.file).name.startswith(file) and hit.line_start <= int(line) <= hit.line_end:
            return True
    return False


def test_most_needs_are_answered_among_the_first_hits(shared_seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "kurilsearch.toml").write_text(f'sources = ["{shared_seeds}"]\n', encoding="utf-8")
    with open_library(tmp_path) as library:
        library.index()
        shown = {
            question: library.search(
                question,
                limit=10,
            ).hits
            for question, _ in NEEDS
        }
    missed = [
        question for question, places in NEEDS if not any(answers(hit, places) for hit in shown[question][:FIRST])
    ]
    assert len(NEEDS) - len(missed) >= WANTED, "\n".join(missed)
    assert sum(len(hits) == 10 for hits in shown.values()) >= WANTED
