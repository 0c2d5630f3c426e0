"""Citations: a CSL item, a locator and a style become the text that a writer pastes.

A *CSL item* is a plain dict as CSL JSON has it. :mod:`kurilsearch.cite.render` tells the story; pandoc does the work.
"""
