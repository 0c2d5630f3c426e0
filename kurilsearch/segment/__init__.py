"""Segmenting: clean lines become passages, each with its kind, its section and the way back to the source."""

from kurilsearch.segment.marked import segment_marked
from kurilsearch.segment.segment import Segments, segment_text

__all__ = ["Segments", "segment_marked", "segment_text"]
