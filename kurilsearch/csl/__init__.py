"""Works as CSL items, what readers, bibliographies and guesses are all turned into.

``items`` has the item and its types, ``names`` people, ``dates`` (and as pages print them ``printed_dates``),
``page_ranges`` and ``doi`` one kind of field each.
"""
