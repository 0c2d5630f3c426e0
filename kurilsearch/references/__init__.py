"""What a source cites: its reference entries, the citations in its text and notes, and the links between them.

In the order in which ``read`` runs them: ``entries`` cuts the list of references, and reads each entry's fields
(``entry_fields``, ``authors``) into an ``entry_index``; ``note_marks`` leads marks to notes; ``in_text`` finds
citations with the names before them (``cited_names``, but ``no_authors``), ``in_notes`` those of notes, and
``linking`` holds them against the entries. ``name_patterns`` has the patterns that all of these share, ``model`` the
nouns, ``coding`` their form in the store; ``cited_at`` and ``work_query`` answer what is cited at a place, and where a
work is. Reading takes many patterns, so that :mod:`kurilsearch.references.read` is imported where it is needed.
"""

from kurilsearch.references.cited_at import works_cited_at
from kurilsearch.references.model import CitedWork, InTextCitation, ReferenceEntry, References

__all__ = ["CitedWork", "InTextCitation", "ReferenceEntry", "References", "works_cited_at"]
