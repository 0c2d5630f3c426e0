"""Where a text quotes: marks are paired by the structure of its paragraphs, and what they set off is told apart.

``pairing`` works on plain paragraphs and is usable alone; ``find`` is for drafts, with block quotations, notes, titles
and scare quotes.
"""
