"""What a document's running text looks like: the size of its type and how far its lines stand apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from kurilsearch.read.pdf.page.lines import Line


@dataclass(frozen=True, slots=True)
class BodyType:
    """The type of the running text: ``size`` in points, ``pitch`` from line to line in points.

    ``indented`` says that paragraphs begin with an indent, ``weight`` how heavy the type is.
    """

    size: float
    pitch: float
    indented: bool
    weight: int = 400


def measure_body(lines: Iterable[Line]) -> BodyType:
    """Return the commonest size by characters, the usual distance of its lines, and whether paragraphs are indented."""
    sizes: Counter[float] = Counter()
    of = list(lines)
    for line in of:
        if not line.oblique:
            sizes[round(line.size * 2) / 2] += len(line.text)
    if not sizes:
        return BodyType(10.0, 12.0, indented=True)
    size = max(max(sizes, key=lambda value: sizes[value] + 0.5 * (sizes[value - 0.5] + sizes[value + 0.5])), 0.5)
    distances: list[float] = []
    indents = plain = 0
    for above, line in pairwise(of):
        if above.column != line.column or abs(line.size - size) > 0.8 or abs(above.size - size) > 0.8:
            continue
        distance = above.y0 - line.y0
        if 0.7 * size < distance < 3 * size:
            distances.append(distance)
            shift = line.x0 - above.x0
            if 0.7 * size < shift < 4 * size and line.x1 > above.x0 + 15 * size:
                indents += 1
            elif abs(shift) < 0.3 * size:
                plain += 1
    pitch = sorted(distances)[len(distances) // 3] if distances else 1.25 * size  # short texts have many gaps
    weights: Counter[int] = Counter()
    for line in of:
        if abs(line.size - size) < 0.8:
            weights[line.weight] += len(line.text)
    weight = weights.most_common(1)[0][0] if weights else 400
    return BodyType(size, pitch, indented=indents >= 3 and indents > 0.02 * plain, weight=weight)


def mark_bold(lines: Iterable[Line], body: BodyType) -> None:
    """Note on each line whether its type is clearly heavier than that of the running text."""
    for line in lines:
        line.bold = line.weight >= max(body.weight + 150, 550)
