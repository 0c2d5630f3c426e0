"""Segmenting: clean lines become passages, each with its kind, its section and the way back to the source.

In the order in which ``segment`` runs them: ``lines`` measures how the text is set, ``blocks`` groups lines that
nothing separates (``run_together`` parts what a full last line joined), ``notes`` tells notes, ``title_page`` what
stands before the text and the menus around it (``menu_words``), ``classify`` the kind of each block (``headings`` the
look of headings, ``words`` the words of both), ``interruptions`` joins what a page's end cut in two,
``reference_lists`` has one entry a passage, and ``joining`` joins the lines. Where a reader knows the blocks,
``reader_blocks`` takes them as they are.
"""

from kurilsearch.segment.reader_blocks import segment_blocks
from kurilsearch.segment.segment import Segments, segment_text

__all__ = ["Segments", "segment_blocks", "segment_text"]
