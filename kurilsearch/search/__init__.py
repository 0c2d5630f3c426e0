"""Search: a query in Whoosh's language becomes ranked hits.

:mod:`kurilsearch.search.find` tells the story; :mod:`kurilsearch.search.language` is what may be typed,
:mod:`kurilsearch.search.rank` how passages are ordered.
"""

from kurilsearch.search.find import search_passages

__all__ = ["search_passages"]
