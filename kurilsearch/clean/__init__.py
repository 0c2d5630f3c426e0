"""Cleaning: small named steps that take furniture, markup and note marks out, and keep the way back.

Each step looks at a text and says which regions of it to cut, and what they are. Steps run in rounds until no step
finds anything more, so that cleaning a clean text changes nothing. In the order in which ``clean`` runs them:
``whitespace``, ``page_breaks``, ``page_furniture`` (running heads, page numbers), then within the lines
``edit_links``, ``note_marks``, ``markup``, ``markdown_dialects`` and ``generator_marks``; ``cut`` takes out what they
find.
"""

from kurilsearch.clean.clean import clean_text

__all__ = ["clean_text"]
