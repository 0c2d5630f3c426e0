"""Segmenting: clean lines become passages, each with its kind, its section and the way back to the source."""

from kurilsearch.segment.segment import Segments, segment_text

__all__ = ["Segments", "segment_text"]
