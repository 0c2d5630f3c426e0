"""What a source cites: its reference entries, the citations in its text and notes, and the links between them.

Reading them (:mod:`kurilsearch.references.read`) takes many patterns, so that module is imported where it is needed.
"""

from kurilsearch.references.cited_in import works_cited_at
from kurilsearch.references.model import CitedWork, InTextCitation, ReferenceEntry, References

__all__ = ["CitedWork", "InTextCitation", "ReferenceEntry", "References", "works_cited_at"]
