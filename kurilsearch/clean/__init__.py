"""Cleaning: small named steps that take furniture, markup and note marks out, and keep the way back.

Each step looks at a text and says which regions of it to cut, and why. Steps run in rounds until no step finds
anything more, so that cleaning a clean text changes nothing.
"""

from kurilsearch.clean.clean import clean_text

__all__ = ["clean_text"]
