"""Runs of words that a draft has from a source, as they stand there or lightly changed.

``align`` tells how two texts are aligned: sentences that are alike are seeds, which grow together to passages.
"""
