"""What a bibliography said that is no longer there: it is kept until a file that is there says otherwise.

A drive that is not mounted, or a folder that was emptied, must not make works of known authors into guesses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from kurilsearch.work import Described, Origin, OriginKind

_FILES = (OriginKind.USER, OriginKind.BIBLIOGRAPHY)
_ORDER = tuple(OriginKind)


def is_vanished(origin: Origin, present: Collection[str]) -> bool:
    """Tell whether a field comes from a file of descriptions that is not among those ``present``, by their names."""
    return origin.kind in _FILES and origin.place is not None and origin.place not in present


def count_vanished(described: Iterable[Described], present: Collection[str]) -> dict[str, int]:
    """Return the vanished files from which something is kept, by name, with the number of works of which it is."""
    places = (
        place
        for work in described
        for place in {origin.place for origin in work.origins.values() if is_vanished(origin, present)}
    )
    return dict(sorted(Counter(place for place in places if place).items()))


def keep_vanished(former: Described, present_day: Described, present: Collection[str]) -> Described:
    """Return the present description with the fields of the former one whose file has vanished.

    A field that is described now, by something as sure, is as it is described now.
    """
    kept = {
        name: origin
        for name, origin in former.origins.items()
        if is_vanished(origin, present) and _is_surer(origin, present_day.origins.get(name))
    }
    if not kept:
        return present_day
    item = present_day.item | {name: former.item[name] for name in kept if name in former.item}
    for name in kept.keys() - former.item.keys():
        item.pop(name, None)  # the user said that the work has none
    title = former.title if "title" in kept else present_day.title
    candidates = {name: each for name, each in present_day.candidates.items() if name not in kept}
    return Described(item, {**present_day.origins, **kept}, title, candidates)


def _is_surer(origin: Origin, other: Origin | None) -> bool:
    return other is None or _ORDER.index(origin.kind) < _ORDER.index(other.kind)
