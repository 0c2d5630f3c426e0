"""The library: what a user and every front end holds. :mod:`kurilsearch.library.library` tells the story on one page.

:mod:`~kurilsearch.library.parts` opens store, engine and cache; ``finding``, ``quoting``, ``citing``, ``reading`` and
``keeping`` are what is done with them.
"""
