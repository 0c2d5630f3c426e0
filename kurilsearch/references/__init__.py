"""What a source cites: its reference entries, the citations in its text and notes, and the links between them."""

from kurilsearch.references.cited_in import works_cited_at
from kurilsearch.references.model import Citation, CitedWork, Entry, References
from kurilsearch.references.note_marks import read_marks
from kurilsearch.references.read import read_references
from kurilsearch.references.work_query import WorkQuery, citations_of, parse_work

__all__ = [
    "Citation",
    "CitedWork",
    "Entry",
    "References",
    "WorkQuery",
    "citations_of",
    "parse_work",
    "read_marks",
    "read_references",
    "works_cited_at",
]
