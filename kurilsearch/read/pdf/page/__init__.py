"""A PDF page put together: words become lines, lines columns, in reading order."""
