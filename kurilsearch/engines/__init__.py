"""Engines answer the query tree over passages; they are derived from the store and can be remade from it.

An engine comes in by the entry-point group ``kurilsearch.engines``: a name and a class that
keeps what :class:`Engine` promises. The built-in ones come in by the same door.
"""

from kurilsearch.engines.engine import Candidates, Engine, PassageTerms, Question
from kurilsearch.engines.loader import available_engines, discard_engine, open_engine

__all__ = ["Candidates", "Engine", "PassageTerms", "Question", "available_engines", "discard_engine", "open_engine"]
