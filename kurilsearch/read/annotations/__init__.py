"""Exports of annotations: what readers marked in documents, and what they wrote beside it."""
