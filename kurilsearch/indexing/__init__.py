"""Indexing: which files changed, reading them in worker processes, writing store and engine.

:func:`kurilsearch.indexing.run.run_index` tells the story. Nothing is imported here, because every search asks
:mod:`kurilsearch.indexing.plan` how many files have changed and needs no more than that.
"""
