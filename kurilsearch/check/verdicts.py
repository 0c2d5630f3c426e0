"""The verdicts of a check: on the words of a quotation, and on its citation."""

from __future__ import annotations

from enum import StrEnum


class TextVerdict(StrEnum):
    """Whether a quotation says what its source says.

    ``VERBATIM``, once the scan's faults, wraps and typography are seen through; ``ALLOWED``, changed only as scholars
    may; ``DOUBTFUL``, nothing but what may be the scan's fault or a slip; ``ALTERED``; ``DISTORTING``, see
    :class:`Distortion`; ``NOT_FOUND``, the sources concerned were read and it is not there; ``CANNOT_CHECK``, the cited
    work is not among them, could not be read or is in another language, and nothing else has the words.
    """

    VERBATIM = "verbatim"
    ALLOWED = "allowed"
    DOUBTFUL = "doubtful"
    ALTERED = "altered"
    DISTORTING = "distorting"
    NOT_FOUND = "not_found"
    CANNOT_CHECK = "cannot_check"

    @property
    def is_wrong(self) -> bool:
        """Whether something is to be done about the words."""
        return self not in (TextVerdict.VERBATIM, TextVerdict.ALLOWED)


class Distortion(StrEnum):
    """How a quotation of true words says what its source does not say.

    ``OMISSION``: an ellipsis or brackets hide a negation. ``CUT_FRONT``: it begins behind one; ``CUT_SHORT``: it ends
    before what takes it back. ``SPLICED``: its pieces stand in several works, or are said by several people;
    ``SCATTERED``: far apart in one, or in another order.
    """

    OMISSION = "omission"
    CUT_FRONT = "cut_front"
    CUT_SHORT = "cut_short"
    SPLICED = "spliced"
    SCATTERED = "scattered"


class CitationVerdict(StrEnum):
    """Whether the citation of a quotation is right.

    ``MISSING``; ``WRONG_SOURCE``: the cited work is in the library and the words stand in another; ``WRONG_YEAR``;
    ``WRONG_PLACE``: page, paragraph or section; ``WRONG_SPEAKER``: the source quotes or reports somebody else than the
    draft names; ``NOT_IN_SOURCE``: the cited work is in the library and the words are nowhere; ``UNRESOLVED``: a work
    is named that is neither in the library nor in a list of references there.
    """

    CORRECT = "correct"
    MISSING = "missing"
    WRONG_SOURCE = "wrong_source"
    WRONG_YEAR = "wrong_year"
    WRONG_PLACE = "wrong_place"
    WRONG_SPEAKER = "wrong_speaker"
    NOT_IN_SOURCE = "not_in_source"
    UNRESOLVED = "unresolved"

    @property
    def is_wrong(self) -> bool:
        """Whether something is to be done about the citation."""
        return self is not CitationVerdict.CORRECT


SEVERITY = {
    TextVerdict.DISTORTING: 5,
    TextVerdict.ALTERED: 4,
    TextVerdict.NOT_FOUND: 4,
    TextVerdict.DOUBTFUL: 2,
    TextVerdict.CANNOT_CHECK: 1,
    TextVerdict.VERBATIM: 0,
    TextVerdict.ALLOWED: 0,
    CitationVerdict.NOT_IN_SOURCE: 4,
    CitationVerdict.WRONG_SOURCE: 3,
    CitationVerdict.WRONG_SPEAKER: 3,
    CitationVerdict.WRONG_YEAR: 2,
    CitationVerdict.WRONG_PLACE: 2,
    CitationVerdict.MISSING: 2,
    CitationVerdict.UNRESOLVED: 1,
    CitationVerdict.CORRECT: 0,
}
"""How grave a finding is: the order in which a report tells them."""
