"""E-books: the package (what the book says of itself), the chapters in reading order, the pages of the printed book."""
