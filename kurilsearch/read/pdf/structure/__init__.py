"""What the lines of PDF pages are: headings, paragraphs, notes."""
