"""Citations: a CSL item, a locator and a style become the text that a writer pastes.

:mod:`kurilsearch.cite.render` tells the story; pandoc does the work.
"""
