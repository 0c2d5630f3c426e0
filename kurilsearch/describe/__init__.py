"""Who wrote it, what it is called and when: bibliography files, and guesses from what a first page prints."""

from kurilsearch.describe.files.bibliography import Bibliography, is_bibliography_name, load_bibliography
from kurilsearch.describe.files.entry import BibliographyEntry, BibliographyWarning
from kurilsearch.describe.first_page.guess import guess_item

__all__ = [
    "Bibliography",
    "BibliographyEntry",
    "BibliographyWarning",
    "guess_item",
    "is_bibliography_name",
    "load_bibliography",
]
