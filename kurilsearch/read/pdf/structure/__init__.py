"""From lines to blocks, in the order of ``structure``.

``body`` measures the type of the text, ``paragraphs`` groups lines, ``notes`` parts notes from them, ``chunk_kinds``
says what each group is, and ``chunk_joining`` joins what a column or a page has cut in two.
"""
