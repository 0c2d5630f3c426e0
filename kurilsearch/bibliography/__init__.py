"""Who wrote it, what it is called and when: bibliography files, and guesses from what a first page prints."""

from kurilsearch.bibliography.bibliography import Bibliography, is_bibliography_name, load_bibliography
from kurilsearch.bibliography.entry import BibliographyWarning, Entry
from kurilsearch.bibliography.guess import guess_item

__all__ = [
    "Bibliography",
    "BibliographyWarning",
    "Entry",
    "guess_item",
    "is_bibliography_name",
    "load_bibliography",
]
