"""The edges of PDF pages: running heads, page numbers, covers, and two pages on one sheet."""
